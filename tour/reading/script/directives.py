"""What stands in square brackets in a script: a pause, a sound, or a street on the way."""

from __future__ import annotations

import re

from tour.diagnostics import Span, did_you_mean, short
from tour.model import Cross, Pause, Sound
from tour.reading.script.comments import UNSEEN_MARKS
from tour.reading.script.script_reading import ScriptReading

DIRECTIVES = ("pause", "sound", "cross", "under", "over")


def directive(inside: str, span: Span, reading: ScriptReading, *, eye: bool) -> Pause | Sound | Cross | None:
    """Return what the brackets at *span* with *inside* in them ask for; None, with a fault, where that is not known.

    *eye* is true in the Card, which is read and not heard, and has no directives.
    """
    # Any kind of space parts the words: word processors put in those that do not break.
    word, *others = inside.translate(UNSEEN_MARKS).split() or [""]
    rest = " ".join(others)
    name = word.lower().removesuffix(":")
    if name not in DIRECTIVES:
        known = "known are [pause 1.5s], [sound NAME] and [cross STREET]; \\[ is a plain ["
        if not others and re.fullmatch(r"[A-Za-z]{0,3}\d{1,3}", word):
            known = f"a source is cited with [^{word}], and told in sources.toml"
        message = f"the directive '[{short(inside)}]' is not known"
        reading.fault(span, message, did_you_mean(name, DIRECTIVES, known))
        return None
    if eye:
        reading.fault(span, f"'[{short(inside)}]' is for the ear, and stands in the Card", "remove it")
        return None
    match name:
        case "pause":
            return _pause(rest, span, reading)
        case "sound":
            return _sound(rest, span, reading)
        case "cross":
            return _cross(rest, span, reading)
        case _:
            return _past(name, rest, span, reading)


def _pause(length: str, span: Span, reading: ScriptReading) -> Pause | None:
    match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*s", length)
    if not match:
        message = f"{short(length)!r} is not the length of a pause" if length else "this pause has no length"
        reading.fault(span, message, "write seconds, such as [pause 1.5s]")
        return None
    if not 0.1 <= float(match[1]) <= 10:
        message = f"a pause of {short(match[1])} s is out of range"
        reading.fault(span, message, "a pause lasts from 0.1 to 10 seconds")
        return None
    return Pause(float(match[1]), span)


def _sound(name: str, span: Span, reading: ScriptReading) -> Sound | None:
    if re.fullmatch(r"[a-z0-9][a-z0-9-]*", name):
        return Sound(name, span=span)
    hint = "write [sound quiet]: lower-case letters and hyphens"
    reading.fault(span, f"{short(name)!r} is not the name of a sound", hint)
    return None


def _cross(street: str, span: Span, reading: ScriptReading) -> Cross | None:
    if street:
        return Cross(street.removesuffix(" cut"), span, street.endswith(" cut"))
    reading.fault(span, "this crossing has no street", "write [cross Curson Avenue]")
    return None


def _past(name: str, street: str, span: Span, reading: ScriptReading) -> Cross | None:
    """Return a street that the way leads under or over, as *name* says."""
    if street:
        return Cross(street, span, level=False)
    reading.fault(span, "this street has no name", f"write [{name} Curson Avenue]")
    return None
