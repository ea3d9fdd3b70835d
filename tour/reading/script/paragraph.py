"""One paragraph of a script → what is left of it for eye and voice, letter by letter, each with its place."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from tour.diagnostics import Span, short
from tour.inputs.marks import composed
from tour.model import Cross, Pause, Sound, Voice
from tour.reading.script.comments import HIDDEN, blank
from tour.reading.script.directives import DIRECTIVES, directive
from tour.reading.script.script_reading import ScriptReading

LONGEST_PARAGRAPH = 10_000
"""Characters: ten minutes of talk. What reads sentences looks back and ahead in its paragraph."""
_MOST_HEARD, _MOST_PRINTED = 1000, 100
"""Paragraphs of a section; a card is laid out many times over until it fits on a sheet of paper."""

_BULLET = re.compile(r"\s*[-*+•‣◦▪●○]\s")
"""A list item's, as Markdown or a word processor sets it."""
_ESCAPED = re.compile(
    r"\\\[\s*(?:pause|sound|cross)\s[^\[\]\n]{1,80}\\?\]|\(\s*pause:?\s+[\d.,]{1,6}\s*s[a-z]{0,6}\.?\s*\)",
    re.IGNORECASE,
)
"""A directive as Google Docs exports it."""
_LONGEST_NUMBER = 7
"""Digits of a character's number: U+10FFFF is 1114111."""
_TOKEN = re.compile(
    r"""(?P<escape>\\(?P<escaped>[!-/:-@\[-`{-~]))
      | (?P<hidden>\0+|\\(?=\n))
      | (?P<foot>\[\^(?P<key>[^\[\]\s]*)\](?P<definition>:)?)
      | (?P<image>!\[[^\[\]]*\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|!\[\[[^\[\]\n]*\]\])
      | (?P<wiki>\[\[[^\[\]\n]*\]\])
      | (?P<link>\[(?!(?i:pause|sound|cross)\s)(?P<label>[^\[\]]*)\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\))
      | (?P<told>\[(?P<shown>[^\[\]\n]+)\]\{\s*say\s*=\s*(?P<said>[^{}\n]*)\})
      | (?P<directive>\[(?P<inside>[^\[\]\n]*)\])
      | (?P<brace>\{(?P<setting>[^{}\n]*)\})
      | (?P<emphasis>\*{1,3}|~~|(?<![^\W_])_{1,2}(?=\S)|(?<=\S)_{1,2}(?![^\W_])|`)
      | (?P<tag></?[A-Za-z][^<>\n]*>)
      | (?P<entity>&(?:[A-Za-z][A-Za-z0-9]*|\#[0-9]+|\#[xX][0-9A-Fa-f]+);)
      | (?P<stray>[\[\]{}])
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Cite:
    """A note in the text: the key of a source, and where it stands."""

    key: str
    span: Span


@dataclass(frozen=True, slots=True)
class Told:
    """A place where the author says what is said: plain characters from index *first* to before *end*."""

    first: int
    end: int
    said: str


def paragraphs(start: int, end: int, reading: ScriptReading, *, eye: bool) -> Iterator[Paragraph]:
    """Yield the paragraphs, scanned, that stand in the lines from index *start* to before *end*.

    One that is too long is left out, with a fault, and so are those after too many. *eye* is true in the Card, which is
    read and not heard.
    """
    most = _MOST_PRINTED if eye else _MOST_HEARD
    for number, (first, last) in enumerate(_bounds(start, end, reading.lines)):
        if number == most:
            hint = "a card is a sheet of paper: tell the rest in the Look" if eye else "tell less of it"
            reading.fault(Span(reading.path, first + 1, 1), f"this section has more than {most:,} paragraphs", hint)
            return
        if sum(map(len, reading.lines[first:last])) > LONGEST_PARAGRAPH:
            message = f"this paragraph has more than {LONGEST_PARAGRAPH:,} characters"
            reading.fault(Span(reading.path, first + 1, 1), message, "begin another after an empty line")
            continue
        paragraph = Paragraph(reading, first, last, eye=eye)
        paragraph.scan()
        yield paragraph


def _bounds(start: int, end: int, lines: list[str]) -> Iterator[tuple[int, int]]:
    """Yield (first, after last) line indexes; each list item is a paragraph of its own."""
    first = None
    for index in range(start, end):
        empty = not lines[index].strip()
        ends = empty or _BULLET.match(lines[index])
        if ends and first is not None:
            yield first, index
            first = None
        if not empty and first is None:
            first = index
    if first is not None:
        yield first, end


class Paragraph:
    """One paragraph: its source joined by line ends, and what the scan makes of it."""

    def __init__(self, reading: ScriptReading, first: int, last: int, *, eye: bool) -> None:
        lines = reading.lines[first:last]
        self.reading = reading
        self.eye = eye
        """True in the Card, which is read and not heard."""
        self.first = first
        """The index of its first line."""
        self.source = "\n".join(lines)
        if _BULLET.match(lines[0]):
            self.source = _BULLET.sub(blank, self.source, count=1)
        self.starts = [0]
        """Where each line begins in the source."""
        for line in lines[:-1]:
            self.starts.append(self.starts[-1] + len(line) + 1)
        self.plain: list[tuple[str, int]] = []
        """(character, offset in source) of what is left for eye and voice."""
        self.marks: list[tuple[int, Pause | Sound | Cross]] = []
        """(index in plain, directive)"""
        self.notes: list[tuple[int, str]] = []
        """(index in plain, source key)"""
        self.told: list[Told] = []
        self.cites: list[Cite] = []
        self.voice: Voice | None = None

    @cached_property
    def text(self) -> str:
        """What is left for eye and voice once it is scanned, a space for each line end.

        Where a comment was, two line ends may meet, and they end no paragraph.
        """
        return "".join(character for character, _ in self.plain).replace("\n", " ")

    def place(self, first: int, end: int) -> Span:
        """Return the place of the plain characters from index *first* to before *end*, within a line."""
        return self.span(self.plain[first][1], self.plain[end - 1][1] + 1)

    def span(self, offset: int, end: int) -> Span:
        """Return the place of a stretch of the source, as far as its line goes."""
        line = bisect_right(self.starts, offset) - 1
        limit = len(self.source)
        if line + 1 < len(self.starts):
            limit = self.starts[line + 1] - 1
        length = min(limit, end) - offset
        return Span(self.reading.path, self.first + line + 1, offset - self.starts[line] + 1, max(length, 1))

    def scan(self, start: int = 0, end: int | None = None) -> None:
        """Read the source from offset *start* to *end*, or to its own."""
        if end is None:
            end = len(self.source)
        at = start
        for found in _ESCAPED.finditer(self.source, start, end) if start == 0 else ():
            message = f"{short(found[0])!r} is read out, for it is escaped"
            hint = "take out the backslashes, if it is meant as a directive"
            if found[0].startswith("("):
                message = f"{short(found[0])!r} is read out, for its brackets are round"
                hint = "write it in [ ], if it is meant as a directive"
            self.reading.fault(self.span(*found.span()), message, hint, "warning", "escaped")
        for token in _TOKEN.finditer(self.source, start, end):
            self._keep(at, token.start())
            self._token(token)
            at = token.end()
        self._keep(at, end)

    def _keep(self, start: int, end: int) -> None:
        self.plain += zip(self.source[start:end], range(start, end), strict=True)

    def _token(self, token: re.Match[str]) -> None:
        start, end = token.span()
        span = self.span(start, end)
        match token.lastgroup:
            case "escape":
                self.plain.append((token["escaped"], start + 1))
            case "foot":
                self._foot(token, span)
            case "link":
                self.scan(*token.span("label"))
            case "told":
                first = len(self.plain)
                self.scan(*token.span("shown"))
                self._tell(first, token["said"], span)
            case "directive":
                self._directive(token["inside"], span)
            case "brace":
                self._setting(token["setting"], start, span)
            case "entity" if not _stands_for(token[0]):  # none that HTML knows
                self._keep(start, end)
            case "wiki":
                hint = "write the words alone; \\[ is a plain ["
                self.reading.fault(span, f"{short(token[0])!r} is a link between notes, and leads nowhere here", hint)
            case "image":
                self.reading.fault(span, "a picture cannot be heard", "drawings go to stops/art/, named after the stop")
            case "tag" | "entity" | "stray" as kind:
                self._refuse(kind, token[0], span)
            # What is hidden, and emphasis, leaves nothing.

    def _refuse(self, kind: Literal["tag", "entity", "stray"], text: str, span: Span) -> None:
        match kind:
            case "tag":
                message = f"{short(text)!r} is HTML, and is not read"
                self.reading.fault(span, message, "write plain text; \\< is a plain <")
            case "entity":
                message = f"{short(text)!r} is HTML, and is not read"
                self.reading.fault(span, message, f"write {_stands_for(text)} itself")
            case "stray":
                hint = f"close it, or write \\{text} for the plain sign"
                self.reading.fault(span, f"the bracket {text!r} stands alone", hint)

    def _foot(self, token: re.Match[str], span: Span) -> None:
        before = self.source.rfind("\n", 0, token.start()) + 1
        if token["definition"] and not self.source[before : token.start()].strip():
            hint = f"put [{token['key']}] with its title in sources.toml, and leave [^{token['key']}] in the text"
            self.reading.fault(span, "footnotes are not written out here", hint)
        else:
            self.notes.append((len(self.plain), token["key"]))
            self.cites.append(Cite(token["key"], span))
            if token["definition"]:
                self.plain.append((":", token.end() - 1))

    def _directive(self, inside: str, span: Span) -> None:
        if mark := directive(inside, span, self.reading, eye=self.eye):
            self.marks.append((len(self.plain), mark))

    def _setting(self, setting: str, start: int, span: Span) -> None:
        key, equals, value = (part.strip() for part in setting.partition("="))
        if key == "say" and equals:
            self._tell(self._word_start(), value, span)
        elif key != "voice" or not equals or not value:
            hint = "write {voice=NAME} at the head of a paragraph"
            if setting.strip().lower().startswith(DIRECTIVES):
                hint = f"write it in square brackets: [{short(setting.strip())}]"
            self.reading.fault(span, f"'{{{short(setting)}}}' is not known", hint)
        elif self.source[:start].replace(HIDDEN, "").strip():
            self.reading.fault(span, "a voice is changed at the head of a paragraph", "start a new paragraph with it")
        elif self.eye:
            self.reading.fault(span, f"'{{{short(setting)}}}' is for the ear, and stands in the Card", "remove it")
        else:
            tour = self.reading.voice
            engine, colon, name = value.partition(":")
            if not colon:
                engine, name = tour.engine, value
            self.voice = replace(tour, engine=engine, name=name)

    def _word_start(self) -> int:
        """Return where the word begins that ends here, without the quotes and brackets that open before it."""
        first = len(self.plain)
        while first and not self.plain[first - 1][0].isspace():
            first -= 1
        while first < len(self.plain) and self.plain[first][0] in "\"'“‘«([{—–":
            first += 1
        return first

    def _tell(self, first: int, said: str, span: Span) -> None:
        """Note that the voice says *said* for the plain characters from index *first* on."""
        words = said.strip().strip('"“”„«»').strip()
        if self.eye:
            self.reading.fault(span, "what a voice says is for the ear, and stands in the Card", "remove it")
        elif not words:
            self.reading.fault(span, "nothing is to be said here", 'write {say="words"}')
        elif first == len(self.plain):
            self.reading.fault(span, "there is no word before it to be said", 'put {say="…"} right behind the word')
        else:
            self.told.append(Told(first, len(self.plain), words))


def _stands_for(entity: str) -> str:
    """Return the characters that an entity of HTML stands for; nothing when there is no such entity."""
    number = entity[2:-1].lower() if entity.startswith("&#") else ""
    if len(number.lstrip("x0")) > _LONGEST_NUMBER:
        return "the character"  # there is none of such a number; `int` refuses thousands of digits
    found = html.unescape(entity)
    return "" if found == entity else found


def one_line(text: str) -> str:
    """Return *text* on one line, with every letter and its accents as one character where there is one."""
    return composed(" ".join(text.split()))
