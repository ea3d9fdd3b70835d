"""Rules for what a voice will say badly: words that no rule of speech made sayable and no dictionary has.

Doubts about what is meant are told where a script is read; here is what is left once all rules have run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from tour import plugins
from tour.check.names import place
from tour.diagnostics import Diagnostic, TourError
from tour.engines import Engine, Phonetic
from tour.model import Say, Tour
from tour.narration.lexicon import Names
from tour.narration.orders import Plan, names_of
from tour.normalize.initials import AS_WORDS
from tour.pack.remembered import remembered

_TOKEN = re.compile(r"[^\s\"“”,;:?!…()]+")
_CAPITALS = 5
"""Letters from which on a word in capitals is taken for a name in letters rather than a word."""
_HINT = 'write it out, or tell how it is said: lexicon.toml, or {say="…"} behind it'


def faults(plan: Plan) -> list[Diagnostic]:
    """Return the words that the tour's voices would stumble over, each where it first stands."""
    return [*_faults(plan)]


def _faults(plan: Plan) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    names = Names(plan.tour.lexicon)
    for say in dict.fromkeys(plan.says()):
        if say.paragraph < 0:
            continue  # a line of the program's own
        for token in _suspects(say, plan.tour, names):
            if token not in seen:
                seen.add(token)
                yield _warning(say, token, plan.tour)


def _suspects(say: Say, tour: Tour, names: Names) -> Iterator[str]:
    """Yield the words of *say* that look as if no voice could say them; its *names* the lexicon tells."""
    language = (say.voice or tour.voice).language
    if language.partition("-")[0].lower() != "en":
        return  # its figures and abbreviations are the voice's to read
    engine = _engine(say, tour)
    if engine is None:
        return
    text = names_of(say, tour, names).without(say.spoken)
    shouted = text.isupper()
    for match in _TOKEN.finditer(text):
        inner = match.end() < len(text.rstrip(" \"”')"))
        token = match[0].strip("'-").rstrip("" if inner else ".")
        if token and _odd(token, shouted) and not _known(token, engine):
            yield token


@lru_cache(maxsize=1 << 14)  # a tour says most of its words again and again
def _odd(token: str, shouted: bool) -> bool:
    """Return whether *token* has no vowel, a figure, a dot inside, or many capitals."""
    bare = re.sub(r"['’]s?$", "", token)
    if any(map(str.isdigit, bare)) or "." in bare:
        return True
    if not bare.isascii() or len(bare) < 2:
        return False
    if bare.isupper():
        return len(bare) >= _CAPITALS and not shouted and bare not in AS_WORDS
    return not set(bare.lower()) & set("aeiouy")


def _known(token: str, engine: Engine) -> bool:
    """Return whether the voice's dictionary has the word. An abbreviation with its dot is in none.

    Capitals are looked up as a word: any voice can spell them, and that may not be what is meant.
    """
    if not isinstance(engine, Phonetic) or "." in token or any(map(str.isdigit, token)):
        return False
    bare = re.sub(r"['’]s$", "", token)

    def known() -> bool:
        return engine.knows(bare.lower() if bare.isupper() else bare) or engine.knows(bare.capitalize())

    return bool(remembered("known", f"{engine.fingerprint}\n{bare}", known))


def _engine(say: Say, tour: Tour) -> Engine | None:
    """Return the sentence's engine, or None where there is none: the plan tells of that at its place."""
    try:
        return plugins.engine((say.voice or tour.voice).engine)
    except TourError:
        return None


def _warning(say: Say, token: str, tour: Tour) -> Diagnostic:
    message = f"the voice does not know {token!r}{_made(token, _engine(say, tour))}"
    return Diagnostic(place(say, token), message, _HINT, "warning", "word")


def _made(token: str, engine: Engine | None) -> str:
    """Return what *engine* would make of *token*, where it can tell: that takes it a quarter of a second."""
    if not isinstance(engine, Phonetic):
        return ""
    said = remembered("made", f"{engine.fingerprint}\n{token}", lambda: engine.phonemes(token))
    return f", and would say {said!r}"
