from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tour.model import Pack, Tour
from tour.writers.playlist import playlist


def text(pack: Pack) -> str:
    [file] = playlist(pack)
    [part] = file.parts
    assert file.path.as_posix() == "tour.m3u8"
    assert isinstance(part, bytes)
    return part.decode()


def test_it_lists_every_track_in_play_order(walk: Callable[..., Tour], packed: Callable[[Tour], Pack]) -> None:
    pack = packed(walk([(0, 0), (300, 0)]))

    assert (
        text(pack)
        == """\
#EXTM3U
#EXTENC:UTF-8
#PLAYLIST:Fine Sights
#EXTINF:120,Sight 1
audio/01a-stop-1.mp3
#EXTINF:120,Sight 1
audio/01b-stop-1.mp3
#EXTINF:120,Sight 2
audio/02a-stop-2.mp3
#EXTINF:120,Sight 2
audio/02b-stop-2.mp3
"""
    )


def test_titles_are_utf_8_and_lengths_whole_seconds(walk: Callable[..., Tour], packed: Callable[[Tour], Pack]) -> None:
    pack = packed(walk([(0, 0)]))
    tracks = (replace(pack.tracks[0], title="Café, 湖", seconds=59.6), replace(pack.tracks[1], seconds=0.4))

    lines = text(replace(pack, tracks=tracks)).splitlines()

    assert lines[3] == "#EXTINF:60,Café, 湖"
    assert lines[5].startswith("#EXTINF:0,")


def test_a_tour_without_tracks_has_an_empty_list(walk: Callable[..., Tour]) -> None:
    assert text(Pack(walk([(0, 0)]), ())) == "#EXTM3U\n#EXTENC:UTF-8\n#PLAYLIST:Fine Sights\n"
