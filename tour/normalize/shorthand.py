"""Abbreviations and signs that are said as words: titles, companies, months, states, "&", "#", "≤"."""

from __future__ import annotations

import re

from tour.normalize import abbreviations as short
from tour.normalize.numerals import digits
from tour.normalize.rules import CAPITALS, FIGURES, Rule

_ANYWHERE = {
    **short.TITLES,
    **short.POSTNOMINALS,
    **short.ORGANIZATIONS,
    **short.PROSE,
    **short.UNMISTAKABLE_PLACES,
    **short.PLAIN_MONTHS,
    **short.PLAIN_DAYS,
}
_BEFORE_A_NAME = {**short.RANKS, **short.PLACES, **short.FIRST_NAMES, **short.UNDOTTED_TITLES}
_MONTHS = {**short.NAMELIKE_MONTHS, **short.UNDOTTED_MONTHS}
_BEFORE_A_FIGURE = {**short.NUMBERED, **short.UNDOTTED_NUMBERED, **short.DATED, **short.WORDLIKE_DAYS, **_MONTHS}
_BEFORE_A_NUMERAL = {"Vol": "Volume", "Ch": "Chapter", "Fig": "Figure", "Mk": "Mark"}


def undotted() -> tuple[Rule, ...]:
    """Return the rule for abbreviations without a dot that stand for one thing only."""
    return ((_any_of(short.UNDOTTED_PROSE) + r"\.?", lambda m: short.UNDOTTED_PROSE[m[0].rstrip(".")]),)


NEEDS = f".&'{CAPITALS}{FIGURES}"


def rules() -> tuple[Rule, ...]:
    """Return the rules for abbreviations other than those of streets and units; each needs one of `NEEDS`."""
    return (*_names(), *_before_figures(), *_states())


def _names() -> tuple[Rule, ...]:
    return (
        (r"\b([A-Z]{1,4})&([A-Z]{1,4})\b", lambda m: f"{' '.join(m[1])} and {' '.join(m[2])}"),
        (r"\bSS\.? (?=[A-Z][a-z]+ (?:&|and) [A-Z])", "Saints "),
        (r"\s*&\s*", " and "),
        (r"(?i)(?<=\d)\s?([ap])\.?\s?m\b\.?", lambda m: f" {m[1].upper()} M"),
        (_any_of(_ANYWHERE) + r"(?=[A-Z])", lambda m: f"{_ANYWHERE[m[0]]} "),
        (_any_of(_ANYWHERE), lambda m: _ANYWHERE[m[0]]),
        (r"\b(Jr|Sr)\b", lambda m: _ANYWHERE[m[0] + "."]),
        (r"(?<=[a-z] )Co\b(?![.-])", "Company"),
        (_any_of(_BEFORE_A_NAME) + r"\s?(?=[A-Z])", lambda m: _BEFORE_A_NAME[m[0].strip()] + " "),
    )


def _before_figures() -> tuple[Rule, ...]:
    return (
        (r"\b([Tt])el(?:\.|(?=:))", lambda m: _as_begun("telephone", m[1])),
        (r"(?<=\d(?:st|nd|rd|th) )[Ff]l\b\.?", "floor"),
        (r"(?<=\d(?:st|nd|rd|th) )[Cc](?:ent)?\b\.?(?! [A-Z][a-z])", "century"),
        (r"\b([Mm]id|[Ee]arly|[Ll]ate)-(Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?", _part_of_month),
        (r"\b((?i:turn|bear|keep|veer|go)|then) (?:R|rt\.)(?= (?:on|onto|at|into|and|toward)\b|[.,;]|$)", r"\1 right"),
        (r"\b((?i:turn|bear|keep|veer|go)|then) (?:L|lt\.)(?= (?:on|onto|at|into|and|toward)\b|[.,;]|$)", r"\1 left"),
        (r"\bM\s?[-–]\s?(F|Th|Sat?|Sun?)\b\.?(?=[ ,:;]|$)", lambda m: f"Monday to {_WEEKDAYS[m[1]]}"),
        (r"(?<=\d(?:st|nd|rd|th))(?:-[Cc]|C)\b\.?", "-century"),
        (r"\bC(1\d|20|21)(?:th|st)?(?= [a-z])", lambda m: f"{m[1]}{'st' if m[1] == '21' else 'th'}-century"),
        (r"\bNat\.? (?=Trust|Park|Museum|Gallery|Forest|Monument|Bank|Library|Theatre)", "National "),
        (r"\bkm (?=\d)", "kilometer "),
        (r"\b(half|each|every|per|an) hr\b\.?", r"\1 hour"),
        (r"\bU\.S\. (?=\d{1,3}\b(?! (?!meets|runs|goes|crosses|is|was|has)[a-z]+s\b))", "US "),
        (r"(?<=\b[Aa] )c\.\s?(?=\d)", "roughly "),
        (r"\bfl\.\s?(?=(?:c\.? ?)?(?:1\d|[5-9])\d\d\b)", "flourished "),
        (r"(?<![\w.])(?:c|ca)\.?\s?(?=(?:AD|BCE?|CE)\b|A\.D\.|the year)", "around "),
        (r"\b(Zip|ZIP|zip)( [Cc]ode)? (\d{5})(?!\d)", lambda m: f"zip{m[2] or ''} {digits(m[3])}"),
        (_any_of(_BEFORE_A_FIGURE) + r"\s?(?=\(?\d)", lambda m: _BEFORE_A_FIGURE[m[0].strip()] + " "),
        (
            r"\b((?i:in|late|early|mid|since|by|until) )(Jan|Feb|Sept?|Oct|Nov|Dec)\b(?!\.\w)\.?",
            lambda m: m[1] + _MONTHS[m[2]],
        ),
        (r"(?<=\d\s)" + _any_of(_MONTHS) + r"(?!\w)", lambda m: _MONTHS[m[0]]),
        (r"\b(Vol|Ch|Fig|Mk)\.? (?=[IVXL]+\b|\d)", lambda m: f"{_BEFORE_A_NUMERAL[m[1]]} "),
        (r"\b(Sat|Sun)\.(?=\s?(?:[-–,&]|and\b|to\b|through\b))", lambda m: _BEFORE_A_FIGURE[m[0]]),
        (r"(?<=and )Sun\.", "Sunday"),
        (r"\b[Nn]o\.(?=\s+of\b)", lambda m: _as_begun("number", m[0])),
    )


_WEEKDAYS = {"F": "Friday", "Th": "Thursday", "Sa": "Saturday", "Sat": "Saturday", "Su": "Sunday", "Sun": "Sunday"}


def _part_of_month(match: re.Match[str]) -> str:
    return f"{match[1]}-{_MONTHS[match[2]]}"


def _states() -> tuple[Rule, ...]:
    states = "|".join(short.STATES)
    surely_states = "|".join(state for state in short.STATES if state not in short.AMBIGUOUS_STATES)
    return (
        (rf"\b({states})\s+(\d{{5}})(?:-(\d{{4}}))?\b", _postcode),
        (rf"(?<=[a-z], )({surely_states})(?=\s*(?:[,.;:?!)\"]|$))", lambda m: short.STATES[m[1]]),
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
        (r"(?<![\w*])([A-Za-z]+)\*(?= listed\b)", r"\1 star"),
        (r"\b([Ww])/o\b\.?", lambda m: _as_begun("without", m[1])),
        (r"\b([Ww])/\s?", lambda m: _as_begun("with ", m[1])),
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
    return f"{short.STATES[match[1]]} {', '.join(parts)}"


def _as_begun(said: str, written: str) -> str:
    """Return *said* with a capital where *written* has one."""
    return said.capitalize() if written[0].isupper() else said


def _any_of(table: dict[str, str]) -> str:
    """Return the pattern of any abbreviation in *table* that stands by itself, the longest first."""
    longest_first = sorted(map(re.escape, table), key=len, reverse=True)
    return rf"(?<![\w.'-])(?:{'|'.join(longest_first)})(?<!\w(?=\w))"
