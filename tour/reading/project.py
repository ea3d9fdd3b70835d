"""A project's folder → a Tour, and every fault in it at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from tour import geo
from tour.diagnostics import RULES, Diagnostic, Span, TourError, did_you_mean, ordered, short, shown
from tour.model import Credit, Feature, Gaps, Leg, Place, Stop, Tour, Voice, crossed_in
from tour.picture import Picture
from tour.plugins import engine
from tour.reading import rides, route
from tour.reading.cleaning import JUMP, cleaned
from tour.reading.crossings import crossed
from tour.reading.elsewhere import map_elsewhere
from tour.reading.find import find
from tour.reading.gathered import Gathered, misnamed
from tour.reading.located import Located, read_toml, without_comments
from tour.reading.map_notes import Notes, read_notes
from tour.reading.mapdata import read_map
from tour.reading.misplaced import misplaced
from tour.reading.route_file import NAMES, Route, read_route, routes
from tour.reading.schema import TourMatter, same_named
from tour.reading.stops import stops as read_stops
from tour.reading.strays import check_scripts, check_strays
from tour.reading.street_index import Streets
from tour.reading.tables import lexicon, sources
from tour.reading.typefaces import typefaces
from tour.words.language import file_for, words_of

_DEFAULTS = TourMatter(title="none", slug="none", published="2000-01-01")
"""What scripts are read by while tour.toml has faults. Its title, slug and date are never looked at."""


@dataclass(frozen=True, slots=True)
class Read:
    """A project read: the tour as far as it could be read, and every fault in it."""

    root: Path
    """The folder that holds ``stops/``."""
    tour: Tour | None
    """None when tour.toml has faults; whole only when no fault is an error."""
    faults: tuple[Diagnostic, ...]
    printed: tuple[tuple[str, Span], ...] = ()
    """Source lines that hold text for the card, and where they start."""
    stilled: frozenset[str] = frozenset()
    """Rules that are not to warn, as tour.toml says with a reason for each."""
    fonts_whole: bool = True
    """Whether each font that tour.toml names can be used; of one that cannot, nobody knows which letters it has."""


def read(project: Path, engine_name: str = "", voice_name: str = "") -> Read:
    """Return the tour in folder *project*, with every fault in every file.

    *engine_name* and *voice_name* go before those of tour.toml. Raises TourError only where there is no tour at all.
    """
    root = find(project)
    gathered = Gathered(root / "stops", Voice("", "", ""))
    matter, toml = _tour_matter(gathered)
    settings = matter or _DEFAULTS
    gathered.voice = _voice(gathered, settings, toml, engine_name, voice_name)
    lexemes, replacements = lexicon(gathered)
    gathered.replaced = {replacement.written: replacement.said for replacement in replacements}
    welcome, scripts = read_stops(gathered)
    check_scripts(gathered)
    stops = tuple(replace(stop, drawing=_drawing(gathered, stop.slug)) for stop in _placed(scripts))
    features, notes = _map(gathered)
    gathered.faults += map_elsewhere(features, stops, shown(gathered.root / "streets.geojson"))
    legs = _legs(gathered, stops, features, settings.pace)
    known_sources = sources(gathered)
    if matter is None or toml is None:
        return Read(root, None, ordered(gathered.faults))
    _check_lines(gathered, toml, matter, stops)
    cover = _cover(gathered, toml, matter.cover) if matter.cover else None
    fonts = typefaces(gathered, toml, matter.fonts)
    if not _script_missing(gathered):
        check_strays(gathered, {*(stop.slug for stop in stops), *([matter.cover] if matter.cover else [])})
    tour = Tour(
        openstreetmap=notes.openstreetmap,
        reach=notes.reach,
        voice=gathered.voice,
        welcome=welcome,
        stops=stops,
        legs=legs,
        map=features,
        sources=known_sources,
        lexicon=lexemes,
        replacements=replacements,
        credits=tuple(Credit(**same_named(credit, Credit)) for credit in matter.credits),
        gaps=Gaps(**same_named(matter.gaps, Gaps)),
        texts=tuple(sorted(matter.texts.items())),
        cover=cover,
        fonts=fonts,
        unsourced=tuple(matter.unsourced.items()),
        **same_named(matter, Tour, apart=("voice", "credits", "gaps", "texts", "cover", "fonts", "unsourced")),
    )
    stilled = frozenset(matter.stilled)
    whole = len(fonts) == len(matter.fonts)
    return Read(root, _credited(tour), ordered(gathered.faults), tuple(gathered.printed), stilled, whole)


@dataclass(frozen=True, slots=True)
class Scripts:
    """What a project says without its map and route."""

    root: Path
    """The folder that holds ``stops/``."""
    title: str
    language: str
    stops: tuple[Stop, ...]


def read_scripts(project: Path) -> Scripts:
    """Return the stops of the tour in folder *project*, for whoever makes its map and route.

    Raises TourError with all faults where tour.toml or a stop cannot be read; others are no matter here.
    """
    root = find(project)
    gathered = Gathered(root / "stops", Voice("", "", ""))
    matter, toml = _tour_matter(gathered)
    gathered.voice = _voice(gathered, matter or _DEFAULTS, toml, "", "")
    _, stops = read_stops(gathered)
    written = [path for path in gathered.root.glob("*.md") if not path.name.startswith("00")]
    if matter is None or len(stops) < len(written):
        raise TourError(*ordered(fault for fault in gathered.faults if fault.severity == "error"))
    return Scripts(root, matter.title, matter.language, stops)


_MARKS = {
    "hold": ("{stand}",),
    "back_there": ("{stand}",),
    "back_across": ("{street}",),
    "both_arms": ("{street}",),
    "quiet_across": ("{street}",),
    "quiet_there": ("{next}",),
    "walk": ("{next}",),
    "walk_on": ("{next}", "{street}"),
}
"""The program's own lines that have names put in, and their marks."""


def _tour_matter(gathered: Gathered) -> tuple[TourMatter | None, Located | None]:
    """Return what tour.toml says, None where it has faults, and where it says so."""
    text, path = gathered.read_text("tour.toml")
    if text is None:
        if not gathered.faults:
            hint = 'it needs at least title, slug and published = "YYYY-MM-DD"'
            if near := misnamed(gathered.root, "tour.toml"):
                hint = f"is it {near}? then give it the name tour.toml"
            gathered.fault(Span(path, 1, 1), "the file tour.toml is missing", hint)
        return None, None
    toml = gathered.tried(read_toml, text, path)
    if toml is None:
        return None, None
    _note_printed(gathered, path, text)
    return gathered.checked(TourMatter, toml), toml


_UNPRINTED = ("texts", "unsourced", "stilled", "gaps")
"""Tables of tour.toml that are spoken, or for the author alone."""


def _note_printed(gathered: Gathered, path: str, text: str) -> None:
    """Note the lines of tour.toml that hold what is printed: no comments, and nothing that is only spoken."""
    table = ""
    for number, line in enumerate(without_comments(text), 1):
        if header := re.match(r"\s*\[+\s*([A-Za-z_]+)", line):
            table = header[1]
        if table not in _UNPRINTED:
            gathered.note_printed(path, line, number)


def _voice(gathered: Gathered, settings: TourMatter, toml: Located | None, engine_name: str, voice_name: str) -> Voice:
    """Return the tour's voice: as named on the command line, else as *settings* say, else as the engine has it."""
    voice = Voice(engine_name or settings.engine, voice_name, settings.language)
    own_engine = voice.engine == settings.engine
    if own_engine:
        voice = replace(voice, speed=settings.speed)  # a pace is tuned for one voice
    try:
        speaker = engine(voice.engine)
    except TourError as error:
        span = None if engine_name else _at(toml, "engine")
        gathered.faults += [replace(fault, span=span) for fault in error.diagnostics]
        return voice
    if not voice_name and own_engine:
        voice = replace(voice, name=settings.voice)
    if not voice.name:
        voice = replace(voice, name=speaker.default_voice)
    refusal = speaker.refuse(voice)
    if refusal:
        gathered.fault(None if voice_name else _at(toml, "voice"), refusal.message, refusal.hint)
    return voice


def _at(toml: Located | None, key: str) -> Span | None:
    return toml.at((key,)) if toml else None


def _check_lines(gathered: Gathered, toml: Located, matter: TourMatter, stops: tuple[Stop, ...]) -> None:
    """Gather what is to be told of the lines that the program itself says: those in English, and strange braces.

    And faults in the names of rules that are stilled, which are words of the program's as well.
    """
    for rule in matter.stilled:
        if rule not in RULES:
            span = toml.key(("stilled", rule))
            gathered.fault(span, f"no rule that warns is called {short(rule)!r}", did_you_mean(rule, RULES))
    if not file_for(matter.language):
        _warn_of_english(gathered, toml, matter, stops)
    for key, line in matter.texts.items():
        marks = _MARKS.get(key, ())
        rest = line
        for mark in marks:
            rest = rest.replace(mark, "")
        if "{" in rest:
            allowed = f"only {' and '.join(marks)} may stand in braces here" if marks else "no braces may stand here"
            gathered.fault(toml.at(("texts", key)), allowed)


_ONLY_SHOWN = ("walk", "walk_on", "home", "quiet_across", "quiet_there", "ending_title")
"""Lines that name tracks, and are never heard."""
_NOT_SAID = "across"
"""The line that opens what the author says beyond a road, and is the author's to say."""


def _warn_of_english(gathered: Gathered, toml: Located, matter: TourMatter, stops: tuple[Stop, ...]) -> None:
    """Warn once of all that is in English, for the program does not know the tour's language and the tour lacks it."""
    lacking = [key for key in _lines_needed(matter, stops) if key not in matter.texts]
    said = [key for key in lacking if key not in (*_ONLY_SHOWN, _NOT_SAID)]
    message = f"the program has no words of its own in {matter.language!r}: what it prints and shows is in English"
    if said:
        message += f", and so are these lines where it says them: {', '.join(said)}"
    hint = "CONTRIBUTING.md, under Languages, tells how to teach the program all its words"
    if lacking:
        hint = f"your own go under [texts] in tour.toml: {', '.join(lacking)}; {hint}"
    gathered.warn(toml.at(("language",)), message, hint, "language")


def _lines_needed(matter: TourMatter, stops: tuple[Stop, ...]) -> list[str]:
    needed = ["walk", "home"]
    if len(stops) > 1:
        needed += ["stay", "stay_until", "begins", "quiet_there"]
        needed += ["hold", "back_there"] if matter.hold else []
    if any(cross.cut for stop in stops for cross in crossed_in(stop.walk)):
        needed += ["across", "back_across", "quiet_across", "walk_on"]
    if any(_twice(stop) for stop in stops):
        needed += ["both_arms"]
    if any(stop.ending for stop in stops):
        needed += ["ending", "ending_title"]
    return needed


def _twice(stop: Stop) -> bool:
    """Say whether a walk falls silent for two arms of one street, which are crossed one after the other."""
    pairs = pairwise(crossed_in(stop.walk))
    return any(first.street == second.street and second.cut for first, second in pairs)


def _drawing(gathered: Gathered, name: str) -> Picture | None:
    data, path = gathered.read_bytes(f"art/{name}.svg")
    if data is None:
        return None
    # Only a tour with drawings pays for the reader's libraries.
    from tour.reading.drawings import read_drawing

    return gathered.tried(read_drawing, data, path)


def _cover(gathered: Gathered, toml: Located, name: str) -> Picture | None:
    """Return the drawing that tour.toml names for the cover. One that is not there is a fault."""
    faults = len(gathered.faults)
    drawing = _drawing(gathered, name)
    if drawing is None and len(gathered.faults) == faults:
        gathered.fault(toml.at(("cover",)), f"there is no drawing art/{name}.svg", "name one without its .svg")
    return drawing


def _map(gathered: Gathered) -> tuple[tuple[Feature, ...], Notes]:
    data, path = gathered.read_bytes("streets.geojson")
    if data is None:
        return (), Notes()
    return gathered.tried(read_map, data, path, gathered.faults) or (), read_notes(data)


def _credited(tour: Tour) -> Tour:
    """Return *tour* with a credit for its map where that is OpenStreetMap's and the author has given none."""
    told = any("openstreetmap" in f"{one.who} {one.url}".lower() for one in tour.credits)
    if told or not tour.openstreetmap:
        return tour
    words = words_of(tour)
    url = "https://www.openstreetmap.org/copyright"
    credit = Credit(words("map.data"), words("map.openstreetmap"), "ODbL 1.0", url)
    return replace(tour, credits=(*tour.credits, credit))


def _legs(gathered: Gathered, stops: tuple[Stop, ...], features: tuple[Feature, ...], pace: float) -> tuple[Leg, ...]:
    if len(stops) < 2:
        return ()
    placed = any(stop.place for stop in stops)
    if not placed or (_in_one_building(stops) and not routes(gathered)):
        gathered.faults += rides.in_one_place(stops)
        return ()
    found = _route(gathered, stops)
    if found is None or _script_missing(gathered):
        return ()

    def bridged(before: Place, after: Place) -> bool:
        return rides.bridges(stops, before, after, JUMP)

    segments, told = cleaned(found.traces, [stop.place for stop in stops if stop.place], bridged)
    gathered.faults += told
    legs, faults = route.legs(stops, segments, pace, path=found.path)
    gathered.faults += faults
    if any(fault.severity == "error" for fault in faults):
        return legs  # nor are its crossings where they should be
    streets = Streets(features)
    gathered.faults += misplaced(stops, legs, streets)
    return tuple(_crossed(gathered, legs, stops, streets))


def _crossed(gathered: Gathered, legs: Sequence[Leg], stops: Sequence[Stop], streets: Streets) -> Iterator[Leg]:
    """Yield *legs*, those on foot with their kerbs."""
    for leg, stop in zip(legs, stops, strict=False):
        if leg.ridden:
            yield leg
        else:
            with_kerbs, faults = crossed(leg, stop, streets)
            gathered.faults += faults
            yield with_kerbs


def _route(gathered: Gathered, stops: tuple[Stop, ...]) -> Route | None:
    """Return the walked line; one without a point where there is no file, and nobody walks between the stops."""
    if rides.between(stops, 0, len(stops) - 1) and not routes(gathered):
        return Route(shown(gathered.root / NAMES[0]), ())
    return read_route(gathered)


_BUILDING = 30.0
"""Metres between stops up to which a tour may be one of rooms, with no way that a map could show."""


def _in_one_building(stops: tuple[Stop, ...]) -> bool:
    places = [stop.place for stop in stops if stop.place]
    return all(geo.distance(places[0], place) <= _BUILDING for place in places)


def _placed(stops: tuple[Stop, ...]) -> list[Stop]:
    """Return *stops* with a place for each room on a walk: that of the stop before it, or of the first one after."""
    here = next((stop.place for stop in stops if stop.place), None)
    out = []
    for stop in stops:
        here = stop.place or here
        out.append(stop if stop.place or not stop.room else replace(stop, place=here))
    return out


def _script_missing(gathered: Gathered) -> bool:
    """Return whether a script has errors: then a stop may be missing that the route leads to."""
    for fault in gathered.faults:
        if fault.severity == "error" and fault.span and fault.span.path.endswith(".md"):
            return True
    return False
