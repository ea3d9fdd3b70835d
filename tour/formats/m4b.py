"""What stands in an M4B before its sound, frames of AAC joined by copy: the index, with chapters, tags and a cover.

Chapters stand in it twice: as Nero's list, which most players read, and as QuickTime's track. It is byte for byte what
ffmpeg's muxer writes, but for the bitrate where that guesses one. That one hands each of an hour's 155,000 frames from
thread to thread, which takes thirty times as long as copying them.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from struct import pack

from tour.formats.mp4_tracks import CHAPTERS, UNMOVED, Samples, box, chapter_track, chunks, lasting, sound_track
from tour.sound.codec import FRAME, RATE

LONGEST_TITLE = 255
"""Bytes of a chapter's title: in Nero's list the length is one byte, and so is the number of chapters."""
_TAGS = {
    "title": "©nam",
    "artist": "©ART",
    "album_artist": "aART",
    "album": "©alb",
    "date": "©day",
    "comment": "©cmt",
    "genre": "©gen",
    "copyright": "cprt",
    "description": "desc",
}
_TEXT, _JPEG, _NUMBER = 1, 13, 21
"""Kinds of a tag's value (QuickTime File Format, "Well-known types")."""
_AUDIOBOOK = b"\2"
"""The media type."""
_TYPE = box("ftyp", b"M4B ", pack(">I", 0x200), b"M4B isomiso2")
_FAR = 0xFFFF_0000
"""Bytes from which on a file needs long offsets."""


@dataclass(frozen=True, slots=True)
class Book:
    """What an M4B says besides its sound."""

    tags: Mapping[str, str]
    """By the names in `_TAGS`; none is empty."""
    chapters: Sequence[tuple[int, str]]
    """(first frame, title), in order; the first begins at frame 0."""
    language: str
    """ISO 639-2."""
    cover: bytes
    """A JPEG."""


def m4b_head(sizes: Sequence[int], book: Book) -> bytes:
    """Return all of an M4B that stands before its sound: frames of AAC-LC of *sizes* bytes each, mono at `RATE`.

    The first frame is marked as the encoder's own, which no player plays. The same input gives the same bytes.
    """
    texts = [_text(title) for _, title in book.chapters]
    titles = array("I", map(len, texts))
    before = sum(titles)
    length = before + sum(sizes)
    far = length > _FAR
    layout = chunks(sizes)
    # The index tells where the sound is, which begins after it; it is as long wherever that is.
    start = 0
    for _ in range(2):
        sound = Samples(sizes, layout, start + before, far)
        index = _index(book, sound, Samples(titles, chunks(titles), start, far))
        start = len(_TYPE) + len(index) + len(_before(length))
    return b"".join((_TYPE, index, _before(length), *texts))


def _index(book: Book, sound: Samples, texts: Samples) -> bytes:
    """Return the movie box of the *sound*'s frames and of the chapters' *texts*."""
    played = max(len(sound.sizes) - 1, 0) * FRAME
    tracks = [sound_track(sound, book.language, bool(book.chapters))]
    about = [_about(book)]
    if book.chapters:
        tracks.append(chapter_track(texts, [frame * FRAME for frame, _ in book.chapters], played))
        about.append(_nero(book.chapters))
    loud = pack(">IH10x", 0x10000, 0x100)
    head = box("mvhd", lasting(0, played, RATE), loud, UNMOVED, bytes(24), pack(">I", CHAPTERS + 1))
    return box("moov", head, *tracks, box("udta", *about))


def _before(length: int) -> bytes:
    """Return what stands before *length* bytes of samples."""
    if length > _FAR:
        return pack(">I4sQ", 1, b"mdat", 16 + length)
    return box("free") + pack(">I4s", 8 + length, b"mdat")


def _text(title: str) -> bytes:
    """Return a chapter's title as a sample of QuickTime's track, with its encoding: UTF-8."""
    told = _cut(title)
    return pack(">H", len(told)) + told + box("encd", pack(">I", 0x100))


def _nero(chapters: Sequence[tuple[int, str]]) -> bytes:
    """Return Nero's list of chapters: starts in tenths of a microsecond."""
    shown = chapters[:LONGEST_TITLE]
    rows = []
    for frame, title in shown:
        told = _cut(title)
        rows.append(pack(">QB", _rounded(frame * FRAME * 10_000_000, RATE), len(told)) + told)
    return box("chpl", pack(">IIB", 0x0100_0000, 0, len(shown)), *rows)


def _cut(title: str) -> bytes:
    """Return *title* in UTF-8, cut between two letters where it is too long for Nero's list."""
    return title.encode()[:LONGEST_TITLE].decode(errors="ignore").encode()


def _rounded(number: int, by: int) -> int:
    return (2 * number + by) // (2 * by)


def _about(book: Book) -> bytes:
    """Return the tags as iTunes has them."""
    handler = box("hdlr", bytes(8), b"mdirappl", bytes(9))
    return box("meta", bytes(4), handler, box("ilst", *_tags(book)))


def _tags(book: Book) -> Iterator[bytes]:
    for name, kind in _TAGS.items():
        if name in book.tags:
            yield _tag(kind, _TEXT, book.tags[name].encode())
    yield _tag("stik", _NUMBER, _AUDIOBOOK)
    yield _tag("covr", _JPEG, book.cover)


def _tag(kind: str, of: int, value: bytes) -> bytes:
    return box(kind, box("data", pack(">II", of, 0), value))
