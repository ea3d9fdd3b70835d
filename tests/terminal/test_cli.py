"""The command line: exit codes, what it prints, and what it prints for programs."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from typing import Any

import pytest

from conftest import ROOT, TourTest
from tour.plugins import ENGINES, WRITERS, found


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.parametrize(
    "arguments",
    [
        ["bild"],
        ["build", "--jobs", "many"],
        ["build", "--jobs", "-1"],
        ["build", "--jobs", f"1{'0' * 20}"],
        ["build", "--jobs", "1001", "--executor", "tcp://scheduler:8786"],
        ["build", "--frob"],
        ["check", "a", "b"],
        ["new"],
    ],
)
def test_a_wrong_command_line_exits_2_and_says_what_is_wrong(tour: TourTest, arguments: list[str]) -> None:
    done = tour.run(*arguments)

    assert (done.code, done.stdout) == (2, "")
    assert done.stderr.startswith("Usage: ")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "wanted", ["²", "٢", "9" * 5000, "-", "1.0", "0x1", " 1", "\udcff"], ids=lambda name: ascii(name[:9])
)
def test_a_number_that_no_stop_has_is_told_whatever_it_is_written_with(tour: TourTest, wanted: str) -> None:
    done = tour.run("show", "--", wanted)

    assert (done.code, done.stdout) == (1, "")
    assert done.stderr.startswith("error: there is no stop ")


def test_a_stop_s_number_may_have_noughts_before_it(tour: TourTest) -> None:
    tour.env["COLUMNS"] = "200"

    assert "The Quay" in tour.run("show", "01").ok().stdout
    assert "Welcome" in tour.run("show", "00").ok().stdout


def test_without_a_command_it_says_which_there_are(tour: TourTest) -> None:
    done = tour.run()

    assert done.code == 2
    for command in ("build", "check", "show", "voices", "new"):
        assert f" {command} " in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        (["build", "--engine", "tonne"], "error: there is no engine 'tonne'\n  hint: did you mean 'tone'?"),
        (["check", "--engine", "tonne"], "error: there is no engine 'tonne'\n  hint: did you mean 'tone'?"),
        (["build", "--voice", "bepp"], "error: the tone engine has no voice 'bepp'\n  hint: its only voice is 'beep'"),
        (["build", "--executor", "thread"], "error: there is no executor 'thread'\n  hint: did you mean 'threads'?"),
        (["build", "--only", "playlists"], "error: there is no writer 'playlists'\n  hint: did you mean 'playlist'?"),
        (["show", "qay"], "error: there is no stop 'qay'\n  hint: did you mean 'quay'?"),
        (
            ["build", "stops/nowhere"],
            "error: there is no tour in stops/nowhere: it has no folder stops/\n"
            "  hint: name the folder that holds stops/, or start a tour with: tourpack new DIR",
        ),
    ],
)
def test_what_is_not_known_is_a_fault_with_a_hint(tour: TourTest, arguments: list[str], fault: str) -> None:
    done = tour.run(*arguments)

    assert (done.code, done.stdout, done.stderr) == (1, "", f"{fault}\n")
    assert not (tour.root / "output").exists()


def test_a_fault_exits_1_and_shows_its_line(tour: TourTest) -> None:
    tour.edit("01-quay.md", "[pause 2s]", "[puase 2s]")

    done = tour.run("build")

    assert (done.code, done.stdout) == (1, "")
    assert done.stderr.startswith("stops/01-quay.md:12:43: error: ")
    assert "\n                                            ^" in done.stderr


def test_faults_are_json_lines_on_request(tour: TourTest) -> None:
    tour.edit("01-quay.md", "[pause 2s]", "[puase 2s]")

    done = tour.run("build", "--json")

    [fault] = lines(done.stdout)
    assert (done.code, done.stderr) == (1, "")
    assert (fault["event"], fault["severity"]) == ("diagnostic", "error")
    assert {key: fault["span"][key] for key in ("path", "line", "column")} == {
        "path": "stops/01-quay.md",
        "line": 12,
        "column": 43,
    }


def test_a_build_tells_programs_all_it_does(tour: TourTest) -> None:
    done = tour.run("build", "--json", "--executor", "inline", "--only", "playlist").ok()

    events = lines(done.stdout)
    kinds = [event["event"] for event in events]
    assert done.stderr == ""
    assert kinds[0] == "planned"
    assert {key: events[0][key] for key in ("clips", "cached", "tracks")} == {"clips": 11, "cached": 0, "tracks": 7}
    assert sorted(set(kinds)) == ["done", "mixed", "planned", "spoken", "wrote"]
    assert (kinds.count("spoken"), kinds.count("mixed")) == (11, 7)
    assert [event["path"] for event in events if event["event"] == "wrote"] == ["tour.m3u8", "pack.json"]
    last = events[-1]
    assert {key: last[key] for key in ("event", "path", "tracks", "spoken", "mixed", "written", "removed")} == {
        "event": "done",
        "path": "output/harbour",
        "tracks": 7,
        "spoken": 11,
        "mixed": 7,
        "written": ["tour.m3u8", "pack.json"],
        "removed": [],
    }
    assert last["kilometres"] == pytest.approx(0.17, abs=0.01)


def test_a_build_that_joins_the_tour_tells_of_each_sound_and_encodes_equal_silences_once(tour: TourTest) -> None:
    joined = ("build", "--executor", "inline", "--only", "m4b")

    said = tour.run(*joined).ok().stderr.splitlines()
    found = lines(tour.run(*joined, "--json").ok().stdout)

    told = [line for line in said if line.startswith("encoded ")]
    assert [re.sub(": .*", "", line) for line in told] == [
        f"encoded {number} of 6 for the M4B" for number in range(1, 7)
    ]
    assert found[-1]["encoded"] == 0


def test_help_names_every_writer(tour: TourTest) -> None:
    said = " ".join(tour.run("build", "--help").ok().stdout.replace("│", " ").split())

    assert f"Known: {', '.join(found(WRITERS))}." in said


def test_in_a_pipe_progress_is_plain_lines(tour: TourTest) -> None:
    done = tour.run("build", "--executor", "inline", "--only", "playlist").ok()

    said = done.stderr.splitlines()
    assert said[0] == "speaking 11 sentences, mixing 7 tracks"
    assert sorted(said[1:]) == sorted(
        [
            "spoken 11 of 11",
            *(line for line in said if re.fullmatch(r"mixed [1-7] of 7: .+ \(\d:\d\d\)", line)),
        ]
    )
    assert len(said) == 9
    assert "\x1b" not in done.stdout + done.stderr


def test_check_says_that_there_is_nothing_to_say(tour: TourTest) -> None:
    done = tour.run("check").ok()

    assert done.stdout == "Harbour walk: 2 stops, 0.17 km, about 3 min; no fault found.\n"
    assert not (tour.root / "output").exists()


def test_check_tells_what_each_sentence_rests_on(tour: TourTest) -> None:
    tour.edit("01-quay.md", "Turn left.", "It burned in 1849. Turn left.")

    done = tour.run("check", "--facts", "--strict")

    assert done.code == 1
    assert "  ! none                 It burned in 1849.\n" in done.stdout
    assert "warning[source]: this has a year, and no source" in done.stderr
    assert tour.run("check", "--strict").ok()


def test_the_stops_folder_itself_means_its_parent(tour: TourTest) -> None:
    assert tour.run("check", "stops").ok().stdout == tour.run("check").ok().stdout


def test_show_lists_stops_and_legs(tour: TourTest) -> None:
    assert (
        tour.run("show").ok().stdout
        == """\
  1  The Quay  (quay)
       172 m, 3 min, across Mill Lane
  2  The Mill  (mill)
"""
    )


@pytest.mark.parametrize("name", ["1", "01", "quay"])
def test_show_prints_what_an_eye_reads(tour: TourTest, name: str) -> None:
    done = tour.run("show", name).ok()

    assert "    This is the quay.\n    Look at the water.\n    [2 s]\n    It moves.\n    Turn left.\n" in done.stdout
    assert (
        "    Walk along the water.\n    I will be back when you are across Mill Lane.\n    [sound quiet]\n\n"
        "01c-quiet.mp3  1. When across Mill Lane, press next  (0 words, about 185 s)\n    [185 s]\n" in done.stdout
    )
    assert done.stdout.endswith("    [160 s]\n\n    card: Built in 1801.\n")


def test_show_prints_what_a_voice_says(tour: TourTest) -> None:
    tour.edit("01-quay.md", "It moves.", "It is at 12 Mill Ave. since 1801.")

    written, spoken = tour.run("show", "1").ok().stdout, tour.run("show", "1", "--spoken").ok().stdout

    assert "    It is at 12 Mill Ave. since 1801.\n" in written
    assert "    It is at twelve Mill Avenue since eighteen oh one.\n" in spoken
    assert "card:" not in spoken


def test_show_prints_what_is_said_below_what_is_written_where_they_differ(tour: TourTest) -> None:
    tour.edit("01-quay.md", "It moves.", "It is from 1801. It moves.")

    shown = tour.run("show", "1", "--spoken", "--diff").ok().stdout

    assert "    It is from 1801.\n      → It is from eighteen oh one.\n    It moves.\n" in shown


def test_show_tells_programs_the_same(tour: TourTest) -> None:
    stops = lines(tour.run("show", "--json").ok().stdout)
    tracks = lines(tour.run("show", "1", "--json").ok().stdout)

    assert [(stop["event"], stop["number"], stop["slug"]) for stop in stops] == [
        ("stop", 1, "quay"),
        ("stop", 2, "mill"),
    ]
    assert [(track["path"], track["words"]) for track in tracks] == [
        ("audio/01a-quay.mp3", 12),
        ("audio/01b-to-mill.mp3", 14),
        ("audio/01c-quiet.mp3", 0),
        ("audio/01d-to-mill-2.mp3", 15),
        ("audio/01e-quiet.mp3", 0),
    ]
    assert tracks[0]["sentences"] == ["This is the quay.", "Look at the water.", "It moves.", "Turn left."]


def test_show_shows_a_stop_whatever_is_wrong_elsewhere_and_tells_it_below(tour: TourTest) -> None:
    tour.edit("01-quay.md", "[cross Mill Lane cut] ", "[cross Mill Street] ")

    shown = tour.run("show", "1", "--spoken")

    assert shown.code == 1
    assert "This is the quay." in shown.stdout
    assert "01-quay.md:18:" in shown.stderr
    assert tour.run("show").stdout.count("The Mill") > 0


def test_show_says_why_a_stop_is_not_there_to_be_shown(tour: TourTest) -> None:
    tour.edit("02-mill.md", "title: The Mill\n", "")

    shown = tour.run("show", "mill")

    assert (shown.code, shown.stdout) == (1, "")
    assert "title" in shown.stderr
    assert "there is no stop" not in shown.stderr


def test_show_can_look_at_a_tour_elsewhere(tour: TourTest) -> None:
    elsewhere = TourTest(tour.root / "stops")

    assert elsewhere.run("show", "--project", "..").ok().stdout == tour.run("show").ok().stdout


def test_voices_lists_every_engines_own(tour: TourTest) -> None:
    plain = [line.split() for line in tour.run("voices").ok().stdout.splitlines()]
    told = lines(tour.run("voices", "--json").ok().stdout)

    assert ["tone", "beep", "en", "MIT", "offline", "default"] in plain
    assert ["hibari", "heart", "en-US", "Apache-2.0", "offline", "default"] in plain
    assert {voice["engine"] for voice in told} == set(found(ENGINES))
    assert len(told) == len(plain)


def test_the_version_names_the_plug_ins(tour: TourTest) -> None:
    said = tour.run("--version").ok().stdout

    assert said.startswith("tourpack 0.")
    assert f"engines: {', '.join(found(ENGINES))}\n" in said
    assert f"writers: {', '.join(found(WRITERS))}\n" in said


def test_new_starts_a_tour_that_builds(tour: TourTest) -> None:
    started = tour.run("new", "demo").ok()
    assert started.stdout.splitlines()[-1] == "Next: tourpack build demo"

    done = tour.run("build", "demo", "--engine", "tone", "--executor", "inline").ok()

    [pack] = [path for path in (tour.root / "demo/output").iterdir() if path.is_dir()]  # beside its lock
    assert done.stdout.startswith(f"demo/output/{pack.name}: ")
    assert len(list((pack / "audio").glob("*.mp3"))) == 5


def test_new_touches_nothing_that_is_there(tour: TourTest) -> None:
    done = tour.run("new", ".")

    assert (done.code, done.stdout) == (1, "")
    assert done.stderr == (
        "error: stops/00-welcome.md is there already\n  hint: name a new folder; nothing was written\n"
    )


@pytest.mark.parametrize("reader", ["head -1", "true"])
@pytest.mark.parametrize("arguments", [f"show --spoken --project '{ROOT}'", "voices --json", "--version"])
def test_a_reader_that_leaves_gets_no_traceback(tour: TourTest, arguments: str, reader: str) -> None:
    buffered = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}

    done = subprocess.run(
        ["sh", "-c", f'"$0" -m tour {arguments} | {reader}', sys.executable],
        cwd=tour.root,
        capture_output=True,
        text=True,
        env=buffered,
        check=False,
    )

    assert "Traceback" not in done.stderr
    assert "error" not in done.stderr
    assert done.stdout.count("\n") == (1 if reader == "head -1" else 0)


def test_the_door_is_the_same_command(tour: TourTest) -> None:
    door = subprocess.run(
        [sys.executable, str(ROOT / "cli.py"), "check"], cwd=tour.root, capture_output=True, text=True, check=False
    )

    assert (door.returncode, door.stdout) == (0, tour.run("check").stdout)


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["build", "--help"]])
def test_help_imports_nothing_heavy(tour: TourTest, arguments: list[str]) -> None:
    script = (
        "import sys; from tour.__main__ import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'numpy', 'scipy', 'reportlab', 'gtts', 'pydub', 'lxml', 'onnxruntime', 'PIL', 'mutagen', 'hibari'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )

    done = subprocess.run(
        [sys.executable, "-c", script, *arguments], cwd=tour.root, capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stderr) == (0, "[]\n")
