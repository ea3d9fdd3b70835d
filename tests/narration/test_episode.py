"""The whole tour in one file, as other readers than the one that wrote it find it: mutagen, and ffmpeg's decoder."""

from __future__ import annotations

import hashlib
import io
import re
import subprocess
import tempfile
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

import numpy as np
import pytest
from mutagen.mp4 import MP4

from tour.cover.cover import cover_jpeg
from tour.diagnostics import TourError
from tour.events import Encoded, Event
from tour.executors import Inline
from tour.model import Episode, Pack, Track, TrackKind
from tour.narration.episode import FEW, episode, look_ahead
from tour.narration.workshop import Workshop
from tour.pack import hashed
from tour.pack.cache import Store, Stored
from tour.sound.codec import FRAME, RATE, decode_pcm, encode_mp3, ffmpeg
from tour.sound.loudness import integrated, true_peak
from tour.sound.parts import Master
from walks import Walk

HEAD = 0.7
TITLES = ("Welcome", "1. The Café – 湖", "1. Walk to =;#\\ Mill", "2. How the film ends")
LENGTHS = (3.0, 2.5, 4.321, 3.1)
KINDS: tuple[TrackKind, ...] = ("welcome", "look", "walk", "ending")


def sound(seconds: float, hertz: float) -> bytes:
    """Return an MP3 of a tone that begins after the head's silence and ends before a second of it."""
    wave = 9000 * np.sin(2 * np.pi * hertz * np.arange(round(seconds * RATE)) / RATE)
    wave[: round(HEAD * RATE)] = wave[-RATE:] = 0
    return encode_mp3(np.rint(wave).astype("<i2").tobytes())


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    made = Store(tmp_path_factory.mktemp("cache"))
    made.prepare()
    return made


@pytest.fixture(scope="module")
def pack(store: Store, walk: Walk) -> Pack:
    tour = walk(
        [(0, 0), (100, 0)],
        title="Fine Sights – Łódź",
        subtitle="A walk; for #tests",
        language="en-GB",
        legs=(),
        credits=(),
    )
    tracks = []
    for number, (title, seconds, kind) in enumerate(zip(TITLES, LENGTHS, KINDS, strict=True), 1):
        stored = store.put_track(f"track{number}", Master(sound(seconds, 300.0 * number), seconds, -16, -2, ()))
        tracks.append(
            Track(
                stop="stop-1",
                kind=kind,
                title=title,
                path=PurePosixPath(f"audio/{number:02}.mp3"),
                number=number,
                audio=stored.path,
                size=stored.size,
                digest=stored.digest,
                seconds=seconds,
                words=9,
                lufs=-16,
                dbtp=-2,
                cues=(),
            )
        )
    return Pack(tour, tuple(tracks))


def made(pack: Pack, store: Store, opener: Callable[[], Executor] = Inline) -> tuple[Episode, list[Encoded]]:
    """Return the episode, and what was encoded for it."""
    events: list[Event] = []
    workshop = Workshop(store, opener, events.append, 2)
    return episode(pack, cover_jpeg(pack.tour), workshop), [event for event in events if isinstance(event, Encoded)]


def contents(episode: Episode) -> bytes:
    """Return the file."""
    return b"".join(part if isinstance(part, bytes) else part.read_bytes() for part in episode.parts)


def read(episode: Episode) -> MP4:
    return MP4(io.BytesIO(contents(episode)))


@pytest.fixture(scope="module")
def whole(pack: Pack, store: Store) -> Episode:
    return made(pack, store)[0]


@pytest.fixture(scope="module")
def heard(whole: Episode) -> Any:  # a numpy array
    """The episode, decoded to its end; any fault is an error."""
    command = [
        ffmpeg(),
        "-nostdin",
        "-v",
        "error",
        "-xerror",
        "-i",
        "-",
        "-map",
        "0:a",
        "-f",
        "f32le",
        "-",
    ]
    done = subprocess.run(command, input=contents(whole), capture_output=True, check=True)
    assert done.stderr == b""
    return np.frombuffer(done.stdout, "<f4")


def renamed(pack: Pack, number: int, title: str) -> Pack:
    tracks = list(pack.tracks)
    tracks[number - 1] = replace(tracks[number - 1], title=title)
    return replace(pack, tracks=tuple(tracks))


def test_all_of_it_can_be_heard_and_no_more(whole: Episode, heard: Any) -> None:
    assert len(heard) == pytest.approx(whole.seconds * RATE, abs=RATE / 1000)
    assert len(heard) % FRAME == 0
    assert sum(LENGTHS) < whole.seconds < sum(LENGTHS) + len(LENGTHS) * 3 * FRAME / RATE


def test_each_track_begins_where_it_is_said_to(pack: Pack, whole: Episode, heard: Any) -> None:
    for track, start in zip(pack.tracks, whole.starts, strict=True):
        alone = decode_pcm(track.audio.read_bytes())
        part = heard[round(start * RATE) :][: len(alone)]

        # To the millisecond to which starts are told: nothing adds up over the tracks.
        onset, wanted = (int(np.flatnonzero(np.abs(samples) > 0.1)[0]) for samples in (part, alone))
        assert onset == pytest.approx(wanted, abs=0.002 * RATE)
        assert part.shape == alone.shape


def test_it_is_as_loud_as_the_tracks(pack: Pack, whole: Episode, heard: Any) -> None:
    for track, start in zip(pack.tracks, whole.starts, strict=True):
        alone = decode_pcm(track.audio.read_bytes())
        part = heard[round(start * RATE) :][: len(alone)]

        assert integrated(part, RATE) == pytest.approx(integrated(alone, RATE), abs=0.3)
        assert true_peak(part, RATE) <= true_peak(alone, RATE) + 0.5


def test_every_track_is_a_chapter_in_nero_s_list(pack: Pack, whole: Episode) -> None:
    chapters = read(whole).chapters

    assert [chapter.title for chapter in chapters] == list(TITLES)
    assert [chapter.start for chapter in chapters] == pytest.approx(whole.starts, abs=0.001)


def test_every_track_is_a_chapter_in_quicktime_s_track(whole: Episode) -> None:
    boxes = contents(whole)
    without = boxes.replace(b"chpl", b"skip", 1)  # a reader that knows no Nero list

    told = metadata(without)

    assert re.findall(r"^title=(.*)$", told, re.MULTILINE)[1:] == [
        title.replace("\\", r"\\").replace("=", r"\=").replace(";", r"\;").replace("#", r"\#") for title in TITLES
    ]
    scales = [int(scale) for scale in re.findall(r"^TIMEBASE=1/(\d+)$", told, re.MULTILINE)]
    starts = [int(start) for start in re.findall(r"^START=(\d+)$", told, re.MULTILINE)]
    assert [start / scale for start, scale in zip(starts, scales, strict=True)] == pytest.approx(
        whole.starts, abs=0.001
    )


def metadata(m4b: bytes) -> str:
    command = [ffmpeg(), "-nostdin", "-v", "error", "-f", "mp4", "-i", "fd:", "-f", "ffmetadata", "-"]
    with tempfile.TemporaryFile() as file:
        file.write(m4b)
        file.seek(0)
        return subprocess.run(command, stdin=file, capture_output=True, check=True).stdout.decode()


def test_its_tags_are_an_audiobook_s(pack: Pack, whole: Episode) -> None:
    tags = read(whole).tags
    assert tags is not None

    assert {name: value[0] for name, value in tags.items() if name != "covr"} == {
        "\xa9nam": "Fine Sights – Łódź",
        "\xa9ART": "Ann Author",
        "aART": "Ann Author",
        "\xa9alb": "Fine Sights – Łódź",
        "\xa9day": "2026-02-01",
        "\xa9gen": "Audio guide",
        "desc": "A walk; for #tests",
        "\xa9cmt": "A walk; for #tests. Narrated by a synthetic voice. Mind the cars.",
        "cprt": "CC BY 4.0",
        "stik": 2,
    }


def test_the_cover_is_in_it(pack: Pack, whole: Episode) -> None:
    tags = read(whole).tags
    assert tags is not None

    assert [bytes(cover) for cover in tags["covr"]] == [cover_jpeg(pack.tour)]


def boxes(data: bytes) -> list[tuple[str, bytes]]:
    """Return the outermost boxes of an MP4 (ISO/IEC 14496-12, 4.2)."""
    found, at = [], 0
    while at < len(data):
        size = int.from_bytes(data[at : at + 4])
        found.append((data[at + 4 : at + 8].decode(), data[at + 8 : at + size]))
        at += size
    return found


def test_its_index_comes_before_its_sound(whole: Episode) -> None:
    names = [name for name, _ in boxes(contents(whole))]

    assert names[0] == "ftyp"
    assert names.index("moov") < names.index("mdat")


def test_it_calls_itself_an_audiobook_in_its_language(whole: Episode) -> None:
    found = dict(boxes(contents(whole)))

    assert found["ftyp"][:4] == b"M4B "
    language = sum((ord(letter) - 0x60) << 5 * place for letter, place in zip("eng", (2, 1, 0), strict=True))
    [media] = re.findall(rb"mdhd\0\0\0\0.{16}(..)", found["moov"], re.DOTALL)[:1]
    assert int.from_bytes(media) == language


def test_its_sound_is_mono_aac(whole: Episode) -> None:
    info = read(whole).info

    assert (info.codec, info.channels, info.sample_rate) == ("mp4a.40.2", 1, RATE)


def test_the_same_tracks_give_the_same_bytes(pack: Pack, whole: Episode, tmp_path: Path) -> None:
    other = Store(tmp_path)

    again, _ = made(pack, other)

    assert again.size == whole.size == len(contents(whole))
    assert contents(again) == contents(whole)


def test_it_says_what_it_encodes(pack: Pack, tmp_path: Path) -> None:
    _, encoded = made(pack, Store(tmp_path))

    assert sorted((event.title, event.seconds, event.tracks) for event in encoded) == sorted(
        (title, seconds, 4) for title, seconds in zip(TITLES, LENGTHS, strict=True)
    )


def test_what_is_in_the_cache_is_not_encoded(pack: Pack, store: Store, whole: Episode) -> None:
    assert made(pack, store, opener=unwanted) == (whole, [])


def unwanted() -> Executor:
    raise AssertionError("nothing was to be done")


def test_a_new_title_encodes_nothing(pack: Pack, tmp_path: Path) -> None:
    store = Store(tmp_path)
    first, _ = made(pack, store)

    second, encoded = made(renamed(pack, 2, "1. The Lake"), store, opener=unwanted)

    assert encoded == []
    assert second.parts[0] != first.parts[0]
    assert second.parts[1:] == first.parts[1:]
    assert [chapter.title for chapter in read(second).chapters][1] == "1. The Lake"


def test_a_new_cover_encodes_nothing(pack: Pack, tmp_path: Path) -> None:
    store = Store(tmp_path)
    made(pack, store)
    other = replace(pack, tour=replace(pack.tour, subtitle="Another walk"))

    again, encoded = made(other, store, opener=unwanted)

    assert encoded == []
    tags = read(again).tags
    assert tags is not None
    assert bytes(tags["covr"][0]) == cover_jpeg(other.tour)


def test_one_changed_track_is_one_that_is_encoded(pack: Pack, tmp_path: Path) -> None:
    store = Store(tmp_path)
    made(pack, store)
    stored = store.put_track("another", Master(sound(2.0, 555), 2.0, -16, -2, ()))
    changed = replace(pack.tracks[1], audio=stored.path, size=stored.size, digest=stored.digest, seconds=2.0)

    again, encoded = made(replace(pack, tracks=(pack.tracks[0], changed, *pack.tracks[2:])), store, opener=unwanted)

    assert [(event.title, event.tracks) for event in encoded] == [(TITLES[1], 1)]
    assert again.starts[2] - again.starts[1] == pytest.approx(2.0, abs=0.1)


def test_a_damaged_sound_in_the_cache_is_made_again(pack: Pack, store: Store, whole: Episode) -> None:
    damaged = min((store.root / "aac").glob("*.aac"))
    damaged.write_bytes(damaged.read_bytes()[:-1])

    again, encoded = made(pack, store)

    assert len(encoded) == 1
    assert again == whole


def test_a_few_are_encoded_here_and_more_on_the_executor(pack: Pack, tmp_path: Path) -> None:
    opened: list[int] = []

    def opener() -> Executor:
        opened.append(1)
        return Inline()

    made(replace(pack, tracks=pack.tracks[:FEW]), Store(tmp_path / "few"), opener)
    assert opened == []

    made(pack, Store(tmp_path / "more"), opener)
    assert opened == [1]


def test_a_title_does_not_steer_what_stands_beside_it(pack: Pack, tmp_path: Path) -> None:
    again, _ = made(renamed(pack, 1, "Wel\u202ecome\n[CHAPTER]"), Store(tmp_path))

    assert [chapter.title for chapter in read(again).chapters] == [
        "Welcome [CHAPTER]",
        *TITLES[1:],
    ]


def test_a_long_title_is_cut_between_letters(pack: Pack, tmp_path: Path) -> None:
    again, _ = made(renamed(pack, 1, "湖" * 200), Store(tmp_path))

    assert read(again).chapters[0].title == "湖" * 85


def test_without_ffmpeg_there_is_a_fault(pack: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", "/nowhere/ffmpeg")

    with pytest.raises(TourError, match="ffmpeg was not found"):
        made(pack, Store(tmp_path))


def test_what_is_looked_at_ahead_is_not_read_again(
    pack: Pack, store: Store, whole: Episode, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hashed, "_known", {})
    monkeypatch.setattr(hashed, "time_ns", lambda: 2**62)  # long after
    look_ahead([stored(track) for track in pack.tracks], store)

    def unread(*_: object) -> None:
        pytest.fail("a file is read")

    monkeypatch.setattr(hashlib, "file_digest", unread)
    again, _ = made(pack, store, opener=unwanted)

    assert again == whole


def stored(track: Track) -> Stored:
    return Stored(track.audio, track.size, track.digest, track.seconds, track.lufs, track.dbtp, ())
