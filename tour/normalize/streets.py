"""Streets: their kinds, saints and doctors that look like them, and points of the compass."""

from __future__ import annotations

import re

from tour.normalize.abbreviations import NAMED_PLACES, STREET_SUFFIXES
from tour.normalize.rules import CAPITALS, Rule, Step, after, before, when, words

SUFFIX = "|".join(
    sorted({*STREET_SUFFIXES.values(), "Street", "Drive", "Way", "Walk", "Row", "Mews", "Streets", "Avenues"})
)
"""Pattern of the word that ends a street's name, written out."""
WELL_KNOWN = (
    "Wilshire|Fairfax|La Brea|La Cienega|Sunset|Hollywood|Melrose|Olympic|Pico|Venice|Vine|Western|Vermont|Figueroa|"
    "San Vicente|Ogden|Curson|Hauser|Spaulding|Ridgeley|Burnside|Dunsmuir|Cochran|Cloverdale|Crescent Heights|Broadway"
)
"""Pattern of streets so well known that people leave the word Boulevard or Avenue away."""
ORDINAL = r"\d+(?:st|nd|rd|th)"
"""Pattern of an ordinal in figures: "6th"."""
NAME = rf"(?:[A-Z][\w'-]{{0,40}}|{ORDINAL})"
"""Pattern of one word of a street's name."""
_NAMED = rf"{NAME}\.?"
_HOUSE = rf"\d\S*\s+(?:[NSEW]\.?\s+|North |South |East |West )?(?:{NAME} ){{1,3}}$"
"""Pattern of a house number and a name at the end of a text."""
_DIRECTIONS = {"N": "North", "S": "South", "E": "East", "W": "West"}
_CORNERS = {"NW": "northwest", "NE": "northeast", "SW": "southwest", "SE": "southeast"}
_SHOUTED = {"ST": "STREET", "AVE": "AVENUE", "BLVD": "BOULEVARD", "RD": "ROAD", "DR": "DRIVE"}
_WAYS = {**_DIRECTIONS, **_CORNERS}
_COMMON = (
    "Main|Spring|State|Market|Front|Water|High|Elm|Oak|Maple|Pine|Cedar|Walnut|Chestnut|Broad|Broadway|Michigan|Wabash|"
    "Halsted|LaSalle|Alameda|Flower|Canal|Union|Capitol|Congress|Commerce|River|Meridian|Ocean"
)
"""Streets of which every other town has one, and that are hardly anyone's name."""
_SAINTS = words(
    """
    Agnes Albans Ambrose Andrew Andrews Ann Anne Anthony Augustine Barnabas Barts Basil Benedict Bernard Brendan
    Brigid Catherine Cecilia Charles Christopher Clair Clare Cloud Croix David Denis Dominic Edward Elizabeth Elmo
    Francis George Gregory Helena Helens Ignatius Ives James Jerome Joan John Johns Joseph Jude Kitts Laurent
    Lawrence Louis Lucia Luke Margaret Mark Martin Mary Matthew Michael Monica Moritz Nicholas Nick Pancras
    Patrick Paul Paul's Peter Petersburg Regis Rita Rose Sebastian Simon Stephen Teresa Therese Thomas Timothy
    Tropez Ursula Valentine Vibiana Victor Vincent
    """
)
_LITTLE = words(
    """
    a after all and as at before behind below beside but by for from here if in inside into is like near now of
    off on or outside over past so that the then this to under until when where while with
    """
)
"""With a capital they begin a sentence; they are no street's name."""
_TITLES = words("Reverend Mister Missus Professor Honorable General")


def steps() -> tuple[Step, ...]:
    """Return the rules for abbreviations in a street's name."""
    return (
        when(_suffixes(), CAPITALS),
        when(_directions(), re.compile(r"(?<!\w)[NSEW]{1,2}(?!\w)")),
    )


def _suffixes() -> tuple[Rule, ...]:
    full = {**STREET_SUFFIXES, **NAMED_PLACES}
    short = "|".join(sorted(full, key=len, reverse=True))
    end = r"(?=[\s,;:?!.)\"'–—/-]|$)"
    return (
        (rf"(?<=\w )(Blvd|Ave|Pkwy|Hwy)\b\.?(?! Maria){end}", lambda m: STREET_SUFFIXES[m[1]]),
        (rf"(\b{NAME}\.? )({short})\b\.?(?! Maria){end}", lambda m: m[1] + full[m[2]]),
        (r"(?<=\d(?:ST|ND|RD|TH) )(ST|AVE|BLVD|RD|DR)\b\.?", lambda m: _SHOUTED[m[1]]),
        (r"\bSt\.(?=[A-Z][a-z])", "Saint "),
        (r"\bDr\.(?=[A-Z][a-z])", "Doctor "),
        (r"\bSt\.?-(?=[A-Z])", "Saint-"),
        (r"\bSte\.?-(?=[A-Z])", "Sainte-"),
        (rf"\bSt\b\.?{end}", _saint_or_street),
        (rf"\bDr\b\.?{end}", _doctor_or_drive),
        (r"\bSts\.", _saints_or_streets),
        (r"\b(Ave|Av)\.? (?=[A-Z]\b(?!\.)|of\b)", "Avenue "),
    )


def _directions() -> tuple[Rule, ...]:
    return (
        (rf"\b([NSEW])\b\.?\s?(?=(?:{NAME} ){{1,4}}(?:{SUFFIX})\b)", _direction),
        (rf"\b([NSEW])\.\s?(?=(?:{WELL_KNOWN})\b|{ORDINAL})", lambda m: _DIRECTIONS[m[1]] + " "),
        (r"(?<=\d )([NSEW])\b\.?\s(?=[A-Z])", lambda m: _DIRECTIONS[m[1]] + " "),
        (
            r"\b((?i:on|along|down|up|cross|onto|off|corner of)\s)([NSEW])\.\s?(?=[A-Z][a-z]+\b(?! [A-Z]))",
            lambda m: m[1] + _DIRECTIONS[m[2]] + " ",
        ),
        (rf"\b({SUFFIX})\s([NSEW])\.", lambda m: f"{m[1]} {_DIRECTIONS[m[2]]}"),
        (
            rf"(\b{NAME}\.? (?<!Take )(?<!Follow )(?<!Along )(?:{SUFFIX}))\s([NSEW])\b(?=[,;:)]| [a-z(]|\.*$)",
            _after_a_street,
        ),
        (
            rf"(?<![A-Z]\.)(?<![A-Z]\. )(?<![A-Z] )(?<![\w.])([NSEW])\.? (?=(?:{_COMMON})\b(?! [A-Z]))",
            lambda m: _DIRECTIONS[m[1]] + " ",
        ),
        (rf"\b({SUFFIX})\s([NS][EW])\b", lambda m: f"{m[1]} {_CORNERS[m[2]].capitalize()}"),
        (
            r"(\d ?(?:mi|km|m|ft|yds?|blks?|blocks?|mins?|minutes|hrs?|miles?|meters|metres|kilometers)\.? )"
            r"(N[EW]?|S[EW]?|E|W)\b\.?(?=[,;)]| [a-z]|$)",
            lambda m: m[1] + _WAYS[m[2]].lower(),
        ),
        (r"(?<![A-Z] )(?<![A-Z]\.)\b(N[EW]?|S[EW]?|E|W)\b\.?(?= of\b)", lambda m: _WAYS[m[1]].lower()),
        (
            rf"\b({'|'.join(_CORNERS)})\b(?=\s(\w))",
            lambda m: _CORNERS[m[1]] if m[2].islower() else _CORNERS[m[1]].capitalize(),
        ),
    )


def _after_a_street(match: re.Match[str]) -> str:
    return f"{match[1]} {_DIRECTIONS[match[2]]}"


def _saint_or_street(match: re.Match[str]) -> str:
    previous, following = _neighbours(match)
    if previous in ("St", "St."):
        return "Saint"
    if re.fullmatch(ORDINAL, previous) or _numbered(match):
        return "Street"
    if not following[:1].isupper():
        return "Street"
    if _may_be_named(previous) and following not in _SAINTS:
        return "Street"
    return "Saint"


def _saints_or_streets(match: re.Match[str]) -> str:
    previous, following = _neighbours(match)
    named = _may_be_named(previous) or re.fullmatch(ORDINAL, previous)
    return "Saints" if following[:1].isupper() and not named else "Streets"


def _doctor_or_drive(match: re.Match[str]) -> str:
    previous, following = _neighbours(match)
    if re.fullmatch(ORDINAL, previous) or _numbered(match):
        return "Drive"
    if not _may_be_named(previous):
        return "Doctor"
    if not following[:1].isupper():
        return "Drive"
    first = not re.search(r"\S\s+\S+\s*$", before(match))
    return "Doctor" if first or previous in _TITLES else "Drive"


def _neighbours(match: re.Match[str]) -> tuple[str, str]:
    """Return the word before and the word after."""
    words_before = before(match).rsplit(None, 1)
    previous = re.search(r"[\w'.-]+$", words_before[-1]) if words_before else None
    following = re.match(r"\s*([\w'-]+)", after(match))
    return previous[0] if previous else "", following[1] if following else ""


def _may_be_named(word: str) -> bool:
    """Return whether *word* can be a street's name."""
    return bool(re.fullmatch(_NAMED, word)) and word.lower() not in _LITTLE


def _numbered(match: re.Match[str]) -> bool:
    """Return whether a house number and a name stand before the match."""
    text = before(match)
    return bool(re.search(r"\d", text) and re.search(_HOUSE, text))


def _direction(match: re.Match[str]) -> str:
    dotted = "." in match[0]
    numbered = re.search(r"\d\s$", before(match))
    initial = re.search(r"\b[A-Z]\.?\s?$", before(match))
    if (dotted or numbered) and not initial:
        return _DIRECTIONS[match[1]] + " "
    return match[0]
