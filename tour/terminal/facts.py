"""What ``tourpack check --facts`` prints: every sentence with the sources that it rests on."""

from __future__ import annotations

from itertools import groupby

from tour.check.sources import Told
from tour.model import Tour
from tour.terminal.console import emit, say

WIDTH = 22
"""Columns for the sources of a sentence; more of them stand out to the right."""


def print_facts(tour: Tour, sentences: tuple[Told, ...], as_json: bool) -> None:
    """Print *sentences* of *tour*, stop by stop, and how many of them rest on a source."""
    if as_json:
        for one in sentences:
            _emit(one)
        return
    for stop, of_stop in groupby(sentences, key=lambda one: one.stop):
        say(f"{stop.number}. {stop.title}" if stop.number else stop.title)
        for one in of_stop:
            say(f"  {_vouched(one):{WIDTH}} {one.say.text}".rstrip())
        say()
    cited = sum(bool(one.say.cites) for one in sentences)
    bare = sum(one.bare for one in sentences)
    say(f"{cited} of {len(sentences)} sentences of {tour.title} name a source; {bare or 'none'} ought to and do not.")


def _vouched(one: Told) -> str:
    if one.say.cites:
        return " ".join(one.say.cites)
    if one.bare:
        return "! none"
    return "(excused)" if one.carries else ""


def _emit(one: Told) -> None:
    emit(
        "told",
        stop=one.stop.slug,
        text=one.say.text,
        sources=list(one.say.cites),
        carries=list(one.carries),
        excuse=one.excuse,
        bare=one.bare,
    )
