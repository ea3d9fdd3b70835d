"""Asking a server for an extract, on loopback. No real server was asked."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from osm.extracts import CORNER, as_json
from tour.diagnostics import TourError
from tour.osm import fetch as fetching
from tour.osm.fetch import fetch, query

BOX = (24.90, 60.10, 24.91, 60.11)
OLD = b"the old extract"
Answer = Callable[[BaseHTTPRequestHandler], None]


class Server:
    """A server on loopback that answers as it is told, and notes what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []
        """(User-Agent, question) of each request."""
        self.answer: Answer = said(200, as_json())
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                outer.asked.append((self.headers["User-Agent"], parse_qs(body)["data"][0]))
                outer.answer(self)

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/api/interpreter"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


def said(status: int, body: bytes, cut: int = 0, **headers: str) -> Answer:
    """Return what answers with *body*, its last *cut* bytes left unsent."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body[: len(body) - cut])

    return answer


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    one = Server()
    yield one
    one.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An old extract, which is to stay unless a new one has come whole."""
    found = tmp_path / "map.json"
    found.write_bytes(OLD)
    return found


def refused(server: Server, path: Path) -> str:
    """Return why nothing was fetched; the old extract is there, and nothing else, and the server was asked once."""
    with pytest.raises(TourError) as caught:
        fetch(server.url, BOX, path)
    assert path.read_bytes() == OLD
    assert list(path.parent.iterdir()) == [path]
    assert len(server.asked) == 1
    assert server.url in str(caught.value) or path.name in str(caught.value)
    return str(caught.value)


def test_an_answer_is_saved_and_read(server: Server, path: Path) -> None:
    extract = fetch(server.url, BOX, path)

    assert extract.ways[7].tags["highway"] == "residential"
    assert path.read_bytes() == as_json()
    assert list(path.parent.iterdir()) == [path]


def test_a_file_beside_it_stays_whatever_it_is_called(server: Server, path: Path) -> None:
    beside = path.with_name(f"{path.name}.part")
    beside.write_text("of an author", "utf-8")

    fetch(server.url, BOX, path)

    assert beside.read_text("utf-8") == "of an author"


def test_the_server_is_asked_once_by_a_name_of_ones_own(server: Server, path: Path) -> None:
    fetch(server.url, BOX, path)

    ((agent, question),) = server.asked
    assert agent.startswith("tourpack/")
    assert "[bbox:60.1000000,24.9000000,60.1100000,24.9100000]" in question
    assert question.count(";") == query(BOX).count(";")


def test_a_packed_answer_is_unpacked(server: Server, path: Path) -> None:
    server.answer = said(200, gzip.compress(as_json()), Content_Encoding="gzip")

    fetch(server.url, BOX, path)

    assert path.read_bytes() == as_json()


def test_an_answer_that_says_it_is_not_finished_is_refused(server: Server, path: Path) -> None:
    remark = 'runtime error: Query timed out in "query" at line 1 after 91 seconds.'
    server.answer = said(200, as_json({**CORNER, "remark": remark}))

    assert "Query timed out" in refused(server, path)


def test_any_other_remark_is_told(server: Server, path: Path) -> None:
    server.answer = said(200, as_json({**CORNER, "remark": "be kind"}))

    assert fetch(server.url, BOX, path).told == ["the server says: be kind"]


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (400, "does not understand the question (400)"),
        (403, "does not let this program in (403)"),
        (404, "has nothing at this address (404)"),
        (406, "does not let this program in (406)"),
        (429, "too many questions"),
        (500, "answers 500"),
        (503, "is too busy (503)"),
        (504, "the area too large (504)"),
    ],
)
def test_a_refusal_is_told_in_words(server: Server, path: Path, status: int, words: str) -> None:
    server.answer = said(status, b"<html>no</html>", Content_Type="text/html")

    assert words in refused(server, path)


@pytest.mark.parametrize(("wait", "told"), [("30", "30 seconds"), ("Sun, 29 Nov 2026 12:00:00 GMT", "Sun, 29 Nov")])
def test_how_long_to_wait_is_told(server: Server, path: Path, wait: str, told: str) -> None:
    server.answer = said(429, b"", Retry_After=wait)

    assert f"it asks to wait: {told}" in refused(server, path)


def test_a_web_page_is_no_map(server: Server, path: Path) -> None:
    server.answer = said(200, b"<!DOCTYPE html><html><p>Please log in", Content_Type="text/html")

    assert "this is a web page" in refused(server, path)


def test_an_answer_cut_short_is_refused(server: Server, path: Path) -> None:
    server.answer = said(200, as_json(), cut=40)

    assert "cut short" in refused(server, path)


def test_an_answer_that_is_too_large_is_refused(server: Server, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "MOST_BYTES", 100_000)
    server.answer = said(200, gzip.compress(b" " * 30_000_000), Content_Encoding="gzip")

    assert "sends more than" in refused(server, path)


def test_a_server_that_says_nothing_is_not_waited_for(
    server: Server, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "_SILENCE", 0.2)
    server.answer = lambda _: time.sleep(1.0)

    assert "does not answer in time" in refused(server, path)


def test_a_server_that_says_little_is_not_listened_to_for_ever(
    server: Server, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "_ALL", 0.2)
    monkeypatch.setattr(fetching, "_CHUNK", 4)

    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "4000")
        handler.end_headers()
        for _ in range(20):
            handler.wfile.write(b"    ")
            handler.wfile.flush()
            time.sleep(0.05)

    server.answer = drip

    assert "takes more than" in refused(server, path)


def test_no_server_at_all_is_told(server: Server, path: Path) -> None:
    server.close()

    with pytest.raises(TourError, match="cannot be reached"):
        fetch(server.url, BOX, path)
    assert path.read_bytes() == OLD


@pytest.mark.parametrize("url", ["overpass.example.org", "file:///etc/passwd", "ftp://example.org"])
def test_an_address_that_is_none_is_told(path: Path, url: str) -> None:
    with pytest.raises(TourError, match="is no address"):
        fetch(url, BOX, path)


@pytest.mark.parametrize(
    "host",
    [
        "",
        ".",
        "a..b",
        f"{'a' * 64}.org",
        "h:x",
        "h:99999",
        "h:²",
        "h:-1",
        "[::1",
        "[zz]",
        "a b",
        "é" * 70,
        "a\udcff",
    ],
    ids=ascii,
)
def test_a_host_that_cannot_be_is_told(monkeypatch: pytest.MonkeyPatch, path: Path, host: str) -> None:
    monkeypatch.setenv("NO_PROXY", "*")

    with pytest.raises(TourError, match=r"the server http://.* cannot be reached"):
        fetch(f"http://{host}/", BOX, path)
    assert path.read_bytes() == OLD


def test_one_that_leads_to_such_a_host_is_told(server: Server, path: Path) -> None:
    server.answer = said(302, b"", Location="http://a..b/")

    assert "cannot be reached: " in refused(server, path)


@pytest.mark.parametrize("proxy", ["http://a..b:80", f"http://{'a' * 64}:80", "http://h:99999", "h:x"])
def test_a_proxy_that_cannot_be_is_told(monkeypatch: pytest.MonkeyPatch, path: Path, proxy: str) -> None:
    monkeypatch.setenv("http_proxy", proxy)

    with pytest.raises(TourError, match="cannot be reached"):
        fetch("http://overpass.example.org/", BOX, path)


def test_more_ground_than_a_walk_needs_is_not_asked_for(server: Server, path: Path) -> None:
    with pytest.raises(TourError, match="too much to ask"):
        fetch(server.url, (24.0, 60.0, 25.0, 61.0), path)
    assert server.asked == []


def test_a_folder_that_cannot_be_written_is_told(server: Server, tmp_path: Path) -> None:
    with pytest.raises(TourError, match="cannot be written"):
        fetch(server.url, BOX, tmp_path / "none" / "map.json")
