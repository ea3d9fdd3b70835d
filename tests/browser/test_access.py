"""Who reads with a screen reader, walks with one hand, has the type large or the screen dark."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect

from pages import becomes, served

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
VIEWS = {
    "index.html": "#list",
    "index.html#map": "#map",
    "index.html#stop-quay": "#stop-quay",
    "index.html#stop-clock": "#stop-clock",
    "index.html#more": "#more",
    "transcript.html": "main",
    "listen.html": "main",
}
"""Each view's address, and what is in sight then."""
FINGER = 44
"""CSS pixels: what a thumb hits while walking (WCAG 2.2, 2.5.5)."""
SMALL = """(least) => [...document.querySelectorAll("a, button, select, input, summary")]
  .filter((one) => one.checkVisibility() && !one.closest(".sources, .credits, .skip, svg.m-map"))
  .filter((one) => one.tagName !== "A" || one.id || !one.closest("p"))
  .map((one) => [one.outerHTML.slice(0, 80), one.getBoundingClientRect()])
  .filter(([, box]) => box.width < least || box.height < least)
  .map(([name, box]) => `${name}: ${box.width} × ${box.height}`)"""
"""The controls in sight that are smaller than that."""


@pytest.fixture(scope="module")
def url(rich_pack: Path) -> Iterator[str]:
    with served(rich_pack) as address:
        yield address


def show(page: Page, url: str, view: str) -> None:
    page.goto(url + view)
    expect(page.locator(VIEWS[view])).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_fault_and_the_dark_page_is_dark(chromium: Browser, url: str, scheme: str) -> None:
    """Firefox and WebKit are asked the same in their journeys."""
    context = chromium.new_context(
        viewport={"width": 390, "height": 844}, color_scheme="dark" if scheme == "dark" else "light"
    )
    page = context.new_page()
    for view in VIEWS:
        show(page, url, view)
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")

        found = Axe().run(page, options={"runOnly": TAGS})

        assert found.violations_count == 0, f"{view}: {found.generate_report()}"
        assert len(found.response["passes"]) > 10
    ground = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    red = int(re.findall(r"\d+", ground)[0])
    assert red < 40 if scheme == "dark" else red > 200
    context.close()


def test_axe_finds_no_fault_while_it_plays_and_at_a_hold(context: BrowserContext, url: str) -> None:
    page = context.new_page()
    page.goto(url + "#stop-quay")
    page.evaluate("Player.go(1)")
    expect(page.locator(".text [aria-current]")).to_have_count(1)
    playing = Axe().run(page, options={"runOnly": TAGS})
    page.get_by_label("Views").get_by_role("link", name="Stops").click()
    page.evaluate("Player.go(5, JSON.parse(document.getElementById('tour').textContent).tracks[5].hold - 0.5)")
    expect(page.locator("#wait")).to_be_visible()
    page.evaluate("document.getElementById('trouble').hidden = false")
    page.evaluate("document.getElementById('trouble-says').textContent = 'This track did not load.'")

    holding = Axe().run(page, options={"runOnly": TAGS})

    assert playing.violations_count == 0, playing.generate_report()
    assert holding.violations_count == 0, holding.generate_report()


@pytest.mark.parametrize("size", [(390, 844), (844, 390), (320, 568), (1280, 800)])
def test_every_control_is_large_enough_for_a_thumb(chromium: Browser, url: str, size: tuple[int, int]) -> None:
    context = chromium.new_context(viewport={"width": size[0], "height": size[1]}, service_workers="block")
    page = context.new_page()
    small = {}

    for view in (view for view in VIEWS if view.startswith("index")):
        show(page, url, view)
        small[view] = page.evaluate(SMALL, FINGER)

    context.close()
    assert not any(small.values()), small


@pytest.mark.parametrize("size", [(844, 390), (1280, 800)])
def test_a_long_name_pushes_no_control_out_of_the_window(chromium: Browser, url: str, size: tuple[int, int]) -> None:
    context = chromium.new_context(viewport={"width": size[0], "height": size[1]}, service_workers="block")
    page = context.new_page()
    page.goto(url + "index.html#stop-quay")
    page.evaluate(
        "Page.tour.tracks[1].title = '1. Vers la place Gutenberg et l’hôtel de la Chambre de commerce '.repeat(2)"
    )

    page.evaluate("Player.go(1)")
    becomes(page, "document.getElementById('now').textContent.length > 100 && Player.audio.currentTime > 0")

    for percent in (112.5, 225):
        page.evaluate("percent => { document.documentElement.style.fontSize = `${percent}%`; }", percent)
        rights = page.locator(".dock :is(a, button, select)").evaluate_all(
            "all => all.filter((one) => one.checkVisibility()).map((one) => one.getBoundingClientRect().right)"
        )
        assert len(rights) > 7
        assert max(rights) <= size[0], percent
    context.close()


def test_the_controls_are_within_reach_of_the_thumb_that_holds_the_phone(context: BrowserContext, url: str) -> None:
    page = context.new_page()
    page.goto(url)
    page.evaluate("Player.go(1)")

    for name in ("#play", "#back", "#next", "#prev", "#speed", "[data-tab=map]"):
        box = page.locator(name).bounding_box()
        assert box
        assert box["y"] > 844 * 0.7
        assert box["y"] + box["height"] <= 844


def test_what_has_the_focus_is_never_behind_the_bar(context: BrowserContext, url: str) -> None:
    page = context.new_page()
    page.goto(url)
    bar = page.locator(".dock").bounding_box()
    assert bar

    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate(
            "document.activeElement === document.body || !!document.activeElement.closest('.dock, .skip')"
        ):
            continue
        page.wait_for_timeout(300)
        box = page.locator(":focus").bounding_box()
        assert box
        assert box["y"] + box["height"] <= bar["y"] + 1


def test_the_screen_reader_hears_of_a_new_track_once(context: BrowserContext, url: str) -> None:
    page = context.new_page()
    page.goto(url)
    page.evaluate(
        """() => { globalThis.heard = [];
            new MutationObserver(() => heard.push(say.textContent)).observe(say, {childList: true}); }"""
    )

    page.evaluate("Player.go(1)")
    becomes(page, "Player.audio.currentTime > 1.5")

    assert page.evaluate("heard") == ["Playing now: 1. The Quay"]


def test_who_wants_no_motion_gets_none(chromium: Browser, url: str) -> None:
    moving = """[...document.querySelectorAll("*")].map((one) => getComputedStyle(one)).filter((style) =>
        style.transitionDuration !== "0s" || style.animationName !== "none" || style.scrollBehavior === "smooth"
    ).length"""

    def counted(wish: Literal["reduce", "no-preference"]) -> int:
        context = chromium.new_context(reduced_motion=wish, service_workers="block")
        page = context.new_page()
        page.goto(url)
        page.evaluate("document.body.classList.add('busy')")
        count = int(page.evaluate(moving))
        context.close()
        return count

    assert counted("no-preference") > 0
    assert counted("reduce") == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_are_read_in_the_sun(chromium: Browser, url: str, scheme: str) -> None:
    """Contrast of 7:1 (WCAG 2.2, 1.4.6) for what is read and pressed while walking."""
    rule = "color-contrast-enhanced"
    context = chromium.new_context(color_scheme="dark" if scheme == "dark" else "light", service_workers="block")
    page = context.new_page()
    page.goto(url + "#stop-quay")
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")

    found = Axe().run(page, options={"runOnly": {"type": "rule", "values": [rule]}, "rules": {rule: {"enabled": True}}})

    context.close()
    assert found.violations_count == 0, found.generate_report()
    assert [one["id"] for one in found.response["passes"]] == [rule]


def test_in_forced_colours_the_slider_and_the_big_button_are_seen(chromium: Browser, url: str) -> None:
    context = chromium.new_context(
        viewport={"width": 390, "height": 844}, forced_colors="active", color_scheme="dark", service_workers="block"
    )
    page = context.new_page()
    page.goto(url + "index.html#stop-quay")
    page.evaluate("Player.go(1)")

    box = page.locator("#seek").bounding_box()
    assert box
    middle = box["y"] + box["height"] / 2
    line = page.screenshot(clip={"x": box["x"], "y": middle - 3, "width": box["width"], "height": 6})
    slider = Image.open(BytesIO(line)).convert("RGB")
    page.evaluate("Player.go(2)")
    border = page.locator("#arrived").evaluate("one => getComputedStyle(one).borderTopWidth")

    context.close()
    colours = slider.getcolors(100_000) or []
    assert len(colours) > 2
    assert border == "2px"


def test_the_transcript_alone_carries_the_tour(context: BrowserContext, url: str) -> None:
    page = context.new_page()
    page.goto(url + "transcript.html")
    text = page.locator("main").text_content() or ""

    for words in (
        "Welcome. There are three stops.",
        "on the quay, by the bollard",
        "This is the quay. Look at the water. It moves.",
        "When you are across, go on.",
        "You cross Mill Lane",
        "at the mill door",
        "Nobody winds it again.",
        "Walk back along the water.",
        "A history of the quay",
        "Clocks of the coast",
        "Mind the edge.",
        "Map of the walk, north up.",
        "not yet walked",
        "synthetic voice",
    ):
        assert words in text
    expect(page.get_by_text("Nobody winds it again.")).to_be_hidden()
    assert page.locator("script, audio").count() == 0


def test_the_transcript_prints_without_what_paper_cannot_do(chromium: Browser, url: str) -> None:
    page: Page = chromium.new_page()
    page.goto(url + "transcript.html")
    page.emulate_media(media="print")

    expect(page.get_by_role("link", name="Player with map and sound")).to_be_hidden()
    expect(page.get_by_text("This is the quay.")).to_be_visible()
    page.close()
