"""What breaks the law of the street is an error at the script's own line; one is planted on each walk of the Mile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from samples import cross, cut, say, sound, stop, tour, words
from tour.check import street
from tour.diagnostics import Diagnostic, render
from tour.model import Cross, Kerb, Leg, Say, Segment, Stop, Tour, Voice
from tour.narration.orders import make_plan
from tour.narration.plan import sheets
from tour.pack.cache import Store
from tour.pack.remembered import remembered_in
from tour.reading.project import read
from tour.walking.breaches import Breach, breaches
from tour.walking.simulator import Heard

ROOT = Path(__file__).parents[2]
ELM, OAK = Kerb("Elm", 100.0, 110.0, 5.0), Kerb("Oak", 190.0, 200.0, 5.0)
AGAIN = say("When you are across, go on.", 3, 30)


def faults(one: Tour) -> list[Diagnostic]:
    return street.faults(make_plan(one, sheets(one)))


def of(*walk: Segment, metres: float = 300.0, look: tuple[Segment, ...] = (), **changes: Any) -> list[Diagnostic]:
    leg = Leg("stop-1", "stop-2", (), metres, ("Elm", "Oak"), metres / 1.1 + 40, (ELM, OAK))
    first = stop(1, walk=walk, look=look or (say("Look."),))
    return faults(tour([first, stop(2)], legs=(leg,), **changes))


def rules(found: list[Diagnostic]) -> list[str]:
    return [fault.heading for fault in found]


@cache
def mile() -> Tour:
    found = read(ROOT).tour
    assert found is not None
    return found


def test_a_walk_in_step_has_no_fault() -> None:
    assert of(say("Go on."), cut("Elm"), AGAIN, cut("Oak"), AGAIN) == []


def test_a_leg_that_keeps_the_law_is_not_walked_again_until_something_on_it_changes(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    walked: list[float] = []

    def spy(metres: float, kerbs: Sequence[Kerb], tracks: Sequence[Heard]) -> tuple[Breach, ...]:
        walked.append(metres)
        return breaches(metres, kerbs, tracks)

    def built(metres: float, *walk: Segment) -> list[Diagnostic]:
        with remembered_in(store, Path("mile")) as keep:
            found = of(*walk, metres=metres)
        keep()
        return found

    monkeypatch.setattr(street, "breaches", spy)
    walk = (say("Go on."), cut("Elm"), AGAIN, cut("Oak"), AGAIN)

    assert built(300.0, *walk) == built(300.0, *walk) == []
    assert walked == [300.0]
    assert built(301.0, *walk) == []
    assert built(301.0, say("Go on along the wall."), *walk[1:]) == []
    assert walked == [300.0, 301.0, 301.0]


def test_too_many_words_between_two_roads_are_told_with_how_many_must_go_and_where_to_cut() -> None:
    long = [words(20, 3, 40 + n) for n in range(8)]

    (fault,) = of(say("Go on."), cut("Elm"), AGAIN, *long, cross("Oak"))

    assert fault.heading == "error[kerb]"
    assert fault.span is not None
    assert 43 < fault.span.line < 48
    assert fault.message == "there are 50 s from the road before to 'Oak', and this takes 7 s more"
    assert fault.hint.endswith("words must go, or write [cross Oak cut] and say them there")


def test_what_is_heard_beyond_a_road_opens_with_its_condition() -> None:
    (fault,) = of(say("Go on."), cut("Elm"), say("Turn left.", 1, 7), cut("Oak"), AGAIN)

    assert fault.message == "what is heard beyond a road opens with 'When you are across'"
    assert fault.span is not None
    assert fault.span.line == 7


def test_nothing_before_a_road_opens_so() -> None:
    (fault,) = of(say("Go on."), cross("Elm"), replace(AGAIN), cut("Oak"), AGAIN)

    assert fault.message == "'When you are across' is heard before the road here"


def test_a_cut_without_words_behind_it_is_told_at_the_cut() -> None:
    (fault,) = of(say("Go on."), cut("Elm"), cut("Oak"), AGAIN)

    assert (fault.message, fault.hint) == ("nothing is said beyond this cut", "write [cross Elm]")


def test_a_short_leg_has_sixty_words_with_the_program_s_own() -> None:
    (fault,) = of(words(50), cross("Elm"), cross("Oak"), metres=110.0)

    assert fault.message == "on so short a leg all is heard standing, in 60 words, and this has 65"
    assert fault.hint == "5 words must go; 15 are the program's own"


def test_a_short_leg_has_no_cut() -> None:
    found = of(say("Go on."), cut("Elm"), AGAIN, cross("Oak"), metres=110.0)

    assert found[0].message == "this leg takes 140 s; up to 150 s have no track of their own"


def test_the_way_home_has_no_cut() -> None:
    (fault,) = faults(tour([stop(1, look=(say("Look."),), walk=(say("Go."), cut("Elm"), say("On.", 1)))]))

    assert fault.heading == "error[kerb]"
    assert (fault.message, fault.hint) == ("the way home is one track", "write [cross Elm]")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "It’s safe there, so go."),
        ("en", "Cross now."),
        ("es", "Cruza ya."),
        ("es-MX", "Está en verde."),
        ("de", "Hier kannst du die Straße überqueren."),
        ("de-AT", "Überqueren Sie jetzt die Gasse."),
        ("fr", "C’est sans danger, allez."),
        ("fr-CA", "En traversant l’avenue, levez les yeux."),
        ("fr", "La voie\u00a0est libre."),
    ],
)
def test_nobody_is_sent_into_a_road(language: str, text: str) -> None:
    found = of(say("Go on."), cross("Elm"), cross("Oak"), look=(say(text, 0, 9),), language=language)

    assert [fault.span.line for fault in found if "send somebody into a road" in fault.message and fault.span] == [9]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "No es seguro que viviera aquí."),
        ("es", "Al cruzar los Alpes perdió la mitad."),
        ("de", "Es ist sicher, dass er hier lebte."),
        ("fr", "En traversant les Alpes, il en perdit la moitié."),
        ("fr", "Vous pouvez passer sous le porche."),
    ],
)
def test_a_story_is_not_taken_for_sending_somebody(language: str, text: str) -> None:
    found = of(say("Go on."), cross("Elm"), cross("Oak"), look=(say(text, 0, 9),), language=language)

    assert not [fault for fault in found if "send somebody into a road" in fault.message]


def test_the_opening_beyond_a_road_is_known_with_either_apostrophe() -> None:
    beyond = say("Une fois de l'autre côté, continuez.", 1)

    found = of(say("Allez."), cut("Elm"), beyond, cut("Oak"), beyond, language="fr")

    assert not [fault for fault in found if "opens with" in fault.message]


def test_a_language_whose_opening_nobody_has_told_may_open_as_it_will() -> None:
    beyond = say("Na de brug ga je door.", 1)

    unknown = of(say("Ga door."), cut("Elm"), beyond, cut("Oak"), beyond, language="nl")
    told = of(
        say("Ga door."), cut("Elm"), beyond, cut("Oak"), beyond, language="nl", texts=(("across", "Aan de overkant"),)
    )

    assert not [fault for fault in unknown if "opens with" in fault.message]
    assert [fault.message for fault in told] == ["what is heard beyond a road opens with 'Aan de overkant'"] * 2


def test_a_walk_has_nobody_at_the_phone() -> None:
    (fault,) = of(say("Pause me at the curb."), cut("Elm"), AGAIN, cut("Oak"), AGAIN)

    assert fault.message == "'Pause me' could have somebody at the phone beside a road"
    assert of(say("Go on."), cut("Elm"), AGAIN, cut("Oak"), AGAIN, look=(say("Pause me at home."),)) == []


def test_a_stop_tells_nobody_to_cross() -> None:
    (fault,) = of(say("Go on."), cut("Elm"), AGAIN, cut("Oak"), AGAIN, look=(say("Cross Elm and look back.", 0, 9),))

    assert fault.message == "'Cross Elm' tells somebody to cross, who would go at once"
    assert fault.span is not None
    assert fault.span.line == 9


def test_a_walk_may_tell_to_cross_a_street_that_it_has_its_crossing_for() -> None:
    kept = of(say("Cross Elm, then Oak."), cut("Elm"), AGAIN, cut("Oak"), AGAIN)
    other = of(say("Cross the bridge, then cross Elm."), cross("Elm"), cross("Oak"), metres=200.0)
    across = of(say("Go to the other side."), cut("Elm"), AGAIN, cut("Oak"), AGAIN)

    assert kept == []
    assert not [fault for fault in other if "tells somebody to cross" in fault.message]
    assert [fault.message for fault in across] == [
        "'Go to the other side' tells somebody to cross, who would go at once"
    ]


@pytest.mark.parametrize(
    ("language", "text", "street"),
    [
        ("en", "Cross the street, and turn left.", "Elm Street"),
        ("de", "Überqueren Sie die Straße und biegen Sie ab.", "Mühlgasse"),
        ("es", "Cruza la calle y gira.", "Calle Mayor"),
        ("fr", "Traversez la rue et tournez.", "Rue Basse"),
    ],
)
def test_the_street_of_a_walk_is_the_one_that_it_has_its_crossing_for(language: str, text: str, street: str) -> None:
    here = of(say(text), cross(street), cross("Oak"), language=language)
    nowhere = of(say("Go on."), cross(street), cross("Oak"), language=language, look=(say(text, 0, 9),))

    assert not [fault for fault in here if "tells somebody to cross" in fault.message]
    assert [fault for fault in nowhere if "tells somebody to cross" in fault.message]


def test_in_a_house_one_is_told_to_cross_whatever_else_is_wrong() -> None:
    rooms = tour([stop(n, room=f"Room {n}", look=(say("Cross the hall now, and look up."),)) for n in (1, 2)])
    plan = make_plan(rooms, sheets(rooms))

    assert [street.faults(plan, whole) for whole in (True, False)] == [[], []]


def test_on_one_spot_outdoors_nobody_is_sent_into_a_road() -> None:
    square = tour([stop(n, look=(say("Cross the street now."),)) for n in (1, 2)])

    assert [fault.message for fault in faults(square)] == ["'Cross the street now' could send somebody into a road"] * 2


def test_what_is_quoted_is_not_taken_for_a_command_when_the_voice_has_no_quotation_marks() -> None:
    quoted = replace(say("“Cross now!” he cried at 5."), spoken="Cross now! he cried at five.")

    assert of(quoted, cut("Elm"), AGAIN, cut("Oak"), AGAIN) == []


def test_what_the_voice_says_instead_sends_nobody_either() -> None:
    told = replace(say("Go on."), spoken="cross now")

    (fault,) = of(told, cut("Elm"), AGAIN, cut("Oak"), AGAIN)

    assert fault.message == "'cross now' could send somebody into a road"


def test_next_is_pressed_beyond_the_last_road_and_not_before_a_road() -> None:
    again = say("When you are across, press next at the door.", 3, 30)

    (fault,) = of(say("Press next at the curb."), cut("Elm"), AGAIN, cut("Oak"), again)

    assert fault.message == "'Press next' could have somebody at the phone beside a road"


def test_a_voice_that_speaks_slowly_has_room_for_fewer_words() -> None:
    walk = (say("Go on."), cut("Elm"), AGAIN, *[words(20, 3, 40 + n) for n in range(5)], cross("Oak"))

    quick = of(*walk)
    slow = of(*walk, voice=Voice("gtts", "com", "de"))

    assert quick == []
    assert [fault.message.split(",")[0] for fault in slow] == ["there are 50 s from the road before to 'Oak'"]


def test_a_sound_of_the_author_s_own_delays_the_words_behind_it() -> None:
    bell = replace(sound("bell"), path=Path("bell.wav"))
    long = [words(20, 3, 40 + n) for n in range(6)]

    found = of(say("Go on."), cut("Elm"), AGAIN, *[bell] * 5, *long, cross("Oak"))

    assert of(say("Go on."), cut("Elm"), AGAIN, *long, cross("Oak")) == []
    assert [fault.heading for fault in found] == ["error[kerb]"]


def test_a_long_silence_is_a_warning_where_it_begins() -> None:
    (fault,) = of(say("Go on.", 0, 6), cross("Elm"), cross("Oak"))

    assert fault.heading == "warning[leg]"
    assert fault.message.startswith("this way is silent for 3")
    assert fault.span is not None
    assert fault.span.line == 6


def test_words_past_the_leg_are_a_warning() -> None:
    long = [words(20, 3, 40 + n) for n in range(20)]

    (fault,) = of(say("Go on."), cut("Elm"), AGAIN, cut("Oak"), AGAIN, *long)

    assert (fault.severity, fault.rule) == ("warning", "leg")
    assert "when the walker is there" in fault.message


def test_the_rule_s_name_stands_behind_the_severity() -> None:
    (fault,) = of(say("Go on."), cut("Elm"), cut("Oak"), AGAIN)

    assert ": error[kerb]: nothing is said" in render(fault)


@pytest.mark.parametrize("engine", ["hibari", "gtts", "kokoro", "tone"])
def test_the_miracle_mile_keeps_the_law_with_each_voice_however_slow_it_is(engine: str) -> None:
    found = read(ROOT, engine).tour

    assert found is not None
    assert [fault.message for fault in faults(found) if fault.severity == "error"] == []


@pytest.mark.parametrize("number", range(1, 14))
def test_a_breach_planted_on_a_walk_of_the_mile_is_found_at_its_line(number: int) -> None:
    planted = _planted(mile().stops[number - 1])

    found = faults(replace(mile(), stops=(*mile().stops[: number - 1], planted, *mile().stops[number:])))

    kerb = [fault for fault in found if fault.rule == "kerb"]
    assert kerb
    assert {fault.span.path for fault in kerb if fault.span} == {planted.span.path}
    lines = {segment.span.line for segment in planted.walk if isinstance(segment, Say)}
    assert {fault.span.line for fault in kerb if fault.span} <= lines


def _planted(stop: Stop) -> Stop:
    """Return *stop* with a breach in its walk: too many words before a road, or a phrase where there is room."""
    says = [segment for segment in stop.walk if isinstance(segment, Say)]
    cuts = [at for at, segment in enumerate(stop.walk) if isinstance(segment, Cross) and segment.cut]
    if stop.number in (1, 9, 10):  # on the short legs
        return replace(stop, walk=(*stop.walk, *_many(says[-1], 6)))
    if len(cuts) < 2:
        bad = replace(says[0], text="Planted: cross now.", spoken="Planted: cross now.")
        return replace(stop, walk=(bad, *stop.walk))
    at = next(n for n in range(cuts[0] + 1, len(stop.walk)) if isinstance(stop.walk[n], Say))
    first = next(segment for segment in stop.walk[at:] if isinstance(segment, Say))
    return replace(stop, walk=(*stop.walk[: at + 1], *_many(first, 30), *stop.walk[at + 1 :]))


def _many(first: Say, count: int) -> tuple[Say, ...]:
    text = "Planted words that go on and on and on and on."
    return (replace(first, text=text, spoken=text),) * count
