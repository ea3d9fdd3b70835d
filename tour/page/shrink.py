"""Scripts and styles as they are shipped: without the comments and blanks that only their readers need."""

from __future__ import annotations

import re
from collections import Counter
from string import ascii_lowercase

import minify_html

from tour.page.tight import arrows, numbers, settled

_COMMENT = re.compile(r"^\s*(?://.*|/\*(?:[^*]|\*(?!/))*\*/[ \t]*)$", re.MULTILINE)
"""A comment that has its lines to itself. The library keeps some of those: wilsonzlin/minify-html, issue 285."""
_ROOT = re.compile(r"^:root\{([^}]*)\}", re.MULTILINE)
_MEDIA = re.compile(r"^@media ([^{]*)\{((?:[^{}]*\{[^{}]*\})*\s*)\}", re.MULTILINE)
_PROPERTY = re.compile(r"(--[\w-]+):([^;{}]+);?")
_QUOTED = re.compile(r'(?<=[a-z])="([\w#.:-]+|player/[\w.-]+)"(?=[ >])')
"""A value of an attribute that stands as well without quotes (HTML 5, § 13.1.2.3), and holds nothing of an author's."""
_ENDS = re.compile("</(?:li|dt|dd|option|body|html)>")
"""Ends that a template may leave out wherever they stand (HTML 5, § 13.1.2.4): only the next of them can follow, or the
end of what they are in."""
_BLOCK = "article|body|details|div|dl|h[1-6]|head|header|html|li|link|main|meta|nav|ol|p|script|section|symbol|title|ul"
_BREAKS = re.compile(rf"(?<=>)\n+(?=</?(?:{_BLOCK})\b)|(</?(?:{_BLOCK})(?: [^<>]*)?>)\n+(?=<)")
"""Lines' ends before or after what stands on lines of its own anyway (CSS Text 3, § 4.1.2): nothing of them is seen."""


def lean(text: str, kind: str) -> str:
    """Return *text*, JavaScript (*kind* ``script``) or CSS (``style``), that does the same in fewer bytes.

    A script is the only one where it runs: what it declares is hidden from nobody and gets short names (`tight`). Its
    ``"use strict"`` is lost; what runs in strict mode runs the same without. A line of a template literal must not look
    like a comment.

    Raises ValueError for what holds the end of an HTML element of that kind: the library takes pages only; and for a
    script that `names` cannot read.
    """
    if f"</{kind}" in text.lower():
        raise ValueError(f"</{kind} cannot stand in a {kind}")
    text = _COMMENT.sub("", text)
    if kind == "script":
        return settled(_minified(numbers(arrows(text)), kind)) + "\n"
    return _minified(_gathered(_plain(text)), kind) + "\n"


def spare(template: str) -> str:
    """Return the source of a page's *template* without what goes without saying: some quotes, ends, breaks of lines."""
    return _ENDS.sub("", _BREAKS.sub(r"\1", _QUOTED.sub(r"=\1", template)))


def _plain(style: str) -> str:
    """Return *style* with what is one short value everywhere instead of its name, and short names for all else."""
    first = _ROOT.search(style)
    times = Counter(name for name, _ in _PROPERTY.findall(style))
    letters = (f"--{one}" for one in ascii_lowercase if not re.search(rf"--{one}\b", style))
    for name, value in _PROPERTY.findall(first[1]) if first else ():
        if times[name] == 1 and not _longer(value, style.count(f"var({name})")):
            style = re.sub(rf"{name}:[^;}}]+;?", "", style).replace(f"var({name})", value)
        else:
            style = re.sub(rf"{name}\b", next(letters), style)
    return style


def _longer(value: str, times: int) -> bool:
    """Return whether *value* written so many *times* takes more bytes than once, and a short name each time."""
    return times * len(value) > len(f"--a:{value};") + times * len("var(--a)")


def _gathered(style: str) -> str:
    """Return *style* with the rules of one media query together, where the last of its blocks stands.

    A sheet must not rely on a rule of an earlier block to be overruled by one that stands between the two.
    """
    rules: dict[str, str] = {}
    last: dict[str, int] = {}
    for block in _MEDIA.finditer(style):
        rules[block[1]] = rules.get(block[1], "") + block[2]
        last[block[1]] = block.start()

    def gathered(block: re.Match[str]) -> str:
        return f"@media {block[1]}{{{rules[block[1]]}}}" if block.start() == last[block[1]] else ""

    return _MEDIA.sub(gathered, style)


def _minified(text: str, kind: str) -> str:
    page = minify_html.minify(f"<{kind}>{text}</{kind}>", minify_css=True, minify_js=True)
    return page.removeprefix(f"<{kind}>").removesuffix(f"</{kind}>")
