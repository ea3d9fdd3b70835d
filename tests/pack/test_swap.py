"""A save takes the place of the last pack in any way that the system allows, while the user works in the folder."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from ordinary import as_ordinary_user, only_where_modes_count
from saved import FILES, WAYS, ZIP, notes, on_disk, own, put, stamps, take
from tour.diagnostics import TourError
from tour.events import Event
from tour.pack import fill as filling
from tour.pack import save as saving
from tour.pack import swap as swapping
from tour.pack.decide import Change
from tour.pack.exchange import exchange
from tour.pack.manifest import HALF, read_manifest, rows
from tour.pack.recovery import recover_below
from tour.pack.save import recover

NEW = {**FILES, "tour.m3u8": b"changed", "more/art.svg": b"new"}
del NEW["audio/02a-mill.mp3"]


@pytest.fixture(params=WAYS)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    take(request.param, monkeypatch)
    return str(request.param)


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A pack of three files, with its zip, in a folder of its own."""
    put(tmp_path / "out/harbour", FILES, zipped=ZIP)
    return tmp_path / "out/harbour"


def meanwhile(patch: pytest.MonkeyPatch, work: Callable[[], None]) -> None:
    """Let the user *work* after the save has looked, and before the new folder takes the old one's place."""

    def swap(stage: Path, pack: Path) -> Path:
        work()
        return swapping.swap(stage, pack)

    patch.setattr(saving, "swap", swap)


def alone(pack: Path) -> bool:
    return [path.name for path in pack.parent.iterdir()] == [pack.name]


def test_the_pack_is_the_new_one_in_any_way(pack: Path, way: str) -> None:
    put(pack, NEW, zipped=ZIP)

    assert {name: data for name, data in own(pack).items() if name != ZIP} == NEW
    assert {row.path for row in rows(read_manifest(pack))} == NEW.keys()
    assert alone(pack)


def test_any_way_gives_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = []
    for way in WAYS:
        take(way, monkeypatch)
        put(tmp_path / way / "harbour", FILES, zipped=ZIP)
        put(tmp_path / way / "harbour", NEW, zipped=ZIP)
        found.append(on_disk(tmp_path / way / "harbour"))

    assert found[0] == found[1] == found[2]


def test_a_file_that_comes_during_the_save_stays_and_is_said_so(
    pack: Path, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def work() -> None:
        (pack / "mine.txt").write_text("mine")
        (pack / "audio/mine.txt").write_text("mine too")
        (pack / "folder/deep").mkdir(parents=True)
        (pack / "folder/deep/mine.txt").write_text("mine as well")
        (pack / "shelf").symlink_to("/nowhere")

    meanwhile(monkeypatch, work)
    events: list[Event] = []

    put(pack, NEW, events=events, zipped=ZIP)

    mine = {"mine.txt": b"mine", "audio/mine.txt": b"mine too", "folder/deep/mine.txt": b"mine as well"}
    assert {name: data for name, data in own(pack).items() if name != ZIP} == NEW | mine
    assert (pack / "shelf").readlink() == Path("/nowhere")
    assert alone(pack)
    said = {name for note in notes(events) for name in (*mine, "shelf") if note.startswith(name)}
    assert said == ({*mine, "shelf"} if way != "files" else set())  # there nothing of theirs was touched


def test_a_file_of_the_users_that_changes_during_the_save_is_the_changed_one(
    pack: Path, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("written", "replaced", "removed"):
        (pack / f"{name}.txt").write_text("before")

    def work() -> None:
        (pack / "written.txt").write_text("after")
        (pack / "new.txt").write_text("after")
        (pack / "new.txt").replace(pack / "replaced.txt")
        (pack / "removed.txt").rename(pack / "renamed.txt")

    meanwhile(monkeypatch, work)

    put(pack, NEW, zipped=ZIP)

    assert [(pack / f"{name}.txt").read_text() for name in ("written", "replaced", "renamed")] == [
        "after",
        "after",
        "before",
    ]
    assert not list(pack.rglob("*.edited"))


def test_a_file_of_the_users_that_goes_during_the_save_does_not_come_back(
    pack: Path, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("removed.txt", "renamed.txt", "audio/removed.txt"):
        (pack / name).write_text(name)
    (pack / "shelf").symlink_to("nowhere")
    build = saving.stage.build

    def work(stage: Path, pack: Path, change: Change) -> int:
        size = build(stage, pack, change)
        for name in ("removed.txt", "audio/removed.txt", "shelf"):
            (pack / name).unlink()
        (pack / "renamed.txt").rename(pack / "new.txt")
        return size

    monkeypatch.setattr(saving.stage, "build", work)

    put(pack, NEW, zipped=ZIP)

    assert {name: data for name, data in own(pack).items() if name != ZIP} == NEW | {"new.txt": b"renamed.txt"}
    assert not (pack / "shelf").is_symlink()
    assert alone(pack)


@pytest.mark.parametrize("name", ["tour.m3u8", "audio/01a-quay.mp3", "audio/02a-mill.mp3"])
def test_a_file_of_the_packs_that_the_user_replaces_during_the_save_is_kept_as_a_copy(
    pack: Path, way: str, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    def work() -> None:
        (pack / "by-hand").write_text("by hand")
        (pack / "by-hand").replace(pack / name)

    meanwhile(monkeypatch, work)

    put(pack, NEW, zipped=ZIP)

    kept = [path for path, data in own(pack).items() if data == b"by hand"]
    assert kept == [name if name not in NEW else f"{name}.edited"]
    assert {path: data for path, data in own(pack).items() if path not in (*kept, ZIP)} == NEW


def test_what_was_changed_by_hand_before_is_kept_once(pack: Path, way: str) -> None:
    (pack / "tour.m3u8").write_text("by hand")
    (pack / "audio/02a-mill.mp3").write_text("by hand too")

    put(pack, NEW, zipped=ZIP)

    assert {name for name in own(pack) if name.endswith(".edited")} == {
        "tour.m3u8.edited",
        "audio/02a-mill.mp3.edited",
    }


def test_a_file_is_taken_back_to_what_it_was_in_any_way(pack: Path, way: str) -> None:
    (pack / "tour.m3u8").write_text("by hand")
    (pack / "audio/01a-quay.mp3").unlink()

    put(pack, FILES, zipped=ZIP)
    put(pack, FILES, zipped=ZIP)

    assert {name: data for name, data in own(pack).items() if name != ZIP} == {
        **FILES,
        "tour.m3u8.edited": b"by hand",
    }


def test_empty_folders_modes_and_pipes_of_the_users_stay(pack: Path, way: str) -> None:
    (pack / "empty/deep").mkdir(parents=True)
    (pack / "audio/empty").mkdir()
    (pack / "private").mkdir(mode=0o700)
    (pack / "tour.m3u8").chmod(0o664)
    (pack / "audio").chmod(0o2770)
    os.mkfifo(pack / "pipe")
    pack.chmod(0o2775)

    put(pack, NEW, zipped=ZIP)

    assert (pack / "empty/deep").is_dir()
    assert (pack / "audio/empty").is_dir()
    assert stat.S_ISFIFO((pack / "pipe").lstat().st_mode)
    modes = [stat.S_IMODE((pack / name).stat().st_mode) for name in ("", "audio", "private", "tour.m3u8")]
    assert modes == [0o2775, 0o2770, 0o700, 0o664]


def test_hard_links_of_the_users_stay_links_to_one_file(pack: Path, tmp_path: Path, way: str) -> None:
    (pack / "mine.txt").write_text("mine")
    os.link(pack / "mine.txt", pack / "second.txt")
    os.link(pack / "mine.txt", tmp_path / "outside.txt")

    put(pack, NEW, zipped=ZIP)
    (tmp_path / "outside.txt").write_text("changed")

    assert [(pack / name).read_text() for name in ("mine.txt", "second.txt")] == ["changed", "changed"]


@pytest.mark.skipif(
    subprocess.run(["git", "--version"], check=False, capture_output=True).returncode != 0, reason="git"
)
def test_a_repository_in_the_packs_folder_is_as_whole_as_before(pack: Path, way: str) -> None:
    def git(*arguments: str) -> str:
        command = ["git", "-c", "user.name=Ann", "-c", "user.email=ann@example.org", *arguments]
        return subprocess.run(command, cwd=pack, check=True, capture_output=True, text=True).stdout

    git("init", "-q")
    git("add", "-A")
    git("commit", "-qm", "One")
    git("gc", "-q")
    git("pack-refs", "--all")
    folders = {path for path in (pack / ".git").rglob("*") if path.is_dir()}
    events: list[Event] = []

    put(pack, NEW, events=events, zipped=ZIP)

    assert {path for path in (pack / ".git").rglob("*") if path.is_dir()} == folders
    assert " M tour.m3u8" in git("status", "--short").splitlines()
    git("fsck", "--strict")
    git("commit", "-qam", "Two")
    assert len([note for note in notes(events) if note.startswith(".git/, with ")]) == 1


def test_a_folder_of_the_users_in_the_way_is_a_fault_and_stays(pack: Path) -> None:
    (pack / "card.pdf/empty").mkdir(parents=True)

    with pytest.raises(TourError, match=r"card\.pdf is not part of the last pack, and stands in the way"):
        put(pack, {**FILES, "card.pdf": b"card"})

    assert (pack / "card.pdf/empty").is_dir()


def test_a_file_that_goes_while_it_is_looked_at_is_no_fault(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (pack / "draft.tmp").write_text("mine")
    build = saving.stage.build

    def gone(stage: Path, pack: Path, change: object) -> int:
        (pack / "draft.tmp").unlink()
        return build(stage, pack, change)  # type: ignore[arg-type]

    monkeypatch.setattr(saving.stage, "build", gone)

    put(pack, NEW, zipped=ZIP)

    assert not (pack / "draft.tmp").exists()


def test_what_cannot_be_removed_is_named_and_blocks_no_build(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rmdir = Path.rmdir

    def stuck(folder: Path) -> None:
        if folder.name.startswith(".harbour."):
            raise PermissionError(errno.EACCES, "Permission denied")
        rmdir(folder)

    monkeypatch.setattr(Path, "rmdir", stuck)
    events: list[Event] = []

    put(pack, NEW, events=events, zipped=ZIP)
    put(pack, FILES, zipped=ZIP)
    recover(pack)
    put(pack, NEW, zipped=ZIP)

    assert {name: data for name, data in own(pack).items() if name != ZIP} == NEW
    [said] = [note for note in notes(events) if "left of an earlier build" in note]
    assert said.endswith(
        ".harbour.old is left of an earlier build, and cannot be removed: permission denied; move what you want of it"
    )
    monkeypatch.setattr(Path, "rmdir", rmdir)
    recover(pack)
    assert alone(pack)
    assert {name: data for name, data in own(pack).items() if name != ZIP} == NEW


def test_a_file_that_cannot_be_moved_over_is_never_removed(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    meanwhile(monkeypatch, lambda: (pack / "mine.txt").write_text("mine") and None)
    replace = Path.replace

    def stuck(path: Path, target: Path) -> Path:
        if path.name == "mine.txt":
            raise OSError(errno.EXDEV, "Invalid cross-device link")
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", stuck)

    put(pack, NEW, zipped=ZIP)
    recover(pack)

    assert (pack.with_name(".harbour.old") / "mine.txt").read_text() == "mine"
    monkeypatch.setattr(Path, "replace", replace)
    recover(pack)
    assert (pack / "mine.txt").read_text() == "mine"
    assert alone(pack)


NONSENSE = ["my own", "{", "[]", '{"stage": 5}', '{"stage": "../precious", "manifest": "0", "old": ["../precious", 5]}']


@pytest.mark.parametrize("note", NONSENSE)
def test_what_is_no_note_but_has_the_name_of_one_is_told_and_nothing_is_moved(pack: Path, note: str) -> None:
    (pack.parent / "precious").mkdir()
    shutil.copytree(pack, pack.with_name(".harbour.old"))
    (file := pack.with_name(".harbour.swap")).write_text(note)
    before = stamps(pack.parent)

    with pytest.raises(TourError, match=rf"{file} is not what a build keeps under this name\n.*move it"):
        recover(pack)
    assert swapping.unsettled(pack.parent) == []
    assert stamps(pack.parent) == before

    with pytest.raises(TourError, match="is not what a build keeps"):  # it came during the build
        put(pack, NEW, zipped=ZIP)
    assert file.read_text() == note
    file.unlink()
    recover(pack)
    assert own(pack) == own(pack.with_name(".harbour.old"))
    assert {path.name for path in pack.parent.iterdir()} == {"harbour", ".harbour.old", "precious"}


@pytest.mark.parametrize("name", [".", "..", "...", "a"])
def test_a_file_of_any_name_beside_packs_is_no_fault(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / f".{name}.swap").write_text("mine")
    monkeypatch.chdir(tmp_path)

    assert swapping.unsettled(Path()) == []


@pytest.mark.parametrize("kind", ["folder", "link"])
def test_no_folder_or_link_is_taken_for_a_note(pack: Path, kind: str) -> None:
    file = pack.with_name(".harbour.swap")
    file.mkdir() if kind == "folder" else file.symlink_to("nowhere")

    with pytest.raises(TourError, match=rf"{file} cannot be read: "):
        recover(pack)

    assert os.path.lexists(file)


def test_an_empty_note_is_nobodys(pack: Path) -> None:
    pack.with_name(".harbour.swap").touch()

    recover(pack)

    assert alone(pack)


class Killed(BaseException):
    """A kill, after which nothing is cleared up."""


def put_killed(pack: Path, patch: pytest.MonkeyPatch, room: object, name: str, kill: Callable[..., None]) -> None:
    """Put the new pack, and be killed by *kill*, which stands meanwhile for *name* of *room*."""
    with patch.context() as at_work:
        at_work.setattr(room, name, kill)
        at_work.setattr(saving, "settle", lambda *_: ())
        with pytest.raises(Killed):
            put(pack, NEW, zipped=ZIP)


def killed_after_the_exchange(pack: Path, patch: pytest.MonkeyPatch) -> None:
    """Leave what a kill leaves that comes when old and new folder have just changed places."""

    def kill(stage: Path, pack: Path) -> None:
        exchange(stage, pack)
        raise Killed

    put_killed(pack, patch, swapping, "exchange", kill)


def test_a_file_that_came_before_a_kill_is_kept(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        meanwhile(patch, lambda: (pack / "mine.txt").write_text("mine") and None)
        killed_after_the_exchange(pack, patch)

    recover(pack)

    assert {name: data for name, data in own(pack).items() if name != ZIP} == NEW | {"mine.txt": b"mine"}
    assert alone(pack)


@only_where_modes_count
def test_a_file_that_came_before_a_kill_is_kept_where_the_note_may_not_be_read(
    pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed_after_the_exchange(pack, monkeypatch)
    (pack.with_name(".harbour.new") / "mine.txt").write_text("mine")
    pack.with_name(".harbour.swap").chmod(0)

    with pytest.raises(TourError, match=r"\.harbour\.swap cannot be read: permission denied"):
        as_ordinary_user(lambda: recover(pack))

    pack.with_name(".harbour.swap").chmod(0o600)
    as_ordinary_user(lambda: recover(pack))
    assert (pack / "mine.txt").read_text() == "mine"
    assert alone(pack)


@pytest.mark.parametrize("note", [None, "", *NONSENSE])
def test_a_file_that_came_before_a_kill_is_not_removed_where_the_note_is_gone(
    pack: Path, note: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed_after_the_exchange(pack, monkeypatch)
    (pack.with_name(".harbour.new") / "mine.txt").write_text("mine")
    if note is None:
        pack.with_name(".harbour.swap").unlink()
    else:
        pack.with_name(".harbour.swap").write_text(note)
    if note:
        with pytest.raises(TourError, match="is not what a build keeps"):
            recover(pack)
        pack.with_name(".harbour.swap").unlink()

    put(pack, FILES, zipped=ZIP)
    recover(pack)

    assert (pack.with_name(".harbour.new") / "mine.txt").read_text() == "mine"


def test_whoever_may_build_there_may_read_the_note(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pack.parent.chmod(0o2770)
    before = os.umask(0o077)
    try:
        killed_after_the_exchange(pack, monkeypatch)
    finally:
        os.umask(before)

    assert stat.S_IMODE(pack.with_name(".harbour.swap").stat().st_mode) == 0o660


@pytest.mark.parametrize("kind", ["new", "new-2", "old", "old-2"])
@pytest.mark.parametrize("backup", [False, True])
def test_a_folder_of_somebodys_with_a_builds_name_stays_as_it_is_and_is_told(
    pack: Path, way: str, kind: str, backup: bool
) -> None:
    mine = pack.with_name(f".harbour.{kind}")
    if backup:
        shutil.copytree(pack, mine)
    else:
        mine.mkdir()
    (mine / "mine.txt").write_text("mine")
    before = on_disk(mine)
    events: list[Event] = []

    recover(pack, events.append)
    put(pack, NEW, zipped=ZIP)

    assert on_disk(mine) == before
    assert {name: data for name, data in own(pack).items() if name != ZIP} == NEW
    assert notes(events) == [f"{mine} is not known as a build's own; it is left alone"]
    assert {path.name for path in pack.parent.iterdir()} == {"harbour", mine.name}


def test_a_backup_stays_though_a_note_was_cut_short_before_anything_was_moved(
    pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(pack, pack.with_name(".harbour.old"))

    def kill(stage: Path, pack: Path) -> None:
        pack.with_name(".harbour.swap").touch()
        raise Killed

    put_killed(pack, monkeypatch, saving, "swap", kill)
    recover(pack)

    assert on_disk(pack.with_name(".harbour.old")) == on_disk(pack)
    assert {path.name for path in pack.parent.iterdir()} == {"harbour", ".harbour.old"}


@pytest.mark.parametrize("way", ["exchange", "renames"], indirect=True)
@pytest.mark.usefixtures("way")
def test_a_kill_while_the_note_is_written_forgets_no_old_folder(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One of a pack that could not be removed: only the note tells whose it is."""
    with monkeypatch.context() as patch:
        patch.setattr(swapping, "clear", lambda *_: ("left",))
        put(pack, NEW, zipped=ZIP)

    def kill(*_: object, **__: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(swapping.json, "dump", kill)
        patch.setattr(saving, "settle", lambda *_: ())
        with pytest.raises(Killed):
            put(pack, FILES, zipped=ZIP)
    (pack.with_name(".harbour.old") / "mine.txt").write_text("mine")
    recover(pack)

    assert (pack / "mine.txt").read_text() == "mine"
    assert alone(pack)


def test_a_mark_of_the_users_makes_no_old_folder_a_half_made_one(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (pack / HALF).touch()
    killed_after_the_exchange(pack, monkeypatch)
    (pack.with_name(".harbour.new") / "mine.txt").write_text("mine")

    recover(pack)

    assert (pack / "mine.txt").read_text() == "mine"
    assert alone(pack)


def test_a_fill_that_was_cut_short_is_finished_as_one(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is left of the new folder is no pack, though by now the system might let it take the pack's place."""
    moves = 0
    real = filling._move

    def move(*given: object) -> None:
        nonlocal moves
        moves += 1
        if moves == 2:
            raise Killed
        real(*given)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        take("files", patch)
        patch.setattr(filling, "_move", move)
        patch.setattr(saving, "settle", lambda *_: ())
        with pytest.raises(Killed):
            put(pack, NEW, zipped=ZIP)
    recover(pack)

    assert {name: data for name, data in own(pack).items() if name != ZIP} == NEW
    assert (pack / ZIP).exists()
    assert alone(pack)


def test_a_file_becomes_a_folder_and_a_file_again_in_any_way(pack: Path, way: str) -> None:
    for new in ({"map": b"map"}, {"map/1.svg": b"one"}, {"map": b"map"}):
        put(pack, new, zipped=ZIP)

        assert {name: data for name, data in own(pack).items() if name != ZIP} == new
        assert not list(pack.rglob("*.edited"))
        assert alone(pack)


@only_where_modes_count
def test_where_files_are_moved_one_by_one_none_is_where_one_of_their_folders_is_locked(
    pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, new = on_disk(pack), {"audio/01a-quay.mp3": b"changed"}
    take("files", monkeypatch)
    (pack / "audio").chmod(0o555)

    with pytest.raises(TourError, match=r"cannot be written: permission denied \(audio\)"):
        as_ordinary_user(lambda: put(pack, new, zipped=ZIP) and None)
    assert on_disk(pack) == before

    (pack / "audio").chmod(0o755)
    recover(pack)
    assert {name: data for name, data in own(pack).items() if name != ZIP} == new
    assert alone(pack)


def test_where_files_are_moved_one_by_one_no_copy_takes_the_place_of_what_is_the_users(
    pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The new folder has copies of it where there are no hard links, and its owner may be writing."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    (pack / "mine.txt").write_text("mine")
    before = (pack / "mine.txt").stat()
    take("files", monkeypatch)
    monkeypatch.setattr(os, "link", refuse)
    monkeypatch.setattr(Path, "hardlink_to", refuse)

    put(pack, NEW, zipped=ZIP)

    assert (pack / "mine.txt").stat().st_ino == before.st_ino
    assert own(pack)["mine.txt"] == b"mine"
    assert alone(pack)


def killed_before(name: str, pack: Path, patch: pytest.MonkeyPatch) -> None:
    """Leave what a kill leaves that comes just before *name* of the swap is called."""

    def kill(*_: object) -> None:
        raise Killed

    put_killed(pack, patch, swapping, name, kill)


def test_a_swap_that_had_moved_nothing_is_undone_for_the_users_files_may_be_others_by_now(
    pack: Path, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("removed.txt", "renamed.txt", "written.txt"):
        (pack / name).write_text("before")
    killed_before("_put", pack, monkeypatch)
    (pack / "removed.txt").unlink()
    (pack / "renamed.txt").rename(pack / "new.txt")
    (pack / "draft").write_text("after")
    (pack / "draft").replace(pack / "written.txt")
    before = on_disk(pack)
    events: list[Event] = []

    recover(pack, events.append)

    assert on_disk(pack) == before
    assert alone(pack)
    assert notes(events) == []


def test_what_its_owner_puts_into_a_pack_after_a_kill_is_not_replaced_by_what_was_there_before(
    pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that is moved there has the time at which it was written, which tells nothing."""
    (pack / "mine.txt").write_text("before")
    (pack / "same.txt").write_text("same")
    killed_after_the_exchange(pack, monkeypatch)
    for name, text in (("mine.txt", "precious"), ("same.txt", "same")):
        (pack / "draft").write_text(text)
        os.utime(pack / "draft", (1, 1))
        (pack / "draft").replace(pack / name)
    events: list[Event] = []

    recover(pack, events.append)

    assert {name: data for name, data in own(pack).items() if name != ZIP} == {
        **NEW,
        "mine.txt": b"precious",
        "mine.txt.edited": b"before",
        "same.txt": b"same",
    }
    assert alone(pack)
    assert notes(events) == ["mine.txt was changed by hand during the build; that copy is kept as mine.txt.edited"]


def test_what_somebody_puts_in_a_packs_place_between_two_renames_is_kept_with_the_pack(
    pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (pack / "mine.txt").write_text("mine")
    take("renames", monkeypatch)
    rename = Path.rename

    def kill(path: Path, target: Path) -> Path:
        if path.name == ".harbour.new":
            raise Killed
        return rename(path, target)

    put_killed(pack, monkeypatch, Path, "rename", kill)
    assert not pack.exists()
    pack.mkdir()
    (pack / "tour.m3u8").write_text("by hand")

    recover(pack)

    assert {name: data for name, data in own(pack).items() if name != ZIP} == {
        **NEW,
        "mine.txt": b"mine",
        "tour.m3u8.edited": b"by hand",
    }
    assert alone(pack)


def test_where_files_are_copied_one_by_one_they_are_on_the_disk_before_the_manifest(
    pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flushed: set[str] = set()
    sync, replace, copied = os.fsync, Path.replace, filling._COPY

    def look(handle: int) -> None:
        flushed.add(Path(f"/proc/self/fd/{handle}").resolve().name)
        sync(handle)

    def across(path: Path, target: Path) -> Path:
        if path.is_relative_to(pack.with_name(".harbour.new")):
            raise OSError(errno.EXDEV, "Invalid cross-device link")
        if path.name == f"pack.json{copied}":
            assert {f"tour.m3u8{copied}", f"art.svg{copied}", path.name, "more", "audio", "harbour"} <= flushed
        return replace(path, target)

    take("files", monkeypatch)
    meanwhile(monkeypatch, flushed.clear)
    monkeypatch.setattr(os, "fsync", look)
    monkeypatch.setattr(Path, "replace", across)

    put(pack, NEW, zipped=ZIP)

    assert {name: data for name, data in own(pack).items() if name != ZIP} == NEW
    assert alone(pack)


def test_an_old_folder_takes_the_place_of_a_pack_that_is_gone_though_no_note_came_to_the_disk(pack: Path) -> None:
    before = on_disk(pack)
    pack.rename(pack.with_name(".harbour.old"))

    events: list[Event] = []

    assert swapping.unsettled(pack.parent) == [pack]
    recover(pack, events.append)

    assert on_disk(pack) == before
    assert alone(pack)
    assert swapping.unsettled(pack.parent) == []
    old = pack.with_name(".harbour.old")
    assert notes(events) == [f"{pack} was gone; {old}, which may be all that is left of it, is in its place now"]


def test_a_link_that_its_owner_puts_in_a_packs_place_after_a_kill_stays_one(
    pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed_after_the_exchange(pack, monkeypatch)
    pack.rename(tmp_path / "elsewhere")
    pack.symlink_to(tmp_path / "elsewhere")
    before = on_disk(tmp_path)

    recover_below(pack.parent)

    assert pack.readlink() == tmp_path / "elsewhere"
    assert on_disk(tmp_path) == before


def test_a_note_that_names_no_old_folders_means_all_of_them(pack: Path) -> None:
    """So was a note until lately."""
    shutil.copytree(pack, pack.with_name(".harbour.old"))
    (pack.with_name(".harbour.old") / "mine.txt").write_text("mine")
    before = on_disk(pack)
    digest = hashlib.sha256((pack / "pack.json").read_bytes()).hexdigest()
    pack.rename(pack.with_name(".harbour.new"))
    pack.with_name(".harbour.swap").write_text(json.dumps({"stage": ".harbour.new", "manifest": digest}))

    recover(pack)

    assert on_disk(pack) == before | {"mine.txt": b"mine"}
    assert alone(pack)


def test_a_pack_that_may_only_be_read_is_not_begun_upon(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    take("files", monkeypatch)
    before = stamps(pack)
    monkeypatch.setattr(os, "access", lambda *_: False)

    with pytest.raises(TourError, match="cannot be written: permission denied"):
        put(pack, NEW, zipped=ZIP)

    assert stamps(pack) == before


@pytest.mark.parametrize("kind", ["new", "old", "new-2", "old-2"])
def test_a_link_beside_the_pack_is_not_followed(pack: Path, tmp_path: Path, kind: str) -> None:
    (tmp_path / "precious").mkdir()
    (tmp_path / "precious/mine.txt").write_text("mine")
    pack.with_name(f".harbour.{kind}").symlink_to(tmp_path / "precious")

    put(pack, NEW, zipped=ZIP)
    recover(pack)

    assert {name: data for name, data in own(pack).items() if name != ZIP} == NEW
    assert (tmp_path / "precious/mine.txt").read_text() == "mine"


@pytest.mark.parametrize("kind", ["new", "old"])
def test_a_file_beside_the_pack_blocks_no_build(pack: Path, kind: str) -> None:
    pack.with_name(f".harbour.{kind}").write_text("mine")

    put(pack, NEW, zipped=ZIP)

    assert {name: data for name, data in own(pack).items() if name != ZIP} == NEW
    assert pack.with_name(f".harbour.{kind}").read_text() == "mine"


def test_two_folders_change_places(tmp_path: Path) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.txt").write_text(name)

    try:
        exchange(tmp_path / "one", tmp_path / "other")
    except OSError as fault:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"TWO FOLDERS CANNOT CHANGE PLACES HERE: {fault}")

    assert (tmp_path / "one/other.txt").read_text() == "other"
    assert (tmp_path / "other/one.txt").read_text() == "one"


def test_an_exchange_with_nothing_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()

    with pytest.raises(OSError, match=r"No such file|not implemented"):
        exchange(tmp_path / "one", tmp_path / "other")


def test_a_note_tells_which_folder_takes_the_place(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = []

    def look(stage: Path, pack: Path, olds: tuple[Path, ...]) -> None:
        note = json.loads(pack.with_name(".harbour.swap").read_text())
        told.append((note["stage"], note["old"]) == (stage.name, [old.name for old in olds]))

    monkeypatch.setattr(swapping, "_put", look)

    put(pack, NEW, zipped=ZIP)

    assert told[0]
