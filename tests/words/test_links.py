"""Addresses of a pack's files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

import samples
from tour.model import Pack, Tour
from tour.words.links import captions_path, home, link

SOUND = PurePosixPath("audio/01a-quay.mp3")


@pytest.mark.parametrize(
    ("base", "address"),
    [
        ("https://tours.museum/harbour", "https://tours.museum/harbour/audio/01a-quay.mp3"),
        ("https://tours.museum/harbour/", "https://tours.museum/harbour/audio/01a-quay.mp3"),
        ("https://tours.museum//", "https://tours.museum/audio/01a-quay.mp3"),
        ("https://tours.museum", "https://tours.museum/audio/01a-quay.mp3"),
        ("http://127.0.0.1:8080/x", "http://127.0.0.1:8080/x/audio/01a-quay.mp3"),
        ("https://a.org/Häfen", "https://a.org/H%C3%A4fen/audio/01a-quay.mp3"),
        ("https://a.org/two%20words", "https://a.org/two%20words/audio/01a-quay.mp3"),
        ('https://a.org/"><script>', "https://a.org/%22%3E%3Cscript%3E/audio/01a-quay.mp3"),
        ("", "audio/01a-quay.mp3"),
    ],
)
def test_a_file_is_joined_to_the_packs_home_with_one_slash(base: str, address: str) -> None:
    assert link(samples.line_of(1, base_url=base), SOUND) == address


def test_what_a_path_may_hold_is_encoded() -> None:
    tour = samples.line_of(1, base_url="https://a.org")

    assert link(tour, PurePosixPath("audio/1 ü?#&.mp3")) == "https://a.org/audio/1%20%C3%BC%3F%23%26.mp3"


@given(st.text(max_size=30).filter(lambda text: not set(text) & set(" \t\n[]?#") and "%" not in text))
def test_a_home_is_ascii_without_quotes_and_stays_on_its_own_host(path: str) -> None:
    address = home(samples.line_of(1, base_url=f"https://a.org/{path}"))

    assert address.isascii()
    assert address.endswith("/")
    assert not set(address) & set('"<>\\^`{|} ')
    assert urlsplit(address).hostname == "a.org"


def test_captions_are_named_as_their_mp3(walk: Callable[..., Tour], packed: Callable[[Tour], Pack]) -> None:
    pack = packed(walk([(0, 0), (300, 0)]))

    assert captions_path(pack.tracks[0]).as_posix() == "transcripts/01a-stop-1.vtt"
