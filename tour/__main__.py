"""``python -m tour``, and the console script: opens the door, and shuts it quietly on Ctrl-C."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from types import FrameType

INTERRUPTED = 130


def main() -> None:
    """Run the command line. Whatever is under way when the user stops it, ends within a second with exit code 130."""
    try:
        signal.signal(signal.SIGTERM, _terminated)
        from tour.cli import app

        app()
    except KeyboardInterrupt:
        leave(INTERRUPTED)


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
