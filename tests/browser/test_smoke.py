from __future__ import annotations

from playwright.sync_api import BrowserContext

from tour.page.pages import OWN

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


def test_the_browser_runs_javascript(context: BrowserContext) -> None:
    page = context.new_page()
    page.set_content("<title>hello</title><p>there")

    assert page.evaluate("document.title") == "hello"


def test_no_browser_has_a_property_by_a_name_that_is_the_players_own(context: BrowserContext) -> None:
    page = context.new_page()
    page.set_content("")

    found = set(page.evaluate(OF_BROWSERS))

    assert len(found) > 2000
    assert "textContent" in found
    assert not OWN & found
