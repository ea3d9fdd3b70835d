from __future__ import annotations

import gzip
import json
import socket
import subprocess
import sys
import tomllib
import unicodedata
from array import array
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import ROOT
from tour.diagnostics import Span
from tour.engines import SpeechError
from tour.engines.hibari import _SOUNDS, Hibari, _assets, _table, misaki
from tour.model import Lexeme, Voice
from tour.narration.lexicon import pronounce

HEART = Voice("hibari", "heart", "en")
AT = Span("stops/lexicon.toml", 1, 1)
ENTRIES: list[dict[str, Any]] = tomllib.loads((ROOT / "stops" / "lexicon.toml").read_text("utf-8"))["lexeme"]
LEXICON = tuple(
    Lexeme(tuple(e["grapheme"]), AT, e.get("phoneme", ""), tuple(e.get("alias", {}).items())) for e in ENTRIES
)
NAMES = [(grapheme, lexeme) for lexeme in LEXICON for grapheme in lexeme.graphemes]


@pytest.fixture(scope="module")
def hibari() -> Hibari:
    return Hibari()


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        pytest.fail("the network was asked")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)


def test_it_sounds_alike_whether_or_not_scipy_is_there() -> None:
    code = """
import sys, types
scipy = sys.modules["scipy"] = sys.modules["scipy.fft"] = types.ModuleType("scipy.fft")
from tour.engines.hibari import Hibari
from tour.model import Voice
assert Hibari().speak("One.", Voice("hibari", "heart", "en")).pcm
import hibari.dsp
assert hibari.dsp.FFT_BACKEND == "numpy", hibari.dsp.FFT_BACKEND
assert sys.modules["scipy.fft"] is scipy
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("name", ["lexicon_us_gold.json.gz", "lexicon_us_silver.json.gz", "tagger.json.gz", "oov.json"])
def test_its_tables_are_read_faster_and_alike(name: str) -> None:
    data = (_assets() / name).read_bytes()

    assert _table(name) == json.loads(gzip.decompress(data) if name.endswith(".gz") else data)


def test_the_voices_own_normaliser_is_left_out() -> None:
    engine = Hibari()

    assert engine.phonemes("He said no.").endswith("nˈO.")
    assert "sˈi pˈAʤ" in engine.phonemes("George C Page")


@pytest.mark.parametrize("word", ["Pius", "Corrales", "Angeles", "Soyeon"])
def test_a_name_that_the_dictionary_takes_for_a_plural_is_not_known(word: str, hibari: Hibari) -> None:
    assert not hibari.knows(word)


@pytest.mark.parametrize(
    "word", ["Villages", "Churches", "Heroes", "Cities", "Barnes", "Naples", "Hercules", "Columbus"]
)
def test_a_plural_and_a_name_in_the_dictionary_are_known(word: str, hibari: Hibari) -> None:
    assert hibari.knows(word)


def _says(phoneme: str, grapheme: str = "Name", *graphemes: str) -> str:
    return Hibari().pronounce(grapheme, Lexeme((graphemes or ("Name",)), AT, phoneme))


@pytest.mark.parametrize(
    ("ipa", "told"),
    [
        ("lə ˈbɹeɪ.ə", "lə bɹˈAə"),
        ("ˈdʒɑn.iz", "ʤˈɑniz"),
        ("bɔltʃ", "bɔlʧ"),
        ("ˈhɑt.ʃɑt", "hˈɑtʃɑt"),
        ("t͡ʃaʊ", "ʧW"),
        ("/ˈbɔɪ/", "bˈY"),
        ("[bɝd]", "bɜɹd"),
        ("ˈbʌt.ɚ", "bˈʌtəɹ"),
        ("ˈbʌɾ.ɚ", "bˈʌTəɹ"),
        ("ɡoʊ ɡəʊ", "ɡO ɡO"),
        ("'red", "ɹˈɛd"),
        ("ˌmɪs.ɪˈsɪp.i", "mˌɪsɪsˈɪpi"),
        ("ˈstɹeɪnd͡ʒ", "stɹˈAnʤ"),
        ("naɪˈiv", "nIˈiv"),
        ("fiː", "fi"),
        ("ɡ g", "ɡ ɡ"),
    ],
)
def test_ipa_becomes_misaki_s_alphabet(ipa: str, told: str) -> None:
    assert misaki(ipa) == told


@pytest.mark.parametrize(("grapheme", "lexeme"), NAMES, ids=[grapheme for grapheme, _ in NAMES])
def test_every_name_of_the_tour_s_lexicon_is_told_in_sounds_that_the_voice_has(grapheme: str, lexeme: Lexeme) -> None:
    if not lexeme.phoneme:
        return
    told = Hibari().pronounce(grapheme, lexeme)

    assert told.startswith(f"[{grapheme}](/")
    phonemes = told.removeprefix(f"[{grapheme}](/").removesuffix("/)")
    assert phonemes
    assert set(phonemes) <= _SOUNDS
    assert phonemes.count("ˈ") == lexeme.phoneme.count("ˈ")
    assert not set("eaog.ːr'") & set(phonemes)


@pytest.mark.parametrize(("grapheme", "lexeme"), NAMES, ids=[grapheme for grapheme, _ in NAMES])
def test_the_voice_s_own_reader_leaves_the_lexicon_s_phonemes_alone(
    hibari: Hibari, grapheme: str, lexeme: Lexeme
) -> None:
    if not lexeme.phoneme:
        return
    wanted = misaki(lexeme.phoneme)

    sentence = pronounce(f"At {grapheme}, look: {grapheme}'s end.", [lexeme], hibari.pronounce)

    said = hibari.phonemes(sentence)
    assert wanted in said
    assert said.count(wanted) == 2
    assert hibari.phonemes(hibari.pronounce(grapheme, lexeme)) == wanted


def test_the_sounds_are_those_of_the_voice_s_american_lexicon() -> None:
    vocabulary = json.loads((_assets() / "vocab.json").read_text("utf-8"))

    assert set(vocabulary) >= _SOUNDS


@pytest.mark.parametrize("phoneme", ["kǃi", "lɔx", "kasa", "ky", "pʰɪn", "bʌt̬ɚ", "ʀi", "bɒs"])
def test_a_symbol_that_the_voice_never_learnt_is_named_and_not_dropped(phoneme: str) -> None:
    with pytest.raises(ValueError, match=r"\S") as caught:
        _says(phoneme)

    assert all(symbol in misaki(phoneme) for symbol in str(caught.value).split())


@pytest.mark.parametrize("phoneme", ["/", "//", ".", "ˈ", "[]"])
def test_a_phoneme_that_says_nothing_is_refused(phoneme: str) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        _says(phoneme)


@pytest.mark.parametrize(
    ("phoneme", "grapheme", "graphemes", "told"),
    [
        ("ˈkɜɹ.sən", "Curson's", ("Curson",), "[Curson's](/kˈɜɹsənz/)"),
        ("ˈdɛz.mənd", "Desmond's", ("Desmond",), "[Desmond's](/dˈɛzməndz/)"),
        ("bɑk", "Bach's", ("Bach",), "[Bach's](/bɑks/)"),
        ("bɔltʃ", "Balch's", ("Balch",), "[Balch's](/bɔlʧᵻz/)"),
        ("ɹɔs", "Ross's", ("Ross",), "[Ross's](/ɹɔsᵻz/)"),
        ("ˈdʒɑn.iz", "Johnie's", ("Johnie's",), "[Johnie's](/ʤˈɑniz/)"),
        ("ˈdʒɑn.iz", "Johnie's", ("Johnie’s",), "[Johnie's](/ʤˈɑniz/)"),
        ("", "Wyle's", ("Wyle",), "wily's"),
        ("", "Wyle", ("Wyle",), "wily"),
        ("", "Johnie's", ("Johnie's",), "wily"),
    ],
)
def test_an_owner_s_s_is_said_as_it_sounds(phoneme: str, grapheme: str, graphemes: tuple[str, ...], told: str) -> None:
    lexeme = Lexeme(graphemes, AT, phoneme, (("hibari", "wily"), ("gtts", "wiley")))

    assert Hibari().pronounce(grapheme, lexeme) == told


def test_a_name_with_another_engine_s_alias_only_is_left_as_it_is() -> None:
    assert Hibari().pronounce("Wyle", Lexeme(("Wyle",), AT, alias=(("gtts", "wily"),))) == "Wyle"


@pytest.mark.parametrize(
    ("text", "dropped"),
    [
        ("Plain text, 42 of it: “yes” – no… (really?) it's; well-known & so!", ""),
        ("Café, naïve, Ångström, Dvořák, Ý and ĉu.", ""),
        ("Go to [猛犸](/mˈæməθ/) now.", ""),
        ("Go to 猛犸, 猛.", "猛犸"),
        ("Hi 👋", "👋"),
        ("Привет", "Привет"),
        ("5°, 100% @ $1 + x", "°%@$+"),
        ("Søren's Œuvre", "øŒ"),
        ("ͺ", "ͺ"),
        ("", ""),
    ],
)
def test_what_the_voice_would_drop_is_named_once(text: str, dropped: str) -> None:
    assert Hibari().unsayable(text) == dropped


@pytest.mark.parametrize("start", range(0xC0, 0x240, 0x40))
def test_no_letter_that_is_taken_is_dropped(hibari: Hibari, start: int) -> None:
    letters = [c for c in map(chr, range(start, start + 0x40)) if c.isalpha() and not hibari.unsayable(c)]

    bare = hibari.phonemes("bb")
    assert letters
    assert [c for c in letters if hibari.phonemes(f"b{c}b") == bare or not hibari.phonemes(c)] == []


@given(st.text())
def test_what_is_unsayable_is_in_the_text(text: str) -> None:
    dropped = Hibari().unsayable(text)

    assert set(dropped) <= set(text)
    assert len(set(dropped)) == len(dropped)
    assert not any(c.isascii() and c.isalnum() for c in dropped)
    assert all(unicodedata.category(c) != "Zs" or c != " " for c in dropped)


@pytest.mark.parametrize(
    ("text", "letter"),
    [
        ("A W Ross bought the land.", True),
        ("The land of A W Ross is here.", True),
        ("J A Ross came.", True),
        ("A lake is here.", False),
        ("It is a W.", False),
        ("A Wilshire corner.", False),
    ],
)
def test_an_a_among_initials_is_said_as_the_letter(hibari: Hibari, text: str, letter: bool) -> None:
    said = hibari.phonemes(text).split()

    index = [word.upper() for word in text.split()].index("A")
    assert said[index] == ("ˈA" if letter else "ɐ")


def test_the_voice_that_comes_with_it_needs_nothing(no_network: None) -> None:
    assert Hibari().refuse(HEART) is None
    assert Hibari().default_voice == "heart"
    assert Hibari().voices()[0] == Voice("hibari", "heart", "en-US")


def test_a_voice_that_would_be_downloaded_is_refused(
    no_network: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HIBARI_HOME", str(tmp_path))
    hibari = Hibari()

    refusal = hibari.refuse(Voice("hibari", "emma", "en"))

    assert refusal
    assert refusal.message == "the voice 'emma' is not on this computer"
    assert refusal.hint == "it would be downloaded; installed here: heart"
    with pytest.raises(SpeechError, match="not on this computer"):
        hibari.speak("Hello.", Voice("hibari", "emma", "en"))
    assert [*tmp_path.iterdir()] == []


def test_a_voice_that_is_on_this_computer_may_be_used(
    no_network: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HIBARI_HOME", str(tmp_path))
    (tmp_path / "bf_emma.int8.onnx").write_bytes(b"")

    assert Hibari().refuse(Voice("hibari", "emma", "en-GB")) is None
    assert [voice.name for voice in Hibari().voices()] == ["heart", "emma"]


@pytest.mark.parametrize(
    ("voice", "message", "hint"),
    [
        (Voice("hibari", "hart", "en"), "the hibari engine has no voice 'hart'", "did you mean 'heart'?"),
        (Voice("hibari", "heart", "es"), "the hibari engine speaks English, not 'es'", "choose another engine"),
    ],
)
def test_a_voice_that_cannot_be_used_is_refused(no_network: None, voice: Voice, message: str, hint: str) -> None:
    refusal = Hibari().refuse(voice)

    assert refusal
    assert refusal.message == message
    assert refusal.hint.startswith(hint)


def test_the_fingerprint_names_what_makes_the_sound() -> None:
    assert Hibari().fingerprint == Hibari().fingerprint
    for part in ("hibari 0.2.1", "seed 0", "recipe", "heart=5f70741d4e900f4e"):
        assert part in Hibari().fingerprint


@pytest.mark.parametrize("text", ["", " ", "…", "— “” —", "!?"])
def test_a_sentence_without_a_word_is_a_fault(text: str) -> None:
    with pytest.raises(SpeechError, match="there is nothing to say"):
        Hibari().speak(text, HEART)


@pytest.mark.voice
@pytest.mark.parametrize("text", ["猛犸", "👋 猛", "Go. 猛 犸 猛 犸 猛 犸 猛 犸 猛 犸 猛 犸 猛 犸 猛 犸"])
def test_a_sentence_of_which_words_are_dropped_is_a_fault(hibari: Hibari, text: str) -> None:
    with pytest.raises(SpeechError):
        hibari.speak(text, HEART)


@pytest.mark.voice
def test_two_sentences_are_spoken_the_same_each_time(hibari: Hibari) -> None:
    texts = [
        pronounce("La Brea is Spanish for the tar.", LEXICON, hibari.pronounce),
        "A W Ross bought eighteen acres at fifty-eight oh one Wilshire Boulevard.",
    ]

    clips = [hibari.speak(text, HEART) for text in texts]

    for text, clip in zip(texts, clips, strict=True):
        seconds = len(clip.pcm) / 2 / clip.rate
        loudest = max(map(abs, array("h", clip.pcm)))
        assert clip.rate == 24_000
        assert 1.2 < seconds < 8
        assert 2_000 < loudest < 32_767
        assert Hibari().speak(text, HEART) == clip
    assert clips[0] != clips[1]


@pytest.mark.voice
def test_what_is_shown_is_what_the_voice_reads(hibari: Hibari) -> None:
    from hibari import Hibari as Model

    text = pronounce("In front of La Brea, Soyeon read it aloud in nineteen sixty-seven.", LEXICON, hibari.pronounce)

    assert [hibari.phonemes(text)] == Model(threads=1).phonemize(text)


@pytest.mark.voice
def test_a_faster_voice_takes_less_time(hibari: Hibari) -> None:
    text = "The lake behind this fence began as a mine."

    slow, fast = (hibari.speak(text, Voice("hibari", "heart", "en", speed)) for speed in (0.8, 1.25))

    assert len(fast.pcm) < 0.8 * len(slow.pcm)
