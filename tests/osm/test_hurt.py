"""What once hurt the readers of extracts, or might: no traceback, and what is drawn is a map that a tour reads."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from conftest import ROOT

sys.path.append(str(ROOT / "tools"))

import fuzz

INPUTS = [path for name in ("osm-xml", "osm-json", "osm-pbf") for path in sorted((fuzz.CORPUS / name).glob("*"))]


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: path.name)
def test_what_is_in_the_corpus_ends_in_a_fault_or_a_map(path: Path) -> None:
    if path.parent.name == "osm-pbf":
        pytest.importorskip("osmium", reason="the extra tourpack[pbf] is not installed")

    fuzz.extract(path.name)(path.read_bytes(), True)
