"""A worker gets ready while a tour is read, so that a little work need not wait for a voice to load."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from conftest import TourTest
from tour.engines.tone import Tone
from tour.executors import Inline, opening
from tour.model import Voice
from tour.narration import helper
from tour.narration.helper import helping
from tour.narration.tasks import speak
from tour.sound import mix
from tour.sound.parts import Speech

VOICE = Voice("tone", "beep", "en")


def test_it_is_a_process_that_speaks_as_this_one_does() -> None:
    with opening("processes", 2) as opener, helping(opener, [VOICE]) as ready:
        where = ready().submit(os.getpid).result(60)
        (clip,) = ready().submit(speak, ("This is the quay.", VOICE)).result(60)

    assert where != os.getpid()
    assert clip == Tone().speak("This is the quay.", VOICE)


def test_a_voice_that_is_not_there_any_more_does_not_keep_it_from_work() -> None:
    with opening("processes", 2) as opener, helping(opener, [Voice("gone", "", "en"), VOICE]) as ready:
        assert ready().submit(abs, -1).result(60) == 1


@pytest.mark.parametrize(
    ("kind", "jobs", "voices"),
    [("inline", 2, [VOICE]), ("threads", 2, [VOICE]), ("processes", 1, [VOICE]), ("processes", 2, [])],
)
def test_where_it_would_be_of_no_use_little_work_is_done_here(kind: str, jobs: int, voices: list[Voice]) -> None:
    with opening(kind, jobs) as opener, helping(opener, voices) as ready:
        assert isinstance(ready(), Inline)


def test_what_it_mixes_to_get_ready_is_what_it_speaks(monkeypatch: pytest.MonkeyPatch) -> None:
    mixed: list[object] = []
    monkeypatch.setattr(mix, "rehearse", lambda parts, loudness: mixed.extend(parts))

    helper._get_ready((VOICE,))

    assert mixed == [Speech(Tone().speak("One.", VOICE))]


def test_no_server_is_asked_for_what_nobody_hears(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(Tone, "online", True)
    monkeypatch.setattr(Tone, "speak", lambda self, text, voice: asked.append(text))

    helper._get_ready((VOICE,))

    assert asked == []


@pytest.mark.long
def test_a_build_with_a_helper_gives_the_same_bytes(tour: TourTest, tmp_path: Path) -> None:
    other = TourTest(tmp_path / "other")
    for path in (tour.root / "stops").iterdir():
        other.write(path.name, path.read_bytes())
    tour.run("build", "--jobs", "2").ok()
    for test in (tour, other):
        test.edit("01-quay.md", "It moves.", "It moves on.")

    said = tour.run("build", "--jobs", "2").ok().stdout
    other.run("build", "--executor", "inline").ok()

    assert "Spoken anew: 1 sentence, mixed 1 track; " in said
    assert tour.files() == other.files()
