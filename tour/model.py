"""A tour as data. Nothing here does I/O, and nothing here can fail."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Literal

from tour.diagnostics import Span
from tour.picture import Picture

TrackKind = Literal["welcome", "look", "walk", "quiet", "ending", "proof"]
Spoiler = Literal["none", "mild", "ending"]
Paper = Literal["letter", "a4", "letter-large"]
Unit = Literal["minutes", "kilometres", "miles", "stops"]
Units = Literal["metric", "imperial", "both"]
Means = Literal["ferry", "bus", "tram", "funicular", "bike", "car"]
"""What somebody rides who does not walk."""
By = Literal["foot", Means]


@dataclass(frozen=True, slots=True)
class Place:
    """A point on the ground, in degrees, WGS 84."""

    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Voice:
    engine: str
    """The name of an entry point in the group ``tourpack.engines``."""
    name: str
    """As the engine knows it, such as ``heart`` or, for gTTS, a top-level domain: ``com``, ``co.uk``."""
    language: str
    """BCP 47, such as ``en``."""
    speed: float = 1.0
    """1.0 is the voice's own pace; 1.1 is a tenth faster."""


@dataclass(frozen=True, slots=True)
class Say:
    """One sentence."""

    text: str
    """As an eye reads it: no markup, no footnotes. For page, captions and lyrics."""
    spoken: str
    """As a voice says it: numbers and abbreviations written out; names as in the lexicon's graphemes."""
    paragraph: int
    """Which paragraph of its section it stands in, from 0."""
    span: Span
    voice: Voice | None = None
    """None: the tour's voice."""
    cites: tuple[str, ...] = ()
    """Keys of the sources its footnotes name."""

    @property
    def words(self) -> int:
        """How many words the voice says."""
        return len(self.spoken.split())


@dataclass(frozen=True, slots=True)
class Pause:
    seconds: float
    span: Span | None = None
    """None for a gap that the tour's settings put between sentences or paragraphs."""


@dataclass(frozen=True, slots=True)
class Sound:
    name: str
    """``quiet`` and ``ident`` are the program's own; any other is ``stops/sounds/NAME.wav``, or .mp3 …"""
    path: Path | None = None
    """The file; None for a sound of the program's own."""
    digest: str = ""
    """SHA-256 of the file, in hex."""
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Cross:
    """A street that the walker crosses here. Not spoken; it makes the walk's time, its quiet and the card."""

    street: str
    span: Span
    cut: bool = False
    """What follows is a track of its own, to be started beyond this street's far kerb."""
    level: bool = True
    """False where the walker goes under the street or over it, and no car can come: then it makes nothing of these."""


Segment = Say | Pause | Sound | Cross


def said_in(segments: Iterable[Segment]) -> list[Say]:
    """Return the sentences among *segments*, in order."""
    return [segment for segment in segments if isinstance(segment, Say)]


def crossed_in(segments: Iterable[Segment]) -> list[Cross]:
    """Return the crossings among *segments* at which cars may come, in order."""
    return [segment for segment in segments if isinstance(segment, Cross) and segment.level]


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure that the welcome speaks, to be compared with the computed one."""

    say: str
    value: float
    unit: Unit
    span: Span


@dataclass(frozen=True, slots=True)
class Film:
    scene: str
    spoiler: Spoiler = "none"


@dataclass(frozen=True, slots=True)
class Ride:
    """How the way on from a stop is ridden, as its script has it."""

    by: Means
    span: Span
    """Where its minutes stand, else where it says what is ridden."""
    line: str = ""
    """As signs call it, such as ``Line 19 to Suomenlinna``."""
    minutes: float | None = None
    """With the usual wait; None where the author leaves that to `tour.reading.rides`."""


@dataclass(frozen=True, slots=True)
class Stop:
    """One script. The welcome is a stop too: number 0, with no place."""

    number: int
    slug: str
    title: str
    span: Span
    """Where its title stands."""
    place: Place | None = None
    place_span: Span | None = None
    room: str = ""
    """Where it is indoors, as signs there say: such as ``Room 12, first floor``."""
    stand: str = ""
    face: str = ""
    face_bearing: float | None = None
    """Degrees clockwise from north, of what the walker looks at."""
    radius: float | None = None
    """Metres from *place* within which a phone takes the walker to have arrived, as the author wants it; None: as
    `tour.page.arrival` finds it. It may make it smaller, never larger."""
    address: str = ""
    ride: Ride | None = None
    """How the way to the next stop is ridden; None where it is walked."""
    look: tuple[Segment, ...] = ()
    walk: tuple[Segment, ...] = ()
    ending: tuple[Segment, ...] = ()
    card: tuple[str, ...] = ()
    """Eye text, a paragraph or list item each, without markup."""
    cites: tuple[str, ...] = ()
    """Keys of every source this script names, in order of first use."""
    film: Film | None = None
    access: str = ""
    if_closed: str = ""
    facts: str = ""
    """ISO date on which the facts were last checked, or empty."""
    walked: str = ""
    """ISO date on which somebody last stood here, or empty."""
    claims: tuple[Claim, ...] = ()
    drawing: Picture | None = None
    """``art/<slug>.svg``."""


@dataclass(frozen=True, slots=True)
class Kerb:
    """A roadway that a leg crosses: from the kerb that the walker steps off to the one across."""

    street: str
    near_metres: float
    far_metres: float
    """Both along the leg's path."""
    error_metres: float = 0.0
    """By how much the map may be off here, either way."""


@dataclass(frozen=True, slots=True)
class Leg:
    """The way from one stop to the next: a walk, or a ride."""

    start: str
    end: str
    """Slugs."""
    path: tuple[Place, ...]
    metres: float
    """Along the simplified path."""
    crossings: tuple[str, ...] = ()
    """Street names, in walking order."""
    seconds: float = 0.0
    """Walking at the tour's pace plus waiting at the crossings; of a ride, with the usual wait for it."""
    kerbs: tuple[Kerb, ...] = ()
    """One for each of *crossings*, in walking order."""
    by: By = "foot"
    line: str = ""
    """What is ridden, as signs call it."""
    unsettled: bool = False
    """True where script and map do not agree on what it crosses: then *crossings* is empty, and paper says so."""

    @property
    def ridden(self) -> bool:
        """True where nobody walks: no road is crossed, and no metre counts as walked."""
        return self.by != "foot"


@dataclass(frozen=True, slots=True)
class Feature:
    """Something that the map draws."""

    name: str
    kind: str
    """One of `tour.reading.mapdata.KINDS`, such as ``major`` or ``park``."""
    shape: Literal["point", "line", "area"]
    places: tuple[Place, ...]
    """One place for a point; an area's ring is not closed."""
    estimate: bool = False
    """True when its position is a guess: drawn softer and labelled approximate."""
    width: float = 0.0
    """Of a street's roadway, from kerb to kerb, in metres; 0 where the map does not tell."""
    error: float = 0.0
    """Metres by which it may lie elsewhere; 0 where the map does not tell."""


@dataclass(frozen=True, slots=True)
class Source:
    key: str
    title: str
    span: Span
    publisher: str = ""
    date: str = ""
    url: str = ""
    read: str = ""


@dataclass(frozen=True, slots=True)
class Credit:
    what: str
    who: str
    licence: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Typeface:
    """A TrueType font of the author's own, for letters that the program's fonts lack."""

    path: Path
    digest: str
    """SHA-256 of the file, in hex."""
    span: Span | None = None
    """Where tour.toml names it."""


@dataclass(frozen=True, slots=True)
class Lexeme:
    """How a name is said (W3C PLS 1.0: grapheme, phoneme, alias)."""

    graphemes: tuple[str, ...]
    span: Span
    phoneme: str = ""
    """IPA, General American."""
    alias: tuple[tuple[str, str], ...] = ()
    """(engine, respelling in plain words) pairs; an empty engine stands for every one that has none of its own."""


@dataclass(frozen=True, slots=True)
class Replacement:
    """Words that the voice says otherwise than they are written, in the whole tour. No eye ever sees what is said."""

    written: str
    said: str
    span: Span


@dataclass(frozen=True, slots=True)
class Gaps:
    """Silences, in seconds."""

    sentence: float = 0.35
    paragraph: float = 0.9
    head: float = 0.7
    tail: float = 1.5


@dataclass(frozen=True, slots=True)
class Tour:
    slug: str
    title: str
    subtitle: str
    language: str
    published: str
    """ISO date. The only clock that any output reads."""
    author: str
    licence: str
    voice: Voice
    welcome: Stop | None
    stops: tuple[Stop, ...]
    legs: tuple[Leg, ...]
    """One fewer than stops, in order."""
    map: tuple[Feature, ...] = ()
    openstreetmap: bool = False
    """Whether the map is made of OpenStreetMap's data, which is to be said on it."""
    reach: tuple[Place, Place] | None = None
    """South-west and north-east corner of what the map covers; None where that is not known."""
    sources: tuple[Source, ...] = ()
    credits: tuple[Credit, ...] = ()
    lexicon: tuple[Lexeme, ...] = ()
    replacements: tuple[Replacement, ...] = ()
    safety: tuple[str, ...] = ()
    papers: tuple[Paper, ...] = ("letter", "a4")
    fonts: tuple[Typeface, ...] = ()
    """The author's own, in the order in which they are tried after the program's."""
    cover: Picture | None = None
    """``art/NAME.svg`` for the cover; None: the first stop's drawing that gives nothing away."""
    gaps: Gaps = field(default_factory=Gaps)
    hold: bool = True
    ident: bool = True
    """The signature begins the welcome and ends the last track."""
    loudness: float = -16.0
    """LUFS, as heard on two ears (dual mono)."""
    pace: float = 1.1
    """Metres a second, for walking times."""
    units: Units = "metric"
    """In which distances are told; "both": in metres and, in brackets, in feet or miles."""
    base_url: str = ""
    texts: tuple[tuple[str, str], ...] = ()
    """(key, line) pairs of what the program itself says, in the tour's language; see `tour.words.language`."""
    unsourced: tuple[tuple[str, str], ...] = ()
    """(words, why) pairs: sentences with these words need no source, and why."""

    @property
    def replaced(self) -> dict[str, str]:
        """What is said in place of what is written."""
        return {replacement.written: replacement.said for replacement in self.replacements}

    @property
    def scripts(self) -> tuple[Stop, ...]:
        """The welcome, if there is one, and the stops, in order: every file that tells something."""
        return (self.welcome, *self.stops) if self.welcome else self.stops

    @property
    def walked(self) -> bool:
        """True when somebody has stood at every stop."""
        return all(stop.walked for stop in self.stops)

    @property
    def emblem(self) -> Picture | None:
        """The drawing that stands for the walk: the author's choice, else the first; never one of how the film ends."""
        if self.cover:
            return self.cover
        for stop in self.stops:
            ends = stop.film and stop.film.spoiler == "ending"
            if stop.drawing and not ends:
                return stop.drawing
        return None

    @property
    def indoors(self) -> bool:
        """True when no way leads from stop to stop that a map or a receiver could show: rooms, or stops on one spot."""
        return not self.legs and (len(self.stops) > 1 or any(stop.room for stop in self.stops))

    @property
    def metres(self) -> float:
        """Length of what is walked: rides do not count."""
        return sum(leg.metres for leg in self.walks)

    @property
    def walks(self) -> tuple[Leg, ...]:
        """The legs that are walked, in order."""
        return tuple(leg for leg in self.legs if not leg.ridden)

    @property
    def rides(self) -> tuple[Leg, ...]:
        """The legs that are ridden, in order."""
        return tuple(leg for leg in self.legs if leg.ridden)


@dataclass(frozen=True, slots=True)
class Clip:
    """Sound as an engine gives it."""

    pcm: bytes
    """Signed 16-bit little-endian mono."""
    rate: int
    """Samples per second."""


@dataclass(frozen=True, slots=True)
class Cue:
    """Where a sentence starts in a track (WebVTT's cue, without its end)."""

    seconds: float
    text: str
    paragraph: int = 0


@dataclass(frozen=True, slots=True)
class Chapter:
    """Where a part of a track starts (ID3v2's CHAP)."""

    seconds: float
    title: str


@dataclass(frozen=True, slots=True)
class Way:
    """Which leg a track is for, and where on it."""

    leg: int
    """From 1."""
    part: int = 0
    """From 1, for the words of a walk; 0 for a silence."""
    starts_metres: float = 0.0
    """Where along the leg it is meant to be started."""
    stand_seconds: float = 0.0
    """How long its words keep the walker standing."""


@dataclass(frozen=True, slots=True)
class Track:
    """One finished MP3, tags apart."""

    stop: str
    """Slug."""
    kind: TrackKind
    title: str
    path: PurePosixPath
    """Inside the pack."""
    number: int
    """From 1, in play order."""
    audio: Path
    """The tagless MP3 in the cache."""
    size: int
    """Bytes of *audio*."""
    digest: str
    """SHA-256 of *audio*, in hex."""
    seconds: float
    words: int
    lufs: float
    """Integrated loudness, dual mono, measured on the decoded MP3."""
    dbtp: float
    """True peak in dBTP, measured on the decoded MP3."""
    cues: tuple[Cue, ...]
    pauses: tuple[tuple[float, float], ...] = ()
    """(start, seconds) of the silences that somebody asked for: those of a second or more, and those after sounds."""
    sounds: tuple[tuple[float, float], ...] = ()
    """(start, seconds) of what is heard alone and is no speech."""
    chapters: tuple[Chapter, ...] = ()
    """Of a track that has parts, such as a walk that begins standing; else none. The first starts at 0."""
    way: Way | None = None
    """Of a walk along a leg, and of a silence; else none."""


@dataclass(frozen=True, slots=True)
class Episode:
    """The whole tour in one file: an M4B, joined from the tracks' AAC, with chapters and cover."""

    parts: tuple[bytes | Path, ...]
    """The file's contents, in order: its index, and the sound of each track in the cache."""
    size: int
    """Bytes."""
    seconds: float
    starts: tuple[float, ...]
    """Where each track begins in it, in seconds; as many as the pack has tracks. Silent ones are short here."""


@dataclass(frozen=True, slots=True)
class Pack:
    """All that a writer gets to see."""

    tour: Tour
    tracks: tuple[Track, ...]
    episode: Episode | None = None
    """Given only to the writers that declare that they need it."""


@dataclass(frozen=True, slots=True)
class File:
    """One file of a pack: its path inside it, and what it is made of, in order."""

    path: PurePosixPath
    parts: tuple[bytes | Path, ...]
    """A path is copied, never loaded."""
