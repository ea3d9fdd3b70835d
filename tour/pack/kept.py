"""What outlives a build: while what it is made of is the same, a drawing or a script is taken from the cache.

A changed word changes neither the map, nor the cover, nor an icon, nor the player, and making them takes longer than
all else that it asks of the page. A build says where they are kept; anywhere else each is made anew.
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

_TOOLS = (
    "fontpkg-atkinson-hyperlegible",
    "fontpkg-fira-sans",
    "minify-html",
    "pillow",
    "reportlab",
    "tree-sitter",
    "tree-sitter-javascript",
)
"""Distributions that change what is made, besides our own code."""

_store: ContextVar[Store | None] = ContextVar("store", default=None)


@contextmanager
def kept_in(store: Store) -> Iterator[None]:
    """Take from *store* meanwhile what it has, and put there what it lacks."""
    token = _store.set(store)
    try:
        yield
    finally:
        _store.reset(token)


def kept(name: str, of: object, make: Callable[[], bytes]) -> bytes:
    """Return the bytes that *make* gives, or those that it gave when it was last called for *name* and *of*.

    *name* tells one kind of thing from another; *of* is a digest, or any value, of all that *make* looks at besides
    the program. Raises what *make* raises.
    """
    store = _store.get()
    if store is None:
        return make()
    key = digest([name, of, own_code(), _tools()])
    found = store.kept(key)
    if found is None:
        found = make()
        with suppress(TourError):  # a cache that may only be read serves what it has
            store.put_kept(key, found)
    return found


@cache
def _tools() -> tuple[str, ...]:
    return tuple(map(_version, _TOOLS))


def _version(distribution: str) -> str:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return ""
