"""SVG, written out: elements, numbers and lines. Whatever an author wrote is only ever text in it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.sax.saxutils import escape

from tour.map.overlaps import Point

_QUOTES = {'"': "&quot;", "'": "&#39;"}
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0, § 2.2, lets stand nowhere, however it is written."""


def element(name: str, content: str = "", **attributes: str | float) -> str:
    """Return an element around *content*, which is markup already.

    Attributes are text or numbers. ``data_stop`` stands for ``data-stop``, ``class_`` for ``class``; an empty text is
    left out.
    """
    start = name
    for key, value in attributes.items():
        if value != "":
            start += f' {key.rstrip("_").replace("_", "-")}="{escape(_value(value), _QUOTES)}"'
    return f"<{start}>{content}</{name}>" if content else f"<{start}/>"


def text(words: str) -> str:
    """Return *words* as they stand between two tags."""
    return escape(_FORBIDDEN.sub("", words), _QUOTES)


def number(value: float, places: int = 1) -> str:
    """Return *value* as short as it goes: ``12.5``, ``3``, ``-0.4`` as ``-.4``."""
    short = f"{value:.{places}f}"
    if "." in short:
        short = short.rstrip("0").rstrip(".")
    return "0" if short == "-0" else re.sub(r"^(-?)0\.", r"\1.", short)


def points(path: Iterable[Point]) -> str:
    """Return *path* as SVG 2 path data (§ 9.3): a move, then lines, to a tenth."""
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in path)


def _value(value: str | float) -> str:
    if isinstance(value, str):
        return _FORBIDDEN.sub("", value)
    return number(value, 2)
