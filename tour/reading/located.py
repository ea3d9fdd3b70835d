"""YAML and TOML as plain values, with the place of every key and value."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tour.diagnostics import Diagnostic, Span, TourError

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

    Dates stay text. Raises TourError for broken YAML, anchors and aliases, duplicate keys, and anything but a mapping.
    """
    reader = _Yaml(text, path, first_line)
    node = reader.composed()
    if node is None:
        return Located({}, reader.keys, reader.values)
    if node.id != "mapping":
        raise TourError(Diagnostic(reader.span(node.start_mark), "front matter is a list of 'key: value' lines"))
    try:
        value = reader.plain(node, ())
    except RecursionError:
        raise TourError(Diagnostic(reader.top, "this YAML is nested too deeply")) from None
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

    def composed(self) -> Any:
        """Return the node at the top, or None when there is none. Raises TourError for what is not YAML."""
        from ruamel.yaml import YAML
        from ruamel.yaml.error import MarkedYAMLError, YAMLError
        from ruamel.yaml.reader import ReaderError

        try:
            self._refuse_marks()
            return YAML(typ="safe", pure=True).compose(self.text)
        except MarkedYAMLError as fault:
            mark = fault.problem_mark or fault.context_mark
            where = self.span(mark) if mark else Span(self.path, self.first_line, 1)
            problem = _one_line(fault.problem or fault.context or "broken YAML")
            hint = "is a colon, quote or bracket missing, or does a text with ': ' or '#' need quotes?"
            raise TourError(Diagnostic(where, f"this is not YAML: {problem}", hint)) from None
        except ReaderError as fault:
            before = self.text[: fault.position]
            where = Span(self.path, self.first_line + before.count("\n"), fault.position - before.rfind("\n"))
            message = f"the character U+{ord(self.text[fault.position]):04X} cannot stand in front matter"
            raise TourError(Diagnostic(where, message, "remove it")) from None
        except (YAMLError, RecursionError, ValueError) as fault:
            where = Span(self.path, self.first_line, 1)
            raise TourError(Diagnostic(where, f"this is not YAML: {_one_line(fault)[:200]}")) from None

    def _refuse_marks(self) -> None:
        """Raise TourError for the first alias, anchor or tag."""
        from ruamel.yaml import YAML
        from ruamel.yaml.tokens import AliasToken, AnchorToken, TagToken

        kinds = {AliasToken: "an alias", AnchorToken: "an anchor", TagToken: "a tag"}
        for token in YAML(typ="safe", pure=True).scan(self.text):
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
        return _scalar(node)

    def _mapping(self, node: Any, loc: Loc) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if key_node.id != "scalar":
                hint = "write 'key: value', and quote a text that begins with a bracket"
                self.faults.append(Diagnostic(self.span(key_node.start_mark), "a key is a word", hint))
                continue
            name = str(key_node.value)
            inner = (*loc, name)
            self.keys[inner] = self.span(key_node.start_mark, key_node.end_mark)
            if name in mapping:
                again = f"the key {name!r} stands here again"
                self.faults.append(Diagnostic(self.keys[inner], again, "it stands twice; keep one"))
            mapping[name] = self.plain(value_node, inner)
        return mapping


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


_TABLE = re.compile(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
_STRING = re.compile(r"""#.*|"(?:\\.|[^"\\])*"|'[^']*'""")
"""What may hold a bracket that means nothing."""
_KEY = re.compile(
    r"""\s*(?P<key>(?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*'))*)\s*=\s*"""
)


def read_toml(text: str, path: str) -> Located:
    """Return the TOML document in *text*. Raises TourError for broken TOML.

    `tomllib` gives no positions: keys are found by a scan of the lines, exact for tables and keys that start a line
    and as near as their line for what stands inside an inline table or a multi-line array.
    """
    try:
        value = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise TourError(_toml_fault(str(fault), text, path)) from None
    except RecursionError:
        raise TourError(Diagnostic(Span(path, 1, 1), "this TOML is nested too deeply")) from None
    except ValueError:  # of int(), which takes no more than 4,300 digits
        raise TourError(Diagnostic(Span(path, 1, 1), "this TOML has a number that is too long")) from None
    scan = _TomlScan(path)
    for number, line in enumerate(text.split("\n"), 1):
        scan.line(number, line)
    return Located(value, scan.keys, scan.values)


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
        self.table = _parts(header[2])
        if header[1] == "[[":
            count = self.counts.get(self.table, 0)
            self.counts[self.table] = count + 1
            self.table = (*self.table, count)
        span = Span(self.path, number, header.start(1) + 1, len(line.strip()))
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
    parts = re.findall(r"""\s*("[^"]*"|'[^']*'|[^.]+)""", dotted)
    return tuple(part.strip().strip("\"'") for part in parts)


def _toml_fault(message: str, text: str, path: str) -> Diagnostic:
    hint = "texts stand in double quotes, lists in [ ], one key = value a line"
    if place := re.search(r"\(at line (\d+), column (\d+)\)", message):
        line, column = int(place[1]), int(place[2])
        message = message[: place.start()].strip()
    else:
        lines = text.split("\n")
        line, column = len(lines), len(lines[-1]) + 1
        message = message.removesuffix(" (at end of document)")
    return Diagnostic(Span(path, line, column), f"this is not TOML: {message[:1].lower()}{message[1:]}", hint)
