"""Initials and acronyms: which are said letter by letter, and which as words."""

from __future__ import annotations

import re
from functools import lru_cache

from tour.normalize.numerals import roman_value
from tour.normalize.rules import Rule, words

AS_WORDS = words(
    """
    ACT ADD AFTRA AGE AGO AIDS AIR ALL AM AN AND ANY ARE ARM ART AS ASK AT BAD BAR BE BED BIG BIT BOX BOY BUS BUT
    BUY BY CAN CAR CUT DAY DID DIE DO DOG DRY DUE EAT END EYE FAR FEMA FEW FIT FLY FOR FUN GAS GET GO GOD GOT GUN
    GUY HAD HAS HE HER HI HIM HIS HIT HOT HOW HUD ICE INN JPEG JSON PUB ZOO IF IN IS IT ITS JOB KEY
    LACMA LASER LAW LAY LEG LET LIE LOT LOW
    MAN MAP MAY ME MEN MET MIX MOCA MOMA MY NASA NATO NEW NO NOR NORAD NOT NOW OF OFF OH OIL OK OLD ON ONE OPEC OR
    OSHA OUR OUT OWN PAY PER PETA PUT RADAR RAN RED RUN SAG SAT SAW SAY SCUBA SEA SEE SET SHE SIR SIT SIX SKY SO
    SON SUN SWAT TAP TAR TAX TEN THE TIE TO TOO TOP TRY TWO UNESCO UNICEF UP USE WAR WAS WAY WE WET WHO WHY WIN WON
    YES YET YOU
    """
)
_SHOUTED_WORD = re.compile(r"(?<!\w)(?<!\w')(?<!\w\.)([A-Z]+(?:'[A-Z]+)?)(?!\w|'\w)(\.?)(?!\w\.)")
_ONSETS = words(
    """
    BL BR CH CL CR DR DW FL FR GH GL GN GR KH KL KN KR PH PL PR PS QU RH SC SCH SCR SH SHR SK SL SM SN SP SPL SPR SQ ST
    STR SV SW TH THR TR TS TW VL WH WR ZH ZW
    """
)
"""What an English word may begin with before its first vowel."""
_AS_LETTERS = words(
    """
    AAA ABC AFI AIA ASAP ATM BCE CBS CEO CIA CNN CSUN DIY EIR EPA ER FBI GIS HBO HIV IBM ICBM ICBMS IOU IRS KABC KCET
    AARP ASPCA BYOB DTLA ESPN KPCC KTLA LA LAFD LAPD LAUSD LAX MGM NAACP NBC NPR OSM OVNI PBS TV UCLA UFO US USA
    USAF USDA USMC USPS USC USGS YMCA YWCA
    """
)


def rules() -> tuple[Rule, ...]:
    """Return the rules for capitals that stand for more than themselves."""
    return (
        (r"\b([A-Za-z](?:\.[A-Za-z])+)\b\.?(?!\w)", lambda m: " ".join(m[1].upper().split("."))),
        (r"\b([A-Z])\.\s?(?=\w)", r"\1 "),
        (r"\b([A-Z])\.(?=\s*\.)", r"\1"),
        (r"\b([A-Z]{2,})-(?=[A-Z]{2,}\b)", r"\1 "),
        (r"(?<!\w)(?<!\w')([A-Z]{2,5})('?s\b)?(?!\w|'\w)", _acronym),
    )


def calmed(text: str) -> str:
    """Return *text* with its words in small letters, where all of it is in capitals: a voice would spell some.

    Letters, numerals and what has no vowel stay as they are, but for abbreviations with a dot.
    """
    return _SHOUTED_WORD.sub(_calm, text) if _shouted(text) else text


def _calm(match: re.Match[str]) -> str:
    word, dot = match.groups()
    if dot:
        return word.capitalize() + dot if len(word) > 1 else match[0]
    named = len(word) > 2 or word in AS_WORDS
    spelled = word in _AS_LETTERS or not set(word) & set("AEIOUY") or (roman_value(word) and word != "MIX")
    return word.capitalize() if named and not spelled else word


def _acronym(match: re.Match[str]) -> str:
    word = match[1]
    if not _spelled(word, match.string):
        return match[0]
    return " ".join(word) + ("'s" if match[2] else "")


def _spelled(word: str, text: str) -> bool:
    """Return whether *word*, in capitals, is said letter by letter."""
    if word in AS_WORDS or (word == "LA" and re.search(r"\bLA (?:BREA|CIENEGA|JOLLA)\b", text)):
        return False
    if word in _AS_LETTERS:
        return True
    return not _shouted(text) and (len(word) < 4 or not set(word) & set("AEIOU") or not _sayable(word))


def _sayable(word: str) -> bool:
    """Return whether English words begin as *word* does: "IMAX" and "SEPTA", but not "DTLA"."""
    onset = re.match(r"[^AEIOUY]*", word)
    return not onset or len(onset[0]) < 2 or onset[0] in _ONSETS


@lru_cache(maxsize=8)
def _shouted(text: str) -> bool:
    """Return whether all of *text* is in capitals, which then say nothing about one word."""
    found = re.findall(r"[^\W\d_]{2,}", text)
    return len(found) > 2 and all(map(str.isupper, found))
