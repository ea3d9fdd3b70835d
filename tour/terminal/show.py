"""What ``tourpack show`` prints: a tour as the generator reads it."""

from __future__ import annotations

from typing import Literal

from tour import plugins
from tour.diagnostics import Diagnostic, TourError, did_you_mean, short
from tour.engines import Phonetic
from tour.model import Leg, Pause, Say, Sound, Stop, Tour, said_in
from tour.narration.lexicon import Names
from tour.narration.orders import names_of
from tour.narration.plan import Sheet, sheets
from tour.terminal.console import emit, say
from tour.timing import spoken_seconds

As = Literal["written", "spoken", "phonemes", "both"]
"""How a sentence is shown; "both": as it is written, and as it is said where that differs."""


def find_stop(tour: Tour, wanted: str) -> Stop:
    """Return the stop with the number or slug that is *wanted*. Raises TourError when there is none."""
    number = wanted.lstrip("0") or "0"
    for stop in tour.scripts:
        if wanted == stop.slug or number == str(stop.number):
            return stop
    hint = did_you_mean(wanted, [stop.slug for stop in tour.scripts])
    raise TourError(Diagnostic(None, f"there is no stop {short(wanted)!r}", hint))


def print_tour(tour: Tour, how: As, as_json: bool) -> None:
    """Print the stops and legs; where not as written, every word of every track."""
    if how != "written":
        for stop in tour.scripts:
            print_stop(tour, stop, how, as_json)
        return
    legs = {leg.start: leg for leg in tour.legs}
    for stop in tour.stops:
        _print_overview(stop, legs.get(stop.slug), as_json)


def print_stop(tour: Tour, stop: Stop, how: As, as_json: bool) -> None:
    """Print the tracks of one stop."""
    for sheet in sheets(tour):
        if sheet.stop is stop:
            _print_sheet(sheet, how, tour, as_json)
    if how == "written" and not as_json:
        for line in stop.card:
            say(f"    card: {line}")


def _print_overview(stop: Stop, leg: Leg | None, as_json: bool) -> None:
    """Print a stop, and the *leg* that leads on from it."""
    if as_json:
        way = {"by": leg.by, "metres": round(leg.metres), "seconds": round(leg.seconds)} if leg else {}
        emit("stop", number=stop.number, slug=stop.slug, title=stop.title, stand=stop.stand, **way)
        return
    say(f"{stop.number:3}  {stop.title}  ({stop.slug})")
    if leg:
        crossed = f", across {', '.join(leg.crossings)}" if leg.crossings else ""
        if leg.unsettled:
            crossed = ", crossings not settled"
        ride = f", by {leg.by}" if leg.ridden else ""
        line = f" ({leg.line})" if leg.line else ""
        say(f"       {leg.metres:.0f} m, {leg.seconds / 60:.0f} min{crossed}{ride}{line}")


def _print_sheet(sheet: Sheet, how: As, tour: Tour, as_json: bool) -> None:
    if as_json:
        lines = [_line(segment, how, tour) for segment in said_in(sheet.segments)]
        emit("track", path=sheet.path.as_posix(), title=sheet.title, words=sheet.words, sentences=lines)
        return
    seconds = spoken_seconds(sheet.segments, tour)
    say(f"{sheet.path.name}  {sheet.title}  ({sheet.words} words, about {seconds:.0f} s)")
    for segment in sheet.segments:
        match segment:
            case Say():
                say("    " + _line(segment, how, tour).replace("\n", "\n    "))
            case Pause() if segment.span is not None or segment.seconds >= 2:
                say(f"    [{segment.seconds:g} s]")
            case Sound():
                say(f"    [sound {segment.name}]")
    say()


def _line(segment: Say, how: As, tour: Tour) -> str:
    """Return a sentence as *how* asks. Raises TourError where its engine knows no phonemes."""
    if how == "written":
        return segment.text
    if how == "spoken":
        return segment.spoken
    if how == "both":
        return segment.text if segment.text == segment.spoken else f"{segment.text}\n  → {segment.spoken}"
    engine = plugins.engine((segment.voice or tour.voice).engine)
    if not isinstance(engine, Phonetic):
        message = f"the {engine.name} engine does not work from phonemes"
        raise TourError(Diagnostic(None, message, "--spoken shows the words it gets"))
    return engine.phonemes(names_of(segment, tour, Names(tour.lexicon)).pronounce(segment.spoken, engine.pronounce))
