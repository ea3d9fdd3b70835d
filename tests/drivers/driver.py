"""What a journey asks of a browser. It is little, so that three engines can do it by two very different libraries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

ENGINES = ("chromium", "firefox", "webkit")
NARROWEST = 460
"""CSS pixels: GTK's window becomes no narrower than its buttons. WebKit shows a narrower page in a frame of a wider
one, where a service worker and the cache of pages are not what they are in a window."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a visitor's device is: its screen in CSS pixels, whether that is dark, and whether nothing can sound."""

    width: int = NARROWEST
    height: int = 844
    dark: bool = False
    mute: bool = False


class Driver(Protocol):
    """One visitor in one engine, with storage of their own. What is not there raises; nothing waits on its own."""

    @property
    def engine(self) -> str:
        """Which of ENGINES this is."""

    def resize(self, width: int, height: int) -> None:
        """Make the screen so many CSS pixels large, for the pages that are opened from then on."""

    def open(self, url: str) -> None:
        """Open a page and wait until it is loaded."""

    def reload(self) -> None:
        """Load the page anew and wait until it is loaded."""

    def back(self) -> None:
        """Go to the page before this one, as the browser's own button does. It may come from the cache of pages."""

    def run(self, script: str, *values: Any) -> Any:
        """Return what *script*, a JavaScript function's source, returns when given *values*, which JSON can tell."""

    def press(self, css: str, across: float = 0.5) -> None:
        """Press the one element that *css* names as a finger does, so far *across* it from its left edge, 0 to 1."""

    def choose(self, css: str, value: str) -> None:
        """Choose an option of a list by its value."""

    def close(self) -> None:
        """End the visit, and forget it."""
