"""What every engine must do, built-in or not."""

from __future__ import annotations

import pickle
from array import array

import pytest

from tour.diagnostics import Span
from tour.engines import Engine, Phonetic, SpeechError
from tour.model import Clip, Lexeme, Voice

AT = Span("stops/lexicon.toml", 1, 1)


def check_engine(engine: Engine, name: str) -> None:
    """Check all that can be checked without speaking, and so offline."""
    assert engine.name == name
    assert engine.fingerprint == type(engine)().fingerprint != ""
    assert engine.parallel >= 0
    assert isinstance(engine.online, bool)
    _check_voices(engine)
    _check_names(engine)
    assert engine.unsayable("Walk along the water, past the old mill.") == ""
    if isinstance(engine, Phonetic):
        assert engine.phonemes("Walk along the water.")
        assert engine.knows("water")


def _check_voices(engine: Engine) -> None:
    voices = engine.voices()
    assert engine.default_voice in {voice.name for voice in voices}
    assert len(set(voices)) == len(voices)
    for voice in voices:
        assert voice.engine == engine.name
        assert engine.refuse(voice) is None
    refusal = engine.refuse(Voice(engine.name, "nobody-has-this-voice", "en"))
    assert isinstance(refusal, SpeechError)
    assert "nobody-has-this-voice" in refusal.message
    assert refusal.hint
    again = pickle.loads(pickle.dumps(refusal))
    assert (again.message, again.hint, again.fatal) == (refusal.message, refusal.hint, refusal.fatal)


def _check_names(engine: Engine) -> None:
    nothing_for_it = Lexeme(("Wyle",), AT, alias=(("some-other-engine", "wily"),))
    assert engine.pronounce("Wyle", nothing_for_it) == "Wyle"
    assert engine.pronounce("Wyle's", nothing_for_it) == "Wyle's"
    in_ipa = Lexeme(("La Brea",), AT, "lə ˈbɹeɪ.ə")
    for grapheme in ("La Brea", "La Brea's"):
        told = engine.pronounce(grapheme, in_ipa)
        assert told
        assert engine.unsayable(told) == ""


def check_speaking(engine: Engine, voice: Voice) -> Clip:
    """Check that the engine speaks as it must, and return a sentence."""
    text = "Walk along the water."
    clip = engine.speak(text, voice)
    assert isinstance(clip, Clip)
    assert 8_000 <= clip.rate <= 48_000
    assert len(clip.pcm) % 2 == 0
    assert 0.3 <= len(clip.pcm) / 2 / clip.rate <= 10
    assert max(map(abs, array("h", clip.pcm))) > 300
    assert pickle.loads(pickle.dumps(clip)) == clip
    assert engine.speak(text, voice) == clip
    for nothing in ("", " "):
        with pytest.raises(SpeechError):
            engine.speak(nothing, voice)
    with pytest.raises(SpeechError):
        engine.speak(text, Voice(engine.name, "nobody-has-this-voice", "en"))
    return clip
