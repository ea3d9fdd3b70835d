"""Rules for the ear: how long a Look or a sentence may be. Warnings, but for a Look that is far too long."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from tour.diagnostics import Diagnostic
from tour.model import Say, Segment, Stop, Tour, said_in
from tour.timing import spoken_seconds

LOOK_WORDS = 320
LOOK_LONG = 180
"""Seconds after which a listener's mind wanders."""
LOOK_TOO_LONG = 300
"""Seconds for which nobody stands still: more are an error."""
SENTENCE_WORDS = 25
MEAN_WORDS = 15
"""Words a sentence, over a section."""

_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d(?:s|\b)|['’]\d0s\b")


def faults(tour: Tour) -> list[Diagnostic]:
    """Return what a listener would stumble over."""
    return [*_faults(tour)]


def _faults(tour: Tour) -> Iterator[Diagnostic]:
    for stop in tour.scripts:
        yield from _look(stop, tour)
        for segments in (stop.look, stop.walk, stop.ending):
            yield from _sentences(segments)


def _look(stop: Stop, tour: Tour) -> Iterator[Diagnostic]:
    says = said_in(stop.look)
    if not says:
        return
    words = sum(say.words for say in says)
    seconds = spoken_seconds(stop.look, tour)
    if seconds > LOOK_TOO_LONG:
        message = (
            f"this Look takes about {seconds:.0f} s to hear, and nobody stands still for more than {LOOK_TOO_LONG}"
        )
        yield Diagnostic(says[0].span, message, "cut it, or make it two stops")
    elif seconds > LOOK_LONG:
        message = f"this Look takes about {seconds:.0f} s to hear; listeners hold out for {LOOK_LONG}"
        yield Diagnostic(says[0].span, message, "cut it", "warning", "look")
    elif words > LOOK_WORDS:
        message = f"this Look has {words} words; 180 to {LOOK_WORDS} hold a listener"
        yield Diagnostic(says[0].span, message, "cut it", "warning", "look")


def _sentences(segments: tuple[Segment, ...]) -> Iterator[Diagnostic]:
    says = said_in(segments)
    if not says:
        return
    total = 0
    for say in says:
        words = say.words
        total += words
        if words > SENTENCE_WORDS:
            message = f"this sentence has {words} words; the ear holds {SENTENCE_WORDS}"
            yield Diagnostic(say.span, message, "make it two", "warning", "sentence")
    mean = total / len(says)
    if mean > MEAN_WORDS:
        message = f"the sentences here have {mean:.1f} words each; {MEAN_WORDS} is what the ear likes"
        yield Diagnostic(says[0].span, message, "cut some in two", "warning", "sentences")
    for _, paragraph in groupby(says, key=lambda say: say.paragraph):
        yield from _dates(paragraph)


def _dates(paragraph: Iterable[Say]) -> Iterator[Diagnostic]:
    """Yield a warning, at the second year, where a paragraph names more than one."""
    first: dict[str, Say] = {}
    for say in paragraph:
        for year in _YEAR.findall(say.text):
            first.setdefault(year, say)
    if len(first) > 1:
        second = list(first.values())[1]
        message = f"this paragraph has more than one date: {' and '.join(first)}"
        yield Diagnostic(second.span, message, "an ear keeps one; put the rest on the Card", "warning", "dates")
