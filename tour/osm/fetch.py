"""Asking an Overpass server for an extract (wiki.openstreetmap.org/wiki/Overpass_API): one that the user names, once.

There is no server by default and no second try: public ones ask programs not to lean on them.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from importlib.metadata import version
from math import cos, radians
from pathlib import Path
from typing import TYPE_CHECKING

from tour.diagnostics import Diagnostic, TourError, innermost, reason, short, shown
from tour.osm.elements import Bounds, Extract
from tour.osm.extract import read_extract
from tour.whole_files import under_way

if TYPE_CHECKING:
    from requests import Response

MOST_BYTES = 60_000_000
"""Of an answer, unpacked: the middle of a large city takes ten."""
MOST_KM2 = 60.0
"""Of ground; what is more is no walk, and nothing to ask of somebody else's server."""
_CONNECT, _SILENCE, _ALL = 15.0, 120.0, 240.0
"""Seconds: until the server answers the call, until it says anything, and until it has said all."""
_CHUNK = 65_536
_QUERY = (
    "[out:json][timeout:90][maxsize:268435456][bbox:{south:.7f},{west:.7f},{north:.7f},{east:.7f}];"
    '(node[~"."~"."];way;rel["type"="multipolygon"];)->.here;(.here;.here >;);out body;'
)
"""What has tags, all ways, areas made of ways, and the nodes of all of them (Overpass QL)."""
_EXPORT = "export the area by hand instead: the button Export of openstreetmap.org"
_SAID = {
    400: ("does not understand the question", "is it the address of an Overpass server, ending in /api/interpreter?"),
    403: ("does not let this program in", _EXPORT),
    404: ("has nothing at this address", "an Overpass server's address ends in /api/interpreter"),
    406: ("does not let this program in", _EXPORT),
    429: ("has had too many questions from here", "wait, and ask it again"),
    503: ("is too busy", "ask it again later, or ask another one"),
    504: ("is too busy, or the area too large", "ask it again later, or for a smaller area"),
}


def query(box: Bounds) -> str:
    """Return the question for all that a map of *box* and a walk in it need. Raises TourError for too much ground."""
    west, south, east, north = box
    kilometres = (east - west) * 111.2 * cos(radians((south + north) / 2)), (north - south) * 111.2
    if kilometres[0] * kilometres[1] > MOST_KM2:
        message = f"{kilometres[0]:.0f} by {kilometres[1]:.0f} km are too much to ask of a server"
        raise TourError(Diagnostic(None, message, "get an extract from Geofabrik or BBBike"))
    return _QUERY.format(west=west, south=south, east=east, north=north)


def fetch(url: str, box: Bounds, path: Path) -> Extract:
    """Ask the Overpass server at *url* for *box*, save its answer as *path*, and return what it is.

    What is there under *path* stays until the new one has come whole and was read. Raises TourError for anything else:
    the network, the server's refusal, an answer that is cut short, too large or late, or says that it is incomplete.
    """
    asked = query(box)
    if not url.startswith(("https://", "http://")):
        raise _fault(url, "is no address", "write one such as https://overpass.example.org/api/interpreter")
    try:
        with under_way(path.parent) as part:
            _save(url, asked, part)
            extract = _read(url, part)
            if unfinished := [told for told in extract.told if "runtime error" in told]:
                raise _fault(url, f"did not finish; {short(unfinished[0], 200)}", "ask for a smaller area, or later")
            part.replace(path)
            return extract
    except OSError as error:
        raise TourError(Diagnostic(None, f"{shown(path)} cannot be written: {reason(error)}")) from None


def _read(url: str, part: Path) -> Extract:
    """Return the answer that was saved as *part*, a name that tells nobody anything. Raises TourError."""
    try:
        return read_extract(part)
    except TourError as error:
        [fault] = error.diagnostics
        raise _fault(url, f"sent what is no map: {fault.message}", fault.hint) from None


def _save(url: str, asked: str, part: Path) -> None:
    """Write the answer to *asked* into *part*, as it comes."""
    import requests

    try:
        with (
            requests.post(
                url,
                data={"data": asked},
                headers={"User-Agent": _agent(), "Accept": "application/json"},
                timeout=(_CONNECT, _SILENCE),
                stream=True,
            ) as answer,
            part.open("xb") as file,
        ):
            _refuse(url, answer)
            for chunk in _chunks(url, answer):
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
    except requests.exceptions.Timeout:
        raise _fault(url, "does not answer in time", "ask it again later, or for a smaller area") from None
    except (requests.exceptions.ChunkedEncodingError, requests.exceptions.ContentDecodingError):
        raise _fault(url, "sent an answer that is cut short", "ask it again") from None
    except (requests.exceptions.RequestException, ValueError) as error:  # of a host that cannot be, urllib3's own
        message = f"cannot be reached: {innermost(error)}"
        raise _fault(url, message, "is the address right, and is there a network?") from None


def _chunks(url: str, answer: Response) -> Iterator[bytes]:
    """Yield the answer, unpacked. Raises TourError for one that is too large or too slow."""
    deadline = time.monotonic() + _ALL
    count = 0
    for chunk in answer.iter_content(_CHUNK):
        count += len(chunk)
        if count > MOST_BYTES:
            message = f"sends more than {MOST_BYTES // 1_000_000} MB"
            raise _fault(url, message, "ask for a smaller area, or get an extract from Geofabrik or BBBike")
        if time.monotonic() > deadline:
            raise _fault(url, f"takes more than {_ALL:.0f} seconds", "ask it again later, or for a smaller area")
        yield chunk


def _refuse(url: str, answer: Response) -> None:
    """Raise TourError for any status but 200."""
    if answer.status_code == 200:
        return
    otherwise = f"answers {answer.status_code} {answer.reason}", _EXPORT
    message, hint = _SAID.get(answer.status_code, otherwise)
    if wait := answer.headers.get("Retry-After", ""):
        unit = " seconds" if wait.isdigit() else ""
        hint = f"it asks to wait: {wait[:40]}{unit}"
    raise _fault(url, f"{message} ({answer.status_code})" if answer.status_code in _SAID else message, hint)


def _agent() -> str:
    return f"tourpack/{version('tourpack')} (makes walking tours; one request per map, asked for by its author)"


def _fault(url: str, message: str, hint: str) -> TourError:
    return TourError(Diagnostic(None, f"the server {short(url, 80)} {message}", hint))
