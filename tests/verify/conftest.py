"""A small finished pack to damage, and how to make pack.json fit the damage."""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from conftest import FILES, TourTest
from tour.pack import archive
from tour.pack.manifest import NOT_IN_DIGEST

CARD = "route-card-a4.pdf"


@dataclass(frozen=True)
class Packed:
    """A finished pack, and what a test may put back into it."""

    path: Path
    older: Path
    """The same tour's pack before its card was edited."""

    def track(self, name: str) -> Path:
        return self.path / "audio" / f"{name}.mp3"

    @property
    def manifest(self) -> dict[str, Any]:
        loaded: dict[str, Any] = json.loads((self.path / "pack.json").read_text("utf-8"))
        return loaded

    def say(self, manifest: dict[str, Any]) -> None:
        """Write pack.json, and what follows from it: the digest of the files it lists, the worker's stamp, the zip."""
        rows = {row["path"]: row for row in manifest["files"]}
        counted = (f"{path}\0{row['sha256']}" for path, row in sorted(rows.items()) if path not in NOT_IN_DIGEST)
        old, manifest["digest"] = manifest["digest"], hashlib.sha256("".join(counted).encode()).hexdigest()
        worker = self.path / "sw.js"
        if "sw.js" in rows and worker.exists():
            worker.write_bytes(worker.read_bytes().replace(old.encode(), manifest["digest"].encode()))
            rows["sw.js"].update(_measure(worker))
        (self.path / "pack.json").write_text(json.dumps(manifest), "utf-8")
        zipped = self.path / "harbour.zip"
        if zipped.exists():
            there = {name: self.path / name for name in (*rows, "pack.json") if (self.path / name).is_file()}
            mark = hashlib.sha256((self.path / "pack.json").read_bytes()).hexdigest()
            archive.write(zipped, "harbour", there, mark)

    def fit(self) -> None:
        """Rewrite digests and sizes in pack.json to fit the files that are there; the rows of others go."""
        manifest = self.manifest
        rows = [row for row in manifest["files"] if (self.path / row["path"]).exists()]
        self.say({**manifest, "files": [{**row, **_measure(self.path / row["path"])} for row in rows]})


def _measure(path: Path) -> dict[str, Any]:
    data = path.read_bytes()
    return {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}


@pytest.fixture(scope="session")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Packed:
    """The small tour, built, its card edited, and built again. Not to be changed."""
    test = TourTest(tmp_path_factory.mktemp("finished"))
    for name, text in FILES.items():
        test.write(name, text)
    # At its own pace the tone engine beeps more words a minute than anybody could say.
    test.edit("tour.toml", 'engine = "tone"', 'engine = "tone"\nspeed = 0.7')
    # So long a walk begins standing, and its MP3 has parts.
    way = "Walk along the water, and mind the ropes and the bollards, for there are more of them than a walker expects."
    test.edit("01-quay.md", "Walk along the water.", f"{'Stand here and listen to me. ' * 25}\n\n{way}")
    test.run("build", "--executor", "threads").ok()
    older = test.root / "older"
    shutil.copytree(test.pack, older)
    test.edit("01-quay.md", "Built in 1801.", "Built in 1804.")
    test.run("build", "--executor", "threads").ok()
    return Packed(test.pack, older)


@pytest.fixture
def packed(finished: Packed, tmp_path: Path) -> Packed:
    """A copy of the finished pack, to damage."""
    shutil.copytree(finished.path, tmp_path / "output" / "harbour")
    return Packed(tmp_path / "output" / "harbour", finished.older)


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small tour with an address, and so with every file that a pack may have. Not to be changed."""
    test = TourTest(tmp_path_factory.mktemp("published"))
    for name, text in FILES.items():
        test.write(name, text)
    test.edit("tour.toml", 'engine = "tone"', 'engine = "tone"\nspeed = 0.7\nbase_url = "https://tours.museum/harbour"')
    test.run("build", "--executor", "threads").ok()
    for w in ["gpx", "geojson", "captions", "feed", "page"]:  # TEMPORARY
        test.run("build", "--executor", "threads", "--only", w).ok()
    return test.pack


@pytest.fixture
def pack(published: Path, tmp_path: Path) -> Path:
    """A copy of the published pack, to damage."""
    return Path(shutil.copytree(published, tmp_path / "published" / "harbour"))


def edit(path: Path, old: str, new: str) -> None:
    """Replace *old*, which must be there, in a text file."""
    text = path.read_text("utf-8")
    assert old in text, f"{old!r} is not in {path.name}"
    path.write_text(text.replace(old, new, 1), "utf-8")
