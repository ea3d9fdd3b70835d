"""Addresses on the web, e-mail addresses and telephone numbers."""

from __future__ import annotations

import re

from tour.normalize.numerals import digits
from tour.normalize.rules import Rule

_TOP_LEVEL = "com|org|net|edu|gov|io|info|museum|tv|fm|co\\.uk|org\\.uk|ac\\.uk|gov\\.uk|travel"
_SHORTEST, _LONGEST = 8, 15
"""Figures of a number with its country (E.164)."""
_POSTCODE = r"\b([A-Z]{1,2}\d[A-Z\d]?) (\d[ABD-HJLNP-UW-Z]{2})\b"
_LABEL = "[a-z0-9-]{1,63}"
"""One name between the dots of a host (RFC 1035, 2.3.4)."""
_NAMED = {".": " dot ", "/": " slash ", "@": " at ", "-": " dash ", "_": " underscore ", "+": " plus "}


def addresses() -> tuple[Rule, ...]:
    """Return the rules for addresses on the web and of e-mail. They have a dot, an @ or a slash."""
    return (
        (
            rf"(?i)\bhttps?://[^\s<>\"]+|\bwww\.[^\s<>\"]+|(?<![\w.+-])[\w.+-]{{1,64}}@{_LABEL}(?:\.{_LABEL}){{1,8}}",
            _address,
        ),
        (
            rf"(?i)(?<![\w@.-])(?:{_LABEL}\.){{1,8}}(?:{_TOP_LEVEL})(?:\.[a-z]{{2}})?\b(?:/[^\s<>\"]*)?",
            _address,
        ),
    )


def telephones() -> tuple[Rule, ...]:
    """Return the rules for telephone numbers and postcodes. They have figures."""
    return (
        (r"(?<=\d{3}[-. ]\d{4}),? ?(?:x|[Ee]xtn?\.?) ?(\d{1,6})\b", lambda m: f", extension {digits(m[1])}"),
        (r"(?<![\w+])\+\s?([2-9]\d{0,2})((?:[ .-]?(?:\(0\) ?)?\(?\d{1,8}\)?){1,7})(?!\w)", _abroad),
        (r"(?<![\w-])(?:(1)-)?(\d{3})-(?:(\d{1,3})-)?([A-Z]{3,}(?:-[A-Z]+)*)(?:-(\d+))?(?![\w-])", _keypad),
        (r"(?<![\w.,$-])(?:\+?(1)[ .-])(8)00[ .-](\d{3})[-. ](\d{4})(?![\w-])", _toll_free),
        (r"(?<![\w.,$+/-])(\(?0\d{1,4}\)?(?:[ .-]\d{2,8}){1,5})(?![\w-]|[.,]\d)", _at_home),
        (_POSTCODE, _postcode),
        (
            r"(?<![\w.,$-])(?:\+?(1)[ .-])?(?:\((\d{3})\) ?|(\d{3})[ .-])(\d{3})[-. ](\d{4})(?![\w-])",
            lambda m: ", ".join(digits(part) for part in m.groups() if part),
        ),
        (
            r"(?<![\w.,$/–-])(\d{3})-(\d{4})(?![\w,–-])(?! (?:[a-z]+s|people|feet|percent)\b)(?! [A-Z])",
            lambda m: f"{digits(m[1])}, {digits(m[2])}",
        ),
    )


def _spelled_groups(text: str) -> str:
    return ", ".join(digits(group) for group in re.findall(r"\d+", text))


def _abroad(match: re.Match[str]) -> str:
    """Return "+44 20 7946 0018" group by group; the (0) that is dialled at home only is left out."""
    land, rest = match[1], match[2].replace("(0)", " ")
    if not _SHORTEST <= len(re.sub(r"\D", "", land + rest)) <= _LONGEST:
        return match[0]
    return f"plus {_spelled_groups(f'{land} {rest}')}"


def _at_home(match: re.Match[str]) -> str:
    """Return "020 7946 0018" group by group."""
    longest = 14 if match[1].startswith("00") else 12  # with the country
    return _spelled_groups(match[1]) if 9 <= len(re.sub(r"\D", "", match[1])) <= longest else match[0]


def _toll_free(match: re.Match[str]) -> str:
    return f"{digits(match[1])}, eight hundred, {digits(match[3])}, {digits(match[4])}"


def _keypad(match: re.Match[str]) -> str:
    """Return "1-800-FLOWERS" with its letters as words, where they are some."""
    country, area, exchange, letters, rest = match.groups()
    parts = [digits(country)] if country else []
    parts.append(f"{digits(area[0])} hundred" if area.endswith("00") else digits(area))
    parts += [digits(exchange)] if exchange else []
    parts += [word.lower() if set(word) & set("AEIOUY") else " ".join(word) for word in letters.split("-")]
    parts += [digits(rest)] if rest else []
    return ", ".join(parts)


def _postcode(match: re.Match[str]) -> str:
    """Return a British postcode letter by letter."""
    return ", ".join(" ".join(digits(sign) if sign.isdigit() else sign for sign in half) for half in match.groups())


def _address(match: re.Match[str]) -> str:
    found = match[0].rstrip(".,;:!?)'\"]}/")
    rest = match[0][len(found) :].lstrip("/")
    plain = re.sub(r"(?i)^(?:https?://)?(?:www\.)?", "", found)
    plain = re.sub(r"\.(edu|uk|us|nz)\b", lambda m: f".{' '.join(m[1].upper())}", plain)
    plain = re.sub(r"\d", lambda m: f" {digits(m[0])} ", plain)
    return " ".join("".join(map(_named, plain)).split()) + rest


def _named(character: str) -> str:
    """Return a letter as it is, a sign by its name, anything else as a space."""
    if character.isalpha():
        return character
    return _NAMED.get(character, " ")
