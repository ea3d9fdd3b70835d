"""The poster of the cover: the tour's own title, streets, route and first drawing."""

from __future__ import annotations

import io

from PIL import Image, ImageOps

from tour.cover.backdrop import PALE, Ground, burst, paint, view
from tour.cover.emblem import emblem
from tour.cover.lettering import Lettering, fit, write
from tour.model import Tour
from tour.picture import Picture
from tour.style import colours, fonts
from tour.words import figures
from tour.words.language import words_of

SIDE = 1000
"""Pixels, both ways."""
MOST_BYTES = figures.TAG
"""A cover is inside every MP3, so dozens of times on a phone."""

_FINE = 2
"""Drawn this much larger and scaled down, for smooth edges."""
_EDGE = 70
_ROOM = SIDE - 2 * _EDGE
_FOOT = SIDE - 130
"""Where the map ends and the line of facts begins."""
_BESIDE = 30
"""How far the route stays from the edges of its ground."""
_TITLE = ((160, 48, 3),)
_TITLE_OVER_DRAWING = ((160, 110, 1), (120, 70, 2), (84, 48, 3))
"""Sizes and lines: the drawing wants room."""


def poster(tour: Tour) -> bytes:
    """Return the poster as a baseline JPEG of 1000 × 1000 pixels and at most 80 kB, which every player can show.

    Raises TourError when a character of title or subtitle is in no font.
    """
    with fonts.with_own(tour.fonts):
        return _painted(tour)


def _painted(tour: Tour) -> bytes:
    fonts.require([(tour.title, "the tour's title", None), (tour.subtitle, "the tour's subtitle", None)])
    image = Image.new("RGB", (SIDE * _FINE, SIDE * _FINE), colours.TAR)
    drawn = tour.emblem
    title = fit(tour.title, "bold", _ROOM, _TITLE_OVER_DRAWING if drawn else _TITLE)
    subtitle = fit(tour.subtitle, "regular", _ROOM, ((40, 30, 2),)) if tour.subtitle else Lettering()
    under = _EDGE + title.height + 18
    room = Ground(_EDGE, under + subtitle.height + 30, SIDE - _EDGE, _FOOT)
    if drawn:
        _picture_and_map(image, tour, drawn, room)
    else:
        _map(image, tour, room, star=True)
    write(image, title, (_EDGE - 5, _EDGE - 10), colours.GOLD, _FINE)
    write(image, subtitle, (_EDGE, under), PALE, _FINE)
    write(image, fit(_facts(tour), "bold", _ROOM, ((36, 24, 1),)), (_EDGE, SIDE - 95), PALE, _FINE)
    return _jpeg(image.resize((SIDE, SIDE), Image.Resampling.LANCZOS))


def _facts(tour: Tour) -> str:
    words = words_of(tour)
    facts = [words("cover.audio_walk"), words.count("stop", len(tour.stops))]
    if metres := figures.total_metres(tour.walks):
        facts.append(figures.kilometres(words, metres))
    return "  ·  ".join(facts)


def _picture_and_map(image: Image.Image, tour: Tour, drawn: Picture, room: Ground) -> None:
    """Put the drawing above the map or left of it, whichever shows the route larger."""
    band = room.bottom - 0.4 * room.height
    half = (room.left + room.right) / 2
    below, beside = Ground(room.left, band, room.right, room.bottom), Ground(half, room.top, room.right, room.bottom)
    if _scale(tour, below) < _scale(tour, beside):
        _map(image, tour, beside, star=True)
        _fade(image, Ground(0, 0, half, SIDE), Ground(half - 60, 0, half, SIDE))
        _paste(image, drawn, Ground(room.left, room.top, half - 30, room.bottom))
        return
    _map(image, tour, below, star=False)
    _fade(image, Ground(0, 0, SIDE, band - 50), Ground(0, band - 50, SIDE, band))
    left = _paste(image, drawn, Ground(room.left, room.top - 10, room.right, band + 10))
    radius = min((left - room.left) / 2 - 10, (band - room.top) / 2, 150)
    if radius > 60:
        burst(image, ((room.left + left) / 2 * _FINE, (room.top + band) / 2 * _FINE), radius * _FINE)


def _scale(tour: Tour, ground: Ground) -> float:
    """Return how large the route comes out in *ground*, in pixels a metre; 0 for a tour without places."""
    seen = view(tour, _inside(ground))
    return seen.scale if seen else 0.0


def _inside(ground: Ground) -> Ground:
    top, bottom = ground.top + _BESIDE, max(ground.bottom - _BESIDE, ground.top + _BESIDE + 120)
    return Ground(ground.left + _BESIDE, top, ground.right - _BESIDE, bottom)


def _map(image: Image.Image, tour: Tour, ground: Ground, star: bool) -> None:
    if seen := view(tour, _inside(ground)):
        paint(image, tour, seen, _FINE, star)


def _paste(image: Image.Image, drawn: Picture, ground: Ground) -> float:
    """Put *drawn* into *ground*, as large as it gets, low and to the right; return its left edge."""
    wide = min(ground.width, ground.height * drawn.width / drawn.height, 0.66 * SIDE)
    picture = emblem(drawn, int(wide * _FINE))
    left = ground.right - wide
    image.paste(picture, (int(left * _FINE), int(ground.bottom * _FINE) - picture.height), picture)
    return left


def _fade(image: Image.Image, dark: Ground, edge: Ground) -> None:
    """Cover what is in *dark* with tar, and let it come up through *edge*, away from it."""
    mask = Image.new("L", image.size)
    mask.paste(255, _pixels(dark))
    slope = ImageOps.invert(Image.linear_gradient("L"))
    if edge.width < edge.height:
        slope = slope.transpose(Image.Transpose.ROTATE_90)
    box = _pixels(edge)
    mask.paste(slope.resize((box[2] - box[0], box[3] - box[1])), box)
    image.paste(colours.TAR, (0, 0), mask)


def _pixels(ground: Ground) -> tuple[int, int, int, int]:
    left, top = int(ground.left * _FINE), int(ground.top * _FINE)
    return left, top, int(ground.right * _FINE), int(ground.bottom * _FINE)


def _jpeg(image: Image.Image) -> bytes:
    for quality in (90, 84, 76, 66, 54, 40, 25, 10):
        out = io.BytesIO()
        image.save(out, "JPEG", quality=quality, progressive=False, optimize=True)
        if out.tell() <= MOST_BYTES:
            break
    return out.getvalue()
