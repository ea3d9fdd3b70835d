"""What a list writes of a place, in HTML or not → plain text."""

from __future__ import annotations

import re

from tour.inputs.entities import unescaped
from tour.inputs.marks import composed
from tour.text import TURNS

_TAGS = frozenset((
    "a", "abbr", "b", "big", "blockquote", "body", "br", "center", "cite", "code", "dd", "del", "div", "dl", "dt",
    "em", "figcaption", "figure", "font", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr",
    "html", "i", "iframe", "img", "ins", "li", "link", "mark", "meta", "ol", "p", "picture", "pre", "q", "s",
    "section", "small", "source", "span", "strike", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th",
    "thead", "title", "tr", "u", "ul", "video", "wbr",
))  # fmt: skip
"""Tags of HTML. No other word in angle brackets is one: a text may say that 3 < 4."""
_TAG = re.compile(r"""<(/?)([a-zA-Z][a-zA-Z0-9]*)\b(?:[^<>"']++|"[^<"]*+"|'[^<']*+')*+>""")
"""What may be a tag. That a name is one of sixty a set tells ten times as fast as a pattern of them all does."""
_SILENT = re.compile(r"<(?:!--|([sS][a-zA-Z]{4,5})\b[^<>]*>)")
_SILENT_TAGS = ("script", "style")
_ENDS = {name: re.compile(f"</{name}>", re.IGNORECASE) for name in _SILENT_TAGS}
_COMMENT_END = re.compile("-->")
_PARAGRAPHS = {
    "p",
    "div",
    "ul",
    "ol",
    "table",
    "blockquote",
    "section",
    "figure",
    "pre",
    "hr",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
}
_LINES = {"br", "li", "tr", "dd", "dt", "figcaption"}
_CELLS = {"td", "th"}
_UNWANTED = re.compile(rf"[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f{TURNS}\ufffe\uffff\ud800-\udfff]")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_PICTURE = re.compile(r"<img\b", re.IGNORECASE)


def plain(text: str) -> str:
    """Return *text* without tags, comments and entities of HTML: paragraphs, with an empty line between them.

    Pictures and the addresses of links are left out, their words stay. A text without tags keeps its line ends.
    """
    text = _without_silent(_LINE_ENDS.sub("\n", text))
    if any(tag[2].lower() in _TAGS for tag in _TAG.finditer(text)):
        text = _TAG.sub(_broken, " ".join(text.split()))
    text = _UNWANTED.sub("", unescaped(unescaped(text)) if "&amp;" in text else unescaped(text))
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return composed(re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip())


def one_line(text: str) -> str:
    """Return *text* as `plain` has it, on one line."""
    return " ".join(plain(text).split())


def pictures(text: str) -> int:
    """Return how many pictures a text in HTML shows."""
    return len(_PICTURE.findall(text))


def _broken(tag: re.Match[str]) -> str:
    """Return what a tag does to the flow of words: begins a paragraph or a line, parts two cells, or nothing.

    What only looks like a tag stays as it is.
    """
    name = tag[2].lower()
    if name not in _TAGS:
        return tag[0]
    if name in _PARAGRAPHS:
        return "\n\n"
    if name in _LINES:
        return "" if tag[1] else "\n"
    return " " if name in _CELLS else ""


def _without_silent(text: str) -> str:
    """Return *text* without comments, scripts and styles, each up to its end or, where that lacks, to the text's."""
    kept, at = [], 0
    while found := _SILENT.search(text, at):
        name = (found[1] or "").lower()
        if name and name not in _SILENT_TAGS:
            kept.append(text[at : found.end()])
            at = found.end()
            continue
        kept.append(text[at : found.start()])
        end = _ENDS.get(name, _COMMENT_END).search(text, found.end())
        if not end:
            return "".join(kept)
        at = end.end()
    return "".join([*kept, text[at:]])
