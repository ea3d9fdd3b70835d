"""The folder of a pack, from the folder of packs: where it lies, or where a link there leads."""

from __future__ import annotations

from pathlib import Path

from tour.diagnostics import Diagnostic, TourError, reason, shown
from tour.inputs.plain_files import real


def make_place(out: Path, slug: str) -> Path:
    """Return the pack's folder below *out*, which is made. Raises TourError when that cannot be done."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        message = f"the folder {out} cannot be made: {reason(fault)}"
        raise TourError(Diagnostic(None, message, "--out DIR names another")) from None
    folder = out / slug
    if not folder.is_symlink():
        return folder
    # A pack may live elsewhere; the link is its owner's, and stays.
    try:
        folder = real(folder)
        folder.parent.mkdir(parents=True, exist_ok=True)
    except OSError:
        folder = out / slug
    if folder.is_symlink():
        raise TourError(
            Diagnostic(None, f"{shown(folder)} is a link that leads nowhere", "remove it, or let it lead to a folder")
        )
    return folder
