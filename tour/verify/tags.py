"""Checks a track's ID3 tag: it has what players show, and says the same as the manifest and the sound."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from tour.verify import file_names
from tour.verify.findings import Fault
from tour.verify.id3 import Tag
from tour.verify.manifest import Manifest, TrackRow
from tour.verify.mpeg import LENGTH_TOLERANCE

LARGEST = 80_000
"""Bytes of the picture: it is in every track."""

_NEEDED = ("TIT2", "TALB", "TPE1", "TPE2", "TRCK", "TCON", "TYER", "TLAN", "TLEN")
_TRACK = re.compile(r"(\d{1,6})/(\d{1,6})")
_MILLISECONDS = re.compile("[0-9]{1,9}")
_LANGUAGES = {"de": "deu", "en": "eng", "es": "spa", "fr": "fra"}
"""Those that the program itself has lines for; of others only that there is a code."""


def faults(track: TrackRow, tag: Tag, manifest: Manifest, cover: bytes) -> Iterator[str]:
    """Yield where the tag of *track* lacks something, or says another thing than the manifest or the file's name."""
    for name in _NEEDED:
        if not tag.texts.get(name):
            yield f"its tag has no {name}"
    for name, said in (("TIT2", track.title), ("TALB", manifest.title), ("TYER", manifest.published[:4])):
        if (found := tag.texts.get(name)) and found != said:
            yield f"its tag's {name} is {found!r}; pack.json says {said!r}"
    yield from _language_faults(tag, manifest.language)
    if not tag.lyrics.strip() and track.kind != "quiet":
        yield "its tag has no USLT: the words are missing"
    if not tag.comment:
        yield "its tag has no COMM"
    yield from _picture_faults(tag, cover)
    yield from file_names.faults(track, tag.texts.get("TIT2", ""), manifest)


def length_faults(tag: Tag, seconds: float) -> Iterator[str]:
    """Yield a fault when TLEN is not what the decoded sound lasts."""
    said = tag.texts.get("TLEN", "")
    if not said:
        return
    if not _MILLISECONDS.fullmatch(said) or abs(int(said) / 1000 - seconds) > LENGTH_TOLERANCE:
        yield f"its tag's TLEN is {said!r}; it lasts {seconds * 1000:.0f} ms"


def part_faults(tag: Tag, seconds: float) -> Iterator[str]:
    """Yield a fault where the parts of a track, if it has any, do not cover it one after another."""
    if [part.name for part in tag.parts] != list(tag.contents):
        yield "its tag's CTOC does not list its parts in the order in which they are heard"
    at = 0.0
    for number, part in enumerate(tag.parts, 1):
        if abs(part.start - at) > LENGTH_TOLERANCE or part.end <= part.start:
            yield f"its part {number} lasts from {part.start:.2f} to {part.end:.2f} s; the one before ends at {at:.2f}"
        if not part.title.strip():
            yield f"its part {number} has no title"
        at = part.end
    if tag.parts and abs(at - seconds) > LENGTH_TOLERANCE:
        yield f"its last part ends at {at:.2f} s; it lasts {seconds:.2f}"


def numbers(tags: Mapping[str, Tag | None]) -> Iterator[Fault]:
    """Yield where TRCK is not the place of the file among all in alphabetical order.

    *tags* are by path, of every track that is there; None of one that has none, or none that can be read.
    """
    said = {path: _TRACK.fullmatch(tag.texts.get("TRCK", "")) if tag else None for path, tag in sorted(tags.items())}
    totals = Counter(int(match[2]) for match in said.values() if match)
    if not totals:
        return
    total = totals.most_common(1)[0][0]
    count = len(said)
    if total != count:
        found = {int(match[1]) for match in said.values() if match}
        lost = _lost(found, total) if all(said.values()) else ""
        yield Fault("", f"the tags count {total} tracks, and there are {count}{lost}")
    yield from _number_faults(tags, said, total)


def _number_faults(
    tags: Mapping[str, Tag | None], said: Mapping[str, re.Match[str] | None], total: int
) -> Iterator[Fault]:
    """Yield where a TRCK is none, or out of place. Where files are lost, its number need only rise."""
    count, last = len(said), 0
    for place, (path, match) in enumerate(said.items(), 1):
        tag = tags[path]
        if not tag:
            continue
        if not match:
            written = tag.texts.get("TRCK", "")
            yield Fault(path, f"its tag's TRCK is {written!r}; it must be like '1/{count}'")
            continue
        number, written = int(match[1]), match[0]
        if total == count and number != place:
            yield Fault(path, f"its tag's TRCK is '{written}'; by its name it is {place} of {count}")
        elif total != count and number <= last:
            yield Fault(path, f"its tag's TRCK is '{written}', and the file before it says {last}")
        elif int(match[2]) != total:
            yield Fault(path, f"its tag's TRCK is '{written}'; the others count {total}")
        last = number


def _lost(found: set[int], total: int) -> str:
    """Return the first numbers up to *total* that no file has, in words; nothing when all are there."""
    lost = [str(number) for number in range(1, min(total, 9999) + 1) if number not in found]
    return f": no file is track {', '.join(lost[:9])}" if lost else ""


def _language_faults(tag: Tag, language: str) -> Iterator[str]:
    code = tag.texts.get("TLAN", "")
    wanted = _LANGUAGES.get(language.partition("-")[0].lower(), code)
    if code != wanted or (code and not re.fullmatch("[a-z]{3}", code)):
        yield f"its tag's TLAN is {code!r}; the tour's language is {language!r}"
    if tag.lyrics and tag.language != code:
        yield f"its tag's lyrics are in {tag.language!r}, and its TLAN is {code!r}"


def _picture_faults(tag: Tag, cover: bytes) -> Iterator[str]:
    if not tag.picture:
        yield "its tag has no APIC: the cover is missing"
        return
    if tag.mime != "image/jpeg" or not _baseline(tag.picture):
        yield f"its picture ({tag.mime}) is not a baseline JPEG"
    if len(tag.picture) > LARGEST:
        yield f"its picture has {len(tag.picture)} bytes; {LARGEST} are the most"
    if cover and tag.picture != cover:
        yield "its picture is not cover.jpg"


def _baseline(picture: bytes) -> bool:
    """Return whether the first frame header of a JPEG is SOF0, which every player can show (ITU-T T.81, B.1.1.3)."""
    at = 2
    while picture[:2] == b"\xff\xd8" and at + 4 <= len(picture) and picture[at] == 0xFF:
        marker = picture[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            return marker == 0xC0
        at += 2 + int.from_bytes(picture[at + 2 : at + 4], "big")
    return False
