"""Captions that say another thing than the track, or at another time, are found."""

from __future__ import annotations

from pathlib import Path

import pytest

from tour.verify import Fault, captions
from tour.verify.captions import Cue, read
from tour.verify.manifest import read as read_manifest
from verify.conftest import edit

QUAY = "transcripts/01a-quay.vtt"
HEAD = "WEBVTT\n\n"


def faults(pack: Path, lyrics: str = "", seconds: float = 60.0, whole: float | None = None) -> list[Fault]:
    manifest = read_manifest(pack)
    lengths = {track.path: seconds for track in manifest.tracks}
    return list(captions.faults(pack, manifest, lengths, {"audio/01a-quay.mp3": lyrics}, whole))


def test_those_of_a_finished_pack_are_good(pack: Path) -> None:
    words = "This is the quay. Look at the water. It moves.\n\nTurn left."

    assert faults(pack, words, whole=240.0) == []


def test_other_words_than_the_track_s_are_found(pack: Path) -> None:
    assert Fault(QUAY, "does not have the words of the track's own lyrics") in faults(pack, "This is the key.")


def test_what_nobody_sees_is_no_other_word(pack: Path) -> None:
    words = "This is the \u202equay.\u2028Look at the water. It moves.\n\nTurn\u2066 left."

    assert faults(pack, words, whole=240.0) == []


def test_a_cue_after_the_end_of_the_sound_is_found(pack: Path) -> None:
    assert any(f.path == QUAY and "the sound ends at 3.00" in f.message for f in faults(pack, seconds=3.0))


def test_those_of_an_m4b_that_cannot_be_read_are_still_its_own(pack: Path) -> None:
    assert [fault for fault in faults(pack, whole=None) if fault.path == "transcripts/harbour.vtt"] == []


def test_of_many_captions_no_more_are_read_than_a_tour_has(pack: Path) -> None:
    for name in ("01a-quay", "02a-mill"):
        (pack / f"transcripts/{name}.vtt").write_text(HEAD + "NOTE\n\n" * 90_000, "utf-8")

    found = {fault.path: fault.message for fault in faults(pack, whole=240.0)}

    assert found[QUAY] == "has no cue"
    assert "more than 300,000 lines or 20 MB" in found["transcripts/02a-mill.vtt"]


def test_a_track_without_captions_is_found(pack: Path) -> None:
    edit(pack / "pack.json", QUAY, "transcripts/other.vtt")
    (pack / QUAY).rename(pack / "transcripts/other.vtt")

    assert faults(pack, whole=240.0) == [
        Fault("", f"there are no captions of audio/01a-quay.mp3: {QUAY} is missing"),
        Fault("transcripts/other.vtt", "is the captions of no track"),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "does not begin with WEBVTT"),
        ("webvtt\n\n", "does not begin with WEBVTT"),
        (HEAD, "has no cue"),
        (f"{HEAD}NOTE 00:00 --> never\n", "has times that no player reads"),
        (f"{HEAD}00:01.000 -> 00:02.000\nHello.\n", "has a block without times: '00:01.000 -> 00:02.000'"),
        (f"{HEAD}00:01,000 --> 00:02,000\nHello.\n", "has times that no player reads: '00:01,000 --> 00:02,000'"),
        (f"{HEAD}00:02.000 --> 00:01.000\nHello.\n", "its cue 1 ends at 1 s, and starts at 2"),
        (f"{HEAD}00:01.000 --> 00:02.000\n\n", "its cue 1 says nothing"),
        (
            f"{HEAD}00:01.000 --> 00:03.000\nOne.\n\n00:02.000 --> 00:04.000\nTwo.\n",
            "its cue 2 starts at 2 s, before the one ahead of it ends",
        ),
    ],
)
def test_captions_that_no_player_can_show_are_found(pack: Path, text: str, message: str) -> None:
    (pack / QUAY).write_text(text, "utf-8")

    assert any(fault.path == QUAY and message in fault.message for fault in faults(pack)), faults(pack)


def test_captions_that_are_no_text_are_found(pack: Path) -> None:
    (pack / QUAY).write_bytes(b"WEBVTT\n\n\xff")

    assert Fault(QUAY, "is not UTF-8") in faults(pack)


def test_a_pack_may_have_none(pack: Path) -> None:
    edit(pack / "pack.json", "transcripts", "elsewhere")
    for path in (pack / "transcripts").iterdir():
        edit(pack / "pack.json", "transcripts/", "elsewhere/") if path.name != "00-welcome.vtt" else None

    assert faults(pack) == []


def test_a_cue_is_read_without_its_markup() -> None:
    text = (
        "\ufeffWEBVTT Kind: captions\r\n\r\nNOTE about\r\nthis\r\n\r\nSTYLE\r\n::cue {}\r\n\r\n1\r\n"
        "01:00:01.500 --> 01:00:02.000 line:0\r\n<v Ann>Fish &amp; <b>chips</b>\r\nhere\r\n\r\n"
    )

    assert read(text.encode()) == (Cue(3601.5, 3602.0, "Fish & chips\nhere"),)
