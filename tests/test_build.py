"""The whole build, as a person runs it."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Executor
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from mutagen.id3 import ID3

import warm
from conftest import FILES, MILL, TourTest
from processes import LONG
from tour.build import build
from tour.check import check
from tour.cover.cover import cover_jpeg
from tour.executors import Inline, opening
from tour.narration.workshop import Workshop
from tour.pack.cache import Store
from tour.pack.decide import measure
from tour.page.icons import icon
from tour.page.pages import PLAYER, _player
from tour.plugins import WRITERS as ENTRIES
from tour.plugins import found
from tour.reading.project import read
from tour.sound.codec import encode_aac, ffmpeg
from tour.writers import find

WRITERS = [name for name in found(ENTRIES) if not (find(name).own_plan or find(name).needs_base_url)]
"""Those of the small tour, which has no base_url."""

PACK = sorted(
    [
        "audio/00-welcome.mp3",
        "audio/01a-quay.mp3",
        "audio/01b-to-mill.mp3",
        "audio/01c-quiet.mp3",
        "audio/01d-to-mill-2.mp3",
        "audio/01e-quiet.mp3",
        "audio/02a-mill.mp3",
        "chapters.json",
        "cover.jpg",
        "harbour.m4b",
        "harbour.zip",
        "index.html",
        "listen.html",
        "manifest.webmanifest",
        "pack.json",
        "player/AtkinsonHyperlegible-Bold.ttf",
        "player/AtkinsonHyperlegible-Regular.ttf",
        "player/icon-180.png",
        "player/icon-192.png",
        "player/icon-512.png",
        "player/icon-maskable-512.png",
        f"player/{PLAYER}",
        "player/player.css",
        "route-card-a4.pdf",
        "route-card-letter.pdf",
        "sw.js",
        "tour.geojson",
        "tour.gpx",
        "tour.m3u8",
        "transcript.html",
        "transcripts/00-welcome.vtt",
        "transcripts/01a-quay.vtt",
        "transcripts/01b-to-mill.vtt",
        "transcripts/01d-to-mill-2.vtt",
        "transcripts/02a-mill.vtt",
    ]
)


def manifest(test: TourTest) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((test.pack / "pack.json").read_text("utf-8"))
    return loaded


def stamps(test: TourTest) -> dict[str, tuple[int, int]]:
    """Return inode and time of every file and folder of the pack."""
    found = {path.relative_to(test.root).as_posix(): path.stat() for path in (test.pack, *test.pack.rglob("*"))}
    return {name: (stat.st_ino, stat.st_mtime_ns) for name, stat in found.items()}


def changed(test: TourTest, before: dict[str, bytes]) -> set[str]:
    after = test.files()
    return {name for name in {*before, *after} if before.get(name) != after.get(name)}


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small tour, built."""
    test = TourTest(tmp_path_factory.mktemp("template"))
    for name, text in FILES.items():
        test.write(name, text)
    test.run("build", "--executor", "threads").ok()
    return test.root


@pytest.fixture
def built(template: Path, tmp_path: Path) -> TourTest:
    """The small tour, built before, with its cache."""
    shutil.copytree(template, tmp_path, dirs_exist_ok=True)
    return TourTest(tmp_path)


def rebuild(test: TourTest, *arguments: str) -> str:
    return test.run("build", "--executor", "inline", *arguments).ok().stdout


def test_a_pack_holds_what_it_should(built: TourTest) -> None:
    assert sorted(built.files()) == PACK
    assert sorted(path.name for path in built.root.iterdir()) == [".tourpack", "output", "stops"]


def test_two_clean_builds_give_the_same_bytes(template: Path, tour: TourTest) -> None:
    tour.run("build", "--executor", "processes").ok()

    assert tour.files() == TourTest(template).files()


def test_a_second_build_writes_nothing_and_says_so(built: TourTest) -> None:
    before = stamps(built)

    done = built.run("build", "--executor", "inline").ok()

    assert re.fullmatch(r"Nothing to do: output/harbour is up to date \(7 tracks, 1 min, .* s\)\.\n", done.stdout)
    assert done.stderr == ""
    assert stamps(built) == before


def test_it_says_what_it_did(tour: TourTest) -> None:
    done = tour.build()

    summary, work, wrote = done.stdout.splitlines()
    assert re.fullmatch(r"output/harbour: 7 tracks, 1 min, 0\.17 km, \d\.\d MB\.", summary)
    assert re.fullmatch(r"Spoken anew: 11 sentences, mixed 7 tracks; \d+\.\d s\.", work)
    assert wrote.startswith("Wrote 35 files: audio/00-welcome.mp3, audio/01a-quay.mp3, ")


def test_play_order_is_the_order_of_names_everywhere(built: TourTest) -> None:
    tracks = [name for name in PACK if name.endswith(".mp3")]

    assert [track["path"] for track in manifest(built)["tracks"]] == tracks
    assert [line for line in built.files()["tour.m3u8"].decode().splitlines() if line[0] != "#"] == tracks


def test_the_manifest_lists_every_file_but_itself_and_the_zip_as_it_is(built: TourTest) -> None:
    rows = {row["path"]: (row["sha256"], row["size"]) for row in manifest(built)["files"]}

    assert rows == {
        name: (hashlib.sha256(data).hexdigest(), len(data))
        for name, data in built.files().items()
        if name not in ("pack.json", "harbour.zip")
    }
    hashed = "".join(f"{name}\0{sha256}" for name, (sha256, _) in sorted(rows.items()) if name != "sw.js")
    assert manifest(built)["digest"] == hashlib.sha256(hashed.encode()).hexdigest()


def test_the_manifest_tells_what_the_tour_is(built: TourTest) -> None:
    told = manifest(built)

    assert {key: told[key] for key in ("title", "slug", "language", "published", "walked")} == {
        "title": "Harbour walk",
        "slug": "harbour",
        "language": "en",
        "published": "2026-01-02",
        "walked": False,
    }
    assert told["voice"] == {"engine": "tone", "name": "beep", "synthetic": True}
    assert [(stop["number"], stop["slug"], stop["place"]) for stop in told["stops"]] == [
        (1, "quay", [51.5, -0.1]),
        (2, "mill", [51.5003, -0.098]),
    ]
    kerb = {"street": "Mill Lane", "near_metres": 63.7, "far_metres": 74.7, "error_metres": 10.0}
    way = {
        "from": "quay",
        "to": "mill",
        "by": "foot",
        "line": None,
        "metres": 172,
        "seconds": 176,
        "crossings": ["Mill Lane"],
        "kerbs": [kerb],
    }
    assert told["legs"] == [way]
    assert (told["metres"], told["walking_seconds"]) == (172, 176)
    assert told["audio_bytes"] == sum(path.stat().st_size for path in (built.root / ".tourpack/tracks").glob("*.mp3"))


def test_the_manifest_tells_how_long_and_how_loud_each_track_is(built: TourTest) -> None:
    told = manifest(built)

    assert [(track["stop"], track["kind"], track["words"]) for track in told["tracks"]] == [
        ("welcome", "welcome", 5),
        ("quay", "look", 12),
        ("quay", "walk", 14),
        ("quay", "quiet", 0),
        ("quay", "walk", 15),
        ("quay", "quiet", 0),
        ("mill", "look", 4),
    ]
    for track in told["tracks"]:
        assert track["seconds"] == pytest.approx(seconds(built.pack / track["path"]), abs=0.05)
        assert track["dbtp"] <= -1.0
    heard = [track for track in told["tracks"] if track["kind"] != "quiet"]
    assert [track["lufs"] for track in heard] == pytest.approx([-16] * 5, abs=0.5)
    assert told["listening_seconds"] == pytest.approx(sum(track["seconds"] for track in heard), abs=0.06)


def test_the_manifest_tells_where_on_its_leg_each_track_belongs(built: TourTest) -> None:
    keys = ("leg", "part", "starts_metres", "stand_seconds")

    told = [[track.get(key) for key in keys] for track in manifest(built)["tracks"]]

    nowhere = [None, None, None, None]
    silence = [1, None, None, None]
    assert told == [nowhere, nowhere, [1, 1, 0.0, 0.0], silence, [1, 2, 74.7, 0.0], silence, nowhere]


def seconds(mp3: Path) -> float:
    """Return how long a file plays, as ffmpeg hears it."""
    command = [ffmpeg(), "-hide_banner", "-nostdin", "-i", str(mp3), "-f", "null", "-"]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    hours, minutes, rest = re.findall(r"time=(\d+):(\d+):([\d.]+)", told)[-1]
    return int(hours) * 3600 + int(minutes) * 60 + float(rest)


def test_one_word_changed_writes_one_track_and_what_quotes_its_length(built: TourTest) -> None:
    before = built.files()
    built.edit("01-quay.md", "It moves.", "It moves on.")

    said = rebuild(built)

    assert "Spoken anew: 1 sentence, mixed 1 track; " in said
    assert {name for name in changed(built, before) if name.endswith(".mp3")} == {"audio/01a-quay.mp3"}
    assert {"pack.json"} <= changed(built, before)


DRAWN = ("tour.card.pages.draw", "tour.page.svg.draw", "tour.cover.poster._painted", "tour.page.icons._drawn")
"""What draws the maps of card and page, the cover and the icons."""
JOINED = ("tour.page.pages.joined", "tour.page.shrink.settled")
"""What makes one short script of the player's many, and shrinks that and the service worker."""


def build_here(test: TourTest, opener: Callable[[], Executor] = Inline) -> None:
    """Build in this process, where it can be watched, as if it were a new one."""
    icon.cache_clear()
    cover_jpeg.cache_clear()
    _player.cache_clear()
    found = check(read(test.root, "", ""))
    build(found.plan, test.root / "output", Workshop(Store(test.root / ".tourpack"), opener), project=test.root)


def test_what_needs_no_m4b_is_written_drawn_and_joined_while_that_is_encoded(
    tour: TourTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    ready = threading.Event()

    def watch(name: str, where: str) -> None:
        module, _, function = where.rpartition(".")
        real = getattr(import_module(module), function)

        def watched(*given: Any, **more: Any) -> Any:
            made = real(*given, **more)
            done.append(name)
            if name == "joined":  # which is done after the others
                ready.set()
            return made

        monkeypatch.setattr(where, watched)

    def encode(mp3: bytes) -> bytes:
        assert ready.wait(60)
        return encode_aac(mp3)

    watch("card", "tour.card.pages.draw")
    watch("icon", "tour.page.icons._drawn")
    watch("joined", "tour.page.pages.joined")
    watch("m4b", "tour.narration.episode.m4b_head")
    monkeypatch.setattr("tour.sound.begun.encode_aac", encode)
    with opening("threads", 2) as opener:
        build_here(tour, opener)

    assert {"card", "icon", "joined"} <= set(done[: done.index("m4b")])


def test_one_changed_word_draws_nothing_joins_no_script_and_gives_what_a_clean_build_does(
    tour: TourTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_here(tour)
    tour.edit("01-quay.md", "It moves.", "It stirs.")
    clean = TourTest(tmp_path / "clean")
    for path in (tour.root / "stops").iterdir():
        clean.write(path.name, path.read_bytes())
    build_here(clean)

    for name in (*DRAWN, *JOINED):
        monkeypatch.setattr(name, lambda *_, **__: pytest.fail("something is drawn or joined"))
    build_here(tour)

    assert tour.files() == clean.files()


def test_one_changed_word_is_encoded_for_the_m4b_while_its_mp3_is(
    built: TourTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = built.files()
    built.edit("01-quay.md", "It moves.", "It moves on.")
    done: list[str] = []

    def watch(name: str, where: str) -> None:
        module, _, function = where.rpartition(".")
        real = getattr(import_module(module), function)
        monkeypatch.setattr(where, lambda *given: (done.append(name), real(*given))[1])

    watch("begun", "tour.sound.begun.encode_aac_of")
    watch("encoded later", "tour.sound.begun.encode_aac")
    watch("measured", "tour.sound.mix.true_peak")
    build_here(built)

    assert "harbour.m4b" in changed(built, before)
    assert done == ["begun", "measured"]


def test_the_whole_tour_in_one_file_is_measured_once(tour: TourTest, monkeypatch: pytest.MonkeyPatch) -> None:
    measured: list[Path] = []

    def watch(parts: Iterable[bytes | Path]) -> tuple[str, int]:
        parts = tuple(parts)
        measured.extend(part for part in parts if isinstance(part, Path))
        return measure(parts)

    monkeypatch.setattr("tour.pack.decide.measure", watch)
    monkeypatch.setattr("tour.build.measure", watch)
    build_here(tour)

    assert any(path.suffix == ".mp3" for path in measured)
    assert not [path for path in measured if path.suffix == ".m4b"]


@pytest.mark.parametrize("name", DRAWN[:3])
def test_a_new_title_is_drawn(built: TourTest, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    built.edit("tour.toml", "Harbour walk", "Harbor walk")

    monkeypatch.setattr(name, lambda *_, **__: pytest.fail("it is drawn"))
    with pytest.raises(pytest.fail.Exception, match="it is drawn"):
        build_here(built)


def test_a_retitled_stop_changes_tags_and_no_sound(built: TourTest) -> None:
    before, sound = built.files(), manifest(built)["tracks"]
    built.edit("02-mill.md", "title: The Mill", "title: The Old Mill")

    said = rebuild(built)

    assert "Spoken anew: 0 sentences, mixed 0 tracks; " in said
    assert {name for name in changed(built, before) if name.endswith(".mp3")} == {
        "audio/01b-to-mill.mp3",
        "audio/01d-to-mill-2.mp3",
        "audio/01e-quiet.mp3",
        "audio/02a-mill.mp3",
    }
    assert [track["lufs"] for track in manifest(built)["tracks"]] == [track["lufs"] for track in sound]


def events(test: TourTest, *arguments: str) -> list[dict[str, Any]]:
    """Build, and return every event."""
    said = test.run("build", "--executor", "inline", "--json", *arguments).ok().stdout
    return [json.loads(line) for line in said.splitlines()]


def encoded(found: list[dict[str, Any]]) -> list[str]:
    return [event["title"] for event in found if event["event"] == "encoded"]


def test_one_word_changed_encodes_one_track_for_the_m4b(built: TourTest) -> None:
    before = built.files()
    built.edit("01-quay.md", "It moves.", "It moves on.")

    found = events(built)

    assert encoded(found) == ["1. The Quay"]
    assert found[-1]["encoded"] == 1
    assert {"harbour.m4b", "chapters.json"} <= changed(built, before)


def test_a_retitled_stop_is_joined_anew_and_encodes_nothing(built: TourTest) -> None:
    before = built.files()
    built.edit("02-mill.md", "title: The Mill", "title: The Old Mill")

    found = events(built)

    assert encoded(found) == []
    assert {"harbour.m4b", "chapters.json"} <= changed(built, before)


def test_another_drawing_of_the_map_leaves_the_m4b_alone(built: TourTest) -> None:
    before = stamps(built)
    built.edit("02-mill.md", "Look for the wheel.", "Look for the old wheel.")

    assert encoded(events(built)) == []
    assert stamps(built)["output/harbour/harbour.m4b"] == before["output/harbour/harbour.m4b"]


@pytest.mark.parametrize("name", [name for name in WRITERS if not find(name).needs_episode])
def test_what_needs_no_m4b_encodes_nothing(template: Path, tour: TourTest, name: str) -> None:
    shutil.copytree(template / ".tourpack", tour.root / ".tourpack")
    shutil.rmtree(tour.root / ".tourpack/aac")

    assert encoded(events(tour, "--only", name)) == []


def test_a_walk_s_mp3_has_its_parts(built: TourTest) -> None:
    long, way = "Stand here and listen to me. " * 25, "Walk along the water" + ", and on" * 12
    built.edit("01-quay.md", "Walk along the water", f"{long}\n\n{way}")

    rebuild(built, "--only", "audio")

    tags = ID3(built.pack / "audio/01b-to-mill.mp3")
    parts = sorted(tags.getall("CHAP"), key=lambda part: part.start_time)
    assert [part.sub_frames["TIT2"].text for part in parts] == [
        ["Before you set off"],
        ["The walk"],
    ]
    assert ID3(built.pack / "audio/01a-quay.mp3").getall("CHAP") == []


def test_a_feed_is_made_where_the_tour_has_a_home(built: TourTest) -> None:
    built.edit("tour.toml", 'language = "en"', 'language = "en"\nbase_url = "https://walks.org/a"')

    rebuild(built)
    assert {"feed.xml", "transcripts/harbour.vtt"} == built.files().keys() - PACK

    built.edit("tour.toml", '\nbase_url = "https://walks.org/a"', "")
    assert "Removed feed.xml, transcripts/harbour.vtt." in rebuild(built)


def test_a_feed_that_is_asked_for_needs_a_home(tour: TourTest) -> None:
    done = tour.run("build", "--executor", "inline", "--only", "feed")

    assert (done.code, done.stdout) == (1, "")
    assert done.stderr == (
        "error: the feed needs whole addresses, and this tour has no base_url\n"
        '  hint: write base_url = "https://…" in tour.toml: where the pack will be published\n'
    )


def test_what_is_unchanged_stays_the_same_file(built: TourTest) -> None:
    before = stamps(built)
    built.edit("01-quay.md", "It moves.", "It moves on.")

    rebuild(built)

    after = stamps(built)
    kept = {name for name in after if after[name] == before.get(name)}
    assert {f"output/harbour/audio/{name}" for name in ("00-welcome.mp3", "01b-to-mill.mp3", "02a-mill.mp3")} <= kept


def test_a_stop_that_is_gone_takes_its_files_along_but_not_the_users(built: TourTest) -> None:
    built.edit("00-welcome.md", "claims:\n  - {say: two stops, stops: 2}\n", "")
    built.write("03-lock.md", MILL.replace("Mill", "Lock").replace("51.50030", "51.50040"))
    built.edit("02-mill.md", "# Card", "# Walk\n\nGo on.\n\n# Card")
    rebuild(built)
    (built.pack / "audio/notes.txt").write_text("mine")
    assert (built.pack / "audio/03a-lock.mp3").is_file()

    built.remove("03-lock.md").edit("02-mill.md", "# Walk\n\nGo on.\n\n", "")
    done = built.run("build", "--executor", "inline").ok()

    assert sorted(built.files()) == sorted([*PACK, "audio/notes.txt"])
    assert (
        "Removed audio/02b-to-lock.mp3, audio/02c-quiet.mp3, audio/03a-lock.mp3, "
        "transcripts/02b-to-lock.vtt, transcripts/03a-lock.vtt." in done.stdout
    )
    assert "note: audio/notes.txt is not the pack's own; it is kept" in done.stderr


def test_a_paper_that_is_dropped_takes_its_card_along(built: TourTest) -> None:
    built.edit("tour.toml", 'language = "en"', 'language = "en"\npapers = ["a4"]')

    rebuild(built)

    assert sorted(built.files()) == [name for name in PACK if name != "route-card-letter.pdf"]


def test_a_file_that_somebody_deleted_comes_back(built: TourTest) -> None:
    before = built.files()
    (built.pack / "cover.jpg").unlink()

    said = rebuild(built)

    assert built.files() == before
    assert "Wrote 1 file: cover.jpg." in said


def test_one_writer_alone_writes_its_files_and_the_manifest(tour: TourTest) -> None:
    tour.run("build", "--executor", "threads", "--only", "playlist").ok()

    assert sorted(tour.files()) == ["pack.json", "tour.m3u8"]
    assert [row["path"] for row in manifest(tour)["files"]] == ["tour.m3u8"]


def test_writers_can_be_named_one_after_the_other(template: Path, tour: TourTest) -> None:
    shutil.copytree(template / ".tourpack", tour.root / ".tourpack")
    rebuild(tour, "--only", "playlist", "--only", "cover", "--only", "playlist")
    assert sorted(tour.files()) == ["cover.jpg", "pack.json", "tour.m3u8"]

    rebuild(tour, "--only", "audio")
    rebuild(tour, "--only", "card")
    rebuild(tour, *(word for name in reversed(WRITERS) for word in ("--only", name)))

    whole = TourTest(template).files()
    del whole["harbour.zip"]  # which only a whole build makes
    assert tour.files() == whole


@pytest.mark.parametrize(
    "named", [["--only", "playlist,cover"], ["--only=playlist cover"], ["--only", "cover, playlist"]]
)
def test_writers_can_be_named_all_at_once(tour: TourTest, named: list[str]) -> None:
    tour.build(*named)

    assert sorted(tour.files()) == ["cover.jpg", "pack.json", "tour.m3u8"]


def test_one_writer_alone_leaves_the_rest_and_what_is_said_of_it(built: TourTest) -> None:
    before, told = built.files(), manifest(built)
    built.edit("01-quay.md", "It moves.", "It moves and moves and moves.")

    rebuild(built, "--only", "playlist")

    assert changed(built, before) == {"tour.m3u8", "pack.json", "sw.js", "harbour.zip"}
    assert manifest(built)["tracks"] == told["tracks"]  # they tell of the files that are there
    rows, after = ({row["path"]: row for row in pack["files"]} for pack in (told, manifest(built)))
    assert {path for path in rows if rows[path] != after[path]} == {"tour.m3u8", "sw.js"}
    assert "Nothing to do" in rebuild(built, "--only", "playlist")
    assert "audio/01a-quay.mp3" in rebuild(built)


def test_a_fault_in_the_tour_leaves_the_last_pack_as_it_is(built: TourTest) -> None:
    before = stamps(built)
    built.edit("01-quay.md", "face:", "fcae:")

    done = built.run("build")

    assert (done.code, done.stdout) == (1, "")
    assert stamps(built) == before


@pytest.mark.parametrize("program", ["/nowhere/ffmpeg", __file__])
def test_without_ffmpeg_there_is_a_hint_and_the_last_pack(built: TourTest, program: str) -> None:
    before = stamps(built)
    built.edit("01-quay.md", "It moves.", "It moves on.").env["IMAGEIO_FFMPEG_EXE"] = program

    done = built.run("build", "--executor", "inline")

    assert (done.code, done.stdout) == (1, "")
    assert re.fullmatch(
        r"error: ffmpeg was not found: .*\n  hint: run `pip install imageio-ffmpeg`, or set IMAGEIO_FFMPEG_EXE .*\n",
        done.stderr,
    )
    assert stamps(built) == before


def test_an_ffmpeg_that_goes_in_the_middle_is_a_fault_too(built: TourTest) -> None:
    before = stamps(built)
    program = built.root / "ffmpeg"
    program.write_text('#!/bin/sh\ncase "$*" in *version*) echo ffmpeg version 7;; *) echo boom >&2; exit 3;; esac\n')
    program.chmod(0o755)
    built.edit("01-quay.md", "It moves.", "It moves on.").env["IMAGEIO_FFMPEG_EXE"] = str(program)

    done = built.run("build", "--executor", "processes")

    assert (done.code, done.stdout) == (1, "")
    assert "error: ffmpeg gave no sound: boom\n  hint: " in done.stderr
    assert "Traceback" not in done.stderr
    assert stamps(built) == before


def test_an_output_folder_that_cannot_be_made_is_a_fault(built: TourTest) -> None:
    (built.root / "file").write_text("a file, not a folder")

    done = built.run("build", "--out", "file/packs")

    assert (done.code, done.stdout) == (1, "")
    assert done.stderr == (
        "error: the folder file/packs cannot be made: not a directory\n  hint: --out DIR names another\n"
    )


def test_a_file_in_the_packs_place_is_a_fault_and_stays(tour: TourTest) -> None:
    tour.pack.parent.mkdir()
    tour.pack.write_text("mine")

    done = tour.run("build", "--executor", "inline")

    assert (done.code, done.stderr.splitlines()[-2:]) == (
        1,
        ["error: output/harbour is not a folder, and the pack is one of that name", "  hint: move it"],
    )
    assert tour.pack.read_text() == "mine"


def test_a_file_of_the_users_in_the_way_is_a_fault_and_stays(built: TourTest) -> None:
    shutil.rmtree(built.pack)
    built.pack.mkdir()
    (built.pack / "cover.jpg").write_text("mine")

    done = built.run("build", "--executor", "inline")

    assert (done.code, done.stderr.splitlines()[-2:]) == (
        1,
        [
            "error: output/harbour/cover.jpg is not part of the last pack, and stands in the way of the new one",
            "  hint: move it",
        ],
    )
    assert built.files() == {"cover.jpg": b"mine"}


def test_a_cache_folder_that_cannot_be_made_is_a_fault(built: TourTest) -> None:
    (built.root / "file").write_text("a file, not a folder")
    built.env["TOURPACK_CACHE"] = str(built.root / "file" / "cache")

    done = built.run("build")

    assert (done.code, done.stdout) == (1, "")
    assert re.fullmatch(
        r"error: the cache .*file/cache cannot be written: not a directory\n  hint: .*TOURPACK_CACHE=DIR.*\n",
        done.stderr,
    )


def test_a_lock_that_cannot_be_taken_is_a_fault(built: TourTest) -> None:
    lock = built.root / ".tourpack/locks/harbour.lock"
    lock.unlink(missing_ok=True)
    lock.mkdir()

    done = built.run("build")

    assert (done.code, done.stdout) == (1, "")
    assert re.fullmatch(r"error: the cache .*harbour.lock cannot be written: is a directory\n  hint: .*\n", done.stderr)


def test_cache_and_output_can_be_elsewhere(template: Path, tour: TourTest, tmp_path: Path) -> None:
    cache, out = tmp_path / "elsewhere/cache", tmp_path / "elsewhere/packs"
    shutil.copytree(template / ".tourpack", cache)
    tour.env["TOURPACK_CACHE"] = str(cache)

    said = rebuild(tour, "--out", str(out))

    assert "mixed 0 tracks" in said
    assert (out / "harbour/pack.json").is_file()
    assert sorted(path.name for path in tour.root.iterdir()) == ["elsewhere", "stops"]


def test_a_cache_that_is_deleted_is_made_again_and_the_pack_stays(built: TourTest) -> None:
    before = stamps(built)
    shutil.rmtree(built.root / ".tourpack")

    said = rebuild(built)

    assert said.startswith("Nothing to do: ")
    assert stamps(built) == before


def test_a_pack_that_is_a_link_stays_one(built: TourTest, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    built.pack.rename(elsewhere)
    built.pack.symlink_to(elsewhere)
    built.edit("01-quay.md", "It moves.", "It moves on.")

    rebuild(built)

    assert built.pack.is_symlink()
    assert sorted(built.files()) == PACK
    assert "Nothing to do" in rebuild(built)


@pytest.mark.parametrize("swapped", [True, False])
def test_what_a_crash_left_behind_is_cleared_up(built: TourTest, swapped: bool) -> None:
    before = built.files()
    digest = hashlib.sha256((built.pack / "pack.json").read_bytes()).hexdigest()
    note = {"stage": ".harbour.new", "manifest": digest, "old": [".harbour.old"]}
    built.pack.with_name(".harbour.swap").write_text(json.dumps(note))
    shutil.copytree(built.pack, built.pack.with_name(".harbour.old"))
    if swapped:
        built.pack.rename(built.pack.with_name(".harbour.new"))
    else:
        built.pack.with_name(".harbour.new").mkdir()

    rebuild(built)

    assert built.files() == before
    assert sorted(path.name for path in built.pack.parent.iterdir()) == [".harbour.lock", "harbour"]


def test_a_pack_that_is_named_from_inside_is_finished_too(built: TourTest) -> None:
    digest = hashlib.sha256((built.pack / "pack.json").read_bytes()).hexdigest()
    note = {"stage": ".harbour.new", "manifest": digest, "old": [".harbour.old"], "filling": True}
    built.pack.with_name(".harbour.swap").write_text(json.dumps(note))
    shutil.copytree(built.pack, built.pack.with_name(".harbour.new"))
    (built.pack / "tour.m3u8").unlink()

    done = warm.run(("verify", "."), built.pack, built.env, LONG)

    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in built.pack.parent.iterdir()) == [".harbour.lock", "harbour"]


def test_a_build_waits_for_another_of_the_same_tour(built: TourTest) -> None:
    command = [sys.executable, "-m", "tour", "build", "--executor", "inline"]
    with FileLock(built.root / ".tourpack/locks/harbour.lock"):
        waiting = subprocess.Popen(
            command, cwd=built.root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ
        )
        assert waiting.stderr is not None
        assert waiting.stderr.readline() == "note: another build of this tour is running; waiting for it\n"
        assert waiting.poll() is None

    said, _ = waiting.communicate(timeout=LONG)

    assert waiting.returncode == 0
    assert said.startswith("Nothing to do: ")


def test_two_builds_at_once_speak_each_sentence_once(tour: TourTest) -> None:
    command = [sys.executable, "-m", "tour", "build", "--executor", "inline", "--json"]
    both = [subprocess.Popen(command, cwd=tour.root, stdout=subprocess.PIPE, text=True) for _ in range(2)]

    said = [build.communicate(timeout=4 * LONG)[0] for build in both]

    assert [build.returncode for build in both] == [0, 0]
    events = [json.loads(line)["event"] for lines in said for line in lines.splitlines()]
    assert (events.count("spoken"), events.count("mixed"), events.count("done")) == (11, 7, 2)
    assert sorted(tour.files()) == PACK
