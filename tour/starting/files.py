"""Files of a project onto the disk: all of them or none, and never over what an author has written."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from tour.diagnostics import Diagnostic, TourError, reason, shown
from tour.inputs.plain_files import is_folder, is_there, read_plain
from tour.reading.limits import most
from tour.text import decode
from tour.whole_files import rewrite_all


def write_new(folder: Path, files: Mapping[str, str]) -> tuple[Path, ...]:
    """Write *files*, texts by their names below *folder*, and return their paths.

    Raises TourError, with nothing written, where one is there already, or a script of another tour; and where the disk
    refuses, with what was written taken away again, as it is on Ctrl-C.
    """
    refuse_standing(folder, files)
    paths = tuple(folder / name for name in files)
    try:
        with _all_or_nothing() as made:
            for path, text in zip(paths, files.values(), strict=True):
                _make_folders(path.parent, made)
                _write_anew(path, text, made)
    except OSError as fault:
        raise TourError(Diagnostic(None, f"{shown(folder)} cannot be written: {reason(fault)}")) from None
    return paths


def _write_anew(path: Path, text: str, made: list[Path]) -> None:
    """Write a file, and add it to *made*. Raises OSError, also for one that is there already, which is not added."""
    made.append(path)  # before it is there: Ctrl-C may come between
    try:
        file = path.open("x", encoding="utf-8", newline="\n")
    except FileExistsError:
        made.remove(path)
        raise
    with file:
        file.write(text)


def _make_folders(folder: Path, made: list[Path]) -> None:
    """Make *folder* and what it lies in, and add to *made* what was not there. Raises OSError."""
    made += [part for part in reversed((folder, *folder.parents)) if not is_there(part)]
    folder.mkdir(parents=True, exist_ok=True)


@contextmanager
def _all_or_nothing() -> Iterator[list[Path]]:
    """Give a list for the files and folders that are made, in order, which go where not all is made, or on Ctrl-C.

    A folder that is not empty then stays.
    """
    made: list[Path] = []
    try:
        yield made
    except BaseException:
        for path in reversed(made):
            with suppress(OSError):
                if path.is_dir():
                    path.rmdir()
                else:
                    path.unlink()
        raise


def refuse_standing(folder: Path, files: Iterable[str]) -> None:
    """Raise TourError where one of *files*, names below *folder*, is there already, or a script of another tour."""
    stops = folder / "stops"
    standing = [folder / name for name in files if is_there(folder / name)]
    standing += sorted(stops.glob("*.md")) if is_folder(stops) else []
    if standing:
        hint = "name a new folder; nothing was written"
        raise TourError(Diagnostic(None, f"{shown(standing[0])} is there already", hint))


def read_text(path: Path) -> str | None:
    """Return the text of a project's file, with ``\\n`` line ends; None where it is not there.

    Raises TourError where it is no text or cannot be read.
    """
    try:
        return decode(read_plain(path, most(path.name)), shown(path))
    except FileNotFoundError:
        return None
    except OSError as fault:
        raise TourError(Diagnostic(None, f"{shown(path)} cannot be read: {reason(fault)}")) from None


def write_over(root: Path, files: Mapping[str, str], found: Mapping[str, str | None]) -> list[Path]:
    """Write *files* over those of a project, all of them or none, and return the paths of those that differed.

    A file keeps its line ends. Raises TourError where the disk refuses, and where a file is not as it was *found* any
    more: None, or nothing of it, where it was not there.
    """
    for name in files:
        if read_text(root / name) != found.get(name):
            message = f"{shown(root / name)} was changed meanwhile; it stays as it is, and nothing was written"
            raise TourError(Diagnostic(None, message, "do it again when the file is saved"))
    changed: dict[Path, bytes] = {}
    try:
        with _all_or_nothing() as made:
            for name, text in files.items():
                path = root / name
                data = _with_own_ends(path, text)
                if not path.is_file() or path.read_bytes() != data:
                    _make_folders(path.parent, made)
                    changed[path] = data
            rewrite_all(changed)
    except OSError as fault:
        where = shown(root / "stops")
        raise TourError(Diagnostic(None, f"{where} cannot be written: {reason(fault)}; nothing was")) from None
    return list(changed)


def aside(root: Path, files: Mapping[str, str]) -> dict[str, str]:
    """Return *files* under names beside those of a project: in ``stops/new/``, or ``new-2`` where that is taken.

    Where such a folder holds the same already, it is that one.
    """
    number = 1
    while True:
        folder = "stops/new" if number == 1 else f"stops/new-{number}"
        named = {f"{folder}/{Path(name).name}": text for name, text in files.items()}
        same = all((root / name).is_file() and read_text(root / name) == text for name, text in named.items())
        if same or not os.path.lexists(root / folder):
            return named
        number += 1


def _with_own_ends(path: Path, text: str) -> bytes:
    """Return *text* with the line ends that the file *path* has."""
    try:
        windows = path.is_file() and b"\r\n" in path.read_bytes()
    except OSError:
        windows = False
    return (text.replace("\n", "\r\n") if windows else text).encode()
