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

    def work(self, next_job: Callable[[], Job[Any] | None], *, little: bool) -> None:
        """Run what *next_job* gives, as `keep_busy` does; by the helper when it is but *little*. Raises TourError."""
        executor = self.helper() if little else self.opener()
        keep_busy(executor, 2 * max(self.jobs, width(executor)), next_job, self.chores)
