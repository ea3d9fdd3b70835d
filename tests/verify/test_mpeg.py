"""What an MP3 says of itself is what was encoded."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tour.sound.codec import decode_pcm, encode_mp3
from tour.verify import mpeg

TONE = bytes(range(256)) * 700
"""Two seconds of a rising buzz."""


@pytest.fixture(scope="module")
def mp3() -> bytes:
    return encode_mp3(TONE)


def test_a_finished_track_has_no_fault(mp3: bytes) -> None:
    stream = mpeg.read(mp3)

    assert list(mpeg.faults(stream)) == []
    assert stream.size == len(mp3)


def test_the_header_promises_the_length_that_is_heard(mp3: bytes) -> None:
    stream = mpeg.read(mp3)

    assert stream.seconds == pytest.approx(len(TONE) / 2 / 44_100, abs=0.0001)
    assert stream.seconds == pytest.approx(len(decode_pcm(mp3)) / 44_100, abs=0.002)


@given(st.integers(1, 20_000))
def test_every_cut_is_seen(cut: int) -> None:
    whole = encode_mp3(TONE[:8820])

    data = whole[: -min(cut, len(whole) - 500)]

    assert list(mpeg.faults(mpeg.read(data)))


def test_something_added_is_seen(mp3: bytes) -> None:
    [fault] = mpeg.faults(mpeg.read(mp3 + b"TAG" + bytes(125)))

    assert fault.startswith("128 bytes at its end are no whole frame")


@pytest.mark.parametrize("data", [b"", b"RIFF", b"\xff", b"\xff\xfb\xf0\x00"])
def test_what_is_no_mp3_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="does not begin"):
        mpeg.read(data)


@given(st.binary(max_size=400))
def test_noise_after_a_frame_header_never_breaks_the_reader(noise: bytes) -> None:
    stream = mpeg.read(b"\xff\xfb\x70\xc0" + bytes(309) + noise)

    assert stream.frames >= 1
    assert stream.size + stream.rest == 313 + len(noise)
