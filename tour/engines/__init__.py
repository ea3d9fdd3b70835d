"""What a voice engine must offer. One turns a sentence into sound; `tour.plugins` finds built-ins and plug-ins."""

from __future__ import annotations

import os
from typing import Protocol, runtime_checkable

from tour.model import Clip, Lexeme, Voice

# A voice that speaks here tells nobody: from 1.31 on ONNX Runtime makes notes of machine and models for its maker, with
# a number for the machine in ~/.cache. It reads this as it is loaded, in workers too.
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")


class SpeechError(Exception):
    """An engine could not say a sentence. Positional arguments only, so that it survives a process boundary.

    *message* says what went wrong in the author's words; *hint* what to do; *fatal* is True when it makes no sense to
    ask this engine for anything more (the server refuses, the model is missing).
    """

    def __init__(self, message: str, hint: str = "", fatal: bool = False) -> None:
        super().__init__(message, hint, fatal)
        self.message = message
        self.hint = hint
        self.fatal = fatal


class Engine(Protocol):
    """What a voice engine must offer. Made with no arguments, cheaply: the model is loaded at the first `speak`.

    An engine is made once in each process that speaks. Nothing here is called from two threads at once, unless
    `parallel` is more than 1 and the work runs on threads.
    """

    @property
    def name(self) -> str:
        """As in tour.toml and ``--engine``."""
        ...

    @property
    def fingerprint(self) -> str:
        """All that changes how a sentence sounds, besides voice and text: version, model digest, settings. Cheap."""
        ...

    @property
    def parallel(self) -> int:
        """How many sentences may be asked for at once; 0: as many as there are workers."""
        ...

    @property
    def online(self) -> bool:
        """True when speaking needs the network."""
        ...

    @property
    def licence(self) -> str:
        """Under which terms the voice may be used: an SPDX name, where there is one."""
        ...

    @property
    def default_voice(self) -> str:
        """The voice to take where the author names none."""
        ...

    def voices(self) -> tuple[Voice, ...]:
        """Return the voices that can be used here and now."""
        ...

    def refuse(self, voice: Voice) -> SpeechError | None:
        """Return why *voice* cannot be used here, or None when it can. Loads no model, asks no server."""
        ...

    def pronounce(self, grapheme: str, lexeme: Lexeme) -> str:
        """Return *grapheme*, as it stands in a text, in this engine's own notation for the way *lexeme* says it.

        Raises ValueError, naming the symbol, when the lexeme's IPA has a symbol that the engine's alphabet lacks. An
        engine that cannot say phonemes returns the lexeme's alias for it, or *grapheme* as it is.
        """
        ...

    def unsayable(self, text: str) -> str:
        """Return the characters of *text* (as spoken, lexicon applied) that this engine would drop; usually empty."""
        ...

    def speak(self, text: str, voice: Voice) -> Clip:
        """Return *text*, one sentence, as sound. Raises SpeechError; never returns silence for words."""
        ...


def going_out(engine: Engine, count: int) -> str:
    """Return what is said before *count* sentences leave this computer to be spoken by *engine*, and on whose terms."""
    texts = "the text of 1 sentence goes" if count == 1 else f"the texts of {count} sentences go"
    return f"{texts} to a server, to be spoken by {engine.name} ({engine.licence}); nothing else does"


@runtime_checkable
class Phonetic(Protocol):
    """What an engine offers besides, when it works from phonemes. Optional."""

    def phonemes(self, text: str) -> str:
        """Return how *text*, as spoken and with the lexicon applied, is said, in the engine's own notation."""
        ...

    def knows(self, word: str) -> bool:
        """Return whether the engine's dictionary has *word*, so that it need not guess."""
        ...


@runtime_checkable
class Named(Protocol):
    """What an engine offers besides, when its dictionary has well-known names wrong. Optional."""

    def names(self, text: str, voice: Voice) -> tuple[Lexeme, ...]:
        """Return how names in *text* are said that *voice* says badly by itself. An author's lexeme goes before."""
        ...


@runtime_checkable
class Paced(Protocol):
    """What an engine offers besides, when it is known how evenly it speaks. Optional."""

    def spread(self, voice: Voice) -> tuple[float, float]:
        """Return how many times as long as estimated *voice* takes at least, and at most.

        The estimate has `tour.timing.WORDS_A_SECOND`, whatever the voice and its speed. By the most it is reckoned that
        no word is heard in a road.
        """
        ...
