"""Where work runs must not matter, and whatever runs must end when it is told to."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, ProcessPoolExecutor
from pathlib import Path

import pytest

from processes import LONG, alive, until
from tour.diagnostics import TourError
from tour.executors import KINDS, default_jobs, open_executor, opening, processes
from tour.executors.processes import _deaf_children

Opener = Callable[[str], Executor]


@pytest.fixture
def opened() -> Iterator[Opener]:
    """Open executors of two workers, and stop them after the test."""
    stops = []

    def opener(kind: str) -> Executor:
        executor, stop = open_executor(kind, 2)
        stops.append(stop)
        return executor

    yield opener
    for stop in stops:
        stop()


def workers(executor: Executor) -> list[int]:
    assert isinstance(executor, ProcessPoolExecutor)
    return list(executor._processes)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_gives_the_same_results(opened: Opener, kind: str) -> None:
    executor = opened(kind)

    assert list(executor.map(divmod, range(50, 60), range(1, 11))) == [divmod(50 + n, 1 + n) for n in range(10)]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_hands_a_fault_to_whoever_asks_for_the_result(opened: Opener, kind: str) -> None:
    future = opened(kind).submit(divmod, 1, 0)

    with pytest.raises(ZeroDivisionError):
        future.result()


def test_inline_work_is_done_when_it_is_submitted(opened: Opener) -> None:
    future = opened("inline").submit(threading.get_ident)

    assert future.done()
    assert future.result() == threading.get_ident()


@pytest.mark.usefixtures("listening")
def test_inline_work_can_be_interrupted(opened: Opener) -> None:
    with pytest.raises(KeyboardInterrupt):
        opened("inline").submit(signal.raise_signal, signal.SIGINT)


def test_processes_are_processes(opened: Opener) -> None:
    assert opened("processes").submit(os.getpid).result() != os.getpid()


def test_processes_can_be_opened_from_a_thread_too(opened: Opener) -> None:
    results: list[int] = []
    thread = threading.Thread(target=lambda: results.append(opened("processes").submit(abs, -5).result()))

    thread.start()
    thread.join(LONG)

    assert results == [5]


def test_a_kind_that_is_not_known_is_a_fault() -> None:
    with pytest.raises(TourError, match=r"^error: there is no executor 'proceses'\n  hint: did you mean 'processes'"):
        open_executor("proceses", 2)


@pytest.mark.parametrize(
    "address",
    [
        "tcp://",
        "tcp://:8786",
        "tcp://scheduler",
        "tcp://scheduler:x",
        "tcp://scheduler:²",
        "tcp://scheduler:0",
        "tcp://scheduler:65536",
        f"tcp://scheduler:1{'0' * 5000}",
        "tcp://scheduler:8786/status",
        "tcp://ann@scheduler:8786",
        "tcp://tcp://scheduler:8786",
        "tcp://::1:8786",
        "tcp://[::1:8786",
        "tcp://a..b:8786",
        f"tcp://{'a' * 64}:8786",
        "tcp://a\nb:8786",
        "tls://a\udcff:8786",
    ],
    ids=lambda address: ascii(address)[:40],
)
def test_an_address_that_is_none_is_refused_before_anything_is_done(address: str) -> None:
    with (
        pytest.raises(TourError, match=r"^error: 't.+' is no address of a Dask scheduler\n  hint: write one such as"),
        opening(address, 2),
    ):
        pass


@pytest.mark.parametrize(
    "address", ["tcp://scheduler:8786", "tls://10.0.0.1:65535", "tcp://[::1]:1", "tcp://h_x.:1", "tcp://hôte:1"]
)
def test_an_address_may_be_a_name_or_a_number(address: str) -> None:
    with opening(address, 2):
        pass


def test_an_address_of_another_kind_is_told_which_one_to_write() -> None:
    fault = r"there is no executor 'ws://scheduler:1'\n  hint: write inline, .+, such as tcp://scheduler:8786"
    with pytest.raises(TourError, match=fault), opening("ws://scheduler:1", 2):
        pass


def test_whoever_asks_gets_the_same_executor_and_it_is_stopped_at_the_end() -> None:
    with opening("threads", 2) as opener:
        executor = opener()
        assert opener() is executor

    with pytest.raises(RuntimeError, match="after shutdown"):
        executor.submit(abs, -5)


def test_there_is_at_least_one_job() -> None:
    assert 1 <= default_jobs() <= (os.cpu_count() or 1)


@pytest.mark.parametrize("kind", ["threads", "processes"])
def test_stopping_drops_what_has_not_begun(kind: str) -> None:
    executor, stop = open_executor(kind, 1)
    work = [executor.submit(time.sleep, 0.5) for _ in range(9)]

    stop()

    assert until(lambda: all(job.done() for job in work))
    assert work[-1].cancelled() or isinstance(work[-1].exception(), BrokenExecutor)


def test_stopping_ends_workers_in_the_middle_of_their_work() -> None:
    executor, stop = open_executor("processes", 2)
    work = [executor.submit(time.sleep, 10 * LONG) for _ in range(2)]
    assert until(lambda: all(job.running() for job in work))
    ids = workers(executor)

    stop()

    assert len(ids) == 2
    assert until(lambda: not any(map(alive, ids)))


def test_workers_are_deaf_to_ctrl_c(opened: Opener) -> None:
    executor = opened("processes")
    ids = {job.result() for job in [executor.submit(os.getpid) for _ in range(20)]}
    work = [executor.submit(time.sleep, 0.3) for _ in range(2)]

    for worker in workers(executor):
        os.kill(worker, signal.SIGINT)

    assert [job.result() for job in work] == [None, None]
    assert {job.result() for job in [executor.submit(os.getpid) for _ in range(20)]} <= set(workers(executor))
    assert ids <= set(workers(executor))


def test_workers_are_deaf_to_ctrl_c_while_they_start() -> None:
    executor, stop = open_executor("processes", 2)
    try:
        for worker in workers(executor):
            os.kill(worker, signal.SIGINT)

        assert executor.submit(abs, -5).result() == 5
    finally:
        stop()


@pytest.fixture
def listening() -> Iterator[None]:
    """Hear Ctrl-C, also where this runs in the background, which starts with it ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("listening")
def test_ctrl_c_while_workers_start_is_put_off_and_not_lost() -> None:
    steps = []

    def start() -> None:
        with _deaf_children():
            os.kill(os.getpid(), signal.SIGINT)
            steps.append("still starting")

    with pytest.raises(KeyboardInterrupt):
        start()

    assert steps == ["still starting"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())


ORPHANS = """
import os, sys, time
from tour.executors import open_executor
if __name__ == "__main__":
    executor, stop = open_executor("processes", 2)
    list(executor.map(abs, range(20)))
    for _ in range(2):
        executor.submit(time.sleep, 600)
    print(*executor._processes, flush=True)
    time.sleep(600)
"""


def script(folder: Path, text: str) -> list[str]:
    (folder / "script.py").write_text(text)
    return [sys.executable, str(folder / "script.py")]


def test_workers_end_when_the_parent_is_killed(tmp_path: Path) -> None:
    with subprocess.Popen(script(tmp_path, ORPHANS), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as parent:
        assert parent.stdout is not None
        ids = [int(worker) for worker in parent.stdout.readline().split()]
        assert [alive(worker) for worker in ids] == [True, True]

        parent.kill()

    assert until(lambda: not any(map(alive, ids)))


HALF_AN_ANSWER = """
import gc, os, struct, sys, time
from multiprocessing.queues import SimpleQueue
from tour.executors import open_executor

def answer(mark):
    [results] = [thing for thing in gc.get_objects() if isinstance(thing, SimpleQueue)]
    os.write(results._writer.fileno(), struct.pack("!i", 1000) + b"the first of a thousand bytes")
    os.mkdir(mark)
    time.sleep(600)

if __name__ == "__main__":
    executor, stop = open_executor("processes", 2)
    mark = sys.argv[0] + ".half"
    job = executor.submit(answer, mark)
    while not os.path.exists(mark):
        time.sleep(0.01)
    time.sleep(0.2)  # so that the pool's own thread has begun to read it
    stop()
    print("stopped", flush=True)
"""


QUITTER = """
import os
from tour.executors import open_executor
if __name__ == "__main__":
    executor, stop = open_executor("processes", 2)
    list(executor.map(abs, range(20)))
    os._exit(130)
"""


def test_a_program_that_ends_at_once_is_not_scolded_for_what_it_left_open(tmp_path: Path) -> None:
    ended = subprocess.run(script(tmp_path, QUITTER), capture_output=True, text=True, timeout=LONG, check=False)

    assert (ended.returncode, ended.stderr) == (130, "")


def test_a_worker_stopped_halfway_through_its_answer_does_not_hold_up_exit(tmp_path: Path) -> None:
    done = subprocess.run(script(tmp_path, HALF_AN_ANSWER), capture_output=True, text=True, timeout=LONG, check=False)

    assert (done.returncode, done.stdout, done.stderr) == (0, "stopped\n", "")


def test_a_pool_that_is_stopped_has_no_thread_left_for_the_end_of_the_program_to_trip_over() -> None:
    pool = processes.start(1)
    assert pool.submit(abs, -1).result(60) == 1
    manager = pool._executor_manager_thread  # type: ignore[attr-defined]

    processes.stop(pool)

    assert not manager.is_alive()
