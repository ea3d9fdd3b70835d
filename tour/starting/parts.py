"""The parts of a script that a route decides: where one stands, which way one looks, and the walk.

Each is replaced while it is as it was drafted; what the author has touched stays.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tour.model import Place
from tour.reading.drafts import digest_of, is_draft

_PLACE = re.compile(r"^place:[^\n]*$", re.MULTILINE)
_BEARING = re.compile(r"^face_bearing:[^\n]*\n?", re.MULTILINE)
_NUMBER = r"-?\d{1,3}(?:\.\d+)?"
_PIN = re.compile(rf"^# draft ([0-9a-f]{{8}}) of \[({_NUMBER}), ({_NUMBER})\][^\n]*\n?", re.MULTILINE)
_HEADING = re.compile(r"^ {0,3}#(?!#)[ \t]*(\w+)[ \t#]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Stand:
    """Where the walker stands at a stop, and which way the pin lies from there."""

    place: Place
    bearing: float | None = None
    """Degrees clockwise from north; None where one stands at the pin."""


@dataclass(frozen=True, slots=True)
class Part:
    """What stands in a script, and whether it is as the program drafted it."""

    text: str
    """Empty where the script has no such part."""
    drafted: bool


def standing_lines(stand: Stand, pin: Place) -> str:
    """Return the lines of front matter that say where one stands, with the pin that they were found for."""
    lines = [f"place: {_pair(stand.place)}"]
    if stand.bearing is not None:
        lines.append(f"face_bearing: {round(stand.bearing) % 360}")
    digest = digest_of("\n".join(lines))
    lines.append(f"# draft {digest} of {_pair(pin)}: while it is, tourpack route finds place and bearing anew")
    return "\n".join(lines)


def standing_part(script: str) -> Part:
    """Return the lines of *script* that say where one stands, without those on how they were found."""
    matter, _ = _matter(script)
    pin = _PIN.search(matter)
    lines = [found[0].strip() for found in (_PLACE.search(matter), _BEARING.search(matter)) if found]
    text = "\n".join(lines)
    return Part(text, pin is not None and pin[1] == digest_of(text))


def pin_of(script: str) -> Place | None:
    """Return the pin that a drafted place was found for; None where the author has set the place."""
    found = _PIN.search(_matter(script)[0])
    if not found or not standing_part(script).drafted:
        return None
    return Place(float(found[2]), float(found[3]))


def with_standing(script: str, lines: str) -> str:
    """Return *script* with *lines* in place of those that say where one stands."""
    matter, rest = _matter(script)
    matter = _PIN.sub("", _BEARING.sub("", matter))
    if _PLACE.search(matter):
        return _PLACE.sub(lambda _: lines, matter, count=1) + rest
    return f"{matter.rstrip()}\n{lines}\n{rest}"


def walk_part(script: str) -> Part:
    """Return what stands below ``# Walk`` in *script*."""
    start, end = _walk_span(script)
    text = script[start:end].strip()
    return Part(text, not text or is_draft(text))


def with_walk(script: str, walk: str) -> str:
    """Return *script* with *walk* below ``# Walk``, a section that it gets where it has none."""
    start, end = _walk_span(script)
    before = script[:start].rstrip()
    if start == len(script):
        before += "\n\n# Walk"
    return "\n\n".join(filter(None, (before, walk.strip(), script[end:].strip()))) + "\n"


def _pair(place: Place) -> str:
    """Return a place to a centimetre, without the noughts at the end: one rounded more could come to lie in a house."""
    return f"[{_degrees(place.lat)}, {_degrees(place.lon)}]"


def _degrees(number: float) -> str:
    text = f"{number:.7f}"
    return text[:-2] + text[-2:].rstrip("0")


def _matter(script: str) -> tuple[str, str]:
    """Return front matter, without the line that ends it, and the rest of *script*."""
    end = re.search(r"^---[ \t]*$", script[4:], re.MULTILINE)
    at = 4 + end.start() if end else len(script)
    return script[:at], script[at:]


def _walk_span(script: str) -> tuple[int, int]:
    """Return where what stands below ``# Walk`` begins and ends; twice the end of *script* where it has no walk."""
    matter, _ = _matter(script)
    headings = list(_HEADING.finditer(script, len(matter)))
    for i, heading in enumerate(headings):
        if heading[1].lower() == "walk":
            end = headings[i + 1].start() if i + 1 < len(headings) else len(script)
            return heading.end(), end
    return len(script), len(script)
