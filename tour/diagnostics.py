"""What is wrong with an author's files, as data: where, what, and what to write instead."""

from __future__ import annotations

import difflib
import os
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Literal

Severity = Literal["error", "warning"]

WIDEST = 140
"""Characters of a source line that are shown; of a longer one, the part round the fault."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of one line of an author's file."""

    path: str
    """As shown to the author: relative to the current folder where that is shorter."""
    line: int
    """1-based."""
    column: int
    """1-based, in code points."""
    length: int = 1
    """In code points; at least 1."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One fault. The message says what is wrong, in the author's words; the hint what to write instead."""

    span: Span | None
    """None for a fault outside the author's files, such as a missing program."""
    message: str
    hint: str = ""
    severity: Severity = "error"
    rule: str = ""
    """Of a rule that has a name of its own, such as ``kerb``."""

    @property
    def heading(self) -> str:
        """Return how its line begins: ``error``, or ``error[kerb]``."""
        return f"{self.severity}[{self.rule}]" if self.rule else self.severity


class TourError(Exception):
    """One or more faults that the author, or whoever runs the program, can mend.

    Takes positional arguments only, so that it survives a process boundary.
    """

    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__(*diagnostics)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """The faults, as they were given."""
        return self.args

    def __str__(self) -> str:
        return "\n".join(render(d) for d in self.diagnostics)


def ordered(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return *diagnostics* without repeats: those without a place first, then by file, line and column."""
    unique = dict.fromkeys(diagnostics)
    return tuple(sorted(unique, key=lambda d: (d.span is not None, d.span or Span("", 0, 0), d.message)))


def render(diagnostic: Diagnostic, lines: Mapping[str, list[str]] | None = None) -> str:
    """Return the fault as text: ``path:line:column: error: message``, the line with a caret, the hint.

    *lines* maps a span's path to the lines of that file; without it no source line is shown.
    """
    span = diagnostic.span
    out = [f"{diagnostic.heading}: {diagnostic.message}"]
    if span:
        out[0] = f"{PurePath(span.path).as_posix()}:{span.line}:{span.column}: {out[0]}"
        out += _excerpt(span, lines.get(span.path, []) if lines else [])
    if diagnostic.hint:
        out.append(f"  hint: {diagnostic.hint}")
    return "\n".join(out)


def _excerpt(span: Span, lines: list[str]) -> list[str]:
    """Return the line of *span*, and one with carets under the fault; nothing where *lines* has no such line."""
    if not 1 <= span.line <= len(lines):
        return []
    text, start = _window(lines[span.line - 1].rstrip("\r\n"), span.column - 1)
    marked = text[start : start + max(span.length, 1)]
    carets = "^" * max(sum(map(_width, marked)), 1)
    return ["  " + "".join(map(_printable, text)), "  " + "".join(map(_blank, text[:start])) + carets]


def _printable(character: str) -> str:
    if character == "\t" or character.isprintable():
        return character
    return "\N{REPLACEMENT CHARACTER}"


def _blank(character: str) -> str:
    """Return spaces as wide as *character*. A tab stays one, so that carets fit whatever the terminal's tab width."""
    return character if character == "\t" else " " * _width(character)


def _window(text: str, start: int) -> tuple[str, int]:
    """Return the part of a long line round *start*, and where *start* is in it."""
    start = min(start, len(text))
    if len(text) <= WIDEST:
        return text, start
    left = max(0, min(start - WIDEST // 3, len(text) - WIDEST))
    part = text[left : left + WIDEST]
    if left:
        part = "…" + part[1:]
    if left + WIDEST < len(text):
        part += "…"
    return part, start - left


def _width(character: str) -> int:
    """Return how many terminal columns *character* takes."""
    if unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def reason(fault: OSError) -> str:
    """Return why the system refused, in small letters: it stands at the end of a message."""
    return (fault.strerror or str(fault)).lower()


def shown(path: Path) -> str:
    """Return *path* as messages show it: relative to the current folder when it stands below or near it."""
    relative = os.path.relpath(path)
    if relative.startswith("../../.."):
        return path.as_posix()
    return Path(relative).as_posix()


def lines_of(diagnostics: Iterable[Diagnostic]) -> dict[str, list[str]]:
    """Return the lines of the files that *diagnostics* point at, for `render`."""
    out: dict[str, list[str]] = {}
    for path in {d.span.path for d in diagnostics if d.span}:
        try:
            text = Path(path).read_bytes().decode("utf-8-sig", "replace")
        except OSError:
            continue
        out[path] = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return out


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """Return the hint for a misspelt *word*: the nearest of *known*, else *otherwise*, else all of *known*."""
    names = sorted(set(known))
    lowered = {name.lower(): name for name in names}
    if near := difflib.get_close_matches(word.lower(), lowered, n=1, cutoff=0.6):
        return f"did you mean {lowered[near[0]]!r}?"
    if otherwise or not names:
        return otherwise
    return f"known here: {', '.join(names)}"
