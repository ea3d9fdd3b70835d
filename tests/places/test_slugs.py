from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tour.places.slugs import slug_of, slugs_of


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Havis Amanda", "havis-amanda"),
        ("Café “Größe” & Söhne", "cafe-grosse-sohne"),
        ("St. Mary's", "st-marys"),
        ("Łódź, Ølgata", "lodz-olgata"),
        ("東京 Tower", "tower"),
        ("東京", ""),
        ("¡Ñandú!", "nandu"),
        ("--", ""),
        ("word " * 30, "word-word-word-word-word-word-word-word-word"),
        ("x" * 99, "x" * 48),
    ],
)
def test_a_slug_is_ascii(name: str, slug: str) -> None:
    assert slug_of(name) == slug


def test_doubles_get_a_number_and_names_without_latin_letters_a_word() -> None:
    assert slugs_of(["A", "a!", "A 2", "東京", "大阪", "A"], "stop") == ["a", "a-2", "a-2-2", "stop", "stop-2", "a-3"]


@given(st.lists(st.text(max_size=80), max_size=8))
def test_every_slug_is_one_that_a_script_may_have_and_each_stands_once(names: list[str]) -> None:
    slugs = slugs_of(names, "stop")

    assert len(set(slugs)) == len(slugs)
    assert all(re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", slug) and len(slug) <= 60 for slug in slugs)
