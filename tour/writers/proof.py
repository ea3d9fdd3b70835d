"""The pronunciation proof: one MP3, and a list of what is said when."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from tour.cover.cover import cover_jpeg
from tour.model import File, Pack
from tour.writers.audio import tag


def proof(pack: Pack) -> Iterator[File]:
    """Yield proof.mp3 and proof.txt."""
    picture = cover_jpeg(pack.tour)
    phonemes = {grapheme: lexeme.phoneme for lexeme in pack.tour.lexicon for grapheme in lexeme.graphemes}
    for track in pack.tracks:
        yield File(track.path, (tag(pack, track, picture), track.audio))
        lines = [
            f"{int(cue.seconds) // 60}:{cue.seconds % 60:04.1f}  {cue.text}"
            + (f"  /{phonemes[cue.text]}/" if phonemes.get(cue.text) else "")
            for cue in track.cues
        ]
        yield File(PurePosixPath("proof.txt"), (("\n".join(lines) + "\n").encode(),))
