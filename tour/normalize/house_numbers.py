"""House numbers, and numbers that name a route, a room or a line. They are said in pairs: "sixty-one oh one"."""

from __future__ import annotations

import re

from tour.normalize.numerals import door, may_be_year
from tour.normalize.quantities import COUNTED
from tour.normalize.rules import Rule, before
from tour.normalize.streets import NAME, SUFFIX, WELL_KNOWN

_DESIGNATED = (
    "Numbers?|numbers?|Routes?|routes?|Highways?|highways?|Interstates?|I|US|SR|CR|FM|Room|room|Rooms|rooms|Suite|"
    "Flight|[Bb]us|[Bb]uses|[Ll]ines?|Channel|[Ee]xtension|Apartment|Gate|Rapid|[Mm]onuments?|[Ff]lat|Unit|Train|train|"
    "Exit|exit|Freeway|Expressway|Gallery|Galleries|Tram|tram|Trail|Pier|County Road|State Road"
)
_GOES = (
    "[Ff]reeway|bus|line|runs|stops|goes|comes|turns|leaves|on|to|is|was|has|had|carries|crosses|passes|heads|meets|"
    "interchange|corridor|exit|ramp|overpass|underpass|loop|between|past|near|north|south|east|west|toward|towards"
)
"""What a road or line with a number does: "The 405 is loud"."""
_NOT_AT_A_DOOR = r"(?i:by|in|since|until|till|after|before|around|about|of|during|early|late|mid|from|between)\s+$"
_WAYS = {"N": "north", "S": "south", "E": "east", "W": "west"}
_COMPASS = "(?:(?:North|South|East|West|Northwest|Northeast|Southwest|Southeast) )?"
_STREET = rf"{_COMPASS}(?:(?:{NAME} ){{1,4}}?(?:{SUFFIX})\b|(?:{WELL_KNOWN})\b)"


def rules() -> tuple[Rule, ...]:
    """Return the rules for numbers that are names rather than amounts."""
    return (*_addresses(), *_designations())


def _addresses() -> tuple[Rule, ...]:
    return (
        (
            rf"(?<![\w.,$/-])(?<!\d )(?![13]/[24]\b)(\d{{1,4}})/(\d{{1,4}}) (?={_STREET})",
            lambda m: f"{door(m[1])} {door(m[2])} ",
        ),
        (
            r"\b((?:[Bb]us|[Bb]uses|[Tt]rams?|[Ll]ines?|[Rr]outes?|[Nn]os?\.?|[Nn]umbers?) )"
            r"(\d{1,3})/(\d{1,3})(?![\d/])",
            lambda m: f"{m[1]}{door(m[2])}, {door(m[3])}",
        ),
        (rf"(?<![\w.,$/-])(\d{{1,5}})(?:\s?[-–]\s?(\d{{1,5}}))?( ?1/2)?([A-Z])? (?={_STREET})", _house),
        (r"(?<![\w.,$/-])(\d{3,5})(?:\s?[-–]\s?(\d{3,5}))?( ?1/2)?([A-Z])? (?=Avenue of |block\b|building\b)", _house),
        (r"(?<=\bat )(\d{3,5})(?: ?[-–] ?(\d{3,5}))?( 1/2)?([A-Z])?(?= [A-Z][a-z]|[,.;:?!)\"]|$)(?!,\d|\.\d)", _house),
        (
            r"(?<![\w.,$/-])(\d{4,5})()()()(?= [A-Z][a-z]+\b(?<!s)(?<!ese))",
            lambda m: m[0] if may_be_year(m[1]) else _house(m),
        ),
    )


def _designations() -> tuple[Rule, ...]:
    return (
        (
            rf"\b({_DESIGNATED})([ -])(\d{{1,5}}[A-Z]?(?:(?:, |,? and | ?[–-] ?| to )\d{{1,5}}[A-Z]?)*)"
            rf"(?!\w|[,.]\d)(?!{COUNTED})",
            lambda m: f"{m[1]} " + _list(m[3]),
        ),
        (
            r"\b([Tt]he |I-|US-|Highway )(\d{1,3}) ([NSEW])\b\.?(?=[\s,;)]|$)(?! [A-Z])",
            lambda m: f"{m[1].replace('-', ' ')}{door(m[2])} {_WAYS[m[3]]}",
        ),
        (
            rf"\b([Tt]he) ([1-9]\d{{2}})(?= (?:{_GOES})\b| (?:and|or) the \d|[,;]|\.*$)",
            lambda m: f"{m[1]} {door(m[2])}",
        ),
        (r"\b((?:[Bb]oeing|[Aa]) )(7\d7)(?![\w,.-]| [a-z]+s\b)", lambda m: m[1] + door(m[2])),
        (r"\b([A-Z]{1,2})-?(\d{3})(?![\w,.-]|\.\d)", lambda m: f"{m[1]} {door(m[2])}"),
    )


def _house(match: re.Match[str]) -> str:
    first, last, half, letter = match.groups()
    if may_be_year(first) and not last and re.search(_NOT_AT_A_DOOR, before(match)):
        return match[0]
    said = door(first)
    if last:
        said += f" to {door(last)}"
    if half:
        said += " and a half"
    if letter:
        said += f" {letter}"
    if match[0].endswith(" "):
        said += " "
    return said


def _list(text: str) -> str:
    text = re.sub(r" ?[–-] ?", " to ", text)
    return re.sub(r"(\d+)([A-Z]?)", lambda m: f"{door(m[1])} {m[2]}".strip(), text)
