"""The least that any maker of these MP3s must do: speak every sentence, and encode every track once, on all cores.

No cache, no mastering, no measuring, no tags. `bench.py` compares a build with it in the same run.
"""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from tour.model import Pause, Say, Voice
from tour.narration.orders import make_plan
from tour.narration.plan import sheets
from tour.plugins import engine
from tour.reading.project import read
from tour.sound.codec import ffmpeg

Job = tuple[tuple[str | float, ...], Voice]


def make(job: Job) -> float:
    """Speak and encode one track; return its seconds."""
    parts, voice = job
    speaker = engine(voice.engine)
    sound = bytearray()
    for part in parts:
        sound += bytes(2 * round(part * 24_000)) if isinstance(part, float) else speaker.speak(part, voice).pcm
    command = [ffmpeg(), "-nostdin", "-hide_banner", "-nostats", "-loglevel", "error", "-f", "s16le", "-ar", "24000",
               "-ac", "1", "-i", "-", "-ar", "44100", "-b:a", "96k", "-compression_level", "7",
               "-f", "mp3", "-"]  # fmt: skip
    subprocess.run(command, input=sound, stdout=subprocess.DEVNULL, check=True)
    return len(sound) / 48_000


def main() -> None:
    tour = read(Path(sys.argv[1])).tour
    assert tour is not None
    plan = make_plan(tour, sheets(tour))
    jobs: list[Job] = []
    for sheet in sorted(plan.sheets, key=lambda sheet: -sheet.words):
        parts: list[str | float] = []
        for segment in sheet.segments:
            match segment:
                case Say():
                    parts.append(plan.orders[segment].text)
                case Pause():
                    parts.append(float(segment.seconds))
        jobs.append((tuple(parts), tour.voice))
    with ProcessPoolExecutor(int(sys.argv[2]), get_context("spawn")) as pool:
        print(sum(pool.map(make, jobs)))


if __name__ == "__main__":
    main()
