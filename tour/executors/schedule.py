"""Keeps an executor's workers busy, with no more work handed out than they need."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ThreadPoolExecutor, wait
from contextvars import copy_context
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from tour.diagnostics import Diagnostic, TourError

T = TypeVar("T")

Chore = Callable[[], object]

_LONG = 0.2
"""Seconds without a result after which whatever runs is taken to be long."""


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
    workers none of them idles, and little is lost on a stop. While only long jobs run, or jobs turn out to be, *chores*
    are taken out and done, one after the other: on a thread of this process, for a worker that is done must not wait
    until a chore is. Raises what a job or a chore raises, and TourError when the executor has lost a worker.
    """
    beside = ThreadPoolExecutor(1, "chores")
    try:
        _keep_busy(executor, most, next_job, _Chores(beside, deque() if chores is None else chores))
    except BrokenExecutor:
        hint = "was there memory enough? Fewer workers need less: tourpack build --jobs 1. What was spoken is kept"
        raise TourError(Diagnostic(None, "a worker ended in the middle of its work", hint)) from None
    finally:
        beside.shutdown(wait=False)  # what goes wrong is told at once; else no chore is left by then


class _Chores:
    """Chores that are done one after the other, beside what the workers do."""

    def __init__(self, executor: Executor, waiting: deque[Chore]) -> None:
        self._executor, self._waiting = executor, waiting
        self.running: list[Future[object]] = []
        """The one that is being done, if any."""

    def go_on(self, *, begin: bool) -> None:
        """Take note of one that is done, and raise what it raised; with *begin*, begin another where none runs."""
        if self.running and self.running[0].done():
            self.running.pop().result()
        if begin and self._waiting and not self.running:
            self.running.append(self._executor.submit(copy_context().run, self._waiting.popleft()))

    def end(self) -> None:
        """Wait for the one that is being done. Raises what it raises."""
        while self.running:
            self.running.pop().result()


def _keep_busy(executor: Executor, most: int, next_job: Callable[[], Job[Any] | None], chores: _Chores) -> None:
    running: dict[Future[Any], Job[Any]] = {}
    quiet = False
    while True:
        while len(running) < most and (job := next_job()):
            future = executor.submit(job.work, *job.arguments)
            running[future] = job
            if future.done():
                break  # work done here, as it was handed out: its result may decide what comes next
        if not running:
            chores.end()
            return
        chores.go_on(begin=quiet or all(job.long and not future.done() for future, job in running.items()))
        ended = wait([*running, *chores.running], _LONG, FIRST_COMPLETED).done
        quiet = ended.isdisjoint(running) and (quiet or not ended)  # until a job has ended, and not just a chore
        for future in [future for future in running if future.done()]:  # in the order in which they were handed out
            running.pop(future).done(future.result())
