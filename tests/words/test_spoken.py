from __future__ import annotations

import string

import pytest

from tour.words.spoken import TEXTS, texts


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_every_language_has_every_line_with_its_blanks(language: str) -> None:
    lines = texts(language, {})

    assert set(lines) == set(TEXTS["en"])
    blanks = {key: [name for _, name, _, _ in string.Formatter().parse(line) if name] for key, line in lines.items()}
    assert {key: names for key, names in blanks.items() if names} == {"hold": ["stand"], "walk": ["next"]}


def test_a_region_speaks_its_language() -> None:
    assert texts("es-MX", {}) == TEXTS["es"]


def test_a_tour_s_own_lines_go_first() -> None:
    assert texts("en", {"home": "Back"}) == {**TEXTS["en"], "home": "Back"}
    assert texts("nl", {"home": "Terug"}) == {"home": "Terug"}
