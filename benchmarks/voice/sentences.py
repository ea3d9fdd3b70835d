"""Sentences of the harder kinds, spoken by the default voice, for evaluate.py: is what is written what is heard?

sentences.py OUT [--many 200]

OUT/wav/NAME.wav   five of them, one after the other, mono
OUT/ref/NAME.txt   the reading of each, a line each, by a person's hand

They are rows of the normaliser's own table, tests/data/normalize/en.tsv: from each section of it as many as its length
earns, and only where the reading has four words or more, for a recogniser needs something to go by. Runs with
tourpack's own Python.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from prepare import emptied, write_wav
from sounds import lost, words
from tour.engines.hibari import Hibari
from tour.engines.voice_sample import usable_voice
from tour.model import Clip
from tour.narration.lexicon import pronounce
from tour.normalize import normalize

ROWS = Path(__file__).parents[2] / "tests" / "data" / "normalize" / "en.tsv"
LEAST = 4
"""Words of a reading."""
TOGETHER = 5
"""Sentences in a file: less than the 30 s that Whisper hears at once."""
BETWEEN = 0.8
"""Seconds."""

Row = tuple[str, str]


def rows() -> Iterator[Row]:
    """Yield what is written and what is said, for each row of the table that is long enough, its plain text apart."""
    section = ""
    for line in ROWS.read_text("utf-8").splitlines():
        if line.startswith("# "):
            section = line
        written, tab, said = line.partition("\t")
        if tab and section != "# Untouched" and len(said.split()) >= LEAST:
            yield written, said


def spread(found: Sequence[Row], many: int) -> list[Row]:
    """Return *many* of *found*, at even steps."""
    return [found[number * len(found) // many] for number in range(min(many, len(found)))]


def spoken(engine: Hibari, chosen: Sequence[Row]) -> Clip:
    """Return what is written in *chosen*, said as the program says it, with a rest after each."""
    voice = usable_voice(engine, "")
    clips = []
    for written, _ in chosen:
        text = ended(normalize(written, "en-US"))
        clips.append(engine.speak(pronounce(text, engine.names(text, voice), engine.pronounce), voice))
    rest = b"\0\0" * round(BETWEEN * clips[0].rate)
    return Clip(rest.join(clip.pcm for clip in clips), clips[0].rate)


def ended(text: str) -> str:
    return text if text[-1] in ".?!" else f"{text}."


def misheard(report: Path, references: Path) -> tuple[list[str], int]:
    """Return where evaluate.py's *report* has other words than the readings, and how many words these have."""
    wrong: list[str] = []
    many = 0
    for row in json.loads(report.read_text("utf-8"))["files"]:
        reading = (references / f"{row['file']}.txt").read_text("utf-8")
        many += len(words(reading))
        wrong += lost(reading, row["asr"])
    return wrong, many


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--many", type=int, default=200, help="how many sentences; default: %(default)d")
    options = parser.parse_args(arguments)
    engine = Hibari()
    for folder in (options.out / "wav", options.out / "ref"):
        emptied(folder)
    wanted = spread(list(rows()), options.many)
    for number, start in enumerate(range(0, len(wanted), TOGETHER)):
        chosen = wanted[start : start + TOGETHER]
        write_wav(options.out / "wav" / f"{number:02}.wav", spoken(engine, chosen))
        readings = "".join(f"{ended(said)}\n" for _, said in chosen)
        (options.out / "ref" / f"{number:02}.txt").write_text(readings, "utf-8")


if __name__ == "__main__":
    main()
