"""The card as one PDF.

Side one is the front, the map and what to know before setting out; side two leads from stop to stop. Whatever does not
fit goes on to further pages: nothing is clipped, and nothing is set under 9 points.
"""

# ReportLab carries no types.
# mypy: allow-untyped-calls

from __future__ import annotations

from dataclasses import replace

from reportlab import rl_config

from tour.card.legs import may_fit
from tour.card.pages import Pages
from tour.card.paper import Plan, half_plan, plan
from tour.card.qr import Code
from tour.card.room import Told, told
from tour.card.typeset import Setting
from tour.model import Pack, Paper
from tour.style import fonts

rl_config.invariant = 1
rl_config.useA85 = 0

_LARGER = tuple(Setting(size=step / 22) for step in range(32, 22, -1))
"""Steps of half a point in the body's 11: a card with little to tell tells all of it, and larger, up to 16 points."""
_SETTINGS = (Setting(), Setting(most=1), Setting(most=0), Setting(1.1, most=0), Setting(1.07, most=0))
"""The whole eye text if it leaves the card on one sheet, else less of it, else what to look for, set ever tighter."""
_FEW = 8
"""Stops up to which a card of one page is tried."""
_MANY = 12
"""Pages: with more of them nobody minds what is left free of the last."""
_HALF = 0.55
"""Of the last page, with some to spare: with less on it, the card is set anew."""


def pdf(pack: Pack, paper: Paper) -> bytes:
    """Return the bytes of the card on *paper*, upright or broadside, whichever makes the map larger."""
    with fonts.with_own(pack.tour.fonts):
        return _pdf(pack, paper)


def _pdf(pack: Pack, paper: Paper) -> bytes:
    fonts.register()
    code = Code(pack.tour.base_url) if pack.tour.base_url else None
    chosen, words = plan(pack.tour, paper), told(pack.tour)
    sheet = None
    if not chosen.mapped:
        sheet = _list(pack, chosen, code, words)
    elif chosen.folded:
        sheet = _one_page(pack, paper, code, words) or _two_pages(pack, chosen, code, words)
    return (sheet or _many_pages(pack, chosen, code)).pdf()


def _one_page(pack: Pack, paper: Paper, code: Code | None, words: Told) -> Pages | None:
    """Return the card of a short walk: all of it on one page, the map on a half of that; None where it needs more."""
    if len(pack.tour.stops) > _FEW:
        return None
    chosen = half_plan(pack.tour, paper)
    for setting in (replace(one, alone=True) for one in (*_LARGER[-4:], Setting())):
        if words.may_fit(chosen, setting, 1):
            sheet = Pages(pack, chosen, code, setting)
            if sheet.pages == 1:
                return sheet
    return None


def _two_pages(pack: Pack, chosen: Plan, code: Code | None, words: Told) -> Pages | None:
    """Return the card on both sides of one sheet, as large as it can be set, with all that can be told."""
    for setting in (*_LARGER, *_SETTINGS):
        if words.may_fit(chosen, setting, 2) and may_fit(pack.tour, chosen, setting):
            sheet = Pages(pack, chosen, code, setting)
            if sheet.pages <= 2:
                return sheet
    return None


def _list(pack: Pack, chosen: Plan, code: Code | None, words: Told) -> Pages | None:
    """Return the card without a map, on one page or on both sides of one sheet; None where it needs more."""
    for pages in (1, 2):
        for setting in (*_LARGER, *_SETTINGS[:1]) if chosen.folded else ():
            if words.may_fit(chosen, setting, pages):
                sheet = Pages(pack, chosen, code, setting)
                if sheet.pages == pages:
                    return sheet
    return None


def _many_pages(pack: Pack, chosen: Plan, code: Code | None) -> Pages:
    """Return the card on as many pages as it takes, the last one half full at least, unless there are many.

    With less on it, the card is set tighter if that saves the page, else larger.
    """
    first = Pages(pack, chosen, code, Setting(foot=True))
    if first.filled >= _HALF or first.pages > _MANY:
        return first
    tried = [first]
    for setting in (Setting(1.1, foot=True), Setting(1.07, foot=True), *map(_numbered, reversed(_LARGER))):
        sheet = Pages(pack, chosen, code, setting)
        if sheet.filled >= _HALF and sheet.pages <= first.pages:
            return sheet
        tried.append(sheet)
    return min(tried, key=lambda sheet: (sheet.pages, -sheet.filled))


def _numbered(setting: Setting) -> Setting:
    return replace(setting, foot=True)
