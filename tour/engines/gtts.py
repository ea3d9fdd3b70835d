"""The online voice: Google Translate's, by way of gTTS. It needs the network, and Google's patience."""

from __future__ import annotations

import json
import time
from array import array
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import parse_qs

from gtts import __version__, gTTS
from gtts.accents import accents
from gtts.lang import tts_langs
from tenacity import RetryCallState, Retrying, retry_if_exception, wait_exponential, wait_random

from tour.diagnostics import did_you_mean
from tour.engines import SpeechError
from tour.engines.aliases import alias
from tour.engines.circuit_breaker import Breaker
from tour.engines.google_translate import OFFLINE, GoogleError, ask
from tour.model import Clip, Lexeme, Voice

_ACCENTS = (
    ("com", "en"),
    ("us", "en"),
    ("co.uk", "en"),
    ("com.au", "en"),
    ("co.in", "en"),
    ("ca", "en"),
    ("ie", "en"),
    ("co.za", "en"),
    ("com.ng", "en"),
    ("fr", "fr"),
    ("ca", "fr"),
    ("es", "es"),
    ("com.mx", "es"),
    ("us", "es"),
    ("com.br", "pt"),
    ("pt", "pt-PT"),
)
"""(tld, language) pairs that gTTS's documentation lists under "Localized accents"."""

# gTTS's own list lacks some that its documentation names, and has a comma where "com.uy" is meant.
_TLDS = {tld.replace(",", ".") for tld in accents} | {tld for tld, _ in _ACCENTS}
# Google keeps old codes for these.
_TAGS = {"he": "iw", "jv": "jw", "nb": "no", "fil": "tl", "zh-hans": "zh-CN", "zh-hant": "zh-TW"}

_SLOW = 0.75
"""Google knows a plain pace and a slow one. A voice's speed below this means the slow one."""
_FASTEST = 6.0
"""Words a second. No voice speaks faster: less sound than this means that some is missing."""
_SILENCE = 100
"""Of 32,768: sound that never gets this loud (-50 dBFS) is silence."""
_LETTERS_A_SECOND = {
    "en": 19.0,
    "de": 19.0,
    "fr": 20.0,
    "es": 21.0,
    "it": 21.0,
    "pt": 21.0,
    "zh": 7.0,
    "ja": 12.0,
    "ko": 8.0,
}
_LETTERS_OTHERWISE = 22.0
"""About half as fast again as Google speaks: what has fewer seconds for its letters was cut in the middle."""
_SHORTEST_TO_JUDGE = 24
"""Letters. Of fewer, silence and breath make up too much of the sound to tell a pace."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How long to put up with the server. Seconds, but for *tries*."""

    request: float = 15.0
    sentence: float = 60.0
    """For all its requests, tries and waits."""
    tries: int = 5
    wait: float = 1.0
    """Before the second try; it doubles from one try to the next, and up to this much again is added by chance."""
    longest_wait: float = 20.0
    """Unless the server asks for more."""
    patience: float = 100.0
    """Lost to failures, with no success between them. With one more request it stays under two minutes."""


_LIMITS = Limits()
_SPREAD = {"de": (0.9, 1.7), "en": (0.9, 1.5), "es": (0.9, 1.5), "fr": (0.9, 1.5)}
"""Language → see `spread`: 12 to 14 letters a second, and German has the longest words."""
_SPREAD_OTHERWISE = (0.7, 1.7)


class Gtts:
    """Satisfies `tour.engines.Engine` and `Paced` there. A voice is an accent: the top-level domain that is asked.

    `speak` may be called from several threads. *clock* gives seconds; *sleep* waits for some (default: a wait that ends
    when the engine gives up for good). Both are for tests.
    """

    name = "gtts"
    parallel = 2
    online = True
    licence = "Google's terms"
    default_voice = "com"
    fingerprint = f"gtts {__version__} 1"

    def __init__(
        self,
        limits: Limits = _LIMITS,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] | None = None,
    ) -> None:
        self._limits = limits
        self._clock = clock
        self._breaker = Breaker(limits.patience)
        self._sleep = sleep or self._breaker.sleep

    def spread(self, voice: Voice) -> tuple[float, float]:
        return _SPREAD.get(voice.language.split("-")[0], _SPREAD_OTHERWISE)

    def voices(self) -> tuple[Voice, ...]:
        """Return the known accents, then each other language with the plain voice. Any other tld may do as well."""
        voices = [Voice(self.name, tld, language) for tld, language in _ACCENTS]
        accented = {voice.language for voice in voices}
        voices += [Voice(self.name, "com", language) for language in _languages() if language not in accented]
        return tuple(voices)

    def refuse(self, voice: Voice) -> SpeechError | None:
        """Return why *voice* cannot be used: its language, its top-level domain or its speed."""
        if _language(voice.language) is None:
            hint = did_you_mean(voice.language, _languages(), "`tourpack voices` lists the languages")
            return SpeechError(f"gtts does not speak {voice.language!r}", hint)
        if voice.name not in _TLDS:
            hint = did_you_mean(voice.name, _TLDS, "write a top-level domain of Google's, such as com or co.uk")
            return SpeechError(f"gtts has no voice {voice.name!r}", hint)
        if voice.speed != 1.0 and not 0 < voice.speed < _SLOW:
            hint = f"write 1.0, or less than {_SLOW} for the slow pace, {OFFLINE}"
            return SpeechError(f"gtts has only a plain and a slow pace, not {voice.speed:g}", hint)
        return None

    def pronounce(self, grapheme: str, lexeme: Lexeme) -> str:
        """Return the lexeme's alias for gtts, or *grapheme* as it is: Google takes no phonemes."""
        return alias(self.name, grapheme, lexeme)

    def unsayable(self, text: str) -> str:
        """Return what is written in *text* when none of it can be spoken."""
        return "" if _words(text) else "".join(text.split())

    def speak(self, text: str, voice: Voice) -> Clip:
        """Return *text* as sound, asked for in pieces of at most 100 characters.

        Raises SpeechError; a fatal one once the server has failed for good, and from then on without asking.
        """
        if refused := self.refuse(voice):
            raise refused
        if not _words(text):
            raise SpeechError(f"there is nothing to say in {text!r}", "write a word")
        deadline = self._clock() + self._limits.sentence
        clips = [self._piece(body, voice.name, deadline) for body in _bodies(text, voice)]
        if len({clip.rate for clip in clips}) != 1:
            raise SpeechError(f"Google Translate changed its sampling rate within {text!r}", f"build again, {OFFLINE}")
        return Clip(b"".join(clip.pcm for clip in clips), clips[0].rate)

    def _piece(self, body: str, tld: str, deadline: float) -> Clip:
        attempts = Retrying(
            retry=retry_if_exception(lambda error: isinstance(error, GoogleError) and error.again),
            wait=self._wait,
            stop=lambda state: self._enough(state, deadline),
            sleep=self._rest,
            reraise=True,
        )
        try:
            return attempts(self._attempt, body, tld, deadline, set())
        except GoogleError as fault:
            error = SpeechError(fault.message, fault.hint, fault.fatal or self._breaker.left <= 0)
            if error.fatal:
                self._breaker.open(error)
            raise error from fault

    def _attempt(self, body: str, tld: str, deadline: float, doubted: set[bytes]) -> Clip:
        """Return the sound of one answer.

        *doubted* are the answers that came before and were not taken: one that breaks off, and comes again as it was,
        is how the server says it.
        """
        self._breaker.check()
        began = self._clock()
        try:
            mp3 = ask(tld, body, min(self._limits.request, deadline - began))
            clip = _decoded(mp3, _asked(body))
            known = mp3 in doubted
            doubted.add(mp3)
            _check_whole(clip, *_asked_in(body), known=known)
        except GoogleError:
            self._breaker.lost(self._clock() - began)
            raise
        self._breaker.worked()
        return clip

    def _wait(self, state: RetryCallState) -> float:
        error = state.outcome and state.outcome.exception()
        limits = self._limits
        backoff = wait_exponential(limits.wait, limits.longest_wait) + wait_random(0, limits.wait)
        # Added, not the larger of the two: threads that were told the same must not come back at the same moment.
        return backoff(state) + (error.wait if isinstance(error, GoogleError) else 0.0)

    def _enough(self, state: RetryCallState, deadline: float) -> bool:
        wait = state.upcoming_sleep
        too_late = self._clock() + wait >= deadline or wait >= self._breaker.left
        return state.attempt_number >= self._limits.tries or too_late

    def _rest(self, seconds: float) -> None:
        self._sleep(seconds)
        self._breaker.lost(seconds)


def _language(tag: str) -> str | None:
    """Return the name that gTTS has for a BCP 47 tag, by the whole tag or else by its first part."""
    names = {name.lower(): name for name in _languages()} | _TAGS
    return names.get(tag.lower()) or names.get(tag.lower().partition("-")[0])


def _languages() -> tuple[str, ...]:
    """Return the languages that gTTS knows, by its own names."""
    return tuple(tts_langs())


def _bodies(text: str, voice: Voice) -> list[str]:
    """Return what to post for *text*, a body for each piece of at most 100 characters."""
    slow = voice.speed < _SLOW
    tts = gTTS(text, voice.name, _language(voice.language), slow, lang_check=False)
    bodies: list[str] = tts.get_bodies()
    # gTTS may leave a lone quotation mark as a piece, which would come back without a sound.
    return [body for body in bodies if _words(_asked(body))]


def _words(text: str) -> int:
    """Return how many words of *text* can be spoken: those with a letter or a figure."""
    return sum(any(map(str.isalnum, word)) for word in text.split())


def _asked(body: str) -> str:
    """Return the text that one of gTTS's bodies asks for."""
    return _asked_in(body)[0]


def _asked_in(body: str) -> tuple[str, str]:
    """Return the text that one of gTTS's bodies asks for, and its language: `gTTS._package_rpc`, undone."""
    [[[_rpc, parameter, *_]]] = json.loads(parse_qs(body)["f.req"][0])
    text, language, *_ = json.loads(parameter)
    return text, language


def _decoded(mp3: bytes, text: str) -> Clip:
    """Return the sound of an MP3 for *text*, or raise GoogleError when it cannot be all of it."""
    from tour.sound.codec import decode

    hint = f"build again, reword the sentence, {OFFLINE}"
    try:
        clip = decode(mp3, format="mp3")
    except ValueError as error:
        raise GoogleError(f"Google Translate sent a broken sound for {text!r}", hint, True, False) from error
    seconds = len(clip.pcm) / 2 / clip.rate
    if seconds < _words(text) / _FASTEST:
        raise GoogleError(f"Google Translate said only {seconds:.1f} s of {text!r}", hint, True, False)
    if max(map(abs, array("h", clip.pcm)), default=0) < _SILENCE:
        raise GoogleError(f"Google Translate sent silence for {text!r}", hint, True, False)
    return clip


def _check_whole(clip: Clip, text: str, language: str, *, known: bool) -> None:
    """Raise GoogleError when *clip* seems to be cut off: too short for its letters, or loud to its very end.

    Speech pauses; sound that never does is none, and neither its pace nor its end tells anything. An answer that is
    *known*, since it came before, is how the server says it, and may end as it likes.
    """
    levels = _levels(clip)
    loud = max(levels, default=0.0)
    quiet = [level < loud * _QUIET for level in levels]
    if not any(quiet[_EDGE:-_EDGE]):
        return
    hint = f"build again, reword the sentence, {OFFLINE}"
    letters = sum(map(str.isalnum, text))
    seconds = len(clip.pcm) / 2 / clip.rate
    limit = _LETTERS_A_SECOND.get(language.partition("-")[0], _LETTERS_OTHERWISE)
    if letters >= _SHORTEST_TO_JUDGE and seconds < letters / limit:
        raise GoogleError(f"Google Translate said only {seconds:.1f} s of {text!r}", hint, True, False)
    if not known and not any(quiet[-_EDGE:]):
        raise GoogleError(f"the sound for {text!r} breaks off inside a word", hint, True, False)


_WINDOW = 0.02
"""Seconds over which loudness is taken."""
_EDGE = 3
"""Windows at either end of a sound."""
_QUIET = 0.03
"""Of the loudest window: what is softer (-30 dB) is a pause."""


def _levels(clip: Clip) -> list[float]:
    """Return the mean size of the samples of *clip*, window by window."""
    samples = array("h", clip.pcm)
    width = max(int(clip.rate * _WINDOW), 1)
    return [sum(map(abs, samples[at : at + width])) / width for at in range(0, len(samples) - width + 1, width)]
