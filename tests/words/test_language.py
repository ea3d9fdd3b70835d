from __future__ import annotations

import re
import string
from functools import cache

import pytest
from babel import Locale

from samples import stop, tour
from tour.words.language import FALLBACK, Words, file_for, languages, turn, words_in, words_of
from tour.words.phrases import directing, phoning, sending

LANGUAGES = [language for language in languages() if language != FALLBACK]


@cache
def english() -> Words:
    return words_in(FALLBACK)


def fields(line: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(line) if name is not None}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_lines_with_the_same_fields(language: str) -> None:
    lines = words_in(language).lines

    assert list(lines) == list(english().lines)
    assert {key: fields(line) for key, line in lines.items()} == {
        key: fields(line) for key, line in english().lines.items()
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_link_stands_where_english_has_one_and_on_words_of_its_own(language: str) -> None:
    def links(line: str) -> dict[str, bool]:
        return {name: bool(words) for _, name, words, _ in string.Formatter().parse(line) if name}

    for key, line in words_in(language).lines.items():
        assert links(line) == links(english().lines[key]), key


@pytest.mark.parametrize("language", languages())
def test_no_line_is_empty_or_holds_what_a_page_would_have_to_escape(language: str) -> None:
    for key, line in words_in(language).lines.items():
        assert line == line.strip(), key
        assert line, key
        assert not re.search("[<>&\"']", line), key


@pytest.mark.parametrize("language", languages())
def test_all_that_is_counted_has_a_line_for_each_plural_form(language: str) -> None:
    words, locale = words_in(language), Locale.parse(language, sep="-")
    needed = {locale.plural_form(number) for number in range(1000)}

    assert list(words.forms) == list(english().forms)
    for thing, forms in words.forms.items():
        assert needed | {"other"} <= set(forms), thing
        assert set(forms) <= {*locale.plural_form.tags, "other"}, thing
        for line in forms.values():
            assert fields(line) == fields(english().forms[thing]["other"]), thing


@pytest.mark.parametrize("language", languages())
def test_a_language_s_file_names_are_such_as_every_phone_can_read(language: str) -> None:
    for line in words_in(language).section("files").values():
        assert re.fullmatch(r"[a-z0-9-]+", line.replace("{slug}", "x")), line


@pytest.mark.parametrize("language", languages())
def test_no_language_s_own_lines_say_what_it_forbids(language: str) -> None:
    lines, rules = list(words_in(language).section("texts").values()), words_in(language).rules

    assert all([rules.into_road, rules.to_cross, rules.to_cross_street, rules.pausing, rules.at_the_phone])
    assert not [line for line in lines if sending(language).find(line)]
    assert not [line for line in lines if directing(language, named=False).find(line)]
    assert not [line for line in lines if phoning(language, pausing=True).find(line)]


def test_a_sign_that_french_sets_apart_stands_behind_a_no_break_space() -> None:
    words = words_in("fr")
    forms = [line for counted in words.forms.values() for line in counted.values()]

    for line in (*words.lines.values(), *forms):
        bare = re.sub(r"\{[^}]*\}", "x", line)
        assert not re.search(r"[^\u00a0][;:!?%»]|«(?!\u00a0)", bare), line
        assert "\u202f" not in line, line  # which the card's fonts lack


@pytest.mark.parametrize(
    ("language", "name", "named"),
    [
        ("en", "Elm Street", "Elm Street"),
        ("es", "Calle Mayor", "la calle Mayor"),
        ("es", "Elm Street", "Elm Street"),
        ("fr", "Rue de Rivoli", "la rue de Rivoli"),
        ("fr-BE", "Avenue Louise", "l’avenue Louise"),
        ("fr", "La Canebière", "La Canebière"),
        ("de", "Mühlstraße", "die Mühlstraße"),
        ("de", "Karl-Marx-Allee", "die Karl-Marx-Allee"),
        ("de", "Lange Straße", "die Lange Straße"),
        ("de", "Rathausmarkt", "den Rathausmarkt"),
        ("de", "Alter Markt", "Alter Markt"),
        ("de", "Straße des 17. Juni", "die Straße des 17. Juni"),
        ("de", "An der Mühlgasse", "An der Mühlgasse"),
        ("de", "Unter den Linden", "Unter den Linden"),
    ],
)
def test_a_street_is_named_in_a_sentence_with_its_article_where_that_is_sure(
    language: str, name: str, named: str
) -> None:
    assert words_in(language).street(name) == named


@pytest.mark.parametrize(("language", "press"), [("en", "press"), ("es", "pulsa"), ("de", "drück"), ("fr", "appuyez")])
def test_what_is_said_before_a_road_does_not_speak_of_the_phone(language: str, press: str) -> None:
    lines = words_in(language).section("texts")

    assert press in lines["hold"].casefold()
    for key in ("stay", "stay_until", "begins", "back_across", "back_there"):
        assert press not in lines[key].casefold(), key


@pytest.mark.parametrize("language", languages())
def test_a_language_writes_dates_with_its_own_months(language: str) -> None:
    dates = {words_in(language).date(f"2026-{month:02}-02") for month in range(1, 13)}

    assert len(dates) == 12
    assert all("2026" in date for date in dates)


def test_a_tour_s_own_lines_go_before_those_of_its_language() -> None:
    walk = tour([stop(1)], texts=(("home", "Back"),))

    assert words_of(walk)("texts.home") == "Back"
    assert words_of(walk)("texts.walk", next="the mill") == "Walk to the mill"


def test_a_region_has_the_words_of_its_language_and_its_own_figures() -> None:
    assert words_in("es-MX").lines == words_in("es").lines
    assert words_in("es-MX").number(3.75, 2) == "3.75"
    assert words_in("es-ES").number(3.75, 2) == "3,75"


@pytest.mark.parametrize(
    ("tag", "name"),
    [("en", "en"), ("es-419", "es"), ("es-Latn-MX", "es"), ("de-AT", "de"), ("fr-CH", "fr"), ("nl", "")],
)
def test_a_language_has_the_file_that_fits_its_tag_best(tag: str, name: str) -> None:
    assert file_for(tag) == name


def test_a_language_without_a_file_gets_english_words_dates_and_figures() -> None:
    assert words_in("nl") == english()


def test_a_region_that_nobody_knows_is_written_as_its_language() -> None:
    assert words_in("es-XX").number(3.75, 2) == "3,75"
    assert words_in("es-XX").count("stop", 2) == "2 paradas"


def test_a_date_is_written_in_words_and_anything_else_as_it_is() -> None:
    assert english().date("2026-11-22") == "22 November 2026"
    assert words_in("es").date("2026-11-02") == "2 de noviembre de 2026"
    assert words_in("de").date("2026-11-02") == "2. November 2026"
    assert words_in("fr").date("2026-11-02") == "2 novembre 2026"
    assert words_in("fr").date("2026-05-01") == "1er mai 2026"
    assert english().date("1930") == "1930"


@pytest.mark.parametrize(("number", "line"), [(0, "0 stops"), (1, "1 stop"), (2, "2 stops"), (1000, "1000 stops")])
def test_things_are_counted(number: int, line: str) -> None:
    assert english().count("stop", number) == line


def test_a_field_that_is_not_given_stays_as_it_is_written() -> None:
    walk = tour([stop(1)], texts=(("home", "Back {home} again"),))

    assert words_of(walk)("texts.home", next="x") == "Back {home} again"


@pytest.mark.parametrize(
    ("tag", "way"),
    [
        ("en", "ltr"),
        ("es-MX", "ltr"),
        ("he", "rtl"),
        ("ur-PK", "rtl"),
        ("az-Arab", "rtl"),
        ("he-Latn", "ltr"),
        ("xx", "ltr"),
    ],
)
def test_a_page_runs_the_way_its_language_is_written(tag: str, way: str) -> None:
    assert turn(tag) == way
