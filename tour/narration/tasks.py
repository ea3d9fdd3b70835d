"""What speaks and mixes in a worker. Apart, so that a new worker imports little else."""

from __future__ import annotations

from tour import plugins
from tour.engines import SpeechError
from tour.model import Clip, Voice
from tour.sound.parts import Master, Part


def speak(*sentences: tuple[str, Voice]) -> tuple[Clip | SpeechError, ...]:
    """Speak sentences, each with a voice. An expected fault is returned in its place: some executors log a raise.

    An engine that refuses for good is not asked again.
    """
    results: list[Clip | SpeechError] = []
    refused: dict[str, SpeechError] = {}
    for text, voice in sentences:
        result = refused.get(voice.engine) or _spoken(text, voice)
        if isinstance(result, SpeechError) and result.fatal:
            refused[voice.engine] = result
        results.append(result)
    return tuple(results)


def _spoken(text: str, voice: Voice) -> Clip | SpeechError:
    try:
        clip = plugins.engine(voice.engine).speak(text, voice)
    except SpeechError as fault:
        return fault
    return clip if clip.pcm else SpeechError("the voice gives no sound for this sentence", "write it in plain words")


def mix(parts: tuple[Part, ...], loudness: float, with_aac: bool = False) -> Master:
    """Mix one track. Only where that is done is numpy paid for."""
    from tour.sound.mix import mix as mixed

    return mixed(parts, loudness, with_aac)
