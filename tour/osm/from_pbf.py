"""Reading OpenStreetMap's PBF format (wiki.openstreetmap.org/wiki/PBF_Format) with the library osmium.

It is the extra ``tourpack[pbf]``: there are wheels for most systems, but none for musl and for Macs with an Intel chip.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tour.osm.elements import Kind, Member
from tour.osm.gathering import FaultyError, Gathering

_KINDS: dict[str, Kind] = {"n": "node", "w": "way", "r": "relation"}
_WITHOUT = "pip install 'tourpack[pbf]', or export the area as .osm, .osm.gz or .osm.bz2"


def read_pbf(path: Path, into: Gathering) -> None:
    """Read the PBF file *path*. Raises FaultyError, also where osmium is not installed."""
    try:
        import osmium
    except ImportError:
        raise FaultyError("reading a .pbf needs osmium, which is not installed", _WITHOUT) from None
    try:
        elements = osmium.FileProcessor(osmium.io.File(str(path), "pbf"))
        box = elements.header.box()
        if box.valid():
            into.cover(box.bottom_left.lon, box.bottom_left.lat, box.top_right.lon, box.top_right.lat)
        for element in elements:
            _take(element, into)
    except FaultyError:
        raise
    except (RuntimeError, ValueError, OSError) as error:
        # What libosmium throws arrives as one of these.
        reason = str(error).strip() or "it cannot be read"
        raise FaultyError(f"broken PBF: {reason[:200]}", "it may be cut short: fetch it anew") from None


def _take(element: Any, into: Gathering) -> None:  # osmium's own types, of C++
    """Read one element; osmium's are valid only until the next."""
    if not element.visible:
        return
    tags = {tag.k: tag.v for tag in element.tags}
    match element.type_str():
        case "n":
            if not element.location.valid():
                raise FaultyError(f"node {element.id} has no position", "fetch it anew")
            into.node(element.id, element.location.lat, element.location.lon, tags)
        case "w":
            into.way(element.id, [node.ref for node in element.nodes], tags)
        case "r":
            members = [Member(_KINDS[member.type], member.ref, member.role) for member in element.members]
            into.relation(element.id, members, tags)
