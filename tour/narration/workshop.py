"""Where a build works: its cache, its workers, and whom it tells."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, field
from typing import Any

from tour.events import Report, silent
from tour.executors import Inline, width
from tour.executors.schedule import Chore, Job, keep_busy
from tour.pack.cache import Store


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
        keep_busy(executor, 2 * self.workers(executor), next_job, self.chores)

    def workers(self, executor: Executor) -> int:
        """Return for how many workers of *executor* there is to be work; a cluster is asked. Raises TourError."""
        return max(self.jobs, width(executor))
