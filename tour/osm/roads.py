"""Streets, paths and rails of a map: pieces of one name and kind joined, and cut to the frame."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from math import dist
from typing import NamedTuple

from tour.model import Place
from tour.osm import classes
from tour.osm.beside import Beside
from tour.osm.clip import Point, clipped_line
from tour.osm.elements import Way
from tour.osm.rings import Line, rings
from tour.osm.view import Drawn, View

_UNDER = 6.0
"""Metres from the route within which a way is one that it follows."""
_SIDEWALK = 9.0
"""Metres from the line of a street within which a path without a name is its sidewalk, whatever its tags say."""
_TRACKS = 9.0
"""Metres apart that tracks are drawn at least: of a double track one, of a yard a few."""
_STUB = 12.0
"""Metres of what is left of a track or a path that are too short to tell anything."""
_ORDER = ("major", "collector", "local", "path", "steps", "rail")


class _Look(NamedTuple):
    """What pieces that are drawn as one have in common."""

    kind: str
    name: str
    width: float = 0.0
    bridge: bool = False


_Looks = dict[_Look, list[Line]]


def streets(view: View, route: Sequence[Place]) -> Iterator[Drawn]:
    """Yield streets and paths; of those that no street map shows, such as sidewalks, what the *route* follows."""
    found: _Looks = {}
    roadside, walk = Beside(_SIDEWALK), Beside(_UNDER)
    walk.add([view.metres((place.lon, place.lat)) for place in route])
    for way in view.ways:
        if kind := classes.carriageway(way.tags):
            look = _Look(kind, view.name(way.tags), classes.width(way.tags), classes.layer(way.tags) > 0)
            found.setdefault(look, []).extend(view.known(way.nodes))
            for line in view.known(way.nodes):
                for piece in clipped_line(view.points(line), view.frame):
                    roadside.add([view.metres(point) for point in piece])
    for way in view.ways:
        look, lines = _path(view, way, roadside, walk)
        found.setdefault(look, []).extend(lines)
    yield from _joined(view, found)


def _path(view: View, way: Way, roadside: Beside, walk: Beside) -> tuple[_Look, list[Line]]:
    """Return how a way for feet is drawn, and what of it: of sidewalks, and of what is private, what *walk* follows."""
    kind, name = classes.path(way.tags), view.name(way.tags)
    wide = classes.metres(way.tags.get("width", ""))
    if kind == "path" and not name:
        return _Look(kind, ""), list(_stretches(view, way, lambda a, b: walk.runs(a, b) or not roadside.runs(a, b)))
    if kind:
        return _Look(kind, name, wide), list(view.known(way.nodes))
    if classes.carriageway(way.tags) or not (kind := classes.walked(way.tags)):
        return _Look("path", ""), []
    return _Look(kind, name), list(_stretches(view, way, walk.runs))


def _stretches(view: View, way: Way, wanted: Callable[[Point, Point], bool]) -> Iterator[Line]:
    """Yield the stretches of *way* all pieces of which are *wanted*."""
    for nodes in view.known(way.nodes):
        stretch: list[int] = []
        for (a, b), (first, last) in zip(pairwise(_on_ground(view, nodes)), pairwise(nodes), strict=True):
            if wanted(a, b):
                stretch = [*(stretch or [first]), last]
                continue
            if stretch:
                yield tuple(stretch)
            stretch = []
        if stretch:
            yield tuple(stretch)


def _on_ground(view: View, nodes: Iterable[int]) -> list[Point]:
    """Return where *nodes* lie, in metres."""
    return [view.metres(point) for point in view.points(nodes)]


def rails(view: View) -> Iterator[Drawn]:
    """Yield tracks that can be seen: those with a name, then of the others the longest, none beside another."""
    found: _Looks = {}
    for way in view.ways:
        if classes.rail(way.tags):
            name = classes.rail_name(way.tags, view.name(way.tags))
            found.setdefault(_Look("rail", name), []).extend(view.known(way.nodes))
    tracks = list(_joined(view, found))
    drawn = Beside(_TRACKS)
    for one in sorted(tracks, key=lambda track: (not track.name, -_long(view, track), track.lines)):
        for stretch in _apart(view, one.lines[0], drawn):
            drawn.add([view.metres(point) for point in stretch])
            yield Drawn("rail", one.name, "LineString", (stretch,))


def _long(view: View, one: Drawn) -> float:
    """Return how many metres long a line is, in whole tens: equal tracks differ by what they are, not by a rounding."""
    points = [view.metres(point) for point in one.lines[0]]
    return round(sum(dist(a, b) for a, b in pairwise(points)), -1)


def _apart(view: View, line: Sequence[Point], drawn: Beside) -> Iterator[tuple[Point, ...]]:
    """Yield the stretches of a track that do not run along beside one that is *drawn*; no stubs."""
    stretch: list[Point] = []
    for a, b in pairwise(line):
        if not drawn.runs(view.metres(a), view.metres(b)):
            stretch = [*(stretch or [a]), b]
            continue
        if _worth(view, stretch):
            yield tuple(stretch)
        stretch = []
    if _worth(view, stretch):
        yield tuple(stretch)


def _worth(view: View, stretch: Sequence[Point]) -> bool:
    points = [view.metres(point) for point in stretch]
    return sum(dist(a, b) for a, b in pairwise(points)) > _STUB


def _joined(view: View, found: _Looks) -> Iterator[Drawn]:
    """Yield the pieces of each look joined end to end: fewer features, and dashes that go on over the joints."""
    for look in sorted(found, key=lambda look: (_ORDER.index(look.kind), *look[1:])):
        joined = rings(found[look])
        lines = [*joined.open, *((*ring, ring[0]) for ring in joined.closed)]
        for line in lines:
            for piece in clipped_line(view.points(line), view.frame):
                yield Drawn(look.kind, look.name, "LineString", (piece,), look.width, look.bridge)
