"""What is wrong with an author's files, as data: where, what, and what to write instead."""

from __future__ import annotations

import difflib
import os
import re
import shlex
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import Literal, TypeVar

from tour.inputs.plain_files import read_plain

Severity = Literal["error", "warning"]
_Fault = TypeVar("_Fault")

WIDEST = 140
"""Characters of a source line that are shown; of a longer one, the part round the fault."""
MOST = 50
"""Errors of one file that are told, and as many warnings: mending those shows what is left."""
LONGEST = 400
"""Characters of a message: what it quotes may be a whole file."""
_LONGEST_WORD = 60
_CONTROL = re.compile("[\x00-\x08\n-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
"""All that no terminal shows but the tab, which authors write; U+202A and on turn the direction of what follows."""
_MANY = 500
_LOOKED_AT, _MOST_NULS = 2_000, 3
"""Bytes of a file's beginning, and how many of them may be 0 in what is shown as text."""
_LARGEST = 25_000_000
"""Bytes of a file of which lines are shown; none that is read is larger."""


RULES: Mapping[str, str] = {
    "dates": "more than one year in a paragraph",
    "doubt": "what can be read in two ways",
    "draft": "a section that stands as the program drafted it",
    "escaped": "a directive behind a backslash or in round brackets, which is read out",
    "file": "a file that nothing reads",
    "glyph": "a name on the map that no font has",
    "language": "a language that the program has no words of its own in",
    "leg": "a silence of more than four minutes, or words that outlast the walk",
    "look": "a Look that is long to stand through",
    "map": "a feature of the map that cannot be drawn",
    "name": "a name that the voice does not know",
    "own-sound": "a sound that has the name of one of the program's own",
    "ride": "a ride of which nobody has said how long it takes",
    "roadway": "a stop that lies where cars drive",
    "route": "what nobody walked in the route's file",
    "sentence": "a sentence that is long to hear",
    "sentences": "sentences that are long on the whole",
    "source": "a sentence that asks for a source",
    "stress": "a phoneme without a stressed syllable",
    "unused": "a source, a name or a replacement that nothing uses",
    "word": "a word that the voice does not know",
}
"""The rules that warn, and of what. ``[stilled]`` in tour.toml names those that are not to. Errors are told always.

What a command tells of a file it was given, a list of places or an extract, is of no rule: it is said once, by that
command, and the tour that it makes has no tour.toml yet, or is not what is at fault."""

LAW = ("cross", "kerb")
"""The rules of the street: every roadway is named, and no word is heard in one. Their faults are errors, but where no
sound is made."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of one line of an author's file."""

    path: str
    """As shown to the author: relative to the current folder where that is shorter."""
    line: int
    """1-based."""
    column: int
    """1-based, in code points."""
    length: int = 1
    """In code points; at least 1."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One fault. The message says what is wrong, in the author's words; the hint what to write instead."""

    span: Span | None
    """None for a fault outside the author's files, such as a missing program."""
    message: str
    hint: str = ""
    severity: Severity = "error"
    rule: str = ""
    """Of a rule that has a name of its own, such as ``kerb``."""

    @property
    def heading(self) -> str:
        """Return how its line begins: ``error``, or ``error[kerb]``."""
        return f"{self.severity}[{self.rule}]" if self.rule else self.severity


class TourError(Exception):
    """One or more faults that the author, or whoever runs the program, can mend.

    Takes positional arguments only, so that it survives a process boundary.
    """

    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__(*diagnostics)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """The faults, as they were given."""
        return self.args

    def __str__(self) -> str:
        return "\n".join(render(d) for d in self.diagnostics)


def ordered(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return *diagnostics* without repeats: errors first, of them those without a place, then by file, line and column.

    Of each file at most `MOST` errors and as many warnings are kept, the last of which then says that there are more.
    """
    unique = dict.fromkeys(map(_shortened, diagnostics))
    by_place = sorted(unique, key=_order)
    return tuple(few(by_place, _file, _and_more))


def few(
    faults: Collection[_Fault], file: Callable[[_Fault], Hashable], more: Callable[[_Fault, int], _Fault]
) -> Iterator[_Fault]:
    """Yield at most `MOST` *faults* of each *file*; for the last, what *more* makes of it and of their number."""
    counts = Counter(map(file, faults))
    met: Counter[Hashable] = Counter()
    for fault in faults:
        its = file(fault)
        met[its] += 1
        if met[its] < MOST or counts[its] == MOST:
            yield fault
        elif met[its] == MOST:
            yield more(fault, counts[its] - MOST + 1)


def _order(fault: Diagnostic) -> tuple[bool, bool, Span, str]:
    return fault.severity != "error", fault.span is not None, fault.span or Span("", 0, 0), fault.message


def _file(fault: Diagnostic) -> tuple[str, Severity]:
    return fault.span.path if fault.span else "", fault.severity


def _and_more(fault: Diagnostic, count: int) -> Diagnostic:
    # At least: a reader that met more than anybody reads has not gone on.
    message = f"at least {count} more {fault.severity}s from here on"
    return Diagnostic(fault.span, message, "mend those above first", fault.severity, fault.rule)


def _shortened(fault: Diagnostic) -> Diagnostic:
    """Return *fault* with message and hint no longer than anybody reads."""
    if len(fault.message) <= LONGEST and len(fault.hint) <= LONGEST:
        return fault
    return replace(fault, message=short(fault.message, LONGEST), hint=short(fault.hint, LONGEST))


def short(text: str, most: int = 60) -> str:
    """Return *text* as a message quotes it: of more than *most* characters, as many from its start."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def one_line(text: str) -> str:
    """Return *text* with its control characters spelt out: a file's name may break a line, or command a terminal."""
    return _CONTROL.sub(lambda met: met[0].encode("unicode_escape").decode(), text)


def render(diagnostic: Diagnostic, lines: Mapping[str, list[str]] | None = None) -> str:
    """Return the fault as text: ``path:line:column: error: message``, the line with a caret, the hint.

    *lines* maps a span's path to the lines of that file; without it no source line is shown.
    """
    span = diagnostic.span
    out = [f"{diagnostic.heading}: {_legible(diagnostic.message)}"]
    if span:
        out[0] = f"{one_line(PurePath(span.path).as_posix())}:{span.line}:{span.column}: {out[0]}"
        out += _excerpt(span, lines.get(span.path, []) if lines else [])
    if diagnostic.hint:
        out.append(f"  hint: {_legible(diagnostic.hint)}")
    return "\n".join(out)


def _legible(text: str) -> str:
    """Return *text* as it may be printed: it may have several lines, such as a list of places."""
    return "\n".join(map(one_line, text.split("\n")))


def _excerpt(span: Span, lines: list[str]) -> list[str]:
    """Return the line of *span*, and one with carets under the fault; nothing where *lines* has no such line."""
    if not 1 <= span.line <= len(lines):
        return []
    text, start = _window(lines[span.line - 1].rstrip("\r\n"), span.column - 1)
    marked = text[start : start + max(span.length, 1)]
    carets = "^" * max(sum(map(_width, marked)), 1)
    return ["  " + "".join(map(_printable, text)), "  " + "".join(map(_blank, text[:start])) + carets]


def _printable(character: str) -> str:
    if character == "\t" or character.isprintable():
        return character
    return "\N{REPLACEMENT CHARACTER}"


def _blank(character: str) -> str:
    """Return spaces as wide as *character*. A tab stays one, so that carets fit whatever the terminal's tab width."""
    return character if character == "\t" else " " * _width(character)


def _window(text: str, start: int) -> tuple[str, int]:
    """Return the part of a long line round *start*, and where *start* is in it."""
    start = min(start, len(text))
    if len(text) <= WIDEST:
        return text, start
    left = max(0, min(start - WIDEST // 3, len(text) - WIDEST))
    part = text[left : left + WIDEST]
    if left:
        part = "…" + part[1:]
    if left + WIDEST < len(text):
        part += "…"
    return part, start - left


def _width(character: str) -> int:
    """Return how many terminal columns *character* takes."""
    if unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def reason(fault: OSError) -> str:
    """Return why the system refused, in small letters: it stands at the end of a message."""
    why = fault.strerror or str(fault)
    return f"{why[:1].lower()}{why[1:]}"


def innermost(fault: BaseException) -> str:
    """Return the reason of what libraries have wrapped several times."""
    while inner := fault.__cause__ or fault.__context__:
        fault = inner
    return short(str(fault) or type(fault).__name__, 120)


def shown(path: Path) -> str:
    """Return *path* as messages show it: relative to the current folder when it stands below or near it."""
    try:
        relative = os.path.relpath(path)
    except OSError:  # the current folder is gone
        return path.as_posix()
    if relative.startswith("../../.."):
        return path.as_posix()
    return Path(relative).as_posix()


def typed(path: Path) -> str:
    """Return *path* as a shell takes it: in a command that is there to be copied, a name may hold anything."""
    text = str(path)
    if text.startswith("-"):
        text = f"./{text}"
    if os.name == "nt":
        return f'"{text}"' if " " in text else text
    if text.isprintable():
        return shlex.quote(text)
    return f"$'{''.join(map(_escaped, text))}'"


def _escaped(character: str) -> str:
    """Return *character* as it stands between ``$'`` and ``'`` (POSIX.1-2024, 2.2.4)."""
    if character.isprintable() and character not in "\\'":
        return character
    return "".join(f"\\{byte:03o}" for byte in os.fsencode(character))


def lines_of(diagnostics: Iterable[Diagnostic]) -> dict[str, list[str]]:
    """Return the lines of the files that *diagnostics* point at, for `render`."""
    out: dict[str, list[str]] = {}
    for path in {d.span.path for d in diagnostics if d.span}:
        try:
            text = _text_in(read_plain(Path(path), _LARGEST))
        except (OSError, ValueError):  # a name that no system has
            continue
        if text is not None:
            out[path] = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return out


def _text_in(data: bytes) -> str | None:
    """Return the text of a file as far as it is one; None for a photo or an archive."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    if data[:_LOOKED_AT].count(0) > _MOST_NULS:
        return None
    return data.decode("utf-8-sig", "replace")


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """Return the hint for a misspelt *word*: the nearest of *known*, else *otherwise*, else all of *known*."""
    names = sorted(set(known))
    if near := nearest(word, names):
        return f"did you mean {near!r}?"
    if otherwise or not names:
        return otherwise
    return f"known here: {', '.join(names)}"


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the one of *known* that a misspelt *word* is most like; nothing where none is like it.

    The work is bounded: nobody misspells a word of more than `_LONGEST_WORD` letters, and among very many names only
    those are tried that begin with the same letter.
    """
    if len(word) > _LONGEST_WORD:
        return ""
    small = word.lower()
    lowered = {name.lower(): name for name in known if len(name) <= 2 * _LONGEST_WORD}
    names = list(lowered)
    if len(names) > _MANY:
        names = [name for name in names if name[:1] == small[:1]][:_MANY]
    near = difflib.get_close_matches(small, names, n=1)
    return lowered[near[0]] if near else ""
