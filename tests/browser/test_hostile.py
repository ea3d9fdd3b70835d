"""A tour that means harm: whatever an author writes is shown, and nothing of it runs, loads or leads astray."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from pages import built, rich, served
from tour.model import Credit, Film, Pack, Stop, Tour, Track
from tour.narration.narrate import narrate
from tour.narration.orders import make_plan
from tour.narration.plan import sheets
from tour.narration.workshop import Workshop
from tour.pack.cache import Store
from tour.reading.project import read
from tour.writers.page import page

SCRIPT = "<script>globalThis.harmed=1</script>"
IMAGE = "<img src=x onerror=globalThis.harmed=1>"
CLOSING = "]]></script></title></style>--><svg onload=globalThis.harmed=1>"
QUOTES = "\"'`><b id=harm>&lt;"
TEMPLATE = "{{ 7 * 7 }} {% raw %} ${harmed=1}"
TURNED = "abc\u202etxt.exe\u2066"
PATH = "../../../etc/passwd"
HARM = f"{SCRIPT} {IMAGE} {CLOSING} {QUOTES} {TEMPLATE} {TURNED} {PATH} javascript:harmed=1"


SLUG = """mill"] #x'><script>globalThis.harmed=1</script>"""


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pack of a tour that no check has seen: the parser refuses most of this, and the pages must not rely on it."""
    test = rich(tmp_path_factory.mktemp("hostile"))
    folder = built(test)
    tour = read(test.root).tour
    assert tour is not None
    tracks = narrate(make_plan(tour, sheets(tour)), Workshop(Store(test.root / ".tourpack")))
    for file in page(Pack(_hostile(tour), tuple(map(_track, tracks)))):
        path = folder / file.path
        path.write_bytes(b"".join(p if isinstance(p, bytes) else p.read_bytes() for p in file.parts))
    return folder


def _hostile(tour: Tour) -> Tour:
    assert tour.welcome
    return replace(
        tour,
        title=f"Walk {HARM}",
        subtitle=HARM,
        author=HARM,
        licence=HARM,
        safety=(HARM,),
        welcome=_stop(tour.welcome),
        stops=tuple(map(_stop, tour.stops)),
        legs=tuple(replace(leg, start=_slug(leg.start), end=_slug(leg.end), crossings=(HARM,)) for leg in tour.legs),
        map=tuple(replace(feature, name=HARM) for feature in tour.map),
        credits=(Credit(HARM, HARM, HARM, "javascript:globalThis.harmed=1"), Credit("x", "y", "", "//example.org")),
        sources=tuple(
            replace(source, title=HARM, publisher=HARM, date=HARM, read=HARM, url=url)
            for source, url in zip(
                tour.sources, ("javascript:globalThis.harmed=1", " JaVaScRiPt:harmed=1"), strict=True
            )
        ),
    )


def _stop(stop: Stop) -> Stop:
    return replace(
        stop,
        slug=_slug(stop.slug),
        title=f"{stop.title} {HARM}",
        stand=HARM,
        face=HARM,
        address=HARM,
        access=HARM,
        if_closed=HARM,
        facts=HARM,
        walked=HARM,
        card=(HARM,),
        film=Film(HARM, "ending"),
        drawing=replace(stop.drawing, title=HARM) if stop.drawing else None,
    )


def _track(track: Track) -> Track:
    cues = tuple(replace(cue, text=f"{cue.text} {HARM}") for cue in track.cues)
    return replace(track, stop=_slug(track.stop), title=f"{track.title} {HARM}", cues=cues)


def _slug(slug: str) -> str:
    return SLUG if slug == "mill" else slug


@pytest.fixture(scope="module")
def url(pack: Path) -> Iterator[str]:
    with served(pack) as address:
        yield address


@pytest.fixture
def watched(context: BrowserContext, url: str) -> Iterator[Page]:
    """A page on which no dialog opens, nothing runs and nothing is asked of anybody but the tour's own host."""
    page = context.new_page()
    seen: list[str] = []
    page.on("dialog", lambda dialog: seen.append(f"dialog: {dialog.message}"))
    page.on("pageerror", lambda fault: seen.append(f"error: {fault}"))
    page.on("console", lambda message: seen.append(message.text) if message.type == "error" else None)
    page.on("request", lambda request: None if request.url.startswith(url) else seen.append(f"asked: {request.url}"))
    page.goto(url)
    yield page
    page.wait_for_timeout(300)
    assert page.evaluate("globalThis.harmed") is None
    assert page.locator("#harm, #harm *").count() == 0
    assert seen == []


@pytest.mark.parametrize("name", ["index.html", "transcript.html", "listen.html"])
def test_what_an_author_writes_is_shown_and_does_nothing(watched: Page, url: str, name: str) -> None:
    watched.goto(url + name)

    title = watched.get_by_role("heading", level=1)
    expect(title).to_contain_text(SCRIPT)
    expect(title).to_contain_text(QUOTES)
    expect(title).to_contain_text("{{ 7 * 7 }}")
    assert SCRIPT in watched.title()
    assert watched.locator("img, iframe, object, embed, base, form, script:not([src]):not(#tour)").count() == 0
    handlers = "[...document.querySelectorAll('*')].flatMap((e) => e.getAttributeNames()).filter((n) => /^on/.test(n))"
    assert watched.evaluate(handlers) == []
    assert watched.locator("[style^=harm], [style*=url]").count() == 0


def test_the_player_says_what_an_author_writes(watched: Page, url: str) -> None:
    watched.get_by_role("link", name="Stop 2").click()
    expect(watched.locator(".stop.on")).to_contain_text("../../../etc/passwd")

    watched.evaluate("Player.go(6)")
    expect(watched.locator("#now")).to_contain_text("2. ")
    expect(watched.locator("#say")).to_contain_text("<script>")
    expect(watched.locator(".stop.on .text [aria-current]")).to_contain_text("<script>")
    watched.evaluate("Player.go(5, JSON.parse(document.getElementById('tour').textContent).tracks[5].hold - 0.4)")
    expect(watched.locator("#wait")).to_contain_text("<script>")

    assert "<script>" in watched.evaluate("navigator.mediaSession.metadata.title")


def test_only_addresses_of_the_web_become_links(watched: Page, url: str) -> None:
    for name in ("index.html", "transcript.html", "listen.html"):
        watched.goto(url + name)
        for href in watched.locator("[href], [src]").evaluate_all(
            "all => all.map((one) => one.getAttribute('href') ?? one.getAttribute('src'))"
        ):
            assert not href.lower().strip().startswith(("javascript:", "data:", "vbscript:", "//", "/", "..")), href


@pytest.mark.parametrize("name", ["index.html", "transcript.html", "listen.html"])
def test_no_letter_turns_the_page_round(pack: Path, name: str) -> None:
    text = (pack / name).read_text("utf-8")

    assert "txt.exe" in text or name == "listen.html"
    assert not set(text) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def test_a_made_up_address_opens_the_list_and_nothing_else(watched: Page, url: str) -> None:
    for anchor in ("#<img src=x onerror=alert(1)>", "#%E0%A4%A", "#stop-%22%5D", "#__proto__", "#tour"):
        watched.goto("about:blank")
        watched.goto(url + anchor)

        expect(watched.locator("#list")).to_be_visible()


def test_the_policy_stops_what_would_still_slip_through(context: BrowserContext, url: str) -> None:
    page = context.new_page()
    page.goto(url)
    page.evaluate(
        """() => {
            globalThis.stopped = [];
            document.addEventListener("securitypolicyviolation", (event) => stopped.push(event.effectiveDirective));
            const inline = document.createElement("script");
            inline.textContent = "globalThis.harmed = 1";
            const image = new Image();
            image.src = "https://example.org/track.png";
            const frame = document.createElement("iframe");
            frame.src = "https://example.org/";
            document.body.append(inline, image, frame);
            document.body.insertAdjacentHTML("beforeend", "<p style='color:red'>");
        }"""
    )
    page.wait_for_timeout(300)

    assert page.evaluate("globalThis.harmed") is None
    assert set(page.evaluate("stopped")) >= {"script-src-elem", "img-src", "frame-src", "style-src-attr"}
