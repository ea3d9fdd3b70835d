from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from conftest import ROOT
from samples import at, say, stop, tour
from tour.card.pdf import pdf
from tour.cover.cover import cover_jpeg
from tour.model import Pack, Source, Stop, Tour
from tour.page.svg import map_svg
from tour.reading.project import read
from tour.words.card_digest import card_digest, seen_digest

WALK = tour([stop(1, look=(say("This is the quay."),)), stop(2)])


def test_what_is_only_heard_leaves_the_card_as_it_is() -> None:
    heard = tour([stop(1, look=(say("This is the old quay."),)), stop(2)])

    assert card_digest(Pack(heard, ())) == card_digest(Pack(WALK, ()))


def test_what_is_printed_makes_another_card() -> None:
    source = Source("S1", "A history", at(1, 1, "stops/sources.toml"), "The Harbour Press")
    changed = [
        replace(WALK, title="Another"),
        replace(WALK, sources=(source,)),
        replace(WALK, safety=("Mind the edge.",)),
        replace(WALK, stops=(replace(WALK.stops[0], card=("Look up.",)), WALK.stops[1])),
    ]

    digests = {card_digest(Pack(other, ())) for other in (WALK, *changed)}

    assert len(digests) == 1 + len(changed)


def test_what_does_not_count_is_on_no_card_map_or_cover(packed: Callable[[Tour], Pack]) -> None:
    real = read(ROOT).tour
    assert real
    mute = replace(real, stops=tuple(map(muted, real.stops)), lexicon=(), replacements=())
    assert real.welcome
    mute = replace(mute, welcome=muted(real.welcome))
    tracks = packed(real).tracks

    assert seen_digest(mute) == seen_digest(real)
    assert pdf(Pack(mute, tracks), "letter") == pdf(Pack(real, tracks), "letter")
    assert map_svg(mute) == map_svg(real)
    cover_jpeg.cache_clear()
    assert cover_jpeg(mute) == cover_jpeg(real)


def muted(stop: Stop) -> Stop:
    return replace(stop, look=(), walk=(), ending=(), claims=())
