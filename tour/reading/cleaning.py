"""What recordings and exports have in them that nobody walked: found, told, and left out where that is sure.

Of 176 files from the web 23 held jumps of more than 200 m, which were counted as walked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise
from math import inf
from statistics import median

from tour import geo
from tour.diagnostics import Diagnostic, Severity, Span
from tour.model import Place
from tour.reading.traces import Trace

JUMP = 200.0
"""Metres between two points of a recording, or between two lines, from which on a straight line is worth a question."""
FARTHEST_JUMP = 1_000.0
"""Metres of a walk that nobody can find without a line: more between two lines is an error."""
PASSES = 60.0
"""Metres from a stop within which a line passes it."""

_RECORDED_STEP = 25.0
"""Metres. A line whose usual step is shorter was recorded, not drawn."""
_FEWEST = 30
"""Points of a recording."""
_WILD_STEPS = 10.0
_WILD_METRES = 50.0
"""A point is wild that lies this many usual steps, and metres, away from both of those round it."""
_MOST_WILD = 5
"""Points that stray together."""
_NO_FIX = 100_000.0
"""Metres from the rest of the line, from which on 0, 0 is no place but what a receiver writes without a fix."""
_BESIDE = 30.0
"""Metres within which a line is the same walk as another."""
_THIN = 20.0
"""Metres between the points that are compared."""
_LONG = 1_000
"""Places from which on a line is looked at all at once."""
_SHORTEST_WALK = 100.0
"""Metres. A shorter line is not told to be the same walk again: which way it goes says little."""
_AGAIN = 0.9
"""Of a line's points that lie beside another in walking order, from which on it is the same walk."""
_MOST_PIECES = 60
_MOST_COMPARED = 100_000
"""Lines that are compared with each other; and those times the points that are compared of all of them."""
MOST_LINES = 2_000
"""Of a route. One that is drawn street by street has a hundred; what has more jumps about, and was not walked."""


@dataclass(slots=True)
class _Piece:
    """A stretch of a trace without a jump."""

    trace: Trace
    kept: list[int]
    """Indexes of its places in the trace."""
    thin: list[Place] = field(default_factory=list)
    """Its places, some metres apart."""
    passed: int = 0
    """How many of the stops it passes."""

    @property
    def start(self) -> Place:
        return self.trace.places[self.kept[0]]

    @property
    def end(self) -> Place:
        return self.trace.places[self.kept[-1]]

    @property
    def start_span(self) -> Span:
        return self.trace.where(self.kept[0])

    @property
    def metres(self) -> float:
        return geo.length(self.thin)


Bridged = Callable[[Place, Place], bool]
"""Whether one gets from one place to the other without a line: by a ride."""


def cleaned(
    traces: Sequence[Trace], stops: Sequence[Place], bridged: Bridged = lambda before, after: False
) -> tuple[list[tuple[Place, ...]], list[Diagnostic]]:
    """Return the lines that are walked, and what is to be told of all that was found beside them.

    *stops* are the places that the walk must pass; where it is *bridged*, a line may break off and go on. Left out are
    points without a fix, points that stray, lines that pass no stop and hang together with nothing, and the same walk
    once more. Jumps that are left are told.
    """
    told: list[Diagnostic] = []
    pieces: list[_Piece] = []
    for trace in traces:
        kept = _fixed(trace, told)
        kept = _steady(trace, kept, stops, told)
        pieces += _pieces(trace, kept)
    if traces and traces[0].kind == "waypoints":
        told.append(_only_waypoints(traces[0]))
    if len(pieces) > MOST_LINES:
        return [], [*told, _too_many(pieces[MOST_LINES])]
    if len(pieces) > 1:
        for piece in pieces:
            piece.thin = _thinned(piece)
            piece.passed = _passed(piece.thin, stops)
        pieces = _used(pieces, told)
        pieces = _once(pieces, stops, told)
        told += _jumps(pieces, bridged)
    lines = []
    for _, parts in groupby(pieces, key=lambda piece: id(piece.trace)):
        lines.append(tuple(part.trace.places[i] for part in parts for i in part.kept))
    return lines, told


def _fixed(trace: Trace, told: list[Diagnostic]) -> list[int]:
    """Return the indexes of the places that a receiver had a fix for."""
    here = range(len(trace.places))
    nowhere = {i for i in here if trace.places[i] == Place(0.0, 0.0)}
    others = [i for i in here if i not in nowhere]
    if not nowhere or not others:
        return [*here]
    off = geo.distance(Place(0.0, 0.0), trace.places[others[len(others) // 2]])
    if off < _NO_FIX:
        return [*here]
    message = (
        f"{_points(len(nowhere))} at 0, 0, {_far(off)} away, where a receiver puts what it has no fix for: left out"
    )
    told.append(_left_out(trace.where(min(nowhere)), message, "take them out of the file"))
    return others


def _steady(trace: Trace, kept: list[int], stops: Sequence[Place], told: list[Diagnostic]) -> list[int]:
    """Return *kept* without the few places that stray far from the others and come back."""
    least = _wild_metres(trace, kept)
    if least == inf:
        return kept
    places = trace.places
    steady = kept[:1]
    at = 1
    while at < len(kept):
        count = _straying(places, kept, at, steady[-1], least)
        wild = [places[i] for i in kept[at : at + count]]
        if wild and not any(geo.distance(place, stop) < PASSES / 2 for place in wild for stop in stops):
            off = max(geo.distance(places[steady[-1]], place) for place in wild)
            message = f"{_points(count)} {_far(off)} off the line, there and back at once: left out"
            told.append(_left_out(trace.where(kept[at]), message, "take them out of the file"))
            at += count
        steady.append(kept[at])
        at += 1
    return steady


def _wild_metres(trace: Trace, kept: Sequence[int]) -> float:
    """Return from how many metres on a point may be a stray one; infinite for a line that somebody drew."""
    if len(kept) < _FEWEST or trace.kind == "waypoints":
        return inf
    usual = _usual_step(trace, kept)
    return max(_WILD_METRES, _WILD_STEPS * usual) if usual < _RECORDED_STEP else inf


def _usual_step(trace: Trace, kept: Sequence[int]) -> float:
    places = trace.places
    steps = [geo.distance(places[a], places[b]) for a, b in pairwise(kept) if places[a] != places[b]]
    return median(steps) if steps else 0.0


def _straying(places: Sequence[Place], kept: Sequence[int], at: int, before: int, least: float) -> int:
    """Return how many of the places from *at* on stray together, and come back near the one *before* them; 0: none."""
    out = geo.distance(places[before], places[kept[at]])
    if out <= least:
        return 0
    for count in range(1, min(_MOST_WILD, len(kept) - at - 1) + 1):
        back = geo.distance(places[kept[at + count - 1]], places[kept[at + count]])
        if back > least and geo.distance(places[before], places[kept[at + count]]) < min(out, back) / 2:
            return count
    return 0


def _pieces(trace: Trace, kept: Sequence[int]) -> Iterator[_Piece]:
    """Yield the stretches of a recording between its jumps; a drawn line whole."""
    recorded = len(kept) >= _FEWEST and trace.kind != "waypoints" and _usual_step(trace, kept) < _RECORDED_STEP
    start = 0
    for n in range(1, len(kept)) if recorded else ():
        if geo.distance(trace.places[kept[n - 1]], trace.places[kept[n]]) > JUMP:
            yield _Piece(trace, [*kept[start:n]])
            start = n
    if kept:
        yield _Piece(trace, [*kept[start:]])


def _thinned(piece: _Piece) -> list[Place]:
    places = [piece.trace.places[i] for i in piece.kept]
    thin = places[:1]
    for place in places[1:-1]:
        if geo.distance(thin[-1], place) >= _THIN:
            thin.append(place)
    return thin + places[-1:] if len(places) > 1 else thin


def _passed(line: Sequence[Place], stops: Sequence[Place]) -> int:
    """Return how many of *stops* the *line* passes."""
    if len(line) < _LONG:
        return sum(geo.nearest(line, stop)[0] <= PASSES for stop in stops)
    # Here, not at the top: numpy takes half a second, and most lines do without.
    from tour.reading import long_lines

    return sum(off <= PASSES for off in long_lines.off(line, stops))


def _used(pieces: list[_Piece], told: list[Diagnostic]) -> list[_Piece]:
    """Return *pieces* without those that pass no stop and hang together with no other."""
    if not any(piece.passed for piece in pieces):
        return pieces
    used: list[_Piece] = []
    for n, piece in enumerate(pieces):
        before = geo.distance(used[-1].end, piece.start) if used else inf
        after = geo.distance(piece.end, pieces[n + 1].start) if n + 1 < len(pieces) else inf
        if piece.passed or min(before, after) <= JUMP:
            used.append(piece)
            continue
        nearest = min(before, after)
        message = f"this line of {_far(piece.metres)} passes no stop, {_far(nearest)} from the line beside it: left out"
        told.append(_left_out(piece.start_span, message, "take it out of the file"))
    return used


def _once(pieces: list[_Piece], stops: Sequence[Place], told: list[Diagnostic]) -> list[_Piece]:
    """Return *pieces* without those that are the walk of another once more."""
    if len(pieces) > _MOST_PIECES or len(pieces) * sum(len(piece.thin) for piece in pieces) > _MOST_COMPARED:
        return pieces
    once: list[_Piece] = []
    for piece in pieces:
        first = next((other for other in once if _same_walk(piece, other, once[-1], stops)), None)
        whole = [other for other in once if _same_walk(other, piece, once[-1], stops)]
        if first:
            told.append(_again(piece, first))
        elif whole and whole == once:
            told += [_again(other, piece) for other in once]
            once = [piece]
        else:
            once.append(piece)
    return once


def _same_walk(piece: _Piece, other: _Piece, before: _Piece, stops: Sequence[Place]) -> bool:
    """Say whether *piece* walks along *other* once more, and neither goes on from *before* it nor is asked for."""
    apart = min(geo.distance(before.end, piece.start), geo.distance(piece.end, before.start))
    if apart <= JUMP / 2 and other.passed < len(stops):
        return False
    return piece.metres >= _SHORTEST_WALK and _beside(piece.thin, other.thin) >= _AGAIN


def _beside(line: Sequence[Place], other: Sequence[Place]) -> float:
    """Return which share of *line* lies beside *other* and goes the same way."""
    at = min(range(len(other)), key=lambda i: geo.distance(line[0], other[i]))
    reach = int(2 * _BESIDE / _THIN) + 8
    """Points of the other line that are tried ahead."""
    count = went = 0
    for seen, place in enumerate(line):
        if seen - count > (1.0 - _AGAIN) * len(line) + 1:  # it is not the same walk, whatever follows
            return 0.0
        ahead = range(at, min(at + reach, len(other)))
        found = min(ahead, key=lambda i: geo.distance(place, other[i]), default=at)
        if geo.distance(place, other[found]) <= _BESIDE:
            count += 1
            went += found > at
            at = found
    # Who goes the other way stays beside the other line for a moment, and gets nowhere on it.
    return count / len(line) if went >= 0.6 * len(line) * _AGAIN or count == len(line) == 1 else 0.0


def _jumps(pieces: Sequence[_Piece], bridged: Bridged) -> Iterator[Diagnostic]:
    for before, after in pairwise(pieces):
        metres = geo.distance(before.end, after.start)
        if metres <= JUMP or bridged(before.end, after.start):
            continue
        severity: Severity = "error" if metres > FARTHEST_JUMP else "warning"
        message = f"the route jumps {_far(metres)} to here from where it left off, in line {_line(before)}"
        hint = "draw the way between, keep the one line that is walked, or write 'by: …' in the stop where one rides on"
        if severity == "warning":
            message += "; it is taken to be walked straight"
        yield Diagnostic(after.start_span, message, hint, severity, "route" if severity == "warning" else "")


def _line(piece: _Piece) -> int:
    return piece.trace.where(piece.kept[-1]).line


def _again(piece: _Piece, first: _Piece) -> Diagnostic:
    message = f"this is the walk of line {first.start_span.line} once more, {_far(piece.metres)}: left out"
    return _left_out(piece.start_span, message, "take it out of the file")


def _too_many(piece: _Piece) -> Diagnostic:
    hint = "keep the one line that is walked, or draw it anew"
    return Diagnostic(piece.start_span, f"more than {MOST_LINES:,} lines, or jumps in them, up to here", hint)


def _only_waypoints(trace: Trace) -> Diagnostic:
    message = "this file has waypoints and no line: the walk is drawn straight from each to the next"
    return Diagnostic(trace.where(0), message, "draw the way between them, and save it as a track", "warning", "route")


def _left_out(span: Span, message: str, hint: str) -> Diagnostic:
    return Diagnostic(replace(span, length=1), message, hint, "warning", "route")


def _points(count: int) -> str:
    return "1 point lies" if count == 1 else f"{count:,} points lie"


def _far(metres: float) -> str:
    return f"{metres:.0f} m" if metres < 1000 else f"{metres / 1000:,.1f} km"
