from __future__ import annotations

import re
from dataclasses import replace

from lxml import etree

from samples import line_of, stop, tour
from tour.model import Feature, Film, Leg, Place
from tour.page.poster import poster_svg
from tour.picture import Mark, Picture, Run

EAST = (Place(51.5, -0.1), Place(51.5, -0.08))
NORTH = (Place(51.5, -0.1), Place(51.54, -0.1))


def shown(path: tuple[Place, ...], **changes: object) -> etree._Element:
    ends = [stop(1, place=path[0]), stop(2, place=path[-1])]
    leg = Leg("stop-1", "stop-2", path, 1000.0, (), 900.0)
    return etree.fromstring(poster_svg(tour(ends, legs=(leg,), **changes)))


def frame(svg: etree._Element) -> tuple[float, float]:
    _, _, wide, high = map(float, svg.get("viewBox").split())
    return wide, high


def test_every_stop_has_its_dot_inside_the_frame() -> None:
    svg = shown(EAST)

    wide, high = frame(svg)
    dots = {dot.get("data-dot"): (float(dot.get("cx")), float(dot.get("cy"))) for dot in svg.iter("circle")}
    assert list(dots) == ["stop-1", "stop-2"]
    assert all(0 < x < wide and 0 < y < high for x, y in dots.values())
    assert dots["stop-1"][0] < dots["stop-2"][0]  # west is left


def test_the_picture_stays_low_whatever_the_walks_shape() -> None:
    """The start button stands under it."""
    for path in (EAST, NORTH, (EAST[0], EAST[0])):
        wide, high = frame(shown(path))

        assert wide * 0.2 < high < wide * 0.5


def test_streets_and_parks_lie_under_the_route() -> None:
    park = Feature("Park", "park", "area", (EAST[0], EAST[1], NORTH[1]))
    road = Feature("Road", "major", "line", NORTH)

    drawn = [path.get("stroke") or path.get("fill") for path in shown(EAST, map=(road, park)).iter("path")]

    assert len(drawn) == 4
    assert drawn[-1] == "#f2b632"


def test_it_tells_a_listener_nothing_and_has_no_words() -> None:
    svg = shown(EAST)

    assert svg.get("aria-hidden") == "true"
    assert not re.search(r"\w", "".join(svg.itertext()))


def test_a_tour_without_a_place_has_none() -> None:
    assert poster_svg(tour([stop(1, place=None)])) == ""
    assert poster_svg(tour([])) == ""


def test_one_stop_on_bare_ground_is_no_picture_of_a_walk() -> None:
    road = Feature("Road", "major", "line", NORTH)

    assert poster_svg(tour([stop(1)])) == ""
    assert "<circle" in poster_svg(tour([stop(1)], map=(road,)))


def test_a_tours_drawing_is_the_authors_choice_else_the_first_that_gives_nothing_away() -> None:
    drawing = Picture(10, 10, (Mark((Run((0, 0), (((5, 5),),)),), stroke=None, width=0, fill="#000000"),))
    other = replace(drawing, width=20)
    walk = line_of(3)
    one, two, three = walk.stops
    ends = replace(one, drawing=other, film=Film("It ends.", "ending"))

    assert walk.emblem is None
    assert replace(walk, stops=(ends, replace(two, drawing=drawing), three)).emblem == drawing
    assert replace(walk, stops=(ends, two, three)).emblem is None
    assert replace(walk, stops=(ends, two, three), cover=other).emblem == other
