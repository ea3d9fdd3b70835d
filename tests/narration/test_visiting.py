from __future__ import annotations

import pytest

from samples import pause, say, stop, tour, words
from tour.model import Leg
from tour.narration.visiting import visiting_seconds
from tour.timing import WORDS_A_SECOND


def test_a_visit_is_the_walk_and_what_is_heard_standing() -> None:
    stops = [stop(1, look=(words(36), pause(5)), walk=(words(180),)), stop(2, look=(words(18),), walk=())]
    welcome = stop(0, look=(words(9),), place=None, walk=())
    long = Leg("stop-1", "stop-2", (), 600.0, (), 600.0)

    seconds = visiting_seconds(tour(stops, welcome=welcome, legs=(long,)))

    assert seconds == pytest.approx(600 + (36 + 18 + 9) / WORDS_A_SECOND + 5)


def test_what_is_heard_before_a_leg_counts_as_well() -> None:
    stops = [stop(1, look=(), walk=(say("Go on."),)), stop(2, look=(), walk=())]
    short = Leg("stop-1", "stop-2", (), 100.0, (), 100.0)
    one = tour(stops, welcome=None, legs=(short,))

    # Five words of the program's, two of the author's and eight again, with head and gaps.
    assert visiting_seconds(one) == pytest.approx(100 + 15 / WORDS_A_SECOND + 0.7 + 2 * 0.9, abs=0.5)
