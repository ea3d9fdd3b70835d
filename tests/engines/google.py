"""A Google Translate of one's own: a proxy on loopback that answers CONNECT, does TLS, and speaks as Google does."""

from __future__ import annotations

import base64
import json
import math
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Literal
from urllib.parse import parse_qs

import imageio_ffmpeg
import trustme

DAWDLE = 4.0
"""Seconds that a server which hangs or drips takes: for ever, but for a test that should fail rather than hang."""


@cache
def beep(seconds: float = 3.0, hertz: int = 440, volume: float = 1.0, rate: int = 24_000) -> bytes:
    """Return an MP3 such as Google sends: mono, 64 kbit/s, and 24 kHz unless a test wants otherwise."""
    tone = f"sine=frequency={hertz}:duration={seconds}:sample_rate={rate}"
    made = ("-f", "lavfi", "-i", tone, "-af", f"volume={volume}", "-b:a", "64k", "-f", "mp3", "pipe:1")
    command = (imageio_ffmpeg.get_ffmpeg_exe(), "-nostdin", "-v", "error", *made)
    return subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout


@cache
def words(seconds: float = 5.5, rate: int = 24_000) -> bytes:
    """Return an MP3 that pauses as speech does: two words a second, each followed by 0.12 s of silence."""
    tone = f"aevalsrc='0.5*sin(880*PI*t)*lt(mod(t,0.5),0.38)':d={seconds}:s={rate}"
    made = ("-f", "lavfi", "-i", tone, "-b:a", "64k", "-f", "mp3", "pipe:1")
    command = (imageio_ffmpeg.get_ffmpeg_exe(), "-nostdin", "-v", "error", *made)
    return subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout


def speech(mp3: bytes) -> bytes:
    """Return the body in which Google wraps *mp3*; without one, what it sends when it has no sound for a text."""
    sound = json.dumps([base64.b64encode(mp3).decode()], separators=(",", ":")) if mp3 else None
    row = ["wrb.fr", "jQ1olc", sound, None, None, None, "generic"]
    chunk = json.dumps([row, ["di", 73], ["af.httprm", 72, "-1", 13]], separators=(",", ":"))
    return f')]}}\'\n\n{len(chunk)}\n{chunk}\n25\n[["e",4,null,null,142]]\n'.encode()


@dataclass(frozen=True)
class Answer:
    status: int = 200
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = (("Content-Type", "application/json; charset=utf-8"),)
    how: Literal["whole", "hang", "drip the head", "drip the body", "drop", "drop halfway"] = "whole"


def ok(mp3: bytes | None = None) -> Answer:
    return Answer(body=speech(beep() if mp3 is None else mp3))


def refusal(status: int, retry_after: str = "") -> Answer:
    return Answer(status, b"<html>Sorry</html>", (("Retry-After", retry_after),) if retry_after else ())


PAGE = Answer(body=b"<!doctype html>\n<title>Before you continue</title>", headers=(("Content-Type", "text/html"),))
NO_SOUND = Answer(body=speech(b""))
CONSENT = replace(PAGE, status=302, headers=(("Location", "https://consent.google.com/"),))


@dataclass(frozen=True)
class Asked:
    """A request as it came in."""

    host: str
    path: str
    headers: tuple[tuple[str, str], ...]
    body: str

    @property
    def parameters(self) -> list[str]:
        """Text, language, speed."""
        [[[_rpc, parameters, *_]]] = json.loads(parse_qs(self.body)["f.req"][0])
        return json.loads(parameters)[:3]

    @property
    def text(self) -> str:
        return self.parameters[0]


class Google:
    """Gives *answers* in turn, the last for ever, unless *answer* is set to choose one for each request."""

    def __init__(self, authority: trustme.CA) -> None:
        self.authority = authority
        self.answers = [ok()]
        self.answer: Callable[[Asked], Answer] = self._next
        self.asked: list[Asked] = []
        self.delivered = 0
        """Answers sent to the end, to somebody who still listened."""
        self.over = threading.Event()
        self.url = ""
        self._lock = threading.Lock()

    def _next(self, _asked: Asked) -> Answer:
        with self._lock:
            return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@contextmanager
def running(google: Google) -> Iterator[Google]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _handler(google)) as server:
        server.daemon_threads = True
        google.url = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield google
        finally:
            google.over.set()
            server.shutdown()
            thread.join()


def _handler(google: Google) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_CONNECT(self) -> None:
            self.send_response(200, "Connection established")
            self.end_headers()
            self.host = self.path.rpartition(":")[0]
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            google.authority.issue_cert(self.host).configure_cert(context)
            try:
                self.connection = context.wrap_socket(self.connection, server_side=True)
            except OSError:  # the client does not trust us, or has gone
                return
            self.close_connection = False  # though http.client says CONNECT in HTTP/1.0
            self.rfile = self.connection.makefile("rb")
            self.wfile = self.connection.makefile("wb", 0)

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            asked = Asked(self.host, self.path, tuple(self.headers.items()), body)
            google.asked.append(asked)
            self.close_connection = True
            with suppress(OSError):
                google.delivered += self._send(google.answer(asked))

        def _send(self, answer: Answer) -> bool:
            """Return whether all of it was sent."""
            if answer.how == "hang":
                google.over.wait(DAWDLE)
            if answer.how in ("hang", "drop"):
                return False
            lines = [f"HTTP/1.1 {answer.status} As told", f"Content-Length: {len(answer.body)}", "Connection: close"]
            lines += [f"{name}: {value}" for name, value in answer.headers]
            head = "\r\n".join([*lines, "", ""]).encode("latin-1")
            body = answer.body[: len(answer.body) // 2] if answer.how == "drop halfway" else answer.body
            self._write(head, answer.how == "drip the head")
            self._write(body, answer.how == "drip the body")
            return body == answer.body

        def _write(self, data: bytes, drip: bool) -> None:
            step = math.ceil(len(data) / 100) if drip else len(data)
            for at in range(0, len(data), step or 1):
                if drip and google.over.wait(DAWDLE / 100):
                    raise ConnectionAbortedError
                self.wfile.write(data[at : at + step])

        def finish(self) -> None:
            with suppress(OSError):
                super().finish()
            self.connection.close()

        def log_message(self, *_: object) -> None: ...

    return Handler
