"""Where the dear work runs: here, on threads, or on processes."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from multiprocessing import resource_tracker
from typing import Any, ParamSpec, TypeVar

from tour.diagnostics import Diagnostic, TourError, did_you_mean

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


def open_executor(kind: str, jobs: int) -> tuple[Executor, Callable[[], None]]:
    """Return an executor of *kind* with *jobs* workers, and the function that stops it at once, work or no work.

    That function must be called. Raises TourError for a kind that is not known.
    """
    require(kind)
    if kind == "inline":
        return Inline(), lambda: None
    if kind == "threads":
        threads = ThreadPoolExecutor(jobs, "tourpack")
        return threads, lambda: threads.shutdown(wait=False, cancel_futures=True)
    pool = _processes(jobs)
    return pool, lambda: _stop(pool)


@contextmanager
def opening(kind: str, jobs: int) -> Iterator[Callable[[], Executor]]:
    """Give the function that opens an executor when there is work for it; what it opened is stopped at the end.

    Raises TourError for a kind that is not known.
    """
    require(kind)
    with ExitStack() as stops:

        def opener() -> Executor:
            executor, stop = open_executor(kind, jobs)
            stops.callback(stop)
            return executor

        yield opener


def require(kind: str) -> None:
    """Raise TourError unless *kind* is an executor."""
    if kind not in KINDS:
        raise TourError(Diagnostic(None, f"there is no executor {kind!r}", did_you_mean(kind, KINDS)))


def broken() -> TourError:
    """Return the fault of a pool that has lost a worker."""
    hint = "was there memory enough? --jobs 1 needs less. What was spoken is kept; build again"
    return TourError(Diagnostic(None, "a worker ended in the middle of its work", hint))


def _processes(jobs: int) -> ProcessPoolExecutor:
    """Return a pool whose workers are already starting, and deaf to Ctrl-C: the parent ends them.

    Spawn, not fork: an ONNX session can crash when it is carried across a fork.
    """
    pool = ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), _settle)
    try:
        with _deaf_children():
            for _ in range(jobs):
                pool.submit(os.getpid)
    except BaseException:
        _stop(pool)
        raise
    return pool


@contextmanager
def _deaf_children() -> Iterator[None]:
    """Start processes that never hear Ctrl-C. Here it is put off until they are started, not lost.

    A child inherits a blocked SIGINT; set in the child, it would come seconds too late.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # it is started with the first worker, and would lift the block
    heard: list[int] = []
    before: Any = signal.signal(signal.SIGINT, lambda number, _frame: heard.append(number))
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        signal.signal(signal.SIGINT, before)
    if heard and callable(before):
        before(signal.SIGINT, None)


def _settle() -> None:
    """In a worker: end when the parent ends, however it ends. A worker waits on a pipe that its siblings keep open."""
    parent = multiprocessing.parent_process()
    if parent:

        def watch() -> None:
            parent.join()
            os._exit(1)

        threading.Thread(target=watch, name="watch-parent", daemon=True).start()


def _stop(pool: ProcessPoolExecutor) -> None:
    workers = list((getattr(pool, "_processes", None) or {}).values())
    results = getattr(pool, "_result_queue", None)
    pool.shutdown(wait=False, cancel_futures=True)
    for worker in workers:  # Python 3.14 has terminate_workers() for this
        worker.terminate()
    if results:
        # A worker may have ended halfway through its answer. The pool's own thread waits for the rest, and exit for
        # that thread, for ever, as long as anybody could still write.
        results._writer.close()
