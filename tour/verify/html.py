"""Reads a web page as a browser does (HTML Living Standard): what it would fetch, follow or run."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from tour.inputs.entities import bounded

DATA = "tour"
"""The id of the script that holds the tour as JSON."""

_SETS = frozenset({"srcset", "imagesrcset"})
_FETCHED = _SETS | {"src", "poster", "data", "action", "formaction", "background", "xlink:href", "ping"}
_FOLLOWED = frozenset({"a", "area"})
_COMMENT = re.compile(r"<!--(?:-?>|.*?--!?>|.*)", re.DOTALL)
"""HTML Living Standard, 13.2.5.43 to 13.2.5.52."""
_REFRESH = re.compile(r"""\s*[\d.]*[\s;,]*(?:url\s*=\s*)?["']?([^"']*)""", re.IGNORECASE)
"""Seconds, and the address to which a page then leads by itself (4.2.5.3, "Refresh state")."""
_ENDS = "".join(map(chr, range(33)))
"""What a browser drops at either end of an address (URL Living Standard, 4.4)."""
_NO_SCRIPT = frozenset({"application/json", "application/ld+json"})


@dataclass(frozen=True, slots=True)
class Reference:
    """One address in a page."""

    tag: str
    url: str
    """As a browser takes it: without white space or control characters at its ends, or line breaks inside."""
    loads: bool
    """False for what is only followed when somebody chooses to."""


@dataclass(slots=True)
class Page:
    """What `read` found in a page."""

    references: list[Reference] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    policy: str = ""
    """Content Security Policy of the page's own."""
    loads_before_policy: bool = False
    inline: list[str] = field(default_factory=list)
    """Scripts and styles that stand in the page itself, in words."""
    data: str = ""
    """The tour for the player's script: JSON."""


def read(text: str) -> Page:
    """Return what is in a page. Cannot fail: nor does a browser."""
    reader = _PageReader()
    reader.feed(bounded(text))
    reader.close()
    reader.page.data = "".join(reader.data)
    return reader.page


class _PageReader(HTMLParser):
    """Reads a page that is fed whole.

    Where nothing else ends a comment or a tag, the end of the page does, as in a browser. Python's own way is to go on
    with its second letter, which takes the square of a page's length (CVE-2025-6069), and to refuse some comments.
    """

    def __init__(self) -> None:
        super().__init__()
        self.page = Page()
        self.data: list[str] = []
        """The tour's JSON, in pieces."""
        self._in_data = False

    def parse_comment(self, i: int, report: bool = True) -> int:
        found = _COMMENT.match(self.rawdata, i)
        return found.end() if found else len(self.rawdata)

    def parse_html_declaration(self, i: int) -> int:
        return self._past_tag(i)

    def parse_pi(self, i: int) -> int:
        return self._past_tag(i)

    def parse_endtag(self, i: int) -> int:
        end = super().parse_endtag(i)
        return end if end >= 0 else self._past_tag(i)

    def check_for_whole_start_tag(self, i: int) -> int:
        end = super().check_for_whole_start_tag(i)
        return end if end >= 0 else self._past_tag(i)

    def _past_tag(self, i: int) -> int:
        end = self.rawdata.find(">", i)
        return end + 1 if end >= 0 else len(self.rawdata)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given: dict[str, str] = {}
        for name, value in attrs:
            given.setdefault(name.lower(), value or "")  # of two of one name a browser drops the second
        if tag == "meta":
            self._told(given.get("http-equiv", "").lower(), given.get("content", ""))
        if "id" in given:
            self.page.ids.add(given["id"])
        self._in_data = tag == "script" and given.get("id") == DATA
        self._inline(tag, given)
        for name, value in given.items():
            if name in _FETCHED or name == "href":
                self._refer(tag, name, value)

    def _told(self, what: str, content: str) -> None:
        """Note what a page says in a header's stead."""
        if what == "content-security-policy":
            self.page.policy = content
        elif what == "refresh" and (found := _REFRESH.match(content)) and found[1]:
            self._refer("meta", what, found[1])

    def _refer(self, tag: str, name: str, value: str) -> None:
        """Note the addresses in one attribute. All but a link's count as loaded, even if a few are only told."""
        loads = not (name == "href" and tag in _FOLLOWED)
        for url in _addresses(name, value):
            self.page.references.append(Reference(tag, url, loads))
            self.page.loads_before_policy |= loads and not self.page.policy

    def _inline(self, tag: str, given: dict[str, str]) -> None:
        if tag == "style" or "style" in given:
            self.page.inline.append(f"a style of its own ({tag})")
        if tag == "script" and "src" not in given and given.get("type", "").lower() not in _NO_SCRIPT:
            self.page.inline.append("a script in the page")
        self.page.inline += [f"a script in {name} ({tag})" for name in given if name.startswith("on")]

    def handle_data(self, data: str) -> None:
        if self._in_data:
            self.data.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self._in_data = False


def _addresses(name: str, value: str) -> list[str]:
    """Return the addresses in an attribute: of a set each first word between commas, of others the whole value."""
    urls = [value]
    if name in _SETS:
        urls = [part.split()[0] for part in value.split(",") if part.strip()]
    return [re.sub(r"[\t\n\r]", "", url.strip(_ENDS)) for url in urls]
