"""Which packs lie in a folder, and which is meant where none is named."""

from __future__ import annotations

from pathlib import Path

from tour.diagnostics import Diagnostic, TourError, reason
from tour.inputs.plain_files import is_there, unseen
from tour.pack.manifest import MANIFEST


def find(out: Path) -> Path:
    """Return the only pack below *out*. Raises TourError when there is none, or more than one."""
    packs = [pack for pack in packs_below(out) if not _proof(pack)]
    if len(packs) == 1:
        return packs[0]
    if packs:
        names = ", ".join(str(pack) for pack in packs)
        raise TourError(Diagnostic(None, f"there is more than one pack below {out}", f"name one of {names}"))
    raise TourError(Diagnostic(None, f"there is no pack below {out}", "tourpack build makes one; or name its folder"))


def packs_below(out: Path) -> list[Path]:
    """Return the packs right below *out*, by name. Raises TourError where that folder cannot be read."""
    return [folder for folder in _shown_below(out) if is_there(folder / MANIFEST)]


def unseen_below(out: Path) -> list[Path]:
    """Return what lies right below *out* and may not be looked into. Raises TourError as `packs_below` does."""
    return [folder for folder in _shown_below(out) if unseen(folder / MANIFEST)]


def _shown_below(out: Path) -> list[Path]:
    try:
        found = sorted(out.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as fault:
        raise TourError(Diagnostic(None, f"the folder {out} cannot be read: {reason(fault)}")) from None
    return [one for one in found if not one.name.startswith(".")]


def _proof(pack: Path) -> bool:
    return is_there(pack / "proof.mp3")
