"""``python -m tour``, and the console script: runs the command line, and ends quietly on Ctrl-C."""

from __future__ import annotations

import os
import signal
import sys
import threading
from contextlib import suppress
from time import monotonic
from types import FrameType

INTERRUPTED = 130
PATIENCE = 0.3
"""Seconds that threads get to end by themselves: a pool's, which then leaves nothing behind."""


def main() -> None:
    """Run the command line. Whatever is under way when the user stops it, ends within a second with exit code 130."""
    try:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, _stop)
        from tour.terminal.cli import app

        app()
    except BaseException as ended:
        # What arrives need not be the KeyboardInterrupt: one that meets the making of a class comes out as a
        # RuntimeError (CPython 3.11, type_new_set_names). And an ordinary exit would not do after it: CPython kills
        # itself with SIGINT where it met an exec (Python/pythonrun.c, unhandled_keyboard_interrupt).
        if _stopped:
            _let_threads_end()
            leave(INTERRUPTED)
        if isinstance(ended, SystemExit):
            _flush()
        raise


def _flush() -> None:
    """Write what is left, even to a reader that has gone, as head does: at exit it would be too late to be quiet."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _let_threads_end() -> None:
    deadline = monotonic() + PATIENCE
    others = [thread for thread in threading.enumerate() if thread is not threading.main_thread() and not thread.daemon]
    for thread in others:
        thread.join(max(0.0, deadline - monotonic()))


def leave(code: int) -> None:
    """End now: threads that still wait on a server or a pool would hold up an ordinary exit."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):
            stream.flush()
    os._exit(code)


def _stop(number: int, _frame: FrameType | None) -> None:
    _stopped.append(number)
    raise KeyboardInterrupt


_stopped: list[int] = []
"""The signals that asked for an end."""


if __name__ == "__main__":
    main()
