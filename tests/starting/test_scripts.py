from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tour.diagnostics import Span
from tour.model import Place, Say, Voice
from tour.places.plain import plain
from tour.reading.drafts import is_draft
from tour.reading.located import read_toml, read_yaml
from tour.reading.script import read
from tour.starting.outline import Outline, StopOutline
from tour.starting.parts import Stand
from tour.starting.scripts import script_text, settings, stop_script, toml_text, welcome_script, yaml_text
from tour.words.language import languages, words_in

PIN = Place(60.1676, 24.9521)
VOICE = Voice("tone", "", "en")
STOP = StopOutline(1, "a", "A", PIN, Span("list", 2, 1), "One.", address="Main St 1")


def spoken(text: str) -> str:
    """Return what is left of the words of a Look with that *text*, on one line."""
    script = read(f"---\n---\n# Look\n\n{text}\n", "x.md", VOICE)
    assert [fault.message for fault in script.faults if fault.severity == "error"] == []
    section = script.section("Look")
    assert section
    return " ".join(segment.text for segment in section.segments if isinstance(segment, Say))


@pytest.mark.parametrize(
    "text",
    [
        "[pause 2s] and [cross Main Street] and [sound quiet]",
        "{voice=x} said {say=y}",
        "*one* **two** _three_ `four` ~~five~~",
        "# no heading\n## nor this",
        "> no quotation",
        "a <b>tag</b> & an &eacute; entity",
        "<!-- no comment",
        "a \\ backslash",
        "![no](picture) [no](link) [^N1]",
    ],
)
def test_what_a_list_says_is_said_and_means_nothing_else(text: str) -> None:
    assert spoken(script_text(text)) == " ".join(text.split())


def test_a_text_without_an_end_is_broken_where_it_can_be_read() -> None:
    text = script_text("word " * 5_000 + "x" * 3_000)

    assert spoken(text).count("word") == 5_000
    assert spoken(text).count("x") == 3_000


@given(st.text(max_size=120))
def test_any_text_becomes_a_script_without_an_error(text: str) -> None:
    words = plain(text)

    script = read(f"---\n---\n# Look\n\n{script_text(words)}\n", "x.md", VOICE)

    assert [fault.message for fault in script.faults if fault.severity == "error"] == []


@given(st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=40))
def test_any_title_is_read_again_as_it_was(title: str) -> None:
    title = " ".join(title.split()) or "x"

    yaml = read_yaml(f"title: {yaml_text(title)}\n", "x.md", 1)
    toml = read_toml(f"title = {toml_text(title)}\n", "tour.toml")

    assert yaml.value == {"title": title}
    assert toml.value == {"title": title}


@pytest.mark.parametrize("title", ["Museum Square", "St. Mary's", "Café Größe", "Rock-cut steps, upper end"])
def test_a_plain_title_stands_without_quotes(title: str) -> None:
    assert yaml_text(title) == title


@pytest.mark.parametrize("language", languages())
def test_a_stop_has_its_words_and_both_sections_are_drafts(language: str) -> None:
    text = stop_script(STOP, Stand(PIN), "Walk on.", words_in(language), "2026-01-02")

    look = text[text.index("# Look") + 7 : text.index("# Walk")]
    assert is_draft(look)
    assert "One." in look
    assert "address: Main St 1" in text
    assert "facts: 2026-01-02" in text


def test_a_stop_of_which_the_list_tells_nothing_is_named() -> None:
    nothing = StopOutline(1, "a", "A [b]", PIN, Span("list", 2, 1), "🚉 --- !")

    assert "This is A \\[b\\]." in stop_script(nothing, Stand(PIN), "", words_in("en"), "2026-01-02")


@pytest.mark.parametrize("language", languages())
def test_welcome_and_settings_can_be_read(language: str) -> None:
    outline = Outline('A "tour" \\ [x]', "a", language, (STOP,))

    welcome = read(welcome_script(outline, "2026-01-02"), "00-welcome.md", Voice("tone", "", language))
    toml = read_toml(settings(outline, "2026-01-02"), "tour.toml").value

    assert [fault for fault in welcome.faults if fault.severity == "error"] == []
    assert toml["title"] == 'A "tour" \\ [x]'
    assert toml["language"] == language
    assert ("engine" in toml) == (not re.match("en", language))
