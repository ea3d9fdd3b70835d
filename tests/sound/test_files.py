"""Sounds in the formats that people have, read through the ffmpeg that is there."""

import struct
import subprocess
from pathlib import Path

import numpy as np
import pytest

from conftest import TourTest
from tour.model import Sound
from tour.reading.project import read
from tour.sound.codec import RATE, ffmpeg
from tour.sound.files import FORMATS, LONGEST, format_of, read_sound

ENCODERS = {
    ".wav": ("-c:a", "pcm_f32le"),
    ".mp3": ("-c:a", "libmp3lame"),
    ".ogg": ("-c:a", "libvorbis"),
    ".oga": ("-c:a", "flac", "-f", "ogg"),
    ".opus": ("-c:a", "libopus"),
    ".flac": ("-c:a", "flac"),
    ".m4a": ("-c:a", "aac"),
    ".aac": ("-c:a", "aac", "-f", "adts"),
    ".aif": ("-f", "aiff"),
    ".aiff": ("-f", "aiff"),
}


def made(folder: Path, end: str, *encoder: str, seconds: float = 0.5) -> bytes:
    """Return a stereo sound of 440 Hz in the format of files that end so."""
    path = folder / f"made{end}"
    tone = ("-f", "lavfi", "-i", f"sine=frequency=440:duration={seconds}:sample_rate=48000", "-ac", "2")
    command = [ffmpeg(), "-nostdin", "-loglevel", "error", "-y", *tone, *(encoder or ENCODERS[end]), str(path)]
    subprocess.run(command, check=True)
    return path.read_bytes()


def pitch(pcm: bytes, rate: int) -> float:
    """Return the strongest frequency, in hertz."""
    wave = np.frombuffer(pcm, "<i2").astype(float)
    return float(np.argmax(np.abs(np.fft.rfft(wave * np.hanning(len(wave)))))) * rate / len(wave)


@pytest.mark.parametrize("end", FORMATS)
def test_each_format_is_heard(tmp_path: Path, end: str) -> None:
    data = made(tmp_path, end)

    clip = read_sound(data)

    assert format_of(data) == FORMATS[end]
    assert len(clip.pcm) / 2 / clip.rate == pytest.approx(0.5, abs=0.1)
    assert pitch(clip.pcm, clip.rate) == pytest.approx(440, abs=5)


@pytest.mark.parametrize("codec", ["pcm_f64le", "pcm_alaw", "pcm_mulaw", "adpcm_ms"])
def test_wavs_of_other_makes_are_heard(tmp_path: Path, codec: str) -> None:
    clip = read_sound(made(tmp_path, ".wav", "-c:a", codec))

    assert clip.rate == RATE
    assert pitch(clip.pcm, clip.rate) == pytest.approx(440, abs=5)


def test_a_wav_finer_than_anybody_hears_is_kept_at_our_rate(tmp_path: Path) -> None:
    """All of a minute at 192 kHz, as fractions, would fill half a gigabyte while it is mixed."""
    clip = read_sound(made(tmp_path, ".wav", "-c:a", "pcm_s16le", "-ar", "192000"))

    assert clip.rate == RATE
    assert len(clip.pcm) / 2 / clip.rate == pytest.approx(0.5, abs=0.001)
    assert pitch(clip.pcm, clip.rate) == pytest.approx(440, abs=5)


def test_of_a_long_sound_no_more_is_read_than_tells_that_it_is_too_long(tmp_path: Path) -> None:
    clip = read_sound(made(tmp_path, ".flac", seconds=200))

    assert LONGEST < len(clip.pcm) / 2 / clip.rate <= LONGEST + 1


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"MThd\0\0", "this is MIDI, notes without sound"),
        (b"<!DOCTYPE html><html>", "this is a web page"),
        (b"fLaC" + bytes(99), "there is no sound in this FLAC file, or it is broken"),
        (b"hello", "this is not a WAV file"),
    ],
)
def test_what_is_no_sound_is_named(data: bytes, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        read_sound(data)


def test_a_list_of_files_is_no_sound() -> None:
    with pytest.raises(ValueError, match="this is not a WAV file"):
        read_sound(b"ffconcat version 1.0\nfile /etc/passwd\n")


@pytest.mark.parametrize("padded", [True, False])
def test_a_chunk_of_odd_length_may_have_its_last_byte_or_not(padded: bool) -> None:
    sound = struct.pack("<400h", *range(400))
    note = b"note" + struct.pack("<I", 5) + b"hello" + (b"\0" if padded else b"")
    head = b"fmt " + struct.pack("<IHHIIHH", 16, 1, 1, 8000, 16000, 2, 16)
    body = b"WAVE" + head + note + b"data" + struct.pack("<I", 800) + sound

    assert read_sound(b"RIFF" + struct.pack("<I", len(body)) + body).pcm == sound


def messages(tour: TourTest) -> list[tuple[str, str]]:
    return [(fault.message, fault.hint) for fault in read(tour.root).faults]


@pytest.fixture
def gull(tour: TourTest) -> TourTest:
    """A tour whose first stop has a sound *gull*."""
    return tour.edit("01-quay.md", "[pause 2s]", "[sound gull]")


@pytest.mark.parametrize("end", [".mp3", ".OGG"])
def test_a_sound_may_have_any_of_the_formats(gull: TourTest, tmp_path: Path, end: str) -> None:
    gull.write(f"sounds/gull{end}", made(tmp_path, end.lower()))

    found = read(gull.root)

    assert not found.faults
    assert found.tour
    (sound,) = (segment for segment in found.tour.stops[0].look if isinstance(segment, Sound))
    assert sound.path == gull.root / "stops" / "sounds" / f"gull{end}"


def test_an_mp3_sounds_in_the_pack(gull: TourTest, tmp_path: Path) -> None:
    gull.write("sounds/gull.mp3", made(tmp_path, ".mp3"))

    assert "Nothing to do" not in gull.build("--only", "audio").stdout


def test_a_sound_in_another_format_than_its_name_says_is_named(gull: TourTest, tmp_path: Path) -> None:
    gull.write("sounds/gull.wav", made(tmp_path, ".mp3"))

    assert messages(gull) == [("the sound 'gull' is MP3, though its name says WAV", "give it the name gull.mp3")]


def test_two_sounds_of_one_name_are_one_too_many(gull: TourTest, tmp_path: Path) -> None:
    gull.write("sounds/gull.wav", made(tmp_path, ".wav")).write("sounds/gull.mp3", made(tmp_path, ".mp3"))

    assert messages(gull) == [("the sound 'gull' is there twice: gull.mp3 and gull.wav", "keep one of them")]


def test_a_sound_that_is_too_long_is_told_in_any_format(gull: TourTest, tmp_path: Path) -> None:
    gull.write("sounds/gull.mp3", made(tmp_path, ".mp3", seconds=99))

    assert messages(gull)[0][0] == "the sound 'gull' lasts more than 60 s, and 60 s is the most"


def test_a_tag_before_a_wav_makes_no_mp3_of_it(tmp_path: Path) -> None:
    plain = made(tmp_path, ".wav", "-c:a", "pcm_s16le")
    tagged = b"ID3\x03\0\0\0\0\x01\x02" + bytes(130) + plain

    assert format_of(tagged) == "WAV"
    assert read_sound(tagged) == read_sound(plain)


@pytest.mark.parametrize("tagged", [b"ID3\x03", b"ID3\x03\0\0\x7f\x7f\x7f\x7f", b"ID3\x03\0\0\0\0\0\x02abRIFX"])
def test_a_tag_that_is_cut_is_no_wav(tagged: bytes) -> None:
    assert format_of(tagged) == "MP3"
