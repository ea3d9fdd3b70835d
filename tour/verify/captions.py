"""Do the captions say what the tracks say, while they say it? (W3C, WebVTT, section 4)"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import Path, PurePosixPath

from tour.verify.manifest import Manifest
from tour.verify.report import Fault

FOLDER = "transcripts"

_TIMES = re.compile(r"((?:\d{2,}:)?\d{2}:\d{2}\.\d{3})[ \t]+-->[ \t]+((?:\d{2,}:)?\d{2}:\d{2}\.\d{3})(?:[ \t].*)?")
_HEAD = re.compile(r"WEBVTT(?:[ \t].*)?")
_ROUNDING = 0.001


@dataclass(frozen=True, slots=True)
class Cue:
    start: float
    end: float
    """Both in seconds."""
    text: str


def faults(
    pack: Path, manifest: Manifest, seconds: Mapping[str, float], lyrics: Mapping[str, str], whole: float | None
) -> Iterator[Fault]:
    """Yield what is wrong with the captions, of which each track has some if any has.

    *seconds* and *lyrics* are those of the tracks themselves, by path; *whole* the seconds of the tour in one file.
    """
    listed = {row.path for row in manifest.files if row.path.startswith(f"{FOLDER}/") and row.path.endswith(".vtt")}
    of = {f"{FOLDER}/{PurePosixPath(track.path).stem}.vtt": track for track in manifest.heard}
    if not listed:
        return
    for path, track in of.items():
        if path not in listed:
            yield Fault("", f"there are no captions of {track.path}: {path} is missing")
    ends = {path: seconds.get(track.path, track.seconds) for path, track in of.items()}
    if whole is not None:
        ends[f"{FOLDER}/{manifest.slug}.vtt"] = whole
    for path in sorted(listed):
        try:
            cues = read((pack / path).read_bytes())
        except OSError:
            continue  # it has been said that it is missing
        except ValueError as fault:
            yield Fault(path, str(fault))
            continue
        if path not in ends:
            yield Fault(path, "is the captions of no track")
            continue
        for message in _order(cues, ends[path]):
            yield Fault(path, message)
        if path in of and (words := lyrics.get(of[path].path)) and _words(c.text for c in cues) != _words([words]):
            yield Fault(path, "does not have the words of the track's own lyrics")


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
    at = next((number for number, line in enumerate(lines) if "-->" in line), None)
    if at is None:
        if not lines[0].startswith(("NOTE", "STYLE", "REGION")):
            raise ValueError(f"has a block without times: {lines[0]!r}")
        return
    times = _TIMES.fullmatch(lines[at].strip())
    if not times or at > 1:
        raise ValueError(f"has times that no player reads: {lines[at]!r}")
    text = unescape(re.sub(r"<[^>]*>", "", "\n".join(lines[at + 1 :])))
    yield Cue(_seconds(times[1]), _seconds(times[2]), text)


def _seconds(time: str) -> float:
    *hours, minutes, rest = time.split(":")
    return 3600 * int(*hours or "0") + 60 * int(minutes) + float(rest)


def _order(cues: tuple[Cue, ...], end: float) -> Iterator[str]:
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


def _words(texts: Iterable[str]) -> list[str]:
    """Return the words without characters that nobody sees: one of the two may have been rid of them."""
    return "".join(c for c in " ".join(texts) if c.isprintable() or c.isspace()).split()
