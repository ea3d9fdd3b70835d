"""Podcasting 2.0, JSON chapters 1.2."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tour.model import Episode, Pack, Place, Tour, Track
from tour.writers.chapters import chapters


@pytest.fixture
def pack(walk: Callable[..., Tour], packed: Callable[[Tour], Pack]) -> Pack:
    """Two stops, each with a Look and a Walk of two minutes, in one file."""
    made = packed(walk([(0, 0), (300, 0)]))
    starts = tuple(120.046 * number for number in range(len(made.tracks)))
    return replace(made, episode=Episode((b"moov",), 9, 120.046 * 4, starts))


def with_welcome(pack: Pack) -> Pack:
    tour = pack.tour
    welcome = replace(tour.stops[0], number=0, slug="welcome", title="Welcome", place=None)
    first: Track = replace(pack.tracks[0], stop="welcome", kind="welcome", title="Welcome")
    return replace(pack, tour=replace(tour, welcome=welcome), tracks=(first, *pack.tracks[1:]))


def written(pack: Pack) -> dict[str, Any]:
    [file] = chapters(pack)
    assert file.path == PurePosixPath("chapters.json")
    [text] = file.parts
    assert isinstance(text, bytes)
    told: dict[str, Any] = json.loads(text)
    return told


def test_it_says_of_which_file_and_tour_it_is(pack: Pack) -> None:
    told = written(pack)
    del told["chapters"]

    assert told == {
        "version": "1.2.0",
        "title": "Fine Sights",
        "author": "Ann Author",
        "description": "A walk for tests",
        "fileName": "sights.m4b",
        "waypoints": True,
    }


def test_there_is_a_chapter_for_every_track_and_no_gap_between_them(pack: Pack) -> None:
    assert pack.episode
    told = written(pack)["chapters"]

    assert [chapter["title"] for chapter in told] == [track.title for track in pack.tracks]
    assert [chapter["startTime"] for chapter in told] == list(pack.episode.starts)
    assert [chapter["endTime"] for chapter in told] == [*pack.episode.starts[1:], pack.episode.seconds]


def test_a_chapter_stands_where_its_sound_begins(pack: Pack) -> None:
    names = [chapter["location"]["name"] for chapter in written(pack)["chapters"]]

    assert names == ["Sight 1", "Sight 1", "Sight 2", "Sight 2"]  # a walk has the place that it leaves


def test_the_welcome_stands_where_the_tour_begins(pack: Pack) -> None:
    told = written(with_welcome(pack))["chapters"]

    assert told[0]["title"] == "Welcome"
    assert told[0]["location"] == told[1]["location"]


@given(lat=st.floats(-90, 90), lon=st.floats(-180, 180))
def test_a_place_is_a_geo_uri(
    walk: Callable[..., Tour], packed: Callable[[Tour], Pack], lat: float, lon: float
) -> None:
    made = packed(walk([(0, 0)]))
    stop = replace(made.tour.stops[0], place=Place(lat, lon))
    at = replace(made, tour=replace(made.tour, stops=(stop,)), episode=Episode((b"moov",), 1, 240.0, (0.0, 120.0)))

    uri = written(at)["chapters"][0]["location"]["geo"]

    match = re.fullmatch(r"geo:(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?)", uri)  # RFC 5870, section 3.3
    assert match
    assert (float(match[1]), float(match[2])) == pytest.approx((lat, lon), abs=1e-5)


def test_a_place_is_told_as_finely_as_it_was_given(pack: Pack) -> None:
    stops = tuple(replace(stop, place=Place(34.06264, -118.3556)) for stop in pack.tour.stops)

    told = written(replace(pack, tour=replace(pack.tour, stops=stops, legs=())))

    assert told["chapters"][0]["location"]["geo"] == "geo:34.06264,-118.3556"


def test_with_a_home_each_chapter_links_to_its_words(pack: Pack) -> None:
    home = replace(pack, tour=replace(pack.tour, base_url="https://walks.example/sights"))

    assert [chapter["url"] for chapter in written(home)["chapters"]][1:3] == [
        "https://walks.example/sights/transcript.html#stop-stop-1",
        "https://walks.example/sights/transcript.html#stop-stop-2",
    ]
    assert "url" not in written(pack)["chapters"][0]


def test_titles_do_not_steer_what_stands_beside_them(pack: Pack) -> None:
    hostile = replace(pack.tracks[0], title='</script>\u202eevil"\n')

    told = written(replace(pack, tracks=(hostile, *pack.tracks[1:])))

    assert told["chapters"][0]["title"] == '</script>evil"'


def test_without_an_episode_there_is_nothing_to_divide(pack: Pack) -> None:
    assert list(chapters(replace(pack, episode=None))) == []
