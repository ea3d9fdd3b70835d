"""The sizes of one card's type, as paragraph styles."""

# ReportLab carries no types.
# mypy: allow-untyped-calls, disable-error-code="no-any-unimported"

from __future__ import annotations

from dataclasses import dataclass

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle

from tour.style import colours, fonts


@dataclass(frozen=True, slots=True)
class Setting:
    """How much of the text is set on one card, how large and how tightly."""

    leading: float = 1.17
    """Of the body, in its size."""
    most: int | None = None
    """How much of each stop's eye text is told, as `look_for.look` takes it; None: all of it."""
    foot: bool = False
    """Whether a line is kept free on every page for its number."""
    size: float = 1.0
    """Of the type, in the plan's own: a card with little to tell tells it larger."""
    alone: bool = False
    """Whether the stops stand on page 1 too, beside the map, where there is room for them."""


@dataclass(frozen=True, slots=True)
class Type:
    """The sizes of one card's type, in points."""

    body: float
    small: float
    leading: float = 1.17
    """Of the body, in its size."""
    rtl: bool = False
    """Whether paragraphs run from the right."""

    def style(self, size: float, leading: float = 0.0, colour: str = colours.TAR, first: float = 0.0) -> ParagraphStyle:
        """Return the style of type of *size*, its first line indented by *first*; 0 means the card's own leading."""
        return ParagraphStyle(
            "card",
            fontName=fonts.name(),
            fontSize=size,
            leading=leading or size * self.leading,
            textColor=HexColor(colour),
            firstLineIndent=0.0 if self.rtl else first,
            alignment=TA_RIGHT if self.rtl else TA_LEFT,
            bulletFontName=fonts.name(),
            bulletFontSize=size,
            splitLongWords=1,
            allowWidows=0,
            allowOrphans=0,
        )

    @property
    def heading(self) -> ParagraphStyle:
        return self.style(self.body * 1.15, self.body * self.leading * 1.17)

    @property
    def text(self) -> ParagraphStyle:
        return self.style(self.body)

    @property
    def fine(self) -> ParagraphStyle:
        return self.style(self.small, self.small * (self.leading - 0.01))
