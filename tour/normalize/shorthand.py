"""Abbreviations and signs that are said as words: titles, companies, months, states, "&", "#", "≤"."""

from __future__ import annotations

import re

from tour.normalize import abbreviations as short
from tour.normalize import abbreviations_everyday as short_everyday
from tour.normalize import abbreviations_people as people
from tour.normalize import everyday, lands, lookup, records
from tour.normalize.abbreviations_lands import AMBIGUOUS_STATES, STATES, SURE_STATES
from tour.normalize.numerals import digits
from tour.normalize.rules import CAPITALS, FIGURES, LETTERS, Rule, Step, when

_ANYWHERE = {
    **people.TITLES,
    **people.POSTNOMINALS,
    **people.SURE_RANKS,
    **people.SURE_NAMES,
    **people.KIN,
    **people.ARMY,
    **short.ORGANIZATIONS,
    **short.PROSE,
    **short.UNMISTAKABLE_PLACES,
    **short.PLAIN_MONTHS,
    **short.PLAIN_DAYS,
    **SURE_STATES,
    **short_everyday.DOTTED,
}
_PLAIN = {written: said for written, said in _ANYWHERE.items() if lookup.PLAIN.fullmatch(written)}
_DOTTED_INSIDE = {written: said for written, said in _ANYWHERE.items() if written not in _PLAIN}
_BEFORE_A_NAME = {**people.RANKS, **short.PLACES, **people.FIRST_NAMES, **people.UNDOTTED_TITLES}
_MONTHS = {**short.NAMELIKE_MONTHS, **short.UNDOTTED_MONTHS}
_BEFORE_A_FIGURE = {**short.NUMBERED, **short.UNDOTTED_NUMBERED, **short.DATED, **short.WORDLIKE_DAYS, **_MONTHS}
_YEAR = r"~?(?:1\d|20)\d\d\b(?![,.]\d| [a-z]+s\b)"
_NUMBERED = {**short.NUMBERED, **short.UNDOTTED_NUMBERED}
_HYPHENED = "Lt|Col|Maj|Gen|Brig|Capt|Cdr|Cmdr|Sgt"
_REFERRED = (
    "(?:stop|ref|reference|phone|flight|order|tel|telephone|room|bus|platform|serial|model|part|item|[Ii][Dd]|account|"
    "registration|registered|charity|ticket|booking|confirmation|member|membership|licence|license|catalogue|catalog|"
    "inventory|lot|plate|track|map|page|house|grave|fax|mobile|engine|train|route|building|exhibit|object|case|gallery)"
)
"""What has a number: "the stop no. below"."""
_BEFORE_A_NUMERAL = {"Vol": "Volume", "Ch": "Chapter", "Fig": "Figure", "Mk": "Mark"}


def words_in() -> tuple[Rule, ...]:
    """Return the rule for the abbreviations that are said alike wherever they stand."""
    return (lookup.words_in(_PLAIN, short_everyday.UNDOTTED, (*everyday.NEAR, *records.NEAR, *lands.NEAR)),)


def steps() -> tuple[Step, ...]:
    """Return the rules for abbreviations other than those of streets and units."""
    return (
        when(_names(), f".&-{CAPITALS}{FIGURES}"),
        when(_before_figures(), f".{FIGURES}", LETTERS),
        when(_centuries(), ("C1", "C2")),
        when(_months(), ("an", "eb", "ep", "ct", "ov", "ec", "ar", "pr", "un", "ul", "ug")),
        when(_states(), CAPITALS, FIGURES + ","),
    )


def _names() -> tuple[Rule, ...]:
    return (
        (
            r"\b([A-Z]{1,4})&([A-Z]{1,4})(s?)\b",
            lambda m: f"{' '.join(m[1])} and {' '.join(m[2])}{m[3] and chr(39) + 's'}",
        ),
        (r"\bMr (?=(?:&|and) Mrs\b)", "Mister "),
        (
            rf"\b({_HYPHENED})\.?-({_HYPHENED})\b\.?",
            lambda m: f"{people.UNDOTTED_TITLES[m[1]]} {people.UNDOTTED_TITLES[m[2]]}",
        ),
        (r"\bSS\.? (?=[A-Z][a-z]+ (?:&|and) [A-Z])", "Saints "),
        (r"\s*&\s*", " and "),
        (r"(?i)(?<=\d)\s?([ap])\.?\s?m\b\.?", lambda m: f" {m[1].upper()} M"),
        (_any_of(_DOTTED_INSIDE), lambda m: _DOTTED_INSIDE[m[0]]),
        (r"\b(Jr|Sr)\b", lambda m: _ANYWHERE[m[0] + "."]),
        (r"(?<=[a-z] )Co\b(?![.-])", "Company"),
        (r"(?<!\d )" + _any_of(_BEFORE_A_NAME) + r"\s?(?=[A-Z])", lambda m: _BEFORE_A_NAME[m[0].strip()] + " "),
    )


def _before_figures() -> tuple[Rule, ...]:
    return (
        (r"\b([Tt])el(?:\.|(?=:))", lambda m: _as_begun("telephone", m[1])),
        (r"(?<=\d(?:st|nd|rd|th) )[Cc](?:ent)?\b\.?(?! [A-Z][a-z])", "century"),
        (r"(?<=\d(?:st|nd|rd|th))(?:-[Cc]|C)\b\.?", "-century"),
        (r"\bNat\.? (?=Trust|Park|Museum|Gallery|Forest|Monument|Bank|Library|Theatre)", "National "),
        (r"\b[Kk]m (?=\d)", "kilometer "),
        (r"\bU\.S\. (?=\d{1,3}\b(?! (?!meets|runs|goes|crosses|is|was|has)[a-z]+s\b))", "US "),
        (r"(?<=\b[Aa] )c\.\s?(?=\d)", "roughly "),
        (r"(?<![\w.])c ?(?=\d{3,4}\b(?![.,]\d))", "around "),
        (r"\bGr\.? ?(?=(?:I|II|III)\b)", "Grade "),
        (r"\b([Rr])est\.? (?=(?:c\.? ?)?1\d\d\d\b)", r"\1estored "),
        (r"\b(\d{1,2})-(in|for|to|by|on)-(\d{1,3})\b", r"\1 \2 \3"),
        (r"\bfl\.\s?(?=(?:(?:c|ca|circa)\b\.? ?)?(?:1\d|[5-9])\d\d\b)", "flourished "),
        (rf"\b([Ee])st\. (?=~?\d)(?!{_YEAR})", r"\1stimated "),
        (r"\b([Ee])st\. (?=(?:time|cost|total|walking|hiking|reading|length|value|date)\b)", r"\1stimated "),
        (rf"\b({_REFERRED} )no\.(?= [a-z])", r"\1number"),
        (r"(?<![\w.])(?:c|ca)\.?\s?(?=(?:AD|BCE?|CE)\b|A\.D\.|the year)", "around "),
        (r"\b(Zip|ZIP|zip)( [Cc]ode)? (\d{5})(?!\d)", lambda m: f"zip{m[2] or ''} {digits(m[3])}"),
        (_any_of(_BEFORE_A_FIGURE) + r"\s?(?=[('’]{0,2}[$£€]?\d)", lambda m: _BEFORE_A_FIGURE[m[0].strip()] + " "),
        (_any_of(_NUMBERED) + r"(?=: ?\(?\d)", lambda m: _NUMBERED[m[0]]),
        (r"(?<=\d\s)" + _any_of(_MONTHS) + r"(?!\w)", lambda m: _MONTHS[m[0]]),
        (r"\b(Vol|Ch|Fig|Mk)\.? (?=[IVXL]+\b|\d)", lambda m: f"{_BEFORE_A_NUMERAL[m[1]]} "),
        (r"\b(Sat|Sun)\.(?=\s?(?:[-–,&]|and\b|to\b|through\b))", lambda m: _BEFORE_A_FIGURE[m[0]]),
        (r"(?<=and )Sun\.", "Sunday"),
        (r"\b[Nn]o\.(?=\s+of\b)", lambda m: _as_begun("number", m[0])),
    )


def _centuries() -> tuple[Rule, ...]:
    return (
        (r"\b[el]?C(1\d|20|21)(?:th|st)\b|\bC(1\d|20|21)(?= (?!dating)[a-z])", _century),
        (r"(?:(?<=is )|(?<=of )|(?<=and )|(?<=, )|(?<=\())C(1\d|20)\b(?=[,;)]|\.*$)", _century),
        (r"(?:(?<=early )|(?<=late )|(?<=mid-)|(?<=in the )|(?<=of the ))C(1\d|20|21)\b", _century),
    )


def _months() -> tuple[Rule, ...]:
    return (
        (r"\b([Mm]id|[Ee]arly|[Ll]ate)-(Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?", _part_of_month),
        (
            r"\b((?i:in|late|early|mid|since|by|until) )(Jan|Feb|Sept?|Oct|Nov|Dec)\b(?!\.\w)\.?",
            lambda m: m[1] + _MONTHS[m[2]],
        ),
        (r"\b((?i:to|through|till) )(Feb|Sept?|Oct|Nov|Dec)\b(?!\.\w)\.?", lambda m: m[1] + _MONTHS[m[2]]),
    )


def _century(match: re.Match[str]) -> str:
    """Return "C18th" as "18th-century"."""
    number = next(group for group in match.groups() if group)
    return f"{number}{'st' if number == '21' else 'th'}-century"


def _part_of_month(match: re.Match[str]) -> str:
    return f"{match[1]}-{_MONTHS[match[2]]}"


def _states() -> tuple[Rule, ...]:
    states = "|".join(STATES)
    surely_states = "|".join(state for state in STATES if state not in AMBIGUOUS_STATES)
    return (
        (rf"\b({states})\s+(\d{{5}})(?:-(\d{{4}}))?\b", _postcode),
        (rf"(?<=[a-z], )({surely_states})(?=\s*(?:[,.;:?!)\"]|$))", lambda m: STATES[m[1]]),
    )


SIGNS = "#/*±~≈<>≤≥§©"


def signs() -> tuple[Rule, ...]:
    """Return the rules for signs; each needs one of `SIGNS`."""
    return (
        (r"#(?=\d)", "number "),
        (r"#(?=[A-Za-z])", "hashtag "),
        (r"(?i)\band/or\b", "and or"),
        (r"\b([Cc])/o\b\.?", lambda m: _as_begun("care of", m[1])),
        (r"\b[Nn]/[Aa]\b", "not applicable"),
        (r"\b[Bb](?:/|&)[Ww]\b", "black and white"),
        (r"\b[Dd]/b/a\b", "doing business as"),
        (r"\b[Ff]/k/a\b", "formerly known as"),
        (r"\b[Nn]/k/a\b", "now known as"),
        (r"\b[Tt]/a\b", "trading as"),
        (r"(?<![\w*])([A-Za-z]+)\*(?= listed\b)", r"\1 star"),
        (r"\b([Ww])/o\b\.?", lambda m: _as_begun("without", m[1])),
        (r"\b(w)/\s?|\b(W)/\s?(?![A-Z])", lambda m: _as_begun("with ", m[0])),
        (r"±\s?", " plus or minus "),
        (r"(?<!\w)[~≈]\s?(?=[\d$£€])", "about "),
        (r"[<]\s?(?=[\d$£€])", " less than "),
        (r"[>]\s?(?=[\d$£€])", " more than "),
        (r"≤\s?", " at most "),
        (r"≥\s?", " at least "),
        (r"§§?\s?", " section "),
        (r"©\s?", " copyright "),
    )


def _postcode(match: re.Match[str]) -> str:
    parts = [digits(part) for part in match.groups()[1:] if part]
    if match[1] == "LA" and match[2][0] == "9":
        return f"L A {', '.join(parts)}"  # no town of Louisiana
    return f"{STATES[match[1]]} {', '.join(parts)}"


def _as_begun(said: str, written: str) -> str:
    """Return *said* with a capital where *written* has one."""
    return said.capitalize() if written[0].isupper() else said


def _any_of(table: dict[str, str]) -> str:
    """Return the pattern of any abbreviation in *table* that stands by itself, the longest first."""
    longest_first = sorted(map(re.escape, table), key=len, reverse=True)
    return rf"(?<![\w.'-])(?:{'|'.join(longest_first)})(?<!\w(?=\w))"
