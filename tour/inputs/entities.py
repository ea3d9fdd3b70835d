"""Entities of HTML in a text from outside: the characters for which they stand."""

from __future__ import annotations

import html
import re

_ENDLESS = re.compile("&#[0-9]{1000,};?")


def unescaped(text: str) -> str:
    """Return *text* with the characters for which entities of HTML stand."""
    return html.unescape(bounded(text))


def bounded(text: str) -> str:
    """Return *text* with U+FFFD for every number of a character that is too long for `int`, as a browser has it."""
    return _ENDLESS.sub("\ufffd", text)
