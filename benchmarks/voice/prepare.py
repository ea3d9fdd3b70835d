"""Lay out a built pack for evaluate.py: what is heard, and what should be.

prepare.py PROJECT OUT [--pack DIR]

OUT/look/NAME.wav    the finished MP3 of a Look, decoded, mono
OUT/other/NAME.wav   the same of every other track
OUT/ref/NAME.txt     what a listener should hear, numbers and abbreviations written out, a sentence a line
OUT/ref/NAME.names   the lexicon's names among it, one a line: Name|another spelling of the same sounds|...
OUT/ref/NAME.asked   silences that somebody asked for, a line each: first and last second

Runs with tourpack's own Python. Speaks nothing: the pack must be built from the scripts as they stand.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tomllib
import wave
from collections.abc import Iterator, Sequence
from pathlib import Path

from sounds import SPELLINGS
from tour.model import Clip, Pause, Say, Sound, Tour, Track
from tour.narration.lexicon import Names
from tour.narration.narrate import narrate
from tour.narration.orders import make_plan
from tour.narration.plan import WARNING_PAUSE, Sheet, sheets
from tour.narration.workshop import Workshop
from tour.pack.cache import Store
from tour.reading.project import read
from tour.sound import codec, earcons
from tour.sound.wav import read_wav


def prepare(project: Path, out: Path, pack: Path | None = None) -> None:
    """Write everything that evaluate.py reads. Exits with a message where the pack is not of these scripts."""
    tour, root = found_tour(project)
    pack = pack or root / "output" / tour.slug
    manifest = json.loads((pack / "pack.json").read_text("utf-8"))
    seconds = {track["path"]: track["seconds"] for track in manifest["tracks"]}
    plan = make_plan(tour, sheets(tour))
    tracks = narrate(plan, Workshop(store_of(root)))  # all of it is in the store: it only looks up the cues
    spellings: dict[str, list[str]] = tomllib.loads(SPELLINGS.read_text("utf-8"))
    for folder in (out / "look", out / "other", out / "ref"):
        emptied(folder)
    for sheet, track in zip(plan.sheets, tracks, strict=True):
        if seconds.get(track.path.as_posix()) != track.seconds:
            sys.exit(f"error: {track.path} in {pack} is not what the scripts say\n  hint: build the pack again")
        if track.kind == "quiet":
            continue
        name = track.path.stem
        says = [segment.spoken for segment in sheet.segments if isinstance(segment, Say)]
        if not says:
            continue
        write_wav(
            out / ("look" if track.kind == "look" else "other") / f"{name}.wav",
            codec.decode((pack / track.path).read_bytes()),
        )
        (out / "ref" / f"{name}.txt").write_text("\n".join(says) + "\n", "utf-8")
        if rows := list(names(" ".join(says), tour, spellings)):
            (out / "ref" / f"{name}.names").write_text("\n".join(rows) + "\n", "utf-8")
        spans = "".join(f"{start:.3f} {end:.3f}\n" for start, end in asked(sheet, track))
        (out / "ref" / f"{name}.asked").write_text(spans, "utf-8")


def found_tour(project: Path) -> tuple[Tour, Path]:
    """Return the tour of *project*, and the folder that holds its stops. Exits with a message where it has faults."""
    found = read(project)
    if found.tour is None or any(fault.severity == "error" for fault in found.faults):
        sys.exit(f"error: {project} has faults\n  hint: tourpack check says which")
    return found.tour, found.root


def store_of(root: Path) -> Store:
    cache = os.environ.get("TOURPACK_CACHE")
    return Store(Path(cache) if cache else root / ".tourpack")


def emptied(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for stale in folder.iterdir():
        stale.unlink()


def names(spoken: str, tour: Tour, spellings: dict[str, list[str]]) -> Iterator[str]:
    """Yield each name of the lexicon that *spoken* uses, with its spellings, as a line of a .names file."""
    respelt = {
        grapheme: [alias for _, alias in lexeme.alias] for lexeme in tour.lexicon for grapheme in lexeme.graphemes
    }
    for name in dict.fromkeys(Names(tour.lexicon).used(spoken)):
        yield "|".join(dict.fromkeys([name, *respelt[name], *spellings.get(name, [])]))


def asked(sheet: Sheet, track: Track) -> Iterator[tuple[float, float]]:
    """Yield the first and last second of each pause that a script asks for, and of each sound with its silence.

    The gaps that the tour's settings put between sentences are not among them; the tail is.
    """
    cues = iter([cue.seconds for cue in track.cues] + [track.seconds])
    rows: list[tuple[float, bool]] = []
    """Length in seconds, and whether it was asked for, of what stands between two sentences."""
    for segment in (*sheet.segments, None):
        match segment:
            case Sound():
                path = segment.path
                clip = read_wav(path.read_bytes()) if path else earcons.earcon(segment.name)
                rows.append((len(clip.pcm) / 2 / clip.rate, True))
            case Pause():
                rows.append((segment.seconds, segment.span is not None or segment.seconds == WARNING_PAUSE))
            case Say() | None:
                end = next(cues)
                start = max(0.0, end - sum(length for length, _ in rows))
                if any(wanted for _, wanted in rows) or segment is None:
                    yield start, end
                rows = []


def write_wav(path: Path, clip: Clip) -> None:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(clip.rate)
        file.writeframes(clip.pcm)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("project", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--pack", type=Path, help="where it is, if not in PROJECT/output")
    options = parser.parse_args(arguments)
    prepare(options.project, options.out, options.pack)


if __name__ == "__main__":
    main()
