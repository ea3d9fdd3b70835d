"""Whether there is hope that a card's words find room on so many pages: to lay them out takes tenths of a second."""

from __future__ import annotations

from dataclasses import dataclass

from tour.card.paper import Plan
from tour.card.typeset import Setting
from tour.model import Tour
from tour.style import fonts
from tour.words import summary
from tour.words.language import words_of


@dataclass(frozen=True, slots=True)
class Told:
    """How long all that a card tells would be on one line, in type of one point."""

    notes: float
    """Of the notes in the body's size."""
    fine: float
    """Of those in the small size."""
    stops: float
    """Of the stops' whole eye text."""

    def may_fit(self, chosen: Plan, setting: Setting, pages: int) -> bool:
        """Say whether the area of the words is not larger than that of *pages* beside the map.

        Without the stops where these have a page of their own: how much of them is told there, `legs` knows.
        """
        body, small = chosen.body * setting.size, chosen.small * setting.size
        told = self.notes + (self.stops if setting.alone else 0.0)
        need = (told * body**2 + self.fine * small**2) * (setting.leading - 0.01)
        free = pages * chosen.width * chosen.height
        return need <= (free - chosen.map.width * chosen.map.height if chosen.mapped else free)


def told(tour: Tour) -> Told:
    """Return how long the words on the card of *tour* are."""
    welcome = tour.welcome.card if tour.welcome else ()
    notes = " ".join([*welcome, *tour.safety])
    credits = [f"{summary.credit(words_of(tour), one)} {one.url}" for one in tour.credits]
    fine = " ".join([*summary.about(tour), *credits, summary.sources(tour)])
    stops = " ".join(f"{stop.title} {stop.stand} {' '.join(stop.card)}" for stop in tour.stops)
    return Told(*(fonts.width(text, 1.0) for text in (notes, fine, stops)))
