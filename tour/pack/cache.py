"""The cache: clips, tracks, AAC, drawings and more, by the digest of all that made them. Safe to delete at any time.

An entry is believed when it is whole: each carries a digest over its key and all that is known of it. So one that a
disk has damaged, that a crash has cut short, or that bears another's name counts as missing.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import sys
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tour.diagnostics import Diagnostic, TourError, reason
from tour.digests import digest as digest_of
from tour.inputs import strict_json
from tour.inputs.plain_files import is_folder, open_plain
from tour.model import Clip
from tour.pack.hashed import once
from tour.sound.parts import Master
from tour.whole_files import write_all

FOLDERS = ("clips", "tracks", "aac", "kept", "locks", "unchanged")
IGNORE, IGNORED = ".gitignore", b"*\n"
"""The file that keeps the cache out of Git, and what is in it."""
_DAMAGED = (OSError, ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError)
"""What reading an entry may raise that is not there, or not whole, or not what was put."""
_MOST_JSON = 1 << 24
"""Bytes beyond which nothing that is known of a file is read: a day of sentences has under a hundredth of it."""


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
    """Its frames, one after the other, without headers."""
    sizes: array[int]
    """Bytes of each frame."""


class Store:
    """The folder of the cache. Entries appear whole or not at all; a damaged one counts as missing."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @property
    def writable(self) -> bool:
        """Return whether entries can be put, as far as the system tells before it is tried."""
        folders = [self.root / name for name in FOLDERS]
        return all(os.access(folder, os.W_OK) for folder in folders)

    def prepare(self) -> None:
        """Make the folder; one that is there and may not be written serves what it has.

        Raises TourError when there is none and it cannot be made.
        """
        try:
            for name in FOLDERS:
                (self.root / name).mkdir(parents=True, exist_ok=True)
            ignore = self.root / IGNORE
            if not os.path.lexists(ignore):
                write_all({ignore: IGNORED})
        except OSError as fault:
            if not is_folder(self.root / "tracks"):
                raise unwritable(self.root, fault) from None

    def refuse_work(self, clips: Iterable[str] = ()) -> None:
        """Raise TourError when what is about to be made cannot be put; *clips* are keys of what is to be spoken."""
        folders = [self.root / name for name in FOLDERS]
        for folder in (*folders, *(self._clip(key).parent for key in clips)):
            if is_folder(folder) and not os.access(folder, os.W_OK):
                raise unwritable(folder, PermissionError(errno.EACCES, "it may only be read"))

    def clip(self, key: str) -> Clip | None:
        """Return the clip of *key*, or None when it is not there or not whole; so do `track` and `aac`."""
        try:
            head, _, pcm = _read(self._clip(key)).partition(b"\n")
            rate = int(head.split()[0])
            return Clip(pcm, rate) if head == _head(key, rate, pcm) and rate > 0 and len(pcm) % 2 == 0 else None
        except (*_DAMAGED, IndexError):
            return None

    def has_clip(self, key: str) -> bool:
        """Return whether the clip is there and whole: its sound is read, for a disk may have damaged it."""
        return self.clip(key) is not None

    def put_clip(self, key: str, clip: Clip) -> None:
        """Put a clip. Raises TourError when the cache cannot be written; so does all else that puts."""
        self._put(self._clip(key), _head(key, clip.rate, clip.pcm) + b"\n" + clip.pcm)

    def track(self, key: str) -> Stored | None:
        path = self._track(key)
        try:
            known = _known(path, key)
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
        digest = self._put_known(path, key, master.mp3, known)
        return Stored(path, len(master.mp3), digest, master.seconds, master.lufs, master.dbtp, master.offsets)

    def aac(self, key: str) -> Aac | None:
        path = self._aac(key)
        try:
            sizes = array("H", bytes.fromhex(_known(path, key)["sizes"]))
        except _DAMAGED:
            return None
        return Aac(path, _little_endian(sizes))

    def put_aac(self, key: str, frames: Sequence[bytes]) -> Aac:
        path, sizes = self._aac(key), array("H", map(len, frames))
        self._put_known(path, key, b"".join(frames), {"sizes": _little_endian(sizes).tobytes().hex()})
        return Aac(path, sizes)

    def kept(self, key: str) -> bytes | None:
        """Return what was kept for *key*, such as a drawing, or None when it is not there or not whole."""
        return _unsealed(self._kept(key), key)

    def put_kept(self, key: str, data: bytes) -> None:
        """Put *data*, the whole of what is to be kept for *key*."""
        self._put(self._kept(key), _sealed(key, data))

    def record(self, key: str) -> bytes | None:
        """Return what was put down of the build *key*, or None when it is not there or not whole."""
        return _unsealed(self._record(key), key)

    def put_record(self, key: str, data: bytes) -> None:
        """Put down *data* of the build *key*."""
        self._put(self._record(key), _sealed(key, data))

    def _clip(self, key: str) -> Path:
        return self.root / "clips" / key[:2] / f"{key[2:]}.pcm"

    def _track(self, key: str) -> Path:
        return self.root / "tracks" / f"{key}.mp3"

    def _aac(self, key: str) -> Path:
        return self.root / "aac" / f"{key}.aac"

    def _kept(self, key: str) -> Path:
        return self.root / "kept" / f"{key}.kept"

    def _record(self, key: str) -> Path:
        return self.root / "unchanged" / f"{key}.kept"

    def _put_known(self, path: Path, key: str, data: bytes, known: Mapping[str, object]) -> str:
        """Put a file and, as JSON beside it, what is *known* of it and how to tell that it is whole, and that of *key*.

        Returns the file's SHA-256, in hex.
        """
        digest = hashlib.sha256(data).hexdigest()
        told = {"size": len(data), "digest": digest, **known}
        beside = path.with_suffix(".json")
        self._put_all({path: data, beside: json.dumps({**told, "seal": _seal(key, told)}).encode()})
        return digest

    def _put(self, path: Path, data: bytes) -> None:
        self._put_all({path: data})

    def _put_all(self, files: Mapping[Path, bytes]) -> None:
        """Put files of one folder, all or none: half an entry would be believed by nobody, and cleared by nobody."""
        folder = next(iter(files)).parent
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for path in files:
                if path.is_dir() and not path.is_symlink():
                    path.rmdir()  # no entry; one that somebody keeps things in stays, and is a fault
            write_all(files)
        except OSError as fault:
            raise unwritable(folder, fault) from None


def _known(path: Path, key: str) -> Mapping[str, Any]:  # JSON
    """Return what is known of the file *path*, from the JSON beside it. Raises one of _DAMAGED unless it is whole."""
    known: dict[str, Any] = strict_json.loads(_read(path.with_suffix(".json"), _MOST_JSON))
    if known.pop("seal") != _seal(key, known):
        raise ValueError(path)
    with open_plain(path) as file:
        digest = once(file, "all", lambda: hashlib.file_digest(file, "sha256").hexdigest())
        if digest != known["digest"] or os.fstat(file.fileno()).st_size != known["size"]:
            raise ValueError(path)
    return known


def _little_endian(numbers: array[int]) -> array[int]:
    """Return *numbers* as they are kept, or as they were before: they may be read on another kind of computer."""
    other = array(numbers.typecode, numbers)
    if sys.byteorder == "big":
        other.byteswap()
    return other


def _seal(key: str, known: Mapping[str, object]) -> str:
    """Return what tells that *known* was written for the entry *key*, and all of it."""
    return digest_of([key, known])


def _head(key: str, rate: int, data: bytes) -> bytes:
    """Return the first line of a clip's file, its end apart: the rate, and a digest of *data*, its sound, for *key*.

    What is no sound has a rate of 0.
    """
    hashed = hashlib.sha256(f"{key} {rate} ".encode())
    hashed.update(data)
    return f"{rate} {hashed.hexdigest()}".encode()


def _sealed(key: str, data: bytes) -> bytes:
    return _head(key, 0, data) + b"\n" + data


def _unsealed(path: Path, key: str) -> bytes | None:
    """Return the data of the file *path* that `_sealed` gave for *key*; None where it is not there or not whole."""
    try:
        head, _, data = _read(path).partition(b"\n")
    except OSError:
        return None
    return data if head == _head(key, 0, data) else None


def _read(path: Path, most: int = -1) -> bytes:
    """Return a plain file, of one with more than *most* bytes the first. Raises OSError."""
    with open_plain(path) as file:
        return file.read(most)


def unwritable(path: Path, fault: OSError) -> TourError:
    """Return the fault of a cache that cannot be written."""
    hint = "is there room, and may you write there? TOURPACK_CACHE=DIR puts the cache elsewhere"
    return TourError(Diagnostic(None, f"the cache {path} cannot be written: {reason(fault)}", hint))
