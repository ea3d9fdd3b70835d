"""The pronunciation proof: a track that says every name of the lexicon alone, then in a sentence of the tour."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from tour.diagnostics import Diagnostic, TourError
from tour.model import Lexeme, Pause, Say, Sound
from tour.narration.lexicon import Names
from tour.narration.orders import Plan, make_plan
from tour.narration.plan import Sheet
from tour.words.language import words_of

AFTER_NAME = 0.6
"""Seconds between a name and its sentence."""
AFTER_ENTRY = 1.2
"""Seconds between one entry and the next."""


def proof_plan(plan: Plan) -> Plan:
    """Return the plan of the proof: one track, of a tour of its own name. Raises TourError when there are no names."""
    tour = plan.tour
    if not tour.lexicon or not tour.stops:
        raise TourError(Diagnostic(None, "there is nothing to prove: the lexicon is empty", "write stops/lexicon.toml"))
    segments: tuple[Say | Pause | Sound, ...] = (Pause(tour.gaps.head), *_entries(plan), Pause(tour.gaps.tail))
    title = words_of(tour)("proof.title", title=tour.title)
    sheet = Sheet(tour.stops[0], "proof", title, PurePosixPath("proof.mp3"), segments)
    return make_plan(replace(tour, slug=f"{tour.slug}-proof"), [sheet])


def _entries(plan: Plan) -> Iterator[Say | Pause]:
    examples = _examples(plan)
    for number, lexeme in enumerate(plan.tour.lexicon):
        if number:
            yield Pause(AFTER_ENTRY)
        for grapheme in lexeme.graphemes:
            yield Say(grapheme, grapheme, number, lexeme.span)
            yield Pause(AFTER_NAME)
        if example := _first(examples, lexeme):
            yield Say(example.text, example.spoken, number, example.span, example.voice)


def _examples(plan: Plan) -> dict[str, Say]:
    """Return the first sentence that uses each grapheme."""
    names = Names(plan.tour.lexicon)
    examples: dict[str, Say] = {}
    for say in plan.says():
        for grapheme in names.used(say.spoken):
            examples.setdefault(grapheme, say)
    return examples


def _first(examples: dict[str, Say], lexeme: Lexeme) -> Say | None:
    return next((examples[grapheme] for grapheme in lexeme.graphemes if grapheme in examples), None)
