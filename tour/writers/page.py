"""The web player and its plain companions, as static files; see `tour.page.pages`."""

from __future__ import annotations

from collections.abc import Iterable

from tour.model import File, Pack
from tour.writers import writer


@writer(needs_episode=True, heavy=("tour.page.pages:compile_templates",), early="tour.page.pages:draw")
def page(pack: Pack) -> Iterable[File]:
    """Return the pages, the web app manifest, the service worker, and below ``player/`` all that they load."""
    from tour.page.pages import pages

    return pages(pack)
