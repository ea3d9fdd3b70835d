"""The way on foot between places: where one stands at each, and the line, the streets and the crossings between."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, repeat
from math import dist, inf

from tour import geo
from tour.diagnostics import Diagnostic, TourError
from tour.model import By, Place
from tour.osm.elements import Extract
from tour.way import tags as told
from tour.way.ground import lie_of_land
from tour.way.landmarks import Landmarks
from tour.way.legs import Around, End, Leg, leg
from tour.way.network import Anchor, Line, network, parts, walkable
from tour.way.search import search
from tour.way.shapes import Point, bearing, box, foot
from tour.way.sides import Walked, walked
from tour.way.squares import cross_squares
from tour.way.standing import MOST, WARN, Stand, Standing
from tour.way.streets import streets

MOVED = 8.0
"""Metres that a stop may lie from its pin without a word about it."""
_FACES = 2.0
"""Metres from a pin within which one stands on it, and faces nothing."""
_ROUND = 2.0
"""Times as far as straight, and `_MARGIN` more, that nobody would go round without a river."""
_MARGIN = 500.0
"""Metres round the places in which a way is looked for, at least; else half of the walk's width."""


@dataclass(frozen=True, slots=True)
class PlaceAt:
    """A place of somebody's list."""

    slug: str
    name: str
    lat: float
    lon: float
    """Of the pin, in degrees: of what one looks at."""
    by: By = "foot"
    """How one gets from there to the next."""


@dataclass(frozen=True, slots=True)
class StopAt:
    """Where one stands for a place."""

    slug: str
    name: str
    place: tuple[float, float]
    """Latitude and longitude of where one stands: never inside a house, nor in a roadway that has room beside it."""
    pin: tuple[float, float]
    """Latitude and longitude as they were given."""
    face_bearing: float | None
    """Degrees clockwise from north of the pin, seen from the place; None where one stands on it."""
    moved_metres: float


@dataclass(frozen=True, slots=True)
class Way:
    """The way between places, in their order."""

    stops: tuple[StopAt, ...]
    legs: tuple[Leg | None, ...]
    """One fewer than stops; None where one rides."""
    told: tuple[str, ...] = ()
    """What whoever asked for it should know: places that moved, or lie far from any way; what is not step-free."""


def find_way(extract: Extract, places: Sequence[PlaceAt], *, step_free: bool = False, language: str = "") -> Way:
    """Return the way on foot between *places*, in their order, over *extract*; streets are named in *language*.

    None is looked for where a place is left otherwise than on foot. With *step_free* it avoids steps and tells what is
    not known. The same extract gives the same way, whatever the order of its elements. Raises TourError with a fault
    for each place that no way comes near or that lies where data are missing, and for each leg on which one cannot get
    through.
    """
    if not places:
        return Way((), ())
    finder = _Finder(extract, places, step_free, language)
    return finder.way(finder.stands())


class _Finder:
    """One search over one extract."""

    def __init__(self, extract: Extract, places: Sequence[PlaceAt], step_free: bool, language: str) -> None:
        self.extract = extract
        self.places = places
        self.step_free = step_free
        self.language = language
        middle = Place(_middle(place.lat for place in places), _middle(place.lon for place in places))
        self.frame = geo.Frame(middle)
        self.pins = [self.frame.to_xy(Place(place.lat, place.lon)) for place in places]
        west, south, east, north = box(self.pins)
        margin = max(_MARGIN, (east - west + north - south) / 2)
        self.ground = lie_of_land(extract, self.frame, box(self.pins, margin))
        self.lines = walkable(extract, self.ground, step_free=step_free)
        self.told: list[str] = []

    def stands(self) -> list[Stand]:
        """Return where one stands for each place. Raises TourError with a fault for each that no way comes near."""
        found: list[Stand] = []
        faults = []
        standings = self._standings()
        for number, (place, pin) in enumerate(zip(self.places, self.pins, strict=True), 1):
            stand = next(standings).at(pin, -number)
            fault = self._fault(place, stand)
            if fault:
                faults.append(fault)
            elif stand:
                found.append(stand)
                self._tell(place, pin, stand)
        if faults:
            raise TourError(*faults)
        return found

    def _standings(self) -> Iterator[Standing]:
        """Yield for each place the ways to stand on: of the largest network, or of the one on this side of a ride."""
        rings = [nodes for square in self.ground.squares for nodes in square.nodes]
        networks = parts(self.lines, rings)
        first = 0
        for index, place in enumerate(self.places):
            if place.by == "foot" and index + 1 < len(self.places):
                continue
            run = self.pins[first : index + 1]
            whole = len(run) == len(self.places)
            reached = next(iter(networks), set()) if whole else self._serving(networks, run)
            yield from repeat(Standing(self.ground, self.lines, reached), len(run))
            first = index + 1

    def _serving(self, networks: Sequence[set[int]], pins: Sequence[Point]) -> set[int]:
        """Return which of *networks* comes near most of *pins*; of equals the first, which is the largest."""
        near: Counter[int] = Counter()
        for pin in pins:
            close = {line.nodes[0] for line in self.lines if self._off(line, pin) <= MOST}
            near.update(index for index, nodes in enumerate(networks) if not nodes.isdisjoint(close))
        best = max(range(len(networks)), key=lambda index: near[index], default=None)
        return set() if best is None else networks[best]

    def _off(self, line: Line, pin: Point) -> float:
        points = [self.ground.points[node] for node in line.nodes]
        return min((foot(piece, pin)[0] for piece in pairwise(points)), default=inf)

    def _fault(self, place: PlaceAt, stand: Stand | None) -> Diagnostic | None:
        bounds = self.extract.bounds
        if bounds and not (bounds[0] <= place.lon <= bounds[2] and bounds[1] <= place.lat <= bounds[3]):
            hint = "export a larger piece of the map, with all places well inside it"
            return Diagnostic(None, f"{place.name!r} lies outside the extract", hint)
        if stand is None or stand.off > MOST:
            far = f"{stand.off:.0f} m" if stand else f"more than {MOST:.0f} m"
            hint = "is the pin where it should be? Else export a larger piece of the map"
            return Diagnostic(None, f"{place.name!r} lies {far} from any way that one may walk", hint)
        return None

    def _tell(self, place: PlaceAt, pin: Point, stand: Stand) -> None:
        moved = dist(pin, stand.point)
        if stand.off > WARN:
            self.told.append(f"{place.name!r} lies {stand.off:.0f} m from any way: look whether its pin is right")
        if moved > MOVED:
            self.told.append(f"{place.name!r}: one stands {moved:.0f} m from the pin, which is what one looks at")

    def way(self, stands: Sequence[Stand]) -> Way:
        """Return the way between *stands*. Raises TourError with a fault for each leg that has none."""
        around = self._around([stand.anchor for stand in stands])
        legs: list[Leg | None] = []
        faults = []
        for index, (a, b) in enumerate(pairwise(stands)):
            start, end = self.places[index], self.places[index + 1]
            if start.by != "foot":
                legs.append(None)
                continue
            found = search(around.net, a.anchor.node, b.anchor.node)
            if found is None:
                faults.append(self._lost(start, end))
            else:
                line = walked(around.net, self.ground, found, a, b)
                made = leg(around, self._end(index), self._end(index + 1), line)
                self._tell_leg(start, end, a, b, made)
                self._unchecked(start, end, line)
                legs.append(made)
        if faults:
            raise TourError(*faults)
        return Way(tuple(self._stops(stands)), tuple(legs), tuple(self.told))

    def _end(self, index: int) -> End:
        return End(self.places[index].slug, self.places[index].name, self.pins[index])

    def _around(self, anchors: Sequence[Anchor]) -> Around:
        """Return what the legs are found with, *anchors* being the stops on the network."""
        net = network(self.extract, self.ground, self.lines, anchors)
        cross_squares(net, self.ground, self.lines, [anchor for anchor in anchors if anchor.square])
        landmarks = Landmarks(self.extract, self.ground, self.language)
        found = streets(self.extract, self.frame, self.ground.box, self.language)
        return Around(net, self.ground, found, landmarks, self.language)

    def _lost(self, start: PlaceAt, end: PlaceAt) -> Diagnostic:
        why = "the extract ends between them, or what lies between is private"
        if self.step_free:
            why += ", or has steps"
        hint = (
            f"{why}: export a larger piece of the map, or look whether both pins are right; where one rides, begin "
            "without --map, write by: ferry (or bus, tram …) in that stop's script, and then run: tourpack route"
        )
        return Diagnostic(None, f"there is no way on foot from {start.name!r} to {end.name!r}", hint)

    def _tell_leg(self, start: PlaceAt, end: PlaceAt, a: Stand, b: Stand, found: Leg) -> None:
        """Tell of a leg that goes so far round that a piece of the map may be missing."""
        straight = dist(a.point, b.point)
        if found.metres > _ROUND * straight + _MARGIN:
            self.told.append(
                f"from {start.name!r} to {end.name!r} one walks {found.metres:.0f} m for {straight:.0f}: "
                "look at the map whether a way is missing"
            )

    def _unchecked(self, start: PlaceAt, end: PlaceAt, line: Walked) -> None:
        """Tell how much of a step-free way nobody has tried with wheels: a missing tag says nothing."""
        if not self.step_free:
            return
        pieces = zip(pairwise(line.points), line.steps, strict=True)
        metres = sum(dist(a, b) for (a, b), step in pieces if not told.checked_step_free(step.tags))
        if metres >= 1.0:
            self.told.append(
                f"from {start.name!r} to {end.name!r} no steps are mapped, but {metres:.0f} m are not checked: "
                "kerbs, slopes and surface are not known there"
            )

    def _stops(self, stands: Sequence[Stand]) -> Iterator[StopAt]:
        for place, pin, stand in zip(self.places, self.pins, stands, strict=True):
            where = self.frame.to_place(*stand.point)
            moved = dist(pin, stand.point)
            faces = round(bearing(stand.point, pin)) % 360 if moved >= _FACES else None
            yield StopAt(
                slug=place.slug,
                name=place.name,
                place=(round(where.lat, 7), round(where.lon, 7)),
                pin=(place.lat, place.lon),
                face_bearing=faces,
                moved_metres=round(moved, 1),
            )


def _middle(degrees: Iterable[float]) -> float:
    found = sorted(degrees)
    return round((found[0] + found[-1]) / 2, 5)
