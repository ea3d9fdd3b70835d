from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from ruamel.yaml import YAML as YAML_READER
from ruamel.yaml.error import YAMLError

from tour.diagnostics import Diagnostic, Span, TourError
from tour.reading.located import Loc, Located, read_toml, read_yaml
from tour.reading.yaml_depth import depth_at_most, turn

MATTER = """\
title: The Lake Pit
place: [34.06264, -118.35560]
film: {scene: Harry and Julie, spoiler: none}
claims:
  - {say: two stops, stops: 2}
  - say: an hour
    minutes: 60
"""

TOML = '''\
title = "A walk"          # not title = "B"
papers = ["letter", "a4"]
safety = [
  "one = two",
  ["nested"]
]
"quoted key" = 1
note = """[ He said "hi
title = "inside"
[gaps]
"""
# """
gaps.sentence = 0.35

[texts]
hold = 'Pause me'

[[credits]]
what = "Voice"
who = "hibari"

[[credits]]   # the second
what = "Map"
'''


def _text_at(source: str, span: Span, first_line: int = 1) -> str:
    line = source.split("\n")[span.line - first_line]
    return line[span.column - 1 : span.column - 1 + span.length]


@pytest.mark.parametrize(
    ("loc", "key", "value"),
    [
        (("title",), "title", "The Lake Pit"),
        (("place",), "place", "[34.06264, -118.35560]"),
        (("place", 1), "-118.35560", "-118.35560"),
        (("film", "spoiler"), "spoiler", "none"),
        (("claims", 0, "stops"), "stops", "2"),
        (("claims", 1), "say: an hour"[:1], "say: an hour"[:1]),
        (("claims", 1, "minutes"), "minutes", "60"),
    ],
)
def test_every_key_and_value_of_yaml_is_located(loc: Loc, key: str, value: str) -> None:
    located = read_yaml(MATTER, "x.md", first_line=2)

    assert _text_at(MATTER, located.key(loc), 2) == key
    assert _text_at(MATTER, located.at(loc), 2) == value


def test_what_has_no_place_is_shown_at_the_nearest_thing_above_it() -> None:
    located = read_yaml(MATTER, "x.md", first_line=2)

    assert located.at(("film", "scene", "deeper", 3)) == located.at(("film", "scene"))
    assert located.key(("nowhere",)) == Span("x.md", 1, 1, 3)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: 2026-01-02", "2026-01-02"),
        ("a: 2026-13-45", "2026-13-45"),
        ("a: 5", 5),
        ("a: 5.0", 5.0),
        ("a: -118.3", -118.3),
        ("a: 1_000", 1000),
        ("a: 0x1f", "0x1f"),
        ("a: 1:30", "1:30"),
        ("a: 1e999", "1e999"),
        ("a: .nan", ".nan"),
        ("a: yes", "yes"),
        ("a: true", True),
        ("a: null", None),
        ("a:", None),
        ("a: 'null'", "null"),
        ("a: >\n  one\n  two\n", "one two\n"),
    ],
)
def test_yaml_is_read_as_an_author_means_it(text: str, value: object) -> None:
    found = read_yaml(text, "x.md").value["a"]

    assert found == value
    assert type(found) is type(value)


def test_no_front_matter_is_an_empty_mapping() -> None:
    assert read_yaml("", "x.md").value == {}
    assert read_yaml("# nothing\n", "x.md").value == {}


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ("a: &x 1", 2, 4, "an anchor is not read here"),
        ("a: *x", 2, 4, "an alias is not read here"),
        ("a: !!python/object:os.system x", 2, 4, "a tag is not read here"),
        ("b: 1\na: 1\na: 2", 4, 1, "the key 'a' stands here again"),
        ("- a", 2, 1, "front matter is a list of 'key: value' lines"),
        ("just words", 2, 1, "front matter is a list of 'key: value' lines"),
        ("a: 1\n[b, c]: 2", 3, 1, "a key is a word"),
        ("a: 1\nb: x\x07y", 3, 5, "the character U+0007 cannot stand in front matter"),
        ("a: b: c", 2, 5, "a text with a colon in it stands in quotes"),
        ("a: 'open", 2, 9, "a quote is opened here and not closed"),
        ("a: 'open\nb: 1\n", 2, 1, "a quote is opened here and not closed"),
        ("a: b\nc\nd: e", 3, 1, "this line is no 'key: value'"),
        ("a: @b", 2, 4, "a text that begins with @ stands in quotes"),
        ("a: [1, 2", 2, 9, "this is not YAML: expected ',' or ']', but got '<stream end>'"),
        ("a:\n\t- b", 3, 1, "a tab stands here"),
    ],
)
def test_yaml_that_is_not_read_is_pointed_at(text: str, line: int, column: int, message: str) -> None:
    (fault,) = _faults(read_yaml, text)

    assert (fault.span, fault.message) == (Span("x.md", line, column, fault.span.length if fault.span else 0), message)


@pytest.mark.parametrize("deep", ["[" * 3000, "{a: " * 3000, "[" * 3000 + "]" * 3000, "- " * 3000, "b:\u2028" * 300])
def test_deep_yaml_is_a_fault(deep: str) -> None:
    assert _faults(read_yaml, f"a: {deep}")


def test_twice_twice_is_two_faults() -> None:
    assert len(_faults(read_yaml, "a: 1\na: 2\nb: 1\nb: 2")) == 2


YAML = st.lists(
    st.sampled_from([*"ab01 \n:-?,[]{}#&*!|>'\"%@`~.<=\té\u2028\x85", "...\n", "---\n", "? ", ": ", "- ", "  "])
)


@given(st.lists(st.tuples(YAML.map("".join), st.integers(1, 9))).map(lambda parts: "".join(a * n for a, n in parts)))
@example("more:\u2028" + "a:\u2028" * 30 + " b\n")
@example("? \x85" * 30)
def test_yaml_that_is_not_looked_at_word_by_word_is_not_nested_deep(text: str) -> None:
    depth = deepest = 0
    try:
        for token in YAML_READER(typ="safe", pure=True).scan(text):
            depth += turn(token)
            deepest = max(deepest, depth)
    except YAMLError:
        pass  # what stands before it counts

    assert deepest <= depth_at_most(text)


@given(st.text() | YAML.map("".join), st.integers(1, 3))
def test_reading_yaml_raises_nothing_but_a_fault(text: str, first_line: int) -> None:
    try:
        located = read_yaml(text, "x.md", first_line)
    except TourError as error:
        spans = [fault.span or Span("", 0, 0) for fault in error.diagnostics]
    else:
        spans = [*located.keys.values(), *located.values.values()]

    assert all(span.line >= 1 and span.column >= 1 and span.length >= 1 for span in spans)


@given(
    st.dictionaries(
        st.from_regex(r"[a-z]+", fullmatch=True), st.integers(-9999, 9999) | st.from_regex(r"[a-z]+ b", fullmatch=True)
    )
)
def test_a_value_of_yaml_stands_at_its_place(matter: dict[str, object]) -> None:
    text = "".join(f"{key}: {value}\n" for key, value in matter.items())

    located = read_yaml(text, "x.md")

    assert located.value == matter
    for key, value in matter.items():
        assert _text_at(text, located.key((key,))) == key
        assert _text_at(text, located.at((key,))) == str(value)


@pytest.mark.parametrize(
    ("loc", "key", "value"),
    [
        (("title",), "title", '"A walk"'),
        (("papers", 1), "papers", '["letter", "a4"]'),
        (("quoted key",), '"quoted key"', "1"),
        (("note",), "note", '"""[ He said "hi'),
        (("gaps", "sentence"), "gaps.sentence", "0.35"),
        (("texts",), "[texts]", "[texts]"),
        (("texts", "hold"), "hold", "'Pause me'"),
        (("credits", 0, "who"), "who", '"hibari"'),
        (("credits", 1, "what"), "what", '"Map"'),
    ],
)
def test_keys_of_toml_are_located(loc: Loc, key: str, value: str) -> None:
    located = read_toml(TOML, "tour.toml")

    assert located.value == tomllib.loads(TOML)
    assert _text_at(TOML, located.key(loc)) == key
    assert _text_at(TOML, located.at(loc)) == value


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ('a = "open', 1, 10, "the quote of this text is not closed"),
        ("a = 1\na = 2", 2, 6, "the key 'a' stands here again"),
        ("a = 1\nb = [1,", 2, 8, "invalid value"),
        ("a: 1", 1, 2, "a colon stands between key and value"),
        ("a 1", 1, 3, "expected '=' after a key in a key/value pair"),
        ("a = 2026-02-30", 1, 5, "invalid date or datetime"),
        (f"a = 1\nb = {'9' * 5000}", 2, 5, "this number is too long"),
        (f"a = '['\nb = {'[' * 3000}", 2, 5, "this TOML is nested too deeply"),
    ],
)
def test_toml_that_is_not_read_is_pointed_at(text: str, line: int, column: int, message: str) -> None:
    (fault,) = _faults(read_toml, text)

    assert fault.span == Span("x.md", line, column)
    assert message in fault.message


TOML_SIGNS = st.lists(
    st.sampled_from([*"ab01 \n=.,[]{}#'\"-:\té", '"""', "'''", "[[", "]]\n", " = ", "\n[a]\n", "1979-05-27"])
)


@given(st.text() | TOML_SIGNS.map("".join))
def test_reading_toml_raises_nothing_but_a_fault(text: str) -> None:
    try:
        located = read_toml(text, "x.toml")
    except TourError as error:
        spans = [fault.span or Span("", 0, 0) for fault in error.diagnostics]
    else:
        spans = [located.key(loc) for loc in _locs(located.value)]

    assert all(span.line <= text.count("\n") + 1 and span.column >= 1 and span.length >= 1 for span in spans)


def _locs(value: Any, loc: Loc = ()) -> list[Loc]:
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [loc, *(deeper for key, inner in inside for deeper in _locs(inner, (*loc, key)))]


def _faults(read: Any, text: str) -> tuple[Diagnostic, ...]:
    with pytest.raises(TourError) as caught:
        _ = read(text, "x.md", 2) if read is read_yaml else read(text, "x.md")
    return caught.value.diagnostics


def test_a_located_value_can_be_asked_for_its_root() -> None:
    located = Located({}, {(): Span("x", 1, 1)}, {(): Span("x", 1, 1)})

    assert located.at(("a", 1)) == located.key(()) == Span("x", 1, 1)
