"""How slow work asks the system for its processors."""

from __future__ import annotations

import os
from contextlib import suppress


def hurry_nobody() -> None:
    """Let no waking thread stop another one: of this thread, and of all that is started from it, where the system can.

    ffmpeg hands each frame from thread to thread: stopped at each, MP3 and AAC take a tenth more of the processors, and
    a whole build a twentieth. It is for work without anybody to answer at once: sched(7), SCHED_BATCH.
    """
    if hasattr(os, "SCHED_BATCH"):
        with suppress(OSError):  # where one may not, it is only slower
            if os.sched_getscheduler(0) == os.SCHED_OTHER:  # and not what somebody chose for it, such as `chrt --idle`
                os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))
