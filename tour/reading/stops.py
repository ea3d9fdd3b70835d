"""The scripts of a project → its stops."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from tour.diagnostics import Span, shown
from tour.model import Claim, Cross, Film, Place, Segment, Sound, Stop
from tour.reading.drafts import mark_line
from tour.reading.gathered import Gathered
from tour.reading.located import Located, read_yaml
from tour.reading.rides import check_ride, ride_of
from tour.reading.schema import StopMatter, WelcomeMatter, same_named
from tour.reading.script import Script
from tour.reading.script import read as read_script
from tour.reading.sound_files import check_own, with_file
from tour.sound.earcons import EARCONS

_NAME = re.compile(r"(\d{2,3})-([a-z0-9]+(?:-[a-z0-9]+)*)\.md")
_LONGEST = 100
"""Characters of a slug. With what a pack's files have besides it, a name stays within what every disk takes: 143."""


@dataclass(frozen=True, slots=True)
class _Name:
    """A script's name, taken apart."""

    file: str
    number: int
    """0 for the welcome."""
    slug: str


def stops(gathered: Gathered) -> tuple[Stop | None, tuple[Stop, ...]]:
    """Return the welcome, where there is one, and the stops in walking order, each as far as it could be read."""
    names = _names(gathered)
    _check_names(gathered, names)
    last = max((name.number for name in names), default=0)
    welcome = None
    read = []
    for name in names:
        stop = _stop(gathered, name, name.number == last)
        if stop and name.number:
            read.append(stop)
        elif stop and not welcome:
            welcome = stop
    return welcome, tuple(read)


def _names(gathered: Gathered) -> list[_Name]:
    """Return the names of all scripts, by number."""
    names = []
    for path in gathered.root.glob("*.md"):
        if path.name.startswith("."):
            continue  # what macOS leaves on other people's disks has the names of its files
        match = _NAME.fullmatch(path.name)
        if match:
            names.append(_Name(path.name, int(match[1]), match[2]))
        else:
            hint = "a script's name is NN-slug.md, such as 03-old-mill.md, in lower case"
            gathered.fault(Span(shown(path), 1, 1), f"{path.name!r} is not the name of a script", hint)
    return sorted(names, key=lambda name: (name.number, name.file))


def _check_names(gathered: Gathered, names: list[_Name]) -> None:
    """Gather faults in the scripts' numbers and slugs."""
    if not any(name.number for name in names):
        hint = "write stops/01-SLUG.md; tourpack new DIR shows one"
        gathered.fault(None, f"there is no script in {shown(gathered.root)}", hint)
    numbers: dict[int, str] = {}
    slugs: dict[str, str] = {}
    for name in names:
        span = Span(shown(gathered.root / name.file), 1, 1)
        if name.number in numbers:
            message = f"the number {name.number:02} stands here again, after {numbers[name.number]}"
            gathered.fault(span, message, "give each script its own number")
        if name.slug in slugs:
            message = f"the slug {name.slug!r} stands here again, after {slugs[name.slug]}"
            gathered.fault(span, message, "give each script its own slug")
        if len(name.slug) > _LONGEST:
            message = f"the slug {name.slug[:20]}… has {len(name.slug)} characters, more than {_LONGEST}"
            gathered.fault(span, message, "give the script a shorter name: files of the pack are named after it")
        numbers.setdefault(name.number, name.file)
        slugs.setdefault(name.slug, name.file)
    for before, after in pairwise([0, *(number for number in numbers if number)]):
        if after > before + 1:
            span = Span(shown(gathered.root / numbers[after]), 1, 1)
            message = f"stop {before + 1} is missing before stop {after}"
            gathered.fault(span, message, "number stops 01, 02, 03 …")


def _stop(gathered: Gathered, name: _Name, last: bool) -> Stop | None:
    """Return the stop, or the welcome, in one script; None where its front matter has faults."""
    text, path = gathered.read_text(name.file)
    script = None if text is None else gathered.tried(read_script, text, path, gathered.voice, gathered.replaced)
    if script is None:
        gathered.whole = False
        return None
    gathered.faults += script.faults
    gathered.note_printed(path, script.matter, 2)
    if card := script.section("Card"):
        gathered.note_printed(path, card.source, card.span.line + 1)
    for section in script.sections:
        gathered.cites += section.cites
    _tell_drafts(gathered, script, text or "", path)
    if name.number == 0:
        _check_welcome_sections(gathered, script, path)
    else:
        _check_sections(gathered, script, path, last)
    located = gathered.tried(read_yaml, script.matter, path, 2)
    if located is None:
        return None
    if name.number == 0:
        return _welcome(gathered, located, script, name.slug)
    check_ride(gathered, script, located, last)
    look, walk, ending = (_segments(gathered, script, name) for name in ("Look", "Walk", "Ending"))
    matter = gathered.checked(StopMatter, located)
    if matter is None:
        return None
    faults = len(gathered.faults)
    place = _place(gathered, matter, located)
    if len(gathered.faults) > faults:
        return None
    return Stop(
        number=name.number,
        slug=name.slug,
        span=located.at(("title",)),
        place=place,
        place_span=located.at(("place",)) if place else None,
        ride=None if last else ride_of(matter, located),
        look=look,
        walk=walk,
        ending=ending,
        card=_card(script),
        cites=_keys(script),
        film=Film(**same_named(matter.film, Film)) if matter.film else None,
        **same_named(matter, Stop, apart=("place", "film")),
    )


def _welcome(gathered: Gathered, located: Located, script: Script, slug: str) -> Stop | None:
    matter = gathered.checked(WelcomeMatter, located)
    if matter is None:
        return None
    claims = []
    for n, claim in enumerate(matter.claims):
        unit, value = claim.figures()[0]
        claims.append(Claim(claim.say, value, unit, located.at(("claims", n))))
    return Stop(
        number=0,
        slug=slug,
        span=located.at(("title",)),
        look=_segments(gathered, script, "Look"),
        card=_card(script),
        cites=_keys(script),
        claims=tuple(claims),
        **same_named(matter, Stop, apart=("claims",)),
    )


def _check_welcome_sections(gathered: Gathered, script: Script, path: str) -> None:
    _check_look(gathered, script, path)
    extra = script.section("Walk") or script.section("Ending")
    if extra:
        hint = "the welcome has # Look and # Card"
        gathered.fault(extra.span, f"the welcome has no section '# {extra.name}'", hint)


def _check_sections(gathered: Gathered, script: Script, path: str, last: bool) -> None:
    """Gather faults in which sections a stop has; the *last* one has no walk to a next stop, and may have an ending."""
    _check_look(gathered, script, path)
    if last:
        return
    ending = script.section("Ending")
    if ending:
        hint = "an ending stands at the end of the walk, where a walker can choose to hear it"
        gathered.fault(ending.span, "only the last stop may have '# Ending'", hint)
    walk = script.section("Walk")
    if walk is None and script.lost:
        return
    if walk is None or not walk.segments:
        span = walk.span if walk else Span(path, 1, 1, 3)
        gathered.fault(span, "the walk to the next stop is missing", "write '# Walk': how to get to the next stop")


def _tell_drafts(gathered: Gathered, script: Script, text: str, path: str) -> None:
    """Warn of each section that stands as the program drafted it."""
    lines = text.split("\n")
    for section in script.sections:
        first = section.span.line  # the index of the line after the heading
        line = mark_line("\n".join(lines[first : first + section.source.count("\n") + 1]))
        if line is not None:
            message = f"'# {section.name}' is a draft, as tourpack wrote it"
            hint = "write over it, or take the line of its mark out when it may stay as it is"
            gathered.warn(Span(path, first + line + 1, 1), message, hint, "draft")


def _check_look(gathered: Gathered, script: Script, path: str) -> None:
    look = script.section("Look")
    if look is None and script.lost:
        return  # its heading is the fault
    if look is None:
        hint = "it is what is heard at the stop"
        gathered.fault(Span(path, 1, 1, 3), "the section '# Look' is missing", hint)
    elif not look.segments and not script.faults:  # a fault may be why nothing is left of it
        gathered.fault(look.span, "the section '# Look' is empty", "write what is heard at the stop")


def _segments(gathered: Gathered, script: Script, name: str) -> tuple[Segment, ...]:
    section = script.section(name)
    if section is None:
        return ()
    segments: list[Segment] = []
    for segment in section.segments:
        if isinstance(segment, Cross) and name != "Walk":
            gathered.fault(segment.span, "streets are crossed in '# Walk'", "move it there")
        if not isinstance(segment, Sound):
            segments.append(segment)
        elif segment.name in EARCONS:
            check_own(gathered, segment)
            segments.append(segment)
        else:
            segments.append(with_file(gathered, segment))
    return tuple(segments)


def _card(script: Script) -> tuple[str, ...]:
    section = script.section("Card")
    return section.lines if section else ()


def _keys(script: Script) -> tuple[str, ...]:
    return tuple(dict.fromkeys(cite.key for section in script.sections for cite in section.cites))


def _place(gathered: Gathered, matter: StopMatter, located: Located) -> Place | None:
    """Return where the stop is; None for a room, which needs no place, and with a fault for what has neither."""
    if not matter.place:
        if not matter.room:
            hint = "add a line 'place: …'; or 'room: …' for a stop indoors"
            gathered.fault(located.key(()), "the key 'place' is missing", hint)
        return None
    lat, lon = matter.place
    if abs(lat) <= 90 and abs(lon) <= 180:
        return Place(lat, lon)
    hint = "latitude is −90 to 90, longitude −180 to 180"
    if abs(lon) <= 90 and abs(lat) <= 180:
        hint = f"latitude comes first: did you mean [{lon}, {lat}]?"
    gathered.fault(located.at(("place",)), f"there is no place [{lat}, {lon}] on Earth", hint)
    return None
