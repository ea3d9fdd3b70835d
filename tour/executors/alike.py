"""What makes a process give the bytes that it gives: the program, its ffmpeg, and the distributions that make sound.

A worker on another machine is asked for it, since the cache would keep what another version made under our name.
"""

from __future__ import annotations

import platform
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import metadata

from tour import __version__
from tour.diagnostics import TourError
from tour.digests import own_code
from tour.sound.codec import encoder_fingerprint

_MAKE_SOUND = ("hibari-tts", "gTTS", "numpy", "onnxruntime", "pydub")
"""Distributions that change what is heard."""
_ENGINES = "tourpack.engines"
_SHORT = 10
"""Characters of a digest that are shown."""


@dataclass(frozen=True, slots=True)
class Making:
    """What one process makes sound with."""

    host: str
    """The machine's name."""
    parts: Mapping[str, str]
    """Versions by the names of what has them; empty for what is not there."""


@cache
def making() -> Making:
    """Return what this process makes sound with."""
    names = dict.fromkeys((*_MAKE_SOUND, *_from_elsewhere()))
    parts = {"tourpack": f"{__version__} ({own_code()[:_SHORT]})", "ffmpeg": _encoder()}
    return Making(platform.node(), {**parts, **{name: _version(name) for name in names}})


def unlike(theirs: Making, ours: Making) -> str:
    """Return in which version *theirs* differs from *ours*, in words; nothing where sound comes out the same.

    What only they have does not count: nothing that we ask for can need it.
    """
    for name, version in ours.parts.items():
        there = theirs.parts.get(name, "")
        if version and there != version:
            has = f"has {name} {there}" if there else f"has no {name}"
            return f"{has}, and here it is {version}"
    return ""


def _from_elsewhere() -> list[str]:
    """Return the distributions that bring engines, but for our own."""
    entries = metadata.entry_points(group=_ENGINES)
    return [entry.dist.name for entry in entries if entry.dist and not entry.value.startswith("tour.")]


def _encoder() -> str:
    try:
        return encoder_fingerprint()[:_SHORT]
    except TourError:
        return ""  # none here


def _version(distribution: str) -> str:
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return ""
