"""By which names a server may be asked for: not by one that a stranger's page has made to mean this machine.

A page of evil.example may have its name lead to 127.0.0.1 once it is loaded, and then read what is served here as if it
were its own (DNS rebinding). The browser still says in Host which name it asked for (RFC 9110, 7.2). An address in
figures has no name that could be made to lead elsewhere.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Iterable
from ipaddress import ip_address

_HOST = re.compile(r"(?P<name>\[[0-9A-Fa-f:.]{2,45}\]|[A-Za-z0-9._-]{1,253})(?::[0-9]{0,5})?")


class Hosts:
    """The names that are answered to."""

    def __init__(self, lan: bool, names: Iterable[str] = ()) -> None:
        """Answer to this machine's own addresses, with *lan* to its addresses and name in the house, and to *names*."""
        self._lan = lan
        own = socket.gethostname().lower().partition(".")[0] if lan else ""
        self._names = {"localhost", *map(str.lower, names), *({own, f"{own}.local"} if own else ())}

    def answers_to(self, host: str) -> bool:
        """Return whether a request may name *host*, the value of its field Host."""
        found = _HOST.fullmatch(host.strip())
        if not found:
            return False
        name = found["name"].lower().removesuffix(".")
        return name in self._names or name.endswith(".localhost") or self._own_address(name.strip("[]"))

    def _own_address(self, name: str) -> bool:
        try:
            address = ip_address(name)
        except ValueError:
            return False
        return self._lan or address.is_loopback
