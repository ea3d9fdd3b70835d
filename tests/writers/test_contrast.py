"""Can every word be read in the sun, and from a printer without colour? Measured on pixels.

For each run of text the file says where its letters are and which ink they are filled with. The letters' own pixels
are those of that ink inside the letters' boxes; what surrounds them is the rim of pixels two to four away. Both are
then compared as WCAG 2.2 does (1.4.3: at least 4.5:1), in the colours of the page and in those of its grey copy.
"""

from __future__ import annotations

import ctypes
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from conftest import ROOT
from tour.card.pdf import pdf
from tour.model import Pack, Paper, Tour
from tour.reading.project import read

Packed = Callable[[Tour], Pack]
Pixels = NDArray[np.float64]
Box = tuple[float, float, float, float]

DPI = 200
LEAST = 4.5
PAPERS: tuple[Paper, ...] = ("letter", "a4", "letter-large")


@dataclass
class Run:
    """Letters that the file shows with one command, in one ink."""

    page: int
    ink: tuple[int, int, int]
    text: str
    boxes: list[Box]
    """Of each letter: left, bottom, right, top, in points."""


def runs(data: bytes) -> Iterator[Run]:
    """Yield all text that is filled. What is outlined too is the halo under a label: not ink, but ground."""
    document = pypdfium2.PdfDocument(data)
    for number, page in enumerate(document):
        text = page.get_textpage()
        found: dict[int, Run] = {}
        for i in range(text.count_chars()):
            sides = [ctypes.c_double() for _ in range(4)]
            letter = chr(pdfium.FPDFText_GetUnicode(text.raw, i))
            thing = pdfium.FPDFText_GetTextObject(text.raw, i)
            if not thing or letter.isspace() or not pdfium.FPDFText_GetCharBox(text.raw, i, *map(ctypes.byref, sides)):
                continue
            if pdfium.FPDFTextObj_GetTextRenderMode(thing) != pdfium.FPDF_TEXTRENDERMODE_FILL:
                continue
            left, right, bottom, top = (side.value for side in sides)
            key = ctypes.addressof(thing.contents)
            run = found.setdefault(key, Run(number, _ink(thing), "", []))
            run.text += letter
            run.boxes.append((left, bottom, right, top))
        yield from found.values()
        text.close()
        page.close()
    document.close()


def _ink(thing: pdfium.FPDF_PAGEOBJECT) -> tuple[int, int, int]:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    assert pdfium.FPDFPageObj_GetFillColor(thing, *map(ctypes.byref, (red, green, blue, alpha)))
    return red.value, green.value, blue.value


@dataclass(frozen=True)
class Page:
    colour: NDArray[np.uint8]
    """Rows of pixels of red, green and blue."""
    bright: tuple[Pixels, Pixels]
    """Relative luminance from 0 to 1, of the page in colour and of its grey copy."""
    high: float
    """In points."""


def pages(data: bytes) -> list[Page]:
    document = pypdfium2.PdfDocument(data)
    out = []
    for page in document:
        colour = np.asarray(page.render(scale=DPI / 72).to_pil().convert("RGB"))
        grey = np.asarray(page.render(scale=DPI / 72, grayscale=True).to_pil().convert("L"))
        out.append(Page(colour, (luminance(colour), luminance(grey)), page.get_height()))
        page.close()
    document.close()
    return out


_LINEAR = np.array([v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in np.arange(256) / 255])


def luminance(pixels: NDArray[np.uint8]) -> Pixels:
    """Return the relative luminance of sRGB pixels (WCAG 2.2), or of grey ones."""
    return np.asarray(_LINEAR[pixels] @ (0.2126, 0.7152, 0.0722) if pixels.ndim == 3 else _LINEAR[pixels])


def ratios(run: Run, page: Page) -> tuple[float, float]:
    """Return the contrast of *run* with its surroundings, in colour and in grey: of the worst tenth round it.

    0 when none of its ink is to be seen: something covers it.
    """
    scale = DPI / 72
    rim = 5
    left, low = min(box[0] for box in run.boxes) * scale, min(box[1] for box in run.boxes) * scale
    right, top = max(box[2] for box in run.boxes) * scale, max(box[3] for box in run.boxes) * scale
    x0, y0 = max(int(left) - rim, 0), max(int(page.high * scale - top) - rim, 0)
    x1, y1 = int(right) + rim + 2, int(page.high * scale - low) + rim + 2
    mine = np.zeros(page.colour[y0:y1, x0:x1].shape[:2], bool)
    for a, b, c, d in run.boxes:
        rows = slice(int(page.high * scale - d * scale) - y0, int(page.high * scale - b * scale) - y0 + 2)
        mine[rows, int(a * scale) - x0 : int(c * scale) - x0 + 2] = True
    near = np.abs(page.colour[y0:y1, x0:x1].astype(int) - np.array(run.ink)).max(axis=2) < 48
    letters = mine & near
    if not letters.any():
        return 0.0, 0.0
    around = _grown(letters, 3) & ~_grown(letters, 1)
    colour, grey = (_contrast(bright[y0:y1, x0:x1], letters, around) for bright in page.bright)
    return colour, grey


def _grown(letters: NDArray[np.bool_], by: int) -> NDArray[np.bool_]:
    """Return *letters* with all pixels up to *by* away, along a row, a column or a diagonal."""
    return np.asarray(Image.fromarray(letters).convert("L").filter(ImageFilter.MaxFilter(2 * by + 1))) > 0


def _contrast(bright: Pixels, letters: NDArray[np.bool_], around: NDArray[np.bool_]) -> float:
    ink, ground = float(np.median(bright[letters])), bright[around]
    each = (np.maximum(ground, ink) + 0.05) / (np.minimum(ground, ink) + 0.05)
    return float(np.percentile(each, 10))


def weak(data: bytes) -> list[str]:
    """Return every run that is hard to read, with its contrast."""
    drawn = pages(data)
    return [
        f"{run.text!r} on page {run.page + 1}: {contrast:.1f}:1 in {how}"
        for run in runs(data)
        for how, contrast in zip(("colour", "grey"), ratios(run, drawn[run.page]), strict=True)
        if contrast < LEAST
    ]


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("url", [pytest.param("", marks=pytest.mark.long), "https://tours.museum/mm"])
def test_all_words_of_the_real_card_keep_their_contrast_in_colour_and_in_grey(
    packed: Packed, paper: Paper, url: str
) -> None:
    tour = read(ROOT).tour
    assert tour

    data = pdf(packed(replace(tour, base_url=url)), paper)

    assert sum(len(run.text) for run in runs(data)) > 5000
    assert weak(data) == []


def sheet(ink: str, ground: str, line: str = "", halo: str = "") -> bytes:
    """Return a page that says "Oak Street" in *ink* on *ground*, a *line* under the letters, in a *halo*."""
    from reportlab.lib.colors import HexColor
    from reportlab.pdfgen.canvas import Canvas

    from tour.style import fonts

    fonts.register()
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(200, 100), initialFontName=fonts.name())
    canvas.setFillColor(HexColor(ground))
    canvas.rect(0, 0, 200, 100, stroke=0, fill=1)
    if line:
        canvas.setStrokeColor(HexColor(line))
        canvas.setLineWidth(6)
        canvas.line(0, 53, 200, 53)
    for colour, mode in ((halo, 2), (ink, 0)):
        if colour:
            canvas.saveState()
            canvas.setStrokeColor(HexColor(colour))
            canvas.setFillColor(HexColor(colour))
            canvas.setLineWidth(2.5)
            canvas.setLineJoin(1)
            words = canvas.beginText(40, 50)
            words.setFont(fonts.name(), 11)
            words.setTextRenderMode(mode)
            words.textOut("Oak Street")
            canvas.drawText(words)
            canvas.restoreState()
    canvas.save()
    return out.getvalue()


@pytest.mark.parametrize(
    ("ink", "ground", "wanted"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#767676", "#ffffff", 4.54),
        ("#777777", "#ffffff", 4.48),
        ("#f2b632", "#1b1714", 9.8),
    ],
)
def test_the_measure_gives_the_ratio_that_the_colours_have(ink: str, ground: str, wanted: float) -> None:
    data = sheet(ink, ground)

    [run] = runs(data)

    assert run.text == "OakStreet"
    assert ratios(run, pages(data)[0])[0] == pytest.approx(wanted, rel=0.05)


def test_pale_words_and_words_on_a_dark_line_would_be_found() -> None:
    assert len(weak(sheet("#999999", "#ffffff"))) == 2
    assert len(weak(sheet("#1b1714", "#ffffff", line="#5a3a2a"))) == 2
    assert weak(sheet("#1b1714", "#ffffff", line="#5a3a2a", halo="#ffffff")) == []


def test_colours_that_differ_in_hue_only_would_be_found_in_grey() -> None:
    assert any("grey" in words for words in weak(sheet("#b5261e", "#3d6b3d")))


def test_words_under_something_would_be_found() -> None:
    assert weak(sheet("#ffffff", "#ffffff", line="#000000")) != []
