from __future__ import annotations

import ast
import os
import pickle
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tour.diagnostics import RULES, WIDEST, Diagnostic, Span, TourError, lines_of, ordered, render, typed
from tour.engines import SpeechError
from tour.engines.google_translate import GoogleError


def _shown(line: str, column: int, length: int = 1) -> list[str]:
    """Return the source line and the caret line."""
    span = Span("x.md", 1, column, length)
    return render(Diagnostic(span, "wrong"), {"x.md": [line]}).split("\n")[1:]


def test_of_a_photo_or_an_archive_no_line_is_shown_and_of_utf_16_its_text(tmp_path: Path) -> None:
    photo, table = tmp_path / "a.jpg", tmp_path / "b.csv"
    photo.write_bytes(b"\xff\xd8\xff" + b"\0" * 99)
    table.write_bytes("Größe;1\n".encode("utf-16"))
    faults = [Diagnostic(Span(str(path), 1, 1), "wrong") for path in (photo, table)]

    lines = lines_of(faults)

    assert render(faults[0], lines) == f"{photo.as_posix()}:1:1: error: wrong"
    assert "Größe;1" in render(faults[1], lines)


def test_a_fault_is_shown_with_its_place_its_line_and_its_hint() -> None:
    fault = Diagnostic(Span("stops/01-quay.md", 2, 7, 5), "the word 'lakke' is wrong", "write lake")

    assert render(fault, {"stops/01-quay.md": ["---\n", "Go to lakke now.\r\n"]}) == (
        "stops/01-quay.md:2:7: error: the word 'lakke' is wrong\n  Go to lakke now.\n        ^^^^^\n  hint: write lake"
    )


def test_a_name_that_breaks_lines_or_commands_a_terminal_is_spelt_out() -> None:
    fault = Diagnostic(Span("a\nb", 1, 1), "no \x1b[31m\r\x9b\u2028", "one:\n  \x07\t\\", "warning")

    assert render(fault) == "a\\nb:1:1: warning: no \\x1b[31m\\r\\x9b\\u2028\n  hint: one:\n  \\x07\t\\"


@pytest.mark.parametrize(
    ("line", "column", "length", "caret"),
    [
        ("\tab", 2, 2, "\t^^"),
        ("a\tb\tc", 5, 1, " \t \t^"),
        ("漢字 is", 3, 1, "    ^"),
        ("漢字 is", 2, 1, "  ^^"),
        ("漢字 is", 1, 5, "^^^^^^^"),
        ("ｗｉｄｅ x", 6, 1, "         ^"),
        ("cafe\u0301 x", 7, 1, "     ^"),
        ("cafe\u0301 x", 5, 1, "    ^"),
        ("e\u0301", 1, 2, "^"),
        ("\u0e01\u0e34\u0e19 x", 5, 1, "   ^"),
        ("❤\ufe0f x", 4, 1, "  ^"),
        ("\u200bx", 2, 1, " ^"),
        ("ab", 3, 1, "  ^"),
        ("ab", 9, 4, "  ^"),
        ("", 1, 1, "^"),
        ("abc", 2, 99, " ^^"),
    ],
)
def test_the_caret_stands_under_its_letter(line: str, column: int, length: int, caret: str) -> None:
    source, under = _shown(line, column, length)

    assert under == f"  {caret}"
    assert source.startswith("  ")


def test_what_a_terminal_would_obey_is_not_sent_to_it() -> None:
    source, under = _shown("a\x1b[31mb\u202ec\x07", 2)

    assert source == "  a\N{REPLACEMENT CHARACTER}[31mb\N{REPLACEMENT CHARACTER}c\N{REPLACEMENT CHARACTER}"
    assert under == "   ^"


@given(st.integers(0, 500), st.integers(1, 600), st.integers(1, 600))
def test_of_a_long_line_the_part_round_the_fault_is_shown(before: int, at: int, after: int) -> None:
    line = "." * before + "X" * at + "." * after

    source, under = _shown(line, before + 1, at)

    start = under.index("^")
    marked = source[start : start + under.count("^")]
    assert len(source) <= WIDEST + 3
    assert set(marked.rstrip("…")) == {"X"}
    assert source[:start].strip(" .…") == ""


def test_a_span_outside_the_file_shows_no_line() -> None:
    fault = Diagnostic(Span("x.md", 5, 1), "wrong")

    assert render(fault, {"x.md": ["one"]}) == render(fault, {}) == render(fault) == "x.md:5:1: error: wrong"


def test_a_fault_without_a_place_has_no_line() -> None:
    assert render(Diagnostic(None, "no ffmpeg", "install it"), {}) == "error: no ffmpeg\n  hint: install it"


def test_a_name_that_would_turn_the_text_after_it_is_spelt_out() -> None:
    """A file's name may hold what a script may not: on a terminal it would show another line and another fault."""
    fault = Diagnostic(Span("a\u202eb.md", 5, 1), "no \u2066stop\u2069")

    assert render(fault) == "a\\u202eb.md:5:1: error: no \\u2066stop\\u2069"


def test_a_warning_says_that_it_is_one() -> None:
    assert render(Diagnostic(Span("x", 1, 2), "long", severity="warning")) == "x:1:2: warning: long"


def test_faults_stand_in_the_order_of_files_and_lines_once_each_and_those_without_a_place_first() -> None:
    place_less = [Diagnostic(None, "b"), Diagnostic(None, "a")]
    in_files = [
        Diagnostic(Span("a.md", 2, 9), "x"),
        Diagnostic(Span("a.md", 10, 1), "b"),
        Diagnostic(Span("a.md", 10, 1), "a"),
        Diagnostic(Span("b.md", 1, 1), "x"),
    ]

    found = ordered([*reversed(in_files), *place_less, *in_files])

    assert [d.message for d in found] == ["a", "b", "x", "a", "b", "x"]
    assert [d.span.path if d.span else "" for d in found] == ["", "", "a.md", "a.md", "a.md", "b.md"]


SPANS = st.none() | st.builds(Span, st.sampled_from("ab"), st.integers(1, 3), st.integers(1, 3), st.integers(1, 2))
FAULTS = st.lists(
    st.builds(Diagnostic, SPANS, st.sampled_from("xy"), st.just(""), st.sampled_from(["error", "warning"]))
)


@given(FAULTS)
def test_ordering_loses_nothing_and_is_done_once(faults: list[Diagnostic]) -> None:
    found = ordered(faults)

    assert set(found) == set(faults)
    assert len(found) == len(set(faults))
    assert ordered(found) == found


@pytest.mark.parametrize(
    "error",
    [
        TourError(),
        TourError(Diagnostic(Span("x", 1, 2, 3), "wrong", "right", "warning"), Diagnostic(None, "no ffmpeg")),
        SpeechError("no such voice"),
        SpeechError("the server refuses", "wait", True),
        GoogleError("too many", "wait", True, False, 2.5),
    ],
)
def test_every_error_survives_a_process_boundary(error: Exception) -> None:
    again = pickle.loads(pickle.dumps(error))

    assert type(again) is type(error)
    assert again.args == error.args
    assert vars(again) == vars(error)
    assert str(again) == str(error)


def test_an_error_reads_as_its_faults() -> None:
    assert str(TourError(Diagnostic(Span("x", 1, 2), "a"), Diagnostic(None, "b"))) == "x:1:2: error: a\nerror: b"


def test_every_rule_that_can_be_stilled_is_in_the_docs() -> None:
    text = (Path(__file__).parents[1] / "docs" / "writing.md").read_text("utf-8")

    assert [rule for rule in RULES if f"`{rule}`" not in text] == []


def test_every_warning_in_the_code_has_a_rule() -> None:
    """A warning without one could not be stilled. Those of `tourpack new` are told once, before there is a tour."""
    nameless = []
    rooms = Path(__file__).parents[1] / "tour"
    begun = {*(rooms / "places").rglob("*.py"), *(rooms / "starting").rglob("*.py")}
    for path in {*rooms.rglob("*.py")} - begun:
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "Diagnostic" and len(call.args) >= 4:
                said = call.args[3]
                if isinstance(said, ast.Constant) and said.value == "warning" and len(call.args) < 5:
                    nameless.append(f"{path.name}:{call.lineno}")
    assert nameless == []


@pytest.mark.skipif(not shutil.which("bash"), reason="there is no shell to try it in")
@pytest.mark.parametrize(
    "name",
    ["walk", "a b", "it's", "$HOME", "*", "-x", "a;b", "é", "café's \\1\t", "two\nlines", "p\udcff", "\udcff12'\\"],
    ids=ascii,
)
def test_a_path_in_a_command_comes_back_from_a_shell_as_it_is(name: str) -> None:
    said = subprocess.run(
        [b"bash", b"-c", b"printf %s " + os.fsencode(typed(Path(name)))], capture_output=True, check=True
    )

    assert Path(os.fsdecode(said.stdout)) == Path(name)


def test_a_path_that_needs_nothing_is_typed_as_it_is() -> None:
    assert typed(Path("tours/museum-mile")) == "tours/museum-mile"
