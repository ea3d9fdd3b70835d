"""Numbers that are dialled, pressed or texted: each figure by itself."""

from __future__ import annotations

from tour.normalize.numerals import digits
from tour.normalize.rules import words
from tour.normalize.tokens import Line, Reading

_VERBS = words("dial dials dialing dialling call calls ring text texting phone press pressing")
_SERVICES = words(
    "emergency emergencies police ambulance fire helpline hotline nhs urgent coastguard switchboard tel telephone phone"
)
"""Before a number of three figures they tell that it is dialled."""
_SHORT = 3
_BETWEEN = words("us me them on at to number or and then , : the police")
"""May stand between the verb and the figures."""
_AFTER = words("or and for to if in from on at before when now free then toll with and, anytime immediately")
"""May follow them; another word is something that is counted."""
_LONGEST = 6


def number(line: Line, index: int) -> Reading | None:
    """Read "Dial 112 or 999" and "Text 12345" figure by figure."""
    text = line[index].text
    if not text.isdigit() or not 1 < len(text) <= _LONGEST or line[index + 1].text in ("-", "/", "%"):
        return None
    following = line[index + 1]
    if following.kind == "word" and following.text not in _AFTER:
        return None
    if following.kind == "figure" and following.spaced:
        return None
    return Reading(1, digits(text)) if _told(line, index) else None


def _told(line: Line, index: int) -> bool:
    short = len(line[index].text) == _SHORT
    for at in range(index - 1, index - 8, -1):
        token = line[at]
        if token.text.lower() in _VERBS or (short and token.text.lower() in _SERVICES):
            return True
        if token.kind != "figure" and token.text.lower() not in _BETWEEN and not token.text.isupper():
            return False
    return False
