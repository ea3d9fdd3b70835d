"""Engines and writers, built-in or not, found by their entry points and loaded on use."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from threading import Lock

from tour.diagnostics import Diagnostic, TourError, did_you_mean
from tour.engines import Engine
from tour.model import File, Pack

Writer = Callable[[Pack], Iterable[File]]

ENGINES = "tourpack.engines"
WRITERS = "tourpack.writers"


@cache
def found(group: str) -> dict[str, EntryPoint]:
    """Return the plug-ins of *group* by name. Two with one name is a fault that names both distributions."""
    by_name: dict[str, EntryPoint] = {}
    for entry in entry_points(group=group):
        other = by_name.setdefault(entry.name, entry)
        if other.value != entry.value:
            both = " and ".join(sorted(e.dist.name if e.dist else "?" for e in (other, entry)))
            kind = group.rpartition(".")[2].removesuffix("s")
            raise TourError(Diagnostic(None, f"two {kind}s are called {entry.name!r}", f"uninstall one of {both}"))
    return dict(sorted(by_name.items()))


_engines: dict[str, Engine] = {}
_lock = Lock()


def engine(name: str) -> Engine:
    """Return the one engine called *name* in this process. Raises TourError when there is none."""
    with _lock:  # a bare cache would make one engine for each thread that asks first
        if name not in _engines:
            _engines[name] = _load(ENGINES, name)()
        return _engines[name]


def writer(name: str) -> Writer:
    """Return the writer called *name*. Raises TourError when there is none."""
    loaded: Writer = _load(WRITERS, name)
    return loaded


def _load(group: str, name: str):  # type: ignore[no-untyped-def]  # what an entry point holds has no type
    known = found(group)
    kind = group.rpartition(".")[2].removesuffix("s")
    if name not in known:
        raise TourError(Diagnostic(None, f"there is no {kind} {name!r}", did_you_mean(name, known)))
    try:
        return known[name].load()
    except (ImportError, AttributeError) as fault:
        dist = known[name].dist
        hint = f"is {dist.name if dist else 'its distribution'} installed whole?"
        raise TourError(Diagnostic(None, f"the {kind} {name!r} cannot be loaded: {fault}", hint)) from None
