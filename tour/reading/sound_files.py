"""The sounds that scripts name: which file each is in, and whether anything is heard of it."""

from __future__ import annotations

import hashlib
import math
import os
from dataclasses import replace
from pathlib import Path

from tour.diagnostics import reason, shown
from tour.inputs.plain_files import open_plain, read_plain
from tour.model import Clip, Sound
from tour.reading.gathered import Gathered
from tour.reading.limits import most
from tour.sound.earcons import EARCONS
from tour.sound.files import FORMATS, LONGEST, format_of, read_sound, untagged
from tour.sound.wav import OtherWavError, wav_seconds

_INAUDIBLE = 10
"""Of 32,768: −70 dBFS."""
_PIECE = 100_000
"""Samples that are looked at together."""
_HEAD = 65_536
"""Bytes that tell how long a WAV lasts."""


class _RefusedError(Exception):
    """Why a sound is not heard, and what to do."""


def files_of(gathered: Gathered, name: str) -> list[Path]:
    """Return the files in ``sounds/`` that hold the sound *name*, in a format that is read."""
    folder = gathered.root / "sounds"
    try:
        found = [path for path in folder.iterdir() if path.stem == name and path.suffix.lower() in FORMATS]
    except OSError:
        return []
    return sorted(found)


def check_own(gathered: Gathered, sound: Sound) -> None:
    """Warn where a file of the author's has the name of *sound*, which is one of the program's own."""
    for path in files_of(gathered, sound.name):
        message = f"{sound.name!r} is a sound of the program's own, so {shown(path)} is not heard"
        gathered.warn(sound.span, message, "give the file another name", "own-sound")


def with_file(gathered: Gathered, sound: Sound) -> Sound:
    """Return *sound* with its file, or gather what is wrong with that."""
    files = files_of(gathered, sound.name)
    try:
        if not files:
            raise _missing(gathered, sound.name)
        if len(files) > 1:
            message = f"the sound {sound.name!r} is there twice: {files[0].name} and {files[1].name}"
            raise _RefusedError(message, "keep one of them")
        data = _heard(sound.name, files[0])
    except _RefusedError as fault:
        gathered.fault(sound.span, *fault.args)
        return sound
    return replace(sound, path=files[0], digest=hashlib.sha256(data).hexdigest())


def _missing(gathered: Gathered, name: str) -> _RefusedError:
    folder = gathered.root / "sounds"
    if other := next((path.name for path in sorted(folder.glob("*")) if path.stem == name), ""):
        message = f"the sound {name!r} is there as {other}, which is not read"
        return _RefusedError(message, f"save it as one of {', '.join(FORMATS)}")
    known = {path.stem for path in folder.glob("*") if path.suffix.lower() in FORMATS}
    message = f"there is no sound {name!r}: {shown(folder / f'{name}.wav')} is missing"
    return _RefusedError(message, f"known here: {', '.join(sorted({*EARCONS, *known}))}")


def _heard(name: str, path: Path) -> bytes:
    """Return the bytes of a sound of which something is heard. Raises _RefusedError."""
    hint = f"save {shown(path)} as a plain 16-bit WAV of at most {LONGEST} s"
    try:
        with open_plain(path) as file:
            head = file.read(_HEAD)
            size = os.fstat(file.fileno()).st_size
        seconds = _seconds(name, path, head, size)
        data = head if seconds > LONGEST else read_plain(path, most(path.name))
        if seconds <= LONGEST:
            clip = read_sound(data)
            seconds = len(clip.pcm) / 2 / clip.rate
    except (OSError, ValueError) as fault:
        why = reason(fault) if isinstance(fault, OSError) else str(fault)
        raise _RefusedError(f"the sound {name!r} cannot be read: {why}", hint) from None
    if seconds > LONGEST:
        lasts = f"{math.ceil(seconds)} s" if format_of(head) == "WAV" else f"more than {LONGEST} s"
        raise _RefusedError(f"the sound {name!r} lasts {lasts}, and {LONGEST} s is the most", hint)
    if _silent(clip):
        raise _RefusedError(f"the sound {name!r} is silent from end to end", hint)
    return data


def _seconds(name: str, path: Path, head: bytes, size: int) -> float:
    """Return how long a sound lasts as far as its first bytes tell; 0 where they do not. Raises ValueError.

    Raises _RefusedError for one whose name says another format than it is in.
    """
    found, said = format_of(head), FORMATS[path.suffix.lower()]
    if found and found != said:
        end = next((end for end, kind in FORMATS.items() if kind == found), "")
        hint = f"give it the name {name}{end}" if end else "save it as WAV, MP3, Ogg, FLAC, M4A or AIFF"
        raise _RefusedError(f"the sound {name!r} is {found}, though its name says {said}", hint)
    if said != "WAV":
        return 0.0
    try:
        bare = untagged(head)
        return wav_seconds(bare, size - len(head) + len(bare)) if size else 0.0
    except OtherWavError:
        return 0.0


def _silent(clip: Clip) -> bool:
    wave = memoryview(clip.pcm).cast("h")
    for start in range(0, len(wave), _PIECE):  # mostly the first piece tells
        piece = wave[start : start + _PIECE]
        if max(max(piece), -min(piece)) > _INAUDIBLE:
            return False
    return True
