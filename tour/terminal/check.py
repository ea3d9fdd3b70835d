"""What ``tourpack check`` prints of a tour without errors."""

from __future__ import annotations

from tour.check import Checked
from tour.narration.visiting import visiting_seconds
from tour.terminal.console import counted, emit, say


def print_checked(read: Checked, as_json: bool) -> None:
    """Print the tour's title and figures, and how many warnings there are. Without a tour, nothing."""
    tour = read.tour
    minutes, warnings = visiting_seconds(tour, read.plan.sheets) / 60, len(read.faults)
    if as_json:
        figures = {"stops": len(tour.stops), "metres": round(tour.metres), "minutes": round(minutes)}
        emit("checked", **figures, warnings=warnings, stilled=read.stilled)
        return
    size = f"{counted(len(tour.stops), 'stop')}, {tour.metres / 1000:.2f} km, about {minutes:.0f} min"
    told = counted(warnings, "warning") if warnings else "no fault found"
    if read.stilled:
        told += f"; {counted(read.stilled, 'warning')} stilled in tour.toml"
    say(f"{tour.title}: {size}; {told}.")
