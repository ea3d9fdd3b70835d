"""How the page does on a slow phone: a real Chromium, its processor slowed to a quarter. Prints what it measured.

player.py [--rounds N] [PROJECT]

*Usable* is the time from the request to the first word on screen, and to a player that answers a tap. *Frames* are what
the page sees between two pictures while a finger drags or pinches the real map, and while somebody walks with *Follow
me* and turns the phone about: a position and a heading of the compass every third picture, many times what phones give.
Other programs on the machine make times longer, never shorter: so each line gives the quietest of some rounds, and what
the page's main thread worked, without its waiting; an empty box that is dragged alike stands beside the map.
"""

from __future__ import annotations

import argparse
import gzip
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from tour.serve import open_server

HERE = Path(__file__).parent
SLOWER = 4
PHONE = {"width": 390, "height": 844}
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

BOX = """<!doctype html><meta name="viewport" content="width=device-width"><div id="frame" style="height:480px;
overflow:hidden;touch-action:none"><div class="m-map" style="width:1800px;height:600px;background:#ccc"></div></div>
<script>
let x = 0, from = null, box = document.querySelector(".m-map");
addEventListener("pointerdown", (e) => { from = e.clientX; });
addEventListener("pointermove", (e) => { x += e.clientX - from; from = e.clientX;
  requestAnimationFrame(() => { box.style.transform = `translate(${x}px)`; }); });
</script>"""

RECEIVER = """
let heard, start;
const receiver = { watchPosition(ok) { heard = ok; return 1; }, clearWatch() {} };
Object.defineProperty(navigator, "geolocation", { value: receiver });
globalThis.setOut = () => {
  const { legs, stops, tracks } = Page.tour, metres = legs.map((leg) => leg.metres);
  const longest = metres.indexOf(Math.max(...metres));
  start = stops.find(({ slug }) => slug === legs[longest].from).along + 20;
  Player.go(tracks.findIndex(({ kind, leg }) => kind === "walk" && leg === longest));
  Player.audio.pause();
};
globalThis.walk = async (steps) => {
  const { route } = Page.tour, next = () => new Promise(requestAnimationFrame);
  const D = 111195, wide = D * Math.cos((route[0][0] * Math.PI) / 180);
  let n = -Math.round(start);
  for (let i = 1; n < steps; i++) {
    const [a, b] = route[i - 1], [c, d] = route[i], metres = Math.hypot((c - a) * D, (d - b) * wide);
    for (let m = 0; m < metres && n < steps; m++, n++) if (n > 0) {
      const latitude = a + ((c - a) * m) / metres, longitude = b + ((d - b) * m) / metres;
      heard({ coords: { latitude, longitude, accuracy: 7, heading: null, speed: 1 }, timestamp: 1e12 + 1000 * n });
      dispatchEvent(Object.assign(new Event("deviceorientationabsolute"), { absolute: true, alpha: (11 * n) % 360 }));
      await next(); await next(); await next();
    }
  }
};
"""
"""A receiver that walks the tour's longest way, a metre and eleven degrees at a time."""

WATCH = """() => {
  const frames = [];
  let last = performance.now(), on = true;
  const tick = () => {
    const now = performance.now();
    frames.push(now - last);
    last = now;
    if (on) requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
  globalThis.frames = () => { on = false; return frames.slice(2); };
}"""

USABLE = """() => new Promise((done) => {
  const look = () => {
    const paint = performance.getEntriesByName("first-contentful-paint")[0];
    const ready = performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd;
    if (paint && ready && globalThis.Player) done([paint.startTime, ready]); else setTimeout(look, 20);
  };
  look();
})"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("project", nargs="?", type=Path, default=HERE.parent)
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    path = os.environ.get("TOURPACK_CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM)), None)
    if path is None:
        print("player: no Chromium, so nothing is known; install one or set TOURPACK_CHROMIUM")
        return
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        pack = _built(options.project, Path(folder))
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox", "--mute-audio"])
        _weigh(pack)
        with _served(pack) as url:
            _usable(browser, url, options.rounds)
            for name, gesture in (("dragged", _drag), ("pinched", _pinch)):
                _frames(browser, f"the map, {name}", lambda page: page.goto(f"{url}#map"), gesture, options.rounds)
            _frames(browser, "arrow and way's map", lambda page: _set_out(page, url), _walk, options.rounds)
            _frames(browser, "an empty box, dragged", lambda page: page.set_content(BOX), _drag, options.rounds)
        browser.close()


def _built(project: Path, out: Path) -> Path:
    command = [sys.executable, "-m", "tour", "build", str(project), "--out", str(out), "--only", "page"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return next(path.parent for path in out.glob("*/index.html"))


@contextmanager
def _served(pack: Path) -> Iterator[str]:
    server = open_server(pack)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.url
    server.shutdown()
    server.server_close()


def _weigh(pack: Path) -> None:
    page = (pack / "index.html").read_bytes()
    print(f"player: index.html is {len(page) / 1000:.0f} kB, {len(gzip.compress(page)) / 1000:.0f} kB as it travels")


def _usable(browser: Browser, url: str, rounds: int) -> None:
    found = []
    for _ in range(rounds):
        with _phone(browser) as (page, session):
            before = _worked(session)
            page.goto(url, wait_until="commit")
            seen, ready = page.evaluate(USABLE)
            found.append((ready, seen, 1000 * (_worked(session) - before)))
    ready, seen, _ = min(found)
    usual = statistics.median(times[0] for times in found)
    work = min(times[2] for times in found)
    print(
        f"  the page opened        first words after {seen / 1000:.2f} s, player ready after {ready / 1000:.2f} s "
        f"(median {usual / 1000:.2f} s), of which {work / 1000:.2f} s are work"
    )


def _frames(
    browser: Browser, name: str, opened: Callable[[Page], object], gesture: Callable[[CDPSession], None], rounds: int
) -> None:
    found: list[tuple[float, list[float]]] = []
    for _ in range(rounds):
        with _phone(browser) as (page, session):
            opened(page)
            page.wait_for_timeout(1500)
            page.evaluate(WATCH)
            before = _worked(session)
            gesture(session)
            frames = page.evaluate("frames()")
            found.append((1000 * (_worked(session) - before) / len(frames), frames))
    _, quiet = min(found, key=lambda one: max(one[1]))
    long = sum(max(frames) > 50 for _, frames in found)
    print(
        f"  {name:22} {statistics.median(quiet):.0f} ms a frame, the longest {max(quiet):.0f} ms of {len(quiet)}, "
        f"{min(work for work, _ in found):.0f} ms of work each; {long} of {rounds} rounds had one over 50 ms"
    )


def _worked(session: CDPSession) -> float:
    """Return the seconds that the page's main thread has worked, slowed down as it is; waiting is not counted."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return float(next(metric["value"] for metric in metrics if metric["name"] == "ThreadTime"))


@contextmanager
def _phone(browser: Browser) -> Iterator[tuple[Page, CDPSession]]:
    """A phone of its own, slowed down, with nothing in its caches."""
    context = browser.new_context(viewport=PHONE, device_scale_factor=2, has_touch=True, is_mobile=True)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Performance.enable")
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    yield page, session
    context.close()


def _set_out(page: Page, url: str) -> None:
    """Open the walking screen of the longest way, followed. Its sound, which is not built here, stays away."""
    page.add_init_script(RECEIVER)
    page.goto(f"{url}#walk")
    page.evaluate("setOut()")
    page.get_by_role("button", name="Follow me").click()


def _walk(session: CDPSession) -> None:
    session.send("Runtime.evaluate", {"expression": "walk(120)", "awaitPromise": True})


def _drag(session: CDPSession) -> None:
    _touch(session, "Start", (350, 300))
    for step in range(90):
        _touch(session, "Move", (350 - 3.5 * step, 300 + step % 9))
    _touch(session, "End")


def _pinch(session: CDPSession) -> None:
    for step in (*range(45), *range(45, 0, -1)):
        _touch(session, "Move" if step else "Start", (180 - 3 * step, 300), (210 + 3 * step, 300))
    _touch(session, "End")


def _touch(session: CDPSession, kind: str, *fingers: tuple[float, float]) -> None:
    points = [{"x": x, "y": y, "id": n} for n, (x, y) in enumerate(fingers)]
    session.send("Input.dispatchTouchEvent", {"type": f"touch{kind}", "touchPoints": points})


if __name__ == "__main__":
    main()
