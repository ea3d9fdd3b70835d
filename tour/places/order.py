"""The order in which the places of a list are walked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tour.diagnostics import Diagnostic
from tour.geo import distance
from tour.places.pins import Pin

_PREFIX = re.compile(
    r"""(?:(?:stop|station|halt|parada|nr|no)\.?\s*)?\#?\s*
    (?P<number>\d{1,3}(?:\.\d{1,3})*)(?P<letter>[a-z])?
    (?P<sign>\s*[.):\-–—/|]+\s*|\s+)(?P<rest>\S.*)""",
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
"""A number that a name begins with, and the name itself."""
_Key = tuple[int, ...]


def in_order(pins: Sequence[Pin]) -> tuple[tuple[Pin, ...], list[Diagnostic]]:
    """Return *pins* in the order of their numbers where all have one, else as they are; and what is to be told.

    Numbers are those of a column, else those that names begin with, which the names then lose. In a list with folders
    they may begin anew in each.
    """
    numbers = [pin.number for pin in pins]
    if None not in numbers and _once(pins, [(number or 0,) for number in numbers]):
        keys: list[_Key] = [(number or 0,) for number in numbers]
        return _sorted(pins, keys), []
    prefixes = [_prefix(pin.name) for pin in pins]
    found = [prefix for prefix in prefixes if prefix]
    if len(found) < len(pins):
        return tuple(pins), _partly(pins, prefixes)
    if not _once(pins, [key for key, _, _ in found]) or not _are_numbers(pins, [(key, sure) for key, _, sure in found]):
        return tuple(pins), []
    bare = [replace(pin, name=rest) for pin, (_, rest, _) in zip(pins, found, strict=True)]
    return _sorted(bare, [key for key, _, _ in found]), []


def nearest_first(pins: Sequence[Pin]) -> tuple[Pin, ...]:
    """Return *pins* from the first one on, each time the nearest one next, then with crossings of the way taken out.

    Straight lines, so that the way on foot may be longer. Ways back are taken out by turning stretches round
    (2-opt: Croes 1958, Operations Research 6(6), pp. 791-812) until none gets shorter.
    """
    rest = list(pins[1:])
    walked = list(pins[:1])
    while rest:
        here = walked[-1]
        after = min(rest, key=lambda pin: distance(here.place, pin.place))  # of equals the first in the list
        rest.remove(after)
        walked.append(after)
    while _turn_one(walked):
        pass
    return tuple(walked)


def _turn_one(walked: list[Pin]) -> bool:
    """Turn one stretch of *walked* round that makes the whole way shorter, and say whether there was one."""
    for i in range(len(walked) - 2):
        for j in range(i + 2, len(walked)):
            now = _far(walked, i, i + 1) + (_far(walked, j, j + 1) if j + 1 < len(walked) else 0.0)
            then = _far(walked, i, j) + (_far(walked, i + 1, j + 1) if j + 1 < len(walked) else 0.0)
            if then < now - 0.01:
                walked[i + 1 : j + 1] = walked[i + 1 : j + 1][::-1]
                return True
    return False


def _far(walked: list[Pin], i: int, j: int) -> float:
    return distance(walked[i].place, walked[j].place)


def _prefix(name: str) -> tuple[_Key, str, bool] | None:
    """Return the number that *name* begins with, the rest of it, and whether a sign between them makes it sure."""
    found = _PREFIX.fullmatch(name)
    if not found:
        return None
    letter = ord(found["letter"].lower()) if found["letter"] else 0
    key = (*map(int, found["number"].split(".")), letter)
    sure = bool(found["sign"].strip()) or "." in found["number"] or not name[0].isdigit()
    return key, found["rest"], sure


def _are_numbers(pins: Sequence[Pin], found: list[tuple[_Key, bool]]) -> bool:
    """Return whether numbers are an order: a sign follows each, some are written 01, or they count up from 1.

    Else they may be houses: 10 Downing Street, 221 Baker Street.
    """
    if all(sure for _, sure in found) or any(pin.name.startswith("0") for pin in pins):
        return True
    folders: dict[str, list[_Key]] = {}
    for pin, (key, _) in zip(pins, found, strict=True):
        folders.setdefault(pin.folder, []).append(key)
    return all(sorted(keys) == [(n, 0) for n in range(1, len(keys) + 1)] for keys in folders.values())


def _once(pins: Sequence[Pin], keys: Sequence[_Key]) -> bool:
    """Return whether no folder has a number twice."""
    return len({(pin.folder, key) for pin, key in zip(pins, keys, strict=True)}) == len(pins)


def _sorted(pins: Sequence[Pin], keys: Sequence[_Key]) -> tuple[Pin, ...]:
    """Return *pins* by their *keys*: through the whole list where no number stands twice, else folder by folder."""
    folders = {folder: i for i, folder in enumerate(dict.fromkeys(pin.folder for pin in pins))}
    whole = len(set(keys)) == len(keys)
    order = sorted(range(len(pins)), key=lambda i: (0 if whole else folders[pins[i].folder], keys[i]))
    return tuple(pins[i] for i in order)


def _partly(pins: Sequence[Pin], prefixes: Sequence[object]) -> list[Diagnostic]:
    """Return what to tell where most names begin with a number, but not all."""
    lacking = [pin for pin, prefix in zip(pins, prefixes, strict=True) if not prefix]
    if not 0 < len(lacking) <= len(pins) // 2:
        return []
    message = f"{lacking[0].name[:60]!r} begins with no number as the others do, so the order is that of the list"
    return [Diagnostic(lacking[0].span, message, "number all of them, or none", "warning")]
