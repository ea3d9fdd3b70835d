"""Names that the voice does not know: a few are told in their places, many in one line."""

from __future__ import annotations

from dataclasses import replace

from samples import say, stop, tour
from tour.check import names
from tour.diagnostics import LONGEST, Diagnostic, ordered
from tour.model import Voice
from tour.narration.orders import make_plan
from tour.narration.plan import sheets

STREETS = ("Xqankatu", "Xqenkatu", "Xqinkatu", "Xqonkatu", "Xqunkatu", "Xqynkatu")


def faults(*streets: str, each: bool = False) -> list[Diagnostic]:
    """Return the faults of a tour whose lines 7, 8 … name *streets*, one each."""
    sentences = tuple(say(f"Go along {street} to the end.", line=line) for line, street in enumerate(streets, 7))
    walk = replace(tour([stop(1, look=sentences)]), voice=Voice("hibari", "heart", "en"))
    found = names.faults(make_plan(walk, sheets(walk)), each=each)
    assert {(fault.severity, fault.rule) for fault in found} <= {("warning", "name")}
    return [fault for fault in found if fault.span and fault.span.line >= 7]


def test_a_few_names_are_told_each_in_its_place() -> None:
    found = faults(*STREETS[: names.FEW])

    assert [fault.span.line for fault in found if fault.span] == [7, 8, 9, 10, 11]
    assert found[0].message == "the voice does not know 'Xqankatu', and will guess how it is said"


def test_many_names_are_one_line_that_has_them_all() -> None:
    (fault,) = faults(*STREETS)

    assert fault.message == ("the voice does not know 6 names, and will guess how they are said: " + ", ".join(STREETS))
    assert fault.span
    assert fault.span.line == 7
    assert "check --verbose" in fault.hint


def test_each_of_many_is_told_where_that_is_asked_for() -> None:
    assert len(faults(*STREETS, each=True)) == len(STREETS)


def test_a_line_of_very_many_names_says_how_many_it_leaves_out() -> None:
    streets = [f"Xq{letter}{other}nkatu" for letter in "aeiouy" for other in "bdfghjklmn"]

    (fault,) = faults(*streets)

    told = fault.message.partition("said: ")[2].partition(" and ")
    assert told[2] == f"{60 - len(told[0].split(', '))} more"
    assert ordered([fault]) == (fault,)  # not cut: a name is whole or left out
    assert len(fault.message) <= LONGEST
