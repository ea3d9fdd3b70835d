"""One script → front matter, sections, sentences and directives, each with its place.

The scanner is our own: Markdown parsers give the line of a block but no column inside it, and every fault here must
point at its letter.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from tour.diagnostics import Diagnostic, Span, TourError, did_you_mean
from tour.model import Cross, Pause, Say, Segment, Sound, Voice
from tour.normalize import normalize
from tour.reading.sentences import sentences

SECTIONS = ("Look", "Walk", "Card", "Ending")
DIRECTIVES = ("pause", "sound", "cross")


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
        return next((section for section in self.sections if section.name == name), None)


@dataclass(slots=True)
class _Reader:
    path: str
    voice: Voice
    faults: list[Diagnostic] = field(default_factory=list)

    def fault(self, span: Span, message: str, hint: str = "") -> None:
        self.faults.append(Diagnostic(span, message, hint))


def read(text: str, path: str, voice: Voice) -> Script:
    """Return the script in *text*; faults are in it, not raised. *voice* is the tour's, for its language and engine."""
    reader = _Reader(path, voice)
    lines = text.split("\n")
    matter, body = _split_matter(lines, reader)
    lines[body:] = _hide(lines[body:], body, reader)
    sections: list[Section] = []
    for name, span, start, end in _headings(lines, body, reader):
        if any(section.name == name for section in sections):
            reader.fault(span, f"the section '# {name}' stands here again", "join the two")
            continue
        sections.append(_section(name, span, lines, start, end, reader))
    return Script(matter, tuple(sections), tuple(reader.faults))


def _split_matter(lines: list[str], reader: _Reader) -> tuple[str, int]:
    """Return the front matter, and the index of the first line after it."""
    if lines[0].rstrip() != "---":
        hint = "start the file with '---', then 'title: …' and the other keys, then '---'"
        raise TourError(Diagnostic(Span(reader.path, 1, 1), "the front matter is missing", hint))
    for index in range(1, len(lines)):
        if lines[index].rstrip() == "---":
            return "\n".join(lines[1:index]) + "\n", index + 1
    raise TourError(Diagnostic(Span(reader.path, 1, 1, 3), "the front matter has no end", "close it with a line '---'"))


_HIDDEN = "\0"
"""Stands for every character of a comment, so that what follows keeps its column. No decoded text holds it."""
_COMMENT = re.compile(r"\\.|<!--(?P<inside>.*?)-->|(?P<open><!--)", re.DOTALL)
_BLOCK = re.compile(r"^[ \t]*(?:>[ \t]?)+|^[ \t]*([-=*_])[ \t]*(?:\1[ \t]*){2,}$", re.MULTILINE)
"""The marks of a quotation, and rules."""


def _hide(lines: list[str], body: int, reader: _Reader) -> list[str]:
    """Return *lines*, the first of which is line *body* + 1, without comments, quotation marks of blocks, and rules."""

    def hidden(found: re.Match[str]) -> str:
        if found["open"]:
            before = text[: found.start()]
            span = Span(reader.path, body + before.count("\n") + 1, found.start() - before.rfind("\n"), 4)
            reader.fault(span, "this comment has no end", "close it with -->")
        return found[0] if found[0][0] == "\\" else re.sub(r"[^\n]", _HIDDEN, found[0])

    text = "\n".join(lines)
    return _BLOCK.sub(lambda found: " " * len(found[0]), _COMMENT.sub(hidden, text)).split("\n")


def _headings(lines: list[str], body: int, reader: _Reader) -> Iterator[tuple[str, Span, int, int]]:
    """Yield (name, span, first line, line after the last) of each section; lines are indexes."""
    marks: list[tuple[str, Span, int]] = []
    for index in range(body, len(lines)):
        line = lines[index].replace(_HIDDEN, " ")
        words = line.strip()
        if match := re.match(r" {0,3}(#+)", line):
            span = Span(reader.path, index + 1, match.start(1) + 1, len(words))
            title = words.strip("#").strip()
            name = next((known for known in SECTIONS if known.lower() == title.lower()), "")
            if not name or len(match[1]) > 1:
                hint = did_you_mean(title, SECTIONS, "the sections are # Look, # Walk, # Card and # Ending")
                reader.fault(span, f"the section {words!r} is not known", hint)
            marks.append((name, span, index))
        elif not marks and words:
            span = Span(reader.path, index + 1, len(line) - len(line.lstrip()) + 1, len(words))
            reader.fault(span, "this text stands before the first section", "put it below '# Look'")
            marks.append(("", span, index))
    bounds = [*(index for _, _, index in marks), len(lines)]
    for (name, span, index), end in zip(marks, bounds[1:], strict=True):
        if name:
            yield name, span, index + 1, end


def _section(name: str, span: Span, lines: list[str], start: int, end: int, reader: _Reader) -> Section:
    segments: list[Segment] = []
    plain: list[str] = []
    cites: list[Cite] = []
    number = 0
    for first, last in _paragraphs(lines, start, end):
        paragraph = _Paragraph(lines, first, last, reader, eye=name == "Card")
        paragraph.scan()
        cites += paragraph.cites
        if name == "Card":
            plain += [_one_line(paragraph.text())]
        else:
            found = paragraph.segments(number)
            number += any(isinstance(segment, Say) for segment in found)
            segments += found
    source = "\n".join(lines[start:end]).replace(_HIDDEN, " ")
    return Section(name, span, tuple(segments), tuple(line for line in plain if line), tuple(cites), source)


def _paragraphs(lines: list[str], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield (first, after last) line indexes; each list item is a paragraph of its own."""
    first = None
    for index in range(start, end + 1):
        blank = index == end or not lines[index].strip()
        item = not blank and re.match(r"\s*[-*+]\s", lines[index])
        if (blank or item) and first is not None:
            yield first, index
            first = None
        if not blank and first is None:
            first = index


_TOKEN = re.compile(
    r"""(?P<escape>\\(?P<escaped>[!-/:-@\[-`{-~]))
      | (?P<hidden>\0+|\\(?=\n))
      | (?P<foot>\[\^(?P<key>[^\]\s]*)\](?P<definition>:)?)
      | (?P<image>!\[[^\]]*\]\([^)]*\))
      | (?P<link>\[(?!(?i:pause|sound|cross)\s)(?P<label>[^\[\]]*)\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\))
      | (?P<directive>\[(?P<inside>[^\[\]\n]*)\])
      | (?P<brace>\{(?P<setting>[^{}\n]*)\})
      | (?P<emphasis>\*{1,3}|~~|(?<![^\W_])_{1,2}(?=\S)|(?<=\S)_{1,2}(?![^\W_])|`)
      | (?P<tag></?[A-Za-z][^<>\n]*>)
      | (?P<entity>&(?:[A-Za-z][A-Za-z0-9]*|\#[0-9]+|\#[xX][0-9A-Fa-f]+);)
      | (?P<stray>[\[\]{}])
    """,
    re.VERBOSE | re.DOTALL,
)


class _Paragraph:
    """One paragraph: its source joined by line ends, and what the scan makes of it."""

    def __init__(self, lines: list[str], first: int, last: int, reader: _Reader, *, eye: bool) -> None:
        self.reader = reader
        self.eye = eye
        self.first = first
        self.source = "\n".join(lines[first:last])
        self.source = re.sub(r"^\s*[-*+]\s", lambda m: " " * len(m[0]), self.source)
        self.starts = [0]
        for line in lines[first : last - 1]:
            self.starts.append(self.starts[-1] + len(line) + 1)
        self.plain: list[tuple[str, int]] = []
        """(character, offset in source) of what is left for eye and voice."""
        self.marks: list[tuple[int, Pause | Sound | Cross]] = []
        """(index in plain, directive)"""
        self.notes: list[tuple[int, str]] = []
        """(index in plain, source key)"""
        self.cites: list[Cite] = []
        self.voice: Voice | None = None

    def span(self, offset: int, end: int | None = None) -> Span:
        line = max(n for n, start in enumerate(self.starts) if start <= offset)
        limit = self.starts[line + 1] - 1 if line + 1 < len(self.starts) else len(self.source)
        length = min(limit, offset + 1 if end is None else end) - offset
        return Span(self.reader.path, self.first + line + 1, offset - self.starts[line] + 1, max(length, 1))

    def scan(self, start: int = 0, end: int | None = None) -> None:
        """Read the source from offset *start* to *end*."""
        at, end = start, len(self.source) if end is None else end
        for token in _TOKEN.finditer(self.source, start, end):
            self._keep(at, token.start())
            self._token(token)
            at = token.end()
        self._keep(at, end)

    def _keep(self, start: int, end: int) -> None:
        self.plain += [(self.source[n], n) for n in range(start, end)]

    def _token(self, token: re.Match[str]) -> None:
        start, end = token.span()
        span = self.span(start, end)
        match next(kind for kind in _KINDS if token[kind] is not None):
            case "escape":
                self.plain.append((token["escaped"], start + 1))
            case "foot":
                self._foot(token, span)
            case "link":
                self.scan(*token.span("label"))
            case "directive":
                self._directive(token["inside"], span)
            case "brace":
                self._setting(token["setting"], start, span)
            case "image":
                self.reader.fault(span, "a picture cannot be heard", "drawings go to stops/art/, named after the stop")
            case "tag":
                self.reader.fault(span, f"{token[0]!r} is HTML, and is not read", "write plain text; \\< is a plain <")
            case "entity" if html.unescape(token[0]) == token[0]:
                self._keep(start, end)
            case "entity":
                hint = f"write {html.unescape(token[0])} itself"
                self.reader.fault(span, f"{token[0]!r} is HTML, and is not read", hint)
            case "stray":
                hint = f"close it, or write \\{token[0]} for the plain sign"
                self.reader.fault(span, f"the bracket {token[0]!r} stands alone", hint)

    def _foot(self, token: re.Match[str], span: Span) -> None:
        if token["definition"] and not self.source[: token.start()].rpartition("\n")[2].strip():
            hint = f"put [{token['key']}] with its title in sources.toml, and leave [^{token['key']}] in the text"
            self.reader.fault(span, "footnotes are not written out here", hint)
        else:
            self.notes.append((len(self.plain), token["key"]))
            self.cites.append(Cite(token["key"], span))
            if token["definition"]:
                self.plain.append((":", token.end() - 1))

    def _directive(self, inside: str, span: Span) -> None:
        word, _, rest = inside.strip().partition(" ")
        rest = rest.strip()
        name = word.lower()
        if name not in DIRECTIVES:
            hint = did_you_mean(
                name, DIRECTIVES, "known are [pause 1.5s], [sound NAME] and [cross STREET]; \\[ is a plain ["
            )
            self.reader.fault(span, f"the directive '[{inside}]' is not known", hint)
        elif self.eye:
            self.reader.fault(span, f"'[{inside}]' is for the ear, and stands in the Card", "remove it")
        elif name == "pause":
            self._pause(rest, span)
        elif name == "sound":
            if re.fullmatch(r"[a-z0-9][a-z0-9-]*", rest):
                self.marks.append((len(self.plain), Sound(rest, span=span)))
            else:
                self.reader.fault(
                    span, f"{rest!r} is not the name of a sound", "write [sound quiet]: lower-case letters and hyphens"
                )
        elif rest:
            street = " ".join(rest.split())
            cut = street.endswith(" cut")
            self.marks.append((len(self.plain), Cross(street.removesuffix(" cut"), span, cut)))
        else:
            self.reader.fault(span, "this crossing has no street", "write [cross Curson Avenue]")

    def _pause(self, rest: str, span: Span) -> None:
        match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*s", rest)
        if not match:
            self.reader.fault(span, f"{rest!r} is not the length of a pause", "write seconds, such as [pause 1.5s]")
        elif not 0.1 <= float(match[1]) <= 10:
            self.reader.fault(span, f"a pause of {match[1]} s is out of range", "a pause lasts from 0.1 to 10 seconds")
        else:
            self.marks.append((len(self.plain), Pause(float(match[1]), span)))

    def _setting(self, setting: str, start: int, span: Span) -> None:
        key, equals, value = (part.strip() for part in setting.partition("="))
        if key != "voice" or not equals or not value:
            self.reader.fault(span, f"'{{{setting}}}' is not known", "write {voice=NAME} at the head of a paragraph")
        elif self.source[:start].replace(_HIDDEN, "").strip():
            self.reader.fault(span, "a voice is changed at the head of a paragraph", "start a new paragraph with it")
        elif self.eye:
            self.reader.fault(span, f"'{{{setting}}}' is for the ear, and stands in the Card", "remove it")
        else:
            engine, colon, name = value.partition(":")
            tour = self.reader.voice
            self.voice = Voice(engine if colon else tour.engine, name if colon else value, tour.language, tour.speed)

    def text(self) -> str:
        return "".join(character for character, _ in self.plain)

    def segments(self, number: int) -> list[Segment]:
        """Return sentences and directives in order; *number* is the paragraph's."""
        found: list[tuple[int, Segment]] = []
        cuts = [0, *(index for index, _ in self.marks), len(self.plain)]
        for n, (start, end) in enumerate(pairwise(cuts)):
            found += self._sentences(start, end, number)
            found += self.marks[n : n + 1]
        return [
            segment if not isinstance(segment, Say) else self._cited(start, segment, found) for start, segment in found
        ]

    def _sentences(self, start: int, end: int, number: int) -> Iterator[tuple[int, Say]]:
        """Yield (index in plain, sentence) between two cuts."""
        text = self.text().replace("\n", " ")  # where a comment was, two line ends may meet, and end no paragraph
        for a, b in ((start + a, start + b) for a, b in sentences(text[start:end])):
            written = _one_line(text[a:b])
            span = self.span(self.plain[a][1], self.plain[b - 1][1] + 1)
            spoken = normalize(written, self.reader.voice.language)
            if any(character.isalnum() or ord(character) > 0x2100 for character in spoken):
                yield a, Say(written, spoken, number, span, self.voice)

    def _cited(self, start: int, say: Say, found: list[tuple[int, Segment]]) -> Say:
        """Return *say* with the notes that stand in it or after it; a note before every sentence goes to the first."""
        starts = [at for at, segment in found if isinstance(segment, Say)]
        after = min((at for at in starts if at > start), default=len(self.plain))
        low = start if start > starts[0] else -1
        return replace(say, cites=tuple(dict.fromkeys(key for at, key in self.notes if low < at <= after)))


def _one_line(text: str) -> str:
    """Return *text* on one line, with every letter and its accents as one character where there is one."""
    return unicodedata.normalize("NFC", " ".join(text.split()))


_KINDS = ("escape", "hidden", "foot", "image", "link", "directive", "brace", "emphasis", "tag", "entity", "stray")
