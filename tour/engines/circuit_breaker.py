"""When to stop asking a server that keeps failing."""

from __future__ import annotations

import threading

from tour.engines import SpeechError


class Breaker:
    """Shared by all threads that ask one server. Once open it stays open, and whoever asks is refused at once.

    *patience* is how many seconds may be lost to failures, over all threads, before something succeeds again. It is
    counted in time spent, not by the clock on the wall: an hour in which nobody asks is not an hour of failure.
    """

    def __init__(self, patience: float) -> None:
        self._patience = patience
        self._lost = 0.0
        self._reason: SpeechError | None = None
        self._opened = threading.Event()
        self._lock = threading.Lock()

    @property
    def left(self) -> float:
        """Seconds of patience left; 0 or less when it has run out."""
        with self._lock:
            return self._patience - self._lost

    def check(self) -> None:
        """Raise the SpeechError that opened the breaker, anew for each caller; do nothing while it is closed."""
        if reason := self._reason:
            raise SpeechError(reason.message, reason.hint, True)

    def open(self, reason: SpeechError) -> None:
        """Let nobody ask again, for this *reason*."""
        self._reason = reason
        self._opened.set()

    def lost(self, seconds: float) -> None:
        """Count time that a failure has cost, waiting included."""
        with self._lock:
            self._lost += seconds

    def worked(self) -> None:
        """Forget the failures: the server has answered as it should."""
        with self._lock:
            self._lost = 0.0

    def sleep(self, seconds: float) -> None:
        """Wait, or less if the breaker opens meanwhile."""
        self._opened.wait(seconds)
