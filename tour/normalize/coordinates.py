"""Places in degrees, minutes and seconds: "34°03′N" is "thirty-four degrees three minutes north"."""

from __future__ import annotations

import re

_COMPASS = {"N": "north", "S": "south", "E": "east", "W": "west"}
_PLACE = re.compile(
    r"(?<![\d.,])(\d{1,3}(?:\.\d+)?)\s?°\s?"
    r"(?:(\d{1,2}(?:\.\d+)?)\s?[′'’]\s?(?:(\d{1,2}(?:\.\d+)?)\s?(?:[″\"”]|''|′′)\s?)?([NSEW]\b)?|([NSEW])\b)"
)


def spelled(text: str) -> str:
    """Return *text* with the parts of its coordinates named; figures stay, without zeros ahead."""
    return _PLACE.sub(_named, text) if "°" in text else text


def _named(match: re.Match[str]) -> str:
    degrees, minutes, seconds, direction, bare_direction = match.groups()
    parts = [_counted(degrees, "degree")]
    if minutes:
        parts.append(_counted(minutes, "minute"))
    if seconds:
        parts.append(_counted(seconds, "second"))
    if towards := direction or bare_direction:
        parts.append(_COMPASS[towards])
    return " ".join(parts)


def _counted(written: str, unit: str) -> str:
    whole, dot, small = written.partition(".")
    number = f"{int(whole)}{dot}{small}"
    return f"{number} {unit}" if number == "1" else f"{number} {unit}s"
