"""A rebuild with nothing to do reads no tour; whatever could change what comes out has it read."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import FILES, TourTest
from tour.engines.tone import Tone
from tour.pack import unchanged
from tour.pack.cache import Store
from tour.pack.unchanged import Record
from tour.reading.limits import MOST

Change = Callable[[TourTest], object]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Where the small tour was built, and a copy of all that was there then."""
    test = TourTest(tmp_path_factory.mktemp("made") / "tour")
    for name, text in FILES.items():
        test.write(name, text)
    test.run("build", "--executor", "inline").ok()
    return test.root, shutil.copytree(test.root, test.root.with_name("copy"))


@pytest.fixture
def built(made: tuple[Path, Path]) -> TourTest:
    """The small tour as it was when it had been built, and where it was: a record is of one place."""
    place, copy = made
    shutil.rmtree(place)
    shutil.copytree(copy, place)
    return TourTest(place)


def record(test: TourTest, *options: str) -> Record:
    return Record(Store(test.root / ".tourpack"), test.root, test.root / "output", options or ("", ""), MOST)


def rewrite(test: TourTest, change: Callable[[Any], object]) -> None:
    """Put down of the last build what *change* makes of it, as a program of another version might have."""
    store = Store(test.root / ".tourpack")
    for path in (store.root / "unchanged").iterdir():
        kept = store.record(path.stem)
        assert kept
        store.put_record(path.stem, json.dumps(change(json.loads(kept))).encode())


def append(path: Path, data: bytes = b"\n") -> None:
    path.write_bytes(path.read_bytes() + data)


def touch(path: Path) -> None:
    os.utime(path, ns=(1, 1))


def track(test: TourTest) -> Path:
    return sorted((test.root / ".tourpack/tracks").glob("*.mp3"))[0]


CHANGES: dict[str, Change] = {
    "a script": lambda test: test.edit("01-quay.md", "It moves.", "It moved."),
    "a blank in the settings": lambda test: append(test.root / "stops/tour.toml"),
    "a new file": lambda test: test.write("03-new.md", "not a stop yet"),
    "a file that is gone": lambda test: test.remove("streets.geojson"),
    "a link to a folder": lambda test: (test.root / "stops/sounds").symlink_to(test.root),
    "a file of the pack": lambda test: append(test.pack / "index.html"),
    "a track of the pack": lambda test: append(test.pack / "audio/01a-quay.mp3"),
    "the manifest": lambda test: append(test.pack / "pack.json"),
    "a file that is gone from the pack": lambda test: (test.pack / "tour.gpx").unlink(),
    "a file of the user's in the pack": lambda test: (test.pack / "notes.txt").write_text("mine", "utf-8"),
    "the zip": lambda test: (test.pack / "harbour.zip").unlink(),
    "the pack": lambda test: shutil.rmtree(test.pack),
    "the cache": lambda test: shutil.rmtree(test.root / ".tourpack"),
    "a track of the cache": lambda test: append(track(test)),
    "a track of the cache that was touched": lambda test: touch(track(test)),
}


def test_a_build_that_has_nothing_to_do_is_found(built: TourTest) -> None:
    found = record(built).found()

    assert found is not None
    folder, figures = found
    assert folder == built.pack
    assert (figures.tracks, figures.clips) == (7, 11)


@pytest.mark.parametrize("change", CHANGES)
def test_what_has_changed_is_not_taken_for_what_was(built: TourTest, change: str) -> None:
    CHANGES[change](built)

    assert record(built).found() is None


def test_other_options_are_another_build(built: TourTest) -> None:
    assert record(built, "tone", "").found() is None


@pytest.mark.parametrize("name", ["own_code", "encoder_fingerprint", "_plugins", "__version__"])
def test_another_program_reads_the_tour(built: TourTest, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(unchanged, name, "other" if name == "__version__" else lambda: "other")

    assert record(built).found() is None


def test_another_edition_of_the_voice_reads_the_tour(built: TourTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Tone, "fingerprint", "tone 2")

    assert record(built).found() is None


@pytest.mark.parametrize("data", [b"", b"{}", b"\xff", b"[" * 9999])
def test_a_record_that_is_none_reads_the_tour(built: TourTest, data: bytes) -> None:
    for path in (built.root / ".tourpack/unchanged").iterdir():
        path.write_bytes(data)

    assert record(built).found() is None


@pytest.mark.parametrize("kept", [{}, {"figures": {}}, {"figures": {"tracks": 1}, "slug": 5}])
def test_a_record_of_another_program_reads_the_tour(built: TourTest, kept: object) -> None:
    rewrite(built, lambda _: kept)

    assert record(built).found() is None


def test_a_record_in_which_a_figure_was_damaged_is_none(built: TourTest) -> None:
    for path in (built.root / ".tourpack/unchanged").iterdir():
        whole = path.read_bytes()
        damaged = whole.replace(b'"tracks": 7', b'"tracks": 8')
        assert damaged != whole
        path.write_bytes(damaged)

    assert record(built).found() is None


def test_records_that_have_changed_places_are_none(built: TourTest) -> None:
    """One is of the tone, the other of the tour's own voice: what is asked for must not be answered by the other."""
    [first] = (built.root / ".tourpack/unchanged").iterdir()
    built.run("build", "--executor", "inline", "--engine", "tone").ok()
    [second] = set((built.root / ".tourpack/unchanged").iterdir()) - {first}
    one, other = first.read_bytes(), second.read_bytes()
    first.write_bytes(other)
    second.write_bytes(one)

    assert record(built).found() is None
    assert record(built, "tone", "").found() is None


def test_a_record_cannot_point_outside(built: TourTest) -> None:
    rewrite(built, lambda kept: {**kept, "slug": "../output/harbour"})

    assert record(built).found() is None


@pytest.mark.parametrize("name", ["film.mov", "film.wav"])
def test_what_is_too_large_for_a_tour_is_not_read_to_see_whether_it_has_changed(built: TourTest, name: str) -> None:
    path = built.root / "stops" / name
    with path.open("wb") as file:
        file.truncate(1 << 36)  # a hole, which would take minutes to read

    built.run("build", "--executor", "inline").ok()

    assert record(built).found() is not None
    touch(path)
    assert record(built).found() is None


@pytest.mark.skipif(sys.platform != "linux", reason="no such file here")
def test_a_link_to_what_has_no_end_is_not_followed_to_it(built: TourTest) -> None:
    """Its size is said to be nothing."""
    (built.root / "stops/notes.md").symlink_to("/proc/self/pagemap")

    assert record(built).found() is None


@pytest.mark.skipif(sys.platform != "linux", reason="names are UTF-8 here")
def test_a_file_whose_name_is_no_text_is_a_file(built: TourTest) -> None:
    (built.root / "stops" / os.fsdecode(b"notes\xff.txt")).write_bytes(b"")

    built.run("build", "--executor", "inline").ok()

    assert record(built).found() is not None


def test_the_voices_of_the_last_build_are_remembered(built: TourTest) -> None:
    built.edit("01-quay.md", "It moves.", "It moves on.")

    assert [voice.engine for voice in record(built).voices] == ["tone"]


def test_the_voices_of_a_build_that_warned_are_remembered_too(built: TourTest) -> None:
    built.edit("02-mill.md", "This is the mill.", "It was built in 1801. It burnt in 1902.")
    built.run("build", "--executor", "inline").ok()

    assert record(built).found() is None
    assert [voice.engine for voice in record(built).voices] == ["tone"]


@pytest.mark.parametrize("voices", [None, [1], [["tone"]], [["tone", "", "en", "fast"]], {}])
def test_voices_that_are_none_are_none(built: TourTest, voices: object) -> None:
    rewrite(built, lambda _: {"voices": voices})

    assert record(built).voices == ()


def test_a_tour_with_a_warning_leaves_no_record_and_warns_each_time(built: TourTest) -> None:
    built.edit("02-mill.md", "This is the mill.", "It was built in 1801. It burnt in 1902.")

    first, again = (built.run("build", "--executor", "inline").ok() for _ in range(2))

    warned = [line for line in first.stderr.splitlines() if ": warning" in line]
    assert warned
    assert [line for line in again.stderr.splitlines() if ": warning" in line] == warned


def test_a_rebuild_says_the_same_whether_the_tour_is_read_or_not(built: TourTest) -> None:
    quick = built.run("build", "--executor", "inline", "--json").ok().stdout.splitlines()
    shutil.rmtree(built.root / ".tourpack/unchanged")
    read = built.run("build", "--executor", "inline", "--json").ok().stdout.splitlines()

    told = [[{**json.loads(line), "seconds": 0} for line in lines] for lines in (quick, read)]
    assert told[0] == told[1]


def test_where_a_word_was_changed_nothing_but_the_stops_is_looked_at(
    built: TourTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    built.edit("01-quay.md", "It moves.", "It moved.")
    for name in ("own_code", "look", "encoder_fingerprint"):
        monkeypatch.setattr(unchanged, name, lambda *_: pytest.fail("the program or the pack is looked at"))

    assert record(built).found() is None
    assert record(built).voices
