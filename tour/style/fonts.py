"""The card's typefaces: Atkinson Hyperlegible, Fira Sans for what it lacks, and then an author's own.

The first two come as static TrueType files in wheels (SIL Open Font License). A character that none has is a fault of
the script, never a silent box. Which fonts are an author's own, `with_own` says while the tour's texts are set.
"""

# ReportLab carries no types.
# mypy: allow-untyped-calls

from __future__ import annotations

import functools
import re
import struct
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from xml.sax.saxutils import escape

from tour.diagnostics import Diagnostic, Span, TourError, short
from tour.inputs.marks import composed
from tour.model import Typeface
from tour.style import bidi
from tour.style.bare_font import bare, mapped
from tour.style.cmap import claims_too_much
from tour.style.joined import JOINERS, Forms, drawn_by, joined
from tour.style.outlines import Outlines

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont
    from reportlab.pdfbase.ttfonts import TTFont

Weight = Literal["regular", "bold", "italic"]

_FAMILIES = (("fontpkg_atkinson_hyperlegible", "AtkinsonHyperlegible"), ("fontpkg_fira_sans", "FiraSans"))

_TRIED = 20
"""Pixels to the em at which a letter is tried."""
_ACROSS, _UP = 16, 4
"""Ems that a letter may reach from its place: a sign of cuneiform is eight wide, a pile of vowels three high."""

_NO_JOINERS = dict.fromkeys(map(ord, JOINERS))

_own: ContextVar[tuple[Typeface, ...]] = ContextVar("own", default=())

_BLANKS = str.maketrans(
    "\n\r\t\N{THIN SPACE}\N{NARROW NO-BREAK SPACE}\N{FIGURE SPACE}", "    \N{NO-BREAK SPACE}\N{NO-BREAK SPACE}"
)
"""White space that the fonts lack → what is set for it; French has a narrow one before ``;``, ``!`` and ``?``."""


@contextmanager
def with_own(own: Sequence[Typeface]) -> Iterator[None]:
    """Set text in *own* fonts too, meanwhile, where the program's have no letter for it."""
    token = _own.set(tuple(own))
    try:
        yield
    finally:
        _own.reset(token)


def refusal(face: Typeface) -> str:
    """Return why *face* cannot be set at all; nothing when it can, as far as can be told without a text."""
    from PIL import ImageFont

    try:
        ImageFont.truetype(BytesIO(_for_pictures(face)))  # FreeType, which draws the cover, asks for more tables
    except _damaged() as error:
        return _said(error)
    return "" if _glyphs(_own_face(face)) else "it has no letters"


def undrawable(characters: Iterable[str]) -> Iterator[tuple[Typeface, str]]:
    """Yield each of the author's fonts that is asked for one of *characters* and cannot draw it, and why.

    Every letter is drawn once, small: neither library runs hints, so what can be drawn at one size can be at any.
    """
    asked, common = set(map(ord, characters)), set[int]().union(*map(_glyphs, _faces("regular")))
    for face in _own.get():
        glyphs = _glyphs(_own_face(face))
        if wanted := (asked & glyphs.keys()) - common:
            # A word with such a letter is all in this font, its dashes and figures too; ReportLab always takes ASCII.
            beside = glyphs.keys() & (asked | _glyphs(_faces("regular")[0]).keys())
            if reason := _untried(face, [*sorted(wanted), *sorted(beside - wanted)]):
                yield face, reason


def _untried(face: Typeface, codes: Sequence[int]) -> str:
    """Return which of the characters *face* cannot draw, and why; nothing when it draws them all."""
    from PIL import ImageFont

    font = _own_face(face)
    outlines = Outlines(font.face.get_table("glyf"), font.face.glyphPos)
    pen = ImageFont.truetype(BytesIO(_for_pictures(face)), _TRIED, layout_engine=ImageFont.Layout.BASIC)
    letters = {0: ""}  # that glyph comes with any
    for code in codes:
        letters.setdefault(_glyphs(font)[code], chr(code))
    for glyph, letter in letters.items():
        try:
            outlines.look_at(glyph)
            reason = _drawn_badly(pen, letter)
        except _damaged() as error:
            reason = f"cannot be drawn: {_said(error)}"
        if reason:
            return f"its {letter!r} ({_name(letter)}) {reason}" if letter else f"its sign for no letter {reason}"
    return ""


def _drawn_badly(pen: FreeTypeFont, letter: str) -> str:
    """Draw *letter*, and return what is wrong with it; nothing for a letter. Raises OSError where it is no outline."""
    left, top, right, bottom = pen.getbbox(letter, anchor="ls")
    if max(-left, right) > _TRIED * _ACROSS or max(-top, bottom) > _TRIED * _UP:
        return f"is more than {_ACROSS} times as wide as the type is high, or {_UP} times as high"
    pen.getmask(letter)
    return ""


@functools.cache
def _damaged() -> tuple[type[Exception], ...]:
    """Return what is raised, here and in the two libraries, of a font that is not in order."""
    from reportlab.pdfbase.ttfonts import TTFError

    return TTFError, ValueError, OSError, KeyError, IndexError, struct.error


def _said(error: Exception) -> str:
    told = "" if isinstance(error, LookupError | struct.error) else " ".join(str(error).split())
    return short(told or "it is damaged", 100)


def missing(text: str) -> str:
    """Return the characters of *text* that no font can draw, each once, in order."""
    if text.isascii() and text.isprintable():
        return ""
    known = [_glyphs(font) for font in faces("regular")]
    shown = clean(text).translate(_NO_JOINERS)
    unknown = [character for character in shown if not any(ord(character) in glyphs for glyphs in known)]
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
    """Return *text* as it is drawn: composed (NFC), with spaces for line ends and tabs, without shapeless marks.

    Joiners stay, for whoever joins the letters.
    """
    spaced = composed(text).translate(_BLANKS)
    return "".join(c for c in spaced if c in JOINERS or not _is_shapeless(c))


def _is_shapeless(character: str) -> bool:
    return unicodedata.category(character) == "Cf" or "\ufe00" <= character <= "\ufe0f"


def drawn(text: str) -> str:
    """Return one line of *text* with its letters as they stand from left to right, whichever way it runs."""
    if not bidi.is_turned(text):
        return text
    text = _shaped(text, _own.get())
    rtl = bidi.begins_from_right(text)
    return "".join(character for _, character in bidi.visual(text, rtl))


def _shaped(text: str, own: tuple[Typeface, ...]) -> str:
    """Return *text* clean and with its Arabic letters joined, as far as a font has them so."""
    return joined(clean(text), _forms(own)).translate(_NO_JOINERS)


@functools.lru_cache(16)
def _forms(own: tuple[Typeface, ...]) -> Forms:
    fonts = (*_faces("regular"), *map(_own_face, own))
    return drawn_by({chr(code) for font in fonts for code in _glyphs(font)})


def runs(text: str, weight: Weight = "regular") -> tuple[tuple[str, str], ...]:
    """Return *text* as (font name, text) runs, each word in the first font that has all its characters.

    A word that no font has whole is parted by letters, and a letter that none has stands in the first; call `require`
    before drawing.
    """
    return _runs(text, weight, _own.get())


@functools.lru_cache(4096)
def _runs(text: str, weight: Weight, own: tuple[Typeface, ...]) -> tuple[tuple[str, str], ...]:
    out: list[tuple[str, str]] = []
    blankless = {_own_name(face) for face in own if ord(" ") not in _glyphs(_own_face(face))}
    # By words: the first font has four Greek letters, which would stand out among those of another.
    for word in re.findall(" |[^ ]+", _shaped(text, own)):
        for name, part in _parts(word, weight, own):
            if out and (out[-1][0] == name or (part == " " and out[-1][0] not in blankless)):
                out[-1] = (out[-1][0], out[-1][1] + part)
            else:
                out.append((name, part))
    return tuple(out)


def _parts(word: str, weight: Weight, own: tuple[Typeface, ...]) -> Iterator[tuple[str, str]]:
    """Yield *word* in the first font that has all of it, else letter by letter: a title may quote another script."""
    if whole := _font_for(word, weight, own):
        yield whole, word
        return
    for letter in word:
        yield _font_for(letter, weight, own) or name(weight), letter


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
    """Return the TrueType file of each of the program's fonts, by name, the first choice first."""
    return {f"{stem}-{weight.title()}": path for stem, path in _paths(weight)}


def for_picture(name: str, weight: Weight, size: int) -> FreeTypeFont:
    """Return the font called *name*, as `runs` calls it for *weight*, for drawing with Pillow at *size* pixels."""
    from PIL import ImageFont

    own = {_own_name(face): face for face in _own.get()}
    source = BytesIO(_for_pictures(own[name])) if name in own else str(files(weight)[name])
    # The basic layout engine: the other one is not in every build of Pillow and sets the same text differently.
    return ImageFont.truetype(source, size, layout_engine=ImageFont.Layout.BASIC)


def faces(weight: Weight) -> tuple[TTFont, ...]:
    """Return the fonts of one weight, the first choice first."""
    return (*_faces(weight), *map(_own_face, _own.get()))


@functools.cache
def _faces(weight: Weight) -> tuple[TTFont, ...]:
    return tuple(_opened(f"{stem}-{weight.title()}", str(path)) for stem, path in _paths(weight))


@functools.lru_cache(16)
def _own_face(face: Typeface) -> TTFont:
    """Return an author's font as ReportLab reads it. Raises one of `_damaged` where it cannot."""
    data = bare(face.path.read_bytes(), _own_name(face))
    if claims_too_much(data):
        raise ValueError("it claims more characters than a font has")
    font = _opened(_own_name(face), BytesIO(data))
    # Glyph 0 is the box for a letter that there is none of.
    font.face.charToGlyph = {code: glyph for code, glyph in _glyphs(font).items() if 0 < glyph < font.face.numGlyphs}
    return font


@functools.lru_cache(2)
def _for_pictures(face: Typeface) -> bytes:
    """Return an author's font for FreeType, with the letters that ReportLab finds: each takes another of its maps."""
    font = _own_face(face).face
    return mapped(bytes(font._ttf_data), font.charToGlyph)


def _own_name(face: Typeface) -> str:
    return f"Own-{face.digest[:12]}"


def _opened(name: str, source: str | BytesIO) -> TTFont:
    from reportlab.pdfbase.ttfonts import TTFont

    font = TTFont(name, source)
    # Every word is measured for each paper and each leading that is tried.
    font.stringWidth = functools.lru_cache(8192)(font.stringWidth)
    return font


def _paths(weight: Weight) -> Iterator[tuple[str, Path]]:
    for package, stem in _FAMILIES:
        root: Path = import_module(package).ROOT
        yield stem, root / "files" / f"{stem}-{weight.title()}.ttf"


def _glyphs(font: TTFont) -> dict[int, int]:
    glyphs: dict[int, int] = font.face.charToGlyph
    return glyphs


def _font_for(word: str, weight: Weight, own: tuple[Typeface, ...]) -> str:
    """Return the name of the first font that has all of *word*; nothing when none has."""
    codes = set(map(ord, word))
    for font in (*_faces(weight), *map(_own_face, own)):
        if codes <= _glyphs(font).keys():
            return str(font.fontName)
    return ""


def _name(character: str) -> str:
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip()
