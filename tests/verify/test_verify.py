"""A finished pack is good; every damage is found, also where pack.json was made to fit it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import mutagen.id3
import numpy as np
import pytest

from conftest import TourTest
from tour.diagnostics import TourError
from tour.executors import open_executor
from tour.pack.find_pack import find
from tour.sound.codec import decode_pcm, encode_mp3
from tour.verify import Fault, id3, verify
from tour.verify.files import FLOOR
from tour.verify.sound import listen
from verify.conftest import CARD, Packed, edit

Damage = Callable[[Packed], None]


def flipped_byte(packed: Packed) -> None:
    data = bytearray(packed.track("01a-quay").read_bytes())
    data[-5000] ^= 0x10
    packed.track("01a-quay").write_bytes(data)


def deleted_track(packed: Packed) -> None:
    packed.track("01a-quay").unlink()


def deleted_track_with_all_that_pack_json_says_of_it(packed: Packed) -> None:
    packed.track("01a-quay").unlink()
    manifest = packed.manifest
    tracks = [track for track in manifest["tracks"] if track["path"] != "audio/01a-quay.mp3"]
    numbered = [{**track, "number": number} for number, track in enumerate(tracks, 1)]
    packed.say({**manifest, "tracks": numbered})


def deleted_card(packed: Packed) -> None:
    (packed.path / CARD).unlink()


def deleted_playlist(packed: Packed) -> None:
    (packed.path / "tour.m3u8").unlink()


def swapped_tracks(packed: Packed) -> None:
    one, other = packed.track("01a-quay"), packed.track("02a-mill")
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)


def swapped_sounds_under_their_tags(packed: Packed) -> None:
    one, other = packed.track("01a-quay"), packed.track("02a-mill")
    first, second = split(one), split(other)
    one.write_bytes(first[0] + second[1])
    other.write_bytes(second[0] + first[1])


def hot_track(packed: Packed) -> None:
    change_sound(packed.track("01a-quay"), lambda sound: sound * 10 ** (3 / 20))


def truncated_track(packed: Packed) -> None:
    path = packed.track("01b-to-mill")
    path.write_bytes(path.read_bytes()[: -path.stat().st_size // 3])


def truncated_and_encoded_anew(packed: Packed) -> None:
    change_sound(packed.track("01b-to-mill"), lambda sound: sound[: len(sound) // 2])


def words_silenced(packed: Packed) -> None:
    """Half of the words are gone, and the length is as it was."""

    def mute(sound: np.ndarray) -> np.ndarray:
        muted = sound.copy()
        muted[round(0.9 * 44_100) : -round(1.7 * 44_100)] = 0
        return muted

    change_sound(packed.track("02a-mill"), mute)


def pause_filled(packed: Packed) -> None:
    """The two seconds that the script asks for are heard as a hum."""

    def hum(sound: np.ndarray) -> np.ndarray:
        [(start, seconds)] = next(t["pauses"] for t in packed.manifest["tracks"] if t["path"] == "audio/01a-quay.mp3")
        filled = sound.copy()
        at = np.arange(round(start * 44_100), round((start + seconds) * 44_100))
        filled[at] = 0.05 * np.sin(at / 30)
        return filled

    change_sound(packed.track("01a-quay"), hum)


def wrong_trck(packed: Packed) -> None:
    retag(packed.track("01a-quay"), "2/7", "3/7")


def wrong_title(packed: Packed) -> None:
    retag(packed.track("02a-mill"), "2. The Mill", "3. The Mill")


def title_of_another_stop_in_tag_playlist_and_pack_json(packed: Packed) -> None:
    retag(packed.track("02a-mill"), "2. The Mill", "2. The Quay")
    for name in ("tour.m3u8", "pack.json"):
        path = packed.path / name
        path.write_text(path.read_text("utf-8").replace("2. The Mill", "2. The Quay"), "utf-8")


def wrong_length_in_the_tag(packed: Packed) -> None:
    seconds = next(t["seconds"] for t in packed.manifest["tracks"] if t["path"] == "audio/02a-mill.mp3")
    milliseconds = str(round(seconds * 1000))
    retag(packed.track("02a-mill"), milliseconds, str(int(milliseconds) + 400)[: len(milliseconds)])


def lyrics_of_a_much_longer_track(packed: Packed) -> None:
    change_tag(packed.track("02a-mill"), lambda tags: setattr(tags.getall("USLT")[0], "text", "word " * 200))


def stale_card(packed: Packed) -> None:
    shutil.copy(packed.older / CARD, packed.path / CARD)


def playlist_that_names_a_missing_file(packed: Packed) -> None:
    edit_playlist(packed, "audio/02a-mill.mp3", "audio/02a-windmill.mp3")


def playlist_in_another_order(packed: Packed) -> None:
    path = packed.path / "tour.m3u8"
    head, entries = (lines := path.read_text("utf-8").splitlines())[:3], lines[3:]
    path.write_text("\n".join([*head, *entries[2:4], *entries[:2], *entries[4:]]) + "\n", "utf-8")


def playlist_with_another_title(packed: Packed) -> None:
    edit_playlist(packed, "1. The Quay", "1. The Key")


def playlist_that_leads_out_of_the_pack(packed: Packed) -> None:
    edit_playlist(packed, "audio/02a-mill.mp3", "../harbour/audio/02a-mill.mp3")


def part_that_starts_late(packed: Packed) -> None:
    change_tag(packed.track("01b-to-mill"), lambda tags: setattr(tags.getall("CHAP:part2")[0], "start_time", 9_000))


def part_without_a_title(packed: Packed) -> None:
    change_tag(packed.track("01b-to-mill"), lambda tags: tags.getall("CHAP:part2")[0].sub_frames.clear())


def part_that_ends_before_the_track(packed: Packed) -> None:
    change_tag(packed.track("01b-to-mill"), lambda tags: setattr(tags.getall("CHAP:part2")[0], "end_time", 60_000))


def silence_cut_short(packed: Packed) -> None:
    path = packed.track("01c-quiet")
    path.write_bytes(path.read_bytes()[:-2400])


def silence_taken_out(packed: Packed) -> None:
    manifest = packed.manifest
    manifest["tracks"] = [track for track in manifest["tracks"] if track["path"] != "audio/01c-quiet.mp3"]
    packed.say(manifest)


def road_moved_nearer(packed: Packed) -> None:
    manifest = packed.manifest
    far = manifest["legs"][0]["kerbs"][0]["far_metres"]
    kerb = {"street": "Weir Lane", "near_metres": far + 6, "far_metres": far + 12, "error_metres": 5.0}
    manifest["legs"][0]["kerbs"].append(kerb)
    packed.say(manifest)


def parts_listed_backwards(packed: Packed) -> None:
    change_tag(packed.track("01b-to-mill"), lambda tags: tags.getall("CTOC")[0].child_element_ids.reverse())


def page_that_asks_another_host(packed: Packed) -> None:
    edit(packed.path / "index.html", "player/player.js", "https://a.example/player.js")


def page_without_a_track(packed: Packed) -> None:
    edit(packed.path / "transcript.html", MILL, QUAY)


def worker_of_another_pack(packed: Packed) -> None:
    edit(packed.path / "sw.js", packed.manifest["digest"], "0" * 64)


def captions_of_another_track(packed: Packed) -> None:
    shutil.copy(packed.path / "transcripts/02a-mill.vtt", packed.path / "transcripts/01a-quay.vtt")


def waypoint_elsewhere(packed: Packed) -> None:
    edit(packed.path / "tour.gpx", '<wpt lat="51.5"', '<wpt lat="51.6"')


def chapter_that_starts_late(packed: Packed) -> None:
    edit(packed.path / "chapters.json", '"startTime": 0.0', '"startTime": 0.5')


def episode_of_another_tour(packed: Packed) -> None:
    (packed.path / "harbour.m4b").write_bytes(b"\0\0\0\x1cftypM4B ")


QUAY = "audio/01a-quay.mp3"
WALK = "audio/01b-to-mill.mp3"
QUIET = "audio/01c-quiet.mp3"
ON = "audio/01d-to-mill-2.mp3"
LAST = "audio/01e-quiet.mp3"
MILL = "audio/02a-mill.mp3"

FOUND: list[tuple[Damage, str, str]] = [
    (deleted_track, QUAY, "is missing"),
    (deleted_track_with_all_that_pack_json_says_of_it, "", "no file is track 2"),
    (deleted_card, CARD, "is missing"),
    (deleted_playlist, "tour.m3u8", "is missing"),
    (swapped_tracks, QUAY, "its tag's TRCK is '7/7'; by its name it is 2 of 7"),
    (swapped_tracks, MILL, "is number 2 by its name; its title '1. The Quay' has number 1"),
    (swapped_sounds_under_their_tags, QUAY, "its tag's TLEN is"),
    (hot_track, QUAY, "LUFS; it must be -16 ± 0.5"),
    (hot_track, "", "LU apart; 1 is the most"),
    (truncated_track, WALK, "its LAME header says"),
    (truncated_track, WALK, "pack.json says"),
    (truncated_and_encoded_anew, WALK, "s of silence; it must be 1 to 2"),
    (truncated_and_encoded_anew, WALK, "its tag's TLEN is"),
    (words_silenced, MILL, "words a minute"),
    (pause_filled, QUAY, "has no pause of 2 s at 0:0"),
    (wrong_trck, QUAY, "its tag's TRCK is '3/7'; by its name it is 2 of 7"),
    (wrong_title, MILL, "is number 2 by its name; its title '3. The Mill' has number 3"),
    (title_of_another_stop_in_tag_playlist_and_pack_json, MILL, "stop 2 is 'mill', 'The Mill'"),
    (wrong_length_in_the_tag, MILL, "its tag's TLEN is"),
    (lyrics_of_a_much_longer_track, MILL, "words a minute; 70 to 700 are plausible"),
    (stale_card, CARD, "is stale"),
    (playlist_that_names_a_missing_file, "tour.m3u8", "names 'audio/02a-windmill.mp3', which is not there"),
    (playlist_in_another_order, "tour.m3u8", "not name the tracks in the order"),
    (playlist_with_another_title, "tour.m3u8", "calls audio/01a-quay.mp3 '1. The Key'"),
    (playlist_that_leads_out_of_the_pack, "tour.m3u8", "names '../harbour/audio/02a-mill.mp3'"),
    (part_that_starts_late, WALK, "its part 2 lasts from 9.00 to"),
    (part_without_a_title, WALK, "its part 2 has no title"),
    (part_that_ends_before_the_track, WALK, "its last part ends at 60.00 s"),
    (silence_cut_short, QUIET, "is not a silence of"),
    (silence_taken_out, WALK, "has no silence behind it: music apps would run on"),
    (road_moved_nearer, ON, "s on the way to 'Weir Lane', which is"),
    (parts_listed_backwards, WALK, "its tag's CTOC does not list its parts in the order in which they are heard"),
    (page_that_asks_another_host, "index.html", "loads 'https://a.example/player.js' from elsewhere"),
    (page_without_a_track, "transcript.html", f"does not name {MILL}"),
    (worker_of_another_pack, "sw.js", "is stamped with another state of the pack"),
    (captions_of_another_track, "transcripts/01a-quay.vtt", "does not have the words of the track's own lyrics"),
    (waypoint_elsewhere, "tour.gpx", "has stop 1 11120 m from where pack.json has it"),
    (chapter_that_starts_late, "chapters.json", "its first chapter starts at 0.50 s"),
    (episode_of_another_tour, "harbour.m4b", "cannot be read as an MP4"),
]


def test_a_track_whose_tag_cannot_be_read_is_there(packed: Packed) -> None:
    mill = packed.path / MILL
    mill.write_bytes(mill.read_bytes().replace(b"ID3", b"IDX", 1))

    found = verify(packed.path).faults

    assert Fault(MILL, "it has no ID3 tag") in found
    assert not [fault for fault in found if "the tags count" in fault.message or "TRCK" in fault.message]


def test_a_finished_pack_is_good(finished: Packed) -> None:
    report = verify(finished.path)

    assert report.faults == ()
    assert [track.path for track in report.tracks] == ["audio/00-welcome.mp3", QUAY, WALK, QUIET, ON, LAST, MILL]
    loud = {track.path: track.lufs for track in report.tracks}
    assert [path for path, lufs in loud.items() if lufs is None] == [QUIET, LAST]
    assert all(abs(lufs + 16) <= 0.5 for lufs in loud.values() if lufs is not None)


def test_a_pack_of_fewer_files_is_judged_by_those_it_has(tour: TourTest) -> None:
    tour.run("build", "--executor", "inline", *(f"--only={name}" for name in FLOOR)).ok()

    assert verify(tour.pack).faults == ()
    assert {path.suffix for path in tour.pack.rglob("*.*")} == {".mp3", ".m3u8", ".pdf", ".jpg", ".json"}


HEARD = cache(listen)
"""Decodes and measures each sound once: a damage leaves most of them as they are."""


@pytest.mark.parametrize("fits", [False, True], ids=["raw", "fitted"])
@pytest.mark.parametrize(("damage", "path", "message"), FOUND, ids=lambda value: getattr(value, "__name__", ""))
def test_damage_is_found(
    packed: Packed, damage: Damage, path: str, message: str, fits: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tour.verify.listen", HEARD)
    damage(packed)
    if fits:
        packed.fit()

    faults = verify(packed.path).faults

    assert said(faults, path, message), faults
    assert not (fits and said(faults, path, "SHA-256")), "pack.json was not made to fit"


def test_a_deleted_cover_is_found(packed: Packed) -> None:
    (packed.path / "cover.jpg").unlink()

    assert said(verify(packed.path).faults, "cover.jpg", "is missing")

    packed.fit()

    assert said(verify(packed.path).faults, "", "no file of the writer 'cover'")


def test_a_flipped_byte_is_found(packed: Packed) -> None:
    flipped_byte(packed)

    assert said(verify(packed.path).faults, QUAY, "SHA-256")


def test_a_pack_fitted_without_damage_stays_good(packed: Packed) -> None:
    packed.fit()

    assert verify(packed.path).faults == ()


def test_a_file_that_no_pack_has_is_extra(packed: Packed) -> None:
    (packed.path / "audio" / "notes.txt").write_text("mine", "utf-8")
    (packed.path / "audio" / ".DS_Store").write_text("the file manager's", "utf-8")

    assert [fault.path for fault in verify(packed.path).faults] == ["audio/notes.txt"]


def test_a_digest_of_other_files_is_found(packed: Packed) -> None:
    (packed.path / "pack.json").write_text(json.dumps({**packed.manifest, "digest": "0" * 64}), "utf-8")

    assert Fault("pack.json", "its digest is not that of the files it lists") in verify(packed.path).faults


def test_a_silence_that_pack_json_does_not_explain_is_found(packed: Packed) -> None:
    manifest = packed.manifest
    for track in manifest["tracks"]:
        track["pauses"] = []
    packed.say(manifest)

    faults = verify(packed.path).faults

    assert said(faults, QUAY, "that nobody asked for")


def test_stereo_is_refused(packed: Packed) -> None:
    from tour.sound.codec import ffmpeg

    tag, sound = split(packed.track("01a-quay"))
    stereo = subprocess.run(
        [ffmpeg(), "-loglevel", "error", "-i", "pipe:0", "-ac", "2", "-b:a", "96k", "-f", "mp3", "-id3v2_version", "0",
         "pipe:1"],
        input=sound, capture_output=True, check=True,
    ).stdout  # fmt: skip
    packed.track("01a-quay").write_bytes(tag + stereo)
    packed.fit()

    assert said(verify(packed.path).faults, QUAY, "it is not mono")


def test_a_tag_of_another_version_is_refused(packed: Packed) -> None:
    data = bytearray(packed.track("01a-quay").read_bytes())
    data[3] = 4
    packed.track("01a-quay").write_bytes(data)
    packed.fit()

    assert said(verify(packed.path).faults, QUAY, "its tag is ID3v2.4")


def test_a_manifest_cannot_lead_out_of_the_pack(packed: Packed) -> None:
    manifest = packed.manifest
    manifest["tracks"][0]["path"] = "../../secret.mp3"
    packed.say(manifest)

    with pytest.raises(TourError, match=r"tracks\.0\.path"):
        verify(packed.path)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"tracks": 3}', "\xff"])
def test_a_pack_json_that_says_nothing_is_named(packed: Packed, text: str) -> None:
    (packed.path / "pack.json").write_bytes(text.encode("latin-1"))

    with pytest.raises(TourError, match=r"pack\.json"):
        verify(packed.path)


def test_processes_measure_what_this_process_measures(finished: Packed) -> None:
    pool, end = open_executor("processes", 2)
    try:
        heard: list[tuple[int, int]] = []
        report = verify(finished.path, pool, lambda done, of, _: heard.append((done, of)))
    finally:
        end()

    assert report == verify(finished.path)
    assert heard == [(n, 5) for n in range(1, 6)]


def test_the_only_pack_is_found(packed: Packed) -> None:
    out = packed.path.parent
    (out / ".harbour.new").mkdir()
    (out / ".harbour.new" / "pack.json").write_text("{}", "utf-8")
    (out / "harbour-proof").mkdir()
    (out / "harbour-proof" / "pack.json").write_text("{}", "utf-8")
    (out / "harbour-proof" / "proof.mp3").write_bytes(b"")

    assert find(out) == packed.path


def test_no_pack_and_two_packs_are_refused(packed: Packed) -> None:
    with pytest.raises(TourError, match="no pack below"):
        find(packed.path)

    shutil.copytree(packed.path, packed.path.with_name("other"))
    with pytest.raises(TourError, match="more than one pack"):
        find(packed.path.parent)


def test_the_command_prints_a_row_a_track_and_leaves_with_0(packed: Packed) -> None:
    done = command(packed, "verify").ok()

    rows = [
        line.split() for line in done.stdout.splitlines() if line.endswith("good") or line.rstrip().endswith("good")
    ]
    assert [row[0] for row in rows] == [str(n) for n in range(1, 8)]
    assert "7 tracks, every measure is met." in done.stdout
    assert "measured 5 of 5" in done.stderr
    assert "\033" not in done.stdout


def test_the_command_names_the_faults_and_leaves_with_1(packed: Packed) -> None:
    stale_card(packed)
    packed.fit()

    done = command(packed, "verify", str(packed.path))

    assert done.code == 1
    assert f"{CARD}: is stale" in done.stdout
    assert "1 fault." in done.stdout


def test_the_command_prints_json_lines(packed: Packed) -> None:
    wrong_trck(packed)

    done = command(packed, "verify", "--json")

    events = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.code == 1
    assert [event["event"] for event in events].count("track") == 7
    assert [event["path"] for event in events if event["event"] == "fault"] == [QUAY, QUAY, "harbour.zip"]
    assert events[-1]["event"] == "verified"
    assert events[-1]["good"] is False


def test_the_command_says_where_there_is_no_pack(tmp_path: Path) -> None:
    done = TourTest(tmp_path).run("verify")

    assert done.code == 1
    assert "error: there is no pack below output" in done.stderr


def test_importing_the_command_line_imports_no_verifier() -> None:
    code = "import sys, tour.terminal.cli; print([name for name in sys.modules if 'verify' in name or name == 'numpy'])"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def said(faults: tuple[Fault, ...], path: str, message: str) -> bool:
    return any(fault.path == path and message in fault.message for fault in faults)


def split(path: Path) -> tuple[bytes, bytes]:
    """Return tag and sound of a track."""
    data = path.read_bytes()
    size = id3.read(data).size
    return data[:size], data[size:]


def change_sound(path: Path, change: Callable[[np.ndarray], np.ndarray]) -> None:
    """Decode a track, change its samples, and encode it again under the same tag."""
    tag, sound = split(path)
    samples = np.clip(np.rint(change(decode_pcm(sound)) * 32768), -32768, 32767)
    path.write_bytes(tag + encode_mp3(samples.astype("<i2").tobytes()))


def change_tag(path: Path, change: Callable[[mutagen.id3.ID3], object]) -> None:
    """Change the frames of a track's tag."""
    tags = mutagen.id3.ID3(path)
    change(tags)
    tags.update_to_v23()
    tags.save(v1=0, v2_version=3)


def retag(path: Path, old: str, new: str) -> None:
    """Replace a text of the tag by one of the same length."""
    data = path.read_bytes()
    assert len(old) == len(new)
    for encoding in ("latin-1", "utf-16-le"):
        if data.count(old.encode(encoding)):
            path.write_bytes(data.replace(old.encode(encoding), new.encode(encoding), 1))
            return
    raise AssertionError(f"{old!r} is not in {path.name}")


def edit_playlist(packed: Packed, old: str, new: str) -> None:
    path = packed.path / "tour.m3u8"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def command(packed: Packed, *arguments: str):  # type: ignore[no-untyped-def]  # Run
    return TourTest(packed.path.parents[1]).run(*arguments)
