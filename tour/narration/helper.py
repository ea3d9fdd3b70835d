"""A worker that gets ready while the tour is still being read, for the little work that one changed word makes.

Loading a voice takes thirty times as long as saying one sentence with it. Which voice will be wanted is not known
before the tour is read; it is most likely one of those of the last build.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager

from tour import plugins
from tour.executors import Inline, Opener, opening
from tour.model import Voice
from tour.sound.parts import Speech

_A_WORD = "One."
_LOUDNESS = -16.0
"""LUFS: any."""


@contextmanager
def helping(opener: Opener, voices: Iterable[Voice]) -> Iterator[Callable[[], Executor]]:
    """Give what runs a little work: a worker process that from now on gets ready to speak with *voices* and to mix.

    Where *opener* opens no pool of processes, or *voices* are none, the work is done here. What goes wrong while
    it gets ready will go wrong again, and be told, where it matters.
    """
    voices = tuple(voices)
    if opener.kind != "processes" or opener.jobs < 2 or not voices:
        yield Inline
        return
    with opening("processes", 1) as helper:
        helper().submit(_get_ready, voices)
        yield helper


def _get_ready(voices: tuple[Voice, ...]) -> None:
    """Runs in the worker. What is spoken here nobody hears, so no server is asked for it.

    It is mixed too, but not encoded: some of what that takes, such as filters, is reckoned once for all tracks.
    """
    from tour.narration import tasks  # noqa: F401  what it will be asked for
    from tour.sound import mix

    clips = []
    for voice in voices:
        engine = plugins.engine(voice.engine)
        if not engine.online:
            clips.append(engine.speak(_A_WORD, voice))
    if clips:
        mix.rehearse((Speech(clips[0]),), _LOUDNESS)
