"""How long a tour takes with all that is heard standing."""

from __future__ import annotations

from collections.abc import Sequence

from tour.model import Tour
from tour.narration.heard import legs_heard
from tour.narration.plan import Sheet
from tour.timing import riding_seconds, spoken_seconds, walking_seconds


def visiting_seconds(tour: Tour, sheets: Sequence[Sheet]) -> float:
    """Return about how long *tour*, with its track *sheets*, takes: the walk, the rides, and what is heard standing.

    What is heard on the way is in the walk already, and an ending may be skipped.
    """
    looks = [stop.look for stop in tour.stops] + ([tour.welcome.look] if tour.welcome else [])
    standing = sum(spoken_seconds(look, tour) for look in looks)
    before = sum(heard.tracks[0].stand_seconds for heard in legs_heard(tour, sheets))
    return walking_seconds(tour) + riding_seconds(tour) + standing + before
