"""Checks the captions (W3C, WebVTT, section 4): they say what the tracks say, while they say it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import inf
from pathlib import Path, PurePosixPath

from tour.inputs.entities import unescaped
from tour.verify import episode, reads
from tour.verify.findings import Fault
from tour.verify.manifest import Manifest

FOLDER = "transcripts"
_MOST_LINES = 300_000
_LARGEST = 20_000_000
"""Bytes of all captions together; these and so many lines take a second. Those of a track have 45 lines and 2 kB."""

_TIMES = re.compile(r"((?:\d{2,6}:)?\d{2}:\d{2}\.\d{3})[ \t]+-->[ \t]+((?:\d{2,6}:)?\d{2}:\d{2}\.\d{3})(?:[ \t].*)?")
_HEAD = re.compile(r"WEBVTT(?:[ \t].*)?")
_ROUNDING = 0.001


@dataclass(frozen=True, slots=True)
class Cue:
    """A text, and when it is shown."""

    start: float
    end: float
    """Both in seconds."""
    text: str


def faults(
    pack: Path, manifest: Manifest, seconds: Mapping[str, float], lyrics: Mapping[str, str], whole: float | None
) -> Iterator[Fault]:
    """Yield what is wrong with the captions, of which each track has some if any has.

    *seconds* and *lyrics* are those of the tracks themselves, by path; *whole* the seconds of the tour in one file,
    if that can be read.
    """
    listed = {row.path for row in manifest.files if row.path.startswith(f"{FOLDER}/") and row.path.endswith(".vtt")}
    if not listed:
        return
    ends: dict[str, float] = {}
    words: dict[str, str] = {}
    for track in manifest.heard:
        path = f"{FOLDER}/{PurePosixPath(track.path).stem}.vtt"
        if path not in listed:
            yield Fault("", f"there are no captions of {track.path}: {path} is missing")
        ends[path] = seconds.get(track.path, track.seconds)
        words[path] = lyrics.get(track.path, "")
    if manifest.lists(episode.path(manifest)):  # where it cannot be read, `episode` says so
        ends[f"{FOLDER}/{manifest.slug}.vtt"] = inf if whole is None else whole
    lines = size = 0
    for path in sorted(listed):
        try:
            data = reads.read(pack, path)
        except OSError:
            continue  # of which `files` tells
        lines, size = lines + data.count(b"\n"), size + len(data)
        if lines > _MOST_LINES or size > _LARGEST:
            most = f"{_MOST_LINES:,} lines or {_LARGEST // 1_000_000} MB"
            yield Fault(path, f"has, with the captions ahead of it, more than {most}, as no tour has, and is not read")
            continue
        for message in _file_faults(data, ends.get(path), words.get(path, "")):
            yield Fault(path, message)


def _file_faults(data: bytes, end: float | None, words: str) -> Iterator[str]:
    """Yield what is wrong with one file of captions, whose sound ends at *end* seconds; None: of no sound."""
    try:
        cues = read(data)
    except ValueError as fault:
        yield str(fault)
        return
    if end is None:
        yield "is the captions of no track"
        return
    yield from _times(cues, end)
    if words and _seen_words(words) != _seen_words(" ".join(cue.text for cue in cues)):
        yield "does not have the words of the track's own lyrics"


def read(data: bytes) -> tuple[Cue, ...]:
    """Return the cues of a WebVTT file, their text without markup. Raises ValueError, in a reader's words."""
    try:
        text = data.decode("utf-8-sig")
    except ValueError:
        raise ValueError("is not UTF-8") from None
    blocks = [block.split("\n") for block in re.split(r"\n{2,}", text.replace("\r\n", "\n").strip("\n"))]
    if not _HEAD.fullmatch(blocks[0][0]):
        raise ValueError("does not begin with WEBVTT")
    return tuple(cue for block in blocks[1:] for cue in _cue(block))


def _cue(lines: list[str]) -> Iterator[Cue]:
    """Yield the cue of one block, if it has one: a comment, style or region has none."""
    at = next((number for number, line in enumerate(lines) if "-->" in line), None)
    if at is None:
        if not lines[0].startswith(("NOTE", "STYLE", "REGION")):
            raise ValueError(f"has a block without times: {lines[0]!r}")
        return
    times = _TIMES.fullmatch(lines[at].strip())
    if not times or at > 1:
        raise ValueError(f"has times that no player reads: {lines[at]!r}")
    text = unescaped(re.sub(r"<[^<>]*>", "", "\n".join(lines[at + 1 :])))
    yield Cue(_seconds(times[1]), _seconds(times[2]), text)


def _seconds(time: str) -> float:
    *hours, minutes, rest = time.split(":")
    return 3600 * int(*hours or "0") + 60 * int(minutes) + float(rest)


def _times(cues: tuple[Cue, ...], end: float) -> Iterator[str]:
    """Yield where cues overlap, are empty, or go on after the sound's *end*, in seconds."""
    if not cues:
        yield "has no cue"
    last = 0.0
    for number, cue in enumerate(cues, 1):
        if cue.start < last - _ROUNDING:
            yield f"its cue {number} starts at {cue.start:g} s, before the one ahead of it ends"
        if cue.end <= cue.start:
            yield f"its cue {number} ends at {cue.end:g} s, and starts at {cue.start:g}"
        if not cue.text.strip():
            yield f"its cue {number} says nothing"
        last = cue.end
    if last > end + _ROUNDING:
        yield f"its last cue ends at {last:g} s; the sound ends at {end:.2f}"


def _seen_words(text: str) -> list[str]:
    """Return the words without characters that nobody sees: captions and lyrics need not both have them."""
    return "".join(c for c in text if c.isprintable() or c.isspace()).split()
