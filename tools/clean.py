"""clean.py PACK CACHE: remove what the program has made there, and say what stays.

It needs nothing but Python: `make clean` must work before, after and without a set-up.
"""

import sys
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tour.diagnostics import TourError, one_line
from tour.events import Event, Noted
from tour.pack.clean import clean_cache, clean_pack


def main(pack: str, cache: str) -> None:
    """Clean both, which need not be there."""
    for folder, clean in ((Path(pack), partial(clean_pack, report=say)), (Path(cache), clean_cache)):
        try:
            stays = clean(folder)
        except (TourError, OSError) as fault:
            sys.exit(str(fault))
        for name in stays:
            sys.stdout.write(f"left alone: {one_line(str(folder / name))}\n")


def say(event: Event) -> None:
    """Print what is to be said of what a crash had cut short."""
    if isinstance(event, Noted):
        sys.stdout.write(f"note: {one_line(event.message)}\n")


main(*sys.argv[1:])
