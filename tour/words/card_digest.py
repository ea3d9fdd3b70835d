"""What is seen of a tour, as digests that tell a stale card or map from a fresh one; and the card's own words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from tour.diagnostics import Span
from tour.digests import digest
from tour.model import Pack, Stop, Tour
from tour.words.figures import audio_minutes, megabytes
from tour.words.language import words_of
from tour.words.look_for import told
from tour.words.summary import credit, publishers


@lru_cache(1)
def card_digest(pack: Pack) -> str:
    """Return the SHA-256, in hex, of all that a card shows of *pack*; the manifest and each card carry it.

    What is only heard does not count, but for the minutes and megabytes that the card quotes.
    """
    tracks = [(track.stop, track.kind, track.path) for track in pack.tracks]
    return digest([seen_digest(pack.tour), tracks, audio_minutes(pack.tracks), megabytes(pack.tracks)])


@lru_cache(1)
def seen_digest(tour: Tour) -> str:
    """Return the SHA-256, in hex, of all of *tour* that card, map or cover may show: of all but what is only heard."""
    welcome = _seen(tour.welcome) if tour.welcome else None
    return digest(replace(tour, welcome=welcome, stops=tuple(map(_seen, tour.stops)), lexicon=(), replacements=()))


def _seen(stop: Stop) -> Stop:
    return replace(stop, look=(), walk=(), ending=(), claims=())


def authored(tour: Tour) -> Iterator[tuple[str, str, Span | None]]:
    """Yield all that the card prints of the author's: the words, what they are, and where they stand."""
    for what, words in (("title", tour.title), ("subtitle", tour.subtitle), ("author", tour.author)):
        yield words, f"the tour's {what}", None
    yield tour.licence, "the tour's licence", None
    for words in tour.safety:
        yield words, "the tour's safety lines", None
    for one in tour.credits:
        yield f"{credit(words_of(tour), one)} {one.url}", f"the credit for {one.what!r}", None
    for name in publishers(tour):
        yield name, "the publishers of the sources", None
    if tour.welcome:
        yield from _of_stop(tour.welcome)
    for stop in tour.stops:
        yield from _of_stop(stop)
    for leg in tour.legs:
        for street in leg.crossings:
            yield street, f"the crossing of {street!r}", None
        yield leg.line, f"the line {leg.line!r}", None


def _of_stop(stop: Stop) -> Iterator[tuple[str, str, Span | None]]:
    where = f"stop {stop.number}, {stop.title!r}"
    yield stop.title, f"the title of {where}", stop.span
    yield f"{stop.room} {stop.stand or stop.address}".strip(), f"where to stand at {where}", stop.span
    for words in stop.card:
        yield words, f"the card of {where}", stop.span
    for words in (stop.access, stop.if_closed):
        yield words, f"the access notes of {where}", stop.span
    if stop.film and told(stop):
        yield stop.film.scene, f"the film scene of {where}", stop.span
