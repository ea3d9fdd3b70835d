"""The pronunciation proof: one MP3, and a list of what is said when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from tour.model import Cue, File, Pack
from tour.narration.pronunciation_proof import proof_plan
from tour.writers import writer


@writer(own_plan=proof_plan, for_the_street=False)
def proof(pack: Pack) -> Iterator[File]:
    """Yield proof.mp3 and proof.txt."""
    from tour.cover.cover import cover_jpeg
    from tour.formats.id3_tags import mp3

    picture = cover_jpeg(pack.tour)
    phonemes = {grapheme: lexeme.phoneme for lexeme in pack.tour.lexicon for grapheme in lexeme.graphemes}
    for track in pack.tracks:
        yield mp3(pack, track, picture)
        lines = [_line(cue, phonemes) for cue in track.cues]
        yield File(PurePosixPath("proof.txt"), (("\n".join(lines) + "\n").encode(),))


def _line(cue: Cue, phonemes: Mapping[str, str]) -> str:
    """Return such as ``0:04.2  La Brea  /lə ˈbɹeɪ.ə/``."""
    line = f"{int(cue.seconds) // 60}:{cue.seconds % 60:04.1f}  {cue.text}"
    phoneme = phonemes.get(cue.text)
    return f"{line}  /{phoneme}/" if phoneme else line
