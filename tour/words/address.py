"""The web address that a tour is published under: what it may be, and how it is written everywhere.

It is printed as a code, and joined with the paths of the pack's files: ``f"{base_url}/{path}"``. So it is the address
of a folder, short, without a slash at its end.
"""

from __future__ import annotations

import re
from ipaddress import ip_address

LONGEST = 40
"""Characters: the code of a longer one has finer squares than a phone reads from a bad print."""

_ADDRESS = re.compile(
    r"https?://(?P<host>[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*)(?::[0-9]+)?(?:/[\w.~!$()*+,;=:@%-]*)*", re.A
)
_KEPT = {"example", "internal", "invalid", "local", "localhost", "test"}
"""Names that nothing public can have: RFC 2606, section 2; RFC 6762, section 3; and ICANN's for private networks."""


def base_url(written: str) -> str:
    """Return *written* without the slash at its end.

    Raises ValueError(message, hint), in the author's words, where no walker could be sent there from paper.
    """
    url = written.rstrip("/")
    found = _ADDRESS.fullmatch(url)
    if not re.match(r"https?://[^/\s]", written) or (found and not _is_whole(found["host"])):
        raise ValueError(f"{written!r} is not a whole web address", "give it whole, from https:// on, or leave it out")
    if re.search(r"[?#]|\.html?$", url):
        hint = "name the folder that holds the pack, without a file's name, ? or #"
        raise ValueError(f"{written!r} is not the address of a folder", hint)
    if not found:
        hint = "only Latin letters, digits and . - _ ~ / can be printed: copy it from the browser's address bar"
        raise ValueError(f"{written!r} has a character that does not belong in a printed address", hint)
    if _leads_nowhere(found["host"]):
        hint = "it is printed as a code: write where the pack will be published, or leave base_url out until you know"
        raise ValueError(f"{written!r} leads nowhere: {found['host']} is for examples or private networks", hint)
    if len(url) > LONGEST:
        hint = "give the tour a shorter address, or a redirect that keeps what follows it"
        raise ValueError(f"the base_url has {len(url)} characters; a printed code takes at most {LONGEST}", hint)
    return url


def _is_whole(host: str) -> bool:
    return "." in host or host.lower() in _KEPT


def _leads_nowhere(host: str) -> bool:
    try:
        return not ip_address(host).is_global
    except ValueError:
        names = host.lower().split(".")
        return names[-1] in _KEPT or names[-2:-1] == ["example"]
