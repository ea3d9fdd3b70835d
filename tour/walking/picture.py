"""A whole walk as an SVG: for each leg what is heard, where the roads are, and when next is pressed, along one time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from tour.walking.simulator import Timeline

SECOND = 1.2
"""Units of the picture that a second is wide."""
ROW = 58
LEFT = 12
SPEECH, STANDING, ROAD, WAITING, LINE, INK = "#b3541e", "#e3b48f", "#33302c", "#b9b4ab", "#d8d4cc", "#1b1714"


def svg(title: str, rows: Sequence[tuple[str, Timeline]]) -> str:
    """Return the picture of *rows*: what a leg is called, and what happened on it."""
    longest = max((_end(timeline) for _, timeline in rows), default=60.0)
    width, height = round(2 * LEFT + longest * SECOND), 30 + ROW * len(rows)
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'font-family="sans-serif" fill="{INK}">',
        f"<title>{escape(title)}: speech, roads and presses, leg by leg</title>",
        f'<text x="{LEFT}" y="16" font-size="12">speech above, roads below, triangles where next is pressed; '
        "a line a minute</text>",
    ]
    for number, (name, timeline) in enumerate(rows):
        out += _row(name, timeline, 30 + ROW * number)
    return "\n".join([*out, "</svg>"]) + "\n"


def _end(timeline: Timeline) -> float:
    looks = [played.starts for played in timeline.playing if played.heard.kind == "look"]
    return max([timeline.arrives, *looks]) + 10


def _row(name: str, timeline: Timeline, top: int) -> Iterator[str]:
    end = _end(timeline)
    yield f'<text x="{LEFT}" y="{top + 10}" font-size="11">{escape(name)}</text>'
    for minute in range(int(end // 60) + 1):
        yield _box(minute * 60, minute * 60 + 0.6, top + 14, 32, LINE)
    for start, stop in timeline.speech:
        if start < end:
            yield _box(start, min(stop, end), top + 15, 12, STANDING if stop <= timeline.leaves + 0.1 else SPEECH)
    yield _box(timeline.leaves, timeline.arrives, top + 36, 2, LINE)
    for crossing in timeline.crossings:
        yield _box(crossing.arrives, crossing.steps, top + 33, 8, WAITING)
        street = escape(crossing.kerb.street)
        road = _box(crossing.steps, crossing.across, top + 30, 14, ROAD)
        yield f"<g><title>{street}: {crossing.speech:.1f} s of speech</title>{road}</g>"
    for press in timeline.presses:
        x = LEFT + press * SECOND
        yield f'<path d="M{x:.1f} {top + 45}l4 7h-8z"><title>next, after {press:.0f} s</title></path>'


def _box(start: float, end: float, y: int, height: int, colour: str) -> str:
    x, width = LEFT + start * SECOND, max(end - start, 0) * SECOND
    return f'<rect x="{x:.1f}" y="{y}" width="{width:.1f}" height="{height}" fill="{colour}"/>'
