"""Files in a folder where somebody else's may lie too: the program takes for its own only what it put there itself.

What that is tells a list of digests, in the form of `sha256sum`. It names a file as it is to be before it is that, and
as it was until the next list, so that a crash between two files makes no stranger of one of ours.
"""

from __future__ import annotations

import errno
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from tour.diagnostics import Diagnostic, TourError, reason
from tour.inputs.plain_files import open_plain, read_plain, unseen
from tour.pack.folder import sha256
from tour.pack.manifest import inside
from tour.whole_files import give, rewrite_all

_MOST = 1_000_000
"""Bytes of a list; a file takes a hundred."""
_ROW = re.compile("[0-9a-f]{64}  .+")
_MOVE = "move it, or name another folder"
_HIDDEN = (errno.EACCES, errno.EPERM)
"""What the system says where one may not know whose file it is."""


class OwnFiles:
    """The program's own files among those of a folder."""

    def __init__(self, folder: Path, made: Path) -> None:
        """Read the list *made* of what was put into *folder*. Raises TourError where that is somebody's own file."""
        self._folder, self._made = folder, made
        self._known = self._read()

    def _read(self) -> frozenset[tuple[str, str]]:
        """Return path and digest of what was put there; nothing where no list can be read."""
        try:
            lines = read_plain(self._made, _MOST).decode("utf-8", "replace").splitlines()
        except OSError:
            return frozenset()
        if not all(map(_ROW.fullmatch, lines)):
            raise TourError(Diagnostic(None, f"{self._made} is not what this program made", _MOVE))
        rows = (line.partition("  ") for line in lines)
        return frozenset((name, digest) for digest, _, name in rows if inside(name))

    @property
    def listed(self) -> bool:
        """Whether there is a list."""
        return bool(self._known)

    def refuse_others(self, names: Iterable[str], wanted: Mapping[str, bytes] | None = None) -> None:
        """Raise TourError for each file of these *names* that is there, and not as the program put it there.

        One that is as it is *wanted* is no loss to anybody.
        """
        if why := unseen(self._folder):
            raise TourError(Diagnostic(None, f"{self._folder} cannot be read: {reason(why)}", "name another folder"))
        messages = [message for name in names if (message := self._refused(name, (wanted or {}).get(name)))]
        if messages:
            raise TourError(*(Diagnostic(None, message, _MOVE) for message in messages))

    def _refused(self, name: str, wanted: bytes | None) -> str:
        path = self._folder / name
        try:
            open_plain(path).close()
        except (FileNotFoundError, NotADirectoryError):
            return ""
        except OSError as fault:
            if fault.errno in _HIDDEN:
                return f"{path} cannot be read: {reason(fault)}"
        digest = sha256(path)
        if (name, digest) in self._known or (wanted is not None and digest == hashlib.sha256(wanted).hexdigest()):
            return ""
        return f"{path} is not what this program made"

    def put(self, files: Mapping[str, bytes]) -> tuple[str, ...]:
        """Make the folder hold *files*, by path, and return those that are new or other than they were.

        What was put there before and is none of them goes, if nobody has changed it; a link stays one. Raises OSError.
        """
        wanted = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
        there = {name: sha256(self._folder / name) for name in files}
        changed = [name for name in files if there[name] != wanted[name]]
        gone = list(self._gone(files))
        if changed or gone or not wanted.items() <= self._known:
            for name in changed:
                self._make_folder((self._folder / name).parent)
            made = _as_bytes({*wanted.items(), *there.items(), *gone})
            rewrite_all({self._made: made, **{self._folder / name: files[name] for name in changed}})
            for name in changed:
                if not there[name]:
                    _let_in(self._folder / name)
            for name, _ in gone:
                (self._folder / name).unlink(missing_ok=True)
        return tuple(changed)

    def _make_folder(self, folder: Path) -> None:
        """Make *folder*, and let in whom the one that it is in does; whom the first one lets in, the umask decides."""
        if folder.is_dir():
            return
        if folder == self._folder:
            folder.mkdir(parents=True)
            return
        self._make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        _let_in(folder, 0o7777)

    def _gone(self, files: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
        for name, digest in sorted(self._known):
            path = self._folder / name
            if name not in files and not path.is_symlink() and sha256(path) == digest:
                yield name, digest


def _as_bytes(rows: Iterable[tuple[str, str]]) -> bytes:
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(rows) if digest).encode()


def _let_in(path: Path, most: int = 0o666) -> None:
    """Let in whom the folder does: what was opened to a web server stays so, whatever the umask is by now."""
    with suppress(OSError):
        about = path.parent.stat()
        give(path, about)
        path.chmod(about.st_mode & most)
