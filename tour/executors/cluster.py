"""Workers of a Dask cluster, which share no disk with us: what they need and what they make travels by value.

A job that a worker took with it when it was killed is given to another by the scheduler. A worker is believed when it
makes sound with what we do, and that is asked of it again with each job: workers come and go.

Dask waits without end for whoever takes a call and says nothing. So the scheduler is asked who it is before anything
else, and again as long as work is waited for, each time within bounds.
"""

from __future__ import annotations

import asyncio
import logging
import struct
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError, Executor, Future
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, ParamSpec, TypeVar
from uuid import uuid4

from tour.diagnostics import Diagnostic, TourError, innermost, reason
from tour.executors.alike import Making, making, unlike
from tour.executors.unhurried import hurry_nobody

P = ParamSpec("P")
T = TypeVar("T")

PATIENCE = 10
"""Seconds to wait for the first answer of the scheduler."""
SILENCE = 60
"""Seconds to wait for any other: it has much to carry by then."""
ASKED_EVERY = 10
"""Seconds between two questions whether it is still there."""
LONGEST_START = 120
"""Seconds to be without a worker: one that a queue or a cloud starts takes its time."""
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
        self._waiting: set[Future[Any]] = set()
        """Futures that nothing has come of yet; whoever takes one out gives it what has."""
        self._over: TourError | None = None
        """Why nothing will come of any."""
        self._left = threading.Event()
        try:
            self._refuse_strangers()
        except BaseException:
            self.stop()
            raise
        threading.Thread(target=self._watch, name="cluster", daemon=True).start()

    @property
    def workers(self) -> int:
        """How many jobs the cluster does at once, just now. Raises TourError where nobody can tell any more."""
        try:
            threads = self._client.sync(self._client.scheduler.ncores, callback_timeout=SILENCE)
            return sum(threads.values())
        except OSError as fault:  # of which the time that is up is one
            raise self._told(fault) from fault

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Hand out a job. Its future raises TourError where the cluster fails, else what the job raises."""
        future: Future[T] = Future()
        future.set_running_or_notify_cancel()
        self._waiting.add(future)
        if self._over:
            self._settle(future, self._over)
            return future
        call = Call(making(), partial(fn, **kwargs) if kwargs else fn, args)
        name = getattr(fn, "__name__", "job")
        remote = self._client.submit(do, call, key=f"{name}-{uuid4().hex}", pure=False)
        remote.add_done_callback(partial(self._hand_over, future))
        return future

    def stop(self) -> None:
        """Leave the cluster; what it still does for us is dropped."""
        self._left.set()
        with suppress(TimeoutError):  # a scheduler that is silent does not say goodbye
            self._client.close(timeout=1)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self.stop()

    def _hand_over(self, future: Future[T], remote: Any) -> None:  # distributed is imported on use
        """Give *future* what has come of its job; called in a thread of the client's."""
        try:
            result = remote.result()
        except BaseException as fault:  # noqa: BLE001  a future that is never done would be waited for, for ever
            self._settle(future, self._told(fault))
        else:
            self._settle(future, _refusal([result]) if isinstance(result, Stranger) else None, result)

    def _settle(self, future: Future[T], fault: BaseException | None, result: Any = None) -> None:
        """Give *future* its *fault* or else its *result*, unless it has either."""
        try:
            self._waiting.remove(future)
        except KeyError:
            return  # another thread was first
        if fault:
            future.set_exception(fault)
        else:
            future.set_result(result)

    def _watch(self) -> None:
        """Let nobody wait any more for a scheduler that has fallen silent, or that no worker comes back to."""
        manned = time.monotonic()
        while not self._left.wait(ASKED_EVERY):
            try:
                if ask(self._address, SILENCE) or not self._waiting:
                    manned = time.monotonic()
                elif time.monotonic() - manned > LONGEST_START:
                    raise _no_worker(self._address)
            except TourError as fault:
                [told] = fault.diagnostics
                self._over = TourError(replace(told, hint=f"its log tells why. {_KEPT}"))
                for future in self._waiting.copy():
                    self._settle(future, self._over)
                return

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
        try:  # the last argument is taken by the `Client.sync` that runs it
            answers = self._client.run(look, making(), on_error="return", callback_timeout=LONGEST_START)
        except OSError as fault:
            message = f"a worker of {self._address} does not say in {LONGEST_START} seconds what it makes sound with"
            raise TourError(Diagnostic(None, message, "their logs tell; end the one that hangs")) from fault
        strangers = [Stranger(worker, _why(answer)) for worker, answer in sorted(answers.items()) if answer]
        if strangers:
            raise _refusal(strangers)

    def _await_one(self) -> None:
        """Ask for work, so that a cluster which grows on demand starts a worker. Raises TourError where none comes."""
        from distributed import TimeoutError as TooLate

        try:
            self._client.submit(abs, 0, pure=False).result(timeout=LONGEST_START)
        except TooLate:
            raise _no_worker(self._address) from None


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


def _no_worker(address: str) -> TourError:
    message = f"no worker has come to the scheduler at {address} in {LONGEST_START} seconds"
    return TourError(Diagnostic(None, message, f"dask worker {address} starts one"))


def ask(address: str, seconds: float) -> bool:
    """Return whether the scheduler at *address* has workers. Raises TourError where none answers within *seconds*."""
    found: object = None
    try:
        found = _apart(lambda: asyncio.run(_identity(address, seconds)))
    except TimeoutError as fault:
        message = f"nothing at {address} answers as a Dask scheduler in {seconds} seconds"
        raise TourError(Diagnostic(None, message, _LOOK)) from fault
    except OSError as fault:
        message = f"what is at {address} does not talk with a Dask client: {innermost(fault)}"
        raise TourError(Diagnostic(None, message, _LOOK)) from fault
    except _GARBLED:
        pass  # something is there, and it speaks another language
    if not isinstance(found, dict) or "workers" not in found:
        message = f"what answers at {address} is no Dask scheduler"
        raise TourError(Diagnostic(None, message, _LOOK))
    return bool(found["workers"])


def _misset(fault: Exception) -> TourError:
    """Return *fault*, which Dask raised over its configuration, as one that says where that stands."""
    message = f"Dask's configuration cannot be used: {' '.join(str(fault).split())}"
    return TourError(Diagnostic(None, message, "look at the files in ~/.config/dask/, and at what is set as DASK_…"))


def _silence() -> None:
    """Let Dask, and what it runs on, log nothing here: what matters of it we say ourselves, and in a line.

    Its configuration gives some of its loggers a level of their own, which one of their parent's does not change.
    """
    named = logging.root.manager.loggerDict
    for name in {*_TALKATIVE, *(name for name in named if name.partition(".")[0] in _TALKATIVE)}:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)


_TALKATIVE = ("distributed", "tornado", "asyncio")
"""Whose loggers tell of a connection that is gone, with a trace."""


def _require_secrecy(address: str) -> None:
    """Raise TourError where Dask's configuration keeps it from *address*: certificates that are missing or broken."""
    from distributed.security import Security

    try:
        security: Any = Security()
    except ValueError as fault:
        raise _misset(fault) from fault
    try:
        arguments = security.get_connection_args("client")
    except OSError as fault:
        named = (security.tls_ca_file, security.tls_client_cert, security.tls_client_key)
        hint = f"look at {', '.join(one for one in named if one)}"
        raise TourError(Diagnostic(None, f"Dask's certificates cannot be used: {reason(fault)}", hint)) from fault
    secret = address.startswith("tls://")
    if secret and not arguments["ssl_context"]:
        raise TourError(Diagnostic(None, f"{address} needs Dask's certificates, and none are named", _CERTIFICATES))
    if arguments["require_encryption"] and not secret:
        message = f"Dask is set to speak in secret only, and {address} does not"
        raise TourError(Diagnostic(None, message, "start the scheduler with its certificates, and write tls://"))


def _apart(work: Callable[[], T]) -> T:
    """Return what *work* does in a thread of its own: in this one a loop may run, and asyncio starts none beside it.

    Ctrl-C does not wait for it.
    """
    done: Future[T] = Future()

    def run() -> None:
        try:
            done.set_result(work())
        except BaseException as fault:  # noqa: BLE001  it is raised where the answer is waited for
            done.set_exception(fault)

    threading.Thread(target=run, name="asking", daemon=True).start()
    return done.result()


async def _identity(address: str, seconds: float) -> Any:  # whatever is there says
    """Return who is at *address*, in its own words."""
    from distributed import rpc
    from distributed.security import Security

    async with asyncio.timeout(seconds):
        arguments = Security().get_connection_args("client")
        async with rpc(address, timeout=seconds, connection_args=arguments) as scheduler:
            return await scheduler.identity()


_LOOK = (
    "dask scheduler starts one and prints its address: is it this, to the tcp or tls, and can this machine reach it?"
)
_CERTIFICATES = (
    "set DASK_DISTRIBUTED__COMM__TLS__CA_FILE, …__TLS__CLIENT__CERT and …__TLS__CLIENT__KEY to the paths of PEM files, "
    "or name them in ~/.config/dask/: docs.dask.org, TLS"
)
_GARBLED = (
    ArithmeticError, AttributeError, EOFError, LookupError, MemoryError, RuntimeError, struct.error, TypeError,
    ValueError,
)  # fmt: skip
"""What Dask raises when it takes the bytes of something else for those of a scheduler."""


def _client(address: str) -> Any:  # distributed is imported on use
    try:
        import dask
        from distributed import Client
    except ImportError:
        message = f"the executor {address!r} needs Dask, which is not installed"
        raise TourError(Diagnostic(None, message, "pip install 'tourpack[cluster]'")) from None
    except (LookupError, TypeError, ValueError) as fault:  # it reads its configuration as it is imported
        raise _misset(fault) from fault
    # A track's sound goes along with its job, and Dask warns of ten megabytes.
    dask.config.set({"distributed.admin.large-graph-warning-threshold": "1GB"})
    _silence()
    _require_secrecy(address)
    ask(address, PATIENCE)
    try:
        return Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as fault:
        message = f"there is no Dask scheduler at {address} any more"
        raise TourError(Diagnostic(None, message, _LOOK)) from fault
