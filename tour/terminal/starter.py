"""``tourpack new``: a small working tour to start from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from tour.starting.files import write_new

TEMPLATE = Path(__file__).parent / "starter_tour"


def start(folder: Path) -> tuple[Path, ...]:
    """Write the starter tour into *folder* and return its files. Raises TourError rather than touch a file there."""
    return write_new(folder, dict(_files()))


def _files() -> Iterator[tuple[str, str]]:
    """Yield the files of the starter tour, by their names in its folder."""
    today = date.today().isoformat()
    for source in sorted(TEMPLATE.rglob("*")):
        if source.is_file():
            name = source.relative_to(TEMPLATE).as_posix()
            yield name, source.read_text("utf-8").replace("{today}", today)
    yield ".gitignore", "/output/\n/.tourpack/\n"
