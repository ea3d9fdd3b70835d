"""What a save, a cache and a reader of packs do where files may not be read or written, and what a umask hides."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from conftest import TourTest
from ordinary import as_ordinary_user, only_where_modes_count
from saved import FILES, WAYS, ZIP, notes, own, put, take
from tour import build
from tour.diagnostics import TourError
from tour.events import Event
from tour.pack.cache import FOLDERS, Store
from tour.pack.find_pack import packs_below
from tour.pack.save import unwritable
from tour.pack.whose import of_tour, refuse_another
from tour.reading.project import read

pytestmark = only_where_modes_count

only_root = pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
SOMEBODY, THEIRS = 4_711, 4_712
"""An owner and a group, which no system has to know."""

NEW = {**FILES, "tour.m3u8": b"three tracks", "audio/03a-pier.mp3": b"pier", "texts/03a-pier.vtt": b"pier"}


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    put(tmp_path / "harbour", FILES, zipped=ZIP)
    return tmp_path / "harbour"


def modes(pack: Path) -> dict[str, int]:
    return {path.relative_to(pack).as_posix(): stat.S_IMODE(path.stat().st_mode) for path in (pack, *pack.rglob("*"))}


def saved_under(umask: int, pack: Path) -> None:
    before = os.umask(umask)
    try:
        put(pack, NEW, zipped=ZIP)
    finally:
        os.umask(before)


def test_a_first_pack_is_as_private_as_the_umask_says(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)

    saved_under(0o077, tmp_path / "harbour")

    assert {mode & 0o077 for mode in modes(tmp_path / "harbour").values()} == {0}


def test_what_is_new_in_a_pack_that_others_may_read_may_be_read_by_them_whatever_the_umask(pack: Path) -> None:
    for path in (pack, *pack.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)

    saved_under(0o077, pack)

    assert {name: mode for name, mode in modes(pack).items() if mode not in (0o755, 0o644)} == {}
    assert modes(pack)["audio/03a-pier.mp3"] == 0o644
    assert modes(pack)["texts"] == 0o755


def test_what_is_new_in_a_pack_that_is_private_is_private_whatever_the_umask(pack: Path) -> None:
    pack.chmod(0o700)

    saved_under(0o022, pack)

    assert modes(pack)["texts"] == 0o700
    assert modes(pack)["texts/03a-pier.vtt"] & 0o077 == 0


def owners(pack: Path) -> dict[str, tuple[int, int]]:
    found = {path.relative_to(pack).as_posix(): path.lstat() for path in (pack, *pack.rglob("*"))}
    return {name: (about.st_uid, about.st_gid) for name, about in found.items()}


def given_to(pack: Path, uid: int, gid: int) -> None:
    """Let a pack belong to somebody, and be opened to a group as for a web server."""
    for path in (pack, *pack.rglob("*")):
        os.chown(path, uid, gid)
        path.chmod(0o750 if path.is_dir() else 0o640)


@only_root
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("umask", [0o022, 0o077])
def test_a_pack_that_was_opened_to_a_group_stays_so_with_all_that_is_new_in_it(
    pack: Path, way: str, umask: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    given_to(pack, SOMEBODY, THEIRS)
    take(way, monkeypatch)

    saved_under(umask, pack)

    assert set(owners(pack).values()) == {(SOMEBODY, THEIRS)}
    assert owners(pack).keys() >= {*NEW, "pack.json", ZIP, "texts"}
    assert set(modes(pack).values()) == {0o750, 0o640}


@only_root
def test_each_file_keeps_its_own_group(pack: Path) -> None:
    given_to(pack, SOMEBODY, THEIRS)
    os.chown(pack / "tour.m3u8", SOMEBODY, THEIRS + 1)
    (pack / "tour.m3u8").chmod(0o2770)  # bits that a new group takes, if it comes second

    put(pack, NEW, zipped=ZIP)

    assert owners(pack)["tour.m3u8"] == (SOMEBODY, THEIRS + 1)
    assert modes(pack)["tour.m3u8"] == 0o2770


@only_root
def test_a_group_is_handed_on_where_an_owner_may_not_be(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def ordinary(path: Path, uid: int, gid: int, **options: bool) -> None:
        if uid not in (-1, os.geteuid()):
            raise PermissionError(1, "Operation not permitted", str(path))
        real(path, uid, gid, **options)

    given_to(pack, SOMEBODY, THEIRS)
    real = os.chown
    monkeypatch.setattr(os, "chown", ordinary)

    put(pack, NEW, zipped=ZIP)

    assert {gid for _, gid in owners(pack).values()} == {THEIRS}
    assert owners(pack)["texts/03a-pier.vtt"] == (os.geteuid(), THEIRS)


@only_root
def test_a_group_that_may_not_be_handed_on_is_no_fault(pack: Path) -> None:
    given_to(pack, os.geteuid(), THEIRS)

    as_ordinary_user(lambda: put(pack, NEW, zipped=ZIP))

    assert own(pack)["tour.m3u8"] == NEW["tour.m3u8"]
    assert modes(pack)["tour.m3u8"] == 0o640


@only_root
def test_what_is_copied_where_there_are_no_hard_links_stays_its_owners(
    pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(38, "Function not implemented")

    (pack / "shelf").symlink_to("nowhere")
    os.lchown(pack / "shelf", SOMEBODY, THEIRS)
    given_to(pack / "audio", SOMEBODY, THEIRS)
    monkeypatch.setattr(os, "link", refuse)

    put(pack, NEW, zipped=ZIP)

    assert {owners(pack)[name] for name in ("shelf", "audio", "audio/01a-quay.mp3")} == {(SOMEBODY, THEIRS)}


def unreadable(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make *path* what somebody else's private file is: it can be moved, but neither read nor linked."""
    path.chmod(0)

    def link(source: Path, target: Path, **options: bool) -> None:
        if Path(source) == path:  # as Linux refuses it (fs.protected_hardlinks)
            raise PermissionError(1, "Operation not permitted", str(source))
        real(source, target, **options)

    real = os.link
    monkeypatch.setattr(os, "link", link)


@pytest.mark.parametrize("name", ["mine.txt", "tour.m3u8"])
def test_a_file_that_cannot_be_read_is_kept_and_blocks_no_save(
    name: str, pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (pack / name).write_bytes(b"private")
    unreadable(pack / name, monkeypatch)

    def save() -> list[str]:
        events: list[Event] = []
        put(pack, NEW, events=events, zipped=ZIP)
        return notes(events)

    said = as_ordinary_user(save)

    kept = {"mine.txt": "mine.txt", "tour.m3u8": "tour.m3u8.edited"}[name]
    assert len(said) == 1
    assert said[0].startswith(name)
    (pack / kept).chmod(0o600)
    assert own(pack)[kept] == b"private"
    assert own(pack)["tour.m3u8"] == NEW["tour.m3u8"]
    assert [path.name for path in pack.parent.iterdir()] == ["harbour"]


def test_a_folder_that_cannot_be_read_is_named_before_there_is_any_work(pack: Path) -> None:
    (pack / "audio/mine").mkdir(mode=0)

    fault = as_ordinary_user(lambda: build._write_fault(pack))

    assert fault is not None
    assert fault.diagnostics[0].message == f"the pack {pack} cannot be written: permission denied (audio/mine)"


def test_a_disk_that_is_mounted_in_the_pack_is_told_before_there_is_any_work(
    pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os.path, "ismount", lambda path: Path(path).name == "audio")

    assert "is a disk of its own" in str(build._write_fault(pack))


def test_a_fault_of_writing_names_the_file_that_is_the_trouble_and_no_path_beside_the_pack(tmp_path: Path) -> None:
    pack = tmp_path / "harbour"
    refused = {name: unwritable(pack, OSError(13, "Permission denied", name)) for name in (str(pack), "/x", None)}
    inside = unwritable(pack, OSError(13, "Permission denied", os.fsencode(pack / "a/b")))

    assert {fault.diagnostics[0].message for fault in refused.values()} == {
        f"the pack {pack} cannot be written: permission denied"
    }
    assert inside.diagnostics[0].message.endswith("permission denied (a/b)")


def test_a_manifest_that_cannot_be_read_may_be_another_tours(pack: Path, tour: TourTest) -> None:
    (pack / "pack.json").chmod(0)
    claim = of_tour(read(tour.root, "", "").tour, pack.parent, proof=False)

    with pytest.raises(TourError, match=r"pack\.json cannot be read: permission denied"):
        as_ordinary_user(lambda: refuse_another(pack, claim))


def test_a_folder_of_packs_that_cannot_be_read_is_told_as_that(pack: Path) -> None:
    assert packs_below(pack.parent) == [pack]
    assert packs_below(pack / "none") == packs_below(pack / ZIP) == []
    pack.parent.chmod(0o300)
    try:
        with pytest.raises(TourError, match="cannot be read: permission denied"):
            as_ordinary_user(lambda: packs_below(pack.parent))
    finally:
        pack.parent.chmod(0o700)


def test_a_cache_that_one_may_not_look_into_is_a_fault_in_words(tmp_path: Path) -> None:
    (tmp_path / "cache").mkdir(mode=0)

    with pytest.raises(TourError, match=r"cache .* cannot be written: permission denied"):
        as_ordinary_user(Store(tmp_path / "cache").prepare)


def test_a_cache_that_may_only_be_read_serves_and_refuses_work_before_it_is_begun(tmp_path: Path) -> None:
    store = Store(tmp_path / "cache")
    store.prepare()
    store.put_kept("key", b"kept")
    for name in ("", *FOLDERS):
        (store.root / name).chmod(0o500)

    def serve() -> bytes | None:
        store.prepare()
        return store.kept("key")

    assert as_ordinary_user(serve) == b"kept"
    with pytest.raises(TourError, match="it may only be read"):
        as_ordinary_user(store.refuse_work)


def test_the_folder_of_one_clip_that_may_only_be_read_counts_only_where_that_clip_is_to_be_spoken(
    tmp_path: Path,
) -> None:
    store = Store(tmp_path / "cache")
    store.prepare()
    (store.root / "clips/ab").mkdir(mode=0o500)

    as_ordinary_user(lambda: store.refuse_work(["cd" * 32]))
    with pytest.raises(TourError, match="clips/ab cannot be written: it may only be read"):
        as_ordinary_user(lambda: store.refuse_work(["cd" * 32, "ab" * 32]))
