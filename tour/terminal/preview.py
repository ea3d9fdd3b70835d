"""Makes pictures of the printed card, to look at it without a printer or a viewer."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from tour.diagnostics import Diagnostic, TourError, reason, shown
from tour.inputs.plain_files import is_file
from tour.model import Paper
from tour.whole_files import write_all

if TYPE_CHECKING:
    from PIL.Image import Image

DPI = 110
"""Dots an inch: letters of 9 points can be read, and a whole page is seen on most screens."""

_OURS = re.compile(r"route-card-[a-z0-9-]+-[0-9]+\.png")


def cards(pack: Path, papers: Iterable[Paper]) -> tuple[Path, ...]:
    """Return the cards in folder *pack* on *papers*. Raises TourError when there is none."""
    named = [pack / f"route-card-{paper}.pdf" for paper in papers]
    found = tuple(path for path in named if is_file(path))
    if not found:
        raise TourError(Diagnostic(None, f"there is no card in {shown(pack)}", "tourpack build --only card makes it"))
    return found


def write_pages(printed: Iterable[Path], folder: Path) -> tuple[Path, ...]:
    """Write every page of the *printed* cards as ``CARD-PAGE.png`` into *folder*, and return those files in order.

    Pictures of pages that are gone are removed; whatever else is in the folder stays. Raises TourError when it cannot
    be written.
    """
    made: dict[Path, bytes] = {}
    for card in printed:
        for number, page in enumerate(pages(card), 1):
            made[folder / f"{card.stem}-{number}.png"] = _png(page)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_all(made)
        for path in folder.iterdir():
            if path not in made and _OURS.fullmatch(path.name):
                path.unlink()
    except OSError as fault:
        with suppress(OSError):
            folder.rmdir()  # one that is empty was made for pictures that found no room
        raise TourError(
            Diagnostic(None, f"{shown(folder)} cannot be written: {reason(fault)}", "--out DIR puts it elsewhere")
        ) from None
    return tuple(made)


def pages(card: Path, dpi: float = DPI) -> Iterator[Image]:
    """Yield the pages of a PDF as pictures in colour, at *dpi* dots an inch."""
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
