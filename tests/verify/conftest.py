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
        """Write pack.json, with the digest of the files it lists."""
        manifest["digest"] = hashlib.sha256(
            b"".join(f"{row['path']}\0{row['sha256']}".encode() for row in manifest["files"])
        ).hexdigest()
        (self.path / "pack.json").write_text(json.dumps(manifest), "utf-8")

    def fit(self) -> None:
        """Rewrite digests and sizes in pack.json to fit the files that are there; the rows of others go."""
        manifest = self.manifest
        rows = []
        for row in manifest["files"]:
            path = self.path / row["path"]
            if path.exists():
                data = path.read_bytes()
                rows.append({**row, "sha256": hashlib.sha256(data).hexdigest(), "size": len(data)})
        self.say({**manifest, "files": rows})


@pytest.fixture(scope="session")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Packed:
    """The small tour, built, its card edited, and built again. Not to be changed."""
    test = TourTest(tmp_path_factory.mktemp("finished"))
    for name, text in FILES.items():
        test.write(name, text)
    # At its own pace the tone engine beeps more words a minute than anybody could say.
    test.edit("tour.toml", 'engine = "tone"', 'engine = "tone"\nspeed = 0.7')
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
