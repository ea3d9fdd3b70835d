"""What `save` does to a folder: whole or not at all, and never a file of the user's."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

import pytest

from tour.diagnostics import TourError
from tour.events import Event, Noted, Wrote, silent
from tour.model import File
from tour.save import Output, Saved, read_manifest, recover, rows, save, standing

ABOUT = {"title": "Harbour walk"}
FILES = {"audio/01a-quay.mp3": b"quay", "audio/02a-mill.mp3": b"mill", "tour.m3u8": b"two tracks"}


def files(contents: Mapping[str, bytes | Path | tuple[bytes | Path, ...]]) -> tuple[File, ...]:
    return tuple(
        File(PurePosixPath(name), parts if isinstance(parts, tuple) else (parts,)) for name, parts in contents.items()
    )


def put(
    pack: Path, contents: Mapping[str, bytes], about: Mapping[str, str] = ABOUT, events: list[Event] | None = None
) -> Saved:
    """Save *contents*, all of one writer, as a whole build does."""
    report = silent if events is None else events.append
    return save(pack, [Output("all", "key", files(contents))], about, report, prune=True)


def on_disk(pack: Path) -> dict[str, bytes]:
    return {path.relative_to(pack).as_posix(): path.read_bytes() for path in pack.rglob("*") if path.is_file()}


def own(pack: Path) -> dict[str, bytes]:
    return {name: data for name, data in on_disk(pack).items() if name != "pack.json"}


def stamps(pack: Path) -> dict[str, tuple[int, int]]:
    """Return inode and time of every file and folder."""
    found = {path.relative_to(pack).as_posix(): path.stat() for path in (pack, *pack.rglob("*"))}
    return {name: (stat.st_ino, stat.st_mtime_ns) for name, stat in found.items()}


def notes(events: Iterable[Event]) -> list[str]:
    return [event.message for event in events if isinstance(event, Noted)]


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A pack of three files."""
    put(tmp_path / "harbour", FILES)
    return tmp_path / "harbour"


def test_a_first_pack_holds_the_files_and_a_manifest(pack: Path) -> None:
    assert own(pack) == FILES
    assert {row.path: (row.sha256, row.size, row.writer) for row in rows(read_manifest(pack))} == {
        name: (hashlib.sha256(data).hexdigest(), len(data), "all") for name, data in FILES.items()
    }
    assert read_manifest(pack)["title"] == "Harbour walk"
    assert [path.name for path in pack.parent.iterdir()] == ["harbour"]


def test_a_file_is_made_of_its_parts_in_order(tmp_path: Path) -> None:
    sound = tmp_path / "cached.mp3"
    sound.write_bytes(b"sound" * 100_000)

    save(tmp_path / "p", [Output("audio", "k", files({"a.mp3": (b"tag", sound, b"end")}))], {}, silent, prune=True)

    assert (tmp_path / "p/a.mp3").read_bytes() == b"tag" + b"sound" * 100_000 + b"end"


def test_where_nothing_differs_nothing_is_touched(pack: Path) -> None:
    before = stamps(pack)
    events: list[Event] = []

    saved = put(pack, FILES, events=events)

    assert stamps(pack) == before
    assert (saved.written, saved.removed, events) == ((), (), [])


def test_what_is_unchanged_is_the_same_file_still(pack: Path) -> None:
    before = stamps(pack)
    events: list[Event] = []

    saved = put(pack, {**FILES, "tour.m3u8": b"changed"}, events=events)

    after = stamps(pack)
    assert own(pack) == {**FILES, "tour.m3u8": b"changed"}
    assert {name for name in FILES if after[name] == before[name]} == {"audio/01a-quay.mp3", "audio/02a-mill.mp3"}
    assert saved.written == ("tour.m3u8", "pack.json")
    assert [event.path for event in events if isinstance(event, Wrote)] == ["tour.m3u8", "pack.json"]


def test_a_manifest_that_says_something_new_counts_as_written(pack: Path) -> None:
    saved = put(pack, FILES, {"title": "Another title"})

    assert saved.written == ("pack.json",)
    assert read_manifest(pack)["title"] == "Another title"


def test_a_file_that_somebody_deleted_is_written_again(pack: Path) -> None:
    (pack / "tour.m3u8").unlink()

    put(pack, FILES)

    assert own(pack) == FILES


def test_a_file_of_the_users_is_kept_and_said_so(pack: Path) -> None:
    (pack / "audio/notes.txt").write_text("mine")
    (pack / "shelf").symlink_to("/nowhere")
    events: list[Event] = []

    put(pack, {"tour.m3u8": b"changed"}, events=events)

    assert (pack / "audio/notes.txt").read_text() == "mine"
    assert (pack / "shelf").readlink() == Path("/nowhere")
    assert notes(events) == [
        "audio/notes.txt is not the pack's own; it is kept",
        "shelf is not the pack's own; it is kept",
    ]


def test_a_file_of_the_users_is_said_so_where_nothing_differs(pack: Path) -> None:
    (pack / "notes.txt").write_text("mine")
    events: list[Event] = []

    put(pack, FILES, events=events)

    assert notes(events) == ["notes.txt is not the pack's own; it is kept"]


@pytest.mark.parametrize(
    ("name", "new"), [("card.pdf", "card.pdf"), ("art", "art/quay.svg"), ("page/mine.txt", "page")]
)
def test_a_file_of_the_users_in_the_way_is_a_fault_and_stays(pack: Path, name: str, new: str) -> None:
    (pack / name).parent.mkdir(exist_ok=True)
    (pack / name).write_text("mine")
    before = on_disk(pack)

    with pytest.raises(TourError, match=r"stands in the way of the new one\n  hint: move it"):
        put(pack, {**FILES, new: b"new"})

    assert on_disk(pack) == before


def test_a_file_of_the_users_with_the_very_bytes_is_taken_in(pack: Path) -> None:
    (pack / "card.pdf").write_bytes(b"card")
    events: list[Event] = []

    put(pack, {**FILES, "card.pdf": b"card"}, events=events)

    assert "card.pdf" in {row.path for row in rows(read_manifest(pack))}
    assert notes(events) == []


def test_a_pack_without_its_manifest_is_taken_in_where_the_bytes_agree(pack: Path) -> None:
    (pack / "pack.json").write_text("{ not JSON")

    put(pack, FILES)

    assert {row.path for row in rows(read_manifest(pack))} == FILES.keys()


@pytest.mark.parametrize("new", [{**FILES, "tour.m3u8": b"changed"}, {"audio/01a-quay.mp3": b"quay"}])
def test_a_copy_changed_by_hand_is_kept_beside_the_new_one(pack: Path, new: dict[str, bytes]) -> None:
    (pack / "tour.m3u8").write_text("by hand")
    events: list[Event] = []

    put(pack, new, events=events)

    assert own(pack) == {**new, "tour.m3u8.edited": b"by hand"}
    assert notes(events) == [
        "tour.m3u8 was changed by hand since the last build; that copy is kept as tour.m3u8.edited"
    ]


def test_a_second_copy_changed_by_hand_leaves_the_first_alone(pack: Path) -> None:
    for text in ("once", "twice", "thrice"):
        (pack / "tour.m3u8").write_text(text)
        put(pack, FILES)

    assert own(pack) == {
        **FILES,
        "tour.m3u8.edited": b"once",
        "tour.m3u8.2.edited": b"twice",
        "tour.m3u8.3.edited": b"thrice",
    }


def test_a_changed_copy_is_kept_where_its_folder_would_go(pack: Path) -> None:
    (pack / "audio/01a-quay.mp3").write_bytes(b"by hand")

    put(pack, {"tour.m3u8": b"two tracks"})

    assert own(pack) == {"tour.m3u8": b"two tracks", "audio/01a-quay.mp3.edited": b"by hand"}


def test_only_what_the_manifest_lists_is_removed(pack: Path) -> None:
    (pack / "audio/notes.txt").write_text("mine")

    saved = put(pack, {"tour.m3u8": b"two tracks"})

    assert saved.removed == ("audio/01a-quay.mp3", "audio/02a-mill.mp3")
    assert own(pack) == {"tour.m3u8": b"two tracks", "audio/notes.txt": b"mine"}


@pytest.mark.parametrize("path", ["../../precious.txt", "/precious.txt", "a/../../../precious.txt"])
def test_a_manifest_that_lists_a_path_outside_removes_nothing_there(pack: Path, path: str) -> None:
    (pack.parent / "precious.txt").write_text("mine")
    manifest = json.loads((pack / "pack.json").read_text())
    manifest["files"].append({"path": path, "sha256": "0", "size": 4, "writer": "all"})
    (pack / "pack.json").write_text(json.dumps(manifest))

    put(pack, {"tour.m3u8": b"two tracks"})

    assert (pack.parent / "precious.txt").read_text() == "mine"


@pytest.mark.parametrize(
    "manifest",
    [b"", b"[]", b"\xff", b'{"files": 5}', b'{"files": [5, {"path": "x"}]}', b'{"files": {}, "writers": [1]}'],
)
def test_a_manifest_of_nonsense_lists_nothing(pack: Path, manifest: bytes) -> None:
    (pack / "pack.json").write_bytes(manifest)

    assert rows(read_manifest(pack)) == ()
    assert not standing(pack, "all", "key")
    put(pack, FILES)
    assert own(pack) == FILES


def two_writers(pack: Path) -> None:
    outputs = [
        Output("audio", "1", files({"audio/01a.mp3": b"one", "audio/02a.mp3": b"two"})),
        Output("card", "1", files({"card.pdf": b"card"})),
    ]
    save(pack, outputs, ABOUT, silent, prune=True)


def test_one_writer_alone_changes_only_its_own_rows(tmp_path: Path) -> None:
    pack = tmp_path / "p"
    two_writers(pack)
    before = {row.path: row for row in rows(read_manifest(pack))}

    saved = save(pack, [Output("card", "2", files({"card.pdf": b"new card"}))], ABOUT, silent, prune=False)

    after = {row.path: row for row in rows(read_manifest(pack))}
    assert own(pack) == {"audio/01a.mp3": b"one", "audio/02a.mp3": b"two", "card.pdf": b"new card"}
    assert saved.removed == ()
    assert {path for path in after if after[path] != before.get(path)} == {"card.pdf"}
    assert read_manifest(pack)["writers"] == {"audio": "1", "card": "2"}


def test_a_writer_that_runs_takes_back_what_it_no_longer_gives(tmp_path: Path) -> None:
    two_writers(tmp_path / "p")

    save(tmp_path / "p", [Output("audio", "2", files({"audio/01a.mp3": b"one"}))], ABOUT, silent, prune=False)

    assert own(tmp_path / "p") == {"audio/01a.mp3": b"one", "card.pdf": b"card"}


def test_files_of_a_writer_that_did_not_need_to_run_stand(tmp_path: Path) -> None:
    pack = tmp_path / "p"
    two_writers(pack)
    assert standing(pack, "audio", "1")

    save(
        pack, [Output("audio", "1", None), Output("card", "2", files({"card.pdf": b"new"}))], ABOUT, silent, prune=True
    )

    assert own(pack) == {"audio/01a.mp3": b"one", "audio/02a.mp3": b"two", "card.pdf": b"new"}


def test_a_whole_build_removes_the_files_of_a_writer_that_is_gone(tmp_path: Path) -> None:
    two_writers(tmp_path / "p")

    save(tmp_path / "p", [Output("audio", "1", None)], ABOUT, silent, prune=True)

    assert own(tmp_path / "p") == {"audio/01a.mp3": b"one", "audio/02a.mp3": b"two"}
    assert read_manifest(tmp_path / "p")["writers"] == {"audio": "1"}


def test_what_stands_is_what_the_same_key_gave_and_nobody_touched(pack: Path) -> None:
    assert standing(pack, "all", "key")
    assert not standing(pack, "all", "other key")
    assert not standing(pack, "other", "key")

    (pack / "tour.m3u8").write_text("by hand")

    assert not standing(pack, "all", "key")


@pytest.mark.parametrize(
    "path",
    ["../x", "a/../../x", "/x", ".", "", "a\\b", "c:x", "a\0b", "pack.json"],
)
def test_a_writer_cannot_leave_the_pack(pack: Path, path: str) -> None:
    before = on_disk(pack)

    with pytest.raises(ValueError, match="writer 'bad' gives a bad or a second"):
        save(pack, [Output("bad", "k", (File(PurePosixPath(path), (b"x",)),))], ABOUT, silent, prune=False)

    assert on_disk(pack) == before


def test_two_writers_cannot_give_one_file(pack: Path) -> None:
    outputs = [Output(name, "k", files({"card.pdf": b"x"})) for name in ("one", "two")]

    with pytest.raises(ValueError, match="writer 'two' gives a bad or a second"):
        save(pack, outputs, ABOUT, silent, prune=True)


def test_a_folder_that_cannot_be_written_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a file, not a folder")

    with pytest.raises(
        TourError, match=r"^error: the pack .* cannot be written: not a directory\n  hint: is there room"
    ):
        put(tmp_path / "file" / "harbour", FILES)


def test_a_file_in_the_packs_place_is_a_fault_and_stays(tmp_path: Path) -> None:
    (tmp_path / "harbour").write_text("mine")

    with pytest.raises(TourError, match="is not a folder"):
        recover(tmp_path / "harbour")

    assert (tmp_path / "harbour").read_text() == "mine"


def test_a_source_that_is_gone_leaves_the_last_pack_as_it_was(pack: Path) -> None:
    before = stamps(pack)

    with pytest.raises(TourError, match="cannot be written: no such file"):
        save(pack, [Output("all", "k", files({"a": b"x", "b": Path("/nowhere")}))], ABOUT, silent, prune=True)

    assert stamps(pack) == before


@pytest.mark.parametrize("fault", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_what_stops_it_halfway_leaves_nothing_half_written(
    pack: Path, fault: BaseException, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise fault

    before = stamps(pack)
    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises((TourError, KeyboardInterrupt)):
        put(pack, {**FILES, "tour.m3u8": b"changed"})

    assert stamps(pack) == before
    assert [path.name for path in pack.parent.iterdir()] == ["harbour"]


def test_the_digest_is_of_paths_and_digests_but_not_of_the_worker_the_manifest_and_the_zip(tmp_path: Path) -> None:
    contents = {"b/c": b"2", "a": b"1", "sw.js": b"worker", "harbour.zip": b"zip", "b.txt": b"3"}

    put(tmp_path / "p", contents)

    hashed = "".join(f"{name}\0{hashlib.sha256(contents[name]).hexdigest()}" for name in ("a", "b.txt", "b/c"))
    assert read_manifest(tmp_path / "p")["digest"] == hashlib.sha256(hashed.encode()).hexdigest()


def test_the_digest_tells_packs_apart_only_by_their_files(tmp_path: Path) -> None:
    put(tmp_path / "one", FILES, {"title": "One"})
    put(tmp_path / "two", FILES, {"title": "Two"})
    put(tmp_path / "three", {**FILES, "tour.m3u8": b"x"}, {"title": "One"})

    one, two, three = (read_manifest(tmp_path / name)["digest"] for name in ("one", "two", "three"))
    assert one == two != three


CRASHES = '''
"""Crash a save at its nth step, and the recovery from it at its mth; print what is wrong with the pack after."""
import os, shutil, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from test_save import FILES, on_disk, put
from tour.save import recover

home, first = Path(sys.argv[2]), sys.argv[3] == "first"
NEW = {"audio/01a-quay.mp3": b"quay", "audio/03a-lock.mp3": b"lock", "tour.m3u8": b"changed"}
steps, crash_at = 0, 0

def step(event, arguments):
    global steps
    if crash_at and (event == "open" and not isinstance(arguments[0], int) or event.startswith(("os.", "shutil."))):
        steps += 1
        if steps == crash_at:
            os._exit(9)

def half_written(handle):
    """A power cut: of what was written, half has come to the disk."""
    global steps
    steps += 1
    if crash_at and steps >= crash_at:
        size = os.fstat(handle).st_size
        crash = steps == crash_at
        if crash and not os.path.isdir(f"/proc/self/fd/{handle}"):
            os.ftruncate(handle, size // 2)
        if crash:
            os._exit(9)

def crashed(work, at):
    """Do *work* in a process that dies at its step *at*; return whether it died."""
    global steps, crash_at
    child = os.fork()
    if child == 0:
        os.fsync, steps, crash_at = half_written, 0, at
        work()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9

def fresh(name):
    folder = home / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    pack = folder / "harbour"
    if not first:
        put(pack, FILES)
        (pack / "notes.txt").write_text("mine")
        (pack / "tour.m3u8").write_text("by hand")
    return pack

old = on_disk(fresh("old"))
pack = fresh("new")
put(pack, NEW)
new = on_disk(pack)
assert new != old
sys.addaudithook(step)
outcomes, at, pairs = [], 0, 0
while True:
    at += 1
    pack = fresh("crash")
    if not crashed(lambda: put(pack, NEW), at):
        break
    wreck = home / "wreck"
    shutil.rmtree(wreck, ignore_errors=True)
    shutil.copytree(pack.parent, wreck, symlinks=True)
    again = 0
    while True:
        again += 1
        shutil.rmtree(pack.parent)
        shutil.copytree(wreck, pack.parent, symlinks=True)
        died = crashed(lambda: recover(pack), again)
        recover(pack)
        pairs += 1
        after = on_disk(pack) if pack.exists() else {}
        kind = "new" if after == new else "old" if after == old else f"neither: {sorted(after)}"
        left = sorted(path.name for path in pack.parent.iterdir() if path.name != "harbour")
        outcomes.append(kind if not left else f"left over: {left}")
        if not died:
            break
print(at - 1, pairs, *sorted(set(outcomes)), sep="\\n")
'''


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a crash is a process that ends")
@pytest.mark.parametrize("which", ["first", "second"])
def test_after_a_crash_at_any_step_the_pack_is_the_old_one_or_the_new_one(tmp_path: Path, which: str) -> None:
    script = [sys.executable, "-c", CRASHES, str(Path(__file__).parent), str(tmp_path), which]
    done = subprocess.run(script, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    steps, pairs, *outcomes = done.stdout.splitlines()
    assert (int(steps) > 20, int(pairs) > 40) == (True, True)
    assert outcomes == ["new", "old"]
