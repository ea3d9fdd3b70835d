"""Drawings that outlive a build: while what one is drawn of is the same, it is taken from the cache.

A changed word changes neither the map, nor the cover, nor an icon, and drawing them takes longer than all else that it
asks of the page. A build says where they are kept; anywhere else each is drawn anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from functools import cache
from importlib.metadata import PackageNotFoundError, version

from tour.diagnostics import TourError
from tour.digests import digest, own_code
from tour.pack.cache import Store

_DRAW = (
    "fontpkg-atkinson-hyperlegible",
    "fontpkg-fira-sans",
    "minify-html",
    "pillow",
    "reportlab",
    "tree-sitter",
    "tree-sitter-javascript",
)
"""Distributions that change what is drawn, besides our own code; the player's script is kept as a drawing is."""

_store: ContextVar[Store | None] = ContextVar("store", default=None)


@contextmanager
def kept_in(store: Store) -> Iterator[None]:
    """Take drawings from *store* meanwhile, and put there those that it lacks."""
    token = _store.set(store)
    try:
        yield
    finally:
        _store.reset(token)


def kept(name: str, of: object, draw: Callable[[], bytes]) -> bytes:
    """Return the bytes that *draw* gives, or those that it gave when it was last called for *name* and *of*.

    *name* tells one kind of drawing from another; *of* is a digest, or any value, of all that *draw* looks at besides
    the program. Raises what *draw* raises.
    """
    store = _store.get()
    if store is None:
        return draw()
    key = digest([name, of, own_code(), _tools()])
    found = store.kept(key)
    if found is None:
        found = draw()
        with suppress(TourError):  # a cache that may only be read serves what it has
            store.put_kept(key, found)
    return found


@cache
def _tools() -> tuple[str, ...]:
    return tuple(map(_version, _DRAW))


def _version(distribution: str) -> str:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return ""
