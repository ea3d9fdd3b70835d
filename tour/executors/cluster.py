"""Workers of a Dask cluster, which share no disk with us: what they need and what they make travels by value.

A job that a worker took with it when it was killed is given to another by the scheduler. A worker is believed when it
makes sound with what we do, and that is asked of it again with each job: workers come and go.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError, Executor, Future
from dataclasses import dataclass
from functools import partial
from typing import Any, ParamSpec, TypeVar
from uuid import uuid4

from tour.diagnostics import Diagnostic, TourError
from tour.executors.alike import Making, making, unlike
from tour.executors.unhurried import hurry_nobody

P = ParamSpec("P")
T = TypeVar("T")

PATIENCE = 10
"""Seconds to wait for an answer of the scheduler."""
LONGEST_START = 120
"""Seconds to wait for the first worker: one that a queue or a cloud starts takes its time."""
_KEPT = "What was spoken is kept; build again"


@dataclass(frozen=True, slots=True)
class Call:
    """A job as it travels. Dask looks into tuples and lists for work of its own; into this it does not."""

    ours: Making
    work: Callable[..., Any]
    arguments: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Stranger:
    """What a worker answers that must not do our work."""

    worker: str
    why: str


class Cluster(Executor):
    """Runs jobs on the workers of the scheduler at *address*."""

    in_one_go = 8
    """Sentences in a job. Another job takes scheduler, worker and us 5 ms; another sentence of hibari's, some 30."""

    def __init__(self, address: str) -> None:
        """Connect. Raises TourError where there is no such scheduler, no worker, or one that is not as we are."""
        self._address = address
        self._client = _client(address)
        try:
            self._refuse_strangers()
        except BaseException:
            self.stop()
            raise

    @property
    def workers(self) -> int:
        """How many jobs the cluster does at once, just now. Raises TourError where nobody can tell any more."""
        try:
            return sum(self._client.nthreads().values())
        except OSError as fault:
            raise self._told(fault) from fault

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Hand out a job. Its future raises TourError where the cluster fails, else what the job raises."""
        future: Future[T] = Future()
        future.set_running_or_notify_cancel()
        call = Call(making(), partial(fn, **kwargs) if kwargs else fn, args)
        name = getattr(fn, "__name__", "job")
        remote = self._client.submit(do, call, key=f"{name}-{uuid4().hex}", pure=False)
        remote.add_done_callback(partial(self._hand_over, future))
        return future

    def stop(self) -> None:
        """Leave the cluster; what it still does for us is dropped."""
        self._client.close(timeout=1)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self.stop()

    def _hand_over(self, future: Future[T], remote: Any) -> None:  # distributed is imported on use
        """Give *future* what has come of its job; called in a thread of the client's."""
        try:
            result = remote.result()
        except BaseException as fault:  # noqa: BLE001  a future that is never done would be waited for, for ever
            future.set_exception(self._told(fault))
        else:
            if isinstance(result, Stranger):
                future.set_exception(_refusal([result]))
            else:
                future.set_result(result)

    def _told(self, fault: BaseException) -> BaseException:
        """Return a fault of the cluster as one that says what to do; any other as it is."""
        from distributed import KilledWorker

        if isinstance(fault, KilledWorker):
            worker = fault.last_worker.address
            message = f"one piece of work ended {fault.allowed_failures + 1} workers, the last of them {worker}"
            return TourError(Diagnostic(None, message, f"had they memory enough? Their logs tell. {_KEPT}"))
        if isinstance(fault, CancelledError | OSError):
            message = f"the scheduler at {self._address} has gone, or has dropped the work"
            return TourError(Diagnostic(None, message, f"its log tells why. {_KEPT}"))
        if isinstance(fault, ImportError | AttributeError):
            message = f"a worker of {self._address} has not the tourpack that is here: {fault}"
            return TourError(Diagnostic(None, message, _SAME))
        return fault

    def _refuse_strangers(self) -> None:
        """Raise TourError unless there are workers, each of them as we are; it names those that are not."""
        if not self.workers:
            self._await_one()
        answers = self._client.run(look, making(), on_error="return")
        strangers = [Stranger(worker, _why(answer)) for worker, answer in sorted(answers.items()) if answer]
        if strangers:
            raise _refusal(strangers)

    def _await_one(self) -> None:
        """Ask for work, so that a cluster which grows on demand starts a worker. Raises TourError where none comes."""
        from distributed import TimeoutError as TooLate

        try:
            self._client.submit(abs, 0, pure=False).result(timeout=LONGEST_START)
        except TooLate:
            message = f"no worker has come to the scheduler at {self._address} in {LONGEST_START} seconds"
            raise TourError(Diagnostic(None, message, f"dask worker {self._address} starts one")) from None


_SAME = "install the same tourpack there, from the same lock file, and start its workers anew"


def do(call: Call) -> Any:
    """In a worker: do the work, in no hurry (`hurry_nobody`) as whatever its thread does from then on, or return who
    refuses it and why.
    """
    if why := look(call.ours):
        from distributed import get_worker

        return Stranger(get_worker().address, why)
    hurry_nobody()
    return call.work(*call.arguments)


def look(ours: Making) -> str:
    """In a worker: return why it would not make sound as we do, in words; nothing where it does."""
    theirs = making()
    why = unlike(theirs, ours)
    return f"on {theirs.host} {why}" if why else ""


def _why(answer: str | BaseException) -> str:
    return answer if isinstance(answer, str) else f"has no tourpack that could be asked: {answer}"


def _refusal(strangers: Sequence[Stranger]) -> TourError:
    return TourError(*(Diagnostic(None, f"the worker {one.worker} {one.why}", _SAME) for one in strangers))


def _client(address: str) -> Any:  # distributed is imported on use
    try:
        import dask
        from distributed import Client
    except ImportError:
        message = f"the executor {address!r} needs Dask, which is not installed"
        raise TourError(Diagnostic(None, message, "pip install 'tourpack[cluster]'")) from None
    # A track's sound goes along with its job, and Dask warns of ten megabytes.
    dask.config.set({"distributed.admin.large-graph-warning-threshold": "1GB"})
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what matters of it we say ourselves
    try:
        return Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as fault:
        message = f"there is no Dask scheduler at {address}"
        hint = "dask scheduler starts one, and prints its address"
        raise TourError(Diagnostic(None, message, hint)) from fault
