from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tour.check.glyphs import faults
from tour.diagnostics import Span
from tour.reading.project import Read


def _read(*lines: str) -> Read:
    printed = tuple((line, Span("stops/01-a.md", number, 1)) for number, line in enumerate(lines, 1))
    return Read(Path(), None, (), printed)


@pytest.mark.parametrize(
    "line", ["Plain text, 100% [^S1] {x} ~ \t|", "Café – “naïve” ½ … °·", "Šárka, Łódź, ő", "→ ≤ 5 €"]
)
def test_what_the_fonts_have_is_no_fault(line: str) -> None:
    assert faults(_read(line)) == []


@pytest.mark.parametrize("character", ["\N{MAMMOTH}", "中", "\x07", "\x85", "\ue000"])
def test_what_no_font_has_is_pointed_at_each_time(character: str) -> None:
    found = faults(_read("ok", f"é {character}, {character}"))

    assert [fault.span for fault in found] == [Span("stops/01-a.md", 2, 3), Span("stops/01-a.md", 2, 6)]
    assert all(f"(U+{ord(character):04X})" in fault.message for fault in found)


def test_an_accent_apart_from_its_letter_is_printed_as_one() -> None:
    assert faults(_read("cafe\u0301")) == []


def test_usual_letters_open_no_font() -> None:
    probe = (
        "import sys; sys.path.insert(0, 'tests/check'); import test_glyphs as t;"
        "assert t.faults(t._read('Café – “x”')) == []; assert 'reportlab' not in sys.modules;"
        "assert 'tour.style.fonts' not in sys.modules"
    )

    done = subprocess.run(
        [sys.executable, "-c", probe], capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2]
    )

    assert done.returncode == 0, done.stderr
