"""WAV files of any make, as other programs write them."""

from __future__ import annotations

import io
import struct
import wave

import numpy as np
import pytest

from tour.sound.wav import read_wav, wav_seconds


def tone(seconds: float = 1.0, rate: int = 44_100, hertz: float = 440.0) -> np.ndarray:
    return np.rint(12_000 * np.sin(2 * np.pi * hertz * np.arange(round(seconds * rate)) / rate)).astype("<i2")


def wav(frames: bytes, channels: int = 1, width: int = 2, rate: int = 44_100) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(channels)
        out.setsampwidth(width)
        out.setframerate(rate)
        out.writeframes(frames)
    return file.getvalue()


@pytest.mark.parametrize("rate", [8000, 24_000, 48_000])
def test_any_rate_is_kept(rate: int) -> None:
    clip = read_wav(wav(tone(0.5, rate).tobytes(), rate=rate))

    assert (clip.rate, clip.pcm) == (rate, tone(0.5, rate).tobytes())


@pytest.mark.parametrize("width", [1, 2, 3, 4])
def test_any_width_gives_16_bits(width: int) -> None:
    sound = tone(0.1)
    frames = {
        1: ((sound >> 8) + 128).astype("u1").tobytes(),
        2: sound.tobytes(),
        3: b"".join(struct.pack("<i", int(s) << 8)[:3] for s in sound),
        4: (sound.astype("<i4") << 16).tobytes(),
    }[width]

    heard = np.frombuffer(read_wav(wav(frames, width=width)).pcm, "<i2")

    np.testing.assert_allclose(heard, sound, atol=256 if width == 1 else 1)


@pytest.mark.parametrize("channels", [2, 4])
def test_channels_are_mixed_down(channels: int) -> None:
    frames = np.repeat(tone(0.1), channels).tobytes()

    heard = np.frombuffer(read_wav(wav(frames, channels=channels)).pcm, "<i2")

    np.testing.assert_allclose(heard, tone(0.1), atol=channels)


def test_an_extensible_header_is_read() -> None:
    plain = wav(tone(0.1).tobytes())
    guid = struct.pack("<H", 1) + bytes.fromhex("000000001000800000aa00389b71")
    chunk = b"fmt " + struct.pack("<IHHIIHHHHI", 40, 0xFFFE, 1, 44_100, 88_200, 2, 16, 22, 16, 4) + guid

    assert read_wav(plain[:12] + chunk + plain[36:]).pcm == tone(0.1).tobytes()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "this is not a WAV file"),
        (b"ID3\x03 an MP3 by another name", "this is not a WAV file"),
        (wav(tone().tobytes())[:30], "this WAV file is cut short"),
        (wav(tone().tobytes())[:40], "this WAV file is cut short"),
        (wav(b""), "this holds no sound"),
        (wav(b"", width=3), "this holds no sound"),
        (wav(tone().tobytes()).replace(b"\x10\0\0\0\x01\0", b"\x10\0\0\0\x03\0"), "this WAV file is not plain PCM"),
        (wav(tone().tobytes(), rate=1).replace(b"\x01\0\0\0\x02\0\0\0", bytes(8)), "header makes no sense"),
    ],
)
def test_a_fault_is_told_in_the_authors_words(data: bytes, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        read_wav(data)


def test_a_recording_that_broke_off_is_read_as_far_as_it_goes() -> None:
    stereo = wav(np.repeat(tone(1.0), 2).tobytes(), channels=2)

    clip = read_wav(stereo[: 44 + 4 * 1000 + 3])

    assert len(clip.pcm) == 2 * 1000


@pytest.mark.parametrize(("rate", "width", "channels"), [(8000, 1, 1), (44_100, 2, 2), (96_000, 3, 6)])
def test_its_first_bytes_tell_how_long_it_lasts(rate: int, width: int, channels: int) -> None:
    data = wav(bytes(rate // 2 * width * channels), rate=rate, width=width, channels=channels)

    assert wav_seconds(data[:64], len(data)) == 0.5


def test_a_recording_that_broke_off_lasts_as_long_as_the_file_goes() -> None:
    data = wav(bytes(2 * 44_100))

    assert wav_seconds(data[:64], 44 + 44_100) == 0.5


def test_a_recording_that_never_told_its_length_lasts_as_long_as_the_file_goes() -> None:
    data = wav(bytes(2 * 44_100)).replace(struct.pack("<I", 2 * 44_100), b"\xff" * 4)

    assert wav_seconds(data[:64], len(data)) == 1.0


def test_what_is_no_wav_is_refused() -> None:
    with pytest.raises(ValueError, match="this is not a WAV file"):
        wav_seconds(b"ID3", 3)


@pytest.mark.parametrize("length", [4, 5])
def test_what_stands_before_the_sound_is_passed_over(length: int) -> None:
    plain = wav(tone(0.1).tobytes())
    chunk = b"LIST" + struct.pack("<I", length) + b"data\1\0"[: length + length % 2]

    assert read_wav(plain[:36] + chunk + plain[36:]).pcm == tone(0.1).tobytes()


def test_a_long_chunk_before_the_sound_does_not_hide_how_long_it_lasts() -> None:
    plain = wav(bytes(2 * 44_100))
    data = plain[:36] + b"id3 " + struct.pack("<I", 4000) + bytes(4000) + plain[36:]

    assert wav_seconds(data[:1000], len(data)) == pytest.approx(1.0, abs=0.001)
