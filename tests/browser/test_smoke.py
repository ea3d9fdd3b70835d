from __future__ import annotations

from playwright.sync_api import BrowserContext


def test_the_browser_runs_javascript(context: BrowserContext) -> None:
    page = context.new_page()
    page.set_content("<title>hello</title><p>there")

    assert page.evaluate("document.title") == "hello"
