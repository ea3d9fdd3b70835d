"""Whether a build would change nothing, told without reading the tour: from what the last one was made of.

A record in the cache tells what went into a build (every file below ``stops/``, the program, plug-ins, voices, encoder,
options) and what came out. It is believed where what goes in is the same, every file of the pack has its digest, and
the cache's tracks are as they were left. A build that had something to say leaves no record: it must say it again.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tour import __version__, plugins
from tour.diagnostics import TourError
from tour.digests import digest, own_code
from tour.inputs.plain_files import open_plain, real
from tour.model import Pack, Voice
from tour.pack.cache import Store
from tour.pack.folder import entries, look, sha256
from tour.pack.manifest import MANIFEST, inside
from tour.sound.codec import encoder_fingerprint


@dataclass(frozen=True, slots=True)
class Figures:
    """What is told of a pack that is up to date."""

    tracks: int
    minutes: float
    kilometres: float
    megabytes: float
    clips: int
    """Sentences in the cache."""


class Record:
    """What is known of the last build of one project into one folder with the same options."""

    def __init__(self, store: Store, root: Path, out: Path, options: Iterable[str], sizes: Mapping[str, int]) -> None:
        """*root* holds ``stops/``; *out* is the parent of packs. The files are looked at now, before they are read.

        *sizes* tells which files a tour is read from, by the end of their names, and the most bytes that each may have.
        """
        self._store, self._out = store, out
        self._key = digest([*map(str, (real(root), real(out))), *options])
        self._files = _files(root / "stops", sizes)
        record = store.record(self._key)
        self._kept: Mapping[str, Any] = json.loads(record) if record else {}  # JSON

    @property
    def voices(self) -> tuple[Voice, ...]:
        """The voices that the last build asked: likely those of the next one. None where there is no record."""
        try:
            return tuple(
                Voice(str(engine), str(name), str(language), float(speed))
                for engine, name, language, speed in self._kept["voices"]
            )
        except (KeyError, TypeError, ValueError):
            return ()

    def found(self) -> tuple[Path, Figures] | None:
        """Return the pack and its figures where a build would change nothing; None where it might."""
        try:
            kept = self._kept
            figures = Figures(**kept["figures"])
            pack = self._out / kept["slug"]
            same = (
                bool(self._files)
                and kept["files"] == self._files  # first: where a word was changed, this alone is looked at
                and kept["program"] == _program()
                and inside(kept["slug"])
                and kept["left"] == _left(self._store, kept["entries"])
                and kept["engines"] == {name: plugins.engine(name).fingerprint for name in kept["engines"]}
                and _is_whole(pack, f"{kept['slug']}.zip", kept["manifest"])
            )
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, TourError):
            return None  # no record, or another program's
        return (pack, figures) if same else None

    def keep_voices(self, voices: Iterable[Voice]) -> None:
        """Keep which voices were asked, and nothing else: of a build that the next one has to do again."""
        self._put({"voices": _rows(voices)})

    def keep(self, folder: Path, pack: Pack, voices: Collection[Voice], figures: Figures) -> None:
        """Keep what a build came to; where that cannot be written, the next one reads the tour."""
        program = _program()
        if not self._files or not program:
            return
        paths = [track.audio for track in pack.tracks]
        names = [path.relative_to(self._store.root).as_posix() for path in paths]
        kept = {
            "files": self._files,
            "program": program,
            "slug": pack.tour.slug,
            "manifest": sha256(folder / MANIFEST),
            "engines": {name: plugins.engine(name).fingerprint for name in sorted({one.engine for one in voices})},
            "voices": _rows(voices),
            "entries": names,
            "left": _left(self._store, names),
            "figures": asdict(figures),
        }
        self._put(kept)

    def _put(self, kept: Mapping[str, Any]) -> None:  # JSON
        with suppress(OSError, TourError):
            self._store.put_record(self._key, json.dumps(kept).encode())


def _rows(voices: Iterable[Voice]) -> list[list[str | float]]:
    return sorted([voice.engine, voice.name, voice.language, voice.speed] for voice in voices)


def _files(stops: Path, sizes: Mapping[str, int]) -> str:
    """Return a digest of every file below folder *stops*; nothing where that cannot be told."""
    files = (entry for entry in entries(stops) if not entry.is_folder)
    try:
        return digest({file.name: _content(file.path, sizes.get(file.path.suffix.lower(), 0)) for file in files})
    except OSError:
        return ""  # a link to a folder, a pipe: what is behind it is not seen here


def _content(path: Path, most: int) -> str | tuple[int, ...]:
    """Return a digest of a file; of one with more than *most* bytes what the system says of it.

    An author keeps films beside scripts, and a link may lead to what has no end. Raises OSError for what is no file.
    """
    with open_plain(path) as file:
        about = os.fstat(file.fileno())
        if about.st_size <= most and len(data := file.read(most + 1)) <= most:
            return hashlib.sha256(data).hexdigest()
    return about.st_size, about.st_ino, about.st_mtime_ns, about.st_ctime_ns


def _program() -> str:
    """Return a digest of what reads, speaks and writes, and codes sound; nothing where that cannot be told."""
    try:
        return digest([__version__, own_code(), encoder_fingerprint(), _plugins()])
    except (OSError, TourError):
        return ""


def _plugins() -> list[list[str]]:
    """Return every engine and writer, with the version of what brings it."""
    found = [entry for group in (plugins.ENGINES, plugins.WRITERS) for entry in plugins.entries(group)]
    return sorted([entry.name, entry.value, entry.dist.version if entry.dist else ""] for entry in found)


def _left(store: Store, names: Iterable[str]) -> str:
    """Return a digest of how these entries of the cache lie there: sizes and times. Raises OSError."""
    stats = [(store.root / name).stat() for name in names]
    return digest([[stat.st_size, stat.st_mtime_ns] for stat in stats])


def _is_whole(pack: Path, zipped: str, manifest: str) -> bool:
    """Say whether *pack* holds what its manifest lists, and nothing else. Raises OSError."""
    found = look(pack, zipped)
    names = {MANIFEST, zipped, *found.listed}
    if set(found.files) != names or found.files[MANIFEST] != manifest or found.zip_of != manifest:
        return False
    return all(found.files[name] == row.sha256 for name, row in found.listed.items())
