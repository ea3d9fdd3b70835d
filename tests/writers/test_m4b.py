from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path, PurePosixPath

from tour.model import Episode, File, Pack, Tour
from tour.writers.m4b import m4b


def test_the_episode_has_the_tours_name(walk: Callable[..., Tour], packed: Callable[[Tour], Pack]) -> None:
    parts = (b"moov", Path("cache/aac/one.aac"), Path("cache/aac/two.aac"))
    pack = replace(packed(walk([(0, 0)])), episode=Episode(parts, 9, 240.0, (0.0, 120.0)))

    assert list(m4b(pack)) == [File(PurePosixPath("sights.m4b"), parts)]


def test_without_an_episode_there_is_no_file(walk: Callable[..., Tour], packed: Callable[[Tour], Pack]) -> None:
    assert list(m4b(packed(walk([(0, 0)])))) == []
