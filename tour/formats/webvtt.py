"""Captions as text: WebVTT (W3C, webvtt1, section 4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from tour.model import Gaps, Track
from tour.words.plaintext import plain

SHORTEST = 1.0
"""Seconds that a caption stays, if the next one leaves room: long enough to be seen."""


@dataclass(frozen=True, slots=True)
class Caption:
    """One sentence while it is heard."""

    start: float
    end: float
    """Both in seconds; a whole number of milliseconds, and the end after the start."""
    text: str


def captions(track: Track, gaps: Gaps) -> Iterator[Caption]:
    """Yield a caption for each sentence of *track*, in order and none into the next.

    A caption ends where the next begins, or where a sound or a silence that was asked for does, so that none hangs
    through a hold; the last, before the tail.
    """
    quiet = [start for start, _ in (*track.pauses, *track.sounds)] + [track.seconds - gaps.tail]
    starts = [*(cue.seconds for cue in track.cues), track.seconds]
    for cue, (start, following) in zip(track.cues, pairwise(starts), strict=True):
        silent = min((at for at in quiet if at > start), default=following)
        start = round(start, 3)
        end = round(min(following, max(silent, start + SHORTEST)), 3)
        if plain(cue.text) and start < end:
            yield Caption(start, end, cue.text)


def shifted(part: Iterable[Caption], by: float, until: float) -> Iterator[Caption]:
    """Yield captions of a part that begins at *by* and ends at *until* of something longer, both in seconds."""
    for caption in part:
        start, end = round(caption.start + by, 3), round(min(caption.end + by, until), 3)
        if start < end:
            yield Caption(start, end, caption.text)


def webvtt(title: str, language: str, shown: Iterable[Caption]) -> bytes:
    """Return the file of *shown*, which must be in order.

    A sentence is one line: renderers wrap it to the reader's screen and letters, and a break of ours would be a second
    one. The language stands in the header's free text, where no parser looks for it and every one allows it.
    """
    blocks = [f"WEBVTT Kind: captions; Language: {language}", f"NOTE {_comment(title)}"]
    for number, caption in enumerate(shown, 1):
        blocks.append(f"{number}\n{_time(caption.start)} --> {_time(caption.end)}\n{_text(caption.text)}")
    return ("\n\n".join(blocks) + "\n").encode()


def _comment(words: str) -> str:
    return plain(words).replace("-->", "→")  # section 4.1: no arrow in a comment


def _text(words: str) -> str:
    return plain(words).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _time(seconds: float) -> str:
    minutes, milliseconds = divmod(round(seconds * 1000), 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{milliseconds // 1000:02}.{milliseconds % 1000:03}"
