"""What ``tourpack serve`` prints: where to open the pack, and what this cannot do."""

from __future__ import annotations

import io
import sys
import threading
import webbrowser

from tour.serve import DEFAULT_PORT, PackServer
from tour.terminal.console import emit, say

PUBLISH = "To publish it, put the folder on any HTTPS host: docs/publish.md says how."
_WHY = "for browsers allow them only over HTTPS or on the machine itself."


def print_addresses(server: PackServer, address: str | None, lan: bool, asked: int | None, as_json: bool) -> None:
    """Print the addresses of a listening server. *address* is this machine's in the house; *asked* the port wanted."""
    phone = f"http://{address}:{server.port}/" if lan and address else ""
    if as_json:
        emit("serving", url=server.url, lan=phone or None, port=server.port)
        return
    if asked is None and server.port != DEFAULT_PORT:
        say(f"Port {DEFAULT_PORT} is taken; this is {server.port}.")
    say(f"Open {server.url}")
    if phone:
        say(f"On a phone in the same network: {phone}")
        say(_code(phone))
        say(f"A phone gets neither the offline copy nor GPS at {phone}, {_WHY}")
    elif lan:
        say("This machine is in no network, so no phone can reach it.")
    else:
        say(f"Here everything works. A phone would need --lan, and would get neither the offline copy nor GPS, {_WHY}")
    say(PUBLISH)
    say("Ctrl-C ends it.")
    sys.stdout.flush()  # a program may be waiting for the address


def open_browser(server: PackServer) -> None:
    """Open the tour in the user's browser, which may be one that holds the terminal until it is left."""
    threading.Thread(target=webbrowser.open, args=(server.url,), daemon=True).start()


def _code(url: str) -> str:
    """Return a QR code in half blocks; nothing where the terminal has no such letters."""
    import segno

    out = io.StringIO()
    segno.make(url, micro=False).terminal(out, compact=True)
    text = out.getvalue()
    try:
        text.encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return ""
    return text
