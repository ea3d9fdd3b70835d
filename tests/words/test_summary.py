from __future__ import annotations

from dataclasses import replace
from pathlib import Path, PurePosixPath

from samples import at, stop, tour
from tour.model import Pack, Source, Stop, Track
from tour.words import summary


def walk(*stops: Stop) -> Pack:
    return Pack(tour(stops), ())


def sound(pack: Pack) -> Pack:
    one = Track("stop-1", "look", "1", PurePosixPath("audio/01a-x.mp3"), 1, Path("x"), 1, "", 61.0, 9, -16, -2, ())
    return replace(pack, tracks=(one,))


def test_access_is_told_of_the_stops_it_was_noted_at_and_of_no_others() -> None:
    flat, steps = "Flat sidewalk", "Four steps"

    assert summary.access(walk(stop(1, access=flat), stop(2, access=flat)).tour) == "Access: Flat sidewalk."
    assert summary.access(walk(stop(1, access=flat), stop(2, access=steps), stop(3)).tour) == (
        "Access at 1 of 3 stops: Flat sidewalk."
    )
    assert summary.access(walk(stop(1)).tour) == "Steps and curbs: not checked."


def test_a_short_walk_is_told_in_metres_and_a_long_one_in_kilometres() -> None:
    short = walk(stop(1), stop(2))
    far = replace(short, tour=replace(short.tour, legs=(replace(short.tour.legs[0], metres=1234.4),)))

    assert list(summary.at_a_glance(short))[1] == ("110 m", "0.1 miles")
    assert list(summary.at_a_glance(far))[1] == ("1.23 km", "0.8 miles")


def test_only_what_there_is_becomes_a_figure() -> None:
    assert list(summary.at_a_glance(walk(stop(1)))) == [("1", "stop")]
    assert list(summary.at_a_glance(sound(walk(stop(1))))) == [("1", "stop"), ("1 min", "of sound, 1\u00a0MB")]


def test_a_code_is_spoken_of_only_where_one_is_printed() -> None:
    plain = sound(walk(stop(1)))
    coded = replace(plain, tour=replace(plain.tour, base_url="https://walks.city/x"))

    assert summary.loading(plain)[0].startswith("At home, copy the folder")
    assert summary.loading(coded)[0].startswith("At home, scan the code and load the tour, or copy the folder")


def test_publishers_are_named_by_how_many_sources_they_gave_not_how_often_one_is_cited() -> None:
    sources = [("A1", "Blog"), ("B1", "The Times, Weekend"), ("B2", "The Times, Weekend"), ("C1", "Museum"), ("D1", "")]
    known = tuple(Source(key, key, at(), publisher) for key, publisher in sources)
    stops = [stop(1, cites=("A1", "B1")), stop(2, cites=("A1", "B2")), stop(3, cites=("A1", "C1", "D1", "C1"))]

    assert summary.sources(tour(stops, sources=known)) == (
        "5 published sources, among them The Times, Weekend; Blog; Museum."
    )


def test_a_tour_without_an_author_says_when_it_was_published() -> None:
    walk = tour([stop(1)])

    assert list(summary.about(walk))[-1] == "Published 2 January 2026."
    assert list(summary.about(replace(walk, author="Ann", licence="CC0")))[-1] == "By Ann, 2 January 2026. CC0"


def test_what_has_not_been_walked_says_so() -> None:
    walk = tour([stop(1)])
    been = tour([stop(1, walked="2026-01-02")])

    assert summary.not_walked(walk).endswith("Trust signs and signals over this card.")
    assert summary.not_walked(been) == ""


def test_the_card_speaks_the_tour_s_language() -> None:
    far = tour([stop(1), stop(2)], language="es")
    far = replace(far, legs=(replace(far.legs[0], metres=1234.4),))

    assert summary.facts(Pack(far, ())) == [
        "2 paradas",
        "1,23 km (0,8 millas)",
        "cerca de 2 minutos a pie, con las esperas en los cruces",
        "Escalones y bordillos: sin comprobar",
    ]
