"""A tour in one file that lacks a chapter, a length or its cover is found; and chapters.json that differs from it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from mutagen import mp4
from mutagen.mp4 import MP4

from tour.narration.episode import ARMCHAIR
from tour.verify import Fault, episode
from tour.verify.episode import Whole
from tour.verify.manifest import read
from verify.conftest import edit

M4B = "harbour.m4b"
JSON = "chapters.json"
UNREAD = "cannot be read as an MP4 of 1,000 boxes at most, as that of a tour is"


def faults(pack: Path, change: Callable[[Whole], Whole] = lambda whole: whole) -> list[Fault]:
    manifest = read(pack)
    whole = episode.read(pack, manifest)
    lengths = {track.path: track.seconds for track in manifest.tracks}
    return list(episode.faults(pack, manifest, whole and change(whole), lengths, (pack / "cover.jpg").read_bytes()))


def test_that_of_a_finished_pack_is_good(pack: Path) -> None:
    manifest = read(pack)

    whole = episode.read(pack, manifest)

    assert whole is not None
    assert [title for _, title in whole.chapters] == [track.title for track in manifest.heard]
    heard = sum(track.seconds for track in manifest.heard)
    silent = ARMCHAIR * (len(manifest.tracks) - len(manifest.heard))
    assert abs(whole.seconds - heard - silent) < 0.1 * len(manifest.tracks)
    assert faults(pack) == []


def shifted(whole: Whole, number: int, seconds: float) -> Whole:
    chapters = tuple((at + seconds * (n == number), title) for n, (at, title) in enumerate(whole.chapters))
    return Whole(whole.seconds, chapters, whole.cover)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda whole: Whole(whole.seconds, whole.chapters[:-1], whole.cover), "has 4 chapters; there are 5 tracks"),
        (lambda whole: Whole(whole.seconds, (), whole.cover), "has 0 chapters; there are 5 tracks"),
        (lambda whole: Whole(whole.seconds + 1, whole.chapters, whole.cover), "its chapter 5 lasts"),
        (lambda whole: Whole(whole.seconds, whole.chapters, b""), "has no cover"),
        (lambda whole: Whole(whole.seconds, whole.chapters, b"\xff\xd8"), "its cover is not cover.jpg"),
        (lambda whole: shifted(whole, 0, 0.2), "its first chapter starts at 0.20 s"),
        (lambda whole: shifted(whole, 2, 0.2), "its chapter 2 lasts"),
        (lambda whole: shifted(whole, 2, -0.2), "its chapter 3 lasts"),
    ],
)
def test_damage_is_found(pack: Path, change: Callable[[Whole], Whole], message: str) -> None:
    found = faults(pack, change)

    assert any(fault.path == M4B and fault.message.startswith(message) for fault in found), found


def test_a_cover_that_was_taken_out_is_found(pack: Path) -> None:
    whole = MP4(pack / M4B)
    assert whole.tags is not None
    del whole.tags["covr"]
    whole.save()

    assert faults(pack) == [Fault(M4B, "has no cover")]


def test_a_chapter_with_another_title_is_found(pack: Path) -> None:
    data = (pack / M4B).read_bytes()
    (pack / M4B).write_bytes(data.replace(b"1. The Quay", b"1. The Key!"))

    assert faults(pack) == [Fault(M4B, "calls a chapter '1. The Key!'; the track is '1. The Quay'")]


@pytest.mark.parametrize("damage", [lambda data: b"", lambda data: data[8:], lambda data: b"ID3" + data[:100]])
def test_a_file_that_is_no_mp4_is_found(pack: Path, damage: Callable[[bytes], bytes]) -> None:
    (pack / M4B).write_bytes(damage((pack / M4B).read_bytes()))

    assert Fault(M4B, UNREAD) in faults(pack)


def boxed(name: bytes, body: bytes, size: int = 0) -> bytes:
    return ((size or len(body)) + 8).to_bytes(4, "big") + name + body


@pytest.mark.parametrize(
    "hostile",
    [
        boxed(b"moov", boxed(b"free", b"") * 100_000),
        boxed(b"free", b"") * 100_000,
        b"".join(boxed(b"moov", b"", 8 * (5000 - level)) for level in range(5000)),
        boxed(b"moov", boxed(b"udta", b"", 20_000_000), 30_000_000),
        boxed(b"moov", boxed(b"mvhd", b"", 20_000_000), 30_000_000),
    ],
    ids=["boxes", "boxes outside", "boxes in boxes", "large tags", "a large head"],
)
def test_an_mp4_with_more_in_it_than_a_tour_has_is_not_read(
    pack: Path, monkeypatch: pytest.MonkeyPatch, hostile: bytes
) -> None:
    (pack / M4B).write_bytes(hostile)
    monkeypatch.setattr(mp4, "MP4", lambda _: pytest.fail("mutagen reads it"))

    assert Fault(M4B, UNREAD) in faults(pack)


def move(about: dict[str, Any]) -> None:
    about["chapters"][1]["startTime"] += 0.2


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda about: about["chapters"].pop(), "has 4 chapters; there are 5 tracks"),
        (lambda about: about["chapters"][1].update(title="1. The Key"), "calls a chapter '1. The Key'; the track is"),
        (lambda about: about["chapters"][1].pop("startTime"), "is not a list of chapters"),
        (lambda about: about.pop("chapters"), "is not a list of chapters"),
        (move, "has chapter 2 at 7.91 s; the M4B has it at 7.71"),
        (move, "its chapter 1 lasts 7.91 s; the track lasts 7.66"),
    ],
)
def test_chapters_that_differ_are_found(pack: Path, change: Callable[[dict[str, Any]], None], message: str) -> None:
    about = json.loads((pack / JSON).read_text("utf-8"))
    change(about)
    (pack / JSON).write_text(json.dumps(about), "utf-8")

    found = faults(pack)

    assert any(fault.path == JSON and fault.message.startswith(message) for fault in found), found


def test_a_silent_chapter_of_podcast_apps_is_no_track(pack: Path) -> None:
    about = json.loads((pack / JSON).read_text("utf-8"))
    about["chapters"].insert(1, {"startTime": 1, "title": "a picture", "toc": False})
    (pack / JSON).write_text(json.dumps(about), "utf-8")

    assert faults(pack) == []


def test_a_title_too_long_for_a_chapter_may_be_cut(pack: Path) -> None:
    title = "x" * 300
    edit(pack / "pack.json", '"title": "1. The Quay"', f'"title": "{title}"')
    edit(pack / JSON, '"title": "1. The Quay"', f'"title": "{title}"')

    assert faults(pack, lambda whole: titled(whole, title[:255])) == []
    assert [fault.path for fault in faults(pack, lambda whole: titled(whole, title[:100]))] == [M4B]


def titled(whole: Whole, title: str) -> Whole:
    chapters = tuple((at, title if n == 1 else own) for n, (at, own) in enumerate(whole.chapters))
    return Whole(whole.seconds, chapters, whole.cover)


def test_a_pack_may_have_neither(pack: Path) -> None:
    for name in (M4B, JSON):
        edit(pack / "pack.json", f'"{name}"', f'"other-{name}"')

    assert faults(pack) == []
