from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from places.lists import names, near
from tour.diagnostics import TourError
from tour.model import Place
from tour.places.read import read_places


def photo(
    path: Path, place: tuple[float, float] | None = None, taken: str = "", description: str = "", kind: str = "JPEG"
) -> None:
    """Write a photo as a camera does, with its position in degrees, minutes and seconds."""
    exif = Image.Exif()
    if description:
        exif[0x010E] = description
    if taken:
        exif.get_ifd(0x8769)[0x9003] = taken
    if place:
        position = exif.get_ifd(0x8825)
        position[1], position[3] = "N" if place[0] >= 0 else "S", "E" if place[1] >= 0 else "W"
        position[2], position[4] = _parts(place[0]), _parts(place[1])
    Image.new("RGB", (8, 8)).save(path, kind, exif=exif)


def _parts(degrees: float) -> tuple[float, float, float]:
    whole, rest = divmod(abs(degrees) * 3600, 3600)
    minutes, seconds = divmod(rest, 60)
    return whole, minutes, seconds


def test_photos_are_places_in_the_order_they_were_taken_and_near_ones_are_one(tmp_path: Path) -> None:
    photo(tmp_path / "b.jpg", (60.1676, 24.9521), "2026:05:01 10:00:00")
    photo(tmp_path / "a.JPEG", (60.1695, 24.9522), "2026:05:01 11:00:00", "Senate Square")
    photo(tmp_path / "c.jpg", (60.1677, 24.9522), "2026:05:01 10:05:00", "Havis Amanda")

    listed = read_places(tmp_path)

    assert names(listed.pins) == ["Havis Amanda", "Senate Square"]
    assert near(listed.pins[0].place, Place(60.1676, 24.9521))
    assert listed.pins[0].span.path.endswith("b.jpg")


def test_south_and_west_are_below_nothing(tmp_path: Path) -> None:
    photo(tmp_path / "x.jpg", (-33.8568, -70.5))

    assert near(read_places(tmp_path).pins[0].place, Place(-33.8568, -70.5))


@pytest.mark.parametrize(
    ("file", "description", "name"),
    [
        ("IMG_2034.jpg", "", ""),
        ("DSC00012.jpg", "SONY DSC", ""),
        ("PXL_20260501_101500123.MP.jpg", "", ""),
        ("2026-05-01 10.15.00.jpg", "", ""),
        ("Havis_Amanda.jpg", "", "Havis Amanda"),
        ("IMG_2034.jpg", "Havis Amanda\0", "Havis Amanda"),
        ("IMG_2034.jpg", "OLYMPUS DIGITAL CAMERA         ", ""),
    ],
)
def test_a_name_is_what_somebody_gave_and_not_a_camera(tmp_path: Path, file: str, description: str, name: str) -> None:
    photo(tmp_path / file, (60.1, 24.1), description=description)

    assert names(read_places(tmp_path).pins) == [name]


def test_photos_that_do_not_know_their_place_are_told_by_name(tmp_path: Path) -> None:
    photo(tmp_path / "good.jpg", (60.1, 24.1))
    photo(tmp_path / "lost.jpg")
    photo(tmp_path / "nowhere.jpg", (0.0, 0.0))
    photo(tmp_path / "shot.png", (60.1, 24.1), kind="PNG")
    (tmp_path / "broken.jpg").write_bytes(b"\xff\xd8\xff\xe1\x00\x20Exif\0\0MM\0*\0\0\xff\xff")
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / "more").mkdir()
    os.mkfifo(tmp_path / "pipe.jpg")

    told = {Path(fault.span.path).name: fault.message for fault in read_places(tmp_path).told if fault.span}

    assert told == {
        "broken.jpg": "this photo does not know where it was taken",
        "lost.jpg": "this photo does not know where it was taken",
        "nowhere.jpg": "this photo does not know where it was taken",
        "pipe.jpg": "this photo cannot be read: it is a named pipe, not a file",
        "shot.png": "this picture is passed over: only JPEGs are read",
    }


def test_a_folder_without_positions_says_that_re_encoded_photos_lost_them(tmp_path: Path) -> None:
    photo(tmp_path / "lost.jpg")

    with pytest.raises(TourError) as caught:
        read_places(tmp_path)

    assert caught.value.diagnostics[-1].message == "no photo in this folder knows where it was taken"
    assert "re-encode" in caught.value.diagnostics[-1].hint


@pytest.mark.parametrize("parts", [(60.0, 10.0), (600.0, 0.0, 0.0), (0.0, 0.0, 1e9)])
def test_a_position_that_is_none_is_told(tmp_path: Path, parts: Any) -> None:
    exif = Image.Exif()
    position = exif.get_ifd(0x8825)
    position[1], position[3], position[2], position[4] = "N", "E", parts, parts
    Image.new("RGB", (8, 8)).save(tmp_path / "x.jpg", exif=exif)

    with pytest.raises(TourError):
        read_places(tmp_path)


def test_one_photo_is_no_list(tmp_path: Path) -> None:
    photo(tmp_path / "x.jpg", (60.1, 24.1))

    with pytest.raises(TourError, match="one photo: name the folder that it lies in"):
        read_places(tmp_path / "x.jpg")
