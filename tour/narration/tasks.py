"""What workers do: speak one sentence, mix one track. Apart, so that a new worker imports little else."""

from __future__ import annotations

from tour import plugins
from tour.engines import SpeechError
from tour.model import Clip, Voice
from tour.sound.parts import Master, Part


def speak(text: str, voice: Voice) -> Clip | SpeechError:
    """Speak one sentence. An expected fault is returned: some executors log a raise."""
    try:
        clip = plugins.engine(voice.engine).speak(text, voice)
    except SpeechError as fault:
        return fault
    return clip if clip.pcm else SpeechError("the voice gives no sound for this sentence", "write it in plain words")


def mix(parts: tuple[Part, ...], loudness: float, with_aac: bool = False) -> Master:
    """Mix one track. Only where that is done is numpy paid for."""
    from tour.sound.mix import mix as mixed

    return mixed(parts, loudness, with_aac)
