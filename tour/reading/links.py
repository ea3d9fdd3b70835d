"""The place that a link to a map holds: geo URIs (RFC 5870) and the links of Google, OpenStreetMap, Apple and others.

Links are read, never fetched. What each map's links look like was found from links that their makers' pages gave.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote_plus, urlsplit

from tour.model import Place
from tour.reading.degrees import LONGEST, degrees_of, place_of

_LINK = re.compile(r"(?:https?://|geo:|www\.|maps\.)\S+", re.IGNORECASE)
_NUMBER = r"[+-]?\d{1,3}(?:\.\d+)?"
_PIN = re.compile(rf"!3d({_NUMBER})!4d({_NUMBER})")
"""The place itself in a link of Google's; what follows the @ is the middle of the screen."""
_SCREEN = re.compile(rf"@({_NUMBER}),({_NUMBER})(?:,|$)")
_HASH = re.compile(rf"map=[\d.]+/({_NUMBER})/({_NUMBER})")
_ZOOMED = re.compile(rf"({_NUMBER}\s*,\s*{_NUMBER})\s*,")
"""A pair before how large the map is, and what it shows."""
_NAMED = ("mlat", "mlon"), ("lat", "lon"), ("lat", "lng"), ("latitude", "longitude")
"""Queries that hold a latitude and a longitude apart."""
_PAIRS = ("coordinate", "q", "query", "ll", "destination", "daddr", "center", "sll", "pt", "cp", "map", "marker", "to")
"""Queries that hold both, the surest first."""
_LONGITUDE_FIRST = ("yandex.",)
_SHORT = ("goo.gl", "maps.app.goo.gl", "bit.ly", "t.co", "osm.org", "tinyurl.com", "maps.apple", "g.co")


def has_link(text: str) -> bool:
    """Return whether *text* holds what may be a link to a map."""
    return bool(_LINK.search(text[:LONGEST]))


def place_in_link(text: str) -> Place:
    """Return the place in the first link of *text*. Raises ValueError, as `degrees` does, where it has none."""
    found = _LINK.search(text[:LONGEST])
    link = found[0].rstrip(").,;>\"'") if found else ""
    if link.lower().startswith("geo:"):
        return _in_geo(link)
    if "://" not in link:
        link = f"https://{link}"
    try:
        parts = urlsplit(link)
        host, query = (parts.hostname or "").lower(), dict(parse_qsl(parts.query, max_num_fields=100))
    except ValueError:
        raise _nothing(link) from None
    whole = unquote_plus(f"{parts.path}#{parts.fragment}")
    numbers = _in_path(whole, link) or _apart(query)
    if numbers:
        return Place(degrees_of(numbers[0], "lat"), degrees_of(numbers[1], "lon"))
    place = _together(query, whole, any(name in host for name in _LONGITUDE_FIRST))
    if place:
        return place
    if screen := _SCREEN.search(whole) or _HASH.search(whole):
        return Place(degrees_of(screen[1], "lat"), degrees_of(screen[2], "lon"))
    if host in _SHORT:
        hint = "open it in a browser, right-click the place and copy its coordinates"
        raise ValueError(f"the short link {link[:60]!r} does not hold a place, and is not fetched", hint)
    raise _nothing(link)


def _in_geo(link: str) -> Place:
    """Return the place of a geo URI; Android writes ``geo:0,0?q=lat,lon(name)`` for a place with a name."""
    path, _, query = link[len("geo:") :].partition("?")
    asked = dict(parse_qsl(query, max_num_fields=100)).get("q", "")
    if named := re.match(rf"({_NUMBER}),({_NUMBER})", asked):
        return Place(degrees_of(named[1], "lat"), degrees_of(named[2], "lon"))
    numbers = path.partition(";")[0].split(",")
    if len(numbers) < 2:
        raise _nothing(link)
    return Place(degrees_of(numbers[0], "lat"), degrees_of(numbers[1], "lon"))


def _in_path(whole: str, link: str) -> tuple[str, str] | None:
    if pin := _PIN.search(link) or _PIN.search(whole):
        return pin[1], pin[2]
    return None


def _apart(query: dict[str, str]) -> tuple[str, str] | None:
    for lat, lon in _NAMED:
        if lat in query and lon in query:
            return query[lat], query[lon]
    return None


def _together(query: dict[str, str], whole: str, longitude_first: bool) -> Place | None:
    """Return the place of a query, else of a step of the path (``/maps/place/60.1,24.9``); None where there is none."""
    texts = [query[name] for name in _PAIRS if name in query]
    texts += [
        step for step in whole.partition("#")[0].split("/") if re.search(r"\d", step) and not step.startswith("@")
    ]
    for text in texts:
        text = re.sub(r"^loc:|\(.*$", "", text).replace("~", ",").replace("_", ",").strip()
        if zoomed := _ZOOMED.match(text):
            text = zoomed[1]
        try:
            place = place_of(text)
        except ValueError:
            continue
        return Place(place.lon, place.lat) if longitude_first else place
    return None


def _nothing(link: str) -> ValueError:
    hint = "open it, right-click the place on the map and copy its coordinates"
    return ValueError(f"the link {link[:60]!r} holds no coordinates, and is not fetched", hint)
