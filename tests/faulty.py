"""A voice engine from another distribution that fails where the text tells it to."""

from __future__ import annotations

import os
from pathlib import Path

from conftest import TourTest

ENGINE = '''
"""Speaks as tone does, but for sentences that hold a certain word; writes down what it is asked."""
import os
from tour.engines import SpeechError
from tour.engines.tone import Tone
from tour.model import Clip, Voice

class Faulty(Tone):
    name = "faulty"
    fingerprint = "faulty 1"
    def voices(self):
        return (Voice("faulty", "beep", "en"),)
    def speak(self, text, voice):
        with open(os.environ["ASKED"], "a") as asked:
            asked.write(text + "\\n")
        for word in text.lower().rstrip(".").split():
            if word == "mumble":
                raise SpeechError("the voice mumbles", "write it in plain words")
            if word == "refuse":
                raise SpeechError("the server refuses", "wait an hour", True)
            if word == "silence":
                return Clip(b"", 24_000)
            if word == "bug":
                raise RuntimeError("nobody thought of\\nthis")
            if word == "crash":
                os._exit(7)
        return super().speak(text, voice)
'''


def install(tour: TourTest) -> Path:
    """Let *tour* be spoken by the faulty engine. Returns the file that tells what it was asked, a sentence a line."""
    site, asked = tour.root / "site", tour.root / "asked.txt"
    about = site / "faulty_voice-1.0.dist-info"
    about.mkdir(parents=True)
    (site / "faulty_voice.py").write_text(ENGINE)
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: faulty-voice\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text("[tourpack.engines]\nfaulty = faulty_voice:Faulty\n")
    tour.edit("tour.toml", 'engine = "tone"', 'engine = "faulty"')
    paths = (str(site), os.environ.get("PYTHONPATH", ""))
    tour.env |= {"PYTHONPATH": os.pathsep.join(path for path in paths if path), "ASKED": str(asked)}
    asked.touch()
    return asked
