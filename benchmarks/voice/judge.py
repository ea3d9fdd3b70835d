"""Hold what evaluate.py measured against the targets; exit 1 and say which is missed.

judge.py LOOKS.json [OTHERS.json ...] [--sentences HARD.json] [--street DECIBELS NOW.json BEFORE.json ...]
         [--project PROJECT]

Quality and the pooled error rate are those of LOOKS; the worst track, names, silences and the pace of the voice are
taken over all files. NOW and BEFORE are the same passages beside traffic that is DECIBELS under the voice, at the
speed of the tour and at an older one; where --street is given again with the same DECIBELS, the passages were heard at
other hours too, and all hours count together. There a word is lost that is said otherwise than what the recogniser
wrote (sounds.py), names by the lexicon of PROJECT; over the Looks, where it is merely spelt otherwise, too. HARD are
sentences of the harder kinds, see sentences.py.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from statistics import fmean
from typing import Any

from prepare import found_tour
from sentences import misheard
from sounds import lost, words
from tour.model import Lexeme

LONG = 80
"""Words from which on a track is judged alone: in a short one a single word weighs too much."""
WORST = 0.12
"""Share of wrong words that no such track exceeds."""
RIGHT = 0.95
"""Share of the words of the harder sentences that are heard as they are to be read."""
WRONG = 0.025
"""Share of wrong words over the Looks."""
HEARD = 0.94
"""Share of the hard names that the recogniser gets."""
QUALITY = {"dmos": ("Distill-MOS", 4.6), "ovrl": ("DNSMOS OVRL", 3.1)}
"""Least mean of each model's marks, from 1 to 5."""
PACE = (145.0, 160.0)
"""Words a minute: beside traffic more is too fast, and less drags."""
LOOK = 130.0
"""Seconds that nobody should have to stand for longer than."""
UNASKED = 1.5
"""Seconds of silence that nobody asked for."""
DRAWS = 2000
"""How often the passages are drawn anew, to see how far chance moves their difference."""

Row = dict[str, Any]
Pair = tuple[Row, Row]
Verdict = tuple[str, str, bool]


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("looks", type=Path, metavar="LOOKS.json")
    parser.add_argument("others", type=Path, metavar="OTHERS.json", nargs="*")
    parser.add_argument("--sentences", type=Path, metavar="HARD.json")
    parser.add_argument(
        "--street", nargs=3, action="append", default=[], metavar=("DECIBELS", "NOW.json", "BEFORE.json")
    )
    parser.add_argument("--project", type=Path)
    options = parser.parse_args(arguments)
    looks = rows(options.looks)
    tracks = looks + [row for path in options.others for row in rows(path)]
    found = list(verdicts(looks, tracks))
    if options.sentences:
        found.append(sentences_verdict(options.sentences))
    lexicon = found_tour(options.project)[0].lexicon if options.project else ()
    found.extend(street_verdicts(options.street, lexicon))
    missed = []
    for what, shown, held in found:
        print(f"{'ok  ' if held else 'MISS'}  {what:44s} {shown}")
        if not held:
            missed.append(what)
    if missed:
        raise SystemExit(f"error: {len(missed)} missed: {'; '.join(missed)}")


def rows(report: Path) -> list[Row]:
    return list(json.loads(report.read_text("utf-8"))["files"])


def verdicts(looks: Sequence[Row], tracks: Sequence[Row]) -> Iterator[Verdict]:
    """Yield each target, what was measured, and whether that holds."""
    wrong = pooled(looks)
    yield f"word error rate over the Looks <= {WRONG:.1%}", f"{wrong:.1%}", wrong <= WRONG
    if long := [row for row in tracks if row["words"] >= LONG]:
        worst = max(long, key=lambda row: row["wer"])
        what = f"worst track of {LONG} words or more <= {WORST:.0%}"
        yield what, f"{worst['wer']:.1%} {worst['file']}", worst["wer"] <= WORST
    if hard := sum(row["hard"] for row in tracks):
        unheard = [f"{name} ({row['file']})" for row in tracks for name in row["missed"]]
        share = 1 - len(unheard) / hard
        shown = f"{share:.1%} of {hard}; not: {', '.join(unheard) or 'none'}"
        yield f"names heard >= {HEARD:.0%}", shown, share >= HEARD
    for key, (model, least) in QUALITY.items():
        values = [row[key] for row in looks if key in row]
        score = fmean(values) if values else 0.0
        yield f"{model}, mean >= {least}", f"{score:.2f}" if values else "not measured", score >= least
    longest = max(tracks, key=lambda row: row["unasked"])
    shown = f"{longest['unasked']:.2f} s {longest['file']}"
    yield f"longest unasked silence <= {UNASKED} s", shown, longest["unasked"] <= UNASKED
    yield pace(tracks)
    longest = max(looks, key=lambda row: row["dur"])
    yield f"longest Look <= {LOOK:.0f} s", f"{longest['dur']:.1f} s {longest['file']}", longest["dur"] <= LOOK


def sentences_verdict(report: Path) -> Verdict:
    wrong, many = misheard(report, report.parent / "ref")
    right = 1 - len(wrong) / many
    shown = f"{right:.1%} of {many}; not: {'; '.join(dict.fromkeys(wrong)) or 'none'}"
    return f"words right in the harder sentences >= {RIGHT:.0%}", shown, right >= RIGHT


def pooled(files: Sequence[Row]) -> float:
    """Return the share of wrong words over all of *files*, as if they were one."""
    return float(sum(row["errors"] for row in files) / sum(row["words"] for row in files))


def pace(tracks: Sequence[Row]) -> Verdict:
    slowest, fastest = PACE
    rate = 60 * sum(row["spoken"] for row in tracks) / sum(row["talking"] for row in tracks)
    what = f"words a minute, silences over 6 s apart, {slowest:.0f}-{fastest:.0f}"
    return what, f"{rate:.1f}", slowest <= rate <= fastest


def street_verdicts(given: Sequence[Sequence[str]], lexicon: tuple[Lexeme, ...]) -> Iterator[Verdict]:
    """Yield a verdict for each level of traffic in *given*, rows of DECIBELS, NOW.json, BEFORE.json."""
    for level in dict.fromkeys(decibels for decibels, _, _ in given):
        heard: list[Pair] = []
        for decibels, now, before in given:
            if decibels == level:
                heard += pairs(rows(Path(now)), rows(Path(before)))
        yield street_verdict(level, together(heard, lexicon))


def pairs(now: Sequence[Row], before: Sequence[Row]) -> list[Pair]:
    """Return each passage as it is heard now, and as it was; without those that a recogniser stutters over, either way.

    One word may come a hundred times then, for no fault of the voice.
    """
    old = {row["file"]: row for row in before}
    both = [(row, old[row["file"]]) for row in now]
    return [pair for pair in both if not any(map(stuttered, pair))]


def stuttered(row: Row) -> bool:
    return len(words(row["asr"])) > 2 * len(words(row["reading"]))


def together(heard: Iterable[Pair], lexicon: tuple[Lexeme, ...]) -> list[Pair]:
    """Return each passage once, with its words and what is lost of them at all hours in *heard*.

    What is lost at one hour is mostly lost at each, so hours are not drawn anew by themselves.
    """
    found: dict[str, Pair] = {}
    for pair in heard:
        whole = found.setdefault(pair[0]["file"], (_nothing(), _nothing()))
        for total, row in zip(whole, pair, strict=True):
            total["words"] += len(words(row["reading"]))
            total["errors"] += len(lost(row["reading"], row["asr"], lexicon))
            total["hard"] += row["hard"]
            total["missed"] += row["missed"]
    return list(found.values())


def _nothing() -> Row:
    return {"words": 0, "errors": 0, "hard": 0, "missed": []}


def street_verdict(decibels: str, heard: Sequence[Pair]) -> Verdict:
    """Return whether fewer words are lost beside traffic than before, and how much of that may be chance."""
    now, before = zip(*heard, strict=True)
    low, high = interval(heard)
    better = sum(new["errors"] < old["errors"] for new, old in heard)
    worse = sum(new["errors"] > old["errors"] for new, old in heard)
    shown = (
        f"{pooled(now):.2%} against {pooled(before):.2%}, a gain of {low:+.2%} to {high:+.2%} (95 %); names "
        f"{names_heard(now)} against {names_heard(before)}; of {len(heard)} passages {better} better, {worse} worse"
    )
    return f"words lost, traffic {decibels} dB under: < old speed's", shown, pooled(now) < pooled(before)


def names_heard(files: Sequence[Row]) -> int:
    return sum(row["hard"] - len(row["missed"]) for row in files)


def interval(heard: Sequence[Pair]) -> tuple[float, float]:
    """Return between which two figures 95 % of the differences lie when passages are drawn anew, with repeats.

    A bootstrap over pairs: Efron & Tibshirani 1993, An Introduction to the Bootstrap, chapter 13.
    """
    draw = random.Random(0)
    differences = []
    for _ in range(DRAWS):
        drawn = draw.choices(heard, k=len(heard))
        differences.append(pooled([old for _, old in drawn]) - pooled([new for new, _ in drawn]))
    differences.sort()
    return differences[DRAWS // 40], differences[-DRAWS // 40 - 1]


if __name__ == "__main__":
    main()
