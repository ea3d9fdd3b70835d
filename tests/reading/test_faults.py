"""Every fault that an author can make, with the exact words that answer it.

A case changes the small tour of conftest.py and names nothing else: what is printed stands in tests/data/faults.
"""

from __future__ import annotations

import io
import re
import wave
from collections.abc import Callable

import pytest

from conftest import QUAY, TourTest

Change = Callable[[TourTest], object]

CASES: dict[str, Change] = {
    "key-misspelt": lambda t: t.edit("01-quay.md", "stand:", "stnad:"),
    "key-missing": lambda t: t.edit("01-quay.md", "place: [51.50000, -0.10000]\n", ""),
    "key-twice": lambda t: t.edit("01-quay.md", "face: the water", "face: the water\nface: the sea"),
    "toml-key-misspelt": lambda t: t.edit("tour.toml", "subtitle", "subtitel"),
    "toml-key-missing": lambda t: t.edit("tour.toml", 'slug = "harbour"\n', ""),
    "toml-wrong-kind": lambda t: t.edit("tour.toml", '["Mind the edge."]', '"Mind the edge."'),
    "toml-loudness-out-of-range": lambda t: t.edit("tour.toml", "language", "loudness = -3\nlanguage"),
    "toml-date": lambda t: t.edit("tour.toml", "2026-01-02", "2026-02-30"),
    "toml-paper": lambda t: t.edit("tour.toml", "language", 'papers = ["lettre"]\nlanguage'),
    "toml-slug": lambda t: t.edit("tour.toml", '"harbour"', '"../harbour"'),
    "place-out-of-range": lambda t: t.edit("01-quay.md", "[51.50000, -0.10000]", "[151.5, -210.1]"),
    "place-swapped": lambda t: t.edit("01-quay.md", "[51.50000, -0.10000]", "[-118.3556, 34.06264]"),
    "place-three-numbers": lambda t: t.edit("01-quay.md", "-0.10000]", "-0.10000, 5]"),
    "place-text": lambda t: t.edit("01-quay.md", "[51.50000, -0.10000]", "by the water"),
    "date-impossible": lambda t: t.edit("01-quay.md", "facts: 2026-01-02", "facts: 2026-13-45"),
    "number-twice": lambda t: t.write("01-pier.md", QUAY),
    "slug-twice": lambda t: t.write("03-quay.md", QUAY),
    "slug-too-long": lambda t: t.write(f"03-{'pier-' * 21}end.md", QUAY),
    "number-missing": lambda t: (
        t.write("04-pier.md", QUAY),
        t.edit("02-mill.md", "# Card", "# Walk\n\nGo on.\n\n# Card"),
    ),
    "name-wrong": lambda t: t.write("3-Pier.md", QUAY),
    "directive-unknown": lambda t: t.edit("01-quay.md", "[pause 2s]", "[puase 2s]"),
    "pause-without-unit": lambda t: t.edit("01-quay.md", "[pause 2s]", "[pause 2]"),
    "pause-too-long": lambda t: t.edit("01-quay.md", "[pause 2s]", "[pause 11s]"),
    "pause-too-short": lambda t: t.edit("01-quay.md", "[pause 2s]", "[pause 0.05s]"),
    "sound-unknown": lambda t: t.edit("01-quay.md", "[pause 2s]", "[sound gull]"),
    "sound-not-a-wav": lambda t: _gull(t, b"ID3 an MP3 by another name"),
    "sound-cut-short": lambda t: _gull(t, _wav(bytes(1000))[:30]),
    "sound-of-floats": lambda t: _gull(t, _wav(b"\x10\x20" * 1000).replace(b"\1\0\1\0", b"\3\0\1\0", 1)),
    "sound-empty": lambda t: _gull(t, _wav(b"")),
    "sound-silent": lambda t: _gull(t, _wav(bytes(80_000))),
    "sound-too-long": lambda t: _gull(t, _wav(b"\x10\x20" * 8000 * 600)),
    "sound-a-folder": lambda t: _gull(t.write("sounds/gull.wav/note.txt", ""), None),
    "sound-name-taken": lambda t: _gull(t, _wav(b"\x10\x20" * 1000), "ident"),
    "cross-in-look": lambda t: t.edit("01-quay.md", "[pause 2s]", "[cross Mill Lane]"),
    "cross-unknown-street": lambda t: t.edit("01-quay.md", "Mill Lane", "Mil Lane"),
    "cross-unnamed": lambda t: t.edit("01-quay.md", "[cross Mill Lane cut] When you are across, go on", "Go on"),
    "cross-street-not-met": lambda t: t.edit(
        "01-quay.md", "[cross Mill Lane cut]", "[cross Mill Lane cut] [cross Quay Street]"
    ),
    "bracket-alone": lambda t: t.edit("01-quay.md", "It moves.", "It [moves."),
    "html": lambda t: t.edit("01-quay.md", "It moves.", "It <b>moves</b>."),
    "picture": lambda t: t.edit("01-quay.md", "It moves.", "![the sea](sea.jpg)"),
    "voice-in-the-middle": lambda t: t.edit("01-quay.md", "It moves.", "It {voice=beep} moves."),
    "voice-unknown-in-paragraph": lambda t: t.edit("01-quay.md", "Turn left.", "{voice=bepp} Turn left."),
    "ear-in-card": lambda t: t.edit("01-quay.md", "Built in 1801.", "Built [pause 1s] in 1801."),
    "footnote-without-source": lambda t: t.edit("01-quay.md", "quay.[^S1]", "quay.[^S2]"),
    "source-never-used": lambda t: t.edit("sources.toml", "[S1]", '[S0]\ntitle = "Unused"\n\n[S1]'),
    "source-url-not-whole": lambda t: t.edit("sources.toml", 'date = "1990"', 'url = "harbour.example/…"'),
    "footnote-written-out": lambda t: t.edit("01-quay.md", "Turn left.", "Turn left.\n\n[^S1]: A history."),
    "look-empty": lambda t: t.edit("02-mill.md", "This is the mill.\n", ""),
    "look-missing": lambda t: t.edit("02-mill.md", "# Look\n\nThis is the mill.\n", ""),
    "walk-missing": lambda t: t.edit(
        "01-quay.md", "# Walk\n\nWalk along the water. [cross Mill Lane cut] When you are across, go on.\n", ""
    ),
    "section-unknown": lambda t: t.edit("01-quay.md", "# Walk", "# Wlak"),
    "section-twice": lambda t: t.edit("01-quay.md", "# Card", "# Look\n\nAgain.\n\n# Card"),
    "text-before-section": lambda t: t.edit("01-quay.md", "# Look", "Hello.\n\n# Look"),
    "ending-too-early": lambda t: t.edit("01-quay.md", "# Card", "# Ending\n\nIt ends.\n\n# Card"),
    "stop-far-from-route": lambda t: t.edit("02-mill.md", "51.50030", "51.51030"),
    "yaml-broken": lambda t: t.edit("01-quay.md", "[51.50000, -0.10000]", "[51.50000, -0.10000"),
    "yaml-alias": lambda t: t.edit("01-quay.md", "title: The Quay", "title: &a The Quay\naddress: *a"),
    "front-matter-missing": lambda t: t.edit("01-quay.md", "---\n", ""),
    "front-matter-open": lambda t: t.edit("01-quay.md", "walked: null\n---", "walked: null"),
    "toml-broken": lambda t: t.edit("sources.toml", '"The Harbour Press"', '"The Harbour Press'),
    "gpx-broken": lambda t: t.edit("route.gpx", "</trkseg>", ""),
    "gpx-entity": lambda t: t.edit(
        "route.gpx", "<gpx ", '<!DOCTYPE gpx [<!ENTITY x SYSTEM "file:///etc/hostname">]>\n<gpx '
    ),
    "gpx-out-of-range": lambda t: t.edit("route.gpx", 'lat="51.50030"', 'lat="151.50030"'),
    "gpx-missing": lambda t: t.remove("route.gpx"),
    "geojson-broken": lambda t: t.edit("streets.geojson", "]}}\n]}", "]}}\n"),
    "geojson-class-unknown": lambda t: t.edit("streets.geojson", '"class": "local"', '"class": "lokal"'),
    "not-utf-8": lambda t: t.write("01-quay.md", QUAY.replace("water", "wäter").encode("latin-1")),
    "nul": lambda t: t.write("01-quay.md", QUAY.replace("water", "wa\0ter")),
    "glyph-no-font-has": lambda t: t.edit("01-quay.md", "Built in 1801.", "Built in 1801 \N{MAMMOTH}."),
    "glyph-in-title": lambda t: t.edit("01-quay.md", "The Quay", "The Quay 中"),
    "engine-unknown": lambda t: t.edit("tour.toml", '"tone"', '"tune"'),
    "voice-unknown": lambda t: t.edit("tour.toml", 'engine = "tone"', 'engine = "tone"\nvoice = "bep"'),
    "claim-untrue": lambda t: t.edit("00-welcome.md", "{say: two stops, stops: 2}", "{say: two stops, stops: 3}"),
    "claim-unsaid": lambda t: t.edit("00-welcome.md", "{say: two stops, stops: 2}", "{say: 2 stops, stops: 2}"),
    "language-without-lines": lambda t: t.edit("tour.toml", 'language = "en"', 'language = "nl"'),
    "tour-toml-missing": lambda t: t.remove("tour.toml"),
    "unsayable": lambda t: (
        t.edit("tour.toml", '"tone"', '"hibari"'),
        t.edit("01-quay.md", "It moves.", "It is 猛犸 to me."),
    ),
    "phoneme-unknown": lambda t: (
        t.edit("tour.toml", '"tone"', '"hibari"'),
        t.write("lexicon.toml", '[[lexeme]]\ngrapheme = ["quay"]\nphoneme = "ˈkǃi"\n'),
    ),
    "lexeme-twice": lambda t: t.write(
        "lexicon.toml",
        '[[lexeme]]\ngrapheme = ["quay"]\nphoneme = "ˈki"\n[[lexeme]]\ngrapheme = ["quay"]\nalias = { gtts = "key" }\n',
    ),
    "lexeme-without-figure": lambda t: t.write("lexicon.toml", '[[lexeme]]\ngrapheme = ["quay"]\nas = "year"\n'),
    "lexeme-two-ways": lambda t: t.write(
        "lexicon.toml", '[[lexeme]]\ngrapheme = ["quay"]\nas = "letters"\nalias = "key"\n'
    ),
    "replaced-twice": lambda t: t.write("lexicon.toml", 2 * '[[replace]]\nwritten = "quay"\nsaid = "key"\n'),
    "replaced-nowhere": lambda t: t.write("lexicon.toml", '[[replace]]\nwritten = "Fdn."\nsaid = "Foundation"\n'),
    "said-in-card": lambda t: t.edit("01-quay.md", "Built in 1801.", 'Built in 1801{say="long ago"}.'),
    "said-of-nothing": lambda t: t.edit("01-quay.md", "It moves.", 'It {say="swims"} moves.'),
    "said-nothing": lambda t: t.edit("01-quay.md", "It moves.", 'It moves{say=""}.'),
    "read-two-ways": lambda t: t.edit("01-quay.md", "It moves.", "Charles I knew it on 3/4/1625, for 66 100 days."),
    "word-no-voice-knows": lambda t: t.edit("01-quay.md", "It moves.", "The Hbf rests."),
    "abbreviation-no-rule-knows": lambda t: t.edit("01-quay.md", "It moves.", "It is in qrt. four."),
    "sections-missing": lambda t: t.edit(
        "02-mill.md", "# Look\n\nThis is the mill.\n\n# Card\n\nLook for the wheel.\n", ""
    ),
    "comment-open": lambda t: t.edit("01-quay.md", "It moves.", "It <!-- moves."),
    "html-entity": lambda t: t.edit("01-quay.md", "It moves.", "It moves &amp; rests."),
    "footnote-written-out-below": lambda t: t.edit("01-quay.md", "Turn left.", "Turn left.\n[^S1]: A history."),
    "key-a-list": lambda t: t.edit("01-quay.md", "face: the water", "[face]: the water"),
    "yaml-control-character": lambda t: t.edit("01-quay.md", "the water", "the \x07water"),
    "control-character-in-card": lambda t: t.edit("01-quay.md", "Built in", "Built \x07 in"),
    "toml-number-long": lambda t: t.edit("tour.toml", '"2026-01-02"', "9" * 5000),
    "base-url-too-long": lambda t: _published(t, "https://walks.city/a-name-that-goes-on-and-on/"),
    "base-url-kept-for-examples": lambda t: _published(t, "https://example.com/harbour"),
    "base-url-of-a-page": lambda t: _published(t, "https://walks.city/harbour/index.html"),
    "base-url-with-a-space": lambda t: _published(t, "https://walks.city/the harbour"),
    "text-misspelt": lambda t: t.edit("tour.toml", "safety", 'texts.hodl = "Stop here"\nsafety'),
    "text-with-strange-braces": lambda t: t.edit("tour.toml", "safety", 'texts.hold = "Stop {here}"\nsafety'),
    "text-with-strange-braces-of-two": lambda t: t.edit(
        "tour.toml", "safety", 'texts.walk_on = "To {next} over {road}"\ntexts.stay = "Stay {there}"\nsafety'
    ),
    "title-too-long": lambda t: t.edit("01-quay.md", "The Quay", "The Quay " * 10),
    "date-in-another-spelling": lambda t: t.edit("01-quay.md", "facts: 2026-01-02", "facts: 2026-W01-5"),
    "three-files-at-once": lambda t: (
        t.edit("01-quay.md", "[pause 2s]", "[pause 2]"),
        t.edit("02-mill.md", "stand:", "stnad:"),
        t.edit("sources.toml", "publisher", "publsher"),
    ),
}


def _wav(frames: bytes) -> bytes:
    """Return a WAV file: 16 bits, mono, 8 kHz."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
        file.writeframes(frames)
    return out.getvalue()


def _gull(test: TourTest, data: bytes | None, name: str = "gull") -> None:
    """Put a sound in the middle of a paragraph, with *data* as its file."""
    test.edit("01-quay.md", "[pause 2s]", f"[sound {name}]")
    if data is not None:
        test.write(f"sounds/{name}.wav", data)


def _published(test: TourTest, url: str) -> None:
    test.edit("tour.toml", "safety", f'base_url = "{url}"\nsafety')


@pytest.mark.parametrize("name", CASES)
def test_a_fault_is_answered_with_its_place_and_a_hint(
    name: str, tour: TourTest, golden: Callable[[str, str], None]
) -> None:
    CASES[name](tour)

    done = tour.run("check")

    golden(f"faults/{name}.txt", done.stderr)
    only_warned = not re.search(r": error(\[[a-z]+\])?: ", f": {done.stderr}")
    assert done.code == (0 if only_warned else 1)
    assert "Traceback" not in done.stderr


def test_a_fault_leaves_the_last_good_pack_as_it_is(tour: TourTest) -> None:
    tour.build()
    before = tour.files()
    tour.edit("01-quay.md", "[pause 2s]", "[pause 2]")

    done = tour.run("build", "--executor", "inline")

    assert done.code == 1
    assert tour.files() == before
