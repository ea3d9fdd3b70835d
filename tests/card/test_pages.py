"""What is proved of the printed card's pages as a whole, for the real tour and for long ones."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from itertools import cycle
from math import hypot

import pytest
from pypdf import PdfReader

from conftest import DATA, ROOT, TourTest
from paper import glyphs, overprinted, pages, words
from tour.card.paper import MARGIN, plan
from tour.card.pdf import pdf
from tour.geo import Frame, distance
from tour.map import painter
from tour.map.layout import draw
from tour.model import Feature, Film, Leg, Pack, Paper, Place, Stop, Tour
from tour.pack.about import about
from tour.reading.project import read
from tour.words import directions, figures
from tour.words.language import words_of

Walk = Callable[..., Tour]
Packed = Callable[[Tour], Pack]

PAPERS: tuple[Paper, ...] = ("letter", "a4", "letter-large")
LEG = re.compile(r"(\d+) m, (\d+) min to (\d+)")
NAMES = ("Café de l’Évêché", "Πλατεία Ομονοίας", "Невский проспект", "Žižkov Łódź Ñandú", "The Corner House")
SHAPES = {
    "long": [(0.0, 0.0), (400.0, 0.0), (1600.0, 10.0), (1590.0, -28.0), (300.0, -28.0), (290.0, 0.0)],
    "tall": [(0.0, 0.0), (0.0, 400.0), (10.0, 1600.0), (-28.0, 1590.0), (-28.0, 300.0), (0.0, 290.0)],
    "square": [(0.0, 0.0), (700.0, 0.0), (700.0, 600.0), (0.0, 600.0)],
}


@pytest.fixture(scope="module")
def real(packed: Packed) -> Pack:
    tour = read(ROOT).tour
    assert tour
    return packed(tour)


@pytest.fixture(scope="module")
def thirty(walk: Walk, packed: Packed) -> Pack:
    """Thirty stops with a lot to tell, in many letters."""
    tour = walk([(53.0 * n, 90.0 * (n % 3)) for n in range(30)], streets=6)
    names = cycle(NAMES)
    stops = tuple(
        replace(
            stop,
            title=f"{next(names)} {stop.number}",
            card=(f"{stop.card[0]} " + " ".join(f"fact{stop.number}x{k}" for k in range(25)),),
            if_closed=f"If gate {stop.number} is shut, see it from across the street",
            film=Film(f"Scene {stop.number} of a car chase"),
        )
        for stop in tour.stops
    )
    return packed(replace(tour, stops=stops))


def test_what_is_printed_is_what_the_manifest_of_the_same_build_tells(tour: TourTest) -> None:
    """On the files of a finished pack: neither side is asked for the other."""
    tour.run("build", "--executor", "inline", "--only", "card", "--only", "audio").ok()
    manifest = json.loads((tour.pack / "pack.json").read_text("utf-8"))

    for name in ("route-card-letter.pdf", "route-card-a4.pdf"):
        agrees(words((tour.pack / name).read_bytes()), manifest)


@pytest.mark.parametrize("paper", PAPERS)
def test_the_real_tours_distances_and_minutes_are_the_manifests(real: Pack, paper: Paper) -> None:
    manifest = json.loads(json.dumps(about(real)))

    assert len(manifest["legs"]) == 13
    agrees(words(pdf(real, paper)), manifest)


def agrees(text: str, manifest: dict[str, object]) -> None:
    """Check every distance and time of a card's *text*."""
    legs = manifest["legs"]
    numbers = {stop["slug"]: stop["number"] for stop in manifest["stops"]}  # type: ignore[attr-defined]  # JSON
    printed = [(int(metres), int(minutes), int(stop)) for metres, minutes, stop in LEG.findall(text)]
    assert printed == [
        (leg["metres"], max(1, int(leg["seconds"] / 60 + 0.5)), numbers[leg["to"]])
        for leg in legs  # type: ignore[attr-defined]  # JSON
    ]
    total = re.search(r"In all (\d+) m.*?about (\d+) minutes? of walking", text)
    assert total
    assert int(total[1]) == sum(metres for metres, _, _ in printed) == manifest["metres"]
    minutes = str(max(1, int(manifest["walking_seconds"] / 60 + 0.5)))  # type: ignore[operator]  # JSON
    assert total[2] == minutes
    assert re.findall(r"(\d+) min on foot, with waiting at crossings", text) == [minutes]


@pytest.mark.parametrize("metres", [0.5, 1.5, 62.5, 99.49])
@pytest.mark.parametrize("seconds", [29.5, 89.5, 89.6, 90.4, 149.51])
def test_no_fraction_of_a_metre_or_second_makes_card_and_manifest_differ(
    walk: Walk, packed: Packed, metres: float, seconds: float
) -> None:
    tour = walk([(0, 0), (100, 0)])
    pack = packed(replace(tour, legs=(replace(tour.legs[0], metres=metres, seconds=seconds),)))

    (row,) = about(pack)["legs"]

    assert directions.onward(words_of(pack.tour), pack.tour.legs[0], pack.tour.stops[1])[0] == (
        f"{row['metres']} m, {max(1, int(row['seconds'] / 60 + 0.5))} min to 2"
    )


@pytest.mark.parametrize("paper", PAPERS)
def test_the_maps_dots_lie_within_two_metres_of_the_surveyed_stops(paper: Paper) -> None:
    """Brought back from points of the paper to degrees, with only the scale and the middle of all dots to go by."""
    tour = read(ROOT).tour
    assert tour
    with (DATA / "route" / "stops.csv").open(encoding="utf-8") as file:
        stops = {row["slug"]: Place(float(row["lat"]), float(row["lon"])) for row in csv.DictReader(file)}
    chosen = plan(tour, paper)

    drawing = draw(tour, chosen.map_size, painter.measure, folds=chosen.folds)

    frame, dots = Frame(next(iter(stops.values()))), {disc.slug: disc.spot for disc in drawing.discs}
    assert list(dots) == list(stops)
    ground = {slug: frame.to_xy(place) for slug, place in stops.items()}
    east = sum(x for x, _ in ground.values()) / len(ground)
    north = sum(y for _, y in ground.values()) / len(ground)
    right, up = sum(x for x, _ in dots.values()) / len(dots), sum(y for _, y in dots.values()) / len(dots)
    for slug, (x, y) in dots.items():
        metre = drawing.points_per_metre
        place = frame.to_place(east + (x - right) / metre, north + (y - up) / metre)
        assert distance(place, stops[slug]) < 2, slug


@pytest.mark.parametrize("paper", PAPERS)
def test_dots_lie_right_among_the_streets_too(walk: Walk, paper: Paper) -> None:
    """All of the map is brought to paper in one way: a stop on a corner has its dot on the corner."""
    tour = walk([(0, 0), (500, 100), (900, -50)])
    place = tour.stops[1].place
    assert place
    ways = (Place(place.lat - 0.001, place.lon), place, Place(place.lat + 0.001, place.lon + 0.001))
    chosen = plan(tour, paper)

    drawing = draw(replace(tour, map=(Feature("Elm", "local", "line", ways),)), chosen.map_size, painter.measure)

    (x, y), (u, v) = drawing.discs[1].spot, drawing.streets[0].points[1]
    assert hypot(x - u, y - v) < 2 * drawing.points_per_metre


@pytest.mark.parametrize("paper", PAPERS)
def test_a_tour_of_thirty_stops_gets_more_pages_and_loses_no_word(thirty: Pack, paper: Paper) -> None:
    data = pdf(thirty, paper)

    text = words(data)
    assert len(pages(data)) > 2
    for stop in thirty.tour.stops:
        for told in eye_texts(stop):
            assert told in text, told
    for leg in thirty.tour.legs:
        for street in leg.crossings:
            assert figures.street(street) in text
    assert sum(text.count(f"fact{n}x{k}") == 0 for n in range(1, 31) for k in range(25)) == 0
    assert "Mind the cars." in text
    assert "Voice: a beep." in text


def eye_texts(stop: Stop) -> list[str]:
    """Return what an eye is to read of *stop*."""
    film = [f"Film: {stop.film.scene}"] if stop.film else []
    return [stop.title, stop.stand[1:], *stop.card[0].split(". "), stop.if_closed, *film]


@pytest.mark.parametrize("paper", PAPERS)
def test_nothing_of_thirty_stops_is_cut_off_or_too_small(thirty: Pack, paper: Paper) -> None:
    data = pdf(thirty, paper)

    sizes = pages(data)
    for one in glyphs(data):
        (wide, high), (left, bottom, right, top) = sizes[one.page], one.box
        assert left > MARGIN - 1, one
        assert right < wide - MARGIN + 1, one
        assert bottom > MARGIN - 4, one
        assert top < high - MARGIN + 1, one
        assert one.size > 8.99, one


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("kind", ["real", "with a code", "thirty"])
def test_no_text_is_printed_on_another(real: Pack, thirty: Pack, kind: str, paper: Paper) -> None:
    """Outside of the map, whose names are turned: they have a proof of their own."""
    coded = replace(real, tour=replace(real.tour, base_url="https://walks.city/miracle-mile"))
    pack = {"real": real, "with a code": coded, "thirty": thirty}[kind]
    area = plan(pack.tour, paper).map
    # A title may leave the map more room than was planned, never less.
    top = area.y + area.height + 40

    marks = [one for one in glyphs(pdf(pack, paper)) if one.page or not area.y < one.box[1] < top or outside(one, area)]

    assert len(marks) > 1000
    assert overprinted(marks) == []


def outside(one: object, area: object) -> bool:
    left, right = one.box[0], one.box[2]  # type: ignore[attr-defined]
    return bool(right < area.x or left > area.x + area.width)  # type: ignore[attr-defined]


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("shape", SHAPES)
def test_what_is_for_before_the_walk_comes_before_it_and_credits_come_last(
    walk: Walk, packed: Packed, shape: str, paper: Paper
) -> None:
    tour = walk(SHAPES[shape], streets=3)
    arriving = replace(tour.stops[0], number=0, slug="welcome", place=None, card=("Take the tram to the mill.",))

    data = pdf(packed(replace(tour, welcome=arriving)), paper)

    text = words(data)
    before = [text.index(told) for told in ("Fine Sights", "Take the tram", "copy the folder", "Mind the cars.")]
    walked = [text.index("Stop by stop"), *(text.index(f"{stop.title} At the door") for stop in tour.stops)]
    assert [*before, *walked] == sorted([*before, *walked])
    (shown,) = (text.index(sign) for sign in ["your way"])
    assert before[0] < shown < walked[0]
    assert shown < text.index("A synthetic voice narrates this tour.") < text.index("Voice: a beep")


@pytest.mark.parametrize("paper", ["letter", "a4"])
@pytest.mark.parametrize("count", range(1, 12))
def test_no_section_goes_on_behind_the_stops(walk: Walk, packed: Packed, count: int, paper: Paper) -> None:
    """A heading and all that belongs to it are on one page, however many stops leave how much room."""
    tour = walk([(110.0 * n, 0.0) for n in range(count)])
    credits = tuple(replace(tour.credits[0], what=f"Part {n}", who=f"somebody {n} " * 9) for n in range(5))

    data = pdf(packed(replace(tour, credits=credits)), paper)

    texts = [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(data)).pages]
    (home,) = (text for text in texts if "Credits" in text)
    assert all(f"Part {n}: somebody {n}" in home for n in range(5))


def test_a_leg_without_a_meter_of_its_own_still_adds_up(walk: Walk, packed: Packed) -> None:
    tour = walk([(0, 0), (100, 0), (200, 0)])
    still = Leg("stop-1", "stop-2", tour.legs[0].path, 0.2, (), 1.0)

    text = words(pdf(packed(replace(tour, legs=(still, tour.legs[1]))), "letter"))

    assert LEG.findall(text)[0] == ("0", "1", "2")
    assert f"In all {figures.metres(tour.legs[1])} m" in text
