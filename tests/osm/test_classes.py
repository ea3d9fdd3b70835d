"""What tags make of a way or an area."""

from __future__ import annotations

import pytest

from tour.osm import classes

TAGS = {
    "motorway": ({"highway": "motorway"}, "major"),
    "main street": ({"highway": "secondary"}, "major"),
    "collector": ({"highway": "tertiary"}, "collector"),
    "side street": ({"highway": "residential"}, "local"),
    "alley for cars": ({"highway": "service", "service": "alley"}, "local"),
    "ramp": ({"highway": "motorway_link"}, ""),
    "slip road with a name": ({"highway": "primary_link", "name": "Elm Street"}, "major"),
    "aisle": ({"highway": "service", "service": "parking_aisle"}, ""),
    "street in a tunnel": ({"highway": "primary", "tunnel": "yes"}, ""),
    "street below": ({"highway": "primary", "layer": "-1"}, ""),
    "street through a house": ({"highway": "residential", "tunnel": "building_passage"}, "local"),
    "street on a bridge": ({"highway": "primary", "bridge": "yes", "layer": "1"}, "major"),
    "being built": ({"highway": "construction"}, ""),
    "car park": ({"highway": "service", "area": "yes"}, ""),
    "path": ({"highway": "footway"}, ""),
}
"""Name: (tags, class of the carriageway)."""


@pytest.mark.parametrize("name", TAGS)
def test_a_carriageway_is_known_by_its_tags(name: str) -> None:
    tags, expected = TAGS[name]

    assert classes.carriageway(tags) == expected


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ({"highway": "footway"}, "path"),
        ({"highway": "pedestrian"}, "path"),
        ({"highway": "steps"}, "steps"),
        ({"highway": "footway", "tunnel": "yes"}, "path"),
        ({"highway": "footway", "footway": "sidewalk"}, ""),
        ({"highway": "footway", "footway": "crossing"}, ""),
        ({"highway": "footway", "indoor": "yes"}, ""),
        ({"highway": "footway", "access": "private"}, ""),
        ({"highway": "pedestrian", "area": "yes"}, ""),
        ({"highway": "residential"}, ""),
    ],
)
def test_a_path_is_known_by_its_tags(tags: dict[str, str], expected: str) -> None:
    assert classes.path(tags) == expected


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ({"natural": "water"}, "water"),
        ({"waterway": "riverbank"}, "water"),
        ({"natural": "water", "tunnel": "culvert"}, ""),
        ({"leisure": "park"}, "park"),
        ({"landuse": "cemetery"}, "park"),
        ({"place": "square"}, "square"),
        ({"highway": "pedestrian", "area": "yes"}, "square"),
        ({"highway": "footway", "area": "yes", "level": "-2", "layer": "-2"}, ""),
        ({"man_made": "pier"}, "square"),
        ({"building": "yes", "name": "Town Hall"}, "building"),
        ({"building": "yes"}, ""),
        ({"building": "no", "leisure": "garden"}, "park"),
        ({"landuse": "residential"}, ""),
    ],
)
def test_an_area_is_known_by_its_tags(tags: dict[str, str], expected: str) -> None:
    assert classes.area(tags) == expected


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ({"width": "7.5"}, 7.5),
        ({"width": "7,5 m"}, 7.5),
        ({"width": "24'"}, 7.32),
        ({"width": "9", "width:carriageway": "6"}, 6.0),
        ({"lanes": "2"}, 6.5),
        ({"lanes": "2", "parking:both": "lane"}, 10.5),
        ({"lanes": "2", "parking:lane:left": "parallel"}, 8.5),
        ({"lanes": "many"}, 8.0),
        ({}, 8.0),
        ({"oneway": "yes"}, 5.5),
        ({"highway": "primary"}, 13.0),
        ({"highway": "tertiary_link", "oneway": "yes"}, 6.5),
        ({"width": "wide"}, 8.0),
        ({"width": "9999"}, 200.0),
    ],
)
def test_a_street_is_as_wide_as_is_told_or_as_its_kind(tags: dict[str, str], expected: float) -> None:
    assert classes.width({"highway": "residential", **tags}) == expected


def test_a_layer_is_told_or_follows_from_bridge_and_tunnel() -> None:
    assert [classes.layer(tags) for tags in ({}, {"bridge": "yes"}, {"tunnel": "yes"}, {"layer": "-2"})] == [
        0,
        1,
        -1,
        -2,
    ]
    assert classes.layer({"tunnel": "building_passage"}) == 0
    assert classes.layer({"layer": "top"}) == 0


def test_a_stream_has_a_width_of_its_own_or_of_its_kind() -> None:
    assert classes.waterway({"waterway": "stream"}) == 2.0
    assert classes.waterway({"waterway": "river", "width": "80 m"}) == 80.0
    assert classes.waterway({"waterway": "stream", "tunnel": "culvert"}) == 0.0
    assert classes.waterway({"waterway": "weir"}) == 0.0
