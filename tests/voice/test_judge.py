"""The targets that a measured narration is held against."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

import pytest

import judge


def row(file: str, **figures: object) -> judge.Row:
    """A track that meets every target."""
    return {
        "file": file, "words": 200, "errors": 2, "wer": 0.01, "hard": 10, "missed": [], "dmos": 4.7, "ovrl": 3.2,
        "unasked": 0.9, "spoken": 200, "talking": 80.0, "dur": 90.0, **figures,
    }  # fmt: skip


def missed(looks: list[judge.Row], others: list[judge.Row]) -> list[str]:
    return [what for what, _, held in judge.verdicts(looks, looks + others) if not held]


def test_a_good_narration_misses_nothing() -> None:
    assert missed([row("a"), row("b")], [row("c")]) == []


@pytest.mark.parametrize(
    ("figures", "target"),
    [
        ({"errors": 6}, "word error rate over the Looks"),
        ({"wer": 0.13}, "worst track"),
        ({"missed": ["Seibu"]}, "names heard"),
        ({"dmos": 4.5}, "Distill-MOS"),
        ({"ovrl": 3.0}, "DNSMOS"),
        ({"unasked": 1.6}, "longest unasked silence"),
        ({"spoken": 216}, "words a minute"),
        ({"spoken": 190}, "words a minute"),
        ({"dur": 130.5}, "longest Look"),
    ],
)
def test_each_target_is_missed_by_itself(figures: dict[str, object], target: str) -> None:
    [what] = missed([row("a", **figures)], [])

    assert what.startswith(target)


def test_only_a_look_must_be_short() -> None:
    assert missed([row("a")], [row("b", dur=200.0)]) == []


def test_the_pace_is_that_of_all_words_and_not_the_mean_of_the_tracks() -> None:
    what, shown, held = judge.pace([row("a", spoken=10, talking=2.0), row("b", spoken=290, talking=118.0)])

    assert (shown, held) == ("150.0", True), what


def test_fewer_lost_words_beside_traffic_hold() -> None:
    now, before = [row("a", errors=2), row("b", errors=3)], [row("a", errors=4), row("b", errors=3)]

    _, shown, held = judge.street_verdict("10", list(zip(now, before, strict=True)))

    assert held
    assert shown.startswith("1.25% against 1.75%")
    assert shown.endswith("of 2 passages 1 better, 0 worse")


def test_as_many_lost_words_do_not() -> None:
    _, _, held = judge.street_verdict("10", [(row("a"), row("a"))])

    assert not held


def test_passages_are_paired_by_name_and_not_by_place() -> None:
    now, before = [heard("a", 0), heard("b", 0)], [heard("b", 0), heard("a", 0)]

    assert all(new["file"] == old["file"] for new, old in judge.pairs(now, before))


def test_passages_that_all_gain_alike_leave_nothing_to_chance() -> None:
    heard = [(row(name, errors=2), row(name, errors=4)) for name in "abc"]

    assert judge.interval(heard) == pytest.approx((0.01, 0.01))


def heard(file: str, lost: int) -> judge.Row:
    """A passage of 100 words, of which so many are heard as others."""
    return row(file, reading="stone " * 100, asr="stone " * (100 - lost) + "phone " * lost)


def judged(folder: Path, capsys: pytest.CaptureFixture[str], *streets: tuple[str, int, int]) -> list[str]:
    """Return what is said of *streets*: decibels, words lost now, and before."""
    (folder / "look").write_text(json.dumps({"files": [row("a")]}), "utf-8")
    arguments = [str(folder / "look")]
    for number, (decibels, *lost) in enumerate(streets):
        paths = [folder / f"{number}-{when}" for when in ("now", "before")]
        for path, many in zip(paths, lost, strict=True):
            path.write_text(json.dumps({"files": [heard("a", many)]}), "utf-8")
        arguments += ["--street", decibels, *map(str, paths)]
    with contextlib.suppress(SystemExit):
        judge.main(arguments)
    return [line for line in capsys.readouterr().out.splitlines() if "traffic" in line]


def test_each_level_of_traffic_is_held_by_itself(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    at_ten, at_none = judged(tmp_path, capsys, ("10", 3, 2), ("0", 10, 20))

    assert at_ten.startswith("MISS  words lost, traffic 10 dB under")
    assert at_none.startswith("ok    words lost, traffic 0 dB under")


def test_all_hours_of_one_level_count_together(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    [at_ten] = judged(tmp_path, capsys, ("10", 3, 2), ("10", 2, 5))

    assert "2.50% against 3.50%" in at_ten
    assert at_ten.endswith("names 20 against 20; of 1 passages 1 better, 0 worse")


def test_a_word_beside_traffic_is_not_lost_for_its_letters() -> None:
    passage = row("a", errors=3, reading="Wait there.", asr="Weight their")

    [(now, _)] = judge.together([(passage, passage)], ())

    assert (now["words"], now["errors"]) == (2, 0)


def test_where_the_recogniser_stutters_a_passage_is_left_out_at_both_speeds() -> None:
    stuttering = heard("a", 3) | {"asr": "stone " * 300}

    assert judge.pairs([stuttering, heard("b", 0)], [heard("a", 0), heard("b", 0)]) == [(heard("b", 0), heard("b", 0))]
    assert judge.pairs([heard("a", 0)], [stuttering]) == []


def test_a_missed_target_ends_the_program_and_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    looks = tmp_path / "look.json"
    looks.write_text(json.dumps({"files": [row("a", dur=131.0)]}), "utf-8")

    with pytest.raises(SystemExit, match="1 missed: longest Look"):
        judge.main([str(looks)])

    assert "MISS  longest Look <= 130 s" in capsys.readouterr().out
