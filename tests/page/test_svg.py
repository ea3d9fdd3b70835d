from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations, pairwise
from math import cos, degrees, hypot, radians
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tour.geo import EARTH_RADIUS, distance
from tour.model import Feature, Place, Tour
from tour.page.svg import AFAR, STEP, map_svg, picture_svg
from tour.picture import Mark, Picture, Run
from tour.reading.project import read

Walk = Callable[..., Tour]

SVG = "{http://www.w3.org/2000/svg}"
LOOP = [(0.0, 0.0), (400.0, 20.0), (800.0, 0.0), (780.0, -200.0), (100.0, -180.0)]
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=30)


@pytest.fixture(scope="module")
def real() -> Tour:
    tour = read(Path(__file__).parents[2]).tour
    assert tour
    return tour


@pytest.fixture(scope="module")
def real_map(real: Tour) -> etree._Element:
    return etree.fromstring(map_svg(real))


def levels(root: etree._Element) -> list[etree._Element]:
    return root.xpath("//*[contains(@class, 'm-level')]")


def stops(level: etree._Element) -> dict[str, etree._Element]:
    return {link.get("data-stop"): link for link in level.iter(f"{SVG}a")}


def circle(link: etree._Element, kind: str) -> tuple[float, float, float]:
    (found,) = link.xpath(f"*[@class='{kind}']")
    return float(found.get("cx")), float(found.get("cy")), float(found.get("r"))


def spot(root: etree._Element, place: Place) -> tuple[float, float]:
    """Return where the map's own attributes say that *place* lies: what map.js does."""
    lat, lon, x, y, scale = (float(root.get(f"data-{name}")) for name in ("lat", "lon", "x", "y", "scale"))
    units = radians(1) * EARTH_RADIUS * scale
    return x + units * (place.lon - lon) * cos(radians(lat)), y - units * (place.lat - lat)


def inert(root: etree._Element) -> bool:
    """Say whether nothing in *root* runs, styles, loads, or leads anywhere but to a stop of the page."""
    names = {element.tag.removeprefix(SVG) for element in root.iter()}
    attributes = {(name, value) for element in root.iter() for name, value in element.attrib.items()}
    shown = {"svg", "g", "a", "path", "rect", "circle", "text", "tspan", "title", "desc"}
    return names <= shown and all(
        name not in ("style", "id") and not name.startswith(("on", "{")) and "url(" not in value
        and (name != "href" or re.fullmatch(r"#stop-[a-z0-9-]+", value))
        for name, value in attributes
        if name not in ("aria-label",)
    )  # fmt: skip


def test_the_real_map_runs_styles_and_loads_nothing(real: Tour, real_map: etree._Element) -> None:
    assert inert(real_map)
    assert len(map_svg(real).encode()) < 150_000
    assert map_svg(real) == map_svg(real)


def test_every_stop_is_a_link_in_every_level(real: Tour, real_map: etree._Element) -> None:
    assert len(levels(real_map)) == 3
    for level in levels(real_map):
        links = stops(level)
        assert list(links) == [stop.slug for stop in real.stops]
        assert links["el-rey"].get("href") == "#stop-el-rey"
        assert links["el-rey"].get("aria-label") == "Stop 4: El Rey Theatre"
        assert links["el-rey"].findtext(f"{SVG}text") == "4"


def test_only_the_farthest_level_is_shown_without_script(real_map: etree._Element) -> None:
    first, *others = levels(real_map)

    assert first.get("display") is None
    assert {level.get("display") for level in others} == {"none"}


def test_each_level_is_at_most_twice_as_large_as_the_one_before(real_map: etree._Element) -> None:
    zooms = [float(level.get("data-zoom")) for level in levels(real_map)]

    assert zooms[-1] == 1
    for far, near in pairwise(zooms):
        assert 1 < far / near <= STEP + 0.1


def test_the_whole_walk_fits_a_phone_in_type_that_can_be_read(real_map: etree._Element) -> None:
    width = float(real_map.get("viewBox").split()[2]) / float(levels(real_map)[0].get("data-zoom"))

    # A level's numbers are 16 points high.
    assert 16 * 390 / width > 13
    assert width <= AFAR + 60


def test_levels_lie_on_one_another(real: Tour, real_map: etree._Element) -> None:
    for level in levels(real_map):
        left, top, zoom = map(float, re.findall(r"-?[\d.]+", level.get("transform")))
        for stop in real.stops:
            assert stop.place
            link = stops(level)[stop.slug]
            x, y, _ = circle(link, "m-dot")
            told = float(link.get("data-x")), float(link.get("data-y"))
            assert (left + zoom * x, top + zoom * y) == (
                pytest.approx(told[0], abs=0.3),
                pytest.approx(told[1], abs=0.3),
            )
            assert spot(real_map, stop.place) == (pytest.approx(told[0], abs=0.1), pytest.approx(told[1], abs=0.1))


@given(st.tuples(*[st.floats(-1400, 1400)] * 4))
def test_a_place_is_drawn_less_than_a_metre_off_in_four_kilometres(
    real_map: etree._Element, shifts: tuple[float, float, float, float]
) -> None:
    lat, lon = float(real_map.get("data-lat")), float(real_map.get("data-lon"))

    def place(east: float, north: float) -> Place:
        return Place(lat + degrees(north / EARTH_RADIUS), lon + degrees(east / EARTH_RADIUS / cos(radians(lat))))

    a, b = place(*shifts[:2]), place(*shifts[2:])
    (ax, ay), (bx, by) = spot(real_map, a), spot(real_map, b)
    assert hypot(bx - ax, by - ay) / float(real_map.get("data-scale")) == pytest.approx(distance(a, b), abs=1.0)


def test_no_disc_and_no_fingers_room_lies_on_another_disc(real_map: etree._Element) -> None:
    for level in levels(real_map):
        links = list(stops(level).values())
        for a, b in combinations(links, 2):
            ax, ay, room = circle(a, "m-hit")
            bx, by, other = circle(b, "m-disc")
            assert hypot(ax - bx, ay - by) >= room + other - 0.6 * (room <= circle(a, "m-disc")[2] + 0.6)


def test_most_stops_are_44_points_wide_for_a_finger(real_map: etree._Element) -> None:
    middle = levels(real_map)[1]

    rooms = [circle(link, "m-hit")[2] for link in stops(middle).values()]
    assert min(rooms) > 13
    assert sum(room >= 22 for room in rooms) >= 8


def test_the_way_is_told_in_words(real_map: etree._Element) -> None:
    assert real_map.findtext(f"{SVG}title") == "Map of Miracle Mile"
    told = real_map.findtext(f"{SVG}desc")
    assert told.startswith("Map of the walk, north up. It begins at stop 1, The Lake Pit")
    assert "across Curson Avenue" in told


def test_what_is_not_a_stop_is_silent(real_map: etree._Element) -> None:
    words = real_map.xpath("//*[local-name() = 'tspan']")

    assert words
    assert all(word.xpath("ancestor::*[@aria-hidden = 'true']") for word in words)


def test_a_guess_is_marked_and_dashed(real_map: etree._Element) -> None:
    guesses = real_map.xpath("//*[contains(@class, 'm-estimate')]")

    assert {guess.get("stroke-dasharray") for guess in guesses} == {"3 2"}
    assert any("m-casing" in guess.get("class") for guess in guesses)
    assert any("m-building" in guess.get("class") for guess in guesses)


def test_the_bar_is_as_long_as_its_words_say(real_map: etree._Element) -> None:
    scale = float(real_map.get("data-scale"))
    for level in levels(real_map):
        (told,) = level.xpath(".//*[@class = 'm-bar'][contains(text(), ' m')]")
        (bar,) = level.xpath(".//*[@class = 'm-bar'][local-name() = 'rect']")
        long = float(bar.get("width")) * float(level.get("data-zoom"))
        assert long == pytest.approx(float(told.text.removesuffix(" m")) * scale, rel=0.005)


def test_waves_stay_on_the_water(walk: Walk) -> None:
    lake = Feature("Lake", "water", "area", tuple(Place(34.06 + y, -118.35 + x) for x, y in _L))

    root = etree.fromstring(map_svg(walk([(0, 0), (600, 0)], map=(lake,))))

    near = levels(root)[-1]
    (shore,) = near.xpath(".//*[@class = 'm-water']")
    (waves,) = near.xpath(".//*[@class = 'm-ripple']")
    corner = [tuple(map(float, pair.split())) for pair in re.findall(r"-?[\d.]+ -?[\d.]+", shore.get("d"))]
    notch_x, notch_y = corner[3]
    starts = [tuple(map(float, pair.split())) for pair in re.findall(r"M(-?[\d.]+ -?[\d.]+)", waves.get("d"))]
    assert len(starts) > 20
    assert not [at for at in starts if at[0] + 9 > notch_x + 0.1 and at[1] < notch_y - 0.1]


_L = [(0.0, 0.0002), (0.004, 0.0002), (0.004, 0.0006), (0.002, 0.0006), (0.002, 0.0012), (0.0, 0.0012)]
"""An L, without its upper right quarter."""


def test_a_short_walk_has_one_level(walk: Walk) -> None:
    root = etree.fromstring(map_svg(walk([(0, 0), (60, 10), (90, 60)])))

    assert len(levels(root)) == 1
    assert levels(root)[0].get("data-zoom") == "1"


@pytest.mark.parametrize("spots", [[(5.0, 5.0)], [(0.0, 0.0), (0.0, 0.0)], [(0.0, 0.0), (0.0, 9000.0)], LOOP])
def test_any_walk_has_a_map_with_all_its_stops(walk: Walk, spots: list[tuple[float, float]]) -> None:
    tour = walk(spots, streets=3)

    root = etree.fromstring(map_svg(tour))

    assert inert(root)
    assert all(len(stops(level)) == len(spots) for level in levels(root))
    assert max(map(float, root.get("viewBox").split())) < 4500


def test_a_tour_without_stops_has_an_empty_map(walk: Walk) -> None:
    root = etree.fromstring(map_svg(replace(walk([(5, 5)]), stops=(), legs=())))

    assert not stops(root)


@settings(max_examples=15)
@given(WORDS, WORDS)
def test_no_title_and_no_name_gets_out_of_its_place(walk: Walk, title: str, name: str) -> None:
    tour = walk([(0, 0), (300, 0)], streets=1)
    named = replace(
        tour,
        title=title,
        stops=tuple(replace(stop, title=title) for stop in tour.stops),
        map=tuple(replace(feature, name=name) for feature in tour.map),
    )

    assert inert(etree.fromstring(map_svg(named)))


def test_hostile_names_are_only_text(walk: Walk) -> None:
    evil = "\"><script>alert(1)</script>]]>'&\u202e"
    tour = walk([(0, 0), (300, 0)], streets=1)
    named = replace(tour, title=evil, stops=tuple(replace(stop, title=evil) for stop in tour.stops))

    root = etree.fromstring(map_svg(named))

    assert inert(root)
    assert stops(levels(root)[0])["stop-1"].get("aria-label") == f"Stop 1: {evil[:-1]}"


def test_ink_turns_with_the_page_and_other_colours_stay() -> None:
    line = Run((0, 0), (((10.0, 0.0),), ((10.0, 4.0), (5.0, 8.0), (0.0, 8.0))), closed=True)
    picture = Picture(
        20,
        10,
        (
            Mark((line,), "#1b1714", 1.5, "#ffffff", cap="round", join="round"),
            Mark((line,), None, 0, "#f2b632", even_odd=True),
        ),
        "A lamp",
    )

    root = etree.fromstring(picture_svg(picture))

    inked, gold = root.iter(f"{SVG}path")
    assert (inked.get("stroke"), inked.get("fill"), inked.get("class")) == ("currentColor", "#ffffff", "d-paper")
    assert (inked.get("stroke-width"), inked.get("stroke-linecap")) == ("1.5", "round")
    assert (gold.get("stroke"), gold.get("fill"), gold.get("fill-rule")) == (None, "#f2b632", "evenodd")
    assert gold.get("d") == "M0 0L10 0C10 4 5 8 0 8Z"
    assert (root.get("role"), root.get("aria-label"), root.get("viewBox")) == ("img", "A lamp", "0 0 20 10")


def test_a_drawing_without_words_is_decoration() -> None:
    picture = Picture(9, 9, (Mark((Run((0, 0), (((1.0, 1.0),),)),), "#000000", 1, None),))

    root, titled = (etree.fromstring(picture_svg(one)) for one in (picture, replace(picture, title="A <lamp>")))

    assert (root.get("role"), root.get("aria-hidden")) == (None, "true")
    assert (titled.get("role"), titled.get("aria-label")) == ("img", "A <lamp>")


def test_every_real_drawing_is_inert_and_inked(real: Tour) -> None:
    drawings = [stop.drawing for stop in real.stops if stop.drawing]

    assert drawings
    for drawing in drawings:
        root = etree.fromstring(picture_svg(drawing))
        assert inert(root)
        assert "currentColor" in {path.get("stroke") for path in root.iter(f"{SVG}path")}
