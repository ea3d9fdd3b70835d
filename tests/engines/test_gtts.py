"""gTTS against a Google Translate on loopback: nothing but the certificate and the proxy is different."""

from __future__ import annotations

import contextlib
import threading
import time
import warnings
from array import array
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from io import BytesIO
from itertools import pairwise

import pytest
import trustme
from gtts import gTTS
from hypothesis import given
from hypothesis import strategies as st

from tests.engines import google as fake
from tour.diagnostics import Span
from tour.engines import Engine, SpeechError
from tour.engines.google_translate import GoogleError, ask
from tour.engines.gtts import Gtts, Limits
from tour.model import Clip, Lexeme, Voice

COM = Voice("gtts", "com", "en")
SENTENCE = "The lake is older than the city."
LONG = (
    "In front of you a lake of asphalt bubbles behind a fence, and under it lie mammoths, wolves and lions, "
    "which came to drink, stuck fast, and called others to their deaths, for forty thousand years and more."
)


class Waits:
    """A clock and a sleep that agree, and take no time."""

    def __init__(self) -> None:
        self.all: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.all.append(seconds)

    def clock(self) -> float:
        return time.monotonic() + sum(self.all)


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def google(authority, tmp_path, monkeypatch):
    authority.cert_pem.write_to_path(tmp_path / "authority.pem")
    with fake.running(fake.Google(authority)) as google:
        for name in ("HTTPS_PROXY", "no_proxy", "NO_PROXY", "all_proxy", "ALL_PROXY", "CURL_CA_BUNDLE"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("https_proxy", google.url)
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "authority.pem"))
        yield google


@pytest.fixture
def waits() -> Waits:
    return Waits()


@pytest.fixture
def gtts(waits) -> Gtts:
    return Gtts(Limits(), waits.clock, waits.sleep)


def seconds(clip: Clip) -> float:
    return len(clip.pcm) / 2 / clip.rate


def hertz(clip: Clip, start: float, end: float) -> float:
    """Return the pitch of a stretch of a clip, by counting how often it crosses zero."""
    wave = array("h", clip.pcm)[round(start * clip.rate) : round(end * clip.rate)]
    return sum((a < 0) != (b < 0) for a, b in pairwise(wave)) / 2 / (end - start)


def fault(gtts: Gtts, text: str = SENTENCE, voice: Voice = COM) -> SpeechError:
    with pytest.raises(SpeechError) as caught:
        gtts.speak(text, voice)
    return caught.value


# What is asked, and what comes of it


def test_it_is_an_engine_made_without_arguments():
    engine: Engine = Gtts()

    assert (engine.name, engine.default_voice, engine.parallel, engine.online) == ("gtts", "com", 2, True)


def test_a_sentence_comes_back_as_sound(google, gtts):
    clip = gtts.speak(SENTENCE, COM)

    assert clip.rate == 24_000
    assert seconds(clip) == pytest.approx(3.0, abs=0.1)
    assert hertz(clip, 0.5, 2.5) == pytest.approx(440, abs=5)


def test_the_request_is_the_one_that_gtts_itself_would_send(google, gtts):
    voice = Voice("gtts", "co.uk", "en", speed=0.5)
    with warnings.catch_warnings(action="ignore"):  # urllib3's, about the certificate that gTTS does not check
        gTTS(LONG, tld="co.uk", lang="en", slow=True).write_to_fp(BytesIO())
    theirs, google.asked = google.asked, []

    gtts.speak(LONG, voice)

    assert len(theirs) > 1
    assert google.asked == theirs


def test_the_accent_is_a_host_and_a_slow_voice_a_flag(google, gtts):
    gtts.speak(SENTENCE, Voice("gtts", "co.in", "en-IN", speed=0.6))

    assert google.asked[0].host == "translate.google.co.in"
    assert google.asked[0].parameters == [SENTENCE, "en", True]


def test_the_pieces_of_a_long_sentence_are_joined_in_order(google, gtts):
    pitches: list[int] = []

    def rising(asked: fake.Asked) -> fake.Answer:
        pitches.append(300 + 200 * len(pitches))
        return fake.ok(fake.beep(3.0, pitches[-1]))

    google.answer = rising

    clip = gtts.speak(LONG, COM)

    share = seconds(clip) / len(pitches)
    assert len(pitches) > 2
    assert share == pytest.approx(3.0, abs=0.1)
    for n, pitch in enumerate(pitches):
        assert hertz(clip, n * share + 0.5, n * share + 2.5) == pytest.approx(pitch, abs=10)


def test_a_piece_that_is_only_a_quotation_mark_is_not_asked_for(google, gtts):
    google.answer = lambda asked: fake.ok() if any(map(str.isalnum, asked.text)) else fake.NO_SOUND

    clip = gtts.speak(f"{LONG.rstrip('.')} (or so “they say”)”", COM)

    assert clip.pcm
    assert all(any(map(str.isalnum, asked.text)) for asked in google.asked)


def test_two_threads_may_speak_at_once(google, gtts):
    together = threading.Barrier(2, timeout=10)

    def answer(asked: fake.Asked) -> fake.Answer:
        together.wait()
        return fake.ok(fake.beep(3.0, 600 if "2" in asked.text else 300))

    google.answer = answer

    with ThreadPoolExecutor(2) as pool:
        clips = list(pool.map(lambda n: gtts.speak(f"Stop {n}.", COM), (1, 2)))

    assert [round(hertz(clip, 0.5, 2.5), -2) for clip in clips] == [300, 600]


# The network between


def test_a_certificate_that_nobody_vouches_for_is_refused(google, gtts, waits, tmp_path, monkeypatch):
    trustme.CA().cert_pem.write_to_path(tmp_path / "other.pem")
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "other.pem"))

    error = fault(gtts)

    assert error.message == "the certificate that translate.google.com shows cannot be trusted"
    assert "REQUESTS_CA_BUNDLE" in error.hint
    assert error.fatal
    assert (google.asked, waits.all) == ([], [])


def test_without_a_bundle_the_usual_authorities_count(google, gtts, monkeypatch):
    monkeypatch.delenv("REQUESTS_CA_BUNDLE")

    error = fault(gtts)

    assert "cannot be trusted" in error.message
    assert google.asked == []


def test_a_bundle_that_is_not_there_is_named(google, gtts, monkeypatch):
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "nowhere.pem")

    error = fault(gtts)

    assert "nowhere.pem" in error.message
    assert "REQUESTS_CA_BUNDLE" in error.hint
    assert error.fatal


def test_a_proxy_that_is_not_there_is_an_error(google, gtts, waits, monkeypatch):
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:9")

    error = fault(gtts)

    assert error.message == "the connection to translate.google.com failed"
    assert "https_proxy" in error.hint
    assert error.fatal
    assert len(waits.all) == 4


@pytest.mark.parametrize("proxy", ["http://a..b:80", "http://127.0.0.1:99999", f"http://{'a' * 64}:80"])
def test_a_proxy_that_cannot_be_is_an_error(google, gtts, waits, monkeypatch, proxy):
    monkeypatch.setenv("https_proxy", proxy)

    error = fault(gtts)

    assert "https_proxy" in error.hint


# What passes


@pytest.mark.parametrize(
    "trouble",
    [
        fake.refusal(429),
        fake.refusal(500),
        fake.refusal(503),
        fake.PAGE,
        fake.NO_SOUND,
        fake.Answer(how="drop"),
        fake.Answer(body=fake.speech(b"much too little"), how="drop halfway"),
        fake.ok(b"not an MP3"),
        fake.ok(fake.beep()[:1500]),
    ],
    ids=["429", "500", "503", "page", "no sound", "drop", "drop halfway", "not an MP3", "truncated"],
)
def test_trouble_that_passes_is_waited_out(trouble, google, gtts, waits):
    google.answers = [trouble, trouble, fake.ok()]

    clip = gtts.speak(SENTENCE, COM)

    assert seconds(clip) == pytest.approx(3.0, abs=0.1)
    assert len(google.asked) == 3
    assert 1 <= waits.all[0] <= 2 <= waits.all[1] <= 3


EIGHTY = "The walls along the northern side were once a garden, and then a railway yard."


@pytest.mark.parametrize("cut", [2.95, 2.7, 5.2], ids=["at a word's end", "inside a word", "inside the last word"])
def test_a_piece_that_is_cut_off_is_asked_for_again(cut, google, gtts):
    google.answers = [fake.ok(fake.words(cut)), fake.ok(fake.words())]

    clip = gtts.speak(EIGHTY, COM)

    assert seconds(clip) == pytest.approx(5.5, abs=0.1)
    assert len(google.asked) == 2


def test_a_piece_that_is_cut_in_the_middle_each_time_is_an_error(google, gtts):
    google.answers = [fake.ok(fake.words(2.7))] * 5

    assert "said only 2." in fault(gtts, EIGHTY).message


def test_a_sound_that_ends_loud_and_comes_again_is_how_google_says_it(google, gtts):
    google.answers = [fake.ok(fake.words(5.2))] * 2

    assert seconds(gtts.speak(EIGHTY, COM)) == pytest.approx(5.2, abs=0.1)


def test_letters_that_are_no_base64_are_not_passed_over(google, gtts):
    whole = fake.ok()
    spoilt = replace(whole, body=whole.body.replace(b"A", b"*", 1))
    google.answers = [spoilt, whole]

    gtts.speak(SENTENCE, COM)

    assert len(google.asked) == 2


@pytest.mark.parametrize("form", ["30.5", " 30 ", "+30", "30s"])
def test_retry_after_may_be_written_in_other_forms(form, google, gtts, waits):
    google.answers = [fake.refusal(429, form), fake.ok()]

    gtts.speak(SENTENCE, COM)

    assert 29 < waits.all[0] < 34


def test_only_the_piece_that_failed_is_asked_for_again(google, gtts):
    google.answers = [fake.ok(), fake.PAGE, fake.ok()]

    gtts.speak(LONG, COM)

    texts = [asked.text for asked in google.asked]
    assert texts[1] == texts[2]
    assert len(texts) == len(set(texts)) + 1


@pytest.mark.parametrize("form", ["seconds", "date"])
def test_retry_after_is_heeded(form, google, gtts, waits):
    until = format_datetime(datetime.now(UTC) + timedelta(seconds=31), usegmt=True)
    google.answers = [fake.refusal(429, "30" if form == "seconds" else until), fake.ok()]

    gtts.speak(SENTENCE, COM)

    assert len(waits.all) == 1
    assert 29 < waits.all[0] < 34


def test_a_senseless_retry_after_is_ignored(google, gtts, waits):
    google.answers = [fake.refusal(503, "²"), fake.refusal(503, "soon"), fake.refusal(503, "-5"), fake.ok()]

    gtts.speak(SENTENCE, COM)

    assert all(wait <= 6 for wait in waits.all)


@pytest.mark.parametrize(
    "value", ["9" * 5000, "Fri, 31 Dec 9999 23:59:59 -2359", "Mon, 01 Jan 0001 00:00:00 +2359", "x, 1 Jan " + "9" * 30]
)
def test_a_retry_after_that_no_clock_can_count_to_breaks_nothing(google, gtts, waits, value):
    google.answers = [fake.refusal(503, value), fake.ok()]

    with contextlib.suppress(SpeechError):
        gtts.speak(SENTENCE, COM)

    assert all(wait <= 86_400 * 2 for wait in waits.all)


def test_two_that_were_told_the_same_do_not_come_back_together(google, waits):
    google.answers = [fake.refusal(429, "7"), fake.ok(), fake.refusal(429, "7"), fake.ok()]

    for _ in range(2):
        Gtts(Limits(), waits.clock, waits.sleep).speak(SENTENCE, COM)

    assert len(set(waits.all)) == 2


@pytest.mark.parametrize(("limits", "rest"), [(Limits(), 70), (Limits(sentence=1000.0), 120)])
def test_a_rest_longer_than_there_is_patience_for_is_not_begun(limits, rest, google, waits):
    google.answers = [fake.refusal(429, str(rest))]

    error = fault(Gtts(limits, waits.clock, waits.sleep))

    assert error.message == f"Google Translate has had too many requests (429) and asks for {rest} s of rest"
    assert error.fatal
    assert (len(google.asked), waits.all) == (1, [])


# What does not pass


@pytest.mark.parametrize(
    ("trouble", "message", "fatal"),
    [
        (fake.refusal(429), "Google Translate has had too many requests (429)", True),
        (fake.refusal(503), "Google Translate is out of order (503)", True),
        (fake.PAGE, "Google Translate sent a page instead of speech", True),
        (fake.CONSENT, "Google Translate sent a page instead of speech", True),
        (fake.Answer(how="drop"), "the connection to translate.google.com failed", True),
        (
            fake.Answer(body=fake.speech(fake.beep()), how="drop halfway"),
            "the connection to translate.google.com failed",
            True,
        ),
        (fake.NO_SOUND, "Google Translate gave no sound", False),
        (fake.ok(b"not an MP3"), f"Google Translate sent a broken sound for {SENTENCE!r}", False),
        (fake.ok(fake.beep()[:4000]), f"Google Translate said only 0.5 s of {SENTENCE!r}", False),
        (fake.ok(fake.beep(3.0, 440, 0.0)), f"Google Translate sent silence for {SENTENCE!r}", False),
    ],
)
def test_trouble_that_stays_is_given_up_after_five_tries(trouble, message, fatal, google, gtts, waits):
    google.answers = [trouble]

    error = fault(gtts)

    assert error.message == message
    assert error.fatal is fatal
    assert error.hint.endswith("or use the offline voice: --engine hibari")
    assert len(google.asked) == 5
    assert waits.all == sorted(waits.all)


@pytest.mark.parametrize("status", [400, 403, 404])
def test_a_plain_no_is_taken_at_once(status, google, gtts):
    google.answers = [fake.refusal(status)]

    error = fault(gtts)

    assert error.message == f"Google Translate refuses ({status})"
    assert error.fatal
    assert len(google.asked) == 1


def test_a_sentence_with_one_bad_piece_is_an_error_not_a_gap(google, gtts):
    google.answer = lambda asked: fake.PAGE if "drink" in asked.text else fake.ok()

    error = fault(gtts, LONG)

    assert error.message == "Google Translate sent a page instead of speech"


@pytest.mark.parametrize("how", ["hang", "drip the head", "drip the body"])
def test_a_request_ends_at_its_deadline_however_the_server_dawdles(how, google, waits):
    google.answers = [fake.Answer(body=fake.speech(fake.beep()), how=how)]

    error = fault(Gtts(Limits(request=0.3, tries=2), waits.clock, waits.sleep))

    assert error.message == "Google Translate did not answer in time"
    assert error.fatal
    assert len(google.asked) == 2


def test_a_server_that_dawdles_once_is_asked_again(google, waits):
    google.answers = [fake.Answer(how="hang"), fake.ok()]

    clip = Gtts(Limits(request=1.5), waits.clock, waits.sleep).speak(SENTENCE, COM)

    assert clip.pcm


def test_a_request_that_is_given_up_is_hung_up(google):
    google.answers = [fake.Answer(body=fake.speech(fake.beep()), how="drip the body")]

    fault(Gtts(Limits(request=0.3, tries=1)))

    for thread in threading.enumerate():
        if thread.name == "gtts":
            thread.join(10)
    assert google.delivered == 0


def test_a_sentence_ends_at_its_deadline_however_many_pieces_it_has(google, waits):
    def slow(asked: fake.Asked) -> fake.Answer:
        waits.all.append(25.0)
        return fake.ok()

    google.answer = slow
    engine = Gtts(Limits(), waits.clock, waits.sleep)

    error = fault(engine, LONG)

    assert error.message == "Google Translate did not answer in time"
    assert len(google.asked) == 3


def test_a_request_with_no_time_left_is_not_begun(monkeypatch):
    monkeypatch.setattr(threading.Thread, "start", lambda _thread: pytest.fail("it was begun"))

    with pytest.raises(GoogleError, match="did not answer in time"):
        ask("com", "", 0.0)


def test_pieces_that_do_not_fit_together_are_an_error(google, gtts):
    google.answers = [fake.ok(), fake.ok(fake.beep(rate=16_000))]

    error = fault(gtts, LONG)

    assert error.message == f"Google Translate changed its sampling rate within {LONG!r}"


# Giving up


def test_once_given_up_nothing_more_is_asked(google, gtts):
    google.answers = [fake.refusal(429)]
    first = fault(gtts)
    google.answers = [fake.ok()]

    second = fault(gtts, "Another sentence.")

    assert len(google.asked) == 5
    assert second is not first
    assert (second.message, second.hint, second.fatal) == (first.message, first.hint, True)


def test_giving_up_in_one_thread_wakes_the_other_from_its_wait(google):
    asked_one = threading.Event()
    engine = Gtts(Limits(sentence=1000.0, wait=40.0, longest_wait=40.0, patience=1000.0))

    def answer(asked: fake.Asked) -> fake.Answer:
        if asked.text == "One.":
            asked_one.set()
            return fake.refusal(503)
        return fake.refusal(403)

    google.answer = answer

    with ThreadPoolExecutor(1) as pool:
        one = pool.submit(fault, engine, "One.")
        asked_one.wait(10)
        two = fault(engine, "Two.")
        woken = wait([one], timeout=10).done

    assert woken
    assert one.result().message == two.message == "Google Translate refuses (403)"
    assert len(google.asked) == 2


def test_a_fault_of_one_sentence_leaves_the_others_alone(google, gtts):
    google.answer = lambda asked: fake.NO_SOUND if "Hm" in asked.text else fake.ok()

    error = fault(gtts, "Hm.")
    clip = gtts.speak(SENTENCE, COM)

    assert not error.fatal
    assert clip.pcm


def test_sentence_after_sentence_without_a_sound_is_given_up_within_two_minutes(google, gtts, waits):
    google.answers = [fake.NO_SOUND]
    began = waits.clock()

    while not (error := fault(gtts)).fatal:
        assert waits.clock() - began < 120

    assert sum(waits.all) > 20
    assert error.message == "Google Translate gave no sound"


def test_a_sentence_that_can_be_spoken_restores_patience(google, gtts, waits):
    google.answer = lambda asked: fake.NO_SOUND if "Hm" in asked.text else fake.ok()

    for _ in range(10):
        assert not fault(gtts, "Hm.").fatal
        gtts.speak(SENTENCE, COM)

    assert sum(waits.all) > 120


def test_time_in_which_nobody_asks_is_no_failure(google, gtts, waits):
    google.answers = [fake.NO_SOUND, fake.NO_SOUND, fake.NO_SOUND, fake.NO_SOUND, fake.NO_SOUND, fake.ok()]
    fault(gtts)
    waits.all.append(86_400.0)

    clip = gtts.speak(SENTENCE, COM)

    assert clip.pcm


# Without asking anybody


@pytest.mark.parametrize(
    ("voice", "message", "hint"),
    [
        (Voice("gtts", "co.uk", "enn"), "gtts does not speak 'enn'", "did you mean 'en'?"),
        (Voice("gtts", "com", "xxxx"), "gtts does not speak 'xxxx'", "`tourpack voices` lists the languages"),
        (Voice("gtts", "couk", "en"), "gtts has no voice 'couk'", "did you mean 'co.uk'?"),
        (
            Voice("gtts", "heart", "en"),
            "gtts has no voice 'heart'",
            "write a top-level domain of Google's, such as com or co.uk",
        ),
        (
            Voice("gtts", "com", "en", 1.1),
            "gtts has only a plain and a slow pace, not 1.1",
            "write 1.0, or less than 0.75 for the slow pace, or use the offline voice: --engine hibari",
        ),
    ],
)
def test_a_voice_it_lacks_is_refused_with_a_hint(voice, message, hint, gtts):
    refused = gtts.refuse(voice)

    assert refused is not None
    assert (refused.message, refused.hint) == (message, hint)
    assert fault(gtts, SENTENCE, voice).message == message


@pytest.mark.parametrize(
    ("language", "name"), [("en-GB", "en"), ("FR-ca", "fr-CA"), ("he", "iw"), ("zh-Hant-HK", "zh"), ("pt-BR", "pt")]
)
def test_a_language_tag_becomes_the_name_that_google_has_for_it(language, name, google, gtts):
    gtts.speak(SENTENCE, Voice("gtts", "com", language))

    assert google.asked[0].parameters[1] == name


def test_every_voice_it_lists_can_be_used(gtts):
    voices = gtts.voices()

    assert voices[0] == COM
    assert {"com", "co.uk", "com.au", "co.in", "ca", "ie", "co.za"} <= {v.name for v in voices if v.language == "en"}
    assert len({voice.language for voice in voices}) > 60
    assert [gtts.refuse(voice) for voice in voices] == [None] * len(voices)


def test_a_slip_in_the_list_of_gtts_is_mended(gtts):
    assert gtts.refuse(Voice("gtts", "com.uy", "es")) is None
    assert gtts.refuse(Voice("gtts", "com,uy", "es")) is not None


def test_a_name_is_said_by_its_alias_for_gtts(gtts):
    nowhere = Span("lexicon.toml", 1, 1)
    la_brea = Lexeme(("La Brea",), nowhere, "lə ˈbɹeɪ.ə", (("hibari", "no"), ("gtts", "La Braya")))

    assert gtts.pronounce("La Brea", la_brea) == "La Braya"
    assert gtts.pronounce("la brea", Lexeme(("La Brea",), nowhere, "lə ˈbɹeɪ.ə")) == "la brea"


@pytest.mark.parametrize("text", ["", " ", "…", "— ”", "?!"])
def test_words_are_needed(text, google, gtts):
    assert gtts.unsayable(text) == "".join(text.split())
    assert fault(gtts, text).message == f"there is nothing to say in {text!r}"
    assert google.asked == []


@given(st.text(st.sampled_from("aZé9 .,;:?!-—()“”’…"), min_size=1, max_size=300))
def test_whatever_has_a_letter_has_a_request(text):
    from tour.engines.gtts import _asked, _bodies

    said = "".join(_asked(body) for body in _bodies(text, COM)) if any(map(str.isalnum, text)) else ""

    assert [c for c in said if c.isalnum()] == [c for c in text if c.isalnum()]
