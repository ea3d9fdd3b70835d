"""Checks what lets a phone keep the page: sw.js knows this pack, and the web manifest names what is there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tour.diagnostics import reason
from tour.inputs import strict_json
from tour.verify import reads
from tour.verify.findings import Fault
from tour.verify.manifest import Manifest

WORKER = "sw.js"
INSTALL = "manifest.webmanifest"
_MOST_ICONS = 100
_MARK = b"@DIGEST@"
_PNG = b"\x89PNG\r\n\x1a\n"


def faults(pack: Path, manifest: Manifest) -> Iterator[Fault]:
    """Yield what would keep a phone from saving the pack, or let it keep an old one."""
    judges = {WORKER: _worker, INSTALL: _install}
    for path, data in reads.there(pack, manifest, judges):
        for message in judges[path](data, pack, manifest):
            yield Fault(path, message)


def _worker(data: bytes, _: Path, manifest: Manifest) -> Iterator[str]:
    """The digest in it names the cache: with another one, phones would keep what they have."""
    if _MARK in data:
        yield "was not stamped with the pack's digest"
    elif manifest.digest.encode() not in data:
        yield "is stamped with another state of the pack than the digest in pack.json"


def _install(data: bytes, pack: Path, _: Manifest) -> Iterator[str]:
    try:
        value = strict_json.loads(data)
    except ValueError:
        yield "is not JSON"
        return
    about: dict[str, Any] = value if isinstance(value, dict) else {}  # JSON
    for key in ("name", "start_url", "display"):
        if not about.get(key):
            yield f"has no {key!r}"
    yield from _start(about.get("start_url"), pack)
    icons = about.get("icons")
    if not isinstance(icons, list) or not icons:
        yield "names no icon"
        return
    if len(icons) > _MOST_ICONS:
        yield f"names {len(icons):,} icons, and {_MOST_ICONS} are looked at: a page has some four"
    for icon in icons[:_MOST_ICONS]:
        yield from _icon(icon if isinstance(icon, dict) else {}, pack)


def _start(url: Any, pack: Path) -> Iterator[str]:  # JSON
    if not isinstance(url, str):
        return
    path = url.partition("?")[0].partition("#")[0] or "index.html"
    if not _is_file(pack, path):
        yield f"starts at {url!r}, which is not there"


def _icon(icon: dict[str, Any], pack: Path) -> Iterator[str]:  # JSON
    path = str(icon.get("src", ""))
    if not _is_file(pack, path):
        yield f"names the icon {path!r}, which is not there"
        return
    try:
        head = reads.head(pack, path, 24)
    except OSError as fault:
        yield f"names the icon {path!r}, which cannot be read: {reason(fault)}"
        return
    if icon.get("type") == "image/png" and not head.startswith(_PNG):
        yield f"says that {path} is a PNG; it is not"
    elif head.startswith(_PNG):
        # ISO/IEC 15948, 11.2.2: width and height stand first in the first chunk
        size = f"{int.from_bytes(head[16:20], 'big')}x{int.from_bytes(head[20:24], 'big')}"
        if icon.get("sizes") != size:
            yield f"says that {path} is {icon.get('sizes')}; it is {size}"


def _is_file(pack: Path, path: str) -> bool:
    return bool(path) and not path.startswith("/") and ".." not in path.split("/") and reads.is_file(pack, path)
