"""What ``tourpack voices`` prints: the voices that can be used here, and where a sample of one is."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from tour import plugins
from tour.diagnostics import Diagnostic, TourError, reason
from tour.engines import Engine, SpeechError, going_out
from tour.model import Voice
from tour.terminal.console import emit, note, say
from tour.whole_files import write_where_asked


def print_voices(engines: Iterable[Engine], as_json: bool) -> None:
    """Print every voice of *engines*; of an engine that is not installed, what to install."""
    for engine in engines:
        voices = engine.voices()
        for voice in voices:
            _print_voice(engine, voice, as_json)
        if not voices:
            _print_missing(engine, as_json)


def print_sample(path: Path, voice: Voice, as_json: bool) -> None:
    """Print where the sample of *voice* is."""
    if as_json:
        emit("sample", path=str(path), engine=voice.engine, name=voice.name, language=voice.language)
    else:
        say(f"wrote {path}: {voice.engine} {voice.name!r}, {voice.language}")


def write_sample(engine: str, voice: str, text: str, out: Path | None) -> tuple[Path, Voice]:
    """Write a sample of a voice and return where, and whose it is. Without *out*, the name is one that is free.

    Raises TourError.
    """
    from tour.engines.voice_sample import sample, usable_voice

    speaker = plugins.engine(engine)
    try:
        named = usable_voice(speaker, voice)
        if speaker.online:
            note(f"note: {going_out(speaker, 1)}")
        path = out or _free(f"{engine}-{named.name}")
        write_where_asked(path, sample(speaker, named, text))
    except SpeechError as fault:
        raise TourError(Diagnostic(None, fault.message, fault.hint)) from None
    except OSError as fault:
        raise TourError(
            Diagnostic(None, f"{path} cannot be written: {reason(fault)}", "--out FILE puts it elsewhere")
        ) from None
    return path, named


def _free(stem: str) -> Path:
    """Return a name for a sample at which there is nothing: what nobody named is not written over."""
    path, number = Path(f"{stem}.wav"), 1
    while os.path.lexists(path):
        number += 1
        path = Path(f"{stem}-{number}.wav")
    return path


def _print_voice(engine: Engine, voice: Voice, as_json: bool) -> None:
    default = voice.name == engine.default_voice
    if as_json:
        emit(
            "voice",
            engine=engine.name,
            name=voice.name,
            language=voice.language,
            licence=engine.licence,
            online=engine.online,
            default=default,
        )
        return
    where = "online" if engine.online else "offline"
    mark = "default" if default else ""
    row = f"{engine.name:8} {voice.name:10} {voice.language:6} {engine.licence:15} {where:8}{mark}"
    say(row.rstrip())


def _print_missing(engine: Engine, as_json: bool) -> None:
    refused = engine.refuse(Voice(engine.name, engine.default_voice, "en"))
    if not refused:
        return
    if as_json:
        emit("missing", engine=engine.name, licence=engine.licence, hint=refused.hint)
    else:
        say(f"{engine.name}: not installed; {refused.hint}")
