"""Files that people brought and that were refused, or swallowed, once; each does what is right now."""

from itertools import pairwise
from pathlib import Path

import pytest

from tour import geo
from tour.diagnostics import Diagnostic, Span, TourError
from tour.model import Feature, Leg, Place, Stop
from tour.reading.cleaning import cleaned
from tour.reading.drawings import read_drawing
from tour.reading.mapdata import read_map
from tour.reading.route import legs
from tour.reading.route_file import read_traces
from tour.sound.files import read_sound

BROUGHT = Path(__file__).parents[1] / "data" / "brought"


def stops_at(*places: tuple[float, float]) -> list[Stop]:
    span = Span("x.md", 1, 1)
    return [Stop(n, f"s{n}", f"Stop {n}", span, Place(*place), span) for n, place in enumerate(places, 1)]


def walked(name: str, *places: tuple[float, float]) -> tuple[tuple[Leg, ...], list[Diagnostic]]:
    """Return the legs between *places* along the route in a file, and what is told of it."""
    stops = stops_at(*places)
    lines, told = cleaned(read_traces((BROUGHT / name).read_bytes(), name), [Place(*place) for place in places])
    found, faults = legs(stops, lines, 1.1, path=name)
    return found, told + faults


def metres(found: tuple[Leg, ...]) -> list[int]:
    return [round(leg.metres) for leg in found]


def test_four_segments_of_one_recording_are_no_legs() -> None:
    places = ((46.05142, 14.50618), (46.05105, 14.50632), (46.05195, 14.51035), (46.0501, 14.5069), (46.0488, 14.5053))

    found, told = walked("04-four-segments.gpx", *places)

    assert (metres(found), told) == ([47, 353, 361, 204], [])


def test_a_route_alone_is_the_way() -> None:
    found, told = walked("gpx-route-only.gpx", (0, 0), (0, 0.00118))

    assert (metres(found), told) == ([131], [])


def test_a_point_without_a_fix_is_not_walked() -> None:
    found, (told,) = walked("gpx-null-island.gpx", (51, 0), (51, 0.00118))

    assert metres(found) == [83]
    assert (told.severity, told.span and told.span.line) == ("warning", 1)
    assert "1 point lies at 0, 0, 5,670.9 km away" in told.message


def test_the_same_walk_twice_is_walked_once() -> None:
    found, (told,) = walked("gpx-same-walk-twice.gpx", (0, 0), (-0.00989, -0.01747), (-0.01076, -0.0179))

    assert sum(metres(found)) == pytest.approx(3390, abs=10)
    assert "once more, 3.3 km: left out" in told.message


def test_nobody_walks_eleven_kilometres_that_are_not_drawn() -> None:
    _, (told,) = walked("gpx-two-tracks-far-apart.gpx", (0, 0), (0.1, 0))

    assert told.severity == "error"
    assert "the route jumps 11.1 km to here" in told.message


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("gpx-is-a-web-page.gpx", "this is a web page, not a route"),
        (
            "gpx-latin1-said-utf8.gpx",
            "this file says that it is UTF-8, and is not: it looks like Windows-1252 or Latin-1",
        ),
    ],
)
def test_what_is_no_route_is_named(name: str, expected: str) -> None:
    with pytest.raises(TourError) as caught:
        read_traces((BROUGHT / name).read_bytes(), name)

    assert [fault.message for fault in caught.value.diagnostics] == [expected]


@pytest.mark.parametrize(
    ("name", "kind", "count", "length"),
    [
        ("13-rte.gpx", "route", 17, 988),
        ("13-wpt.gpx", "waypoints", 5, 896),
        ("13-mymaps.kml", "track", 5, 582),
        ("13-route.geojson", "track", 48, 5010),
    ],
)
def test_each_format_of_a_route_is_read_by_whatever_name(name: str, kind: str, count: int, length: int) -> None:
    (trace,) = read_traces((BROUGHT / name).read_bytes(), "route.gpx")

    assert (trace.kind, len(trace.places)) == (kind, count)
    assert sum(geo.distance(a, b) for a, b in pairwise(trace.places)) == pytest.approx(length, abs=1)


def mapped(name: str) -> tuple[tuple[Feature, ...], list[str]]:
    told: list[Diagnostic] = []
    features = read_map((BROUGHT / name).read_bytes(), name, told)
    return features, [f"{fault.severity}: {fault.message}" for fault in told]


def test_maps_are_read_as_they_are_exported() -> None:
    (street,), told = mapped("geojson-osm-export.geojson")
    (park,), _ = mapped("geojson-multipolygon.geojson")

    assert (street.kind, street.name, street.shape, told) == ("local", "A Street", "line", [])
    assert (park.kind, park.shape, len(park.places)) == ("park", "area", 3)


def test_a_feature_that_is_nowhere_stops_no_build() -> None:
    assert mapped("geojson-null-geometry.geojson") == (
        (),
        ["warning: 1 feature has no geometry, and cannot be drawn"],
    )


def test_a_courtyard_is_no_park() -> None:
    (park,), _ = mapped("geojson-park-with-hole.geojson")

    # Twice the area, by the shoelace formula, of the outline without the hole.
    twice = sum(a.lon * b.lat - b.lon * a.lat for a, b in pairwise([*park.places, park.places[0]]))
    assert abs(twice) / 2 == pytest.approx(0.005 * 0.002 - 0.0025 * 0.0008)


DRAWN = {
    "svg-currentcolor": "#000000",
    "svg-named-colour": "#ff0000",
    "svg-doctype": "#000000",
    "svg-clip-rule": "#000000",
    "svg-inkscape": "#000000",
    "svg-inkscape-plain": "#ffffff",
    "svg-opacity": "#808080",
}


@pytest.mark.parametrize(("name", "fill"), DRAWN.items())
def test_drawings_are_drawn_as_a_browser_draws_them(name: str, fill: str) -> None:
    picture = read_drawing((BROUGHT / f"{name}.svg").read_bytes(), name)

    (mark,) = picture.marks
    assert (mark.fill, mark.stroke) == (fill, None)
    assert mark.runs[0].start == (0, 0)


def test_a_sound_behind_a_chunk_of_odd_length_is_heard() -> None:
    clip = read_sound((BROUGHT / "wav-odd-chunk.wav").read_bytes())

    assert (clip.rate, len(clip.pcm)) == (8000, 16_000)
