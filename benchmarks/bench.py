"""How fast is a build? Prints ratios within one run; machines are noisy, so no absolute time is a promise.

bench.py [--rounds N] [PROJECT]
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass
class Timed:
    wall: float
    cpu: float
    """Seconds of processor, its children's included: what a busy machine changes less."""
    peak: float
    """Megabytes of the largest process."""
    out: str


def timed(*command: str) -> Timed:
    """Run a command; return its wall seconds, the peak memory of its largest process, and what it printed."""
    with tempfile.TemporaryFile() as stdout, tempfile.TemporaryFile() as stderr:
        started = time.perf_counter()
        pid = os.posix_spawn(
            command[0],
            command,
            _surroundings(),
            file_actions=[(os.POSIX_SPAWN_DUP2, stdout.fileno(), 1), (os.POSIX_SPAWN_DUP2, stderr.fileno(), 2)],
        )
        _, status, usage = os.wait4(pid, 0)
        wall = time.perf_counter() - started
        stdout.seek(0)
        stderr.seek(0)
        if status:
            sys.exit(f"{' '.join(command)} failed:\n{stderr.read().decode()}")
        peak = usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
        return Timed(wall, usage.ru_utime + usage.ru_stime, peak, stdout.read().decode())


def _surroundings() -> dict[str, str]:
    """Return the environment, with Python writing its byte code down: an installed program has it."""
    given = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**given, "NO_COLOR": "1"}


BASE = [word for name in ("audio", "playlist", "card", "cover") for word in ("--only", name)]
"""What a pack had before it was made for phones: with it the whole is compared."""
_EDITS = 8
_WORD = re.compile(r" [^\W\d_]{4,} ")


def build(project: Path, *more: str) -> tuple[Timed, dict[str, float]]:
    """Build and return the timing and the closing summary."""
    done = timed(sys.executable, "-m", "tour", "build", str(project), "--json", *more)
    return done, json.loads(done.out.strip().splitlines()[-1])


def copied(project: Path, folder: str, name: str) -> Path:
    """Return a copy of the tour, with no cache."""
    shutil.copytree(project / "stops", Path(folder, name, "stops"))
    return Path(folder, name)


def edited(project: Path) -> Iterator[Path]:
    """Change a word in the Look of each of the first stops in turn, and yield the script each time."""
    for script in sorted((project / "stops").glob("[0-9]*.md"))[1 : 1 + _EDITS]:
        head, mark, rest = script.read_text("utf-8").partition("# Look")
        words = _WORD.findall(rest.partition("\n# ")[0])
        script.write_text(head + mark + rest.replace(words[0], f" {words[-1].strip()} ", 1), "utf-8")
        yield script


def bench(project: Path, rounds: int) -> None:
    print(f"{CORES} cores, {rounds} round{'s' * (rounds > 1)}; floor = speak every sentence + encode every track once")
    ratios: list[float] = []
    wholes: list[float] = []
    for number in range(1, rounds + 1):
        with tempfile.TemporaryDirectory() as folder:
            copy, other = copied(project, folder, "tour"), copied(project, folder, "other")
            floor = timed(sys.executable, str(HERE / "floor.py"), str(copy), str(CORES))
            cold, summary = build(other, *BASE)
            whole, _ = build(copy)
            seconds = summary["minutes"] * 60
            ratios.append(cold.wall / floor.wall)
            wholes.append(whole.wall / cold.wall)
            print(f"round {number}: {seconds / 60:.1f} min of sound, {summary['tracks']:.0f} tracks")
            print(f"  floor                {floor.wall:6.1f} s  {float(floor.out) / floor.wall:5.1f} x real time")
            print(
                f"  cold, {' '.join(BASE[1::2])}\n"
                f"                       {cold.wall:6.1f} s  {seconds / cold.wall:5.1f} x real time, "
                f"{ratios[-1]:.2f} x the floor, peak {cold.peak:.0f} MB a process"
            )
            print(
                f"  cold, the whole pack {whole.wall:6.1f} s  {wholes[-1]:.2f} x that (1.40 at most; "
                f"{whole.cpu / cold.cpu:.2f} x its processor time), peak {whole.peak:.0f} MB a process"
            )
            warm = [build(copy)[0].wall for _ in range(3)]
            print(f"  warm build           {statistics.median(warm):6.2f} s  (median of 3)")
            edits = [build(copy) for _ in edited(copy)]
            walls = [one.wall for one, _ in edits]
            spoken, mixed, encoded = (
                sum(round(told[name]) for _, told in edits) for name in ("spoken", "mixed", "encoded")
            )
            print(
                f"  one word changed     {statistics.median(walls):6.2f} s  (median of {len(walls)} Looks, one after "
                f"another: {min(walls):.2f} to {max(walls):.2f}; 2.50 at most), in all {spoken} sentences spoken, "
                f"{mixed} tracks mixed, {encoded} encoded for the M4B"
            )
            card = timed(sys.executable, str(HERE / "card.py"), str(copy))
            print(f"  {card.out.strip()}")
    if rounds > 1:
        print(f"cold build / floor: median {statistics.median(ratios):.2f}")
        print(f"whole pack / {' '.join(BASE[1::2])}: median {statistics.median(wholes):.2f}")


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("project", nargs="?", type=Path, default=HERE.parent)
    parser.add_argument("--rounds", type=int, default=1)
    options = parser.parse_args(arguments)
    bench(options.project, options.rounds)


if __name__ == "__main__":
    main()
