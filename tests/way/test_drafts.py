"""Drafts of the walks: what they say, and that the check of a tour finds nothing wrong with them."""

from __future__ import annotations

import json
import re

import pytest

from osm.extracts import HARBOUR
from samples import VOICE
from tour import geo
from tour.diagnostics import render
from tour.model import Leg, Place, Stop, said_in
from tour.osm.elements import Extract
from tour.osm.extract import read_extract
from tour.osm.street_map import street_map
from tour.reading.crossings import crossed
from tour.reading.mapdata import read_map
from tour.reading.script import Script
from tour.reading.script import read as scan
from tour.reading.street_index import Streets
from tour.walking.law import SHORT_WORDS, short
from tour.way.drafts import as_walk, draft_walk
from tour.way.find import Way
from tour.words.language import languages
from tour.words.phrases import sending
from way.plans import Point, drawn, way

ROAD: list[Point] = [(-100, 0), (0, 0), (100, 0)]
STOPS: tuple[Point, ...] = ((-55, 270), (95, 225), (290, 370), (460, 360), (-150, 95), (-165, 365), (450, 300))
INSTRUCTIONS = re.compile(
    r"\b(?:[Tt]urn|[Bb]ear) (?:left|right)\b|\bwalk\b|^Walk\b|Gira\b|[Dd]esvíate|[Cc]amina\b"
    r"|\b[Bb]ieg(?:st du)?\b|[Hh]alte dich|\b[Gg]eh\b|[Pp]renez|[Oo]bliquez|[Mm]archez|continuez"
)


def harbour(language: str = "en") -> tuple[Extract, Way]:
    extract = read_extract(HARBOUR)
    return extract, way(extract, *STOPS, language=language)


def script(text: str) -> Script:
    return scan(f"---\ntitle: A\n---\n# Walk\n{text}", "01-a.md", VOICE)


def draft(*lines: tuple[list[Point], str], ends: tuple[Point, Point], language: str = "en") -> str:
    return draft_walk(way(drawn(lines), *ends).legs[0], "the Fountain", language)


@pytest.mark.parametrize("language", languages())
def test_what_is_drafted_names_each_roadway_that_the_check_finds_and_no_other(language: str) -> None:
    extract, found = harbour(language)
    box = (9.99, 53.995, 10.02, 54.01)
    for leg in found.legs:
        path = tuple(Place(*point) for point in leg.points)
        plan = street_map(extract, box, language, path)
        streets = Streets(read_map(json.dumps(plan).encode(), "streets.geojson"))
        (walk,) = script(draft_walk(leg, "There", language)).sections
        stop = Stop(1, leg.start, "A", walk.span, path[0], walk=walk.segments)

        _, faults = crossed(Leg(leg.start, leg.end, path, geo.length(path)), stop, streets)

        assert [render(fault) for fault in faults] == []


@pytest.mark.parametrize("language", languages())
def test_a_draft_is_a_script_without_a_fault_and_has_four_instructions_at_most(language: str) -> None:
    for leg in harbour(language)[1].legs:
        text = draft_walk(leg, "the <Old> *Mill* [2]", language)

        assert [fault for fault in script(text).faults if fault.severity == "error"] == []
        assert len(INSTRUCTIONS.findall(text)) <= 4
        says = [say for section in script(text).sections for say in said_in(section.segments)]
        assert not [say.text for say in says if sending(language).find(say.text)]


def test_a_street_has_its_article_in_the_drafts_of_a_language_that_has_one() -> None:
    german_road = (ROAD, "highway=tertiary; name=Mühlgasse; sidewalk=separate")
    french_road = (ROAD, "highway=tertiary; name=Rue du Moulin; sidewalk=separate")
    sidewalk = ([(-100, 9), (100, 9)], "highway=footway; footway=sidewalk")

    german = draft(german_road, sidewalk, ends=((-90, 9), (90, 9)), language="de")
    french = draft(french_road, sidewalk, ends=((-90, 9), (90, 9)), language="fr")

    assert "die Mühlgasse entlang, die Fahrbahn rechts von dir" in german
    assert "par la rue du Moulin, avec la chaussée à votre droite" in french


def test_on_a_short_leg_all_is_said_standing_in_the_words_that_the_law_allows() -> None:
    for leg in harbour()[1].legs:
        if short(as_walk(leg)):
            says = said_in(script(draft_walk(leg, "the House of the Five Sleeping Lions", "en")).sections[0].segments)

            assert sum(say.words for say in says) <= SHORT_WORDS - len(["Stay", "here", "until", "I", "stop"])
            assert " cut]" not in draft_walk(leg, "There", "en")


def test_it_says_the_side_where_a_sidewalk_is_drawn_and_that_it_is_unknown_where_none_is() -> None:
    sidewalk = ([(-100, 9), (100, 9)], "highway=footway; footway=sidewalk")
    apart = draft((ROAD, "highway=tertiary; name=Elm; sidewalk=separate"), sidewalk, ends=((-90, 9), (90, 9)))
    bare = draft((ROAD, "highway=tertiary; name=Elm"), ends=((-90, 9), (90, 9)))

    assert "along Elm, the roadway on your right" in apart
    assert "The map does not tell on which side of Elm the sidewalk is." in bare
    assert "does not tell" not in apart


def test_a_turn_is_told_by_a_landmark_and_never_by_a_shop() -> None:
    lines = [([(-100, 0), (0, 0)], "highway=footway"), ([(0, 0), (0, 100)], "highway=footway")]
    church = {(8, -8): "amenity=place_of_worship; name=Saint Anne"}
    shop = {(8, -8): "shop=bakery; name=Korn"}

    assert "At Saint Anne, turn left." in draft_walk(way(drawn(lines, church), (-90, 0), (0, 90)).legs[0], "B", "en")
    assert "After about 90 meters, turn left." in draft_walk(
        way(drawn(lines, shop), (-90, 0), (0, 90)).legs[0], "B", "en"
    )


def test_turns_less_than_twenty_five_metres_apart_are_one_or_none() -> None:
    jog = ([(-100, 0), (0, 0), (0, 15), (100, 15)], "highway=footway")
    corner = ([(-100, 0), (0, 0), (8, 8), (8, 100)], "highway=footway")

    assert "turn" not in draft(jog, ends=((-90, 0), (90, 15)))
    assert draft(corner, ends=((-90, 0), (8, 90))).count("turn left") == 1


def test_tunnels_and_steps_are_said() -> None:
    text = draft(
        ([(-100, 0), (0, 0)], "highway=footway"),
        ([(0, 0), (40, 0)], "highway=footway; tunnel=yes"),
        ([(40, 0), (60, 0)], "highway=steps"),
        ([(60, 0), (100, 0)], "highway=footway"),
        ends=((-90, 0), (90, 0)),
    )

    assert "The way goes through a tunnel." in text
    assert "There are steps." in text


def test_it_says_what_arrival_looks_like() -> None:
    path = ([(-100, 0), (100, 0)], "highway=footway")

    assert "The Fountain will be on your left." in draft(path, ends=((-90, 0), (90, 7)))
    assert "The Fountain will be on your right." in draft(path, ends=((-90, 0), (90, -7)))
    assert "You are there when you stand at the Fountain." in draft(path, ends=((-90, 0), (90, 0)))


def test_roadways_are_counted_and_those_below_are_marked_as_such() -> None:
    text = draft(
        ([(0, -100), (0, 100)], "highway=footway"),
        ([(-60, -40), (60, -40)], "highway=residential; name=Ash"),
        ([(-60, 0), (60, 0)], "highway=primary; name=Broad Street; bridge=yes; layer=1"),
        ([(-60, 40), (60, 40)], "highway=residential; name=Oak"),
        ends=((0, -90), (0, 90)),
    )

    assert "You come to 2 roads: Ash, Oak." in text
    assert re.findall(r"\[.*?\]", text) == ["[cross Ash]", "[under Broad Street]", "[cross Oak]"]


def test_a_part_begins_beyond_a_road_only_where_a_silence_would_be_long_and_the_words_have_room() -> None:
    long = ([(0, -400), (0, 400)], "highway=footway")
    middle = ([(-60, 0), (60, 0)], "highway=residential; name=Ash")
    next_to_it = ([(-60, 20), (60, 20)], "highway=residential; name=Oak")

    alone = draft(long, middle, ends=((0, -300), (0, 300)))
    both = draft(long, middle, next_to_it, ends=((0, -300), (0, 300)))

    assert "[cross Ash cut] When you are across, it is straight on." in alone
    assert "[cross Ash] [cross Oak cut] When you are across" in both
    assert " cut]" not in draft(long, middle, ends=((0, -60), (0, 60)))


def test_a_language_without_words_gets_english_ones() -> None:
    path = ([(-100, 0), (100, 0)], "highway=footway")

    assert "Walk east, straight on." in draft(path, ends=((-90, 0), (90, 0)), language="fi")
