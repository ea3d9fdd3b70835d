"""Measures a finished pack again, from its files alone, and says what is not as it must be.

`verify` is the door. Each of the other modules checks one kind of file, or reads one for those that check. Whatever
pack.json says is held against the files; nothing is taken from the code that built them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import replace
from functools import partial
from pathlib import Path

from tour.diagnostics import Diagnostic, TourError, reason
from tour.executors import Inline
from tour.executors.schedule import Job, keep_busy
from tour.pack.manifest import MANIFEST
from tour.sound.codec import MP3_BITS, RATE, ffmpeg
from tour.verify import (
    captions,
    card,
    episode,
    feed,
    files,
    id3,
    mpeg,
    pages,
    places,
    playlist,
    reads,
    sound,
    street,
    tags,
    web_app,
    zipped,
)
from tour.verify.findings import Fault, Findings, Verdict, to_tell
from tour.verify.id3 import Tag
from tour.verify.manifest import Manifest, TrackRow, read
from tour.verify.sound import Measured, listen

__all__ = ["Fault", "Findings", "Verdict", "verify"]

AHEAD = 6
"""Tracks that are read before they are listened to: workers stay busy, and a large tour does not fill the memory."""

LONGEST = 1800.0
"""Seconds of a track that is listened to: of as many it takes some seconds."""

Heard = Callable[[int, int, str], None]
"""Told how many tracks of how many have been listened to, and the last one's path."""


def verify(pack: Path, executor: Executor | None = None, heard: Heard = lambda *_: None) -> Findings:
    """Return what is wrong with the pack in folder *pack*. The sound is decoded and measured on *executor*.

    Raises TourError when there is no pack that could be measured, or no ffmpeg.
    """
    manifest = read(pack)
    before = reads.read(pack, MANIFEST)
    ffmpeg()
    found = _Pack(pack, manifest)
    jobs = found.listening(heard)
    keep_busy(executor or Inline(), AHEAD, lambda: next(jobs, None))
    findings = found.findings()
    if reads.read(pack, MANIFEST) != before:
        raise TourError(Diagnostic(None, f"{pack} was built anew while it was measured", "run it again"))
    return findings


class _Pack:
    """What is known of a pack so far."""

    def __init__(self, path: Path, manifest: Manifest) -> None:
        self.path, self.manifest = path, manifest
        self.rows = {row.path: row for row in sorted(manifest.tracks, key=lambda row: row.path)}
        self.faults = list(files.faults(path, manifest))
        self.tags: dict[str, Tag] = {}
        self.heard: dict[str, Measured | str] = {}
        """What was heard of each track, or why nothing was; in the order in which workers were done."""
        self.sounds: dict[str, Measured] = {}
        self.bytes = 0
        """Of sound, tags apart."""

    def listening(self, told: Heard) -> Iterator[Job[Measured | str]]:
        """Yield a job for each track that can be listened to; *told* of each when it has been."""
        cover = self._cover()
        for row in self.rows.values():
            if mp3 := self._read(row, cover):
                yield Job(listen, (mp3, self.manifest.loudness), partial(self._heard, row, told))

    def _cover(self) -> bytes:
        try:
            return reads.read(self.path, "cover.jpg")
        except OSError:
            return b""

    def _read(self, row: TrackRow, cover: bytes) -> bytes:
        """Judge tag and stream of a track, and return its sound; nothing when there is none to be listened to."""
        try:
            data = reads.read(self.path, row.path)
        except FileNotFoundError:
            self._say(row, "is missing")
            return b""
        except OSError as fault:
            self._say(row, f"cannot be read: {reason(fault)}")
            return b""
        try:
            tag = id3.read(data)
        except ValueError as fault:
            self._say(row, str(fault))
            return b""
        self._say(row, *tags.faults(row, tag, self.manifest, cover))
        self.tags[row.path] = replace(tag, picture=b"")  # of all the tracks they would fill the memory
        mp3 = data[tag.size :]
        self.bytes += len(mp3)
        if row.kind == "quiet":
            self._say(row, *street.silence_faults(row, mp3))
            return b""
        try:
            stream = mpeg.read(mp3)
        except ValueError as fault:
            self._say(row, str(fault))
            return b""
        self._say(row, *mpeg.faults(stream))
        if stream.header and abs(stream.seconds - row.seconds) > mpeg.LENGTH_TOLERANCE:
            self._say(row, f"its LAME header says {stream.seconds:.2f} s; pack.json says {row.seconds:.2f}")
        if stream.frames * mpeg.SAMPLES / RATE > LONGEST:
            self._say(row, f"lasts more than {LONGEST // 60:.0f} minutes, and is not listened to")
            return b""
        # Sound of another rate or in stereo would be measured wrong, and six tracks of more bits a second than a build
        # gives them would fill the memory; that it is there has been said.
        return mp3 if stream.mono and stream.rates == {RATE} and stream.bits == {MP3_BITS} else b""

    def _heard(self, row: TrackRow, told: Heard, found: Measured | str) -> None:
        self.heard[row.path] = found
        told(len(self.heard), len(self.manifest.heard), row.path)

    def _judge_sounds(self) -> None:
        """Judge what was heard, in the order of the tracks."""
        for row in self.rows.values():
            match self.heard.get(row.path):
                case str(why):
                    self._say(row, why)
                case Measured() as found:
                    self.sounds[row.path] = found
                    self._judge_sound(row, found, self.tags[row.path])

    def _judge_sound(self, row: TrackRow, found: Measured, tag: Tag) -> None:
        self._say(row, *sound.faults(row, found, self.manifest.loudness))
        self._say(row, *tags.length_faults(tag, found.seconds), *tags.part_faults(tag, found.seconds))
        wpm = sound.words_a_minute(tag.lyrics, self.manifest.language, row, found)
        if wpm is not None:
            self._say(row, *sound.pace_faults(wpm, self.manifest.voice.engine))

    def _say(self, row: TrackRow, *messages: str) -> None:
        self.faults += [Fault(row.path, message) for message in messages]

    def findings(self) -> Findings:
        """Judge what can be judged only of the whole, and return everything."""
        self._judge_sounds()
        titles = {path: tag.texts.get("TIT2", "") for path, tag in self.tags.items()}
        lengths = {path: found.seconds for path, found in self.sounds.items()}
        there = {path: self.tags.get(path) for path in self.rows if reads.is_file(self.path, path)}
        self.faults += [
            *tags.numbers(there),
            *self._order(),
            *street.faults(self.manifest),
            *(Fault("", message) for message in sound.apart(tuple(self.sounds.values()))),
            *playlist.faults(self.path, self.manifest.title, list(self.rows), titles, lengths),
            *card.faults(self.path, self.manifest),
            *self._beside(lengths),
        ]
        said, counts = to_tell(self.faults)
        rows = tuple(self._verdict(place, row, titles, counts) for place, row in enumerate(self.rows.values(), 1))
        return Findings(self.path, self.manifest.title, rows, said)

    def _beside(self, lengths: Mapping[str, float]) -> Iterator[Fault]:
        """Yield what is wrong with the files for other programs, of which a pack need not have any."""
        whole = episode.read(self.path, self.manifest)
        lyrics = {path: tag.lyrics for path, tag in self.tags.items()}
        yield from episode.faults(self.path, self.manifest, whole, lengths, self._cover())
        yield from captions.faults(self.path, self.manifest, lengths, lyrics, whole.seconds if whole else None)
        yield from places.faults(self.path, self.manifest)
        yield from feed.faults(self.path, self.manifest)
        yield from pages.faults(self.path, self.manifest)
        yield from web_app.faults(self.path, self.manifest)
        yield from zipped.faults(self.path, self.manifest)

    def _order(self) -> Iterator[Fault]:
        if not self.rows:
            yield Fault("", "there is no track")
        if [row.path for row in self.manifest.tracks] != list(self.rows):
            yield Fault(MANIFEST, "its tracks are not in the alphabetical order of their names, or one is there twice")
        for place, row in enumerate(self.manifest.tracks, 1):
            if row.number != place:
                yield Fault(MANIFEST, f"gives {row.path} the number {row.number}; it is {place}")
        if self.bytes != self.manifest.audio_bytes and len(self.tags) == len(self.rows):
            yield Fault(MANIFEST, f"says that the sound has {self.manifest.audio_bytes} bytes; it has {self.bytes}")

    def _verdict(self, place: int, row: TrackRow, titles: Mapping[str, str], counts: Mapping[str, int]) -> Verdict:
        title = titles.get(row.path) or row.title
        found = self.sounds.get(row.path)
        if not found:
            return Verdict(place, row.path, title, None, None, None, None, None, counts.get(row.path, 0))
        return Verdict(
            number=place,
            path=row.path,
            title=title,
            seconds=found.seconds,
            lufs=found.lufs,
            dbtp=found.dbtp,
            silence=sound.longest_unasked(row, found),
            wpm=sound.words_a_minute(self.tags[row.path].lyrics, self.manifest.language, row, found),
            faults=counts.get(row.path, 0),
        )
