"""``python -m tour``, and the console script: runs the command line, and ends quietly on Ctrl-C.

What no command expects ends here too: as one line that says where to report it, and a log. ``--debug``, wherever it
stands, shows the trace instead.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from contextlib import suppress
from time import monotonic
from types import FrameType
from typing import NoReturn

from tour.terminal import streams

INTERRUPTED = 130
OUR_FAULT = 70
"""Exit code of a fault of the program's own (EX_SOFTWARE in sysexits.h)."""
DEBUG = "--debug"
SELDOM = 50_000
"""Objects after which cycles are looked for: a tour is a hundred thousand and has few. At Python's 700 it takes a tenth
of the time that a tour is read and checked in."""
PATIENCE = 0.3
"""Seconds that threads get to end by themselves: a pool's, which then leaves nothing behind."""
CLEARING_UP = 1.0
"""Seconds after the first Ctrl-C in which another is no more than a nervous finger; a later one ends at once."""


def main() -> None:
    """Run the command line. Whatever is under way when the user stops it, ends within a second with exit code 130."""
    debug = _debug()
    gc.set_threshold(SELDOM)
    try:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, _stop)
        streams.prepare()
        from tour.terminal.cli import app

        app(obj=debug)
    except BaseException as ended:
        # What arrives need not be the KeyboardInterrupt: one that meets the making of a class comes out as a
        # RuntimeError (CPython 3.11, type_new_set_names). And an ordinary exit would not do after it: CPython kills
        # itself with SIGINT where it met an exec (Python/pythonrun.c, unhandled_keyboard_interrupt).
        if _stopped:
            _let_threads_end()
            leave(INTERRUPTED)
        if isinstance(ended, streams.UnsaidError):
            _end_unsaid(ended)
        if isinstance(ended, SystemExit):
            _flush()
            gc.freeze()  # at exit, the interpreter would look for cycles in all that is there: a tenth of a second
        if debug or not isinstance(ended, Exception):
            raise
        from tour.terminal.last_resort import tell

        tell(ended)
        _flush()
        sys.exit(OUR_FAULT)


def _debug() -> bool:
    """Return whether the trace of a fault is to be shown, and take the word for it out of the command line."""
    found = DEBUG in sys.argv
    sys.argv[:] = [word for word in sys.argv if word != DEBUG]
    return found


def _flush() -> None:
    """Write what is left: at exit it would be too late to be quiet of a reader that has gone, as head does."""
    try:
        sys.stdout.flush()
    except streams.UnsaidError as unsaid:
        if not unsaid.left:
            _end_unsaid(unsaid)
        streams.drop(sys.stdout)


def _end_unsaid(unsaid: streams.UnsaidError) -> NoReturn:
    """End with a line, where the output is full; without one, where its reader has gone."""
    if not unsaid.left:
        from tour.terminal.console import note

        note(f"error: {unsaid}")
    streams.drop(sys.stdout)
    sys.exit(1)


def _let_threads_end() -> None:
    deadline = monotonic() + PATIENCE
    others = [thread for thread in threading.enumerate() if thread is not threading.main_thread() and not thread.daemon]
    for thread in others:
        thread.join(max(0.0, deadline - monotonic()))


def leave(code: int) -> None:
    """End now: threads that still wait on a server or a pool would hold up an ordinary exit."""
    with suppress(OSError, streams.UnsaidError):
        sys.stdout.flush()
    with suppress(OSError):
        sys.stderr.flush()
    os._exit(code)


def _stop(_number: int, _frame: FrameType | None) -> None:
    _stopped.append(monotonic())
    if len(_stopped) == 1:
        raise KeyboardInterrupt
    if monotonic() - _stopped[0] > CLEARING_UP:
        os._exit(INTERRUPTED)  # a second exception would cut short what clears up after the first


_stopped: list[float] = []
"""When signals asked for an end."""


if __name__ == "__main__":
    main()
