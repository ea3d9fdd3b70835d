"""AAC that is encoded while its MP3 is: before anybody asks for it, and in half the time of one after the other.

Whoever asks in the same process gets what was begun, anybody else what is encoded then: the same bytes, later.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Iterator
from concurrent.futures import Future
from threading import Thread

from tour.sound import codec
from tour.sound.codec import encode_aac, encode_aac_of

_MOST = 2
"""Tracks that are begun and not asked for; of more the first is forgotten."""
_begun: OrderedDict[str, Future[bytes]] = OrderedDict()
"""By the digests of their MP3s."""


def encode_mp3(pcm: bytes) -> bytes:
    """Return what `codec.encode_mp3` does, and begin its AAC, on a thread: that waits for ffmpeg all the time."""
    begun: Future[bytes] = Future()

    def begin(frames: Iterator[bytes]) -> None:
        # The program's end waits for no such thread; an executor whose start is interrupted leaves one without end.
        Thread(target=_encode, args=(begun, frames, len(pcm) // 2), name="aac", daemon=True).start()

    mp3 = codec.encode_mp3(pcm, begin)
    _begun[_name(mp3)] = begun
    while len(_begun) > _MOST:
        _begun.popitem(last=False)
    return mp3


def forget(mp3: bytes) -> None:
    """Forget what was begun of *mp3*, if anything was."""
    _begun.pop(_name(mp3), None)


def aac(mp3: bytes) -> bytes:
    """Return what `encode_aac` does, which may have been begun. Runs in a worker. Raises TourError."""
    begun = _begun.pop(_name(mp3), None)
    return begun.result() if begun else encode_aac(mp3)


def _encode(begun: Future[bytes], frames: Iterator[bytes], samples: int) -> None:
    try:
        begun.set_result(encode_aac_of(frames, samples))
    except BaseException as fault:  # noqa: BLE001  it is raised where the AAC is asked for
        begun.set_exception(fault)


def _name(mp3: bytes) -> str:
    return hashlib.sha256(mp3).hexdigest()
