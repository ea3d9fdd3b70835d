"""The town written by hand: the file is what its plan draws."""

from __future__ import annotations

from osm.extracts import HARBOUR
from towns.harbour import harbour, written


def test_the_file_is_the_plan() -> None:
    assert HARBOUR.read_text(encoding="utf-8") == written(harbour()), "run: python tests/towns/harbour.py"
