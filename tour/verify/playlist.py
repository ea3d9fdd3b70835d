"""Checks tour.m3u8: it names every track, in order, and nothing that is not there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from tour.diagnostics import reason
from tour.verify import reads
from tour.verify.findings import Fault

NAME = "tour.m3u8"
OFF = 0.51
"""Seconds: the playlist has whole ones."""

_ENTRY = re.compile(r"#EXTINF:(-?\d+(?:\.\d+)?),(.*)")


@dataclass(frozen=True, slots=True)
class _Entry:
    """One track, as the playlist has it."""

    path: str
    seconds: float | None
    """None where no length and title stand ahead of the path."""
    title: str


def faults(
    pack: Path, album: str, tracks: Sequence[str], titles: Mapping[str, str], seconds: Mapping[str, float]
) -> Iterator[Fault]:
    """Yield what is wrong with tour.m3u8.

    *tracks* are the paths in play order; *titles* and *seconds* are those of the files themselves, by path.
    """
    try:
        lines = reads.read(pack, NAME).decode().replace("\r\n", "\n").split("\n")  # no other character ends one
    except FileNotFoundError:
        yield Fault(NAME, "is missing")
        return
    except OSError as fault:
        yield Fault(NAME, f"cannot be read: {reason(fault)}")
        return
    except ValueError:
        yield Fault(NAME, "is not UTF-8")
        return
    entries = list(_entries(lines))
    messages = [*_head_faults(lines, album)]
    for entry in entries:
        messages += _entry_faults(pack, entry, titles, seconds)
    messages += _order_faults([entry.path for entry in entries], tracks)
    for message in messages:
        yield Fault(NAME, message)


def _entries(lines: Sequence[str]) -> Iterator[_Entry]:
    """Yield the entries. A line of length and title belongs to the path that follows it."""
    seconds, title = None, ""
    for line in lines:
        if match := _ENTRY.fullmatch(line):
            seconds, title = float(match[1]), match[2]
        elif line.strip() and not line.startswith("#"):
            yield _Entry(line, seconds, title)
            seconds, title = None, ""


def _head_faults(lines: Sequence[str], album: str) -> Iterator[str]:
    if lines[:1] != ["#EXTM3U"]:
        yield "does not begin with #EXTM3U"
    for line in lines:
        if line.startswith("#PLAYLIST:") and line != f"#PLAYLIST:{album}":
            yield f"is called {line[10:]!r}; the tour is {album!r}"


def _entry_faults(pack: Path, entry: _Entry, titles: Mapping[str, str], seconds: Mapping[str, float]) -> Iterator[str]:
    path = entry.path
    if not _inside(path) or not reads.is_file(pack, path):
        yield f"names {path!r}, which is not there"
        return
    if entry.seconds is None:
        yield f"gives no length and title for {path}"
        return
    if path in seconds and abs(entry.seconds - seconds[path]) > OFF:
        yield f"says that {path} lasts {entry.seconds:g} s; it lasts {seconds[path]:.1f}"
    if path in titles and entry.title != titles[path]:
        yield f"calls {path} {entry.title!r}; the file says {titles[path]!r}"


def _order_faults(named: Sequence[str], tracks: Sequence[str]) -> Iterator[str]:
    """Yield where the paths that are *named* are not the *tracks*, each once and in their order."""
    times = Counter(named)
    for path in tracks:
        if path not in times:
            yield f"does not name {path}"
    if sorted(named) == sorted(tracks) and list(named) != list(tracks):
        yield "does not name the tracks in the order in which they are played"
    for path in sorted(times):
        if times[path] > 1:
            yield f"names {path} more than once"


def _inside(path: str) -> bool:
    pure = PurePosixPath(path)
    return not pure.is_absolute() and ".." not in pure.parts
