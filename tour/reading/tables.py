"""The TOML files beside the scripts: sources.toml, what they cite, and lexicon.toml, how names are said."""

from __future__ import annotations

from tour.diagnostics import Span
from tour.model import Lexeme, Replacement, Source
from tour.normalize import read_as
from tour.reading.gathered import Gathered
from tour.reading.located import Located, read_toml
from tour.reading.schema import LexemeMatter, LexiconMatter, SourceMatter, same_named


def sources(gathered: Gathered) -> tuple[Source, ...]:
    """Return the sources of sources.toml; gather a fault for each that is not there, a warning for each not cited.

    To be called after the scripts were read.
    """
    text, path = gathered.read_text("sources.toml")
    known: dict[str, Source] = {}
    if text is not None:
        located = gathered.tried(read_toml, text, path)
        if located is None:
            return ()
        known = _known(gathered, located)
    for cite in gathered.cites:
        if cite.key not in known:
            hint = f"add [{cite.key}] with its title there" if cite.key else "write [^KEY]"
            gathered.fault(cite.span, f"the source {cite.key!r} is not in sources.toml", hint)
    if gathered.whole:
        _check_used(gathered, known)
    return tuple(known.values())


def _known(gathered: Gathered, located: Located) -> dict[str, Source]:
    known = {}
    for key, value in located.value.items():
        span = located.key((key,))
        if not isinstance(value, dict):
            gathered.fault(span, f"{key!r} is not a source", f"write [{key}] and title = …")
            continue
        matter = gathered.checked(SourceMatter, located, (key,))
        if matter is None:
            known[key] = Source(key, "", span)
        else:
            known[key] = Source(key=key, span=span, **same_named(matter, Source))
    return known


def _check_used(gathered: Gathered, known: dict[str, Source]) -> None:
    used = {cite.key for cite in gathered.cites}
    for key, source in known.items():
        if key not in used:
            hint = f"name it in a script with [^{key}], or remove it"
            gathered.warn(source.span, f"the source {key!r} is never used", hint, "unused")


def lexicon(gathered: Gathered) -> tuple[tuple[Lexeme, ...], tuple[Replacement, ...]]:
    """Return the lexemes of lexicon.toml, and what it replaces before anything else is read.

    To be called before the scripts are read, and after the tour's voice is known.
    """
    text, path = gathered.read_text("lexicon.toml")
    if text is None:
        return (), ()
    located = gathered.tried(read_toml, text, path)
    if located is None:
        return (), ()
    matter = gathered.checked(LexiconMatter, located)
    if matter is None:
        return (), ()
    _check_once(gathered, located, matter)
    lexemes = []
    replacements = []
    for n, entry in enumerate(matter.lexeme):
        span = located.at(("lexeme", n, "phoneme") if entry.phoneme else ("lexeme", n))
        if entry.read_as:
            replacements += _read_as(gathered, entry, span)
        else:
            lexemes.append(Lexeme(tuple(entry.grapheme), span, entry.phoneme, tuple(sorted(entry.alias.items()))))
    for n, rule in enumerate(matter.replace):
        replacements.append(Replacement(rule.written, rule.said, located.at(("replace", n, "written"))))
    return tuple(lexemes), tuple(replacements)


def _check_once(gathered: Gathered, located: Located, matter: LexiconMatter) -> None:
    """Gather a fault for each word that stands in the lexicon twice."""
    seen: set[str] = set()
    for n, entry in enumerate(matter.lexeme):
        for grapheme in entry.grapheme:
            if grapheme in seen:
                again = located.at(("lexeme", n, "grapheme"))
                gathered.fault(again, f"the grapheme {grapheme!r} stands here again", "join the two")
            seen.add(grapheme)
    for n, rule in enumerate(matter.replace):
        if rule.written in seen:
            gathered.fault(located.at(("replace", n, "written")), f"{rule.written!r} stands here again", "join the two")
        seen.add(rule.written)


def _read_as(gathered: Gathered, entry: LexemeMatter, span: Span) -> list[Replacement]:
    """Return what a lexeme with ``as`` replaces."""
    found = []
    for grapheme in entry.grapheme:
        try:
            said = read_as(grapheme, entry.read_as or "words", gathered.voice.language)
        except ValueError as fault:
            gathered.fault(span, str(fault), 'write as = "letters", or an alias')
        else:
            found.append(Replacement(grapheme, said, span))
    return found
