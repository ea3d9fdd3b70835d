"""What was found out of each sentence, remembered from one build to the next: a changed word changes one of hundreds.

A build says where that is kept; anywhere else each sentence is looked at anew. All of it is one small file in the
cache; what is larger than a sentence is for `tour.pack.kept`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

from tour.diagnostics import TourError
from tour.digests import digest, own_code
from tour.inputs.plain_files import real
from tour.pack.cache import Store

Found = Any
"""What JSON gives back as it was: text, numbers, and lists of these."""


@dataclass(slots=True)
class _Memory:
    before: dict[str, Found]
    """Of the last build."""
    now: dict[str, Found] = field(default_factory=dict)


_memory: ContextVar[_Memory | None] = ContextVar("memory", default=None)


@contextmanager
def remembered_in(store: Store, root: Path) -> Iterator[Callable[[], None]]:
    """Take from *store*, meanwhile, what is known of the sentences of the tour in folder *root*.

    Gives what keeps that of those that it has now, to be called once it is checked: it waits for the disk.
    """
    key = digest(["sentences", str(real(root)), own_code(), version("babel"), version("num2words")])
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


def remembered(what: str, of: str, find: Callable[[], Found]) -> Found:
    """Return what *find* gives, or gave when it was last called to find out *what* of this text.

    *of* holds all that *find* looks at besides the program.
    """
    memory = _memory.get()
    if memory is None:
        return find()
    name = f"{what}\n{of}"
    if name not in memory.now:
        memory.now[name] = memory.before[name] if name in memory.before else find()
    return memory.now[name]


def _encoded(memory: dict[str, Found]) -> bytes:
    return json.dumps(memory, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _decoded(data: bytes | None) -> dict[str, Found]:
    """Return what `_encoded` wrote; the cache has seen to it that it is whole."""
    return dict(json.loads(data.decode("utf-8", "surrogatepass"))) if data else {}
