"""Is the zip that of the pack beside it?"""

from __future__ import annotations

import os
import shutil
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import TourTest
from tour.verify import Fault, verify, zipped
from tour.verify.manifest import read
from verify.conftest import Packed

ZIP = "harbour.zip"
COVER = "harbour/cover.jpg"
Entries = dict[str, bytes]


@pytest.fixture
def pack(finished: Packed, tmp_path: Path) -> Path:
    """A copy of the finished pack with its zip."""
    return Path(shutil.copytree(finished.path, tmp_path / "harbour"))


def faults(pack: Path) -> list[Fault]:
    return list(zipped.faults(pack, read(pack)))


def test_the_zip_that_the_build_made_is_no_fault(pack: Path) -> None:
    assert (pack / ZIP).is_file()
    assert verify(pack).faults == ()


def test_a_zip_of_another_build_is_found(finished: Packed, pack: Path) -> None:
    shutil.copy(finished.older / ZIP, pack)

    message = "holds another build of the pack than this one; build the whole pack"
    assert verify(pack).faults == (Fault(ZIP, message),)


def test_a_zip_that_somebody_added_to_is_found(pack: Path) -> None:
    with zipfile.ZipFile(pack / ZIP, "a") as own:
        own.writestr("diary.txt", "mine")

    assert verify(pack).faults == (Fault(ZIP, "holds 'diary.txt', which is no file of the pack"),)


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_a_zip_that_is_packed_as_none_is_is_not_unpacked(pack: Path, method: int) -> None:
    with zipfile.ZipFile(pack / ZIP) as own:
        entries = {name: own.read(name) for name in own.namelist()}
    with zipfile.ZipFile(pack / ZIP, "w", method) as own:
        for name, data in entries.items():
            own.writestr(name, data)

    [fault] = faults(pack)

    assert "is packed, as a build leaves no file" in fault.message


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda entries: entries.pop(COVER), "lacks cover.jpg"),
        (lambda entries: entries.update({COVER: entries[COVER][:-1] + b"!"}), "holds another cover.jpg than the one"),
        (lambda entries: entries.update({COVER: entries[COVER][:-1]}), "holds another cover.jpg than the one"),
        (lambda entries: entries.update({COVER: entries[COVER] + b"!"}), "holds another cover.jpg than the one"),
        (lambda entries: entries.update({"../cover.jpg": b""}), "holds '../cover.jpg', which is no file of the pack"),
        (lambda entries: entries.pop("harbour/pack.json"), "holds another build of the pack"),
        (lambda entries: entries.clear(), "holds another build of the pack"),
    ],
)
def test_a_zip_that_is_not_the_pack_is_found(pack: Path, change: Callable[[Entries], object], message: str) -> None:
    with zipfile.ZipFile(pack / ZIP) as own:
        entries = {name: own.read(name) for name in own.namelist()}
    change(entries)
    with zipfile.ZipFile(pack / ZIP, "w") as own:
        for name, data in entries.items():
            own.writestr(name, data)

    [fault] = faults(pack)

    assert fault.path == ZIP
    assert message in fault.message


def test_a_file_that_is_in_it_twice_is_found(pack: Path) -> None:
    with warnings.catch_warnings(), zipfile.ZipFile(pack / ZIP, "a") as own:
        warnings.simplefilter("ignore")
        own.writestr(COVER, own.read(COVER))

    assert faults(pack) == [Fault(ZIP, f"holds {COVER!r} more than once")]


def test_a_file_that_is_in_it_a_thousand_times_is_not_compared_as_often(
    pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with zipfile.ZipFile(pack / ZIP, "a") as own:
        own.filelist += [own.getinfo(COVER)] * 1000
        own.writestr("harbour/more", b"")
    compared: list[str] = []
    monkeypatch.setattr(zipped, "_same", lambda one, _: compared.append(one.name) or True)

    found = faults(pack)

    assert Fault(ZIP, f"holds {COVER!r} more than once") in found
    assert compared.count(COVER) <= 1


def test_a_file_that_is_packed_is_not_unpacked(pack: Path) -> None:
    with zipfile.ZipFile(pack / ZIP) as own:
        entries = {name: own.read(name) for name in own.namelist()}
    with zipfile.ZipFile(pack / ZIP, "w") as own:
        for name, data in entries.items():
            own.writestr(name, data, zipfile.ZIP_LZMA if name == COVER else zipfile.ZIP_STORED)

    assert faults(pack) == [Fault(ZIP, f"cannot be unpacked: {COVER} is packed, as a build leaves no file")]


def test_a_zip_of_more_files_than_any_pack_has_is_not_read(pack: Path) -> None:
    with zipfile.ZipFile(pack / ZIP, "a") as own:
        for number in range(70_000):
            own.writestr(f"{number:012}", b"")

    assert faults(pack) == [Fault(ZIP, "cannot be unpacked: its list of files has more than 4 MB")]


@pytest.mark.parametrize(
    "damage", [lambda data: b"", lambda data: data[:-500], lambda data: data.replace(b"JFIF", b"JFFF")]
)
def test_a_zip_that_cannot_be_unpacked_is_found(pack: Path, damage: Callable[[bytes], bytes]) -> None:
    (pack / ZIP).write_bytes(damage((pack / ZIP).read_bytes()))

    assert [(fault.path, fault.message[:20]) for fault in faults(pack)] == [(ZIP, "cannot be unpacked: ")]


def test_what_the_folder_lacks_is_no_fault_of_the_zip(pack: Path) -> None:
    (pack / "cover.jpg").unlink()
    (pack / "tour.gpx").unlink()
    os.mkfifo(pack / "tour.gpx")

    assert faults(pack) == []


def test_a_zip_of_the_same_files_that_no_build_made_is_found(pack: Path) -> None:
    (pack / ZIP).write_bytes((pack / ZIP).read_bytes()[:-50])

    assert faults(pack) == [Fault(ZIP, "was changed after the pack was made: it is not as a build makes it")]


def test_each_byte_of_its_end_counts(pack: Path) -> None:
    """Among them how many files it has, by which some readers go."""
    whole = (pack / ZIP).read_bytes()
    for place in range(1, 200):
        spoilt = bytearray(whole)
        spoilt[-place] ^= 1
        (pack / ZIP).write_bytes(spoilt)

        assert faults(pack), place


def test_a_pack_may_have_none(pack: Path) -> None:
    (pack / ZIP).unlink()

    assert faults(pack) == []


def test_another_zip_is_a_stranger(pack: Path) -> None:
    shutil.copy(pack / ZIP, pack / "other.zip")

    assert verify(pack).faults == (Fault("other.zip", "is not in pack.json; is it yours? Then keep it elsewhere"),)


def test_the_command_says_what_is_wrong_with_it(pack: Path) -> None:
    (pack / ZIP).write_bytes(b"PK")

    done = TourTest(pack.parent).run("verify", str(pack))

    assert done.code == 1
    assert f"{ZIP}: cannot be unpacked: " in done.stdout
