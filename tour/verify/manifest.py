"""Reads pack.json as data, checked for its form. What it says of files is what the other modules hold against them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Self, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from tour.diagnostics import Diagnostic, TourError, ordered, reason
from tour.inputs import strict_json
from tour.inputs.plain_files import read_plain
from tour.model import By
from tour.pack.manifest import LARGEST, MANIFEST, inside, may_list

_AGAIN = "build the pack again"
_MOST_WRITERS = 100
_Item = TypeVar("_Item")


def _inside(path: str) -> str:
    """Return *path*. Raises ValueError where it could lead out of the pack's folder, or is not as a build writes it."""
    if not inside(path):
        raise ValueError("must be the path of a file inside the pack, without '//' and '.'")
    return path


def _few(table: Any) -> Any:  # JSON
    """Return *table*. Raises ValueError where it is too large: of a dict, pydantic counts when it has judged it all."""
    if isinstance(table, dict) and len(table) > _MOST_WRITERS:
        raise ValueError(f"must have at most {_MOST_WRITERS} items, not {len(table)}")
    return table


Inside = Annotated[str, Field(max_length=1000), AfterValidator(_inside)]
"""A path that cannot lead out of the pack: a manifest must not make us read other files."""
Name = Annotated[str, Field(max_length=100, pattern="^[a-z0-9-]+$")]
"""What is a part of a file's name."""
Words = Annotated[str, Field(max_length=1000)]
Count = Annotated[int, Field(ge=0, le=10**15)]
Seconds = Annotated[float, Field(ge=0, le=86_400, allow_inf_nan=False)]
"""A day at most: a silence of so many is made again, to compare."""
_Stretch = Annotated[tuple[Seconds, Seconds], Field(strict=False)]
Level = Annotated[float, Field(ge=-1e9, le=1e9, allow_inf_nan=False)]
_Degrees = Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]
_Position = Annotated[tuple[_Degrees, _Degrees], Field(strict=False)]
"""Latitude and longitude, in degrees."""

# As many as a tour of a thousand stops has. Of a list the first fault is told: there may be one a row, of a million.
_Papers = Annotated[list[_Item], Field(max_length=20, fail_fast=True)]
_Thousand = Annotated[list[_Item], Field(max_length=1000, fail_fast=True)]
_Tracks = Annotated[list[_Item], Field(max_length=3000, fail_fast=True)]
_Files = Annotated[list[_Item], Field(max_length=10_000, fail_fast=True)]


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True)


class FileRow(_Strict):
    """A file of the pack, and which writer made it."""

    path: Inside
    sha256: Words
    size: Count
    writer: Words


class StopRow(_Strict):
    """A stop, and where it is."""

    number: Count
    slug: Words
    title: Words
    place: _Position | None


class KerbRow(_Strict):
    """A roadway that a leg crosses: its two kerbs, along the leg."""

    street: Words
    near_metres: Level
    far_metres: Level
    error_metres: Level


class LegRow(_Strict):
    """The way from a stop to the next."""

    by: By = "foot"
    line: Words | None = None
    metres: Count
    seconds: Count
    kerbs: _Thousand[KerbRow] | None
    """None where script and map did not agree: then there is a card, and no sound to verify."""


class TrackRow(_Strict):
    """A track, and what was measured of it when it was made."""

    number: Count
    path: Inside
    stop: Words
    kind: Words
    title: Words
    seconds: Seconds
    words: Count
    lufs: Level
    dbtp: Level
    pauses: _Thousand[_Stretch]
    """(start, seconds) of every silence that was asked for."""
    sounds: _Thousand[_Stretch]
    """(start, seconds) of what is heard alone and is no speech."""
    leg: Count | None = None
    """From 1; of walks and silences."""
    part: Count | None = None
    starts_metres: Level | None = None
    stand_seconds: Seconds | None = None


class VoiceRow(_Strict):
    engine: Words = ""


class Manifest(_Strict):
    """All that verifying needs of pack.json; what else stands there is let be."""

    title: Words
    slug: Name
    language: Words
    published: Words
    loudness: Level
    voice: VoiceRow = VoiceRow()
    papers: _Papers[Name]
    audio_bytes: Count
    card: Words
    """Digest of all that the pack was made from; the cards carry it too."""
    stops: _Thousand[StopRow]
    legs: _Thousand[LegRow]
    tracks: _Tracks[TrackRow]
    digest: Words
    writers: Annotated[dict[Words, Words], BeforeValidator(_few)]
    files: _Files[FileRow]

    @model_validator(mode="after")
    def _files_of_a_pack(self) -> Self:
        """Raise ValueError where pack.json lists a file again, which would be read as often, or what it cannot list."""
        met = set()
        for row in self.files:
            if row.path in met:
                raise ValueError(f"{row.path!r} is twice among the files")
            if not may_list(row.path, self.slug):
                raise ValueError(f"{row.path!r} cannot be among the files: {MANIFEST} is in there itself")
            met.add(row.path)
        return self

    @property
    def heard(self) -> list[TrackRow]:
        """Return the tracks in which something is heard."""
        return [track for track in self.tracks if track.kind != "quiet"]

    def lists(self, path: str) -> bool:
        """Return whether the pack is to have a file at *path*; whether it does, `tour.verify.files` says."""
        return any(row.path == path for row in self.files)


def read(pack: Path) -> Manifest:
    """Return the manifest of the pack in folder *pack*. Raises TourError when it cannot be read, or lacks something."""
    path = pack / MANIFEST
    try:
        value = strict_json.loads(read_plain(path, LARGEST))
    except OSError as fault:
        hint = "give the folder that holds pack.json; tourpack build makes one"
        raise TourError(Diagnostic(None, f"there is no pack in {pack}: {MANIFEST}: {reason(fault)}", hint)) from None
    except ValueError as fault:
        raise TourError(Diagnostic(None, f"{path} is not JSON that can be used: {_reason(fault)}", _AGAIN)) from None
    try:
        return Manifest.model_validate(value)
    except ValidationError as fault:
        faults = [Diagnostic(None, f"{path}: {_said(error)}", _AGAIN) for error in fault.errors(include_url=False)]
        raise TourError(*ordered(faults)) from None


def _reason(fault: ValueError) -> str:
    text = str(fault)
    return f"{text[:1].lower()}{text[1:]}"


def _said(error: Any) -> str:  # pydantic's ErrorDetails
    where = ".".join(map(str, error["loc"])) or "all of it"
    message = error["msg"].removeprefix("Value error, ")
    return f"{where}: {message[:1].lower()}{message[1:]}"
