"""The program's own sounds: *quiet* says *from here I am silent, look after yourself*, *ident* is the signature.

They are WAVs in `waves/`. `python -m tour.sound.earcons` writes them anew, from `recipes`.
"""

from __future__ import annotations

import hashlib
import wave
from functools import cache
from pathlib import Path

from tour.model import Clip
from tour.sound.wav import read_wav

EARCONS: tuple[str, ...] = ("quiet", "ident")

FOLDER = Path(__file__).parent / "waves"


def earcon(name: str) -> Clip:
    """Return the sound *name*, one of `EARCONS`."""
    return read_wav(_path(name).read_bytes())


@cache
def fingerprint(name: str) -> str:
    """Return the SHA-256, in hex, of the sound's file: a sound that was changed makes its tracks anew."""
    return hashlib.sha256(_path(name).read_bytes()).hexdigest()


def write(folder: Path) -> None:
    """Write every sound to *folder*, 16-bit mono, as its recipe makes it."""
    from tour.sound import recipes

    folder.mkdir(parents=True, exist_ok=True)
    for name, recipe in (("quiet", recipes.quiet), ("ident", recipes.ident)):
        with wave.open(str(folder / f"{name}.wav"), "wb") as file:
            file.setparams((1, 2, recipes.RATE, 0, "NONE", ""))
            file.writeframes(recipe())


def _path(name: str) -> Path:
    if name not in EARCONS:
        raise ValueError(f"there is no sound {name!r}")
    return FOLDER / f"{name}.wav"


if __name__ == "__main__":
    write(FOLDER)
