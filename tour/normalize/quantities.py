"""Amounts: money, units of measure, and the things that people count."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from tour.normalize.numerals import cardinal, decimal
from tour.normalize.rules import Rule, after, before, table, words

NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
"""Pattern of an amount in figures."""
_THINGS = words(
    """
    acre acres animals apartments barrels beds billion bodies bones books bottles boxes bricks bulbs buses
    calories cars cats cents characters children copies crosswalks cups customers days degrees dollars employees
    episodes extras families fans feet films foot fossils gallons gigabytes grams guests hectares hertz homes
    horsepower hours houses hundred inch inches items jobs kilobytes kilograms kilometers kilometres kilowatts
    lampposts lamps lights liters lots mammoths megabytes megawatts members men meter meters metres mile miles
    million minutes months movies objects ounces pages panels parcels people percent persons pieces plants posts
    pounds prints residents rooms seats seconds shops soldiers species specimens stairs stations steps stones
    stops stores streetlights students thousand tickets tiles times tonnes tons trees trucks tubes units vehicles
    visitors volts volumes votes watts weeks windows wolves women words workers works yard yards years
    """
)
_BETWEEN = (
    "square|cubic|more|new|old|other|young|small|tiny|large|great|different|separate|individual|single|wooden|metal|"
    "plastic|glass|white|black|blue|red|green|gold|or so|vintage|cast-iron|restored|antique|additional"
)
COUNTED = rf"(?:-| )(?:(?:{_BETWEEN}) )*(?:{'|'.join(sorted(_THINGS))})\b"
"""Pattern of what follows a number of things, which is then neither a year nor a house number."""

_UNITS = table(
    r"""
    sq\.? ?(?:ft|feet)=square foot,square feet; sq\.? ?mi=square mile,square miles
    sq\.? ?km=square kilometer,square kilometers; sq\.? ?cm=square centimeter,square centimeters
    sq\.? ?m=square meter,square meters; sq\.? ?yds?=square yard,square yards
    cu\.? ?ft=cubic foot,cubic feet; cu\.? ?m=cubic meter,cubic meters; cu\.? ?yds?=cubic yard,cubic yards
    km/h|kph|kmh=kilometer per hour,kilometers per hour; mph|mi/h=mile per hour,miles per hour
    m/s=meter per second,meters per second; ft/s=foot per second,feet per second
    ft=foot,feet; in(?=\.)=inch,inches; yds?=yard,yards; mi=mile,miles
    km=kilometer,kilometers; cm=centimeter,centimeters; mm=millimeter,millimeters; m=meter,meters
    kg=kilogram,kilograms; lbs?=pound,pounds; oz=ounce,ounces; gal=gallon,gallons; hp=horsepower,horsepower
    hrs?=hour,hours; mins?=minute,minutes; secs?|(?<= )s=second,seconds; yrs?=year,years
    Hz=hertz,hertz; kHz=kilohertz,kilohertz; MHz=megahertz,megahertz; kW=kilowatt,kilowatts; MW=megawatt,megawatts
    [kK]B=kilobyte,kilobytes; MB=megabyte,megabytes; GB=gigabyte,gigabytes
    °\s?F=degree Fahrenheit,degrees Fahrenheit; °\s?C=degree Celsius,degrees Celsius; °=degree,degrees
    %=percent,percent; ¢=cent,cents
    """
)
"""Pattern to what one and what several are called. The longer patterns come first."""
_ONE_AND_MANY = tuple(said.split(",") for said in _UNITS.values())


class _Currency(NamedTuple):
    one: str
    many: str
    cent: str
    cents: str

    def called(self, single: bool) -> str:
        """Return what one, or what several are called."""
        return self.one if single else self.many


_CURRENCIES = {
    "$": _Currency("dollar", "dollars", "cent", "cents"),
    "£": _Currency("pound", "pounds", "penny", "pence"),
    "€": _Currency("euro", "euros", "cent", "cents"),
}
_SCALES = {"k": "thousand", "m": "million", "mn": "million", "b": "billion", "bn": "billion"}
_SCALE = "thousand|million|billion|trillion"


def rules() -> tuple[Rule, ...]:
    """Return the rules for figures with a sign or a unit."""
    return (*_dimensions(), *_sums(), *_measures())


def _dimensions() -> tuple[Rule, ...]:
    return (
        (r"(?<=\d)'\s?(\d{1,2}(?: ?\d/\d)?)(?:\"|'')", r" ft. \1 in. "),
        (r"(?<=\d)'(?=[\s,.;:)?!x×-]|$)", _feet),
        (r"(?<=\d)\"", _inches),
        (rf"(?<![\w.,])({NUMBER}) ?[x×] ?(?={NUMBER})", r"\1 by "),
        (rf"(?<![\w.,])({NUMBER})[x×](?!\w)", r"\1 times"),
    )


def _sums() -> tuple[Rule, ...]:
    return (
        (r"\bUS(?=[$])", ""),
        (
            rf"([$£€])\s?({NUMBER})\s?[–-]\s?[$£€]?({NUMBER})(?:[- ]({_SCALE})\b)?(?![\d,]*\d)",
            _money_range,
        ),
        (rf"([$£€])\s?({NUMBER})(?:([- ]?)({_SCALE}|[KkMmBb]n?)\b)?(-(?=[a-z]))?", _money),
    )


def _measures() -> tuple[Rule, ...]:
    unit = rf"(?:{'|'.join(f'({pattern})' for pattern in _UNITS)})(?!\w)(?:(?<=\w)\.)?"
    return (
        (
            r"\b(dollars?|euros?|pounds?|cents)\s?/\s?(?=[a-z])|(?<=\w)/(?=(?:day|night|hour|month|year|person)\b)",
            lambda m: f"{m[1] or ''} per ",
        ),
        (rf"(?<![\w.,/])({NUMBER}|(?:\d+ )?\d+/\d+)( ?-?){unit}", _measure),
        (rf"\bper {unit}", lambda m: f"per {_unit(m.groups())[0]}"),
    )


def _feet(match: re.Match[str]) -> str:
    opened = re.search(r"(?<!\w)'(?=\w)(?!\d\ds?\b)", before(match))
    return match[0] if opened else " ft."


def _inches(match: re.Match[str]) -> str:
    """A quotation that is open ends here; else these are inches. A mark after a figure opens none."""
    opened = False
    for mark in re.finditer(r'(\d?)"', before(match)):
        opened = not opened and not mark[1]
    return match[0] if opened else " in. "


def _money_range(match: re.Match[str]) -> str:
    sign, low, high, scale = match.groups()
    said = f"{_amount(low)} to {_amount(high)}"
    if scale:
        said += f" {scale}"
    return f"{said} {_CURRENCIES[sign].many}"


def _money(match: re.Match[str]) -> str:
    sign, amount, joint, scale, hyphen = match.groups()
    currency = _CURRENCIES[sign]
    amount = amount.replace(",", "")
    noun, article = _noun_follows(match), bool(re.search(r"(?i)\ban?\s+$", before(match)))
    if scale:
        single = bool(hyphen) or (noun and (article or joint == "-"))
        said = f"{decimal(amount)} {_SCALES.get(scale.lower(), scale.lower())} {currency.called(single)}"
    elif re.search(r"\.\d\d$", amount):
        said = _with_cents(amount, currency)
    else:
        single = bool(hyphen) or amount == "1" or (noun and article)
        said = f"{decimal(amount)} {currency.called(single)}"
    return f"{said} " if hyphen else said


def _with_cents(amount: str, currency: _Currency) -> str:
    whole, _, small = amount.partition(".")
    said = f"{decimal(whole)} {currency.called(whole == '1')}"
    if small == "00":
        return said
    coin = currency.cent if small == "01" else currency.cents
    cents = f"{cardinal(int(small))} {coin}"
    return f"{said} and {cents}" if whole.strip("0") else cents


def _noun_follows(match: re.Match[str]) -> bool:
    """Return whether the amount describes what comes next: "a $5 ticket"."""
    little = "in|to|for|and|or|from|at|on|per|an?|as|by|of|is|was|were|the|with|each|more"
    return bool(re.match(rf" (?!(?:{little})\b)[a-z]", after(match)))


def _amount(written: str) -> str:
    return decimal(written.replace(",", ""))


def _measure(match: re.Match[str]) -> str:
    number, joint, *units = match.groups()
    one, many = _unit(units)
    if "-" in joint:
        return f"{number}-{one}"
    single = number == "1" or re.fullmatch(r"\d+/\d+", number)
    return f"{number} {one if single else many}"


def _unit(found: Sequence[str | None]) -> list[str]:
    """Return what one and what several are called of the unit whose pattern matched."""
    return next(said for said, pattern in zip(_ONE_AND_MANY, found, strict=True) if pattern)
