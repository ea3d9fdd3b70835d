"""What ``tourpack build`` prints at its end: what was made, and where the card is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tour.diagnostics import one_line
from tour.events import Planned, Report
from tour.pack.unchanged import Figures
from tour.terminal.console import counted, emit, say
from tour.timing import listening_seconds

if TYPE_CHECKING:
    from tour.build import Built
    from tour.narration.orders import Plan

_LISTED = 6
"""Files whose names are printed; of more, the first ones."""


@dataclass(slots=True)
class Counts:
    """What was done, counted while it was done."""

    spoken: int = 0
    mixed: int = 0
    encoded: int = 0
    noted: int = 0


@dataclass(frozen=True, slots=True)
class Summary:
    """A build in figures."""

    path: Path
    tracks: int
    minutes: float
    """Of sound."""
    kilometres: float
    megabytes: float
    """Of the whole pack, the zip apart, in units of 10^6 bytes."""
    seconds: float
    """That the build took."""
    spoken: int
    """Sentences spoken anew."""
    mixed: int
    """Tracks mixed anew."""
    encoded: int
    """Tracks encoded anew for the M4B."""
    written: tuple[str, ...]
    removed: tuple[str, ...]


def summary(built: Built, counts: Counts, seconds: float) -> Summary:
    """Return the figures of a build that took *seconds*."""
    pack = built.pack
    return Summary(
        built.saved.path,
        len(pack.tracks),
        listening_seconds(pack) / 60,
        pack.tour.metres / 1000,
        sum(row.size for row in built.saved.rows) / 1e6,
        seconds,
        counts.spoken,
        counts.mixed,
        counts.encoded,
        built.saved.written,
        built.saved.removed,
    )


def unchanged(path: Path, figures: Figures, report: Report, seconds: float) -> Summary:
    """Return the figures of a build that found nothing to do, after saying that nothing was missing."""
    report(Planned(0, figures.clips, 0))
    about = (figures.tracks, figures.minutes, figures.kilometres, figures.megabytes)
    return Summary(path, *about, seconds, 0, 0, 0, (), ())


def figures(summary: Summary, plan: Plan) -> Figures:
    """Return what will be told of the pack when nothing has changed."""
    clips = len({order.key for order in plan.orders.values()})
    return Figures(summary.tracks, summary.minutes, summary.kilometres, summary.megabytes, clips)


def print_summary(summary: Summary, as_json: bool) -> None:
    """Print what a build did."""
    if as_json:
        emit("done", **{**asdict(summary), "path": str(summary.path)})
        return
    path = one_line(str(summary.path))
    size = f"{summary.kilometres:.2f} km, {summary.megabytes:.1f} MB"
    about = f"{counted(summary.tracks, 'track')}, {summary.minutes:.0f} min, {size}"
    if not summary.written and not summary.removed:
        say(f"Nothing to do: {path} is up to date ({about}; {summary.seconds:.1f} s).")
        return
    say(f"{path}: {about}.")
    say(
        f"Spoken anew: {counted(summary.spoken, 'sentence')}, mixed {counted(summary.mixed, 'track')}; "
        f"{summary.seconds:.1f} s."
    )
    say(f"Wrote {counted(len(summary.written), 'file')}: {_listed(summary.written)}.")
    if summary.removed:
        say(f"Removed {', '.join(summary.removed)}.")


def print_line(summary: Summary, as_json: bool) -> None:
    """Print what a build did, as one of many: in one line."""
    if as_json:
        print_summary(summary, as_json)
        return
    path = one_line(str(summary.path))
    about = f"{counted(summary.tracks, 'track')}, {summary.minutes:.0f} min, {summary.megabytes:.1f} MB"
    if not summary.written and not summary.removed:
        say(f"up to date: {path} ({about}; {summary.seconds:.1f} s)")
        return
    made = f"spoken {counted(summary.spoken, 'sentence')}, mixed {counted(summary.mixed, 'track')}"
    say(f"built: {path} ({about}; {made}; {summary.seconds:.1f} s)")


def print_previews(pictures: Iterable[Path], as_json: bool) -> None:
    """Print where the pictures of the card are."""
    for path in pictures:
        if as_json:
            emit("preview", path=str(path))
        else:
            say(f"wrote {path}")


def print_opened(card: Path, asked: bool, as_json: bool) -> None:
    """Print that the system was *asked* to open *card*, or that there was nobody to ask."""
    if as_json:
        emit("opened" if asked else "unopened", path=str(card))
    elif asked:
        say(f"opening {card}")
    else:
        say(f"no viewer was found here; the card is {card}")


def _listed(names: tuple[str, ...]) -> str:
    if len(names) > _LISTED:
        rest = len(names) - _LISTED + 1
        names = (*names[: _LISTED - 1], f"and {rest} more")
    return ", ".join(names)
