from __future__ import annotations

from dataclasses import replace

from samples import at, say, stop, tour
from tour.model import Pack, Source
from tour.words.card_digest import card_digest

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
