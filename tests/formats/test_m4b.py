"""The M4B that we write is the one that ffmpeg's muxer writes of the same, to the byte."""

from __future__ import annotations

import io
import struct
import subprocess
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tour.formats.m4b import Book, m4b_head
from tour.formats.mp4_tracks import Samples, chapter_track, lasting, sound_track
from tour.sound.codec import FRAME, RATE, aac_frames, encode_aac, encode_mp3, ffmpeg

TAGS = {
    "title": "Fine Sights – Łódź",
    "artist": "Ann Author",
    "album_artist": "Ann Author",
    "album": "Fine Sights – Łódź",
    "date": "2026-01-02",
    "genre": "Audio guide",
    "description": "A walk; for #tests",
    "comment": "Two\nlines = one comment",
    "copyright": "CC BY 4.0",
}


def jpeg() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(out, "JPEG")
    return out.getvalue()


JPEG = jpeg()


def escaped(value: str) -> str:
    return "".join(f"\\{letter}" if letter in "=;#\\\n" else letter for letter in value)


def by_us(sounds: list[Path], book: Book) -> bytes:
    frames = [frame for path in sounds for frame in aac_frames(path.read_bytes())]
    return m4b_head([len(frame) for frame in frames], book) + b"".join(frames)


def by_ffmpeg(folder: Path, sounds: list[Path], book: Book) -> bytes:
    """Return the M4B that ffmpeg makes: frames copied, the first before the start, the index in front."""
    ends = [frame for frame, _ in book.chapters[1:]]
    ends.append(sum(len(aac_frames(path.read_bytes())) for path in sounds) - 1)
    about = [";FFMETADATA1", *(f"{name}={escaped(value)}" for name, value in book.tags.items()), "media_type=2"]
    for (start, title), end in zip(book.chapters, ends, strict=True):
        about += ["[CHAPTER]", f"TIMEBASE={FRAME}/{RATE}", f"START={start}", f"END={end}", f"title={escaped(title)}"]
    (folder / "about.txt").write_text("\n".join(about) + "\n", "utf-8")
    (folder / "cover.jpg").write_bytes(book.cover)
    (folder / "sound.aac").write_bytes(b"".join(path.read_bytes() for path in sounds))
    sound = ("-itsoffset", f"-{FRAME / RATE:.6f}", "-f", "aac", "-i", "sound.aac")
    beside = ("-f", "ffmetadata", "-i", "about.txt", "-f", "jpeg_pipe", "-i", "cover.jpg")
    which = ("-map", "0:a", "-map", "2:v", "-map_metadata", "1", "-map_chapters", "1", "-c", "copy")
    streams = ("-metadata:s:a:0", f"language={book.language}", "-disposition:v:0", "attached_pic")
    kind = ("-movie_timescale", str(RATE), "-brand", "M4B ", "-movflags", "+faststart", "-fflags", "+bitexact")
    command = (ffmpeg(), "-v", "error", *sound, *beside, *which, *streams, *kind, "-f", "ipod", "-y", "theirs.m4b")
    subprocess.run(command, cwd=folder, check=True)
    return (folder / "theirs.m4b").read_bytes()


def without_bitrate(m4b: bytes) -> bytes:
    """Return *m4b* with nothing where esds tells bitrates: of few frames ffmpeg guesses the highest."""
    at = m4b.index(b"esds") + 26
    return m4b[:at] + bytes(8) + m4b[at + 8 :]


@pytest.fixture(scope="module")
def sounds(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """A tone, noise and silence, and the tone once more, as AAC."""
    random = np.random.default_rng(1)
    waves = (
        9000 * np.sin(np.arange(2 * RATE) / 20),
        random.normal(0, 5000, 3 * RATE),
        np.zeros(RATE),
    )
    folder, paths = tmp_path_factory.mktemp("sounds"), []
    for number, wave in enumerate(waves):
        paths.append(folder / f"{number}.aac")
        paths[-1].write_bytes(encode_aac(encode_mp3(np.clip(wave, -32768, 32767).astype("<i2").tobytes())))
    return [*paths, paths[0]]


@pytest.mark.parametrize(
    "titles",
    [
        ("Welcome", "1. The Café – 湖", "2. Walk to =;#\\ Mill", "How it ends"),
        ("x" * 255, "é" * 127, "3", "4"),
        ("One chapter",),
    ],
    ids=["four", "long", "one"],
)
def test_it_is_what_ffmpeg_writes(sounds: list[Path], titles: tuple[str, ...], tmp_path: Path) -> None:
    starts = [0]
    for path in sounds[: len(titles) - 1]:
        starts.append(starts[-1] + len(aac_frames(path.read_bytes())))
    book = Book(TAGS, list(zip(starts, titles, strict=True)), "pol", JPEG)

    assert without_bitrate(by_us(sounds, book)) == without_bitrate(by_ffmpeg(tmp_path, sounds, book))


def test_it_is_what_ffmpeg_writes_where_the_sound_is_in_many_chunks(sounds: list[Path], tmp_path: Path) -> None:
    book = Book({"title": "Long"}, [(0, "All of it")], "eng", JPEG)

    ours = by_us(sounds * 50, book)

    assert len(ours) > 1 << 21
    assert without_bitrate(ours) == without_bitrate(by_ffmpeg(tmp_path, sounds * 50, book))


def test_a_long_title_is_cut_between_letters(sounds: list[Path]) -> None:
    long, cut = Book({}, [(0, "é" * 200)], "eng", JPEG), Book({}, [(0, "é" * 127)], "eng", JPEG)

    assert by_us(sounds, long) == by_us(sounds, cut)


def test_from_thirteen_hours_on_times_take_eight_bytes() -> None:
    assert lasting(3, 0x7FFF_FFFE, RATE) == struct.pack(">IIIII", 3, 0, 0, RATE, 0x7FFF_FFFE)
    assert lasting(3, 0x7FFF_FFFF, RATE) == struct.pack(">IQQIQ", 1 << 24 | 3, 0, 0, RATE, 0x7FFF_FFFF)


def test_from_four_gigabytes_on_offsets_take_eight_bytes() -> None:
    track = sound_track(Samples([900_000, 900_000], [(1, 0), (1, 900_000)], 5 << 30, far=True), "eng", chaptered=False)

    assert struct.pack(">4sIIQQ", b"co64", 0, 2, 5 << 30, (5 << 30) + 900_000) in track
    assert b"stco" not in track


def test_chapters_of_one_length_are_told_together() -> None:
    track = chapter_track(Samples([20, 20, 20], [(3, 0)], 100, far=False), [0, 1000, 2000], 2500)

    assert struct.pack(">4sIIIIII", b"stts", 0, 2, 2, 1000, 1, 500) in track
