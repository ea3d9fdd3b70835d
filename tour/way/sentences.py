"""The sentences of a draft, each from one thing that a leg does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from tour.way.legs import Crossing, Leg, Part, Turn
from tour.words.directions import compass_point
from tour.words.language import Words

NEAR = 40.0
"""Metres from a turn within which the roadway before it is what one tells it by."""
_BEAR = 60.0
"""Degrees up to which a turn is a slight one."""
_UNKNOWN = 25.0
"""Metres along a street whose sidewalk the map does not tell, from which on that is said."""
_MOST_STREETS = 4
"""That are named one by one."""
_MARKUP = re.compile(r"[\\\[\]{}*_~`<&]")
"""Signs that mean something in a script."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What can be said of *leg*, a sentence each."""

    leg: Leg
    there: str
    """The title of the stop at its end."""
    words: Words

    def setting_off(self) -> str:
        """Return which way one goes from the stop, and along what."""
        leg, part = self.leg, self._part_at(0.0)
        along = self._stretch("along", part) or self.words("way.along_path")
        way = self.words(f"ways.{compass_point(leg.heads)}")
        return self.words(f"way.{leg.leaves}", here=plain(leg.here), way=way, along=along)

    def turnings(self, turns: Sequence[Turn], since: float) -> Iterator[str]:
        """Yield where one turns, and onto what; *since* is where along the leg one knows to be before."""
        for turn in turns:
            yield self._turning(turn, since)
            since = turn.at_metres

    def _turning(self, turn: Turn, since: float) -> str:
        """Return how one tells a turn: by a landmark, the roadway before it, the street it leads onto, or how far."""
        key = f"way.{'bear' if abs(turn.degrees) < _BEAR else 'turn'}_{_hand(turn)}"
        onto = self._onto(turn)
        beyond = self._beyond(turn)
        if turn.landmark:
            return self.words(f"{key}_at", landmark=plain(turn.landmark.name), onto=onto)
        if beyond:
            return self.words(f"{key}_beyond", street=self._named(beyond.street), onto=onto)
        if onto:
            return self.words(key, onto=onto)
        return self.words(f"{key}_after", n=max(10 * round((turn.at_metres - since) / 10), 10))

    def across(self, turn: Turn | None) -> str:
        """Return how a part opens that is heard beyond a roadway: with *turn*, if one turns there, else straight on."""
        opening = self.words("texts.across")
        if turn is None:
            return self.words("way.after", across=opening)
        return self.words(f"way.after_{_hand(turn)}", across=opening, onto=self._onto(turn))

    def more(self, count: int) -> str:
        """Return that the map shows *count* more turns."""
        return self.words("way.more", turns=self.words.count("turn", count))

    def roads(self, crossings: Sequence[Crossing]) -> str:
        """Return which roadways come, in order."""
        named = [self._arms(street, len([*group])) for street, group in groupby(one.street for one in crossings)]
        streets = ", ".join(named)
        if len(named) > _MOST_STREETS:
            count = len(named) - _MOST_STREETS + 1
            streets = self.words("way.and_more", streets=", ".join(named[: _MOST_STREETS - 1]), n=count)
        return self.words("way.roads", roads=self.words.count("road", len(crossings)), streets=streets)

    def kerb(self) -> str:
        """Return what to do at a roadway."""
        return self.words("way.kerb")

    def notes(self) -> Iterator[str]:
        """Yield what else one should know: tunnels, steps, and a street on whose sidewalk the map is silent."""
        parts = self.leg.parts
        if any(part.tunnel for part in parts):
            yield self.words("way.tunnel")
        if any(part.kind == "steps" for part in parts):
            yield self.words("way.steps")
        unknown = (part for part in parts if part.kind == "street" and not part.street_on and part.metres >= _UNKNOWN)
        street = next((part.name for part in unknown if part.name), "")
        if street:
            yield self.words("way.side_unknown", street=plain(street))

    def arriving(self) -> str:
        """Return what arriving looks like."""
        said = self.words(f"way.there_{self.leg.arrives}", there=plain(self.there))
        return said[0].upper() + said[1:]

    def _beyond(self, turn: Turn) -> Crossing | None:
        """Return the roadway shortly before *turn*, the last of several."""
        before = (one for one in self.leg.crossings if 0 <= turn.at_metres - one.kerb.far_metres + 5.0 <= NEAR)
        return max(before, key=lambda one: one.at_metres, default=None)

    def _onto(self, turn: Turn) -> str:
        """Return what one turns onto, with a blank before it; nothing where that has no name, or the one before."""
        if not turn.onto:
            return ""
        part = self._part_at(turn.at_metres + 5.0)
        if part and part.name == turn.onto:
            return f" {self._stretch('onto', part)}"
        return f" {self.words('way.onto', street=self._named(turn.onto))}"

    def _stretch(self, verb: str, part: Part | None) -> str:
        """Return how one goes *along* or turns *onto* a part."""
        if part is None:
            return ""
        if part.kind == "steps":
            return self.words(f"way.{verb}_steps")
        if not part.name:
            return ""
        if part.kind == "square":
            return self.words(f"way.{verb}_square", street=self._named(part.name))
        key = f"way.{verb}_{part.street_on}" if part.street_on else f"way.{verb}"
        return self.words(key, street=self._named(part.name))

    def _part_at(self, metres: float) -> Part | None:
        """Return the part at *metres*, or the next that tells something."""
        later = (part for part in self.leg.parts if part.starts + part.metres > metres and part.kind != "crossing")
        return next(later, None)

    def _named(self, street: str) -> str:
        """Return the name of *street* as it stands inside a sentence, with its article where the language has one."""
        return plain(self.words.street(street))

    def _arms(self, street: str, count: int) -> str:
        name = plain(street)
        return self.words("texts.both_arms", street=name) if count == 2 else name


def plain(name: str) -> str:
    """Return *name* with every sign made plain that means something in a script."""
    return _MARKUP.sub(lambda sign: "\\" + sign[0], name)


def _hand(turn: Turn) -> str:
    return "right" if turn.degrees > 0 else "left"
