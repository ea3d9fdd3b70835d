"""docs/architecture.md tells of the house as it is."""

from __future__ import annotations

import re
import runpy

import pytest

from conftest import ROOT

PAGE = (ROOT / "docs" / "architecture.md").read_text("utf-8")
HOUSE = runpy.run_path(str(ROOT / "tools" / "house.py"))


def test_the_picture_of_the_house_is_drawn_from_the_code_as_it_is() -> None:
    assert HOUSE["drawing"]() == HOUSE["PICTURE"].read_text("utf-8"), "draw it anew: python tools/house.py"


@pytest.mark.parametrize(
    "room", sorted(path.name for path in (ROOT / "tour").iterdir() if (path / "__init__.py").is_file())
)
def test_every_room_is_told_of(room: str) -> None:
    assert f"| `{room}/` |" in PAGE


def test_every_room_and_file_that_is_named_is_there() -> None:
    named = re.findall(r"`((?:tour|tests|tools|docs)/[\w./-]+)`", PAGE)

    assert [name for name in named if not (ROOT / name).exists()] == []


def test_every_purpose_in_the_picture_is_told_whole() -> None:
    rooms = [name for floor in HOUSE["floors"]() for name in floor]

    assert [name for name in rooms if not HOUSE["purpose"](name)[0]] == []
