from __future__ import annotations

import re
from collections.abc import Callable
from math import hypot
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page

from tour.model import Tour
from tour.page.svg import map_svg
from tour.reading.project import read

ROOT = Path(__file__).parents[2]
WEB = ROOT / "tour" / "page" / "web"

PAGE = """<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Map</title>
<style>body{{margin:0;font-family:sans-serif}}.frame{{position:relative;overflow:hidden}}.m-live{{height:400px}}
.tools{{position:absolute;right:0;bottom:0}}button{{width:48px;height:48px}}{css}</style><main><h1>Map</h1>
<div class="frame" id="frame">{svg}<div class="tools"><button data-map="in">+</button><button data-map="out">-</button>
<button data-map="fit" aria-label="all">o</button><button data-map="here" aria-label="me">x</button></div></div>
<p id="after">text</p></main></html>"""

BEGIN = """() => {
  globalThis.chosen = [];
  globalThis.map = WalkMap.attach(document.querySelector(".m-map"), { choose: (slug) => chosen.push(slug) });
}"""

WHERE = """(slug) => {
  const edge = document.querySelector("#frame").getBoundingClientRect();
  const link = document.querySelector(`.m-level[style*=inline] [data-stop="${slug}"] .m-dot`);
  const spot = link.getBoundingClientRect();
  return [spot.x + spot.width / 2 - edge.x, spot.y + spot.height / 2 - edge.y];
}"""

NEARER = """() => {
  const plus = () => new KeyboardEvent("keydown", { key: "+", bubbles: true });
  for (let n = 0; n < 3; n++) document.querySelector(".m-map").dispatchEvent(plus());
}"""

STEADY = """async () => {
  const map = document.querySelector(".m-map");
  for (let last = ""; last !== map.style.transform || map.style.willChange !== "auto";) {
    last = map.style.transform;
    await new Promise((done) => setTimeout(done, 120));
  }
}"""


@pytest.fixture(scope="module")
def tour() -> Tour:
    tour = read(ROOT).tour
    assert tour
    return tour


@pytest.fixture(scope="module")
def html(tour: Tour) -> str:
    """The map in a page of its own, with the player's word on motion."""
    calm = re.findall("@media .prefers-reduced-motion.*", (WEB / "player.css").read_text("utf-8"))
    return PAGE.format(svg=map_svg(tour), css=(WEB / "map.css").read_text("utf-8") + "".join(calm))


@pytest.fixture
def page(context: BrowserContext, html: str) -> Page:
    """The real tour's map on a phone, at rest at the first stop, from as near as one walks by it."""
    page = opened(context.new_page(), html)
    page.evaluate(NEARER)
    page.evaluate("map.centre('lake-pit')")
    return steady(page)


def opened(page: Page, html: str) -> Page:
    page.set_content(html)
    page.add_script_tag(content=(WEB / "map.js").read_text("utf-8"))
    page.evaluate(BEGIN)
    return steady(page)


def steady(page: Page) -> Page:
    page.evaluate(STEADY)
    return page


def where(page: Page, slug: str) -> tuple[float, float]:
    """Return where the stop's own spot is seen, from the panel's corner."""
    x, y = page.evaluate(WHERE, slug)
    return x, y


def zoomed(page: Page) -> float:
    return float(page.evaluate("new DOMMatrix(document.querySelector('.m-map').style.transform).a"))


def touch(page: Page) -> Callable[..., None]:
    """Return a hand: a kind of touch event, then a point for each finger."""
    session = page.context.new_cdp_session(page)
    corner = page.locator("#frame").bounding_box()
    assert corner

    def send(kind: str, *fingers: tuple[float, float]) -> None:
        points: list[dict[str, Any]] = [  # as the protocol has them
            {"x": corner["x"] + x, "y": corner["y"] + y, "id": n} for n, (x, y) in enumerate(fingers)
        ]
        session.send("Input.dispatchTouchEvent", {"type": f"touch{kind}", "touchPoints": points})

    return send


@pytest.mark.parametrize("width", [320, 400, 844])
def test_it_opens_with_the_whole_walk_in_sight(context: BrowserContext, html: str, tour: Tour, width: int) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 800})

    opened(page, html)

    for stop in tour.stops:
        x, y = where(page, stop.slug)
        assert 0 < x < width
        assert 0 < y < 400


def test_it_stays_whole_when_the_phone_is_turned_until_somebody_zooms(context: BrowserContext, html: str) -> None:
    page = opened(context.new_page(), html)

    page.set_viewport_size({"width": 844, "height": 390})
    page.wait_for_function("new DOMMatrix(document.querySelector('.m-map').style.transform).a > 0.4")
    steady(page)
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_function("new DOMMatrix(document.querySelector('.m-map').style.transform).a < 0.3")
    steady(page)

    assert all(0 < where(page, slug)[0] < 390 for slug in ("el-rey", "petersen", "lake-pit"))


def test_from_near_there_is_room_for_fingers(page: Page) -> None:
    assert where(page, "lake-pit") == (pytest.approx(195, abs=2), pytest.approx(200, abs=40))
    shown = page.locator(".m-level[style*=inline] .m-hit")
    sides = [box["width"] for box in (shown.nth(n).bounding_box() for n in range(shown.count())) if box]
    assert sum(side >= 44 for side in sides) >= 8


def test_a_finger_drags_the_map_and_not_the_page(page: Page) -> None:
    before = where(page, "lake-pit")
    hand = touch(page)

    hand("Start", (200, 300))
    for step in range(1, 11):
        hand("Move", (200 - 10 * step, 300))
    hand("End")
    steady(page)

    after = where(page, "lake-pit")
    assert after[0] - before[0] == pytest.approx(-100, abs=2)
    assert page.evaluate("[scrollX, scrollY, chosen.length]") == [0, 0, 0]


def test_two_fingers_zoom_round_the_spot_between_them(page: Page) -> None:
    page.evaluate("map.centre('ross-bust')")
    steady(page)
    spot, size = where(page, "ross-bust"), zoomed(page)
    hand = touch(page)

    hand("Start", (spot[0] - 40, spot[1]), (spot[0] + 40, spot[1]))
    for step in range(1, 11):
        hand("Move", (spot[0] - 40 - 6 * step, spot[1]), (spot[0] + 40 + 6 * step, spot[1]))
    hand("End")
    steady(page)

    assert zoomed(page) / size == pytest.approx(2.5, rel=0.05)
    assert where(page, "ross-bust") == (pytest.approx(spot[0], abs=3), pytest.approx(spot[1], abs=3))


def test_the_second_tap_zooms_in(page: Page) -> None:
    size = zoomed(page)

    page.locator("#frame").dblclick(position={"x": 60, "y": 370})
    steady(page)

    assert zoomed(page) == pytest.approx(2 * size, rel=1e-3)


def test_a_tap_chooses_a_stop_and_a_drag_that_ends_on_one_does_not(page: Page) -> None:
    hand = touch(page)
    x, y = where(page, "ross-bust")

    page.locator(".m-level[style*=inline] [data-stop=ross-bust] .m-disc").tap()
    hand("Start", (x, y))
    for step in range(1, 8):
        hand("Move", (x + 6 * step, y))
    hand("End")

    assert page.evaluate("[chosen, location.hash]") == [["ross-bust"], ""]


def test_the_wheel_zooms_round_the_pointer(page: Page) -> None:
    x, y = where(page, "lake-pit")
    size = zoomed(page)
    corner = page.locator("#frame").bounding_box()
    assert corner

    page.mouse.move(corner["x"] + x, corner["y"] + y)
    page.mouse.wheel(0, -200)
    page.wait_for_function(
        "(size) => new DOMMatrix(document.querySelector('.m-map').style.transform).a !== size", arg=size
    )
    steady(page)

    assert zoomed(page) > 1.3 * size
    assert where(page, "lake-pit") == (pytest.approx(x, abs=2), pytest.approx(y, abs=2))


def test_the_keys_move_zoom_and_choose(page: Page) -> None:
    page.locator(".m-map").focus()
    before, size = where(page, "lake-pit"), zoomed(page)

    page.keyboard.press("ArrowRight")
    steady(page)
    moved = where(page, "lake-pit")
    page.keyboard.press("+")
    steady(page)
    larger = zoomed(page)
    page.keyboard.press("0")
    steady(page)
    whole = zoomed(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert moved[0] - before[0] == pytest.approx(-80, abs=1)
    assert larger == pytest.approx(1.5 * size, rel=1e-3)
    assert whole < size
    assert page.evaluate("chosen") == ["lake-pit"]


def test_every_stop_is_reached_by_tab_and_seen_when_it_is(page: Page, tour: Tour) -> None:
    page.locator(".m-map").focus()

    for stop in tour.stops:
        page.keyboard.press("Tab")
        steady(page)
        assert page.evaluate("document.activeElement.dataset.stop") == stop.slug
        x, y = where(page, stop.slug)
        assert 0 <= x <= 390
        assert 0 <= y <= 400
    assert page.evaluate("[frame.scrollLeft, frame.scrollTop]") == [0, 0]


def test_the_level_changes_with_the_zoom_and_the_focus_stays_on_its_stop(page: Page) -> None:
    page.locator(".m-level[style*=inline] [data-stop=el-rey]").focus()
    steady(page)
    seen = []

    for _ in range(8):
        page.keyboard.press("-")
        steady(page)
        seen.append(page.evaluate("document.querySelector('.m-level[style*=inline]').dataset.zoom"))

    assert len(set(seen)) == 2
    assert float(seen[-1]) > 2
    assert page.evaluate("document.activeElement.dataset.stop") == "el-rey"
    assert page.evaluate("document.activeElement.checkVisibility()")


def test_it_can_be_dragged_no_farther_than_its_edge(page: Page) -> None:
    page.locator(".m-map").focus()

    for key in ("ArrowLeft", "ArrowUp"):
        for _ in range(60):
            page.keyboard.press(key)
    steady(page)

    box = page.evaluate("(() => { const m = document.querySelector('.m-map').getBoundingClientRect(),"
                        " f = frame.getBoundingClientRect(); return [m.x - f.x, m.y - f.y]; })()")  # fmt: skip
    assert 0 <= box[0] <= 40
    assert 0 <= box[1] <= 40


def test_the_buttons_do_what_they_say(page: Page, tour: Tour) -> None:
    size = zoomed(page)

    page.locator("[data-map=in]").tap()
    steady(page)
    larger = zoomed(page)
    page.locator("[data-map=out]").tap()
    page.locator("[data-map=fit]").tap()
    steady(page)

    assert larger == pytest.approx(1.6 * size, rel=1e-3)
    assert all(0 < where(page, stop.slug)[0] < 390 for stop in tour.stops)


def test_the_walker_is_drawn_where_the_fix_says(page: Page, tour: Tour) -> None:
    stop = tour.stops[3]
    assert stop.place

    page.evaluate("(fix) => map.here(fix)", {"lat": stop.place.lat, "lon": stop.place.lon, "accuracy": 20})
    steady(page)

    dot, ground = page.locator(".m-fix").bounding_box(), page.locator(".m-fix-ground").bounding_box()
    corner = page.locator("#frame").bounding_box()
    assert dot
    assert ground
    assert corner
    x, y = where(page, stop.slug)
    seen = dot["x"] + dot["width"] / 2 - corner["x"], dot["y"] + dot["height"] / 2 - corner["y"]
    assert hypot(seen[0] - x, seen[1] - y) < 1.5
    # Twenty metres each way; the dot is as large at any zoom.
    assert ground["width"] == pytest.approx(40 * zoomed(page), rel=0.06)
    assert 14 < dot["width"] < 24
    # The map follows until a hand takes it.
    assert x == pytest.approx(195, abs=2)


def test_the_first_position_shows_where_one_is_from_near_and_the_whole_walk_is_a_tap_away(
    context: BrowserContext, html: str
) -> None:
    page = opened(context.new_page(), html)
    far = zoomed(page)

    page.evaluate("map.here({lat: 34.0627, lon: -118.354, accuracy: 8})")
    steady(page)

    assert zoomed(page) == 1
    dot = page.locator(".m-fix").bounding_box()
    assert dot
    assert dot["x"] + dot["width"] / 2 == pytest.approx(195, abs=2)
    page.locator("[data-map=fit]").tap()
    steady(page)
    assert zoomed(page) == pytest.approx(far)


def test_a_walker_who_is_gone_is_not_drawn(page: Page) -> None:
    page.evaluate("map.here({lat: 34.0627, lon: -118.354, accuracy: 8}); map.here(null)")

    assert not page.locator(".m-fix").is_visible()


def test_a_walker_far_away_does_not_drag_the_map_along(page: Page) -> None:
    before = where(page, "lake-pit")

    page.evaluate("map.here({lat: 48.1, lon: 11.5, accuracy: 8})")
    steady(page)

    assert where(page, "lake-pit") == (pytest.approx(before[0], abs=1), pytest.approx(before[1], abs=1))


def test_after_a_drag_the_map_stays_until_the_walker_is_asked_for(page: Page) -> None:
    hand = touch(page)
    fix = "map.here({lat: 34.0627, lon: -118.354, accuracy: 8})"
    page.evaluate(fix)
    steady(page)
    followed = page.locator(".m-fix").bounding_box()

    hand("Start", (200, 300))
    for step in range(1, 11):
        hand("Move", (200 - 10 * step, 300))
    hand("End")
    page.evaluate(fix)
    steady(page)
    dragged = page.locator(".m-fix").bounding_box()
    page.locator("[data-map=here]").tap()
    steady(page)
    asked = page.locator(".m-fix").bounding_box()

    assert followed
    assert dragged
    assert asked
    assert dragged["x"] == pytest.approx(followed["x"] - 100, abs=2)
    assert asked["x"] + asked["width"] / 2 == pytest.approx(195, abs=2)


def test_the_stop_one_is_at_is_marked_and_in_sight(page: Page) -> None:
    page.evaluate("map.current('wilson-building')")
    steady(page)

    marked = page.locator(".m-level[style*=inline] [aria-current=step]")
    assert marked.get_attribute("data-stop") == "wilson-building"
    assert marked.count() == 1
    assert 0 < where(page, "wilson-building")[0] < 390


def test_a_map_in_a_folded_view_opens_whole_once_it_is_seen(context: BrowserContext, html: str) -> None:
    page = context.new_page()
    page.set_content(html)
    page.add_script_tag(content=(WEB / "map.js").read_text("utf-8"))
    page.evaluate("document.querySelector('main').style.display = 'none'")
    page.evaluate(BEGIN)
    page.evaluate("map.current('el-rey'); map.centre('petersen'); map.fit()")

    page.evaluate("document.querySelector('main').style.display = ''")
    page.wait_for_function("document.querySelector('.m-map').style.transform")
    steady(page)

    assert all(0 < where(page, slug)[0] < 390 for slug in ("el-rey", "petersen", "lake-pit"))
    assert page.locator(".m-level[style*=inline] [aria-current=step]").get_attribute("data-stop") == "el-rey"


def test_turning_the_phone_keeps_the_middle(page: Page) -> None:
    page.evaluate("map.centre('craft-contemporary')")
    steady(page)
    before = where(page, "craft-contemporary")

    page.set_viewport_size({"width": 844, "height": 390})
    page.wait_for_timeout(100)
    steady(page)

    assert where(page, "craft-contemporary")[0] - 422 == pytest.approx(before[0] - 195, abs=3)


def test_nothing_glides_for_those_who_asked_for_less_motion(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")

    page.locator("[data-map=in]").tap()

    assert page.evaluate("getComputedStyle(document.querySelector('.m-map')).transitionDuration") in ("0s", "")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of the two
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}

    for _ in range(2):
        found = Axe().run(page, context="#frame", options=rules)
        assert found.response["violations"] == [], found.generate_report()
        page.locator("[data-map=fit]").tap()
        steady(page)


def test_the_layer_is_given_back_at_rest(page: Page) -> None:
    hand = touch(page)

    hand("Start", (200, 300))
    for step in range(1, 6):
        hand("Move", (200 - 10 * step, 300))
    held = page.evaluate("document.querySelector('.m-map').style.willChange")
    hand("End")
    steady(page)

    assert held == "transform"
    assert page.evaluate("document.querySelector('.m-map').style.willChange") == "auto"
