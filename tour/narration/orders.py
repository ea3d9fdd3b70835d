"""Track sheets → what to ask of which engine; and every fault in it that can be seen without speaking."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from tour import plugins
from tour.diagnostics import Diagnostic, Span, TourError
from tour.digests import digest
from tour.model import Say, Tour, Voice
from tour.narration.lexicon import pronounce
from tour.narration.plan import Sheet, sheets

CLIP_RECIPE = 1
"""Raised when the way a clip is made changes."""


@dataclass(frozen=True, slots=True)
class Order:
    """One sentence to be spoken, as the engine gets it."""

    key: str
    text: str
    voice: Voice
    say: Say


def speech_faults(tour: Tour) -> list[Diagnostic]:
    """Return every fault in what is to be said that can be seen without speaking."""
    return orders(tour, sheets(tour))[1]


def orders(tour: Tour, plan: Iterable[Sheet]) -> tuple[dict[Say, Order], list[Diagnostic]]:
    """Return what to ask of which engine for every sentence, and the faults of those that cannot be asked."""
    asked: dict[Say, Order] = {}
    faults: list[Diagnostic] = []
    refused = {voice: fault for voice in _voices(tour, plan) if (fault := _refusal(voice))}
    for say in (segment for sheet in plan for segment in sheet.segments if isinstance(segment, Say)):
        voice = say.voice or tour.voice
        if voice in refused:
            faults.append(replace(refused[voice], span=say.span if say.voice else None))
            continue
        engine = plugins.engine(voice.engine)
        try:
            text = pronounce(say.spoken, tour.lexicon, engine.pronounce)
        except ValueError:
            continue  # an IPA symbol that the engine lacks: said below, once, at its lexeme
        if dropped := engine.unsayable(text):
            faults.append(_unsayable(say, dropped, voice))
        asked[say] = Order(digest([CLIP_RECIPE, engine.fingerprint, voice, text]), text, voice, say)
    faults += _lexicon_faults(tour, sorted({voice.engine for voice in _voices(tour, plan) if voice not in refused}))
    return asked, list(dict.fromkeys(faults))


def _voices(tour: Tour, plan: Iterable[Sheet]) -> list[Voice]:
    says = (segment for sheet in plan for segment in sheet.segments if isinstance(segment, Say))
    return list(dict.fromkeys(say.voice or tour.voice for say in says))


def _refusal(voice: Voice) -> Diagnostic | None:
    try:
        refusal = plugins.engine(voice.engine).refuse(voice)
    except TourError as error:
        return error.diagnostics[0]
    return Diagnostic(None, refusal.message, refusal.hint) if refusal else None


def _lexicon_faults(tour: Tour, engines: Iterable[str]) -> list[Diagnostic]:
    """Return the phonemes that one of *engines* cannot say."""
    faults: list[Diagnostic] = []
    for name in engines:
        for lexeme in tour.lexicon:
            try:
                plugins.engine(name).pronounce(lexeme.graphemes[0], lexeme)
            except ValueError as fault:
                message = f"the {name} engine has no sound for {fault} in {lexeme.phoneme!r}"
                faults.append(Diagnostic(lexeme.span, message, "write General American IPA, such as lə ˈbɹeɪ.ə"))
    return faults


def _unsayable(say: Say, dropped: str, voice: Voice) -> Diagnostic:
    index = next((n for n, character in enumerate(say.text) if character in dropped), -1)
    span = Span(say.span.path, say.span.line, say.span.column + index) if 0 <= index < say.span.length else say.span
    shown = " ".join(dropped)
    message = f"the voice {voice.engine} {voice.name!r} cannot say {shown}"
    return Diagnostic(span, message, "write it in words, or leave it out")
