"""Slow work asks for no haste, wherever it is done; each test asks of a thread of its own, whose wishes end with it."""

from __future__ import annotations

import os
from collections.abc import Callable
from threading import Thread
from typing import TypeVar

import pytest

from tour.executors import open_executor
from tour.executors.unhurried import hurry_nobody

T = TypeVar("T")

if not hasattr(os, "SCHED_BATCH"):
    pytest.skip("ONLY LINUX CAN BE ASKED FOR NO HASTE", allow_module_level=True)


def alone(ask: Callable[[], T]) -> T:
    """Return what *ask* gives in a thread of its own, which begins as any other does."""
    told: list[T] = []

    def run() -> None:
        os.sched_setscheduler(0, os.SCHED_OTHER, os.sched_param(0))
        told.append(ask())

    thread = Thread(target=run)
    thread.start()
    thread.join()
    return told[0]


def unhurried() -> bool:
    return os.sched_getscheduler(0) == os.SCHED_BATCH


@pytest.fixture(autouse=True)
def allowed() -> None:
    """Ask the system itself, and not what is tried here; where CI runs, it must be able to."""

    def tried() -> str:
        try:
            os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))
        except OSError as fault:
            return str(fault)
        return ""

    if why := alone(tried):
        assert not os.environ.get("CI"), why
        pytest.skip(f"THIS SYSTEM CANNOT BE ASKED FOR NO HASTE: {why}")


def test_nobody_in_a_pool_is_stopped_for_whoever_wakes() -> None:
    def asked() -> bool:
        pool, stop = open_executor("processes", 1)
        try:
            return pool.submit(os.sched_getscheduler, 0).result(60) == os.SCHED_BATCH
        finally:
            stop()

    assert not alone(unhurried)
    assert alone(asked)


@pytest.mark.parametrize("kind", ["inline", "threads"])
def test_nor_where_the_work_is_done_in_this_process(kind: str) -> None:
    def asked() -> bool:
        executor, stop = open_executor(kind, 1)
        try:
            return executor.submit(unhurried).result(60)
        finally:
            stop()

    assert alone(asked)


def test_nor_in_a_worker_of_a_cluster() -> None:
    cluster = pytest.importorskip("tour.executors.cluster")
    call = cluster.Call(cluster.making(), unhurried, ())

    assert alone(lambda: cluster.do(call))


def test_what_somebody_chose_for_it_stays() -> None:
    def chosen() -> int:
        os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
        hurry_nobody()
        return os.sched_getscheduler(0)

    assert alone(chosen) == os.SCHED_IDLE
