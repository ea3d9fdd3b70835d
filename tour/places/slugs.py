"""Names of places → slugs in ASCII, each once."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tour.inputs.marks import decomposed
from tour.normalize.letters import folded

_LONGEST = 48
"""Characters. A slug may have 60, and a number may follow."""


def slug_of(name: str) -> str:
    """Return *name* in small Latin letters, digits and single hyphens; empty where it has none of them."""
    plain = decomposed(folded(name.replace("ß", "ss")))
    # What has parts without Latin letters would keep an odd rest of its name.
    bare = re.sub(r"['’ʼ]", "", plain.encode("ascii", "ignore").decode().lower())
    slug = re.sub(r"[^a-z0-9]+", "-", bare).strip("-")
    if len(slug) > _LONGEST:
        slug = slug[: _LONGEST + 1].rpartition("-")[0] or slug[:_LONGEST]
    return slug


def slugs_of(names: Sequence[str], otherwise: str) -> list[str]:
    """Return a slug for each of *names*; doubles get ``-2``, ``-3``, names without Latin letters *otherwise*."""
    taken: set[str] = set()
    slugs = []
    for name in names:
        base = slug_of(name) or otherwise
        slug, count = base, 1
        while slug in taken:
            count += 1
            slug = f"{base}-{count}"
        taken.add(slug)
        slugs.append(slug)
    return slugs
