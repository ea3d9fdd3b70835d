"""How many common icons are drawn, and do they look as they are meant to?

icons.py FOLDER [--compare N]

FOLDER holds the icon sets as their registry packages unpack (`npm pack NAME`, then untar), each in a folder of its own:
@fortawesome/fontawesome-free, bootstrap-icons, lucide-static, heroicons, @mapbox/maki, @rapideditor/temaki,
@primer/octicons. The 168 names are those of icons.txt, a path below FOLDER each. With --compare, N of them are painted
and held against what resvg makes of the same file (`pip install resvg_py`), pixel by pixel.
"""

from __future__ import annotations

import argparse
import io
import sys
from pathlib import Path

from tour.diagnostics import TourError
from tour.picture import Picture
from tour.reading.drawings import read_drawing

NAMES = Path(__file__).with_name("icons.txt")
SIDE = 128
"""Pixels of the longer side."""
ALIKE = 0.005
"""Share of the full range of grey by which pixels may differ on the mean: edges are smoothed otherwise."""


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--compare", type=int, default=0)
    given = asked.parse_args()
    names = NAMES.read_text("utf-8").split()
    pictures: dict[str, Picture] = {}
    for name in names:
        try:
            pictures[name] = read_drawing((given.folder / name).read_bytes(), name)
        except TourError as fault:
            print(fault)
    print(f"drawn: {len(pictures)} of {len(names)}")
    step = max(1, len(pictures) // given.compare) if given.compare else 0
    chosen = list(pictures)[::step][: given.compare] if step else []
    same = 0
    for name in chosen:
        off = difference(pictures[name], (given.folder / name).read_text("utf-8"))
        same += off <= ALIKE
        if off > ALIKE:
            print(f"{name}: {off:.1%} off")
    if chosen:
        print(f"as resvg paints them: {same} of {len(chosen)}")
    return 0 if len(pictures) >= 160 and same == len(chosen) else 1


def difference(picture: Picture, svg: str) -> float:
    """Return how much ink differs between our painting and resvg's, as a share of the picture's area."""
    import numpy as np
    from PIL import Image

    theirs = Image.open(io.BytesIO(rastered(svg, picture))).convert("RGBA")
    white = Image.new("RGBA", theirs.size, "white")
    white.alpha_composite(theirs)
    ours = painted(picture, theirs.size)
    gap = np.abs(np.asarray(ours, float) - np.asarray(white.convert("RGB"), float)).mean() / 255
    return float(gap)


def rastered(svg: str, picture: Picture) -> bytes:
    import resvg_py

    wide = SIDE if picture.width >= picture.height else round(SIDE * picture.width / picture.height)
    made = resvg_py.svg_to_bytes(svg_string=svg, width=wide)
    return bytes(made)


def painted(picture: Picture, size: tuple[int, int]) -> object:
    """Return the picture as ReportLab's canvas, which the card uses, and PDFium make it."""
    import pypdfium2
    from reportlab.pdfgen.canvas import Canvas

    file = io.BytesIO()
    canvas = Canvas(file, (picture.width, picture.height))
    canvas.transform(1, 0, 0, -1, 0, picture.height)
    for mark in picture.marks:
        path = canvas.beginPath()
        for run in mark.runs:
            path.moveTo(*run.start)
            for step in run.steps:
                if len(step) == 1:
                    path.lineTo(*step[0])
                else:
                    path.curveTo(*step[0], *step[1], *step[2])
            if run.closed:
                path.close()
        canvas.setLineCap(("butt", "round", "square").index(mark.cap))
        canvas.setLineJoin(("miter", "round", "bevel").index(mark.join))
        canvas.setLineWidth(mark.width)
        canvas.setStrokeColor(mark.stroke or "#ffffff")
        canvas.setFillColor(mark.fill or "#ffffff")
        canvas.drawPath(path, stroke=bool(mark.stroke), fill=bool(mark.fill), fillMode=0 if mark.even_odd else 1)
    canvas.showPage()
    canvas.save()
    page = pypdfium2.PdfDocument(file.getvalue())[0]
    image = page.render(scale=size[0] / picture.width).to_pil().convert("RGB")
    return image.resize(size) if image.size != size else image


if __name__ == "__main__":
    sys.exit(main())
