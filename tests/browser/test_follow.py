"""The decisions of follow.js, as it runs in the browser: first on plain fixes, then on whole walks of the real route.

The walks are in walks.js beside this: a walker, a receiver with an error of 8 m each way, and a player's sound. The
error is either new each second or lasts for about half a minute, as between real houses.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from math import inf, nan
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from tour.geo import along, nearest
from tour.page.arrival import clear, radius
from tour.reading.project import read
from tour.timing import spoken_seconds

ROOT = Path(__file__).parents[2]
SEEDS = 12
Json = Any  # what JSON holds

STOPS = [
    {"slug": "quay", "lat": 51.5, "lon": -0.1, "radius": 20},
    {"slug": "mill", "lat": 51.5, "lon": -0.097, "radius": 20},
    {"slug": "tower", "lat": 51.5, "lon": -0.094, "radius": 20},
]
ROUTE = [[51.5, -0.1], [51.5, -0.094]]

STEPS = """({ stops, route, at, fixes }) => {
  let state = Follow.start(stops, route, at);
  return fixes.map((fix) => {
    const before = JSON.stringify(state), made = Follow.step(JSON.parse(before), fix);
    if (JSON.stringify(Follow.step(state, fix)) !== JSON.stringify(made)) throw Error("it knows more than the state");
    if (JSON.stringify(state) !== before) throw Error("the state was changed");
    state = made.state;
    return made.action;
  });
}"""

WALKS = "({ tour, seeds, how }) => seeds.map((seed) => Walks.walk(tour, { ...how, seed }))"


@pytest.fixture(scope="module")
def page(chromium: Browser) -> Iterator[Page]:
    page = chromium.new_page()
    page.set_content("<title>follow</title>")
    page.add_script_tag(content=(ROOT / "tour" / "page" / "web" / "follow.js").read_text("utf-8"))
    page.add_script_tag(content=(Path(__file__).with_name("walks.js")).read_text("utf-8"))
    yield page
    page.close()


@pytest.fixture(scope="module")
def real() -> Json:
    """The real tour as a walk needs it: where, how near, how long."""
    tour = read(ROOT).tour
    assert tour
    stops = [
        {
            "slug": stop.slug,
            "lat": stop.place.lat,
            "lon": stop.place.lon,
            "radius": radius(stop, tour),
            "clear": clear(stop, tour),
            "look": round(spoken_seconds(stop.look, tour)),
            "walk": round(spoken_seconds(stop.walk, tour)),
        }
        for stop in tour.stops
        if stop.place
    ]
    return {"stops": stops, "legs": [[[place.lat, place.lon] for place in leg.path] for leg in tour.legs]}


def fix(east: float, north: float = 0.0, time: float = 0.0, *, accuracy: float = 8.0, playing: bool = False) -> Json:
    """Return a fix so many metres from the quay, for the route runs east."""
    return {
        "lat": 51.5 + north / 111_195,
        "lon": -0.1 + east / 69_220,
        "accuracy": accuracy,
        "time": time,
        "playing": playing,
    }


def steps(page: Page, fixes: list[Json], at: str | None = None) -> list[Json]:
    """Return what each fix led to; on the way, that nothing is changed and nothing else is asked."""
    actions: list[Json] = page.evaluate(STEPS, {"stops": STOPS, "route": ROUTE, "at": at, "fixes": fixes})
    return actions


def walks(page: Page, tour: Json, seeds: int = SEEDS, **how: Json) -> list[list[Json]]:
    found: list[list[Json]] = page.evaluate(
        WALKS, {"tour": tour, "seeds": [7 * n + 1 for n in range(seeds)], "how": how}
    )
    return found


def done(events: list[Json], *kinds: str) -> list[str]:
    return [event["stop"] for event in events if event["do"] in kinds]


PLAY_QUAY = {"do": "play", "stop": "quay"}
PLAY_MILL = {"do": "play", "stop": "mill"}


def test_the_second_good_fix_at_the_next_stop_starts_it_once(page: Page) -> None:
    fixes = [fix(-60, time=1), fix(-10, time=2), fix(-5, time=3), fix(0, time=4), fix(3, time=5), fix(5, time=6)]

    assert steps(page, fixes) == [None, None, PLAY_QUAY, None, None, None]


@pytest.mark.parametrize("number", [7, 10, 11])
@pytest.mark.parametrize("accuracy", [0.5, 4, 12, 25])
def test_no_look_starts_before_the_road_is_behind_by_the_fix_s_error(page: Page, number: int, accuracy: float) -> None:
    tour = read(ROOT).tour
    assert tour
    leg, stop = tour.legs[number - 2], tour.stops[number - 1]
    assert stop.place
    known = {"slug": "there", "lat": stop.place.lat, "lon": stop.place.lon}
    stops = [{**known, "radius": radius(stop, tour), "clear": clear(stop, tour)}]
    metres = [n / 2 for n in range(int(2 * leg.metres) + 1)]
    fixes = [{"lat": (at := along(leg.path, m)).lat, "lon": at.lon, "accuracy": accuracy, "time": m} for m in metres]

    actions = page.evaluate(STEPS, {"stops": stops, "route": [], "at": None, "fixes": fixes})

    begun = [m for m, action in zip(metres, actions, strict=True) if action]
    assert all(m > leg.kerbs[-1].far_metres + accuracy - 0.5 for m in begun)
    assert bool(begun) == (accuracy < leg.metres - leg.kerbs[-1].far_metres - 0.5)


def test_one_stray_fix_starts_nothing(page: Page) -> None:
    assert steps(page, [fix(-60, time=1), fix(-10, time=2), fix(-60, time=3), fix(-10, time=4)]) == [None] * 4


def test_only_the_next_stop_is_armed(page: Page) -> None:
    mill = [fix(207, time=t) for t in (1, 2, 3)]
    quay = [fix(0, time=t) for t in (4, 5)]
    again = [fix(207, time=t) for t in (6, 7)]

    assert steps(page, [*mill, *quay, *again]) == [None, None, None, None, PLAY_QUAY, None, PLAY_MILL]


def test_a_stop_begun_by_hand_arms_the_one_after_it(page: Page) -> None:
    assert steps(page, [fix(207, time=1), fix(208, time=2)], at="quay") == [None, PLAY_MILL]
    assert steps(page, [fix(0, time=1), fix(1, time=2)], at="quay") == [None, None]
    assert steps(page, [fix(0, time=1), fix(1, time=2)], at="welcome") == [None, PLAY_QUAY]


def test_while_sound_plays_an_arrival_is_announced_and_waits(page: Page) -> None:
    fixes = [fix(0, time=t, playing=t < 6) for t in range(1, 9)]

    assert steps(page, fixes) == [None, {"do": "announce", "stop": "quay"}, None, None, None, PLAY_QUAY, None, None]


def test_the_end_of_the_sound_alone_starts_the_stop_that_waits(page: Page) -> None:
    fixes = [fix(0, time=1, playing=True), fix(0, time=2, playing=True), {"playing": True}, {"playing": False}]

    assert steps(page, [*fixes, {"playing": False}])[2:] == [None, PLAY_QUAY, None]


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
        [STOPS, ROUTE, [fix(207, time=1, playing=True), fix(207, time=2, playing=True)], chosen],
    )

    assert action == begins


@pytest.mark.parametrize("accuracy", [31, 80, 5000, -1, nan, inf, None])
def test_a_poor_fix_decides_nothing(page: Page, accuracy: float | None) -> None:
    fixes = [{**fix(0, time=t), "accuracy": accuracy} for t in range(1, 9)]
    lost = [{**fix(0, 900, time=t), "accuracy": accuracy} for t in range(9, 60)]

    assert steps(page, [*fixes, *lost]) == [None] * (len(fixes) + len(lost))


def test_a_poor_fix_between_two_good_ones_parts_them(page: Page) -> None:
    fixes = [fix(0, time=1), fix(0, time=2, accuracy=90), fix(0, time=3), fix(0, time=4)]

    assert steps(page, fixes) == [None, None, None, PLAY_QUAY]


def test_an_outage_parts_two_fixes(page: Page) -> None:
    assert steps(page, [fix(0, time=1), fix(0, time=91), fix(0, time=92)]) == [None, None, PLAY_QUAY]


@pytest.mark.parametrize("times", [(5, 5), (5, 4), (5, nan), (5, None)])
def test_a_fix_that_is_not_newer_does_not_count(page: Page, times: tuple[float, float | None]) -> None:
    assert steps(page, [{**fix(0), "time": time} for time in times]) == [None, None]


def test_a_clock_put_back_does_not_silence_the_walk(page: Page) -> None:
    fixes = [fix(-80, time=1e9), fix(0, time=1e8), fix(0, time=1e8 + 1)]

    assert steps(page, fixes) == [None, None, PLAY_QUAY]


@pytest.mark.parametrize("hole", ["lat", "lon"])
@pytest.mark.parametrize("nothing", [None, nan, "51.5"])
def test_a_fix_without_a_place_is_passed_over(page: Page, hole: str, nothing: Json) -> None:
    assert steps(page, [fix(0, time=1), {**fix(0, time=2), hole: nothing}, fix(0, time=3)])[2] == PLAY_QUAY


def test_leaving_the_route_is_said_once_and_so_is_coming_back(page: Page) -> None:
    on = [fix(50, time=t) for t in range(1, 4)]
    off = [fix(50, 150, time=t) for t in range(4, 64)]
    back = [fix(60, 10, time=t) for t in range(64, 70)]
    again = [fix(60, -150, time=t) for t in range(70, 100)]

    said = [action for action in steps(page, [*on, *off, *back, *again]) if action]

    assert said == [{"do": "off-route", "metres": 150}, {"do": "back"}, {"do": "off-route", "metres": 150}]


def test_a_few_wild_fixes_are_no_way_off_the_route(page: Page) -> None:
    fixes = [fix(50, 150 if t % 20 > 4 else 0, time=t) for t in range(1, 200)]

    assert steps(page, fixes) == [None] * 199


def test_a_wide_circle_that_still_touches_the_route_is_on_it(page: Page) -> None:
    on, near = [fix(50, time=1)], [fix(50, 80, time=t, accuracy=25) for t in range(2, 60)]

    assert steps(page, [*on, *near]) == [None] * 59


def test_nothing_is_said_before_one_has_come_to_the_route_nor_after_the_last_stop(page: Page) -> None:
    assert steps(page, [fix(0, 900, time=t) for t in range(1, 90)]) == [None] * 89
    home = [fix(415, time=0), *[fix(415, 10 * t, time=t) for t in range(1, 90)]]
    assert steps(page, home, at="tower") == [None] * 90


def test_the_way_to_the_armed_stop_is_in_the_state(page: Page) -> None:
    metres = page.evaluate(
        "([stops, route, fix]) => Follow.step(Follow.start(stops, route), fix).state.metres", [STOPS, ROUTE, fix(-70)]
    )

    assert metres == pytest.approx(70, abs=0.5)


def test_the_180th_meridian_is_no_edge(page: Page) -> None:
    stops = [{"slug": "a", "lat": 0, "lon": 179.99995, "radius": 20}]
    fixes = [{"lat": 0, "lon": -179.99995, "accuracy": 5, "time": t, "playing": False} for t in (1, 2)]

    found = page.evaluate(STEPS, {"stops": stops, "route": [[0, 179.999], [0, -179.999]], "at": None, "fixes": fixes})

    assert found[1] == {"do": "play", "stop": "a"}


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
def test_every_stop_starts_at_most_once_and_in_order_whatever_comes(page: Page, fixes: list[Json], sort: bool) -> None:
    if sort:
        fixes = [{**one, "time": float(n)} for n, one in enumerate(fixes)]

    actions = [action for action in steps(page, fixes) if action]

    slugs = [stop["slug"] for stop in STOPS]
    played = [action["stop"] for action in actions if action["do"] == "play"]
    announced = [action["stop"] for action in actions if action["do"] == "announce"]
    strays = [action["do"] for action in actions if action["do"] in ("off-route", "back")]
    assert played == slugs[: len(played)]
    assert sorted(set(announced)) == sorted(announced)
    assert strays == ["off-route", "back"] * (len(strays) // 2) + ["off-route"] * (len(strays) % 2)


AT_THE_KERB = ["johnies", "may-company"]
"""Stops so near beyond a road that a receiver cannot tell who is across: they are begun by hand."""
HOW = {
    "at the tour's pace": {},
    "too fast": {"speed": 2.5},
    "too slow": {"speed": 0.5},
    "with an outage on the way": {"outage": 0.31},
    "with an outage at a stop": {"outage": 0.2065},
    "with a lunch break": {"lunch": 0.55},
    "with a way aside": {"detour": 0.4},
}


@pytest.mark.parametrize("memory", [0, 30], ids=["white", "lasting"])
@pytest.mark.parametrize("how", HOW.values(), ids=HOW)
def test_each_real_stop_starts_once_in_order_and_within_its_radius(
    page: Page, real: Json, how: Json, memory: float
) -> None:
    slugs = [stop["slug"] for stop in real["stops"]]
    circles = {stop["slug"]: stop["radius"] for stop in real["stops"]}

    for events in walks(page, real, memory=memory, **how):
        assert done(events, "play") == [slug for slug in slugs if slug not in AT_THE_KERB]
        assert done(events, "by hand") == AT_THE_KERB
        told: set[str] = set()
        for event in events:
            if event["do"] in ("play", "announce") and event["stop"] not in told:
                told.add(event["stop"])
                assert event["fixed"] <= circles[event["stop"]]
                # Where the walker truly stood: within the radius and the receiver's error.
                assert event["really"] <= circles[event["stop"]] + 32


@pytest.mark.parametrize("memory", [0, 30], ids=["white", "lasting"])
def test_only_the_way_aside_is_off_the_route(page: Page, real: Json, memory: float) -> None:
    for events in walks(page, real, memory=memory, detour=0.4):
        assert [event["do"] for event in events if "stop" not in event] == ["off-route", "back"]
    for events in walks(page, real, memory=memory, lunch=0.55):
        assert [event for event in events if "stop" not in event] == []


def test_walking_by_without_standing_still_is_enough(page: Page, real: Json) -> None:
    """With no sound to wait for, every circle is caught in passing; the smallest here is 14 m."""
    silent = {**real, "stops": [{**stop, "look": 0, "walk": 0, "clear": None} for stop in real["stops"]]}

    for events in walks(page, silent, stands=False):
        assert done(events, "play") == [stop["slug"] for stop in real["stops"]]


def test_arriving_too_early_is_announced_first(page: Page, real: Json) -> None:
    announced = [done(events, "announce") for events in walks(page, real, speed=6)]

    assert all(announced)


@pytest.mark.parametrize("accuracy", [60, 1500])
def test_a_walk_without_a_good_fix_is_left_to_the_hand(page: Page, real: Json, accuracy: float) -> None:
    for events in walks(page, real, seeds=2, accuracy=accuracy, patience=30):
        assert done(events, "play", "announce") == []
        assert len(done(events, "by hand")) == len(real["stops"])


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
