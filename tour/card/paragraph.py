"""ReportLab's paragraph, with a space at the end of each line that ends between two words.

It drops that space, and whoever takes a tagged PDF's words one after the other, as a screen reader may, would run two
of them into one (ISO 32000-1, 14.8.2.5: word breaks are to be explicit).
"""

# ReportLab carries no types.
# mypy: allow-untyped-calls, disable-error-code="misc, no-any-unimported"

from __future__ import annotations

from typing import Any

from reportlab import platypus
from reportlab.lib.enums import TA_RIGHT
from reportlab.platypus.paragraph import _HSFrag, _SplitWord, _SplitWordEnd

from tour.style import bidi


class Paragraph(platypus.Paragraph):
    """A paragraph of left-aligned lines or, of a language that is written so, of lines that run from the right."""

    _goes_on = False
    """Whether more of it stands elsewhere."""

    def split(self, width: float, height: float) -> list[Paragraph]:
        """Return what fits on *height*, and the rest: as `reportlab.platypus.Paragraph.split`."""
        parts: list[Paragraph] = super().split(width, height)
        for part in parts[:-1]:
            part._goes_on = True
        if parts:
            parts[-1]._goes_on = self._goes_on
        return parts

    def draw(self) -> None:
        """Draw it, once: as `reportlab.platypus.Paragraph.draw`."""
        lines = self.blPara.lines
        text = "".join(map(_text, self.frags))
        if self.style.alignment == TA_RIGHT or bidi.is_turned(text):
            # English words in an Arabic tour run from the left: so "43 m" stays what it is.
            rtl = bidi.begins_from_right(text)
            for line in lines:
                _turn(line, self.blPara.kind == 0, rtl)
        else:
            _space(self, lines if self._goes_on else lines[:-1])
        super().draw()


def _turn(line: Any, simple: bool, rtl: bool) -> None:  # ReportLab's own, in two shapes
    """Put the letters of *line* in the order in which they stand from left to right."""
    if simple:
        text = " ".join(line[1])
        line[1][:] = ["".join(character for _, character in bidi.visual(text, rtl))]
        return
    owners = [frag for frag in line.words for _ in frag.text]
    text = "".join(frag.text for frag in line.words)
    words: list[Any] = []
    last = None
    for at, character in bidi.visual(text, rtl):
        if owners[at] is not last:
            last = owners[at]
            words.append(last.clone(text=""))
        words[-1].text += character
    line.words[:] = words


def _space(paragraph: Paragraph, lines: list[Any]) -> None:  # ReportLab's own, in two shapes
    whole = "".join(map(_text, paragraph.frags))
    simple, at = paragraph.blPara.kind == 0, 0
    for line in lines:
        for letter in "".join(line[1] if simple else (frag.text for frag in line.words)).replace(" ", ""):
            at = whole.find(letter, at) + 1
            if not at:
                return
        # A word too long for a line goes on in the next one, and stays one.
        if whole[at : at + 1] == " ":
            if simple:
                line[1].append("")
            else:
                line.words[-1].text += " "


def _text(frag: Any) -> str:  # what ReportLab makes of words while it breaks and splits, in three shapes
    if hasattr(frag, "text"):
        return str(frag.text)
    if hasattr(frag, "words"):
        return "".join(word if _is_cut(word) else f"{word} " for word in frag.words)
    return "".join(part for _, part in frag[1:]) + (" " if isinstance(frag, _HSFrag) else "")


def _is_cut(word: str) -> bool:
    return isinstance(word, _SplitWord) and not isinstance(word, _SplitWordEnd)
