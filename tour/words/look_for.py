"""What the card tells of a stop: what to look for, the film, and what to do at a fence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from tour.model import Stop
from tour.words.language import Words
from tour.words.plaintext import stopped

_BETWEEN_SENTENCES = re.compile(r"(?:(?<=[.!?])|(?<=[.!?][\"”“»])|(?<=[.!?]\s»))\s+(?=(?:[¿¡\"„“«]\s?)*[A-ZÀ-ÖØ-ÞŒ])")


def look(words: Words, stop: Stop, most: int | None = None) -> str:
    """Return the stop's eye text; with *most*, only what it tells to look for, to do and to leave alone.

    And as many as *most* sentences of the rest, the first ones.
    """
    whole = " ".join(stop.card)
    if most is None:
        return whole
    telling = _telling(words.rules.told_first, words.rules.told_words)
    kept, left, found = [], most, False
    for sentence in _sentences(stop):
        tells = telling.search(sentence) is not None
        if tells or left > 0:
            kept.append(sentence)
        found = found or tells
        left -= not tells
    return " ".join(kept) if found else whole


def aside(words: Words, stop: Stop, usual: str = "") -> Iterator[tuple[str, str]]:
    """Yield (heading, words) of access where it is not the *usual*, of the film, and of what to do at a fence."""
    if stop.access and stop.access != usual:
        yield words("page.access"), stopped(stop.access)
    if stop.film and told(stop):
        yield words("card.film"), stopped(stop.film.scene)
    if stop.if_closed.startswith(words.rules.closed_begins):
        yield "", stopped(stop.if_closed)
    elif stop.if_closed:
        yield words("card.if_closed"), stopped(stop.if_closed)


def told(stop: Stop) -> bool:
    """Say whether the card may tell the stop's scene: a printed page cannot be folded shut over an ending."""
    return stop.film is not None and stop.film.spoiler != "ending"


def _sentences(stop: Stop) -> Iterator[str]:
    for paragraph in stop.card:
        yield from _BETWEEN_SENTENCES.split(paragraph)


@cache
def _telling(first: tuple[str, ...], anywhere: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds a sentence that begins with one of *first* or holds one of *anywhere*."""
    return re.compile(rf"^({'|'.join(map(re.escape, first))})\b|\b(?i:{'|'.join(map(re.escape, anywhere))})\b")
