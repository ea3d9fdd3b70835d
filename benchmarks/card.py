"""How long does drawing the card take, imports apart? Prints one line."""

from __future__ import annotations

import sys
import time
from pathlib import Path


def main() -> None:
    from tour.model import Pack
    from tour.project import read
    from tour.writers import card

    tour = read(Path(sys.argv[1])).tour
    assert tour is not None
    started = time.perf_counter()
    files = list(card.card(Pack(tour, ())))
    print(f"card, {len(files)} papers     {time.perf_counter() - started:6.2f} s  beyond imports")


if __name__ == "__main__":
    main()
