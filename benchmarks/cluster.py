"""What two workers of a Dask cluster gain over one process, beside what a pool of two gains, in the same run.

cluster.py [PROJECT]

Ratios of wall seconds of cold builds; on a busy machine they say little. 0.85 of the pool's gain is asked for.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench import BASE, HERE, build, copied

WORKERS = 2
PATIENCE = 60.0
"""Seconds for scheduler and workers to start."""


@contextmanager
def cluster(folder: Path) -> Iterator[str]:
    """Start a scheduler and workers on loopback, and give the scheduler's address."""
    told = folder / "scheduler.json"
    processes = [_run(folder, "scheduler", "--port", "0", "--scheduler-file", str(told))]
    try:
        address = _address(told)
        for number in range(WORKERS):
            plain = ("--no-nanny", "--nthreads", "1", "--local-directory", f"worker-{number}")
            processes.append(_run(folder, "worker", address, *plain))
        _await_workers(address)
        yield address
    finally:
        for process in processes:
            process.kill()
            process.wait()


def _run(folder: Path, what: str, *arguments: str) -> subprocess.Popen[bytes]:
    command = [
        sys.executable,
        "-m",
        f"distributed.cli.dask_{what}",
        *arguments,
        "--host",
        "127.0.0.1",
        "--no-dashboard",
    ]
    return subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _address(told: Path) -> str:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if told.exists() and told.read_text("utf-8").rstrip().endswith("}"):
            return str(json.loads(told.read_text("utf-8"))["address"])
        time.sleep(0.1)
    sys.exit("the scheduler does not start")


def _await_workers(address: str) -> None:
    from distributed import Client

    with Client(address, set_as_default=False) as client:
        client.wait_for_workers(WORKERS, timeout=PATIENCE)


def main() -> None:
    project = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parent
    with tempfile.TemporaryDirectory() as folder:
        one, _ = build(copied(project, folder, "one"), *BASE, "--executor", "inline")
        pool, _ = build(copied(project, folder, "pool"), *BASE, "--jobs", str(WORKERS))
        with cluster(Path(folder)) as address:
            spread, _ = build(copied(project, folder, "spread"), *BASE, "--executor", address)
    pooled, gained = one.wall / pool.wall, one.wall / spread.wall
    print(f"one process    {one.wall:6.1f} s")
    print(f"a pool of {WORKERS}    {pool.wall:6.1f} s  gains {pooled:.2f}")
    print(
        f"a cluster of {WORKERS} {spread.wall:6.1f} s  gains {gained:.2f}, which is {gained / pooled:.2f} of the pool's"
    )


if __name__ == "__main__":
    main()
