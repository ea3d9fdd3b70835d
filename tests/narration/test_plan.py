from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samples import cross, cut, line_of, parts, pause, say, sound, stop, tour, words
from tour.model import Gaps, Kerb, Leg, Pause, Say, Segment, Sound, Way, said_in
from tour.narration.plan import WARNING_PAUSE, Sheet, sheets, under
from tour.timing import CUE_PAUSE

HEAD, TAIL, SENTENCE, PARAGRAPH = 0.7, 1.5, 0.35, 0.9


KERBS = (Kerb("Mill Lane", 100.0, 110.0, 5.0), Kerb("Quay Street", 200.0, 210.0, 5.0))


def _sheet(name: str, plan: tuple[Sheet, ...]) -> Sheet:
    (found,) = [sheet for sheet in plan if name in sheet.path.name]
    return found


def _look(*segments: Segment) -> list[str | float]:
    return parts(_sheet("01a", sheets(tour([stop(1, look=segments)]))).segments)


@settings(max_examples=30)
@given(st.integers(3, 120))
def test_the_alphabet_plays_the_tracks_in_order(count: int) -> None:
    slugs = [f"{'zyxabc0189'[n % 10]}-{n}" for n in range(count)]
    stops = [stop(n, slug=slug, ending=(say("End."),) * (n == count)) for n, slug in enumerate(slugs, 1)]

    plan = sheets(tour(stops))

    paths = [sheet.path.as_posix() for sheet in plan]
    assert paths == sorted(paths)
    assert [sheet.stop.number for sheet in plan] == sorted(sheet.stop.number for sheet in plan)
    assert len(plan) == 1 + count + 2 * (count - 1) + 2
    assert len({len(path.partition("-")[0].rstrip("abcd")) for path in paths}) == 1
    assert all(path.isascii() for path in paths)


@pytest.mark.parametrize(
    ("stops", "first", "last"),
    [
        (1, "audio/01a-stop-1.mp3", "audio/01b-to-home.mp3"),
        (3, "audio/01a-stop-1.mp3", "audio/03b-to-home.mp3"),
        (99, "audio/01a-stop-1.mp3", "audio/99b-to-home.mp3"),
        (100, "audio/001a-stop-1.mp3", "audio/100b-to-home.mp3"),
        (120, "audio/001a-stop-1.mp3", "audio/120b-to-home.mp3"),
    ],
)
def test_numbers_are_as_wide_as_the_widest(stops: int, first: str, last: str) -> None:
    plan = sheets(line_of(stops, welcome=None))

    assert (plan[0].path.as_posix(), plan[-1].path.as_posix()) == (first, last)


@pytest.mark.parametrize("language", ["en", "es", "es-MX"])
def test_the_program_s_own_lines_are_in_the_tour_s_language(language: str) -> None:
    plan = sheets(line_of(2, language=language))

    held = " ".join(s.text for s in _sheet("01b", plan).segments if isinstance(s, Say))
    assert ("press next" in held) == (language == "en")
    assert _sheet("01b", plan).title == {"en": "1. Walk to Stop 2"}.get(language, "1. Camino a Stop 2")


@pytest.mark.parametrize("line", ["Stand {where}", "A } and a {", "Wait {stand} {stand}", "{0} {stand!r:>9}"])
def test_an_own_line_with_stray_braces_harms_nobody(line: str) -> None:
    plan = sheets(line_of(2, texts=(("hold", line), ("walk", line))))

    held = [s.text for s in _sheet("01b", plan).segments if isinstance(s, Say)]
    assert held[-1] == line.replace("{stand}", "at place 2")


def test_the_last_stop_has_its_ending_and_then_the_way_home() -> None:
    last = stop(2, ending=(say("It ends."),), walk=(say("Go home."),))

    plan = sheets(tour([stop(1), last]))

    assert [sheet.path.name for sheet in plan[-3:]] == ["02a-stop-2.mp3", "02b-ending.mp3", "02c-to-home.mp3"]
    assert [sheet.kind for sheet in plan[-3:]] == ["look", "ending", "walk"]
    assert [sheet.title for sheet in plan[-3:]] == ["2. Stop 2", "2. How the film ends", "2. The way home"]
    warning = "This track tells how the film ends. To keep that for another day, skip to the next track now."
    assert parts(plan[-2].segments) == [HEAD, warning, WARNING_PAUSE, "It ends.", TAIL]
    assert parts(plan[-1].segments) == [HEAD, "Go home.", TAIL]


@pytest.mark.parametrize(
    ("ending", "walk", "names"),
    [
        ((), (say("Go home."),), ["02b-to-home.mp3"]),
        ((say("It ends."),), (), ["02b-ending.mp3"]),
        ((), (), []),
    ],
)
def test_what_the_last_stop_lacks_takes_no_letter(
    ending: tuple[Segment, ...], walk: tuple[Segment, ...], names: list[str]
) -> None:
    plan = sheets(tour([stop(1), stop(2, ending=ending, walk=walk)]))

    assert [sheet.path.name for sheet in plan[5:]] == names


def test_a_tour_without_a_welcome_begins_with_its_first_look() -> None:
    assert sheets(line_of(2, welcome=None))[0].path.name == "01a-stop-1.mp3"


def test_sentences_and_paragraphs_stand_apart() -> None:
    assert _look(say("A."), say("B."), say("C.", 1)) == [HEAD, "A.", SENTENCE, "B.", PARAGRAPH, "C.", TAIL]


@pytest.mark.parametrize("seconds", [0.1, 0.2, 0.35, 3.0, 20.0])
def test_a_pause_replaces_the_gap_whether_shorter_or_longer(seconds: float) -> None:
    assert _look(say("A."), pause(seconds), say("B.")) == [HEAD, "A.", seconds, "B.", TAIL]
    assert _look(say("A."), pause(seconds), say("B.", 1)) == [HEAD, "A.", seconds, "B.", TAIL]


def test_of_neighbouring_pauses_the_longer_holds() -> None:
    assert _look(say("A."), pause(0.2), pause(2), pause(1), say("B.")) == [HEAD, "A.", 2, "B.", TAIL]


def test_a_pause_never_shortens_the_head_or_the_tail_but_may_lengthen_them() -> None:
    assert _look(pause(0.2), say("A."), pause(0.2)) == [HEAD, "A.", TAIL]
    assert _look(pause(3), say("A."), pause(4)) == [3, "A.", 4]


def test_a_sound_has_air_round_it() -> None:
    assert _look(say("A."), sound(), sound("bell"), say("B.")) == [
        HEAD,
        "A.",
        CUE_PAUSE,
        "[gull]",
        CUE_PAUSE,
        "[bell]",
        CUE_PAUSE,
        "B.",
        TAIL,
    ]
    assert _look(say("A."), pause(0.1), sound(), pause(2), say("B.")) == [HEAD, "A.", 0.1, "[gull]", 2, "B.", TAIL]


def test_the_tour_s_own_gaps_are_kept() -> None:
    gaps = Gaps(sentence=0.1, paragraph=0.2, head=0.5, tail=1)
    look = (say("A."), say("B."), say("C.", 1))

    held = _sheet("01a", sheets(tour([stop(1, look=look)], gaps=gaps))).segments

    assert [s.seconds for s in held if isinstance(s, Pause)] == [0.5, 0.1, 0.2, 1]


def test_each_walk_has_its_silence_and_its_title_says_what_to_do() -> None:
    plan = sheets(line_of(3))

    assert [(sheet.path.name, sheet.kind, sheet.title) for sheet in plan[2:5]] == [
        ("01b-to-stop-2.mp3", "walk", "1. Walk to Stop 2"),
        ("01c-quiet.mp3", "quiet", "1. Walk on to Stop 2: press next there"),
        ("02a-stop-2.mp3", "look", "2. Stop 2"),
    ]
    assert all(isinstance(segment, Pause) for segment in plan[3].segments)


def test_a_cut_walk_is_a_track_a_part_each_with_its_place_on_the_leg() -> None:
    walk = (say("A."), cross(), say("B."), cut("Quay Street"), say("When you are across, go on.", 1))
    leg = Leg("stop-1", "stop-2", (), 400.0, ("Mill Lane", "Quay Street"), 400.0, KERBS)

    plan = sheets(tour([stop(1, walk=walk), stop(2)], legs=(leg,)))

    assert [(sheet.path.name, sheet.title) for sheet in plan[2:6]] == [
        ("01b-to-stop-2.mp3", "1. Walk to Stop 2"),
        ("01c-quiet.mp3", "1. When across Quay Street, press next"),
        ("01d-to-stop-2-2.mp3", "1. Walk to Stop 2, beyond Quay Street"),
        ("01e-quiet.mp3", "1. Walk on to Stop 2: press next there"),
    ]
    assert [sheet.way for sheet in plan[2:6]] == [Way(1, 1, 0.0), Way(1), Way(1, 2, 210.0), Way(1)]


def test_two_arms_of_one_street_are_told_as_such() -> None:
    arms = (Kerb("Elm", 100.0, 110.0), Kerb("Elm", 130.0, 140.0))
    walk = (say("A."), cross("Elm"), cut("Elm"), say("When you are across, go on.", 1))
    leg = Leg("stop-1", "stop-2", (), 400.0, ("Elm",), 400.0, arms)

    plan = sheets(tour([stop(1, walk=walk), stop(2)], legs=(leg,)))

    assert said_in(plan[2].segments)[-1].text == "I will be back when you are across both arms of Elm."
    assert plan[3].title == "1. When across both arms of Elm, press next"


def test_letters_go_on_behind_the_alphabet_in_its_order() -> None:
    streets = [f"{n} Street" for n in range(30)]
    walk = [segment for street in streets for segment in (cut(street), say("When you are across, go on."))]
    kerbs = tuple(Kerb(street, 100.0 * n + 50, 100.0 * n + 60) for n, street in enumerate(streets))
    leg = Leg("stop-1", "stop-2", (), 4000.0, tuple(streets), 4000.0, kerbs)

    names = [sheet.path.name for sheet in sheets(tour([stop(1, walk=tuple(walk)), stop(2)], legs=(leg,)))]

    assert names == sorted(names)
    assert len(set(names)) == len(names)


def test_a_way_home_that_crosses_a_street_is_heard_before() -> None:
    plan = sheets(tour([stop(1, walk=(say("Go home."), cross()))]))

    assert parts(plan[-1].segments) == [HEAD, "Stay here until I stop.", PARAGRAPH, "Go home.", TAIL]


SEGMENTS = st.lists(
    st.one_of(
        st.builds(say, st.sampled_from(["A.", "B."]), st.integers(0, 2)),
        st.floats(0.1, 20).map(pause),
        st.sampled_from(["quiet", "gull"]).map(sound),
        st.just(cross()),
    )
)


@given(SEGMENTS, st.booleans())
def test_a_track_begins_and_ends_in_silence_and_never_has_two_silences_or_none_between(
    segments: list[Segment], hold: bool
) -> None:
    plan = sheets(tour([stop(1, walk=tuple(segments)), stop(2)], hold=hold))

    played = _sheet("01b", plan).segments
    silent = [isinstance(segment, Pause) for segment in played]
    assert silent[0]
    assert silent[-1]
    assert all(a != b for a, b in pairwise(silent))


@given(SEGMENTS)
def test_all_that_is_written_is_played_in_order(segments: list[Segment]) -> None:
    plan = sheets(tour([stop(1, look=tuple(segments))]))

    played = [s for s in _sheet("01a", plan).segments if not isinstance(s, Pause)]
    assert played == [s for s in segments if isinstance(s, Say | Sound)]


def test_a_sheet_counts_the_words_that_are_said() -> None:
    spoken = replace(say("In 1988."), spoken="In nineteen eighty-eight.")

    assert _sheet("01a", sheets(tour([stop(1, look=(spoken, pause(1), words(4)))]))).words == 3 + 4


def test_the_signature_begins_the_welcome() -> None:
    plan = sheets(tour([stop(1)], ident=True))

    assert parts(plan[0].segments) == [HEAD, "[ident]", CUE_PAUSE, "Look 0.", TAIL]


@pytest.mark.parametrize(
    ("ending", "walk", "last"),
    [
        ((say("It ends."),), (say("Go home."),), "02c-to-home.mp3"),
        ((), (say("Go home."), pause(0.2)), "02b-to-home.mp3"),
        ((say("It ends."),), (), "02b-ending.mp3"),
        ((), (), "02a-stop-2.mp3"),
    ],
)
def test_the_signature_ends_the_last_track_whichever_that_is(
    ending: tuple[Segment, ...], walk: tuple[Segment, ...], last: str
) -> None:
    plan = sheets(tour([stop(1), stop(2, ending=ending, walk=walk)], ident=True, welcome=None))

    assert plan[-1].path.name == last
    assert parts(plan[-1].segments)[-3:] == [PARAGRAPH, "[ident]", TAIL]
    assert [sheet.path.name for sheet in plan if Sound("ident") in sheet.segments] == [last]


def test_a_pause_written_at_the_very_end_comes_before_the_signature() -> None:
    plan = sheets(tour([stop(1, walk=(say("Go home."), pause(4)))], ident=True))

    assert parts(plan[-1].segments) == [HEAD, "Go home.", 4, "[ident]", TAIL]


@pytest.mark.parametrize(
    ("after", "last"),
    [
        ([say("A."), say("B."), say("C.", 1)], "B."),
        ([say("A."), pause(1.9), say("B.")], "B."),
        ([say("A."), pause(2), say("B.")], "A."),
        ([pause(9), say("A."), say("B.")], "B."),
        ([say("A."), sound("bell"), say("B.")], "A."),
        ([sound("bell"), say("A.")], ""),
        ([pause(1)], ""),
        ([], ""),
    ],
)
def test_a_long_sound_goes_on_to_the_end_of_the_next_paragraph(after: list[Segment], last: str) -> None:
    segments = _sheet("01a", sheets(tour([stop(1, look=(say("Before.", 0), sound(), *after))]))).segments

    at = segments.index(sound())
    count = under(segments, at)

    reached = segments[at + count]
    assert (reached.text if isinstance(reached, Say) else "") == last


def test_a_long_sound_never_goes_on_under_the_program_s_own_words() -> None:
    segments = _sheet("01b", sheets(tour([stop(1, walk=(say("A."), sound())), stop(2)]))).segments

    assert under(segments, segments.index(sound())) == 0
