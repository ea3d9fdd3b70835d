from __future__ import annotations

import string

import pytest

from tour.words.spoken import AT_THE_PHONE, FORBIDDEN, TEXTS, texts


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_every_language_has_every_line_with_its_blanks(language: str) -> None:
    lines = texts(language, {})

    assert set(lines) == set(TEXTS["en"])
    blanks = {key: [name for _, name, _, _ in string.Formatter().parse(line) if name] for key, line in lines.items()}
    assert {key: names for key, names in blanks.items() if names} == {
        "hold": ["stand"],
        "back_there": ["stand"],
        "back_across": ["street"],
        "quiet_across": ["street"],
        "quiet_there": ["next"],
        "walk": ["next"],
        "walk_on": ["next", "street"],
    }


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_no_language_s_own_lines_say_what_it_forbids(language: str) -> None:
    said = " ".join(TEXTS[language].values()).casefold()

    assert not [phrase for phrase in (*FORBIDDEN[language], *AT_THE_PHONE[language]) if phrase in said]


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_what_is_said_before_a_road_does_not_speak_of_the_phone(language: str) -> None:
    before = [TEXTS[language][key] for key in ("stay", "stay_until", "begins", "back_across", "back_there")]

    assert not [line for line in before if "press" in line.casefold() or "pulsa" in line.casefold()]


def test_a_region_speaks_its_language() -> None:
    assert texts("es-MX", {}) == TEXTS["es"]


def test_a_tour_s_own_lines_go_first() -> None:
    assert texts("en", {"home": "Back"}) == {**TEXTS["en"], "home": "Back"}
    assert texts("nl", {"home": "Terug"}) == {"home": "Terug"}
