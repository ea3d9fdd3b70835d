"""Files written whole or not at all, whatever comes between."""

from __future__ import annotations

import errno
import os
import stat
import threading
from pathlib import Path

import pytest

from interrupted import interrupted_everywhere, unclosed
from tour import whole_files
from tour.whole_files import rewrite_all, write_all, write_where_asked


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the disk be full once a file is to be flushed: earlier, a system may still say yes."""

    def refuse(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", refuse)


def test_files_have_what_was_written_and_nothing_else_is_there(tmp_path: Path) -> None:
    write_all({tmp_path / "one": b"1", tmp_path / "two": b"2"})

    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"one": b"1", "two": b"2"}


@pytest.mark.usefixtures("full")
@pytest.mark.parametrize("write", [write_all, rewrite_all])
def test_where_the_disk_is_full_what_was_there_stays(tmp_path: Path, write: object) -> None:
    old = tmp_path / "old"
    old.write_bytes(b"old")

    with pytest.raises(OSError, match="No space left"):
        write({tmp_path / "new": b"new", old: b"new"})  # type: ignore[operator]

    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"old": b"old"}


@unclosed
@pytest.mark.parametrize("write", [write_all, rewrite_all])
def test_ctrl_c_at_any_line_leaves_all_of_the_old_or_all_of_the_new(tmp_path: Path, write: object) -> None:
    files = {tmp_path / "one": b"new", tmp_path / "two": b"new"}
    met = set()

    def work() -> None:
        for path in files:
            path.write_bytes(b"old")
        write(files)  # type: ignore[operator]

    for _ in interrupted_everywhere(work, whole_files):
        found = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
        assert found in ({"one": b"old", "two": b"old"}, {"one": b"new", "two": b"new"})
        met.add(found["two"])

    assert met == {b"old", b"new"}


def test_what_is_replaced_hands_on_its_mode_and_a_link_stays_one(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_bytes(b"old")
    target.chmod(0o640)
    link.symlink_to(target)

    rewrite_all({link: b"new"})

    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
def test_what_is_replaced_hands_on_its_owner_and_group_with_the_bits_that_those_take(tmp_path: Path) -> None:
    path = tmp_path / "script"
    path.write_bytes(b"old")
    os.chown(path, 4_711, 4_712)
    path.chmod(0o2770)

    rewrite_all({path: b"new"})

    about = path.stat()
    assert (about.st_uid, about.st_gid, stat.S_IMODE(about.st_mode)) == (4_711, 4_712, 0o2770)


def test_the_program_s_own_file_takes_the_place_of_a_link_and_leaves_what_it_led_to(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_bytes(b"somebody's")
    link.symlink_to(target)

    write_all({link: b"ours"})

    assert (link.is_symlink(), link.read_bytes(), target.read_bytes()) == (False, b"ours", b"somebody's")


def test_a_file_that_may_only_be_read_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "locked"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may write anything

    with pytest.raises(PermissionError, match="it may only be read"):
        rewrite_all({path: b"new"})

    assert [(entry.name, entry.read_bytes()) for entry in tmp_path.iterdir()] == [("locked", b"old")]


def test_a_device_that_is_named_is_written_to_and_stays_one() -> None:
    write_where_asked(Path(os.devnull), b"gone")

    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
def test_a_device_that_is_full_says_so() -> None:
    with pytest.raises(OSError, match="No space left"):
        write_where_asked(Path("/dev/full"), b"x")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_a_pipe_is_written_into_where_somebody_reads_it_and_refused_where_nobody_does(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)

    with pytest.raises(OSError, match="No such device or address"):
        write_where_asked(pipe, b"x")

    with os.fdopen(os.open(pipe, os.O_RDWR), "rb", buffering=0) as reader:
        writer = threading.Thread(target=write_where_asked, args=(pipe, bytes(1_000_000)))  # more than a pipe holds
        writer.start()
        got = 0
        while got < 1_000_000:
            got += len(reader.read(65_536))
        writer.join()


def test_a_folder_in_the_place_is_a_refusal_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()

    with pytest.raises(OSError, match=r"directory"):
        write_where_asked(tmp_path / "folder", b"x")

    assert [path.name for path in tmp_path.iterdir()] == ["folder"]
