from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tour.normalize import normalize

CASES = Path(__file__).parents[1] / "data" / "normalize"
MARKS = set(",.?!:;…\"'- ")


def rows(language: str) -> list[tuple[str, str]]:
    lines = (CASES / f"{language}.tsv").read_text(encoding="utf-8").splitlines()
    return [(written, spoken) for written, spoken in (line.split("\t") for line in lines if line[:2] != "# ")]


ROWS = rows("en")
written = st.sampled_from([row[0] for row in ROWS])
mixes = st.lists(written, min_size=1, max_size=4).flatmap(
    lambda parts: st.sampled_from([" ", ", ", " and ", ": ", " – ", "-", "/", '" "']).map(lambda glue: glue.join(parts))
)
scraps = st.text(alphabet=st.sampled_from("0123456789$¢%°'\"’.,:;/-–—()#&+½ SDrtaIVXLAMs"), max_size=16)
texts = st.one_of(st.text(), mixes, scraps, st.tuples(written, scraps).map("".join))


def test_what_is_written_becomes_what_is_said() -> None:
    said = {text: normalize(text) for text, _ in ROWS}

    assert [(text, said[text], spoken) for text, spoken in ROWS if said[text] != spoken] == []


@pytest.mark.parametrize("language", ["de", "fr"])
def test_other_languages_with_rules_say_each_row(language: str) -> None:
    table = rows(language)

    said = {text: normalize(text, language) for text, _ in table}

    assert said == dict(table)
    assert len(said) >= 100
    assert {text: normalize(text, language) for text in said.values()} == {text: text for text in said.values()}


@pytest.mark.parametrize("language", ["en-GB", "en-US"])
def test_a_land_s_own_readings_are_said_where_it_is_known(language: str) -> None:
    table = rows(language)

    said = {text: normalize(text, language) for text, _ in table}

    assert said == dict(table)
    assert {text: normalize(text, language) for text in said.values()} == {text: text for text in said.values()}


def test_there_are_enough_cases_and_none_twice() -> None:
    assert len(ROWS) >= 850
    assert len({row[0] for row in ROWS}) == len(ROWS)


def test_every_kind_of_trouble_has_at_least_three_rows() -> None:
    """A kind is what stands below one heading of the table."""
    kinds: dict[str, int] = {}
    for line in (CASES / "en.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        if "\t" not in line:
            kinds[kind := line.removeprefix("# ")] = 0
        else:
            kinds[kind] += 1

    assert {kind: rows for kind, rows in kinds.items() if rows < 3} == {}
    assert len(kinds) > 40


@given(texts)
@example("a.m.m.m. St.St. 5''5\"\"")
def test_saying_it_again_changes_nothing(text: str) -> None:
    spoken = normalize(text)

    assert normalize(spoken) == spoken


@given(texts)
def test_english_speech_has_no_figures(text: str) -> None:
    assert not any(map(str.isdigit, normalize(text)))


@given(texts)
def test_space_is_tidy(text: str) -> None:
    spoken = normalize(text)

    assert spoken == " ".join(spoken.split())


@given(st.one_of(mixes, scraps))
def test_only_words_and_simple_marks_are_left(text: str) -> None:
    spoken = normalize(text)

    assert {c for c in spoken if not c.isalpha()} <= MARKS


@given(st.one_of(mixes, scraps))
def test_hyphens_stand_inside_words(text: str) -> None:
    spoken = f" {normalize(text)} "

    assert all(spoken[i - 1].isalpha() and spoken[i + 1].isalpha() for i, c in enumerate(spoken) if c == "-")


@given(st.integers(0, 10**15))
def test_every_whole_number_can_be_said(number: int) -> None:
    assert normalize(f"{number:,} lamps").endswith(" lamps")


@given(st.text(), st.sampled_from(["es", "fr", "de", "pt-BR", "ja", "ko", "xx", ""]))
def test_other_languages_settle_too(text: str, language: str) -> None:
    spoken = normalize(text, language)

    assert normalize(spoken, language) == spoken
    assert spoken == " ".join(spoken.split())


def test_other_languages_say_plain_numbers_only() -> None:
    assert normalize("«Hay 25 lámparas»,  en 1.000 St. ", "es") == '"Hay veinticinco lámparas", en 1.000 St.'
    assert normalize("11 y 1100, pero 1 hora, 21 días y 300 casas", "es") == (
        "once y mil cien, pero 1 hora, 21 días y 300 casas"
    )
    figures = "A las 10:30, en 1905-1910, 1/2 y 10–12, 08001 Barcelona"
    assert normalize(figures, "es") == figures
    assert normalize("A −5 grados, una sala de 5 × 3 m", "es") == "A menos cinco grados, una sala de cinco por tres m"
    assert normalize("21 Blvd.", "xx") == "21 Blvd."
    assert normalize("123456789", "am") == "123456789"


@pytest.mark.parametrize("figures", ["{}", "{}.", "{} km", "{},50 €", "3,{}", "{}e", "{}-{}", "Die {}. Tür"])
@pytest.mark.parametrize("language", ["de", "fr", "es"])
def test_no_figure_is_too_long_to_be_read(language: str, figures: str) -> None:
    for number in ("1" * 5000, "1" + " 000" * 2000, "1" + ".000" * 2000):
        assert normalize(figures.format(number, number), language)


def test_unknown_characters_are_left_for_the_engine_to_name() -> None:
    assert normalize("Wait 🦣 here") == "Wait 🦣 here"


def test_importing_it_imports_no_number_words() -> None:
    code = "import sys, tour.normalize; sys.exit('num2words' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
