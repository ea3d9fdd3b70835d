"""What hurts a reader: files that never end, numbers without an end, brackets, and very much of anything.

Each is answered at its place, with the limit, and in no time. A case changes the small tour of conftest.py; what is
printed stands in tests/data/bounds. That nothing takes long is not asserted: what took the square of a file's length
would take minutes here.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import QUAY, TourTest
from reading.test_faults import _gull, _wav
from tour.check import check
from tour.diagnostics import MOST, TourError
from tour.reading.project import read
from tour.terminal.console import complain

Change = Callable[[TourTest], object]


def _linked(test: TourTest, name: str, target: str) -> None:
    path = test.root / "stops" / name
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    path.symlink_to(target)


def _pipe(test: TourTest, name: str) -> None:
    path = test.root / "stops" / name
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    os.mkfifo(path)


def _scribble(points: int) -> str:
    return "".join(
        f'<trkpt lat="51.{n * 7919 % 10_000:04}" lon="-0.{n * 104_729 % 10_000:04}"/>' for n in range(points)
    )


def _holed(holes: int) -> str:
    """Return a park in GeoJSON with so many ponds."""
    corners = ((0.0, 0.0), (1e-5, 0.0), (0.0, 1e-5), (0.0, 0.0))
    ponds = [[[-0.1 + n * 1e-7 + x, 51.5 + y] for x, y in corners] for n in range(holes)]
    outline = [[-0.2, 51.4], [0.0, 51.4], [0.0, 51.6], [-0.2, 51.4]]
    area = {"type": "Polygon", "coordinates": [outline, *ponds]}
    return json.dumps({"type": "Feature", "properties": {"class": "park"}, "geometry": area})


CASES: dict[str, Change] = {
    "script-a-pipe": lambda t: _pipe(t, "01-quay.md"),
    "script-without-end": lambda t: _linked(t, "01-quay.md", "/dev/zero"),
    "script-a-link-to-itself": lambda t: _linked(t, "01-quay.md", "01-quay.md"),
    "script-too-large": lambda t: t.write("01-quay.md", QUAY + "It moves. " * 10_000),
    "tour-toml-a-pipe": lambda t: _pipe(t, "tour.toml"),
    "route-without-end": lambda t: _linked(t, "route.gpx", "/dev/zero"),
    "kml-of-one-line": lambda t: t.write(
        "route.gpx", f"<kml><LineString><coordinates>{'0,51 ' * 100_001}</coordinates></LineString></kml>"
    ),
    "drawing-without-end": lambda t: _linked(t, "art/quay.svg", "/dev/zero"),
    "sound-a-pipe": lambda t: (_gull(t, None), _pipe(t, "sounds/gull.wav")),
    "sound-of-four-gigahertz": lambda t: _gull(t, _wav(b"\x10\x20" * 999).replace(b"@\x1f\0\0", b"\0\x28\x6b\xee", 1)),
    "paragraphs-many": lambda t: t.edit("01-quay.md", "Turn left.", "Turn left.\n\n" * 1001),
    "paragraphs-of-a-card-many": lambda t: t.edit("01-quay.md", "Built in 1801.", "Built.\n\n" * 101),
    "paragraph-too-long": lambda t: t.edit("01-quay.md", "Turn left.", "Turn left, then right. " * 500),
    "entity-of-5000-digits": lambda t: t.edit("01-quay.md", "It moves.", f"It &#{'9' * 5000}; moves."),
    "entity-in-hex": lambda t: t.edit("01-quay.md", "It moves.", f"It &#x{'f' * 5000}; moves."),
    "comments-open": lambda t: t.edit("01-quay.md", "It moves.", f"It moves. {'<!--' * 9_000}"),
    "notes-unknown": lambda t: t.edit("01-quay.md", "It moves.", "It moves.\n" + "[^x]\n" * 1900),
    "directives-unknown": lambda t: t.edit("01-quay.md", "It moves.", "It [mvoes]\n" * 900),
    "tag-very-long": lambda t: t.edit("01-quay.md", "It moves.", f"It <{'b' * 9000}> moves."),
    "yaml-half-a-character": lambda t: t.edit("01-quay.md", "title: The Quay", 'title: "The \\ud800 Quay"'),
    "yaml-no-character": lambda t: t.edit("01-quay.md", "title: The Quay", 'title: "The \\U00110000 Quay"'),
    "yaml-no-character-by-far": lambda t: t.edit("01-quay.md", "title: The Quay", 'title: "The \\UFFFFFFFF Quay"'),
    "yaml-directive": lambda t: t.edit("01-quay.md", "title: The Quay", "%YAML 1.3\ntitle: The Quay"),
    "yaml-deep": lambda t: t.edit("01-quay.md", "face: the water", f"face: {'[' * 9000}"),
    "yaml-deep-in-blocks": lambda t: t.edit("01-quay.md", "face: the water", f"face:\n  {'- ' * 9000}x"),
    "yaml-long": lambda t: t.edit("01-quay.md", "face: the water", f"face: {'the water ' * 3000}"),
    "yaml-number-long": lambda t: t.edit("01-quay.md", "-0.10000", "9" * 5000),
    "toml-parts-many": lambda t: t.edit("tour.toml", "safety", f"a{'.a' * 40_000} = 1\nsafety"),
    "toml-number-long-in-hex": lambda t: t.edit("tour.toml", "engine", f"# 9\nspeed = 0x{'f' * 50_000}\nengine"),
    "toml-deep": lambda t: t.edit("tour.toml", "safety", f"gaps = {{sentence = {'[' * 9000}{']' * 9000}}}\nsafety"),
    "toml-keys-many": lambda t: t.edit("tour.toml", "safety", "".join(f"k{n} = 1\n" for n in range(3000)) + "safety"),
    "toml-list-long": lambda t: t.edit("tour.toml", '"Mind the edge."', '"Mind the edge.",' * 21),
    "toml-credits-many": lambda t: t.edit(
        "tour.toml", "safety", "credits = [" + '{what = "Voice", who = "Ann"},' * 61 + "]\nsafety"
    ),
    "toml-papers-many": lambda t: t.edit("tour.toml", "safety", 'papers = ["a4", "a4"]\nsafety'),
    "toml-line-long": lambda t: t.edit("tour.toml", '["Mind the edge."]', f'["x"]\n[texts]\nhold = "{"a?" * 100_000}"'),
    "toml-line-of-a-list-long": lambda t: t.edit("tour.toml", "Mind the edge.", "Mind the edge. " * 300),
    "toml-too-large": lambda t: t.edit("tour.toml", "safety", "# " + "x" * 500_000 + "\nsafety"),
    "glyph-by-escape": lambda t: t.edit("01-quay.md", "title: The Quay", 'title: "The \\u732b"'),
    "glyph-by-escape-in-toml": lambda t: t.edit("tour.toml", "Harbour walk", "Harbour \\u732b"),
    "glyph-on-the-map": lambda t: t.edit("streets.geojson", "Quay Street", "\\u732b Street"),
    "gpx-points-many": lambda t: t.edit(
        "route.gpx", "<trkseg>", "<trkseg>\n" + '<trkpt lat="51" lon="0"/>\n' * 110_000
    ),
    "gpx-elements-many": lambda t: t.edit("route.gpx", "<trkseg>", "<trkseg>\n" + "<a/>\n" * 1_000_100),
    "gpx-deep": lambda t: t.edit("route.gpx", "<trkseg>", "<trkseg>" + "<a>" * 300_000 + "<rpt/>" * 600_000),
    "gpx-tag-long": lambda t: t.edit("route.gpx", "<trkseg>", f"<trkseg a='{'x' * 600_000}'>"),
    "gpx-lines-many": lambda t: t.edit(
        "route.gpx", "<trkseg>", "<trkseg>\n" + '<trkpt lat="51.5" lon="-0.1"/></trkseg><trkseg>\n' * 2_100
    ),
    "gpx-scribble": lambda t: t.edit("route.gpx", "</trkseg>", _scribble(6000) + "</trkseg>"),
    "gpx-number-long": lambda t: t.edit("route.gpx", 'lat="51.50030"', f'lat="{"5" * 5000}"'),
    "geojson-deep": lambda t: t.write("streets.geojson", "[" * 100_000),
    "geojson-marks-many": lambda t: t.edit("streets.geojson", '"features"', f'"x": [{"0," * 1_700_000}0], "features"'),
    "geojson-features-many": lambda t: t.edit("streets.geojson", "]]}}\n]", "]]}}" + ",\n1" * 50_000 + "]"),
    "geojson-holes-many": lambda t: t.edit("streets.geojson", "]]}}\n]", f"]]}}}},\n{_holed(2_001)}]"),
    "geojson-streets-detailed": lambda t: t.edit(
        "streets.geojson",
        "[-0.099, 51.502]",
        "".join(f"[-0.099, {51.502 + n / 1e7:.7f}]," for n in range(20_100)) + "[0, 51]",
    ),
    "geojson-positions-many": lambda t: t.edit("streets.geojson", "[-0.099, 51.502]", "[1,2]," * 210_000 + "[1,2]"),
}


@pytest.mark.parametrize("name", CASES)
def test_what_would_take_for_ever_is_answered_with_its_place(
    name: str,
    tour: TourTest,
    golden: Callable[[str, str], None],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    CASES[name](tour)
    monkeypatch.chdir(tour.root)

    checked(tour)

    said = capsys.readouterr().err
    golden(f"bounds/{name}.txt", said)
    assert any(kind in said for kind in ("error:", "error[", "warning["))
    assert len(said) < 20_000


def checked(tour: TourTest) -> bool:
    """Print what `tourpack check` prints, in this process, and return whether nothing is wrong."""
    try:
        found = check(read(Path()), deep=True)
    except TourError as fault:
        complain(fault.diagnostics)
        return False
    complain(found.faults)
    return found.good


HARMLESS: dict[str, Change] = {
    "a drawing with styles of nothing": lambda t: t.write(
        "art/quay.svg",
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><style>{"g," * 60_000}g{{}}</style>'
        f'<path d="M1 1 L5 5" stroke="#000"/>{"".join(f"""<g id="{n}"/>""" for n in range(1_900))}</svg>',
    ),
    "two halves of a character": lambda t: t.edit("01-quay.md", "face: the water", 'face: "the \\ud83d\\ude00"'),
    "a table of blanks": lambda t: t.edit("tour.toml", "engine", f'cover{" " * 4000}= "x"\nengine').write(
        "art/x.svg",
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1 L5 5" stroke="#000"/></svg>',
    ),
    "a header of blanks": lambda t: t.edit("sources.toml", "[S1]", f"[{' ' * 100_000}S1{' ' * 100_000}]"),
    "a comment of quotes": lambda t: t.edit("sources.toml", "date", "# " + '"' * 99_999 + "\ndate"),
    "a paragraph of pauses": lambda t: t.edit("01-quay.md", "[pause 2s]", "[pause 0.1s]" * 800),
    "a thousand small sentences": lambda t: t.edit("02-mill.md", "the wheel.", "the wheel. Go. " * 600),
    "a long run of blanks": lambda t: t.edit("01-quay.md", "It moves.", f"It{' ' * 9000}moves."),
    "a route of many corners": lambda t: t.edit(
        "route.gpx",
        '<trkpt lat="51.50000" lon="-0.09800"/>',
        "".join(f'<trkpt lat="51.5" lon="{-0.1 + n / 10_000_000:.7f}"/>' for n in range(20_000)),
    ),
}


@pytest.mark.parametrize("name", HARMLESS)
def test_what_only_looks_long_is_read(
    name: str, tour: TourTest, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    HARMLESS[name](tour)
    monkeypatch.chdir(tour.root)

    good = checked(tour)

    assert good, capsys.readouterr().err


def test_of_very_many_faults_fifty_are_told_and_how_many_more_there_are(tour: TourTest) -> None:
    tour.edit("01-quay.md", "It moves.", "It moves.\n" + "[^x]\n" * 1900)

    found = check(read(tour.root)).faults

    errors = [fault for fault in found if fault.severity == "error"]
    assert len(errors) == MOST
    assert errors[-1].message == f"at least {1900 - MOST + 1} more errors from here on"


def test_a_pack_that_is_a_link_to_itself_is_a_fault_of_the_build(tour: TourTest) -> None:
    tour.pack.parent.mkdir()
    tour.pack.symlink_to(tour.pack.name)

    done = tour.run("build", "--executor", "inline")

    assert done.code == 1
    assert "is a link that leads nowhere" in done.stderr
    assert "Traceback" not in done.stderr
