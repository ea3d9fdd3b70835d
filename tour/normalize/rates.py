"""So much for each: "$10/hr", "35p/kWh", "7 nights/wk.", "£8.95 pp"."""

from __future__ import annotations

import re

from tour.normalize.rules import Rule, table, words

_SHORT = table(
    """
    sec=second; min=minute; hr=hour; wk=week; mo=month; mth=month; yr=year; pp=person; p=person; pers=person
    pn=night; nt=night; lb=pound; oz=ounce; gal=gallon; mi=mile; ft=foot; ac=acre; doz=dozen; veh=vehicle; h=hour
    kg=kilogram; g=gram; km=kilometer; m=meter; L=liter; l=liter; ml=milliliter; ha=hectare; kWh=kilowatt hour
    sheet=sheet; bldg=building; rm=room; d=day; ea=each; in=inch; yd=yard; bu=bushel; pt=pint; qt=quart
    """
)
_EACH = words(
    """
    day night week weekend month quarter year season century decade hour minute second person head adult child guest
    visitor visit trip ride ticket room pair dozen group family student car vehicle bike boat household game show seat
    plate glass pint bottle slice piece page sheet mile kilometer kilometre meter metre acre hectare foot pound ounce
    gallon liter litre kilo ton tonne stop zone lap set shift block square journey crossing carriage rider player team
    """
)
_EACH_ONE = table(
    """
    pp=per person; p.p.=per person; ppn=per person per night; pppn=per person per night; pn=per night; p.n.=per night
    pw=per week; p.w.=per week; pcm=per calendar month; p.c.m.=per calendar month; p/p=per person; p/n=per night
    p/w=per week; p/h=per hour; ph=per hour; pd=per day; p.h.=per hour; p.d.=per day; p.a.=per year; pa=per year
    """
)
_SUM = r"(?:(?<![\w.,])[$£€]\s?\d[\d,.]*(?:\s?[–-]\s?[$£€]?\d[\d,.]*)?[KMkm]?|(?<![\w.,$£€])\d[\d,.]*(?:p|c|¢|€|%))"
_AMOUNT = r"(?<![\w.,/])\d[\d,.]*\+?[ -]?(?:[A-Za-z]{1,12}|[%°])\.?"
NEEDS = "/$£€¢pc%"


def rules() -> tuple[Rule, ...]:
    """Return the rules for rates, of which each has a figure, and one of `NEEDS`."""
    after_a_sum = "|".join(sorted(map(re.escape, _EACH_ONE), key=len, reverse=True))
    return (
        (rf"({_SUM})\s?/\s?([A-Za-z]+)(?![\w/]|\.\w)(\.?)", _rate),
        (rf"({_AMOUNT})\s?/\s?([A-Za-z]+)(?![\w/]|\.\w)(\.?)", _rate),
        (rf"({_SUM})\s?({after_a_sum})(?!\w|\.\w)", lambda m: f"{m[1]} {_EACH_ONE[m[2]]}"),
    )


def _rate(match: re.Match[str]) -> str:
    amount, unit, dot = match.groups()
    each = _one(unit, money=amount[0] in "$£€" or amount[-1] in "pc¢€")
    if not each:
        return match[0]
    return f"{amount} each" if unit == "ea" else f"{amount} per {each}{'' if unit in _SHORT else dot}"


def _one(unit: str, *, money: bool) -> str:
    """Return what *unit* is called after a sum or an amount; empty where the slash may mean something else."""
    if len(unit) == 1 and not money:
        return ""  # "km/h" is a unit of its own
    if unit in _SHORT or unit in _EACH:
        return _SHORT.get(unit, unit)
    thing = money and unit.islower() and len(unit) > 2 and not unit.endswith("s")
    return unit if thing else ""
