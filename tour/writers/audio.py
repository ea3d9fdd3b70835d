"""The tracks as MP3 files with ID3v2.3 tags. A tag is a prefix: a new title re-encodes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import mutagen.id3 as id3

from tour.model import Cue, File, Pack, Track
from tour.writers.cover import cover_jpeg

PADDING = 1024
"""Bytes: fixed, so that the same tag has the same bytes."""


def audio(pack: Pack) -> Iterator[File]:
    """Yield one MP3 a track."""
    picture = cover_jpeg(pack.tour)
    for track in pack.tracks:
        yield File(track.path, (tag(pack, track, picture), track.audio))


def tag(pack: Pack, track: Track, picture: bytes) -> bytes:
    """Return the track's ID3v2.3 tag (id3.org, ID3v2.3.0): titles, number, dates, lyrics and cover."""
    tour = pack.tour
    language = _language(tour.language)
    frames = id3.ID3()
    frames.add(id3.TIT2(encoding=1, text=track.title))
    frames.add(id3.TALB(encoding=1, text=tour.title))
    frames.add(id3.TPE1(encoding=1, text=tour.author or tour.title))
    frames.add(id3.TPE2(encoding=1, text=tour.author or tour.title))
    frames.add(id3.TRCK(encoding=0, text=f"{track.number}/{len(pack.tracks)}"))
    frames.add(id3.TPOS(encoding=0, text="1/1"))
    frames.add(id3.TCON(encoding=0, text="Audio guide"))
    frames.add(id3.TDRC(encoding=0, text=tour.published))
    frames.add(id3.TLAN(encoding=0, text=language))
    frames.add(id3.TLEN(encoding=0, text=str(round(track.seconds * 1000))))
    frames.add(id3.COMM(encoding=1, lang=language, desc="", text=_comment(pack)))
    frames.add(id3.USLT(encoding=1, lang=language, desc="", text=lyrics(track.cues)))
    frames.add(id3.APIC(encoding=0, mime="image/jpeg", type=id3.PictureType.COVER_FRONT, desc="", data=picture))
    frames.update_to_v23()  # or TDRC lands in a v2.3 tag, which has TYER and TDAT
    out = BytesIO()
    frames.save(out, v1=0, v2_version=3, padding=lambda _: PADDING)
    return out.getvalue()


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


def _comment(pack: Pack) -> str:
    tour = pack.tour
    parts = [tour.subtitle, "Narrated by a synthetic voice.", *tour.safety[:1]]
    return " ".join(part if part.endswith((".", "!", "?")) else f"{part}." for part in parts if part)


_ISO_639_2 = {"en": "eng", "es": "spa", "de": "deu", "fr": "fra", "it": "ita", "pt": "por", "nl": "nld", "ja": "jpn",
              "ko": "kor", "zh": "zho", "el": "ell", "ru": "rus", "pl": "pol", "sv": "swe"}  # fmt: skip


def _language(tag: str) -> str:
    """Return the ISO 639-2 code that ID3 wants; ``und`` for a language that is not in the table."""
    code = tag.partition("-")[0].lower()
    return code if len(code) == 3 else _ISO_639_2.get(code, "und")
