"""The tags, as another reader than the one that wrote them finds them: a parser of its own, and ffmpeg."""

from __future__ import annotations

import math
import re
import subprocess
from array import array
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tour.cover.cover import cover_jpeg
from tour.formats.id3_tags import PADDING, lyrics
from tour.model import Chapter, Cue, Pack, Tour
from tour.sound.codec import RATE, encode_mp3, ffmpeg
from tour.writers.audio import audio

CUES = (
    Cue(0.7, "This is the café."),
    Cue(2.0, "Look at the lake – 湖."),
    Cue(4.0, "Turn left.", 1),
    Cue(6.0, "Pause me now.", -1),
)
TEXTS = {"TIT2", "TALB", "TPE1", "TPE2", "TRCK", "TPOS", "TCON", "TYER", "TDAT", "TLAN", "TLEN"}
"""Of version 2.3: in 2.4 there are no TYER and TDAT, and a TDRC that many players do not know."""


@dataclass(frozen=True)
class Tag:
    """An ID3v2.3 tag (id3.org, ID3v2.3.0, sections 3.1 and 3.3)."""

    size: int
    """Bytes, header and padding included."""
    frames: dict[str, bytes]
    parts: list[bytes]
    """The frames CHAP, of which there may be more than one."""
    padding: int

    def text(self, name: str) -> str:
        return decoded(self.frames[name][0], self.frames[name][1:])

    def full_text(self, name: str) -> tuple[str, str, str]:
        """Return language, description and text of a comment or of lyrics."""
        body = self.frames[name]
        end = b"\0\0" if body[0] == 1 else b"\0"
        at = 4
        while body[at : at + len(end)] != end:
            at += len(end)
        return body[1:4].decode(), decoded(body[0], body[4:at]), decoded(body[0], body[at + len(end) :])


def decoded(encoding: int, text: bytes) -> str:
    return text.decode({0: "latin-1", 1: "utf-16"}[encoding]).rstrip("\0") if text else ""


def parsed(mp3: bytes) -> Tag:
    assert mp3[:5] == b"ID3\x03\x00", "not an ID3v2.3 tag"
    assert mp3[5] == 0, "unsynchronised, extended or experimental: few players read that"
    assert all(byte < 128 for byte in mp3[6:10])
    size = 10 + sum(byte << 7 * place for byte, place in zip(mp3[6:10], (3, 2, 1, 0), strict=True))
    frames: dict[str, bytes] = {}
    parts: list[bytes] = []
    at = 10
    while at < size and mp3[at]:
        name, body = frame(mp3[at:])
        assert name not in frames
        if name == "CHAP":
            parts.append(body)
        else:
            frames[name] = body
        at += 10 + len(body)
    assert not any(mp3[at:size])
    return Tag(size, frames, parts, size - at)


def frame(data: bytes) -> tuple[str, bytes]:
    """Return name and body of the frame at the front of *data*."""
    name, length, flags = data[:4].decode(), int.from_bytes(data[4:8]), data[8:10]
    assert re.fullmatch("[A-Z][A-Z0-9]{3}", name)
    assert flags == b"\0\0"
    return name, data[10 : 10 + length]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A second of a tone, as the cache holds it."""
    path = tmp_path_factory.mktemp("cache") / "track.mp3"
    wave = array("h", (round(9000 * math.sin(2 * math.pi * 440 * n / RATE)) for n in range(RATE)))
    path.write_bytes(encode_mp3(wave.tobytes()))
    return path


@pytest.fixture
def pack(walk: Callable[..., Tour], packed: Callable[[Tour], Pack], sound: Path) -> Pack:
    """A pack of four tracks that lie in the cache."""
    made = packed(walk([(0, 0), (300, 0)], title="Fine Sights – Łódź", language="en-GB"))
    tracks = [replace(track, audio=sound, size=sound.stat().st_size, cues=CUES) for track in made.tracks]
    return replace(made, tracks=(replace(tracks[0], title="1. The Café – 湖"), *tracks[1:]))


def files(pack: Pack) -> list[bytes]:
    return [b"".join(p if isinstance(p, bytes) else p.read_bytes() for p in file.parts) for file in audio(pack)]


def test_there_is_one_file_a_track_at_the_tracks_path(pack: Pack) -> None:
    assert [file.path for file in audio(pack)] == [track.path for track in pack.tracks]


def test_a_tag_is_a_prefix_of_the_cached_sound(pack: Pack, sound: Path) -> None:
    for file, mp3 in zip(audio(pack), files(pack), strict=True):
        *parts, cached = file.parts
        tag = b"".join(part for part in parts if isinstance(part, bytes))
        assert cached == sound  # by path: a writer loads no sound
        assert parsed(mp3).size == len(tag)
        assert mp3[len(tag) :] == sound.read_bytes()
        assert mp3[len(tag)] == 0xFF  # a frame of MP3 follows at once


def test_all_tags_share_one_picture(pack: Pack) -> None:
    [picture] = {id(part) for file in audio(pack) for part in file.parts if part == cover_jpeg(pack.tour)}

    assert picture == id(cover_jpeg(pack.tour))


def test_the_cached_sound_has_no_tag_of_its_own(sound: Path) -> None:
    assert sound.read_bytes()[:3] != b"ID3"
    assert sound.read_bytes()[-128:-125] != b"TAG"


def test_every_frame_is_one_of_version_2_3(pack: Pack) -> None:
    for mp3 in files(pack):
        assert parsed(mp3).frames.keys() == TEXTS | {"COMM", "USLT", "APIC"}


PARTS = (Chapter(0.0, "The walk"), Chapter(40.25, "After the café"), Chapter(100.5, "Pause here"))


def divided(pack: Pack) -> Pack:
    """Return *pack* with parts in its first track."""
    return replace(pack, tracks=(replace(pack.tracks[0], chapters=PARTS), *pack.tracks[1:]))


def test_a_track_with_parts_has_a_frame_for_each_and_one_that_lists_them(pack: Pack) -> None:
    first, *others = map(parsed, files(divided(pack)))

    assert first.frames.keys() == TEXTS | {"COMM", "USLT", "APIC", "CTOC"}
    assert len(first.parts) == 3
    for other in others:
        assert other.frames.keys() == TEXTS | {"COMM", "USLT", "APIC"}
        assert other.parts == []


def test_parts_follow_each_other_to_the_end_of_the_track(pack: Pack) -> None:
    """ID3v2 Chapter Frame Addendum 1.0, section 3.1: name, start and end in ms, offsets in bytes, frames."""
    found = []
    for body in parsed(files(divided(pack))[0]).parts:
        name, _, rest = body.partition(b"\0")
        start, end, *offsets = (int.from_bytes(rest[at : at + 4]) for at in (0, 4, 8, 12))
        assert offsets == [0xFFFFFFFF, 0xFFFFFFFF]  # not given: the times count
        kind, title = frame(rest[16:])
        assert (kind, len(rest)) == ("TIT2", 26 + len(title))
        found.append((name, start, end, decoded(title[0], title[1:])))

    assert found == [  # in the order in which they are heard: some players show them as they stand
        (b"part1", 0, 40_250, "The walk"),
        (b"part2", 40_250, 100_500, "After the café"),
        (b"part3", 100_500, 120_000, "Pause here"),
    ]


def test_the_list_of_parts_is_the_top_one_and_in_order(pack: Pack) -> None:
    body = parsed(files(divided(pack))[0]).frames["CTOC"]  # section 3.2

    assert body == b"toc\0" + bytes([0b11, 3]) + b"part1\0part2\0part3\0"


def test_ffmpeg_finds_the_parts(pack: Pack, tmp_path: Path) -> None:
    path = tmp_path / "track.mp3"
    path.write_bytes(files(divided(pack))[0])

    command = [ffmpeg(), "-hide_banner", "-nostdin", "-i", str(path), "-f", "ffmetadata", "-"]
    told = subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout

    found = re.findall(r"\[CHAPTER\]\nTIMEBASE=1/1000\nSTART=(\d+)\nEND=\d+\ntitle=(.*)", told)
    assert [title for _, title in found] == ["The walk", "After the café", "Pause here"]
    # It takes off the encoder's delay, which players do not count.
    assert [int(start) for start, _ in found] == pytest.approx([0, 40_250, 100_500], abs=26)


def test_texts_come_back_whole_in_any_script(pack: Pack) -> None:
    tag = parsed(files(pack)[0])

    assert {
        name: tag.text(name) for name in ("TIT2", "TALB", "TPE1", "TPE2", "TCON", "TYER", "TDAT", "TLAN", "TLEN")
    } == {
        "TIT2": "1. The Café – 湖",
        "TALB": "Fine Sights – Łódź",
        "TPE1": "Ann Author",
        "TPE2": "Ann Author",
        "TCON": "Audio guide",
        "TYER": "2026",
        "TDAT": "0102",  # day, then month
        "TLAN": "eng",
        "TLEN": "120000",
    }


def test_tracks_are_numbered_of_how_many(pack: Pack) -> None:
    assert [parsed(mp3).text("TRCK") for mp3 in files(pack)] == ["1/4", "2/4", "3/4", "4/4"]


def test_lyrics_are_what_is_said_a_line_a_paragraph(pack: Pack) -> None:
    words = "This is the café. Look at the lake – 湖.\n\nTurn left.\n\nPause me now."

    assert parsed(files(pack)[0]).full_text("USLT") == ("eng", "", words)
    assert lyrics(()) == ""


def test_the_comment_says_who_speaks_and_what_to_mind(pack: Pack) -> None:
    comment = "A walk for tests. Narrated by a synthetic voice. Mind the cars."

    assert parsed(files(pack)[0]).full_text("COMM") == ("eng", "", comment)


@pytest.mark.parametrize(
    ("language", "code"), [("en", "eng"), ("es-MX", "spa"), ("DE", "deu"), ("haw", "haw"), ("xx", "und")]
)
def test_the_language_is_a_code_of_three_letters(pack: Pack, language: str, code: str) -> None:
    tag = parsed(files(replace(pack, tour=replace(pack.tour, language=language)))[0])

    assert (tag.text("TLAN"), tag.full_text("USLT")[0], tag.full_text("COMM")[0]) == (code, code, code)


def test_the_cover_is_a_baseline_jpeg_that_fits(pack: Pack) -> None:
    for mp3 in files(pack):
        body = parsed(mp3).frames["APIC"]
        head = b"\0image/jpeg\0\x03\0"  # Latin-1, the type, front cover, no description
        assert body.startswith(head)
        jpeg = body[len(head) :]
        assert len(jpeg) <= 80_000
        assert jpeg == cover_jpeg(pack.tour)
        assert b"\xff\xc0" in segments(jpeg)  # SOF0, baseline
        assert b"\xff\xc2" not in segments(jpeg)  # SOF2, progressive: some players show nothing


def segments(jpeg: bytes) -> list[bytes]:
    """Return the markers of a JPEG's header, in order (ITU-T T.81, annex B)."""
    assert jpeg[:2] == b"\xff\xd8"
    found, at = [], 2
    while (marker := jpeg[at : at + 2]) != b"\xff\xda":
        found.append(marker)
        at += 2 + int.from_bytes(jpeg[at + 2 : at + 4])
    return found


def test_a_tag_has_the_same_bytes_each_time(pack: Pack) -> None:
    assert files(pack) == files(pack)
    assert parsed(files(pack)[0]).padding == PADDING


def test_a_new_title_changes_one_tag_and_no_sound(pack: Pack) -> None:
    before = files(pack)
    retitled = replace(pack, tracks=(*pack.tracks[:-1], replace(pack.tracks[-1], title="Another title")))

    after = files(retitled)

    assert after[:-1] == before[:-1]
    assert after[-1] != before[-1]
    assert after[-1][parsed(after[-1]).size :] == before[-1][parsed(before[-1]).size :]


def test_a_tour_without_an_author_is_by_itself(pack: Pack) -> None:
    tag = parsed(files(replace(pack, tour=replace(pack.tour, author="")))[0])

    assert (tag.text("TPE1"), tag.text("TPE2")) == ("Fine Sights – Łódź", "Fine Sights – Łódź")


def test_ffmpeg_reads_the_same(pack: Pack, tmp_path: Path) -> None:
    path = tmp_path / "track.mp3"
    path.write_bytes(files(pack)[0])

    command = [ffmpeg(), "-hide_banner", "-nostdin", "-i", str(path), "-map_metadata", "0", "-f", "ffmetadata", "-"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)

    told = dict(line.split("=", 1) for line in done.stdout.replace("\\\n", "/").splitlines() if "=" in line)
    assert {key: told[key] for key in ("title", "album", "artist", "album_artist", "track", "genre", "language")} == {
        "title": "1. The Café – 湖",
        "album": "Fine Sights – Łódź",
        "artist": "Ann Author",
        "album_artist": "Ann Author",
        "track": "1/4",
        "genre": "Audio guide",
        "language": "eng",
    }
    assert told["date"].startswith("2026")
    assert told["comment"] == "A walk for tests. Narrated by a synthetic voice. Mind the cars."
    assert told["lyrics-eng"] == "This is the café. Look at the lake – 湖.//Turn left.//Pause me now."
    assert re.search(r"Video: mjpeg \(Baseline\).*1000x1000", done.stderr)
    assert re.search(r"Audio: mp3.*44100 Hz, mono, .* 96 kb/s", done.stderr)
