"""The finished tracks → the whole tour in one file: an M4B of AAC that is cached per track, with chapters and cover."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import accumulate
from pathlib import Path

from tour.digests import digest
from tour.events import Encoded
from tour.executors.schedule import Job
from tour.formats.m4b import Book, m4b_head
from tour.model import Episode, Pack, Tour, Track
from tour.narration.workshop import Workshop
from tour.pack.cache import Aac, Store, Stored
from tour.sound.begun import aac
from tour.sound.codec import AAC_BITS, FRAME, RATE, aac_frames, encoder_fingerprint
from tour.sound.silence import silent_mp3
from tour.words.album import artist, comment, genre, language
from tour.words.plaintext import plain

RECIPE = 1
"""Raised when the same tracks come to make another file."""

FEW = 2
"""This many tracks or fewer are encoded here: a pool's first answer takes longer."""

ARMCHAIR = 7.5
"""Seconds that a silent track lasts here: this file is also heard in an armchair. With the tail of the words before it
and the head of those after, the silence stays under ten."""


def made_by() -> str:
    """Return a digest of all but the tracks and the tour that makes an episode's sound. Raises TourError."""
    return digest([RECIPE, AAC_BITS, encoder_fingerprint()])


def episode(pack: Pack, cover: bytes, workshop: Workshop) -> Episode:
    """Return the whole tour of *pack* in one file, joined of what AAC the cache has and of what it has not yet.

    *cover* is a JPEG. Raises TourError.
    """
    tour = pack.tour
    titles = [plain(track.title) for track in pack.tracks if track.kind != "quiet"]
    sounds = _sounds({track: _key(_sound_of(track)) for track in pack.tracks}, workshop)
    starts = list(accumulate((len(sound.sizes) for sound in sounds), initial=0))
    told = [start for track, start in zip(pack.tracks, starts, strict=False) if track.kind != "quiet"]
    sizes = array("H")  # of a day of sound there are millions
    for sound in sounds:
        sizes.extend(sound.sizes)
    head = m4b_head(sizes, Book(_tags(tour), list(zip(told, titles, strict=True)), language(tour), cover))
    times = tuple(round(_seconds(start), 3) for start in starts[:-1])
    parts: list[bytes | Path] = [head, *(sound.path for sound in sounds)]
    return Episode(tuple(parts), len(head) + sum(sizes), round(_seconds(_played(starts)), 3), times)


def look_ahead(tracks: Iterable[Stored], store: Store) -> None:
    """Look at those of *tracks* that *store* has as AAC: whether they are whole is not asked again then."""
    for track in tracks:
        store.aac(_key([track.digest]))


def _sounds(keys: Mapping[Track, str], workshop: Workshop) -> list[Aac]:
    """Return the tracks as AAC, in the order of *keys*, which are theirs in the store; what it lacks is encoded.

    Tracks with one key are one sound, and encoded once: the silences.
    """
    tracks = {key: track for track, key in keys.items()}
    sounds = {key: sound for key in tracks if (sound := workshop.store.aac(key))}
    missing = [key for key in tracks if key not in sounds]

    def done(key: str, adts: bytes) -> None:
        sounds[key] = workshop.store.put_aac(key, aac_frames(adts))
        track = tracks[key]
        workshop.report(Encoded(track.title, _lasts(track), len(missing)))

    def jobs() -> Iterator[Job[bytes]]:
        for key in sorted(missing, key=lambda key: -_lasts(tracks[key])):  # long ones first: the last one ends soon
            yield Job(aac, (_mp3(tracks[key]),), partial(done, key), long=True)

    waiting = jobs()
    if missing:
        workshop.work(workshop.executor(little=len(missing) <= FEW), lambda: next(waiting, None))
    return [sounds[key] for key in keys.values()]


def _key(sound: list[object]) -> str:
    """Return the key in the store of a track's AAC; *sound* is what `_sound_of` gives."""
    return digest([made_by(), *sound])


def _sound_of(track: Track) -> list[object]:
    """Return what tells a track's sound in this file from any other."""
    return ["silence", _lasts(track)] if track.kind == "quiet" else [track.digest]


def _lasts(track: Track) -> float:
    """Return how many seconds a track has here, where nobody walks."""
    return min(track.seconds, ARMCHAIR) if track.kind == "quiet" else track.seconds


def _mp3(track: Track) -> bytes:
    return silent_mp3(_lasts(track))[0] if track.kind == "quiet" else track.audio.read_bytes()


def _played(starts: Sequence[int]) -> int:
    """Return how many frames are played: all but the first, which holds what the encoder puts before the sound.

    *starts* are those of the tracks, and the end of the last.
    """
    return max(starts[-1] - 1, 0)


def _seconds(count: int) -> float:
    return count * FRAME / RATE


def _tags(tour: Tour) -> dict[str, str]:
    """Return the tags, but for those that are empty."""
    tags = {
        "title": tour.title,
        "artist": artist(tour),
        "album_artist": artist(tour),
        "album": tour.title,
        "date": tour.published,
        "genre": genre(tour),
        "description": tour.subtitle,
        "comment": comment(tour),
        "copyright": tour.licence,
    }
    return {name: value for name, value in tags.items() if value}
