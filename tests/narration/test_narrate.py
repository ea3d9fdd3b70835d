"""What is spoken and mixed anew, and what is not."""

from __future__ import annotations

import io
import json
import os
import shutil
import threading
import wave
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

import faulty
from conftest import FILES, QUAY, TourTest
from tour.diagnostics import TourError
from tour.engines.tone import Tone
from tour.events import Event, Mixed, Noted, Planned, Spoken
from tour.executors import KINDS, open_executor
from tour.model import Clip, Track, Voice
from tour.narration.narrate import narrate
from tour.narration.orders import make_plan
from tour.narration.plan import sheets
from tour.narration.workshop import Workshop
from tour.pack.cache import Store
from tour.reading.project import read
from tour.sound.codec import RATE, decode_pcm

SENTENCES = 11
TRACKS = [
    "audio/00-welcome.mp3",
    "audio/01a-quay.mp3",
    "audio/01b-to-mill.mp3",
    "audio/01c-quiet.mp3",
    "audio/01d-to-mill-2.mp3",
    "audio/01e-quiet.mp3",
    "audio/02a-mill.mp3",
]


@dataclass
class Narrated:
    tracks: tuple[Track, ...]
    events: list[Event]
    opened: int
    """How often an executor was asked for."""

    @property
    def spoken(self) -> list[str]:
        return [event.text for event in self.events if isinstance(event, Spoken)]

    @property
    def mixed(self) -> list[str]:
        return sorted(event.title for event in self.events if isinstance(event, Mixed))

    @property
    def planned(self) -> Planned:
        [planned] = [event for event in self.events if isinstance(event, Planned)]
        return planned


def narrated(test: TourTest, kind: str = "inline", cache: str = ".tourpack") -> Narrated:
    """Speak and mix the tour as it now stands in its files."""
    tour = read(test.root).tour
    assert tour is not None
    store = Store(test.root / cache)
    store.prepare()
    events: list[Event] = []
    stops: list[Callable[[], None]] = []

    def opener():  # type: ignore[no-untyped-def]
        executor, stop = open_executor(kind, 2)
        stops.append(stop)
        return executor

    try:
        tracks = narrate(make_plan(tour, sheets(tour)), Workshop(store, opener, events.append, 2))
    finally:
        for stop in stops:
            stop()
    return Narrated(tracks, events, len(stops))


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The cache of the small tour, spoken and mixed."""
    test = TourTest(tmp_path_factory.mktemp("spoken"))
    for name, text in FILES.items():
        test.write(name, text)
    narrated(test)
    return test.root / ".tourpack"


@pytest.fixture
def warm(tour: TourTest, spoken: Path) -> TourTest:
    """The small tour, spoken and mixed before."""
    shutil.copytree(spoken, tour.root / ".tourpack")
    return tour


def test_a_first_time_everything_is_spoken_and_mixed(tour: TourTest) -> None:
    first = narrated(tour)

    assert first.planned == Planned(SENTENCES, 0, len(TRACKS))
    assert (len(first.spoken), len(first.mixed)) == (SENTENCES, len(TRACKS))
    assert [track.path.as_posix() for track in first.tracks] == TRACKS
    assert [track.number for track in first.tracks] == list(range(1, len(TRACKS) + 1))


def test_a_second_time_nothing_is(warm: TourTest) -> None:
    first = narrated(warm)

    second = narrated(warm)

    assert second.events == [Planned(0, SENTENCES, 0)]
    assert second.opened == 0
    assert second.tracks == first.tracks


def test_one_word_changed_is_one_sentence_spoken_and_one_track_mixed(warm: TourTest) -> None:
    again = narrated(warm.edit("01-quay.md", "Turn left.", "Turn right."))

    assert (again.spoken, again.mixed) == (["Turn right."], ["1. The Quay"])


@pytest.mark.parametrize("to", ["01-quay.md", "02-mill.md"])
def test_moving_a_sentence_does_not_respeak_it(warm: TourTest, to: str) -> None:
    warm.edit("01-quay.md", " It moves.", "")
    again = narrated(warm.edit(to, "Turn left." if to == "01-quay.md" else "This is the mill.", "It moves."))

    assert again.spoken == []
    assert again.mixed == (["1. The Quay"] if to == "01-quay.md" else ["1. The Quay", "2. The Mill"])


def test_a_sentence_said_twice_is_spoken_once(tour: TourTest) -> None:
    first = narrated(tour.edit("02-mill.md", "This is the mill.", "This is the mill. Turn left. Turn left."))

    assert first.spoken.count("Turn left.") == 1
    assert len(first.spoken) == SENTENCES


def test_a_retitled_stop_re_encodes_nothing(warm: TourTest) -> None:
    first = narrated(warm)

    again = narrated(warm.edit("02-mill.md", "title: The Mill", "title: The Old Mill"))

    assert (again.spoken, again.mixed) == ([], [])
    assert [track.title for track in again.tracks] == [
        "Welcome",
        "1. The Quay",
        "1. Walk to The Old Mill",
        "1. When across Mill Lane, press next",
        "1. Walk to The Old Mill, beyond Mill Lane",
        "1. Walk on to The Old Mill: press next there",
        "2. The Old Mill",
    ]
    assert [track.digest for track in again.tracks] == [track.digest for track in first.tracks]


def test_a_renamed_stop_re_encodes_nothing(warm: TourTest) -> None:
    narrated(warm)
    stops = warm.root / "stops"

    (stops / "02-mill.md").rename(stops / "02-water-mill.md")
    again = narrated(warm)

    assert (again.spoken, again.mixed) == ([], [])
    assert again.tracks[-1].path.as_posix() == "audio/02a-water-mill.mp3"


def test_another_loudness_mixes_again_and_speaks_nothing(warm: TourTest) -> None:
    again = narrated(warm.edit("tour.toml", 'language = "en"', 'language = "en"\nloudness = -17'))

    assert (again.spoken, len(again.mixed)) == ([], len(TRACKS))


def test_another_pause_mixes_one_track_again(warm: TourTest) -> None:
    again = narrated(warm.edit("01-quay.md", "[pause 2s]", "[pause 2.5s]"))

    assert (again.spoken, again.mixed) == ([], ["1. The Quay"])
    assert again.planned == Planned(0, SENTENCES, 1)


def test_another_pace_of_voice_speaks_everything_again(warm: TourTest) -> None:
    again = narrated(warm.edit("tour.toml", 'engine = "tone"', 'engine = "tone"\nspeed = 1.2'))

    assert len(again.spoken) == SENTENCES


def test_footnotes_and_markup_do_not_reach_the_voice(warm: TourTest) -> None:
    warm.edit("01-quay.md", "This is the quay.[^S1]", "This is the *quay*.")
    again = narrated(warm.edit("01-quay.md", "Turn left.", "Turn left.[^S1]"))

    assert again.events == [Planned(0, SENTENCES, 0)]


def test_a_track_that_the_cache_lost_is_mixed_again_from_its_clips(warm: TourTest) -> None:
    first = narrated(warm)

    first.tracks[1].audio.unlink()
    again = narrated(warm)

    assert (again.spoken, again.mixed) == ([], ["1. The Quay"])
    assert again.tracks == first.tracks


def test_a_clip_that_the_cache_lost_is_not_missed_until_its_track_is(warm: TourTest) -> None:
    first = narrated(warm)
    for clip in (warm.root / ".tourpack").rglob("*.pcm"):
        clip.unlink()

    assert narrated(warm).events == [Planned(0, SENTENCES, 0)]

    first.tracks[-1].audio.unlink()
    again = narrated(warm)

    assert (again.spoken, again.mixed) == (["This is the mill."], ["2. The Mill"])
    assert again.tracks == first.tracks


def test_a_little_work_opens_no_executor(tour: TourTest) -> None:
    assert narrated(tour).opened == 1
    assert narrated(tour.edit("01-quay.md", "Turn left.", "Turn right.")).opened == 0


def test_chores_are_done_while_the_helper_still_loads_its_voice(
    warm: TourTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    tour = read(warm.edit("01-quay.md", "Turn left.", "Turn right.").root).tour
    assert tour is not None
    plan = make_plan(tour, sheets(tour))
    chore_done, real = threading.Event(), Tone.speak

    def speak(engine: Tone, text: str, voice: Voice) -> Clip:
        assert chore_done.wait(10), "nothing was done meanwhile"
        return real(engine, text, voice)

    monkeypatch.setattr(Tone, "speak", speak)
    with ThreadPoolExecutor(1) as helper:
        workshop = Workshop(Store(warm.root / ".tourpack"), helper=lambda: helper)
        workshop.chores.append(chore_done.set)

        assert len(narrate(plan, workshop)) == len(TRACKS)


def test_cues_tell_where_each_sentence_starts(warm: TourTest) -> None:
    quay = narrated(warm).tracks[1]

    assert [cue.text for cue in quay.cues] == ["This is the quay.", "Look at the water.", "It moves.", "Turn left."]
    assert [cue.paragraph for cue in quay.cues] == [0, 0, 0, 1]
    starts = [cue.seconds for cue in quay.cues]
    assert starts[0] == pytest.approx(0.7, abs=0.001)
    assert starts == sorted(starts)
    assert starts[2] - starts[1] > 2  # the pause
    assert starts[-1] < quay.seconds - 1.5  # the tail
    assert quay.words == 12


def test_every_executor_gives_the_same_bytes(tour: TourTest) -> None:
    outcomes = {}
    for kind in KINDS:
        done = narrated(tour, kind, f"cache-{kind}")
        outcomes[kind] = [(track.path, track.seconds, track.cues, track.audio.read_bytes()) for track in done.tracks]

    assert outcomes["threads"] == outcomes["inline"]
    assert outcomes["processes"] == outcomes["inline"]


FAULTY = QUAY.replace("It moves.", "They mumble.").replace("Turn left.", "Turn left.\n\nKeep silence.")


@pytest.mark.parametrize("kind", KINDS)
def test_each_sentence_that_cannot_be_spoken_is_named_and_the_rest_is_kept(tour: TourTest, kind: str) -> None:
    asked = faulty.install(tour)
    tour.write("01-quay.md", FAULTY)

    done = tour.run("build", "--executor", kind)

    assert done.code == 1
    assert done.stderr.partition("stops/")[1:] == (
        "stops/",
        """\
01-quay.md:12:54: error: the voice mumbles
  This is the quay.[^S1] Look at the water. [pause 2s] They mumble.
                                                       ^^^^^^^^^^^^
  hint: write it in plain words
stops/01-quay.md:16:1: error: the voice gives no sound for this sentence
  Keep silence.
  ^^^^^^^^^^^^^
  hint: write it in plain words
2 errors.
""",
    )
    assert not (tour.root / "output/harbour").exists()

    asked.write_text("")
    tour.edit("01-quay.md", "They mumble.", "They speak.").edit("01-quay.md", "Keep silence.", "Keep still.")
    tour.run("build", "--executor", kind).ok()

    assert sorted(asked.read_text().splitlines()) == ["Keep still.", "They speak."]


def test_after_a_refusal_nothing_more_is_asked_and_no_pack_is_written(tour: TourTest) -> None:
    asked = faulty.install(tour)
    tour.edit("01-quay.md", "Walk along the water.", "Walk along the water. They refuse.")

    done = tour.run("build", "--executor", "inline")

    heard = asked.read_text().splitlines()
    assert heard == ["Walk along the water.", "They refuse."]  # the longest track is spoken first
    assert done.code == 1
    assert done.stderr.splitlines()[-2:] == [
        f"error: the server refuses; {SENTENCES} sentences are not spoken",  # one was, of one more
        "  hint: wait an hour. What was spoken is kept; no pack is written",
    ]
    assert not (tour.root / "output/harbour").exists()


@pytest.mark.parametrize("kind", ["threads", "processes"])
def test_after_a_refusal_only_what_was_under_way_is_asked(tour: TourTest, kind: str) -> None:
    asked = faulty.install(tour)
    more = " ".join(f"This is sentence {n}." for n in ("one", "two", "three", "four", "five", "six", "seven", "eight"))
    tour.edit("01-quay.md", "Walk along the water.", f"They refuse. {more}")

    done = tour.run("build", "--executor", kind, "--jobs", "1")

    assert done.code == 1
    assert "error: the server refuses; " in done.stderr
    assert len(asked.read_text().splitlines()) <= 3


def test_a_worker_that_dies_is_a_fault_and_what_was_spoken_is_kept(tour: TourTest) -> None:
    asked = faulty.install(tour)
    tour.edit("02-mill.md", "This is the mill.", "Now crash.")

    done = tour.run("build", "--executor", "processes")

    assert done.code == 1
    assert "error: a worker ended in the middle of its work\n  hint: " in done.stderr
    assert "Traceback" not in done.stderr

    heard = asked.read_text().splitlines()
    tour.edit("02-mill.md", "Now crash.", "This is the mill.")
    done = tour.run("build", "--executor", "inline", "--json").ok()
    planned = next(line for line in map(json.loads, done.stdout.splitlines()) if line["event"] == "planned")

    assert len(heard) > 1
    assert planned["cached"] > 0
    assert (tour.pack / "pack.json").is_file()


def test_the_same_tour_in_another_folder_needs_nothing_new(warm: TourTest, tmp_path: Path) -> None:
    other = TourTest(tmp_path / "elsewhere")
    for path in (warm.root / "stops").iterdir():
        other.write(path.name, path.read_bytes())

    again = narrated(other, cache=str(warm.root / ".tourpack"))

    assert again.events == [Planned(0, SENTENCES, 0)]


def whistle(seconds: float, rate: int = 22_050) -> bytes:
    """Return a WAV of a tone at 5 kHz, far above the tone engine's beeps."""
    tone = 6000 * np.sin(2 * np.pi * 5000 * np.arange(round(seconds * rate)) / rate)
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setparams((1, 2, rate, 0, "NONE", ""))
        out.writeframes(tone.astype("<i2").tobytes())
    return file.getvalue()


def loud(track: Track, start: float, end: float) -> float:
    """Return the level of the whistle, in dB, from second *start* to *end*."""
    sound = decode_pcm(track.audio.read_bytes())[round(start * RATE) : round(end * RATE)]
    power = np.abs(np.fft.rfft(sound * np.hanning(len(sound)))) ** 2
    near = np.abs(np.fft.rfftfreq(len(sound), 1 / RATE) - 5000) < 60
    return float(10 * np.log10(power[near].sum() / len(sound) ** 2 + 1e-12))


@pytest.mark.parametrize("rate", [16_000, 22_050, 48_000])
def test_a_long_sound_begins_alone_and_goes_on_under_its_paragraph(tour: TourTest, rate: int) -> None:
    tour.edit("01-quay.md", "This is the quay.", "[sound gull] This is the quay.").edit("01-quay.md", "[pause 2s]", "")
    tour.write("sounds/gull.wav", whistle(30, rate))

    quay = narrated(tour).tracks[1]

    assert [cue.text for cue in quay.cues] == ["This is the quay.", "Look at the water.", "It moves.", "Turn left."]
    words, after = quay.cues[0].seconds, quay.cues[3].seconds
    assert words == pytest.approx(0.7 + 1.5 + 0.4, abs=0.001)
    assert loud(quay, words, words + 1) - loud(quay, 0.8, 1.8) == pytest.approx(-14, abs=1)
    assert loud(quay, after - 0.8, after) < loud(quay, words, words + 1) - 30  # the gap between the paragraphs
    assert quay.lufs == pytest.approx(-16, abs=0.5)


def test_a_short_sound_is_heard_alone_and_the_words_wait(tour: TourTest) -> None:
    tour.edit("01-quay.md", "This is the quay.", "[sound gull] This is the quay.")
    tour.write("sounds/gull.wav", whistle(2.5))

    quay = narrated(tour).tracks[1]

    words = quay.cues[0].seconds
    assert words == pytest.approx(0.7 + 2.5 + 0.4, abs=0.001)
    assert loud(quay, words, words + 1) < loud(quay, 0.8, 1.8) - 30


def test_a_changed_sound_mixes_its_track_again_and_a_renamed_one_nothing(warm: TourTest) -> None:
    narrated(warm.edit("01-quay.md", "[pause 2s]", "[sound gull]").write("sounds/gull.wav", whistle(3)))

    renamed = narrated(warm.edit("01-quay.md", "[sound gull]", "[sound tern]").write("sounds/tern.wav", whistle(3)))
    changed = narrated(warm.write("sounds/tern.wav", whistle(3.1)))

    assert (renamed.spoken, renamed.mixed) == ([], [])
    assert (changed.spoken, changed.mixed) == ([], ["1. The Quay"])


@pytest.mark.parametrize("change", ["changed", "gone", "a pipe"])
def test_a_sound_that_changes_while_the_tour_is_built_is_not_kept_as_the_one_that_was_read(
    warm: TourTest, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    warm.edit("01-quay.md", "[pause 2s]", "[sound gull]").write("sounds/gull.wav", whistle(3))
    sound, prepare = warm.root / "stops/sounds/gull.wav", Store.prepare

    def meanwhile(store: Store) -> None:
        sound.unlink()
        if change == "changed":
            sound.write_bytes(whistle(3.1))
        elif change == "a pipe":
            os.mkfifo(sound)
        prepare(store)

    monkeypatch.setattr(Store, "prepare", meanwhile)
    before = sorted((warm.root / ".tourpack/tracks").iterdir())

    with pytest.raises(
        TourError, match=r"gull\.wav was changed or removed while the tour was built\n  hint: build again"
    ):
        narrated(warm)

    assert sorted((warm.root / ".tourpack/tracks").iterdir()) == before


def test_a_new_end_of_the_paragraph_under_which_a_sound_lies_mixes_again(warm: TourTest) -> None:
    warm.edit("tour.toml", 'engine = "tone"', 'engine = "tone"\ngaps = { sentence = 0.9, paragraph = 0.9 }')
    narrated(warm.edit("01-quay.md", "[pause 2s]", "[sound gull]").write("sounds/gull.wav", whistle(30)))

    again = narrated(warm.edit("01-quay.md", "It moves.\n\nTurn", "It moves. Turn"))

    assert (again.spoken, again.mixed) == ([], ["1. The Quay"])


def test_a_new_sound_of_the_program_mixes_the_tracks_that_play_it(
    warm: TourTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    narrated(warm)
    monkeypatch.setattr("tour.sound.earcons.fingerprint", lambda name: f"{name}, made anew")

    again = narrated(warm)

    walks = ["1. Walk to The Mill", "1. Walk to The Mill, beyond Mill Lane"]
    assert (again.spoken, again.mixed) == ([], [*walks, "2. The Mill", "Welcome"])


def test_the_signature_may_be_turned_off(warm: TourTest) -> None:
    first = narrated(warm)

    plain = narrated(warm.edit("tour.toml", "safety", "ident = false\nsafety"))

    assert plain.mixed == ["2. The Mill", "Welcome"]
    assert first.tracks[0].cues[0].seconds - plain.tracks[0].cues[0].seconds == pytest.approx(3.6 + 0.4, abs=0.001)
    assert first.tracks[-1].seconds - plain.tracks[-1].seconds == pytest.approx(0.9 + 3.6, abs=0.001)
    assert [cue.seconds for cue in first.tracks[-1].cues] == [cue.seconds for cue in plain.tracks[-1].cues]


def test_that_texts_go_to_a_server_is_said_before_the_first_request(
    tour: TourTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Tone, "online", True)

    first, again = narrated(tour), narrated(tour)

    before = first.events[: first.events.index(next(event for event in first.events if isinstance(event, Spoken)))]
    assert [event.message for event in before if isinstance(event, Noted)] == [
        "the texts of 11 sentences go to a server, to be spoken by tone (MIT); nothing else does"
    ]
    assert [event for event in (*first.events[len(before) :], *again.events) if isinstance(event, Noted)] == []
