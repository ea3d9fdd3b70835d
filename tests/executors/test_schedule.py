"""Workers are kept busy, with as few jobs handed out as that takes."""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tour.diagnostics import TourError
from tour.executors import KINDS, Inline, open_executor, schedule
from tour.executors.schedule import Job, keep_busy


def squares(numbers: Iterator[int], results: list[int]) -> Any:
    """Return a source of jobs that square *numbers* into *results*."""
    return lambda: next((Job(pow, (number, 2), results.append) for number in numbers), None)


@pytest.mark.parametrize("kind", KINDS)
def test_every_job_is_run_and_its_result_handed_over(kind: str) -> None:
    executor, stop = open_executor(kind, 2)
    results: list[int] = []
    try:
        keep_busy(executor, 4, squares(iter(range(20)), results))
    finally:
        stop()

    assert sorted(results) == [number**2 for number in range(20)]


def test_results_are_handed_over_in_the_callers_thread() -> None:
    threads: list[int] = []
    jobs = iter([Job(abs, (-5,), lambda _: threads.append(threading.get_ident())) for _ in range(9)])

    with ThreadPoolExecutor(2) as executor:
        keep_busy(executor, 4, lambda: next(jobs, None))

    assert threads == [threading.get_ident()] * 9


def test_no_more_jobs_are_handed_out_than_may_be() -> None:
    running = most = 0
    lock = threading.Lock()

    def work() -> None:
        nonlocal most
        with lock:
            most = max(most, running)

    def next_job() -> Job[None] | None:
        nonlocal running, left
        if not left:
            return None
        running, left = running + 1, left - 1
        return Job(work, (), done)

    def done(_: None) -> None:
        nonlocal running
        running -= 1

    left = 30
    with ThreadPoolExecutor(8) as executor:
        keep_busy(executor, 3, next_job)

    assert (running, left) == (0, 0)
    assert 1 <= most <= 3


def test_a_result_may_bring_more_work() -> None:
    waiting, results = [1], []

    def done(number: int) -> None:
        results.append(number)
        if number < 5:
            waiting.append(number + 1)

    with ThreadPoolExecutor(2) as executor:
        keep_busy(executor, 4, lambda: Job(abs, (waiting.pop(),), done) if waiting else None)

    assert results == [1, 2, 3, 4, 5]


def test_work_that_is_done_here_hands_over_each_result_before_the_next_is_asked_for() -> None:
    steps: list[str] = []

    def next_job() -> Job[str] | None:
        steps.append("asked")
        return Job(str, ("done",), steps.append) if len(steps) < 5 else None

    keep_busy(Inline(), 4, next_job)

    assert steps == ["asked", "done", "asked", "done", "asked"]


def test_chores_are_done_here_while_long_work_runs() -> None:
    go, done = threading.Event(), []

    with ThreadPoolExecutor(1) as executor:
        jobs = iter([Job(go.wait, (60,), done.append, long=True)])
        chores = deque([lambda: done.append("chore"), go.set])
        keep_busy(executor, 2, lambda: next(jobs, None), chores)

    assert done == ["chore", True]  # the work ended because a chore was done
    assert not chores


def test_work_that_turns_out_to_be_long_leaves_time_for_every_chore() -> None:
    go, done = threading.Event(), []

    with ThreadPoolExecutor(1) as executor:
        jobs = iter([Job(go.wait, (60,), done.append)])
        chores = deque([lambda: done.append("one"), lambda: done.append("two"), go.set])
        keep_busy(executor, 2, lambda: next(jobs, None), chores)

    assert done == ["one", "two", True]


def test_nobody_waits_for_a_chore_while_short_work_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schedule, "_LONG", 60)  # on a busy machine nothing is short
    go = threading.Event()
    chores = deque([lambda: pytest.fail("a chore was done")])
    jobs = iter([Job(go.wait, (60,), str), Job(go.set, (), str, long=True)])

    with ThreadPoolExecutor(2) as executor:
        keep_busy(executor, 2, lambda: next(jobs, None), chores)

    assert len(chores) == 1


def test_chores_are_left_where_work_is_done_here() -> None:
    chores = deque([lambda: pytest.fail("a chore was done")])
    jobs = iter([Job(abs, (1,), abs, long=True)])

    keep_busy(Inline(), 2, lambda: next(jobs, None), chores)

    assert len(chores) == 1


def test_what_a_job_raises_is_raised() -> None:
    with pytest.raises(ZeroDivisionError):
        keep_busy(Inline(), 2, lambda: Job(divmod, (1, 0), lambda _: None))


def test_a_lost_worker_is_a_fault() -> None:
    executor, stop = open_executor("processes", 1)
    try:
        with pytest.raises(TourError, match="a worker ended in the middle of its work"):
            keep_busy(executor, 2, lambda: Job(os._exit, (1,), lambda _: None))
    finally:
        stop()
