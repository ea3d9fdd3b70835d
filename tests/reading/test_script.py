"""Scripts are read as their authors mean them: no markup reaches the ear, and every place that is given is true."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from conftest import DATA
from tour.diagnostics import Span, TourError
from tour.model import Cross, Pause, Say, Segment, Sound, Voice
from tour.reading.script import Script, read

VOICE = Voice("tone", "beep", "en")
HEAD = "---\ntitle: x\n---\n"
CASES = sorted(path.stem for path in (DATA / "script").glob("*.md"))


@pytest.mark.parametrize("name", CASES)
def test_a_script_is_read_as_written_down(name: str, golden: Callable[[str, str], None]) -> None:
    script = read((DATA / "script" / f"{name}.md").read_text("utf-8"), f"{name}.md", VOICE)

    golden(f"script/{name}.txt", shown(script))


def shown(script: Script) -> str:
    """Return what was read, a line for a segment: line:column+length, what it is, what it says."""
    out = []
    for section in script.sections:
        out.append(f"{_at(section.span)} # {section.name}")
        out += [f"  {_at(segment.span)} {_segment(segment)}" for segment in section.segments]
        out += [f"  {line}" for line in section.lines]
        out += [f"  {_at(cite.span)} source {cite.key}" for cite in section.cites]
    out += [f"{_at(fault.span)} {fault.severity}: {fault.message}; {fault.hint}" for fault in script.faults]
    return "\n".join(out) + "\n"


def _segment(segment: Segment) -> str:
    match segment:
        case Say():
            voice = f" {segment.voice.engine}:{segment.voice.name}" if segment.voice else ""
            cites = "".join(f" [{key}]" for key in segment.cites)
            spoken = f" | {segment.spoken}" if segment.spoken != segment.text else ""
            return f"say {segment.paragraph}{voice}{cites} {segment.text}{spoken}"
        case Pause():
            return f"pause {segment.seconds:g}"
        case Sound():
            return f"sound {segment.name}"
        case Cross():
            return f"cross {segment.street}"


def _at(span: Span | None) -> str:
    assert span is not None
    return f"{span.line}:{span.column}+{span.length}"


# Laws. A script is made of pieces, of which each says how it is written, what the eye gets of it, and what it cites.


@dataclass(frozen=True)
class Piece:
    source: str
    text: str = ""
    cites: tuple[str, ...] = ()
    segment: str = ""
    """As `_segment` shows it, for a directive."""


WORDS = st.sampled_from(["lake", "the", "Wilshire", "13", "1967", "café", "naïve", "snake_case", "it's", "well-known"])
PLAIN = WORDS.map(lambda word: Piece(word, word))
MARKED = st.builds(
    lambda marks, words: Piece(f"{marks}{words}{marks}", words),
    st.sampled_from(["*", "**", "***", "_", "__", "`", "~~"]),
    st.lists(WORDS.filter(lambda word: "_" not in word), min_size=1, max_size=2).map(" ".join),
)
LINK = st.builds(
    lambda inner, target: Piece(f"[{inner.source}]({target})", inner.text),
    PLAIN | MARKED,
    st.sampled_from(["", "a.html", "https://example.org/a_(b)", "https://example.org/a_b_c#d", 'x "a title"']),
)
ESCAPE = st.sampled_from("*_[]{}<>#`\\").map(lambda sign: Piece(f"a\\{sign}b", f"a{sign}b"))
COMMENT = st.sampled_from(["", " note ", " [pause 99s] ", " [^Z] ", " *x ", "\n# Walk\n", "\n- item\n"]).map(
    lambda inside: Piece(f"<!--{inside}-->")
)
NOTE = st.sampled_from("ABCDE").map(lambda key: Piece(f"[^{key}]", cites=(key,)))
WORDED = st.builds(
    lambda piece, notes: Piece(piece.source + "".join(n.source for n in notes), piece.text, _cites(notes)),
    PLAIN | MARKED | LINK | ESCAPE,
    st.lists(NOTE, max_size=2),
)
DIRECTIVE = st.sampled_from(
    [
        Piece("[pause 1.5s]", segment="pause 1.5"),
        Piece("[pause 10 s]", segment="pause 10"),
        Piece("[sound hold]", segment="sound hold"),
        Piece("[cross 6th  Street]", segment="cross 6th Street"),
    ]
)
SPACE = st.sampled_from([" ", "  ", "\n", "\n  ", "\t", " <!-- x --> ", "\n<!--\n-->\n"])


def _cites(pieces: list[Piece]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for piece in pieces for key in piece.cites))


@st.composite
def sentences(draw: st.DrawFn) -> Piece:
    """A sentence "You …" that ends in a mark and in notes."""
    pieces = [Piece("You", "You"), *draw(st.lists(WORDED, min_size=1, max_size=5))]
    end, notes = draw(st.sampled_from([".", "!", "?"])), draw(st.lists(NOTE, max_size=2))
    source = pieces[0].source
    for piece in pieces[1:]:
        source += draw(SPACE) + piece.source
    source = draw(st.sampled_from([source, f"**{source}**"])) if "*" not in source else source
    return Piece(
        source + end + draw(st.sampled_from(["", " "])) * bool(notes) + "".join(note.source for note in notes),
        " ".join(piece.text for piece in pieces) + end,
        _cites([*pieces, *notes]),
    )


@st.composite
def paragraphs(draw: st.DrawFn) -> list[Piece]:
    first = draw(sentences())
    pieces = [first, *draw(st.lists(sentences() | DIRECTIVE | COMMENT, max_size=4))]
    return [Piece(piece.source + draw(SPACE), piece.text, piece.cites, piece.segment) for piece in pieces]


LOOKS = st.lists(paragraphs(), min_size=1, max_size=3)


def _written(look: list[list[Piece]]) -> str:
    return HEAD + "# Look\n\n" + "\n\n".join("".join(p.source for p in part).rstrip() for part in look) + "\n"


def _look(text: str) -> tuple[Segment, ...]:
    script = read(text, "x.md", VOICE)
    assert [fault for fault in script.faults if fault.severity == "error"] == []
    (section,) = script.sections
    return section.segments


@given(LOOKS)
def test_the_sentences_and_directives_of_a_script_are_those_its_author_wrote(look: list[list[Piece]]) -> None:
    segments = _look(_written(look))

    found = [s.text if isinstance(s, Say) else _segment(s) for s in segments]
    assert found == [piece.text or piece.segment for part in look for piece in part if piece.text or piece.segment]


@given(LOOKS)
def test_a_sentence_cites_the_notes_in_it_and_after_it(look: list[list[Piece]]) -> None:
    segments = _look(_written(look))

    found = [s.cites for s in segments if isinstance(s, Say)]
    assert found == [piece.cites for part in look for piece in part if piece.text]


@given(LOOKS)
def test_paragraphs_count_from_nought(look: list[list[Piece]]) -> None:
    segments = _look(_written(look))

    found = [s.paragraph for s in segments if isinstance(s, Say)]
    assert found == [number for number, part in enumerate(look) for piece in part if piece.text]


@given(LOOKS)
def test_every_span_slices_back_to_the_first_words_of_its_own_text(look: list[list[Piece]]) -> None:
    text = _written(look)

    for segment in _look(text):
        assert segment.span
        written = _slice(text, segment.span)
        if isinstance(segment, Say):
            bare = _bare(written)
            assert bare
            assert segment.text.startswith(bare)
            assert not written[0].isspace()
        else:
            assert re.fullmatch(r"\[(pause|sound|cross) [^]]+\]", written)


@given(LOOKS)
def test_every_note_is_found_where_it_stands(look: list[list[Piece]]) -> None:
    text = _written(look)

    (section,) = read(text, "x.md", VOICE).sections

    assert [_slice(text, cite.span) for cite in section.cites] == [f"[^{cite.key}]" for cite in section.cites]
    written = [key for part in look for piece in part for key in re.findall(r"\[\^([A-E])\]", piece.source)]
    assert [cite.key for cite in section.cites] == written


@given(LOOKS)
def test_no_markup_reaches_the_ear(look: list[list[Piece]]) -> None:
    plain = [[p for p in part if "\\" not in p.source] for part in look]

    for segment in _look(_written(plain)):
        if isinstance(segment, Say):
            assert not set("*`~[]{}<>^") & set(segment.text + segment.spoken)
            assert not re.search(r"(?<!\w)_|_(?!\w)|http|html|--", segment.text + segment.spoken)


def _slice(text: str, span: Span) -> str:
    line = text.split("\n")[span.line - 1]
    assert 1 <= span.column <= span.column + span.length - 1 <= len(line)
    return line[span.column - 1 : span.column - 1 + span.length]


def _bare(source: str) -> str:
    """Return a stretch of a line without its markup, by simple means: a reference for the real scanner."""
    source = re.sub(r"<!--.*?(-->|$)|\[\^\w\]", "", source)
    source = re.sub(r"(?<!\\)(\[|\]\(([^()]|\([^()]*\))*\))", "", source)
    source = re.sub(r"(?<!\\)(\*+|~~|`|(?<!\w)_+(?=\w)|(?<=\w)_+(?!\w))", "", source)
    return " ".join(re.sub(r"\\(.)", r"\1", source).split())


SIGNS = st.lists(
    st.sampled_from([*"ab .\n\t#-*_`~[](){}<>!^\\:&;=/'0169é\u2028", "---\n", "<!--", "-->", "[^", "pause ", "voice="])
).map("".join)


@given(st.text() | SIGNS | SIGNS.map(lambda body: HEAD + body) | SIGNS.map(lambda body: f"{HEAD}# Look\n{body}"))
@example("")
@example("---")
@example(HEAD)
@example(f"{HEAD}# Look")
@example(f"{HEAD}# Look\n\0")
def test_reading_raises_nothing_but_a_fault_and_points_into_the_text(text: str) -> None:
    try:
        script = read(text, "x.md", VOICE)
    except TourError as error:
        faults = error.diagnostics
    else:
        faults = script.faults

    lines = text.split("\n")
    for fault in faults:
        assert fault.span
        assert 1 <= fault.span.line <= len(lines)
        assert 1 <= fault.span.column <= len(lines[fault.span.line - 1]) + 1


def test_a_long_line_of_blanks_is_no_burden() -> None:
    text = f"{HEAD}#{' ' * 50_000}x{' ' * 50_000}y\n[{'[' * 5_000}\n{'<!--' * 500}\n{'_' * 20_000} {'* ' * 20_000}x\n"

    script = read(text, "x.md", VOICE)

    assert script.sections == ()


@pytest.mark.parametrize(
    ("body", "column", "message"),
    [
        ("It is R&amp;B.", 8, "'&amp;' is HTML"),
        ("It <!-- goes on.", 4, "this comment has no end"),
        ("Turn left.\n[^S1]: A history.", 1, "footnotes are not written out here"),
        ("[pause\n1s] Go.", 1, "the bracket '[' stands alone"),
        ("Go [nowhere] now.", 4, "the directive '[nowhere]' is not known"),
        ("[sound Hold!]", 1, "'Hold!' is not the name of a sound"),
        ("[cross]", 1, "this crossing has no street"),
        ("{vocie=heart} Go.", 1, "'{vocie=heart}' is not known"),
        ("[pause 1s](x) Go.", None, ""),
        ("AT&T; and Q&A; go.", None, ""),
        ("Go <3 and 1 < 2 > 0.", None, ""),
    ],
)
def test_a_fault_in_a_line_is_pointed_at(body: str, column: int | None, message: str) -> None:
    script = read(f"{HEAD}# Look\n{body}", "x.md", VOICE)

    assert [fault.span.column for fault in script.faults if fault.span][:1] == ([column] if column else [])
    assert message in "".join(fault.message for fault in script.faults)


def test_letters_with_their_accents_apart_are_put_together() -> None:
    (section,) = read(f"{HEAD}# Look\nThe cafe\u0301 is here. Go.", "x.md", VOICE).sections

    first, second = section.segments
    assert isinstance(first, Say)
    assert first.text == "The caf\u00e9 is here."
    assert second.span == Span("x.md", 5, 20, 3)


# The author's word


def _said(text: str, replaced: dict[str, str] | None = None) -> list[tuple[str, str]]:
    script = read(HEAD + "# Look\n\n" + text + "\n", "x.md", VOICE, replaced or {})
    assert script.faults == ()
    section = script.section("Look")
    assert section is not None
    return [(segment.text, segment.spoken) for segment in section.segments if isinstance(segment, Say)]


@pytest.mark.parametrize(
    ("source", "text", "spoken"),
    [
        ('The Fdn.{say="Foundation"} House.', "The Fdn. House.", "The Foundation House."),
        ('It is (c2c){say="sea to sea"}.', "It is (c2c).", "It is (sea to sea."),
        ('The [year 1066]{say="year of the battle"} came.', "The year 1066 came.", "The year of the battle came."),
        ("Room 237{say=“two three seven”}.", "Room 237.", "Room two three seven."),
        ('*Pafa*{say="the academy"} rests.', "Pafa rests.", "the academy rests."),
        ('He sat in 12{say="seat 12"}. It was red.', "He sat in 12.", "He sat in seat twelve."),
    ],
)
def test_what_is_told_of_one_place_is_heard_and_not_read(source: str, text: str, spoken: str) -> None:
    assert _said(source)[0] == (text, spoken.replace("(", ", ").replace(" , ", ", "))


def test_what_is_told_of_the_whole_tour_is_heard_wherever_it_stands() -> None:
    said = _said("The Fdn. and Fdn.-owned Fdnx, at 1066.", {"Fdn.": "Foundation", "1066": "ten sixty six"})

    assert said == [
        ("The Fdn. and Fdn.-owned Fdnx, at 1066.", "The Foundation and Foundation-owned Fdnx, at ten sixty six.")
    ]


@given(
    st.lists(WORDS, min_size=1, max_size=6).map(" ".join),
    st.dictionaries(WORDS, st.sampled_from(["sea", "one two", "the lake", "13"]), max_size=3),
)
def test_what_is_replaced_never_touches_what_is_read(text: str, replaced: dict[str, str]) -> None:
    plain = read(HEAD + "# Look\n\n" + text + ".\n", "x.md", VOICE)
    told = read(HEAD + "# Look\n\n" + text + ".\n", "x.md", VOICE, replaced)

    assert _texts(told) == _texts(plain)


def _texts(script: Script) -> list[str]:
    section = script.section("Look")
    assert section is not None
    return [segment.text for segment in section.segments if isinstance(segment, Say)]


def test_a_doubt_points_at_the_words_and_only_warns() -> None:
    script = read(HEAD + "# Look\n\nThen *Charles I* knew it.\n", "x.md", VOICE)

    (fault,) = script.faults
    assert fault.severity == "warning"
    assert fault.span is not None
    assert (fault.span.column, fault.span.length) == (15, 1)


def test_what_the_author_tells_is_not_doubted() -> None:
    assert _said('Charles I{say="the First"} knew it.') == [("Charles I knew it.", "Charles the First knew it.")]
