"""A little of `make soak`: whatever happens to a build, nothing is lost, wrong or half written."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest

from soak.damages import KINDS as DAMAGES
from soak.damages import damages
from soak.failing import failing
from soak.kills import kills
from soak.races import KINDS as RACES
from soak.races import races
from soak.tours import Bench, Tally

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="a build to be killed is a process that was forked"),
    # threads of numpy's that no build here uses (Python 3.12 warns of every fork beside a thread)
    pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning"),
]


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return Bench(tmp_path_factory.mktemp("soak"), seed=2)


@pytest.mark.long
@pytest.mark.parametrize(("part", "tries"), [(kills, 8), (failing, 6), (races, len(RACES)), (damages, len(DAMAGES))])
def test_nothing_is_lost_or_wrong_or_half_written(
    bench: Bench, part: Callable[[Bench, int], Tally], tries: int
) -> None:
    tally = part(bench, tries)

    assert tally.told == []
    assert tally.tries >= tries
    assert (tally.lost, tally.wrong, tally.half) == (0, 0, 0)
    assert tally.struck > 0


def test_a_judge_that_is_shown_a_loss_says_so(bench: Bench) -> None:
    bench.warm()
    (bench.pack / "mine.txt").unlink()
    (bench.pack / "tour.m3u8").write_text("half")
    tally = Tally("shown")

    bench.judge(tally, "one", "two")

    assert (tally.lost, tally.wrong, tally.half) == (1, 1, 0)
