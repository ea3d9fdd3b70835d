"""Where the files of a pack are, for other programs: whole addresses, or relative ones where the pack has no home."""

from __future__ import annotations

from pathlib import PurePosixPath
from urllib.parse import quote

from tour.model import Tour, Track

_SAFE = "%/:?#[]@!$&'()*+,;=~"
"""What RFC 3986, section 2.2, lets stand in an address; a percent sign is taken to begin an encoded byte."""


def home(tour: Tour) -> str:
    """Return the address of the pack's folder, in ASCII and with one slash at the end; nothing without base_url."""
    # `tour.words.address` lets nothing in that needs encoding; a tour made by other code may hold anything.
    return f"{quote(tour.base_url, _SAFE).rstrip('/')}/" if tour.base_url else ""


def link(tour: Tour, path: PurePosixPath) -> str:
    """Return a reference to the file at *path*: whole when the tour has a base_url, else relative to the pack."""
    return home(tour) + quote(path.as_posix())


def captions_path(track: Track) -> PurePosixPath:
    """Return where the captions of *track* are: named as its MP3."""
    return PurePosixPath("transcripts", f"{track.path.stem}.vtt")


def episode_path(tour: Tour) -> PurePosixPath:
    """Return where the whole tour in one file is."""
    return PurePosixPath(f"{tour.slug}.m4b")


def episode_captions_path(tour: Tour) -> PurePosixPath:
    """Return where the captions of the whole tour in one file are."""
    return PurePosixPath("transcripts", f"{tour.slug}.vtt")
