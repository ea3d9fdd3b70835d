"""A plan → finished tracks: speaks the sentences that the store lacks, and mixes the tracks that it lacks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import PurePosixPath

from tour.diagnostics import TourError
from tour.digests import digest
from tour.events import Planned
from tour.model import Pause, Say, Sound, Track
from tour.narration.episode import look_ahead
from tour.narration.orders import Order, Plan
from tour.narration.plan import Sheet, under
from tour.narration.speak_and_mix import Work
from tour.narration.tracks import finished
from tour.narration.workshop import Workshop
from tour.pack.cache import Store, Stored
from tour.sound import earcons
from tour.sound.parts import RECIPE

FEW_CLIPS = 4
FEW_TRACKS = 2
"""This many missing clips and tracks or fewer are made here: a pool's first answer takes longer than they do."""


def narrate(plan: Plan, workshop: Workshop, whole: bool = False) -> tuple[Track, ...]:
    """Return the tracks of *plan*, in play order; *whole* tells whether they will be joined in one file too.

    Raises TourError with the fault of every sentence that cannot be spoken; what could be spoken stays in the store.
    """
    if plan.faults:
        raise TourError(*plan.faults)
    keys = {sheet.path: _track_key(plan, sheet) for sheet in plan.sheets}
    tracks = _stored(keys, workshop.store)
    to_mix = [sheet for sheet in plan.sheets if sheet.path not in tracks]
    missing = _missing(plan, to_mix, workshop.store)
    clips = {order.key for order in plan.orders.values()}
    workshop.report(Planned(len(missing), len(clips) - len(missing), len(to_mix)))
    if to_mix:
        workshop.store.refuse_work(missing)
        little = len(missing) <= FEW_CLIPS and len(to_mix) <= FEW_TRACKS
        if whole:
            workshop.chores.append(partial(look_ahead, tuple(tracks.values()), workshop.store))
        # Of more, all workers are busy as it is.
        work = Work(plan, workshop, keys, little=little, with_aac=whole and little)
        tracks |= work.run(to_mix, missing)
    return tuple(finished(plan.tour, sheet, number, tracks[sheet.path]) for number, sheet in enumerate(plan.sheets, 1))


def spoken(plan: Plan, store: Store) -> Mapping[PurePosixPath, Stored]:
    """Return those tracks of *plan* that *store* has, by path; none where a sentence cannot be asked for."""
    if plan.faults:
        return {}
    return _stored({sheet.path: _track_key(plan, sheet) for sheet in plan.sheets}, store)


def _stored(keys: dict[PurePosixPath, str], store: Store) -> dict[PurePosixPath, Stored]:
    """Return the tracks that the store has."""
    tracks: dict[PurePosixPath, Stored] = {}
    for path, key in keys.items():
        if track := store.track(key):
            tracks[path] = track
    return tracks


def _missing(plan: Plan, to_mix: Iterable[Sheet], store: Store) -> dict[str, Order]:
    """Return what the store lacks of the sentences of *to_mix*, by key, in the order in which they are first said."""
    missing: dict[str, Order] = {}
    for sheet in to_mix:
        for order in plan.of(sheet):
            if order.key not in missing and not store.has_clip(order.key):
                missing[order.key] = order
    return missing


def _track_key(plan: Plan, sheet: Sheet) -> str:
    """Return the key of a track's sound: no title, no number, no place in a file."""
    from tour.sound import silence
    from tour.sound.codec import encoder_fingerprint

    parts: list[object] = []
    for index, segment in enumerate(sheet.segments):
        match segment:
            case Say():
                parts.append(plan.orders[segment].key)
            case Pause():
                parts.append(segment.seconds)
            case Sound(path=None):
                parts.append([earcons.fingerprint(segment.name)])
            case Sound():
                parts.append([segment.digest, under(sheet.segments, index)])
    hum = [silence.RECIPE] if sheet.kind == "quiet" else []
    return digest([RECIPE, encoder_fingerprint(), plan.tour.loudness, parts, *hum])
