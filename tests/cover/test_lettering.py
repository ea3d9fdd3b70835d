from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tour.cover.lettering import fit
from tour.style import fonts

WAYS = ((60, 40, 1), (40, 20, 2))


@given(st.text("abc W.", min_size=1, max_size=120).filter(str.strip))
def test_it_never_runs_out_of_its_room_or_lines(text: str) -> None:
    done = fit(text, "regular", 400, WAYS)

    assert 1 <= len(done.lines) <= 2
    assert 20 <= done.size <= 60
    # The ellipsis may be a little wider than the letter that made way for it.
    assert all(fonts.width(line, done.size) <= 400 + done.size for line in done.lines)


@given(st.lists(st.sampled_from(["a", "walk", "Wilshire", "to", "the"]), min_size=1, max_size=9))
def test_what_fits_is_kept_word_for_word(words: list[str]) -> None:
    done = fit(" ".join(words), "regular", 400, WAYS)

    assert " ".join(done.lines).split() == words


def test_the_first_way_that_fits_is_taken_at_its_largest() -> None:
    assert fit("Sights", "bold", 400, WAYS).size == 60
    assert fit("Sights and sounds", "bold", 400, WAYS).lines == ("Sights and sounds",)
    assert fit("Sights and sounds of the old market", "bold", 400, WAYS).size <= 40


def test_the_last_line_is_not_left_with_a_word_alone() -> None:
    text = "A walk along the water by the old mill and home"
    size = 40
    wide = fonts.width(text, size) * 0.8

    done = fit(text, "regular", wide, ((size, size, 2),))

    first, last = (fonts.width(line, size) for line in done.lines)
    assert last > 0.75 * first


def test_what_fits_nowhere_ends_in_an_ellipsis() -> None:
    done = fit("endless " * 50, "regular", 400, WAYS)

    assert len(done.lines) == 2
    assert done.lines[-1].endswith("…")


def test_one_endless_word_is_cut_into_lines() -> None:
    assert len(fit("W" * 30, "regular", 400, WAYS).lines) == 2


@pytest.mark.parametrize("lines", [1, 2, 3])
def test_its_height_is_that_of_its_lines(lines: int) -> None:
    done = fit("long " * lines * 3, "regular", 300, ((40, 40, lines),))

    assert done.height == int(len(done.lines) * 42)
