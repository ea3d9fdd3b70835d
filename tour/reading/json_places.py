"""Where the values of a JSON text stand: json tells what it read, not where."""

from __future__ import annotations

import json
import re
from array import array
from bisect import bisect_right

from tour.diagnostics import Span

Steps = tuple[str | int, ...]
"""The way from the top of the file to a value: keys and indices."""


class JsonPlaces:
    """The places of the values in one text, found as they are asked for.

    Reading it again as YAML, with a loader that tells places (ruamel), took fifty times as long.
    """

    def __init__(self, text: str, path: str) -> None:
        self._text = text
        self._path = path
        self._decoder = json.JSONDecoder()
        self._lines = [0, *(found.end() for found in re.finditer("\n", text))]
        """Where each line begins."""
        self._inside: dict[int, dict[str, int] | array[int]] = {}
        """For each object or list looked into: where it begins, and where its values do."""

    def span(self, steps: Steps) -> Span:
        """Return where the value at the end of *steps*, which must be there, stands."""
        at = _past_blank(self._text, 0)
        for step in steps:
            if at not in self._inside:
                self._inside[at] = _looked_into(self._text, at, self._decoder)
            at = self._inside[at][step]  # type: ignore[index]  # a key of an object, an index of a list
        end = at + 1 if self._text[at] in "{[" else self._decoder.raw_decode(self._text, at)[1]
        line = bisect_right(self._lines, at)
        return Span(self._path, line, at - self._lines[line - 1] + 1, end - at)


def _looked_into(text: str, at: int, decoder: json.JSONDecoder) -> dict[str, int] | array[int]:
    """Return where the values of the object or list that begins at *at* begin: by key, or in order.

    Of a key that stands twice the last one counts, as for json.
    """
    keys: list[str] = []
    values = array("q")  # of a list with a million values a dict would take a hundred times as much
    named = text[at] == "{"
    at = _past_blank(text, at + 1)
    while text[at] not in "}]":
        if named:
            key, at = decoder.raw_decode(text, at)
            keys.append(key)
            at = _past_blank(text, at)
        values.append(at)
        at = _past_blank(text, decoder.raw_decode(text, at)[1])
    return dict(zip(keys, values, strict=True)) if named else values


def _past_blank(text: str, at: int) -> int:
    """Return where the next value, or the end of the object or list, stands."""
    while text[at] in " \t\r\n,:":
        at += 1
    return at


def span_at(text: str, at: int, path: str, length: int = 1) -> Span:
    """Return the stretch of *length* characters that begins with the one at index *at* of *text*."""
    return Span(path, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at), length)
