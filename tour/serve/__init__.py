"""Serves a pack, or a site of packs, to browsers on this machine or in this network, as any static host would.

Python's own file server ignores Range, and without it a browser cannot seek in a track.
"""

from __future__ import annotations

import errno
import socket
import socketserver
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tour.diagnostics import Diagnostic, TourError, reason
from tour.inputs.plain_files import is_file, is_folder, unseen
from tour.pack.manifest import MANIFEST
from tour.serve.connections import Connections
from tour.serve.files import INDEX, Tags
from tour.serve.handler import Handler
from tour.serve.hosts import Hosts

__all__ = ["DEFAULT_PORT", "PackServer", "check", "lan_address", "open_port", "open_server"]

LOOPBACK = "127.0.0.1"
DEFAULT_PORT = 8000
_TRIES = 20
"""Ports from the default one on that are tried."""
_FULL = b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


class PackServer(ThreadingHTTPServer):
    """A thread for each visitor, none of which keeps the program from ending.

    Of visitors there are no more than `Connections` lets in, and who dawdles is cut off.
    """

    daemon_threads = True
    request_queue_size = 256
    # Elsewhere than on POSIX this would let two servers share a port, and either might get the visitor.
    allow_reuse_address = sys.platform != "win32"
    allow_reuse_port = False

    def __init__(self, pack: Path, host: str, port: int, hosts: Hosts) -> None:
        """Listen at once. Raises OSError where *port* is taken."""
        if ":" in host:
            self.address_family = socket.AF_INET6
        self.connections = Connections()
        self.failed: Callable[[Exception], None] | None = None
        """Told of a fault of the program's own in an answer; by default it is printed whole."""
        super().__init__((host, port), partial(Handler, pack, Tags(pack), hosts, self.connections))

    @property
    def port(self) -> int:
        """The port that is listened on."""
        return self.server_port

    @property
    def url(self) -> str:
        """The address for a browser on this machine."""
        return f"http://{LOOPBACK}:{self.port}/"

    def server_bind(self) -> None:
        if self.address_family == socket.AF_INET6:
            self.socket.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)  # IPv4 too
        # Not HTTPServer's own: that asks the network for this machine's name, which may take seconds.
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = str(self.server_address[0]), int(self.server_address[1])

    def service_actions(self) -> None:
        """Called by ``serve_forever`` about twice a second."""
        self.connections.cut_late_ones()

    def process_request(self, request: Any, client_address: Any) -> None:  # as socketserver has it
        if self.connections.open(request):
            super().process_request(request, client_address)
            return
        with suppress(OSError):
            request.settimeout(0)
            request.send(_FULL)
        self.shutdown_request(request)

    def shutdown_request(self, request: Any) -> None:  # as socketserver has it
        self.connections.close(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:  # as socketserver has it
        fault = sys.exception()
        if isinstance(fault, OSError):  # a visitor who hung up, or was cut off, is no fault
            return
        if self.failed and isinstance(fault, Exception):
            self.failed(fault)
        else:
            super().handle_error(request, client_address)


def open_server(
    pack: Path, host: str = LOOPBACK, port: int = 0, lan: bool = False, names: Iterable[str] = ()
) -> PackServer:
    """Return a server of folder *pack* that listens; ``serve_forever()`` answers. Port 0: any free one.

    With *lan* it answers to any address in figures; it answers to *names* too. Raises OSError where the port is taken
    or may not be used.
    """
    return PackServer(pack, host, port, Hosts(lan, names))


def open_port(pack: Path, port: int | None, lan: bool, names: Iterable[str] = ()) -> PackServer:
    """Return a server on *port*; None: the default one or, where that is taken, the next free one.

    With *lan* the whole house may come in; *names* are others that this machine has, as a tunnel's. Raises TourError
    where a port that was asked for cannot be had.
    """
    ports = range(DEFAULT_PORT, DEFAULT_PORT + _TRIES) if port is None else (port,)
    for number in ports:
        try:
            return _open(pack, number, lan, names)
        except OSError as fault:
            if fault.errno == errno.EADDRINUSE and number != ports[-1]:
                continue
            raise _refused(number, fault) from None
    raise AssertionError("there is always a last port")


def _open(pack: Path, port: int, lan: bool, names: Iterable[str]) -> PackServer:
    if not lan:
        return open_server(pack, LOOPBACK, port, names=names)
    if socket.has_dualstack_ipv6():
        try:
            return open_server(pack, "::", port, lan, names)
        except OSError as fault:
            if fault.errno == errno.EADDRINUSE:
                raise
    return open_server(pack, "0.0.0.0", port, lan, names)


def _refused(port: int, fault: OSError) -> TourError:
    if fault.errno == errno.EADDRINUSE:
        return TourError(Diagnostic(None, f"port {port} is taken by another program", "--port 0 takes any free one"))
    return TourError(Diagnostic(None, f"port {port} cannot be used: {reason(fault)}", "take one from 1024 on"))


def check(pack: Path) -> None:
    """Raise TourError when folder *pack* is no pack, or one without a page to open."""
    if not is_file(pack / MANIFEST):
        what = f"it has no {MANIFEST}" if is_folder(pack) else "there is no such folder"
        if why := unseen(pack / MANIFEST):
            what = f"{MANIFEST}: {reason(why)}"
        hint = "tourpack build makes one below output/; name its folder"
        raise TourError(Diagnostic(None, f"{pack} is not a pack: {what}", hint))
    if not is_file(pack / INDEX):
        hint = "build the whole pack: tourpack build; or add just the page: tourpack build --only page"
        raise TourError(Diagnostic(None, f"the pack {pack} has no page to open: there is no {INDEX}", hint))


def lan_address() -> str | None:
    """Return the address by which the house's other machines reach this one; None where there is no network."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # an address of nobody's (RFC 5737); nothing is sent
            address = str(probe.getsockname()[0])
        except OSError:
            return None
    return None if address.startswith(("127.", "0.")) else address
