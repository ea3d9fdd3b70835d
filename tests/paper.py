"""What is printed on a PDF's pages, as a reader and as a ruler see it."""

from __future__ import annotations

import ctypes
import io
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium
from pypdf import PdfReader

Box = tuple[float, float, float, float]
"""(left, bottom, right, top), in points."""


@dataclass(frozen=True, slots=True)
class Glyph:
    page: int
    """From 0."""
    character: str
    size: float
    """Of the type, in points."""
    box: Box
    """Of the ink."""


def words(data: bytes) -> str:
    """Return the text of all pages in the order it was written, on one line: lines break where the paper ends."""
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    return " ".join(text.split())


def glyphs(data: bytes) -> Iterator[Glyph]:
    """Yield all ink that is text."""
    document = pypdfium2.PdfDocument(data)
    for number, page in enumerate(document):
        text = page.get_textpage()
        for i in range(text.count_chars()):
            code = pdfium.FPDFText_GetUnicode(text.raw, i)
            sides = [ctypes.c_double() for _ in range(4)]
            if not chr(code).isspace() and pdfium.FPDFText_GetCharBox(text.raw, i, *map(ctypes.byref, sides)):
                left, right, bottom, top = (side.value for side in sides)
                yield Glyph(number, chr(code), pdfium.FPDFText_GetFontSize(text.raw, i), (left, bottom, right, top))
        text.close()
        page.close()
    document.close()


def pages(data: bytes) -> list[tuple[float, float]]:
    """Return the (width, height) of each page, in points."""
    return [tuple(map(float, page.mediabox.upper_right)) for page in PdfReader(io.BytesIO(data)).pages]  # type: ignore[misc]  # Two of them.


def overprinted(marks: list[Glyph], slack: float = 1.0) -> list[str]:
    """Return pairs of characters whose ink lies on each other by more than *slack* points both ways."""
    cells: defaultdict[tuple[int, int, int], list[Glyph]] = defaultdict(list)
    found = []
    for one in marks:
        left, bottom, right, top = one.box
        near = {
            (one.page, x, y)
            for x in range(int(left // 40), int(right // 40) + 1)
            for y in range(int(bottom // 40), int(top // 40) + 1)
        }
        for other in {id(other): other for cell in near for other in cells[cell]}.values():
            a, b, c, d = other.box
            if min(right, c) - max(left, a) > slack and min(top, d) - max(bottom, b) > slack:
                found.append(
                    f"page {one.page + 1}: {other.character!r} under {one.character!r} at {left:.0f}, {top:.0f}"
                )
        for cell in near:
            cells[cell].append(one)
    return found
