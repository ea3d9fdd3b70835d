"""The parts of a walk."""

from __future__ import annotations

from dataclasses import replace

import pytest

from conftest import TourTest
from tour.model import Chapter, Pause, Say, Sound, Tour
from tour.narration.chapters import LEAD, chapters
from tour.narration.plan import Sheet, sheets
from tour.reading.project import read


@pytest.fixture
def harbour(tour: TourTest) -> Tour:
    found = read(tour.root).tour
    assert found is not None
    return found


def seconds(sheet: Sheet) -> tuple[float, ...]:
    """Return where each segment starts, when a sentence takes 2 s and a sound 1."""
    starts = [0.0]
    for segment in sheet.segments:
        match segment:
            case Say():
                starts.append(starts[-1] + 2)
            case Pause():
                starts.append(starts[-1] + segment.seconds)
            case Sound():
                starts.append(starts[-1] + 1)
    return tuple(starts[:-1])


def said_at(tour: Tour, sheet: Sheet) -> list[tuple[str, str]]:
    """Return each part's title and the first sentence after its start."""
    starts = list(zip(seconds(sheet), sheet.segments, strict=True))
    return [
        (part.title, next(s.text for at, s in starts if at >= part.seconds and isinstance(s, Say)))
        for part in chapters(tour, sheet, seconds(sheet))
    ]


def standing(harbour: Tour) -> Tour:
    """Return *harbour* with a walk too long for the way to Mill Lane, so that it begins standing."""
    first = harbour.stops[0]
    line = next(segment for segment in first.walk if isinstance(segment, Say))
    long = replace(line, text="Stand and listen.", spoken="word " * 120)
    way = replace(line, spoken="word " * 40, paragraph=1)
    walk = (long, *(way if segment == line else segment for segment in first.walk))
    return replace(harbour, stops=(replace(first, walk=walk), *harbour.stops[1:]))


def walk(tour: Tour) -> Sheet:
    return next(sheet for sheet in sheets(tour) if sheet.kind == "walk")


def test_a_walk_that_begins_standing_says_where_the_way_begins(harbour: Tour) -> None:
    tour = standing(harbour)

    assert said_at(tour, walk(tour)) == [
        ("Before you set off", "Stay here until I say that the walk begins."),
        ("The walk", "Walk along the water."),
    ]


def test_a_part_begins_in_the_silence_before_its_first_word(harbour: Tour) -> None:
    sheet = walk(standing(harbour))
    first_on_the_way = sheet.standing + 1

    first, second = chapters(harbour, sheet, seconds(sheet))

    assert first.seconds == 0
    assert round(second.seconds + LEAD, 3) == round(seconds(sheet)[first_on_the_way], 3)


def test_what_is_heard_in_one_way_has_no_parts(harbour: Tour) -> None:
    for sheet in sheets(harbour):
        assert chapters(harbour, sheet, seconds(sheet)) == ()


def test_parts_are_named_in_the_tours_language(harbour: Tour) -> None:
    sheet = walk(standing(harbour))

    titles = [part.title for part in chapters(replace(harbour, language="es"), sheet, seconds(sheet))]

    assert titles == ["Antes de salir", "El camino"]


def test_a_language_without_names_has_no_parts_until_its_author_gives_some(harbour: Tour) -> None:
    sheet = walk(standing(harbour))
    dutch = replace(harbour, language="nl")
    own = replace(dutch, texts=(("part_stand", "Staan"), ("part_walk", "Lopen")))

    assert chapters(dutch, sheet, seconds(sheet)) == ()
    assert chapters(own, sheet, seconds(sheet))[0] == Chapter(0.0, "Staan")
