"""What a visitor sends, read with an eye on how much it is: a head of megabytes is no request."""

from __future__ import annotations

from http.client import LineTooLong
from io import BufferedIOBase

LARGEST = 16_384
"""Bytes of a request's head; browsers send one."""


class TooLongError(LineTooLong):
    """A request's head has more than `LARGEST` bytes. What `http.server` reads fields with answers it with 431."""

    def __init__(self) -> None:
        super().__init__("request's head")


class Head:
    """A stream of which each request's head may have `LARGEST` bytes; as much of `io.BufferedIOBase` as is used."""

    def __init__(self, stream: BufferedIOBase) -> None:
        self._stream = stream
        self._left = LARGEST

    def begin(self) -> None:
        """Begin another head."""
        self._left = LARGEST

    def readline(self, most: int = -1) -> bytes:
        """Return a line, as streams do. Raises TooLongError."""
        limit = self._left + 1 if most < 0 else min(most, self._left + 1)
        line = self._stream.readline(limit)
        self._left -= len(line)
        if self._left < 0:
            raise TooLongError
        return line

    def read(self, size: int) -> bytes:
        """Return so many bytes of what follows a head."""
        return self._stream.read(size)

    def close(self) -> None:
        self._stream.close()
