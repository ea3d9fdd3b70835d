"""The printed card as pictures, to look at it without a printer or a viewer."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from tour.diagnostics import Diagnostic, TourError, reason, shown
from tour.model import Paper

if TYPE_CHECKING:
    from PIL.Image import Image

DPI = 110
"""Dots an inch: letters of 9 points can be read, and a whole page is seen on most screens."""

_OURS = re.compile(r"route-card-[a-z0-9-]+-[0-9]+\.png")


def cards(pack: Path, papers: Iterable[Paper]) -> tuple[Path, ...]:
    """Return the cards in folder *pack* on *papers*. Raises TourError when there is none."""
    found = tuple(path for paper in papers for path in [pack / f"route-card-{paper}.pdf"] if path.is_file())
    if not found:
        raise TourError(Diagnostic(None, f"there is no card in {shown(pack)}", "tourpack build --only card makes it"))
    return found


def preview(printed: Iterable[Path], folder: Path) -> tuple[Path, ...]:
    """Write every page of the *printed* cards as ``CARD-PAGE.png`` into *folder*, and return those files in order.

    Pictures of pages that are gone are removed; whatever else is in the folder stays. Raises TourError when it cannot
    be written.
    """
    made = {
        folder / f"{card.stem}-{number}.png": _png(page)
        for card in printed
        for number, page in enumerate(pages(card), 1)
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path in folder.iterdir():
            if path not in made and _OURS.fullmatch(path.name):
                path.unlink()
        for path, data in made.items():
            path.write_bytes(data)
    except OSError as fault:
        raise TourError(
            Diagnostic(None, f"{shown(folder)} cannot be written: {reason(fault)}", "--out DIR puts it elsewhere")
        ) from None
    return tuple(made)


def pages(card: Path, dpi: float = DPI) -> Iterator[Image]:
    """Yield the pages of a PDF as pictures in colour."""
    from pypdfium2 import PdfDocument

    document = PdfDocument(card)
    try:
        for page in document:
            yield page.render(scale=dpi / 72).to_pil().convert("RGB")
            page.close()
    finally:
        document.close()


def _png(page: Image) -> bytes:
    out = io.BytesIO()
    page.save(out, "PNG", optimize=True)
    return out.getvalue()
