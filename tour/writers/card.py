"""The printed route card: one sheet, folded twice, that works without a phone.

Side one is the front, the map and what to know before setting out; side two leads from stop to stop. Whatever does not
fit goes on to further pages: nothing is clipped, and nothing is set under 9 points.
"""

# ReportLab carries no types.
# mypy: allow-untyped-calls

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

from reportlab import rl_config

from tour.card.legs import may_fit
from tour.card.pages import Pages
from tour.card.paper import plan
from tour.card.qr import Code
from tour.model import File, Pack, Paper
from tour.style import fonts
from tour.words.printed import authored

rl_config.invariant = 1
rl_config.useA85 = 0


def card(pack: Pack) -> Iterable[File]:
    """Return the card as PDF, one file for each of the tour's papers.

    Raises TourError when a character of the text is in no font, or base_url is too long for a code.
    """
    fonts.require(authored(pack))
    return [File(PurePosixPath(f"route-card-{paper}.pdf"), (pdf(pack, paper),)) for paper in pack.tour.papers]


def pdf(pack: Pack, paper: Paper) -> bytes:
    """Return the bytes of the card on *paper*, upright or broadside, whichever makes the map larger."""
    fonts.register()
    tour = pack.tour
    chosen = plan(tour, paper)
    code = Code(tour.base_url) if tour.base_url else None
    # The whole eye text if it leaves the card on one sheet, else less of it, else what to look for, set ever tighter.
    tries: tuple[tuple[float, int | None], ...] = ((1.17, None), (1.17, 1), (1.17, 0), (1.1, 0), (1.07, 0))
    sheets = (
        Pages(pack, chosen, code, leading, most)
        for leading, most in tries
        if chosen.folded and may_fit(tour, chosen, leading, most)
    )
    made = next((sheet for sheet in sheets if sheet.pages <= 2), None)
    return (made or Pages(pack, chosen, code, 1.17, None, foot=True)).pdf()
