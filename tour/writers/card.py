"""The printed route card: one sheet, folded twice, that works without a phone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from tour.model import File, Pack
from tour.words.card_digest import card_digest
from tour.writers import writer


@writer(sees=card_digest, for_the_street=False)
def card(pack: Pack) -> Iterator[File]:
    """Yield the card as PDF, one file for each of the tour's papers.

    Raises TourError when a character of the text is in no font, or base_url is too long for a code.
    """
    from tour.card.pdf import pdf
    from tour.style import fonts
    from tour.words.card_digest import authored

    with fonts.with_own(pack.tour.fonts):
        fonts.require(authored(pack.tour))
    for paper in pack.tour.papers:
        yield File(PurePosixPath(f"route-card-{paper}.pdf"), (pdf(pack, paper),))
