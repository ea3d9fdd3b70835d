"""Only plain files are read, and only as far as they may go."""

from __future__ import annotations

import errno
import os
import socket
from pathlib import Path

import pytest

from tour.inputs.plain_files import open_plain, read_plain


def test_a_file_is_read_whole_up_to_the_most_that_it_may_have(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"abc")

    assert read_plain(path, 3) == b"abc"


def test_a_larger_one_is_refused_with_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"abcd")

    with pytest.raises(OSError, match="larger than 2 MB") as caught:
        read_plain(_sparse(path, 2_000_001), 2_000_000)

    assert caught.value.errno == errno.EFBIG


def _sparse(path: Path, size: int) -> Path:
    with path.open("wb") as file:
        file.truncate(size)
    return path


@pytest.mark.parametrize(("kind", "why"), [("pipe", "named pipe"), ("folder", "folder"), ("socket", "socket")])
def test_what_is_no_plain_file_is_refused_and_not_waited_for(tmp_path: Path, kind: str, why: str) -> None:
    path = tmp_path / "a"
    match kind:
        case "pipe":
            os.mkfifo(path)
        case "folder":
            path.mkdir()
        case _:
            with socket.socket(socket.AF_UNIX) as made:
                made.bind(str(path))

    with pytest.raises(OSError, match=why):
        open_plain(path)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs /dev/zero")
def test_a_link_to_a_device_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("/dev/zero")

    with pytest.raises(OSError, match="device"):
        read_plain(tmp_path / "a", 100)


@pytest.mark.skipif(not Path("/proc/kmsg").exists(), reason="needs /proc/kmsg")
def test_a_file_of_the_system_that_has_nothing_to_read_yet_is_refused(tmp_path: Path) -> None:
    """It calls itself a plain file. Who may not read it at all is refused before."""
    path = tmp_path / "a"
    path.symlink_to("/proc/kmsg")

    with pytest.raises(OSError):
        read_plain(path, 100)


def test_a_file_that_becomes_a_pipe_as_it_is_opened_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, pipe = tmp_path / "a", tmp_path / "pipe"
    path.write_bytes(b"abc")
    os.mkfifo(pipe)
    opened = os.open
    monkeypatch.setattr(os, "open", lambda _, flags: opened(pipe, flags))

    with pytest.raises(OSError, match="named pipe"):
        open_plain(path)


def test_what_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        open_plain(tmp_path / "a")
