"""How uneven a voice may be is for its engine to say; where it does not, it is taken for as uneven as any."""

from __future__ import annotations

from dataclasses import replace

import pytest

from samples import say, stop, tour
from tour import plugins
from tour.engines.tone import Tone
from tour.model import Tour, Voice
from tour.narration.pace import spread


class Foreign(Tone):
    """An engine from elsewhere."""

    name = "foreign"

    def spread(self, voice: Voice) -> tuple[float, float]:
        return (0.5, 1.2) if voice.name == "slow" else (0.9, 1.1)


class Silent:
    """One that does not say."""

    name = "silent"


@pytest.fixture(autouse=True)
def foreign(monkeypatch: pytest.MonkeyPatch) -> None:
    engines = {"foreign": Foreign(), "silent": Silent()}
    monkeypatch.setattr(plugins, "engine", lambda name: engines[name])


def spoken_by(engine: str, name: str = "beep") -> Tour:
    return tour([stop(1), stop(2)], voice=Voice(engine, name, "en"))


def test_an_engine_says_how_even_each_of_its_voices_is() -> None:
    assert spread((), spoken_by("foreign")) == (0.9, 1.1)
    assert spread((), spoken_by("foreign", "slow")) == (0.5, 1.2)


def test_one_that_does_not_say_is_taken_for_as_uneven_as_any() -> None:
    assert spread((), spoken_by("silent")) == (0.7, 1.7)


def test_of_two_voices_the_least_and_the_most_hold() -> None:
    two = (say("One."), replace(say("Two."), voice=Voice("foreign", "slow", "en")))

    assert spread(two, spoken_by("foreign")) == (0.5, 1.2)
