"""The parts of a script that a route decides: where one stands, which way one looks, and the walk.

Each is replaced while it is as it was drafted; what the author has touched stays.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tour.model import Place
from tour.reading.drafts import digest_of, is_draft
from tour.starting.scripts import Stand

_PLACE = re.compile(r"^place:[^\n]*$", re.MULTILINE)
_BEARING = re.compile(r"^face_bearing:[^\n]*\n?", re.MULTILINE)
_NUMBER = r"-?\d{1,3}(?:\.\d+)?"
_PIN = re.compile(rf"^# draft [0-9a-f]{{8}} of \[({_NUMBER}), ({_NUMBER})\][^\n]*\n?", re.MULTILINE)
_HEADING = re.compile(r"^ {0,3}#(?!#)\s*(\w+)[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Part:
    """What stands in a script, and whether it is as the program drafted it."""

    text: str
    """Empty where the script has no such part."""
    drafted: bool


def standing_lines(stand: Stand, pin: Place) -> str:
    """Return the lines of front matter that say where one stands, with the pin that they were found for."""
    lines = [f"place: [{stand.place.lat:.5f}, {stand.place.lon:.5f}]"]
    if stand.bearing is not None:
        lines.append(f"face_bearing: {round(stand.bearing) % 360}")
    digest = digest_of("\n".join(lines))
    lines.append(f"# draft {digest} of [{pin.lat:.5f}, {pin.lon:.5f}]: tourpack route finds it anew while it is unchanged")
    return "\n".join(lines)


def pin_of(script: str) -> Place | None:
    """Return the pin that a drafted place was found for; None where the author has set the place."""
    if not standing_part(script).drafted:
        return None
    found = _PIN.search(_matter(script)[0])
    return Place(float(found[1]), float(found[2])) if found else None


def standing_part(script: str) -> Part:
    """Return the lines of *script* that say where one stands."""
    matter, _ = _matter(script)
    place, bearing, pin = _PLACE.search(matter), _BEARING.search(matter), _PIN.search(matter)
    lines = [found[0].strip() for found in (place, bearing) if found]
    text = "\n".join(lines)
    return Part(text, bool(pin) and pin[0].split()[2] == digest_of(text)) if pin else Part(text, False)


def with_standing(script: str, lines: str) -> str:
    """Return *script* with *lines* in place of those that say where one stands."""
    matter, rest = _matter(script)
    matter = _PIN.sub("", _BEARING.sub("", matter))
    if _PLACE.search(matter):
        matter = _PLACE.sub(lambda _: lines, matter, count=1)
    else:
        matter = matter.rstrip("\n") + f"\n{lines}\n"
    return matter + rest


def walk_part(script: str) -> Part:
    """Return what stands below ``# Walk`` in *script*."""
    start, end = _walk_span(script)
    text = script[start:end].strip()
    return Part(text, not text or is_draft(text))


def with_walk(script: str, walk: str) -> str:
    """Return *script* with *walk* below ``# Walk``, a section that it gets where it has none; empty: without one."""
    start, end = _walk_span(script)
    if start == end == len(script):
        return script if not walk else f"{script.rstrip()}\n\n# Walk\n\n{walk.strip()}\n"
    if not walk:
        heading = script.rfind("#", 0, start)
        return script[:heading].rstrip() + "\n\n" + script[end:] if script[end:].strip() else script[:heading].rstrip() + "\n"
    after = script[end:]
    return f"{script[:start].rstrip()}\n\n{walk.strip()}\n" + (f"\n{after}" if after.strip() else "")


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
