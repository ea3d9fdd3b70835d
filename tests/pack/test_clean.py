"""`make clean` removes what the program has made, and nothing else."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock, Timeout

from conftest import ROOT
from saved import FILES, ZIP, on_disk, put
from tour.diagnostics import TourError
from tour.model import Clip
from tour.pack import clean
from tour.pack.cache import Store
from tour.pack.clean import clean_cache, clean_pack
from tour.pack.lock import lock_of, locked, locked_at_once

KEY = "ab" * 32


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    put(tmp_path / "out/harbour", FILES, zipped=ZIP)
    (tmp_path / "out/.harbour.lock").touch()
    return tmp_path / "out/harbour"


def test_a_pack_goes_whole(pack: Path) -> None:
    assert clean_pack(pack) == []
    assert list(pack.parent.iterdir()) == []


def test_what_is_the_users_in_a_pack_stays(pack: Path) -> None:
    (pack / "notes").mkdir()
    (pack / "empty").mkdir()
    (pack / "notes/mine.txt").write_text("mine")
    (pack / "tour.m3u8").write_text("by hand")
    (pack / "shelf").symlink_to("notes")

    assert clean_pack(pack) == ["notes/mine.txt", "shelf", "tour.m3u8"]

    assert on_disk(pack) == {"notes/mine.txt": b"mine", "tour.m3u8": b"by hand"}
    assert (pack / "empty").is_dir()


@pytest.mark.parametrize("manifest", [None, "{}", '{"title": "mine"}'])
def test_a_folder_that_is_no_pack_stays(tmp_path: Path, manifest: str | None) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    if manifest:
        (tmp_path / "pack.json").write_text(manifest)
    before = on_disk(tmp_path)

    clean_pack(tmp_path)

    assert on_disk(tmp_path) == before


def test_the_entries_of_a_cache_go_and_what_is_the_users_stays(tmp_path: Path) -> None:
    store = Store(tmp_path / "cache")
    store.prepare()
    store.put_clip(KEY, Clip(b"ab", 24_000))
    store.put_aac(KEY, [b"aac"])
    (store.root / "tracks/mine.txt").write_text("mine")

    assert clean_cache(store.root) == ["tracks/mine.txt"]
    assert on_disk(store.root) == {"tracks/mine.txt": b"mine"}

    (store.root / "tracks/mine.txt").unlink()
    assert clean_cache(store.root) == []
    assert not store.root.exists()


def test_a_pack_that_a_build_is_at_is_left_with_its_lock(pack: Path) -> None:
    before = on_disk(pack.parent)

    with FileLock(lock_of(pack)), pytest.raises(TourError, match=r"a build is running, and holds .*\.harbour\.lock"):
        clean_pack(pack)

    assert on_disk(pack.parent) == before


def test_a_pack_behind_a_link_that_a_build_is_at_is_left(pack: Path) -> None:
    (pack.parent / "link").symlink_to(pack)

    with FileLock(lock_of(pack)), pytest.raises(TourError, match="a build is running"):
        clean_pack(pack.parent / "link")


def test_a_cache_that_a_build_is_at_is_left_with_its_lock(tmp_path: Path) -> None:
    store = Store(tmp_path / "cache")
    store.prepare()
    store.put_clip(KEY, Clip(b"ab", 24_000))
    (store.root / "locks/ferry.lock").touch()
    before = on_disk(store.root)

    with FileLock(store.root / "locks/harbour.lock"), pytest.raises(TourError, match="a build is running"):
        clean_cache(store.root)

    assert on_disk(store.root) == {**before, "locks/harbour.lock": b""}
    assert clean_cache(store.root) == []


@pytest.mark.skipif(os.name != "posix", reason="a file that is open cannot be removed")
def test_a_build_that_waits_for_a_clean_holds_a_lock_that_others_see(pack: Path) -> None:
    lock = lock_of(pack)

    with clean._alone(lock):
        with pytest.raises(Timeout):
            FileLock(lock).acquire(timeout=0)
        lock.unlink()

    with locked(lock, lambda: None), locked_at_once(lock) as second:
        assert not second


def test_a_running_build_is_told_and_nothing_goes(pack: Path, tmp_path: Path) -> None:
    command = [sys.executable, ROOT / "tools/clean.py", pack, tmp_path / "no cache"]

    with FileLock(lock_of(pack)):
        done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)

    hint = "  hint: wait until it is done, or stop it; then clean\n"
    assert (done.returncode, done.stderr) == (1, f"error: a build is running, and holds {lock_of(pack)}\n{hint}")


def test_it_needs_nothing_but_python(pack: Path, tmp_path: Path) -> None:
    (pack / "mine.txt").write_text("mine")
    bare = Path(sys.executable).resolve()
    command = [bare, "-I", ROOT / "tools/clean.py", pack, tmp_path / "no cache"]

    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=True)

    assert done.stdout == f"left alone: {pack}/mine.txt\n"
    assert [path.name for path in pack.iterdir()] == ["mine.txt"]
    shutil.rmtree(pack)
