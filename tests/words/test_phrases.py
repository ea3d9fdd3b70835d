"""Phrases that could send somebody into a road are found in four languages, and what a historian says is not."""

from __future__ import annotations

import pytest

from conftest import DATA
from tour.words.beginnings import begun, needs
from tour.words.language import languages
from tour.words.phrases import Phrases, careful, directing, phoning, sending, straight

STREETS = (
    "Wilshire Boulevard", "6th Street", "Fairfax Avenue", "Grand Avenue", "Rue de Rivoli", "Calle Mayor", "Mühlstraße",
)  # fmt: skip


def sentences(language: str, kind: str) -> list[str]:
    """Return the sentences of a language that are of one *kind*."""
    return (DATA / "phrases" / f"{language}.{kind}.txt").read_text("utf-8").splitlines()


def lists_of(language: str) -> tuple[Phrases, ...]:
    """Return all lists of phrases of a language."""
    directions = (directing(language, named=False), directing(language, named=True))
    return sending(language), *directions, phoning(language), phoning(language, pausing=True)


def found(language: str, text: str) -> str:
    """Return what of *text* could send somebody into a road, at a stop where no crossing is."""
    lists = (directing(language, named=False), directing(language, named=True))
    directions = () if careful(language).search(straight(text)) else lists
    return next((one for phrases in (sending(language), *directions) if (one := phrases.find(text, STREETS))), "")


@pytest.mark.parametrize("language", languages())
def test_a_sentence_that_could_send_somebody_into_a_road_is_found(language: str) -> None:
    assert [text for text in sentences(language, "sends") if not found(language, text)] == []


@pytest.mark.parametrize("language", languages())
def test_a_sentence_of_a_story_or_of_care_is_not(language: str) -> None:
    assert [text for text in sentences(language, "innocent") if found(language, text)] == []


@pytest.mark.parametrize("language", languages())
def test_a_sentence_that_has_somebody_at_the_phone_is_found(language: str) -> None:
    assert [text for text in sentences(language, "phone") if not phoning(language).find(text)] == []


@pytest.mark.parametrize("language", languages())
def test_a_sentence_that_leaves_the_phone_alone_is_not(language: str) -> None:
    assert [text for text in sentences(language, "hands") if phoning(language).find(text)] == []


def test_a_name_alone_is_a_street_only_where_the_tour_has_one_of_that_name() -> None:
    text = "Cross Broadway now."

    assert sending("en").find(text, ["Broadway"]) == "Cross Broadway now"
    assert sending("en").find(text, ["Elm Street"]) == ""


def test_what_is_quoted_is_of_somebody_else_unless_it_is_all_that_is_said() -> None:
    assert sending("en").find("A policeman shouted, “Cross now!”, and they ran.") == ""
    assert sending("en").find("“Cross now!”") == "Cross now"
    assert sending("de").find("Er rief „Geh einfach rüber“, und sie liefen.") == ""
    assert sending("en").find("‘Don’t stop, cross now!’ he said, and they ran.") == ""


@pytest.mark.parametrize("language", languages())
def test_no_phrase_is_passed_over_where_it_stands(language: str) -> None:
    """Of most phrases it is first looked at what their words begin with."""
    told = [one for phrases in lists_of(language) for one in (*phrases.commands, *phrases.anywhere) if one.needs]
    sent = [straight(text) for kind in ("sends", "innocent", "phone", "hands") for text in sentences(language, kind)]

    passed_over = [
        (phrase.spelt, text)
        for text in [*sent, *(text.upper() for text in sent), *(f"({text}" for text in sent)]
        for phrase in told
        if phrase.pattern.search(text) and not phrase.may_be_in(begun(text))
    ]

    assert len(told) > 20
    assert passed_over == []


@pytest.mark.parametrize(
    "text", ["CROSS NOW", "CroſS now", "croſſ now", "Wait for the first gap ın the cars", "You have the LİGHT GREEN"]
)
def test_letters_that_a_phrase_is_found_in_whatever_their_case_are_its_beginning_too(text: str) -> None:
    phrases = [one for one in (*sending("en").commands, *sending("en").anywhere) if one.pattern.search(text)]

    assert phrases
    assert all(one.may_be_in(begun(text)) for one in phrases)


def test_a_word_begins_behind_a_mark_that_is_no_letter() -> None:
    assert sending("en").find("q\N{COMBINING DOT ABOVE}you have the green light.") == "you have the green light"


@pytest.mark.parametrize(
    ("phrase", "terms", "needed"),
    [
        ("cross( over)? {now}", {"now": "now|at once"}, [{"cross"}, {"now", "at"}]),
        ("(the |all )?(traffic|cars) stop", {}, [{"the", "all", "traffic", "cars"}, {"stop"}]),
        ("you( are|'re)( now)? (clear|safe) to go", {}, [{"you"}, {"clear", "safe"}, {"to"}, {"go"}]),
        ("{any}( over)? now", {"any": r"\w+"}, [{"now"}]),
        ("(the )?{any} stop", {"any": r"\w+"}, [{"stop"}]),
        ("half ?way (across|over)", {}, [{"half"}, {"across", "over"}]),
        ("the (green |red )?light", {}, [{"the"}]),
        ("(so ){0,2}(just )?{do}", {"do": "cross|İt"}, [{"so", "just", "cross", "it"}]),
        ("(go|walk)+ on", {}, [{"go", "walk"}, {"on"}]),
        ("colou?rs( of)?( the)* ?(wall|house)s", {}, [{"colo"}]),
        ("colou?rs|[Gg]reys", {}, []),
        ("it is over there|go now", {}, [{"it", "go"}]),
        ("no( one)? coming(?! of age)", {}, [{"no"}, {"coming"}]),
    ],
)
def test_what_the_words_of_a_phrase_begin_with_is_told_where_they_must_stand(
    phrase: str, terms: dict[str, str], needed: list[set[str]]
) -> None:
    assert [set(one) for one in needs(phrase, terms)] == needed
