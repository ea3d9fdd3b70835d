"""How many sentences a worker is given in one job, where a job costs much."""

from __future__ import annotations

from concurrent.futures import Future
from typing import Any

import pytest

from conftest import TourTest
from tour.diagnostics import TourError
from tour.engines import SpeechError
from tour.engines.tone import Tone
from tour.events import Event, Spoken
from tour.executors import Inline
from tour.narration import tasks
from tour.narration.narrate import narrate
from tour.narration.orders import make_plan
from tour.narration.plan import sheets
from tour.narration.workshop import Workshop
from tour.pack.cache import Store
from tour.reading.project import read

SENTENCES = 11


class Dear(Inline):
    """Does each job when it is handed out, and wants up to four sentences in one."""

    in_one_go = 4

    def __init__(self) -> None:
        self.handed: list[int] = []
        """How many sentences each job had."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:  # any job
        if fn is tasks.speak:
            self.handed.append(len(args))
        return super().submit(fn, *args, **kwargs)


def spoken(test: TourTest, executor: Inline) -> list[str]:
    """Narrate the tour on *executor*, and return what was spoken."""
    tour = read(test.root).tour
    assert tour is not None
    store = Store(test.root / ".tourpack")
    store.prepare()
    events: list[Event] = []
    narrate(make_plan(tour, sheets(tour)), Workshop(store, lambda: executor, events.append))
    return sorted(event.text for event in events if isinstance(event, Spoken))


@pytest.fixture
def eager(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker is given all that is left."""
    monkeypatch.setattr("tour.narration.speak_and_mix._SHARES", 1)


@pytest.mark.usefixtures("eager")
def test_where_a_job_costs_much_it_has_several_sentences(tour: TourTest) -> None:
    executor = Dear()

    assert len(spoken(tour, executor)) == SENTENCES
    assert executor.handed == [4, 4, 3]


def test_no_worker_is_given_more_than_its_share_of_what_is_left(tour: TourTest) -> None:
    executor = Dear()

    assert len(spoken(tour, executor)) == SENTENCES
    assert executor.handed == [2, 2] + 7 * [1]


@pytest.mark.usefixtures("eager")
def test_of_an_engine_that_may_be_asked_but_so_often_at_a_time_each_job_has_one(
    tour: TourTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Tone, "parallel", 2)
    executor = Dear()

    assert len(spoken(tour, executor)) == SENTENCES
    assert executor.handed == SENTENCES * [1]


@pytest.mark.usefixtures("eager")
def test_each_sentence_that_cannot_be_spoken_is_named_and_the_rest_of_its_job_is_kept(
    tour: TourTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    speak = Tone.speak

    def refusing(engine: Tone, text: str, voice: Any) -> Any:
        if "quay" in text.lower():
            raise SpeechError("not this one", "say another")
        return speak(engine, text, voice)

    with monkeypatch.context() as refused:
        refused.setattr(Tone, "speak", refusing)
        with pytest.raises(TourError) as told:
            spoken(tour, Dear())
    left = spoken(tour, Dear())

    assert {fault.message for fault in told.value.diagnostics} == {"not this one"}
    assert len(told.value.diagnostics) == len(left) < SENTENCES
    assert all("quay" in text.lower() for text in left)


@pytest.mark.usefixtures("eager")
def test_an_engine_that_refuses_for_good_is_asked_once_a_job(tour: TourTest, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def refusing(_engine: Tone, text: str, _voice: Any) -> Any:
        asked.append(text)
        raise SpeechError("the voice is gone", "choose another", fatal=True)

    monkeypatch.setattr(Tone, "speak", refusing)
    with pytest.raises(TourError) as told:
        spoken(tour, Dear())

    [fault] = told.value.diagnostics
    assert fault.message == f"the voice is gone; {SENTENCES} sentences are not spoken"
    assert len(asked) == 1


def test_how_many_workers_there_are_is_asked_before_there_is_work_and_not_for_each_job(tour: TourTest) -> None:
    class Cluster(Dear):
        asked = 0

        @property
        def workers(self) -> int:
            self.asked += 1
            return 1

    executor = Cluster()
    spoken(tour, executor)

    assert executor.asked == 2
