"""How much may be said between two roads, and how long it must be quiet: worked out by hand."""

from math import inf

import pytest

from tour.model import Kerb, Leg
from tour.walking.law import moved, short, speaking_seconds, stretches, walking_seconds

NEAR, FAR = Kerb("Elm", 65.0, 75.0, 13.0), Kerb("Oak", 205.0, 215.0, 10.0)
LEG = Leg("a", "b", (), 300.0, ("Elm", "Oak"), 300.0, (NEAR, FAR))


def test_without_a_cut_a_leg_is_one_stretch() -> None:
    (whole,) = stretches(LEG, ())

    assert (whole.starts, whole.ends, whole.kerbs) == (0.0, 300.0, (NEAR, FAR))
    assert whole.cut is None


def test_a_cut_ends_a_stretch_at_its_far_kerb_and_begins_the_next_there() -> None:
    first, second = stretches(LEG, [0])

    assert (first.starts, first.ends, first.kerbs, first.cut) == (0.0, 75.0, (NEAR,), NEAR)
    assert (second.starts, second.ends, second.kerbs, second.started) == (75.0, 300.0, (FAR,), NEAR)


def test_the_first_words_are_over_when_the_fastest_comes_to_the_kerb_if_the_map_puts_it_too_far() -> None:
    (whole,) = stretches(LEG, ())

    assert speaking_seconds(whole) == pytest.approx((65 - 13) / 1.3)


def test_later_words_lose_the_press_and_the_error_at_either_end() -> None:
    _, second = stretches(LEG, [0])

    assert speaking_seconds(second) == pytest.approx((205 - 10 - 75 - 13) / 1.3 - 4)


def test_there_is_never_less_than_no_room_and_without_a_road_no_end_to_it() -> None:
    close = Leg("a", "b", (), 50.0, ("Elm",), 60.0, (Kerb("Elm", 5.0, 15.0, 25.0),))

    before, beyond = stretches(close, [0])

    assert speaking_seconds(before) == 0.0
    assert speaking_seconds(beyond) == inf


def test_a_silence_lasts_as_long_as_the_slowest_with_the_longest_lights_and_half_a_minute() -> None:
    first, second = stretches(LEG, [0])

    assert walking_seconds(first) == pytest.approx((75 + 13) / 0.9 + 60 + 30)
    # From one cut to the stop, whose place is known within 10 m.
    assert walking_seconds(second) == pytest.approx((300 - 75 + 13 + 10) / 0.9 + 60 + 30)


@pytest.mark.parametrize(("seconds", "so"), [(150.4, True), (151, False)])
def test_a_leg_of_two_and_a_half_minutes_is_short(seconds: float, so: bool) -> None:
    assert short(Leg("a", "b", (), 100.0, (), seconds)) is so


def test_kerbs_are_moved_by_their_own_error() -> None:
    assert [kerb.near_metres for kerb in moved((NEAR, FAR), -1)] == [52.0, 195.0]
    assert [kerb.far_metres for kerb in moved((NEAR, FAR), 1)] == [88.0, 225.0]
