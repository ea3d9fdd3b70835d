"""A file that is being written is read as it grows, to its end and no further."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from threading import Thread

import pytest

from tour.sound.growing import ABLE, followed

pytestmark = pytest.mark.skipif(not ABLE, reason="this system cannot read beside who writes")


def test_what_is_written_comes_while_more_is_to_come() -> None:
    given: list[Iterator[bytes]] = []
    with tempfile.TemporaryFile(buffering=0) as file:
        with followed(file, 0, given.append):
            file.write(b"one")
            assert next(given[0]) == b"one"
            file.write(b"two")
            assert next(given[0]) == b"two"

        assert list(given[0]) == []


def test_what_stands_before_the_start_is_left_out() -> None:
    given: list[Iterator[bytes]] = []
    with tempfile.TemporaryFile(buffering=0) as file, followed(file, 4, given.append):
        file.write(b"headsound")

    assert b"".join(given[0]) == b"sound"


def test_the_rest_is_read_when_the_file_is_closed() -> None:
    given: list[Iterator[bytes]] = []
    with tempfile.TemporaryFile(buffering=0) as file, followed(file, 0, given.append):
        file.write(bytes(200_000))

    assert b"".join(given[0]) == bytes(200_000)


def test_who_writes_finds_its_place_where_it_was() -> None:
    given: list[Iterator[bytes]] = []
    with tempfile.TemporaryFile(buffering=0) as file, followed(file, 0, given.append):
        file.write(b"sound")
        next(given[0])
        assert os.lseek(file.fileno(), 0, os.SEEK_CUR) == 5


def test_the_end_is_told_where_the_writer_fails() -> None:
    given: list[Iterator[bytes]] = []
    with tempfile.TemporaryFile(buffering=0) as file:
        writing = followed(file, 0, given.append)
        writing.__enter__()
        file.write(b"half")
        writing.__exit__(KeyboardInterrupt, KeyboardInterrupt(), None)

    assert list(given[0]) == [b"half"]


def test_the_end_is_told_where_an_interrupt_comes_as_reading_begins() -> None:
    given: list[Iterator[bytes]] = []

    def follow(pieces: Iterator[bytes]) -> None:
        given.append(pieces)
        raise KeyboardInterrupt

    with tempfile.TemporaryFile(buffering=0) as file, pytest.raises(KeyboardInterrupt), followed(file, 0, follow):
        pytest.fail("interrupted before")
    thread = Thread(target=lambda: list(given[0]), daemon=True)
    thread.start()
    thread.join(5)

    assert not thread.is_alive()
