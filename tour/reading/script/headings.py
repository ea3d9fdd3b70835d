"""The headings of a script → its parts: which lines stand below which heading."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tour.diagnostics import Span, did_you_mean, short
from tour.reading.script.comments import HIDDEN, UNSEEN_MARKS
from tour.reading.script.script_reading import ScriptReading

SECTIONS = ("Look", "Walk", "Card", "Ending")


@dataclass(frozen=True, slots=True)
class Part:
    """A heading that is known, and which lines stand below it."""

    name: str
    span: Span
    start: int
    end: int
    """Indexes of the first line and of the one after the last."""


def parts(body: int, reading: ScriptReading) -> list[Part]:
    """Return what stands from line index *body* on, heading by heading."""
    marks: list[tuple[str, Span, int]] = []
    """Of each heading its name, empty where it is not known, its span and the index of its line."""
    for index in range(body, len(reading.lines)):
        line = reading.lines[index].replace(HIDDEN, " ")
        words = line.strip()
        if sign := re.match(r" {0,3}(#+)", line):
            span = Span(reading.path, index + 1, sign.start(1) + 1, len(words))
            marks.append((_section_name(words, len(sign[1]), span, reading), span, index))
        elif escaped := _ESCAPED_HEADING.match(line):
            hint = f"take out the backslash: # {escaped[1]}"
            span = Span(reading.path, index + 1, escaped.start() + 1, len(words))
            reading.fault(span, f"the heading {short(words)!r} would be read out, for it is escaped", hint)
            marks.append(("", span, index))
        elif name := _meant(index, reading, first=not marks):
            span = Span(reading.path, index + 1, len(line) - len(line.lstrip()) + 1, len(words))
            reading.fault(span, f"{short(words)!r} is no heading, and would be read out", f"write '# {name}'")
            marks.append(("", span, index))
        elif words and not marks:
            span = Span(reading.path, index + 1, len(line) - len(line.lstrip()) + 1, len(words))
            reading.fault(span, "this text stands before the first section", "put it below '# Look'")
            marks.append(("", span, index))
    reading.lost = not all(name for name, _, _ in marks)
    ends = [*(index for _, _, index in marks[1:]), len(reading.lines)]
    found = []
    for (name, span, index), end in zip(marks, ends, strict=False):
        if name:
            found.append(Part(name, span, index + 1, end))
    return found


def _meant(index: int, reading: ScriptReading, *, first: bool) -> str:
    """Return the section whose name stands alone on a line, as a word processor leaves a heading; nothing for others.

    In bold, with a colon or underlined; before the *first* section, in whatever way.
    """
    line = reading.lines[index].replace(HIDDEN, " ").translate(UNSEEN_MARKS)
    found = _LIKE_A_HEADING.fullmatch(line)
    if not found:
        return ""
    following = reading.lines[index + 1] if index + 1 < len(reading.lines) else ""
    underlined = len(following) > 2 and not following.strip()  # rules are blanked out by now
    if first or underlined or found["mark"] or found["colon"]:
        return found["name"].capitalize()
    return ""


def _section_name(words: str, level: int, span: Span, reading: ScriptReading) -> str:
    """Return the name of the section that a heading begins; nothing, with a fault, where it is not known."""
    # No blanks in the pattern: of each it would look for what follows all the others.
    title = _ANCHOR.sub("", words.translate(UNSEEN_MARKS).strip("#").strip()).rstrip().strip("*_ :：")
    known = {name.lower(): name for name in SECTIONS}
    name = known.get(title.lower(), "")
    if name and level > 1:
        reading.fault(span, f"the section {short(words)!r} has more than one #", f"write '# {name}'")
    elif not name:
        hint = did_you_mean(title, SECTIONS, "the sections are # Look, # Walk, # Card and # Ending")
        reading.fault(span, f"the section {short(words)!r} is not known", hint)
    return name


_LIKE_A_HEADING = re.compile(
    r"\s*(?:[-*+•]\s+)?(?P<mark>\*{1,3}|__?)?(?P<name>Look|Walk|Card|Ending)(?P<colon>\s?[:：])?(?P=mark)?\s?(?:[:：])?\s*",
    re.IGNORECASE,
)
_ANCHOR = re.compile(r"\{#[^{}]*\}$")
_ESCAPED_HEADING = re.compile(r"\s*\\#+\s*\**(Look|Walk|Card|Ending)\**\s*$", re.IGNORECASE)
"""What Google Docs adds to a heading that it exports, and how it writes one that was typed as text."""
