"""Initials and acronyms: which are said letter by letter, and which as words."""

from __future__ import annotations

import re
from functools import lru_cache

from tour.normalize.rules import Rule, words

AS_WORDS = words(
    """
    ACT ADD AFTRA AGE AGO AIDS AIR ALL AM AN AND ANY ARE ARM ART AS ASK AT BAD BAR BE BED BIG BIT BOX BOY BUS BUT
    BUY BY CAN CAR CUT DAY DID DIE DO DOG DRY DUE EAT END EYE FAR FEMA FEW FIT FLY FOR FUN GAS GET GO GOD GOT GUN
    GUY HAD HAS HE HER HI HIM HIS HIT HOT HOW HUD ICE INN PUB ZOO IF IN IS IT ITS JOB KEY
    LACMA LASER LAW LAY LEG LET LIE LOT LOW
    MAN MAP MAY ME MEN MET MIX MOCA MOMA MY NASA NATO NEW NO NOR NORAD NOT NOW OF OFF OH OIL OK OLD ON ONE OPEC OR
    OSHA OUR OUT OWN PAY PER PETA PUT RADAR RAN RED RUN SAG SAT SAW SAY SCUBA SEA SEE SET SHE SIR SIT SIX SKY SO
    SON SUN SWAT TAR TAX TEN THE TIE TO TOO TOP TRY TWO UNESCO UNICEF UP USE WAR WAS WAY WE WET WHO WHY WIN WON
    YES YET YOU
    """
)
_AS_LETTERS = words(
    """
    AAA ABC AFI AIA ASAP ATM CBS CEO CIA CNN CSUN DIY EIR EPA ER FBI GIS HBO HIV IBM ICBM ICBMS IOU IRS KABC KCET
    KPCC KTLA LA LAFD LAPD LAUSD LAX MGM NAACP NBC NPR OSM OVNI PBS TV UCLA UFO US USA USC USGS YMCA YWCA
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
    return not _shouted(text) and (len(word) < 4 or not set(word) & set("AEIOU"))


@lru_cache(maxsize=8)
def _shouted(text: str) -> bool:
    """Return whether all of *text* is in capitals, which then say nothing about one word."""
    found = re.findall(r"[^\W\d_]{2,}", text)
    return len(found) > 2 and all(map(str.isupper, found))
