"""What a sentence was found to say of roads is remembered, with all that it was looked at with."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from conftest import TourTest
from samples import cross, say, stop
from samples import tour as sample
from tour.check import sending
from tour.model import Segment
from tour.narration.orders import make_plan
from tour.narration.plan import sheets
from tour.pack.cache import Store
from tour.pack.remembered import remembered_in
from tour.terminal import cli
from tour.words.phrases import Phrases

NOW = say("Cross Vine now.")
HERE = say("Cross over.")


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The sentences that phrases were looked for in, for as long as the test lasts."""
    seen: list[str] = []
    find = Phrases.find

    def spy(self: Phrases, sentence: str, streets: Sequence[str] = ()) -> str:
        seen.append(sentence)
        return find(self, sentence, streets)

    monkeypatch.setattr(Phrases, "find", spy)
    return seen


def found(store: Store, *walk: Segment) -> list[str]:
    """Return the messages for a tour with this walk, in a build of its own."""
    one = sample([stop(1, walk=walk), stop(2)])
    with remembered_in(store, Path("mile")) as keep:
        messages = [fault.message for fault in sending.faults(make_plan(one, sheets(one)))]
    keep()
    return messages


def test_what_is_remembered_is_refused_like_what_is_new(store: Store, looked: list[str]) -> None:
    first = found(store, HERE)
    looked.clear()

    assert first == ["'Cross over' tells somebody to cross, who would go at once"]
    assert found(store, HERE) == first
    assert HERE.text not in looked


def test_a_street_that_is_new_to_the_tour_makes_its_sentences_new(store: Store) -> None:
    assert found(store, NOW) == []
    assert found(store, NOW, cross("Vine")) == ["'Cross Vine now' could send somebody into a road"]
    assert found(store, NOW) == []


def test_a_check_takes_what_the_last_build_found_and_puts_nothing_into_the_cache(
    tour: TourTest, looked: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    tour.build("--engine", "tone")
    before = {path: path.stat().st_mtime_ns for path in (tour.root / ".tourpack").rglob("*")}

    cli.check(tour.root)

    assert capsys.readouterr().err == ""
    assert looked == []
    assert {path: path.stat().st_mtime_ns for path in (tour.root / ".tourpack").rglob("*")} == before
