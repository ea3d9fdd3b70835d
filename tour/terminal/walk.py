"""What ``tourpack walk`` prints: each leg with its sound, its kerbs and what the law says of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from math import inf
from pathlib import Path, PurePosixPath

from tour.diagnostics import Diagnostic, TourError, reason
from tour.model import Tour
from tour.narration.budgets import Budget, budgets, words_beyond
from tour.narration.heard import LegHeard, Measured, legs_heard
from tour.narration.narrate import spoken
from tour.narration.orders import Plan
from tour.pack.cache import Store
from tour.terminal.console import counted, emit, say
from tour.walking.breaches import Breach, breaches
from tour.walking.law import LONG_SILENCE
from tour.walking.picture import svg
from tour.walking.recording import gpx
from tour.walking.simulator import Crossing, Playing, Timeline, Walker, walk
from tour.walking.strip import strip
from tour.whole_files import write_where_asked


@dataclass(frozen=True, slots=True)
class Walked:
    """One leg, walked."""

    heard: LegHeard
    timeline: Timeline
    breaches: tuple[Breach, ...]
    """By every walker that the law is about."""
    budgets: tuple[Budget, ...]
    beyond: tuple[int | None, ...]
    """For each kerb, the words that there is room for beyond it; None: no roadway is ahead."""

    @property
    def quiet_bytes(self) -> int:
        return sum(track.size for track in self.heard.tracks if track.kind == "quiet")

    @property
    def quiet_seconds(self) -> float:
        return sum(track.seconds for track in self.heard.tracks if track.kind == "quiet")

    @property
    def words(self) -> int:
        return sum(sentence.words for track in self.heard.tracks[:-1] for sentence in track.sentences)


def measured(plan: Plan, store: Store) -> dict[PurePosixPath, Measured]:
    """Return the tracks of *plan* that *store* has, as long as they are, by path."""
    found = spoken(plan, store)
    return {path: Measured(track.offsets, track.seconds, track.size) for path, track in found.items()}


def walk_all(plan: Plan, walker: Walker, lengths: Mapping[PurePosixPath, Measured]) -> tuple[Walked, ...]:
    """Return every leg of *plan* as *walker* meets it, with the tracks of *lengths* as long as they are."""
    out = []
    for heard in legs_heard(plan.tour, plan.sheets, lengths):
        leg = heard.leg
        timeline = walk(leg.metres, leg.kerbs, heard.tracks, walker, leg.seconds if leg.ridden else 0.0)
        broken = () if leg.ridden else breaches(leg.metres, leg.kerbs, heard.tracks)
        out.append(Walked(heard, timeline, broken, budgets(plan.tour, heard), words_beyond(plan.tour, leg)))
    return tuple(out)


def print_walk(legs: Sequence[Walked], walker: Walker, spoken_tracks: int, as_json: bool) -> None:
    """Print *legs*; *spoken_tracks* is how many of their tracks were spoken already."""
    if as_json:
        for one in legs:
            _emit(one)
        return
    tracks = sum(len(one.heard.sheets) for one in legs)
    how = "measured"
    if spoken_tracks < tracks:
        how = f"{spoken_tracks} of {tracks} tracks measured, the others estimated"
    say(f"A {walker.kind} walker at {walker.pace:g} m/s, {walker.wait:g} s at each kerb; {how}.")
    rides = "  ≈ ride" if any(one.timeline.rides for one in legs) else ""
    say(f"█ speech  ▒ speech heard standing  · quiet  ─ sidewalk  w waiting  ╳ road{rides}  ▲ next  L the next Look")
    for one in legs:
        _print_leg(one)
    _print_sums(legs)


def picture(tour: Tour, legs: Sequence[Walked]) -> str:
    """Return the walk as an SVG, a row a leg."""
    rows = [(f"{one.heard.number} {one.heard.stop.title} – {one.heard.after.title}", one.timeline) for one in legs]
    return svg(tour.title, rows)


def recording(tour: Tour, legs: Sequence[Walked]) -> str:
    """Return the walk as GPX 1.1, with a time for each point: as if somebody had set out at midnight when the tour came
    out."""
    return gpx(tour.title, tour.published, [(one.heard.leg, one.timeline) for one in legs])


def write(path: Path, text: str) -> None:
    """Write *text* to the file at *path*. Raises TourError."""
    try:
        write_where_asked(path, text.encode())
    except OSError as fault:
        message = f"{path} cannot be written: {reason(fault)}"
        raise TourError(Diagnostic(None, message, "name another file")) from None


def _print_leg(one: Walked) -> None:
    leg, timeline = one.heard.leg, one.timeline
    roads = f", {counted(len(leg.kerbs), 'road')}" if leg.kerbs else ""
    ride = f", by {leg.by} in {leg.seconds / 60:.0f} min" if leg.ridden else ""
    line = f" ({leg.line})" if leg.line else ""
    way = f"{leg.metres:.0f} m{roads}{ride}{line}"
    say()
    say(f"Leg {one.heard.number} from {one.heard.stop.title} to {one.heard.after.title}: {way}")
    for line in strip(timeline):
        say(f"  {line}".rstrip())
    start, silence = timeline.silence
    say(
        f"  {counted(one.words, 'word')}, {timeline.leaves:.0f} s standing, there after {timeline.arrives:.0f} s; "
        f"longest silence {silence:.0f} s from {start:.0f} s; {counted(len(timeline.presses), 'press', 'presses')}; "
        f"{one.quiet_seconds:.0f} s of silent tracks ({one.quiet_bytes / 1000:.0f} kB)"
    )
    for kerb, room in zip(leg.kerbs, one.beyond, strict=True):
        off = f" ± {kerb.error_metres:.0f}" if kerb.error_metres else ""
        words = "no road ahead" if room is None else f"room for {counted(room, 'word')}"
        say(f"    {kerb.street}: {kerb.near_metres:.0f} to {kerb.far_metres:.0f} m{off}; beyond it, {words}")
    for budget in one.budgets:
        say(f"    {_budget(budget)}")
    for line in _complaints(one):
        say(f"  ! {line}")


def _complaints(one: Walked) -> Iterator[str]:
    """Yield what is wrong with the leg, worst first."""
    timeline = one.timeline
    if timeline.speech_in_road:
        yield f"{timeline.speech_in_road:.1f} s of speech in the road"
    if timeline.look_early:
        yield f"the next Look begins {timeline.look_early:.0f} s too early"
    if timeline.silence[1] > LONG_SILENCE and not timeline.rides:
        yield f"a silence of more than {LONG_SILENCE / 60:.0f} minutes"
    for breach in one.breaches[:3]:
        yield f"law: {_breach(one, breach)}"


def _budget(budget: Budget) -> str:
    where = f"beyond {budget.after}" if budget.after else "at the stop"
    parts = [f"{budget.standing} words standing"] if budget.standing else []
    if budget.room is None:
        parts.append(f"{budget.walking} words, and no road ahead")
    elif budget.standing and not budget.walking:
        parts.append(f"room for {budget.room} on the way" if budget.before else f"of {budget.room}")
    else:
        parts.append(f"{budget.walking} of {budget.room} words before {budget.before} ({budget.seconds:.0f} s)")
    said = ", ".join(parts)
    return f"part {budget.part}, {where} ({budget.starts_metres:.0f} m): {said}; then {budget.quiet:.0f} s quiet"


def _breach(one: Walked, breach: Breach) -> str:
    walker = f"{breach.walker.kind} at {breach.walker.pace:g} m/s, {breach.walker.wait:.0f} s a kerb"
    if breach.crossing < 0:
        return f"{walker}: the Look begins {breach.seconds:.0f} s too early"
    off = ", the map off by its error" if breach.moved else ""
    return f"{walker}{off}: {breach.seconds:.1f} s of speech on {one.heard.leg.kerbs[breach.crossing].street}"


def _print_sums(legs: Sequence[Walked]) -> None:
    say()
    presses = sum(len(one.timeline.presses) for one in legs)
    longest = max((one.timeline.silence[1] for one in legs if not one.timeline.rides), default=0.0)
    quiet = sum(one.quiet_seconds for one in legs)
    size = sum(one.quiet_bytes for one in legs)
    say(
        f"In all {sum(one.words for one in legs)} words, {presses} presses, {quiet / 60:.0f} minutes of silent tracks "
        f"({size / 1e6:.1f} MB); longest silence {longest:.0f} s; speech in the road "
        f"{sum(one.timeline.speech_in_road for one in legs):.1f} s; "
        f"Looks begun early {sum(one.timeline.look_early > 0 for one in legs)}."
    )
    broken = sum(len(one.breaches) for one in legs)
    say(f"The law is broken {broken} times." if broken else "The law of the street is kept by all walkers.")


def _emit(one: Walked) -> None:
    leg, timeline = one.heard.leg, one.timeline
    emit(
        "leg",
        number=one.heard.number,
        start=leg.start,
        end=leg.end,
        by=leg.by,
        line=leg.line,
        metres=round(leg.metres, 1),
        kerbs=[{**asdict(kerb), "words_beyond": room} for kerb, room in zip(leg.kerbs, one.beyond, strict=True)],
        leaves=round(timeline.leaves, 1),
        arrives=round(timeline.arrives, 1),
        crossings=[_crossing(crossing) for crossing in timeline.crossings],
        tracks=[_track(played) for played in timeline.playing],
        presses=[round(press, 1) for press in timeline.presses],
        words=one.words,
        silence=round(timeline.silence[1], 1),
        speech_in_road=round(timeline.speech_in_road, 2),
        look_early=round(timeline.look_early, 1),
        quiet_seconds=round(one.quiet_seconds),
        quiet_bytes=one.quiet_bytes,
        budgets=[_finite(asdict(budget)) for budget in one.budgets],
        breaches=[_finite(asdict(breach)) for breach in one.breaches],
    )


def _crossing(crossing: Crossing) -> dict[str, object]:
    return {
        "street": crossing.kerb.street,
        "arrives": round(crossing.arrives, 1),
        "steps": round(crossing.steps, 1),
        "across": round(crossing.across, 1),
        "speech": round(crossing.speech, 2),
    }


def _track(played: Playing) -> dict[str, object]:
    return {
        "kind": played.heard.kind,
        "title": played.heard.title,
        "starts": round(played.starts, 1),
        "ends": round(played.ends, 1),
        "stand_seconds": round(played.heard.stand_seconds, 1),
        "bytes": played.heard.size,
    }


def _finite(values: dict[str, object]) -> dict[str, object]:
    """Return *values* for JSON, which has no number for what never ends."""
    return {key: None if value == inf else value for key, value in values.items()}
