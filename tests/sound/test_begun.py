"""AAC may be begun before it is asked for; what comes of it is the same."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable

import pytest

from tour.sound import begun, codec
from tour.sound.growing import ABLE
from tour.sound.silence import silent_mp3

PCM = bytes(44_100)


@pytest.fixture(autouse=True)
def nothing_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(begun, "_begun", type(begun._begun)())


def test_the_mp3_is_what_it_is_without() -> None:
    assert begun.encode_mp3(PCM) == codec.encode_mp3(PCM)


def test_what_was_begun_is_not_encoded_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(begun, "encode_aac_of", lambda _frames, samples: b"begun of %d" % samples)
    monkeypatch.setattr(begun, "encode_aac", lambda _: pytest.fail("encoded afterwards"))

    assert begun.aac(begun.encode_mp3(PCM)) == b"begun of 22050"


@pytest.mark.parametrize("begins", [True, False])
def test_what_was_not_begun_or_is_forgotten_is_encoded_when_it_is_asked_for(begins: bool) -> None:
    mp3 = begun.encode_mp3(PCM) if begins else silent_mp3(0.5)[0]
    begun.forget(mp3)

    assert begun.aac(mp3) == codec.encode_aac(mp3)


def test_what_nobody_asks_for_is_not_kept_for_ever() -> None:
    for count in (2_000, 4_000, 6_000, 8_000):
        begun.encode_mp3(bytes(count))

    assert len(begun._begun) == begun._MOST


def test_a_fault_comes_out_where_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(frames: Iterable[bytes], samples: int) -> bytes:
        raise ValueError(samples)

    monkeypatch.setattr(begun, "encode_aac_of", fail)
    mp3 = begun.encode_mp3(PCM)

    with pytest.raises(ValueError, match="22050"):
        begun.aac(mp3)


@pytest.mark.skipif(not ABLE, reason="this system cannot read beside who writes")
def test_the_program_ends_where_it_is_interrupted_as_a_thread_is_begun() -> None:
    code = """
from threading import Event, Thread
from tour.sound import begun

begun.encode_mp3(bytes(2000))  # what is on its way by itself is there
start = Thread.start

def interrupted(thread):
    wait = Event.wait
    def stop(event, timeout=None):
        wait(event, timeout)
        raise KeyboardInterrupt
    Event.wait = stop
    try:
        start(thread)
    finally:
        Event.wait = wait

Thread.start = interrupted
begun.encode_mp3(bytes(2000))
"""

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=30, check=False)

    assert done.stderr.endswith("KeyboardInterrupt\n")
