"""The cache: clips, tracks and their AAC by the digest of everything that made them. Safe to delete at any time."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tour import strict_json
from tour.diagnostics import Diagnostic, TourError, reason
from tour.model import Clip, Episode
from tour.sound.parts import Master

_DAMAGED = (OSError, ValueError, KeyError, TypeError)
"""What reading an entry may raise that is not there, or not whole, or not what was put."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A track in the cache."""

    path: Path
    size: int
    digest: str
    """SHA-256 of the file, in hex."""
    seconds: float
    lufs: float
    dbtp: float
    offsets: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Aac:
    """A track as AAC in the cache."""

    path: Path
    """ADTS frames."""
    frames: int


class Store:
    """The folder of the cache. Entries appear whole or not at all; a damaged one counts as missing."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def prepare(self) -> None:
        """Make the folder. Raises TourError when that cannot be done."""
        try:
            for name in ("clips", "tracks", "aac", "episodes", "locks"):
                (self.root / name).mkdir(parents=True, exist_ok=True)
            ignore = self.root / ".gitignore"
            if not ignore.exists():
                _write(ignore, b"*\n")
        except OSError as fault:
            raise unwritable(self.root, fault) from None

    def clip(self, key: str) -> Clip | None:
        """Return the clip of *key*, or None when it is not there or not whole; so do `track` and `aac`."""
        try:
            head, _, pcm = self._clip(key).read_bytes().partition(b"\n")
            rate, size = _head(head)
        except (OSError, ValueError):
            return None
        return Clip(pcm, rate) if size == len(pcm) else None

    def has_clip(self, key: str) -> bool:
        """Return whether the clip is there and whole, without reading its sound."""
        try:
            with self._clip(key).open("rb") as file:
                head = file.readline(64)
                _, size = _head(head)
                return os.fstat(file.fileno()).st_size == len(head) + size
        except (OSError, ValueError):
            return False

    def put_clip(self, key: str, clip: Clip) -> None:
        """Put a clip. Raises TourError when the cache cannot be written; so does all else that puts."""
        self._put(self._clip(key), f"{clip.rate} {len(clip.pcm)}\n".encode() + clip.pcm)

    def track(self, key: str) -> Stored | None:
        path = self._track(key)
        try:
            known = _known(path)
            return Stored(
                path,
                int(known["size"]),
                str(known["digest"]),
                float(known["seconds"]),
                float(known["lufs"]),
                float(known["dbtp"]),
                tuple(map(float, known["offsets"])),
            )
        except _DAMAGED:
            return None

    def put_track(self, key: str, master: Master) -> Stored:
        path = self._track(key)
        known = {"seconds": master.seconds, "lufs": master.lufs, "dbtp": master.dbtp, "offsets": master.offsets}
        digest = self._put_known(path, master.mp3, known)
        return Stored(path, len(master.mp3), digest, master.seconds, master.lufs, master.dbtp, master.offsets)

    def aac(self, key: str) -> Aac | None:
        path = self._aac(key)
        try:
            return Aac(path, int(_known(path)["frames"]))
        except _DAMAGED:
            return None

    def put_aac(self, key: str, adts: bytes, frames: int) -> Aac:
        path = self._aac(key)
        self._put_known(path, adts, {"frames": frames})
        return Aac(path, frames)

    def episode(self, slug: str, key: str) -> Episode | None:
        """Return the last episode of the tour *slug*, if it is that of *key*: of so large a file one is kept."""
        path = self._episode(slug)
        try:
            known = _known(path)
            if known["key"] != key:
                return None
            starts = tuple(map(float, known["starts"]))
            return Episode(path, int(known["size"]), str(known["digest"]), float(known["seconds"]), starts)
        except _DAMAGED:
            return None

    def put_episode(self, slug: str, key: str, m4b: bytes, seconds: float, starts: tuple[float, ...]) -> Episode:
        path = self._episode(slug)
        digest = self._put_known(path, m4b, {"key": key, "seconds": seconds, "starts": starts})
        return Episode(path, len(m4b), digest, seconds, starts)

    def _clip(self, key: str) -> Path:
        return self.root / "clips" / key[:2] / f"{key[2:]}.pcm"

    def _track(self, key: str) -> Path:
        return self.root / "tracks" / f"{key}.mp3"

    def _aac(self, key: str) -> Path:
        return self.root / "aac" / f"{key}.aac"

    def _episode(self, slug: str) -> Path:
        return self.root / "episodes" / f"{slug}.m4b"

    def _put_known(self, path: Path, data: bytes, known: Mapping[str, object]) -> str:
        """Put a file and, as JSON beside it, what is *known* of it and how to tell that it is whole.

        Returns the file's SHA-256, in hex.
        """
        digest = hashlib.sha256(data).hexdigest()
        self._put(path, data)
        self._put(path.with_suffix(".json"), json.dumps({"size": len(data), "digest": digest, **known}).encode())
        return digest

    def _put(self, path: Path, data: bytes) -> None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            _write(path, data)
        except OSError as fault:
            raise unwritable(path.parent, fault) from None


def _known(path: Path) -> Mapping[str, Any]:  # JSON
    """Return what is known of the file *path*, from the JSON beside it. Raises one of _DAMAGED unless it is whole."""
    known: dict[str, Any] = strict_json.loads(path.with_suffix(".json").read_bytes())
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if digest != known["digest"] or path.stat().st_size != int(known["size"]):
        raise ValueError(path)
    return known


def _head(line: bytes) -> tuple[int, int]:
    """Return a clip's rate and the size of its sound. Raises ValueError when there can be no such clip."""
    rate, size = map(int, line.split())
    if rate <= 0 or size < 0 or size % 2:
        raise ValueError(line)
    return rate, size


def _write(path: Path, data: bytes) -> None:
    """Write *data* to *path* by way of a file beside it, so that *path* is never half there."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".tmp-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def unwritable(path: Path, fault: OSError) -> TourError:
    """Return the fault of a cache that cannot be written."""
    hint = "is there room, and may you write there? TOURPACK_CACHE=DIR puts the cache elsewhere"
    return TourError(Diagnostic(None, f"the cache {path} cannot be written: {reason(fault)}", hint))
