"""Which pack is meant where none is named."""

from __future__ import annotations

from pathlib import Path

from tour.diagnostics import Diagnostic, TourError
from tour.pack.manifest import MANIFEST


def find(out: Path) -> Path:
    """Return the only pack below *out*. Raises TourError when there is none, or more than one."""
    packs = sorted(path.parent for path in out.glob(f"[!.]*/{MANIFEST}") if not _proof(path.parent))
    if len(packs) == 1:
        return packs[0]
    if packs:
        names = ", ".join(str(pack) for pack in packs)
        raise TourError(Diagnostic(None, f"there is more than one pack below {out}", f"name one of {names}"))
    raise TourError(Diagnostic(None, f"there is no pack below {out}", "tourpack build makes one; or name its folder"))


def _proof(pack: Path) -> bool:
    return (pack / "proof.mp3").exists()
