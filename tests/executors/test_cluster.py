"""A scheduler and two workers on loopback, with no folder in common: same bytes, whatever becomes of a worker.

By hand, as in docs/scale.md:

    dask scheduler --host 127.0.0.1 --port 8786
    dask worker tcp://127.0.0.1:8786 --nthreads 1
    tourpack build --executor tcp://127.0.0.1:8786
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from conftest import ROOT, TourTest
from processes import LONG, until
from tour.diagnostics import TourError
from tour.executors import open_executor, width
from tour.executors.alike import Making, unlike
from tour.executors.cluster import PATIENCE, ask

pytest.importorskip("distributed", reason="NO CLUSTER IS TRIED: pip install 'tourpack[cluster]'")

HEARD = ("--only", "audio")


@dataclass
class Loopback:
    """A scheduler and its workers, each a process of its own in a folder of its own."""

    folder: Path
    address: str = ""
    scheduler: subprocess.Popen[bytes] | None = None
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self) -> None:
        told = self.folder / "scheduler.json"
        self.scheduler = self._run("scheduler", "--port", "0", "--scheduler-file", str(told), "--no-dashboard")
        assert until(lambda: told.exists() and told.read_text("utf-8").rstrip().endswith("}"))
        self.address = json.loads(told.read_text("utf-8"))["address"]

    def worker(self, program: Path = ROOT) -> subprocess.Popen[bytes]:
        """Start a worker that runs the *program* in that folder, and return it once it has joined."""
        name = f"worker-{len(self.workers)}"
        plain = ("--no-nanny", "--nthreads", "1", "--no-dashboard", "--name", name)
        one = self._run("worker", self.address, *plain, "--local-directory", name, program=program)
        self.workers.append(one)
        count = len([worker for worker in self.workers if worker.poll() is None])
        assert until(lambda: self.joined() == count), "the worker does not join"
        return one

    def joined(self) -> int:
        from distributed import Client

        with Client(self.address, set_as_default=False) as client:
            return len(client.nthreads())

    def stop(self) -> None:
        for process in (*self.workers, self.scheduler):
            if process:
                process.kill()
                process.wait(LONG)

    def _run(self, what: str, *arguments: str, program: Path = ROOT) -> subprocess.Popen[bytes]:
        # Not ours: the cache. What workers must know comes with the work.
        environment = {key: value for key, value in os.environ.items() if key != "TOURPACK_CACHE"}
        return subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.dask_{what}", *arguments, "--host", "127.0.0.1"],
            cwd=self.folder,
            env={**environment, "PYTHONPATH": str(program)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )


@contextmanager
def cluster(folder: Path) -> Iterator[Loopback]:
    """Run a scheduler with one worker meanwhile."""
    loopback = Loopback(folder)
    try:
        loopback.start()
        loopback.worker()
        yield loopback
    finally:
        loopback.stop()


@pytest.fixture
def loopback(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loopback]:
    """A scheduler with one worker, for a test that adds to them or ends them."""
    with cluster(tmp_path_factory.mktemp("cluster")) as loopback:
        yield loopback


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loopback]:
    """A scheduler with one worker, which stay as they are."""
    with cluster(tmp_path_factory.mktemp("standing")) as loopback:
        yield loopback


def longer(tour: TourTest) -> None:
    """Let the tour have enough to say to keep two workers busy for a while."""
    for name in ("00-welcome.md", "01-quay.md", "02-mill.md"):
        said = "\n\n".join(f"In {name[:2]}, part {n}, there is a word more. It is said at length." for n in range(12))
        tour.edit(name, "# Look\n", f"# Look\n\n{said}\n")


def locally(tour: TourTest, *only: str) -> dict[str, bytes]:
    """Return the pack as it is built in one process, and remove it with its cache."""
    tour.run("build", "--executor", "inline", *only).ok()
    files = tour.files()
    shutil.rmtree(tour.root / "output")
    shutil.rmtree(tour.root / ".tourpack")
    return files


@pytest.mark.long
def test_two_workers_that_share_no_folder_make_the_bytes_that_one_process_makes(
    tour: TourTest, loopback: Loopback
) -> None:
    loopback.worker()
    longer(tour)
    wanted = locally(tour, *HEARD, "--only", "m4b")

    tour.run("build", "--executor", loopback.address, *HEARD, "--only", "m4b").ok()

    assert tour.files() == wanted


@pytest.mark.long
def test_a_worker_killed_in_the_middle_loses_nothing(tour: TourTest, loopback: Loopback) -> None:
    victim = loopback.worker()
    longer(tour)
    wanted = locally(tour, *HEARD)
    command = [sys.executable, "-m", "tour", "build", "--json", "--executor", loopback.address, *HEARD]

    with subprocess.Popen(command, cwd=tour.root, stdout=subprocess.PIPE, text=True) as build:
        assert build.stdout is not None
        after: list[str] = []
        for line in build.stdout:
            event = json.loads(line)["event"]
            if event == "spoken" and victim.poll() is None:
                victim.send_signal(signal.SIGKILL)
                victim.wait(LONG)
            elif victim.poll() is not None:
                after.append(event)

    assert build.returncode == 0
    assert after.count("spoken") > 20
    assert tour.files() == wanted


def test_a_worker_of_another_version_is_refused_by_name(tour: TourTest, loopback: Loopback) -> None:
    other = loopback.folder / "other"
    shutil.copytree(ROOT / "tour", other / "tour", ignore=shutil.ignore_patterns("__pycache__"))
    with (other / "tour" / "geo.py").open("a", encoding="utf-8") as file:
        file.write("# a change\n")
    loopback.worker(other)

    done = tour.run("build", "--executor", loopback.address)

    assert done.code == 1
    assert "error: the worker tcp://127.0.0.1:" in done.stderr
    assert " has tourpack 0.1.0 (" in done.stderr
    assert done.stderr.count("error: ") == 1
    assert not tour.pack.exists()


def test_one_that_joins_later_is_refused_too(standing: Loopback, monkeypatch: pytest.MonkeyPatch) -> None:
    executor, stop = open_executor(standing.address, 1)
    try:
        monkeypatch.setattr("tour.executors.cluster.making", lambda: Making("here", {"tourpack": "0.0.0"}))

        with pytest.raises(TourError, match=r"the worker tcp://\S+ on \S+ has tourpack .+, and here it is 0.0.0"):
            executor.submit(abs, -5).result(LONG)
    finally:
        stop()


def test_results_and_faults_come_back(standing: Loopback) -> None:
    executor, stop = open_executor(standing.address, 1)
    try:
        assert executor.submit(divmod, 50, 7).result(LONG) == (7, 1)
        assert executor.submit(int, "11", base=2).result(LONG) == 3
        with pytest.raises(ZeroDivisionError):
            executor.submit(divmod, 1, 0).result(LONG)
    finally:
        stop()


def test_work_that_ends_every_worker_is_a_fault_that_says_so(loopback: Loopback) -> None:
    for _ in range(3):
        loopback.worker()
    executor, stop = open_executor(loopback.address, 1)
    try:
        with pytest.raises(TourError, match="one piece of work ended 4 workers"):
            executor.submit(os._exit, 1).result(LONG)
    finally:
        stop()


def test_a_scheduler_that_goes_is_a_fault_and_no_wait_without_end(loopback: Loopback) -> None:
    executor, stop = open_executor(loopback.address, 1)
    try:
        job = executor.submit(time.sleep, 10 * LONG)
        assert loopback.scheduler is not None
        loopback.scheduler.kill()

        with pytest.raises(TourError, match="has gone, or has dropped the work"):
            job.result(4 * LONG)
    finally:
        stop()


def test_where_nobody_can_tell_of_workers_any_more_it_is_a_fault_too(loopback: Loopback) -> None:
    loopback.worker()
    executor, stop = open_executor(loopback.address, 1)
    assert loopback.scheduler
    loopback.scheduler.kill()
    loopback.scheduler.wait()
    try:
        with pytest.raises(TourError, match="has gone"):
            width(executor)
    finally:
        stop()


def test_a_scheduler_that_falls_silent_is_a_fault_and_no_wait_without_end(
    loopback: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tour.executors.cluster.SILENCE", 1)
    monkeypatch.setattr("tour.executors.cluster.ASKED_EVERY", 0.1)
    executor, stop = open_executor(loopback.address, 1)
    assert loopback.scheduler
    try:
        job = executor.submit(time.sleep, 10 * LONG)
        loopback.scheduler.send_signal(signal.SIGSTOP)

        with pytest.raises(TourError, match=r"nothing at \S+ answers as a Dask scheduler in 1 seconds"):
            job.result(LONG)
        with pytest.raises(TourError, match=r"nothing at \S+ answers"):
            executor.submit(abs, -5).result(LONG)
        with pytest.raises(TourError, match="has gone"):
            width(executor)
    finally:
        stop()


def test_work_that_no_worker_is_left_for_is_a_fault_too(loopback: Loopback, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tour.executors.cluster.LONGEST_START", 1)
    monkeypatch.setattr("tour.executors.cluster.ASKED_EVERY", 0.1)
    executor, stop = open_executor(loopback.address, 1)
    try:
        job = executor.submit(time.sleep, 10 * LONG)
        loopback.workers[0].kill()

        with pytest.raises(TourError, match=r"no worker has come to the scheduler at \S+ in 1 seconds"):
            job.result(LONG)
    finally:
        stop()


def test_a_worker_that_hangs_is_not_waited_for_without_end(loopback: Loopback, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tour.executors.cluster.LONGEST_START", 1)
    loopback.workers[0].send_signal(signal.SIGSTOP)

    with pytest.raises(TourError, match="does not say in 1 seconds what it makes sound with"):
        open_executor(loopback.address, 1)


@contextmanager
def listening(banner: bytes) -> Iterator[str]:
    """Take calls, send each the *banner*, say nothing more, and give the address."""
    callers = []

    def answer() -> None:
        with suppress(OSError):
            while True:
                caller, _ = server.accept()
                callers.append(caller)
                caller.sendall(banner)

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        yield f"tcp://127.0.0.1:{server.getsockname()[1]}"
        server.shutdown(socket.SHUT_RDWR)
        thread.join(LONG)
    for caller in callers:
        caller.close()


@pytest.mark.parametrize(
    ("banner", "fault"),
    [
        (b"", r"nothing at \S+ answers as a Dask scheduler in 1 seconds\n  hint: dask scheduler"),
        (b"SSH-2.0-OpenSSH_9.9\r\n", r"what answers at \S+ is no Dask scheduler\n  hint: dask scheduler"),
        (bytes(64), r"what answers at \S+ is no Dask scheduler\n  hint: dask scheduler"),
    ],
)
def test_what_listens_and_is_no_scheduler_is_told_as_that(
    monkeypatch: pytest.MonkeyPatch, banner: bytes, fault: str
) -> None:
    monkeypatch.setattr("tour.executors.cluster.PATIENCE", 1)

    with listening(banner) as address, pytest.raises(TourError, match=fault):
        open_executor(address, 1)


def test_the_address_of_a_worker_is_told_as_that_of_no_scheduler(standing: Loopback) -> None:
    from distributed import Client

    with Client(standing.address, set_as_default=False) as client:
        [worker] = client.nthreads()

    with pytest.raises(TourError, match=f"what answers at {worker} is no Dask scheduler"):
        open_executor(worker, 1)


def test_where_no_scheduler_is_it_says_how_to_start_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tour.executors.cluster.PATIENCE", 1)

    with pytest.raises(TourError, match=r"nothing at tcp://127.0.0.1:1 answers .+\n  hint: dask scheduler"):
        open_executor("tcp://127.0.0.1:1", 1)


def test_tls_without_certificates_is_told_with_what_to_set(tour: TourTest) -> None:
    done = tour.run("build", "--executor", "tls://127.0.0.1:1")

    assert done.code == 1
    assert "error: tls://127.0.0.1:1 needs Dask's certificates, and none are named\n" in done.stderr
    assert "hint: set DASK_DISTRIBUTED__COMM__TLS__CA_FILE" in done.stderr
    assert "Traceback" not in done.stderr


def test_certificates_that_cannot_be_read_are_named(tour: TourTest) -> None:
    for name in ("CA_FILE", "CLIENT__CERT"):
        tour.env[f"DASK_DISTRIBUTED__COMM__TLS__{name}"] = "nowhere.pem"

    done = tour.run("build", "--executor", "tls://127.0.0.1:1")

    assert done.code == 1
    fault = "error: Dask's certificates cannot be used: no such file or directory\n  hint: look at nowhere.pem"
    assert fault in done.stderr


def test_tcp_where_dask_may_only_speak_in_secret_is_told(tour: TourTest) -> None:
    tour.env["DASK_DISTRIBUTED__COMM__REQUIRE_ENCRYPTION"] = "True"

    done = tour.run("build", "--executor", "tcp://127.0.0.1:1")

    assert done.code == 1
    assert "error: Dask is set to speak in secret only, and tcp://127.0.0.1:1 does not\n" in done.stderr


def test_a_malformed_configuration_is_named_and_no_fault_of_the_programs_own(tour: TourTest) -> None:
    settings = tour.root / "dask.yaml"
    tour.env["DASK_CONFIG"] = str(settings)
    for malformed in ("distributed: [", "logging: {distributed: loud}"):
        settings.write_text(malformed, "utf-8")

        done = tour.run("build", "--executor", "tcp://127.0.0.1:1")

        assert done.code == 1
        [told] = [line for line in done.stderr.splitlines() if line.startswith("error: ")]
        assert told.startswith("error: Dask's configuration cannot be used: ")
        assert malformed.startswith("logging") or str(settings) in told
        assert "hint: look at the files in ~/.config/dask/" in done.stderr


def test_dask_logs_nothing_of_what_is_said_in_a_line(standing: Loopback) -> None:
    """Nor its client, whose logger has a level of its own: a scheduler that goes would be told with its trace."""
    import distributed  # noqa: F401  which gives it that level

    logging.getLogger("distributed.client").setLevel("WARNING")  # as it is, where an earlier test has not changed it

    _, stop = open_executor(standing.address, 1)
    stop()

    names = ("distributed", "distributed.client", "distributed.core", "tornado.application", "asyncio")
    assert not [name for name in names if logging.getLogger(name).isEnabledFor(logging.CRITICAL)]


def test_only_what_is_lacking_or_of_another_version_makes_a_worker_unlike() -> None:
    ours = Making("here", {"numpy": "2.1", "pydub": "0.25", "scipy": ""})

    assert unlike(Making("there", {"numpy": "2.1", "pydub": "0.25", "scipy": "1.9"}), ours) == ""
    assert unlike(Making("there", {"numpy": "2.0", "pydub": "0.25"}), ours) == "has numpy 2.0, and here it is 2.1"
    assert unlike(Making("there", {"numpy": "2.1"}), ours) == "has no pydub, and here it is 0.25"


def test_a_scheduler_is_found_where_a_loop_is_running_already(standing: Loopback) -> None:
    """As in a notebook, and in a process that drives a browser."""

    async def asked() -> bool:
        return ask(standing.address, PATIENCE)

    with ThreadPoolExecutor(1) as apart:  # in this thread one may be running, of a browser
        assert apart.submit(asyncio.run, asked()).result()
