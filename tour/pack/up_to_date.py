"""Whether a writer has to run again: what its files are made of, and whether they stand on the disk."""

from __future__ import annotations

from pathlib import Path

from tour import plugins
from tour.digests import digest
from tour.pack.folder import sha256
from tour.pack.manifest import read_manifest, rows, writers


def made_of(pack: str, writer: str, episode: str) -> str:
    """Return the digest of all that the files of *writer* are made of; while it is the same, they stand.

    *pack* is the digest of what it sees of the pack without its episode, and *episode* tells how that is made: it
    follows from the tracks. It is empty for a writer that is not given the episode.
    """
    parts = [pack, plugins.fingerprint(plugins.found(plugins.WRITERS)[writer])]
    if episode:
        parts.append(episode)
    return digest(parts)


def up_to_date(folder: Path, writer: str, key: str) -> bool:
    """Return whether what *writer* gave for *key* is in the pack's *folder* as the manifest lists it."""
    manifest = read_manifest(folder)
    if writers(manifest).get(writer) != key:
        return False
    mine = [row for row in rows(manifest) if row.writer == writer]
    return bool(mine) and all(sha256(folder / row.path) == row.sha256 for row in mine)
