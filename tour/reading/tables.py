"""The TOML files beside the scripts: sources.toml, what they cite, and lexicon.toml, how names are said."""

from __future__ import annotations

from tour.model import Lexeme, Source
from tour.reading.gathered import Gathered
from tour.reading.located import Located, read_toml
from tour.reading.schema import LexiconMatter, SourceMatter, same_named


def sources(gathered: Gathered) -> tuple[Source, ...]:
    """Return the sources of sources.toml, and gather a fault for each that no script cites or that is not there.

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
            gathered.fault(source.span, f"the source {key!r} is never used", hint)


def lexicon(gathered: Gathered) -> tuple[Lexeme, ...]:
    """Return the lexemes of lexicon.toml."""
    text, path = gathered.read_text("lexicon.toml")
    if text is None:
        return ()
    located = gathered.tried(read_toml, text, path)
    if located is None:
        return ()
    matter = gathered.checked(LexiconMatter, located)
    if matter is None:
        return ()
    lexemes = []
    seen: set[str] = set()
    for n, entry in enumerate(matter.lexeme):
        for grapheme in entry.grapheme:
            if grapheme in seen:
                again = located.at(("lexeme", n, "grapheme"))
                gathered.fault(again, f"the grapheme {grapheme!r} stands here again", "join the two")
            seen.add(grapheme)
        span = located.at(("lexeme", n, "phoneme") if entry.phoneme else ("lexeme", n))
        lexemes.append(Lexeme(tuple(entry.grapheme), span, entry.phoneme, tuple(sorted(entry.alias.items()))))
    return tuple(lexemes)
