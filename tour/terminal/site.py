"""What ``tourpack site`` prints."""

from __future__ import annotations

from tour.diagnostics import one_line
from tour.site import Site
from tour.terminal.console import counted, emit, say


def print_site(made: Site, as_json: bool) -> None:
    """Print where the front page is, and what it lists."""
    languages = sorted({tour.language for tour in made.tours})
    if as_json:
        addresses = [tour.href for tour in made.tours]
        emit("site", path=str(made.path), tours=addresses, languages=languages, written=list(made.written))
        return
    path = one_line(str(made.path))
    about = f"{counted(len(made.tours), 'tour')} in {counted(len(languages), 'language')}"
    if made.written:
        say(f"{path}: {about}.")
    else:
        say(f"{path} is up to date ({about}).")  # a pack may have been copied anew
