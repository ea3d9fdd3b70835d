"""Figures in groups: "10 000" and "1 234 567", and what looks like groups and may be something else."""

from __future__ import annotations

import re

from tour.normalize.rules import words
from tour.normalize.tokens import Line, Reading

THIN = "\N{THIN SPACE}\N{NARROW NO-BREAK SPACE}\N{NO-BREAK SPACE}\N{FIGURE SPACE}"
_DIALLED = 9
"""Figures of a telephone number, at least."""
_ASK = "write 10,000 for one number, or put a word or a comma between two"
_METRIC = words("km m cm mm kg g l ha % ° t cl ml dl kW kWh hl")
_MONEY = words("€ $ £ ¥ EUR CHF USD GBP SFr Fr kr euro euros francs")


def joined(text: str) -> str:
    """Return *text* with groups that thin or fixed spaces, apostrophes or dots part written with commas."""
    text = re.sub(rf"(?<![\d+.,{THIN}])[1-9]\d{{0,2}}(?:[{THIN}]\d{{3}})+(?![\d{THIN}])", _commas, text)
    text = re.sub(r"(?<![\d'’.,])[1-9]\d{0,2}(?:['’]\d{3})+(?![\d'’])", _commas, text)
    text = re.sub(r"(?<![\d.,])[1-9]\d{0,2}(?:\.\d{3})+,\d\d(?![.,]?\d)", _swapped, text)
    return re.sub(r"(?<![\d.,])[1-9]\d{0,2}(?:\.\d{3}){2,}(?![\d.]*\d)", _commas, text)


def _swapped(match: re.Match[str]) -> str:
    """Return "1.234,56" as "1,234.56"."""
    return match[0].translate(str.maketrans(",.", ".,"))


def _commas(match: re.Match[str]) -> str:
    return re.sub(r"\D", ",", match[0])


def spaced(line: Line, index: int) -> Reading | None:
    """Read groups that plain spaces part, where they cannot be two numbers; else doubt them."""
    first, second = line[index], line[index + 1]
    if second.kind != "figure" or not second.spaced or not first.text.isdigit():
        return None
    if first.text[0] == "0" and len(first.text + second.text) >= _DIALLED:
        return None  # a telephone number
    if line[index - 1].kind == "word" and not first.spaced:
        return None  # a postcode: "SW1A 1AA"
    if line[index + 2].kind == "word" and not line[index + 2].spaced and line[index + 2].text.isupper():
        return None
    if line[index - 1].text in ("+", "(", ")", "/") or line[index + 2].text in ("/", ")", "s", "d"):
        return None
    last = index + 1
    while line[last].kind == "figure" and line[last].spaced and re.fullmatch(r"\d{3}", line[last].text):
        last += 1
    groups = [line[at].text for at in range(index, last)]
    whole = re.fullmatch(r"[1-9]\d{0,2}", first.text) and len(groups) > 1 and not _goes_on(line, last)
    if whole and (len(groups) > 2 or any(group[0] == "0" for group in groups)):
        return Reading(len(groups), ",".join(groups))
    if _may_be_two(line, index):
        message = f"{first.text!r} and {second.text!r} stand side by side, and may be one number or two"
        return Reading(2, None, message, _ASK)
    return None


def _goes_on(line: Line, index: int) -> bool:
    return line[index].kind == "figure" or (line[index].text == "-" and not line[index].spaced)


def _may_be_two(line: Line, index: int) -> bool:
    """Return whether two figures side by side are neither a date nor parts of something longer."""
    second = line[index + 1].text
    dated = len(second) == 4 and line[index - 1].kind == "word" and line[index - 1].text[:1].isupper()
    longer = line[index + 2].kind == "figure" or line[index - 1].kind == "figure"
    return second.replace(",", "").replace(".", "").isdigit() and not dated and not longer


def comma(line: Line, index: int) -> Reading | None:
    """Doubt "3,5" and "10.000", which are not written so in English: nobody knows what was meant.

    A sum with two places, and a measure, are decimals for sure: "€16,50", "3,5 km".
    """
    text = line[index].text
    if text.isdigit() or (line[index - 1].text in ("-", "/") and not line[index].spaced):
        return None
    if re.fullmatch(r"\d+,\d{1,2}", text):
        if _summed(line, index) or line[index + 1].text in _METRIC:
            return Reading(1, text.replace(",", "."))
        return Reading(
            1, None, f"{text!r} may be {text.replace(',', '.')} or two numbers", "write a decimal with a point"
        )
    if re.fullmatch(r"[1-9]\d{0,2}\.\d00|[1-9]\d{0,2}\.\d{2}0", text):
        whole = text.replace(".", ",")
        return Reading(1, None, f"{text!r} may be {whole} or a decimal", f"write {whole}, or leave the last zero out")
    return None


def _summed(line: Line, index: int) -> bool:
    """Return whether a currency stands at the figure, which has two places."""
    around = (line[index - 1].text, line[index + 1].text)
    return line[index].text[-3] == "," and any(text in _MONEY for text in around)
