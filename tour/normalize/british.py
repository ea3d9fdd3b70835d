"""What a reader in Britain says otherwise: "one hundred and twenty", "metres", the day before the month."""

from __future__ import annotations

import re

from tour.normalize.numerals import digits
from tour.normalize.rules import table

_UNITS = "one|two|three|four|five|six|seven|eight|nine"
_SMALL = (
    f"(?:{_UNITS}|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|"
    "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|"
    "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|"
    "thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth)"
)
_AND = re.compile(rf"\b(hundred|thousand|million|billion) (?={_SMALL}\b(?!-?[a-z]* hundred| thousand| million))")
_SPELLINGS = table(
    """
    meter=metre; meters=metres; kilometer=kilometre; kilometers=kilometres; centimeter=centimetre
    centimeters=centimetres; millimeter=millimetre; millimeters=millimetres; liter=litre; liters=litres
    milliliter=millilitre; milliliters=millilitres; centiliter=centilitre; centiliters=centilitres
    deciliter=decilitre; deciliters=decilitres; micrometer=micrometre; micrometers=micrometres; percent=per cent
    decimeter=decimetre; decimeters=decimetres; nanometer=nanometre; nanometers=nanometres
    northeast=north-east; northwest=north-west; southeast=south-east; southwest=south-west
    Northeast=North-East; Northwest=North-West; Southeast=South-East; Southwest=South-West
    Center=Centre; center=centre; Centers=Centres; Theater=Theatre; Harbor=Harbour; Honorable=Honourable
    """
)
_SPELLED = re.compile(rf"\b({'|'.join(_SPELLINGS)})\b")
PLACES = frozenset({"gb", "uk", "ie", "au", "nz", "za", "in"})
"""Regions of BCP 47 tags where English is read this way."""

_ROAD = re.compile(r"(?<![\w-])([ABM])(\d{3,4})(?: ([NSEW])(?:\.(?= [a-z]))?(?!\w|\.?[A-Z]| [A-Z]))?(?![\w-])")
_COMPASS = {"N": " north", "S": " south", "E": " east", "W": " west", None: ""}
_CHANGE = re.compile(r"\b(euros?|pounds?) and ([a-z]+(?:-[a-z]+)?) (?:cents?|pence|penny)\b")
_DIGIT = f"(?:zero|{_UNITS})"
_DIALLED = re.compile(rf"\b{_DIGIT}(?:,? {_DIGIT}){{2,}}\b")


def written(text: str) -> str:
    """Return *text* with roads of three figures and more, such as "A629", figure by figure."""
    return _ROAD.sub(lambda match: f"{match[1]} {digits(match[2])}{_COMPASS[match[3]]}", text)


def spoken(text: str) -> str:
    """Return *text*, said the American way, as it is said in Britain."""
    text = _SPELLED.sub(lambda match: _SPELLINGS[match[1]], _AND.sub(r"\1 and ", text))
    text = _CHANGE.sub(r"\1 \2", text)
    return _DIALLED.sub(lambda match: match[0].replace("zero", "oh"), text)
