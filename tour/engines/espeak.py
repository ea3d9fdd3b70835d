"""Spanish phonemes, from espeak-ng: a shared library under the GPL-3.0-or-later that only an extra brings.

Source of the calls: espeak-ng, speak_lib.h.
"""

from __future__ import annotations

import ctypes
import re
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec

from tour.engines import SpeechError

_LOADER = "espeakng_loader"
_SILENT_OUTPUT = 2  # AUDIO_OUTPUT_SYNCHRONOUS: no sound device is opened
_DO_NOT_EXIT = 0x8000  # on a fault, come back
_UTF8 = 1
_TIED_IPA = 0x02 | 0x80 | ord("^") << 8
_TIED = (("t^ʃ", "ʧ"), ("d^ʒ", "ʤ"), ("t^s", "ʦ"), ("d^z", "ʣ"), ("^", ""))
"""Kokoro has one letter for each of these (misaki 0.9.4, espeak.py, EspeakG2P)."""


def installed() -> bool:
    """Return whether the extra that brings espeak-ng is installed."""
    return find_spec(_LOADER) is not None


def release() -> str:
    """Return which espeak-ng this is, or nothing where there is none."""
    return f"espeakng-loader {version('espeakng-loader')}" if installed() else ""


def spanish(text: str, tag: str) -> str:
    """Return *text*, which has no marks between its words, in Kokoro's alphabet; *tag* (BCP 47) tells the accent.

    The library keeps state: not to be called from two threads at once. Raises SpeechError where it cannot be used.
    """
    library = _library()
    accent = "es" if tag.lower() in ("es", "es-es") else "es-419"
    if library.espeak_SetVoiceByName(accent.encode()) != 0:
        raise SpeechError(f"espeak-ng has no voice {accent!r}", "install espeakng-loader anew", True)
    left = ctypes.c_char_p(text.encode())
    clauses = []
    while left.value:
        clause: bytes | None = library.espeak_TextToPhonemes(ctypes.byref(left), _UTF8, _TIED_IPA)
        clauses.append((clause or b"").decode())
    phonemes = re.sub(r"\([a-z-]+\)", "", " ".join(clauses))  # where it takes a word for another language's
    for symbol, other in _TIED:
        phonemes = phonemes.replace(symbol, other)
    return " ".join(phonemes.replace("-", "").split())


@cache
def _library() -> ctypes.CDLL:
    import espeakng_loader

    try:
        library = ctypes.CDLL(espeakng_loader.get_library_path())
        started = library.espeak_Initialize(_SILENT_OUTPUT, 0, espeakng_loader.get_data_path().encode(), _DO_NOT_EXIT)
    except (OSError, RuntimeError) as fault:
        raise SpeechError(f"espeak-ng cannot be loaded: {fault}", "install espeakng-loader anew", True) from None
    if started < 0:
        raise SpeechError("espeak-ng does not find its data", "install espeakng-loader anew", True)
    library.espeak_TextToPhonemes.restype = ctypes.c_char_p
    library.espeak_TextToPhonemes.argtypes = [ctypes.POINTER(ctypes.c_char_p), ctypes.c_int, ctypes.c_int]
    library.espeak_SetVoiceByName.argtypes = [ctypes.c_char_p]
    return library
