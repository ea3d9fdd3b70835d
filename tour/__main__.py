"""``python -m tour``, and the console script: opens the door, and shuts it quietly on Ctrl-C."""

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
        signal.signal(signal.SIGTERM, _terminated)
        from tour.cli import app

        app()
    except KeyboardInterrupt:
        leave(INTERRUPTED)
    except SystemExit as ended:
        if ended.code == INTERRUPTED and _threads_remain():
            leave(INTERRUPTED)
        _flush()
        raise


def _flush() -> None:
    """Write what is left, even to a reader that has gone, as head does: at exit it would be too late to be quiet."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _threads_remain() -> bool:
    deadline = monotonic() + PATIENCE
    others = [thread for thread in threading.enumerate() if thread is not threading.main_thread() and not thread.daemon]
    for thread in others:
        thread.join(max(0.0, deadline - monotonic()))
    return any(thread.is_alive() for thread in others)


def leave(code: int) -> None:
    """End now: threads that still wait on a server or a pool would hold up an ordinary exit."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):
            stream.flush()
    os._exit(code)


def _terminated(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    main()
