from __future__ import annotations

import pytest

from tour.diagnostics import Span
from tour.model import Lexeme
from tour.narration.lexicon import pronounce


def notate(grapheme: str, lexeme: Lexeme) -> str:
    return f"<{grapheme}={lexeme.phoneme}>"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a lead pipe and a lead-lined box", "a <lead=ˈlɛd> pipe and a <lead=ˈlɛd>-lined box"),
        ("A roof of lead.", "A roof of <lead=ˈlɛd>."),
        ("They lead the way.", "They lead the way."),
        ("the bass player", "the <bass=ˈbeɪs> player"),
        ("the bow of the ship", "the <bow=ˈbaʊ> of the ship"),
        ("a bow tie", "a bow tie"),
        ("Locals object to it.", "Locals <object=əbˈdʒɛkt> to it."),
        ("an object to see", "an object to see"),
    ],
)
def test_words_around_it_tell_how_a_word_is_said(text: str, said: str) -> None:
    assert pronounce(text, (), notate) == said


def test_the_author_s_own_entry_goes_before() -> None:
    own = Lexeme(("lead",), Span("x", 1, 1), "x")

    assert pronounce("a lead pipe", (own,), notate) == "a <lead=x> pipe"


def test_a_name_is_found_by_the_letters_that_are_left_of_it() -> None:
    own = Lexeme(("Łódź",), Span("x", 1, 1), "wutʃ")

    assert pronounce("in Lodz and Łódź", (own,), notate) == "in <Lodz=wutʃ> and <Łódź=wutʃ>"
