"""Makes a sample of a voice: one sentence, to hear what it is like."""

from __future__ import annotations

import io
import wave

from tour.engines import Engine, SpeechError
from tour.model import Voice
from tour.normalize import normalize

SENTENCES = {
    "de": "Schauen Sie nach oben: Jeder Turm hat eine Geschichte.",
    "en": "Look up: every tower has a story.",
    "es": "Mire hacia arriba: cada torre tiene su historia.",
    "fr": "Levez les yeux : chaque tour a son histoire.",
    "it": "Alzate lo sguardo: ogni torre ha una storia.",
    "nl": "Kijk omhoog: elke toren heeft een verhaal.",
    "pt": "Olhe para cima: cada torre tem uma história.",
}
"""What is said by default, by language."""


def usable_voice(engine: Engine, name: str) -> Voice:
    """Return the voice of *engine* called *name*, or its default one, in the first language that it is listed for.

    Raises SpeechError when it cannot be used here.
    """
    named = name or engine.default_voice
    voices = engine.voices()
    voice = next((voice for voice in voices if voice.name == named), Voice(engine.name, named, _language(voices)))
    if refused := engine.refuse(voice):
        raise refused
    return voice


def sample(engine: Engine, voice: Voice, text: str = "") -> bytes:
    """Return *text*, or a short sentence in the language of *voice*, as a WAV (16-bit mono). Raises SpeechError."""
    written = text or SENTENCES.get(voice.language.partition("-")[0], "")
    if not written:
        raise SpeechError(f"there is no sample sentence in {voice.language!r}", "write one: --say TEXT")
    spoken = normalize(written, voice.language)
    if dropped := engine.unsayable(spoken):
        raise SpeechError(f"the voice {engine.name} {voice.name!r} cannot say {' '.join(dropped)}", "write it in words")
    clip = engine.speak(spoken, voice)
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(clip.rate)
        out.writeframes(clip.pcm)
    return file.getvalue()


def _language(voices: tuple[Voice, ...]) -> str:
    return voices[0].language if voices else "en"
