"""Checks the tour in one file, and chapters.json: a chapter a track, as long as the track, and the cover."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest
from pathlib import Path
from typing import IO, Any

from tour.inputs import strict_json
from tour.inputs.plain_files import is_there, open_plain
from tour.narration.episode import ARMCHAIR
from tour.verify import reads
from tour.verify.findings import Fault
from tour.verify.manifest import Manifest
from tour.words.plaintext import plain

CHAPTERS = "chapters.json"
CHAPTER_TOLERANCE = 0.1
"""Seconds that two accounts of one length may differ: a track is filled up to whole AAC frames of 23 ms."""

_LONGEST_TITLE = 255
"""Bytes."""
_MOST_BOXES, _DEEPEST = 1000, 10
_LARGEST = 10_000_000
"""Bytes of a box that may be read whole: a cover, a list of chapters."""
_HOLDING = dict.fromkeys((b"moov", b"trak", b"mdia", b"minf", b"stbl", b"moof", b"traf", b"udta", b"ilst"), 0)
_HOLDING[b"meta"] = 4
"""Boxes of boxes, for mutagen, and the bytes before the first one in each (ISO/IEC 14496-12, 8.11.1)."""
_AS_THE_TOUR = frozenset(_HOLDING) - {b"udta", b"meta", b"ilst"} | {
    b"mdat",
    b"stsz",
    b"stco",
    b"co64",
    b"stts",
    b"stsc",
}
"""Boxes that are as large as the tour is long, and are not read."""


@dataclass(frozen=True, slots=True)
class Whole:
    """The tour in one file, as a player sees it."""

    seconds: float
    chapters: tuple[tuple[float, str], ...]
    """(start in seconds, title)."""
    cover: bytes


def path(manifest: Manifest) -> str:
    """Return where the tour in one file is."""
    return f"{manifest.slug}.m4b"


def read(pack: Path, manifest: Manifest) -> Whole | None:
    """Return the tour in one file; None where the pack has none, or none that can be read."""
    from mutagen import MutagenError
    from mutagen.mp4 import MP4

    if not manifest.lists(path(manifest)):
        return None
    try:
        with open_plain(pack / path(manifest)) as file:
            if not _is_sensible(file):
                return None
            file.seek(0)
            found: Any = MP4(file)  # mutagen's types know neither its tags nor its info
    except (MutagenError, OSError):
        return None
    chapters = tuple((float(chapter.start), str(chapter.title)) for chapter in found.chapters or ())
    covers = (found.tags or {}).get("covr", [])
    return Whole(float(found.info.length), chapters, bytes(covers[0]) if covers else b"")


def _is_sensible(file: IO[bytes]) -> bool:
    """Return whether a file of boxes has few enough to be read: mutagen makes an object of each, however many."""
    boxes = [(0, file.seek(0, os.SEEK_END), 0)]
    for _ in range(_MOST_BOXES):
        if not boxes:
            return True
        at, end, depth = boxes.pop()
        if at + 8 > end:
            continue
        file.seek(at)
        head = file.read(16)
        size, name, ahead = int.from_bytes(head[:4], "big"), head[4:8], 8
        if size == 1:
            size, ahead = int.from_bytes(head[8:], "big"), 16
        size = size or end - at
        if size < ahead or depth > _DEEPEST or (size > _LARGEST and name not in _AS_THE_TOUR):
            return False
        boxes.append((at + size, end, depth))
        if name in _HOLDING:
            boxes.append((at + ahead + _HOLDING[name], at + size, depth + 1))
    return False


def faults(
    pack: Path, manifest: Manifest, whole: Whole | None, seconds: Mapping[str, float], cover: bytes
) -> Iterator[Fault]:
    """Yield what is wrong with the M4B and chapters.json. *seconds* are those of the tracks themselves, by path."""
    lengths = list(_lengths(manifest, seconds))
    titles = [plain(track.title) for track in manifest.heard]
    if whole:
        for message in (*_chapters(whole.chapters, titles, lengths, whole.seconds), *_cover(whole, cover)):
            yield Fault(path(manifest), message)
    elif manifest.lists(path(manifest)) and is_there(pack / path(manifest)):
        yield Fault(path(manifest), f"cannot be read as an MP4 of {_MOST_BOXES:,} boxes at most, as that of a tour is")
    if manifest.lists(CHAPTERS):
        for message in _json(pack, whole, titles, lengths):
            yield Fault(CHAPTERS, message)


def _lengths(manifest: Manifest, seconds: Mapping[str, float]) -> Iterator[float]:
    """Yield how long each chapter is to be: its track, and a short silence where a long one follows on the walk."""
    for track, after in zip_longest(manifest.tracks, manifest.tracks[1:]):
        if track.kind != "quiet":
            silence = min(after.seconds, ARMCHAIR) if after and after.kind == "quiet" else 0.0
            yield seconds.get(track.path, track.seconds) + silence


def _chapters(
    found: Sequence[tuple[float, str]], titles: Sequence[str], lengths: Sequence[float], end: float | None
) -> Iterator[str]:
    """Yield where chapters are not the tracks, one after another. *end* is where the last one ends, if known."""
    if len(found) != len(titles):
        yield f"has {len(found)} chapters; there are {len(titles)} tracks"
        return
    if found and found[0][0] > CHAPTER_TOLERANCE:
        yield f"its first chapter starts at {found[0][0]:.2f} s"
    for (_, title), wanted in zip(found, titles, strict=True):
        if not _same(title, wanted):
            yield f"calls a chapter {title!r}; the track is {wanted!r}"
    starts = [start for start, _ in found]
    if end is not None:
        starts.append(end)
    for number, ((start, after), length) in enumerate(zip(pairwise(starts), lengths, strict=False), 1):
        if abs(after - start - length) > CHAPTER_TOLERANCE:
            yield f"its chapter {number} lasts {after - start:.2f} s; the track lasts {length:.2f}"


def _same(title: str, wanted: str) -> bool:
    """Return whether two titles look the same; a chapter's may be cut (Nero's list has a byte for its length)."""
    cut = len(title.encode()) > _LONGEST_TITLE - 4
    shown, whole = _visible(title), _visible(wanted)
    return whole.startswith(shown) if cut else whole == shown


def _visible(text: str) -> str:
    return "".join(c for c in text if c.isprintable() and c != " ")


def _cover(whole: Whole, cover: bytes) -> Iterator[str]:
    if not whole.cover:
        yield "has no cover"
    elif cover and whole.cover != cover:
        yield "its cover is not cover.jpg"


def _json(pack: Path, whole: Whole | None, titles: Sequence[str], lengths: Sequence[float]) -> Iterator[str]:
    try:
        rows = strict_json.loads(reads.read(pack, CHAPTERS))["chapters"]
        found = [(float(row["startTime"]), str(row["title"])) for row in rows if row.get("toc", True)]
    except OSError:
        return  # of which `files` tells
    except (ValueError, KeyError, TypeError, AttributeError):
        yield "is not a list of chapters (Podcasting 2.0, JSON chapters 1.2)"
        return
    yield from _chapters(found, titles, lengths, whole.seconds if whole else None)
    if whole and len(whole.chapters) == len(found):
        for number, ((start, _), (other, _)) in enumerate(zip(found, whole.chapters, strict=True), 1):
            if abs(start - other) > CHAPTER_TOLERANCE:
                yield f"has chapter {number} at {start:.2f} s; the M4B has it at {other:.2f}"
