"""A track's MP3 with its tag: titles, number, dates, lyrics, parts and cover."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import mutagen.id3 as id3

from tour.model import Cue, File, Pack, Track
from tour.words.album import artist, comment, genre, language

PADDING = 1024
"""Bytes: fixed, so that the same tag has the same bytes."""

UNKNOWN = 0xFFFFFFFF
"""Stands for an offset in bytes that is left to the time in milliseconds."""


def mp3(pack: Pack, track: Track, picture: bytes) -> File:
    """Return the track's file: its tag, with *picture*, a JPEG, as the cover, then its sound."""
    head, cover, tail = tag(pack, track, picture).partition(picture)
    # The one picture, not a copy of it in each of a thousand tags.
    return File(track.path, (head, picture if cover else b"", tail, track.audio))


def mp3_size(pack: Pack, track: Track, picture: bytes) -> int:
    """Return the bytes of the track's file, without reading its sound."""
    return len(tag(pack, track, picture)) + track.size


def tag(pack: Pack, track: Track, picture: bytes) -> bytes:
    """Return the track's ID3v2.3 tag (id3.org, ID3v2.3.0): titles, number, dates, lyrics and cover."""
    tour = pack.tour
    spoken = language(tour)
    frames = id3.ID3()
    frames.add(id3.TIT2(encoding=1, text=track.title))
    frames.add(id3.TALB(encoding=1, text=tour.title))
    frames.add(id3.TPE1(encoding=1, text=artist(tour)))
    frames.add(id3.TPE2(encoding=1, text=artist(tour)))
    frames.add(id3.TRCK(encoding=0, text=f"{track.number}/{len(pack.tracks)}"))
    frames.add(id3.TPOS(encoding=0, text="1/1"))
    frames.add(id3.TCON(encoding=0, text=genre(tour)))
    frames.add(id3.TDRC(encoding=0, text=tour.published))
    frames.add(id3.TLAN(encoding=0, text=spoken))
    frames.add(id3.TLEN(encoding=0, text=str(round(track.seconds * 1000))))
    frames.add(id3.COMM(encoding=1, lang=spoken, desc="", text=comment(tour)))
    frames.add(id3.USLT(encoding=1, lang=spoken, desc="", text=lyrics(track.cues)))
    frames.add(id3.APIC(encoding=0, mime="image/jpeg", type=id3.PictureType.COVER_FRONT, desc="", data=picture))
    # The library writes frames by their length; some players show parts as they stand in the file.
    body = b"".join(map(_body, (frames, *map(_alone, parts(track)))))
    size = len(body) + PADDING
    synchsafe = bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0))
    return b"ID3\3\0\0" + synchsafe + body + bytes(PADDING)


def _alone(frame: id3.Frame) -> id3.ID3:
    frames = id3.ID3()
    frames.add(frame)
    return frames


def _body(frames: id3.ID3) -> bytes:
    """Return a tag's frames, without its header."""
    frames.update_to_v23()  # or TDRC lands in a v2.3 tag, which has TYER and TDAT
    out = BytesIO()
    frames.save(out, v1=0, v2_version=3, padding=lambda _: 0)
    return out.getvalue()[10:]


def parts(track: Track) -> Iterator[id3.Frame]:
    """Yield the frames of a track's parts (id3.org, ID3v2 Chapter Frame Addendum 1.0): a list of them, and each."""
    if not track.chapters:
        return
    names = [f"part{number}" for number in range(1, len(track.chapters) + 1)]
    top = id3.CTOCFlags.TOP_LEVEL | id3.CTOCFlags.ORDERED
    yield id3.CTOC(element_id="toc", flags=top, child_element_ids=names, sub_frames=[])
    ends = [*(chapter.seconds for chapter in track.chapters[1:]), track.seconds]
    for name, chapter, end in zip(names, track.chapters, ends, strict=True):
        title = id3.TIT2(encoding=1, text=chapter.title)
        yield id3.CHAP(
            element_id=name,
            start_time=round(chapter.seconds * 1000),
            end_time=round(end * 1000),
            start_offset=UNKNOWN,
            end_offset=UNKNOWN,
            sub_frames=[title],
        )


def lyrics(cues: tuple[Cue, ...]) -> str:
    """Return the words of a track, a line a paragraph."""
    paragraphs: list[list[str]] = []
    last: int | None = None
    for cue in cues:
        if cue.paragraph != last:
            paragraphs.append([])
        last = cue.paragraph
        paragraphs[-1].append(cue.text)
    return "\n\n".join(" ".join(sentences) for sentences in paragraphs)
