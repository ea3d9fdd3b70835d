"""A paragraph that was scanned → its sentences and directives in order, each sentence as written and as said."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from tour.model import Say, Segment
from tour.narration.said_before import doubts, normalize
from tour.normalize import told
from tour.reading.script.paragraph import Paragraph, one_line
from tour.reading.sentences import sentences

LONGEST_SENTENCE = 1_000
"""Characters: a minute without a full stop. What is said for it is found by looking back and ahead in it."""


def segments(paragraph: Paragraph, number: int) -> list[Segment]:
    """Return the sentences and directives of a *paragraph* in order; *number* is the paragraph's."""
    found: list[tuple[int, Segment]] = []
    start = 0
    for index, mark in paragraph.marks:
        found += _sentences(paragraph, start, index, number)
        found.append((index, mark))
        start = index
    found += _sentences(paragraph, start, len(paragraph.text), number)
    starts = [at for at, segment in found if isinstance(segment, Say)]
    cited: list[Segment] = []
    for at, segment in found:
        if isinstance(segment, Say):
            segment = replace(segment, cites=_cites(paragraph, at, starts))
        cited.append(segment)
    return cited


def _sentences(paragraph: Paragraph, start: int, end: int, number: int) -> Iterator[tuple[int, Say]]:
    """Yield (index in plain, sentence) of the paragraph's text between two cuts."""
    language = paragraph.reading.voice.language
    for first, last in sentences(_without_told_dots(paragraph, start, end), language):
        at, after = start + first, start + last
        span = paragraph.place(at, after)
        written = one_line(paragraph.text[at:after])
        if len(written) > LONGEST_SENTENCE:
            message = f"this sentence has more than {LONGEST_SENTENCE:,} characters"
            paragraph.reading.fault(span, message, "end it sooner: the ear forgets how it began")
            continue
        heard = _heard(paragraph, at, after)
        spoken = normalize(heard, language)
        if _sayable(spoken):
            _doubt(paragraph, at, after, heard)
            yield at, Say(written, spoken, number, span, paragraph.voice)


def _without_told_dots(paragraph: Paragraph, start: int, end: int) -> str:
    """Return the text between two indexes with no period where the author has told what is said: none ends there."""
    letters = list(paragraph.text[start:end])
    for one in paragraph.told:
        for index in range(max(one.first, start), min(one.end, end)):
            if letters[index - start] == ".":
                letters[index - start] = "x"
    return "".join(letters)


def _heard(paragraph: Paragraph, start: int, end: int) -> str:
    """Return what is told of the text between two indexes, for the rules to read."""
    text, replaced = paragraph.text, paragraph.reading.replaced
    pieces: list[str] = []
    at = start
    for one in paragraph.told:
        if start <= one.first and one.end <= end:
            pieces += told(text[at : one.first], replaced), one.said
            at = one.end
    return one_line("".join(pieces) + told(text[at:end], replaced))


def _doubt(paragraph: Paragraph, start: int, end: int, heard: str) -> None:
    """Warn of what nobody can be sure how to read, each at its place."""
    for doubt in doubts(heard, paragraph.reading.voice.language):
        fragment = heard[doubt.start : doubt.start + doubt.length]
        at = paragraph.text.find(fragment, start, end)
        first, last = (at, at + len(fragment)) if at >= 0 else (start, end)
        span = paragraph.place(first, last)
        paragraph.reading.fault(span, doubt.message, doubt.hint, "warning", "doubt")


def _cites(paragraph: Paragraph, start: int, starts: list[int]) -> tuple[str, ...]:
    """Return the notes that stand in the sentence from index *start* on, or after it.

    *starts* is where each sentence begins; a note before all of them goes to the first.
    """
    later = bisect_right(starts, start)
    after = starts[later] if later < len(starts) else len(paragraph.plain)
    low = -1 if start == starts[0] else start
    first, last = (bisect_right(paragraph.notes, at, key=_index) for at in (low, after))
    return tuple(dict.fromkeys(key for _, key in paragraph.notes[first:last]))


def _index(note: tuple[int, str]) -> int:
    return note[0]


def _sayable(text: str) -> bool:
    """Return whether a voice can make something of *text*: a letter, a figure, or a sign from the arrows on."""
    return any(character.isalnum() or ord(character) > 0x2100 for character in text)
