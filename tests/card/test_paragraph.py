from __future__ import annotations

import ctypes
import io

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas

from tour.card.paragraph import Paragraph
from tour.style import fonts

STYLE = ParagraphStyle("test", fontName="AtkinsonHyperlegible-Regular", fontSize=10, leading=12, splitLongWords=1)


def shown(*markup: str, width: float = 100) -> list[str]:
    """Return the words of each text object of a page with paragraphs of *markup*."""
    fonts.register()
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(200, 800), initialFontName=fonts.name())
    top = 780.0
    for words in markup:
        whole = Paragraph(words, STYLE)
        whole.wrap(width, 1000)
        # As the card does at the foot of a panel: what fits here, and the rest elsewhere.
        for part in whole.split(width, 36) or [whole]:
            top -= part.wrap(width, 1000)[1]
            part.drawOn(canvas, 10, top)
    canvas.save()
    document = pypdfium2.PdfDocument(out.getvalue())
    page = document[0]
    text = page.get_textpage()
    found = []
    for thing in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
        size = pdfium.FPDFTextObj_GetText(thing.raw, text.raw, None, 0)
        buffer = (ctypes.c_ushort * (size // 2 + 1))()
        pdfium.FPDFTextObj_GetText(thing.raw, text.raw, buffer, size)
        found.append(bytes(buffer).decode("utf-16-le").partition("\0")[0])
    text.close()
    page.close()
    document.close()
    return found


SENTENCE = "Stay on sidewalks and obey the signals, for the signs know more than this guide does."


@pytest.mark.parametrize("lead", ["", "Осторожно, "])
@pytest.mark.parametrize("width", [60, 100, 140])
def test_no_word_runs_into_the_next_line_s(lead: str, width: float) -> None:
    """Also where the text is set in two fonts, which ReportLab treats apart."""
    lines = shown(fonts.markup(f"{lead}{SENTENCE}"), width=width)

    assert len(lines) >= 3
    assert " ".join("".join(lines).split()) == f"{lead}{SENTENCE}"


def test_a_word_too_long_for_its_line_stays_one() -> None:
    address = "https://www.openstreetmap.org/copyright/and/more"

    lines = shown(fonts.markup(address), fonts.markup(f"See {address} first"))

    assert len(lines) > 4
    assert f"{address}See {address} first" == "".join(lines).replace("  ", " ")
