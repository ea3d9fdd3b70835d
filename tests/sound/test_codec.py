from __future__ import annotations

import io
import os
import pickle
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mutagen.aac import AAC
from mutagen.mp3 import MP3, BitrateMode

from tour.diagnostics import TourError
from tour.sound import codec
from tour.sound.codec import (
    ADTS_HEAD,
    FRAME,
    aac_frames,
    decode,
    decode_pcm,
    decode_pieces,
    decoded,
    encode_aac,
    encode_aac_of,
    encode_mp3,
    encoder_fingerprint,
    ffmpeg,
)
from tour.sound.growing import ABLE

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="its programs here are shell scripts")


def tone(seconds: float = 1.0, rate: int = 44_100, hertz: float = 440.0) -> np.ndarray:
    return np.rint(12_000 * np.sin(2 * np.pi * hertz * np.arange(round(seconds * rate)) / rate)).astype("<i2")


def noise(seconds: float) -> np.ndarray:
    return np.random.default_rng(1).normal(0, 3000, round(seconds * 44_100)).astype("<i2")


def program(path: Path, script: str) -> str:
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


class TestPieces:
    def test_together_they_are_the_whole(self) -> None:
        mp3 = encode_mp3(noise(2.0).tobytes())

        pieces = list(decode_pieces(mp3, 30_000))

        assert [len(piece) for piece in pieces[:-1]] == [30_000] * (len(pieces) - 1)
        assert np.array_equal(np.concatenate(pieces), decode_pcm(mp3))

    def test_whoever_wants_no_more_leaves_no_program_behind(self, monkeypatch: pytest.MonkeyPatch) -> None:
        started = []
        popen = subprocess.Popen

        def start(*args: object, **options: object) -> subprocess.Popen[bytes]:
            started.append(popen(*args, **options))  # type: ignore[call-overload]
            return started[-1]  # type: ignore[no-any-return]

        mp3 = encode_mp3(noise(20.0).tobytes())
        monkeypatch.setattr(subprocess, "Popen", start)
        pieces = decode_pieces(mp3, 1000)
        next(pieces)

        pieces.close()  # type: ignore[attr-defined]

        assert [process.returncode for process in started] == [-signal.SIGKILL]

    def test_what_is_no_sound_is_said(self) -> None:
        with pytest.raises(TourError, match="ffmpeg gave no sound"):
            list(decode_pieces(b"no sound at all", 1000))


class TestEncoding:
    def test_an_mp3_is_mono_at_44_1_khz_and_96_kbit_constant(self) -> None:
        mp3 = encode_mp3(tone(2.0).tobytes())
        info = MP3(io.BytesIO(mp3)).info

        assert (info.sample_rate, info.channels) == (44_100, 1)
        assert info.bitrate == pytest.approx(96_000, abs=50)  # mutagen divides the size by a length in whole frames
        assert info.bitrate_mode == BitrateMode.CBR
        assert info.length == pytest.approx(2.0, abs=0.05)
        assert mp3[21:25] == b"Info"  # the header that tells players the length, and what to cut off

    def test_an_mp3_has_no_tag(self) -> None:
        mp3 = encode_mp3(tone().tobytes())

        assert mp3[:2] == b"\xff\xfb"
        assert mp3[-128:-125] != b"TAG"

    def test_the_same_sound_gives_the_same_bytes(self) -> None:
        assert encode_mp3(tone().tobytes()) == encode_mp3(tone().tobytes())

    @pytest.mark.parametrize("count", [100, 1000, 44_100, 100_001])
    def test_a_decoded_mp3_has_every_sample_and_no_more(self, count: int) -> None:
        assert len(decode_pcm(encode_mp3(bytes(2 * count)))) == count

    def test_a_decoded_mp3_is_in_time(self) -> None:
        sound = np.concatenate((np.zeros(22_050, "<i2"), tone()))

        heard = np.abs(decode_pcm(encode_mp3(sound.tobytes())))

        assert np.flatnonzero(heard > 0.1)[0] / 44_100 == pytest.approx(0.5, abs=0.005)

    def test_what_is_not_an_mp3_cannot_be_measured(self) -> None:
        with pytest.raises(TourError, match="ffmpeg gave no sound"):
            decode_pcm(b"no sound at all" * 100)


class TestAac:
    def test_it_is_mono_at_44_1_khz_and_about_64_kbit(self) -> None:
        adts = encode_aac(encode_mp3(noise(5.0).tobytes()))
        info = AAC(io.BytesIO(adts)).info

        assert (info.sample_rate, info.channels) == (44_100, 1)
        assert 8 * len(adts) / 5 == pytest.approx(64_000, rel=0.1)

    @pytest.mark.parametrize("count", [100, 44_100, 100_001])
    def test_it_holds_every_sample_and_the_frame_before_them(self, count: int) -> None:
        adts = encode_aac(encode_mp3(bytes(2 * count)))

        assert (len(aac_frames(adts)) - 3) * FRAME < count <= (len(aac_frames(adts)) - 1) * FRAME

    def test_it_is_one_frame_late(self) -> None:
        sound = np.concatenate((np.zeros(22_050, "<i2"), tone()))

        command = (ffmpeg(), "-v", "error", "-f", "aac", "-i", "-", "-f", "f32le", "-")
        adts = encode_aac(encode_mp3(sound.tobytes()))
        heard = np.frombuffer(subprocess.run(command, input=adts, capture_output=True, check=True).stdout, "<f4")

        late = np.flatnonzero(np.abs(heard) > 0.1)[0] - 22_050
        assert late == pytest.approx(FRAME, abs=100)

    @pytest.mark.parametrize("size", [313, 1000, 1 << 20])
    def test_frames_as_they_come_give_what_the_whole_mp3_does(self, size: int) -> None:
        sound = noise(3.0)
        given: list[Iterator[bytes]] = []
        mp3 = encode_mp3(sound.tobytes(), given.append)
        frames = b"".join(given[0])

        pieces = (frames[at : at + size] for at in range(0, len(frames), size))
        assert encode_aac_of(pieces, len(sound)) == encode_aac(mp3)

    @pytest.mark.parametrize("padding", [0, 1, 46, 47, 1151])
    def test_it_is_known_how_many_samples_are_found(self, padding: int) -> None:
        count = 40 * 1152 - 1105 - padding

        assert len(decode_pcm(encode_mp3(bytes(2 * count)))) == decoded(count)

    @pytest.mark.parametrize("able", [ABLE, False])
    def test_who_follows_is_given_all_but_the_header(self, able: bool, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(codec, "ABLE", able)
        given: list[Iterator[bytes]] = []
        sound = tone(20.0).tobytes()

        mp3 = encode_mp3(sound, given.append)

        frames = b"".join(given[0])
        assert mp3 == encode_mp3(sound)
        assert mp3.endswith(frames)
        assert b"Info" in mp3[: -len(frames)]
        assert frames[:2] == mp3[:2]

    def test_the_same_mp3_gives_the_same_bytes(self) -> None:
        mp3 = encode_mp3(tone().tobytes())

        assert encode_aac(mp3) == encode_aac(mp3)

    def test_what_is_not_an_mp3_is_a_fault(self) -> None:
        with pytest.raises(TourError, match="ffmpeg gave no sound"):
            encode_aac(b"no sound at all" * 100)

    @given(cut=st.integers(1, 2000))
    def test_frames_that_are_not_whole_are_told_from_those_that_are(self, cut: int) -> None:
        adts = silent_aac()
        head = adts[:cut]

        try:
            frames = aac_frames(head)
        except ValueError:
            return
        assert frames == aac_frames(adts)[: len(frames)]
        assert sum(map(len, frames)) == len(head) - ADTS_HEAD * len(frames)
        assert adts[cut : cut + 1] in (b"", b"\xff")  # it was cut where a frame begins

    def test_what_is_no_adts_has_no_frames(self) -> None:
        with pytest.raises(ValueError, match="not AAC"):
            aac_frames(b"no sound at all")
        assert aac_frames(b"") == []


@cache
def silent_aac() -> bytes:
    return encode_aac(encode_mp3(bytes(44_100)))


class TestDecoding:
    def test_an_mp3_of_another_rate_keeps_its_rate(self) -> None:
        source = tone(1.0, 24_000).tobytes()
        raw = ("-f", "s16le", "-ar", "24000", "-ac", "1", "-i", "-")
        command = (ffmpeg(), "-loglevel", "error", *raw, "-f", "mp3", "-b:a", "64k", "-")
        mp3 = subprocess.run(command, input=source, capture_output=True, check=True).stdout

        clip = decode(mp3)

        assert clip.rate == 24_000
        assert len(clip.pcm) / 2 / clip.rate == pytest.approx(1.0, abs=0.1)
        assert np.abs(np.frombuffer(clip.pcm, "<i2")).max() == pytest.approx(12_000, rel=0.1)

    @pytest.mark.parametrize("data", [b"", b"<html><body>Sorry</body></html>" * 50, b"\xff\xfb"])
    def test_what_is_no_sound_is_said_to_be_none(self, data: bytes) -> None:
        with pytest.raises(ValueError, match="this is not sound in the mp3 format"):
            decode(data)


class TestFfmpeg:
    def test_it_is_found(self) -> None:
        assert os.access(ffmpeg(), os.X_OK)

    @pytest.mark.parametrize("kind", ["missing", "not executable", "a folder"])
    def test_none_is_told_with_what_to_do(self, kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        path = tmp_path / "ffmpeg"
        if kind == "not executable":
            path.write_text("#!/bin/sh\n", encoding="utf-8")
        if kind == "a folder":
            path.mkdir()
        monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", str(path))

        with pytest.raises(TourError) as caught:
            encode_mp3(tone().tobytes())

        (diagnostic,) = caught.value.diagnostics
        assert diagnostic.span is None
        assert diagnostic.message == f"ffmpeg was not found: {str(path)!r} is not a program that can be run"
        assert "pip install imageio-ffmpeg" in diagnostic.hint
        assert "IMAGEIO_FFMPEG_EXE" in diagnostic.hint
        assert pickle.loads(pickle.dumps(caught.value)).diagnostics == (diagnostic,)

    @pytest.mark.parametrize(
        ("script", "message"),
        [
            ("echo one >&2; echo 'no libmp3lame here' >&2; exit 1", "ffmpeg gave no sound: no libmp3lame here"),
            ("exit 3", "ffmpeg gave no sound: exit code 3"),
            ("cat >/dev/null; exit 0", "ffmpeg gave no sound: exit code 0"),
        ],
    )
    def test_one_that_fails_is_quoted(
        self, script: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", program(tmp_path / "ffmpeg", script))

        with pytest.raises(TourError) as caught:
            encode_mp3(tone(20.0).tobytes())

        assert caught.value.diagnostics[0].message == message

    def test_one_that_fails_while_sound_is_still_coming_is_quoted(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        gone = tmp_path / "gone"
        monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", program(tmp_path / "ffmpeg", f"exec 0<&-; touch {gone}; exit 3"))

        def pieces() -> Iterator[bytes]:
            yield bytes(1000)
            while not gone.exists():
                time.sleep(0.001)
            for _ in range(30):  # more than is kept back, and not a whole number of times
                yield bytes(1000)

        with pytest.raises(TourError, match="ffmpeg gave no sound: exit code 3"):
            encode_aac_of(pieces(), 1000)

    def test_one_that_is_not_a_program_is_told(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        path = Path(program(tmp_path / "ffmpeg", ""))
        path.write_bytes(b"\x7fELF no more than that")
        monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", str(path))

        with pytest.raises(TourError, match="ffmpeg could not be run: Exec format error"):
            encode_mp3(tone().tobytes())

    def test_its_fingerprint_is_that_of_the_program_wherever_it_lies(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        here = encoder_fingerprint()
        copy = tmp_path / "ffmpeg"
        shutil.copy(ffmpeg(), copy)
        monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", str(copy))

        assert encoder_fingerprint() == here

    def test_another_program_has_another_fingerprint(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        here = encoder_fingerprint()
        other = program(tmp_path / "ffmpeg", "echo ffmpeg version 6.0")
        monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", other)

        assert encoder_fingerprint() != here

    def test_what_is_not_ffmpeg_has_no_fingerprint(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", program(tmp_path / "sox", "echo sox 14"))

        with pytest.raises(TourError, match="is not ffmpeg"):
            encoder_fingerprint()

    def test_an_interrupt_kills_it(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        pid = tmp_path / "pid"
        monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", program(tmp_path / "ffmpeg", f"echo $$ >{pid}; exec sleep 60"))
        signal.signal(signal.SIGALRM, signal.default_int_handler)
        signal.setitimer(signal.ITIMER_REAL, 0.5)

        with pytest.raises(KeyboardInterrupt):
            encode_mp3(tone(20.0).tobytes())

        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        with pytest.raises(ProcessLookupError):  # dead, and no zombie either
            os.kill(int(pid.read_text()), 0)

    def test_ctrl_c_in_the_terminal_does_not_reach_it(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        group = tmp_path / "group"
        script = f"ps -o pgid= -p $$ >{group}; cat >/dev/null; echo done"
        monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", program(tmp_path / "ffmpeg", script))

        assert codec.encode_mp3(b"\0\0") == b"done\n"

        assert int(group.read_text()) != os.getpgrp()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no disk that is always full")
class TestTemporaryFiles:
    @pytest.mark.parametrize(
        "make", [lambda: encode_mp3(tone(9.0).tobytes()), lambda: decode_pcm(bytes(100_000))], ids=["out", "in"]
    )
    def test_a_disk_that_is_full_is_named_and_not_the_sound(
        self, make: Callable[[], object], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(tempfile, "TemporaryFile", lambda: io.BufferedRandom(io.FileIO("/dev/full", "r+")))

        with pytest.raises(TourError) as caught:
            make()

        (fault,) = caught.value.diagnostics
        assert fault.message == (
            f"the folder for temporary files, {tempfile.gettempdir()}, cannot be written: no space left on device"
        )
        assert "TMPDIR" in fault.hint

    def test_where_there_is_no_folder_for_them_that_is_told_and_the_program_is_known_all_the_same(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setattr(tempfile, "tempdir", None)
        monkeypatch.setattr(tempfile, "_candidate_tempdir_list", lambda: [str(tmp_path / "none")])
        monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", program(tmp_path / "ffmpeg", "echo ffmpeg version 6.1"))

        assert encoder_fingerprint()
        with pytest.raises(TourError, match="there is no folder for temporary files that can be written"):
            encode_mp3(tone().tobytes())
