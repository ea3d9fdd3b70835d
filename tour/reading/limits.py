"""How large an author's file may be: some hundred times what a stop needs, and no more than is read in a second.

What would take longer is refused with its place, not read for an hour. The readers have limits of their own beside
these, each where it counts: points of a route, brackets, letters of a paragraph.
"""

from __future__ import annotations

from pathlib import PurePath

from tour.sound.files import FORMATS

MOST = {
    ".md": 45_000,  # three quarters of an hour of talk
    ".toml": 400_000,  # the sources of a hundred stops
    ".gpx": 20_000_000,  # a receiver's whole day, with pulse and height
    ".kml": 20_000_000,
    ".geojson": 12_000_000,  # a quarter of a city, house by house, or the streets of a whole one
    ".svg": 1_000_000,  # its reader takes a fifth of that, and says how to make the drawing smaller
    ".ttf": 20_000_000,  # all of Chinese, Japanese and Korean
    **dict.fromkeys(FORMATS, 24_000_000),  # a minute of WAV at 48 kHz in stereo, of the most bits
}
"""Bytes, by the end of a file's name."""


def most(name: str) -> int:
    """Return the bytes that the file *name* may have at most."""
    return MOST[PurePath(name).suffix.lower()]
