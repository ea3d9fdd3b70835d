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
    head = f"{diagnostic.heading}: {diagnostic.message}"
    out = [f"{PurePath(span.path).as_posix()}:{span.line}:{span.column}: {head}" if span else head]
    if span and lines and 1 <= span.line <= len(lines.get(span.path, ())):
        text, start = _window(lines[span.path][span.line - 1].rstrip("\r\n"), span.column - 1)
        marked = text[start : start + max(span.length, 1)]
        # A tab is kept as a tab, so that the caret stands under its letter whatever the terminal's tab width.
        pad = "".join("\t" if c == "\t" else " " * _width(c) for c in text[:start])
        shown = "".join(c if c == "\t" or c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
        out += [f"  {shown}", f"  {pad}{'^' * max(sum(map(_width, marked)), 1)}"]
    if diagnostic.hint:
        out.append(f"  hint: {diagnostic.hint}")
    return "\n".join(out)


def _window(text: str, start: int) -> tuple[str, int]:
    """Return the part of a long line round *start*, and where *start* is in it."""
    start = min(start, len(text))
    if len(text) <= WIDEST:
        return text, start
    left = max(0, min(start - WIDEST // 3, len(text) - WIDEST))
    part = text[left : left + WIDEST]
    return ("…" + part[1:] if left else part) + ("…" if left + WIDEST < len(text) else ""), start - left


def _width(character: str) -> int:
    """Return how many terminal columns *character* takes."""
    if unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def shown(path: Path) -> str:
    """Return *path* as messages show it: relative to the current folder when it stands below or near it."""
    relative = os.path.relpath(path)
    return Path(relative).as_posix() if not relative.startswith("../../..") else path.as_posix()


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
    return otherwise or (f"known here: {', '.join(names)}" if names else "")
