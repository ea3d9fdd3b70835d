"""A pool of worker processes that are deaf to Ctrl-C and end with their parent."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import resource_tracker
from typing import Any


def start(jobs: int) -> ProcessPoolExecutor:
    """Return a pool whose workers are already starting, and deaf to Ctrl-C: the parent ends them.

    Spawn, not fork: an ONNX session can crash when it is carried across a fork.
    """
    _start_tracker()  # it comes with the pool's first lock, and would lift the block that its workers are to inherit
    pool = ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), _settle)
    try:
        with _deaf_children():
            for _ in range(jobs):
                pool.submit(os.getpid)
    except BaseException:
        stop(pool)
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


def _start_tracker() -> None:
    """Start the process that unlinks the semaphores of whoever ends early, and have it do so without a warning.

    It is started with the warning options of this process: `multiprocessing.util._args_from_interpreter_flags`.
    """
    sys.warnoptions.append("ignore:resource_tracker:UserWarning")
    try:
        resource_tracker.ensure_running()
    finally:
        sys.warnoptions.pop()


def _settle() -> None:
    """In a worker: end when the parent ends, however it ends. A worker waits on a pipe that its siblings keep open.

    It is one of as many as there are processors: numpy's OpenBLAS gets no threads besides, which nothing here has use
    for, and which turn round and round for a tenth of a second when they are made. It reads this as it is loaded.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    parent = multiprocessing.parent_process()
    if parent:

        def watch() -> None:
            parent.join()
            os._exit(1)

        threading.Thread(target=watch, name="watch-parent", daemon=True).start()


_PATIENCE = 1.0
"""Seconds for a pool's own thread to see that its workers have ended, which takes it some milliseconds."""


def stop(pool: ProcessPoolExecutor) -> None:
    """End the pool at once, work or no work."""
    manager = getattr(pool, "_executor_manager_thread", None)
    workers = list((getattr(pool, "_processes", None) or {}).values())
    results = getattr(pool, "_result_queue", None)
    pool.shutdown(wait=False, cancel_futures=True)
    for worker in workers:  # Python 3.14 has terminate_workers() for this
        worker.terminate()
    if results:
        # A worker may have ended halfway through its answer. The pool's own thread waits for the rest, and exit for
        # that thread, for ever, as long as anybody could still write.
        results._writer.close()
    if manager:
        # At exit Python wakes this thread through a pipe, which the thread closes as it ends: one that is about to end
        # would make that a fault.
        manager.join(_PATIENCE)
