"""Which places of a list a tour is made of: those of a folder, those picked, and no more than a walk can have."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from tour.diagnostics import Diagnostic, TourError, did_you_mean
from tour.places.pins import Pin

MOST_STOPS = 30
"""Of a walk, unless they are picked."""
_MOST_PICKED = 99
_SHOWN = 40
_RANGE = re.compile(r"\s*(\d{1,5})\s*(?:[-–]\s*(\d{1,5})\s*)?")


def choose(pins: Sequence[Pin], folder: str = "", picked: str = "") -> tuple[Pin, ...]:
    """Return the *pins* that lie in *folder* or below it, and of those the *picked* ones, such as ``1-5,8``.

    Picks are counted from 1 in the order of the file, and returned in the order that they are written in. Raises
    TourError for a folder or number that is not there, and for more than `MOST_STOPS` that nobody picked.
    """
    found = _in_folder(pins, folder) if folder else tuple(pins)
    if picked:
        return _picked(found, picked)
    if len(found) > MOST_STOPS:
        message = f"{len(found)} places are more than the {MOST_STOPS} of a walk:\n{_overview(found)}"
        raise TourError(Diagnostic(None, message, "choose with --folder NAME, or by number with --pick 1-5,8"))
    return found


def _in_folder(pins: Sequence[Pin], folder: str) -> tuple[Pin, ...]:
    wanted = folder.strip().casefold()
    found = tuple(pin for pin in pins if _lies_in(pin.folder.casefold(), wanted))
    if found:
        return found
    known = sorted({pin.folder for pin in pins if pin.folder})
    hint = did_you_mean(folder, known) if known else "this list has no folders; choose with --pick 1-5,8"
    raise TourError(Diagnostic(None, f"there is no folder {folder!r} in this list", hint))


def _lies_in(folder: str, wanted: str) -> bool:
    """Return whether a folder is the one *wanted*, by its whole name or its last one, or lies below it."""
    return wanted == folder.rpartition(" / ")[2] or f"{folder} / ".startswith(f"{wanted} / ")


def _picked(pins: tuple[Pin, ...], picked: str) -> tuple[Pin, ...]:
    numbers: list[int] = []
    for part in picked.split(","):
        found = _RANGE.fullmatch(part)
        if not found:
            hint = "write numbers and ranges, such as --pick 1-5,8"
            raise TourError(Diagnostic(None, f"{part.strip()[:40]!r} picks nothing", hint))
        first, last = int(found[1]), int(found[2] or found[1])
        if not 1 <= first <= last <= len(pins):
            hint = f"the places are numbered from 1 to {len(pins)}:\n{_overview(pins)}"
            raise TourError(Diagnostic(None, f"there is no place {part.strip()} to pick", hint))
        numbers += range(first, last + 1)
    numbers = list(dict.fromkeys(numbers))
    if len(numbers) > _MOST_PICKED:
        raise TourError(Diagnostic(None, f"{len(numbers)} places are picked; {_MOST_PICKED} is the most", ""))
    return tuple(pins[number - 1] for number in numbers)


def _overview(pins: Sequence[Pin]) -> str:
    """Return a line for each folder with its count and its numbers; where there is none, a line for each place."""
    counts = Counter(pin.folder for pin in pins)
    if len(counts) == 1:
        lines = [f"  {n:3} {pin.name[:60] or '(no name)'}" for n, pin in enumerate(pins[:_SHOWN], 1)]
        more = [f"  … and {len(pins) - _SHOWN} more"] if len(pins) > _SHOWN else []
        return "\n".join(lines + more)
    lines = []
    for folder, count in list(counts.items())[:_SHOWN]:
        numbers = [n for n, pin in enumerate(pins, 1) if pin.folder == folder]
        span = f"{numbers[0]}-{numbers[-1]}" if numbers[-1] - numbers[0] + 1 == count else f"from {numbers[0]} on"
        lines.append(f"  {folder[:60] or '(in no folder)'}: {count} ({span})")
    if len(counts) > _SHOWN:
        lines.append(f"  … and {len(counts) - _SHOWN} more folders")
    return "\n".join(lines)
