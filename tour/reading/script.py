"""One script → front matter, sections, sentences and directives, each with its place.

The scanner is our own: Markdown parsers give the line of a block but no column inside it, and every fault here must
point at its letter.
"""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Literal

from tour.diagnostics import MOST, Diagnostic, Severity, Span, TourError, did_you_mean, short
from tour.model import Cross, Pause, Say, Segment, Sound, Voice
from tour.normalize import Doubt, told
from tour.reading.said import said
from tour.reading.sentences import sentences

SECTIONS = ("Look", "Walk", "Card", "Ending")
DIRECTIVES = ("pause", "sound", "cross", "under", "over")
LONGEST_PARAGRAPH = 10_000
"""Characters: ten minutes of talk. What reads sentences looks back and ahead in its paragraph."""
LONGEST_SENTENCE = 1_000
"""Characters: a minute without a full stop. What is said for it is found by looking back and ahead in it."""


_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Cite:
    key: str
    span: Span


@dataclass(frozen=True, slots=True)
class Section:
    """The text below one heading."""

    name: str
    span: Span
    segments: tuple[Segment, ...] = ()
    lines: tuple[str, ...] = ()
    """For the Card: a paragraph or list item each, plain."""
    cites: tuple[Cite, ...] = ()
    source: str = ""
    """The lines below the heading, as written."""


@dataclass(frozen=True, slots=True)
class Script:
    """A script read. It may be empty where it had faults."""

    matter: str
    """Front matter as YAML; its first line is line 2."""
    sections: tuple[Section, ...]
    faults: tuple[Diagnostic, ...]

    def section(self, name: str) -> Section | None:
        """Return the section *name*, one of SECTIONS, where the script has it."""
        return next((section for section in self.sections if section.name == name), None)


@dataclass(slots=True)
class _Reader:
    """One reading of one script."""

    path: str
    voice: Voice
    lines: list[str]
    replaced: Mapping[str, str]
    faults: list[Diagnostic] = field(default_factory=list)

    def fault(self, span: Span, message: str, hint: str = "", severity: Severity = "error", rule: str = "") -> None:
        """Gather a fault. Raises TourError with all of them when there are more than anybody reads."""
        self.faults.append(Diagnostic(span, message, hint, severity, rule))
        if len(self.faults) > MOST:
            raise TourError(*self.faults)


def read(text: str, path: str, voice: Voice, replaced: Mapping[str, str] = _NOTHING) -> Script:
    """Return the script in *text*, with its faults in it. *voice* is the tour's, for its language and engine.

    *replaced* is what is said in place of what is written. Raises TourError only where front matter is missing or has
    no end, or for a script with more than `MOST` faults.
    """
    reader = _Reader(path, voice, text.split("\n"), replaced)
    matter, body = _split_matter(reader)
    reader.lines[body:] = _hide(body, reader)
    sections: dict[str, Section] = {}
    for part in _parts(body, reader):
        if part.name in sections:
            reader.fault(part.span, f"the section '# {part.name}' stands here again", "join the two")
        else:
            sections[part.name] = _section(part, reader)
    return Script(matter, tuple(sections.values()), tuple(reader.faults))


def _split_matter(reader: _Reader) -> tuple[str, int]:
    """Return the front matter, and the index of the first line after it. Raises TourError when there is none."""
    lines = reader.lines
    if not _FENCE.fullmatch(lines[0].rstrip()):
        hint = "start the file with '---', then 'title: …' and the other keys, then '---'"
        raise TourError(Diagnostic(Span(reader.path, 1, 1), "the front matter is missing", hint))
    for index in range(1, len(lines)):
        if _FENCE.fullmatch(lines[index].rstrip()):
            return "\n".join(lines[1:index]) + "\n", index + 1
    raise TourError(Diagnostic(Span(reader.path, 1, 1, 3), "the front matter has no end", "close it with a line '---'"))


_FENCE = re.compile(r"---|[-–—]{0,3}[–—][-–—]{0,3}")
"""The line round front matter. A word processor makes a dash of two hyphens, or of three."""
_HIDDEN = "\0"
"""Stands for every character of a comment, so that what follows keeps its column. No decoded text holds it."""
_COMMENT = re.compile(r"\\.|<!--", re.DOTALL)
"""What is escaped, or the beginning of a comment."""
_JOINED_COMMENT = re.compile(r"<!\s?[–—]")
"""How a word processor leaves ``<!--``."""
_BLOCK = re.compile(r"^[ \t]*(?:>[ \t]?)+|^[ \t]*([-=*_])[ \t]*(?:\1[ \t]*){2,}$", re.MULTILINE)
"""The marks of a quotation, and rules."""


def _hide(body: int, reader: _Reader) -> list[str]:
    """Return the lines from index *body* on, without comments, quotation marks of blocks, and rules."""
    text = "\n".join(reader.lines[body:])
    kept, at, start = [], 0, 0
    """Of *text*: what is kept of it up to *at*; the next comment may begin from *start* on."""
    while found := _COMMENT.search(text, start):
        start = found.end()
        if found[0] != "<!--":
            continue
        end = text.find("-->", start)
        if end < 0:  # said of the first one: no later one has an end either
            span = Span(reader.path, body + text.count("\n", 0, found.start()) + 1, _column(text, found.start()), 4)
            reader.fault(span, "this comment has no end", "close it with -->")
            break
        start = end + len("-->")
        kept += [text[at : found.start()], re.sub(r"[^\n]", _HIDDEN, text[found.start() : start])]
        at = start
    rest = "".join([*kept, text[at:]])
    for found in _JOINED_COMMENT.finditer(rest):
        line, column = body + rest.count("\n", 0, found.start()) + 1, _column(rest, found.start())
        message = "this comment would be read out: its hyphens have become a dash"
        reader.fault(Span(reader.path, line, column, len(found[0])), message, "write <!-- and -->, with hyphens")
    return _BLOCK.sub(_blank, rest).split("\n")


def _column(text: str, at: int) -> int:
    return at - text.rfind("\n", 0, at)


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


@dataclass(frozen=True, slots=True)
class _Part:
    """A heading that is known, and which lines stand below it."""

    name: str
    span: Span
    start: int
    end: int
    """Indexes of the first line and of the one after the last."""


def _parts(body: int, reader: _Reader) -> list[_Part]:
    """Return what stands from line index *body* on, heading by heading."""
    marks: list[tuple[str, Span, int]] = []
    """Of each heading its name, empty where it is not known, its span and the index of its line."""
    for index in range(body, len(reader.lines)):
        line = reader.lines[index].replace(_HIDDEN, " ")
        words = line.strip()
        if sign := re.match(r" {0,3}(#+)", line):
            span = Span(reader.path, index + 1, sign.start(1) + 1, len(words))
            marks.append((_section_name(words, len(sign[1]), span, reader), span, index))
        elif escaped := _ESCAPED_HEADING.match(line):
            hint = f"take out the backslash: # {escaped[1]}"
            span = Span(reader.path, index + 1, escaped.start() + 1, len(words))
            reader.fault(span, f"the heading {short(words)!r} would be read out, for it is escaped", hint)
            marks.append(("", span, index))
        elif words and not marks:
            span = Span(reader.path, index + 1, len(line) - len(line.lstrip()) + 1, len(words))
            reader.fault(span, "this text stands before the first section", "put it below '# Look'")
            marks.append(("", span, index))
    ends = [*(index for _, _, index in marks[1:]), len(reader.lines)]
    parts = []
    for (name, span, index), end in zip(marks, ends, strict=False):
        if name:
            parts.append(_Part(name, span, index + 1, end))
    return parts


def _section_name(words: str, level: int, span: Span, reader: _Reader) -> str:
    """Return the name of the section that a heading begins; nothing, with a fault, where it is not known."""
    title = _ANCHOR.sub("", words.strip("#").strip()).strip("*_ ")
    known = {name.lower(): name for name in SECTIONS}
    name = known.get(title.lower(), "")
    if name and level > 1:
        reader.fault(span, f"the section {short(words)!r} has more than one #", f"write '# {name}'")
    elif not name:
        hint = did_you_mean(title, SECTIONS, "the sections are # Look, # Walk, # Card and # Ending")
        reader.fault(span, f"the section {short(words)!r} is not known", hint)
    return name


_ANCHOR = re.compile(r"\s*\{#[^{}]*\}$")
_ESCAPED_HEADING = re.compile(r"\s*\\#+\s*\**(Look|Walk|Card|Ending)\**\s*$", re.IGNORECASE)
"""What Google Docs adds to a heading that it exports, and how it writes one that was typed as text."""


def _section(part: _Part, reader: _Reader) -> Section:
    segments: list[Segment] = []
    plain: list[str] = []
    cites: list[Cite] = []
    number = 0
    for first, last in _paragraphs(part, reader.lines):
        if sum(map(len, reader.lines[first:last])) > LONGEST_PARAGRAPH:
            message = f"this paragraph has more than {LONGEST_PARAGRAPH:,} characters"
            reader.fault(Span(reader.path, first + 1, 1), message, "begin another after an empty line")
            continue
        paragraph = _Paragraph(reader, first, last, eye=part.name == "Card")
        paragraph.scan()
        cites += paragraph.cites
        if part.name == "Card":
            line = _one_line(paragraph.text())
            if line:
                plain.append(line)
            continue
        found = paragraph.segments(number)
        segments += found
        if any(isinstance(segment, Say) for segment in found):
            number += 1
    source = "\n".join(reader.lines[part.start : part.end]).replace(_HIDDEN, " ")
    return Section(part.name, part.span, tuple(segments), tuple(plain), tuple(cites), source)


def _paragraphs(part: _Part, lines: list[str]) -> Iterator[tuple[int, int]]:
    """Yield (first, after last) line indexes; each list item is a paragraph of its own."""
    first = None
    for index in range(part.start, part.end):
        blank = not lines[index].strip()
        ends = blank or _BULLET.match(lines[index])
        if ends and first is not None:
            yield first, index
            first = None
        if not blank and first is None:
            first = index
    if first is not None:
        yield first, part.end


_BULLET = re.compile(r"\s*[-*+•‣◦▪●○]\s")
"""A list item's, as Markdown or a word processor sets it."""
_ESCAPED = re.compile(r"\\\[\s*(?:pause|sound|cross)\s[^\[\]\n]{1,80}\\?\]", re.IGNORECASE)
"""A directive as Google Docs exports it."""
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
"""Marks that have no width: word processors leave them behind."""

_TOKEN = re.compile(
    r"""(?P<escape>\\(?P<escaped>[!-/:-@\[-`{-~]))
      | (?P<hidden>\0+|\\(?=\n))
      | (?P<foot>\[\^(?P<key>[^\[\]\s]*)\](?P<definition>:)?)
      | (?P<image>!\[[^\[\]]*\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\))
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
class _Told:
    """A place where the author says what is said: plain characters from index *first* to before *end*."""

    first: int
    end: int
    said: str


_LONGEST_NUMBER = 7
"""Digits of a character's number: U+10FFFF is 1114111."""


class _Paragraph:
    """One paragraph: its source joined by line ends, and what the scan makes of it."""

    def __init__(self, reader: _Reader, first: int, last: int, *, eye: bool) -> None:
        lines = reader.lines[first:last]
        self.reader = reader
        self.eye = eye
        """True in the Card, which is read and not heard."""
        self.first = first
        self.source = _BULLET.sub(_blank, "\n".join(lines), count=1) if _BULLET.match(lines[0]) else "\n".join(lines)
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
        self.told: list[_Told] = []
        self.cites: list[Cite] = []
        self.voice: Voice | None = None

    def span(self, offset: int, end: int) -> Span:
        """Return the place of a stretch of the source, as far as its line goes."""
        line = bisect_right(self.starts, offset) - 1
        limit = len(self.source)
        if line + 1 < len(self.starts):
            limit = self.starts[line + 1] - 1
        length = min(limit, end) - offset
        return Span(self.reader.path, self.first + line + 1, offset - self.starts[line] + 1, max(length, 1))

    def scan(self, start: int = 0, end: int | None = None) -> None:
        """Read the source from offset *start* to *end*, or to its own."""
        if end is None:
            end = len(self.source)
        at = start
        for found in _ESCAPED.finditer(self.source, start, end) if start == 0 else ():
            message = f"{short(found[0])!r} is read out, for it is escaped"
            hint = "take out the backslashes, if it is meant as a directive"
            self.reader.fault(self.span(*found.span()), message, hint, "warning", "escaped")
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
            case "image":
                self.reader.fault(span, "a picture cannot be heard", "drawings go to stops/art/, named after the stop")
            case "tag" | "entity" | "stray" as kind:
                self._refuse(kind, token[0], span)
            # What is hidden, and emphasis, leaves nothing.

    def _refuse(self, kind: Literal["tag", "entity", "stray"], text: str, span: Span) -> None:
        match kind:
            case "tag":
                message = f"{short(text)!r} is HTML, and is not read"
                self.reader.fault(span, message, "write plain text; \\< is a plain <")
            case "entity":
                message = f"{short(text)!r} is HTML, and is not read"
                self.reader.fault(span, message, f"write {_stands_for(text)} itself")
            case "stray":
                hint = f"close it, or write \\{text} for the plain sign"
                self.reader.fault(span, f"the bracket {text!r} stands alone", hint)

    def _foot(self, token: re.Match[str], span: Span) -> None:
        before = self.source.rfind("\n", 0, token.start()) + 1
        if token["definition"] and not self.source[before : token.start()].strip():
            hint = f"put [{token['key']}] with its title in sources.toml, and leave [^{token['key']}] in the text"
            self.reader.fault(span, "footnotes are not written out here", hint)
        else:
            self.notes.append((len(self.plain), token["key"]))
            self.cites.append(Cite(token["key"], span))
            if token["definition"]:
                self.plain.append((":", token.end() - 1))

    def _directive(self, inside: str, span: Span) -> None:
        # Any kind of space parts the words: word processors put in those that do not break.
        word, *others = inside.translate(_UNSEEN).split() or [""]
        rest = " ".join(others)
        name = word.lower()
        if name not in DIRECTIVES:
            known = "known are [pause 1.5s], [sound NAME] and [cross STREET]; \\[ is a plain ["
            message = f"the directive '[{short(inside)}]' is not known"
            self.reader.fault(span, message, did_you_mean(name, DIRECTIVES, known))
        elif self.eye:
            self.reader.fault(span, f"'[{short(inside)}]' is for the ear, and stands in the Card", "remove it")
        elif name == "pause":
            self._pause(rest, span)
        elif name == "sound":
            self._sound(rest, span)
        elif name == "cross":
            self._cross(rest, span)
        else:
            self._past(name, rest, span)

    def _sound(self, name: str, span: Span) -> None:
        if re.fullmatch(r"[a-z0-9][a-z0-9-]*", name):
            self.marks.append((len(self.plain), Sound(name, span=span)))
        else:
            hint = "write [sound quiet]: lower-case letters and hyphens"
            self.reader.fault(span, f"{short(name)!r} is not the name of a sound", hint)

    def _cross(self, rest: str, span: Span) -> None:
        if rest:
            street = " ".join(rest.split())
            cut = street.endswith(" cut")
            self.marks.append((len(self.plain), Cross(street.removesuffix(" cut"), span, cut)))
        else:
            self.reader.fault(span, "this crossing has no street", "write [cross Curson Avenue]")

    def _past(self, name: str, rest: str, span: Span) -> None:
        """Note a street that the way leads under or over."""
        if rest:
            self.marks.append((len(self.plain), Cross(" ".join(rest.split()), span, level=False)))
        else:
            self.reader.fault(span, "this street has no name", f"write [{name} Curson Avenue]")

    def _pause(self, rest: str, span: Span) -> None:
        match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*s", rest)
        if not match:
            self.reader.fault(
                span, f"{short(rest)!r} is not the length of a pause", "write seconds, such as [pause 1.5s]"
            )
        elif not 0.1 <= float(match[1]) <= 10:
            self.reader.fault(
                span, f"a pause of {short(match[1])} s is out of range", "a pause lasts from 0.1 to 10 seconds"
            )
        else:
            self.marks.append((len(self.plain), Pause(float(match[1]), span)))

    def _setting(self, setting: str, start: int, span: Span) -> None:
        key, equals, value = (part.strip() for part in setting.partition("="))
        if key == "say" and equals:
            self._tell(self._word_start(), value, span)
        elif key != "voice" or not equals or not value:
            self.reader.fault(
                span, f"'{{{short(setting)}}}' is not known", "write {voice=NAME} at the head of a paragraph"
            )
        elif self.source[:start].replace(_HIDDEN, "").strip():
            self.reader.fault(span, "a voice is changed at the head of a paragraph", "start a new paragraph with it")
        elif self.eye:
            self.reader.fault(span, f"'{{{short(setting)}}}' is for the ear, and stands in the Card", "remove it")
        else:
            tour = self.reader.voice
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
            self.reader.fault(span, "what a voice says is for the ear, and stands in the Card", "remove it")
        elif not words:
            self.reader.fault(span, "nothing is to be said here", 'write {say="words"}')
        elif first == len(self.plain):
            self.reader.fault(span, "there is no word before it to be said", 'put {say="…"} right behind the word')
        else:
            self.told.append(_Told(first, len(self.plain), words))

    def text(self) -> str:
        """Return what is left for eye and voice, line ends and all."""
        return "".join(character for character, _ in self.plain)

    def segments(self, number: int) -> list[Segment]:
        """Return sentences and directives in order; *number* is the paragraph's."""
        found: list[tuple[int, Segment]] = []
        start = 0
        text = self.text().replace("\n", " ")  # where a comment was, two line ends may meet, and end no paragraph
        for index, mark in self.marks:
            found += self._sentences(text, start, index, number)
            found.append((index, mark))
            start = index
        found += self._sentences(text, start, len(text), number)
        starts = [at for at, segment in found if isinstance(segment, Say)]
        segments: list[Segment] = []
        for at, segment in found:
            if isinstance(segment, Say):
                segment = replace(segment, cites=self._cites(at, starts))
            segments.append(segment)
        return segments

    def _sentences(self, text: str, start: int, end: int, number: int) -> Iterator[tuple[int, Say]]:
        """Yield (index in plain, sentence) of the paragraph's *text* between two cuts."""
        language = self.reader.voice.language
        for first, last in sentences(self._without_told_dots(text, start, end), language):
            written = _one_line(text[start + first : start + last])
            if len(written) > LONGEST_SENTENCE:
                span = self.span(self.plain[start + first][1], self.plain[start + last - 1][1] + 1)
                message = f"this sentence has more than {LONGEST_SENTENCE:,} characters"
                self.reader.fault(span, message, "end it sooner: the ear forgets how it began")
                continue
            heard = self._heard(text, start + first, start + last)
            spoken, in_doubt = said(heard, language)
            if _sayable(spoken):
                self._doubt(text, start + first, start + last, heard, in_doubt)
                span = self.span(self.plain[start + first][1], self.plain[start + last - 1][1] + 1)
                yield start + first, Say(written, spoken, number, span, self.voice)

    def _without_told_dots(self, text: str, start: int, end: int) -> str:
        """Return *text* between two indexes with no period where the author has told what is said: none ends there."""
        letters = list(text[start:end])
        for one in self.told:
            for index in range(max(one.first, start), min(one.end, end)):
                letters[index - start] = "x" if text[index] == "." else text[index]
        return "".join(letters)

    def _heard(self, text: str, start: int, end: int) -> str:
        """Return what is told of the text between two indexes, for the rules to read."""
        pieces: list[str] = []
        at = start
        for one in self.told:
            if start <= one.first and one.end <= end:
                pieces += told(text[at : one.first], self.reader.replaced), one.said
                at = one.end
        return _one_line("".join(pieces) + told(text[at:end], self.reader.replaced))

    def _doubt(self, text: str, start: int, end: int, heard: str, in_doubt: Iterable[Doubt]) -> None:
        """Warn of what nobody can be sure how to read, each at its place."""
        for doubt in in_doubt:
            fragment = heard[doubt.start : doubt.start + doubt.length]
            at = text.find(fragment, start, end)
            first, last = (at, at + len(fragment)) if at >= 0 else (start, end)
            span = self.span(self.plain[first][1], self.plain[last - 1][1] + 1)
            self.reader.fault(span, doubt.message, doubt.hint, "warning", "doubt")

    def _cites(self, start: int, starts: list[int]) -> tuple[str, ...]:
        """Return the notes that stand in the sentence from index *start* on, or after it.

        *starts* is where each sentence begins; a note before all of them goes to the first.
        """
        later = bisect_right(starts, start)
        after = starts[later] if later < len(starts) else len(self.plain)
        low = -1 if start == starts[0] else start
        first, last = (bisect_right(self.notes, at, key=_index) for at in (low, after))
        return tuple(dict.fromkeys(key for _, key in self.notes[first:last]))


def _index(note: tuple[int, str]) -> int:
    return note[0]


def _stands_for(entity: str) -> str:
    """Return the characters that an entity of HTML stands for; nothing when there is no such entity."""
    number = entity[2:-1].lower() if entity.startswith("&#") else ""
    if len(number.lstrip("x0")) > _LONGEST_NUMBER:
        return "the character"  # there is none of such a number; `int` refuses thousands of digits
    found = html.unescape(entity)
    return "" if found == entity else found


def _sayable(text: str) -> bool:
    """Return whether a voice can make something of *text*: a letter, a figure, or a sign from the arrows on."""
    return any(character.isalnum() or ord(character) > 0x2100 for character in text)


def _one_line(text: str) -> str:
    """Return *text* on one line, with every letter and its accents as one character where there is one."""
    return unicodedata.normalize("NFC", " ".join(text.split()))
