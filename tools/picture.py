"""Make docs/card.png, the picture of the route card in the README, from the card that `make pack` printed.

    make pack
    .venv/bin/python tools/picture.py

It is page one on letter paper, drawn as `tourpack build --preview` draws it, in few enough colours to stay small.
"""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from tour.terminal.preview import pages

ROOT = Path(__file__).parents[1]
CARD = ROOT / "output" / "miracle-mile" / "route-card-letter.pdf"
PICTURE = ROOT / "docs" / "card.png"

if __name__ == "__main__":
    page = next(pages(CARD, dpi=100))
    page.quantize(96, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(PICTURE, optimize=True)
