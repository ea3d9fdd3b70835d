"""The captions of a pack."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from conftest import TourTest
from tour.model import Cue, Pack, Tour
from tour.writers.captions import captions


def test_there_is_a_file_a_track_named_as_its_mp3(walk: Callable[..., Tour], packed: Callable[[Tour], Pack]) -> None:
    pack = packed(walk([(0, 0), (300, 0)], language="en-GB"))
    pack = replace(pack, tracks=tuple(replace(track, cues=(Cue(0.7, f"{track.number}."),)) for track in pack.tracks))

    files = list(captions(pack))

    assert [file.path.stem for file in files] == [track.path.stem for track in pack.tracks]
    for track, file in zip(pack.tracks, files, strict=True):
        [part] = file.parts
        assert isinstance(part, bytes)
        assert part.decode() == (
            f"WEBVTT Kind: captions; Language: en-GB\n\nNOTE {track.title}\n\n"
            f"1\n00:00:00.700 --> 00:01:58.500\n{track.number}.\n"
        )


def test_a_built_pack_has_every_sentence_in_its_captions_and_none_in_the_hold(tour: TourTest) -> None:
    tour.build("--only", "captions")

    walk = tour.files()["transcripts/01b-to-mill.vtt"].decode()
    ends = re.findall(r"--> (\S+)", walk)
    assert [block.splitlines()[2] for block in walk.rstrip().split("\n\n")[2:]] == [
        "Walk along the water.",
        "When you are across, go on.",
        "Pause me now, and press play when you stand at the mill door.",
    ]
    # The kerb's six seconds lie after the first sentence; the hold's ten after the last.
    starts = re.findall(r"(\S+) -->", walk)
    assert float(starts[1][-6:]) - float(ends[0][-6:]) > 6
