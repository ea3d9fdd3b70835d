from __future__ import annotations

import re

import pytest

from tour.normalize.lookup import Near, words_in

PATTERN, SAY = words_in(
    {"Mkt.": "Market", "req'd": "required"},
    {"thru": "through"},
    (
        Near("max max.", "maximum", "", "(?! out)"),
        Near("min.", "minor", r"\b[A-G] "),
        Near("min.", "minimum", r"(?<!\d )"),
        Near("hol hols", "holiday{s}", "bank "),
        Near("Reg. reg.", "register", "", " of "),
    ),
)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Mkt. and Mkt", "Market and Mkt"),
        ("Mkt.St", "Market St"),
        ("mkt.com and Mkt.com", "mkt.com and Mkt.com"),
        ("ID req'd. here, req'd", "ID required here, required"),
        ("thru. Or thru-way", "through Or thru-way"),
        ("max. 2, max 2, max out", "maximum 2, maximum 2, max out"),
        ("C min., min. 3 and 5 min.", "C minor, minimum 3 and 5 min."),
        ("a bank hol, bank hols, hols", "a bank holiday, bank holidays, hols"),
        ("the Reg. of Deeds and a reg. of names", "the Register of Deeds and a register of names"),
    ],
)
def test_a_word_is_said_by_its_dot_and_by_what_stands_around_it(written: str, said: str) -> None:
    assert re.sub(PATTERN, SAY, written) == said
