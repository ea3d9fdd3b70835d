"""Ctrl-C at every line of some of the program's files, one after the other."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from types import FrameType, ModuleType
from typing import Any

import pytest

unclosed = pytest.mark.filterwarnings(
    "ignore:.*unclosed file:ResourceWarning", "ignore:.*:pytest.PytestUnraisableExceptionWarning"
)
"""For tests that do so: a trace comes even between ``open`` and its ``with``, where no signal does."""


def interrupted_everywhere(work: Callable[[], object], *modules: ModuleType) -> Iterator[int]:
    """Do *work* over and over, interrupted at its first line in *modules*, at its second, and so on; until it gets by.

    Yields after each time, the number of the line.
    """
    line = 0
    while True:
        line += 1
        trace = _At(line, {module.__file__ for module in modules})
        before = sys.gettrace()
        sys.settrace(trace)
        try:
            work()
        except KeyboardInterrupt:
            pass
        finally:
            sys.settrace(before)
        yield line
        if not trace.struck:
            return


class _At:
    """A trace function that raises KeyboardInterrupt once, at the *line*th line that is run in *files*."""

    def __init__(self, line: int, files: set[str | None]) -> None:
        self.left, self.files, self.struck = line, files, False

    def __call__(self, frame: FrameType, event: str, _: Any) -> Any:  # as sys.settrace has it
        if self.struck or frame.f_code.co_filename not in self.files:
            return None
        if event == "line":
            self.left -= 1
            if self.left == 0:
                self.struck = True
                raise KeyboardInterrupt
        return self
