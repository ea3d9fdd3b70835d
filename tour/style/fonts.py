"""The card's typefaces: Atkinson Hyperlegible, and Fira Sans for what it lacks.

Both come as static TrueType files in wheels (SIL Open Font License). A character that neither has is a fault of the
script, never a silent box.
"""

# ReportLab carries no types.
# mypy: allow-untyped-calls

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from xml.sax.saxutils import escape

from tour.diagnostics import Diagnostic, Span, TourError

if TYPE_CHECKING:
    from reportlab.pdfbase.ttfonts import TTFont

Weight = Literal["regular", "bold", "italic"]

_FAMILIES = (("fontpkg_atkinson_hyperlegible", "AtkinsonHyperlegible"), ("fontpkg_fira_sans", "FiraSans"))

_BLANKS = str.maketrans("\n\r\t", "   ")


def missing(text: str) -> str:
    """Return the characters of *text* that no font can draw, each once, in order."""
    if text.isascii() and text.isprintable():
        return ""
    known = [_glyphs(font) for font in faces("regular")]
    unknown = [character for character in clean(text) if not any(ord(character) in glyphs for glyphs in known)]
    return "".join(dict.fromkeys(unknown))


def require(texts: Iterable[tuple[str, str, Span | None]]) -> None:
    """Raise one TourError for all of *texts* (text, where it stands, span) that hold a character no font has."""
    faults = []
    for text, where, span in texts:
        for character in missing(text):
            message = f"no font has a glyph for {character!r} ({_name(character)}), in {where}"
            faults.append(Diagnostic(span, message, "leave the character out, or write it in letters"))
    if faults:
        raise TourError(*faults)


def clean(text: str) -> str:
    """Return *text* as it is drawn: composed (NFC), with spaces for line ends and tabs, without shapeless marks."""
    spaced = unicodedata.normalize("NFC", text).translate(_BLANKS)
    return "".join(c for c in spaced if unicodedata.category(c) != "Cf" and not "\ufe00" <= c <= "\ufe0f")


@functools.lru_cache(4096)
def runs(text: str, weight: Weight = "regular") -> tuple[tuple[str, str], ...]:
    """Return *text* as (font name, text) runs, each word in the first font that has all its characters.

    A word that no font has whole stands in the first font; call `require` before drawing.
    """
    out: list[tuple[str, str]] = []
    # By words: the first font has four Greek letters, which would stand out among those of another.
    for word in re.findall(" |[^ ]+", clean(text)):
        name = _font_for(word, weight)
        if out and (out[-1][0] == name or word == " "):
            out[-1] = (out[-1][0], out[-1][1] + word)
        else:
            out.append((name, word))
    return tuple(out)


def markup(text: str, weight: Weight = "regular") -> str:
    """Return *text* as inert ReportLab paragraph markup with its fonts named."""
    return "".join(f'<font name="{name}">{escape(run)}</font>' for name, run in runs(text, weight))


def width(text: str, size: float, weight: Weight = "regular") -> float:
    """Return how wide *text* is at *size*, in the unit of *size*."""
    fonts = {font.fontName: font for font in faces(weight)}
    return float(sum(fonts[name].stringWidth(run, size) for name, run in runs(text, weight)))


def name(weight: Weight = "regular") -> str:
    """Return the first font's PostScript name."""
    return f"{_FAMILIES[0][1]}-{weight.title()}"


def register() -> None:
    """Make the fonts known to ReportLab, once."""
    from reportlab.pdfbase import pdfmetrics

    known = set(pdfmetrics.getRegisteredFontNames())
    weights: tuple[Weight, ...] = ("regular", "bold")
    for weight in weights:
        for font in faces(weight):
            if font.fontName not in known:
                pdfmetrics.registerFont(font)


def files(weight: Weight = "regular") -> dict[str, Path]:
    """Return the TrueType file of each font, by name, the first choice first."""
    return {f"{stem}-{weight.title()}": path for stem, path in _paths(weight)}


@functools.cache
def faces(weight: Weight) -> tuple[TTFont, ...]:
    """Return the fonts of one weight, the first choice first."""
    from reportlab.pdfbase.ttfonts import TTFont

    fonts = tuple(TTFont(name, str(path)) for name, path in files(weight).items())
    for font in fonts:
        # Every word is measured for each paper and each leading that is tried.
        font.stringWidth = functools.lru_cache(8192)(font.stringWidth)
    return fonts


def _paths(weight: Weight) -> Iterator[tuple[str, Path]]:
    for package, stem in _FAMILIES:
        root: Path = import_module(package).ROOT
        yield stem, root / "files" / f"{stem}-{weight.title()}.ttf"


def _glyphs(font: TTFont) -> dict[int, int]:
    glyphs: dict[int, int] = font.face.charToGlyph
    return glyphs


def _font_for(word: str, weight: Weight) -> str:
    codes = set(map(ord, word))
    for font in faces(weight):
        if codes <= _glyphs(font).keys():
            return str(font.fontName)
    return name(weight)


def _name(character: str) -> str:
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip()
