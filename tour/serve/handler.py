"""Answers one visitor's requests from a pack (RFC 9110 and 9112)."""

from __future__ import annotations

import os
import re
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any, BinaryIO

from tour.inputs.plain_files import open_plain
from tour.serve.connections import PATIENCE, Connections
from tour.serve.files import Tags, find, with_slash
from tour.serve.head import Head, TooLongError
from tour.serve.hosts import Hosts
from tour.serve.ranges import PastTheEndError, wanted
from tour.serve.types import media_type

_PIECE = 1 << 18
"""Bytes of an answer that are sent in one step. Nobody who listens takes them slower than `PATIENCE` allows: 9 kB/s."""
_LARGEST_BODY = 1 << 16
"""Bytes of a request's body that are read so that the answer is heard; nobody sends one on purpose."""
_ENTITY_TAG = re.compile(r'(?:W/)?("[^"]*")')
_METHODS = "GET, HEAD"
_NEED_NO_HOST = ("HTTP/0.9", "HTTP/1.0")
"""Versions that know of no Host. What asks by them is no browser, which names one whatever it asks by."""


class Handler(BaseHTTPRequestHandler):
    """Answers GET and HEAD; ranges, entity tags, and nothing else."""

    protocol_version = "HTTP/1.1"
    timeout = PATIENCE
    disable_nagle_algorithm = True
    error_content_type = "text/plain; charset=utf-8"
    error_message_format = "%(code)d %(message)s\n"

    def __init__(self, pack: Path, tags: Tags, hosts: Hosts, connections: Connections, *given: Any) -> None:
        """*given* is what socketserver gives."""
        self._pack, self._tags, self._hosts, self._connections = pack, tags, hosts, connections
        super().__init__(*given)

    def setup(self) -> None:
        super().setup()
        self._incoming = Head(self.rfile)
        self.rfile = self._incoming  # type: ignore[assignment]  # as much of a stream as is used

    def handle_one_request(self) -> None:
        self._connections.step(self.connection, idle=True)
        self._incoming.begin()
        try:
            super().handle_one_request()
        except TooLongError:  # in its first line; in a later one, the base class has answered
            self.requestline, self.request_version, self.command = "", "", ""
            self.close_connection = True
            self.send_error(HTTPStatus.REQUEST_URI_TOO_LONG)

    def parse_request(self) -> bool:
        self._connections.step(self.connection)
        return super().parse_request() and self._asked_by_our_name()

    def _asked_by_our_name(self) -> bool:
        """Return whether a request names this server as its host; one that does not has been answered."""
        hosts = self.headers.get_all("Host", ())
        if not hosts and self.request_version in _NEED_NO_HOST:
            return True
        if len(hosts) == 1 and self._hosts.answers_to(hosts[0]):
            return True
        self._drain()
        status = HTTPStatus.MISDIRECTED_REQUEST if len(hosts) == 1 else HTTPStatus.BAD_REQUEST  # RFC 9112, 3.2
        self._refuse(status)
        return False

    def __getattr__(self, name: str) -> Any:  # the base class asks for do_METHOD, whatever the method
        if name.startswith("do_"):
            return self._not_allowed
        raise AttributeError(name)

    def do_GET(self) -> None:
        self._drain()
        path = find(self._pack, self.path)
        try:
            file = open_plain(path) if path else None
        except OSError:
            file = None
        if path is None or file is None:
            self._elsewhere()
            return
        with file:
            self._answer(path, file)

    do_HEAD = do_GET  # noqa: N815

    def _elsewhere(self) -> None:
        """Send a visitor who left out a folder's slash to its page; there is nothing here for any other."""
        if address := with_slash(self._pack, self.path):
            self._refuse(HTTPStatus.MOVED_PERMANENTLY, {"Location": address})
        else:
            self._refuse(HTTPStatus.NOT_FOUND)

    def _answer(self, path: Path, file: BinaryIO) -> None:
        size = os.fstat(file.fileno()).st_size
        tag = self._tags.of(path, file)
        if self._has(tag):
            self._head(HTTPStatus.NOT_MODIFIED, {"ETag": tag})
            return
        try:
            part = self._part(tag, size)
        except PastTheEndError:
            self._refuse(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, {"Content-Range": f"bytes */{size}", "ETag": tag})
            return
        whole = part is None
        part = range(size) if part is None else part
        head = {"Content-Type": media_type(path), "Content-Length": str(len(part)), "ETag": tag}
        if whole:
            self._head(HTTPStatus.OK, head)
        else:
            span = f"bytes {part.start}-{part.stop - 1}/{size}"
            self._head(HTTPStatus.PARTIAL_CONTENT, {**head, "Content-Range": span})
        if self.command == "GET":
            self._send(file, part)

    def _send(self, file: BinaryIO, part: range) -> None:
        """Send a *part* of an open file, each piece of it in time."""
        for start in range(part.start, part.stop, _PIECE):
            self._connections.step(self.connection)
            count = min(_PIECE, part.stop - start)
            if self.connection.sendfile(file, start, count) < count:
                self.close_connection = True  # it was cut short meanwhile: the visitor must not wait for more
                return

    def _has(self, tag: str) -> bool:
        """Return whether the visitor has this state of the file (If-None-Match, RFC 9110, 13.1.2)."""
        known = ",".join(self.headers.get_all("If-None-Match", ()))
        return known.strip() == "*" or tag in _ENTITY_TAG.findall(known)

    def _part(self, tag: str, size: int) -> range | None:
        """Return the bytes that are asked for; None for all of them. Raises PastTheEndError."""
        asked = self.headers.get_all("Range", ())
        if self.command != "GET" or len(asked) != 1:  # ranges are for GET only (RFC 9110, 14.2)
            return None
        if (state := self.headers.get("If-Range")) is not None and state.strip() != tag:
            return None
        return wanted(asked[0].strip(), size)

    def _not_allowed(self) -> None:
        self._drain()
        self._refuse(HTTPStatus.METHOD_NOT_ALLOWED, {"Allow": _METHODS})

    def _refuse(self, status: HTTPStatus, headers: dict[str, str] | None = None) -> None:
        body = f"{status.value} {status.phrase}\n".encode()
        about = {"Content-Type": self.error_content_type, "Content-Length": str(len(body))}
        self._head(status, {**about, **(headers or {})})
        if self.command != "HEAD":
            self.wfile.write(body)

    def _head(self, status: HTTPStatus, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {"Accept-Ranges": "bytes", "Cache-Control": "no-cache", **headers}.items():
            self.send_header(name, value)
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()

    def end_headers(self) -> None:
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def _drain(self) -> None:
        """Read a body that nobody asked for, lest it be taken for the next request; of a long one, close after it."""
        length = self.headers.get("Content-Length", "0")
        plain = re.fullmatch("[0-9]{1,9}", length) and "Transfer-Encoding" not in self.headers
        size = min(int(length), _LARGEST_BODY + 1) if plain else 0
        if not plain or size > _LARGEST_BODY:
            self.close_connection = True
        elif size:
            self.rfile.read(size)

    def version_string(self) -> str:
        return "tourpack"

    def log_message(self, format: str, *arguments: Any) -> None:
        """Say nothing: a line for each of a visitor's hundred requests would hide the address."""
