"""The parts of a walk."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path, PurePosixPath

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


def walk(tour: Tour) -> Sheet:
    [sheet] = [sheet for sheet in sheets(tour) if sheet.kind == "walk"]
    return sheet


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


def test_a_walk_with_a_hold_has_the_way_the_crossing_and_the_hold(harbour: Tour) -> None:
    assert said_at(harbour, walk(harbour)) == [
        ("The walk", "Walk along the water."),
        ("After the first crossing", "When you are across, go on."),
        ("Pause here", "Pause me now, and press play when you stand at the mill door."),
    ]


def test_a_part_begins_in_the_silence_before_its_first_word(harbour: Tour) -> None:
    sheet = walk(harbour)
    words = [at for at, segment in zip(seconds(sheet), sheet.segments, strict=True) if isinstance(segment, Say)]

    first, *rest = chapters(harbour, sheet, seconds(sheet))

    assert first.seconds == 0
    assert [round(part.seconds + LEAD, 3) for part in rest] == [round(at, 3) for at in words[1:]]


def test_without_a_crossing_there_are_the_walk_and_the_hold(harbour: Tour, tour: TourTest) -> None:
    tour.edit("01-quay.md", "[cross Mill Lane] ", "")
    plain = read(tour.root).tour
    assert plain is not None

    assert [title for title, _ in said_at(plain, walk(plain))] == ["The walk", "Pause here"]


def test_without_a_hold_there_are_the_way_and_what_follows_the_crossing(harbour: Tour) -> None:
    free = replace(harbour, hold=False)

    assert [title for title, _ in said_at(free, walk(free))] == ["The walk", "After the first crossing"]


def test_a_crossing_with_no_words_after_it_makes_no_part(tour: TourTest) -> None:
    tour.edit("01-quay.md", "When you are across, go on.", "")
    silent = read(tour.root).tour
    assert silent is not None

    assert [title for title, _ in said_at(silent, walk(silent))] == ["The walk", "Pause here"]


def test_what_has_one_part_has_none(harbour: Tour) -> None:
    for sheet in sheets(replace(harbour, hold=False)):
        if sheet.kind != "walk":
            assert chapters(harbour, sheet, seconds(sheet)) == ()


def test_a_sound_of_the_authors_own_is_no_crossing(harbour: Tour) -> None:
    span = harbour.stops[0].span
    line = Say("Go on.", "Go on.", 0, span)
    segments = (line, Sound("kerb", Path("stops/sounds/kerb.wav"), "ff"), line, Pause(1.5))
    sheet = Sheet(harbour.stops[0], "walk", "1. Walk", PurePosixPath("audio/01b.mp3"), segments)

    assert chapters(harbour, sheet, (0.0, 2.0, 3.0, 5.0)) == ()


def test_parts_are_named_in_the_tours_language(harbour: Tour) -> None:
    titles = [part.title for part in chapters(replace(harbour, language="es"), walk(harbour), seconds(walk(harbour)))]

    assert titles == ["El camino", "Después del primer cruce", "Pausa aquí"]


def test_a_language_without_names_has_english_ones_until_its_author_gives_some(harbour: Tour) -> None:
    sheet = walk(harbour)
    dutch = replace(harbour, language="nl")
    own = replace(dutch, texts=(("part_across", "Verder"), ("part_hold", "Wacht"), ("part_walk", "Lopen")))

    assert chapters(dutch, sheet, seconds(sheet)) == chapters(harbour, sheet, seconds(sheet))
    assert chapters(own, sheet, seconds(sheet))[0] == Chapter(0.0, "Lopen")
