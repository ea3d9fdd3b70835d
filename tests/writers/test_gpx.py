"""The tour for map apps: by the format's schema, and by two readers that did not write it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache

import gpxpy
import pytest
from gpxpy.gpx import GPX
from lxml import etree

from conftest import DATA, ROOT
from tour.model import Pack, Place, Tour
from tour.reading.gpx import read_gpx
from tour.reading.project import read
from tour.writers.gpx import gpx

Walk = Callable[..., Tour]
Packed = Callable[[Tour], Pack]
GPX_11 = {"g": "http://www.topografix.com/GPX/1/1"}
HOSTILE = '3 < 4 & "quoted" ]]> <script>alert(1)</script> \u202egpj.exe\x07'
INERT = '3 < 4 & "quoted" ]]> <script>alert(1)</script> gpj.exe'


@cache
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(DATA / "gpx11.xsd"))


@pytest.fixture(scope="module")
def real() -> Tour:
    """The tour in stops/."""
    found = read(ROOT).tour
    assert found is not None
    return found


def written(pack: Pack) -> bytes:
    [file] = gpx(pack)
    [part] = file.parts
    assert file.path.as_posix() == "tour.gpx"
    assert isinstance(part, bytes)
    schema().assertValid(etree.fromstring(part))
    return part


def parsed(pack: Pack) -> GPX:
    return gpxpy.parse(written(pack).decode())


def places(points: object) -> list[Place]:
    return [Place(point.latitude, point.longitude) for point in points]  # type: ignore[attr-defined]  # gpxpy's


def test_it_is_written_as_the_golden_file(walk: Walk, packed: Packed, golden: Callable[[str, str], None]) -> None:
    tour = walk([(0, 0), (300, 0), (300, 200)], base_url="https://tours.museum/sights")

    golden("apps/tour.gpx", written(packed(tour)).decode())


def test_the_legs_come_back_as_they_were(real: Tour) -> None:
    text = written(Pack(real, ()))

    assert [trace.places for trace in read_gpx(text, "tour.gpx")] == [leg.path for leg in real.legs]
    [track] = gpxpy.parse(text.decode()).tracks
    assert [places(segment.points) for segment in track.segments] == [list(leg.path) for leg in real.legs]


def test_every_stop_is_a_waypoint_with_its_number_name_and_sound(walk: Walk, packed: Packed) -> None:
    pack = packed(walk([(0, 0), (300, 0)]))
    stop = replace(pack.tour.stops[0], address="1 Oak Street", if_closed="If it is shut, go on.")
    pack = replace(pack, tour=replace(pack.tour, stops=(stop, *pack.tour.stops[1:])))

    points = parsed(pack).waypoints

    assert [point.name for point in points] == ["1. Sight 1", "2. Sight 2"]
    assert points[0].description == "Stand at the door of house 1. 1 Oak Street. Built in 1901. Look for the lamp."
    assert points[0].comment == "Hear 01a-stop-1.mp3. If it is shut, go on."
    assert (points[0].type, points[0].link_type) == ("Stop", "audio/mpeg")


def test_links_are_whole_with_base_url_and_relative_to_the_file_without(walk: Walk, packed: Packed) -> None:
    tour = walk([(0, 0), (300, 0)])

    assert parsed(packed(tour)).waypoints[0].link == "audio/01a-stop-1.mp3"
    assert parsed(packed(tour)).link is None
    published = parsed(packed(replace(tour, base_url="https://a.org/x")))
    assert published.waypoints[0].link == "https://a.org/x/audio/01a-stop-1.mp3"
    assert published.link == "https://a.org/x/"


def test_the_route_names_the_stops_in_order_and_never_leaves_the_walked_line(real: Tour) -> None:
    [route] = parsed(Pack(real, ())).routes

    named = [point.name for point in route.points if point.name]
    assert named == [f"{stop.number}. {stop.title}" for stop in real.stops]
    line = [place for leg in real.legs for place in leg.path]
    line = [place for place, after in zip(line, [*line[1:], None], strict=True) if place != after]
    assert places(route.points) == line


def test_it_is_dated_by_the_tour_and_bounds_all_of_it(real: Tour) -> None:
    out = parsed(Pack(real, ()))

    assert out.time == datetime.fromisoformat(real.published).replace(tzinfo=UTC)
    assert out.bounds is not None
    around = [place for leg in real.legs for place in leg.path]
    assert (out.bounds.min_latitude, out.bounds.max_latitude) == (
        min(place.lat for place in around),
        max(place.lat for place in around),
    )
    assert (out.bounds.min_longitude, out.bounds.max_longitude) == (
        min(place.lon for place in around),
        max(place.lon for place in around),
    )


def test_no_coordinate_is_finer_than_a_given_one(walk: Walk, packed: Packed) -> None:
    tour = walk([(0, 0), (300, 0)])
    stops = [replace(stop, place=Place(34.062, -118.35 + n / 1000)) for n, stop in enumerate(tour.stops)]
    path = (Place(34.062, -118.35), Place(34.0621234567891, -118.3495), Place(34.062, -118.349))

    root = etree.fromstring(
        written(packed(replace(tour, stops=tuple(stops), legs=(replace(tour.legs[0], path=path),))))
    )

    found = [str(value) for value in root.xpath("//@lat | //@lon | //@minlat | //@maxlon")]  # type: ignore[union-attr]  # a list
    assert len(found) > 10
    assert max(len(value.partition(".")[2]) for value in found) == 5


def test_it_says_what_has_to_be_said_and_tells_no_ending(real: Tour) -> None:
    text = written(Pack(real, ())).decode()

    assert "not yet walked" in parsed(Pack(real, ())).description
    assert "synthetic voice" in text
    assert all(caution.partition(",")[0] in text for caution in real.safety)
    ending = [segment.text for segment in real.stops[-1].ending if hasattr(segment, "text")]
    assert len(ending) > 5
    assert not any(words in text for words in ending)


def test_hostile_words_are_only_words(walk: Walk, packed: Packed) -> None:
    tour = walk([(0, 0), (300, 0)])
    fields = {"title": HOSTILE, "stand": HOSTILE, "address": HOSTILE, "card": (HOSTILE,), "if_closed": HOSTILE}
    stops = tuple(replace(stop, **fields) for stop in tour.stops)  # type: ignore[arg-type]  # texts, and one tuple
    tour = replace(
        tour, stops=stops, title=HOSTILE, subtitle=HOSTILE, author=HOSTILE, licence=HOSTILE, safety=(HOSTILE,),
        base_url='https://a.org/"&<x>',
    )  # fmt: skip

    text = written(packed(tour))

    root = etree.fromstring(text)
    assert {etree.QName(element).namespace for element in root.iter()} == {GPX_11["g"]}
    assert not root.xpath("//g:script", namespaces=GPX_11)
    assert "\u202e" not in text.decode()
    out = gpxpy.parse(text.decode())
    assert (out.name, out.author_name, out.copyright_author) == (INERT, INERT, INERT)
    assert [point.name for point in out.waypoints] == [f"1. {INERT}", f"2. {INERT}"]
    assert out.link == "https://a.org/%22&%3Cx%3E/"


def test_a_tour_of_one_stop_is_a_waypoint_and_a_route_of_one(walk: Walk, packed: Packed) -> None:
    out = parsed(packed(walk([(0, 0)])))

    assert (len(out.waypoints), len(out.routes[0].points), out.tracks) == (1, 1, [])
