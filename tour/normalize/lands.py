"""States and counties in short, which the town before them makes sure: "Erie, Pa.", "Butler Co., Ohio"."""

from __future__ import annotations

import re

from tour.normalize import abbreviations_lands as lands
from tour.normalize.lookup import Near
from tour.normalize.rules import Rule, Step, before, when, words

_STATES = (lands.STATES.keys() - lands.AMBIGUOUS_STATES) | set(lands.STATES.values())
_SHORT = r"(?:[NSW]\. ?(?:[A-Z]\.(?:I\.)?|Mex\.|Dak\.|Va\.)|P\.E\.I\.|R\. ?I\.|[A-Z][a-z]*)"
_NTH = r"\d(?:st|nd|rd|th|d) "
_ARMS = r"(?:Inf|Cav|Vols?|Vol|Art|Arty|Regt|Heavy|Hvy|Light|Lt|Vet|Mounted|Btry|Batt|Infantry|Cavalry|Volunteers)\b"
_ANSWERS = words("Yes No Oh Well Thanks Please Sorry Hello Good")
"""They have no state behind them: "Yes, Miss." """


NEAR = (
    Near("Co.", "county", rf"\b[Ii]n (?!(?:{'|'.join(sorted(lands.FIRMS))}) )[A-Z][a-z]+ "),
    Near("Cr Cr.", "creek", "[A-Z][a-z]+ ", r" (?:Trail|Tr|Rd|Road|Canyon|Falls|Bridge|Loop)\b"),
    *(Near(f"{short}.", lands.AFTER_A_TOWN[short], "", " [A-Z]") for short in sorted(lands.BEFORE_A_NAME)),
    *(Near(f"{short}.", said, _NTH, f" {_ARMS}") for short, said in lands.AFTER_A_TOWN.items() if short.isalpha()),
)


def steps() -> tuple[Step, ...]:
    """Return the rules for states and counties."""
    return (when(_rules(), ("Co.", "Co ", ", ")),)


def _rules() -> tuple[Rule, ...]:
    after_a_county = "|".join([*map(re.escape, sorted(_STATES)), r"[A-Z][a-z]{0,5}\.", r"[NSW]\. ?[A-Z]"])
    return (
        (rf"\b(?<=[a-z] )Co\.(?=, (?:{after_a_county})(?!\w))", _county),
        (rf"\bCo\.? (?=(?:{'|'.join(sorted(lands.IRISH_COUNTIES))})\b)", "County "),
        (rf"(?<=[\w.']), ({_SHORT})((?<!\.)\.|)(?!\w)", _after_a_town),
    )


def _county(match: re.Match[str]) -> str:
    last = re.search(r"[\w'-]+(?=\s*$)", before(match))
    return "Co." if last and last[0] in lands.FIRMS else "County"


def _after_a_town(match: re.Match[str]) -> str:
    """Return "Erie, Pa." in full: a town has to stand before the comma."""
    short, dot = match.groups()
    bare = short.replace(" ", "").removesuffix(".")
    said = lands.AFTER_A_TOWN.get(bare)
    dotted = bool(dot) or short.endswith(".")
    if said is None or (bare in lands.NEED_A_DOT and not dotted):
        return match[0]
    town = re.search(r"([A-Z][\w'-]*)\.?$", before(match))
    return f", {said}" if town and town[1] not in _ANSWERS else match[0]
