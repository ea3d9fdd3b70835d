"""Makes pictures of the printed card, to look at it without a printer or a viewer."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from tour.diagnostics import Diagnostic, TourError, reason, shown
from tour.inputs.plain_files import is_file, is_there
from tour.model import Paper
from tour.pack.manifest import MANIFEST
from tour.pack.own_files import OwnFiles

if TYPE_CHECKING:
    from PIL.Image import Image

DPI = 110
"""Dots an inch: letters of 9 points can be read, and a whole page is seen on most screens."""


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
    be written, when it is a pack, and when somebody else's picture has the name of one.
    """
    if is_there(folder / MANIFEST):
        message = f"{shown(folder)} is a pack, and the preview would be put among its files"
        raise TourError(Diagnostic(None, message, "give one of the two tours another slug, or name a place with --out"))
    made: dict[str, bytes] = {}
    for card in printed:
        for number, page in enumerate(pages(card), 1):
            made[f"{card.stem}-{number}.png"] = _png(page)
    own = OwnFiles(folder, folder.with_name(f".{folder.name}.made"))
    own.refuse_others(made, made)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        own.put(made)
    except OSError as fault:
        with suppress(OSError):
            folder.rmdir()  # one that is empty was made for pictures that found no room
        raise TourError(
            Diagnostic(None, f"{shown(folder)} cannot be written: {reason(fault)}", "--out DIR puts it elsewhere")
        ) from None
    return tuple(folder / name for name in made)


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
