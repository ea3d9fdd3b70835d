"""The printed code, read from the page as a phone reads it: by zxing, from pixels."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import pypdfium2
import pytest
import zxingcpp
from PIL import Image, ImageFilter

from conftest import ROOT
from tour.card.pdf import pdf
from tour.model import Pack, Paper, Tour
from tour.reading.project import read

Walk = Callable[..., Tour]
Packed = Callable[[Tour], Pack]

URLS = [
    "https://t.co",
    "https://tours.museum/mm",
    "http://a-walk.city/Mile_1/a.b~c",
    "https://walks.city/a-name-of-forty-chars",
]
PAPERS: tuple[Paper, ...] = ("letter", "a4", "letter-large")
LOOP = [(0.0, 0.0), (400.0, 0.0), (1600.0, 10.0), (1590.0, -28.0), (300.0, -28.0)]


@dataclass(frozen=True)
class Seen:
    """A code on a page."""

    page: int
    text: str
    level: str
    modules: int
    """A side."""
    box: tuple[int, int, int, int]
    """Left, top, right and bottom in pixels, the last two beyond it; without its quiet zone."""


def pictures(data: bytes, dpi: float, grey: bool = False) -> list[Image.Image]:
    """Return the pages of a PDF."""
    document = pypdfium2.PdfDocument(data)
    out = [page.render(scale=dpi / 72, grayscale=grey).to_pil() for page in document]
    document.close()
    return out


def codes(data: bytes, dpi: float, grey: bool = False) -> list[Seen]:
    """Return the codes on all pages."""
    return [
        Seen(number, one.text, one.ec_level, 17 + 4 * int(one.extra["Version"]), _box(one))
        for number, picture in enumerate(pictures(data, dpi, grey))
        for one in zxingcpp.read_barcodes(picture)
        if one.format == zxingcpp.BarcodeFormat.QRCode
    ]


def closer(data: bytes, code: Seen, dpi: int) -> Image.Image:
    """Return *code*, seen at 150 dpi, and six modules round it in grey at *dpi*."""
    document = pypdfium2.PdfDocument(data)
    page = document[code.page]
    more = 6 * (code.box[2] - code.box[0]) / code.modules
    left, top, right, bottom = ((side + d * more) * 72 / 150 for side, d in zip(code.box, (-1, -1, 1, 1), strict=True))
    wide, high = page.get_size()
    out = page.render(
        scale=dpi / 72, grayscale=True, crop=(max(left, 0), max(high - bottom, 0), max(wide - right, 0), max(top, 0))
    ).to_pil()
    document.close()
    return out


def _box(code: zxingcpp.Barcode) -> tuple[int, int, int, int]:
    a, b = code.position.top_left, code.position.bottom_right
    return a.x, a.y, b.x + 1, b.y + 1


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("url", URLS)
def test_the_code_opens_the_tour_in_colour_and_in_grey(walk: Walk, packed: Packed, url: str, paper: Paper) -> None:
    data = pdf(packed(walk(LOOP, streets=4, base_url=url)), paper)

    for grey in (False, True):
        found = codes(data, 150, grey)
        assert [(code.text, code.level) for code in found] == [(url, "M")]


def test_the_real_tour_s_code_is_read_from_a_soft_scan_put_in_askew(packed: Packed) -> None:
    tour = read(ROOT).tour
    assert tour
    data = pdf(packed(replace(tour, base_url="https://tours.museum/mm")), "letter")

    page = pictures(data, 150, grey=True)[0]
    scan = page.rotate(6, Image.Resampling.BILINEAR, fillcolor=255).filter(ImageFilter.GaussianBlur(1.2))
    faded = scan.point([90 + value * 130 // 255 for value in range(256)])

    assert [code.text for code in zxingcpp.read_barcodes(faded)] == ["https://tours.museum/mm"]


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("url", URLS)
def test_it_is_23_millimetres_and_stands_alone_in_white(walk: Walk, packed: Packed, url: str, paper: Paper) -> None:
    data = pdf(packed(walk(LOOP, streets=4, base_url=url)), paper)

    [code] = codes(data, 150)
    close = closer(data, code, 600)
    edge = 3 * close.width // (code.modules + 12)
    dark = close.point([255 * (value < 128) for value in range(256)])
    ink = dark.crop((edge, edge, close.width - edge, close.height - edge)).getbbox()
    assert ink
    left, top, right, bottom = (side + edge for side in ink)
    assert min(right - left, bottom - top) * 25.4 / 600 >= 22.99
    assert right - left == pytest.approx(bottom - top, abs=1)
    quiet = int(4 * (right - left) / code.modules) - 1
    dark.paste(0, (left, top, right, bottom))
    assert dark.crop((left - quiet, top - quiet, right + quiet, bottom + quiet)).getbbox() is None


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_no_fold_goes_through_it(walk: Walk, packed: Packed, paper: Paper) -> None:
    data = pdf(packed(walk(LOOP, streets=4, base_url=URLS[1])), paper)

    [code] = codes(data, 150)
    page = pictures(data, 150)[code.page]
    left, top, right, bottom = code.box
    assert not left < page.width / 2 < right
    assert not top < page.height / 2 < bottom


@pytest.mark.parametrize("paper", PAPERS)
def test_without_an_address_no_code_is_printed(packed: Packed, paper: Paper) -> None:
    tour = read(ROOT).tour
    assert tour

    data = pdf(packed(tour), paper)

    assert tour.base_url == "", "the committed tour has no address to lead to"
    assert codes(data, 150) == []
    assert b"example" not in b"".join(_words(data))


def _words(data: bytes) -> list[bytes]:
    document = pypdfium2.PdfDocument(data)
    out = [page.get_textpage().get_text_bounded().lower().encode() for page in document]
    document.close()
    return out
