"""The finished tracks → the whole tour in one file: an M4B of AAC that is cached per track, with chapters and cover."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from itertools import accumulate

from tour.digests import digest
from tour.events import Encoded, Report
from tour.executors import Inline, broken
from tour.model import Episode, Pack, Tour, Track
from tour.pack.cache import Aac, Store
from tour.sound.codec import AAC_BITS, FRAME, RATE, encode_aac, encoder_fingerprint, frames, join_m4b
from tour.sound.silence import silent_mp3
from tour.words.album import GENRE, artist, comment, language
from tour.words.plain import plain

RECIPE = 1
"""Raised when the same tracks come to make another file."""

INLINE = 2
"""This many tracks or fewer are encoded here: a pool's first answer takes longer."""

ARMCHAIR = 7.5
"""Seconds that a silent track lasts here: this file is also heard in an armchair. With the tail of the words before it
and the head of those after, the silence stays under ten."""

_LONGEST_TITLE = 255
"""Bytes of a chapter's title: in Nero's list the length is one byte."""


def made_by() -> str:
    """Return a digest of all but the tracks and the tour that makes an episode's sound. Raises TourError."""
    return digest([RECIPE, AAC_BITS, encoder_fingerprint()])


def episode(pack: Pack, store: Store, opener: Callable[[], Executor], report: Report, jobs: int) -> Episode:
    """Return the whole tour of *pack* in one file: from the cache, or joined of what AAC is there and what is not.

    *opener* is called when there is work for more than this process. Raises TourError.
    """
    from tour.cover.cover import cover_jpeg  # on use: it draws

    tour, cover = pack.tour, cover_jpeg(pack.tour)
    keys = {track: digest([made_by(), *_sound_of(track)]) for track in pack.tracks}
    titles = [plain(track.title) for track in pack.tracks if track.kind != "quiet"]
    key = digest([list(keys.values()), titles, cover, language(tour), list(_tags(tour).items())])
    if done := store.episode(tour.slug, key):
        return done
    sounds = {track: sound for track in pack.tracks if (sound := store.aac(keys[track]))}
    missing = [track for track in pack.tracks if track not in sounds]
    if missing:
        executor = Inline() if len(missing) <= INLINE else opener()
        try:
            sounds |= _encoded(missing, keys, store, executor, report, jobs)
        except BrokenExecutor:
            raise broken() from None
    joined = [sounds[track] for track in pack.tracks]
    starts = list(accumulate((sound.frames for sound in joined), initial=0))
    told = [start for track, start in zip(pack.tracks, starts, strict=False) if track.kind != "quiet"]
    about = _about(tour, titles, [*told, starts[-1]])
    m4b = join_m4b(b"".join(sound.path.read_bytes() for sound in joined), about, language(tour), cover)
    times = tuple(round(_seconds(start), 3) for start in starts[:-1])
    return store.put_episode(tour.slug, key, m4b, round(_seconds(_last(starts)), 3), times)


def _encoded(
    tracks: Sequence[Track],
    keys: Mapping[Track, str],
    store: Store,
    executor: Executor,
    report: Report,
    jobs: int,
) -> dict[Track, Aac]:
    """Return *tracks* as AAC, made on *executor* and put into *store*, long ones first."""
    waiting = deque(sorted(tracks, key=lambda track: -_lasts(track)))
    working: dict[Future[bytes], Track] = {}
    done: dict[Track, Aac] = {}
    while waiting or working:
        while waiting and len(working) < 2 * jobs:
            track = waiting.popleft()
            working[executor.submit(encode_aac, _mp3(track))] = track
        finished = wait(working, return_when=FIRST_COMPLETED).done
        for future in [one for one in working if one in finished]:  # in the order of asking, which a set has not
            track, adts = working.pop(future), future.result()
            done[track] = store.put_aac(keys[track], adts, frames(adts))
            report(Encoded(track.title, _lasts(track), len(tracks)))
    return done


def _sound_of(track: Track) -> list[object]:
    """Return what tells a track's sound in this file from any other."""
    return ["silence", _lasts(track)] if track.kind == "quiet" else [track.digest]


def _lasts(track: Track) -> float:
    """Return how many seconds a track has here, where nobody walks."""
    return min(track.seconds, ARMCHAIR) if track.kind == "quiet" else track.seconds


def _mp3(track: Track) -> bytes:
    return silent_mp3(_lasts(track))[0] if track.kind == "quiet" else track.audio.read_bytes()


def _last(starts: Sequence[int]) -> int:
    """Return after how many frames nothing is heard: all but one, for each is heard one later than it is read."""
    return max(starts[-1] - 1, 0)


def _seconds(count: int) -> float:
    return count * FRAME / RATE


def _about(tour: Tour, titles: Sequence[str], starts: Sequence[int]) -> str:
    """Return tags and chapters as ffmpeg's metadata file; *starts* are in frames, with the end of the last track."""
    return "\n".join((";FFMETADATA1", *_lines(tour, titles, [*starts[:-1], _last(starts)]))) + "\n"


def _lines(tour: Tour, titles: Sequence[str], starts: Sequence[int]) -> Iterator[str]:
    for name, value in _tags(tour).items():
        yield f"{name}={_escaped(value)}"
    for title, start, end in zip(titles, starts, starts[1:], strict=False):
        yield "[CHAPTER]"
        yield f"TIMEBASE={FRAME}/{RATE}"
        yield f"START={start}"
        yield f"END={end}"
        yield f"title={_escaped(title.encode()[:_LONGEST_TITLE].decode(errors='ignore'))}"


def _tags(tour: Tour) -> dict[str, str]:
    """Return the tags by ffmpeg's names for them; a *media_type* of 2 is an audiobook's."""
    tags = {
        "title": tour.title,
        "artist": artist(tour),
        "album_artist": artist(tour),
        "album": tour.title,
        "date": tour.published,
        "genre": GENRE,
        "description": tour.subtitle,
        "comment": comment(tour),
        "copyright": tour.licence,
        "media_type": "2",
    }
    return {name: value for name, value in tags.items() if value}


def _escaped(value: str) -> str:
    return re.sub(r"([=;#\\\n])", r"\\\1", value)
