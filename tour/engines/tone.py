"""A voice that says nothing: one beep a word. The whole program can be shown and tested with it in milliseconds."""

from __future__ import annotations

import math
from array import array
from functools import cache

from tour.engines import SpeechError
from tour.model import Clip, Lexeme, Voice

RATE = 24_000
BEEP = 0.12
"""Seconds a word."""
GAP = 0.06
"""Seconds between words."""


class Tone:
    """Satisfies `tour.engines.Engine` and `tour.engines.Paced`."""

    name = "tone"
    fingerprint = "tone 1"
    parallel = 0
    online = False
    licence = "MIT"
    default_voice = "beep"

    def spread(self, voice: Voice) -> tuple[float, float]:
        return 0.6, 1.08

    def voices(self) -> tuple[Voice, ...]:
        return (Voice("tone", "beep", "en"),)

    def refuse(self, voice: Voice) -> SpeechError | None:
        if voice.name != "beep":
            return SpeechError(f"the tone engine has no voice {voice.name!r}", "its only voice is 'beep'")
        return None

    def pronounce(self, grapheme: str, lexeme: Lexeme) -> str:
        return grapheme

    def unsayable(self, text: str) -> str:
        return ""

    def speak(self, text: str, voice: Voice) -> Clip:
        """Return a beep a word; the longer the word, the lower the beep."""
        if refusal := self.refuse(voice):
            raise refusal
        if not text.split():
            raise SpeechError("there is nothing to say", "write a word")
        gap = bytes(2 * round(GAP * RATE / voice.speed))
        beeps = [_beep(600 + 600 // len(word), round(BEEP * RATE / voice.speed)) for word in text.split()]
        return Clip(gap.join(beeps), RATE)


@cache
def _beep(hertz: int, samples: int) -> bytes:
    fade = min(samples // 4, RATE // 200)
    out = array("h", bytes(2 * samples))
    for n in range(samples):
        edge = min(n, samples - n, fade) / max(fade, 1)
        out[n] = round(9_000 * edge * math.sin(2 * math.pi * hertz * n / RATE))
    return out.tobytes()
