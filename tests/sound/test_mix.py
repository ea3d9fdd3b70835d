from __future__ import annotations

import hashlib
import io
import pickle
import re
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mutagen.mp3 import MP3, BitrateMode

from tour.diagnostics import TourError
from tour.model import Clip
from tour.sound import begun
from tour.sound.codec import RATE, decode_pcm, encode_aac, ffmpeg
from tour.sound.earcons import EARCONS, earcon
from tour.sound.loudness import momentary
from tour.sound.mix import PEAK, mix
from tour.sound.parts import ALONE, Bed, Effect, Master, Part, Silence, Speech

TARGET = -16.0


def ebur128(mp3: bytes) -> tuple[float, float]:
    """Return integrated loudness, dual mono, and true peak, as ffmpeg's meter reads them from a finished MP3."""
    meter = ("-filter_complex", "ebur128=dualmono=true:peak=true", "-f", "null", "-")
    command = (ffmpeg(), "-hide_banner", "-nostats", "-f", "mp3", "-i", "-", *meter)
    told = subprocess.run(command, input=mp3, capture_output=True, check=True).stderr.decode()
    summary = told.rpartition("Summary:")[2]
    loud, peak = re.search(r"I:\s+(\S+) LUFS", summary), re.search(r"Peak:\s+(\S+) dBFS", summary)
    assert loud
    assert peak
    return float(loud[1]), float(peak[1])


def clip(samples: np.ndarray, rate: int) -> Clip:
    return Clip(np.clip(np.rint(samples * 32768), -32768, 32767).astype("<i2").tobytes(), rate)


def tone(seconds: float, rate: int = 24_000, hertz: float = 700.0, level: float = 0.2, around: float = 0.0) -> Clip:
    """Return a beep with *around* seconds of silence before it and after it."""
    beep = level * np.sin(2 * np.pi * hertz * np.arange(round(seconds * rate)) / rate)
    return clip(np.pad(beep, round(around * rate)), rate)


def babble(seconds: float, level: float, rate: int = 24_000) -> Clip:
    """Return something with the levels of speech: voiced syllables of changing loudness, four a second, and hiss."""
    rng = np.random.default_rng(3)
    t = np.arange(round(seconds * rate)) / rate
    buzz = sum(np.sin(2 * np.pi * 130 * n * t + n * n) / n for n in range(1, 25))
    beat = np.abs(np.sin(2 * np.pi * 2 * t)) ** 1.5 * np.interp(
        t, np.arange(0, seconds + 1), rng.uniform(0.3, 1.0, int(seconds) + 1)
    )
    sound = buzz * beat + 0.02 * rng.standard_normal(len(t))
    return clip(np.clip(level * sound / np.abs(sound).max(), -1, 1), rate)


def quiet(sound: np.ndarray, below: float = 40.0) -> list[tuple[float, float]]:
    """Return start and length, in seconds, of each stretch over 0.1 s that is *below* dB under the loudest 5 ms."""
    step = RATE // 200
    power = np.square(sound[: len(sound) // step * step]).reshape(-1, step).mean(axis=1)
    still = np.concatenate(((False,), power < power.max() * 10 ** (-below / 10), (False,)))
    edges = np.flatnonzero(np.diff(still.astype(int))).reshape(-1, 2)
    return [(float(a) / 200, float(b - a) / 200) for a, b in edges if b - a > 20]


class TestTime:
    def test_a_pause_between_two_sentences_is_heard_as_long_as_it_is_written(self) -> None:
        wordy = tone(0.8, around=0.4)
        master = mix((Silence(0.7), Speech(wordy), Silence(0.35), Speech(wordy), Silence(2.0)), TARGET)

        (_, head), (_, pause), (_, tail) = quiet(decode_pcm(master.mp3))

        assert head == pytest.approx(0.7, abs=0.05)
        assert pause == pytest.approx(0.35, abs=0.08)
        assert tail == pytest.approx(2.0, abs=0.08)

    def test_nothing_inside_a_sentence_is_cut(self) -> None:
        words = np.frombuffer(tone(0.5).pcm, "<i2") / 32768
        sentence = clip(np.concatenate((words, np.zeros(24_000), words)), 24_000)

        master = mix((Speech(sentence), Silence(0.2)), TARGET)

        assert quiet(decode_pcm(master.mp3))[0][1] == pytest.approx(1.0, abs=0.02)

    def test_an_offset_lands_on_its_tone(self) -> None:
        parts = (
            Silence(0.7),
            Speech(tone(1.3)),
            Silence(0.5),
            Effect(tone(0.3, 44_100)),
            Silence(0.9),
            Speech(tone(0.4)),
        )
        master = mix((*parts, Silence(1.0)), TARGET)

        sound = np.abs(decode_pcm(master.mp3))

        for n in (1, 3, 5):
            start = round(master.offsets[n] * RATE)
            first = start - 4000 + np.flatnonzero(sound[start - 4000 : start + 8000] > 0.03)[0]
            assert first / RATE == pytest.approx(master.offsets[n], abs=0.030)

    @settings(max_examples=12, deadline=None)
    @given(
        parts=st.lists(
            st.one_of(
                st.builds(Silence, st.floats(0, 1.5)),
                st.builds(
                    lambda s, r: Effect(tone(s, r)), st.floats(0.01, 0.5), st.sampled_from((8000, 24_000, 44_100))
                ),
                st.builds(
                    lambda s, r: Speech(tone(s, r)), st.floats(0.05, 0.5), st.sampled_from((16_000, 22_050, 48_000))
                ),
            ),
            min_size=1,
            max_size=6,
        ).filter(lambda parts: any(not isinstance(part, Silence) for part in parts))
    )
    def test_a_track_is_as_long_as_its_parts_together(self, parts: list[Part]) -> None:
        master = mix(tuple(parts), TARGET)

        # Of an encoder's last frame up to 1.1 ms cannot be told to be padding: the LAME header counts no less than 528.
        assert 0 <= len(decode_pcm(master.mp3)) - round(master.seconds * RATE) < 48
        assert len(master.offsets) == len(parts)
        for part, start, end in zip(parts, master.offsets, (*master.offsets[1:], master.seconds), strict=True):
            length = round((end - start) * RATE)
            if isinstance(part, Silence):
                assert length == round(part.seconds * RATE)
            else:  # a beep without silence around it is kept whole as speech too
                assert length == pytest.approx(len(part.clip.pcm) / 2 * RATE / part.clip.rate, abs=1)

    def test_a_cut_makes_no_click(self) -> None:
        # A sentence that an engine ends in full swing.
        master = mix((Silence(0.5), Speech(tone(1.0, hertz=300)), Silence(0.5)), TARGET)

        sound = decode_pcm(master.mp3)
        high = np.abs(np.fft.rfft(sound[round(1.4 * RATE) : round(1.6 * RATE)] * np.hanning(round(0.2 * RATE))))
        hertz = np.fft.rfftfreq(round(0.2 * RATE), 1 / RATE)

        assert 20 * np.log10(high[hertz > 3000].max() / high.max()) < -60

    def test_resampling_leaves_the_pitch_and_no_image(self) -> None:
        master = mix((Speech(tone(2.0, 24_000, hertz=5000)),), TARGET)

        spectrum = np.abs(np.fft.rfft(decode_pcm(master.mp3)[RATE // 2 : 3 * RATE // 2] * np.hanning(RATE)))

        assert spectrum.argmax() == 5000
        assert 20 * np.log10(spectrum[12_000:].max() / spectrum.max()) < -70


class TestLevel:
    @pytest.mark.parametrize("level", [0.003, 0.05, 0.5, 1.0])
    def test_quiet_and_hot_voices_come_out_equally_loud(self, level: float) -> None:
        master = mix((Silence(0.7), Speech(babble(8, level)), Silence(1.5)), TARGET)

        loud, peak = ebur128(master.mp3)

        assert loud == pytest.approx(TARGET, abs=0.5)
        assert peak <= -1.0
        assert master.lufs == pytest.approx(loud, abs=0.15)
        assert master.dbtp == pytest.approx(peak, abs=0.2)

    def test_a_voice_that_was_clipped_is_held_under_the_peak(self) -> None:
        rng = np.random.default_rng(5)
        spiky = np.frombuffer(babble(8, 1.0).pcm, "<i2") / 32768 * 0.2
        spiky[rng.integers(0, len(spiky), 40)] = 1.0

        master = mix((Speech(clip(spiky, 24_000)),), TARGET)

        assert ebur128(master.mp3)[0] == pytest.approx(TARGET, abs=0.5)
        assert ebur128(master.mp3)[1] <= -1.0

    def test_an_encoder_that_behaves_otherwise_is_corrected(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("tour.sound.mix._LOST", 2.0)  # aims 1.6 dB too loud, with peaks up to full scale

        master = mix((Speech(babble(8, 0.3)), Effect(earcon("quiet"))), TARGET)

        assert ebur128(master.mp3)[0] == pytest.approx(TARGET, abs=0.5)
        assert ebur128(master.mp3)[1] <= -1.0

    def test_another_target_is_met(self) -> None:
        assert mix((Speech(babble(5, 0.3)),), -19.0).lufs == pytest.approx(-19.0, abs=0.35)

    def test_clicks_are_left_quieter_not_crushed(self) -> None:
        clicks = np.zeros(6 * 24_000)
        clicks[1000::12_000] = 1.0

        master = mix((Speech(clip(clicks, 24_000)),), TARGET)

        assert master.dbtp <= PEAK
        assert -70 < master.lufs < -20

    @pytest.mark.parametrize("name", EARCONS)
    def test_an_earcon_is_a_little_softer_than_the_voice(self, name: str) -> None:
        parts = (Speech(babble(20, 0.3)), Silence(1.0), Effect(earcon(name)), Silence(3.0))
        master = mix(parts, TARGET)

        sound = decode_pcm(master.mp3)[round(master.offsets[2] * RATE) : round(master.offsets[3] * RATE)]

        assert momentary(sound, RATE) == pytest.approx(TARGET - 2.0, abs=0.7)

    def test_an_effect_alone_is_as_soft_as_beside_a_voice(self) -> None:
        master = mix((Effect(earcon("quiet")), Silence(2.0)), TARGET)

        assert momentary(decode_pcm(master.mp3), RATE) == pytest.approx(TARGET - 2.0, abs=0.3)
        assert master.dbtp <= PEAK

    @pytest.mark.parametrize(
        "parts",
        [
            (Speech(Clip(bytes(48_000), 24_000)), Silence(0.5)),
            (Speech(Clip(b"", 24_000)), Silence(0.5)),
            (Effect(Clip(bytes(48_000), 24_000)), Silence(0.5)),
        ],
    )
    def test_silence_stays_silent(self, parts: tuple[Part, ...]) -> None:
        master = mix(parts, TARGET)

        assert master.lufs == -70.0
        assert master.dbtp < -60
        assert len(decode_pcm(master.mp3)) == round(master.seconds * RATE)

    def test_a_sound_too_short_to_measure_has_a_sensible_level(self) -> None:
        master = mix((Speech(tone(0.2)),), TARGET)

        assert master.lufs == -70.0
        assert -25 < momentary(decode_pcm(master.mp3), RATE) < -12
        assert master.dbtp <= PEAK

    def test_nothing_at_all_cannot_be_mixed(self) -> None:
        with pytest.raises(ValueError, match="a track needs a part that lasts"):
            mix((Silence(0.0),), TARGET)


def band(sound: np.ndarray, hertz: float, start: float, end: float) -> float:
    """Return the level, in dB, of what lies within 50 Hz of *hertz* from second *start* to *end*."""
    stretch = sound[round(start * RATE) : round(end * RATE)]
    power = np.abs(np.fft.rfft(stretch * np.hanning(len(stretch)))) ** 2
    near = np.abs(np.fft.rfftfreq(len(stretch), 1 / RATE) - hertz) < 50
    return 10 * np.log10(power[near].sum() / len(stretch) ** 2 + 1e-12)


def surf(seconds: float) -> Clip:
    """Return a whistle, far above all that `babble` has in it, in place of the sea."""
    return tone(seconds, 44_100, 5000, 0.1)


class TestBed:
    def parts(self, sound: Part) -> tuple[Part, ...]:
        """Return a track: words, then *sound*, whose two sentences and the pause between them are parts 5 to 7."""
        words = Speech(babble(4, 0.3))
        head = (Silence(0.7), words, Silence(0.4), sound, Silence(0.4))
        return (*head, words, Silence(0.35), words, Silence(3.0), words, Silence(1.5))

    def test_words_come_when_they_would_come_after_a_sound_as_long_as_its_head(self) -> None:
        bed = mix(self.parts(Bed(surf(20), 4)), TARGET)
        effect = mix(self.parts(Effect(surf(ALONE))), TARGET)

        assert bed.offsets == effect.offsets
        assert bed.seconds == effect.seconds

    def test_it_is_a_little_softer_than_the_voice_alone_and_much_softer_beneath_it(self) -> None:
        master = mix(self.parts(Bed(surf(20), 4)), TARGET)

        sound = decode_pcm(master.mp3)
        begins, words, ends = master.offsets[3], master.offsets[5], master.offsets[8]
        alone = band(sound, 5000, begins + 0.1, begins + 1.4)
        assert momentary(sound[round(begins * RATE) : round((begins + 1.4) * RATE)], RATE) == pytest.approx(
            TARGET - 2.0, abs=0.7
        )
        assert band(sound, 5000, words, words + 1) - alone == pytest.approx(-14, abs=0.5)
        assert band(sound, 5000, ends - 1.5, ends - 0.5) - alone == pytest.approx(-14, abs=0.5)

    def test_the_pause_after_it_is_as_silent_and_as_long_as_it_is_written(self) -> None:
        master = mix(self.parts(Bed(surf(20), 4)), TARGET)

        pauses = [round(length, 2) for _, length in quiet(decode_pcm(master.mp3), 50) if length > 1]

        assert pauses == [pytest.approx(3.0, abs=0.1), pytest.approx(1.5, abs=0.1)]

    def test_one_that_ends_before_the_words_do_leaves_them_as_they_were(self) -> None:
        master = mix(self.parts(Bed(surf(3), 4)), TARGET)

        sound, end = decode_pcm(master.mp3), master.offsets[3] + 3
        assert band(sound, 5000, end - 1, end - 0.5) > band(sound, 5000, end + 0.1, end + 0.6) + 15

    def test_it_hardly_changes_how_loud_the_voice_is(self) -> None:
        with_bed, without = mix(self.parts(Bed(surf(20), 4)), TARGET), mix(self.parts(Silence(1.5)), TARGET)

        loud, peak = ebur128(with_bed.mp3)
        start, end = (round(with_bed.offsets[n] * RATE) for n in (9, 10))
        voices = [momentary(decode_pcm(master.mp3)[start:end], RATE) for master in (with_bed, without)]
        assert loud == pytest.approx(TARGET, abs=0.5)
        assert peak <= -1.0
        assert voices[0] == pytest.approx(voices[1], abs=0.5)

    def test_a_pause_straight_after_it_lets_it_be_heard_alone_for_longer(self) -> None:
        parts = (Silence(0.7), Bed(surf(20), 2), Silence(4), Speech(babble(4, 0.3)), Silence(1.5))

        master = mix(parts, TARGET)

        sound, words = decode_pcm(master.mp3), master.offsets[3]
        assert words == pytest.approx(0.7 + ALONE + 4)
        assert band(sound, 5000, words - 1.4, words - 0.4) == pytest.approx(band(sound, 5000, 0.8, 1.8), abs=0.3)

    @pytest.mark.parametrize(
        "parts",
        [
            (Bed(Clip(bytes(8 * 44_100), 44_100), 2), Silence(0.4), Speech(babble(4, 0.3))),
            (Bed(surf(1.0), 2), Silence(0.4), Speech(babble(4, 0.3))),
            (Bed(surf(9), 7), Silence(0.4), Speech(babble(4, 0.3))),
            (Bed(surf(9), 1), Silence(0.4)),
            (Bed(surf(9), 1),),
        ],
    )
    def test_odd_ones_harm_nobody(self, parts: tuple[Part, ...]) -> None:
        master = mix(parts, TARGET)

        first = parts[0]
        assert isinstance(first, Bed)
        lasts = min(ALONE, len(first.clip.pcm) / 2 / first.clip.rate)
        assert (master.offsets[1] if len(parts) > 1 else master.seconds) == pytest.approx(lasts, abs=0.001)
        assert master.dbtp <= PEAK


class TestFile:
    def test_the_mp3_is_of_the_promised_kind(self) -> None:
        info = MP3(io.BytesIO(mix((Speech(babble(8, 0.3)), Silence(2)), TARGET).mp3)).info

        assert (info.sample_rate, info.channels, info.bitrate_mode) == (44_100, 1, BitrateMode.CBR)
        assert info.bitrate == pytest.approx(96_000, abs=50)

    def test_with_aac_it_is_the_same_mp3_and_that_is_encoded_meanwhile(self, monkeypatch: pytest.MonkeyPatch) -> None:
        parts = (Speech(babble(2.0, 0.3)), Silence(0.5))
        plain = mix(parts, TARGET)
        encoded = encode_aac(plain.mp3)

        assert mix(parts, TARGET, with_aac=True) == plain
        monkeypatch.setattr(begun, "encode_aac", lambda mp3: pytest.fail("encoded afterwards"))
        assert begun.aac(plain.mp3) == encoded

    @pytest.mark.parametrize("more", [0, 20, 46, 47, 48, 600, 1151])
    def test_its_aac_is_the_same_whatever_is_left_of_the_last_frame(self, more: int) -> None:
        whole = 140 * 1152 - 1105  # the most that so many frames hold
        parts = (Speech(babble(2.0, 0.3)), Silence(0.2))
        length = round(mix(parts, TARGET).seconds * RATE)

        longer = mix((*parts, Silence((whole - more - length) / RATE)), TARGET, with_aac=True)

        assert round(longer.seconds * RATE) == whole - more
        assert begun.aac(longer.mp3) == encode_aac(longer.mp3)

    def test_aac_that_was_begun_is_not_believed_of_an_ffmpeg_that_cuts_the_end_elsewhere(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("tour.sound.mix.decoded", lambda samples: samples - 1)
        monkeypatch.setattr(begun, "encode_aac", lambda mp3: b"encoded afterwards")

        master = mix((Speech(babble(2.0, 0.3)), Silence(0.5)), TARGET, with_aac=True)

        assert begun.aac(master.mp3) == b"encoded afterwards"

    def test_another_process_gives_the_same_bytes(self) -> None:
        parts = (Silence(0.3), Speech(babble(3, 0.3)), Effect(earcon("quiet")), Silence(0.5))
        code = (
            "import hashlib, pickle, sys; from tour.sound.mix import mix\n"
            "master = mix(pickle.load(sys.stdin.buffer), -16.0)\n"
            "print(hashlib.sha256(master.mp3).hexdigest(), master.lufs)"
        )

        told = subprocess.run((sys.executable, "-c", code), input=pickle.dumps(parts), capture_output=True, check=True)

        here = mix(parts, TARGET)
        assert told.stdout.decode().split() == [hashlib.sha256(here.mp3).hexdigest(), str(here.lufs)]

    def test_without_ffmpeg_the_fault_is_told(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", "no-such-ffmpeg")

        with pytest.raises(TourError, match="ffmpeg was not found"):
            mix((Speech(tone(0.5)),), TARGET)


@pytest.fixture(scope="module")
def pair() -> Master:
    """Return two sentences by the real voice, 0.35 s apart."""
    from hibari import Hibari

    speak = Hibari()
    said = ("The black water in front of you is not really water at all.", "It is rain, lying on top of asphalt.")
    first, second = (Speech(clip(speak(text, seed=0), 24_000)) for text in said)
    return mix((Silence(0.7), first, Silence(0.35), second, Silence(1.5)), TARGET)


@pytest.mark.voice
class TestVoice:
    def test_a_real_voice_meets_the_numbers(self, pair: Master) -> None:
        loud, peak = ebur128(pair.mp3)

        assert loud == pytest.approx(TARGET, abs=0.5)
        assert peak <= -1.0

    def test_the_pause_between_its_sentences_is_the_one_written(self, pair: Master) -> None:
        pauses = quiet(decode_pcm(pair.mp3))

        (pause,) = (length for start, length in pauses if abs(start + length - pair.offsets[3]) < 0.1)
        assert pause == pytest.approx(0.35, abs=0.08)
        assert pauses[0] == (0.0, pytest.approx(0.7, abs=0.05))
        assert pauses[-1][1] == pytest.approx(1.5, abs=0.1)

    @pytest.mark.parametrize("sound", [Effect(earcon("ident")), Bed(surf(20), 4)])
    def test_with_a_signature_or_a_bed_it_is_as_loud_and_its_pauses_are_the_same(self, sound: Part) -> None:
        from hibari import Hibari

        words = Speech(clip(Hibari()("It is rain, lying on top of asphalt.", seed=0), 24_000))
        parts = (Silence(0.7), sound, Silence(0.4), words, Silence(0.35), words, Silence(2.5), words, Silence(1.5))

        master = mix(parts, TARGET)

        loud, peak = ebur128(master.mp3)
        pauses = quiet(decode_pcm(master.mp3))
        assert loud == pytest.approx(TARGET, abs=0.5)
        assert peak <= -1.0
        assert pauses[0] == (0.0, pytest.approx(0.7, abs=0.05))
        (written,) = (length for start, length in pauses if abs(start + length - master.offsets[7]) < 0.1)
        assert written == pytest.approx(2.5, abs=0.08)
        assert pauses[-1][1] == pytest.approx(1.5, abs=0.1)
