"""What a recording has in it that nobody walked is told with line and metres, and left out where that is sure."""

from collections.abc import Sequence
from itertools import pairwise

import pytest

from tour import geo
from tour.diagnostics import Span
from tour.model import Place
from tour.reading.cleaning import cleaned
from tour.reading.traces import Trace, TraceKind

FRAME = geo.Frame(Place(48.2, 16.37))

Point = tuple[float, float]


def at(x: float, y: float = 0.0) -> Place:
    """Return the place so many metres east and north."""
    return FRAME.to_place(x, y)


def trace(places: Sequence[Place], line: int = 1, track: int = 1, kind: TraceKind = "track") -> Trace:
    """Return *places* as a trace, one to each line of its file from *line* on."""
    return Trace(tuple(places), lambda i: Span("route.gpx", line + i, 1), track, kind)


def recorded(start: Point, end: Point) -> list[Place]:
    """Return a straight walk as a receiver writes it, a place every two metres."""
    count = round(((end[0] - start[0]) ** 2 + (end[1] - start[1]) ** 2) ** 0.5 / 2)
    share = [n / count for n in range(count + 1)]
    return [at(start[0] + s * (end[0] - start[0]), start[1] + s * (end[1] - start[1])) for s in share]


def read(*traces: Trace, stops: Sequence[Place]) -> tuple[list[float], list[str]]:
    """Return the metres of each line that is left, and what was told."""
    lines, told = cleaned(traces, stops)
    return [round(geo.length(line)) for line in lines], [
        f"{fault.span.line if fault.span else 0}: {fault.severity}: {fault.message}" for fault in told
    ]


def test_a_clean_recording_stays_as_it_is() -> None:
    walk = recorded((0, 0), (400, 0))

    assert read(trace(walk), stops=[at(0), at(400)]) == ([400], [])
    assert cleaned([trace(walk)], [at(0)])[0] == [tuple(walk)]


def test_a_point_without_a_fix_is_left_out() -> None:
    walk = recorded((0, 0), (400, 0))
    walk[50:50] = [Place(0.0, 0.0)] * 2

    assert read(trace(walk), stops=[at(0), at(400)]) == (
        [400],
        [
            "51: warning: 2 points lie at 0, 0, 5,587.0 km away, "
            "where a receiver puts what it has no fix for: left out",
        ],
    )


def test_a_walk_at_0_0_is_a_walk() -> None:
    walk = [Place(0.0, n / 50_000) for n in range(60)]

    assert read(trace(walk), stops=[walk[0], walk[-1]]) == ([131], [])


@pytest.mark.parametrize("count", [1, 2, 5])
def test_points_that_stray_and_come_back_are_left_out(count: int) -> None:
    walk = recorded((0, 0), (400, 0))
    walk[50:50] = [at(100, 480 + 5 * n) for n in range(count)]

    lines, told = read(trace(walk), stops=[at(0), at(400)])

    assert lines == [400]
    assert told[0].startswith(
        "51: warning: 1 point lies 480 m off the line" if count == 1 else f"51: warning: {count} "
    )


def test_a_stop_where_points_stray_is_no_mistake() -> None:
    walk = recorded((0, 0), (400, 0))
    walk[50:50] = [at(100, 120)]

    assert read(trace(walk), stops=[at(0), at(100, 120), at(400)])[1] == []


def test_a_way_there_and_back_that_somebody_drew_is_walked() -> None:
    drawn = [at(0), at(100), at(100, 300), at(100), at(200)]

    assert read(trace(drawn), stops=[at(0), at(200)]) == ([800], [])


def test_pauses_within_a_track_need_no_word() -> None:
    parts = [trace(recorded((0, 0), (200, 0))), trace(recorded((230, 0), (400, 0)), 200)]

    assert read(*parts, stops=[at(0), at(400)]) == ([200, 170], [])


def test_a_gap_is_told_with_line_and_metres() -> None:
    parts = [trace(recorded((0, 0), (200, 0))), trace(recorded((630, 0), (800, 0)), 200)]

    assert read(*parts, stops=[at(0), at(800)])[1] == [
        "200: warning: the route jumps 430 m to here from where it left off, in line 101; "
        "it is taken to be walked straight"
    ]


def test_a_gap_within_a_recording_is_told_too() -> None:
    walk = [*recorded((0, 0), (200, 0)), *recorded((630, 0), (800, 0))]

    lines, told = read(trace(walk), stops=[at(0), at(800)])

    assert lines == [800]
    assert told[0].startswith("102: warning: the route jumps 430 m")


def test_a_gap_that_nobody_walks_blind_is_an_error() -> None:
    parts = [trace(recorded((0, 0), (200, 0))), trace(recorded((9000, 0), (9200, 0)), 200, 2)]

    assert read(*parts, stops=[at(0), at(9200)])[1] == [
        "200: error: the route jumps 8.8 km to here from where it left off, in line 101"
    ]


def test_a_track_that_passes_no_stop_is_left_out() -> None:
    walk, home = trace(recorded((0, 0), (400, 0))), trace(recorded((9000, 0), (9100, 0)), 300, 2)

    assert read(walk, home, stops=[at(0), at(400)]) == (
        [400],
        ["300: warning: this line of 100 m passes no stop, 8.6 km from the line beside it: left out"],
    )
    assert read(home, walk, stops=[at(0), at(400)])[0] == [400]


def test_a_track_that_leads_from_one_to_the_next_is_walked() -> None:
    parts = [recorded((0, 0), (200, 0)), recorded((210, 0), (600, 0)), recorded((610, 0), (800, 0))]

    assert read(*[trace(part) for part in parts], stops=[at(0), at(800)]) == ([200, 390, 190], [])


def test_the_same_walk_once_more_is_left_out() -> None:
    walk = [*recorded((0, 0), (400, 0)), *recorded((400, 2), (400, 300))]
    again = [FRAME.to_place(x + 6, y + 5) for x, y in map(FRAME.to_xy, walk)]

    assert read(trace(walk), trace(again, 400, 2), stops=[at(0), at(400), at(400, 300)]) == (
        [700],
        ["400: warning: this is the walk of line 1 once more, 696 m: left out"],
    )


def test_a_loop_recorded_twice_is_walked_once() -> None:
    corners = [(0, 0), (200, 0), (200, 200), (0, 200), (0, 0)]
    loop = [place for a, b in pairwise(corners) for place in recorded(a, b)]

    lines, told = read(trace(loop), trace(loop, 500, 2), stops=[at(0), at(200, 200), at(0, 2)])

    assert lines == [800]
    assert "once more" in told[0]


def test_a_part_before_the_whole_is_left_out() -> None:
    part, whole = recorded((100, 0), (600, 0)), recorded((0, 0), (800, 0))

    lines, told = read(trace(part), trace(whole, 300, 2), stops=[at(0), at(300), at(800)])

    assert lines == [800]
    assert told[0].startswith("1: warning: this is the walk of line 300 once more")


def test_there_and_back_again_in_two_tracks_is_walked_both_ways() -> None:
    there, back = recorded((0, 0), (400, 0)), recorded((400, 3), (0, 3))

    assert read(trace(there), trace(back, 300, 2), stops=[at(0), at(400), at(2, 3)]) == ([400, 400], [])


def test_waypoints_alone_are_a_way_that_is_told_to_be_straight() -> None:
    lines, told = read(trace([at(0), at(300), at(300, 300)], kind="waypoints"), stops=[at(0), at(300, 300)])

    assert lines == [600]
    assert told == ["1: warning: this file has waypoints and no line: the walk is drawn straight from each to the next"]
