"""A walk becomes tracks: what is heard standing, what on the way, where it goes on, and how long it is quiet."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from samples import cross, cut, say, stop, tour, words
from samples import parts as shown
from tour.model import Kerb, Leg, Pause, Say, Segment, Tour
from tour.narration.heard import Measured, legs_heard
from tour.narration.pace import spread
from tour.narration.plan import Sheet, leg_of, sheets
from tour.narration.walk_parts import Part, estimated, parts
from tour.timing import WORDS_A_SECOND, spoken_seconds
from tour.walking.breaches import breaches
from tour.walking.law import SHORT_LEG, speaking_seconds

MILL, QUAY = Kerb("Mill Lane", 60.0, 70.0, 10.0), Kerb("Quay Street", 180.0, 190.0, 10.0)
AGAIN = say("When you are across, go on.", 3)


def of(*walk: Segment, kerbs: tuple[Kerb, ...] = (MILL, QUAY), metres: float = 300.0, hold: bool = True) -> Tour:
    seconds = metres / 1.1 + 20 * len(kerbs)
    leg = Leg("stop-1", "stop-2", (), metres, tuple(kerb.street for kerb in kerbs), seconds, kerbs)
    return tour([stop(1, walk=walk), stop(2)], legs=(leg,), hold=hold)


def made(one: Tour) -> tuple[Part, ...]:
    return parts(one, one.stops[0], leg_of(one, 0), one.stops[1])


def texts(part: Part) -> list[str | float]:
    return [text for text in shown(part.segments) if isinstance(text, str)]


def test_words_that_fit_before_the_first_road_are_heard_on_the_way() -> None:
    (part,) = made(of(say("Go."), cross(), cross("Quay Street")))

    assert part.stands is None
    assert texts(part) == ["Go.", "I will be back when you stand at place 2.", "[quiet]"]


def test_what_does_not_fit_is_heard_standing_up_to_the_end_of_a_paragraph() -> None:
    long, short = words(110), [words(30, 1), words(30, 1)]

    (part,) = made(of(long, *short, cross(), cross("Quay Street")))

    assert texts(part) == [
        "Stay here until I say that the walk begins.",
        long.text,
        "The walk begins.",
        short[0].text,
        short[1].text,
        "I will be back when you stand at place 2.",
        "[quiet]",
    ]
    assert part.stands is not None
    assert part.stands.text == "The walk begins."


def test_at_a_kerb_all_is_heard_standing() -> None:
    (part,) = made(of(words(20), cross(), kerbs=(Kerb("Mill Lane", 5.0, 15.0, 8.0),)))

    assert texts(part)[0] == "Stay here until I stop."
    assert part.stands is not None
    assert part.stands.text == "I will be back when you stand at place 2."


def test_a_cut_goes_on_beyond_its_street_and_says_so_before() -> None:
    first, second = made(of(say("Go."), cut(), AGAIN, cross("Quay Street")))

    assert texts(first) == ["Go.", "I will be back when you are across Mill Lane.", "[quiet]"]
    assert texts(second) == [AGAIN.text, "I will be back when you stand at place 2.", "[quiet]"]


def test_a_street_has_its_article_in_the_program_s_line_and_its_bare_name_in_the_author_s() -> None:
    kerbs = (Kerb("Rue du Moulin", 60.0, 70.0, 10.0), QUAY)
    again = say("Une fois de l’autre côté, continuez.", 3)
    french = replace(of(say("Allez."), cut("Rue du Moulin"), again, kerbs=kerbs), language="fr")
    own = replace(french, texts=(("back_across", "Après la {street}."),))

    first, _ = made(french)
    theirs, _ = made(own)

    assert "Je reprends quand vous aurez traversé la rue du Moulin." in texts(first)
    assert "Après la Rue du Moulin." in texts(theirs)


def test_only_beyond_the_last_road_is_the_phone_spoken_of() -> None:
    first, second = made(of(say("Go."), cross(), cut("Quay Street"), AGAIN))

    assert "press" not in " ".join(map(str, texts(first)))
    assert texts(second) == [AGAIN.text, "When you stand at place 2, press next.", "[quiet]"]


def test_on_a_short_leg_all_is_heard_standing() -> None:
    (part,) = made(of(say("Go."), cross(), kerbs=(MILL,), metres=100.0))

    assert texts(part)[0] == "Stay here until I stop."
    assert part.stands is not None


def test_a_crossing_that_no_map_knows_may_be_anywhere() -> None:
    one = of(say("Go."), cross(), metres=300.0)
    leg = Leg("stop-1", "stop-2", (), 300.0, ("Mill Lane",), 300.0)

    (part,) = parts(one, one.stops[0], leg, one.stops[1])

    assert part.room == 0
    assert part.stands is not None


def test_without_holds_nothing_is_said_of_what_comes_next() -> None:
    (part,) = made(of(say("Go."), cross(), cross("Quay Street"), hold=False))

    assert texts(part) == ["Go.", "[quiet]"]


def test_the_silence_takes_off_at_most_what_is_said_on_the_way() -> None:
    (short,) = made(of(words(2), cross(), cross("Quay Street")))
    (long,) = made(of(*[words(12)] * 6, cross(), cross("Quay Street")))

    # 300 m and 10 m of error at 0.9 m/s, a minute at each of two kerbs, and half a minute.
    assert 344.4 + 120 + 30 - 10 < short.quiet <= 500
    assert short.quiet - 40 < long.quiet <= short.quiet


TEXT = st.lists(st.integers(1, 22), max_size=14)
ROADS = st.lists(st.tuples(st.integers(0, 160), st.integers(5, 25), st.integers(0, 25), st.booleans()), max_size=6)


@settings(max_examples=40, deadline=None)
@given(ROADS, st.integers(0, 3000), st.data())
def test_what_fits_its_rooms_keeps_the_law_for_every_walker(
    roads: list[tuple[int, int, int, bool]], rest: int, data: st.DataObject
) -> None:
    """Words are as many as each part has room for, by the plan's own account: then no walker hears one in a road."""
    at, kerbs, walk = 0.0, [], [words(count, n) for n, count in enumerate(data.draw(TEXT))]
    for n, (gap, width, error, cuts) in enumerate(roads):
        kerbs.append(Kerb(f"Road {n}", at + gap, at + gap + width, float(error)))
        at += gap + width
        walk.append(cut(f"Road {n}") if cuts else cross(f"Road {n}"))
        walk += [AGAIN, *(words(count, n) for count in data.draw(TEXT))] if cuts else []
    one = of(*walk, kerbs=tuple(kerbs), metres=max(at + rest, 30.0))
    whole = made(one)
    if any(estimated(one, part.segments) > part.room for part in whole[1:]):
        return  # `check` says so, and nothing is built

    paces, waits = (0.9, 0.95, 1.25, 1.3), (0.0, 7.0, 33.0, 60.0)
    (heard,) = legs_heard(one, sheets(one))
    spoken = {sheet.path: _spoken(sheet, one, data) for sheet in heard.sheets if sheet.kind == "walk"}
    (measured,) = legs_heard(one, sheets(one), spoken)

    assert breaches(heard.leg.metres, heard.leg.kerbs, heard.tracks, paces, waits) == ()
    assert breaches(heard.leg.metres, heard.leg.kerbs, measured.tracks, paces, waits) == ()
    assert all(part.room == speaking_seconds(part.stretch) for part in whole)
    if heard.leg.seconds > SHORT_LEG and whole[0].stands is None and kerbs:
        assert spoken_seconds(whole[0].segments, one) < whole[0].room


def _spoken(sheet: Sheet, one: Tour, data: st.DataObject) -> Measured:
    """Return *sheet* as it is with a voice as slow, as fast, or as uneven as it may be."""
    least, most = spread(sheet.segments, one)
    at, offsets = 0.0, []
    for segment in sheet.segments:
        offsets.append(at)
        match segment:
            case Say():
                at += segment.words / WORDS_A_SECOND * data.draw(st.sampled_from((least, 1.0, most)))
            case Pause():
                at += segment.seconds
            case _:
                at += 1.5
    return Measured(tuple(offsets), at, 0)


def test_an_estimate_is_never_shorter_than_the_words_at_the_voice_s_pace() -> None:
    one = of(words(36))

    assert estimated(one, [words(36)]) > 36 / WORDS_A_SECOND
