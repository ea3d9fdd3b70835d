"""Where a build works: its cache, its workers, and whom it tells."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, field
from typing import Any

from tour.events import Report, silent
from tour.executors import Inline, in_one_go, width
from tour.executors.schedule import Chore, Job, keep_busy
from tour.pack.cache import Store

_SHARES = 4
"""A worker gets at most one of so many shares of what is left at a time: in the end none has long to do alone."""


@dataclass(frozen=True, slots=True)
class Workshop:
    """What the dear steps of a build work with."""

    store: Store
    opener: Callable[[], Executor] = Inline
    """Gives the executor; called when there is work for more than this process."""
    report: Report = silent
    """Told what happens, in the caller's thread."""
    jobs: int = 1
    """Workers of the executor; a cluster may have more."""
    helper: Callable[[], Executor] = Inline
    """Gives what little work runs on: here, for a pool's first answer takes longer, or on a worker that is ready."""
    chores: deque[Chore] = field(default_factory=deque)
    """What can be done here while workers are at work that takes long; what is not done so is left."""

    def executor(self, *, little: bool) -> Executor:
        """Return what is to do the work: the helper where it is but *little*, else the executor, which this opens."""
        return self.helper() if little else self.opener()

    def work(self, executor: Executor, next_job: Callable[[], Job[Any] | None]) -> None:
        """Run what *next_job* gives on *executor*, as `keep_busy` does. Raises TourError."""
        keep_busy(executor, 2 * self._workers(executor), next_job, self.chores)

    def share(self, executor: Executor, count: int) -> int:
        """Return how many of *count* small pieces of work that are left go into one job for *executor*."""
        return max(1, min(in_one_go(executor), count // (_SHARES * self._workers(executor))))

    def _workers(self, executor: Executor) -> int:
        return max(self.jobs, width(executor))
