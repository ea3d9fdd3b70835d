"""Engines and writers, built-in or not, found by their entry points and loaded on use."""

from __future__ import annotations

from functools import cache
from importlib.metadata import EntryPoint, EntryPoints, entry_points
from threading import Lock
from typing import Any

from tour.diagnostics import Diagnostic, TourError, did_you_mean
from tour.digests import own_code
from tour.engines import Engine

ENGINES = "tourpack.engines"
WRITERS = "tourpack.writers"


def names(group: str) -> list[str]:
    """Return the names of the plug-ins of *group*, whatever is wrong with them."""
    return sorted({entry.name for entry in entries(group)})


def entries(group: str) -> EntryPoints:
    """Return the entry points of *group*."""
    selected: EntryPoints = _entries().select(group=group)
    return selected


@cache
def _entries() -> Any:  # from Python 3.12 on it is EntryPoints, before that a class that is gone there
    """Return all entry points: read once for all groups, for it takes a file of each distribution that is installed."""
    return entry_points()


@cache
def found(group: str) -> dict[str, EntryPoint]:
    """Return the plug-ins of *group* by name, in the order of their names.

    Two with one name are a fault that names both distributions.
    """
    by_name: dict[str, EntryPoint] = {}
    for entry in entries(group):
        other = by_name.setdefault(entry.name, entry)
        if other.value != entry.value:
            both = " and ".join(sorted(_distribution(entry, "?") for entry in (other, entry)))
            message = f"two {_kind(group)}s are called {entry.name!r}"
            raise TourError(Diagnostic(None, message, f"uninstall one of {both}"))
    return dict(sorted(by_name.items()))


_engines: dict[str, Engine] = {}
_lock = Lock()


def engine(name: str) -> Engine:
    """Return the one engine called *name* in this process. Raises TourError when there is none."""
    with _lock:  # a bare cache would make one engine for each thread that asks first
        if name not in _engines:
            _engines[name] = load(ENGINES, name)()
        return _engines[name]


def load(group: str, name: str) -> Any:  # what an entry point holds has no type
    """Return the plug-in *name* of *group*, imported. Raises TourError when there is none, or it cannot be imported."""
    known = found(group)
    if name not in known:
        raise TourError(Diagnostic(None, f"there is no {_kind(group)} {name!r}", did_you_mean(name, known)))
    try:
        return known[name].load()
    except (ImportError, AttributeError) as fault:
        hint = f"is {_distribution(known[name], 'its distribution')} installed whole?"
        raise TourError(Diagnostic(None, f"the {_kind(group)} {name!r} cannot be loaded: {fault}", hint)) from None


def fingerprint(entry: EntryPoint) -> str:
    """Return what changes when the plug-in's code does: its distribution's version, or a digest of our own files."""
    if entry.value.startswith("tour."):
        return own_code()
    return f"{entry.dist.name} {entry.dist.version}" if entry.dist else entry.value


def _kind(group: str) -> str:
    return group.rpartition(".")[2].removesuffix("s")


def _distribution(entry: EntryPoint, otherwise: str) -> str:
    return entry.dist.name if entry.dist else otherwise
