"""Coordinates as people write them → a place: degrees, degrees and minutes, with N and E or signs, points or commas.

Every function raises ValueError with two arguments, what is wrong and what to write instead.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Literal

from tour.model import Place

Axis = Literal["lat", "lon"]

LONGEST = 4_000
"""Characters: of a link; of coordinates nobody writes a tenth of them."""
_LONGEST_DEGREES = 100
_MOST: dict[Axis, int] = {"lat": 90, "lon": 180}
_NAMES: dict[Axis, str] = {"lat": "latitude", "lon": "longitude"}
_SIGNS = str.maketrans(
    {
        "−": "-", "–": "-", "‐": "-", "‑": "-", "º": "°", "˚": "°", "′": "'", "’": "'", "‘": "'", "´": "'", "`": "'",
        "″": '"', "”": '"', "“": '"', "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\t": " ", "，": ",", "；": ";",
    }
)  # fmt: skip
"""Signs that look alike, and which one is meant."""
_LABEL = re.compile(r"\b(?:lat(?:itude)?|lon(?:g(?:itude)?)?|lng)\b\.?\s*[:=]?\s*", re.IGNORECASE)
_SIDES = (
    (re.compile(r"\b(?:north|nord|norte|noord)\b", re.IGNORECASE), "N"),
    (re.compile(r"\b(?:south|süd|sud|sur|sul|zuid)\b", re.IGNORECASE), "S"),
    (re.compile(r"\b(?:east|ost|este|est|leste|oost)\b", re.IGNORECASE), "E"),
    (re.compile(r"\b(?:west|oeste|ouest|ovest)\b", re.IGNORECASE), "W"),
)
"""Words for the letters."""
_WHOLE = r"\d{1,3}"
_NUMBER = r"\d+(?:[.,]\d+)?"
_ANGLE = re.compile(
    rf"""\s*(?P<front>[NSEWO])?\s*(?P<sign>[+-])?\s*
    (?:
        (?P<degrees>{_NUMBER})\s*(?:°|DEG)?
        |
        (?P<whole>{_WHOLE})\s*[°D:\s]\s*(?P<minutes>\d{{1,2}}(?:[.,]\d+)?)\s*['M]?
        |
        (?P<whole_s>{_WHOLE})\s*[°D:\s]\s*(?P<minutes_s>\d{{1,2}})\s*['M:\s]\s*
        (?P<seconds>\d{{1,2}}(?:[.,]\d+)?)\s*(?:"|''|S(?!$))?
    )
    \s*(?P<back>[NSEWO])?\s*""",
    re.VERBOSE | re.ASCII,
)
_WKT = re.compile(
    rf"\s*(?:SRID=4326;)?\s*POINT\s*(?:ZM?|M)?\s*\(\s*([+-]?{_NUMBER})\s+([+-]?{_NUMBER})[^()]*\)\s*", re.IGNORECASE
)
_SPLITS = (r"[;/|\n]", r",\s", r"\s", r",")
"""Where a pair may be split, the surest sign first."""
_HOW = "write degrees such as 60.16760, 24.95210: latitude, then longitude"


@dataclass(frozen=True, slots=True)
class _Angle:
    degrees: float
    letter: str
    """N, S, E, W or nothing."""
    parts: int
    """1 for degrees alone, 2 with minutes, 3 with seconds."""


def degrees_of(text: str, axis: Axis) -> float:
    """Return one coordinate in degrees, south and west below 0."""
    angle = _angle(text)
    if angle is None:
        raise ValueError(f"{text[:40]!r} is not a {_NAMES[axis]}", _how(text))
    if angle.letter and (angle.letter in "EW") != (axis == "lon"):
        hint = "are the columns of latitude and longitude swapped?"
        raise ValueError(f"{text[:40]!r} is not a {_NAMES[axis]}: {angle.letter} is of the other one", hint)
    return within(angle.degrees, axis)


def within(degrees: float, axis: Axis) -> float:
    """Return *degrees*, which must be on Earth."""
    most = _MOST[axis]
    if abs(degrees) <= most:  # so that NaN is nowhere
        return degrees
    hint = f"a {_NAMES[axis]} is from -{most} to {most} degrees"
    if abs(degrees) <= _MOST["lon"]:
        hint = "are latitude and longitude swapped?"
    elif math.isfinite(degrees):
        hint = f"{hint}; has its decimal sign got lost, or is it in metres of a national grid?"
    raise ValueError(f"the {_NAMES[axis]} {degrees:.10g} is out of range", hint)


def place_of(text: str, *, turned: bool = False) -> Place:
    """Return the place that *text* is: a pair of coordinates, or a point in WKT, which has longitude first.

    A pair has latitude first, where it is not *turned* and no letters say otherwise.
    """
    if len(text) > LONGEST:
        raise ValueError(f"{text[:40]!r} is no pair of coordinates", _HOW)
    if point := _WKT.fullmatch(text):
        return Place(degrees_of(point[2], "lat"), degrees_of(point[1], "lon"))
    pair = _pair(text)
    if pair is None:
        raise ValueError(f"{text[:40]!r} is no pair of coordinates", _how(text))
    first, second = pair
    if first.letter in ("E", "W") or second.letter in ("N", "S") or (turned and not first.letter):
        first, second = second, first
    return Place(within(first.degrees, "lat"), within(second.degrees, "lon"))


def is_number(text: str) -> bool:
    """Return whether *text* is one number alone, with whatever decimal sign."""
    return bool(re.fullmatch(rf"\s*[+-]?{_NUMBER}\s*", text.translate(_SIGNS), re.ASCII))


def _pair(text: str) -> tuple[_Angle, _Angle] | None:
    text = _bare(text).strip("()[]{}").strip()
    if len(text) > _LONGEST_DEGREES:
        return None
    for sign in _SPLITS:
        for split in re.finditer(sign, text):
            first, second = _angle(text[: split.start()].rstrip(", ")), _angle(text[split.end() :].lstrip(", "))
            if first and second and _belong(first, second):
                return first, second
    for split in re.finditer("[NSEW]", text.upper()):  # 60°10'03"N24°57'07"E
        first, second = _angle(text[: split.end()]), _angle(text[split.end() :])
        if first and second and _belong(first, second):
            return first, second
    return None


def _belong(first: _Angle, second: _Angle) -> bool:
    """Return whether two angles can be one place: the same parts, and letters of both kinds where they have any."""
    if first.parts != second.parts and not (first.letter and second.letter):
        return False
    if first.letter and second.letter:
        return (first.letter in "NS") != (second.letter in "NS")
    return True


def _angle(text: str) -> _Angle | None:
    """Return what *text* says; None where it is no angle. Raises ValueError for an O, which may be east or west."""
    if len(text) > _LONGEST_DEGREES:
        return None
    found = _ANGLE.fullmatch(_bare(text).upper())
    if not found or (found["front"] and found["back"]) or (found["sign"] and (found["front"] or found["back"])):
        return None
    letter = found["front"] or found["back"] or ""
    if letter == "O":
        raise ValueError(
            f"{text[:40]!r}: O is east in German (Ost) and west in other languages (Oeste)", "write E or W"
        )
    degrees, parts = _summed(found)
    if degrees is None:
        return None
    below = found["sign"] == "-" or letter in ("S", "W")
    return _Angle(-degrees if below else degrees, letter, parts)


def _bare(text: str) -> str:
    """Return *text* with one sign for each meaning, letters for the words of the four sides, and no labels."""
    text = _LABEL.sub("", text.translate(_SIGNS))
    for word, letter in _SIDES:
        text = word.sub(letter, text)
    return text.strip()


def _summed(found: re.Match[str]) -> tuple[float | None, int]:
    """Return degrees, minutes and seconds as degrees, and how many of the three there are; None where over 59."""
    if found["degrees"]:
        return _number(found["degrees"]), 1
    if found["whole"]:
        minutes = _number(found["minutes"])
        return (int(found["whole"]) + minutes / 60, 2) if minutes < 60 else (None, 2)
    minutes, seconds = _number(found["minutes_s"]), _number(found["seconds"])
    if minutes >= 60 or seconds >= 60:
        return None, 3
    return int(found["whole_s"]) + minutes / 60 + seconds / 3600, 3


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def _how(text: str) -> str:
    if re.search(r"\d\.\d+\.\d", text):
        return f"a spreadsheet may have put points into it; {_HOW}"
    return _HOW
