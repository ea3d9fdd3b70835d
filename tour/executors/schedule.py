"""Keeps an executor's workers busy, with no more work handed out than they need."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from tour.diagnostics import Diagnostic, TourError

T = TypeVar("T")

Chore = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Job(Generic[T]):
    """One call for a worker, and what to do with its result."""

    work: Callable[..., T]
    """A function at module level: a worker process finds it by its name."""
    arguments: tuple[object, ...]
    """Picklable."""
    done: Callable[[T], object]
    """Called with the result, in the thread of who keeps the workers busy."""
    long: bool = False
    """Whether it takes a good part of a second: then there is time for something else."""


def keep_busy(
    executor: Executor, most: int, next_job: Callable[[], Job[Any] | None], chores: deque[Chore] | None = None
) -> None:
    """Run on *executor* whatever *next_job* gives, *most* jobs at a time, until it gives none and none is running.

    *next_job* may give nothing now and something later, when a job that was running is done. With *most* at twice the
    workers none of them idles, and little is lost on a stop. While only long jobs run, *chores* are taken out and done
    here, one after the other. Raises what a job or a chore raises, and TourError when the executor has lost a worker.
    """
    try:
        _keep_busy(executor, most, next_job, deque() if chores is None else chores)
    except BrokenExecutor:
        hint = "was there memory enough? Fewer workers need less: tourpack build --jobs 1. What was spoken is kept"
        raise TourError(Diagnostic(None, "a worker ended in the middle of its work", hint)) from None


def _keep_busy(executor: Executor, most: int, next_job: Callable[[], Job[Any] | None], chores: deque[Chore]) -> None:
    running: dict[Future[Any], Job[Any]] = {}
    while True:
        while len(running) < most and (job := next_job()):
            future = executor.submit(job.work, *job.arguments)
            running[future] = job
            if future.done():
                break  # work done here, as it was handed out: its result may decide what comes next
        if not running:
            return
        while chores and all(job.long and not future.done() for future, job in running.items()):
            chores.popleft()()
        wait(running, return_when=FIRST_COMPLETED)
        for future in [future for future in running if future.done()]:  # in the order in which they were handed out
            running.pop(future).done(future.result())
