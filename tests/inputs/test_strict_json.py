"""JSON from outside: what can be counted with, written again and shown, and nothing else."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tour.inputs import strict_json

PLAIN = st.none() | st.booleans() | st.integers(-(10**17), 10**17) | st.floats(allow_nan=False, allow_infinity=False)
VALUES = st.recursive(
    PLAIN | st.text(), lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4)
)


@given(VALUES, st.booleans())
def test_what_is_plain_is_read_as_it_is(value: object, escaped: bool) -> None:
    assert strict_json.loads(json.dumps(value, ensure_ascii=escaped).encode()) == value


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[" * 100_000, "nested more than 100 deep"),
        ("[" * 101 + "]" * 101, "nested more than 100 deep"),
        ('{"a":' * 500 + "1" + "}" * 500, "nested more than 100 deep"),
        ("1e400", "the number 1e400 is out of range"),
        ("[-1e400]", "the number -1e400 is out of range"),
        ("Infinity", "Infinity is no number"),
        ("NaN", "NaN is no number"),
        ("9" * 5000, "a whole number of 5000 digits is out of range"),
        ("9" * 19, "a whole number of 19 digits is out of range"),
        ('"\\ud800"', "half a character"),
        ('{"\\udfff": 1}', "half a character"),
        ('"\\ud800x\\udc00"', "half a character"),
        ("{", "Expecting"),
        ("", "Expecting"),
    ],
)
def test_what_python_takes_and_nobody_can_use_is_refused(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why.replace("(", r"\(")):
        strict_json.loads(text.encode())


def test_two_halves_are_a_character() -> None:
    assert strict_json.loads(b'"\\ud83d\\ude00"') == "\N{GRINNING FACE}"


def test_a_hundred_levels_are_read() -> None:
    assert strict_json.loads(b"[" * 99 + b"]" * 99)[0]


@pytest.mark.parametrize("data", [b'"\xed\xa0\x80"', '"x"'.encode("utf-16"), b'"\xff"'])
def test_only_utf_8_is_read(data: bytes) -> None:
    with pytest.raises(ValueError):
        strict_json.loads(data)


@given(st.binary(max_size=60) | st.text(alphabet='{}[]",:\\ud8019.eE-+ntf \n', max_size=60).map(str.encode))
def test_whatever_comes_nothing_but_a_value_error_is_raised(data: bytes) -> None:
    try:
        value = strict_json.loads(data)
    except ValueError:
        return
    json.dumps(value, ensure_ascii=False, allow_nan=False).encode()
