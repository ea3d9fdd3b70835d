"""Asks Google Translate for a sound: certificate checked, a deadline that holds, faults that say what to do.

gTTS's own ``stream`` asks without checking the certificate, may wait for ever, and takes a page for an empty sound.
"""

from __future__ import annotations

import base64
import re
import threading
from concurrent.futures import Future
from contextlib import closing
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import requests
from gtts import gTTS

OFFLINE = "or use the offline voice: --engine hibari"

_URL = "https://translate.google.{}/_/TranslateWebserverUi/data/batchexecute"
_LONGEST_REST = 86_400.0
"""Seconds. A server that asks for more than a day is given up on all the same."""
_MARK = "jQ1olc"
_SOUND = re.compile(_MARK + r'","\[\\"(.*)\\"]')
_LARGEST = 10_000_000
"""Bytes of an answer: a hundred characters take a tenth of one of these."""
_FEWER = f"wait an hour, ask for fewer at once (--jobs 1), {OFFLINE}"


class GoogleError(Exception):
    """No sound came of a request. Positional arguments only.

    *again* is True when the same request may do better; *fatal* when others will fare no better; *wait* is how many
    seconds the server wants to be left alone.
    """

    def __init__(self, message: str, hint: str, again: bool = True, fatal: bool = True, wait: float = 0.0) -> None:
        super().__init__(message, hint, again, fatal, wait)
        self.message = message
        self.hint = hint
        self.again = again
        self.fatal = fatal
        self.wait = wait


def ask(tld: str, body: str, seconds: float) -> bytes:
    """Return the MP3 that Google Translate gives for one of gTTS's bodies, within *seconds*, or raise GoogleError.

    https_proxy, no_proxy and REQUESTS_CA_BUNDLE count. The request goes out from a thread of its own: a timeout of
    requests is for one read, so name look-up, slow headers and a body that drips would each outlast it.
    """
    late = GoogleError("Google Translate did not answer in time", f"try again later, {OFFLINE}")
    if seconds <= 0:
        raise late
    request = requests.Request("POST", _URL.format(tld), data=body, headers=gTTS.GOOGLE_TTS_HEADERS).prepare()
    answer: Future[tuple[requests.Response, bytes]] = Future()
    over = threading.Event()

    def work() -> None:
        try:
            answer.set_result(_send(request, seconds, over))
        except BaseException as error:  # noqa: BLE001 (raised again, whole, in the thread that waits)
            answer.set_exception(error)

    # A daemon, so that a request which never ends cannot hold up the end of the program.
    threading.Thread(target=work, name="gtts", daemon=True).start()
    try:
        response, content = answer.result(seconds)
    except (TimeoutError, requests.Timeout):
        raise late from None
    except (OSError, ValueError) as error:  # requests' own are OSErrors, and what is wrong with a proxy's name is not
        raise _unreached(error, f"translate.google.{tld}") from error
    finally:
        over.set()
    return _sound(response, content)


def _send(request: requests.PreparedRequest, seconds: float, over: threading.Event) -> tuple[requests.Response, bytes]:
    with requests.Session() as session:
        # send() does not look at the environment by itself.
        settings = session.merge_environment_settings(request.url or "", {}, True, True, None)
        # No redirects: they lead to pages about consent or unusual traffic, and could lead out of TLS.
        response = session.send(request, timeout=seconds, allow_redirects=False, **settings)
        content = bytearray()
        with closing(response):
            for chunk in response.iter_content(256):
                content += chunk
                if over.is_set() or len(content) > _LARGEST:
                    break
        return response, bytes(content)


def _unreached(error: Exception, host: str) -> GoogleError:
    reason = str(error)
    if "CERTIFICATE_VERIFY_FAILED" in reason:  # wrapped three deep, so the text is the surest sign
        hint = f"name your network's own certificates in REQUESTS_CA_BUNDLE, {OFFLINE}"
        return GoogleError(f"the certificate that {host} shows cannot be trusted", hint, False)
    if isinstance(error, requests.ConnectionError | requests.exceptions.ChunkedEncodingError):
        # Not "to the proxy": urllib3 says ProxyError too when the host itself hangs up.
        return GoogleError(f"the connection to {host} failed", f"look at the network and https_proxy, {OFFLINE}")
    hint = f"look at https_proxy and REQUESTS_CA_BUNDLE, {OFFLINE}"
    return GoogleError(f"cannot ask {host}: {reason}", hint, False)


def _sound(response: requests.Response, content: bytes) -> bytes:
    """Return the MP3 in an answer. The format is that of gTTS 2.5.4, `gTTS.stream`."""
    if response.status_code >= 400:
        raise _refused(response)
    lines = [line for line in content.decode("utf-8", "replace").splitlines() if _MARK in line]
    if not lines:
        raise GoogleError("Google Translate sent a page instead of speech", _FEWER)
    try:
        mp3 = b"".join(map(_decoded, lines))
    except ValueError:
        mp3 = b""
    if not mp3:
        raise GoogleError("Google Translate gave no sound", f"reword the sentence, {OFFLINE}", True, False)
    return mp3


def _decoded(line: str) -> bytes:
    """Return the bytes that a line of an answer carries. Raises ValueError where it carries none."""
    found = _SOUND.search(line)
    if not found:
        raise ValueError(line)
    return base64.b64decode(found[1], validate=True)  # else letters that do not belong are passed over in silence


def _refused(response: requests.Response) -> GoogleError:
    """Return the fault that an answer with a status from 400 on stands for."""
    status = response.status_code
    wait = _retry_after(response)
    if status == 429:
        patience = f" and asks for {wait:.0f} s of rest" if wait else ""
        return GoogleError(f"Google Translate has had too many requests (429){patience}", _FEWER, True, True, wait)
    if status >= 500:
        later = f"try again later, {OFFLINE}"
        return GoogleError(f"Google Translate is out of order ({status})", later, True, True, wait)
    hint = f"try another voice, such as --voice com, a newer gTTS, {OFFLINE}"
    return GoogleError(f"Google Translate refuses ({status})", hint, False)


def _retry_after(response: requests.Response) -> float:
    """Return the seconds that Retry-After asks for, 0 when it is absent or senseless (RFC 9110, 10.2.3).

    A number may have decimals, and a date any of the three forms of RFC 9110, 5.6.7; one without a zone is in GMT.
    """
    value = response.headers.get("Retry-After", "").strip()
    if number := re.fullmatch(r"\+?([0-9]+(?:\.[0-9]+)?)\s*(?:s|sec|seconds)?", value):
        return min(float(number[1]), _LONGEST_REST)
    try:
        until = parsedate_to_datetime(value)
        if until.tzinfo is None:
            until = until.replace(tzinfo=UTC)
        seconds = (until - datetime.now(UTC)).total_seconds()
    except (ValueError, TypeError, OverflowError):
        return 0.0
    return min(max(seconds, 0.0), _LONGEST_REST)
