"""How long does drawing the card take, imports apart? Prints one line: the median of runs in processes of their own.

card.py PROJECT [RUNS]

Of their own, for a second card in one process finds typefaces and words measured. The sound is made up, two minutes a
track, so that nothing is spoken for it.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path


def main() -> None:
    project, runs = sys.argv[1], int((sys.argv[2:] or ["5"])[0])
    if not runs:
        print(*once(Path(project)))
        return
    done = [
        subprocess.run([sys.executable, __file__, project, "0"], capture_output=True, text=True, check=True).stdout
        for _ in range(runs)
    ]
    seconds = sorted(float(line.split()[0]) for line in done)
    papers = done[0].split()[1]
    print(
        f"card, {papers} papers     {statistics.median(seconds):6.2f} s  beyond imports "
        f"(median of {runs}: {seconds[0]:.2f} to {seconds[-1]:.2f})"
    )


def once(project: Path) -> tuple[float, int]:
    """Return the seconds that the card of *project* takes, and for how many papers."""
    from tour.model import Pack, Track
    from tour.narration.plan import sheets
    from tour.reading.project import read
    from tour.writers import card

    tour = read(project).tour
    assert tour is not None
    tracks = tuple(
        Track(
            stop=sheet.stop.slug,
            kind=sheet.kind,
            title=sheet.title,
            path=sheet.path,
            number=number,
            audio=Path("unread.mp3"),
            size=1_450_000,
            digest="",
            seconds=120.0,
            words=300,
            lufs=-16.0,
            dbtp=-1.5,
            cues=(),
        )
        for number, sheet in enumerate(sheets(tour), 1)
    )
    started = time.perf_counter()
    files = list(card.card(Pack(tour, tracks)))
    return time.perf_counter() - started, len(files)


if __name__ == "__main__":
    main()
