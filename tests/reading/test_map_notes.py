"""What a map's file says of itself."""

from __future__ import annotations

import pytest
from pypdfium2 import PdfDocument

from conftest import ROOT, TourTest
from tour.model import Place
from tour.reading.map_notes import read_notes
from tour.reading.project import read

OURS = [
    b'{"type": "FeatureCollection", "attribution": "\xc2\xa9 OpenStreetMap contributors", "features": []}',
    b'{"generator": "overpass-turbo", "copyright": "The data is made available under ODbL.", "features": []}',
    b'{"features": [{"id": "way/26"}]}',
    b'{"features": [{"properties": {"@id": "relation/5"}}]}',
    b'{"features": [{"properties": {"osm_id": "26", "name": "Elm"}}]}',
    b'{"features": [{"properties": {"source": "OSM"}}]}',
]
OTHERS = [
    b'{"features": [{"properties": {"name": "OpenStreetMap Foundation"}}]}',
    b'{"credit": "Los Angeles Metro open data", "features": [{"id": "way-1"}]}',
    b'{"source": "cosmos", "features": []}',
    b"",
]


@pytest.mark.parametrize("data", OURS)
def test_data_of_openstreetmap_are_known(data: bytes) -> None:
    assert read_notes(data).openstreetmap


@pytest.mark.parametrize("data", OTHERS)
def test_other_data_are_not_taken_for_them(data: bytes) -> None:
    assert not read_notes(data).openstreetmap


def test_the_real_map_is_of_another_source() -> None:
    assert not read_notes((ROOT / "stops" / "streets.geojson").read_bytes()).openstreetmap


def test_how_far_the_map_reaches_is_known() -> None:
    head = b'{"type": "FeatureCollection", "bbox": [9.99, 53.99, 10.01, 54.01], "features": []}'

    assert read_notes(head).reach == (Place(53.99, 9.99), Place(54.01, 10.01))


@pytest.mark.parametrize("box", [b"[1, 2, 3]", b"[3, 2, 1, 4]", b"[1, 2, 3, 400]", b'["a"]', b"[1, 2, 3, 4, 5, 6]"])
def test_a_box_that_is_none_says_nothing(box: bytes) -> None:
    assert read_notes(b'{"bbox": ' + box + b', "features": []}').reach is None


def test_the_box_of_a_feature_is_not_the_maps() -> None:
    assert read_notes(b'{"features": [{"bbox": [1, 2, 3, 4]}]}').reach is None


def credited(tour: TourTest) -> list[str]:
    found = read(tour.root).tour
    assert found
    return [one.who for one in found.credits]


def test_the_map_is_credited_in_the_tours_language_where_the_author_forgot(tour: TourTest) -> None:
    tour.edit("streets.geojson", '{"type": "FeatureCollection"', '{"type": "FeatureCollection", "source": "OSM"')

    assert credited(tour)[-1] == "© OpenStreetMap contributors"
    tour.edit("tour.toml", 'language = "en"', 'language = "es"')
    assert credited(tour)[-1] == "© colaboradores de OpenStreetMap"


def test_an_authors_own_credit_is_left_as_it_is(tour: TourTest) -> None:
    tour.edit("streets.geojson", '{"type": "FeatureCollection"', '{"type": "FeatureCollection", "source": "OSM"')
    tour.write("tour.toml", tour_toml(tour) + '\n[[credits]]\nwhat = "Map"\nwho = "OpenStreetMap, and me"\n')

    assert credited(tour)[-1] == "OpenStreetMap, and me"
    assert "© OpenStreetMap contributors" not in credited(tour)


def tour_toml(tour: TourTest) -> str:
    return next(tour.root.rglob("tour.toml")).read_text(encoding="utf-8")


def test_card_page_and_geojson_say_whose_the_map_is(tour: TourTest) -> None:
    tour.edit("streets.geojson", '{"type": "FeatureCollection"', '{"type": "FeatureCollection", "source": "OSM"')

    tour.build("--only", "card", "--only", "page", "--only", "geojson").ok()

    words = "© OpenStreetMap contributors"
    page = (tour.pack / "index.html").read_text(encoding="utf-8")
    assert f'class="whose">{words}' in page.replace("class=whose", 'class="whose"')
    assert page.count(words) >= 2, "on the map and among the credits"
    assert words in (tour.pack / "tour.geojson").read_text(encoding="utf-8")
    card = PdfDocument(tour.pack / "route-card-a4.pdf")
    assert words in card[0].get_textpage().get_text_bounded(), "on the map, which is on the first page"
    assert "openstreetmap.org/copyright" in "".join(page.get_textpage().get_text_bounded() for page in card)
