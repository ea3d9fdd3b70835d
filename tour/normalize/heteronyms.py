"""Words that are written alike and said in two ways: lead pipes and the way they lead, a ship's bow and a bow tie.

A voice that tags its words tells most of them apart by itself. Here is what it gets wrong where the words around are
sure, and a doubt where they are not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tour.normalize.rules import words
from tour.normalize.tokens import Line, Reading


@dataclass(frozen=True, slots=True)
class Sense:
    """The rarer way to say a word, and what stands around it where that is meant for sure."""

    phoneme: str
    """IPA, General American."""
    alias: str
    """For an engine that reads plain words only."""
    before: frozenset[str]
    after: frozenset[str]
    doubtful: frozenset[str]
    """After these words it may be either."""
    sure: frozenset[str]
    """Before these words it is the common one, even after a doubtful word."""


_SENSES = {
    "lead": Sense(
        "ˈlɛd",
        "led",
        words("molten white red sheet pig soft black"),
        words(
            """
            pipe pipes roof roofs roofing glass paint shot mine mines mining miner miners ore ores coffin coffins bullet
            bullets weight weights sheet sheets lined lining cames smelter smelting poisoning works foil crystal type
            gutter gutters statue statues cistern tank covered clad sheathing flashing plumbing soldiers font spire dome
            """
        ),
        words("of some with"),
        words("singer singers role guitar guitarist actor actress author architect designer pastor car man story in"),
    ),
    "bass": Sense(
        "ˈbeɪs",
        "base",
        words("double acoustic electric upright slap deep figured"),
        words("player players guitar guitars guitarist line lines voice voices drum drums clef singer solo note notes"),
        words("the a some"),
        words("fishing boat pond lake lakes fillet is swim swims"),
    ),
    "bow": Sense(
        "ˈbaʊ",
        "bough",
        words("ship's boat's liner's vessel's frigate's port starboard"),
        words("wave waves thruster section spirit ramp"),
        frozenset(),
        words("tie ties window windows and string strings"),
    ),
    "object": Sense(
        "əbˈdʒɛkt",
        "object",
        words("residents neighbors neighbours locals critics many some they we you who to didn't not will would"),
        words("to"),
        frozenset(),
        frozenset(),
    ),
}
_SHIPS = words("ship boat liner vessel frigate ferry schooner barge")
_ASK = 'put {say="…"} behind it, with a word that is said alike'


def rarer(line: Line, index: int) -> Sense | None:
    """Return the sense of the token at *index* where the words around make the rarer one sure."""
    word = line[index].text.lower()
    sense = _SENSES.get(word)
    if sense is None:
        return None
    before, after = line[index - 1].text.lower(), line[index + 1].text.lower()
    if after == "-":
        after = line[index + 2].text.lower()
    match word:
        case "object":
            return sense if before in sense.before and after in sense.after else None
        case "bow":
            ship = after == "of" and line[index + 3].text.lower() in _SHIPS
            stern = (after, line[index + 2].text) == ("and", "stern")
            return sense if ship or stern or before in sense.before or after in sense.after else None
        case "lead" if before == "of" and line[index + 1].kind in ("sign", "end"):
            return sense  # "a roof of lead."
    return sense if before in sense.before or after in sense.after else None


def doubt(line: Line, index: int) -> Reading | None:
    """Doubt a word that may be said in two ways, and is none that the words around make sure."""
    word = line[index].text
    sense = _SENSES.get(word)
    if sense is None or rarer(line, index):
        return None
    before, after = line[index - 1].text.lower(), line[index + 1].text.lower()
    if before not in sense.doubtful or after in sense.sure:
        return None
    return Reading(1, None, f"{word!r} can be said in two ways here", _ASK)


def places(text: str) -> Iterator[tuple[int, int, Sense]]:
    """Yield (start, end, sense) of each word of *text* that is said the rarer way for sure, in order."""
    if not any(word in text.lower() for word in _SENSES):
        return
    line = Line(text)
    for index in range(len(line)):
        if sense := rarer(line, index):
            yield line[index].start, line[index].end, sense
