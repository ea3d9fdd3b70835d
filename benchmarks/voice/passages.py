"""The same passages at two speeds, for street.py and evaluate.py to compare.

passages.py PROJECT OUT [--before 0.93]

OUT/now/NAME.wav      a passage as the tour says it, mono
OUT/before/NAME.wav   the same words at the speed of --before, with the gaps that a tour has which sets none, mixed as
                      tours were at first: the spectrum as the voice has it, only peaks compressed
OUT/ref/NAME.txt      what a listener should hear; OUT/ref/NAME.names the hard names in it (see prepare.py)

A passage is a paragraph, or as much of it as Whisper hears in one window of 30 s: where a window ends it may stutter,
and then one speed has a hundred wrong words for no fault of the voice. It stands alone, mastered like a track, without
the pauses and sounds that the author put into it: what is compared is the voice.

Runs with tourpack's own Python. Speaks what the cache lacks, and leaves it there.
"""

from __future__ import annotations

import argparse
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

from prepare import emptied, found_tour, names, store_of, write_wav
from sounds import SPELLINGS
from tour.executors import default_jobs, opening
from tour.model import Gaps, Pause, Say, Tour, Track
from tour.narration import narrate as narration
from tour.narration.orders import make_plan
from tour.narration.plan import Sheet, sheets
from tour.narration.workshop import Workshop
from tour.pack.cache import Store
from tour.sound import codec, dynamics, presence

BEFORE = 0.93
"""The speed that this tour was first published with."""
SHORT = 12
"""Words under which a passage is left out: a recogniser needs something to go by."""
LONG = 55
"""Words that no passage exceeds, unless by a sentence as long: 24 s at 140 words a minute, and head and tail."""


def passages(tour: Tour) -> Iterator[Sheet]:
    """Yield a sheet for each passage of the author's words that is long enough."""
    for sheet in sheets(tour):
        says = [segment for segment in sheet.segments if isinstance(segment, Say) and segment.paragraph >= 0]
        for number, passage in enumerate(_cut(says), 1):
            path = sheet.path.with_name(f"{sheet.path.stem}-{number:02}.mp3")
            alone = replace(sheet, path=path, segments=tuple(_spaced(passage, tour.gaps)), standing=0, way=None)
            if alone.words >= SHORT:
                yield alone


def _cut(says: Iterable[Say]) -> Iterator[list[Say]]:
    """Yield the sentences of each paragraph, in as many passages as it takes."""
    passage: list[Say] = []
    words = 0
    for say in says:
        more = len(say.spoken.split())
        if passage and (say.paragraph != passage[-1].paragraph or words + more > LONG):
            yield passage
            passage, words = [], 0
        passage.append(say)
        words += more
    if passage:
        yield passage


def _spaced(says: Iterable[Say], gaps: Gaps) -> Iterator[Say | Pause]:
    yield Pause(gaps.head)
    for number, say in enumerate(says):
        if number:
            yield Pause(gaps.sentence)
        yield say
    yield Pause(gaps.tail)


def now(tour: Tour, store: Store) -> tuple[Track, ...]:
    """Return the passages of *tour* as it is mixed today."""
    jobs = default_jobs()
    with opening("processes", jobs) as opener:
        return narration.narrate(make_plan(tour, passages(tour)), Workshop(store, opener, jobs=jobs))


def at_first(tour: Tour, store: Store) -> tuple[Track, ...]:
    """Return the passages of *tour* as tours were mixed at first; a track is kept under the key that it had then.

    That is done in this process: a worker would not know of it.
    """
    as_spoken = ((presence.SHAPE[0][0], 0.0), (presence.SHAPE[-1][0], 0.0))
    with (
        patch.object(presence, "SHAPE", as_spoken),
        patch.object(dynamics, "THRESHOLD", 6.0),
        patch.object(narration, "RECIPE", 1),
    ):
        return narration.narrate(make_plan(tour, passages(tour)), Workshop(store))


def write(tracks: Iterable[Track], folder: Path) -> None:
    """Write *tracks* as WAVs into *folder*, and nothing else there."""
    emptied(folder)
    for track in tracks:
        write_wav(folder / f"{track.path.stem}.wav", codec.decode(track.audio.read_bytes()))


def write_texts(tour: Tour, folder: Path) -> None:
    emptied(folder)
    spellings: dict[str, list[str]] = tomllib.loads(SPELLINGS.read_text("utf-8"))
    for passage in passages(tour):
        says = [segment.spoken for segment in passage.segments if isinstance(segment, Say)]
        (folder / f"{passage.path.stem}.txt").write_text("\n".join(says) + "\n", "utf-8")
        if rows := list(names(" ".join(says), tour, spellings)):
            (folder / f"{passage.path.stem}.names").write_text("\n".join(rows) + "\n", "utf-8")


def at(tour: Tour, speed: float) -> Tour:
    """Return *tour* at *speed*, with the gaps of a tour that sets none."""
    return replace(tour, voice=replace(tour.voice, speed=speed), gaps=Gaps())


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("project", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--before", type=float, default=BEFORE, help="a speed; default: %(default)g")
    options = parser.parse_args(arguments)
    tour, root = found_tour(options.project)
    store = store_of(root)
    write(now(tour, store), options.out / "now")
    write(at_first(at(tour, options.before), store), options.out / "before")
    write_texts(tour, options.out / "ref")


if __name__ == "__main__":
    main()
