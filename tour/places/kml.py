"""Places of KML 2.2 (OGC 07-147r2), as Google My Maps, Google Earth and many others write it."""

from __future__ import annotations

import re

from tour.model import Place
from tour.places.headings import TEXT, rank
from tour.places.pins import Gathering, Pin
from tour.places.plain import pictures
from tour.reading.degrees import within
from tour.reading.xml_tree import Element

NOTHING = "this KML has no places"
HINT = "each place is a <Placemark> with a <Point>: in My Maps, Export to KML/KMZ, of the whole map"
_SHAPES = ("LineString", "LinearRing", "Polygon", "Track", "MultiTrack", "Model")
_UNTITLED = re.compile(
    r"untitled|unbenannt|karte ohne titel|mapa sin t|carte sans titre|mappa senza titolo", re.IGNORECASE
)
_FILE_END = re.compile(r"\.km[lz]$", re.IGNORECASE)
_POSITION = re.compile(r"\s*([^\s,]+)\s*,\s*([^\s,]+)")


def read_kml(root: Element, gathering: Gathering) -> None:
    """Gather the places of the KML below *root*, folder by folder; what is no place is told."""
    document = root.first("Document") or root.first("Folder")
    gathering.title = _title(gathering.one_line(document.said("name"), document.span)) if document else ""
    directions = [folder for folder in root.below("Folder") if _is_directions(folder)]
    _read_folder(root, "", gathering, directions)
    for layer in directions:
        _read_directions(layer, gathering)
    _tell_pictures(root, gathering)
    for link in root.below("NetworkLink"):
        _tell_link(link, gathering)


def _title(name: str) -> str:
    """Return the name of a map as a title: not one that its maker gave for want of a name, nor that of a file."""
    return "" if _UNTITLED.match(name) else _FILE_END.sub("", name)


def _read_folder(element: Element, folder: str, gathering: Gathering, apart: list[Element]) -> None:
    """Gather the places that lie in *element*, whose folders are named *folder*; not those of the folders *apart*."""
    for child in element.children:
        if child.name == "Placemark":
            _read_placemark(child, folder, gathering)
        elif child.name == "Folder" and child not in apart:
            name = gathering.one_line(child.said("name"), child.span).replace("/", "-")
            _read_folder(child, " / ".join(filter(None, (folder, name))), gathering, apart)
        elif child.name == "Document":
            _read_folder(child, folder, gathering, apart)


def _is_directions(folder: Element) -> bool:
    """Return whether *folder* is a layer that My Maps made for a way: a line of its own name, then the ends of that."""
    marks = [child for child in folder.children if child.name == "Placemark"]
    title = folder.said("name")
    if len(marks) < 3 or not marks[0].first("LineString") or marks[0].said("name") != title:
        return False
    return all(end.first("Point") and end.said("name") in title for end in (marks[1], marks[-1]))


def _read_directions(layer: Element, gathering: Gathering) -> None:
    """Gather the ends of a way as places where the list has no others; else they are told and passed over."""
    name = gathering.one_line(layer.said("name"), layer.span)
    if gathering.pins:
        message = f"the layer {name[:80]!r} is a way: its line and its ends are passed over"
        gathering.tell(layer.span, message, "ends that are stops need points of their own, in another layer")
    else:
        _read_folder(layer, name, gathering, [])


def _read_placemark(mark: Element, folder: str, gathering: Gathering) -> None:
    name = gathering.one_line(mark.said("name"), mark.span)
    named = repr(name[:60]) if name else f"the place without a name in line {mark.span.line}"
    points = list(mark.below("Point"))
    if not points:
        _tell_pointless(mark, named, gathering)
        return
    if len(points) > 1:
        gathering.tell(mark.span, f"{named} has {len(points)} points: the first one is taken")
    place = _place(points[0], named, gathering)
    if place is None:
        return
    text = mark.said("description") or mark.said("snippet") or mark.said("Snippet") or _extended(mark)
    pin = Pin(
        name=name,
        place=place,
        span=mark.span,
        text=gathering.plain(text, mark.span),
        folder=folder,
        address=gathering.one_line(mark.said("address"), mark.span),
    )
    gathering.add(pin)


def _tell_pointless(mark: Element, named: str, gathering: Gathering) -> None:
    if any(next(mark.below(shape), None) for shape in _SHAPES):
        hint = "where it is a stop, put a point there"
        gathering.tell(mark.span, f"{named} is a line or an area, and is passed over", hint)
        return
    if address := gathering.one_line(mark.said("address"), mark.span):
        hint = "an address is not looked up: put a point there"
        gathering.fault(mark.span, f"{named} has an address, {address[:80]!r}, and no place", hint)
        return
    gathering.fault(mark.span, f"{named} has no place", "write <Point><coordinates>longitude,latitude</…>")


def _place(point: Element, named: str, gathering: Gathering) -> Place | None:
    """Return where *point* is: ``longitude,latitude``, a height or not; None, with a fault, where it is nowhere."""
    coordinates = point.first("coordinates")
    span = coordinates.span if coordinates else point.span
    found = _POSITION.match(coordinates.text[:200]) if coordinates else None
    if not found:
        hint = "write <coordinates>longitude,latitude</coordinates>, in degrees"
        gathering.fault(span, f"{named} has no coordinates", hint)
        return None
    try:
        return Place(within(_number(found[2]), "lat"), within(_number(found[1]), "lon"))
    except ValueError as fault:
        message, hint = (*fault.args, "KML writes longitude first")[:2]
        gathering.fault(span, f"{named}: {message}", hint)
        return None


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise ValueError(
            f"{text[:40]!r} is no number of degrees", "write degrees with a point, such as 24.95210"
        ) from None


def _extended(mark: Element) -> str:
    """Return what a placemark without a description tells in fields of its own that have a heading for it."""
    told = []
    for entry in mark.below("Data"):
        if rank(entry.attributes.get("name", ""), TEXT) is not None:
            told.append(entry.said("value"))
    for entry in mark.below("SimpleData"):
        if rank(entry.attributes.get("name", ""), TEXT) is not None:
            told.append(entry.text)
    return "\n\n".join(told)


def _tell_link(link: Element, gathering: Gathering) -> None:
    inside = link.first("Link") or link.first("Url")
    href = gathering.one_line(inside.said("href"), link.span) if inside else ""
    message = f"a network link{f' to {href[:100]}' if href else ''} is not followed: nothing is fetched"
    hint = "download what it leads to and name that file; in My Maps, export without 'Keep data up to date'"
    gathering.tell(link.span, message, hint)


def _tell_pictures(root: Element, gathering: Gathering) -> None:
    """Tell how many pictures stand in descriptions: a walk is heard, and nothing is fetched."""
    shown = [element for element in root.below("description") if pictures(element.text)]
    count = sum(pictures(element.text) for element in shown)
    if count:
        message = (
            f"{count} picture{'s' if count > 1 else ''} in the descriptions {'are' if count > 1 else 'is'} left out"
        )
        gathering.tell(shown[0].span, message, "stops/art/ takes line drawings, as SVG")
