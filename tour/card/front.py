"""The front of the card: facts under the title, and every note that finds room beside the map."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import repeat, zip_longest

from tour.card.notes import Section
from tour.card.paper import Box, Plan
from tour.card.sheet import Block, Panel, Placed, Pouring, tall

_Filled = tuple[list[Placed], list[Section]]
"""What is placed, and the sections that found no room."""


def fill(plan: Plan, head: float, facts: Sequence[Block], sections: Sequence[Section]) -> _Filled:
    """Place *facts*, and as many of *sections* as can be, on page 1 of *plan*; *head* is the height of its title."""
    title, beside = plan.title, plan.beside
    if plan.banner:
        return _poured(facts, beside), list(sections)
    under = Box(title.x, title.y, title.width, title.height - head - 7)
    need = sum(tall(block, under.width) + block.after for block in facts)
    placed = _poured(facts, under)
    rooms = [Box(under.x, under.y, under.width, under.height - need), beside]
    # Each section whole, wherever it fits; when that leaves one over, one after the other as in columns.
    ways = (_packed(rooms, sections), _flowed(rooms, sections))
    done, left = min(ways, key=lambda way: (sum(section.first for section in way[1]), len(way[1])))
    return [*placed, *done], left


def _packed(rooms: Sequence[Box], sections: Sequence[Section]) -> _Filled:
    rooms, placed, left = list(rooms), [], []
    for section in sections:
        need = sum(tall(block, rooms[0].width) + block.after for block in section.blocks)
        fitting = [i for i, room in enumerate(rooms) if need - section.blocks[-1].after <= room.height]
        if fitting:
            room = rooms[fitting[0]]
            placed += _poured(section.blocks, room, late=not section.first)
            rooms[fitting[0]] = Box(room.x, room.y, room.width, room.height - need)
        else:
            left.append(section)
    return placed, left


def _flowed(rooms: Sequence[Box], sections: Sequence[Section]) -> _Filled:
    rooms = list(rooms)
    placed: list[Placed] = []
    left: list[Section] = []
    for section in sections:
        after, begun = list(rooms), []
        for block, following in zip_longest(section.blocks, section.blocks[1:]):
            high = tall(block, after[0].width)
            need = high
            if block.with_next and following:
                need += block.after + tall(following, after[0].width)
            while after and need > after[0].height:
                after.pop(0)
            if not after:
                break
            room = after[0]
            begun += _poured([block], room, late=not section.first)
            after[0] = Box(room.x, room.y, room.width, room.height - high - block.after)
        if after:
            rooms, placed = after, placed + begun
        else:
            # Half a section would go on behind the stops, where nobody looks for it.
            left.append(section)
    return placed, left


def _poured(blocks: Sequence[Block], box: Box, late: bool = False) -> list[Placed]:
    """Return *blocks* placed in *box* of page 1, which they fit."""
    pouring = Pouring(repeat(Panel(1, box.x, box.y, box.width, box.height)))
    pouring.pour(blocks)
    for one in pouring.placed:
        one.late = late
    return pouring.placed
