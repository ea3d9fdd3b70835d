"""Does the podcast feed name every sound file, with its true size, and nothing that is not there?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from tour.verify import episode
from tour.verify.manifest import Manifest
from tour.verify.report import Fault

NAME = "feed.xml"

_SPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
}
_BESIDE = ("podcast:transcript/@url", "podcast:chapters/@url", "itunes:image/@href")


def faults(pack: Path, manifest: Manifest) -> Iterator[Fault]:
    """Yield what is wrong with feed.xml, where the pack has one."""
    if not manifest.lists(NAME):
        return
    try:
        root = etree.fromstring((pack / NAME).read_bytes(), etree.XMLParser(resolve_entities=False, no_network=True))
    except OSError:
        return  # it has been said that it is missing
    except etree.XMLSyntaxError as fault:
        yield Fault(NAME, f"is not XML: {fault}")
        return
    for message in _judge(root, pack, manifest):
        yield Fault(NAME, message)


def _judge(root: etree._Element, pack: Path, manifest: Manifest) -> Iterator[str]:
    own = _first(root, "channel/atom:link[@rel='self']/@href")
    if not own.endswith(f"/{NAME}"):
        yield "does not say where it is itself"
        return
    home = own.removesuffix(NAME)
    items = [found for found in _all(root, "channel/item") if isinstance(found, etree._Element)]
    sounds = [_inside(home, _first(item, "enclosure/@url")) for item in items]
    whole = [episode.path(manifest)] if manifest.lists(episode.path(manifest)) else []
    if sounds != [*whole, *(track.path for track in manifest.heard)]:
        yield f"has {len(sounds)} items, which are not the tour in one file and then the tracks in their order"
    for item, path in zip(items, sounds, strict=True):
        yield from _size(pack, path, _first(item, "enclosure/@url"), _first(item, "enclosure/@length"))
    for part in ("channel", "channel/item"):
        for url in (str(url) for beside in _BESIDE for url in _all(root, f"{part}/{beside}")):
            if not (pack / (_inside(home, url) or "..")).is_file():
                yield f"names {url!r}, which is not there"
    dates = [_date(_first(item, "pubDate")) for item in items]
    known = [date for date in dates if date]
    if len(known) < len(dates) or any(after <= before for before, after in pairwise(known)):
        yield "its dates do not rise from item to item: apps would play the tour out of order"
    if [_first(item, "itunes:episode") for item in items] != [str(number) for number in range(1, len(items) + 1)]:
        yield "its episodes are not numbered from 1"


def _size(pack: Path, path: str, url: str, said: str) -> Iterator[str]:
    try:
        size = (pack / (path or "..")).stat().st_size if path else None
    except OSError:
        size = None
    if size is None:
        yield f"names {url!r}, which is not there"
    elif said != str(size):
        yield f"says that {path} has {said} bytes; it has {size}"


def _inside(home: str, url: str) -> str:
    """Return the path in the pack of an address below *home*; nothing for any other."""
    path = unquote(url.removeprefix(home)) if url.startswith(home) else ""
    return "" if path.startswith("/") or ".." in path.split("/") or set(path) & set("\\\0") else path


def _date(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text)
    except ValueError:
        return None


def _first(element: etree._Element, path: str) -> str:
    found = _all(element, path)
    return str(getattr(found[0], "text", None) or found[0]) if found else ""


def _all(element: etree._Element, path: str) -> list[object]:
    found = element.xpath(path, namespaces=_SPACES)
    return list(found) if isinstance(found, list) else []
