"""What tests of processes need: who is alive, and a mark by which to find all that a command started."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

LONG = 30.0
"""Seconds after which something is taken to never happen."""


def until(claim: Callable[[], bool]) -> bool:
    """Wait until *claim* holds, and return whether it came to."""
    deadline = time.monotonic() + LONG
    while not (held := claim()) and time.monotonic() < deadline:
        time.sleep(0.01)
    return held


def alive(pid: int) -> bool:
    """Return whether a process runs: one that has ended and waits to be asked for its exit code does not."""
    try:
        os.kill(pid, 0)
        return "Z" not in Path(f"/proc/{pid}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()[0]
    except ProcessLookupError:
        return False
    except OSError:  # no /proc here, or it went in between
        return not Path("/proc/self").exists()


def marked(mark: str) -> list[int]:
    """Return every running process that has *mark* in its environment."""
    found = []
    for folder in Path("/proc").iterdir():
        try:
            if folder.name.isdigit() and mark.encode() in (folder / "environ").read_bytes() and alive(int(folder.name)):
                found.append(int(folder.name))
        except OSError:
            continue
    return found
