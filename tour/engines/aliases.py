"""What an engine that takes no phonemes is told instead of a name."""

from __future__ import annotations

from tour.model import Lexeme


def alias(engine: str, grapheme: str, lexeme: Lexeme) -> str:
    """Return the lexeme's alias for *engine*, or *grapheme* as it is; the 's of an owner stays."""
    respelt = dict(lexeme.alias).get(engine)
    if respelt is None:
        return grapheme
    return respelt + ("'s" if owner(grapheme, lexeme) else "")


def owner(grapheme: str, lexeme: Lexeme) -> bool:
    """Return whether the 's at the end of *grapheme*, as `lexicon.pronounce` gives it, is not part of the name."""
    return grapheme.endswith("'s") and not any(name.replace("’", "'") == grapheme for name in lexeme.graphemes)
