from __future__ import annotations

import subprocess
import sys
import wave
from pathlib import Path

import numpy as np
import pytest

from tour.sound import earcons
from tour.sound.earcons import EARCONS, FOLDER, earcon, fingerprint, write


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every sound as its recipe makes it here and now."""
    folder = tmp_path_factory.mktemp("sounds")
    write(folder)
    return folder


@pytest.mark.parametrize("name", EARCONS)
def test_a_sound_is_what_its_recipe_makes(name: str, made: Path) -> None:
    with wave.open(str(made / f"{name}.wav")) as file:
        recipe = np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(int)

    sound = np.frombuffer(earcon(name).pcm, "<i2").astype(int)

    # Another computer's sine may differ in its last bit, and round the other way.
    np.testing.assert_allclose(sound, recipe, rtol=0, atol=1)


@pytest.mark.parametrize("name", EARCONS)
def test_a_sound_is_a_small_plain_wav(name: str) -> None:
    with wave.open(str(FOLDER / f"{name}.wav")) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, earcon(name).rate)
        assert file.getnframes() == len(earcon(name).pcm) / 2


def test_there_is_a_wav_for_each_name_and_none_besides_and_they_are_small() -> None:
    wavs = list(FOLDER.iterdir())

    assert sorted(path.name for path in wavs) == sorted(f"{name}.wav" for name in EARCONS)
    assert sum(path.stat().st_size for path in wavs) < 350_000


def test_a_changed_sound_has_another_fingerprint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = {name: fingerprint(name) for name in EARCONS}
    monkeypatch.setattr(earcons, "FOLDER", tmp_path)
    for name in EARCONS:
        data = bytearray((FOLDER / f"{name}.wav").read_bytes())
        data[-1000] ^= 1
        (tmp_path / f"{name}.wav").write_bytes(data)
    fingerprint.cache_clear()

    after = {name: fingerprint(name) for name in EARCONS}

    fingerprint.cache_clear()
    assert len({*before.values(), *after.values()}) == 2 * len(EARCONS)


def test_a_sound_is_read_without_numpy_and_without_its_recipe() -> None:
    code = (
        "import sys; from tour.sound.earcons import *; [earcon(name) and fingerprint(name) for name in EARCONS]\n"
        "sys.exit('numpy' in sys.modules or 'tour.sound.recipes' in sys.modules)"
    )

    assert subprocess.run((sys.executable, "-c", code), check=False).returncode == 0


@pytest.mark.parametrize("name", ["gong", "", "../hold"])
def test_an_unknown_name_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="there is no sound"):
        earcon(name)
