from __future__ import annotations

import pytest

from conftest import TourTest
from tour.check import check
from tour.reading.drafts import digest_of, is_draft, mark_line, marked
from tour.reading.project import read

WORDS = "One.\n\nTwo [pause 1s] three.\n"


def warnings(tour: TourTest) -> list[tuple[str, int]]:
    found = check(read(tour.root)).faults
    return [(fault.message, fault.span.line) for fault in found if fault.span and "draft" in fault.message]


def test_what_is_marked_is_a_draft_until_a_letter_of_it_changes() -> None:
    text = marked(WORDS, "write it")

    assert is_draft(text)
    assert mark_line(text) == 0
    assert is_draft(text.replace("\n", "\r\n") + "\n\n")
    assert is_draft(f"\n\n  {text}")
    assert not is_draft(text.replace("three", "3"))
    assert not is_draft(text + "Four.")
    assert not is_draft(WORDS)
    assert not is_draft("")


@pytest.mark.parametrize("mark", ["<!-- draft -->", "<!-- draft 1234 -->", "<!-- draft 00000000: x -->", "<!-- draft"])
def test_a_mark_that_does_not_fit_marks_nothing(mark: str) -> None:
    assert not is_draft(f"{mark}\n{WORDS}")


def test_a_mark_may_stand_in_json_and_in_yaml_too() -> None:
    digest = digest_of('{"a": 1}')
    assert is_draft('{"draft": "' + digest + '", "a": 1}')
    assert is_draft(f"a: 1\n# draft {digest_of('a: 1')} of [1, 2]: x\n")


def test_check_tells_of_each_section_that_is_a_draft_at_its_mark(tour: TourTest) -> None:
    tour.edit(
        "01-quay.md", "# Look\n\nThis is the quay.[^S1] Look at the water. [pause 2s] It moves.\n\nTurn left.\n", ""
    )
    tour.edit("01-quay.md", "# Walk", "# Look\n\n" + marked("This is the quay.[^S1]\n", "x") + "\n# Walk")

    assert warnings(tour) == [("'# Look' is a draft, as tourpack wrote it", 13)]


def test_a_tour_may_say_that_its_drafts_are_to_stay(tour: TourTest) -> None:
    tour.edit("02-mill.md", "This is the mill.\n", marked("This is the mill.\n", "x"))
    tour.edit("tour.toml", "title", 'stilled.draft = "a map to walk by, not a tour"\ntitle')

    assert warnings(tour) == []


def test_check_says_so_no_more_once_it_is_edited(tour: TourTest) -> None:
    text = marked("This is the mill.\n", "x").replace("the mill", "our mill")
    tour.edit("02-mill.md", "This is the mill.\n", text)

    assert warnings(tour) == []
