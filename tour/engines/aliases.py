"""Names for engines that take no phonemes: the alias that the lexicon has, with the ending of the word in the text."""

from __future__ import annotations

from tour.model import Lexeme


def alias(engine: str, grapheme: str, lexeme: Lexeme) -> str:
    """Return the lexeme's alias for *engine*, or that for every engine, or *grapheme* as it is; its ending stays."""
    aliases = dict(lexeme.alias)
    respelt = aliases.get(engine, aliases.get(""))
    if respelt is None:
        return grapheme
    return respelt + ending(grapheme, lexeme)


def ending(grapheme: str, lexeme: Lexeme) -> str:
    """Return what `lexicon.pronounce` found after the name: ``'s``, ``s``, ``es``, ``s'``, or nothing."""
    names = [name.replace("’", "'") for name in lexeme.graphemes]
    plain = grapheme.replace("’", "'")
    if plain in names:
        return ""
    return next(
        (end for end in ("'s", "es'", "es", "s'", "s") if plain.endswith(end) and plain[: -len(end)] in names), ""
    )
