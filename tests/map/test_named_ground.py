"""A name on the map stands on what it names, or is left out."""

from __future__ import annotations

from collections.abc import Callable
from math import cos, pi, radians, sin
from random import Random

import pytest

from tour.map.drawing import LEADING, Label
from tour.map.label_spots import holds
from tour.map.layout import draw
from tour.map.painter import measure
from tour.model import Feature, Place, Tour

Walk = Callable[..., Tour]
Point = tuple[float, float]

SIZE = (520.0, 380.0)
SPOTS = [(0.0, 0.0), (500.0, 30.0), (520.0, 330.0), (40.0, 360.0)]


def place(east: float, north: float) -> Place:
    return Place(34.06 + north / 111_195, -118.35 + east / 92_110)


def area(kind: str, name: str, *corners: Point) -> Feature:
    return Feature(name, kind, "area", tuple(place(*corner) for corner in corners))


def street(name: str, a: Point, b: Point, kind: str = "local") -> Feature:
    return Feature(name, kind, "line", (place(*a), place(*b)))


def corners(label: Label) -> list[Point]:
    """Return the corners and the middles of the sides of a label's ink."""
    c, s = cos(radians(label.angle)), sin(radians(label.angle))
    w, h = label.width / 2, label.size * LEADING * len(label.lines) / 2
    return [
        (label.x + c * u * w - s * v * h, label.y + s * u * w + c * v * h)
        for u in (-1, -0.5, 0, 0.5, 1)
        for v in (-1, 0, 1)
    ]


def river(seed: int) -> Feature:
    """Return a bent river, between 25 and 90 metres broad."""
    random = Random(seed)
    half, turn = random.uniform(12, 45), random.uniform(0, pi)
    middles = [(40.0 * k - 100, 160 + 150 * sin(turn + k / random.uniform(2.5, 5))) for k in range(19)]
    return area(
        "water", "Ljubljanica", *((x, y + half) for x, y in middles), *((x, y - half) for x, y in middles[::-1])
    )


@pytest.mark.parametrize("seed", range(20))
def test_a_rivers_name_lies_on_the_water_or_is_left_out(walk: Walk, seed: int) -> None:
    drawing = draw(walk(SPOTS, map=(river(seed),)), SIZE, measure)

    (water,) = drawing.areas
    for label in drawing.labels:
        assert all(holds(water.points, corner) for corner in corners(label))


def test_most_of_those_rivers_are_named_some_along_their_course(walk: Walk) -> None:
    """It would be worth little if they were all left out."""
    labels = [draw(walk(SPOTS, map=(river(seed),)), SIZE, measure).labels for seed in range(20)]

    assert sum(map(bool, labels)) > 12
    assert any(label.angle for found in labels for label in found)


def test_the_name_of_a_bent_park_lies_in_it(walk: Walk) -> None:
    bent = area("park", "Long Park", (0, 60), (480, 60), (480, 300), (420, 300), (420, 120), (0, 120))

    drawing = draw(walk(SPOTS, map=(bent,)), SIZE, measure)

    (label,) = drawing.labels
    assert holds(drawing.areas[0].points, (label.x, label.y))


def test_a_park_is_not_named_on_a_house_in_it_nor_a_house_on_its_neighbour(walk: Walk) -> None:
    park = area("park", "Castle Park", (60, 60), (440, 60), (440, 300), (60, 300))
    castle = area("building", "Castle", (190, 130), (310, 130), (310, 230), (190, 230))
    hut, hall = (area("building", name, (x, 310), (x + 60, 310), (x + 60, 340), (x, 340)) for name, x in HOUSES)

    drawing = draw(walk(SPOTS, map=(park, castle, hut, hall)), SIZE, measure)

    named = {" ".join(label.lines): (label.x, label.y) for label in drawing.labels}
    ground = dict(
        zip(("Castle Park", "Castle", "The Hut", "Town Hall"), (a.points for a in drawing.areas), strict=True)
    )
    assert {"Castle Park", "Castle"} <= named.keys()
    for name, at in named.items():
        assert not any(holds(points, at) for other, points in ground.items() if other not in (name, "Castle Park"))
    assert not holds(ground["Castle"], named["Castle Park"])


def test_a_house_between_two_larger_areas_has_its_name(walk: Walk) -> None:
    """Estimated outlines overlap: a house on the edge of a park stands wholly in nothing."""
    west = area("park", "West Park", (60, 60), (250, 60), (250, 300), (60, 300))
    east = area("park", "East Park", (230, 60), (440, 60), (440, 300), (230, 300))
    house = area("building", "Gallery", (190, 100), (290, 100), (290, 240), (190, 240))

    drawing = draw(walk(SPOTS, map=(west, east, house)), SIZE, measure)

    assert {" ".join(label.lines) for label in drawing.labels} >= {"Gallery", "West Park", "East Park"}


HOUSES = (("The Hut", 180), ("Town Hall", 245))


def test_a_street_is_not_named_along_another(walk: Walk) -> None:
    near, far = street("Near Lane", (60, 150), (460, 150)), street("Far Lane", (60, 162), (460, 162))

    drawing = draw(walk(SPOTS, map=(near, far)), SIZE, measure)

    lines = dict(zip(("Near Ln", "Far Ln"), (line.points[0][1] for line in drawing.streets), strict=True))
    for label in drawing.labels:
        (name,) = label.lines
        off = {other: abs(label.y - y) for other, y in lines.items()}
        assert min(off, key=off.__getitem__) == name


def test_a_quay_is_named_on_land_and_a_bridge_on_itself(walk: Walk) -> None:
    water = area("water", "Canal", (60, 130), (460, 130), (460, 200), (60, 200))
    features = (water, street("North Quay", (60, 205), (460, 205)), street("Old Bridge Road", (300, 60), (300, 290)))

    drawing = draw(walk(SPOTS, map=features), SIZE, measure)

    (canal,) = (one.points for one in drawing.areas)
    named = {" ".join(label.lines): label for label in drawing.labels}
    assert "North Quay" in named
    assert not any(holds(canal, corner) for corner in corners(named["North Quay"]))


def test_a_street_in_many_pieces_and_a_lake_in_two_are_named_once(walk: Walk) -> None:
    pieces = [street("Elm", (60.0 * k, 150), (60.0 * k + 60, 150)) for k in range(8)]
    ponds = [area("water", "Pond", (x, 200), (x + 150, 200), (x + 150, 300), (x, 300)) for x in (60, 260)]

    drawing = draw(walk(SPOTS, map=(*pieces, *ponds)), SIZE, measure)

    assert sorted(" ".join(label.lines) for label in drawing.labels) == ["Elm", "Pond"]


def test_a_name_that_no_font_has_is_left_out_and_the_others_are_not(walk: Walk) -> None:
    features = (street("猫通り", (60, 150), (460, 150)), street("Elm", (60, 250), (460, 250)))

    drawing = draw(walk(SPOTS, map=features), SIZE, measure)

    assert [label.lines for label in drawing.labels] == [("Elm",)]
