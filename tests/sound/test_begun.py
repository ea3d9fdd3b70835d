"""AAC may be begun before it is asked for; what comes of it is the same."""

from __future__ import annotations

import pytest

from tour.sound import begun
from tour.sound.silence import silent_mp3

MP3 = silent_mp3(0.5)[0]


class Encoder:
    """Encodes, and counts how often."""

    def __init__(self) -> None:
        self.asked: list[bytes] = []

    def __call__(self, mp3: bytes) -> bytes:
        self.asked.append(mp3)
        return b"aac of " + mp3


@pytest.fixture
def encoder(monkeypatch: pytest.MonkeyPatch) -> Encoder:
    made = Encoder()
    monkeypatch.setattr(begun, "encode_aac", made)
    return made


def test_what_was_begun_is_encoded_once(encoder: Encoder) -> None:
    begun.begin(MP3)

    assert begun.aac(MP3) == b"aac of " + MP3
    assert encoder.asked == [MP3]


def test_what_was_not_begun_is_encoded_when_it_is_asked_for(encoder: Encoder) -> None:
    begun.begin(MP3)

    assert begun.aac(b"another") == b"aac of another"


def test_what_nobody_asks_for_is_not_kept_for_ever(encoder: Encoder) -> None:
    for name in (b"one", b"two", b"three", b"four"):
        begun.begin(name)

    assert len(begun._begun) == begun._MOST


def test_a_fault_comes_out_where_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(mp3: bytes) -> bytes:
        raise ValueError(mp3)

    monkeypatch.setattr(begun, "encode_aac", fail)
    begun.begin(MP3)

    with pytest.raises(ValueError):
        begun.aac(MP3)
