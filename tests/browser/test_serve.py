"""What a browser asks of ``tourpack serve``: parts of a track, and nothing once it has ended."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Error

from browser.conftest import Served

SEEK = """async () => {
    const audio = new Audio("audio/01b-to-mill.mp3");
    const heard = (name) => new Promise((go) => audio.addEventListener(name, go, {once: true}));
    audio.preload = "metadata";
    await heard("loadedmetadata");
    audio.currentTime = 0.8 * audio.duration;
    await heard("seeked");
    const from = audio.currentTime;
    await audio.play();
    while (audio.currentTime < from + 0.2) await heard("timeupdate");
    return [from / audio.duration, audio.seekable.end(0) === audio.duration];
}"""


def test_a_listener_can_jump_within_a_track_and_it_goes_on_from_there(
    context: BrowserContext, harbour: Path, serve: Callable[..., Served]
) -> None:
    page = context.new_page()
    statuses: list[int] = []
    page.on("response", lambda answer: statuses.append(answer.status) if answer.url.endswith(".mp3") else None)
    page.goto(serve(harbour).url)

    place, seekable = page.evaluate(SEEK)

    assert place == pytest.approx(0.8, abs=0.01)
    assert seekable
    assert set(statuses) == {206}


def test_a_browser_takes_every_file_of_the_page_for_what_it_is(
    context: BrowserContext, harbour: Path, serve: Callable[..., Served]
) -> None:
    page = context.new_page()
    said: list[str] = []
    refused: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("requestfailed", lambda request: refused.append(request.url))
    page.on("response", lambda answer: refused.append(answer.url) if answer.status >= 400 else None)

    page.goto(serve(harbour).url, wait_until="networkidle")

    assert (said, refused) == ([], [])


def test_once_it_has_ended_there_is_no_network(
    context: BrowserContext, harbour: Path, serve: Callable[..., Served]
) -> None:
    page = context.new_page()
    served = serve(harbour)
    served.kill()

    with pytest.raises(Error, match="ERR_CONNECTION_REFUSED"):
        page.goto(served.url)
