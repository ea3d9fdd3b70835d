"""`make clean` removes what the program has made, and nothing else."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from filelock import FileLock, Timeout

from conftest import ROOT
from saved import FILES, ZIP, notes, on_disk, put, take
from tour.diagnostics import TourError
from tour.events import Event
from tour.model import Clip
from tour.pack import clean
from tour.pack import save as saving
from tour.pack import swap as swapping
from tour.pack.cache import Store
from tour.pack.clean import clean_cache, clean_pack
from tour.pack.exchange import exchange
from tour.pack.lock import lock_of, locked, locked_at_once
from tour.pack.swap import unsettled

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


def test_what_is_somebodys_beside_a_pack_stays(pack: Path) -> None:
    mine = {f".harbour.{name}": b"mine" for name in ("from", "lock", "made")}
    for name, data in mine.items():
        (pack.parent / name).write_bytes(data)

    assert clean_pack(pack) == []

    assert on_disk(pack.parent) == mine


def test_a_copy_of_a_pack_that_is_gone_stays(pack: Path) -> None:
    """A build would put it in the pack's place; here it would be removed."""
    pack.rename(pack.with_name(".harbour.old"))
    before = on_disk(pack.parent)

    assert clean_pack(pack) == []

    assert on_disk(pack.parent) == before


@pytest.mark.parametrize("way", ["exchange", "renames"])
def test_a_swap_that_a_kill_cut_short_is_finished_first(pack: Path, way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else the next command would put what is left of it in the place of what is gone."""
    killed(pack, way, monkeypatch)
    events: list[Event] = []

    assert clean_pack(pack, events.append) == ["mine.txt"]

    assert on_disk(pack.parent) == {"harbour/mine.txt": b"mine"}
    assert unsettled(pack.parent) == []
    assert notes(events) == ["mine.txt came or changed during the build; it is kept"]


def killed(pack: Path, way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave what a kill leaves that comes when the old folder has been moved, with a file that came before that."""

    class Killed(BaseException):
        pass

    def exchanged(stage: Path, pack: Path) -> None:
        exchange(stage, pack)
        raise Killed

    def renamed(stage: Path, pack: Path, olds: Sequence[Path]) -> None:
        pack.rename(olds[-1])
        raise Killed

    def swap(stage: Path, pack: Path) -> Path:
        (pack / "mine.txt").write_text("mine")
        return swapping.swap(stage, pack)

    with monkeypatch.context() as patch:
        patch.setattr(saving, "swap", swap)
        patch.setattr(saving, "settle", lambda *_: ())
        take(way, patch)
        if way == "exchange":
            patch.setattr(swapping, "exchange", exchanged)
        else:
            patch.setattr(swapping, "_rename_or_fill", renamed)
        with pytest.raises(Killed):
            put(pack, {**FILES, "tour.m3u8": b"changed"}, zipped=ZIP)


def test_what_is_the_users_below_a_folder_of_the_caches_stays(tmp_path: Path) -> None:
    store = Store(tmp_path / "cache")
    store.prepare()
    names = ("tracks/mine/song.mp3", "tracks/song.mp3", "aac/by/hand.json", "mine/.tmp-1", "clips/xx/deep/a.pcm")
    mine = {**dict.fromkeys(names, b"mine"), ".gitignore": b"mine"}
    for name, data in mine.items():
        (store.root / name).parent.mkdir(parents=True, exist_ok=True)
        (store.root / name).write_bytes(data)
    (store.root / "tracks/empty").mkdir()

    assert clean_cache(store.root) == sorted(mine)
    assert on_disk(store.root) == mine
    assert (store.root / "tracks/empty").is_dir()


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
