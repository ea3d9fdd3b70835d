from __future__ import annotations

from dataclasses import MISSING, fields

import pytest
from pydantic import BaseModel

from tour.diagnostics import Diagnostic
from tour.model import Credit, Film, Gaps, Source, Stop, Tour
from tour.reading.located import read_toml, read_yaml
from tour.reading.schema import (
    CreditMatter,
    FilmMatter,
    GapsMatter,
    LexiconMatter,
    SourceMatter,
    StopMatter,
    TourMatter,
    WelcomeMatter,
    same_named,
    validate,
)

TOUR = 'title = "A"\nslug = "b"\npublished = "2026-01-02"\n'
STOP = "title: A\nplace: [51.5, -0.1]\nstand: here\n"


def _faults(model: type[BaseModel], text: str) -> list[Diagnostic]:
    located = read_yaml(text, "x.md", 2) if model in (StopMatter, WelcomeMatter) else read_toml(text, "x.toml")
    value, faults = validate(model, located)
    assert (value is None) == bool(faults)
    return faults


@pytest.mark.parametrize(
    ("line", "message", "hint"),
    [
        (
            "published = 2026-01-02T10:00:00",
            "'published' must be a text, not a date or an hour: 2026-01-02 10:00:00",
            "put it in quotes",
        ),
        ('published = "20260102"', "'20260102' is not a date", "write YYYY-MM-DD"),
        ('published = "2026-W01-1"', "'2026-W01-1' is not a date", "write YYYY-MM-DD"),
        ('published = ""', "'published' is empty", ""),
        ("title = true", "'title' must be a text, not true", "put it in quotes"),
        ("title = 1988", "'title' must be a text, not 1988", "put it in quotes"),
        ('title = ["A"]', "'title' must be a text, not a list", "put it in quotes"),
        ('title = "A\\tB"', "this text must stand on one line, without control characters or turns of direction", ""),
        ('title = "  "', "'title' is empty", ""),
        (f'title = "{"x" * 81}"', "'title' is longer than 80 characters", ""),
        (
            'title = "A\\u0007"',
            "this text must stand on one line, without control characters or turns of direction",
            "",
        ),
        ('slug = "a--b"', "'a--b' is not a slug: lower-case letters, digits and single hyphens, at most 60", "such as"),
        ("speed = 0.49", "'speed' is 0.49, but must be at least 0.5", ""),
        ("speed = 2.01", "'speed' is 2.01, but must be at most 2", ""),
        ("speed = nan", "'speed' is nan, but must be at most 2", ""),
        ('speed = "1"', "'speed' must be a number, not '1'", "write digits"),
        ("hold = 1", "'hold' must be true or false, not 1", "write true or false"),
        ("papers = []", "'papers' is empty", ""),
        ('papers = ["A4"]', "'A4' is not a value of 'papers'", "did you mean 'a4'?"),
        ('papers = "a4"', "'papers' must be a list, not 'a4'", "write [ … ]"),
        ("gaps = {sentence = 10.1}", "'sentence' is 10.1, but must be at most 10", ""),
        ("gaps = 3", "'gaps' must be a table of keys, not 3", "write { key: value }"),
        ("gaps = {sentense = 1}", "the key 'sentense' is not known here", "did you mean 'sentence'?"),
        ('texts = {hodl = "x"}', "the key 'hodl' is not known here", "did you mean 'hold'?"),
        ('language = "English"', "'English' is not a value of 'language'", "a language tag such as en"),
        ('base_url = "www.example.com"', "'www.example.com' is not a whole web address", "give it whole"),
        ('credits = [{what = "Voice"}]', "the key 'who' is missing", "add a line 'who = …'"),
    ],
)
def test_a_wrong_value_in_tour_toml_is_said_in_the_author_s_words(line: str, message: str, hint: str) -> None:
    key = line.partition(" ")[0]
    kept = "".join(f"{old}\n" for old in TOUR.splitlines() if not old.startswith(f"{key} "))

    (fault,) = _faults(TourMatter, kept + line)

    assert fault.message == message
    assert fault.hint.startswith(hint)
    assert bool(fault.hint) == bool(hint)
    assert fault.span
    assert fault.span.line == (kept + line).count("\n") + 1


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("place: [51.5]", "a place is two numbers"),
        ("place: [51.5, west]", "'51.5, west' is no pair of coordinates"),
        ("place: null", "'place' must be a list, not nothing"),
        ("stand: ''", "'stand' is empty"),
        (f"stand: {'x' * 161}", "'stand' is longer than 160 characters"),
        ("face_bearing: 360", "'face_bearing' is 360, but must be less than 360"),
        ("facts: 2026-02-30", "'2026-02-30' is not a date"),
        ("walked: yesterday", "'yesterday' is not a date"),
        ("film: {scene: x, spoiler: all}", "'all' is not a value of 'spoiler'"),
        ("film: {spoiler: none}", "the key 'scene' is missing"),
        ("film: x", "'film' must be a table of keys, not 'x'"),
        ("adress: x", "the key 'adress' is not known here"),
    ],
)
def test_a_wrong_value_in_front_matter_is_said_in_the_author_s_words(line: str, message: str) -> None:
    key = line.partition(":")[0]
    kept = "".join(f"{old}\n" for old in STOP.splitlines() if not old.startswith(key))

    (fault,) = _faults(StopMatter, kept + line)

    assert fault.message == message


def test_all_faults_are_said_at_once() -> None:
    faults = _faults(StopMatter, "titel: x\nplace: [1]\nstand: 5\n")

    assert [fault.message for fault in faults] == [
        "the key 'title' is missing",
        "a place is two numbers",
        "'stand' must be a text, not 5",
        "the key 'titel' is not known here",
    ]


@pytest.mark.parametrize("claim", ["{say: x}", "{say: x, minutes: 1, miles: 2}"])
def test_a_claim_has_one_figure(claim: str) -> None:
    (fault,) = _faults(WelcomeMatter, f"title: W\nclaims: [{claim}]")

    assert fault.message == "a claim has one figure: minutes, kilometres, miles or stops"


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ('grapheme = ["x"]', "a lexeme needs a phoneme (IPA), an alias, or as = how it is read"),
        ('grapheme = []\nphoneme = "x"', "'grapheme' is empty"),
        ('grapheme = [""]\nphoneme = "x"', "'grapheme' is empty"),
        ('grapheme = "x"\nphoneme = "x"', "'grapheme' must be a list, not 'x'"),
        ('grapheme = ["x"]\nalias = "route 66"', "'route 66' is not a value of 'alias'"),
        ('grapheme = ["x"]\nalias = {gtts = "[x](/y/)"}', "'[x](/y/)' is not a value of 'gtts'"),
    ],
)
def test_a_lexeme_says_how(entry: str, message: str) -> None:
    (fault,) = _faults(LexiconMatter, f"[[lexeme]]\n{entry}")

    assert fault.message == message


@pytest.mark.parametrize("date", ["", "1990", "1990-05", "1990-05-17"])
def test_a_source_may_be_dated_by_the_year_the_month_or_the_day(date: str) -> None:
    located = read_toml(f'title = "x"\ndate = "{date}"', "sources.toml")

    value, faults = validate(SourceMatter, located)

    assert not faults
    assert value
    assert value.date == date


def test_null_means_that_nobody_has_walked_it() -> None:
    value, faults = validate(StopMatter, read_yaml(f"{STOP}walked: null\nfacts: null", "x.md"))

    assert not faults
    assert value
    assert (value.walked, value.facts) == ("", "")


def test_letters_with_their_accents_apart_are_put_together() -> None:
    stop, _ = validate(StopMatter, read_yaml(STOP.replace("title: A", "title: Cafe\u0301"), "x.md"))
    lexicon, _ = validate(LexiconMatter, read_toml('[[lexeme]]\ngrapheme = ["Cafe\u0301"]\nphoneme = "x"', "x.toml"))

    assert stop
    assert lexicon
    assert stop.title == lexicon.lexeme[0].grapheme[0] == "Caf\u00e9"


@pytest.mark.parametrize(
    ("matter", "kind"),
    [
        (TourMatter(title="A", slug="b", published="2026-01-02"), Tour),
        (StopMatter(title="A", place=[51.5, -0.1], stand="here"), Stop),
        (WelcomeMatter(title="A"), Stop),
        (FilmMatter(scene="A"), Film),
        (GapsMatter(), Gaps),
        (CreditMatter(what="A", who="B"), Credit),
        (SourceMatter(title="A"), Source),
    ],
)
def test_what_an_author_leaves_out_is_as_the_model_has_it(matter: BaseModel, kind: type) -> None:
    defaults = {field.name: field.default for field in fields(kind) if field.default is not MISSING}
    got = same_named(matter, kind, apart=matter.model_fields_set)
    both = defaults.keys() & got.keys() - {"texts", "unsourced"}  # pairs in the model, a table in the file

    assert both
    assert {name: got[name] for name in both} == {name: defaults[name] for name in both}


def test_a_list_of_the_authors_is_a_tuple_in_the_model() -> None:
    matter = TourMatter(title="A", slug="b", published="2026-01-02", safety=["Mind the edge."])

    assert same_named(matter, Tour, apart=("gaps",))["safety"] == ("Mind the edge.",)
