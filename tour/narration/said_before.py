"""How each sentence is said, remembered from one build to the next: a changed word changes one of many hundred.

A build says where that is kept; anywhere else the rules of speech run over each sentence.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import astuple, dataclass, field
from importlib.metadata import version
from pathlib import Path

from tour import normalize as rules
from tour.diagnostics import TourError
from tour.digests import digest, own_code
from tour.inputs.plain_files import real
from tour.normalize import Doubt
from tour.pack.cache import Store

Heard = tuple[str, tuple[Doubt, ...]]
"""What a voice says of a sentence, and what of it nobody can be sure how to read."""


@dataclass(slots=True)
class _Memory:
    before: dict[str, Heard]
    """Of the last build, by language and text."""
    now: dict[str, Heard] = field(default_factory=dict)


_memory: ContextVar[_Memory | None] = ContextVar("memory", default=None)


@contextmanager
def remembered_in(store: Store, root: Path) -> Iterator[Callable[[], None]]:
    """Take from *store*, meanwhile, how sentences of the tour in folder *root* are said.

    Gives what keeps those that it has now, to be called once it is read: it waits for the disk.
    """
    key = digest(["said", str(real(root)), own_code(), version("babel"), version("num2words")])
    memory = _Memory(_decoded(store.kept(key)))

    def keep() -> None:
        if memory.now != memory.before:
            with suppress(TourError):  # a cache that may only be read serves what it has
                store.put_kept(key, _encoded(memory.now))
                memory.before = dict(memory.now)

    token = _memory.set(memory)
    try:
        yield keep
    finally:
        _memory.reset(token)


def normalize(text: str, language: str) -> str:
    """Return how a voice says *text*, one sentence as written; *language* is BCP 47."""
    memory = _memory.get()
    return _heard(memory, text, language)[0] if memory else rules.normalize(text, language)


def doubts(text: str, language: str) -> tuple[Doubt, ...]:
    """Return the places of *text*, one sentence as written, where nobody can be sure what is meant."""
    memory = _memory.get()
    return _heard(memory, text, language)[1] if memory else rules.doubts(text, language)


def _heard(memory: _Memory, text: str, language: str) -> Heard:
    name = f"{language}\n{text}"
    heard = memory.now.get(name) or memory.before.get(name)
    if heard is None:
        heard = rules.normalize(text, language), rules.doubts(text, language)
    memory.now[name] = heard
    return heard


def _encoded(memory: dict[str, Heard]) -> bytes:
    rows = {name: [spoken, list(map(astuple, found))] for name, (spoken, found) in memory.items()}
    return json.dumps(rows, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _decoded(data: bytes | None) -> dict[str, Heard]:
    """Return what `_encoded` wrote; the cache has seen to it that it is whole."""
    rows = json.loads(data.decode("utf-8", "surrogatepass")) if data else {}
    return {name: (spoken, tuple(Doubt(*row) for row in found)) for name, (spoken, found) in rows.items()}
