"""The captions of a pack."""

from __future__ import annotations

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


def test_a_built_pack_has_every_sentence_in_its_captions_and_none_for_a_silence(tour: TourTest) -> None:
    tour.build("--only", "captions")

    files = tour.files()
    said = [
        [block.splitlines()[2] for block in files[f"transcripts/{name}.vtt"].decode().rstrip().split("\n\n")[2:]]
        for name in ("01b-to-mill", "01d-to-mill-2")
    ]
    assert said == [
        ["Walk along the water.", "I will be back when you are across Mill Lane."],
        ["When you are across, go on.", "When you stand at the mill door, press next."],
    ]
    assert not [name for name in files if "quiet" in name]
