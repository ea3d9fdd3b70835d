"""What counts as heard: the sounds of words, and not their letters."""

from __future__ import annotations

import pytest

from sounds import alike, lost


@pytest.mark.parametrize(
    ("wanted", "got"),
    [
        ("The cornerstone is across.", "the corner stone is a cross"),
        ("Wait there.", "Weight their"),
        ("In nineteen thirty, on the twenty-fourth.", "In 1930, on the 24th"),
        ("You are here; I am not.", "You're here, I'm not."),
        ("He cannot stay.", "He can't stay."),
        ("Wyle's house on La Brea.", "Wiley's house on LaBrea"),
        ("the museum's wall", "the museums' wall"),
        ("Call eight five seven, six zero zero zero.", "Call 857-6000."),
        ("Portolá came", "Portola came"),
    ],
)
def test_what_is_said_alike_is_heard(wanted: str, got: str) -> None:
    assert lost(wanted, got) == []


@pytest.mark.parametrize(
    ("wanted", "got", "places"),
    [
        ("Turn left at the bone.", "Turn left at the phone.", ["bone -> phone"]),
        ("Stop here now.", "Here now.", ["stop -> "]),
        ("Stop here.", "Stop here, please.", [" -> please"]),
        ("Desmond's is old.", "Desmines is old.", ["desmonds -> desmines"]),
        ("a burden kept there", "a bird and capped there", ["burden kept -> bird and capped"] * 3),
        ("He walks on.", "He walked on.", ["walks -> walked"]),
    ],
)
def test_each_word_that_is_said_otherwise_is_lost(wanted: str, got: str, places: list[str]) -> None:
    assert lost(wanted, got) == places


def test_a_spelling_of_a_name_stands_for_that_name_alone() -> None:
    assert alike("becket", "beckett")
    assert not alike("pereira", "beckett")
