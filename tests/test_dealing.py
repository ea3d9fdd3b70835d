"""Which files of tests the processes are given."""

from __future__ import annotations

from itertools import chain, groupby
from types import SimpleNamespace
from typing import Any

from dealing import TwoKinds

SIZES = {"browser/test_map": 3, "browser/test_tabs": 5, "words/test_links": 4, "words/test_text": 6, "test_geo": 3}
"""How many tests some files have."""
TESTS = [f"tests/{file}.py::test_{number}" for file, count in SIZES.items() for number in range(count)]


class Process:
    """A process of pytest-xdist that only takes down what it is given."""

    def __init__(self, number: int) -> None:
        self.gateway = SimpleNamespace(id=f"gw{number}")
        self.shutting_down = False
        self.given: list[str] = []

    def send_runtest_some(self, indices: list[int]) -> None:
        self.given += [TESTS[index] for index in indices]

    def shutdown(self) -> None:
        self.shutting_down = True


def dealt(processes: int) -> list[list[str]]:
    """Return what each process was given, when they take turns test by test."""
    option = SimpleNamespace(loadscopereorder=False)
    config: Any = SimpleNamespace(getvalue=lambda name: ["popen"] * processes, option=option)
    scheduler = TwoKinds(config)
    nodes: list[Any] = [Process(number) for number in range(processes)]
    for node in nodes:
        scheduler.add_node(node)
        scheduler.add_node_collection(node, TESTS)
    scheduler.schedule()
    for turn in range(len(TESTS)):
        for node in nodes:
            if turn < len(node.given):
                scheduler.mark_test_complete(node, TESTS.index(node.given[turn]))
    assert scheduler.tests_finished
    return [node.given for node in nodes]


def files(given: list[str]) -> list[str]:
    """Return the files of tests, in order."""
    return [file.removeprefix("tests/") for file, _ in groupby(test.partition(".py")[0] for test in given)]


def test_one_process_begins_with_browsers_and_the_other_with_the_rest_the_largest_file_first() -> None:
    waits, works = dealt(2)

    assert files(waits)[:2] == ["browser/test_tabs", "browser/test_map"]
    assert files(works)[:2] == ["words/test_text", "words/test_links"]


def test_each_test_is_given_once_and_a_file_to_one_process() -> None:
    for processes in (1, 2, 3):
        given = dealt(processes)

        assert sorted(chain(*given)) == sorted(TESTS)
        assert sorted(chain(*map(files, given))) == sorted(SIZES)
