"""The cover: a poster made of the tour's own title, streets and route, for players, tags and feeds."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import cos, hypot, radians, sin
from pathlib import PurePosixPath

from PIL import Image, ImageDraw, ImageFont

from tour.geo import Frame
from tour.model import File, Pack, Place, Tour
from tour.writers import fonts, style
from tour.writers.fonts import Weight

SIDE = 1000
"""Pixels, both ways."""
MOST_BYTES = 80_000
"""A cover is inside every MP3, so thirty times on a phone."""

_FINE = 2
"""Drawn this much larger and scaled down, for smooth edges."""
_EDGE = 70
_BLOCK = "#2c2620"
_LAKE = "#164450"
_PARK = "#26301f"
_PALE = "#f3ead8"
_STREETS = {"major": 13, "collector": 9, "local": 6}

_Point = tuple[float, float]


def cover(pack: Pack) -> Iterable[File]:
    """Return ``cover.jpg``."""
    return [File(PurePosixPath("cover.jpg"), (cover_jpeg(pack.tour),))]


def cover_jpeg(tour: Tour) -> bytes:
    """Return the cover as a baseline JPEG of 1000 × 1000 pixels and at most 80 kB, which every player can show.

    Raises TourError when a character of title or subtitle is in no font.
    """
    fonts.require([(tour.title, "the tour's title", None), (tour.subtitle, "the tour's subtitle", None)])
    image = Image.new("RGB", (SIDE * _FINE, SIDE * _FINE), style.TAR)
    pen = ImageDraw.Draw(image)
    title = _set(tour.title, "bold", 160, 48, 3)
    subtitle = _set(tour.subtitle, "regular", 40, 30, 2) if tour.subtitle else _Set((), 0)
    head = _EDGE + title.height + 18 + subtitle.height
    _ground(pen, tour, top=head + 30, bottom=SIDE - 130)
    _write(pen, title, "bold", _EDGE - 10, style.GOLD)
    _write(pen, subtitle, "regular", _EDGE + title.height + 18, _PALE)
    _write(pen, _set(_facts(tour), "bold", 36, 24, 1), "bold", SIDE - 95, _PALE)
    return _jpeg(image.resize((SIDE, SIDE), Image.Resampling.LANCZOS))


def _facts(tour: Tour) -> str:
    metres = style.total_metres(tour.legs)
    return "  ·  ".join(
        ["Audio walk", style.counted(len(tour.stops), "stop"), *([style.kilometres(metres)] if metres else [])]
    )


def _jpeg(image: Image.Image) -> bytes:
    for quality in (90, 84, 76, 66, 54, 40, 25, 10):
        out = io.BytesIO()
        image.save(out, "JPEG", quality=quality, progressive=False, optimize=True)
        if out.tell() <= MOST_BYTES:
            break
    return out.getvalue()


def _ground(pen: ImageDraw.ImageDraw, tour: Tour, top: float, bottom: float) -> None:
    """Draw parks, water, streets and the route, turned so that the route fills the room between *top* and *bottom*."""
    route = [place for leg in tour.legs for place in leg.path] or [stop.place for stop in tour.stops if stop.place]
    if not route:
        return
    view = _view(route, top, bottom)
    for kind, colour in (("park", _PARK), ("building", _BLOCK), ("water", _LAKE)):
        for feature in tour.map:
            if feature.kind == kind and feature.shape == "area" and len(feature.places) > 2:
                pen.polygon([view.point(place) for place in feature.places], fill=colour)
    for kind, wide in _STREETS.items():
        for feature in tour.map:
            if feature.kind == kind:
                _line(pen, [view.point(place) for place in feature.places], wide, "#3b332b")
    line = [view.point(place) for place in route]
    _line(pen, line, 15, style.TAR)
    _line(pen, line, 9, style.GOLD)
    spots = [view.point(stop.place) for stop in tour.stops if stop.place]
    for spot in spots:
        _dot(pen, spot, 13, style.TAR)
        _dot(pen, spot, 9, _PALE)
    for place in [spots[0]] if spots else []:
        for radius, turn, colour in ((66, 0.0, style.NEON), (50, 0.3927, style.GOLD)):
            pen.polygon(style.starburst(*place, radius * _FINE, turn), fill=colour)
        _dot(pen, place, 9, _PALE)


@dataclass(frozen=True, slots=True)
class _View:
    frame: Frame
    turn: float
    """Radians anticlockwise."""
    scale: float
    """Pixels of the fine image a metre."""
    middle: _Point
    at: _Point

    def point(self, place: Place) -> _Point:
        x, y = _turned(self.frame.to_xy(place), self.turn)
        return self.at[0] + (x - self.middle[0]) * self.scale, self.at[1] - (y - self.middle[1]) * self.scale


def _view(route: Sequence[Place], top: float, bottom: float) -> _View:
    """Return the view in which *route* comes out largest, turned by up to 40 degrees: a thin walk lies aslant."""
    frame = Frame(route[0])
    points = [frame.to_xy(place) for place in route]
    views = []
    for degrees in (0, *(sign * d for d in range(2, 42, 2) for sign in (1, -1))):
        turned = [_turned(point, radians(degrees)) for point in points]
        (left, right), (low, high) = ((min(v), max(v)) for v in zip(*turned, strict=True))
        wide, tall = max(right - left, 50.0), max(high - low, 50.0)
        scale = min((SIDE - 2 * _EDGE - 60) / wide, max(bottom - top - 60, 120) / tall)
        at = SIDE / 2 * _FINE, (top + bottom) / 2 * _FINE
        views.append(_View(frame, radians(degrees), scale * _FINE, ((left + right) / 2, (low + high) / 2), at))
    return max(views, key=lambda view: view.scale)


def _turned(point: _Point, turn: float) -> _Point:
    return point[0] * cos(turn) - point[1] * sin(turn), point[0] * sin(turn) + point[1] * cos(turn)


def _line(pen: ImageDraw.ImageDraw, points: Sequence[_Point], wide: int, colour: str) -> None:
    far = 3 * SIDE * _FINE
    near = [point for point in points if hypot(point[0], point[1]) < far]
    if len(near) > 1:
        pen.line(near, fill=colour, width=wide * _FINE, joint="curve")
        for end in (near[0], near[-1]):
            _dot(pen, end, wide / 2, colour)


def _dot(pen: ImageDraw.ImageDraw, at: _Point, radius: float, colour: str) -> None:
    r = radius * _FINE
    pen.ellipse((at[0] - r, at[1] - r, at[0] + r, at[1] + r), fill=colour)


@dataclass(frozen=True, slots=True)
class _Set:
    """Text set in lines."""

    lines: tuple[str, ...]
    size: int
    """Of the type, in pixels."""

    @property
    def height(self) -> int:
        return int(len(self.lines) * self.size * 1.05)


def _set(text: str, weight: Weight, largest: int, smallest: int, most: int) -> _Set:
    """Return *text* as large as fits on at most *most* lines; at the smallest size what fits, and an ellipsis."""
    room = SIDE - 2 * _EDGE
    for size in range(largest, smallest - 1, -2):
        lines = tuple(_lines(text, weight, size, room))
        if len(lines) <= most and all(fonts.width(line, size, weight) <= room for line in lines):
            return _Set(lines, size)
    lines = tuple(
        part for line in _lines(text, weight, smallest, room) for part in _parts(line, weight, smallest, room)
    )
    return _Set(lines if len(lines) <= most else (*lines[: most - 1], lines[most - 1][:-1] + "…"), smallest)


def _lines(text: str, weight: Weight, size: int, room: float) -> Iterator[str]:
    line = ""
    for word in text.split():
        if line and fonts.width(f"{line} {word}", size, weight) > room:
            yield line
            line = word
        else:
            line = f"{line} {word}".strip()
    yield line


def _parts(line: str, weight: Weight, size: int, room: float) -> Iterator[str]:
    """Yield a line that is one endless word in pieces that fit."""
    part = ""
    for character in line:
        if part and fonts.width(part + character, size, weight) > room:
            yield part
            part = ""
        part += character
    yield part


def _write(pen: ImageDraw.ImageDraw, text: _Set, weight: Weight, top: float, colour: str) -> None:
    files = fonts.files(weight)
    # The basic layout engine: the other one is not in every build of Pillow and sets the same text differently.
    faces = {
        name: ImageFont.truetype(str(path), text.size * _FINE, layout_engine=ImageFont.Layout.BASIC)
        for name, path in files.items()
        if text.lines
    }
    for i, line in enumerate(text.lines):
        x, base = float(_EDGE * _FINE), (top + (i + 0.85) * text.size * 1.05) * _FINE
        for name, run in fonts.runs(line, weight):
            pen.text((x, base), run, font=faces[name], fill=colour, anchor="ls")
            x += faces[name].getlength(run)
