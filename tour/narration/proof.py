"""The pronunciation proof: a track that says every name of the lexicon alone, then in a sentence of the tour."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from tour.model import Lexeme, Pause, Say, Sound, Tour
from tour.narration.lexicon import used
from tour.narration.plan import Sheet, sheets
from tour.words.language import words_of

AFTER_NAME = 0.6
"""Seconds between a name and its sentence."""
AFTER_ENTRY = 1.2
"""Seconds between one entry and the next."""


def proof_sheets(tour: Tour) -> tuple[Sheet, ...]:
    """Return the one track sheet of the proof; none when the lexicon is empty."""
    if not tour.lexicon or not tour.stops:
        return ()
    segments: tuple[Say | Pause | Sound, ...] = (Pause(tour.gaps.head), *_entries(tour), Pause(tour.gaps.tail))
    return (
        Sheet(
            tour.stops[0],
            "proof",
            words_of(tour)("proof.title", title=tour.title),
            PurePosixPath("proof.mp3"),
            segments,
        ),
    )


def _entries(tour: Tour) -> Iterator[Say | Pause]:
    examples = _examples(tour)
    for number, lexeme in enumerate(tour.lexicon):
        if number:
            yield Pause(AFTER_ENTRY)
        for grapheme in lexeme.graphemes:
            yield Say(grapheme, grapheme, number, lexeme.span)
            yield Pause(AFTER_NAME)
        if example := _first(examples, lexeme):
            yield Say(example.text, example.spoken, number, example.span, example.voice)


def _examples(tour: Tour) -> dict[str, Say]:
    """Return the first sentence that uses each grapheme."""
    examples: dict[str, Say] = {}
    for sheet in sheets(tour):
        for segment in sheet.segments:
            if isinstance(segment, Say):
                for grapheme in used(segment.spoken, tour.lexicon):
                    examples.setdefault(grapheme, segment)
    return examples


def _first(examples: dict[str, Say], lexeme: Lexeme) -> Say | None:
    return next((examples[grapheme] for grapheme in lexeme.graphemes if grapheme in examples), None)
