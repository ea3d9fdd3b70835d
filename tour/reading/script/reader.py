"""One script → front matter and sections, each with its place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from tour.diagnostics import Diagnostic, Span, TourError
from tour.model import Say, Segment, Voice
from tour.reading.script.comments import HIDDEN, hide
from tour.reading.script.headings import Part, parts
from tour.reading.script.paragraph import Cite, one_line, paragraphs
from tour.reading.script.script_reading import ScriptReading
from tour.reading.script.segments import segments

_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Section:
    """The text below one heading."""

    name: str
    span: Span
    segments: tuple[Segment, ...] = ()
    lines: tuple[str, ...] = ()
    """For the Card: a paragraph or list item each, plain."""
    cites: tuple[Cite, ...] = ()
    source: str = ""
    """The lines below the heading, as written."""


@dataclass(frozen=True, slots=True)
class Script:
    """A script read. It may be empty where it had faults."""

    matter: str
    """Front matter as YAML; its first line is line 2."""
    sections: tuple[Section, ...]
    faults: tuple[Diagnostic, ...]
    lost: bool = False
    """Whether a section that is missing may stand below a heading that is not known."""

    def section(self, name: str) -> Section | None:
        """Return the section *name*, one of SECTIONS, where the script has it."""
        return next((section for section in self.sections if section.name == name), None)


def read(text: str, path: str, voice: Voice, replaced: Mapping[str, str] = _NOTHING) -> Script:
    """Return the script in *text*, with its faults in it. *voice* is the tour's, for its language and engine.

    *replaced* is what is said in place of what is written. Raises TourError only where front matter is missing or has
    no end, or for a script with more than `MOST` faults.
    """
    reading = ScriptReading(path, voice, text.split("\n"), replaced)
    matter, body = _split_matter(reading)
    reading.lines[body:] = hide(body, reading)
    sections: dict[str, Section] = {}
    for part in parts(body, reading):
        if part.name in sections:
            reading.fault(part.span, f"the section '# {part.name}' stands here again", "join the two")
        else:
            sections[part.name] = _section(part, reading)
    return Script(matter, tuple(sections.values()), tuple(reading.faults), reading.lost)


def _split_matter(reading: ScriptReading) -> tuple[str, int]:
    """Return the front matter, and the index of the first line after it. Raises TourError when there is none.

    Blank lines before it stay blank lines of it, so that its first line is line 2 all the same.
    """
    lines = reading.lines
    first = next((index for index, line in enumerate(lines) if line.strip()), 0)
    opening = lines[first].strip()
    if not _FENCE.fullmatch(lines[first].rstrip()):
        hint = "start the file with '---', then 'title: …' and the other keys, then '---'"
        message = _OTHER_FENCES.get(opening[:3], "the front matter is missing")
        raise TourError(Diagnostic(Span(reading.path, first + 1, 1), message, hint))
    for index in range(first + 1, len(lines)):
        if _FENCE.fullmatch(lines[index].rstrip()):
            return "\n".join([""] * first + lines[first + 1 : index]) + "\n", index + 1
    raise TourError(
        Diagnostic(Span(reading.path, 1, 1, 3), "the front matter has no end", "close it with a line '---'")
    )


_FENCE = re.compile(r"---|[-–—]{0,3}[–—][-–—]{0,3}")
"""The line round front matter. A word processor makes a dash of two hyphens, or of three."""
_OTHER_FENCES = {
    "+++": "this front matter is TOML, as Hugo writes it",
    "```": "this front matter stands in a block of code",
    "***": "this line does not begin the front matter",
    "===": "this line does not begin the front matter",
    "---": "this line has more than '---'",
}
"""What a script begins with that is nearly front matter."""


def _section(part: Part, reading: ScriptReading) -> Section:
    said: list[Segment] = []
    lines: list[str] = []
    cites: list[Cite] = []
    number = 0
    eye = part.name == "Card"
    for paragraph in paragraphs(part.start, part.end, reading, eye=eye):
        cites += paragraph.cites
        if eye:
            lines.append(one_line(paragraph.text))
            continue
        found = segments(paragraph, number)
        said += found
        if any(isinstance(segment, Say) for segment in found):
            number += 1
    source = "\n".join(reading.lines[part.start : part.end]).replace(HIDDEN, " ")
    return Section(part.name, part.span, tuple(said), tuple(filter(None, lines)), tuple(cites), source)
