"""What a save is to change is decided from plain values: no folder is needed to ask."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path, PurePosixPath

from tour.model import File
from tour.pack.decide import Output, Wanted, decide
from tour.pack.folder import Found
from tour.pack.manifest import Row

NOWHERE = Path("/nowhere/harbour")


def digest(data: bytes) -> str:
    return sha256(data).hexdigest()


def found(listed: dict[str, bytes], files: dict[str, bytes]) -> Found:
    """Return a folder that holds *files*, and a manifest that lists others."""
    rows = {name: Row(name, digest(data), len(data), "all") for name, data in listed.items()}
    return Found(NOWHERE, {}, rows, {name: digest(data) for name, data in files.items()}, "")


def wanted(**contents: bytes) -> Wanted:
    files = tuple(File(PurePosixPath(name), (data,)) for name, data in contents.items())
    return Wanted([Output("all", "key", files)], {}, prune=True)


def test_each_file_is_written_kept_or_removed() -> None:
    last = {"same": b"1", "changed": b"2", "gone": b"3"}

    change = decide(found(last, last), wanted(same=b"1", changed=b"two", new=b"4"))

    assert change.write == {"changed": (b"two",), "new": (b"4",)}
    assert change.link == {"same": "same"}
    assert change.removed == ("gone",)
    assert change.written == {"changed": 3, "new": 1, "pack.json": len(change.manifest)}
    assert [row.path for row in change.rows] == ["changed", "new", "same"]


def test_copies_changed_by_hand_never_share_a_name() -> None:
    last = {"a": b"1", "a.2": b"2", "a.edited": b"3"}
    by_hand = {"a": b"mine", "a.2": b"mine too", "a.edited": b"3"}

    change = decide(found(last, by_hand), wanted(**last))

    assert change.link == {"a.edited": "a.edited", "a.2.edited": "a", "a.2.2.edited": "a.2"}


def test_what_bears_its_digest_already_is_what_it_was_measured_to_be(tmp_path: Path) -> None:
    """Of a whole pack that is copied: a change since is seen as it is written, and not taken for what is wanted."""
    worker, path = tmp_path / "sw.js", PurePosixPath("sw.js")
    worker.write_bytes(b"another edition")
    copied = Output("page", "key", (File(path, (worker,)),), {path: (digest(b"as listed"), 9)})

    change = decide(found({}, {}), Wanted([copied], {}, prune=True))

    assert change.rows == (Row("sw.js", digest(b"as listed"), 9, "page"),)
