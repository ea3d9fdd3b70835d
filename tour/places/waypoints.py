"""Places of GPX 1.1 (topografix.com/GPX/1/1, `wptType`): waypoints, else the points of a route that have names."""

from __future__ import annotations

from tour.model import Place
from tour.places.pins import Gathering, Pin
from tour.reading.degrees import within
from tour.reading.xml_tree import Element

NOTHING = "this GPX file has no waypoints"
HINT = "put a waypoint at each stop: a track or route is the way, not the places"


def read_waypoints(root: Element, gathering: Gathering) -> None:
    """Gather the waypoints of the GPX below *root*."""
    metadata = root.first("metadata") or root
    gathering.title = gathering.one_line(metadata.said("name"), metadata.span)
    waypoints = [child for child in root.children if child.name == "wpt"]
    for waypoint in waypoints or _named_corners(root):
        _read(waypoint, gathering)


def _named_corners(root: Element) -> list[Element]:
    return [
        corner
        for route in root.children
        if route.name == "rte"
        for corner in route.below("rtept")
        if corner.said("name")
    ]


def _read(waypoint: Element, gathering: Gathering) -> None:
    name = gathering.one_line(waypoint.said("name"), waypoint.span)
    try:
        place = Place(_degrees(waypoint, "lat"), _degrees(waypoint, "lon"))
    except ValueError as fault:
        message, hint = fault.args
        gathering.fault(waypoint.span, f"{name[:60]!r}: {message}" if name else message, hint)
        return
    told = [gathering.plain(waypoint.said(key), waypoint.span) for key in ("desc", "cmt")]
    text = "\n\n".join(dict.fromkeys(filter(None, told)))
    folder = gathering.one_line(waypoint.said("type"), waypoint.span)
    gathering.add(Pin(name, place, waypoint.span, text, folder))


def _degrees(waypoint: Element, axis: str) -> float:
    found = waypoint.attributes.get(axis)
    if found is None:
        raise ValueError(f"a waypoint has no {axis}", 'write <wpt lat="…" lon="…">, in degrees')
    try:
        degrees = float(found)
    except ValueError:
        hint = "write degrees with a point, such as 60.16760"
        raise ValueError(f"{axis} is {found[:40]!r}, which is not a number", hint) from None
    return within(degrees, "lat" if axis == "lat" else "lon")
