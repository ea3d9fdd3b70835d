"""Legs walked by hand: who is where when, what is heard there, and when next is pressed."""

import pytest

from tour.model import Kerb
from tour.walking.breaches import breaches
from tour.walking.simulator import Heard, Sentence, Timeline, Walker, WalkerKind, walk
from tour.walking.strip import WIDTH, strip

ELM, OAK = Kerb("Elm", 40.0, 50.0, 5.0), Kerb("Oak", 90.0, 100.0, 5.0)


def talk(*spans: tuple[float, float], seconds: float = 0.0, stands: float = 0.0, after: int = -1) -> Heard:
    sentences = tuple(Sentence(start, end, f"Sentence {n}.", 10) for n, (start, end) in enumerate(spans))
    return Heard("walk", "Walk", seconds or spans[-1][1] + 1, sentences, stands, after)


def quiet(seconds: float) -> Heard:
    return Heard("quiet", "Quiet", seconds)


LOOK = Heard("look", "Look", 60.0, (Sentence(1.0, 59.0, "Look.", 1),))
TRACKS = (talk((1.0, 21.0), (21.5, 41.0), stands=21.0), quiet(200), talk((1.0, 11.0), after=0), quiet(200), LOOK)
"""Twenty seconds standing and twenty on the way; a part beyond Elm; a silence after either."""


def gone(kind: WalkerKind, pace: float = 1.0, wait: float = 10.0, tracks: tuple[Heard, ...] = TRACKS) -> Timeline:
    return walk(150.0, (ELM, OAK), tracks, Walker(kind, pace, wait))


def test_the_told_sets_off_after_the_last_word_meant_for_standing_and_waits_at_each_kerb() -> None:
    told = gone("told")

    assert told.leaves == 21.0
    assert [(one.arrives, one.steps, one.across) for one in told.crossings] == [(61, 71, 81), (121, 131, 141)]
    assert told.arrives == 191.0


def test_the_told_presses_four_seconds_beyond_a_cut_and_on_arriving() -> None:
    told = gone("told")

    assert told.presses == (85.0, 191.0)
    assert [(played.heard.kind, played.starts) for played in told.playing] == [
        ("walk", 0.0), ("quiet", 42.0), ("walk", 85.0), ("quiet", 97.0), ("look", 191.0),
    ]  # fmt: skip
    assert told.look_early == 0


def test_the_hands_free_never_presses_and_hears_what_the_phone_plays() -> None:
    free = gone("hands-free")

    assert free.presses == ()
    assert [played.starts for played in free.playing] == [0.0, 42.0, 242.0, 254.0, 454.0]


def test_the_late_does_everything_half_a_minute_later() -> None:
    late = gone("late")

    assert late.leaves == 51.0
    assert late.presses == (111.0 + 34, late.arrives + 30)


def test_the_eager_sets_off_at_once() -> None:
    eager = gone("eager")

    assert eager.leaves == 0.0
    assert eager.crossings[0].steps == 50.0


def test_speech_between_two_kerbs_is_counted_and_speech_at_a_kerb_is_not() -> None:
    # On Elm from 40 to 50 s, after no wait; spoken from 35 to 43 s and from 48 to 60 s.
    told = gone("told", wait=0, tracks=(talk((35.0, 43.0), (48.0, 60.0)), quiet(200), LOOK))

    assert told.crossings[0].speech == pytest.approx(3 + 2)
    assert gone("told", wait=20, tracks=(talk((41.0, 59.0)), quiet(200), LOOK)).speech_in_road == 0


def test_a_look_that_begins_before_the_walker_is_there_is_told() -> None:
    free = gone("hands-free", tracks=(talk((1.0, 2.0)), quiet(100), LOOK))

    assert free.look_early == pytest.approx(free.arrives - 103)


def test_who_arrives_while_somebody_speaks_hears_it_out() -> None:
    told = gone("told", wait=0, tracks=(talk((1.0, 160.0)), quiet(100), LOOK))

    assert told.arrives == 150.0
    assert told.presses[0] == 160.0


def test_the_longest_silence_lies_between_setting_off_and_arriving() -> None:
    start, seconds = gone("told").silence

    assert (start, seconds) == (96.0, 191.0 - 96.0)


def test_a_part_with_too_many_words_breaks_the_law_where_the_road_is() -> None:
    long = talk((1.0, 60.0), after=0)

    found = breaches(150.0, (ELM, OAK), (*TRACKS[:2], long, *TRACKS[3:]))

    assert found
    assert {breach.crossing for breach in found} == {1}
    assert found[0].walker.kind == "told"


def test_tracks_that_keep_step_break_nothing() -> None:
    near = talk((1.0, 21.0), (21.5, 30.0), stands=21.0)

    assert breaches(150.0, (ELM, OAK), (near, quiet(300), talk((1.0, 10.0), after=0), quiet(400), LOOK)) == ()


def test_a_silence_that_is_too_short_speaks_in_the_first_road_or_begins_a_look_too_early() -> None:
    short = (talk((1.0, 5.0)), quiet(20), talk((1.0, 60.0), after=0), quiet(20), LOOK)

    kinds = {(breach.walker.kind, breach.crossing) for breach in breaches(150.0, (ELM, OAK), short)}

    assert ("hands-free", 0) in kinds
    assert ("hands-free", -1) in kinds


def test_the_map_s_error_may_cost_who_does_as_told_one_second() -> None:
    # Elm's near kerb is 40 m away, or 35: at 1.3 m/s after 30.8 or 26.9 s.
    def end(at: float) -> tuple[Heard, ...]:
        return (talk((1.0, at)), quiet(400), LOOK)

    assert breaches(150.0, (ELM,), end(27.8)) == ()
    (worst, *_) = breaches(150.0, (ELM,), end(28.5))
    assert (worst.moved, worst.crossing) == (-1, 0)


def test_a_strip_shows_sound_feet_and_hands_side_by_side() -> None:
    sound, feet, hands = strip(gone("told"))

    assert {len(sound), len(feet), len(hands)} == {WIDTH}
    assert sound.startswith("▒▒▒▒")
    assert feet.count("╳") >= 4
    assert hands.count("▲") == 2
