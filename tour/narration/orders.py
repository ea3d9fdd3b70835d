"""Track sheets → what to ask of which engine; and every fault in it that can be seen without speaking."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import cast

from tour import plugins
from tour.diagnostics import Diagnostic, Span, TourError
from tour.digests import digest
from tour.engines import Named
from tour.model import Say, Tour, Voice
from tour.narration.lexicon import Names
from tour.narration.plan import Sheet

CLIP_RECIPE = 1
"""Raised when the way a clip is made changes."""


@dataclass(frozen=True, slots=True)
class Order:
    """One sentence to be spoken, as the engine gets it."""

    key: str
    text: str
    voice: Voice
    say: Say


@dataclass(frozen=True, slots=True)
class Plan:
    """All that is to be spoken and mixed. A check and a build need the same one; it is made once for both."""

    tour: Tour
    sheets: tuple[Sheet, ...]
    """The tracks, in play order."""
    orders: Mapping[Say, Order]
    """What to ask for each sentence that can be asked."""
    faults: tuple[Diagnostic, ...]
    """Of the sentences that cannot be asked."""

    @property
    def voices(self) -> frozenset[Voice]:
        """The voices that are asked."""
        return frozenset(order.voice for order in self.orders.values())

    def says(self) -> Iterator[Say]:
        """Yield every sentence, in order, as often as it is said."""
        return _says(self.sheets)

    def of(self, sheet: Sheet) -> list[Order]:
        """Return what to ask for the sentences of *sheet*, in order. Raises KeyError for one that cannot be asked."""
        return [self.orders[say] for say in _says([sheet])]


def make_plan(tour: Tour, sheets: Iterable[Sheet]) -> Plan:
    """Return the plan of *sheets*, spoken by the voices of *tour*, with every fault that can be seen in it."""
    sheets = tuple(sheets)
    voices = dict.fromkeys(say.voice or tour.voice for say in _says(sheets))
    refused = _refused(voices)
    names = Names(tour.lexicon)
    orders: dict[Say, Order] = {}
    faults: list[Diagnostic] = []
    for say in _says(sheets):
        voice = say.voice or tour.voice
        if voice in refused:
            faults.append(replace(refused[voice], span=say.span if say.voice else None))
            continue
        engine = plugins.engine(voice.engine)
        try:
            text = names_of(say, tour, names).pronounce(say.spoken, engine.pronounce)
        except ValueError:
            continue  # an IPA symbol that the engine lacks: said below, once, at its lexeme
        if dropped := engine.unsayable(text):
            faults.append(_unsayable(say, dropped, voice))
        orders[say] = Order(digest([CLIP_RECIPE, engine.fingerprint, voice, text]), text, voice, say)
    faults += _lexicon_faults(tour, sorted({voice.engine for voice in voices.keys() - refused.keys()}))
    return Plan(tour, sheets, orders, tuple(dict.fromkeys(faults)))


def names_of(say: Say, tour: Tour, own: Names) -> Names:
    """Return *own*, the names of *tour*, and those in *say* that its engine alone has wrong."""
    voice = say.voice or tour.voice
    engine = plugins.engine(voice.engine)
    return own.joined_by(cast(Named, engine).names(say.spoken, voice)) if _is_named(type(engine)) else own


@cache
def _is_named(kind: type) -> bool:
    """Return whether engines of a *kind* are `Named`: asked for each sentence, and dear to find out."""
    return issubclass(kind, Named)


def _says(sheets: Iterable[Sheet]) -> Iterator[Say]:
    for sheet in sheets:
        for segment in sheet.segments:
            if isinstance(segment, Say):
                yield segment


def _refused(voices: Iterable[Voice]) -> dict[Voice, Diagnostic]:
    """Return the voices that their engines refuse, and why."""
    refused: dict[Voice, Diagnostic] = {}
    for voice in voices:
        if fault := _refusal(voice):
            refused[voice] = fault
    return refused


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
