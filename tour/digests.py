"""Digests of values, and of the program itself: cache, manifest and workers compare these to tell what has changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path, PurePath
from typing import Any

from tour.diagnostics import Span


def digest(value: object) -> str:
    """Return the SHA-256, in hex, of *value* as canonical JSON.

    Spans do not count, nor do paths on this computer: where a thing stands must not change what it is.
    """
    text = json.dumps(value, default=_plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()  # of names: not all are UTF-8


@cache
def own_code() -> str:
    """Return a digest of the program's files. Its version would not tell of a change that is being worked on."""
    root = Path(__file__).parent
    # What the pages are made of and the words of each language are no Python, and count as much.
    page = [path for path in (root / "page" / "web").rglob("*") if path.is_file()]
    hashed = hashlib.sha256()
    words = (root / "words" / "languages").glob("*.toml")
    for path in sorted([*root.rglob("*.py"), *page, *words]):
        hashed.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return hashed.hexdigest()


def _plain(value: Any) -> Any:  # whatever a dataclass can hold
    """Return what JSON can say of *value*, or of which it will ask for the parts."""
    if isinstance(value, Span | Path):
        return None
    kind: object = type(value)
    if (names := _fields(kind)) is not None:
        return {name: getattr(value, name) for name in names}
    if isinstance(value, Mapping):
        return {str(key): item for key, item in value.items()}
    if isinstance(value, bytes):
        return hashlib.sha256(value).hexdigest()
    if isinstance(value, PurePath):
        return value.as_posix()
    raise TypeError(value)


@cache
def _fields(kind: Any) -> tuple[str, ...] | None:  # a type
    """Return the names of a dataclass's fields; None for what is no dataclass."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else None
