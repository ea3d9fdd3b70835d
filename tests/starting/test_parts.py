from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tour.model import Place
from tour.reading.drafts import marked
from tour.starting.parts import Stand, pin_of, standing_lines, standing_part, walk_part, with_standing, with_walk

PIN, HERE = Place(60.1676, 24.9521), Place(60.1675068, 24.95)
LINES = standing_lines(Stand(HERE, 359.6), PIN)
SCRIPT = f"""\
---
title: A
{LINES}
stand: at A
---

# Look

One.

# Walk

{marked("Two.", "x")}

# Card

Three.
"""


def test_the_lines_say_where_one_stands_to_a_centimetre_and_which_way_one_looks() -> None:
    lines = LINES.splitlines()

    assert lines[:2] == ["place: [60.1675068, 24.95000]", "face_bearing: 0"]
    assert lines[2].startswith("# draft ")
    assert " of [60.16760, 24.95210]: " in lines[2]


def test_a_drafted_place_remembers_its_pin_until_it_is_changed() -> None:
    assert standing_part(SCRIPT).drafted
    assert pin_of(SCRIPT) == PIN
    assert pin_of(SCRIPT.replace("60.1675068", "60.1675069")) is None
    assert pin_of(SCRIPT.replace("face_bearing: 0", "face_bearing: 9")) is None
    assert pin_of(SCRIPT.replace("# draft", "# mine")) is None


def test_a_place_made_anew_stands_where_the_old_one_did() -> None:
    anew = with_standing(SCRIPT, standing_lines(Stand(PIN), PIN))

    assert anew.splitlines()[2] == "place: [60.16760, 24.95210]"
    assert "face_bearing" not in anew
    assert anew.count("# draft") == 1
    assert with_standing(anew, LINES) == SCRIPT


def test_a_script_without_a_place_gets_one() -> None:
    bare = "---\ntitle: A\n---\n\n# Look\n\nplace: x\n"

    assert with_standing(bare, "place: [1, 2]") == "---\ntitle: A\nplace: [1, 2]\n---\n\n# Look\n\nplace: x\n"


def test_a_walk_made_anew_stands_where_the_old_one_did() -> None:
    assert walk_part(SCRIPT).drafted
    assert with_walk(SCRIPT, marked("Two.", "x")) == SCRIPT
    assert with_walk(SCRIPT, "New.") == SCRIPT.replace(marked("Two.", "x"), "New.")


@pytest.mark.parametrize("change", [("Two.", "Mine."), ("Two.", "Two.\n\nMine.")])
def test_a_walk_that_was_changed_is_the_author_s(change: tuple[str, str]) -> None:
    assert not walk_part(SCRIPT.replace(*change)).drafted


def test_a_script_without_a_walk_gets_one_at_its_end() -> None:
    bare = SCRIPT[: SCRIPT.index("# Walk")]

    assert walk_part(bare).drafted
    assert with_walk(bare, "New.").endswith("One.\n\n# Walk\n\nNew.\n")


@given(st.text(alphabet="#-\n abW:[]", max_size=60))
def test_whatever_is_written_a_walk_put_in_is_found_again(text: str) -> None:
    anew = with_walk(f"---\n---\n{text}", "Put in here.")

    assert "Put in here." in walk_part(anew).text
