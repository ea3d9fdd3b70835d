"""YAML and TOML as plain values, with the place of every key and value."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tour.diagnostics import Diagnostic, Span, TourError
from tour.reading.broken import broken_toml, broken_yaml
from tour.reading.yaml_depth import depth_at_most, turn

LARGEST_YAML = 20_000
"""Characters of front matter: a page of settings. The reader of YAML is slow, and some of its work grows faster than
the text."""
DEEPEST = 20
"""Levels of YAML; front matter has three."""
MOST_PARTS = 30
"""Keys in one dotted key of TOML: `tomllib` takes time by the square of them."""

_MARK = re.compile("[&*!]")
"""Without one of these there is no alias, no anchor and no tag."""
_DIRECTIVE = re.compile("^%", re.MULTILINE)
_NO_CHARACTER = re.compile(r"\\U(?!00(?:0[0-9A-Fa-f]|10))[0-9A-Fa-f]{8}")
"""An escape for a number above U+10FFFF."""

Loc = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Located:
    """A value, and where its parts stand."""

    value: Any  # whatever YAML or TOML can say; a schema gives it types
    keys: Mapping[Loc, Span]
    """The span of a key, by its path from the root; of the item itself where it has no key."""
    values: Mapping[Loc, Span]

    def key(self, loc: Loc) -> Span:
        """Return the span of the key at *loc*, or of the nearest one above it."""
        return _nearest(self.keys, loc)

    def at(self, loc: Loc) -> Span:
        """Return the span of the value at *loc*, or of the nearest one above it."""
        return _nearest(self.values, loc)


def _nearest(spans: Mapping[Loc, Span], loc: Loc) -> Span:
    while loc not in spans:
        loc = loc[:-1]
    return spans[loc]


def read_yaml(text: str, path: str, first_line: int = 1) -> Located:
    """Return the YAML mapping in *text*, whose first line is line *first_line* of *path*.

    Dates stay text. Raises TourError for broken YAML, anchors and aliases, duplicate keys, half characters, anything
    but a mapping, and for YAML that is longer than `LARGEST_YAML` or nested deeper than `DEEPEST`.
    """
    reader = _Yaml(text, path, first_line)
    node = reader.composed()
    if node is None:
        return Located({}, reader.keys, reader.values)
    if node.id != "mapping":
        raise TourError(Diagnostic(reader.span(node.start_mark), "front matter is a list of 'key: value' lines"))
    value = reader.plain(node, ())
    reader.keys[()] = reader.values[()] = reader.top
    if reader.faults:
        raise TourError(*reader.faults)
    return Located(value, reader.keys, reader.values)


class _Yaml:
    """One reading of one YAML text. Marks and nodes are ruamel's, which are untyped."""

    def __init__(self, text: str, path: str, first_line: int) -> None:
        self.text = text
        self.path = path
        self.first_line = first_line
        self.top = Span(path, max(first_line - 1, 1), 1, 3)
        """Where the ``---`` stands that begins front matter."""
        self.keys: dict[Loc, Span] = {(): self.top}
        self.values: dict[Loc, Span] = {(): self.top}
        self.faults: list[Diagnostic] = []

    def span(self, mark: Any, end: Any = None) -> Span:
        length = 1
        if end is not None and end.line == mark.line:
            length = max(end.index - mark.index, 1)
        return Span(self.path, mark.line + self.first_line, mark.column + 1, length)

    def _at(self, place: int, length: int = 1) -> Span:
        line = self.first_line + self.text.count("\n", 0, place)
        return Span(self.path, line, place - self.text.rfind("\n", 0, place), length)

    def composed(self) -> Any:
        """Return the node at the top, or None when there is none. Raises TourError for what is not YAML."""
        from ruamel.yaml import YAML
        from ruamel.yaml.error import MarkedYAMLError, YAMLError
        from ruamel.yaml.reader import ReaderError

        if len(self.text) > LARGEST_YAML:
            message = f"this front matter has more than {LARGEST_YAML:,} characters"
            raise TourError(Diagnostic(self.top, message, "what is to be read or heard stands below it"))
        try:
            self._refuse_marks()
            return YAML(typ="safe", pure=True).compose(self.text)
        except MarkedYAMLError as fault:
            mark = fault.problem_mark or fault.context_mark
            where = self.span(mark) if mark else Span(self.path, self.first_line, 1)
            problem = _one_line(fault.problem or fault.context or "broken YAML")
            back, message, hint = broken_yaml(problem, self.text.split("\n"), where.line - self.first_line)
            if back:
                where = Span(self.path, where.line - back, 1)
            raise TourError(Diagnostic(where, message, hint)) from None
        except ReaderError as fault:
            where = self._at(fault.position)
            message = f"the character U+{ord(self.text[fault.position]):04X} cannot stand in front matter"
            raise TourError(Diagnostic(where, message, "remove it")) from None
        except (YAMLError, RecursionError, ValueError, OverflowError) as fault:
            if found := _NO_CHARACTER.search(self.text):
                hint = "write the character itself"
                raise TourError(Diagnostic(self._at(found.start(), 10), "no character has this number", hint)) from None
            where = Span(self.path, self.first_line, 1)
            raise TourError(Diagnostic(where, f"this is not YAML: {_one_line(fault)[:200]}")) from None

    def _refuse_marks(self) -> None:
        """Raise TourError for a directive, the first alias, anchor or tag, and for what is nested too deep."""
        if found := _DIRECTIVE.search(self.text):
            means = "in front matter a line that begins with % means something to YAML: take it out"
            raise TourError(Diagnostic(self._at(found.start()), "a directive is not read here", means))
        if not _MARK.search(self.text) and depth_at_most(self.text) <= DEEPEST:
            return  # as nearly always; to look at each word again would take as long as to read it
        from ruamel.yaml import YAML
        from ruamel.yaml.tokens import AliasToken, AnchorToken, TagToken

        kinds = {AliasToken: "an alias", AnchorToken: "an anchor", TagToken: "a tag"}
        depth = 0
        for token in YAML(typ="safe", pure=True).scan(self.text):
            depth += turn(token)
            if depth > DEEPEST:
                where = self.span(token.start_mark, token.end_mark)
                raise TourError(Diagnostic(where, f"this YAML is nested more than {DEEPEST} deep", "write it flat"))
            kind = kinds.get(type(token))
            if kind:
                where = self.span(token.start_mark, token.end_mark)
                means = "in front matter &, * and ! mean something to YAML: quote a text that has them"
                raise TourError(Diagnostic(where, f"{kind} is not read here", f"write the value out; {means}"))

    def plain(self, node: Any, loc: Loc) -> Any:
        """Return what *node* says, and note where it stands."""
        self.values[loc] = self.span(node.start_mark, node.end_mark)
        self.keys.setdefault(loc, self.values[loc])
        if node.id == "mapping":
            return self._mapping(node, loc)
        if node.id == "sequence":
            return [self.plain(item, (*loc, n)) for n, item in enumerate(node.value)]
        if _HALF.search(node.value):
            node.value = self._whole(node.value, self.values[loc])
        return _scalar(node)

    def _whole(self, text: str, where: Span) -> str:
        """Return *text* with the halves of a character put together, as JSON writes them (RFC 8259, section 7)."""
        whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        halves = len(_HALF.findall(text)) - 2 * len(_PAIR.findall(text))
        if halves:
            hint = "write the character itself; \\ud800 to \\udfff are no characters of their own"
            self.faults.append(Diagnostic(where, "half a character stands here, as an escape", hint))
        return whole

    def _mapping(self, node: Any, loc: Loc) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if key_node.id != "scalar":
                hint = "write 'key: value', and quote a text that begins with a bracket"
                self.faults.append(Diagnostic(self.span(key_node.start_mark), "a key is a word", hint))
                continue
            name = str(key_node.value)
            if _HALF.search(name):
                name = self._whole(name, self.span(key_node.start_mark, key_node.end_mark))
            inner = (*loc, name)
            self.keys[inner] = self.span(key_node.start_mark, key_node.end_mark)
            if name in mapping:
                again = f"the key {name!r} stands here again"
                self.faults.append(Diagnostic(self.keys[inner], again, "it stands twice; keep one"))
            mapping[name] = self.plain(value_node, inner)
        return mapping


_HALF = re.compile("[\ud800-\udfff]")
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
"""What escapes such as \\ud83d make: halves of a character, and two that are one."""


def _one_line(message: object) -> str:
    return " ".join(str(message).split())


def _scalar(node: Any) -> Any:
    text = str(node.value)
    kind = str(node.tag).rsplit(":", 1)[-1]
    if kind == "null":
        return None
    if kind == "bool":
        return text.lower() in {"true", "yes", "on"}
    if kind in {"int", "float"}:
        try:
            number = float(text.replace("_", ""))
        except ValueError:
            return text  # 0x1f, 1:30: nothing that a tour means
        if math.isfinite(number):
            return int(number) if kind == "int" else number
    return text


_MOST_BITS = 14_000
"""Of a whole number: Python shows none of more than 4,300 digits."""
_PART = r"""(?:[A-Za-z0-9_-]++|"(?:\\.|[^"\\])*+"|'[^']*+')"""
_DOTTED = _PART + r"(?:\s*+\.\s*+" + _PART + ")"
"""A dotted key, to be followed by how often it may go on."""
_TABLE = re.compile(rf"\s*+(?P<mark>\[\[?)\s*+(?P<key>{_DOTTED}*+)\s*+\]")
_KEY = re.compile(rf"\s*+(?P<key>{_DOTTED}*+)\s*+=\s*+")
_LONG_KEY = re.compile(rf"(?<![A-Za-z0-9_.-])(?P<key>{_DOTTED}{{{MOST_PARTS},}}+)")
_BRACKETS = re.compile(r"(?:[\[{][^\[\]{}]*+){100}")
_DIGITS = re.compile(r"(?<![\w.+-])[+-]?[0-9](?:\w{3000,})")
"""What is too much of: brackets that are open, and digits of a number in any base."""
_STRING = re.compile(r"""#.*|"(?:\\.|[^"\\])*+(?:"|$)|'[^']*+(?:'|$)""")
"""What may hold a bracket that means nothing. All of these give nothing back, so that their time grows as the line."""


def read_toml(text: str, path: str) -> Located:
    """Return the TOML document in *text*. Raises TourError for broken TOML, and for keys of many parts.

    `tomllib` gives no positions: keys are found by a scan of the lines, exact for tables and keys that start a line
    and as near as their line for what stands inside an inline table or a multi-line array.
    """
    _refuse_long_keys(text, path)
    try:
        value = tomllib.loads(text)
        _refuse_long_numbers(value)
    except tomllib.TOMLDecodeError as fault:
        raise TourError(_toml_fault(str(fault), text, path)) from None
    except RecursionError:
        where = _first(_BRACKETS, text, path)
        raise TourError(Diagnostic(where, "this TOML is nested too deeply", "write it flat")) from None
    except ValueError:  # also of int(), which takes no more than 4,300 digits
        where = _first(_DIGITS, text, path)
        raise TourError(Diagnostic(where, "this number is too long", "write one of a few digits")) from None
    scan = _TomlScan(path)
    for number, line in enumerate(text.split("\n"), 1):
        scan.line(number, line)
    return Located(value, scan.keys, scan.values)


def _refuse_long_numbers(value: object) -> None:
    """Raise ValueError where a whole number in *value* is too long to be shown: of ``0xfff…`` any length is read."""
    to_see = [value]
    while to_see:
        match to_see.pop():
            case dict() as table:
                to_see.extend(table.values())
            case list() as row:
                to_see.extend(row)
            case int() as number if number.bit_length() > _MOST_BITS:
                raise ValueError("a number that is too long")


def _first(pattern: re.Pattern[str], text: str, path: str) -> Span:
    """Return where *pattern* is first found in TOML outside its strings and comments; its beginning where nowhere."""
    bare = "\n".join(_STRING.sub(_same_length, line) for line in text.split("\n"))
    found = pattern.search(bare)
    at = found.start() if found else 0
    return Span(path, bare.count("\n", 0, at) + 1, at - bare.rfind("\n", 0, at))


def _refuse_long_keys(text: str, path: str) -> None:
    """Raise TourError for the first key of more than `MOST_PARTS` parts, wherever in a line it stands."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.count(".") < MOST_PARTS:
            continue
        if found := _LONG_KEY.search(_STRING.sub(_same_length, line)):
            span = Span(path, number, found.start("key") + 1)
            raise TourError(Diagnostic(span, f"a key of more than {MOST_PARTS} parts", "write tables: [table]"))


def without_comments(text: str) -> list[str]:
    """Return the lines of a TOML text, each as long as it was, with blanks for comments."""
    return [_STRING.sub(_blank_comment, line) if "#" in line else line for line in text.split("\n")]


def _blank_comment(found: re.Match[str]) -> str:
    return " " * len(found[0]) if found[0].startswith("#") else found[0]


def _same_length(found: re.Match[str]) -> str:
    """Return a string's stand-in in which no dot is seen; of a comment, blanks."""
    return (" " if found[0].startswith("#") else "_") * len(found[0])


class _TomlScan:
    """Where the tables and keys of a sound TOML text stand, line by line."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.keys: dict[Loc, Span] = {(): Span(path, 1, 1)}
        self.values: dict[Loc, Span] = {(): Span(path, 1, 1)}
        self.table: Loc = ()
        self.counts: dict[Loc, int] = {}
        """How often each ``[[table]]`` has begun."""
        self.quotes = ""
        """Those that end the multi-line string that is open, if one is."""
        self.depth = 0
        """Of the brackets that are open: above 0 inside a multi-line array."""

    def line(self, number: int, line: str) -> None:
        if self.quotes:
            if line.count(self.quotes) % 2:
                self.quotes = ""
            return
        if line.lstrip().startswith("#"):
            return
        for quotes in ('"""', "'''"):
            if line.count(quotes) % 2:
                self.quotes = quotes
                break
        inside = self.depth > 0
        if not self.quotes:
            self.depth += _deeper(_STRING.sub("", line))
        if inside:
            return
        if header := _TABLE.match(line):
            self._header(number, line, header)
        elif entry := _KEY.match(line):
            self._entry(number, line, entry)

    def _header(self, number: int, line: str, header: re.Match[str]) -> None:
        self.table = _parts(header["key"])
        if header["mark"] == "[[":
            count = self.counts.get(self.table, 0)
            self.counts[self.table] = count + 1
            self.table = (*self.table, count)
        span = Span(self.path, number, header.start("mark") + 1, len(line.strip()))
        self.keys[self.table] = self.values[self.table] = span

    def _entry(self, number: int, line: str, entry: re.Match[str]) -> None:
        loc = (*self.table, *_parts(entry["key"]))
        self.keys[loc] = Span(self.path, number, entry.start("key") + 1, entry.end("key") - entry.start("key"))
        written = line[entry.end() :].split(" #")[0].rstrip()
        self.values[loc] = Span(self.path, number, entry.end() + 1, max(len(written), 1))


def _deeper(line: str) -> int:
    """Return how many more brackets *line* opens than it closes."""
    opened = line.count("[") + line.count("{")
    return opened - line.count("]") - line.count("}")


def _parts(dotted: str) -> Loc:
    """Return the keys of a dotted key, without their quotes."""
    return tuple(part.strip("\"'") for part in re.findall(_PART, dotted))


def _toml_fault(message: str, text: str, path: str) -> Diagnostic:
    lines = text.split("\n")
    if place := re.search(r"\(at line (\d+), column (\d+)\)", message):
        line, column = int(place[1]), int(place[2])
        message = message[: place.start()].strip()
    else:
        line, column = len(lines), len(lines[-1]) + 1
        message = message.removesuffix(" (at end of document)")
    message, hint = broken_toml(f"{message[:1].lower()}{message[1:]}", text, lines[line - 1], column)
    return Diagnostic(Span(path, line, column), message, hint)
