"""Does the playlist name every track, in order, and nothing that is not there?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from tour.verify.report import Fault

NAME = "tour.m3u8"
OFF = 0.51
"""Seconds: the playlist has whole ones."""

_ENTRY = re.compile(r"#EXTINF:(-?\d+(?:\.\d+)?),(.*)")


def faults(
    pack: Path, album: str, tracks: Sequence[str], titles: Mapping[str, str], seconds: Mapping[str, float]
) -> Iterator[Fault]:
    """Yield what is wrong with tour.m3u8.

    *tracks* are the paths in play order; *titles* and *seconds* are those of the files themselves, by path.
    """
    try:
        lines = (pack / NAME).read_text("utf-8").splitlines()
    except OSError:
        yield Fault(NAME, "is missing")
        return
    except ValueError:
        yield Fault(NAME, "is not UTF-8")
        return
    if lines[:1] != ["#EXTM3U"]:
        yield Fault(NAME, "does not begin with #EXTM3U")
    for line in lines:
        if line.startswith("#PLAYLIST:") and line != f"#PLAYLIST:{album}":
            yield Fault(NAME, f"is called {line[10:]!r}; the tour is {album!r}")
    entries = list(_entries(lines))
    for path, said, title in entries:
        if not _inside(path) or not (pack / path).is_file():
            yield Fault(NAME, f"names {path!r}, which is not there")
            continue
        if said is None:
            yield Fault(NAME, f"gives no length and title for {path}")
            continue
        if path in seconds and abs(said - seconds[path]) > OFF:
            yield Fault(NAME, f"says that {path} lasts {said:g} s; it lasts {seconds[path]:.1f}")
        if path in titles and title != titles[path]:
            yield Fault(NAME, f"calls {path} {title!r}; the file says {titles[path]!r}")
    named = [path for path, *_ in entries]
    for path in tracks:
        if path not in named:
            yield Fault(NAME, f"does not name {path}")
    if sorted(named) == sorted(tracks) and named != list(tracks):
        yield Fault(NAME, "does not name the tracks in the order in which they are played")
    for path in sorted({path for path in named if named.count(path) > 1}):
        yield Fault(NAME, f"names {path} more than once")


def _entries(lines: Sequence[str]) -> Iterator[tuple[str, float | None, str]]:
    """Yield path, seconds and title of each entry; the last two belong to the path that follows them."""
    seconds, title = None, ""
    for line in lines:
        if match := _ENTRY.fullmatch(line):
            seconds, title = float(match[1]), match[2]
        elif line.strip() and not line.startswith("#"):
            yield line, seconds, title
            seconds, title = None, ""


def _inside(path: str) -> bool:
    pure = PurePosixPath(path)
    return not pure.is_absolute() and ".." not in pure.parts
