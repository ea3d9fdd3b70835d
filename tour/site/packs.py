"""What a pack's manifest says of it, as far as a front page tells it. A pack may be anybody's: nothing is believed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import Any, get_args

from tour.diagnostics import Diagnostic, TourError
from tour.events import Noted, Report
from tour.inputs.marks import decomposed
from tour.inputs.plain_files import is_file, real
from tour.model import By, Means, Place
from tour.pack.find_pack import packs_below, unseen_below
from tour.pack.manifest import believed, read_manifest, rows

PAGE = "index.html"
_SLUG = re.compile(r"(?=.{1,60}$)[a-z0-9]+(?:-[a-z0-9]+)*")
"""What names a pack's folder (`tour.reading.schema.Slug`)."""
_LONGEST = 300
"""Characters of a text that are shown."""
_MOST_STOPS = 500


@dataclass(frozen=True, slots=True)
class Listed:
    """A pack as the front page lists it."""

    folder: Path
    href: str
    """Of its folder, from the front page, with a slash at its end; empty until it is known."""
    slug: str
    title: str
    subtitle: str
    language: str
    stops: tuple[str, ...]
    """Titles, in order."""
    places: tuple[Place, ...]
    """Of the stops that have one, in order."""
    metres: float
    walking_seconds: float
    listening_seconds: float
    bytes: int
    """Of what a phone keeps: all but the zip and the M4B."""
    cards: tuple[str, ...]
    """File names of the route card."""
    rides: tuple[tuple[By, float], ...] = ()
    """By what it is ridden, and for how many seconds, leg by leg."""
    indoors: bool = False
    """True when no way leads from stop to stop that a map could show: rooms, or stops on one spot."""

    @property
    def order(self) -> tuple[str, ...]:
        """What the list is sorted by: the title without accents and capitals, then what tells equal ones apart."""
        plain = decomposed(self.title).casefold()
        return "".join(filter(str.isalnum, plain)), self.language, self.slug, self.href


def found_below(out: Path, report: Report) -> list[Path]:
    """Return the packs right below *out*, proofs apart; tell *report* of a folder that may hide one.

    Raises TourError when there is none.
    """
    for folder in unseen_below(out):
        report(Noted(f"{folder} cannot be looked into, and is left out"))
    packs = [pack for pack in packs_below(out) if not _is_proof(read_manifest(pack))]
    if not packs:
        hint = "tourpack build PROJECT… --out DIR makes them; or name their folders"
        raise TourError(Diagnostic(None, f"there is no pack below {out}", hint))
    return packs


def read_all(packs: Iterable[Path]) -> list[Listed]:
    """Return what each of *packs* says of itself, one that is named twice once. Raises TourError with every fault."""
    listed, faults = [], []
    once: dict[Path, Path] = {}
    for pack in packs:
        once.setdefault(real(pack), pack)
    for folder in once.values():
        manifest = read_manifest(folder)
        if fault := _fault(folder, manifest):
            faults.append(fault)
        else:
            listed.append(_listed(folder, manifest))
    if faults:
        raise TourError(*faults)
    return listed


def _fault(folder: Path, manifest: Mapping[str, Any]) -> Diagnostic | None:  # JSON
    if not manifest:
        return Diagnostic(
            None, f"{folder} is no pack: it has no pack.json that can be read", "tourpack build makes one"
        )
    if _is_proof(manifest):
        return Diagnostic(None, f"{folder} is a proof of how names are said, and no tour", "leave it out")
    if not all(_text(manifest, key) for key in ("slug", "title", "language")):
        return Diagnostic(None, f"the pack.json of {folder} lacks slug, title or language", "build the pack again")
    if not _SLUG.fullmatch(_text(manifest, "slug")):
        return Diagnostic(
            None, f"the slug in the pack.json of {folder} is no name for a folder", "build the pack again"
        )
    if not believed(manifest):
        message = f"the pack.json of {folder} lists files as no build does"
        return Diagnostic(None, message, f"tourpack verify {folder} tells more; build the pack again")
    if PAGE not in {row.path for row in rows(manifest)} or not is_file(folder / PAGE):
        hint = "build the pack whole, without --only"
        return Diagnostic(None, f"{folder} has no page that could be opened", hint)
    return None


def _listed(folder: Path, manifest: Mapping[str, Any]) -> Listed:  # JSON
    stops = _rows(manifest, "stops")[:_MOST_STOPS]
    files = rows(manifest)
    return Listed(
        folder=folder,
        href="",
        slug=_text(manifest, "slug"),
        title=_text(manifest, "title"),
        subtitle=_text(manifest, "subtitle"),
        language=_text(manifest, "language"),
        stops=tuple(_text(stop, "title") for stop in stops),
        places=tuple(place for stop in stops if (place := _place(stop.get("place")))),
        metres=_number(manifest, "metres"),
        walking_seconds=_number(manifest, "walking_seconds"),
        rides=tuple(_rides(manifest)),
        indoors=len(stops) > 1 and manifest.get("legs") == [],
        listening_seconds=_number(manifest, "listening_seconds"),
        bytes=sum(row.size for row in files if not row.path.endswith((".zip", ".m4b"))),
        cards=tuple(row.path for row in files if row.path.startswith("route-card-") and row.path.endswith(".pdf")),
    )


def _rides(manifest: Mapping[str, Any]) -> Iterator[tuple[By, float]]:  # JSON
    for leg in _rows(manifest, "legs")[:_MOST_STOPS]:
        by = next((known for known in get_args(Means) if known == leg.get("by")), None)
        if by:
            yield by, _number(leg, "seconds")


def _is_proof(manifest: Mapping[str, Any]) -> bool:  # JSON
    return any(row.get("kind") == "proof" for row in _rows(manifest, "tracks"))


def _rows(manifest: Mapping[str, Any], table: str) -> list[Mapping[str, Any]]:  # JSON
    found = manifest.get(table)
    return [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []


def _text(table: Mapping[str, Any], key: str) -> str:  # JSON
    value = table.get(key)
    return " ".join(value.split())[:_LONGEST] if isinstance(value, str) else ""


def _number(table: Mapping[str, Any], key: str) -> float:  # JSON
    value = table.get(key)
    good = isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < 1e9
    return float(value) if good and value is not None else 0.0


def _place(value: Any) -> Place | None:  # JSON
    """Return the place of a stop: latitude and longitude in degrees; None for anything else."""
    if not isinstance(value, Sequence) or len(value) != 2 or not all(isinstance(one, int | float) for one in value):
        return None
    lat, lon = value
    good = isfinite(lat) and isfinite(lon) and abs(lat) <= 90 and abs(lon) <= 180
    return Place(float(lat), float(lon)) if good else None
