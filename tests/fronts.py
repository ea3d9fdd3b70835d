"""Packs for the tests of a site: as small as a front page takes them, each as its pack.json says."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

PAGE = b"<!doctype html><title>A tour</title>"
SOUND = b"not really sound"
CARD = b"not really a card"


def pack(folder: Path, name: str, **about: Any) -> Path:
    """Write a pack of two stops below *folder*, and return its folder; *about* goes into its pack.json as it is."""
    root = folder / name
    files = {"index.html": PAGE, "audio/01.mp3": SOUND, "route-card-a4.pdf": CARD}
    for path, data in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    said = {
        "title": f"Walk {name}",
        "subtitle": "Two stops by the water",
        "slug": name,
        "language": "en",
        "metres": 1234,
        "walking_seconds": 1200,
        "listening_seconds": 600.0,
        "stops": [stop(1, "The Quay", 51.5, -0.1), stop(2, "The Mill", 51.503, -0.098)],
        "tracks": [],
        **about,
        "digest": "",
        "writers": {"page": "k"},
        "files": [row(path, data) for path, data in sorted(files.items())],
    }
    (root / "pack.json").write_text(json.dumps(said), "utf-8")
    return root


def stop(number: int, title: str, lat: float, lon: float) -> dict[str, Any]:
    return {"number": number, "slug": f"stop-{number}", "title": title, "place": [lat, lon]}


def row(name: str, data: bytes) -> dict[str, Any]:
    return {"path": name, "sha256": hashlib.sha256(data).hexdigest(), "size": len(data), "writer": "page"}
