"""Copy a pack with the player's scripts as they are written, to look for a fault in.

    .venv/bin/python tools/plain.py output/miracle-mile /tmp/plain
    .venv/bin/tourpack serve /tmp/plain --open

A pack ships them as one, with short names. In the copy they stand one after the other, with their comments, and a
browser names the lines. It is not the pack that pack.json lists, so it cannot be saved for offline.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from tour.page.pages import OUTDOORS, PLAYER, SCRIPTS, WEB


def plain(pack: Path, copy: Path) -> None:
    """Make *copy*, which must not be there, of *pack*."""
    shutil.copytree(pack, copy)
    page = (copy / "index.html").read_text("utf-8")
    names = [name for name in SCRIPTS if name not in OUTDOORS or "data-view=map" in page]
    sources = [f"// {name}\n{(WEB / name).read_text('utf-8')}" for name in names]
    (copy / "player" / PLAYER).write_text("\n".join(sources), "utf-8")


if __name__ == "__main__":
    plain(Path(sys.argv[1]), Path(sys.argv[2]))
