"""The card as one PDF.

Side one is the front, the map and what to know before setting out; side two leads from stop to stop. Whatever does not
fit goes on to further pages: nothing is clipped, and nothing is set under 9 points.
"""

# ReportLab carries no types.
# mypy: allow-untyped-calls

from __future__ import annotations

from reportlab import rl_config

from tour.card.legs import may_fit
from tour.card.pages import Pages
from tour.card.paper import plan
from tour.card.qr import Code
from tour.card.typeset import Setting
from tour.model import Pack, Paper
from tour.style import fonts

rl_config.invariant = 1
rl_config.useA85 = 0

_SETTINGS = (Setting(), Setting(most=1), Setting(most=0), Setting(1.1, most=0), Setting(1.07, most=0))
"""The whole eye text if it leaves the card on one sheet, else less of it, else what to look for, set ever tighter."""


def pdf(pack: Pack, paper: Paper) -> bytes:
    """Return the bytes of the card on *paper*, upright or broadside, whichever makes the map larger."""
    fonts.register()
    tour = pack.tour
    chosen = plan(tour, paper)
    code = Code(tour.base_url) if tour.base_url else None
    for setting in _SETTINGS:
        if chosen.folded and may_fit(tour, chosen, setting.leading, setting.most):
            sheet = Pages(pack, chosen, code, setting)
            if sheet.pages <= 2:
                return sheet.pdf()
    return Pages(pack, chosen, code, Setting(foot=True)).pdf()
