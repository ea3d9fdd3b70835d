"""A folder of photos that know where they were taken: Exif 2.32 (CIPA DC-008), sections 4.6.5 and 4.6.6, in JPEG."""

from __future__ import annotations

import re
import struct
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tour.diagnostics import Diagnostic, Span, TourError, reason, shown
from tour.geo import distance
from tour.inputs.plain_files import open_plain
from tour.model import Place
from tour.places.pins import Gathering, Pin
from tour.places.plain import one_line
from tour.reading.degrees import within

NOTHING = "no photo in this folder knows where it was taken"
HINT = "copy the photos from the camera as they are: what messengers and editors re-encode has lost its position"
NEAR = 25.0
"""Metres. Photos so near to the first of a place are of the same place."""
MOST_PHOTOS = 2_000
_HEAD = 1_000_000
"""Bytes in which a JPEG has its Exif; that itself is 64 kB at most."""
_JPEG, _EXIF = b"\xff\xd8\xff", b"Exif\0\0"
_PICTURES = (".heic", ".heif", ".png", ".webp", ".tif", ".tiff", ".dng", ".avif")
_EXIF_PART, _GPS_PART = 0x8769, 0x8825
_TAKEN, _CHANGED, _DESCRIPTION = 0x9003, 0x0132, 0x010E
_CAMERA_NAMES = re.compile(
    r"(?:IMG|DSC|DSCN|DSCF|PXL|P|PICT|PHOTO|IMAGE|MVIMG|GOPR|DJI|SAM|CIMG|_?MG|WP)?[\W_]*[\d\W_]*(?:HDR|MP|PANO|PORTRAIT|EDIT|COPY)?",
    re.IGNORECASE,
)
"""What cameras call their files: it names nothing."""
_CAMERA_TEXTS = ("OLYMPUS DIGITAL CAMERA", "SONY DSC", "DCIM", "DIGITAL CAMERA", "SAMSUNG", "DEFAULT", "KODAK")


@dataclass(frozen=True, slots=True)
class _Photo:
    path: Path
    taken: str
    """``YYYY:MM:DD HH:MM:SS`` by the camera's clock; empty where it does not say."""
    place: Place
    description: str


class _UnlocatedError(Exception):
    """Why a photo has no place."""


def read_photos(folder: Path, gathering: Gathering) -> None:
    """Gather the places where the JPEGs of *folder* were taken, in the order of their time.

    Photos within `NEAR` of the first one of a place are of that place. Those without a position are told.
    """
    photos = sorted(_photos(folder, gathering), key=lambda photo: (not photo.taken, photo.taken, photo.path.name))
    places: list[list[_Photo]] = []
    for photo in photos:
        near = next((place for place in places if distance(place[0].place, photo.place) <= NEAR), None)
        if near is None:
            places.append([photo])
        else:
            near.append(photo)
    for place in places:
        gathering.add(_pin(place))


def _pin(photos: list[_Photo]) -> Pin:
    described = next((photo.description for photo in photos if photo.description), "")
    name = described or next(filter(None, (_file_name(photo.path) for photo in photos)), "")
    return Pin(name, photos[0].place, Span(shown(photos[0].path), 1, 1))


def _file_name(path: Path) -> str:
    """Return what a file's name says of its place; nothing where a camera gave it."""
    if _CAMERA_NAMES.fullmatch(path.stem):
        return ""
    return one_line(re.sub(r"[_\s]+", " ", path.stem))


def _photos(folder: Path, gathering: Gathering) -> list[_Photo]:
    photos = []
    try:
        paths = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except OSError as fault:
        raise TourError(Diagnostic(None, f"{shown(folder)} cannot be read: {reason(fault)}")) from None
    if len(paths) > MOST_PHOTOS:
        hint = "copy those of the walk into a folder of their own"
        raise TourError(Diagnostic(None, f"{shown(folder)} holds more than {MOST_PHOTOS:,} files", hint))
    for path in paths:
        if photo := _photo(path, gathering):
            photos.append(photo)
    return photos


def _photo(path: Path, gathering: Gathering) -> _Photo | None:
    """Return the photo *path*; None where it is no JPEG, or does not know its place, which is told."""
    span = Span(shown(path), 1, 1)
    try:
        with open_plain(path) as file:
            head = file.read(_HEAD)
    except OSError as fault:
        if not path.is_dir():
            gathering.tell(span, f"this photo cannot be read: {reason(fault)}")
        return None
    if not head.startswith(_JPEG):
        if path.suffix.lower() in _PICTURES:
            gathering.tell(
                span, "this picture is passed over: only JPEGs are read", "save it as JPEG, with its position"
            )
        return None
    try:
        return _read_exif(path, head)
    except _UnlocatedError as fault:
        gathering.tell(span, str(fault), HINT)
        return None


def _read_exif(path: Path, head: bytes) -> _Photo:
    """Return what the Exif of a JPEG tells. Raises _UnlocatedError where it tells no place."""
    from PIL import Image

    exif = Image.Exif()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns of each odd entry, and reads on
            exif.load(_exif_in(head))
            position = dict(exif.get_ifd(_GPS_PART))
            taken = exif.get_ifd(_EXIF_PART).get(_TAKEN) or exif.get(_CHANGED)
            description = exif.get(_DESCRIPTION)
    except _UnlocatedError:
        raise
    except (ValueError, SyntaxError, KeyError, TypeError, IndexError, OSError, struct.error, OverflowError):
        raise _UnlocatedError("what this photo tells of itself cannot be read") from None
    lat, lon = _degrees(position.get(2), position.get(1), "S"), _degrees(position.get(4), position.get(3), "W")
    if lat is None or lon is None or (lat == 0 and lon == 0):
        raise _UnlocatedError("this photo does not know where it was taken")
    try:
        place = Place(within(lat, "lat"), within(lon, "lon"))
    except ValueError as fault:
        raise _UnlocatedError(str(fault.args[0])) from None
    return _Photo(path, _text(taken), place, _described(description))


def _exif_in(head: bytes) -> bytes:
    """Return the Exif of a JPEG: its segment APP1. Raises _UnlocatedError where it has none."""
    at = 2
    while at + 4 <= len(head) and head[at] == 0xFF:
        kind, length = head[at + 1], int.from_bytes(head[at + 2 : at + 4], "big")
        if kind == 0xE1 and head[at + 4 : at + 10] == _EXIF:
            return head[at + 4 : at + 2 + length]
        if kind == 0xDA or length < 2:  # the picture itself begins
            break
        at += 2 + length
    raise _UnlocatedError("this photo does not know where it was taken")


def _degrees(parts: Any, reference: Any, below: str) -> float | None:
    """Return degrees of three rationals, degrees, minutes and seconds; None where they are none."""
    try:
        degrees, minutes, seconds = (float(part) for part in parts)
    except (TypeError, ValueError, ZeroDivisionError, OverflowError):
        return None
    total = degrees + minutes / 60 + seconds / 3600
    if total != total:  # 0/0, as cameras write that have no fix
        return None
    return -total if _text(reference).upper().startswith(below) else total


def _text(found: Any) -> str:
    if isinstance(found, bytes):
        found = found.decode("utf-8", "replace")
    return found.strip("\0 ") if isinstance(found, str) else ""


def _described(found: Any) -> str:
    text = one_line(_text(found))
    return "" if text.upper() in _CAMERA_TEXTS or "\ufffd" in text else text
