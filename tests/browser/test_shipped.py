"""The player's script as it ships: joined, with short names, and the same in all it does."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import BrowserContext

from tour.page.joined import joined
from tour.page.pages import OWN, WEB
from tour.page.shrink import lean

OF_BROWSERS = """() => {
  const found = new Set();
  for (const name of Object.getOwnPropertyNames(globalThis)) {
    let one;
    try { one = globalThis[name]; } catch { continue; } // what this page may not have
    for (const each of [one, one && one.prototype]) {
      if (!each || !["object", "function"].includes(typeof each)) continue;
      for (const key of Object.getOwnPropertyNames(each)) found.add(key);
    }
  }
  return [...found];
}"""
"""The names of all properties that a browser's own things have."""
WALK = """() => {
  const METRE = 1 / 111195, kerbs = [{ street: "A", near: 60, far: 72 }, { street: "B", near: 300, far: 314 }];
  const place = (metres) => [51.5 + metres * METRE, -0.1];
  const route = [0, 120, 240, 360, 480].map(place);
  const stop = (along) => ({ slug: "at-" + along, lat: place(along)[0], lon: -0.1, radius: 18, along });
  const stops = [0, 240, 480].map(stop);
  let state = Follow.start(stops, route, "", kerbs);
  const told = [];
  for (let n = 0; n < 700; n++) {
    const [lat, lon] = place(Math.min(480, Math.max(0, n - (n > 400 ? 60 : 30))) + 9 * Math.sin(n / 7));
    const fix = { lat, lon: lon + METRE * 8 * Math.cos(n / 11), accuracy: n % 300 > 285 ? 80 : 9, time: n };
    const made = Follow.step(state, { ...fix, playing: n % 90 > 45, kind: ["look", "walk"][Math.floor(n / 90) % 2] });
    const { next, metres, along, street, sure } = (state = made.state);
    told.push([made.action && Object.values(made.action), next, metres, along, street, sure]);
  }
  return told;
}"""
"""What is decided on a walk along a line with two roads, with errors that come and go."""


def test_what_ships_decides_as_its_sources_do(context: BrowserContext) -> None:
    sources = [(WEB / name).read_text("utf-8") for name in ("belief.js", "kerbs.js", "follow.js")]
    shipped = lean(joined(sources, {"Follow": ("start", "step")}, OWN), "script")

    def told(script: str) -> list[Any]:  # JSON
        page = context.new_page()
        page.add_script_tag(content=script)
        return list(page.evaluate(WALK))

    expected = told("\n".join(sources))
    assert len(shipped) < len("".join(sources)) / 2
    assert {action[0] for action, *_ in expected if action} >= {"announce", "pause", "rough", "play"}
    assert told(shipped) == expected


def test_no_browser_has_a_property_by_a_name_that_is_the_players_own(context: BrowserContext) -> None:
    page = context.new_page()
    page.set_content("")

    found = set(page.evaluate(OF_BROWSERS))

    assert len(found) > 2000
    assert "textContent" in found
    assert not OWN & found
