"""A project's folder → a Tour, and every fault in it at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from tour.diagnostics import Diagnostic, Span, TourError, ordered, shown
from tour.model import Credit, Cross, Feature, Gaps, Leg, Picture, Stop, Tour, Voice
from tour.plugins import engine
from tour.reading import route
from tour.reading.crossings import crossed
from tour.reading.gathered import Draft
from tour.reading.located import Located, read_toml
from tour.reading.mapdata import read_map
from tour.reading.schema import TourMatter
from tour.reading.stops import stops as read_stops
from tour.reading.tables import lexicon, sources
from tour.words.spoken import texts


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


def find(project: Path) -> Path:
    """Return the folder that holds ``stops/``: *project*, or its parent when *project* is ``stops/`` itself.

    Raises TourError when there is none.
    """
    if (project / "stops").is_dir():
        return project
    if (project / "tour.toml").is_file() and project.resolve().name == "stops":
        return project.parent if project.name == "stops" else project.resolve().parent
    hint = "name the folder that holds stops/, or start a tour with: tourpack new DIR"
    raise TourError(Diagnostic(None, f"there is no tour in {shown(project)}: it has no folder stops/", hint))


def read(project: Path, engine_name: str = "", voice_name: str = "") -> Read:
    """Return the tour in folder *project*, with every fault in every file.

    *engine_name* and *voice_name* go before those of tour.toml. Raises TourError only where there is no tour at all.
    """
    root = find(project)
    draft = Draft(root / "stops", Voice("", "", "en"))
    matter, tour_toml = _tour_matter(draft)
    name = engine_name or (matter.engine if matter else "hibari")
    own_engine = matter is not None and name == matter.engine
    speed = matter.speed if matter and own_engine else 1.0  # a pace is tuned for one voice
    draft.voice = Voice(name, voice_name, matter.language if matter else "en", speed)
    try:
        default = engine(name).default_voice
        own = matter.voice if matter and own_engine else ""
        draft.voice = replace(draft.voice, name=voice_name or own or default)
        refusal = engine(name).refuse(draft.voice)
        if refusal:
            key = "voice" if not voice_name else ""
            draft.faults.append(Diagnostic(_key(tour_toml, key), refusal.message, refusal.hint))
    except TourError as error:
        draft.faults += [
            replace(fault, span=None if engine_name else _key(tour_toml, "engine")) for fault in error.diagnostics
        ]
    welcome, stops = read_stops(draft)
    stops = tuple(replace(stop, drawing=_drawing(draft, stop)) for stop in stops)
    map_features = _map(draft)
    legs = _legs(draft, stops, map_features, matter.pace if matter else 1.1)
    known_sources = sources(draft)
    lexemes = lexicon(draft)
    lines = texts(
        matter.language if matter else "en", {str(key): line for key, line in matter.texts.items()} if matter else {}
    )
    _lines_needed(draft, tour_toml, matter, lines, stops)
    if matter is None:
        return Read(root, None, ordered(draft.faults))
    tour = Tour(
        slug=matter.slug,
        title=matter.title,
        subtitle=matter.subtitle,
        language=matter.language,
        published=matter.published,
        author=matter.author,
        licence=matter.licence,
        voice=draft.voice,
        welcome=welcome,
        stops=stops,
        legs=legs,
        map=map_features,
        sources=known_sources,
        credits=tuple(Credit(credit.what, credit.who, credit.licence, credit.url) for credit in matter.credits),
        lexicon=lexemes,
        safety=tuple(matter.safety),
        papers=tuple(matter.papers),
        gaps=Gaps(matter.gaps.sentence, matter.gaps.paragraph),
        hold=matter.hold,
        ident=matter.ident,
        loudness=matter.loudness,
        pace=matter.pace,
        base_url=matter.base_url,
        texts=tuple(sorted(matter.texts.items())),
        unsourced=tuple(matter.unsourced.items()),
    )
    return Read(root, tour, ordered(draft.faults), tuple(draft.printed))


_MARKS = (
    ("hold", "{stand}"),
    ("back_there", "{stand}"),
    ("back_across", "{street}"),
    ("quiet_across", "{street}"),
    ("quiet_there", "{next}"),
    ("walk", "{next}"),
)
"""The program's own lines that have a name put in, and its mark."""


def _key(toml: Located | None, name: str) -> Span | None:
    return toml.at((name,)) if toml and name else None


def _tour_matter(draft: Draft) -> tuple[TourMatter | None, Located | None]:
    text, path = draft.text("tour.toml")
    if text is None:
        if not draft.faults:
            hint = 'it needs at least title, slug and published = "YYYY-MM-DD"'
            draft.faults.append(Diagnostic(Span(path, 1, 1), "the file tour.toml is missing", hint))
        return None, None
    try:
        located = read_toml(text, path)
    except TourError as error:
        draft.faults += error.diagnostics
        return None, None
    draft.print(path, text, 1)
    return draft.checked(TourMatter, located), located


def _lines_needed(
    draft: Draft, toml: Located | None, matter: TourMatter | None, lines: object, stops: tuple[Stop, ...]
) -> None:
    if matter is None or toml is None or not isinstance(lines, dict):
        return
    needed = ["walk", "home"]
    if len(stops) > 1:
        needed += ["stay", "stay_until", "begins", "quiet_there"]
        needed += ["hold", "back_there"] if matter.hold else []
    if any(isinstance(segment, Cross) and segment.cut for stop in stops for segment in stop.walk):
        needed += ["across", "back_across", "quiet_across", "walk_on"]
    needed += ["ending", "ending_title"] if any(stop.ending for stop in stops) else []
    for key in needed:
        if key not in lines:
            hint = f'add to tour.toml: [texts] and {key} = "…"'
            message = f"the program has no line {key!r} in the language {matter.language!r}"
            draft.faults.append(Diagnostic(toml.at(("language",)), message, hint))
    for key, mark in _MARKS:
        if key in matter.texts and matter.texts[key].replace(mark, "").count("{"):
            draft.faults.append(Diagnostic(toml.at(("texts", key)), f"only {mark} may stand in braces here"))


def _drawing(draft: Draft, stop: Stop) -> Picture | None:
    data, path = draft.bytes(f"art/{stop.slug}.svg")
    if data is None:
        return None
    # Only a tour with drawings pays for the reader's libraries.
    from tour.reading.drawings import read_drawing

    try:
        return read_drawing(data, path)
    except TourError as error:
        draft.faults += error.diagnostics
        return None


def _map(draft: Draft) -> tuple[Feature, ...]:
    data, path = draft.bytes("streets.geojson")
    if data is None:
        return ()
    try:
        return read_map(data, path)
    except TourError as error:
        draft.faults += error.diagnostics
        return ()


def _legs(draft: Draft, stops: tuple[Stop, ...], features: tuple[Feature, ...], pace: float) -> tuple[Leg, ...]:
    if len(stops) < 2:
        return ()
    data, path = draft.bytes("route.gpx")
    if data is None:
        hint = "draw the walk in any GPX editor and save it as stops/route.gpx"
        draft.faults.append(Diagnostic(Span(path, 1, 1), "the file route.gpx is missing", hint))
        return ()
    try:
        segments = route.read_gpx(data, path)
    except TourError as error:
        draft.faults += error.diagnostics
        return ()
    if any(fault.severity == "error" and fault.span and fault.span.path.endswith(".md") for fault in draft.faults):
        return ()  # a stop is missing here: where it would stand on the route is not known
    legs, faults = route.legs(stops, segments, pace, path=path)
    draft.faults += faults
    out = []
    for leg, stop in zip(legs, stops, strict=False):
        known, faults = crossed(leg, stop, features)
        draft.faults += faults
        out.append(known)
    return tuple(out)
