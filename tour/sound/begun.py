"""AAC that is begun before it is asked for: of a track whose MP3 is still being measured.

Whoever asks in the same process gets what was begun, anybody else what is encoded then: the same bytes, later.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from concurrent.futures import Future, ThreadPoolExecutor

from tour.sound.codec import encode_aac

_MOST = 2
"""Tracks that are begun and not asked for; of more the first is forgotten."""
_begun: OrderedDict[str, Future[bytes]] = OrderedDict()
"""By the digests of their MP3s."""


def begin(mp3: bytes) -> None:
    """Begin to encode *mp3*, on a thread: it waits for ffmpeg all the time."""
    beside = ThreadPoolExecutor(1, "aac")
    _begun[_name(mp3)] = beside.submit(encode_aac, mp3)
    beside.shutdown(wait=False)
    while len(_begun) > _MOST:
        _begun.popitem(last=False)


def aac(mp3: bytes) -> bytes:
    """Return what `encode_aac` does, which may have been begun. Runs in a worker. Raises TourError."""
    begun = _begun.pop(_name(mp3), None)
    return begun.result() if begun else encode_aac(mp3)


def _name(mp3: bytes) -> str:
    return hashlib.sha256(mp3).hexdigest()
