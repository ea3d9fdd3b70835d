"""How each sentence is said, remembered from one build to the next."""

from __future__ import annotations

from dataclasses import astuple

from tour import normalize as rules
from tour.normalize import Doubt
from tour.pack.remembered import remembered


def normalize(text: str, language: str) -> str:
    """Return how a voice says *text*, one sentence as written; *language* is BCP 47."""
    return str(remembered("said", f"{language}\n{text}", lambda: rules.normalize(text, language)))


def doubts(text: str, language: str) -> tuple[Doubt, ...]:
    """Return the places of *text*, one sentence as written, where nobody can be sure what is meant."""

    def rows() -> list[list[object]]:
        return [list(astuple(doubt)) for doubt in rules.doubts(text, language)]

    return tuple(Doubt(*row) for row in remembered("doubts", f"{language}\n{text}", rows))
