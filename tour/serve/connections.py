"""The connections of a server: how many there may be, and how long each may take over what it is doing.

A browser asks for six files at once. Whoever opens hundreds, or sends a letter a minute, or takes a byte a minute,
holds a thread and its memory for as long; so each step of a connection has a deadline, at which it is cut.
"""

from __future__ import annotations

import socket
import threading
import time
from contextlib import suppress

MOST = 256
"""Connections at once; a thread each, of some 200 kB."""
PATIENCE = 30.0
"""Seconds for one step: to send the whole head of a request, or to take one piece of an answer."""


class Connections:
    """Those that are open, and when each is to be cut. All threads share it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._deadlines: dict[socket.socket, float] = {}
        self._idle: dict[socket.socket, None] = {}
        """Those that wait for their visitor's next request, the longest first."""

    def open(self, connection: socket.socket) -> bool:
        """Take in a connection, and return whether there was room; one that is idle makes way for it."""
        with self._lock:
            if len(self._deadlines) >= MOST:
                if not self._idle:
                    return False
                self._cut(next(iter(self._idle)))
            self._deadlines[connection] = time.monotonic() + PATIENCE
            return True

    def step(self, connection: socket.socket, idle: bool = False) -> None:
        """Give a connection time for its next step; *idle*: it waits for a request, and none has begun."""
        with self._lock:
            if connection not in self._deadlines:
                return
            self._deadlines[connection] = time.monotonic() + PATIENCE
            self._idle.pop(connection, None)
            if idle:
                self._idle[connection] = None

    def close(self, connection: socket.socket) -> None:
        """Forget a connection that has ended."""
        with self._lock:
            self._deadlines.pop(connection, None)
            self._idle.pop(connection, None)

    def cut_late_ones(self) -> None:
        """Cut every connection whose step has taken too long."""
        now = time.monotonic()
        with self._lock:
            for connection in [one for one, deadline in self._deadlines.items() if deadline < now]:
                self._cut(connection)

    def _cut(self, connection: socket.socket) -> None:
        """End a connection from outside of its thread, which then finds it closed, and ends."""
        self._deadlines.pop(connection, None)
        self._idle.pop(connection, None)
        with suppress(OSError):
            connection.shutdown(socket.SHUT_RDWR)
