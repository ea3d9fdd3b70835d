"""hibari: the offline neural voice that a tour is spoken with by default."""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache, cached_property
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from threading import Lock
from typing import Any

from tour.diagnostics import did_you_mean
from tour.engines import SpeechError
from tour.engines.aliases import alias, ending
from tour.inputs.marks import composed, decomposed
from tour.model import Clip, Lexeme, Voice

SEED = 0
"""Fixes the noise in the voice, so that a sentence gives the same samples each time."""
RECIPE = 4
"""Raised when this module changes what the voice is told, or with what it reckons."""
SHORTEST = 1 / 6
"""Seconds a word: nobody speaks faster, so less means that words were dropped."""

PUNCTUATION = set(" \n'\"’‘“”,.;:?!…—–-()&")
_GUESS = "❓"
_TAKES_ES = ("s", "x", "z", "ch", "sh", "o", "i")
"""What a word ends in that has its plural in -es; but for those whose own last letter is an e."""
LINK = re.compile(r"\[([^\]]+)\]\(/([^)]*)/\)")


class Hibari:
    """Satisfies `tour.engines.Engine`, and `Phonetic`, `Named` and `Paced` there."""

    name = "hibari"
    parallel = 0
    online = False
    licence = "Apache-2.0"
    default_voice = "heart"

    def __init__(self) -> None:
        self._lock = Lock()
        self._models: dict[str, Any] = {}  # hibari is untyped

    @cached_property
    def fingerprint(self) -> str:
        models = " ".join(f"{name}={voice['sha256'][:16]}" for name, voice in self._registry.items())
        return f"hibari {version('hibari-tts')} seed {SEED} recipe {RECIPE} {models}"

    def spread(self, voice: Voice) -> tuple[float, float]:
        """Measured on the tracks of the Miracle Mile tour."""
        return 1 / 1.08, 1.08

    def voices(self) -> tuple[Voice, ...]:
        return tuple(Voice(self.name, name, self._registry[name]["language"]) for name in self._installed)

    def refuse(self, voice: Voice) -> SpeechError | None:
        if voice.name not in self._registry:
            hint = did_you_mean(voice.name, self._installed)
            return SpeechError(f"the hibari engine has no voice {voice.name!r}", hint)
        if not self._registry[voice.name].get("bundled") and voice.name not in self._installed:
            hint = f"it would be downloaded; installed here: {', '.join(self._installed)}"
            return SpeechError(f"the voice {voice.name!r} is not on this computer", hint)
        if not voice.language.lower().startswith("en"):
            hint = 'choose another engine in tour.toml, such as engine = "gtts"'
            return SpeechError(f"the hibari engine speaks English, not {voice.language!r}", hint)
        return None

    def names(self, text: str, voice: Voice) -> tuple[Lexeme, ...]:
        from tour.engines.well_known import names_in  # on use: no worker asks, and it brings the rules of a language

        return names_in(text) if voice.language.lower().startswith("en") else ()

    def pronounce(self, grapheme: str, lexeme: Lexeme) -> str:
        """Return ``[grapheme](/phonemes/)``, the notation of misaki, whose alphabet hibari's model reads."""
        if not lexeme.phoneme:
            return alias(self.name, grapheme, lexeme)
        phonemes = misaki(lexeme.phoneme)
        if not phonemes.strip("ˈˌ "):
            raise ValueError(lexeme.phoneme)
        if unknown := sorted(set(phonemes) - _SOUNDS):
            raise ValueError(" ".join(unknown))
        if ending(grapheme, lexeme):
            phonemes += possessive(phonemes)
        return f"[{grapheme}](/{phonemes}/)"

    def unsayable(self, text: str) -> str:
        bare = LINK.sub("", text)
        return "".join(dict.fromkeys(c for c in bare if c not in PUNCTUATION and not latin(c)))

    def phonemes(self, text: str) -> str:
        """Return how *text* (lexicon applied) is said, in misaki's alphabet."""
        with self._lock:
            return self._g2p(self._told(text))

    def knows(self, word: str) -> bool:
        """Return whether the voice's dictionary has *word*, so that it need not guess."""
        with self._lock:
            return _GUESS not in self._dictionary(word) and not self._no_plural(word)

    def _no_plural(self, word: str) -> bool:
        """Return whether *word* is a name that the dictionary takes for a plural: Pius of "piu", Corrales of "corral".

        Of 41 such names that the CMU Pronouncing Dictionary has, it says 27 otherwise.
        """
        has = self._dictionary.lexicon
        if not re.fullmatch(r"[A-Z][a-z]+(?:us|es)", word) or word in has.golds or word in has.silvers:
            return False
        stem = word[:-2]
        long = len(re.findall(r"[aeiouy]+", stem.lower())) > 1  # of Barnes and the like it says nearly all well
        return word.endswith("us") or (long and not stem.endswith(_TAKES_ES) and not has.is_known(word[:-1], "NN"))

    def speak(self, text: str, voice: Voice) -> Clip:
        """Return *text* as sound. Raises SpeechError, also where there is too little of it for so many words."""
        if refusal := self.refuse(voice):
            raise refusal
        if not any(map(str.isalnum, LINK.sub(r"\1", text))):
            raise SpeechError(f"there is nothing to say in {text!r}", "write a word")
        with self._lock:  # its text half keeps state, and a thread pool shares this engine
            if voice.name not in self._models:
                self._models[voice.name] = self._model(voice.name)
            model = self._models[voice.name]
            samples = model(self._told(text), speed=voice.speed, seed=SEED)
        words = len(LINK.sub(r"\1", text).split())
        if len(samples) < words * SHORTEST * model.sample_rate / max(voice.speed, 1):
            message = f"the voice says {len(samples) / model.sample_rate:.1f} s for {words} words of this sentence"
            raise SpeechError(message, "write it in plain words")
        import numpy as np

        pcm = (np.clip(samples, -1.0, 1.0) * 32767.0).astype("<i2").tobytes()
        return Clip(pcm, int(model.sample_rate))

    def _model(self, name: str) -> Any:  # hibari is untyped
        """Return the model of the voice *name*. It loads without the interpreter: the text half is read meanwhile.

        Not the other way round, for reading JSON lets no other thread in.
        """
        import onnxruntime  # noqa: F401  else the thread would wait for the interpreter after all

        model = _sound_half().Hibari
        with ThreadPoolExecutor(1) as beside:
            loading = beside.submit(model, voice=name, threads=1, g2p=lambda text: self._g2p(text))
            _ = self._g2p
            return loading.result()

    def _told(self, text: str) -> str:
        """Return *text* without the accents that the voice would drop together with their letters, such as È or ĉ."""
        letters = (c if c.isascii() or c in self._letters or not latin(c) else _plain(c) for c in text)
        return initials("".join(letters))

    @cached_property
    def _letters(self) -> frozenset[str]:
        """What the net that guesses at unknown words can read."""
        return frozenset(json.loads((_assets() / "oov.json").read_text("utf-8"))["in"])

    @cached_property
    def _registry(self) -> dict[str, Any]:
        return dict(json.loads((_assets() / "voices.json").read_text("utf-8")))

    @cached_property
    def _installed(self) -> tuple[str, ...]:
        from hibari.voices import cache_dir

        downloaded = Path(cache_dir())
        return tuple(
            name
            for name, voice in self._registry.items()
            if voice.get("bundled") or (downloaded / voice["file"]).is_file()
        )

    @cached_property
    def _g2p(self) -> Callable[[str], str]:
        """Its text half without its own normaliser, which makes "said number." of "said no."."""
        reader = _reader().G2P()
        return lambda text: str(reader(text.replace("’", "'"), normalize_text=False))

    @cached_property
    def _dictionary(self) -> Any:  # hibari is untyped
        """Its text half without the net that guesses."""
        return _reader().G2P(oov=False, unk=_GUESS)


def initials(text: str) -> str:
    """Return *text* with an A among initials as the letter: the model says "uh W Ross" for "A W Ross"."""
    return re.sub(r"\bA(?= [A-Z]\b)|(?<=\b[A-Z] )A\b", "[A](/ˈA/)", text)


def _assets() -> Path:
    """Return hibari's folder of assets. It is not imported: that takes half a second, and a plan needs no model."""
    spec = find_spec("hibari")
    if spec is None or not spec.submodule_search_locations:
        raise SpeechError("the hibari engine is not installed", "pip install hibari-tts", True)
    return Path(spec.submodule_search_locations[0]) / "assets"


@cache
def _reader() -> Any:  # hibari is untyped
    """Return hibari's text half, imported apart: its sound half brings numpy, which a check does not need."""
    folder = _assets().parent / "g2p"
    spec = spec_from_file_location("hibari_g2p", folder / "__init__.py", submodule_search_locations=[str(folder)])
    assert spec is not None  # a path ending in .py has a loader
    assert spec.loader is not None
    module: Any = module_from_spec(spec)  # hibari is untyped
    sys.modules[spec.name] = module  # where its own modules look for each other
    spec.loader.exec_module(module)
    module._load_json = _table  # its own takes twice as long, a quarter of a second, before the first word is said
    return module


def _sound_half() -> Any:  # hibari is untyped
    """Return hibari as it is without scipy, whether or not that is there: a tour sounds the same on every computer.

    It takes numpy's Fourier transforms then. Since numpy 2 they keep single precision and are as quick as scipy's; of a
    hundred thousand samples some ten differ, by one step of 65,536. To import scipy's takes longer than a sentence.
    """
    modules: dict[str, Any] = sys.modules
    known = modules.get("scipy.fft")
    modules["scipy.fft"] = None  # which tells Python that there is no such module
    try:
        return import_module("hibari")
    finally:
        modules["scipy.fft"] = known
        if known is None:
            del modules["scipy.fft"]


def _table(name: str) -> Any:  # JSON
    """Return one of hibari's tables for reading, such as a dictionary, by the *name* of its file."""
    from pydantic_core import from_json

    data = (_assets() / name).read_bytes()
    return from_json(gzip.decompress(data) if name.endswith(".gz") else data, cache_strings=False)


def misaki(ipa: str) -> str:
    """Return General American *ipa* in misaki's alphabet (its diphthongs are capitals; stress stands before a vowel).

    Source: misaki, EN_PHONES.md.
    """
    text = composed(ipa.strip().strip("/[]"))
    for symbol, other in _SYMBOLS:
        text = text.replace(symbol, other)
    out, stress = "", ""
    for symbol in text:
        if symbol in "ˈˌ":
            stress = symbol
        elif symbol in _VOWELS:
            out += stress + symbol
            stress = ""
        else:
            out += symbol
    return out + stress


_SYMBOLS = (
    ("ː", ""), ("͡", ""), ("'", "ˈ"), ("eɪ", "A"), ("aɪ", "I"), ("oʊ", "O"), ("əʊ", "O"),
    ("aʊ", "W"), ("ɔɪ", "Y"), ("dʒ", "ʤ"), ("tʃ", "ʧ"), ("ɝ", "ɜɹ"), ("ɚ", "əɹ"), ("ɐ", "ə"), ("r", "ɹ"),
    ("g", "ɡ"), ("ɫ", "l"), ("e", "ɛ"), ("ɾ", "T"),
    (".", ""),  # last: at the end of a syllable, t and ʃ are two sounds
)  # fmt: skip
_VOWELS = frozenset("AIOWYiɪɛæɑɔʊuʌɜəᵻᵊ")
_SOUNDS = _VOWELS | frozenset("bdfhjklmnpstvwzðŋɡɹʃʒʤʧθTˈˌ ")
"""What hibari's American lexicon is written in. The model's vocabulary has more, which it never heard spoken."""


def possessive(phonemes: str) -> str:
    """Return how the ending 's of an English word is said after its *phonemes*."""
    if phonemes[-1] in "szʃʒʧʤ":
        return "ᵻz"
    return "s" if phonemes[-1] in "ptkfθ" else "z"


def latin(character: str) -> bool:
    """Return whether *character* is a figure, or a letter a-z with or without an accent."""
    if character.isascii():
        return character.isalnum()
    first = decomposed(character)[0]
    return character.isalpha() and first.isascii() and first.isalpha()


def _plain(letter: str) -> str:
    return "".join(filter(str.isascii, decomposed(letter)))
