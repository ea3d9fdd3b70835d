"""Whose pack lies in a folder: two tours may bear one slug, and neither may take the other's place.

A pack says what its tour is called and where it stops. That is not enough: an author may give a tour another title. A
pack in its own project's folder is that project's; beside one elsewhere lies a small file, `.NAME.from`, which tells
projects apart and no path. One that `tourpack site` copied has the file too.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tour.diagnostics import Diagnostic, TourError, reason
from tour.inputs.plain_files import is_folder, open_plain, read_plain, real
from tour.model import Tour
from tour.pack.manifest import MANIFEST, read_manifest

_MOST = 64
"""Bytes of a mark."""
_MARK = re.compile("[0-9a-f]{64}")
_ELSEWHERE = "put this one elsewhere with build --out DIR, or site OUT"


@dataclass(frozen=True, slots=True)
class Claim:
    """Whose a pack is that is to take a place."""

    title: str
    language: str
    stops: frozenset[str]
    """Slugs."""
    proof: bool
    project: str
    """Digest of the path of the folder that it is built from."""


class Claims:
    """The packs that are built in one call, and of which projects: there it is certain that two are two."""

    def __init__(self) -> None:
        self._taken: dict[Path, Path] = {}

    def take(self, pack: Path, project: Path) -> None:
        """Keep that *pack* is built from folder *project*. Raises TourError where it is another's in this call."""
        other = self._taken.setdefault(real(pack), project)
        if real(other) != real(project):
            message = f"{project} and {other} have one slug, {pack.name!r}, and one place, {pack}"
            raise TourError(Diagnostic(None, message, f"give one of the two another slug, or {_ELSEWHERE}"))


def of_tour(tour: Tour, project: Path, *, proof: bool) -> Claim:
    """Return the claim of *tour*, of folder *project*, or of its *proof*."""
    return Claim(tour.title, tour.language, frozenset(stop.slug for stop in tour.stops), proof, _digest(project))


def of_pack(pack: Path) -> Claim:
    """Return the claim of a *pack* that is to be copied. Of one that lies in no project's folder, it is its own."""
    pack, manifest = real(pack), read_manifest(pack)
    return Claim(
        str(manifest.get("title")),
        str(manifest.get("language")),
        frozenset(_stops(manifest)),
        _is_proof(manifest),
        _remembered(pack) or _digest(_home(pack) or pack),
    )


def refuse_another(pack: Path, claim: Claim) -> None:
    """Raise TourError when *pack* is another tour's than the one of *claim*, or is no proof where that is.

    A folder without a manifest is nobody's pack.
    """
    manifest = read_manifest(pack)
    if not manifest:
        _refuse_unread(pack)
        return
    if _is_proof(manifest) != claim.proof or not _same(pack, manifest, claim):
        there = f"the {_kind(_is_proof(manifest))} of another tour, {str(manifest.get('title'))!r}"
        message = f"{pack} is {there}, and the {_kind(claim.proof)} of {claim.title!r} would take its place"
        hint = f"give one of the two another slug, or {_ELSEWHERE}; remove what is not wanted"
        raise TourError(Diagnostic(None, message, hint))


def _refuse_unread(pack: Path) -> None:
    """Raise TourError where *pack* has a manifest that one may not read: nothing else tells whose it is."""
    try:
        open_plain(pack / MANIFEST).close()
    except PermissionError as fault:
        message = f"{pack / MANIFEST} cannot be read: {reason(fault)}"
        hint = f"it tells whose pack that is: let it be read, or {_ELSEWHERE}"
        raise TourError(Diagnostic(None, message, hint)) from None
    except OSError:
        return


def remember(pack: Path, claim: Claim) -> None:
    """Keep beside *pack* which project it was built from, where it lies elsewhere and that can be written."""
    mark = _mark(pack, claim.project)
    with suppress(OSError):
        known = _remembered(pack)
        if mark == known or (not known and _is_taken(_file(pack))):
            return
        if mark:
            clear_half(pack)
            with _half(pack).open("xb") as file:
                file.write(mark.encode())
            _half(pack).replace(_file(pack))
        else:
            _file(pack).unlink()


def forget(pack: Path) -> None:
    """Remove what `remember` put beside *pack*. Raises OSError."""
    if _remembered(pack):
        _file(pack).unlink()


def clear_half(pack: Path) -> None:
    """Remove what `remember` left beside *pack* when it was killed. To be called under the lock, as it is."""
    with suppress(OSError):
        _half(pack).unlink(missing_ok=True)


def _same(pack: Path, manifest: Mapping[str, Any], claim: Claim) -> bool:  # JSON
    if _mark(pack, claim.project) == _remembered(pack):
        return True
    met = not _stops(manifest).isdisjoint(claim.stops)  # a clone, or a pack that was moved
    return met and (manifest.get("title"), manifest.get("language")) == (claim.title, claim.language)


def _mark(pack: Path, project: str) -> str:
    """Return what tells a *project* from others: its digest; nothing for a pack that is moved along with it."""
    home = _home(real(pack))
    return "" if home and project == _digest(home) else project


def _home(pack: Path) -> Path | None:
    """Return the folder of the project in which *pack* lies, the innermost one; None where it lies in none."""
    return next((folder for folder in pack.parents if is_folder(folder / "stops")), None)


def _digest(folder: Path) -> str:
    return hashlib.sha256(str(real(folder)).encode("utf-8", "surrogateescape")).hexdigest()


def _remembered(pack: Path) -> str:
    """Return which project the file beside *pack* tells of; nothing where there is none, or it is somebody's own."""
    try:
        mark = read_plain(_file(pack), _MOST).decode("ascii", "replace")
    except OSError:
        return ""
    return mark if _MARK.fullmatch(mark) else ""


def _is_taken(path: Path) -> bool:
    """Return whether something of somebody's has this name; an empty file, which a power cut may leave, is nobody's."""
    return os.path.lexists(path) and path.lstat().st_size > 0


def _file(pack: Path) -> Path:
    return pack.with_name(f".{pack.name}.from")


def _half(pack: Path) -> Path:
    """Return the name of that file while it is written: always the same, so that what is left of it is known."""
    return pack.with_name(f".{pack.name}.from-new")


def _kind(proof: bool) -> str:
    return "proof" if proof else "pack"


def _is_proof(manifest: Mapping[str, Any]) -> bool:  # JSON
    return "proof" in _values(manifest, "tracks", "kind")


def _stops(manifest: Mapping[str, Any]) -> set[str]:  # JSON
    return _values(manifest, "stops", "slug")


def _values(manifest: Mapping[str, Any], table: str, key: str) -> set[str]:  # JSON
    """Return what the rows of a *table* say for *key*; a manifest may hold anything."""
    found = manifest.get(table)
    if not isinstance(found, list):
        return set()
    return {str(row.get(key)) for row in found if isinstance(row, dict)}
