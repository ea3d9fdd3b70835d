"""The program's streams: there whatever started it, able to write any letter, and honest about what cannot be written.

Where stdout refuses, a command has not said what it was asked for, and fails with that. It must not be taken for a
fault of what happened to be written at the time, such as the pack, so it is no OSError. What goes beside it, on stderr,
is worth no failure.
"""

from __future__ import annotations

import errno
import io
import os
import re
import sys
from typing import TextIO


class UnsaidError(Exception):
    """What a command was asked for cannot be written to stdout."""

    def __init__(self, code: int) -> None:
        """*code* is that of the OSError."""
        super().__init__(code)

    @property
    def left(self) -> bool:
        """Whether who was reading has left, as head does."""
        return bool(self.args[0] == errno.EPIPE)

    def __str__(self) -> str:
        return f"the output cannot be written: {os.strerror(self.args[0]).lower()}"


class _Asked(io.TextIOWrapper):
    """Stdout."""

    def write(self, text: str, /) -> int:
        try:
            return super().write(text)
        except OSError as fault:
            raise UnsaidError(fault.errno or errno.EIO) from None

    def flush(self) -> None:
        try:
            super().flush()
        except OSError as fault:
            raise UnsaidError(fault.errno or errno.EIO) from None


class _Beside(io.TextIOWrapper):
    """Stderr: what cannot be written is dropped."""

    def write(self, text: str, /) -> int:
        try:
            return super().write(text)
        except OSError:
            return len(text)

    def flush(self) -> None:
        try:
            super().flush()
        except OSError:
            drop(self)


def prepare() -> None:
    """Make stdout and stderr what this module promises, and open those of the three streams that are closed.

    Else the next file that is opened would be taken for one of them, and be written into by whatever prints.
    A COLUMNS with no room for a word is none: what is set in a frame would have every word of it cut.
    """
    if re.fullmatch("1?[0-9]", os.environ.get("COLUMNS", "")):
        del os.environ["COLUMNS"]  # the terminal itself tells, where there is one
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDONLY if number == 0 else os.O_WRONLY)  # the lowest number that is free
    if sys.stdin is None:
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115  there is no path, and no end
    sys.stdout = _made(_Asked, sys.stdout, 1)
    sys.stderr = _made(_Beside, sys.stderr, 2)


def drop(stream: TextIO) -> None:
    """Let *stream* lead nowhere, so that what it still holds troubles nobody at exit."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def _made(kind: type[io.TextIOWrapper], stream: object, number: int) -> io.TextIOWrapper:
    """Return a stream of *kind* for what *stream* writes to: where it was closed, the file of that *number*."""
    if not isinstance(stream, io.TextIOWrapper):
        return kind(io.BufferedWriter(io.FileIO(number, "w", closefd=False)), "utf-8", "backslashreplace")
    at_once, each_line = stream.write_through, stream.line_buffering
    return kind(stream.buffer, stream.encoding, "backslashreplace", line_buffering=each_line, write_through=at_once)
