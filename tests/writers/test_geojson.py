"""The tour as GeoJSON, held against RFC 7946."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from tour.model import Pack, Place, Tour
from tour.writers.geojson import geojson

Walk = Callable[..., Tour]
Packed = Callable[[Tour], Pack]


def text(pack: Pack) -> str:
    [file] = geojson(pack)
    [part] = file.parts
    assert file.path.as_posix() == "tour.geojson"
    assert isinstance(part, bytes)
    return part.decode()


def features(pack: Pack, kind: str) -> list[dict[str, Any]]:
    found = json.loads(text(pack))["features"]
    return [feature for feature in found if feature["properties"]["kind"] == kind]


def test_it_is_written_as_the_golden_file(walk: Walk, packed: Packed, golden: Callable[[str, str], None]) -> None:
    golden("apps/tour.geojson", text(packed(walk([(0, 0), (300, 0), (300, 200)]))))


def test_positions_are_longitude_first_and_lie_in_the_box(walk: Walk, packed: Packed) -> None:
    pack = packed(walk([(0, 0), (300, 0), (300, 200)]))

    west, south, east, north = json.loads(text(pack))["bbox"]
    points = [feature["geometry"]["coordinates"] for feature in features(pack, "stop")]
    lines = [feature["geometry"]["coordinates"] for feature in features(pack, "leg")]
    assert [Place(lat, lon) for lon, lat in points] == [
        Place(round(place.lat, 5), round(place.lon, 5)) for stop in pack.tour.stops if (place := stop.place)
    ]
    assert lines[0][0] == points[0]
    assert lines[-1][-1] == points[-1]
    inside = [position for line in lines for position in line]
    assert all(west <= lon <= east and south <= lat <= north for lon, lat in inside)
    assert (west, north) == (min(lon for lon, _ in inside), max(lat for _, lat in inside))


def test_a_leg_tells_where_it_leads_how_far_and_across_what(walk: Walk, packed: Packed) -> None:
    pack = packed(walk([(0, 0), (300, 0)]))

    [leg] = features(pack, "leg")

    assert leg["properties"] == {
        "kind": "leg", "from": "stop-1", "to": "stop-2", "by": "foot",
        "metres": 300, "seconds": 293, "crossings": ["Oak Street"],
    }  # fmt: skip


def test_a_stop_names_its_tracks(walk: Walk, packed: Packed) -> None:
    [first, _] = features(packed(walk([(0, 0), (300, 0)])), "stop")

    assert first["properties"]["tracks"] == ["audio/01a-stop-1.mp3", "audio/01b-stop-1.mp3"]


def test_what_has_no_place_or_is_no_line_has_no_geometry(walk: Walk) -> None:
    tour = walk([(0, 0), (300, 0)])
    tour = replace(
        tour,
        stops=tuple(replace(stop, place=None) for stop in tour.stops),
        legs=(replace(tour.legs[0], path=()),),
    )

    found = json.loads(text(Pack(tour, ())))

    assert [feature["geometry"] for feature in found["features"]] == [None, None, None]
    assert "bbox" not in found


def test_hostile_words_are_only_words(walk: Walk, packed: Packed) -> None:
    tour = walk([(0, 0)])
    title = '"}]}, \\ </script> \u202e\x07'

    pack = packed(replace(tour, stops=(replace(tour.stops[0], title=title),), title=title))

    assert json.loads(text(pack))["name"] == '"}]}, \\ </script>'
    assert features(pack, "stop")[0]["properties"]["name"] == '"}]}, \\ </script>'
