"""The decisions of follow.js, as it runs in the browser: first on plain fixes, then on whole walks of the real route.

The walks are in walks.js beside this: a walker, a receiver with an error of 8 m each way, and a player's sound. The
error is either new each second or lasts for about half a minute, as between real houses.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping
from itertools import product
from math import inf, nan, pi, sin
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from tour.geo import along, nearest
from tour.model import Place
from tour.page.arrival import radius
from tour.page.line import line
from tour.reading.project import read
from tour.timing import spoken_seconds

ROOT = Path(__file__).parents[2]
SEEDS = 12
FEW = 4
"""So many of what is no case of the tour's own: the dozen is among the long tests."""
Json = Any  # what JSON holds
Walk = dict[str, Any]  # as walks.js tells it

STOPS = [
    {"slug": "quay", "lat": 51.5, "lon": -0.1, "radius": 20, "along": 0},
    {"slug": "mill", "lat": 51.5, "lon": -0.097, "radius": 20, "along": 207.7},
    {"slug": "tower", "lat": 51.5, "lon": -0.094, "radius": 20, "along": 415.3},
]
ROUTE = [[51.5, -0.1], [51.5, -0.094]]

STEPS = """({ stops, route, kerbs, at, fixes }) => {
  let state = Follow.start(stops, route, at, kerbs);
  return fixes.map((fix) => {
    const before = JSON.stringify(state), made = Follow.step(JSON.parse(before), fix);
    if (JSON.stringify(Follow.step(state, fix)) !== JSON.stringify(made)) throw Error("it knows more than the state");
    if (JSON.stringify(state) !== before) throw Error("the state was changed");
    state = made.state;
    return made.action;
  });
}"""

USUAL = {"memory": 0, "waits": 20}
WALKS = "({ tour, seeds, how }) => seeds.map((seed) => Walks.walk(tour, { ...how, seed }))"


@pytest.fixture(scope="module")
def page(chromium: Browser) -> Iterator[Page]:
    page = chromium.new_page()
    page.set_content("<title>follow</title>")
    for name in ("belief.js", "kerbs.js", "follow.js"):
        page.add_script_tag(content=(ROOT / "tour" / "page" / "web" / name).read_text("utf-8"))
    page.add_script_tag(content=(Path(__file__).with_name("walks.js")).read_text("utf-8"))
    yield page
    page.close()


@pytest.fixture(scope="module")
def real() -> Json:
    """The real tour as a walk needs it: where, how near, how long."""
    tour = read(ROOT).tour
    assert tour
    way = line(tour)
    stops = [
        {
            "slug": stop.slug,
            "lat": stop.place.lat,
            "lon": stop.place.lon,
            "radius": radius(stop, tour),
            "along": way.metres[stop.slug],
            "look": round(spoken_seconds(stop.look, tour)),
            "walk": round(spoken_seconds(stop.walk, tour)),
            "stand": 20,
        }
        for stop in tour.stops
        if stop.place
    ]
    return {"stops": stops, "route": [[place.lat, place.lon] for place in way.places], "kerbs": list(way.kerbs)}


def fix(east: float, north: float = 0.0, time: float = 0.0, *, accuracy: float = 8.0, playing: bool = False) -> Json:
    """Return a fix so many metres from the quay, for the route runs east."""
    return {
        "lat": 51.5 + north / 111_195,
        "lon": -0.1 + east / 69_220,
        "accuracy": accuracy,
        "time": time,
        "playing": playing,
    }


def place(tour: Json, metres: float) -> Json:
    """Return where that is along the route."""
    there = along([Place(*point) for point in tour["route"]], metres)
    return {"lat": there.lat, "lon": there.lon}


def steps(page: Page, fixes: list[Json], at: str | None = None, tour: Json = None) -> list[Json]:
    """Return what each fix led to; on the way, that nothing is changed and nothing else is asked."""
    way = {"stops": STOPS, "route": ROUTE, "kerbs": [], **(tour or {})}
    actions: list[Json] = page.evaluate(STEPS, {**way, "at": at, "fixes": fixes})
    return actions


WALKED: dict[tuple[int, str], Walk] = {}
"""The walks of the real tour that were walked so far, by seed and way: several tests look at the usual ones."""


def walks(page: Page, tour: Json, seeds: int = SEEDS, **how: Json) -> list[Walk]:
    first = how.pop("seed", 0)
    numbers = [7 * n + 1 + first for n in range(seeds)]
    way = json.dumps({**USUAL, **how}, sort_keys=True)
    lacking = [seed for seed in numbers if (seed, way) not in WALKED]
    found: list[Walk] = page.evaluate(WALKS, {"tour": tour, "seeds": lacking, "how": {**USUAL, **how}})
    WALKED.update({(seed, way): walk for seed, walk in zip(lacking, found, strict=True)})
    return [WALKED[seed, way] for seed in numbers]


def done(events: list[Json], *kinds: str) -> list[str]:
    return [event["stop"] for event in events if event["do"] in kinds]


PLAY_QUAY = {"do": "play", "stop": "quay"}
PLAY_MILL = {"do": "play", "stop": "mill"}


def up_to(metres: float, *, since: float = 0.0, stands: int = 20, playing: bool = False) -> list[Json]:
    """Return the fixes of somebody who walks the last 60 m before that place, and stands there."""
    way = [metres - 60 + n for n in range(60)] + [metres] * stands
    return [fix(at, time=since + n, playing=playing) for n, at in enumerate(way, 1)]


def said(actions: list[Json]) -> list[Json]:
    return [action for action in actions if action]


def test_the_next_stop_starts_once_when_one_is_there(page: Page) -> None:
    actions = steps(page, up_to(207), at="quay")

    assert said(actions) == [PLAY_MILL]
    assert 30 < actions.index(PLAY_MILL) < 70


@pytest.mark.parametrize("number", [3, 7, 10, 11])
@pytest.mark.parametrize("accuracy", [0.5, 4, 12, 25])
def test_no_look_starts_before_the_road_is_behind_and_each_starts_beyond_it(
    page: Page, real: Json, number: int, accuracy: float
) -> None:
    before, stop = real["stops"][number - 2 : number]
    far = max(kerb["far"] for kerb in real["kerbs"] if kerb["far"] < stop["along"])
    metres = [before["along"] + n for n in range(int(stop["along"] - before["along"]))] + [stop["along"]] * 120
    fixes = [{**place(real, m), "accuracy": accuracy, "time": n, "playing": False} for n, m in enumerate(metres, 1)]

    actions = steps(page, fixes, at=before["slug"], tour=real)

    begun = [m for m, action in zip(metres, actions, strict=True) if action == {"do": "play", "stop": stop["slug"]}]
    assert len(begun) == 1
    assert begun[0] > far


def test_one_stray_fix_starts_nothing(page: Page) -> None:
    assert steps(page, [fix(-60, time=1), fix(-10, time=2), fix(-60, time=3), fix(-60, time=4)]) == [None] * 4


def test_a_later_stop_is_offered_once_with_the_one_that_would_come_first(page: Page) -> None:
    there = [fix(415, time=t) for t in range(1, 60)]

    (offer,) = said(steps(page, there, at="quay"))

    assert (offer["do"], offer["stop"], offer["before"]) == ("offer", "tower", "mill")


def test_on_starting_the_nearest_stop_is_offered(page: Page) -> None:
    (offer,) = said(steps(page, [fix(300, time=t) for t in range(1, 30)]))

    assert (offer["do"], offer["stop"], offer["before"], offer["metres"]) == ("offer", "mill", "quay", 92)


def test_nothing_is_offered_that_is_far_away(page: Page) -> None:
    assert steps(page, [fix(300, 4000, time=t) for t in range(1, 30)]) == [None] * 29


def test_who_walks_on_from_an_offer_hears_the_stop_after_it(page: Page) -> None:
    way = [fix(207 + max(0, n - 30), time=n) for n in range(1, 240)]

    actions = said(steps(page, way))

    assert [(action["do"], action["stop"]) for action in actions] == [("offer", "mill"), ("play", "tower")]


def test_backwards_each_stop_is_offered_once(page: Page) -> None:
    way = [fix(415 - max(0, n - 30), time=n) for n in range(1, 480)]

    actions = said(steps(page, way, at="tower"))

    assert [(action["do"], action["stop"]) for action in actions] == [("offer", "mill"), ("offer", "quay")]


def test_a_stop_begun_by_hand_lets_the_one_after_it_come_next(page: Page) -> None:
    assert said(steps(page, up_to(207), at="quay")) == [PLAY_MILL]
    assert said(steps(page, up_to(0), at="quay")) == []
    assert said(steps(page, up_to(0), at="welcome")) == [PLAY_QUAY]


def test_while_sound_plays_an_arrival_is_announced_and_waits(page: Page) -> None:
    fixes = [{**one, "playing": n < 70} for n, one in enumerate(up_to(0))]

    actions = steps(page, fixes)

    assert said(actions) == [{"do": "announce", "stop": "quay", "ends": False}, PLAY_QUAY]
    assert actions.index(PLAY_QUAY) == 70


@pytest.mark.parametrize(("kind", "ends"), [("look", False), ("stand", False), ("walk", True)])
def test_an_arrival_ends_the_words_of_a_walk_and_of_nothing_else(page: Page, kind: str, ends: bool) -> None:
    fixes = [{**one, "kind": kind} for one in up_to(207, playing=True)]

    assert said(steps(page, fixes, at="quay")) == [{"do": "announce", "stop": "mill", "ends": ends}]


def test_the_end_of_the_sound_alone_starts_the_stop_that_waits(page: Page) -> None:
    fixes = [*up_to(0, playing=True), {"playing": True}, {"playing": False}, {"playing": False}]

    assert steps(page, fixes)[-3:] == [None, PLAY_QUAY, None]


def test_two_stops_that_wait_start_one_after_the_other(page: Page) -> None:
    way = [fix(n, time=n + 1, playing=True) for n in range(300)]
    later = [{"playing": False}, *[fix(300, time=301 + n, playing=n < 60) for n in range(90)]]

    actions = said(steps(page, [*way, *later]))

    announced = [{"do": "announce", "stop": name, "ends": False} for name in ("quay", "mill")]
    assert actions == [*announced, PLAY_QUAY, PLAY_MILL]


@pytest.mark.parametrize(("chosen", "begins"), [("tower", None), ("quay", PLAY_MILL)])
def test_choosing_another_stop_ends_the_wait_and_another_track_of_the_same_one_does_not(
    page: Page, chosen: str, begins: Json
) -> None:
    action = page.evaluate(
        """([stops, route, fixes, chosen]) => {
          let state = Follow.start(stops, route, "quay");
          for (const fix of fixes) state = Follow.step(state, fix).state;
          return Follow.step(Follow.chosen(state, chosen), { playing: false }).action;
        }""",
        [STOPS, ROUTE, up_to(207, playing=True), chosen],
    )

    assert action == begins


@pytest.mark.parametrize("accuracy", [31, 80, 5000])
def test_poor_fixes_decide_nothing_and_are_spoken_of_once(page: Page, accuracy: float) -> None:
    fixes = [fix(0, time=t, accuracy=accuracy) for t in range(1, 9)]
    lost = [fix(0, 900, time=t, accuracy=accuracy) for t in range(9, 60)]
    good = [fix(-60, time=t) for t in range(60, 65)]

    assert said(steps(page, [*fixes, *lost, *good])) == [{"do": "rough", "metres": accuracy}, {"do": "fine"}]


@pytest.mark.parametrize("accuracy", [-1, nan, inf, None])
def test_a_fix_without_an_accuracy_is_passed_over(page: Page, accuracy: float | None) -> None:
    fixes = [{**fix(0, time=t), "accuracy": accuracy} for t in range(1, 60)]

    assert steps(page, fixes) == [None] * len(fixes)


def test_a_short_run_of_poor_fixes_is_not_worth_a_word(page: Page) -> None:
    fixes = [fix(-60, time=t, accuracy=90 if t % 10 > 5 else 8) for t in range(1, 90)]

    assert steps(page, fixes) == [None] * 89


@pytest.mark.parametrize("times", [(5, 5), (5, 4), (5, nan), (5, None)])
def test_a_fix_that_is_not_newer_does_not_count(page: Page, times: tuple[float, float | None]) -> None:
    assert steps(page, [{**fix(0), "time": time} for time in times]) == [None, None]


@pytest.mark.parametrize("back", [20, 300, 1e8])
def test_a_clock_put_back_is_said_once_and_does_not_silence_the_walk(page: Page, back: float) -> None:
    before = [fix(-60, time=1e9 + t) for t in range(30)]

    assert said(steps(page, [*before, *up_to(0, since=1e9 + 30 - back)])) == [{"do": "clock"}, PLAY_QUAY]


@pytest.mark.parametrize("hole", ["lat", "lon"])
@pytest.mark.parametrize("nothing", [None, nan, "51.5"])
def test_a_fix_without_a_place_is_passed_over(page: Page, hole: str, nothing: Json) -> None:
    fixes = [{**one, hole: nothing} if n % 2 else one for n, one in enumerate(up_to(0))]

    assert said(steps(page, fixes)) == [PLAY_QUAY]


def test_leaving_the_route_is_said_once_and_so_is_coming_back(page: Page) -> None:
    on = [fix(50, time=t) for t in range(1, 4)]
    off = [fix(50, 150, time=t) for t in range(4, 64)]
    back = [fix(60, 10, time=t) for t in range(64, 70)]
    again = [fix(60, -150, time=t) for t in range(70, 100)]

    actions = said(steps(page, [*on, *off, *back, *again], at="quay"))

    assert actions == [{"do": "off-route", "metres": 150}, {"do": "back"}, {"do": "off-route", "metres": 150}]


def test_a_few_wild_fixes_are_no_way_off_the_route(page: Page) -> None:
    fixes = [fix(50, 150 if t % 20 > 4 else 0, time=t) for t in range(1, 200)]

    assert steps(page, fixes, at="quay") == [None] * 199


def test_a_wide_circle_that_still_touches_the_route_is_on_it(page: Page) -> None:
    on, near = [fix(50, time=1)], [fix(50, 80, time=t, accuracy=25) for t in range(2, 60)]

    assert steps(page, [*on, *near], at="quay") == [None] * 59


def test_nothing_is_said_before_one_has_come_to_the_route_nor_after_the_last_stop(page: Page) -> None:
    assert steps(page, [fix(0, 900, time=t) for t in range(1, 90)]) == [None] * 89
    home = [fix(415, time=0), *[fix(415, 10 * t, time=t) for t in range(1, 90)]]
    assert steps(page, home, at="tower") == [None] * 90


FAR = """({ stops, route, fixes }) => {
  let state = Follow.start(stops, route, "quay");
  for (const fix of fixes) state = Follow.step(state, fix).state;
  return state.distant;
}"""


@pytest.mark.parametrize(
    ("fixes", "distant"),
    [
        ([fix(0, 600, time=1)], True),
        ([fix(0, 600, time=1, accuracy=150)], False),
        ([fix(0, 3000, time=1, accuracy=1500)], True),
        ([fix(50, time=1), *(fix(50, 600, time=t) for t in range(2, 20))], False),
        ([fix(50, time=1), *(fix(50, 600, time=t) for t in range(2, 60))], True),
        ([fix(0, 600, time=1), fix(0, 600, time=30, accuracy=120), fix(0, 600, time=60)], False),
        ([fix(0, 600, time=1), fix(0, 300, time=30, accuracy=90)], False),
    ],
    ids=["not-come-yet", "may-be-near", "another-town", "a-leap", "left", "masts-err-more", "back"],
)
def test_far_from_the_walk_is_who_is_so_by_the_best_and_the_cheapest_position(
    page: Page, fixes: list[Json], distant: bool
) -> None:
    assert page.evaluate(FAR, {"stops": STOPS, "route": ROUTE, "fixes": fixes}) is distant


def test_who_comes_back_from_far_off_hears_the_next_stop_begin(page: Page) -> None:
    on = [fix(50, time=t) for t in range(1, 4)]
    off = [fix(50, 9 * t, time=t) for t in range(4, 90)]
    far = [fix(50, 1200, time=t, accuracy=90) for t in range(90, 3000, 40)]
    back = [fix(107, 500 - 2 * t, time=3000 + t) for t in range(250)]

    actions = said(steps(page, [*on, *off, *far, *back, *up_to(207, since=3250)], at="quay"))

    assert [action["do"] for action in actions] == ["off-route", "back", "play"]


def test_farther_and_farther_for_two_minutes_is_said_once(page: Page) -> None:
    """Back from the first stop, on a road that goes on where the walk begins."""
    way = [fix(60, time=t) for t in range(1, 20)] + [fix(60 - t / 3, time=20 + t) for t in range(1, 300)]

    (action,) = said(steps(page, way, at="quay"))

    assert (action["do"], action["stop"]) == ("away", "mill")
    assert action["metres"] > 200


def test_the_sound_is_paused_before_a_road_and_goes_on_beyond_it(page: Page) -> None:
    kerbs = [{"street": "Mill Lane", "near": 90, "far": 105}]
    fixes = [fix(n, time=n + 1, playing=True) | {"kind": "walk"} for n in range(170)]

    actions = steps(page, fixes, at="quay", tour={"stops": STOPS, "route": ROUTE, "kerbs": kerbs})

    assert said(actions) == [{"do": "pause", "at": "sentence", "group": 0}, {"do": "resume"}]
    pause, resume = (n for n, action in enumerate(actions) if action)
    assert 45 < pause < 70
    assert 115 < resume < 140


@pytest.mark.parametrize(("apart", "pauses"), [(50, 1), (80, 2)])
def test_roads_less_than_60_metres_apart_are_one(page: Page, apart: int, pauses: int) -> None:
    kerbs = [{"street": "Mill Lane", "near": near, "far": near + 10} for near in (60, 70 + apart)]
    fixes = [fix(n, time=n + 1, playing=True) | {"kind": "walk"} for n in range(195)]

    actions = steps(page, fixes, at="quay", tour={"stops": STOPS, "route": ROUTE, "kerbs": kerbs})

    assert [action["do"] for action in said(actions)][: 2 * pauses] == ["pause", "resume"] * pauses
    assert len([action for action in said(actions) if action["do"] == "pause"]) == pauses


def test_a_tap_sets_the_sound_going_at_a_road_and_it_stays_so(page: Page) -> None:
    kerbs = [{"street": "Mill Lane", "near": 90, "far": 105}]
    fixes = [fix(min(n, 80), time=n + 1, playing=True) | {"kind": "walk"} for n in range(170)]

    actions = page.evaluate(
        """([stops, route, kerbs, fixes]) => {
          let state = Follow.start(stops, route, "quay", kerbs);
          return fixes.map((fix, n) => {
            if (n === 100) state = Follow.tapped(state);
            const made = Follow.step(state, fix);
            state = made.state;
            return made.action;
          });
        }""",
        [STOPS, ROUTE, kerbs, fixes],
    )

    assert [action["do"] for action in said(actions)] == ["pause"]


def test_a_look_is_heard_to_its_end_by_who_stands_beside_a_road(page: Page) -> None:
    kerbs = [{"street": "Mill Lane", "near": 214, "far": 230}]
    fixes = [fix(207, time=n, playing=True) | {"kind": "look"} for n in range(1, 120)]

    assert steps(page, fixes, at="mill", tour={"stops": STOPS, "route": ROUTE, "kerbs": kerbs}) == [None] * 119


def test_a_look_that_a_wrong_place_has_paused_goes_on_for_who_still_stands_and_stops_again_where_one_walks(
    page: Page,
) -> None:
    kerbs = [{"street": "Mill Lane", "near": 240, "far": 255}]
    walks_off = [fix(233 + n, time=220 + n, playing=True) | {"kind": "look"} for n in range(60)]
    fixes = [fix(min(207 + n, 232), time=n + 1, playing=True) | {"kind": "look"} for n in range(219)] + walks_off

    actions = steps(page, fixes, at="mill", tour={"stops": STOPS, "route": ROUTE, "kerbs": kerbs})

    assert [action["do"] for action in said(actions)][:2] == ["pause", "resume"]
    assert 160 < [n for n, action in enumerate(actions) if action][1] < 200


def test_such_a_look_s_loan_is_over_when_the_words_are_for_the_way(page: Page) -> None:
    """They begin as one steps off, and so into the road that the place was wrong about."""
    kerbs = [{"street": "Mill Lane", "near": 240, "far": 255}]
    at = [min(207 + n, 232) for n in range(260)]
    fixes = [fix(m, time=n + 1, playing=True) | {"kind": "look" if n < 210 else "walk"} for n, m in enumerate(at)]

    actions = steps(page, fixes, at="mill", tour={"stops": STOPS, "route": ROUTE, "kerbs": kerbs})

    assert [action["do"] for action in said(actions)] == ["pause", "resume", "pause"]
    assert actions[210]


def test_who_seems_to_be_only_just_across_a_road_is_waited_for(page: Page) -> None:
    """A receiver's error may put somebody across who waits at the near kerb."""
    tour = {"stops": STOPS, "route": ROUTE, "kerbs": [{"street": "Mill Lane", "near": 165, "far": 180}]}

    just_across, there = (steps(page, up_to(at, stands=100), at="quay", tour=tour) for at in (193, 207))

    assert said(just_across) == said(there) == [PLAY_MILL]
    assert there.index(PLAY_MILL) < 70
    assert just_across.index(PLAY_MILL) > 60 + 55, "as long as the longest light"


def test_a_receiver_s_leap_is_no_step_of_who_stands_and_hears_a_look(page: Page) -> None:
    """Between towers a fix leaps by 30 m and more, and back in less than a minute."""
    tour = {"stops": STOPS, "route": ROUTE, "kerbs": [{"street": "Mill Lane", "near": 232, "far": 247}]}
    at = [242 if 60 < n <= 100 else 207 for n in range(240)]
    fixes = [fix(m, time=n + 1, playing=True) | {"kind": "look"} for n, m in enumerate(at)]

    assert said(steps(page, fixes, at="mill", tour=tour)) == []


def test_nor_is_it_one_across_a_road(page: Page) -> None:
    tour = {"stops": STOPS, "route": ROUTE, "kerbs": [{"street": "Mill Lane", "near": 130, "far": 145}]}
    real = [20 + n for n in range(110)] + [130] * 60 + [130 + n for n in range(50)]
    seen = [m + (45 if 112 < n <= 142 else 0) for n, m in enumerate(real)]
    fixes = [fix(m, time=n + 1, playing=True) | {"kind": "walk"} for n, m in enumerate(seen)]

    actions = steps(page, fixes, at="quay", tour=tour)

    assert [action["do"] for action in said(actions)] == ["pause", "resume"]
    assert real[[n for n, action in enumerate(actions) if action][1]] > 145


def test_a_look_does_not_go_on_for_who_has_left_its_stop_and_waits_at_light_after_light(page: Page) -> None:
    """A minute at the near kerb and on each island: as long on one spot as only somebody who listens stands."""
    kerbs = [{"street": "Mill Lane", "near": near, "far": near + 8} for near in (248, 262, 276)]
    at = [207 + n for n in range(41)]
    for near in (248, 262, 276):
        at += [near] * 60 + [near + n for n in range(14)]
    fixes = [fix(m, time=n + 1, playing=True) | {"kind": "look"} for n, m in enumerate(at)]

    actions = steps(page, fixes, at="mill", tour={"stops": STOPS, "route": ROUTE, "kerbs": kerbs})

    assert [action["do"] for action in said(actions)] == ["pause"]


CLOSE = [{**STOPS[0]}, {**STOPS[1], "lon": -0.1 + 65 / 69_220, "along": 65.0}]
BEGUN_BY_HAND = """([stops, route, fixes]) => {
  let state = Follow.start(stops, route);
  return fixes.map((fix, n) => {
    if (n === 20) state = Follow.tapped(Follow.chosen(state, "quay"));
    const made = Follow.step(state, fix);
    state = made.state;
    return n < 20 ? null : made.action;
  });
}"""


@pytest.mark.parametrize(("walks", "told"), [(0, []), (25, ["announce"])])
def test_who_has_not_walked_since_a_stop_began_is_not_at_the_next_one(page: Page, walks: int, told: list[str]) -> None:
    """Where the receiver errs by most of the way to it."""
    way = [31] * 20 + [31 + min(n, 21) for n in range(40)] + [52 + min(n, walks) for n in range(60)]
    fixes = [fix(m, time=n + 1, playing=n >= 20) | {"kind": "look"} for n, m in enumerate(way)]

    actions = page.evaluate(BEGUN_BY_HAND, [CLOSE, ROUTE, fixes])

    assert [action["do"] for action in said(actions)] == told


@pytest.mark.parametrize(("there", "told"), [(48, []), (65, ["announce"])])
def test_who_hears_a_stop_standing_is_at_the_next_one_only_when_as_far(page: Page, there: int, told: list[str]) -> None:
    """A receiver that errs by 40 m along the way puts whoever comes to a stop before it, and then well beyond it."""
    way = [-10] * 20 + [min(n - 10, there) for n in range(140)]
    fixes = [fix(m, time=n + 1, playing=n >= 20) | {"kind": "look"} for n, m in enumerate(way)]

    actions = page.evaluate(BEGUN_BY_HAND, [CLOSE, ROUTE, fixes])

    assert [action["do"] for action in said(actions)] == told


def test_who_rests_where_a_stop_was_heard_is_not_asked_about_the_next_one(page: Page) -> None:
    fixes = [fix(10, time=n + 1, playing=20 <= n < 100) | {"kind": "look" if n < 100 else "quiet"} for n in range(400)]

    actions = page.evaluate(BEGUN_BY_HAND, [CLOSE, ROUTE, fixes])

    assert said(actions) == []


def test_a_belief_that_leaps_has_walked_past_nothing(page: Page) -> None:
    way = [0] * 20 + [*range(30)] + [300 + n for n in range(90)]
    fixes = [fix(m, time=n + 1 if n < 20 else n + 10) for n, m in enumerate(way)]

    assert "missed" not in [action["do"] for action in said(steps(page, fixes, at="quay"))]


def test_at_the_start_a_stop_that_is_hardly_nearer_than_the_next_one_is_not_offered(page: Page) -> None:
    stops = [STOPS[0], *STOPS[2:], {**STOPS[1], "lat": 51.5 + 88 / 111_195, "lon": -0.1, "along": 900.0}]
    tour = {"stops": stops, "route": [*ROUTE, [51.5 + 88 / 111_195, -0.1]]}

    hardly, surely = (steps(page, [fix(0, north, time=n) for n in range(1, 5)], tour=tour) for north in (47, 80))

    assert said(hardly) == []
    assert [(action["do"], action["stop"]) for action in said(surely)] == [("offer", "mill")]


def test_who_stands_within_a_receiver_s_error_of_the_next_stop_is_asked_about_that_one(page: Page) -> None:
    """And not about a later one that the way comes by on its other side."""
    north = 65 / 111_195
    stops = [*STOPS[:2], {**STOPS[2], "lat": 51.5 + north, "lon": STOPS[1]["lon"], "along": 688.0}]
    tour = {"stops": stops, "route": [*ROUTE, [51.5 + north, -0.094], [51.5 + north, -0.1]]}
    fixes = [fix(n, time=n + 1) for n in range(100)] + [fix(195, 48, time=101 + n) for n in range(220)]

    actions = steps(page, [{**one, "kind": "quiet"} for one in fixes], at="quay", tour=tour)

    assert [(action["do"], action["stop"]) for action in said(actions)] == [("offer", "mill")]


def test_who_stands_about_in_silence_near_the_next_stop_is_asked_once(page: Page) -> None:
    """Its circle is 20 m wide, and the receiver may be wrong by 40."""
    fixes = [fix(207 - 45, north=20, time=n) | {"kind": "quiet"} for n in range(1, 300)]

    actions = steps(page, fixes, at="quay")

    assert [(action["do"], action["stop"], action["before"]) for action in said(actions)] == [("offer", "mill", None)]
    assert 125 < actions.index(said(actions)[0]) < 140


def test_who_stands_beside_the_next_stop_while_a_road_silences_the_way_there_is_asked_too(page: Page) -> None:
    tour = {"stops": STOPS, "route": ROUTE, "kerbs": [{"street": "Mill Lane", "near": 165, "far": 180}]}
    way = [fix(n, time=n + 1) for n in range(185)] + [fix(185, 30, time=186 + n) for n in range(300)]

    actions = steps(page, [{**one, "playing": True, "kind": "walk"} for one in way], at="quay", tour=tour)

    assert [(action["do"], action.get("stop")) for action in said(actions)] == [("pause", None), ("offer", "mill")]
    assert actions.index(said(actions)[1]) - 185 > 240, "the lights of two islands are waited for"


def test_a_look_heard_late_goes_on_for_who_stands_at_the_next_stop_near_a_road(page: Page) -> None:
    """Not at once: whoever is only passing waits at the light there."""
    tour = {"stops": STOPS, "route": ROUTE, "kerbs": [{"street": "Mill Lane", "near": 240, "far": 255}]}
    fixes = [fix(min(n, 207), time=n + 1, playing=True) | {"kind": "look"} for n in range(420)]

    actions = steps(page, fixes, at="quay", tour=tour)

    assert [action["do"] for action in said(actions)] == ["announce", "pause", "resume"]
    assert 120 < actions.index({"do": "resume"}) - 207 < 180


def test_who_has_waited_beside_a_road_before_the_stop_hears_it_begin_and_is_not_asked(page: Page) -> None:
    """The minutes of silence before it are of no stop: this one's own time runs, as long as the longest light."""
    kerbs = [{"street": "Mill Lane", "near": near, "far": far} for near, far in ((150, 165), (182, 192))]
    at = [181] * 100 + [181 + min(n, 26) for n in range(120)]
    fixes = [fix(m, time=n + 1) | {"kind": "quiet"} for n, m in enumerate(at)]

    actions = steps(page, fixes, at="quay", tour={"stops": STOPS, "route": ROUTE, "kerbs": kerbs})

    assert said(actions) == [PLAY_MILL]


def test_silence_where_a_stop_was_heard_counts_for_no_question_about_the_next_one(page: Page) -> None:
    close = [STOPS[0], {**STOPS[1], "lon": -0.1 + 45 / 69_220, "along": 45.0}]
    at = [0] * 200 + [min(n, 24) for n in range(200)]
    fixes = [fix(m, m / 2, time=n + 1, playing=20 <= n < 100) for n, m in enumerate(at)]

    actions = page.evaluate(BEGUN_BY_HAND, [close, ROUTE, [{**one, "kind": "look"} for one in fixes]])

    assert [(action["do"], action["stop"]) for action in said(actions)] == [("offer", "mill")]
    assert actions.index(said(actions)[0]) > 220 + 120


def test_the_next_stop_begins_for_who_stands_in_its_circle_while_the_belief_is_elsewhere(page: Page) -> None:
    """The walk comes back beside itself, and the fixes lie nearer to that part of it."""
    north = 26 / 111_195
    tour = {"stops": STOPS, "route": [*ROUTE, [51.5 + north, -0.094], [51.5 + north, -0.1]]}
    way = [fix(min(n, 207), 26 if n < 207 else 19, time=n + 1) | {"kind": "quiet"} for n in range(420)]

    (action,) = said(steps(page, way, at="quay", tour=tour))

    assert action == PLAY_MILL


def test_who_waits_at_the_road_after_a_stop_has_not_left_it_behind_by_a_receiver_s_error(page: Page) -> None:
    """Nobody knows yet which way one walks; the words for the way lead over that road."""
    kerbs = [{"street": "Mill Lane", "near": 214, "far": 236}]
    seen = [207] * 100 + [213 - n for n in range(29)] + [185] * 20 + [230 + n for n in range(60)]
    fixes = [fix(m, time=n + 1, playing=True) for n, m in enumerate(seen)]
    heard = [{**one, "kind": "look" if n < 100 else "walk"} for n, one in enumerate(fixes)]

    actions = steps(page, heard, at="mill", tour={"stops": STOPS, "route": ROUTE, "kerbs": kerbs})

    assert [action["do"] for action in said(actions)] == ["pause", "resume"]
    assert seen[[n for n, action in enumerate(actions) if action][1]] > 236


def test_words_that_are_over_are_not_kept_before_a_road(page: Page) -> None:
    kerbs = [{"street": "Mill Lane", "near": 90, "far": 105}]
    fixes = [fix(min(n, 80), time=n + 1, playing=n < 100) | {"kind": "walk"} for n in range(120)]

    actions = steps(page, fixes, at="quay", tour={"stops": STOPS, "route": ROUTE, "kerbs": kerbs})

    assert [action["do"] for action in said(actions)] == ["pause", "resume"]
    assert actions[100] == {"do": "resume"}


def test_who_stands_about_far_from_the_next_stop_is_left_alone(page: Page) -> None:
    fixes = [fix(110, time=n) | {"kind": "quiet"} for n in range(1, 300)]

    assert said(steps(page, fixes, at="quay")) == []


def test_the_state_tells_what_a_screen_shows(page: Page) -> None:
    kerbs = [{"street": "Mill Lane", "near": 90, "far": 105}]
    state = page.evaluate(
        """([stops, route, kerbs, fixes]) => fixes.reduce(
          (state, fix) => Follow.step(state, fix).state, Follow.start(stops, route, "quay", kerbs))""",
        [STOPS, ROUTE, kerbs, [fix(n, time=n + 1) for n in range(71)]],
    )

    assert (state["next"], state["street"], state["sure"], state["direction"]) == (1, "Mill Lane", True, 1)
    assert state["along"] == pytest.approx(70, abs=8)
    assert state["metres"] == pytest.approx(137, abs=8)
    assert not state["offroute"]


def test_the_180th_meridian_is_no_edge(page: Page) -> None:
    stops = [{"slug": "a", "lat": 0, "lon": 179.99995, "radius": 20, "along": 105.6}]
    tour = {"stops": stops, "route": [[0, 179.999], [0, -179.999]]}
    fixes = [{"lat": 0, "lon": -179.99995, "accuracy": 5, "time": t, "playing": False} for t in range(1, 20)]

    assert said(steps(page, fixes, tour=tour)) == [{"do": "play", "stop": "a"}]


@pytest.mark.parametrize("route", [[], ROUTE[:1]])
def test_a_tour_without_a_way_is_left_to_the_hand(page: Page, route: Json) -> None:
    tour = {"stops": [{**STOPS[1], "along": None}], "route": route}

    assert steps(page, up_to(207), tour=tour) == [None] * 80


FIXES = st.lists(
    st.builds(
        fix,
        st.sampled_from([-300.0, 0.0, 5.0, 100.0, 207.0, 210.0, 415.0]),
        st.sampled_from([0.0, 3.0, 150.0]),
        st.floats(0, 200),
        accuracy=st.sampled_from([3.0, 12.0, 29.0, 45.0]),
        playing=st.booleans(),
    ),
    max_size=80,
)


@settings(max_examples=60)
@given(FIXES, st.booleans())
def test_every_stop_starts_and_is_told_of_at_most_once_whatever_comes(
    page: Page, fixes: list[Json], sort: bool
) -> None:
    if sort:
        fixes = [{**one, "time": float(n)} for n, one in enumerate(fixes)]

    actions = said(steps(page, fixes))

    for kinds in (("play",), ("announce",), ("offer", "missed")):
        slugs = [action["stop"] for action in actions if action["do"] in kinds]
        assert sorted(set(slugs)) == sorted(slugs)
    strays = [action["do"] for action in actions if action["do"] in ("off-route", "back")]
    assert strays == ["off-route", "back"] * (len(strays) // 2) + ["off-route"] * (len(strays) % 2)


NOISES = {"white": {"memory": 0}, "lasting": {"memory": 30}}
LAST = 13  # index of the last stop
STANDING = {
    "at the tour's pace": {},
    "fast": {"speed": 2.5},
    "slow": {"speed": 0.5},
    "with an outage on the way": {"outage": 0.31},
    "with a lunch break": {"lunch": 0.55},
    "with a way aside": {"detour": 0.4},
    "from stop 5": {"first": 4},
    "backwards": {"first": LAST, "back": True},
}


def share(walks: list[Walk], holds: Callable[[Walk], bool]) -> float:
    return sum(map(holds, walks)) / len(walks)


def heard(walk: Walk, *kinds: str) -> list[str]:
    """Return the stops that position began or offered, without the help of a hand."""
    helped = done(walk["events"], "by hand")
    return [slug for slug in dict.fromkeys(done(walk["events"], *kinds)) if slug not in helped]


def wrong(walk: Walk) -> list[Json]:
    """Return what was begun or offered more than 60 m from its stop; late for a sound that had to end is not wrong."""
    announced = done(walk["events"], "announce")
    return [
        event
        for event in walk["events"]
        if event["do"] in ("play", "announce", "offer")
        and event["really"] > 60
        and not (event["do"] == "play" and event["stop"] in announced)
    ]


SOME = pytest.mark.parametrize("seeds", [FEW, pytest.param(SEEDS, marks=pytest.mark.long)])


def cells(kinds: Mapping[str, Any], longer: Collection[str], seeds: int = SEEDS) -> list[Any]:  # of pytest.param
    """Return each of *kinds* with each noise, and how many walks. Of those that are *longer* only the lasting noise is
    walked, *seeds* times; all else of them is among the long tests.

    What white noise finds, the lasting one has always found too.
    """
    made = []
    for (name, kind), (sound, noise) in product(kinds.items(), NOISES.items()):
        shown = name not in longer or (sound == "lasting" and seeds == SEEDS)
        if name in longer and sound == "lasting" and seeds < SEEDS:
            made.append(pytest.param(kind, noise, seeds, id=f"{name}-{sound}-{seeds}"))
        made.append(pytest.param(kind, noise, SEEDS, id=f"{name}-{sound}", marks=() if shown else pytest.mark.long))
    return made


@pytest.mark.parametrize(
    ("how", "noise", "seeds"),
    cells(STANDING, {"fast", "slow", "with an outage on the way", "with a lunch break", "with a way aside"}, FEW),
)
def test_who_stands_at_each_stop_never_needs_the_phone(
    page: Page, real: Json, how: Json, noise: Json, seeds: int
) -> None:
    """Who walks at half a metre a second is asked at a stop some 100 m too early on 3 walks of 100."""
    slugs = [stop["slug"] for stop in real["stops"]][how.get("first", 0) if not how.get("back") else 0 :]

    found = walks(page, real, seeds, **noise, **how)

    for walk in found:
        assert sorted(heard(walk, "play", "offer")) == sorted(slugs)
        assert len(done(walk["events"], "play")) == len(set(done(walk["events"], "play")))
    assert sum(1 for walk in found if wrong(walk)) <= (1 if how.get("speed") == 0.5 else 0)


LOST = {
    "the words for a way were over before a road": (9050, {}),
    "an island's minutes of silence counted at the stop beyond it": (9008, {}),
    "the lights of two roads before a stop counted at it": (9004, {"speed": 0.9, "waits": 60}),
    "those at one stop counted at the next, 42 m away": (9026, {"first": 4}),
    "the walk comes by a stop again": (9176, {}),
    "a road after the first stop seemed to be left behind": (9063, {"first": 4}),
}


@pytest.mark.parametrize(("number", "how"), LOST.values(), ids=LOST)
def test_what_was_only_offered_or_heard_in_a_road_once_begins_by_itself(
    page: Page, real: Json, number: int, how: Json
) -> None:
    """One walk of each kind that 200 of a case have shown."""
    first = how.get("first", 0)
    slugs = [stop["slug"] for stop in real["stops"]][first:]

    (found,) = walks(page, real, seeds=1, seed=1_000_003 * number + 16, memory=30, **how)

    asked = slugs[:1] if first else []  # on starting elsewhere than at the first stop
    assert done(found["events"], "offer", "by hand") == asked
    assert asked + done(found["events"], "play") == slugs
    assert found["street"] == 0


HABITS = {
    "twenty minutes in a café beside the way, which comes by there again": {"at": 0.898, "aside": 30, "rest": 1200},
    "twenty minutes in a café in a side street": {"at": 0.47, "aside": 80, "rest": 1200},
    "back for 150 m, and on again": {"at": 0.3, "along": -150, "rest": 20},
}
RECEIVERS: dict[str, Json] = {
    "wide": {"noise": 12},
    "wide, for a minute": {"noise": 12, "memory": 60},
    "for two minutes": {"memory": 120},
    "seldom": {"memory": 30, "uneven": [2, 10]},
    "twice and out of order": {"memory": 30, "doubles": 0.2, "older": 0.1},
}


@SOME
@pytest.mark.parametrize("excursion", HABITS.values(), ids=HABITS)
def test_who_leaves_the_way_for_a_while_hears_every_stop(page: Page, real: Json, excursion: Json, seeds: int) -> None:
    slugs = sorted(stop["slug"] for stop in real["stops"])

    found = walks(page, real, seeds, memory=30, excursion=excursion)

    assert sum(sorted(heard(walk, "play", "offer")) != slugs for walk in found) <= 1
    assert not any(done(walk["events"], "missed") for walk in found)


@SOME
@pytest.mark.parametrize("receiver", RECEIVERS.values(), ids=RECEIVERS)
def test_a_worse_receiver_tells_of_every_stop_and_of_nothing_else(
    page: Page, real: Json, receiver: Json, seeds: int
) -> None:
    slugs = sorted(stop["slug"] for stop in real["stops"])

    found = walks(page, real, seeds, **receiver)

    assert sum(sorted(heard(walk, "play", "offer")) != slugs for walk in found) <= 1
    assert sum(bool(wrong(walk)) for walk in found) <= 1
    assert {"off-route", "away", "rough", "clock"}.isdisjoint(event["do"] for walk in found for event in walk["events"])


@SOME
def test_who_rides_past_two_stops_is_asked_where_one_gets_off(page: Page, real: Json, seeds: int) -> None:
    """Two of those lie within 42 m of each other, across a street."""
    slugs = [stop["slug"] for stop in real["stops"]]

    found = walks(page, real, seeds, memory=30, rides=7)

    assert sum(not set(slugs[:8] + slugs[10:]) <= set(heard(walk, "play", "offer")) for walk in found) <= 1


@pytest.mark.parametrize(("speed", "noise", "seeds"), cells({"0.9": 0.9, "1.1": 1.1, "1.3": 1.3}, {"0.9", "1.3"}))
def test_who_never_stands_still_hears_every_stop_once(
    page: Page, real: Json, speed: float, noise: Json, seeds: int
) -> None:
    """In the end: who walks on while a stop is told hears the next one late, for the sound waits at each road."""
    slugs = [stop["slug"] for stop in real["stops"]]

    found = walks(page, real, seeds, **noise, speed=speed, stands=False, rest=1500)

    assert share(found, lambda walk: done(walk["events"], "play") == slugs) >= 0.9


@pytest.mark.parametrize("noise", NOISES.values(), ids=NOISES)
def test_an_error_of_40_metres_at_one_stop_spoils_no_other(page: Page, real: Json, noise: Json) -> None:
    found = [(i, walk) for i in range(1, LAST) for walk in walks(page, real, seeds=1, **noise, wrong=i, seed=i)]

    missed = [
        stop["slug"] for i, walk in found for stop in real["stops"] if stop["slug"] not in heard(walk, "play", "offer")
    ]
    there = [real["stops"][i]["slug"] in heard(walk, "play", "offer") for i, walk in found]
    assert sum(there) >= 0.75 * len(found)
    assert len(missed) - there.count(False) <= 0.02 * len(found) * LAST
    assert sum(bool(wrong(walk)) for _, walk in found) <= 1
    assert sum("away" in [event["do"] for event in walk["events"]] for _, walk in found) <= 1, "nobody went away"


@pytest.mark.parametrize("taps", [True, False])
@pytest.mark.parametrize("noise", NOISES.values(), ids=NOISES)
def test_a_stop_passed_on_a_parallel_street_is_offered_and_the_rest_start(
    page: Page, real: Json, noise: Json, taps: bool
) -> None:
    """Where no other part of the walk is near that street."""
    for i in (3, 4, 5, 6, 7, 11):
        missed = real["stops"][i]["slug"]
        for walk in walks(page, real, seeds=2, **noise, aside=i, taps=taps):
            assert missed in [event.get("before") for event in walk["events"]] + done(walk["events"], "missed")
            assert len(heard(walk, "play", "taken")) == LAST
            assert wrong(walk) == []


def test_between_towers_most_stops_still_start(page: Page, real: Json) -> None:
    found = walks(page, real, memory=60, jumps=True)

    assert sum(len(heard(walk, "play")) for walk in found) >= 0.9 * len(found) * (LAST + 1)
    assert share(found, lambda walk: walk["street"] == 0) >= 0.75


@pytest.mark.parametrize(("waits", "noise", "seeds"), cells({"0 s": 0, "20 s": 20, "60 s": 60}, {"0 s", "60 s"}))
def test_nobody_hears_a_word_in_the_road(page: Page, real: Json, noise: Json, waits: float, seeds: int) -> None:
    """Of words that go on until the next stop, for a walker who heeds only where to stand."""
    found = walks(page, real, seeds, **noise, waits=waits)

    assert share(found, lambda walk: walk["street"] == 0) >= 0.75
    assert max(walk["street"] for walk in found) <= 7
    assert share(found, lambda walk: not done(walk["events"], "in the road")) >= 0.9


@pytest.mark.parametrize(("waits", "noise", "seeds"), cells({"0 s": 0, "60 s": 60}, {"0 s", "60 s"}))
def test_nor_does_who_walks_on_while_a_stop_is_told(
    page: Page, real: Json, noise: Json, waits: float, seeds: int
) -> None:
    found = walks(page, real, seeds, **noise, waits=waits, stands=False)

    assert share(found, lambda walk: walk["street"] == 0) >= 0.75
    assert max(walk["street"] for walk in found) <= 7
    assert share(found, lambda walk: not done(walk["events"], "in the road")) >= 0.9


@pytest.mark.parametrize("noise", NOISES.values(), ids=NOISES)
def test_only_the_way_aside_is_off_the_route(page: Page, real: Json, noise: Json) -> None:
    def strays(walk: Walk) -> list[str]:
        return [event["do"] for event in walk["events"] if event["do"] in ("off-route", "back")]

    for walk in walks(page, real, seeds=4, **noise, detour=0.4):
        assert strays(walk) == ["off-route", "back"]
    for walk in walks(page, real, seeds=4, **noise, lunch=0.55):
        assert strays(walk) == []


@pytest.mark.parametrize("accuracy", [60, 1500])
def test_a_walk_without_a_good_fix_is_left_to_the_hand(page: Page, real: Json, accuracy: float) -> None:
    for walk in walks(page, real, seeds=2, accuracy=accuracy, patience=30):
        assert done(walk["events"], "play", "announce") == []
        assert len(done(walk["events"], "by hand")) == len(real["stops"])
        assert [event["do"] for event in walk["events"] if "stop" not in event and event["do"] != "speech"] == ["rough"]


def test_a_state_is_plain_json(page: Page) -> None:
    state = page.evaluate("([stops, route]) => Follow.start(stops, route)", [STOPS, ROUTE])

    assert json.loads(json.dumps(state)) == state
    assert page.evaluate("(state) => Follow.step(state, {playing: false}).state", state) == state


def test_the_real_walk_goes_through_the_circle_of_a_later_stop() -> None:
    """So that the walks above have something to be tempted by."""
    tour = read(ROOT).tour
    assert tour

    early = {
        stop.slug
        for i, leg in enumerate(tour.legs)
        for stop in tour.stops[i + 2 :]
        if stop.place and nearest(leg.path, stop.place)[0] < radius(stop, tour) / 2
    }

    assert early == {"page-museum"}


def ferry(kmh: float, aside: float) -> tuple[Json, list[Json]]:
    """Return a tour with a ride of 2 km, and the fixes of somebody who waits five minutes for it, and gets off there.

    The ride leaves its line by so many metres *aside* in the middle.
    """
    far = {"slug": "island", "lat": 51.5, "lon": -0.1 + 2207.7 / 69_220, "radius": 20, "along": 2207.7, "ride": True}
    tour = {"stops": [*STOPS[:2], far], "route": [[51.5, -0.1], [51.5, far["lon"]]]}
    on_board = int(2000 / (kmh / 3.6))
    way = [(207.7, 0.0)] * 300
    way += [(207.7 + 2000 * n / on_board, aside * sin(pi * n / on_board)) for n in range(1, on_board + 1)]
    way += [(2207.7, 0.0)] * 60
    return tour, [fix(east, north, time) for time, (east, north) in enumerate(way, 1)]


@pytest.mark.parametrize(("kmh", "aside"), [(12, 0), (20, 0), (20, 400), (35, 100), (50, 500)])
def test_on_board_nobody_is_told_to_be_off_the_route_and_the_stop_begins_on_arrival(
    page: Page, kmh: float, aside: float
) -> None:
    tour, fixes = ferry(kmh, aside)

    actions = steps(page, fixes, "mill", tour)

    assert [action for action in actions if action] == [{"do": "play", "stop": "island"}]
    at = next(index for index, action in enumerate(actions) if action)
    assert len(fixes) - 60 - 15 < at < len(fixes) - 60 + 30


def test_a_walk_as_far_from_its_line_as_a_ferry_may_be_is_still_off_the_route(page: Page) -> None:
    tour, fixes = ferry(20, 400)
    for stop in tour["stops"]:
        stop.pop("ride", None)

    assert {"off-route"} <= {action["do"] for action in steps(page, fixes, "mill", tour) if action}
