"""Addresses on the web, e-mail addresses and telephone numbers."""

from __future__ import annotations

import re

from tour.normalize.numerals import digits
from tour.normalize.rules import Rule

_TOP_LEVEL = "com|org|net|edu|gov|io|info|museum|tv|fm"
_LABEL = "[a-z0-9-]{1,63}"
"""One name between the dots of a host (RFC 1035, 2.3.4)."""
_NAMED = {".": " dot ", "/": " slash ", "@": " at ", "-": " dash ", "_": " underscore ", "+": " plus "}


def rules() -> tuple[Rule, ...]:
    """Return the rules for what one types or dials."""
    return (
        (rf"(?i)\bhttps?://[^\s<>\"]+|\bwww\.[^\s<>\"]+|(?<![\w.+-])[\w.+-]{{1,64}}@{_LABEL}(?:\.{_LABEL}){{1,8}}", _address),
        (
            rf"(?i)(?<![\w@.-])(?:{_LABEL}\.){{1,8}}(?:{_TOP_LEVEL})(?:\.[a-z]{{2}})?\b(?:/[^\s<>\"]*)?",
            _address,
        ),
        (
            r"(?<![\w.,$-])(?:\+?(1)[ .-])?(?:\((\d{3})\) ?|(\d{3})[ .-])(\d{3})[-. ](\d{4})(?![\w-])",
            lambda m: ", ".join(digits(part) for part in m.groups() if part),
        ),
        (
            r"(?<![\w.,$/–-])(\d{3})-(\d{4})(?![\w,–-])(?! (?:[a-z]+s|people|feet|percent)\b)(?! [A-Z])",
            lambda m: f"{digits(m[1])}, {digits(m[2])}",
        ),
    )


def _address(match: re.Match[str]) -> str:
    found = match[0].rstrip(".,;:!?)'\"]}/")
    rest = match[0][len(found) :].lstrip("/")
    plain = re.sub(r"(?i)^(?:https?://)?(?:www\.)?", "", found)
    plain = re.sub(r"\.edu\b", ".E D U", plain)
    plain = re.sub(r"\d", lambda m: f" {digits(m[0])} ", plain)
    return " ".join("".join(map(_named, plain)).split()) + rest


def _named(character: str) -> str:
    """Return a letter as it is, a sign by its name, anything else as a space."""
    if character.isalpha():
        return character
    return _NAMED.get(character, " ")
