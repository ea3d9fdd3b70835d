"""What is read of a manifest that may be anybody's: each file once, under the one name that a build gives it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fronts import PAGE, pack, row
from tour.diagnostics import TourError
from tour.pack.manifest import read_manifest, rows
from tour.site import site


def _listing(folder: Path, *more: dict[str, object]) -> Path:
    """Add rows to the manifest of the pack *folder*, and return it."""
    manifest = json.loads((folder / "pack.json").read_text("utf-8"))
    (folder / "pack.json").write_text(json.dumps({**manifest, "files": [*manifest["files"], *more]}), "utf-8")
    return folder


@pytest.mark.parametrize(
    "path",
    ["./index.html", "audio//01.mp3", "audio/./01.mp3", "audio/", "index.html", "quay.zip", "pack.json", ".", "../x"],
)
def test_a_row_that_no_build_writes_is_left_out(tmp_path: Path, path: str) -> None:
    quay = pack(tmp_path, "quay")
    before = rows(read_manifest(quay))

    assert rows(read_manifest(_listing(quay, row(path, PAGE)))) == before


@pytest.mark.parametrize("path", ["./index.html", "index.html", "quay.zip"])
def test_a_pack_with_such_a_row_is_refused_by_a_site(tmp_path: Path, path: str) -> None:
    quay = _listing(pack(tmp_path, "quay"), row(path, PAGE))
    (quay / path).write_bytes(PAGE)

    with pytest.raises(TourError, match=r"the pack.json of .*quay lists files as no build does"):
        site(tmp_path / "out", [quay])

    assert not (tmp_path / "out").exists()
