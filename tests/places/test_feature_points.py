from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from places.lists import HAVIS, faults, names, near, read


def point(name_: str | None = "A", at: Any = (24.9521, 60.1676), **properties: Any) -> dict[str, Any]:
    known = {} if name_ is None else {"name": name_}
    return {
        "type": "Feature",
        "properties": {**known, **properties},
        "geometry": {"type": "Point", "coordinates": list(at) if isinstance(at, tuple) else at},
    }


def collection(*features: Any, **more: Any) -> str:
    return json.dumps({"type": "FeatureCollection", "features": list(features), **more}, indent=1)


def test_points_are_places_longitude_first(tmp_path: Path) -> None:
    features = (
        point("Havis", description="<b>A</b> fountain", **{"marker-color": "#f00"}),
        point("B", (24.9, 60.1, 12.5)),
    )

    listed = read(tmp_path, collection(*features, name="Helsinki"))

    assert listed.title == "Helsinki"
    assert near(listed.pins[0].place, HAVIS)
    assert (listed.pins[0].name, listed.pins[0].text) == ("Havis", "A fountain")
    assert (listed.pins[0].span.line, listed.pins[0].span.column) == (4, 3)


@pytest.mark.parametrize("key", ["name", "Name", "title", "Titel", "NAME", "label", "Nombre"])
def test_a_name_is_found_under_any_usual_heading(tmp_path: Path, key: str) -> None:
    assert names(read(tmp_path, collection(point(None, **{key: "A"}))).pins) == ["A"]


def test_the_layers_of_a_umap_are_folders(tmp_path: Path) -> None:
    layers = [
        {"type": "FeatureCollection", "features": [point("A")], "_umap_options": {"name": "Old"}},
        {"type": "FeatureCollection", "features": [point("B")], "_umap_options": {"name": "New"}},
    ]
    text = json.dumps({"type": "umap", "properties": {"name": "Walk"}, "geometry": {}, "layers": layers})

    listed = read(tmp_path, text)

    assert listed.title == "Walk"
    assert [(pin.name, pin.folder) for pin in listed.pins] == [("A", "Old"), ("B", "New")]


def test_a_place_saved_in_google_maps_has_its_name_and_address(tmp_path: Path) -> None:
    saved = point(None, location={"name": "Havis Amanda", "address": "Kauppatori"}, google_maps_url="https://x")

    (pin,) = read(tmp_path, collection(saved)).pins

    assert (pin.name, pin.address) == ("Havis Amanda", "Kauppatori")


def test_lines_and_areas_are_told_and_of_several_points_the_first_is_taken(tmp_path: Path) -> None:
    line = {"type": "Feature", "properties": {"name": "L"}, "geometry": {"type": "LineString", "coordinates": []}}
    empty = {"type": "Feature", "properties": None, "geometry": None}
    many = point("M")
    many["geometry"] = {"type": "MultiPoint", "coordinates": [[24.9521, 60.1676], [1, 2]]}
    mixed = point("G")
    mixed["geometry"] = {"type": "GeometryCollection", "geometries": [line["geometry"], point()["geometry"]]}

    listed = read(tmp_path, collection(line, empty, many, mixed))

    assert names(listed.pins) == ["M", "G"]
    assert all(near(pin.place, HAVIS) for pin in listed.pins)
    assert [fault.message for fault in listed.told] == [
        "'L' has no point, and is passed over",
        "a place without a name has no point, and is passed over",
        "'M' has 2 points: the first one is taken",
    ]


def test_a_feature_alone_is_a_list_of_one(tmp_path: Path) -> None:
    assert names(read(tmp_path, json.dumps(point())).pins) == ["A"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (collection(), "this GeoJSON has no points"),
        ("{", "broken JSON: "),
        ('{"type": "FeatureCollection", "features": [NaN]}', "broken JSON: NaN is no number"),
        ("[" * 200_000, "broken JSON: brackets are nested"),
        ("[1, 2]", "this JSON is no GeoJSON"),
        ('{"elements": []}', "this JSON is no GeoJSON"),
        ('{"type": "FeatureCollection", "features": 1}', "'features' is no list"),
        ('{"type": "FeatureCollection", "features": [1]}', "this is not a GeoJSON Feature"),
        (collection(point(at=(60.1676, 124.9))), "'A': the latitude 124.9 is out of range"),
        (collection(point(at=[])), "'A': its point has no coordinates"),
        (collection(point(at=["24", "60"])), "'A': '24' is no number of degrees"),
        (collection(point(at=[True, 60])), "'A': 'True' is no number of degrees"),
    ],
)
def test_what_is_no_list_of_points_is_told_with_its_place(tmp_path: Path, text: str, message: str) -> None:
    (fault,) = faults(tmp_path, text)

    assert fault.message.startswith(message)
    assert fault.span is not None


def test_half_a_character_in_a_name_is_refused(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, collection(point("x")).replace('"x"', '"\\ud800"'))

    assert "half a character" in fault.message
