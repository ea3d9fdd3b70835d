"""Every engine that comes with the program keeps the promises of `tour.engines.Engine`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from contracts import check_engine, check_speaking
from tour.model import Voice
from tour.plugins import ENGINES, engine, found

BUILT_IN = ("gtts", "hibari", "tone")


def test_the_engines_are_found_by_their_entry_points() -> None:
    assert set(BUILT_IN) <= set(found(ENGINES))


@pytest.mark.parametrize("name", BUILT_IN)
def test_an_engine_keeps_its_promises(name: str) -> None:
    check_engine(engine(name), name)


@pytest.mark.parametrize("name", ["tone", pytest.param("hibari", marks=pytest.mark.voice)])
def test_an_engine_speaks(name: str) -> None:
    own = engine(name)

    check_speaking(own, Voice(name, own.default_voice, "en"))


@pytest.mark.parametrize("name", BUILT_IN)
def test_to_make_an_engine_and_to_plan_with_it_loads_no_model(name: str) -> None:
    probe = f"""
import sys
from tour.model import Lexeme, Voice
from tour.plugins import engine
own = engine({name!r})
assert own.refuse(Voice(own.name, own.default_voice, "en")) is None
own.fingerprint, own.unsayable("Hello.")
print(*sorted({{"numpy", "scipy", "onnxruntime", "hibari", "pydub"}} & set(sys.modules)))
"""

    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=False)

    assert (done.stdout, done.stderr) == ("\n", "")


@pytest.mark.parametrize("name", ["hibari", "kokoro"])
def test_a_voice_that_speaks_here_makes_no_notes_for_the_maker_of_what_it_runs_on(name: str, tmp_path: Path) -> None:
    """ONNX Runtime 1.31 does, in ~/.cache/Microsoft, as soon as it is loaded, and sends them when it has the time."""
    home = {key: value for key, value in os.environ.items() if key not in ("ORT_DISABLE_TELEMETRY", "XDG_CACHE_HOME")}
    probe = f"import tour.engines.{name}, onnxruntime"

    subprocess.run([sys.executable, "-c", probe], env={**home, "HOME": str(tmp_path)}, check=True)

    assert list(tmp_path.iterdir()) == []


def test_an_engine_is_made_once_in_a_process() -> None:
    assert engine("tone") is engine("tone")


def test_the_tone_s_beeps_are_as_many_as_the_words_and_as_fast_as_the_voice() -> None:
    tone = engine("tone")

    one, three = (tone.speak(text, Voice("tone", "beep", "en")) for text in ("one", "one two three"))
    fast = tone.speak("one two three", Voice("tone", "beep", "en", 2.0))

    assert len(one.pcm) / 2 == 0.12 * one.rate
    assert len(three.pcm) / 2 == (3 * 0.12 + 2 * 0.06) * three.rate
    assert len(fast.pcm) * 2 == len(three.pcm)
