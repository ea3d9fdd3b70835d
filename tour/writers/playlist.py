"""The playlist: extended M3U in UTF-8 (RFC 8216 names the format; the tags are Winamp's), for music apps."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from tour.model import File, Pack


def playlist(pack: Pack) -> Iterator[File]:
    """Yield tour.m3u8: every track in play order, with its title and length."""
    lines = ["#EXTM3U", "#EXTENC:UTF-8", f"#PLAYLIST:{pack.tour.title}"]
    for track in pack.tracks:
        lines += [f"#EXTINF:{round(track.seconds)},{track.title}", track.path.as_posix()]
    yield File(PurePosixPath("tour.m3u8"), (("\n".join(lines) + "\n").encode(),))
