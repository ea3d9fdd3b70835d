"""Checks the web pages: they name every track, nothing that is not there, and nothing from another host."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from tour.inputs import strict_json
from tour.verify import reads
from tour.verify.findings import Fault
from tour.verify.html import Page, Reference, read
from tour.verify.manifest import Manifest
from tour.verify.mpeg import LENGTH_TOLERANCE

NAMING = ("index.html", "transcript.html")
"""The pages that carry the whole tour."""

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_FOLLOWED = frozenset({"http", "https", "mailto", "tel", "geo"})
"""Schemes to which a link may lead: those that run nothing."""
_SCRIPTS_FROM = ("'none'", "'self'")
_ALL_FROM = (*_SCRIPTS_FROM, "blob:", "data:")
"""Sources that a Content Security Policy may allow for scripts, and for everything else."""
_MARKS = (b"<", b"=", b"&")
_LARGEST, _LARGEST_A_TRACK = 3_000_000, 60_000
"""Bytes of all pages and style sheets, and as many more for each track. Those of Miracle Mile have 5 kB a track."""
_MOST_MARKS, _MOST_A_TRACK = 150_000, 2_000
"""How often `_MARKS` may occur in them: each takes some microseconds and, in an attribute, 700 bytes. There, 200."""
_MOST_ADDRESSES, _ADDRESSES_A_TRACK = 20_000, 50
"""Of files that are looked for, each page's own: twenty microseconds each. There, 5."""
_TOO_MUCH = "more than the pages of so few tracks have"
_TAG = re.compile(rb"""<[A-Za-z](?:[^>"']++|"[^"]*+"|'[^']*+'|["'])*+""")
_LONGEST_TAG = 200_000
"""Bytes of a tag and its attributes: Python's reader takes up to 150 for each. The shore of a lake has thousands."""
_IN_STYLE = re.compile(r"""url\(\s*["']?([^"')]*)|@import\s+["']([^"']*)""", re.IGNORECASE)


def faults(pack: Path, manifest: Manifest) -> Iterator[Fault]:
    """Yield what is wrong with the pages and style sheets of the pack, as a browser would find it."""
    room = _Room(len(manifest.tracks))
    pages: dict[str, Page] = {}
    for row in manifest.files:
        if not row.path.endswith((".html", ".css")):
            continue
        try:
            data = reads.read(pack, row.path)
            if not room.holds(data):
                yield Fault(row.path, f"has, with those ahead of it, {_TOO_MUCH}, and is not read")
            elif row.path.endswith(".html"):
                pages[row.path] = read(data.decode())
            else:
                for message in _style(pack, row.path, data.decode(), room):
                    yield Fault(row.path, message)
        except OSError:
            continue  # of which `files` tells
        except ValueError:
            yield Fault(row.path, "is not UTF-8")
    for path, page in pages.items():
        for message in (*_policy(page), *_references(pack, path, pages, room), *_tracks(path, page, manifest)):
            yield Fault(path, message)


class _Room:
    """How much the pages of a pack, all together, may still have: to read more takes long, and much memory."""

    def __init__(self, tracks: int) -> None:
        self._bytes = _LARGEST + _LARGEST_A_TRACK * tracks
        self._marks = _MOST_MARKS + _MOST_A_TRACK * tracks
        self._addresses = _MOST_ADDRESSES + _ADDRESSES_A_TRACK * tracks

    def holds(self, page: bytes) -> bool:
        """Take the room of one more page, and return whether there was as much."""
        self._bytes -= len(page)
        self._marks -= sum(map(page.count, _MARKS))
        return min(self._bytes, self._marks) >= 0 and all(len(tag[0]) <= _LONGEST_TAG for tag in _TAG.finditer(page))

    def holds_addresses(self, count: int) -> bool:
        """Take the room of so many more addresses, and return whether there was as much."""
        self._addresses -= count
        return self._addresses >= 0


def _policy(page: Page) -> Iterator[str]:
    """Yield where a Content Security Policy (level 3) is missing or wide, or where the page does not keep to it."""
    if not page.policy:
        yield "has no Content-Security-Policy"
        return
    yield from _wide(page.policy)
    if page.loads_before_policy:
        yield "loads something before its Content-Security-Policy"
    for what in dict.fromkeys(page.inline):
        yield f"has {what}, which its Content-Security-Policy forbids"


def _wide(policy: str) -> Iterator[str]:
    """Yield what a Content Security Policy allows that a page which asks nobody has no use for."""
    rules: dict[str, list[str]] = {}
    for rule in policy.split(";"):
        if words := rule.split():
            rules.setdefault(words[0].lower(), words[1:])  # of two of one name a browser drops the second
    if rules.get("default-src") != ["'none'"]:
        yield "its Content-Security-Policy allows by default"
    for name, sources in rules.items():
        allowed = _SCRIPTS_FROM if name.startswith("script-src") else _ALL_FROM
        for source in sources:
            if source not in allowed:
                yield f"its Content-Security-Policy allows {source} for {name}"


def _references(pack: Path, path: str, pages: dict[str, Page], room: _Room) -> Iterator[str]:
    references = dict.fromkeys(pages[path].references)
    if not room.holds_addresses(len(references)):
        yield f"names, with those ahead of it, {_TOO_MUCH}: its {len(references):,} addresses are not looked for"
        return
    for found in references:
        url = found.url
        if found.tag == "base":
            yield f"has a base, {url[:60]!r}: no address in it leads to where it would without"
        elif scheme := _SCHEME.match(url):
            kind = scheme[1].lower()
            if not found.loads and kind not in _FOLLOWED:
                yield f"has a link that is run, not followed: {url[:60]!r}"
            elif found.loads and not (kind == "data" and found.tag in ("img", "image")):
                yield f"loads {url[:60]!r} from elsewhere ({found.tag})"
        elif url.startswith(("//", "\\\\")):
            yield f"loads {url!r} from another host" if found.loads else f"leads to {url!r}, on no named host"
        else:
            yield from _target(pack, path, found, pages)


def _target(pack: Path, path: str, found: Reference, pages: dict[str, Page]) -> Iterator[str]:
    address, _, fragment = found.url.partition("#")
    target = _resolved(pack, path, address)
    if target is None:
        yield f"names {found.url!r}, which is not there"
    elif fragment and target in pages and unquote(fragment) not in pages[target].ids:
        yield f"leads to {found.url!r}; there is no such part"


def _resolved(pack: Path, path: str, address: str) -> str | None:
    """Return the path in the pack of what *address* means in the file *path*; None when nothing is there."""
    name = unquote(address.partition("?")[0])
    if not name:
        return path
    if name.startswith("/") or set(name) & set("\\\0"):
        return None  # from the host's root: wrong in a folder
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), name))
    if target.startswith("../") or target == "..":
        return None
    if target == ".":
        target = "index.html"
    return target if reads.is_file(pack, target) else None


def _style(pack: Path, path: str, text: str, room: _Room) -> Iterator[str]:
    urls = dict.fromkeys((match[1] or match[2] or "").strip() for match in _IN_STYLE.finditer(text))
    if not room.holds_addresses(len(urls)):
        yield f"names, with those ahead of it, {_TOO_MUCH}: its {len(urls):,} addresses are not looked for"
        return
    for url in urls:
        if url.startswith(("data:", "#")):
            continue
        if _SCHEME.match(url) or url.startswith("//"):
            yield f"loads {url[:60]!r} from another host"
        elif _resolved(pack, path, url.partition("#")[0]) is None:
            yield f"names {url!r}, which is not there"


def _tracks(path: str, page: Page, manifest: Manifest) -> Iterator[str]:
    if path not in NAMING:
        return
    named = {unquote(found.url) for found in page.references}
    # To read there is nothing in a silence, so the transcript has none.
    for track in manifest.tracks if path == "index.html" else manifest.heard:
        if track.path not in named:
            yield f"does not name {track.path}"
    if page.data:
        yield from _data(page.data, manifest)


def _data(text: str, manifest: Manifest) -> Iterator[str]:
    """Yield where what the player's script is told differs from pack.json."""
    try:
        tracks: list[Any] = strict_json.loads(text.encode())["tracks"]  # JSON
        told = [(str(track["path"]), str(track["title"]), float(track["seconds"])) for track in tracks]
    except (ValueError, KeyError, TypeError):
        yield "has tour data that the player cannot read"
        return
    if [path for path, *_ in told] != [track.path for track in manifest.tracks]:
        yield "tells the player of other tracks than pack.json does"
        return
    for (path, _, seconds), track in zip(told, manifest.tracks, strict=True):
        if abs(seconds - track.seconds) > LENGTH_TOLERANCE:
            yield f"tells the player that {path} lasts {seconds:.2f} s; pack.json says {track.seconds:.2f}"
