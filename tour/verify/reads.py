"""Reads a pack's files for those that judge them: plain files alone, and none that is larger than any build makes it.

A pack may come from anybody. A pipe in the place of the cover would be waited on for ever.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from tour.inputs import plain_files
from tour.inputs.plain_files import read_plain
from tour.verify.manifest import Manifest

LARGEST_TRACK = 40_000_000
"""Bytes: most of an hour."""
LARGEST_TEXT = 60_000_000
"""Bytes of a page, feed or map: those of three thousand stops."""


def read(pack: Path, path: str, most: int = LARGEST_TEXT) -> bytes:
    """Return the bytes of the file at *path* in folder *pack*. Raises OSError, also for what is no plain file."""
    try:
        return read_plain(pack / path, most)
    except ValueError as fault:  # a name that no system has
        raise OSError(str(fault)) from None


def there(pack: Path, manifest: Manifest, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of those of *paths* that the pack lists and has; that one is missing is said elsewhere."""
    for path in paths:
        if not manifest.lists(path):
            continue
        try:
            data = read(pack, path)
        except OSError:
            continue
        yield path, data


def is_file(pack: Path, path: str) -> bool:
    """Return whether folder *pack* has a plain file at *path*, whatever that is: it may come from a page."""
    return plain_files.is_file(pack / path)
