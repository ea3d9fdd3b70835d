"""The scripts of a project → its stops."""

from __future__ import annotations

import hashlib
import math
import re
from array import array
from dataclasses import replace
from itertools import pairwise

from tour.diagnostics import Diagnostic, Span, TourError, reason, shown
from tour.model import Claim, Cross, Film, Place, Segment, Sound, Stop
from tour.reading.gathered import Draft
from tour.reading.located import Located, read_yaml
from tour.reading.schema import StopMatter, WelcomeMatter
from tour.reading.script import Script
from tour.reading.script import read as read_script
from tour.sound.earcons import EARCONS

LONGEST_SOUND = 60
"""Seconds. A longer one is a recording put here by mistake, or a track of its own."""
_INAUDIBLE = 10
"""Of 32,768: −70 dBFS."""
_NAME = re.compile(r"(\d{2,3})-([a-z0-9]+(?:-[a-z0-9]+)*)\.md")


def stops(draft: Draft) -> tuple[Stop | None, tuple[Stop, ...]]:
    files: dict[int, list[tuple[str, str]]] = {}
    for path in sorted(draft.root.glob("*.md")):
        match = _NAME.fullmatch(path.name)
        if not match:
            hint = "a script's name is NN-slug.md, such as 03-old-mill.md, in lower case"
            draft.faults.append(Diagnostic(Span(shown(path), 1, 1), f"{path.name!r} is not the name of a script", hint))
            continue
        files.setdefault(int(match[1]), []).append((path.name, match[2]))
    numbers = sorted(number for number in files if number)
    _names(draft, files, numbers)
    last = numbers[-1] if numbers else 0
    read = [
        (number, _stop(draft, name, number, slug, number == last))
        for number in sorted(files)
        for name, slug in files[number]
    ]
    welcome = next((stop for number, stop in read if number == 0 and stop), None)
    return welcome, tuple(stop for number, stop in read if number and stop)


def _names(draft: Draft, files: dict[int, list[tuple[str, str]]], numbers: list[int]) -> None:
    """Gather faults in the scripts' numbers and slugs."""
    if not numbers:
        hint = "write stops/01-SLUG.md; tourpack new DIR shows one"
        draft.faults.append(Diagnostic(None, f"there is no script in {shown(draft.root)}", hint))
    slugs: dict[str, str] = {}
    for number in sorted(files):
        for name, slug in files[number]:
            span = Span(shown(draft.root / name), 1, 1)
            if len(files[number]) > 1 and name != files[number][0][0]:
                message = f"the number {number:02} stands here again, after {files[number][0][0]}"
                draft.faults.append(Diagnostic(span, message, "give each script its own number"))
            if slug in slugs:
                message = f"the slug {slug!r} stands here again, after {slugs[slug]}"
                draft.faults.append(Diagnostic(span, message, "give each script its own slug"))
            slugs.setdefault(slug, name)
    for before, after in pairwise([0, *numbers]):
        if after != before + 1 and before != after:
            span = Span(shown(draft.root / files[after][0][0]), 1, 1)
            draft.faults.append(
                Diagnostic(span, f"stop {before + 1} is missing before stop {after}", "number stops 01, 02, 03 …")
            )


def _stop(draft: Draft, name: str, number: int, slug: str, last: bool) -> Stop | None:
    text, path = draft.text(name)
    try:
        script = read_script(text, path, draft.voice) if text is not None else None
    except TourError as error:
        draft.faults += error.diagnostics
        script = None
    if script is None:
        draft.whole = False
        return None
    draft.faults += script.faults
    draft.print(path, script.matter, 2)
    if card := script.section("Card"):
        draft.print(path, card.source, card.span.line + 1)
    draft.cites += [cite for section in script.sections for cite in section.cites]
    _sections(draft, script, path, number, last)
    try:
        located = read_yaml(script.matter, path, 2)
    except TourError as error:
        draft.faults += error.diagnostics
        return None
    if number == 0:
        return _welcome(draft, located, script, slug)
    matter = draft.checked(StopMatter, located)
    if matter is None:
        return None
    place = _place(draft, matter, located)
    if place is None:
        return None
    return Stop(
        number=number,
        slug=slug,
        title=matter.title,
        span=located.at(("title",)),
        place=place,
        place_span=located.at(("place",)),
        stand=matter.stand,
        face=matter.face,
        radius=matter.radius,
        address=matter.address,
        look=_segments(draft, script, "Look"),
        walk=_segments(draft, script, "Walk"),
        ending=_segments(draft, script, "Ending"),
        card=_card(script),
        cites=_keys(script),
        film=Film(matter.film.scene, matter.film.spoiler) if matter.film else None,
        access=matter.access,
        if_closed=matter.if_closed,
        facts=matter.facts,
        walked=matter.walked,
    )


def _welcome(draft: Draft, located: Located, script: Script, slug: str) -> Stop | None:
    matter = draft.checked(WelcomeMatter, located)
    if matter is None:
        return None
    claims = []
    for n, claim in enumerate(matter.claims):
        unit, value = claim.figures()[0]
        claims.append(Claim(claim.say, value, unit, located.at(("claims", n))))  # type: ignore[arg-type]  # a unit by its schema
    return Stop(
        number=0,
        slug=slug,
        title=matter.title,
        span=located.at(("title",)),
        look=_segments(draft, script, "Look"),
        card=_card(script),
        cites=_keys(script),
        facts=matter.facts,
        claims=tuple(claims),
    )


def _sections(draft: Draft, script: Script, path: str, number: int, last: bool) -> None:
    look = script.section("Look")
    top = Span(path, 1, 1, 3)
    if look is None:
        draft.faults.append(Diagnostic(top, "the section '# Look' is missing", "it is what is heard at the stop"))
    elif not look.segments and not any(fault.span and fault.span.path == path for fault in script.faults):
        draft.faults.append(Diagnostic(look.span, "the section '# Look' is empty", "write what is heard at the stop"))
    walk, ending = script.section("Walk"), script.section("Ending")
    if number == 0 and (extra := walk or ending):
        hint = "the welcome has # Look and # Card"
        draft.faults.append(Diagnostic(extra.span, f"the welcome has no section '# {extra.name}'", hint))
    elif ending and not last:
        hint = "an ending stands at the end of the walk, where a walker can choose to hear it"
        draft.faults.append(Diagnostic(ending.span, "only the last stop may have '# Ending'", hint))
    if number and not last and (walk is None or not walk.segments):
        hint = "write '# Walk': how to get to the next stop"
        draft.faults.append(Diagnostic(walk.span if walk else top, "the walk to the next stop is missing", hint))


def _segments(draft: Draft, script: Script, name: str) -> tuple[Segment, ...]:
    section = script.section(name)
    if section is None:
        return ()
    out: list[Segment] = []
    for segment in section.segments:
        if isinstance(segment, Sound):
            out.append(_own_sound(draft, segment) if segment.name in EARCONS else _sound(draft, segment))
        else:
            if isinstance(segment, Cross) and name != "Walk":
                draft.faults.append(Diagnostic(segment.span, "streets are crossed in '# Walk'", "move it there"))
            out.append(segment)
    return tuple(out)


def _own_sound(draft: Draft, sound: Sound) -> Sound:
    """Return *sound*, one of the program's own, and warn where a file of the author's has its name."""
    path = draft.root / "sounds" / f"{sound.name}.wav"
    if path.exists():
        message = f"{sound.name!r} is a sound of the program's own, so {shown(path)} is not heard"
        draft.faults.append(Diagnostic(sound.span, message, "give the file another name", "warning"))
    return sound


def _sound(draft: Draft, sound: Sound) -> Sound:
    """Return *sound* with its file, or gather what is wrong with that."""
    path = draft.root / "sounds" / f"{sound.name}.wav"
    hint = f"save {shown(path)} as a plain 16-bit WAV of at most {LONGEST_SOUND} s"
    try:
        with path.open("rb") as file:
            head = file.read(65_536)
            message = _refused(sound.name, head, path.stat().st_size)
            data = head if message else head + file.read()
        message = message or _unheard(sound.name, data)
    except FileNotFoundError:
        known = sorted({*EARCONS, *(file.stem for file in path.parent.glob("*.wav"))})
        message = f"there is no sound {sound.name!r}: {shown(path)} is missing"
        hint = f"known here: {', '.join(known)}"
    except OSError as fault:
        message = f"the sound {sound.name!r} cannot be read: {reason(fault)}"
    if message:
        draft.faults.append(Diagnostic(sound.span, message, hint))
        return sound
    return replace(sound, path=path, digest=hashlib.sha256(data).hexdigest())


def _refused(name: str, head: bytes, size: int) -> str:
    """Return why a file that begins with *head* is not read at all; empty when it may be."""
    from tour.sound.codec import wav_seconds

    try:
        seconds = wav_seconds(head, size)
    except ValueError as fault:
        return f"the sound {name!r} cannot be read: {fault}"
    if seconds <= LONGEST_SOUND:
        return ""
    return f"the sound {name!r} lasts {math.ceil(seconds)} s, and {LONGEST_SOUND} s is the most"


def _unheard(name: str, data: bytes) -> str:
    """Return why nothing would be heard of the file; empty when something is."""
    from tour.sound.codec import read_wav

    try:
        clip = read_wav(data)
    except ValueError as fault:
        return f"the sound {name!r} cannot be read: {fault}"
    wave = array("h", clip.pcm)
    return "" if max(max(wave), -min(wave)) > _INAUDIBLE else f"the sound {name!r} is silent from end to end"


def _card(script: Script) -> tuple[str, ...]:
    section = script.section("Card")
    return section.lines if section else ()


def _keys(script: Script) -> tuple[str, ...]:
    return tuple(dict.fromkeys(cite.key for section in script.sections for cite in section.cites))


def _place(draft: Draft, matter: StopMatter, located: Located) -> Place | None:
    lat, lon = matter.place
    if abs(lat) <= 90 and abs(lon) <= 180:
        return Place(lat, lon)
    swapped = abs(lon) <= 90 and abs(lat) <= 180
    hint = (
        f"latitude comes first: did you mean [{lon}, {lat}]?"
        if swapped
        else "latitude is −90 to 90, longitude −180 to 180"
    )
    draft.faults.append(Diagnostic(located.at(("place",)), f"there is no place [{lat}, {lon}] on Earth", hint))
    return None
