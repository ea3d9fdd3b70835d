"""What the card says, in plain words: no drawing, no layout."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from tour.diagnostics import Span
from tour.geo import bearing, distance
from tour.model import Credit, Leg, Pack, Stop, Tour, Track
from tour.words import figures

NOT_WALKED = "Researched from published sources, not yet walked. Trust signs and signals over this card."
PRINTING = "Print on both sides, flip on the long edge, fold twice."

_TELLS = re.compile(r"^(Look|Step|Stay|Keep|Watch|Mind|Use|Take|Do not|Never)\b|\bprivate\b")
_WAYS = ("north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest")


def facts(pack: Pack) -> list[str]:
    """Return what the walk takes, a phrase each."""
    tour = pack.tour
    out = [figures.counted(len(tour.stops), "stop")]
    if tour.legs:
        out.append(figures.long_distance(figures.total_metres(tour.legs)))
        out.append(
            f"about {figures.counted(figures.total_minutes(tour.legs), 'minute')} of walking, with waiting at crossings"
        )
    if pack.tracks:
        heard = figures.counted(figures.audio_minutes(pack.tracks), "minute")
        out.append(f"{heard} of sound, {figures.megabytes(pack.tracks)} MB")
    if tour.stops:
        out.append(access(tour).removesuffix("."))
    return out


def at_a_glance(pack: Pack) -> Iterator[tuple[str, str]]:
    """Yield what the walk takes as (figure, what it counts) pairs."""
    tour = pack.tour
    stops, _, thing = figures.counted(len(tour.stops), "stop").partition(" ")
    yield stops, thing
    if tour.legs:
        metres = figures.total_metres(tour.legs)
        far, _, miles = figures.long_distance(metres).partition(" (")
        yield far if metres >= 1000 else f"{metres} m", miles.rstrip(")")
        yield f"{figures.total_minutes(tour.legs)} min", "on foot, with waiting at crossings"
    if pack.tracks:
        yield (
            f"{figures.audio_minutes(pack.tracks)} min",
            f"of sound, {_unbroken(f'{figures.megabytes(pack.tracks)} MB')}",
        )


def access(tour: Tour) -> str:
    """Return how far the walk is free of steps, as far as the scripts tell."""
    notes = Counter(stop.access for stop in tour.stops if stop.access)
    if not notes:
        return "Steps and curbs: not checked."
    note, count = notes.most_common(1)[0]
    where = "" if count == len(tour.stops) else f" at {count} of {figures.counted(len(tour.stops), 'stop')}"
    return f"Access{where}: {stopped(note[:1].lower() + note[1:])}"


def look(stop: Stop, most: int | None = None) -> str:
    """Return the stop's eye text; with *most*, only what it tells to look for, to do and to leave alone.

    And as many as *most* sentences of the rest, the first ones.
    """
    sentences = [one for words in stop.card for one in re.split(r"(?<=[.!?])\s+(?=[A-Z])", words)]
    telling = [one for one in sentences if _TELLS.search(one)]
    if most is None or not telling:
        return " ".join(stop.card)
    rest = [one for one in sentences if one not in telling][:most]
    return " ".join(one for one in sentences if one in telling or one in rest)


def aside(stop: Stop) -> Iterator[tuple[str, str]]:
    """Yield (heading, words) of the film and of what to do at a fence."""
    if told(stop) and stop.film:
        yield "Film:", stopped(stop.film.scene)
    if stop.if_closed:
        # Most begin with an if of their own.
        yield "" if stop.if_closed.startswith("If ") else "If closed:", stopped(stop.if_closed)


def told(stop: Stop) -> bool:
    """Say whether the card may tell the stop's scene: a printed page cannot be folded shut over an ending."""
    return stop.film is not None and stop.film.spoiler != "ending"


def onward(leg: Leg, after: Stop) -> tuple[str, str]:
    """Return the way to *after*: how far, and which way with what to cross."""
    far = f"{figures.metres(leg)} m, {figures.minutes(leg.seconds)} min to {after.number}"
    way = direction(leg)
    streets = ", ".join(_unbroken(figures.street(street)) for street in leg.crossings)
    return far, (f", {way}" if way else "") + (f". Cross {streets}." if streets else ".")


def direction(leg: Leg) -> str:
    """Return the compass point that the leg heads for; nothing when it comes back to where it began."""
    if len(leg.path) < 2 or distance(leg.path[0], leg.path[-1]) < 0.3 * leg.metres:
        return ""
    return _WAYS[int((bearing(leg.path[0], leg.path[-1]) + 22.5) // 45) % 8]


def total(tour: Tour) -> str:
    crossings = sum(len(leg.crossings) for leg in tour.legs)
    streets = f", {figures.counted(crossings, 'crossing')}" if crossings else ""
    minutes = f"about {figures.counted(figures.total_minutes(tour.legs), 'minute')} of walking, with waiting"
    return f"In all {figures.total_metres(tour.legs)} m{streets}: {minutes}."


def route(tour: Tour) -> str:
    """Return the walk as somebody who cannot see the map needs it: the map's alternative text."""
    if not tour.stops:
        return "Map without stops."
    first = tour.stops[0]
    out = [f"Map of the walk, north up. It begins at stop {first.number}, {first.title}{_place(first)}."]
    legs = {leg.start: leg for leg in tour.legs}
    for stop, after in zip(tour.stops, tour.stops[1:], strict=False):
        if leg := legs.get(stop.slug):
            streets = ", ".join(leg.crossings)
            crossing = f" across {streets}" if streets else ", without a crossing"
            way = direction(leg) or "there and back"
            there = f"stop {after.number}, {after.title}{_place(after)}"
            out.append(f"Walk {way} {figures.metres(leg)} metres{crossing}, to {there}.")
    return " ".join(out)


def loading(pack: Pack) -> list[str]:
    """Return how the sound gets on a phone, in three lines."""
    first = pack.tracks[0].path
    files = f"{figures.counted(len(pack.tracks), 'MP3 file')}, {figures.megabytes(pack.tracks)} MB"
    scan = "scan the code and load the tour, or " if pack.tour.base_url else ""
    return [
        f"At home, {scan}copy the folder “{first.parent}” to your phone: {files}. No signal is needed on the walk.",
        f"Play by file name, shuffle and repeat off, from {first.name}.",
        "a: hear it standing at the stop. From b on: the walk. Silent tracks say in their title when to press next.",
    ]


def home(tracks: Sequence[Track], last: Stop) -> str:
    """Return what is said after the last stop."""
    way = [t.path.name.partition("-")[0] for t in tracks if t.stop == last.slug and t.kind == "walk"]
    return f". Sound {way[0]} tells the way home." if way else "."


def foot(tour: Tour, folded: bool) -> str:
    """Return what stands at the foot of page 1."""
    return PRINTING if folded else tour.title


def about(tour: Tour) -> Iterator[str]:
    if not tour.walked:
        yield NOT_WALKED
    yield "A synthetic voice narrates this tour."
    if checked := max((stop.facts for stop in tour.stops), default=""):
        yield f"Facts last checked on {figures.date(checked)}."
    yield f"By {tour.author}, {figures.date(tour.published)}. {tour.licence}".strip()


def sources(tour: Tour) -> str:
    """Return one sentence on where the facts come from; nothing when no source is named."""
    by_key = {source.key: source for source in tour.sources}
    cited = [by_key[key] for stop in tour.stops for key in stop.cites if key in by_key]
    once = {source.key: source for source in cited}.values()
    if not cited:
        return ""
    known = Counter(source.publisher for source in once if source.publisher)
    often = Counter(source.publisher for source in cited)
    most = sorted(known, key=lambda name: (-known[name], -often[name], name))[:4]
    # A publisher's own name may hold a comma.
    among = f", among them {'; '.join(most)}" if len(most) > 1 else ""
    return f"{figures.counted(len(once), 'published source')}{among}."


def credit(one: Credit) -> str:
    return ". ".join(part for part in (f"{one.what}: {one.who}", one.licence) if part)


def stopped(words: str) -> str:
    """Return *words* with a full stop at the end, unless it has one."""
    return words if words.endswith((".", "!", "?", "…")) else f"{words}."


def texts(pack: Pack) -> Iterator[tuple[str, str, Span | None]]:
    """Yield all that the card prints of the author's, with where it stands."""
    tour = pack.tour
    for what, words in (("title", tour.title), ("subtitle", tour.subtitle), ("author", tour.author)):
        yield words, f"the tour's {what}", None
    yield tour.licence, "the tour's licence", None
    for words in tour.safety:
        yield words, "the tour's safety lines", None
    for one in tour.credits:
        yield f"{credit(one)} {one.url}", f"the credit for {one.what!r}", None
    yield sources(tour), "the publishers of the sources", None
    for feature in tour.map:
        yield feature.name, f"the map's name {feature.name!r}", None
    for stop in (*((tour.welcome,) if tour.welcome else ()), *tour.stops):
        where = f"stop {stop.number}, {stop.title!r}"
        yield stop.title, f"the title of {where}", stop.span
        yield stop.stand or stop.address, f"where to stand at {where}", stop.span
        for words in stop.card:
            yield words, f"the card of {where}", stop.span
        for words in (stop.access, stop.if_closed):
            yield words, f"the access notes of {where}", stop.span
        if stop.film and told(stop):
            yield stop.film.scene, f"the film scene of {where}", stop.span
    for leg in tour.legs:
        for street in leg.crossings:
            yield street, f"the crossing of {street!r}", None


def _unbroken(words: str) -> str:
    """Return *words* so that they stay on one line, unless they are long."""
    return words.replace(" ", "\u00a0") if len(words) <= 24 else words


def _place(stop: Stop) -> str:
    return f", {stop.stand}" if stop.stand else ""
