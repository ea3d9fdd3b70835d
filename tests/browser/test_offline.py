"""The tour without a signal, in a real browser: the server is not blocked but ended."""

from __future__ import annotations

import json
import re
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from browser.conftest import Served
from conftest import TourTest
from tour.events import silent
from tour.model import File
from tour.pack.decide import Output, Wanted
from tour.pack.manifest import read_manifest
from tour.pack.save import save
from tour.page.data import texts
from tour.serve import PackServer, open_server
from tour.serve.files import Tags
from tour.serve.handler import Handler
from tour.serve.hosts import Hosts
from tour.sound.codec import ffmpeg
from tour.words.language import words_in

WEB = Path(__file__).parents[2] / "tour" / "page" / "web"
LONG = "audio/01a-long.mp3"
SECONDS = 120
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Harbour walk</title>
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; connect-src 'self'; \
media-src 'self'; worker-src 'self'">
<script type="application/json" id="tour">{"texts": TEXTS}</script>
<script defer src="player/page.js"></script><script defer src="player/offline.js"></script>
<script defer src="player/go.js"></script>
<main><h1>Harbour walk</h1><p id="version">@</p>
<section id="offline"><h2>Without a signal</h2><p>Take the files along.</p></section>
<audio controls preload="none" src="audio/01a-long.mp3"></audio></main><div class="dock"></div></html>
""".replace("TEXTS", json.dumps(texts(words_in("en"))))
AT_80 = """async () => {
    const audio = document.querySelector('audio')
    audio.muted = true
    await audio.play()
    const ready = new Promise((done) => audio.addEventListener('seeked', done, {once: true}))
    audio.currentTime = 0.8 * audio.duration
    const late = new Promise((done) => setTimeout(done, 5000))
    await Promise.race([ready, late])
    const from = audio.currentTime
    await new Promise((done) => setTimeout(done, 1500))
    return {duration: audio.duration, from, to: audio.currentTime, seeking: audio.seeking}
}"""
WORKER = (WEB / "sw.js").read_text("utf-8")


@pytest.fixture(scope="session")
def tones(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """Tracks of two minutes and of five seconds."""
    made = {}
    for name, seconds in ((LONG, SECONDS), ("audio/02a-short.mp3", 5), ("audio/03a-last.mp3", 8)):
        path = tmp_path_factory.mktemp("tones") / "tone.mp3"
        sine = ["-f", "lavfi", "-i", f"sine=frequency=440:duration={seconds}", "-b:a", "96k"]
        subprocess.run([ffmpeg(), "-nostdin", "-v", "error", *sine, str(path)], check=True)
        made[name] = path.read_bytes()
    return made


def make(folder: Path, tones: Mapping[str, bytes], version: str = "1", worker: str = WORKER, **more: bytes) -> Path:
    """Bring a pack whose page says its *version* into *folder*, as a build does."""
    contents = {
        **tones,
        "index.html": PAGE.replace("@", version).encode(),
        "player/page.js": (WEB / "page.js").read_bytes(),
        "player/offline.js": (WEB / "offline.js").read_bytes(),
        "player/go.js": b"Offline.attach(document.getElementById('offline'))",
        "sw.js": worker.encode(),
        "harbour.m4b": b"m4b" * 1000,
        "feed.xml": b"feed",
        **{name.replace("__", "/").replace("_", "."): data for name, data in more.items()},
    }
    files = tuple(File(PurePosixPath(name), (data,)) for name, data in contents.items())
    outputs = [Output("page", version, files)]
    save(folder, Wanted(outputs, {"title": "Harbour walk"}, prune=True, zipped="harbour.zip"), silent)
    return folder


@dataclass
class Host:
    """A server that can be ended, brought back, and made to fail."""

    folder: Path
    port: int = 0
    asked: list[str] = field(default_factory=list)
    """Paths, in order."""
    faults: dict[str, str] = field(default_factory=dict)
    """``drop`` sends half of a file and hangs up, ``cut`` without having said how long it is; ``hang`` sends half and
    then nothing, ``wait`` nothing until the fault is gone; ``500`` is what it says."""
    server: PackServer | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def up(self) -> Host:
        self.server = open_server(self.folder, port=self.port)
        given = (self.folder, Tags(self.folder), Hosts(False, ()), self.server.connections)
        self.server.RequestHandlerClass = partial(_Faulty, self, *given)  # type: ignore[assignment]  # called alike
        self.port = self.server.port
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def down(self) -> None:
        if self.server:
            self.server.shutdown()
            self.server.server_close()
            self.server = None


class _Faulty(Handler):
    def __init__(self, host: Host, *rest: Any) -> None:
        self._host = host
        super().__init__(*rest)

    def do_GET(self) -> None:  # noqa: N802
        if self._host.server is None:  # it was ended; this connection had been kept open
            self.close_connection = True
            return
        path = self.path.lstrip("/")
        self._host.asked.append(path)
        fault = self._host.faults.get(path, "")
        if fault in ("drop", "cut", "hang"):
            data = (self._host.folder / path).read_bytes()
            self.close_connection = True
            self.send_response(200)
            if fault != "cut":
                self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data[: len(data) // 2])
            self._wait(path, "hang")
        elif fault == "500":
            self.send_error(500)
        elif self._wait(path, "wait"):
            super().do_GET()

    def _wait(self, path: str, fault: str) -> bool:
        """Wait while *path* has the *fault*. Return whether the server is there still."""
        while self._host.server and self._host.faults.get(path) == fault:
            time.sleep(0.02)
        self.close_connection |= self._host.server is None
        return self._host.server is not None


@pytest.fixture
def host(tmp_path: Path, tones: Mapping[str, bytes]) -> Iterator[Host]:
    host = Host(make(tmp_path / "harbour", tones)).up()
    yield host
    host.down()


def says(page: Page) -> Locator:
    return page.locator("#offline [role=status]")


def save_button(page: Page) -> Locator:
    return page.get_by_role("button", name=re.compile("^Save the tour on this phone"))


expect.set_options(timeout=15_000)  # a busy machine is no fault
READY = re.compile("Ready for airplane mode")


def saved(context: BrowserContext, host: Host) -> Page:
    """Open the tour and save it."""
    page = context.new_page()
    page.goto(host.url)
    save_button(page).click()
    expect(says(page)).to_contain_text(READY)
    return page


PAGES = {"index.html", "pack.json", "player/page.js", "player/offline.js", "player/go.js"}
"""What a visit alone saves."""
HELD = """async () => {
    const held = {}
    for (const name of await caches.keys()) {
        const cache = await caches.open(name)
        for (const key of await cache.keys()) {
            const sum = await crypto.subtle.digest('SHA-256', await (await cache.match(key)).arrayBuffer())
            const path = new URL(key.url).pathname.slice(1)
            held[path] = Array.from(new Uint8Array(sum), (byte) => byte.toString(16).padStart(2, '0')).join('')
        }
    }
    return held
}"""
"""Every file that is held, and its SHA-256."""


@dataclass
class Away:
    """A saved tour, and no server any more."""

    page: Page
    host: Host


@pytest.fixture(scope="module")
def away(chromium: Browser, tmp_path_factory: pytest.TempPathFactory, tones: Mapping[str, bytes]) -> Iterator[Away]:
    context = chromium.new_context()
    host = Host(make(tmp_path_factory.mktemp("away") / "harbour", tones)).up()
    page = saved(context, host)
    host.down()
    yield Away(page, host)
    context.close()


def test_a_saved_tour_opens_plays_and_seeks_without_its_server(context: BrowserContext, host: Host) -> None:
    page = saved(context, host)

    host.down()
    page.reload()
    heard = page.evaluate(AT_80)

    expect(says(page)).to_contain_text(READY)
    assert heard["duration"] == pytest.approx(SECONDS, abs=1)
    assert heard["from"] == pytest.approx(0.8 * SECONDS, abs=1)
    assert heard["from"] + 0.8 < heard["to"] < heard["from"] + 3


@pytest.fixture
def long_walk(tour: TourTest) -> Path:
    """A whole pack as the program builds it, with a track of two minutes."""
    tour.edit("01-quay.md", "It moves.", "It moves. " + "[pause 10s] It moves on. " * 12)
    tour.run("build", "--executor", "inline").ok()
    return tour.pack


def test_the_players_page_goes_on_when_its_server_is_killed(
    context: BrowserContext, long_walk: Path, serve: Callable[[Path], Served]
) -> None:
    server = serve(long_walk)
    page = context.new_page()
    page.goto(server.url)
    save_button(page).click()
    expect(says(page)).to_contain_text(READY)

    server.kill()
    page.reload()
    page.evaluate("Player.go(1)")
    page.wait_for_function("() => Player.audio.currentTime > 0.5")
    seconds = page.evaluate("Player.audio.duration")
    page.locator("#seek").fill(str(round(0.8 * seconds)))
    page.wait_for_function(f"() => Player.audio.currentTime > {0.8 * seconds + 1} && !Player.audio.seeking")
    sought = page.evaluate("Player.audio.currentTime")
    page.locator("#speed").select_option("1.5")
    page.locator("#next").click()
    page.wait_for_function("() => Player.audio.src.endsWith('01b-to-mill.mp3') && Player.audio.currentTime > 0.5")
    rate = page.evaluate("Player.audio.playbackRate")
    page.locator("#play").click()
    page.reload()

    assert seconds > 100
    assert 0.8 * seconds < sought < 0.8 * seconds + 5
    assert rate == 1.5
    expect(page.locator("#now")).to_contain_text("Mill")
    expect(page.locator("#speed")).to_have_value("1.5")
    expect(says(page)).to_contain_text(READY)
    assert page.evaluate("fetch('transcript.html').then((answer) => answer.ok)")


def test_a_worker_that_gives_the_whole_file_for_a_part_cannot_seek(
    context: BrowserContext, tmp_path: Path, tones: Mapping[str, bytes]
) -> None:
    """Seeking offline needs a worker that answers Range: with one that does not, the tests above would fail."""
    careless = WORKER.replace('part(held, request.headers.get("Range"))', "held")
    assert careless != WORKER
    host = Host(make(tmp_path / "harbour", tones, worker=careless)).up()
    page = saved(context, host)

    host.down()
    page.reload()
    heard = page.evaluate(AT_80)

    assert heard["to"] < 0.5 * SECONDS or heard["seeking"]


FETCH = """async ([path, range]) => {
    const answer = await fetch(path, range ? {headers: {Range: range}} : {})
    const bytes = new Uint8Array(await answer.arrayBuffer())
    const head = (name) => answer.headers.get(name)
    return [answer.status, head('Content-Range'), head('Content-Type'), bytes.length, Array.from(bytes.slice(0, 4))]
}"""


@pytest.mark.parametrize(
    ("asked", "status", "start", "stop"),
    [
        (None, 200, 0, None),
        ("bytes=0-", 206, 0, None),
        ("bytes=100-199", 206, 100, 200),
        ("bytes=5-5", 206, 5, 6),
        ("bytes=1000-", 206, 1000, None),
        ("bytes=1000-999999999", 206, 1000, None),
        ("bytes=-10", 206, -10, None),
        ("bytes=-999999999", 206, 0, None),
        ("bytes=999999999-", 416, 0, 0),
        ("bytes=-0", 416, 0, 0),
        ("bytes=9-5", 200, 0, None),
        ("bytes=-", 200, 0, None),
        ("bytes=0-1,5-6", 200, 0, None),
        ("pages=1-2", 200, 0, None),
    ],
)
def test_a_part_of_a_saved_file_is_the_part_that_was_asked_for(
    away: Away, tones: Mapping[str, bytes], asked: str | None, status: int, start: int, stop: int | None
) -> None:
    whole = tones[LONG]

    got = away.page.evaluate(FETCH, [LONG, asked])

    part = range(len(whole))[start:stop]
    given = {
        200: None,
        206: f"bytes {part.start}-{part.stop - 1}/{len(whole)}",
        416: f"bytes */{len(whole)}",
    }[status]
    kind = None if status == 416 else "audio/mpeg"
    assert got == [status, given, kind, len(part), list(whole[part.start : part.stop][:4])]


def test_the_last_byte_of_a_saved_file_can_be_asked_for_and_none_after_it(
    away: Away, tones: Mapping[str, bytes]
) -> None:
    size = len(tones[LONG])

    assert away.page.evaluate(FETCH, [LONG, f"bytes={size - 1}-{size}"])[:2] == [
        206,
        f"bytes {size - 1}-{size - 1}/{size}",
    ]
    assert away.page.evaluate(FETCH, [LONG, f"bytes={size}-"])[:2] == [416, f"bytes */{size}"]


def test_every_file_but_those_for_apps_is_saved_as_the_pack_lists_it(away: Away) -> None:
    listed = {row["path"]: row["sha256"] for row in read_manifest(away.host.folder)["files"]}

    held = away.page.evaluate(HELD)

    left_out = {"sw.js", "harbour.m4b", "feed.xml"}
    assert {name: sums for name, sums in held.items() if name != "pack.json"} == {
        name: sum_ for name, sum_ in listed.items() if name not in left_out
    }
    assert away.page.evaluate("async () => (await fetch('./?from=poster')).text()") == PAGE.replace("@", "1")
    assert away.page.evaluate("fetch('harbour.m4b').catch((fault) => fault.name)") == "TypeError"


def test_a_visit_alone_saves_the_pages_and_no_track(context: BrowserContext, host: Host) -> None:
    page = context.new_page()
    page.goto(host.url)
    expect(save_button(page)).to_be_visible()

    host.down()
    page.reload()

    expect(save_button(page)).to_be_visible()
    assert not [path for path in host.asked if path.endswith(".mp3")]
    assert set(page.evaluate(HELD)) == PAGES


def test_the_button_says_how_much_is_to_load(context: BrowserContext, host: Host, tones: Mapping[str, bytes]) -> None:
    page = context.new_page()
    page.goto(host.url)

    megabytes = -(-sum(map(len, tones.values())) // 1_000_000)
    expect(save_button(page)).to_have_text(f"Save the tour on this phone · {megabytes} MB")


def test_what_is_to_load_and_what_was_loaded_are_told_in_figures_that_add_up(
    tmp_path: Path, context: BrowserContext, tones: Mapping[str, bytes]
) -> None:
    """The first visit alone holds 0.9 of 2.5 MB: a pack of 3 MB, of which 3 are to save."""
    host = Host(make(tmp_path / "harbour", tones, player__large_bin=bytes(900_000))).up()
    host.faults["audio/02a-short.mp3"] = "500"
    page = context.new_page()
    page.goto(host.url)

    expect(save_button(page)).to_have_text("Save the tour on this phone · 3\u00a0MB")
    save_button(page).click()
    expect(page.locator("#offline label")).to_contain_text("of 3\u00a0MB")
    again = page.get_by_role("button", name="Continue")
    expect(again).to_have_text("Continue · 1\u00a0MB")  # 2 MB are held
    host.faults.clear()
    again.click()

    expect(says(page)).to_contain_text("3\u00a0MB")
    expect(says(page)).to_contain_text(READY)
    host.down()


def on_line(context: BrowserContext, kind: str, save_data: bool = False) -> None:
    """Let the browser say what it is connected by, as phones do."""
    line = f"{{type: '{kind}', saveData: {str(save_data).lower()}}}"
    context.add_init_script(f"Object.defineProperty(navigator, 'connection', {{value: {line}}})")


def test_on_wifi_the_tour_is_saved_without_being_asked(context: BrowserContext, host: Host) -> None:
    on_line(context, "wifi")
    page = context.new_page()

    page.goto(host.url)

    expect(says(page)).to_contain_text(READY)


@pytest.mark.parametrize(("kind", "save_data"), [("cellular", False), ("wifi", True), ("unknown", False)])
def test_elsewhere_it_waits_to_be_asked(context: BrowserContext, host: Host, kind: str, save_data: bool) -> None:
    on_line(context, kind, save_data)
    page = context.new_page()

    page.goto(host.url)
    expect(save_button(page)).to_be_visible()
    page.wait_for_timeout(500)

    assert not [path for path in host.asked if path.endswith(".mp3")]
    dear = kind == "cellular" or save_data
    assert ("You seem to be on mobile data." in (says(page).text_content() or "")) is dear


@pytest.mark.parametrize("fault", ["drop", "cut", "500"])
def test_a_download_that_breaks_off_says_so_keeps_what_came_and_goes_on(
    context: BrowserContext, host: Host, fault: str
) -> None:
    host.faults["audio/02a-short.mp3"] = fault
    page = context.new_page()
    page.goto(host.url)
    save_button(page).click()

    lost = "The connection was lost."
    message = {"drop": lost, "cut": lost, "500": "The host does not give all files as listed"}[fault]
    expect(says(page)).to_contain_text(message)
    expect(says(page)).to_contain_text("What was saved stays.")
    first, held = host.asked.count(LONG), set(page.evaluate(HELD))
    host.faults.clear()
    page.get_by_role("button", name=re.compile("^Continue")).click()
    expect(says(page)).to_contain_text(READY)

    assert LONG in held
    assert "audio/02a-short.mp3" not in held
    assert host.asked.count(LONG) == first == 1


def test_a_server_that_ends_midway_is_a_lost_connection_and_the_next_visit_goes_on(
    context: BrowserContext, host: Host
) -> None:
    host.faults["audio/02a-short.mp3"] = "wait"
    page = context.new_page()
    page.goto(host.url)
    save_button(page).click()
    page.wait_for_function("async () => (await caches.match('audio/01a-long.mp3')) !== undefined")
    host.down()
    expect(says(page)).to_contain_text("The connection was lost. Continue when you have a better one.")

    page.reload()
    expect(says(page)).to_have_text("A part of the tour is on this phone already.")
    host.faults.clear()
    host.up()
    save_button(page).click()
    expect(says(page)).to_contain_text(READY)

    assert host.asked.count(LONG) == 1


def test_a_connection_over_which_nothing_comes_any_more_is_lost(context: BrowserContext, host: Host) -> None:
    host.faults["audio/02a-short.mp3"] = "hang"
    page = context.new_page()
    page.clock.install()
    page.goto(host.url)
    save_button(page).click()

    for tries in range(3):
        for _ in range(100):
            if host.asked.count("audio/02a-short.mp3") > tries:
                break
            page.clock.run_for(100)
        page.clock.run_for(31_000)

    expect(says(page)).to_contain_text("The connection was lost.")
    expect(page.get_by_role("button", name=re.compile("^Continue"))).to_be_visible()


def test_a_download_can_be_stopped_and_does_not_begin_again_by_itself(context: BrowserContext, host: Host) -> None:
    on_line(context, "wifi")
    host.faults["audio/02a-short.mp3"] = "wait"
    page = context.new_page()
    page.goto(host.url)
    page.get_by_role("button", name="Stop").click()
    expect(says(page)).to_contain_text("Stopped.")

    page.reload()
    expect(save_button(page)).to_be_visible()
    page.wait_for_timeout(500)

    expect(save_button(page)).to_be_visible()


def quota(context: BrowserContext, page: Page, size: int | None) -> None:
    """Let the browser give this host *size* bytes of room; None: as much as it has."""
    session = context.new_cdp_session(page)
    origin = page.url.rstrip("/")
    session.send("Storage.overrideQuotaForOrigin", {"origin": origin, **({"quotaSize": size} if size else {})})


def test_a_full_phone_is_said_so_and_loses_nothing(
    context: BrowserContext, host: Host, tones: Mapping[str, bytes]
) -> None:
    page = context.new_page()
    page.goto(host.url)
    expect(save_button(page)).to_be_visible()
    quota(context, page, len(tones[LONG]) + 100_000)

    save_button(page).click()
    expect(says(page)).to_contain_text("There is no more room on this phone. Free some, then continue.")
    expect(says(page)).to_contain_text("What was saved stays.")
    held = set(page.evaluate(HELD))
    quota(context, page, None)
    page.get_by_role("button", name=re.compile("^Continue")).click()
    expect(says(page)).to_contain_text(READY)

    assert LONG in held
    assert host.asked.count(LONG) == 1


def test_a_full_phone_keeps_the_old_tour_whole_when_a_new_one_comes(
    context: BrowserContext, host: Host, tones: Mapping[str, bytes]
) -> None:
    page = saved(context, host)
    make(host.folder, {**tones, LONG: tones[LONG] + b"\0" * 5000}, "2")
    page.reload()
    new = page.get_by_role("button", name=re.compile("^Save the new version"))
    expect(new).to_be_visible()
    quota(context, page, page.evaluate("async () => (await navigator.storage.estimate()).usage") + 100_000)

    new.click()
    expect(says(page)).to_contain_text("There is no more room on this phone.")
    host.down()
    page.reload()

    expect(page.locator("#version")).to_have_text("1")
    assert (
        page.evaluate(FETCH, [LONG, "bytes=-1"])[1]
        == f"bytes {len(tones[LONG]) - 1}-{len(tones[LONG]) - 1}/{len(tones[LONG])}"
    )


def test_an_update_is_whole_or_not_at_all(context: BrowserContext, host: Host, tones: Mapping[str, bytes]) -> None:
    page = saved(context, host)
    changed = {
        **tones,
        LONG: tones[LONG] + b"\0" * 5000,
        "audio/02a-short.mp3": tones["audio/02a-short.mp3"] + b"\0" * 50,
    }
    make(host.folder, changed, "2")
    host.faults["audio/02a-short.mp3"] = "drop"
    host.asked.clear()

    page.reload()
    new = page.get_by_role("button", name=re.compile("^Save the new version"))
    expect(says(page)).to_contain_text("The one you have stays whole until all of the new one is saved.")
    new.click()
    expect(says(page)).to_contain_text("The connection was lost.")
    half = page.evaluate("fetch('./').then((answer) => answer.text())"), page.evaluate(FETCH, [LONG, None])[3]
    host.faults.clear()
    page.close()  # the browser now puts the new worker in the old one's place
    page = context.new_page()
    page.goto(host.url)
    expect(page.locator("#version")).to_have_text("1")
    still = page.evaluate(FETCH, [LONG, None])[3], page.evaluate(FETCH, ["audio/02a-short.mp3", None])[3]
    page.get_by_role("button", name=re.compile("^Save the new version|^Continue")).click()
    page.get_by_role("button", name="Change to it now").click()
    expect(page.locator("#version")).to_have_text("2")
    expect(says(page)).to_contain_text(READY)
    host.down()
    page.reload()

    assert half == (PAGE.replace("@", "1"), len(tones[LONG]))
    assert still == (len(tones[LONG]), len(tones["audio/02a-short.mp3"]))
    expect(page.locator("#version")).to_have_text("2")
    assert page.evaluate(FETCH, [LONG, None])[3] == len(changed[LONG])
    assert page.evaluate("async () => (await caches.keys()).length") == 1
    assert "audio/03a-last.mp3" not in host.asked  # what is the same is not loaded again


def test_a_new_tour_that_is_saved_is_there_at_the_next_visit(
    context: BrowserContext, host: Host, tones: Mapping[str, bytes]
) -> None:
    page = saved(context, host)
    make(host.folder, {**tones, LONG: tones[LONG] + b"\0" * 5000}, "2")
    page.reload()
    page.get_by_role("button", name=re.compile("^Save the new version")).click()
    expect(says(page)).to_have_text("A new version of the tour is ready.")
    expect(page.locator("#version")).to_have_text("1")
    host.down()

    page.close()
    page = context.new_page()
    page.goto(host.url)

    expect(page.locator("#version")).to_have_text("2")
    expect(says(page)).to_contain_text(READY)


def test_a_page_in_two_tabs_changes_in_both_and_only_when_asked(
    context: BrowserContext, host: Host, tones: Mapping[str, bytes]
) -> None:
    page = saved(context, host)
    other = context.new_page()
    other.goto(host.url)
    expect(says(other)).to_contain_text(READY)
    make(host.folder, {**tones, LONG: tones[LONG] + b"\0" * 5000}, "2")
    page.reload()
    page.get_by_role("button", name=re.compile("^Save the new version")).click()
    expect(says(page)).to_have_text("A new version of the tour is ready.")
    host.down()

    page.reload()
    expect(page.locator("#version")).to_have_text("1")
    page.get_by_role("button", name="Change to it now").click()

    expect(page.locator("#version")).to_have_text("2")
    expect(other.locator("#version")).to_have_text("2")
    expect(says(other)).to_contain_text(READY)


def test_pages_that_were_only_visited_follow_the_host_at_once(
    context: BrowserContext, host: Host, tones: Mapping[str, bytes]
) -> None:
    page = context.new_page()
    page.goto(host.url)
    expect(save_button(page)).to_be_visible()
    make(host.folder, {**tones, LONG: tones[LONG] + b"\0" * 5000}, "2")

    page.goto(host.url)
    page.wait_for_event("load")  # once more, by itself; to look at the page before would be to touch it

    expect(page.locator("#version")).to_have_text("2")
    expect(save_button(page)).to_be_visible()
    assert page.evaluate("async () => (await caches.keys()).length") == 1


def test_a_page_never_gets_a_track_of_another_version(
    context: BrowserContext, host: Host, tones: Mapping[str, bytes]
) -> None:
    page = context.new_page()
    page.goto(host.url)
    expect(save_button(page)).to_be_visible()
    page.mouse.click(10, 400)  # somebody is here: the page is not changed under their hands
    make(host.folder, {**tones, LONG: tones[LONG] + b"\0" * 5000}, "2")

    part, whole = (page.evaluate(FETCH, [LONG, asked])[0] for asked in ("bytes=0-", None))

    assert (part, whole) == (409, 409)
    expect(page.get_by_role("button", name="Change to it now")).to_be_visible()
    expect(page.locator("#version")).to_have_text("1")


def test_a_pack_that_is_half_uploaded_is_not_taken_in(
    context: BrowserContext, host: Host, tones: Mapping[str, bytes]
) -> None:
    page = saved(context, host)
    old = (host.folder / "pack.json").read_bytes()
    make(host.folder, {**tones, LONG: tones[LONG] + b"\0" * 5000})  # its pages are the old ones
    (host.folder / "pack.json").write_bytes(old)
    (host.folder / "sw.js").write_bytes((host.folder / "sw.js").read_bytes())  # came after it

    page.reload()
    for _ in range(100):
        if host.asked.count("pack.json") > 1:
            break
        page.wait_for_timeout(50)
    page.wait_for_timeout(500)

    assert host.asked.count("pack.json") > 1
    expect(says(page)).to_contain_text(READY)
    assert page.evaluate("async () => (await caches.keys()).length") == 1


def test_a_page_that_its_host_rewrote_is_not_taken_in(context: BrowserContext, host: Host) -> None:
    (host.folder / "index.html").write_bytes((host.folder / "index.html").read_bytes() + b"<!-- counted -->")
    page = context.new_page()

    page.goto(host.url)

    expect(says(page)).to_contain_text("The tour could not be made ready to save")
    assert "index.html" not in page.evaluate(HELD)


def test_a_file_that_is_not_as_listed_is_not_taken_in(context: BrowserContext, host: Host) -> None:
    page = context.new_page()
    page.goto(host.url)
    expect(save_button(page)).to_be_visible()
    data = bytearray((host.folder / LONG).read_bytes())
    data[5000] ^= 1
    (host.folder / LONG).write_bytes(data)

    save_button(page).click()

    expect(says(page)).to_contain_text("The host does not give all files as listed")
    assert LONG not in page.evaluate(HELD)


def test_a_download_that_leaves_the_wifi_stops_and_asks(context: BrowserContext, host: Host) -> None:
    context.add_init_script("Object.defineProperty(navigator, 'connection', {value: {type: 'wifi'}})")
    host.faults[LONG] = "wait"
    page = context.new_page()
    page.goto(host.url)
    expect(says(page)).to_contain_text("Saving.")  # by itself, for it costs nothing

    page.evaluate("navigator.connection.type = 'cellular'; navigator.connection.onchange()")

    expect(says(page)).to_contain_text("You seem to be on mobile data.")
    host.faults.clear()
    expect(page.get_by_role("button", name=re.compile("^Continue · "))).to_be_visible()
    assert LONG not in page.evaluate(HELD)


def test_the_download_can_be_deleted(context: BrowserContext, host: Host) -> None:
    page = saved(context, host)
    page.once("dialog", lambda dialog: dialog.accept())

    page.get_by_role("button", name="Delete the download").click()

    expect(save_button(page)).to_be_visible()
    assert set(page.evaluate(HELD)) == PAGES


def test_a_download_is_not_deleted_by_a_slip(context: BrowserContext, host: Host) -> None:
    page = saved(context, host)
    asked = []
    page.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))

    page.get_by_role("button", name="Delete the download").click()

    assert asked == ["Delete the download? Without a signal the tour will not play."]
    expect(says(page)).to_contain_text(READY)


def test_two_tours_on_one_host_do_not_meet(context: BrowserContext, tmp_path: Path, tones: Mapping[str, bytes]) -> None:
    for name in ("walk", "walk-two"):
        make(tmp_path / "both" / name, tones, name)
    host = Host(tmp_path / "both").up()
    page = context.new_page()
    for name in ("walk", "walk-two"):
        page.goto(f"{host.url}{name}/index.html")
        save_button(page).click()
        expect(says(page)).to_contain_text(READY)
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Delete the download").click()
    expect(save_button(page)).to_be_visible()

    host.down()
    page.goto(f"{host.url}walk/index.html")

    expect(page.locator("#version")).to_have_text("walk")
    expect(says(page)).to_contain_text(READY)


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("Object.defineProperty(window, 'isSecureContext', {value: false})", "begins with https"),
        ("Object.defineProperty(navigator, 'serviceWorker', {value: undefined})", "This browser cannot save the tour"),
    ],
)
def test_where_a_page_cannot_be_saved_it_says_why_and_what_to_do(
    context: BrowserContext, host: Host, script: str, message: str
) -> None:
    context.add_init_script(script)
    page = context.new_page()

    page.goto(host.url)

    expect(says(page)).to_contain_text(message)
    expect(page.get_by_text("Take the files along.", exact=True)).to_be_visible()
    expect(page.locator("#offline button:visible")).to_have_count(0)


def test_a_page_from_ones_own_disk_says_that_it_needs_no_signal(context: BrowserContext, host: Host) -> None:
    page = context.new_page()

    page.goto((host.folder / "index.html").as_uri())

    expect(says(page)).to_have_text("You opened this tour from your own device: it needs no signal.")


def test_a_first_visit_that_breaks_off_can_be_tried_again(context: BrowserContext, host: Host) -> None:
    host.faults["player/go.js"] = "500"
    page = context.new_page()
    page.add_init_script("addEventListener('load', () => Offline.attach(document.getElementById('offline')))")
    page.goto(host.url)
    expect(says(page)).to_contain_text("The tour could not be made ready to save")

    host.faults.clear()
    page.get_by_role("button", name="Try again").click()

    expect(save_button(page)).to_be_visible()


def test_an_iphone_is_told_to_put_it_on_the_home_screen_first(chromium: Browser, host: Host) -> None:
    context = chromium.new_context(user_agent="Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)")
    page = context.new_page()

    page.goto(host.url)

    expect(page.get_by_text(re.compile("Share, Add to Home Screen"))).to_be_visible()
    context.close()


def test_what_it_shows_has_no_fault_that_axe_knows(context: BrowserContext, host: Host) -> None:
    host.faults["audio/02a-short.mp3"] = "wait"
    page = context.new_page()
    page.goto(host.url)
    for state in (
        save_button(page),
        page.get_by_role("progressbar"),
        page.get_by_role("button", name="Delete the download"),
    ):
        expect(state).to_be_visible()
        found = Axe().run(
            page, context="#offline", options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
        )
        assert found.violations_count == 0, found.generate_report()
        if save_button(page).is_visible():
            save_button(page).click()
        else:
            host.faults.clear()
