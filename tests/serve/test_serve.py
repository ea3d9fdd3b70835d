"""``tourpack serve``: whole files, right slices, and nothing from outside the pack, whatever is asked for."""

from __future__ import annotations

import hashlib
import http.client
import json
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import fronts
from conftest import TourTest
from processes import LONG, until
from tour.serve import PackServer, connections, open_server
from tour.serve.handler import Handler
from tour.serve.hosts import Hosts
from tour.site import site

SECRET = b"nobody may read this"
TRACK = "audio/01a-quay.mp3"
SIZE = 300_000
READERS = 200


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


@dataclass
class House:
    """A pack on disk with a secret beside it and a server before it."""

    pack: Path
    server: PackServer
    public: dict[str, bytes] = field(default_factory=dict)

    def ask(self, target: str = "/", method: str = "GET", body: bytes | None = None, **headers: str) -> Answer:
        """Ask with a client that mends nothing in the target; ``If_Range`` names the header If-Range."""
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=LONG)
        try:
            connection._validate_path = lambda _: None  # type: ignore[attr-defined]  # bad targets are what we test
            connection.request(method, target, body, {name.replace("_", "-"): text for name, text in headers.items()})
            answer = connection.getresponse()
            return Answer(answer.status, dict(answer.getheaders()), answer.read())
        finally:
            connection.close()

    def send(self, data: bytes) -> bytes:
        """Send raw bytes, and return all that comes back until the server closes."""
        with socket.create_connection(("127.0.0.1", self.server.port), timeout=LONG) as raw:
            try:
                raw.sendall(data)
                raw.shutdown(socket.SHUT_WR)
                return b"".join(iter(lambda: raw.recv(1 << 16), b""))
            except OSError:  # it hung up on nonsense, as it may
                return b""

    def lives(self) -> bool:
        return self.ask("/").body == self.public["index.html"]


def write(pack: Path) -> dict[str, bytes]:
    """Write a pack with all that might tempt a visitor; return what a visitor may have."""
    public = {
        "index.html": b"<!doctype html><title>Harbour walk</title>",
        "audio/00-welcome.mp3": b"welcome",
        TRACK: random.Random(1).randbytes(SIZE),
        "empty.txt": b"",
        "name with space é.txt": b"spaced",
        "100%.txt": b"percent",
    }
    rows = []
    for name, data in public.items():
        path = pack / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        rows.append(
            {"path": name, "sha256": hashlib.sha256(data).hexdigest(), "size": len(data), "writer": "audio"}
        )  # fmt: skip
    for name in (".hidden", ".git/config", "audio/.mp3", "index.html.edited", "index.html.2.edited"):
        (pack / name).parent.mkdir(exist_ok=True)
        (pack / name).write_bytes(SECRET)
    (pack.parent / "secret.txt").write_bytes(SECRET)
    (pack / "out").symlink_to("..")
    (pack / "secret.txt").symlink_to(pack.parent / "secret.txt")
    (pack / "seen.txt").symlink_to(".hidden")
    (pack / "ring").symlink_to("ring")
    (pack / "gone").symlink_to("nowhere")
    (pack / "again.mp3").symlink_to(TRACK)
    os.mkfifo(pack / "pipe")
    (pack / "pack.json").write_text(json.dumps({"title": "Harbour walk", "files": rows}), "utf-8")
    return {**public, "pack.json": (pack / "pack.json").read_bytes(), "again.mp3": public[TRACK]}


def start(pack: Path) -> Iterator[House]:
    with open_server(pack) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield House(pack, server)
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A served pack, to be asked and not changed."""
    pack = tmp_path_factory.mktemp("house") / "harbour"
    public = write(pack)
    for found in start(pack):
        found.public = public
        yield found


@pytest.fixture
def own(tmp_path: Path) -> Iterator[House]:
    """A served pack of one test's own."""
    public = write(tmp_path / "harbour")
    for found in start(tmp_path / "harbour"):
        found.public = public
        yield found


# What is there, and what is not


def test_every_file_of_the_pack_comes_whole(house: House) -> None:
    got = {name: house.ask(f"/{quote(name)}") for name in house.public}

    assert {name: answer.body for name, answer in got.items()} == house.public
    assert {answer.status for answer in got.values()} == {200}


@pytest.mark.parametrize("target", ["/", "/?from=card", "/#stop-quay", "/index.html?x=/../..", "http://localhost/"])
def test_the_root_is_the_page(house: House, target: str) -> None:
    assert house.ask(target).body == house.public["index.html"]


def test_a_site_of_packs_is_served_page_by_page(tmp_path: Path) -> None:
    public = write(tmp_path / "en" / "harbour")
    (tmp_path / "index.html").write_text("<!doctype html><title>Walks</title>", "utf-8")
    with contextmanager(start)(tmp_path) as house:
        front, page, deep = (house.ask(target) for target in ("/", "/en/harbour/", f"/en/harbour/{TRACK}"))
        none = ("/en", "/en/", "/en/harbour/.hidden", "/en/harbour/audio", "/en/harbour/audio/")
        statuses = {house.ask(target).status for target in none}

    assert front.body == (tmp_path / "index.html").read_bytes()
    assert (page.body, deep.body) == (public["index.html"], public[TRACK])
    assert deep.headers["ETag"] == f'"{hashlib.sha256(public[TRACK]).hexdigest()}"'
    assert statuses == {404}


@pytest.mark.parametrize(
    ("typed", "leads_to"),
    [
        ("/h%C3%A4fen/k%20%26%20m", "/h%C3%A4fen/k%20%26%20m/"),
        ("/h%C3%A4fen/k%20%26%20m?from=card#top", "/h%C3%A4fen/k%20%26%20m/?from=card"),
        ("http://localhost/h%C3%A4fen/k%20%26%20m", "/h%C3%A4fen/k%20%26%20m/"),
    ],
)
def test_who_leaves_out_the_slash_of_a_folder_is_sent_to_its_page(tmp_path: Path, typed: str, leads_to: str) -> None:
    public = write(tmp_path / "häfen" / "k & m")
    with contextmanager(start)(tmp_path) as house:
        sent = house.ask(typed)
        page = house.ask(sent.headers["Location"])

    assert (sent.status, sent.headers["Location"]) == (301, leads_to)
    assert page.body == public["index.html"]


@pytest.mark.parametrize(
    "target",
    [
        "/audio", "/audio/", "/nothing", "/index.html/", "/audio/00-welcome.mp3/..", "//index.html/x", "/ring", "/gone",
        "/pipe", "/.hidden", "/.git/config", "/audio/.mp3", "/%2ehidden", "/index.html.edited", "/index.html.2.edited",
        "/secret.txt", "/out/secret.txt", "/out/harbour/.hidden", "/seen.txt", "/../secret.txt",
        "/audio/../../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/%2e%2e%2fsecret.txt", "/..\\secret.txt",
        "/..%5csecret.txt", "/audio/..%5c..%5csecret.txt", "/%00", "/index.html%00.mp3", "/%ff",
        "/%c0%ae%c0%ae/secret.txt", "/./index.html", "/C:/secret.txt", "/index.html::$DATA", "index.html", "*",
        "http://localhost/../secret.txt", "/" + "a" * 5000, "/" + "a/" * 3000,
    ],
)  # fmt: skip
def test_what_is_no_public_file_is_not_found(house: House, target: str) -> None:
    answer = house.ask(target)

    assert (answer.status, answer.body) == (404, b"404 Not Found\n")


def test_an_absolute_path_leads_nowhere(house: House) -> None:
    secret = house.pack.parent / "secret.txt"

    statuses = [house.ask(target).status for target in (f"/{secret}", f"//{secret}", f"/{quote(str(secret), '')}")]

    assert statuses == [404, 404, 404]


def test_a_file_that_may_not_be_read_is_not_found(own: House) -> None:
    (own.pack / TRACK).chmod(0)
    if os.access(own.pack / TRACK, os.R_OK):
        pytest.skip("this user may read everything")

    assert own.ask(f"/{TRACK}").status == 404


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("audio/00-welcome.mp3", "audio/mpeg"),
        ("harbour.m4b", "audio/mp4"),
        ("transcripts/00-welcome.vtt", "text/vtt; charset=utf-8"),
        ("manifest.webmanifest", "application/manifest+json"),
        ("tour.gpx", "application/gpx+xml"),
        ("tour.geojson", "application/geo+json"),
        ("tour.m3u8", "application/vnd.apple.mpegurl"),
        ("feed.xml", "application/rss+xml"),
        ("sw.js", "text/javascript; charset=utf-8"),
        ("player/player.css", "text/css; charset=utf-8"),
        ("index.html", "text/html; charset=utf-8"),
        ("chapters.json", "application/json"),
        ("cover.jpg", "image/jpeg"),
        ("player/icon.PNG", "image/png"),
        ("route-card-a4.pdf", "application/pdf"),
        ("harbour.zip", "application/zip"),
        ("notes", "application/octet-stream"),
    ],
)
def test_every_kind_of_file_has_its_type(own: House, name: str, kind: str) -> None:
    (own.pack / name).parent.mkdir(exist_ok=True)
    (own.pack / name).write_bytes(b"content")

    answer = own.ask(f"/{name}")

    assert answer.headers["Content-Type"] == kind
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.headers["Accept-Ranges"] == "bytes"


@pytest.mark.parametrize("target", ["/", f"/{TRACK}", "/empty.txt", "/nothing"])
def test_head_is_get_without_the_body(house: House, target: str) -> None:
    get, head = house.ask(target), house.ask(target, "HEAD")

    assert (head.status, head.body) == (get.status, b"")
    assert {**head.headers, "Date": ""} == {**get.headers, "Date": ""}
    assert int(head.headers["Content-Length"]) == len(get.body)


@pytest.mark.parametrize(
    "method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "PROPFIND", "get", "__init__"]
)
def test_any_other_method_is_refused_with_those_that_are_not(house: House, method: str) -> None:
    answer = house.ask("/", method)

    assert (answer.status, answer.headers["Allow"]) == (405, "GET, HEAD")


# Ranges


def bytes_asked(answer: Answer, whole: bytes) -> bytes:
    """Return what a partial answer must have, by its own Content-Range."""
    unit, _, rest = answer.headers["Content-Range"].partition(" ")
    span, _, size = rest.partition("/")
    first, _, last = span.partition("-")
    assert (unit, int(size), int(answer.headers["Content-Length"])) == ("bytes", len(whole), len(answer.body))
    return whole[int(first) : int(last) + 1]


@given(st.integers(0, SIZE + 10), st.integers(0, 2 * SIZE) | st.none())
@settings(max_examples=60)
def test_a_range_gives_that_slice_of_the_file(house: House, first: int, last: int | None) -> None:
    whole = house.public[TRACK]

    answer = house.ask(f"/{TRACK}", Range=f"bytes={first}-{'' if last is None else last}")

    if last is not None and last < first:
        assert (answer.status, answer.body) == (200, whole)
    elif first >= SIZE:
        assert (answer.status, answer.headers["Content-Range"]) == (416, f"bytes */{SIZE}")
    else:
        assert (answer.status, answer.body) == (206, whole[first : None if last is None else last + 1])
        assert answer.body == bytes_asked(answer, whole)


@given(st.integers(0, 2 * SIZE) | st.just(10**5000))
@settings(max_examples=30)
def test_a_suffix_range_gives_the_last_bytes(house: House, count: int) -> None:
    whole = house.public[TRACK]

    answer = house.ask(f"/{TRACK}", Range="bytes=-" + ("1" + "0" * 5000 if count > SIZE * 2 else str(count)))

    if count:
        assert (answer.status, answer.body) == (206, whole[-count:] if count < SIZE else whole)
        assert answer.body == bytes_asked(answer, whole)
    else:
        assert (answer.status, answer.headers["Content-Range"]) == (416, f"bytes */{SIZE}")


@pytest.mark.parametrize(
    "header",
    ["bytes=0-1,5-6", "bytes=0-1, ,", "bytes=-", "bytes=", "bytes", "bytes=a-b", "bytes=5-2", "bytes=0x0-0x5",
     "items=0-5", "bytes=+1-5", "bytes=1-5;", "bytes=--5", "bytes 0-5", "bytes=١-٥", ""],
)  # fmt: skip
def test_a_range_that_is_malformed_or_manifold_gives_the_whole_file(house: House, header: str) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", house.server.port, timeout=LONG)
    connection.request("GET", f"/{TRACK}", headers={"Range": header.encode()})  # type: ignore[dict-item]  # as bytes
    answer = connection.getresponse()

    assert (answer.status, answer.getheader("Content-Range"), answer.read()) == (200, None, house.public[TRACK])
    connection.close()


def test_two_range_headers_give_the_whole_file(house: House) -> None:
    said = house.send(
        f"GET /{TRACK} HTTP/1.1\r\nHost: localhost\r\nRange: bytes=0-1\r\nRange: bytes=4-5\r\n\r\n".encode()
    )

    assert said.startswith(b"HTTP/1.1 200 ")
    assert said.endswith(house.public[TRACK])


def test_the_unit_of_a_range_may_have_capitals(house: House) -> None:
    assert house.ask(f"/{TRACK}", Range="Bytes=1-2").body == house.public[TRACK][1:3]


def test_an_empty_file_has_no_first_byte_and_no_last_ones_to_miss(house: House) -> None:
    assert house.ask("/empty.txt", Range="bytes=0-").status == 416
    assert house.ask("/empty.txt", Range="bytes=-5").status == 200


def test_head_knows_no_range(house: House) -> None:
    answer = house.ask(f"/{TRACK}", "HEAD", Range="bytes=0-1")

    assert (answer.status, answer.headers["Content-Length"]) == (200, str(SIZE))


# Entity tags


def test_the_entity_tag_is_the_digest_of_pack_json(house: House) -> None:
    assert house.ask(f"/{TRACK}").headers["ETag"] == f'"{hashlib.sha256(house.public[TRACK]).hexdigest()}"'


@pytest.mark.parametrize("known", ["{}", "W/{}", '"other", {}', '"a" ,W/{}', "*"])
def test_a_file_that_is_known_is_not_sent_again(house: House, known: str) -> None:
    tag = house.ask(f"/{TRACK}").headers["ETag"]

    answer = house.ask(f"/{TRACK}", If_None_Match=known.format(tag), Range="bytes=0-1")

    assert (answer.status, answer.body, answer.headers["ETag"]) == (304, b"", tag)


@pytest.mark.parametrize("known", ['"other"', "other", "", '"'])
def test_a_file_that_is_not_known_is_sent(house: House, known: str) -> None:
    assert house.ask(f"/{TRACK}", If_None_Match=known).body == house.public[TRACK]


def test_a_part_is_added_only_to_the_same_state(house: House) -> None:
    tag = house.ask(f"/{TRACK}").headers["ETag"]

    assert house.ask(f"/{TRACK}", Range="bytes=5-", If_Range=tag).status == 206
    for other in ('"other"', f"W/{tag}", "Sat, 03 Jan 2026 00:00:00 GMT"):
        assert house.ask(f"/{TRACK}", Range="bytes=5-", If_Range=other).body == house.public[TRACK]


def test_a_file_changed_by_hand_has_another_tag_even_at_the_same_size(own: House) -> None:
    before = own.ask(f"/{TRACK}").headers["ETag"]
    changed = own.public[TRACK][:-1] + b"\0"
    (own.pack / TRACK).write_bytes(changed)

    answer = own.ask(f"/{TRACK}", If_None_Match=before)

    assert (answer.status, answer.body) == (200, changed)
    assert answer.headers["ETag"] != before


def test_a_pack_built_anew_is_served_at_once(own: House) -> None:
    before = own.ask(f"/{TRACK}").headers["ETag"]
    own.pack.rename(own.pack.with_name("old"))
    write(own.pack)
    new = json.loads((own.pack / "pack.json").read_text("utf-8"))
    (own.pack / TRACK).write_bytes(b"new")
    for row in new["files"]:
        if row["path"] == TRACK:
            row.update(sha256=hashlib.sha256(b"new").hexdigest(), size=3)
    (own.pack / "pack.json").write_text(json.dumps(new), "utf-8")

    answer = own.ask(f"/{TRACK}")

    assert answer.body == b"new"
    assert answer.headers["ETag"] == f'"{hashlib.sha256(b"new").hexdigest()}"' != before


@pytest.mark.parametrize("text", ["", "[]", '{"files": [{"path": "audio/01a-quay.mp3"}]}', "\x00", None])
def test_a_pack_json_that_says_nothing_leaves_files_their_size_and_time(own: House, text: str | None) -> None:
    (own.pack / "pack.json").unlink() if text is None else (own.pack / "pack.json").write_text(text, "utf-8")

    tag = own.ask(f"/{TRACK}").headers["ETag"]

    assert tag.startswith(f'"{SIZE:x}-')
    assert own.ask(f"/{TRACK}", If_None_Match=tag).status == 304


# Whatever is sent

PIECES = [
    "/", "..", ".", "%2e", "%2E%2e", "%2f", "%5c", "\\", "%00", "\0", "audio", "01a-quay.mp3", "secret.txt", "out",
    "harbour", ".hidden", ".edited", "index.html", "?", "#", "%", "%ff", "%c0%ae", "é", "☃", " ", "\t", "\x7f",
    "http://", "//", "etc/passwd", "C:", ":", "~", "*", "again.mp3", "a" * 300,
]  # fmt: skip
TARGETS = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=8).map("".join)
LINES = [
    b"GET / HTTP/1.1\r\n", b"POST / HTTP/1.1\r\n", b"HEAD", b"GET /", b"Host: localhost\r\n", b"Range:", b" \r\n",
    b" HTTP/1.1", b"Content-Length: 5\r\n", b"Content-Length: -5\r\n",
    b"Transfer-Encoding: chunked\r\n", b"Expect: 100-continue\r\n",
    b'If-None-Match: "', b"\0", b":", b"\r\n",
]  # fmt: skip
RANGES = st.text(alphabet="bytes=-,0123456789 \t\x00\xff", max_size=40) | st.text(max_size=20)


@given(TARGETS, st.booleans())
@settings(max_examples=400)
def test_no_target_leads_out_of_the_pack(house: House, tail: str, rooted: bool) -> None:
    target = ("/" if rooted else "").encode() + tail.encode("utf-8", "surrogatepass")

    said = house.send(b"GET " + target + b" HTTP/1.0\r\n\r\n")

    head, _, body = said.partition(b"\r\n\r\n")
    assert SECRET not in said
    if head.startswith(b"HTTP/1.1 "):
        status = int(head.split()[1])
        assert status in {200, 400, 404}
        assert (status == 200) == (body in house.public.values())
    assert house.lives()


@given(RANGES, st.sampled_from([TRACK, "empty.txt", "nothing"]))
@settings(max_examples=200)
def test_no_range_breaks_the_server_or_gives_wrong_bytes(house: House, value: str, name: str) -> None:
    header = value.encode("utf-8", "surrogatepass").replace(b"\n", b"").replace(b"\r", b"")

    said = house.send(b"GET /" + name.encode() + b" HTTP/1.0\r\nRange: " + header + b"\r\n\r\n")

    head, _, body = said.partition(b"\r\n\r\n")
    status = int(head.split()[1])
    assert status in {200, 206, 404, 416}
    if status == 200:
        assert body == house.public[name]
    if status == 206:
        assert body in house.public[name]
        assert body
    assert house.lives()


@given(st.binary(max_size=300) | st.lists(st.sampled_from(LINES), max_size=12).map(b"".join))
@settings(max_examples=200)
def test_no_bytes_at_all_break_the_server(house: House, data: bytes) -> None:
    said = house.send(data)

    assert b"HTTP/1.1 500" not in said
    assert b"Traceback" not in said
    assert house.lives()


# Many visitors, and impatient ones


def test_two_hundred_readers_at_once_get_whole_files(house: House) -> None:
    together = threading.Barrier(READERS, timeout=LONG)

    def read(number: int) -> str:
        together.wait()
        return hashlib.sha256(house.ask(f"/{TRACK}", X_Reader=str(number)).body).hexdigest()

    with ThreadPoolExecutor(READERS) as pool:
        digests = list(pool.map(read, range(READERS)))

    assert digests == [hashlib.sha256(house.public[TRACK]).hexdigest()] * READERS


def test_a_visitor_who_hangs_up_leaves_no_trace(house: House, capfd: pytest.CaptureFixture[str]) -> None:
    for _ in range(20):
        with socket.create_connection(("127.0.0.1", house.server.port), timeout=LONG) as raw:
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")  # a reset, no farewell
            raw.sendall(f"GET /{TRACK} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode() * 20)
            raw.recv(10)

    assert house.lives()
    assert until(lambda: threading.active_count() < READERS)
    assert capfd.readouterr() == ("", "")


def test_a_visitor_who_says_nothing_is_sent_away(own: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Handler, "timeout", 0.05)

    with socket.create_connection(("127.0.0.1", own.server.port), timeout=LONG) as raw:
        assert raw.recv(10) == b""

    assert own.lives()


def test_one_connection_answers_one_request_after_another(house: House) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", house.server.port, timeout=LONG)
    statuses = []
    asked: list[tuple[str, str, bytes | None]] = [
        ("GET", "/", None), ("HEAD", "/", None), ("POST", "/", b"a=b"), ("GET", "/nothing", None),
        ("GET", "/", b"body"),
    ]  # fmt: skip
    connection.connect()
    first = connection.sock
    for method, target, body in asked:
        connection.request(method, target, body)
        answer = connection.getresponse()
        answer.read()
        statuses.append(answer.status)

    assert statuses == [200, 200, 405, 404, 200]
    assert connection.sock is first
    connection.close()


def test_a_body_of_unknown_length_ends_the_connection(house: House) -> None:
    said = house.send(
        b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nGET /secret HTTP/1.1\r\n\r\n"
    )

    assert said.count(b"HTTP/1.1 ") == 1
    assert b"\r\nConnection: close\r\n" in said


def test_a_file_cut_short_while_it_is_sent_ends_the_connection(own: House) -> None:
    huge = own.pack / "huge.bin"
    with huge.open("wb") as file:
        file.truncate(64 << 20)
    with socket.create_connection(("127.0.0.1", own.server.port), timeout=LONG) as raw:
        raw.sendall(b"GET /huge.bin HTTP/1.1\r\nHost: localhost\r\n\r\n")
        raw.recv(100)
        os.truncate(huge, 1)

        got = sum(map(len, iter(lambda: raw.recv(1 << 20), b"")))

    assert got < 64 << 20
    assert own.lives()


# Strangers' names, and visitors who take what others need


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "127.0.0.1:8000", "localhost", "LOCALHOST:8000", "localhost.", "[::1]", "[::1]:8000", "127.1.2.3",
     "tour.localhost:8000"],
)  # fmt: skip
def test_a_request_by_this_machines_own_name_is_answered(house: House, host: str) -> None:
    assert house.ask("/", Host=host).body == house.public["index.html"]


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", "localhost.evil.example", "192.168.1.5",
     "8.8.8.8", "[2001:db8::1]", "", " ", "a b", "127.0.0.1/", "localhost@evil.example", "http://localhost",
     "2130706433", "x" * 300],
)  # fmt: skip
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
def test_a_request_by_a_strangers_name_gets_nothing(house: House, host: str, method: str) -> None:
    answer = house.ask("/", method, Host=host)

    assert answer.status == 421
    assert b"<title>" not in answer.body


def test_a_request_without_a_host_or_with_two_is_malformed(house: House) -> None:
    none = house.send(b"GET / HTTP/1.1\r\n\r\n")
    newer = house.send(b"GET / HTTP/1.2\r\n\r\n")
    two = house.send(b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n")
    old = house.send(b"GET / HTTP/1.0\r\n\r\n")

    assert [said.split()[1] for said in (none, newer, two, old)] == [b"400", b"400", b"400", b"200"]


def test_in_the_house_any_address_in_figures_will_do_and_no_strangers_name() -> None:
    hosts = Hosts(lan=True)
    own = socket.gethostname().partition(".")[0]

    assert all(map(hosts.answers_to, ["192.168.1.5:8000", "[fd00::1]:8000", "localhost", own, f"{own}.local:8000"]))
    assert not any(map(hosts.answers_to, ["evil.example", "192.168.1.5.evil.example", ""]))


def test_a_name_that_was_given_is_answered_to(tmp_path: Path) -> None:
    public = write(tmp_path / "harbour")
    with open_server(tmp_path / "harbour", names=["Tunnel.example"]) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}).start()
        house = House(tmp_path / "harbour", server, public)

        statuses = [house.ask("/", Host=host).status for host in ("tunnel.example", "other.example")]
        server.shutdown()

    assert statuses == [200, 421]


def fields(size: int) -> bytes:
    """Return fields of a head, so many bytes of them."""
    return b"".join(b"X-%06d: %s\r\n" % (number, b"a" * 88) for number in range(size // 100))


def test_a_head_of_megabytes_is_refused_and_not_kept(house: House) -> None:
    long_line = house.send(b"GET /" + b"a" * 60_000 + b" HTTP/1.1\r\n\r\n")
    many_fields = house.send(b"GET / HTTP/1.1\r\nHost: localhost\r\n" + fields(30_000) + b"\r\n")
    usual = house.send(b"GET / HTTP/1.1\r\nHost: localhost\r\n" + fields(8_000) + b"\r\n")

    assert long_line.split()[1:2] in ([b"414"], [])  # reset where the rest had not been read
    assert many_fields.split()[1:2] in ([b"431"], [])
    assert usual.split()[1] == b"200"
    assert house.lives()


def knock(house: House) -> socket.socket:
    return socket.create_connection(("127.0.0.1", house.server.port), timeout=LONG)


def test_of_very_many_visitors_those_who_wait_idly_make_way(own: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "MOST", 20)
    with ExitStack() as stack:
        idle = [stack.enter_context(knock(own)) for _ in range(60)]

        assert own.lives()
        assert until(lambda: sum(map(_closed, idle)) >= 40)
        assert len(own.server.connections._deadlines) <= 20


def test_where_all_are_busy_the_next_visitor_is_told_to_come_later(own: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "MOST", 3)
    with (own.pack / "huge.bin").open("wb") as file:
        file.truncate(64 << 20)
    with ExitStack() as stack:
        for _ in range(3):
            busy = stack.enter_context(knock(own))
            busy.sendall(b"GET /huge.bin HTTP/1.1\r\nHost: localhost\r\n\r\n")
            assert busy.recv(100)  # and never more: the answer cannot be sent

        status = own.ask("/").status

    assert status == 503


def _closed(connection: socket.socket) -> bool:
    connection.settimeout(0)
    try:
        return connection.recv(1) == b""
    except BlockingIOError:
        return False
    except OSError:
        return True


@pytest.mark.parametrize(
    "sent",
    [b"GET /huge.bin HTTP/1.1\r\nHost: localhost\r\n\r\n", b"GET / HT", b"GET / HTTP/1.1\r\nHost: local", b""],
    ids=["takes nothing", "stops in the first line", "stops in a field", "says nothing"],
)
def test_a_visitor_who_dawdles_is_cut_off(own: House, monkeypatch: pytest.MonkeyPatch, sent: bytes) -> None:
    monkeypatch.setattr(connections, "PATIENCE", 0.2)
    with (own.pack / "huge.bin").open("wb") as file:
        file.truncate(64 << 20)
    with knock(own) as slow:
        slow.sendall(sent)

        assert until(lambda: not own.server.connections._deadlines)

    assert own.lives()


def test_a_letter_now_and_then_gains_no_time(own: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "PATIENCE", 0.3)
    with knock(own) as slow:
        for letter in b"GET / HTTP/1.1" * 100:
            try:
                slow.sendall(bytes([letter]))
            except OSError:
                break
            time.sleep(0.02)
        else:
            pytest.fail("it was never cut off")

    assert own.lives()


def test_a_fault_of_the_programs_own_is_told_and_the_server_goes_on(
    own: House, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    told: list[Exception] = []
    own.server.failed = told.append
    with monkeypatch.context() as broken:
        broken.setattr("tour.serve.handler.media_type", lambda _: 1 / 0)
        with pytest.raises(http.client.RemoteDisconnected):
            own.ask("/")

    assert until(lambda: [type(fault) for fault in told] == [ZeroDivisionError])
    assert own.lives()
    assert capfd.readouterr() == ("", "")


# The command


@dataclass
class Command:
    """``tourpack serve`` under way."""

    process: subprocess.Popen[str]

    def line(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().rstrip("\n")

    def lines(self, last: str) -> list[str]:
        """Return what it says up to the line *last*, or to its end."""
        said = [self.line()]
        while said[-1] != last and self.process.poll() is None:
            said.append(self.line())
        return said


Serve = Callable[..., Command]


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    started: list[Command] = []

    def begin(*arguments: str, **env: str) -> Command:
        process = subprocess.Popen(
            [sys.executable, "-m", "tour", "serve", *arguments],
            cwd=tmp_path,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env={**os.environ, "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8", **env},
            # A job in the background starts with Ctrl-C ignored, and this may be one.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )
        started.append(Command(process))
        return started[-1]

    yield begin
    for command in started:
        command.process.kill()
        command.process.communicate()


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    write(tmp_path / "output" / "harbour")
    return tmp_path / "output" / "harbour"


def fetch(url: str) -> bytes:
    host, _, path = url.removeprefix("http://").partition("/")
    connection = http.client.HTTPConnection(host, timeout=LONG)
    connection.request("GET", f"/{path}")
    body = connection.getresponse().read()
    connection.close()
    return body


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_the_only_pack_until_it_is_stopped_and_ends_quietly(pack: Path, serve: Serve, number: int) -> None:
    command = serve("--port", "0")
    said = command.lines("Ctrl-C ends it.")
    body = fetch(said[0].removeprefix("Open "))
    command.process.send_signal(number)

    rest = command.process.communicate(timeout=LONG)

    assert body == (pack / "index.html").read_bytes()
    assert (command.process.returncode, rest) == (130, ("", ""))


def test_it_serves_a_site_by_its_folder(tmp_path: Path, serve: Serve) -> None:
    listed = fronts.pack(tmp_path / "walks", "quay")
    site(tmp_path / "walks", title="Walks by the water")

    said = serve("walks", "--port", "0").lines("Ctrl-C ends it.")
    address = said[0].removeprefix("Open ")

    assert b"Walks by the water" in fetch(address)
    assert fetch(f"{address}quay/") == (listed / "index.html").read_bytes()


def test_it_says_what_plain_http_lacks_and_how_to_publish(pack: Path, serve: Serve) -> None:
    said = " ".join(serve("--port", "0").lines("Ctrl-C ends it."))

    assert "neither the offline copy nor GPS" in said
    assert "HTTPS" in said
    assert "docs/publish.md" in said


def test_programs_get_the_address_as_json(pack: Path, serve: Serve) -> None:
    event = json.loads(serve(str(pack), "--port", "0", "--json").line())

    assert event == {
        "event": "serving",
        "url": f"http://127.0.0.1:{event['port']}/",
        "lan": None,
        "port": event["port"],
    }
    assert fetch(event["url"]) == (pack / "index.html").read_bytes()


def test_where_the_usual_port_is_taken_it_takes_the_next_and_says_so(pack: Path, serve: Serve) -> None:
    with socket.socket() as taken:
        try:
            taken.bind(("127.0.0.1", 8000))
            taken.listen()
        except OSError:
            pass  # somebody else has it: as good

        said = serve(str(pack)).lines("Ctrl-C ends it.")

    port = int(said[1].rpartition(":")[2].strip("/"))
    assert said[0] == f"Port 8000 is taken; this is {port}."
    assert 8000 < port < 8020


def test_a_port_that_was_asked_for_and_is_taken_is_a_fault(pack: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        done = TourTest(pack.parents[1]).run("serve", "--port", str(port))

    assert (done.code, done.stdout) == (1, "")
    assert done.stderr == f"error: port {port} is taken by another program\n  hint: --port 0 takes any free one\n"


@pytest.mark.parametrize("port", ["-1", "65536", "http"])
def test_a_port_that_cannot_be_is_a_wrong_command_line(tmp_path: Path, port: str) -> None:
    assert TourTest(tmp_path).run("serve", "--port", port).code == 2


def test_only_this_machine_may_come_in_by_default(pack: Path, serve: Serve) -> None:
    from tour.serve import lan_address

    address = lan_address() or "127.0.0.2"  # in no network, another address of this machine's own
    port = json.loads(serve(str(pack), "--port", "0", "--json").line())["port"]

    with pytest.raises(ConnectionRefusedError):
        fetch(f"http://{address}:{port}/")


def test_with_lan_a_phone_may_come_in_by_the_printed_code(pack: Path, serve: Serve) -> None:
    import numpy as np
    import zxingcpp

    from tour.serve import lan_address

    address = lan_address()
    if address is None:
        pytest.skip("THIS MACHINE IS IN NO NETWORK: nothing is known of phones")
    said = serve("--lan", "--port", "0").lines("Ctrl-C ends it.")
    halves = {" ": (0, 0), "▀": (255, 0), "▄": (0, 255), "█": (255, 255)}
    rows = [line for line in said if line and set(line) <= set(halves)]
    lit = np.array([[halves[c][half] for c in row] for row in rows for half in (0, 1)], np.uint8)

    code = zxingcpp.read_barcodes(np.kron(lit, np.ones((4, 4), np.uint8)))[0].text

    assert said[1] == f"On a phone in the same network: {code}"
    assert code.startswith(f"http://{address}:")
    assert fetch(code) == (pack / "index.html").read_bytes()
    assert fetch(said[0].removeprefix("Open ")) == (pack / "index.html").read_bytes()


def test_a_terminal_without_blocks_gets_the_address_and_no_code(pack: Path, serve: Serve) -> None:
    said = serve("--lan", "--port", "0", PYTHONIOENCODING="ascii").lines("Ctrl-C ends it.")

    assert said[-1] == "Ctrl-C ends it."
    assert "█" not in "".join(said)


def test_open_opens_the_browser_there(pack: Path, serve: Serve, tmp_path: Path) -> None:
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > "{tmp_path}/opened"\n', "utf-8")
    browser.chmod(0o755)

    url = json.loads(serve("--port", "0", "--open", "--json", BROWSER=f"{browser} %s").line())["url"]

    opened = tmp_path / "opened"
    assert until(lambda: opened.exists() and opened.read_text("utf-8") == f"{url}\n")


@pytest.mark.parametrize(
    ("spoil", "arguments", "fault"),
    [
        (
            lambda pack: (pack / "index.html").unlink(), ["output/harbour"],
            "error: the pack output/harbour has no page to open: there is no index.html\n"
            "  hint: build the whole pack: tourpack build; or add just the page: tourpack build --only page\n",
        ),
        (
            lambda pack: (pack / "pack.json").unlink(), ["output/harbour"],
            "error: output/harbour is not a pack: it has no pack.json\n"
            "  hint: tourpack build makes one below output/; name its folder\n",
        ),
        (
            lambda pack: None, ["output/nowhere"],
            "error: output/nowhere is not a pack: there is no such folder\n"
            "  hint: tourpack build makes one below output/; name its folder\n",
        ),
        (
            lambda pack: (pack / "pack.json").unlink(), [],
            "error: there is no pack below output\n  hint: tourpack build makes one; or name its folder\n",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_served_is_a_fault_with_a_hint(
    pack: Path, spoil: Callable[[Path], None], arguments: list[str], fault: str
) -> None:
    spoil(pack)

    done = TourTest(pack.parents[1]).run("serve", *arguments)

    assert (done.code, done.stdout, done.stderr) == (1, "", fault)
