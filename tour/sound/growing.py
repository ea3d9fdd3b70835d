"""A file that another process is writing, read on a thread as it grows."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event
from typing import IO

ABLE = hasattr(os, "pread")
"""Whether the system can read without moving the place that who writes shares; Windows cannot."""

Follow = Callable[[Iterator[bytes]], object]
"""Has what it is given read on another thread."""

_PIECE = 1 << 16
_PATIENCE = 0.005
"""Seconds between two looks. A pipe would need none, but a file is gone back to at its end."""


@contextmanager
def followed(file: IO[bytes], start: int, follow: Follow) -> Iterator[None]:
    """Give *follow*, piece by piece, what is written into *file* from byte *start* on, for as long as this lasts.

    It may be read later too, and when *file* is closed.
    """
    ended = Event()
    try:
        follow(_pieces(os.dup(file.fileno()), start, ended))  # an interrupt may come when its thread has begun
        yield
    finally:
        ended.set()


def _pieces(handle: int, start: int, ended: Event) -> Iterator[bytes]:
    with os.fdopen(handle, "rb", buffering=0):  # which closes it
        while True:
            last = ended.is_set()  # asked first: what is read then is all that there will be
            piece = os.pread(handle, _PIECE, start)
            start += len(piece)
            if piece:
                yield piece
            elif last:
                return
            else:
                ended.wait(_PATIENCE)
