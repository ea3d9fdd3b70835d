"""What `save` does to a folder: whole or not at all, and never a file of the user's."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest

from saved import ABOUT, FILES, ZIP, files, notes, on_disk, own, put, stamps
from tour.diagnostics import TourError
from tour.events import Event, Wrote, silent
from tour.model import File
from tour.pack.decide import Output, Wanted, measure
from tour.pack.manifest import read_manifest, rows
from tour.pack.save import Saved, recover, save
from tour.pack.swap import swap
from tour.pack.up_to_date import up_to_date


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

    save(
        tmp_path / "p",
        Wanted([Output("audio", "k", files({"a.mp3": (b"tag", sound, b"end")}))], {}, prune=True),
        silent,
    )

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
    manifest["files"].append({"path": path, "sha256": hashlib.sha256(b"mine").hexdigest(), "size": 4, "writer": "all"})
    (pack / "pack.json").write_text(json.dumps(manifest))

    put(pack, {"tour.m3u8": b"two tracks"})

    assert (pack.parent / "precious.txt").read_text() == "mine"


@pytest.mark.parametrize(
    "manifest",
    [
        b"",
        b"[]",
        b"\xff",
        b"[" * 100_000,
        b'{"title": "a\\ud800b"}',
        b'{"files": [{"path": "x", "sha256": "%s", "size": 1e400, "writer": "all"}]}' % (b"0" * 64),
        b'{"files": [{"path": "x", "sha256": "%s", "size": -1, "writer": "all"}]}' % (b"0" * 64),
        b'{"files": [{"path": "x", "sha256": "", "size": 1, "writer": "all"}]}',
        b'{"files": [{"path": "x", "sha256": "%s", "size": 1, "writer": "all"}]}' % (b"A" * 64),
        b'{"files": 5}',
        b'{"files": [5, {"path": "x"}]}',
        b'{"files": {}, "writers": [1]}',
    ],
)
def test_a_manifest_of_nonsense_lists_nothing(pack: Path, manifest: bytes) -> None:
    (pack / "pack.json").write_bytes(manifest)

    assert rows(read_manifest(pack)) == ()
    assert not up_to_date(pack, "all", "key")
    put(pack, FILES)
    assert own(pack) == FILES


def two_writers(pack: Path) -> None:
    outputs = [
        Output("audio", "1", files({"audio/01a.mp3": b"one", "audio/02a.mp3": b"two"})),
        Output("card", "1", files({"card.pdf": b"card"})),
    ]
    save(pack, Wanted(outputs, ABOUT, prune=True), silent)


def test_one_writer_alone_changes_only_its_own_rows(tmp_path: Path) -> None:
    pack = tmp_path / "p"
    two_writers(pack)
    before = {row.path: row for row in rows(read_manifest(pack))}

    saved = save(pack, Wanted([Output("card", "2", files({"card.pdf": b"new card"}))], ABOUT, prune=False), silent)

    after = {row.path: row for row in rows(read_manifest(pack))}
    assert own(pack) == {"audio/01a.mp3": b"one", "audio/02a.mp3": b"two", "card.pdf": b"new card"}
    assert saved.removed == ()
    assert {path for path in after if after[path] != before.get(path)} == {"card.pdf"}
    assert read_manifest(pack)["writers"] == {"audio": "1", "card": "2"}


def test_a_writer_that_runs_takes_back_what_it_no_longer_gives(tmp_path: Path) -> None:
    two_writers(tmp_path / "p")

    save(tmp_path / "p", Wanted([Output("audio", "2", files({"audio/01a.mp3": b"one"}))], ABOUT, prune=False), silent)

    assert own(tmp_path / "p") == {"audio/01a.mp3": b"one", "card.pdf": b"card"}


def test_files_of_a_writer_that_did_not_need_to_run_stand(tmp_path: Path) -> None:
    pack = tmp_path / "p"
    two_writers(pack)
    assert up_to_date(pack, "audio", "1")

    save(
        pack,
        Wanted([Output("audio", "1", None), Output("card", "2", files({"card.pdf": b"new"}))], ABOUT, prune=True),
        silent,
    )

    assert own(pack) == {"audio/01a.mp3": b"one", "audio/02a.mp3": b"two", "card.pdf": b"new"}


def test_a_whole_build_removes_the_files_of_a_writer_that_is_gone(tmp_path: Path) -> None:
    two_writers(tmp_path / "p")

    save(tmp_path / "p", Wanted([Output("audio", "1", None)], ABOUT, prune=True), silent)

    assert own(tmp_path / "p") == {"audio/01a.mp3": b"one", "audio/02a.mp3": b"two"}
    assert read_manifest(tmp_path / "p")["writers"] == {"audio": "1"}


def test_what_stands_is_what_the_same_key_gave_and_nobody_touched(pack: Path) -> None:
    assert up_to_date(pack, "all", "key")
    assert not up_to_date(pack, "all", "other key")
    assert not up_to_date(pack, "other", "key")

    (pack / "tour.m3u8").write_text("by hand")

    assert not up_to_date(pack, "all", "key")


@pytest.mark.parametrize(
    "path",
    ["../x", "a/../../x", "/x", ".", "", "a\\b", "c:x", "a\0b", "pack.json"],
)
def test_a_writer_cannot_leave_the_pack(pack: Path, path: str) -> None:
    before = on_disk(pack)

    with pytest.raises(ValueError, match="writer 'bad' gives a bad or a second"):
        save(pack, Wanted([Output("bad", "k", (File(PurePosixPath(path), (b"x",)),))], ABOUT, prune=False), silent)

    assert on_disk(pack) == before


def test_two_writers_cannot_give_one_file(pack: Path) -> None:
    outputs = [Output(name, "k", files({"card.pdf": b"x"})) for name in ("one", "two")]

    with pytest.raises(ValueError, match="writer 'two' gives a bad or a second"):
        save(pack, Wanted(outputs, ABOUT, prune=True), silent)


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
        save(pack, Wanted([Output("all", "k", files({"a": b"x", "b": Path("/nowhere")}))], ABOUT, prune=True), silent)

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


@pytest.mark.parametrize("linked", [True, False])
def test_what_is_written_is_on_the_disk_before_it_takes_the_packs_place(
    pack: Path, linked: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    flushed: set[str] = set()
    sync = os.fsync

    def look(handle: int) -> None:
        flushed.add(Path(f"/proc/self/fd/{handle}").resolve().name)
        sync(handle)

    def check(stage: Path, pack: Path) -> Path:
        assert {"tour.m3u8", "03a-lock.mp3", "pack.json", ZIP} <= flushed
        assert linked or {"01a-quay.mp3", "mine.txt"} <= flushed
        return swap(stage, pack)

    def refuse(*_: object, **__: object) -> None:
        raise OSError(1, "Operation not permitted")

    (pack / "mine.txt").write_text("mine")
    if not linked:
        monkeypatch.setattr(os, "link", refuse)
    monkeypatch.setattr(os, "fsync", look)
    monkeypatch.setattr("tour.pack.save.swap", check)

    put(pack, {**FILES, "tour.m3u8": b"changed", "audio/03a-lock.mp3": b"lock"}, zipped=ZIP)

    assert on_disk(pack)["tour.m3u8"] == b"changed"


def test_what_was_measured_before_is_not_measured_again(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given = files({**FILES, "tour.m3u8": b"changed"})
    known = {file.path: measure(file.parts) for file in given}
    monkeypatch.setattr("tour.pack.decide.measure", lambda _: pytest.fail("measured again"))

    saved = save(pack, Wanted([Output("all", "key", given, known)], ABOUT, prune=True), silent)

    assert saved.written == ("tour.m3u8", "pack.json")


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


def with_page(pack: Path, page: str = "1", worker: bytes = b'const DIGEST = "@DIGEST@";') -> Saved:
    """Save a card and a page with a service worker, as a whole build does."""
    outputs = [
        Output("card", "1", files({"card.pdf": b"card"})),
        Output("page", page, files({"index.html": b"page", "sw.js": worker})),
    ]
    return save(pack, Wanted(outputs, ABOUT, prune=True), silent)


def stamp(pack: Path) -> str:
    return (pack / "sw.js").read_text().split('"')[1]


def test_the_worker_is_stamped_with_the_packs_digest(tmp_path: Path) -> None:
    with_page(tmp_path / "p")

    manifest = read_manifest(tmp_path / "p")
    assert stamp(tmp_path / "p") == manifest["digest"]
    row = next(row for row in rows(manifest) if row.path == "sw.js")
    assert row.sha256 == hashlib.sha256((tmp_path / "p/sw.js").read_bytes()).hexdigest()
    assert row.size == (tmp_path / "p/sw.js").stat().st_size


def test_the_stamp_is_put_into_a_worker_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "template.js").write_text('"@DIGEST@" "@DIGEST@"')
    output = Output("page", "1", files({"sw.js": (b"//\n", tmp_path / "template.js"), "index.html": b"@DIGEST@"}))

    save(tmp_path / "p", Wanted([output], ABOUT, prune=True), silent)

    digest = read_manifest(tmp_path / "p")["digest"]
    assert own(tmp_path / "p") == {"sw.js": f'//\n"{digest}" "{digest}"'.encode(), "index.html": b"@DIGEST@"}


def test_a_worker_that_stands_is_stamped_anew_when_another_writer_changes_the_pack(tmp_path: Path) -> None:
    pack = tmp_path / "p"
    with_page(pack)
    first = stamp(pack)

    saved = save(pack, Wanted([Output("card", "2", files({"card.pdf": b"new"}))], ABOUT, prune=False), silent)

    assert stamp(pack) == read_manifest(pack)["digest"] != first
    assert saved.written == ("card.pdf", "sw.js", "pack.json")
    assert up_to_date(pack, "page", "1")


def test_a_worker_that_need_not_run_is_stamped_anew_and_then_stands(tmp_path: Path) -> None:
    pack = tmp_path / "p"
    with_page(pack)
    outputs = [Output("card", "2", files({"card.pdf": b"new"})), Output("page", "1", None)]

    save(pack, Wanted(outputs, ABOUT, prune=True), silent)
    before = stamps(pack)
    again = save(pack, Wanted([Output("card", "2", None), Output("page", "1", None)], ABOUT, prune=True), silent)

    assert stamp(pack) == read_manifest(pack)["digest"]
    assert up_to_date(pack, "page", "1")
    assert (again.written, again.removed, stamps(pack)) == ((), (), before)


def test_a_worker_changed_by_hand_is_not_stamped_but_kept_when_its_writer_runs_again(tmp_path: Path) -> None:
    pack = tmp_path / "p"
    with_page(pack)
    mine = (pack / "sw.js").read_bytes() + b"// mine"
    (pack / "sw.js").write_bytes(mine)

    save(pack, Wanted([Output("card", "2", files({"card.pdf": b"new"}))], ABOUT, prune=False), silent)
    untouched = (pack / "sw.js").read_bytes()
    with_page(pack)

    assert untouched == mine
    assert (pack / "sw.js.edited").read_bytes() == mine
    assert stamp(pack) == read_manifest(pack)["digest"]


def unzipped(pack: Path, into: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(pack / ZIP) as zipped:
        assert zipped.testzip() is None
        zipped.extractall(into)
    return on_disk(into / "harbour")


@pytest.fixture
def zip_pack(tmp_path: Path) -> Path:
    """A pack of three files, and the zip of it."""
    put(tmp_path / "harbour", FILES, zipped=ZIP)
    return tmp_path / "harbour"


def test_the_zip_unpacks_to_one_folder_with_the_pack_less_itself(zip_pack: Path, tmp_path: Path) -> None:
    got = unzipped(zip_pack, tmp_path / "away")

    assert got == {name: data for name, data in on_disk(zip_pack).items() if name != ZIP}
    assert got.keys() == {*FILES, "pack.json"}
    assert [path.name for path in (tmp_path / "away").iterdir()] == ["harbour"]


def test_the_zip_is_no_row_of_the_manifest_and_no_stranger(zip_pack: Path) -> None:
    events: list[Event] = []

    put(zip_pack, FILES, events=events, zipped=ZIP)

    assert {row.path for row in rows(read_manifest(zip_pack))} == FILES.keys()
    assert events == []


def test_the_same_files_give_the_same_zip_wherever_and_whenever(tmp_path: Path) -> None:
    put(tmp_path / "a/harbour", FILES, zipped=ZIP)
    put(tmp_path / "b/harbour", dict(reversed(FILES.items())), zipped=ZIP)

    one, other = ((tmp_path / place / "harbour" / ZIP).read_bytes() for place in "ab")
    assert one == other
    # What other builds of Python and zlib must give too: anything else that changes here changes it for all.
    assert hashlib.sha256(one).hexdigest() == "d1b94539d68bcaf5b736f5fa3518c48447ef867ce5b20e094c77bc3b7a5085fd"


def test_nothing_in_the_zip_tells_of_the_machine(zip_pack: Path) -> None:
    with zipfile.ZipFile(zip_pack / ZIP) as zipped:
        entries = zipped.infolist()

    assert [entry.filename for entry in entries] == sorted(f"harbour/{name}" for name in (*FILES, "pack.json"))
    assert {(entry.date_time, entry.create_system, entry.external_attr, entry.compress_type) for entry in entries} == {
        ((1980, 1, 1, 0, 0, 0), 3, 0o100644 << 16, zipfile.ZIP_STORED)
    }


def test_where_nothing_differs_the_zip_is_not_touched(zip_pack: Path) -> None:
    before = stamps(zip_pack)

    saved = put(zip_pack, FILES, zipped=ZIP)

    assert (saved.written, stamps(zip_pack)) == ((), before)


def test_a_zip_that_somebody_deleted_is_made_again(zip_pack: Path) -> None:
    before = (zip_pack / ZIP).read_bytes()
    (zip_pack / ZIP).unlink()
    events: list[Event] = []

    saved = put(zip_pack, FILES, events=events, zipped=ZIP)

    assert saved.written == (ZIP,)
    assert (zip_pack / ZIP).read_bytes() == before
    assert events == [Wrote(ZIP, len(before))]


def test_a_zip_of_another_manifest_is_made_again(zip_pack: Path, tmp_path: Path) -> None:
    put(tmp_path / "other/harbour", FILES, {"title": "Another"}, zipped=ZIP)
    (zip_pack / ZIP).write_bytes((tmp_path / "other/harbour" / ZIP).read_bytes())

    saved = put(zip_pack, FILES, zipped=ZIP)

    assert saved.written == (ZIP,)
    assert own(zip_pack).keys() == {*FILES, ZIP}
    assert unzipped(zip_pack, tmp_path / "away")["pack.json"] == (zip_pack / "pack.json").read_bytes()


def test_a_zip_whose_end_did_not_count_is_the_packs_too(zip_pack: Path) -> None:
    """As a build made it once, it said ``zip`` for ``all``."""
    data = (zip_pack / ZIP).read_bytes()
    before = hashlib.sha256(data[: data.rindex(b"PK\5\6")]).hexdigest()
    assert data[-69:-64] == b" all "
    (zip_pack / ZIP).write_bytes(data[:-69] + b" zip " + before.encode())

    put(zip_pack, {**FILES, "tour.m3u8": b"changed"}, zipped=ZIP)

    assert own(zip_pack).keys() == {*FILES, ZIP}
    assert (zip_pack / ZIP).read_bytes()[-69:-64] == b" all "


@pytest.mark.parametrize("change", [{"tour.m3u8": b"changed"}, {"more.txt": b"new"}])
def test_the_zip_follows_the_pack(zip_pack: Path, tmp_path: Path, change: dict[str, bytes]) -> None:
    put(zip_pack, {**FILES, **change}, zipped=ZIP)

    got = unzipped(zip_pack, tmp_path / "away")
    assert got == {name: data for name, data in on_disk(zip_pack).items() if name != ZIP}


def test_a_file_that_comes_back_leaves_a_zip_that_has_it_alone(zip_pack: Path) -> None:
    before = stamps(zip_pack)[ZIP]
    (zip_pack / "tour.m3u8").unlink()

    saved = put(zip_pack, FILES, zipped=ZIP)

    assert (saved.written, stamps(zip_pack)[ZIP]) == (("tour.m3u8",), before)


@pytest.mark.parametrize("harm", [Path.unlink, lambda path: path.write_bytes(b"by hand")])
def test_no_zip_is_made_of_a_pack_that_is_not_whole(
    zip_pack: Path, tmp_path: Path, harm: Callable[[Path], object]
) -> None:
    one = Output("card", "1", files({"card.pdf": b"card"}))
    harm(zip_pack / "tour.m3u8")

    saved = save(zip_pack, Wanted([one], ABOUT, prune=False, zipped=ZIP), silent)
    left_out = not (zip_pack / ZIP).exists()
    save(zip_pack, Wanted([Output("all", "key", files(FILES)), one], ABOUT, prune=True, zipped=ZIP), silent)

    assert (left_out, saved.removed) == (True, (ZIP,))
    got = unzipped(zip_pack, tmp_path / "away")
    assert {name: got[name] for name in FILES} == FILES
    assert got.keys() == {*FILES, "card.pdf", "pack.json"}


def test_one_writer_alone_renews_the_zip_that_is_there_and_makes_none(zip_pack: Path, tmp_path: Path) -> None:
    one = [Output("card", "1", files({"card.pdf": b"card"}))]
    put(tmp_path / "bare", FILES)

    save(zip_pack, Wanted(one, ABOUT, prune=False, zipped=ZIP), silent)
    save(tmp_path / "bare", Wanted(one, ABOUT, prune=False, zipped=ZIP), silent)

    assert unzipped(zip_pack, tmp_path / "away").keys() == {*FILES, "card.pdf", "pack.json"}
    assert not (tmp_path / "bare" / ZIP).exists()


def theirs(pack: Path, kind: str) -> None:
    """Put a zip in the pack's that no build made."""
    if kind == "other":
        with zipfile.ZipFile(pack / ZIP, "w") as zipped:
            zipped.writestr("diary.txt", "mine")
    elif kind == "more":
        with zipfile.ZipFile(pack / ZIP, "a") as zipped:  # keeps the comment
            zipped.writestr("diary.txt", "mine")
    elif kind == "damaged":
        data = bytearray((pack / ZIP).read_bytes())
        data[40] ^= 1
        (pack / ZIP).write_bytes(data)
    elif kind == "short":
        (pack / ZIP).write_bytes((pack / ZIP).read_bytes()[:-1])
    else:
        (pack / ZIP).write_text("no zip")


KINDS = ("other", "more", "damaged", "short", "no zip")


@pytest.mark.parametrize("kind", KINDS)
def test_a_zip_that_is_not_as_we_made_it_is_kept_beside_the_new_one(zip_pack: Path, kind: str) -> None:
    made = (zip_pack / ZIP).read_bytes()
    theirs(zip_pack, kind)
    mine = (zip_pack / ZIP).read_bytes()
    events: list[Event] = []

    put(zip_pack, FILES, events=events, zipped=ZIP)

    assert own(zip_pack) == {**FILES, ZIP: made, f"{ZIP}.edited": mine}
    assert notes(events) == ["harbour.zip is not as a build makes it; it is kept as harbour.zip.edited"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_zip_of_the_users_stays_where_one_writer_runs(zip_pack: Path, kind: str) -> None:
    theirs(zip_pack, kind)
    mine = (zip_pack / ZIP).read_bytes()
    events: list[Event] = []

    save(
        zip_pack,
        Wanted([Output("card", "1", files({"card.pdf": b"c"}))], ABOUT, prune=False, zipped=ZIP),
        events.append,
    )

    assert own(zip_pack) == {**FILES, "card.pdf": b"c", ZIP: mine}
    assert notes(events) == ["harbour.zip is not the pack's own; it is kept"]


def test_a_zip_of_the_users_is_kept_where_none_is_made_of_a_pack_that_is_not_whole(zip_pack: Path) -> None:
    theirs(zip_pack, "other")
    mine = (zip_pack / ZIP).read_bytes()
    (zip_pack / "tour.m3u8").unlink()

    saved = save(zip_pack, Wanted([Output("all", "key", None)], ABOUT, prune=True, zipped=ZIP), silent)

    assert saved.removed == (ZIP,)
    assert (zip_pack / f"{ZIP}.edited").read_bytes() == mine


def test_a_link_of_the_users_in_the_zips_place_is_kept(zip_pack: Path, tmp_path: Path) -> None:
    (zip_pack / ZIP).rename(tmp_path / "elsewhere.zip")
    (zip_pack / ZIP).symlink_to(tmp_path / "elsewhere.zip")

    put(zip_pack, FILES, zipped=ZIP)

    assert (zip_pack / f"{ZIP}.edited").readlink() == tmp_path / "elsewhere.zip"
    assert not (zip_pack / ZIP).is_symlink()


def test_a_folder_in_the_zips_place_is_a_fault_and_stays(pack: Path) -> None:
    (pack / ZIP).mkdir()
    (pack / ZIP / "notes.txt").write_text("mine")
    before = on_disk(pack)

    with pytest.raises(TourError, match=r"stands in the way of the new one\n  hint: move it"):
        put(pack, FILES, zipped=ZIP)

    assert on_disk(pack) == before


def test_a_writer_cannot_give_the_zip(pack: Path) -> None:
    with pytest.raises(ValueError, match=r"gives a bad or a second 'harbour\.zip'"):
        put(pack, {**FILES, ZIP: b"zip"}, zipped=ZIP)


def test_a_zip_is_never_all_in_the_memory(tmp_path: Path) -> None:
    script = """
import resource, sys
from pathlib import Path, PurePosixPath
from tour.events import silent
from tour.model import File
from tour.pack.decide import Output, Wanted, measure
from tour.pack.save import save

home, size = Path(sys.argv[1]), int(sys.argv[2])
with (home / "episode.m4b").open("wb") as file:
    file.truncate(size)
output = Output("m4b", "k", (File(PurePosixPath("episode.m4b"), (home / "episode.m4b",)),))
save(home / "harbour", Wanted([output], {}, prune=True, zipped="harbour.zip"), silent)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, (home / "harbour/harbour.zip").stat().st_size)
"""
    peaks = []
    for size in (1 << 20, 120 << 20):
        (home := tmp_path / str(size)).mkdir()
        run = [sys.executable, "-c", script, str(home), str(size)]
        peak, written = map(int, subprocess.run(run, capture_output=True, text=True, check=True).stdout.split())
        assert written > size
        peaks.append(peak)

    assert peaks[1] - peaks[0] < 40 << 10  # in KiB


CRASHES = '''
"""Crash a save at its nth step, and the recovery from it at its mth; print what is wrong with the pack after."""
import os, shutil, sys
from itertools import count
from pathlib import Path
sys.path.insert(0, sys.argv[1])
import pytest
from saved import FILES, ZIP, on_disk, put, take
from tour.pack.save import recover

home, first, way = Path(sys.argv[2]), sys.argv[3] == "first", sys.argv[4]
stride = 3 if way == "exchange" else 9
NEW = {"audio/01a-quay.mp3": b"quay", "audio/03a-lock.mp3": b"lock", "tour.m3u8": b"changed"}
steps, crash_at = count(1), 0  # the save has threads: each is told its own step
take(way, pytest.MonkeyPatch())

def step(event, arguments):
    if crash_at and (event == "open" and not isinstance(arguments[0], int) or event.startswith(("os.", "shutil."))):
        if next(steps) == crash_at:
            os._exit(9)

def half_written(handle):
    """A power cut: of what was written, half has come to the disk."""
    if next(steps) == crash_at:
        size = os.fstat(handle).st_size
        if not os.path.isdir(f"/proc/self/fd/{handle}"):
            os.ftruncate(handle, size // 2)
        os._exit(9)

def crashed(work, at):
    """Do *work* in a process that dies at its step *at*; return whether it died."""
    global steps, crash_at
    child = os.fork()
    if child == 0:
        os.fsync, steps, crash_at = half_written, count(1), at
        work()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9

def fresh(name):
    folder = home / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    pack = folder / "harbour"
    if not first:
        put(pack, FILES, zipped=ZIP)
        (pack / "notes.txt").write_text("mine")
        (pack / "tour.m3u8").write_text("by hand")
    return pack

old = on_disk(fresh("old"))
pack = fresh("new")
put(pack, NEW, zipped=ZIP)
new = on_disk(pack)
assert new != old
sys.addaudithook(step)
outcomes, at, pairs = [], 0, 0
while True:
    at += 1
    pack = fresh("crash")
    if not crashed(lambda: put(pack, NEW, zipped=ZIP), at):
        break
    wreck = home / "wreck"
    shutil.rmtree(wreck, ignore_errors=True)
    shutil.copytree(pack.parent, wreck, symlinks=True)
    again = 1 + at % stride - stride  # which steps of the recovery: others each time
    while True:
        again += stride
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
@pytest.mark.parametrize(
    ("which", "way"),
    [
        ("first", "exchange"),
        pytest.param("second", "exchange", marks=pytest.mark.long),
        pytest.param("second", "renames", marks=pytest.mark.long),
        pytest.param("second", "files", marks=pytest.mark.long),
    ],
)
def test_after_a_crash_at_any_step_the_pack_is_the_old_one_or_the_new_one(tmp_path: Path, which: str, way: str) -> None:
    script = [sys.executable, "-c", CRASHES, str(Path(__file__).parents[1]), str(tmp_path), which, way]
    done = subprocess.run(script, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    steps, pairs, *outcomes = done.stdout.splitlines()
    assert (int(steps) > 20, int(pairs) > 40) == (True, True)
    assert outcomes == ["new", "old"]
