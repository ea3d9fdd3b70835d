"""Characters and marks: quotes, dashes, brackets, ellipses, signs, and the spaces between them."""

from __future__ import annotations

import re
import unicodedata

from tour.normalize import coordinates, groups, letters
from tour.normalize.numerals import roman_value
from tour.normalize.rules import Rule

_SAME = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛ʼ´", "'"),
        **dict.fromkeys("“”„‟«»", '"'),
        **dict.fromkeys("‐‑", "-"),
        **dict.fromkeys("\N{MINUS SIGN}\N{FULLWIDTH HYPHEN-MINUS}", "-"),
        **dict.fromkeys("―⸺", "—"),
        **dict.fromkeys("‒", "–"),
        "⁄": "/",
        "№": "No. ",
    }
)

_POWERS = {"²": "sq.", "³": "cu."}
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_COLD = re.compile(r"(?<![^\s(])(?<!\d )–(?=\d[\d.,]*(?: \w+ [–-]?\d[\d.,]*)? ?°)")
"""A dash that is a minus: "–5 °C", "–10 to –5 °C"."""
_UNICODE_NUMERAL = re.compile(r"(?:(?<=[a-z]) )?[\N{ROMAN NUMERAL ONE}-\N{SMALL ROMAN NUMERAL ONE THOUSAND}]+")


def plain_quotes(text: str) -> str:
    """Return *text* in composed form with straight quotes, plain spaces and nothing invisible."""
    text = unicodedata.normalize("NFC", text).translate(_SAME)
    if text.isascii() and text.isprintable():
        return text
    return _COLD.sub("-", "".join(map(_visible, text)))


def same_length(text: str) -> str:
    """Return *text* with plain quotes and dashes, each character in its place."""
    return "".join(plain if len(plain := character.translate(_SAME)) == 1 else character for character in text)


def _visible(character: str) -> str:
    """Return any space or control character as a plain space, and a format character, which nobody sees, as nothing."""
    category = unicodedata.category(character)
    if category == "Cf":
        return ""
    if character.isspace() or category in ("Cc", "Zs", "Zl", "Zp"):
        return " "
    return character


def plain_characters(text: str) -> str:
    """Return *text* with plain quotes, ASCII figures and single spaces, ready for the rules."""
    if not text.isascii():
        text = letters.folded(_UNICODE_NUMERAL.sub(_numeral, _raised(groups.joined(text))))
    else:
        text = groups.joined(text)
    text = coordinates.spelled(re.sub(r"(?<=\d)º", "°", text))
    text = re.sub(r"(?<=\d)\s?′", " ft. ", re.sub(r"(?<=\d)\s?″", " in. ", text))
    text = plain_quotes(text)
    if not text.isascii():
        text = "".join(_figure(c) for c in text)
    text = " ".join(text.split())
    return re.sub(r"\.(?:\s?\.){2,}", "…", text)


def _raised(text: str) -> str:
    """Return *text* with raised figures as words: squares, powers; the mark of a footnote goes.

    Before letters are folded: then "10²" would be a hundred and two.
    """
    text = re.sub(r"(?<![A-Za-z])(mm|cm|km|m|ft|in|yd|mi)([²³])", lambda m: f" {_POWERS[m[2]]} {m[1]}", text)
    raised = "[⁰¹²³⁴⁵⁶⁷⁸⁹]"
    text = re.sub(rf"(?<!\w)((?:1\d|20)\d\d){raised}+", r"\1", text)  # a footnote to a year
    text = re.sub(rf"(?<=\d)(⁻?{raised}+)|(?<![A-Za-z])(?<=[A-Za-z])({raised}+)", _power, text)
    text = re.sub(r"(?<=c)(²)(?!\w)", " squared", text)  # mc²
    return re.sub(r"(?<=[^\W\d_])[¹²³]+|(?<=[.,;:!?)\"'”’])[¹²³⁴⁵⁶⁷⁸⁹]+", "", text)


def _power(match: re.Match[str]) -> str:
    exponent = match[0].translate(_RAISED)
    if exponent in ("2", "3"):
        return " squared" if exponent == "2" else " cubed"
    return f" to the power of {exponent.replace('-', 'minus ')}"


def _numeral(match: re.Match[str]) -> str:
    """Return numerals that are characters of their own as letters after a name, else as a figure: "Ⅳ" is 4."""
    plain = unicodedata.normalize("NFKC", match[0]).upper()
    return plain if plain.startswith(" ") else str(roman_value(plain) or plain)


def _figure(character: str) -> str:
    """Return a figure of any script or shape as ASCII: "٣" as "3", "½" as " 1/2", "Ⅳ" as "IV"."""
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category not in ("Nl", "No"):
        return character
    plain = unicodedata.normalize("NFKC", character).replace("⁄", "/")
    if "/" in plain and plain[-1] != "/":
        return f" {plain}"
    if plain.isascii():
        return plain
    value = unicodedata.numeric(character, -1.0)
    return f" {int(value)} " if value >= 0 and value == int(value) else " "


def dashes() -> tuple[Rule, ...]:
    """Return the rules for dashes that no other rule took."""
    return (
        (r"\s*—\s*|\s+–+\s*|(?<!–)–+\s+|\s+-+\s+|\s*--+\s*", ", "),
        (r"–", "-"),
    )


SIGNS = "()[]{}/%°$£€¢¥₹₩₽₺₪₫฿₱₴₦+=@→➔➜⇒⟶×÷•·|#*_~\\^<>®™†‡¶`′″"


def rules() -> tuple[Rule, ...]:
    """Return the rules for brackets and signs that no other rule took; each needs one of `SIGNS`."""
    return (
        (r"\s*[(\[{]\s*|\s*[)\]}]\s*(?=[\w\"'])|[)\]}]", ", "),
        (r"(?<=[a-z])/(?=[a-z])", " or "),
        (r"/", " "),
        (r"\s?%", " percent "),
        (r"\s?°", " degrees "),
        (r"[$]", " dollars "),
        (r"£", " pounds "),
        (r"€", " euros "),
        (r"¢", " cents "),
        (r"[¥₹₩₽₺₪₫฿₱₴₦]", " "),
        (r"(?<=\w)\s*[+]", " plus "),
        (r"=", " equals "),
        (r"@", " at "),
        (r"[→➔➜⇒⟶]", " to "),
        (r"×", " times "),
        (r"÷", " divided by "),
        (r"[•·|]", ", "),
        (r"[#*_~\\^<>+®™†‡¶`′″]", " "),
    )


def tidy(text: str) -> str:
    """Return *text* with each mark once and in its place, hyphens only inside words, and single spaces."""
    text = re.sub(r"(?<!\w)-+|-+(?!\w)", " ", text)
    text = re.sub(r"(?<![\w.,?!…])'(?!\w)", " ", text)
    text = re.sub(r'"\s*"', " ", text)
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"\s+(?=[,.;:?!…])", "", text)
    text = re.sub(r"(?<=[a-z])\.(?=[a-z])", " dot ", text)
    text = re.sub(r"(?<=[^\W\d_])([,.;:?!…])(?=\w)", r"\1 ", text)
    text = re.sub(r"[,.;:?!…](?:\s?[,.;:?!…])+", _strongest, text)
    text = re.sub(r"^[\s,.;:?!…]+(?=.*\w)", "", text)
    text = re.sub(r'(?<=^")[\s,;:]+|(?<=\s")[\s,;:]+(?=\w)', "", text)
    text = re.sub(r'[\s,;:]+("?)$', r"\1", text)
    return text.strip()


def _strongest(match: re.Match[str]) -> str:
    return next(mark for mark in "?!….:;," if mark in match[0])
