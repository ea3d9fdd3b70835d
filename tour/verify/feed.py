"""Checks feed.xml: it names every sound file, with its true size, and nothing that is not there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from tour.verify import episode, reads
from tour.verify.findings import Fault
from tour.verify.manifest import Manifest

NAME = "feed.xml"

_SPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
}
_MOST_ITEMS = 10_000
_BESIDE = ("podcast:transcript/@url", "podcast:chapters/@url", "itunes:image/@href")


def faults(pack: Path, manifest: Manifest) -> Iterator[Fault]:
    """Yield what is wrong with feed.xml, where the pack has one."""
    if not manifest.lists(NAME):
        return
    try:
        root = etree.fromstring(reads.read(pack, NAME), etree.XMLParser(resolve_entities=False, no_network=True))
    except OSError:
        return  # of which `files` tells
    except etree.XMLSyntaxError as fault:
        yield Fault(NAME, f"is not XML: {fault}")
        return
    for message in _messages(root, pack, manifest):
        yield Fault(NAME, message)


def _messages(root: etree._Element, pack: Path, manifest: Manifest) -> Iterator[str]:
    own = _first(root, "channel/atom:link[@rel='self']/@href")
    if not own.endswith(f"/{NAME}"):
        yield "does not say where it is itself"
        return
    home = own.removesuffix(NAME)
    items = [found for found in _all(root, "channel/item") if isinstance(found, etree._Element)]
    if len(items) > _MOST_ITEMS:
        yield f"has more than {_MOST_ITEMS:,} items, as no tour has, and is not read"
        return
    yield from _sound_files(items, home, pack, manifest)
    yield from _files_beside(root, home, pack)
    if not _dates_rise(items):
        yield "its dates do not rise from item to item: apps would play the tour out of order"
    if [_first(item, "itunes:episode") for item in items] != [str(number) for number in range(1, len(items) + 1)]:
        yield "its episodes are not numbered from 1"


def _sound_files(items: list[etree._Element], home: str, pack: Path, manifest: Manifest) -> Iterator[str]:
    """Yield where the items' sounds are not the pack's, in their order and with their sizes."""
    urls = [_first(item, "enclosure/@url") for item in items]
    paths = [_inside(home, url) for url in urls]
    wanted = [track.path for track in manifest.heard]
    if manifest.lists(episode.path(manifest)):
        wanted.insert(0, episode.path(manifest))
    if paths != wanted:
        yield f"has {len(paths)} items, which are not the tour in one file and then the tracks in their order"
    for item, url, path in zip(items, urls, paths, strict=True):
        said, size = _first(item, "enclosure/@length"), _size(pack, path)
        if size is None:
            yield f"names {url!r}, which is not there"
        elif said != str(size):
            yield f"says that {path} has {said} bytes; it has {size}"


def _files_beside(root: etree._Element, home: str, pack: Path) -> Iterator[str]:
    """Yield the addresses of transcripts, chapters and pictures at which the pack has no file."""
    for part in ("channel", "channel/item"):
        for beside in _BESIDE:
            for url in map(str, _all(root, f"{part}/{beside}")):
                path = _inside(home, url)
                if not path or not reads.is_file(pack, path):
                    yield f"names {url!r}, which is not there"


def _dates_rise(items: list[etree._Element]) -> bool:
    """Return whether every item has a date, and a later one than the item before it."""
    last = None
    for item in items:
        date = _date(_first(item, "pubDate"))
        if date is None or (last is not None and date <= last):
            return False
        last = date
    return True


def _size(pack: Path, path: str) -> int | None:
    """Return the bytes of a file of the pack; None when there is no such file."""
    if not path:
        return None
    try:
        return (pack / path).stat().st_size
    except (OSError, ValueError):  # or a name that no system has
        return None


def _inside(home: str, url: str) -> str:
    """Return the path in the pack of an address below *home*; nothing for any other."""
    if not url.startswith(home):
        return ""
    path = unquote(url.removeprefix(home))
    leads_out = path.startswith("/") or ".." in path.split("/")
    return "" if leads_out or set(path) & set("\\\0") else path


def _date(text: str) -> datetime | None:
    """Return a date of RFC 5322; one without a zone (``-0000``) is read as UTC, so that all can be compared."""
    try:
        date = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    return date if date.tzinfo else date.replace(tzinfo=UTC)


def _first(element: etree._Element, path: str) -> str:
    """Return the text of the first element or attribute at the XPath *path*; nothing when there is none."""
    found = _all(element, path)
    if not found:
        return ""
    return str(getattr(found[0], "text", None) or found[0])


def _all(element: etree._Element, path: str) -> list[object]:
    """Return the elements or attributes at the XPath *path*."""
    found = element.xpath(path, namespaces=_SPACES)
    return list(found) if isinstance(found, list) else []
