"""The corpus of `make fuzz`: inputs that once hurt a reader, or that the others are made of. None may hurt again."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from conftest import ROOT

sys.path.append(str(ROOT / "tools"))

import fuzz

AUTHORS = [name for name, (make, _) in fuzz.READERS.items() if make in (fuzz.author, fuzz.listed)]
INPUTS = [path for name in AUTHORS for path in sorted((fuzz.CORPUS / name).glob("*"))]


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_what_is_in_the_corpus_ends_in_faults_at_most_and_the_writers_agree_with_the_check(path: Path) -> None:
    make, file = fuzz.READERS[path.parent.name]

    make(file)(path.read_bytes(), True)


@pytest.mark.parametrize("name", fuzz.READERS)
def test_every_reader_has_something_to_begin_with(name: str) -> None:
    make, _ = fuzz.READERS[name]

    assert make in (fuzz.packed, fuzz.sited) or fuzz.seeds(name)


def test_an_input_that_a_reader_chokes_on_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    told = [(b"x", 0.1, 50, ""), (b"y", 0.1, 50, "Traceback\nValueError: y"), (b"z", 9.0, 50, ""), (b"", 0.1, 400, "")]
    monkeypatch.setattr(fuzz, "batch", lambda *_: iter(told))

    worst = fuzz.fuzz("gpx", 0.001, tmp_path)

    assert (worst.seconds, worst.megabytes) == (9.0, 400)
    assert len({line.partition(":")[0] for line in worst.bad}) == 3
    assert any("ValueError: y" in path.read_text() for path in tmp_path.glob("*.txt"))
