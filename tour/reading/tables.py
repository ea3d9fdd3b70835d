"""sources.toml and lexicon.toml: what the scripts refer to."""

from __future__ import annotations

from tour.diagnostics import Diagnostic, TourError
from tour.model import Lexeme, Source
from tour.reading.gathered import Draft
from tour.reading.located import Located, read_toml
from tour.reading.schema import LexiconMatter, SourceMatter


def sources(draft: Draft) -> tuple[Source, ...]:
    text, path = draft.text("sources.toml")
    located: Located | None = None
    if text is not None:
        try:
            located = read_toml(text, path)
        except TourError as error:
            draft.faults += error.diagnostics
            return ()
    known: dict[str, Source] = {}
    for key in located.value if located else ():
        assert located is not None  # for the type checker
        if not isinstance(located.value[key], dict):
            draft.faults.append(
                Diagnostic(located.key((key,)), f"{key!r} is not a source", f"write [{key}] and title = …")
            )
            continue
        matter = draft.checked(SourceMatter, located, (key,))
        if matter:
            known[key] = Source(
                key, matter.title, located.key((key,)), matter.publisher, matter.date, matter.url, matter.read
            )
        else:
            known[key] = Source(key, "", located.key((key,)))
    used = {cite.key for cite in draft.cites}
    for cite in draft.cites:
        if cite.key not in known:
            hint = f"add [{cite.key}] with its title there" if cite.key else "write [^KEY]"
            draft.faults.append(Diagnostic(cite.span, f"the source {cite.key!r} is not in sources.toml", hint))
    if draft.whole:
        for key, source in known.items():
            if key not in used:
                hint = f"name it in a script with [^{key}], or remove it"
                draft.faults.append(Diagnostic(source.span, f"the source {key!r} is never used", hint))
    return tuple(known.values())


def lexicon(draft: Draft) -> tuple[Lexeme, ...]:
    text, path = draft.text("lexicon.toml")
    if text is None:
        return ()
    try:
        located = read_toml(text, path)
    except TourError as error:
        draft.faults += error.diagnostics
        return ()
    matter = draft.checked(LexiconMatter, located)
    out: list[Lexeme] = []
    seen: set[str] = set()
    for n, entry in enumerate(matter.lexeme if matter else ()):
        span = located.at(("lexeme", n, "phoneme")) if entry.phoneme else located.at(("lexeme", n))
        for grapheme in entry.grapheme:
            if grapheme in seen:
                again = located.at(("lexeme", n, "grapheme"))
                draft.faults.append(Diagnostic(again, f"the grapheme {grapheme!r} stands here again", "join the two"))
            seen.add(grapheme)
        out.append(Lexeme(tuple(entry.grapheme), span, entry.phoneme, tuple(sorted(entry.alias.items()))))
    return tuple(out)
