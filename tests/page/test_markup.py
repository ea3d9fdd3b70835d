from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tour.page.markup import element, number, points, text

FAIR = st.floats(-1e6, 1e6)


@given(FAIR, st.integers(0, 4))
def test_a_number_keeps_its_value_to_so_many_places(value: float, places: int) -> None:
    written = number(value, places)

    assert float(written) == pytest.approx(value, abs=0.5 * 10**-places + 1e-9)
    assert "e" not in written
    assert written != "-0"


@pytest.mark.parametrize(
    ("value", "written"), [(12.5, "12.5"), (3.0, "3"), (-0.44, "-.4"), (0.04, "0"), (-0.04, "0"), (100.0, "100")]
)
def test_a_number_is_short(value: float, written: str) -> None:
    assert number(value) == written


def test_whole_numbers_keep_their_noughts() -> None:
    assert number(100.0, 0) == "100"


def test_a_path_is_a_move_and_lines() -> None:
    assert points([(0, 1), (2.25, -3.55), (4, 5)]) == "M0 1L2.2 -3.5L4 5"


@given(st.text(), st.text())
def test_whatever_is_written_stays_text(inside: str, attribute: str) -> None:
    """Among them ``]]>``, quotes, tags and entities; XML has no room for some characters, which are left out."""
    written = element("p", element("b", text(inside)), data_x=attribute or "-")

    read = etree.fromstring(written)

    assert [child.tag for child in read] == ["b"]
    assert list(read.attrib) == ["data-x"]
    assert len(read[0].text or "") <= len(inside)


def test_hostile_words_come_back_as_they_were() -> None:
    words = "<script>alert('1')</script> ]]> & \"quotes\""

    read = etree.fromstring(element("p", text(words), data_x=words))

    assert read.text == words
    assert read.get("data-x") == words


def test_an_empty_attribute_is_left_out_and_an_empty_element_is_closed() -> None:
    assert element("path", class_="", d="M0 0", stroke_width=1.5) == '<path d="M0 0" stroke-width="1.5"/>'
