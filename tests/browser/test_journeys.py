"""A walk with the page, from the first visit to the last stop, in the three engines that walkers have."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest

from drivers.by_selenium import FRAME, FRAME_PAGE
from drivers.driver import ENGINES
from drivers.walker import VIEWS, Walker
from pages import built, rich, served
from tour.geo import distance
from tour.model import Place
from tour.words.language import words_in

Visit = Callable[..., Walker]

QUAY, BEND, MILL, CLOCK = (51.5, -0.1), (51.5, -0.098), (51.5003, -0.098), (51.501, -0.098)
WAYS = (((51.5, -0.1005), QUAY), (QUAY, BEND, MILL), (MILL, CLOCK))
"""From where the walker starts to each stop of the rich tour, in degrees."""
DOT = """() => {
  const tab = document.querySelector("[data-tab=map]"), { left, top } = getComputedStyle(tab, "::after");
  return [parseFloat(left), parseFloat(top), tab.offsetWidth, tab.offsetHeight];
}"""
"""Where the dot of Follow me is in the map's tab, and how large the tab is."""
HIDDEN = """() => {
  const { top: dock } = Page.dock.getBoundingClientRect(), all = (css) => [...document.querySelectorAll(css)];
  const frame = document.getElementById("frame").getBoundingClientRect(), keys = all("[data-map]:not([hidden])");
  const box = (one) => one.getBoundingClientRect();
  const aside = ({ left, right }) => left < frame.left || right > frame.right;
  const out = (one) => aside(box(one)) || box(one).top < frame.top || box(one).bottom > frame.bottom;
  const dots = all(".m-level[style*=inline] .m-dot").filter(out).map((one) => one.closest("a").dataset.stop);
  return [...dots, ...keys.filter((one) => box(one).bottom > dock).map((one) => one.dataset.map)];
}"""
"""Stops beyond the map's frame and keys of the map below the fold; none of them are in sight at once."""
ASIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
"""By how many CSS pixels a page can be scrolled to the side."""
THUMB = """() => {
  const { width, height, backgroundColor } = getComputedStyle(document.getElementById("seek"), "::-moz-range-thumb");
  return [width, height, backgroundColor];
}"""
COVERED = """() => [...document.querySelectorAll(".tabs a, .keys > :not([hidden])")].filter((one) => {
  const { left, top, width, height } = one.getBoundingClientRect();
  return width && !one.contains(document.elementFromPoint(left + width / 2, top + height / 2));
}).map((one) => one.id || one.dataset.tab)"""
"""Keys and views that no finger reaches, since something lies over them or cuts them off."""
LONG = partial(pytest.param, marks=pytest.mark.long)
SENTENCES = " ".join(f"This is sentence number {n} of the welcome." for n in range(60))


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tour whose welcome is long enough to seek in."""
    tour = rich(tmp_path_factory.mktemp("journeys"))
    tour.edit("00-welcome.md", "There are three stops.", f"There are three stops. {SENTENCES}")
    return with_frame(built(tour))


def with_frame(pack: Path) -> Path:
    """Lay beside the page of *pack* what WebKit shows it in where it is to be narrow."""
    (pack / FRAME).write_bytes(FRAME_PAGE)
    return pack


@pytest.fixture(scope="module")
def from_the_right(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pack of the rich tour in a language that is written from the right, its own lines in English."""
    root = tmp_path_factory.mktemp("right")
    lines = [f'{key} = "{line}"\n' for key, line in words_in("en").section("texts").items()]
    last = 'safety = ["Mind the edge."]\n'
    tour = rich(root).edit("tour.toml", 'language = "en"', 'language = "he"')
    return with_frame(built(tour.edit("tour.toml", last, last + "[texts]\n" + "".join(lines))))


@pytest.fixture(scope="module")
def url(pack: Path) -> Iterator[str]:
    with served(pack) as address:
        yield address


def steps(way: Sequence[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """Yield the places of a walker on *way* from second to second, 1.1 m apart."""
    for start, end in pairwise(way):
        count = round(distance(Place(*start), Place(*end)) / 1.1)
        for n in range(count):
            yield (start[0] + (end[0] - start[0]) * n / count, start[1] + (end[1] - start[1]) * n / count)


def test_one_press_on_the_first_visit_starts_the_sound(visit: Visit, url: str) -> None:
    walker = visit()
    walker.driver.open(url)
    assert walker.run("() => document.title") == "Harbour walk"

    walker.press("start")

    walker.hears("00-welcome.mp3")


def test_the_slider_the_next_key_and_the_speed_do_what_they_say(visit: Visit, url: str) -> None:
    walker = visit()
    walker.driver.open(url)
    walker.press("start")
    walker.hears("00-welcome.mp3")
    whole = walker.run("() => Player.audio.duration")

    walker.press("seek", across=0.8)
    walker.until("(to) => Player.audio.currentTime > to", 0.75 * whole)
    walker.driver.choose("#speed", "1.5")
    walker.hears("00-welcome.mp3")
    assert walker.run("() => Player.audio.playbackRate") == 1.5
    walker.press("next")

    walker.hears("01a-quay.mp3")
    assert walker.run("() => Player.audio.playbackRate") == 1.5


def test_a_saved_tour_needs_no_server(visit: Visit, serve: Callable[..., object], pack: Path) -> None:
    server = serve(pack)
    walker = visit()
    walker.driver.open(server.url)
    walker.sees("Save the tour on this phone")
    walker.press("save")
    walker.sees("Ready for airplane mode")

    server.kill()
    walker.driver.reload()
    walker.press("start")
    walker.hears("00-welcome.mp3")
    whole = walker.run("() => Player.audio.duration")
    walker.press("seek", across=0.8)
    walker.until("(to) => Player.audio.currentTime > to", 0.75 * whole)

    walker.press("next")
    walker.hears("01a-quay.mp3")


def test_a_walker_goes_on_where_the_last_visit_ended(visit: Visit, url: str) -> None:
    walker = visit()
    walker.driver.open(url)
    walker.press("start")
    walker.hears("00-welcome.mp3")
    walker.press("seek", across=0.5)
    walker.hears("00-welcome.mp3")
    walker.press("play")
    stood = walker.heard()

    walker.driver.reload()
    walker.press("play")
    walker.hears("00-welcome.mp3")

    assert walker.heard() > stood - 1


@pytest.mark.parametrize("playing", [False, True])
def test_back_from_the_transcript_the_sound_goes_on_where_it_stood(visit: Visit, url: str, playing: bool) -> None:
    """WebKit gives the page back from its cache with the audio element emptied."""
    walker = visit()
    walker.driver.open(url)
    walker.press("start")
    walker.hears("00-welcome.mp3")
    walker.press("seek", across=0.3)
    walker.hears("00-welcome.mp3")
    stood = walker.heard()
    if not playing:
        walker.press("play")

    walker.press("more")
    walker.press("to the transcript")
    walker.sees("The whole tour to read: where to stand")
    walker.driver.back()
    walker.sees("On an iPhone, an Android phone")
    shown = walker.shown()
    walker.until("() => document.getElementById('play').getAttribute('aria-label') === 'Play'")
    walker.press("play")
    walker.hears("00-welcome.mp3")

    assert shown > stood - 2
    assert walker.heard() > stood - 2


@pytest.mark.parametrize(
    "dark", [pytest.param(False, marks=pytest.mark.long, id="light"), pytest.param(True, id="dark")]
)
@pytest.mark.parametrize("engine", ["firefox", "webkit"], indirect=True)
def test_axe_finds_no_fault_and_the_dark_page_is_dark(visit: Visit, url: str, dark: bool) -> None:
    """Chromium is asked in `test_access`, on a phone's screen."""
    walker = visit(dark=dark)
    faults = {}

    for view in VIEWS:
        walker.driver.open(url + view)
        walker.opens_all_that_is_folded()
        faults[view] = walker.faults()

    assert not any(faults.values()), faults
    assert walker.background() < 40 if dark else walker.background() > 200


def test_nothing_stands_out_to_the_side_at_any_size_of_screen_and_type(visit: Visit, url: str) -> None:
    """Firefox has a scroll bar here that takes room, as on a desk."""
    walker = visit()
    aside = {}

    for width, height in ((320, 568), (390, 844), (844, 390), (1280, 800)):
        walker.driver.resize(width, height)
        for view in VIEWS:
            walker.driver.open(url + view)
            assert walker.run("() => innerWidth") == width
            for percent in (112.5, 225):
                walker.run("(percent) => { document.documentElement.style.fontSize = `${percent}%`; }", percent)
                aside[width, view, percent] = walker.run(ASIDE)

    assert aside == dict.fromkeys(aside, 0)


def test_in_type_twice_as_large_the_tour_starts_and_pauses(visit: Visit, url: str) -> None:
    walker = visit(width=320, height=568)
    walker.driver.open(url)
    walker.run("() => { document.documentElement.style.fontSize = '225%'; }")

    walker.press("start")
    walker.hears("00-welcome.mp3")
    walker.press("play")

    walker.until("() => Player.audio.paused")


@pytest.mark.parametrize("engine", [one if one == "chromium" else LONG(one) for one in ENGINES], indirect=True)
def test_who_follows_the_route_hears_every_stop_start_in_turn(visit: Visit, url: str) -> None:
    """All that is pressed is Follow me: each stop starts as the walker stands there, and ends before they go on."""
    walker = visit()
    walker.driver.open(url + "#map")
    walker.takes_a_receiver()
    walker.press("follow")
    heard: list[str] = []

    for count, way in enumerate(WAYS, 1):
        walker.walk(list(steps(way)))
        heard = walker.stands_until_over(*way[-1], count)

    assert heard == ["01a-quay.mp3", "02a-mill.mp3", "03a-clock.mp3"]


def test_the_dot_that_says_that_one_is_followed_stands_at_the_maps_tab(visit: Visit, url: str) -> None:
    """Without an edge to stand from, WebKit puts it a third of the tab to the left."""
    walker = visit()
    walker.driver.open(url + "#map")
    walker.takes_a_receiver()

    walker.press("follow")
    walker.until("() => document.body.classList.contains('following')")
    left, top, width, height = walker.run(DOT)

    assert 0.5 * width < left < 0.5 * width + 20
    assert 0 <= top < 0.3 * height


def test_the_whole_walk_is_in_sight_when_the_map_opens_and_so_are_its_keys(visit: Visit, url: str) -> None:
    walker = visit()

    for width, height in ((320, 568), (400, 450), (844, 390), (1280, 560)):
        walker.driver.open(url + "listen.html")
        walker.driver.resize(width, height)
        walker.driver.open(url + "#map")
        walker.comes_to(HIDDEN, [])


def test_with_the_phone_on_its_side_every_key_and_view_is_reached(visit: Visit, url: str) -> None:
    """WebKit cuts off what is fixed inside of what scrolls."""
    walker = visit(width=844, height=390)
    walker.driver.open(url)
    walker.run("() => { document.documentElement.style.fontSize = '225%'; }")
    walker.press("start")
    walker.hears("00-welcome.mp3")

    walker.press("more")

    walker.comes_to(COVERED, [])
    assert walker.run("() => document.querySelector('.tabs').offsetHeight") == 390


def test_a_device_without_sound_is_told_of_and_not_taken_for_a_broken_file(visit: Visit, url: str) -> None:
    """Firefox calls it a fault of decoding; Chromium and WebKit go on without being heard."""
    walker = visit(mute=True)
    walker.driver.open(url)

    walker.press("start")

    if walker.driver.engine == "firefox":
        walker.sees("This device gives no sound right now.")
        assert walker.offers("Play")
    else:
        walker.hears("00-welcome.mp3")


@pytest.mark.parametrize("engine", ["firefox"], indirect=True)
def test_the_sliders_thumb_in_firefox_is_the_pages_own(visit: Visit, url: str) -> None:
    """Only Firefox tells how such a part is drawn; in Chromium and WebKit it is the page's by the rule beside it."""
    walker = visit()

    walker.driver.open(url + "#stop-quay")

    assert walker.run(THUMB) == ["24px", "24px", "rgb(255, 247, 230)"]


def test_a_page_that_is_written_from_the_right_stands_out_to_no_side(visit: Visit, from_the_right: Path) -> None:
    with served(from_the_right) as url:
        walker = visit(width=320, height=568)
        for view in VIEWS:
            walker.driver.open(url + view)
            aside = walker.run(ASIDE)
            assert (view, aside) == (view, 0)
        walker.driver.open(url)
        number, name = walker.run(
            "() => [...document.querySelectorAll('[data-row=quay] > *')].map((one) => one.offsetLeft)"
        )

    assert number > name
