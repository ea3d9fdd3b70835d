"""The front page of many packs, in Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from fronts import pack, stop
from pages import becomes, served
from tour.site import site

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of four tours, two of which begin at one place."""
    out = tmp_path_factory.mktemp("site")
    far = [stop(1, "The Lighthouse", 51.6, 0.1)]
    packs = [
        pack(out, "quay", title="The Quay"),
        pack(out, "muelle", title="El Muelle", language="es"),
        pack(out, "cafe", title="Café Walk", stops=far),
        pack(out, "bahnhof", title="Der Bahnhof", language="de", stops=[stop(1, "Gleis Eins", 51.4, 0.1)]),
    ]
    site(out, packs)
    return out


@pytest.fixture
def page(context: BrowserContext, front: Path) -> Iterator[Page]:
    with served(front) as address:
        page = context.new_page()
        page.goto(address)
        yield page


def titles(page: Page) -> list[str]:
    return page.locator("#tours h3 a:visible").all_inner_texts()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_fault(chromium: Browser, front: Path, scheme: str) -> None:
    colours = chromium.new_context(
        viewport={"width": 390, "height": 844}, color_scheme="dark" if scheme == "dark" else "light"
    )
    with served(front) as address:
        page = colours.new_page()
        page.goto(address)
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        found = Axe().run(page, options={"runOnly": TAGS})
    colours.close()

    assert found.violations_count == 0, found.generate_report()
    assert len(found.response["passes"]) > 10


@pytest.mark.parametrize(
    ("looked_for", "found"),
    [("cafe", ["Café Walk"]), ("GLEIS", ["Der Bahnhof"]), ("quay the", ["El Muelle", "The Quay"])],
)
def test_a_search_finds_titles_and_stops_without_accents(page: Page, looked_for: str, found: list[str]) -> None:
    page.get_by_label("Find a tour or a stop").fill(looked_for)

    assert titles(page) == found
    expect(page.get_by_role("status")).to_have_text(f"Tours shown: {len(found)} of 4")


def test_a_search_that_finds_nothing_says_what_to_do(page: Page) -> None:
    page.get_by_label("Find a tour or a stop").fill("zeppelin")

    assert titles(page) == []
    expect(page.get_by_role("status")).to_have_text("No tour fits. Try fewer letters, or every language.")
    page.get_by_role("button", name="Show all tours").click()
    assert len(titles(page)) == 4


def test_the_tours_of_one_language_are_listed(page: Page) -> None:
    page.get_by_label("Language").select_option("es")

    assert titles(page) == ["El Muelle"]
    expect(page.locator(".spot:not(.off)")).to_have_count(1)


def test_a_spot_of_the_map_shows_the_tours_that_begin_there(page: Page) -> None:
    page.locator(".spot", has_text="×2").click()

    assert titles(page) == ["El Muelle", "The Quay"]


def test_without_script_all_tours_are_there(chromium: Browser, front: Path) -> None:
    plain = chromium.new_context(java_script_enabled=False)
    page = plain.new_page()
    page.goto((front / "index.html").as_uri())

    assert page.locator("#tours h3 a").count() == 4
    expect(page.locator(".finder")).to_be_hidden()
    plain.close()


def test_from_a_folder_it_searches_too(context: BrowserContext, front: Path) -> None:
    faults: list[str] = []
    page = context.new_page()
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.goto((front / "index.html").as_uri())

    page.get_by_label("Find a tour or a stop").fill("lighthouse")

    assert titles(page) == ["Café Walk"]
    assert faults == []


def test_it_is_there_without_a_signal(chromium: Browser, front: Path) -> None:
    kept = chromium.new_context()
    page = kept.new_page()
    with served(front) as address:
        page.goto(address)
        becomes(page, "() => navigator.serviceWorker.ready.then(() => !!navigator.serviceWorker.controller)")
    page.reload()  # nobody answers any more

    assert len(titles(page)) == 4
    kept.close()


@pytest.mark.parametrize("width", [320, 390])
def test_nothing_is_cut_off(chromium: Browser, tmp_path: Path, width: int) -> None:
    """A title is one word where a language makes them so, and a disc has a ring around it."""
    site(tmp_path, [pack(tmp_path, "fahrt", title="Donaudampfschifffahrtsgesellschaftsgeschichten", language="de")])
    narrow = chromium.new_context(viewport={"width": width, "height": 844}, color_scheme="dark")
    page = narrow.new_page()
    page.goto((tmp_path / "index.html").as_uri())
    room, title, disc = (page.locator(one).bounding_box() for one in ("#tours > li", "#tours h3 a", "#tours .disc"))
    narrow.close()

    assert room
    assert title
    assert disc
    assert title["x"] + title["width"] <= room["x"] + room["width"] <= width
    assert disc["x"] >= room["x"] + 3


def test_figures_beside_the_name_of_a_language_read_in_their_order(chromium: Browser, tmp_path: Path) -> None:
    """Beside one that is written from right to left, 1.23 and km would stand on either side of it."""
    packs = [pack(tmp_path, name, language=tag) for name, tag in (("a", "ar"), ("b", "en"), ("c", "en"))]
    site(tmp_path, packs)
    page = chromium.new_page()
    page.goto((tmp_path / "index.html").as_uri())
    gap = page.evaluate(
        """() => {
          const name = document.querySelector("#t1 .fine b"), figures = document.createRange();
          figures.setStart(name.nextSibling, 0);
          figures.setEnd(name.nextSibling, name.nextSibling.data.indexOf("km"));
          return figures.getBoundingClientRect().left - name.getBoundingClientRect().right;
        }"""
    )
    page.close()

    assert gap >= -1
