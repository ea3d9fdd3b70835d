"""How sentences are said is remembered, as long as nothing that tells it has changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import TourTest
from tour.narration import said_before
from tour.narration.plan import sheets
from tour.normalize import Doubt, doubts, normalize
from tour.pack import remembered as memory
from tour.pack.cache import Store
from tour.pack.remembered import remembered_in
from tour.reading.project import read

Heard = tuple[str, tuple[Doubt, ...]]

SENTENCES = (
    "It was built in 1801.",
    "Turn at 3/4/05, by St. Mark’s.",
    "The lead was heavy, and some lead singers left.",
)


@pytest.fixture
def rules(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the rules of speech have run over, for as long as the test lasts."""
    ran: list[str] = []

    def spy(text: str, language: str) -> str:
        ran.append(text)
        return normalize(text, language)

    monkeypatch.setattr(said_before.rules, "normalize", spy)
    return ran


def said(text: str, language: str) -> Heard:
    return said_before.normalize(text, language), said_before.doubts(text, language)


def remembered(store: Store, root: Path, *sentences: str, language: str = "en") -> list[Heard]:
    with remembered_in(store, root) as keep:
        found = [said(text, language) for text in sentences]
    keep()
    return found


def test_what_is_remembered_is_what_the_rules_say(store: Store, tmp_path: Path) -> None:
    told = [(normalize(text), doubts(text)) for text in SENTENCES]

    assert any(found for _, found in told)
    assert remembered(store, tmp_path, *SENTENCES) == told
    assert remembered(store, tmp_path, *SENTENCES) == told


def test_the_rules_run_over_a_changed_sentence_alone(store: Store, tmp_path: Path, rules: list[str]) -> None:
    remembered(store, tmp_path, *SENTENCES)
    rules.clear()

    remembered(store, tmp_path, *SENTENCES[:2], "It was built in 1901.")
    remembered(store, tmp_path, *SENTENCES[:2], "It was built in 1901.")

    assert rules == ["It was built in 1901."]


def test_another_language_and_another_tour_are_remembered_apart(store: Store, tmp_path: Path, rules: list[str]) -> None:
    remembered(store, tmp_path, SENTENCES[0])
    remembered(store, tmp_path, SENTENCES[0], language="en-GB")
    remembered(store, tmp_path / "other", SENTENCES[0])

    assert rules == [SENTENCES[0]] * 3


def test_another_program_asks_the_rules(
    store: Store, tmp_path: Path, rules: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    remembered(store, tmp_path, SENTENCES[0])
    monkeypatch.setattr(memory, "own_code", lambda: "another")
    remembered(store, tmp_path, SENTENCES[0])

    assert rules == [SENTENCES[0]] * 2


def test_a_damaged_memory_is_none(store: Store, tmp_path: Path, rules: list[str]) -> None:
    remembered(store, tmp_path, SENTENCES[0])
    (path,) = (store.root / "kept").iterdir()
    path.write_bytes(path.read_bytes().replace(b"built", b"burnt"))

    assert remembered(store, tmp_path, SENTENCES[0]) == [(normalize(SENTENCES[0]), ())]
    assert rules == [SENTENCES[0]] * 2


def test_outside_a_build_the_rules_run(rules: list[str]) -> None:
    said(SENTENCES[0], "en")
    said(SENTENCES[0], "en")

    assert rules == [SENTENCES[0]] * 2


def test_a_tour_read_from_memory_is_the_same_tour(tour: TourTest, store: Store) -> None:
    tour.edit("02-mill.md", "This is the mill.", "It was built in 1801, on 3/4/05. “Łódź” cost £3m.")
    fresh = read(tour.root)
    for _ in range(2):
        with remembered_in(store, tour.root) as keep:
            kept = read(tour.root)
        keep()

    assert (kept.tour, kept.faults) == (fresh.tour, fresh.faults)


def test_the_programs_own_lines_are_remembered_too(tour: TourTest, store: Store, rules: list[str]) -> None:
    for _ in range(2):
        rules.clear()
        with remembered_in(store, tour.root) as keep:
            sheets(read(tour.root).tour)
        keep()

    assert rules == []
