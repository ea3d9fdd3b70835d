"""Builds many tours in one call, one after the other. A fault in one keeps no other from its pack."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from tour.diagnostics import TourError, one_line
from tour.terminal import last_resort
from tour.terminal.build import Summary, print_line
from tour.terminal.console import complain, counted, emit, note, say
from tour.terminal.streams import UnsaidError

FAULT = 1
"""Exit code where a tour has faults."""
OUR_FAULT = 70
"""Exit code where the program failed on a tour (EX_SOFTWARE in sysexits.h)."""


@dataclass(slots=True)
class Many:
    """What became of the tours so far. Of each no more is kept than that: their number must not fill the memory."""

    as_json: bool
    debug: bool
    """Whether a fault of the program's own ends it all, so that its trace is shown."""
    built: int = 0
    faulty: list[Path] = field(default_factory=list)
    code: int = 0
    """Exit code."""

    def build(
        self, projects: Iterable[Path], one: Callable[[Path], tuple[object, Summary]], clear: Callable[[], None]
    ) -> int:
        """Build each of *projects* with *one*, and return the exit code.

        *clear* is called after a fault: workers may have been lost, or be busy with what nobody waits for.
        """
        for project in projects:
            self._begin(project)
            try:
                print_line(one(project)[1], self.as_json)
            except TourError as error:
                complain(error.diagnostics, self.as_json)
                self._failed(project, FAULT)
                clear()
            except UnsaidError:
                raise  # of the others nobody would hear either
            except Exception as fault:
                if self.debug:
                    raise
                last_resort.tell(fault)
                self._failed(project, OUR_FAULT)
                clear()
            else:
                self.built += 1
        self._tell()
        return self.code

    def _begin(self, project: Path) -> None:
        last_resort.work_in(project)
        if self.as_json:
            emit("tour", project=str(project))

    def _failed(self, project: Path, code: int) -> None:
        self.faulty.append(project)
        self.code = max(self.code, code)
        if self.as_json:
            emit("unbuilt", project=str(project))
        else:
            say(f"not built: {one_line(str(project))}")

    def _tell(self) -> None:
        if self.as_json:
            emit("all", built=self.built, unbuilt=[str(project) for project in self.faulty])
            return
        say(f"{counted(self.built, 'tour')} built" + (f", {len(self.faulty)} not." if self.faulty else "."))
        for project in self.faulty:
            note(f"not built: {one_line(str(project))}")
