"""What of a script is neither read nor heard: comments, the marks of quotations, and rules.

They are blanked out rather than taken out, so that everything else keeps its line and column.
"""

from __future__ import annotations

import re

from tour.diagnostics import Span
from tour.reading.script.script_reading import ScriptReading

UNSEEN_MARKS = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
"""Marks that have no width, for `str.translate`: word processors leave them behind."""
HIDDEN = "\0"
"""Stands for every character of a comment, so that what follows keeps its column. No decoded text holds it."""
_COMMENT = re.compile(r"\\.|<!--|%%", re.DOTALL)
"""What is escaped, or the beginning of a comment."""
_ENDS = {"<!--": "-->", "%%": "%%"}
"""How a comment begins, HTML's and Obsidian's, and how it ends."""
_JOINED_COMMENT = re.compile(r"<!\s?[–—]")
"""How a word processor leaves ``<!--``."""
_BLOCK = re.compile(r"^[ \t]*(?:>[ \t]?)+|^[ \t]*([-=*_])[ \t]*(?:\1[ \t]*){2,}$", re.MULTILINE)
"""The marks of a quotation, and rules."""


def hide(body: int, reading: ScriptReading) -> list[str]:
    """Return the lines from index *body* on, without comments, quotation marks of blocks, and rules."""
    text = _without_comments("\n".join(reading.lines[body:]), body, reading)
    for found in _JOINED_COMMENT.finditer(text):
        message = "this comment would be read out: its hyphens have become a dash"
        reading.fault(_span(text, found, body, reading), message, "write <!-- and -->, with hyphens")
    return _BLOCK.sub(blank, text).split("\n")


def _without_comments(text: str, body: int, reading: ScriptReading) -> str:
    kept, at, start = [], 0, 0
    """What is kept of the text up to *at*; the next comment may begin from *start* on."""
    while found := _COMMENT.search(text, start):
        start = found.end()
        closing = _ENDS.get(found[0])
        if not closing:
            continue
        end = text.find(closing, start)
        if end < 0 and found[0] == "%%":
            continue
        if end < 0:  # said of the first one: no later one has an end either
            reading.fault(_span(text, found, body, reading), "this comment has no end", "close it with -->")
            break
        start = end + len(closing)
        kept += [text[at : found.start()], re.sub(r"[^\n]", HIDDEN, text[found.start() : start])]
        at = start
    return "".join([*kept, text[at:]])


def _span(text: str, found: re.Match[str], body: int, reading: ScriptReading) -> Span:
    """Return the place of what was *found* in the *text* that begins at line index *body*."""
    at = found.start()
    return Span(reading.path, body + text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at), len(found[0]))


def blank(found: re.Match[str]) -> str:
    """Return spaces in place of what was *found*."""
    return " " * len(found[0])
