"""Checks the printed cards: there is one for each paper, whole, and made from the same tour as the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tour.diagnostics import reason
from tour.verify import reads
from tour.verify.findings import Fault
from tour.verify.manifest import Manifest

_INPUTS = re.compile(rb"/Keywords\s*\(tourpack card ([0-9a-f]{64})\)")
"""In the document information, which `tour.writers.card` leaves readable (ISO 32000-1, 14.3.3)."""


def faults(pack: Path, manifest: Manifest) -> Iterator[Fault]:
    """Yield what is wrong with the cards: one for each paper of the tour."""
    if not manifest.papers:
        yield Fault("", "pack.json names no paper for a card")
    for paper in dict.fromkeys(manifest.papers):
        name = f"route-card-{paper}.pdf"
        try:
            data = reads.read(pack, name)
        except FileNotFoundError:
            yield Fault(name, "is missing")
            continue
        except OSError as fault:
            yield Fault(name, f"cannot be read: {reason(fault)}")
            continue
        if not data.startswith(b"%PDF-") or not data.rstrip().endswith(b"%%EOF"):
            yield Fault(name, "is not a whole PDF")
        found = _INPUTS.search(data)
        if not found:
            yield Fault(name, "does not say what it was made from; build the pack again")
        elif found[1].decode() != manifest.card:
            yield Fault(
                name, "is stale: it was made from another state of the tour than the rest; build the whole pack"
            )
