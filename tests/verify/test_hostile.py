"""A pack may come from anybody: whatever is in it, verify ends, and says what is wrong in words."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

import pytest

from conftest import TourTest
from tour.diagnostics import MOST, TourError
from tour.pack.manifest import read_manifest, rows
from tour.pack.up_to_date import up_to_date
from tour.sound.silence import silent_mp3
from tour.verify import Fault, id3, street, verify
from tour.verify.manifest import TrackRow, read
from verify.conftest import edit


class Deaf(Executor):
    """Listens to nothing: sound is not what is tried here."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_result("it is not listened to")
        return future


def faults(pack: Path, path: str) -> str:
    """Return what is said of the file at *path*, a line a fault."""
    return "\n".join(fault.message for fault in verify(pack, Deaf()).faults if fault.path == path)


def _with(key: str, value: str) -> Callable[[str], str]:
    """Return what writes *value*, as JSON has it, in the place of the first value of *key*."""

    def change(text: str) -> str:
        start = text.index(f'"{key}": ') + len(f'"{key}": ')
        return text[:start] + value + text[text.index(",", start) :]

    return change


HOSTILE = {
    "brackets without an end": (lambda _: "[" * 100_000, "nested more than 100 deep"),
    "brackets in a value that nobody reads": (
        lambda text: text.replace("{", '{"x": ' + "[" * 200 + "]" * 200 + ",", 1),
        "nested more than 100 deep",
    ),
    "half a character in the title": (_with("title", '"\\ud800"'), "half a character"),
    "half a character in a path": (_with("path", '"audio/\\udcff.mp3"'), "half a character"),
    "a size beyond all": (_with("size", "1e400"), "the number 1e400 is out of range"),
    "a size of 5000 digits": (_with("size", "9" * 5000), "a whole number of 5000 digits"),
    "a level beyond all": (_with("loudness", "-Infinity"), "-Infinity is no number"),
    "a length beyond a day": (_with("seconds", "10000000000000000"), "less than or equal to"),
    "a place that is not on earth": (_with("place", "[1e300"), "less than or equal to 180"),
    "a path that leads out": (_with("path", '"../../etc/passwd"'), "must be the path of a file inside the pack"),
    "a second way to write a path": (_with("path", '"audio/./00-welcome.mp3"'), "without '//' and '.'"),
    "a slug that leads out": (_with("slug", '"../harbour"'), "slug: string should match pattern"),
    "a title of a megabyte": (_with("title", json.dumps("x" * 1_000_000)), "at most 1000 characters"),
    "bytes that are no text": (lambda text: text.encode("utf-16").decode("latin-1"), "can't decode"),
    "nothing": (lambda _: "", "expecting value"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_pack_json_that_cannot_be_used_is_a_fault_and_not_a_traceback(pack: Path, name: str) -> None:
    change, why = HOSTILE[name]
    (pack / "pack.json").write_bytes(change((pack / "pack.json").read_text("utf-8")).encode("latin-1"))

    with pytest.raises(TourError) as caught:
        read(pack)

    assert why in str(caught.value)
    assert len(rows(read_manifest(pack))) >= 0  # a build reads it too
    assert up_to_date(pack, "audio", "no such key") is False


def _changed(pack: Path, **changes: object) -> list[str]:
    """Write pack.json with *changes*, and return why it cannot be used."""
    manifest = json.loads((pack / "pack.json").read_bytes())
    (pack / "pack.json").write_text(json.dumps({**manifest, **changes}), "utf-8")
    with pytest.raises(TourError) as caught:
        read(pack)
    return [fault.message.partition("pack.json: ")[2] for fault in caught.value.diagnostics]


@pytest.mark.parametrize("key", ["stops", "legs", "tracks", "files"])
def test_of_a_list_of_a_million_rows_one_is_judged(pack: Path, key: str) -> None:
    for rows_ in ([1] * 700_000, [{}] * 300_000):
        assert all(said.startswith(f"{key}.0") for said in _changed(pack, **{key: rows_}))


@pytest.mark.parametrize("key", ["stops", "legs", "tracks", "files"])
def test_a_pack_has_no_more_of_anything_than_a_thousand_stops_take(pack: Path, key: str) -> None:
    [row, *_] = json.loads((pack / "pack.json").read_bytes())[key]

    [said] = _changed(pack, **{key: [row] * 10_001})

    assert said.startswith(f"{key}: list should have at most ")
    assert said.endswith("not 10001")


@pytest.mark.parametrize(
    ("key", "value", "why"),
    [
        ("papers", ["../../a"], "papers.0: string should match pattern"),
        ("papers", ["a4"] * 500_000, "papers: list should have at most 20 items"),
        ("writers", {str(number): 1 for number in range(200_000)}, "writers: must have at most 100 items"),
    ],
)
def test_papers_and_writers_are_few_and_lead_nowhere(pack: Path, key: str, value: object, why: str) -> None:
    [said] = _changed(pack, **{key: value})

    assert said.startswith(why)


@pytest.mark.parametrize("key", ["pauses", "sounds"])
def test_a_track_has_no_more_pauses_than_can_be_held_against_its_silences(pack: Path, key: str) -> None:
    [track, *_] = json.loads((pack / "pack.json").read_bytes())["tracks"]

    assert "at most 1000 items" in "".join(_changed(pack, tracks=[{**track, key: [[0, 0]] * 100_000}]))


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("index.html", "is twice among the files"),
        ("harbour.zip", "pack.json is in there itself"),
        ("pack.json", "pack.json is in there itself"),
    ],
)
def test_no_file_is_listed_that_would_be_read_again(pack: Path, path: str, why: str) -> None:
    files = json.loads((pack / "pack.json").read_bytes())["files"]

    [said] = _changed(pack, files=[*files, {**files[0], "path": path}])

    assert repr(path) in said
    assert why in said


def test_of_more_files_than_anybody_reads_of_the_number_is_told(pack: Path) -> None:
    manifest = json.loads((pack / "pack.json").read_bytes())
    manifest["files"] += [{**manifest["files"][0], "path": f"lost/{number}"} for number in range(3000)]
    (pack / "pack.json").write_text(json.dumps(manifest), "utf-8")

    told = verify(pack, Deaf()).faults

    assert len(told) == 1000
    assert told[-1].message.endswith("more faults, of other files")


def test_a_build_makes_a_pack_whose_manifest_was_spoilt_anew(tour: TourTest) -> None:
    tour.build()
    (tour.pack / "pack.json").write_text("[" * 100_000)

    tour.build()

    assert json.loads((tour.pack / "pack.json").read_bytes())["title"] == "Harbour walk"


PLAIN = [
    "cover.jpg", "audio/00-welcome.mp3", "route-card-a4.pdf", "index.html", "harbour.zip", "harbour.m4b", "tour.m3u8",
    "tour.gpx", "tour.geojson", "feed.xml", "chapters.json",
    "sw.js", "manifest.webmanifest", "transcripts/01a-quay.vtt",
]  # fmt: skip


def test_sound_of_more_bits_a_second_than_a_build_gives_it_is_not_kept_to_be_listened_to(pack: Path) -> None:
    """Six tracks are kept: of 40 MB each, which is half an hour of such sound or less, more than memory is for."""
    frame = b"\xff\xfb\xe0\xc0" + bytes(1040)
    track = pack / "audio" / "01a-quay.mp3"
    data = track.read_bytes()
    track.write_bytes(data[: id3.read(data).size] + 100 * frame)
    kept: list[bytes] = []

    class Keeping(Deaf):
        def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
            kept.append(args[0])
            return super().submit(fn, *args, **kwargs)

    said = [fault.message for fault in verify(pack, Keeping()).faults if fault.path == "audio/01a-quay.mp3"]

    assert "its bit rate is 320000 bit/s; it must be a constant 96000" in said
    assert kept
    assert not any(frame in sound for sound in kept)


def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(pack: Path) -> None:
    for path in PLAIN:
        (pack / path).unlink()
        os.mkfifo(pack / path)

    found = {fault.path for fault in verify(pack, Deaf()).faults}

    assert set(PLAIN) <= found


def test_what_a_pipe_is_said_to_be(pack: Path) -> None:
    (pack / "cover.jpg").unlink()
    os.mkfifo(pack / "cover.jpg")

    assert faults(pack, "cover.jpg") == "cannot be read: it is a named pipe, not a file"


def test_a_link_longer_than_a_name_may_be_leads_nowhere(pack: Path) -> None:
    edit(pack / "index.html", "<main", f'<a href="{"a" * 5000}.html">x</a><main')
    edit(pack / "tour.m3u8", "audio/00-welcome.mp3", "a" * 5000)

    assert "which is not there" in faults(pack, "index.html")
    assert "which is not there" in faults(pack, "tour.m3u8")


@pytest.mark.parametrize("lat", ["inf", "nan", "1e400", "9" * 5000, "abc", "91"])
def test_a_waypoint_that_is_nowhere_is_a_fault(pack: Path, lat: str) -> None:
    edit(pack / "tour.gpx", '<wpt lat="51.5', f'<wpt lat="{lat}" x="51.5')

    assert "cannot be read" in faults(pack, "tour.gpx")


def test_an_entity_in_the_gpx_is_never_made(pack: Path) -> None:
    edit(pack / "tour.gpx", "<gpx", '<!DOCTYPE gpx [<!ENTITY a "boom">]><gpx')

    assert "a DOCTYPE is not allowed" in faults(pack, "tour.gpx")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"coordinates": [', '"coordinates": ["inf", '),
        ('"number": 1', '"number": "' + "9" * 5000 + '"'),
        ("{", "[{" * 500),
        ('"tracks": ["', '"tracks": "a text", "others": ["'),
    ],
)
def test_a_geojson_of_no_numbers_is_a_fault(pack: Path, old: str, new: str) -> None:
    edit(pack / "tour.geojson", old, new)

    assert "is not a GeoJSON of stops and legs" in faults(pack, "tour.geojson")


def test_of_more_tracks_in_a_geojson_than_the_tour_has_none_is_looked_for(pack: Path) -> None:
    edit(pack / "tour.geojson", '"tracks": ["', '"tracks": ["x", "x", "y", "z", "a", "b", "')

    said = faults(pack, "tour.geojson")

    assert "tracks; the tour has 7" in said
    assert "'x'" not in said


def test_a_line_of_a_playlist_ends_where_one_does_for_a_player(pack: Path) -> None:
    edit(pack / "tour.m3u8", "audio/00-welcome.mp3", "a\r\u2028\x1c" * 60_000)

    assert "names 'a\\r\\u2028\\x1ca" in faults(pack, "tour.m3u8")


def test_a_date_of_no_zone_on_earth_is_one_that_does_not_rise(pack: Path) -> None:
    edit(pack / "feed.xml", "02 Jan 2026 00:01:00 GMT", "02 Jan 2026 00:01:00 +999999999999")

    assert "its dates do not rise" in faults(pack, "feed.xml")


@pytest.mark.parametrize(("path", "old"), [("index.html", "</main>"), ("transcripts/01a-quay.vtt", "This is")])
def test_the_number_of_a_character_may_have_any_length(pack: Path, path: str, old: str) -> None:
    edit(pack / path, old, f"<b>&#{'9' * 5000};</b>{old}")

    said = faults(pack, path)

    assert "was changed after the pack was made" in said
    assert "UTF-8" not in said
    assert "digits" not in said


MANY = {
    "lines of a playlist": ("tour.m3u8", "audio/00-welcome.mp3", "a\n" * 60_000, "more than 50,000 lines"),
    "lines of captions": ("transcripts/01a-quay.vtt", "00:00.", "a\n" * 310_000, "more than 300,000 lines"),
    "tags of a feed": ("feed.xml", "<item>", "<a/>" * 410_000 + "<item>", "more than 400,000 tags"),
    "attributes of a feed": ("feed.xml", "<item>", '<a b="" c=""/>' * 200_000 + "<item>", "more than 400,000 tags"),
    "tags of a GPX": ("tour.gpx", "<wpt ", "<a/>" * 1_100_000 + "<wpt ", "more than 1,000,000 tags and attributes"),
    "icons of a page": (
        "manifest.webmanifest",
        '"icons": [',
        '"icons": [' + '{"src": "harbour.m4b"},' * 20_000,
        "names 20,004 icons",
    ),
    "a feed of blanks": ("feed.xml", "<item>", " " * 7_000_000 + "<item>", "larger than 6 MB"),
    "items of a feed": ("feed.xml", "<item>", "<item/>" * 10_100 + "<item>", "more than 10,000 items"),
}

READ = {
    "a GPX of elements that say nothing": ("tour.gpx", "<wpt ", '<a b="" c=""/>' * 320_000 + "<wpt "),
}
GROWS = """
import re, sys
from pathlib import Path
from tour.verify import feed, pages, places
from tour.verify.manifest import read

def highest() -> int:
    # not what `resource` says: it counts what the process was before it became this one
    return int(re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1])

pack = Path(sys.argv[1])
manifest = read(pack)
before = highest()
for judge in (places, feed, pages):
    list(judge.faults(pack, manifest))
print(highest() - before)
"""
"""Prints by how many kB the reading of a pack's files makes a process grow."""


@pytest.mark.parametrize("name", MANY)
def test_of_what_no_tour_has_so_much_a_file_is_not_read(pack: Path, name: str) -> None:
    path, old, new, message = MANY[name]
    edit(pack / path, old, new)

    assert message in faults(pack, path)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the system does not tell what a process takes")
@pytest.mark.parametrize("name", READ)
def test_what_may_be_read_takes_little_memory(pack: Path, name: str) -> None:
    path, old, new = READ[name]
    edit(pack / path, old, new)

    done = subprocess.run([sys.executable, "-c", GROWS, pack], capture_output=True, text=True, check=True)

    assert int(done.stdout) < 100_000


def test_of_more_faults_than_anybody_reads_the_number_is_told(pack: Path) -> None:
    edit(pack / "tour.m3u8", "audio/00-welcome.mp3", "".join(f"{number}.mp3\n" for number in range(100)))

    said = faults(pack, "tour.m3u8").splitlines()

    assert len(said) == MOST
    assert said[-1].startswith("has ")
    assert said[-1].endswith(" more faults")
    assert "names '0.mp3', which is not there" in said


def test_a_silence_of_a_day_is_not_made_to_be_held_against_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    second = silent_mp3(1.0)[0]
    monkeypatch.setattr(street, "silent_mp3", lambda _: pytest.fail("it is made"))
    day = TrackRow(
        number=1, path="audio/01c-quiet.mp3", stop="quay", kind="quiet", title="Walk on", seconds=86_400.0,
        words=0, lufs=0.0, dbtp=0.0, pauses=[], sounds=[],
    )  # fmt: skip

    [fault] = street.silence_faults(day, second)

    assert fault.startswith("is not a silence of 86400.00 s")


def test_times_of_thousands_of_digits_are_no_times(pack: Path) -> None:
    edit(pack / "transcripts/01a-quay.vtt", "00:00", "9" * 5000 + ":00:00")

    assert "times that no player reads" in faults(pack, "transcripts/01a-quay.vtt")


@pytest.mark.parametrize("at", range(4, 46, 7))
def test_a_zip_of_broken_names_cannot_be_unpacked(pack: Path, at: int) -> None:
    path = pack / "harbour.zip"
    data = bytearray(path.read_bytes())
    directory = data.rindex(b"PK\1\2")
    data[directory + at % 46 : directory + at % 46 + 4] = b"\xff\xff\xff\xff"
    path.write_bytes(data)

    assert all(isinstance(fault, Fault) for fault in verify(pack, Deaf()).faults)
    assert faults(pack, "harbour.zip")
