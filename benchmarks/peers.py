"""What a person would use instead, beside this program, in one run: the same words, every track as a levelled MP3.

peers.py [--sentences N] [PROJECT]

- **hibari**: the voice's own command for each track, then ffmpeg's loudnorm, on all cores.
- **gtts-cli**: gTTS's own command for each track, then loudnorm, on all cores; it and `--engine gtts` ask one server on
  loopback, which answers at once. So neither is shown as slow as Google is.
- **Kokoro**, by the extra `kokoro`: what abogen and ebook2audiobook speak with. It would take most of an hour, so it
  speaks N sentences, and the rest is reckoned by their seconds of sound.

No peer has its level measured on the MP3, nor a cache.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bench import CORES, HERE, build, copied

from tour.model import Say, Tour, Voice
from tour.narration.orders import make_plan
from tour.narration.plan import sheets
from tour.plugins import engine
from tour.reading.project import read
from tour.sound.codec import ffmpeg

sys.path.insert(0, str(HERE.parent / "tests"))

AUDIO = ("--only", "audio")
LOUD = ("-af", "loudnorm=I=-16:TP=-1.5:LRA=11", "-ar", "44100", "-ac", "1", "-b:a", "96k")
SLOWEST = 12.0
"""Letters a second at which the server on loopback speaks: slow enough that no answer counts as cut off."""


@dataclass(frozen=True)
class Spoken:
    """One track's words."""

    name: str
    text: str


def tracks(tour: Tour) -> list[Spoken]:
    """Return the words of each track that has any, the longest first."""
    found = []
    for sheet in sorted(sheets(tour), key=lambda sheet: -sheet.words):
        text = " ".join(segment.spoken for segment in sheet.segments if isinstance(segment, Say))
        if text:
            found.append(Spoken(sheet.path.stem, text))
    return found


def by_commands(spoken: Sequence[Spoken], speak: Callable[[Spoken, Path], None], folder: Path) -> float:
    """Speak and level each track with commands, on all cores; return the wall seconds."""
    folder.mkdir()

    def one(track: Spoken) -> None:
        raw = folder / f"{track.name}.raw"
        speak(track, raw)
        levelled = str(folder / f"{track.name}.mp3")
        subprocess.run([ffmpeg(), "-nostdin", "-loglevel", "fatal", "-i", str(raw), *LOUD, levelled], check=True)

    started = time.perf_counter()
    with ThreadPoolExecutor(CORES) as pool:
        list(pool.map(one, spoken))
    return time.perf_counter() - started


def hibari(track: Spoken, out: Path) -> None:
    command = [_beside("hibari"), "--threads", "1", "--speed", "0.8", "--seed", "0", "-o", str(out), track.text]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def gtts(proxy: str, track: Spoken, out: Path) -> None:
    environment = {**os.environ, "https_proxy": proxy, "PYTHONWARNINGS": "ignore"}
    subprocess.run([_beside("gtts-cli"), "-o", str(out), track.text], check=True, env=environment)


@contextmanager
def google(folder: Path) -> Iterator[str]:
    """Run a Google of our own, and give its address; its certificate is trusted from now on."""
    import trustme

    from engines.google import Asked, Google, ok, running, words

    def answer(asked: Asked) -> object:
        letters = sum(map(str.isalnum, asked.text))
        return ok(words(max(1.5, round(2 * letters / SLOWEST) / 2)))

    authority = trustme.CA()
    authority.cert_pem.write_to_path(folder / "ca.pem")
    server = Google(authority)
    server.answer = answer  # type: ignore[assignment]  # its own kind of answer
    with running(server):
        yield server.url


def kokoro(tour: Tour, sentences: int) -> float:
    """Return the seconds of processor that Kokoro takes for a second of sound, from the first *sentences*."""
    speaker = engine("kokoro")
    voice = Voice("kokoro", speaker.default_voice, "en")
    said = [say.spoken for say in make_plan(tour, sheets(tour)).says()][: sentences + 1]
    speaker.speak(said[0], voice)  # the model loads
    before, sound = time.process_time(), 0.0
    for text in said[1:]:
        clip = speaker.speak(text, voice)
        sound += len(clip.pcm) / 2 / clip.rate
    return (time.process_time() - before) / sound


def compare(project: Path, sentences: int) -> None:
    tour = read(project).tour
    assert tour is not None
    spoken = tracks(tour)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ours, summary = build(copied(project, name, "ours"), *AUDIO)
        theirs = by_commands(spoken, hibari, folder / "hibari")
        print(f"{len(spoken)} tracks with words, {summary['minutes']:.1f} min of sound, {CORES} cores")
        _say("tourpack, hibari", ours.wall)
        _say("hibari + loudnorm", theirs, ours.wall)
        with google(folder) as proxy:
            os.environ |= {"https_proxy": proxy, "REQUESTS_CA_BUNDLE": str(folder / "ca.pem")}
            asked, _ = build(copied(project, name, "asked"), *AUDIO, "--engine", "gtts")
            theirs = by_commands(spoken, partial(gtts, proxy), folder / "gtts")
        _say("tourpack, gtts", asked.wall)
        _say("gtts-cli + loudnorm", theirs, asked.wall)
        rate = kokoro(tour, sentences)
        _say("Kokoro, words alone", rate * summary["minutes"] * 60 / CORES, ours.wall)
        print(f"  ({sentences} sentences: {1 / rate:.1f} x real time on one core; the rest reckoned)")


def _say(who: str, wall: float, ours: float = 0.0) -> None:
    times = f"  {wall / ours:5.2f} x tourpack's" if ours else ""
    print(f"  {who:<20} {wall:7.1f} s{times}")


def _beside(command: str) -> str:
    """Return a command of this environment."""
    return str(Path(sys.executable).with_name(command))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("project", nargs="?", type=Path, default=HERE.parent)
    parser.add_argument("--sentences", type=int, default=12)
    options = parser.parse_args()
    compare(options.project, options.sentences)


if __name__ == "__main__":
    main()
