"""Texts as word processors leave them: read where it is clear what is meant, else told in words that help."""

from collections.abc import Callable

import pytest

from conftest import TourTest
from tour.check import check
from tour.diagnostics import RULES
from tour.model import Pause
from tour.reading.project import read

Change = Callable[[TourTest], object]


def told(tour: TourTest) -> list[str]:
    """Return severity, message and hint of each fault."""
    return [f"{fault.heading}: {fault.message} | {fault.hint}" for fault in read(tour.root).faults]


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u2003", " \u200b", "\u00a0\ufeff"])
def test_any_space_parts_the_words_of_a_directive(tour: TourTest, space: str) -> None:
    tour.edit("01-quay.md", "[pause 2s]", f"[pause{space}1.5{space}s]").edit(
        "01-quay.md", "[cross Mill Lane cut]", f"[cross{space}Mill{space}Lane{space}cut]"
    )

    found = read(tour.root)

    assert not found.faults
    assert found.tour
    assert Pause(1.5) in [Pause(segment.seconds) for segment in found.tour.stops[0].look if isinstance(segment, Pause)]
    assert found.tour.legs[0].crossings == ("Mill Lane",)


READ: dict[str, Change] = {
    "hyphens of front matter that became a dash": lambda t: t.edit("01-quay.md", "---\ntitle", "—-\ntitle").edit(
        "01-quay.md", "null\n---", "null\n———"
    ),
    "a bold heading": lambda t: t.edit("01-quay.md", "# Look", "# **Look**"),
    "a heading with an anchor": lambda t: t.edit("01-quay.md", "# Look", "# Look {#look}"),
    "a minus that is not ASCII's": lambda t: t.edit("01-quay.md", "-0.10000", "−0.10000"),
    "bullets of a word processor": lambda t: t.edit(
        "01-quay.md", "Built in 1801.[^S1]", "•\tBuilt in 1801.[^S1]\n• New"
    ),
    "a date that TOML knows": lambda t: t.edit("tour.toml", '"2026-01-02"', "2026-01-02"),
    "a year that is a number": lambda t: t.edit("sources.toml", '"1990"', "1990"),
    "a source's date that TOML knows": lambda t: t.edit("sources.toml", '"1990"', "1990-12-31"),
}


@pytest.mark.parametrize("change", READ.values(), ids=READ)
def test_what_is_meant_is_read(tour: TourTest, change: Change) -> None:
    change(tour)

    assert told(tour) == []


def test_bullets_are_no_part_of_what_is_printed(tour: TourTest) -> None:
    READ["bullets of a word processor"](tour)

    found = read(tour.root).tour

    assert found
    assert found.stops[0].card == ("Built in 1801.", "New")


TOLD: dict[str, tuple[Change, str]] = {
    "a heading of two #": (
        lambda t: t.edit("01-quay.md", "# Look", "## Look"),
        "error: the section '## Look' has more than one # | write '# Look'",
    ),
    "a heading that is escaped": (
        lambda t: t.edit("01-quay.md", "# Look", "\\# Look"),
        "error: the heading '\\\\# Look' would be read out, for it is escaped | take out the backslash: # Look",
    ),
    "a directive that is escaped": (
        lambda t: t.edit("01-quay.md", "[pause 2s]", "\\[pause 2s\\]"),
        "warning[escaped]: '\\\\[pause 2s\\\\]' is read out, for it is escaped | "
        "take out the backslashes, if it is meant as a directive",
    ),
    "a comment whose hyphens became a dash": (
        lambda t: t.edit("01-quay.md", "It moves.", "It moves. <!— check this —>"),
        "error: this comment would be read out: its hyphens have become a dash | write <!-- and -->, with hyphens",
    ),
    "curly quotes in TOML": (
        lambda t: t.edit("tour.toml", '"Harbour walk"', "“Harbour walk”"),
        'error: this is not TOML: invalid value | the quotes are those of a word processor: write straight ones, "',
    ),
    "a document of Word's": (
        lambda t: t.write("01-quay.md", b"PK\x03\x04\x14"),
        "error: this is a document of a word processor, or a zip, not a text | save it as plain text, in UTF-8",
    ),
    "RTF": (
        lambda t: t.write("01-quay.md", b"{\\rtf1 x}"),
        "error: this is RTF, not plain text | save it as plain text, in UTF-8",
    ),
    "UTF-16": (
        lambda t: t.write("01-quay.md", "---\n".encode("utf-16")),
        "error: this text is UTF-16, which Windows calls Unicode | save it as UTF-8",
    ),
}


@pytest.mark.parametrize(("change", "expected"), TOLD.values(), ids=TOLD)
def test_what_is_not_clear_is_told_with_what_to_write(tour: TourTest, change: Change, expected: str) -> None:
    change(tour)

    assert expected in told(tour)


def test_errors_of_all_files_are_told_before_any_warning(tour: TourTest) -> None:
    tour.edit("00-welcome.md", "There are two stops.", f"There are two stops, {'and more ' * 20}.")
    tour.edit("02-mill.md", "stand: at the mill door", "stand: ''").edit(
        "sources.toml", "[S1]", '[S0]\ntitle = ""\n[S1]'
    )
    tour.edit("tour.toml", "safety", "saftey").edit("01-quay.md", "[pause 2s]", "[sound gone]")
    tour.edit("tour.toml", "saftey", "safety")

    faults = read(tour.root).faults

    assert [fault.severity for fault in faults] == ["error"] * 3 + ["warning"]
    assert len({fault.span.path for fault in faults if fault.span}) == 3


def test_a_sound_that_is_not_there_is_told_though_front_matter_has_faults(tour: TourTest) -> None:
    tour.edit("01-quay.md", "[pause 2s]", "[sound gone]").edit("01-quay.md", "walked: null", "walkd: null")

    assert len([line for line in told(tour) if "gone" in line or "walkd" in line]) == 2


def test_a_source_that_nothing_uses_is_a_warning(tour: TourTest) -> None:
    tour.edit("sources.toml", "[S1]", '[S2]\ntitle = "More"\n\n[S1]')

    assert told(tour) == [
        "warning[unused]: the source 'S2' is never used | name it in a script with [^S2], or remove it"
    ]
    tour.run("show", "1", "--spoken").ok()
    assert "1 warning" in tour.run("check").ok().stdout


def test_a_rule_is_stilled_with_a_reason(tour: TourTest) -> None:
    tour.edit("sources.toml", "[S1]", '[S2]\ntitle = "More"\n\n[S1]')
    tour.write(
        "tour.toml", (tour.root / "stops" / "tour.toml").read_text() + '\n[stilled]\nunused = "kept for part two"\n'
    )

    found = check(read(tour.root))

    assert found.faults == ()
    assert found.stilled == 1
    assert "no fault found; 1 warning stilled in tour.toml" in tour.run("check", "--strict").ok().stdout


def test_no_error_can_be_stilled(tour: TourTest) -> None:
    tour.edit("01-quay.md", "[pause 2s]", "[sound gone]")
    rules = "\n".join(f'{rule} = "why not"' for rule in RULES)
    tour.write("tour.toml", (tour.root / "stops" / "tour.toml").read_text() + f"\n[stilled]\n{rules}\n")

    assert [fault.severity for fault in check(read(tour.root)).faults] == ["error"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('sentense = "x"', "error: no rule that warns is called 'sentense' | did you mean 'sentence'?"),
        ('kerb = "x"', "error: no rule that warns is called 'kerb'"),
        ('sentence = ""', "error: 'sentence' is empty"),
        ("sentence = true", "error: 'sentence' must be a text, not true"),
    ],
)
def test_only_rules_that_warn_are_stilled_and_never_without_a_reason(tour: TourTest, line: str, expected: str) -> None:
    tour.write("tour.toml", (tour.root / "stops" / "tour.toml").read_text() + f"\n[stilled]\n{line}\n")

    assert [fault for fault in told(tour) if fault.startswith(expected)]


def test_what_is_only_spoken_or_never_printed_needs_no_glyph(tour: TourTest) -> None:
    toml = (tour.root / "stops" / "tour.toml").read_text()
    tour.write("tour.toml", f'# 日本語\n{toml}\n[texts]\nhold = "一時停止 {{stand}}" # 猫\n')

    assert not check(read(tour.root)).faults


def test_what_is_printed_needs_its_glyphs_still(tour: TourTest) -> None:
    tour.edit("tour.toml", "Mind the edge.", "猫 # Mind")

    assert "U+732B" in "".join(fault.message for fault in check(read(tour.root)).faults)


def test_a_claim_that_is_off_says_what_it_counts_and_how_near_is_near(tour: TourTest) -> None:
    tour.edit("00-welcome.md", "{say: two stops, stops: 2}", "{say: two stops, minutes: 90}")

    (fault,) = check(read(tour.root)).faults

    assert fault.hint.startswith("counted are walking, waiting to cross, and what is heard standing; within 10 %")


def test_a_language_without_words_of_its_own_is_told(tour: TourTest) -> None:
    tour.edit("tour.toml", 'language = "en"', 'language = "nl"')

    assert any(line.startswith("warning[language]: the program has no words of its own in 'nl'") for line in told(tour))


STRAYS = {
    "a picture": ("art/quay.png", "quay.png is no drawing that is read"),
    "a drawing of no stop": ("art/qauy.svg", "qauy.svg belongs to no stop, and is not printed"),
    "a recording that is not read": ("sounds/gull.wma", "gull.wma is no sound that is read"),
}


@pytest.mark.parametrize(("name", "expected"), STRAYS.values(), ids=STRAYS)
def test_a_file_that_nothing_reads_is_told(tour: TourTest, name: str, expected: str) -> None:
    tour.write(name, b"x").write(f"{name.partition('/')[0]}/.DS_Store", b"x").write("art/notes.txt", b"x")

    (line,) = told(tour)

    assert line.startswith(f"warning[file]: {expected}")
