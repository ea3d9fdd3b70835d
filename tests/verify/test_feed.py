"""A feed that an app would stumble over is found."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tour.verify import Fault, feed
from tour.verify.manifest import read
from verify.conftest import edit

HOME = "https://tours.museum/harbour/"


def faults(pack: Path) -> list[Fault]:
    return list(feed.faults(pack, read(pack)))


def test_that_of_a_finished_pack_is_good(pack: Path) -> None:
    assert (pack / "feed.xml").is_file()
    assert faults(pack) == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("<rss ", "<rss <", "is not XML: "),
        (f'href="{HOME}feed.xml"', 'href=""', "does not say where it is itself"),
        (f'enclosure url="{HOME}audio/01a', f'enclosure url="{HOME}audio/1a', "names 'https://tours.museum/harbour/audio/1a-"),
        (f'enclosure url="{HOME}audio/01a', 'enclosure url="https://other.museum/audio/01a', "names 'https://other.museum"),
        (f'enclosure url="{HOME}audio/01a', f'enclosure url="{HOME}audio/../audio/01a', "which is not there"),
        ("transcripts/01a-quay.vtt", "transcripts/quay.vtt", f"names '{HOME}transcripts/quay.vtt', which is not there"),
        ("cover.jpg", "image.jpg", "which is not there"),
        ("episode>2<", "episode>3<", "its episodes are not numbered from 1"),
        ("02 Jan 2026 00:01:00", "02 Jan 2026 00:00:00", "its dates do not rise from item to item"),
        ("02 Jan 2026 00:01:00", "some day", "its dates do not rise from item to item"),
    ],
)  # fmt: skip
def test_damage_is_found(pack: Path, old: str, new: str, message: str) -> None:
    text = (pack / "feed.xml").read_text("utf-8")
    assert old in text
    (pack / "feed.xml").write_text(text.replace(old, new), "utf-8")

    assert any(fault.path == "feed.xml" and message in fault.message for fault in faults(pack)), faults(pack)


def test_dates_with_and_without_a_zone_are_compared(pack: Path) -> None:
    edit(pack / "feed.xml", "02 Jan 2026 00:01:00 GMT", "02 Jan 2026 00:01:00 -0000")

    assert faults(pack) == []


def test_another_size_than_the_file_has_is_found(pack: Path) -> None:
    size = (pack / "audio/01a-quay.mp3").stat().st_size
    edit(pack / "feed.xml", f'length="{size}"', f'length="{size + 1}"')

    assert faults(pack) == [Fault("feed.xml", f"says that audio/01a-quay.mp3 has {size + 1} bytes; it has {size}")]


def test_a_track_that_is_no_item_is_found(pack: Path) -> None:
    text = (pack / "feed.xml").read_text("utf-8")
    *items, last = re.findall(r"<item>.*?</item>", text, re.DOTALL)
    (pack / "feed.xml").write_text(text.replace(last, ""), "utf-8")

    message = f"has {len(items)} items, which are not the tour in one file and then the tracks in their order"
    assert faults(pack) == [Fault("feed.xml", message)]


def test_an_entity_of_somebody_s_own_is_not_read(pack: Path) -> None:
    (pack / "secret").write_text("secret", "utf-8")
    edit(pack / "feed.xml", "<rss ", f'<!DOCTYPE rss [<!ENTITY s SYSTEM "{pack / "secret"}">]><rss ')
    edit(pack / "feed.xml", "<itunes:episode>1<", "<itunes:episode>&s;<")

    assert "secret" not in str(faults(pack))


def test_a_pack_may_have_none(pack: Path) -> None:
    edit(pack / "pack.json", '"feed.xml"', '"other.xml"')
    (pack / "feed.xml").write_text("rubbish", "utf-8")

    assert faults(pack) == []
