"""Where the slow work runs: here, on threads, on processes or on a cluster; and what keeps them busy."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from typing import ParamSpec, TypeVar
from urllib.parse import urlsplit

from tour.diagnostics import Diagnostic, TourError, did_you_mean, short
from tour.executors.unhurried import hurry_nobody

P = ParamSpec("P")
T = TypeVar("T")

KINDS = ("inline", "threads", "processes")


class Inline(Executor):
    """Runs a job when it is submitted."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as fault:  # noqa: BLE001  an executor hands any fault to whoever asks for the result
            future.set_exception(fault)
        return future


def default_jobs() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def most_jobs(kind: str) -> int:
    """Return how many workers of *kind* may be asked for: more are a slip of the hand, and would fill a machine."""
    return 1000 if is_address(kind) else 16 * default_jobs()


def open_executor(kind: str, jobs: int) -> tuple[Executor, Callable[[], None]]:
    """Return an executor of *kind* with *jobs* workers, and the function that stops it at once, work or no work.

    A *kind* may be the address of a Dask scheduler, which has the workers that it has. That function must be called.
    From now on this thread, and what is started from it, is in no hurry (`hurry_nobody`).
    Raises TourError for a kind that is not known, and for a cluster that cannot be used.
    """
    require(kind)
    hurry_nobody()
    if kind == "inline":
        return Inline(), lambda: None
    if kind == "threads":
        threads = ThreadPoolExecutor(jobs, "tourpack")
        return threads, lambda: threads.shutdown(wait=False, cancel_futures=True)
    if is_address(kind):
        from tour.executors.cluster import Cluster

        cluster = Cluster(kind)
        return cluster, cluster.stop
    from tour.executors import processes  # on use: it takes a while, and often nothing is left to do

    pool = processes.start(jobs)
    return pool, lambda: processes.stop(pool)


class Opener:
    """Opens an executor when there is work for it, and gives the same one until it is closed.

    After `close` it opens another: what a fault has left half done stays with the old one.
    """

    def __init__(self, kind: str, jobs: int) -> None:
        """Raise TourError for a *kind* that is not known."""
        require(kind)
        self.kind, self.jobs = kind, jobs
        self._stops = ExitStack()
        self._executor: Executor | None = None

    def __call__(self) -> Executor:
        if self._executor is None:
            self._executor, stop = open_executor(self.kind, self.jobs)
            self._stops.callback(stop)
        return self._executor

    def close(self) -> None:
        """Stop what was opened, at once."""
        self._executor = None
        self._stops.close()


@contextmanager
def opening(kind: str, jobs: int) -> Iterator[Opener]:
    """Give what opens an executor when there is work for it; what it opened is stopped at the end.

    Raises TourError for a kind that is not known.
    """
    opener = Opener(kind, jobs)
    try:
        yield opener
    finally:
        opener.close()


def require(kind: str) -> None:
    """Raise TourError unless *kind* is an executor."""
    if is_address(kind):
        if not _is_whole(kind):
            message = f"{short(kind)!r} is no address of a Dask scheduler"
            raise TourError(Diagnostic(None, message, "write one such as tcp://scheduler:8786"))
    elif kind not in KINDS:
        known = f"write {', '.join(KINDS)} or the address of a Dask scheduler, such as tcp://scheduler:8786"
        raise TourError(Diagnostic(None, f"there is no executor {short(kind)!r}", did_you_mean(kind, KINDS, known)))


def is_address(kind: str) -> bool:
    """Return whether *kind* is the address of a scheduler."""
    return kind.startswith(("tcp://", "tls://"))


def _is_whole(address: str) -> bool:
    """Return whether *address* has a host that a name server can be asked for, a port, and nothing else."""
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").encode("idna")
        return bool(host and parts.port) and "@" not in address and address == f"{parts.scheme}://{parts.netloc}"
    except ValueError:
        return False


def width(executor: Executor) -> int:
    """Return how many jobs *executor* does at once, where it knows better than who opened it; else 1."""
    workers = getattr(executor, "workers", 1)
    return int(workers)


def in_one_go(executor: Executor) -> int:
    """Return how many small pieces of work *executor* wants in one job, because a job costs it much; mostly 1."""
    return int(getattr(executor, "in_one_go", 1))
