from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from samples import line_of
from samples import stop as a_stop
from samples import tour as a_tour
from tour.check import glyphs
from tour.diagnostics import Diagnostic, Span
from tour.model import Feature, Place
from tour.reading.project import Read


def _read(*lines: str) -> Read:
    printed = tuple((line, Span("stops/01-a.md", number, 1)) for number, line in enumerate(lines, 1))
    return Read(Path(), None, (), printed)


def faults(read: Read) -> list[Diagnostic]:
    return glyphs.faults(read, line_of(2))


@pytest.mark.parametrize(
    "line", ["Plain text, 100% [^S1] {x} ~ \t|", "Café – “naïve” ½ … °·", "Šárka, Łódź, ő", "→ ≤ 5 €"]
)
def test_what_the_fonts_have_is_no_fault(line: str) -> None:
    assert faults(_read(line)) == []


@pytest.mark.parametrize("character", ["\N{MAMMOTH}", "中", "\x07", "\x85", "\ue000"])
def test_what_no_font_has_is_pointed_at_where_it_first_stands(character: str) -> None:
    (found,) = faults(_read("ok", f"é {character}, {character}"))

    assert found.span == Span("stops/01-a.md", 2, 3)
    assert f"(U+{ord(character):04X})" in found.message


def test_letters_of_one_script_are_one_fault_and_signs_are_each_their_own() -> None:
    found = faults(_read("أهلا وسهلا", "שלום", "قديمة \N{MAMMOTH} \N{TUGRIK SIGN}\N{MAMMOTH}"))

    assert [fault.message.partition(":")[0] for fault in found[:2]] == [
        "no font of the card has Arabic letters",
        "no font of the card has Hebrew letters",
    ]
    assert [fault.span.line for fault in found if fault.span] == [1, 2, *([3] * (len(found) - 2))]
    assert len([fault for fault in found if "U+1F9A3" in fault.message]) == 1
    assert "fonts = [" in found[0].hint


def test_an_accent_apart_from_its_letter_is_printed_as_one() -> None:
    assert faults(_read("cafe\u0301")) == []


def test_what_stands_in_the_files_as_an_escape_is_found_in_what_the_card_prints() -> None:
    tour = a_tour([a_stop(1, title="The \u732b")])

    (found,) = glyphs.faults(_read('title: "The \\u732b"'), tour)

    assert found.span == tour.stops[0].span
    assert "'猫' (U+732B), in the title of stop 1" in found.message


def test_names_on_the_map_that_no_font_has_are_one_warning() -> None:
    names = ("猫通り", "犬通り", "Elm")
    tour = line_of(2, map=tuple(Feature(name, "local", "line", (Place(0, 0), Place(1, 1)), False) for name in names))

    (found,) = glyphs.faults(_read(), tour)

    assert found.severity == "warning"
    assert "2 names on the map are left out" in found.message
    assert "'猫通り', '犬通り'" in found.message


def test_a_character_that_was_pointed_at_in_its_line_is_not_told_twice() -> None:
    tour = a_tour([a_stop(1, title="The 猫")])

    (found,) = glyphs.faults(_read("title: The 猫"), tour)

    assert found.span == Span("stops/01-a.md", 1, 12)


def test_usual_letters_open_no_font() -> None:
    probe = (
        "import sys; sys.path[:0] = ['tests', 'tests/check']; import test_glyphs as t;"
        "assert t.faults(t._read('Café – “x”')) == []; assert 'reportlab' not in sys.modules;"
        "assert 'tour.style.fonts' not in sys.modules"
    )

    done = subprocess.run(
        [sys.executable, "-c", probe], capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2]
    )

    assert done.returncode == 0, done.stderr
