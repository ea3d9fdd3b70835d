"""A file is read once for its digest, and again as soon as it may be another."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tour.pack import hashed
from tour.pack.folder import sha256

LATER = 10_000_000_000
"""Nanoseconds."""


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that was changed a while ago."""
    now = hashed.time_ns
    monkeypatch.setattr(hashed, "time_ns", lambda: now() + LATER)
    path = tmp_path / "track.mp3"
    path.write_bytes(b"sound")
    return path


def digest(path: Path, gives: str) -> str:
    with path.open("rb") as file:
        return hashed.once(file, "all", lambda: gives)


def test_a_file_that_stays_as_it_is_is_read_once(file: Path) -> None:
    assert [digest(file, "first"), digest(file, "second")] == ["first", "first"]


def test_each_part_of_a_file_has_its_own_digest(file: Path) -> None:
    digest(file, "all of it")

    with file.open("rb") as opened:
        assert hashed.once(opened, "body", lambda: "its body") == "its body"


def test_a_file_changed_in_place_with_its_time_set_back_is_read_again(file: Path) -> None:
    before = file.stat()
    first = sha256(file)
    file.write_bytes(b"noise")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))

    assert file.stat().st_size == before.st_size
    assert sha256(file) != first


def test_another_file_in_its_place_is_read(file: Path, tmp_path: Path) -> None:
    first = sha256(file)
    other = tmp_path / "other"
    other.write_bytes(b"noise")
    other.replace(file)

    assert sha256(file) != first


def test_a_file_that_was_changed_a_moment_ago_is_read_each_time(tmp_path: Path) -> None:
    path = tmp_path / "track.mp3"
    path.write_bytes(b"sound")

    assert [digest(path, "first"), digest(path, "second")] == ["first", "second"]


def at(monkeypatch: pytest.MonkeyPatch, path: Path, seconds: float) -> None:
    """Let it be *seconds* after the last change of a file."""
    changed = max(path.stat().st_mtime_ns, path.stat().st_ctime_ns)
    monkeypatch.setattr(hashed, "time_ns", lambda: changed + int(seconds * 1e9))


@pytest.mark.parametrize(("seconds", "again"), [(0.05, "second"), (0.2, "first")])
def test_a_file_changed_between_two_ticks_is_read_again(
    file: Path, monkeypatch: pytest.MonkeyPatch, seconds: float, again: str
) -> None:
    os.utime(file, ns=(1_700_000_000_123_456_789,) * 2)
    while file.stat().st_ctime_ns % 10**9 == 0:  # one time in a hundred million
        os.utime(file, ns=(1_700_000_000_123_456_789,) * 2)
    at(monkeypatch, file, seconds)

    assert [digest(file, "first"), digest(file, "second")] == ["first", again]


@pytest.mark.parametrize(("seconds", "again"), [(2.4, "second"), (2.6, "first")])
def test_where_times_are_whole_seconds_longer_is_waited(
    file: Path, monkeypatch: pytest.MonkeyPatch, seconds: float, again: str
) -> None:
    os.utime(file, ns=(1_700_000_000_000_000_000,) * 2)
    at(monkeypatch, file, seconds)

    assert [digest(file, "first"), digest(file, "second")] == ["first", again]
