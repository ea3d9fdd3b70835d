"""Three tours of strangers: an old town of five stops, a park of forty without streets, a museum of twelve rooms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import cos, pi, sin

import pytest

from paper import glyphs, overprinted, pages, words
from tour.card.paper import MARGIN, plan
from tour.card.pdf import pdf
from tour.map.layout import draw
from tour.map.painter import measure
from tour.model import Feature, Pack, Paper, Place, Tour

Walk = Callable[..., Tour]
Packed = Callable[[Tour], Pack]


def place(east: float, north: float) -> Place:
    return Place(34.06 + north / 111_195, -118.35 + east / 92_110)


def town(walk: Walk) -> Tour:
    """Return a walk over a river, with notes on access in a language whose nouns are capital."""
    tour = walk([(0, 0), (20, -40), (320, 80), (60, -140), (-60, -290)], language="de", title="Altstadt am Fluss")
    middles = [(-160, -300), (-60, -160), (0, -30), (150, 60), (420, 130)]
    ring = [(x, y + 30) for x, y in middles] + [(x, y - 30) for x, y in middles[::-1]]
    river = Feature("Die Krumme Ache", "water", "area", tuple(place(*at) for at in ring))
    lanes = [Feature(f"Gasse {n}", "local", "line", (place(90 * n, -300), place(90 * n, 200))) for n in range(4)]
    notes = ("Ebenes Pflaster", "Stufen am Eingang", "Ebenes Pflaster", "Kopfsteine", "Ebenes Pflaster")
    stops = tuple(replace(stop, access=note) for stop, note in zip(tour.stops, notes, strict=True))
    return replace(tour, stops=stops, map=(river, *lanes))


def park(walk: Walk) -> Tour:
    """Return a round of forty trees, told in both units, with no street on the map."""
    turns = [k / 40 * 2 * pi for k in range(40)]
    radii = [600 + 180 * sin(5 * turn) for turn in turns]
    spots = [(1.5 * r * cos(turn), r * sin(turn)) for r, turn in zip(radii, turns, strict=True)]
    tour = walk(spots, title="The Forty Trees", units="both")
    names = ("Turkey oak", "Stone pine", "Maidenhair tree", "Sweet chestnut")
    return replace(tour, stops=tuple(replace(s, title=f"{names[s.number % 4]} {s.number}") for s in tour.stops))


def museum(walk: Walk) -> Tour:
    """Return twelve rooms."""
    tour = walk([(0, 0)] * 12, title="The Mill from Within")
    stops = tuple(replace(stop, place=None, room=f"Room {stop.number}, first floor") for stop in tour.stops)
    return replace(tour, stops=stops, legs=())


STRANGERS = {"town": town, "park": park, "museum": museum}


@pytest.fixture(params=[(name, paper) for name in STRANGERS for paper in ("letter", "a4")], ids="-".join)
def printed(request: pytest.FixtureRequest, walk: Walk, packed: Packed) -> tuple[Tour, Paper, bytes]:
    name, paper = request.param
    tour = STRANGERS[name](walk)
    return tour, paper, pdf(packed(tour), paper)


def test_every_stop_is_told(printed: tuple[Tour, Paper, bytes]) -> None:
    tour, _, data = printed

    text = words(data)
    for stop in tour.stops:
        assert stop.title in text
        assert stop.stand[1:] in text
        assert stop.access in text
        assert stop.room in text


def test_nothing_is_printed_on_anything_or_off_the_paper(printed: tuple[Tour, Paper, bytes]) -> None:
    tour, paper, data = printed
    area = plan(tour, paper).map if not tour.indoors else None
    sizes = pages(data)
    marks = []
    for one in glyphs(data):
        (wide, high), (left, bottom, right, top) = sizes[one.page], one.box
        on_map = area and one.page == 0 and bottom < area.y + area.height + 40 and right > area.x - 1
        assert left > MARGIN - 1
        assert right < wide - MARGIN + 1
        assert bottom > MARGIN - 4
        assert top < high - MARGIN + 1
        if not on_map:
            marks.append(one)

    assert marks
    assert overprinted(marks) == []


def test_a_map_without_streets_tells_stops_and_distances(walk: Walk) -> None:
    tour = park(walk)

    drawing = draw(tour, (730.0, 420.0), measure)

    told = {label.role: 0 for label in drawing.labels}
    for label in drawing.labels:
        told[label.role] += 1
    assert told["stop"] > 30
    assert told["leg"] > 5
    assert drawing.grid
    assert draw(town(walk), (400.0, 500.0), measure).grid == ()
