"""What an extract of OpenStreetMap gives a tour: its map, where one stands, the way, and drafts of the walks."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any
from xml.sax.saxutils import escape

from tour.diagnostics import Diagnostic, TourError
from tour.geo import distance
from tour.model import Place
from tour.osm.elements import Extract
from tour.osm.street_map import lacking, street_map
from tour.reading.drafts import digest_of, marked
from tour.reading.route import FARTHEST
from tour.starting.frame import frame_of
from tour.starting.outline import StopOutline
from tour.starting.parts import Stand
from tour.starting.scripts import WALK_MARK
from tour.way.drafts import draft_ride, draft_walk
from tour.way.find import PlaceAt, Way, find_way

ROUTE_MARK = "drawn by tourpack route, which draws it anew while it is unchanged"


@dataclass(frozen=True, slots=True)
class Ways:
    """What a route gives a tour."""

    stands: tuple[Stand, ...]
    """One for each stop."""
    walks: tuple[str, ...]
    """What stands below ``# Walk``, marked as drafts; one for each stop but the last."""
    lines: tuple[tuple[Place, ...], ...]
    """One for each leg."""
    told: tuple[str, ...]


def ways(
    extract: Extract,
    stops: Sequence[StopOutline],
    language: str,
    step_free: bool = False,
    drawn: Sequence[Sequence[Place]] = (),
) -> Ways:
    """Return the way between *stops* over *extract*. Raises TourError where there is none.

    Where one rides, it follows whichever of the lines *drawn* leads there, and is straight without one.
    """
    _refuse_swapped(extract, stops)
    places = [PlaceAt(stop.slug, stop.title, stop.pin.lat, stop.pin.lon, stop.by) for stop in stops]
    try:
        way = find_way(extract, places, step_free=step_free, language=language)
    except TourError as error:
        raise TourError(*(_placed(fault, stops) for fault in error.diagnostics)) from None
    return Ways(
        stands=tuple(Stand(Place(*stop.place), stop.face_bearing) for stop in way.stops),
        walks=tuple(_walks(way, stops, language)),
        lines=tuple(_lines(way, drawn)),
        told=way.told,
    )


def _lines(way: Way, drawn: Sequence[Sequence[Place]]) -> Iterator[tuple[Place, ...]]:
    for leg, (start, end) in zip(way.legs, pairwise(way.stops), strict=True):
        if leg:
            yield tuple(Place(*point) for point in leg.points)
        else:
            yield _ridden(Place(*start.place), Place(*end.place), drawn)


def _ridden(start: Place, end: Place, drawn: Sequence[Sequence[Place]]) -> tuple[Place, ...]:
    """Return the line of a ride: one that was *drawn* from near *start* to near *end*, else a straight one."""
    for line in drawn:
        if max(distance(line[0], start), distance(line[-1], end)) <= FARTHEST:
            return tuple(line)
    return start, end


def _placed(fault: Diagnostic, stops: Sequence[StopOutline]) -> Diagnostic:
    """Return *fault* with the place of the stop that it begins with, where it has none."""
    named = next((stop for stop in stops if fault.message.startswith(repr(stop.title))), None)
    return replace(fault, span=named.span) if named and fault.span is None else fault


def _refuse_swapped(extract: Extract, stops: Sequence[StopOutline]) -> None:
    """Raise TourError where all of a list lies outside the extract, and inside it with its coordinates swapped."""
    if extract.bounds is None:
        return
    west, south, east, north = extract.bounds

    def inside(lat: float, lon: float) -> bool:
        return south <= lat <= north and west <= lon <= east

    if any(inside(stop.pin.lat, stop.pin.lon) or not inside(stop.pin.lon, stop.pin.lat) for stop in stops):
        return
    message = f"{stops[0].title!r}, and all other places, have latitude and longitude swapped"
    raise TourError(Diagnostic(stops[0].span, message, "swap the two columns of the list"))


def _walks(way: Way, stops: Sequence[StopOutline], language: str) -> Iterator[str]:
    for leg, (stop, after) in zip(way.legs, pairwise(stops), strict=True):
        text = draft_walk(leg, after.title, language) if leg else draft_ride(stop.by, after.title, language)
        yield marked(text.strip(), WALK_MARK)


def map_text(extract: Extract, places: Sequence[Place], lines: Sequence[Sequence[Place]], language: str) -> str:
    """Return ``streets.geojson``: the map of the ground that the papers show, marked as a draft, a feature a line."""
    route = [place for line in lines for place in line]
    found = street_map(extract, frame_of(places, lines, extract.bounds), language, route)
    features = ",\n".join(_json(feature) for feature in found.pop("features"))
    head = _json(found)[1:-1].partition('"FeatureCollection"')
    text = f'{head[0]}"FeatureCollection"{head[2]}, "features": [\n{features}\n]}}\n'
    return "{" + f'"draft": "{digest_of("{" + text)}", ' + text


def map_lacks(extract: Extract, places: Sequence[Place], lines: Sequence[Sequence[Place]]) -> list[str]:
    """Return what a map of the ground would lack, a line each."""
    return lacking(extract, frame_of(places, lines, extract.bounds))


def route_text(title: str, slugs: Sequence[str], lines: Sequence[Sequence[Place]]) -> str:
    """Return ``route.gpx``: GPX 1.1 with a track segment for each leg, marked as a draft."""
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    body = "".join(_route_lines(title, slugs, lines))
    return f"{head}<!-- draft {digest_of(head + body)}: {ROUTE_MARK} -->\n{body}"


def _route_lines(title: str, slugs: Sequence[str], lines: Sequence[Sequence[Place]]) -> Iterator[str]:
    yield '<gpx xmlns="http://www.topografix.com/GPX/1/1" version="1.1" creator="tourpack">\n'
    yield f"  <trk>\n    <name>{escape(title)}</name>\n"
    for (start, end), line in zip(pairwise(slugs), lines, strict=True):
        yield f"    <!-- {start} to {end} -->\n    <trkseg>\n"
        for place in line:
            yield f'      <trkpt lat="{place.lat:.7f}" lon="{place.lon:.7f}"/>\n'
        yield "    </trkseg>\n"
    yield "  </trk>\n</gpx>\n"


def _json(value: Any) -> str:  # JSON
    return json.dumps(value, ensure_ascii=False)
