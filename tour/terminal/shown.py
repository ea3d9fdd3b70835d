"""What ``tourpack show`` prints: a tour as the generator reads it."""

from __future__ import annotations

from typing import Literal

from tour import plugins
from tour.diagnostics import Diagnostic, TourError
from tour.engines import Phonetic
from tour.model import Pause, Say, Sound, Stop, Tour
from tour.narration.lexicon import pronounce
from tour.narration.plan import sheets
from tour.terminal.console import emit, say
from tour.timing import spoken_seconds

As = Literal["written", "spoken", "phonemes"]


def show_tour(tour: Tour, how: As, as_json: bool) -> None:
    """Print the stops and legs; where not as written, every word of every track."""
    if how != "written":
        for stop in (*((tour.welcome,) if tour.welcome else ()), *tour.stops):
            show_stop(tour, stop, how, as_json)
        return
    legs = {leg.start: leg for leg in tour.legs}
    for stop in tour.stops:
        leg = legs.get(stop.slug)
        if as_json:
            way = {"metres": round(leg.metres), "seconds": round(leg.seconds)} if leg else {}
            emit("stop", number=stop.number, slug=stop.slug, title=stop.title, stand=stop.stand, **way)
            continue
        say(f"{stop.number:3}  {stop.title}  ({stop.slug})")
        if leg:
            crossed = f", across {', '.join(leg.crossings)}" if leg.crossings else ""
            say(f"       {leg.metres:.0f} m, {leg.seconds / 60:.0f} min{crossed}")


def show_stop(tour: Tour, stop: Stop, how: As, as_json: bool) -> None:
    """Print the tracks of one stop."""
    for sheet in sheets(tour):
        if sheet.stop is not stop:
            continue
        if as_json:
            lines = [_line(segment, how, tour) for segment in sheet.segments if isinstance(segment, Say)]
            emit("track", path=sheet.path.as_posix(), title=sheet.title, words=sheet.words, sentences=lines)
            continue
        seconds = spoken_seconds(sheet.segments, tour)
        say(f"{sheet.path.name}  {sheet.title}  ({sheet.words} words, about {seconds:.0f} s)")
        for segment in sheet.segments:
            match segment:
                case Say():
                    say(f"    {_line(segment, how, tour)}")
                case Pause() if segment.span is not None or segment.seconds >= 2:
                    say(f"    [{segment.seconds:g} s]")
                case Sound():
                    say(f"    [sound {segment.name}]")
        say()
    if how == "written" and not as_json:
        for line in stop.card:
            say(f"    card: {line}")


def _line(segment: Say, how: As, tour: Tour) -> str:
    if how == "written":
        return segment.text
    if how == "spoken":
        return segment.spoken
    engine = plugins.engine((segment.voice or tour.voice).engine)
    if not isinstance(engine, Phonetic):
        message = f"the {engine.name} engine does not work from phonemes"
        raise TourError(Diagnostic(None, message, "--spoken shows the words it gets"))
    return engine.phonemes(pronounce(segment.spoken, tour.lexicon, engine.pronounce))
