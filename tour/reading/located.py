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
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError
    from ruamel.yaml.reader import ReaderError
    from ruamel.yaml.tokens import AliasToken, AnchorToken, TagToken

    def span(mark: Any, end: Any = None) -> Span:  # ruamel's marks are untyped
        length = end.index - mark.index if end is not None and end.line == mark.line else 1
        return Span(path, mark.line + first_line, mark.column + 1, max(length, 1))

    try:
        for token in YAML(typ="safe", pure=True).scan(text):
            if isinstance(token, AliasToken | AnchorToken | TagToken):
                kind = {AliasToken: "an alias", AnchorToken: "an anchor", TagToken: "a tag"}[type(token)]
                hint = (
                    "write the value out; in front matter &, * and ! mean something to YAML: quote a text that has them"
                )
                raise TourError(Diagnostic(span(token.start_mark, token.end_mark), f"{kind} is not read here", hint))
        node = YAML(typ="safe", pure=True).compose(text)
    except MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        problem = " ".join(str(fault.problem or fault.context or "broken YAML").split())
        where = span(mark) if mark else Span(path, first_line, 1)
        hint = "is a colon, quote or bracket missing, or does a text with ': ' or '#' need quotes?"
        raise TourError(Diagnostic(where, f"this is not YAML: {problem}", hint)) from None
    except ReaderError as fault:
        before = text[: fault.position]
        where = Span(path, first_line + before.count("\n"), fault.position - before.rfind("\n"))
        message = f"the character U+{ord(text[fault.position]):04X} cannot stand in front matter"
        raise TourError(Diagnostic(where, message, "remove it")) from None
    except (YAMLError, RecursionError, ValueError) as fault:
        where = Span(path, first_line, 1)
        raise TourError(Diagnostic(where, f"this is not YAML: {' '.join(str(fault).split())[:200]}")) from None

    keys: dict[Loc, Span] = {(): Span(path, max(first_line - 1, 1), 1, 3)}
    values: dict[Loc, Span] = dict(keys)
    faults: list[Diagnostic] = []

    def plain(node: Any, loc: Loc) -> Any:  # ruamel's nodes are untyped
        values[loc] = span(node.start_mark, node.end_mark)
        keys.setdefault(loc, values[loc])
        if node.id == "mapping":
            out: dict[str, Any] = {}
            for key_node, value_node in node.value:
                if key_node.id != "scalar":
                    hint = "write 'key: value', and quote a text that begins with a bracket"
                    faults.append(Diagnostic(span(key_node.start_mark), "a key is a word", hint))
                    continue
                name = str(key_node.value)
                keys[(*loc, name)] = span(key_node.start_mark, key_node.end_mark)
                if name in out:
                    first = "it stands twice; keep one"
                    faults.append(Diagnostic(keys[(*loc, name)], f"the key {name!r} stands here again", first))
                out[name] = plain(value_node, (*loc, name))
            return out
        if node.id == "sequence":
            return [plain(item, (*loc, n)) for n, item in enumerate(node.value)]
        return _scalar(node)

    if node is None:
        return Located({}, keys, values)
    if node.id != "mapping":
        raise TourError(Diagnostic(span(node.start_mark), "front matter is a list of 'key: value' lines"))
    try:
        value = plain(node, ())
    except RecursionError:
        raise TourError(Diagnostic(keys[()], "this YAML is nested too deeply")) from None
    keys[()] = values[()] = Span(path, max(first_line - 1, 1), 1, 3)
    if faults:
        raise TourError(*faults)
    return Located(value, keys, values)


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
    keys: dict[Loc, Span] = {(): Span(path, 1, 1)}
    values: dict[Loc, Span] = {(): Span(path, 1, 1)}
    table: Loc = ()
    counts: dict[Loc, int] = {}
    quoted = ""
    depth = 0
    for number, line in enumerate(text.split("\n"), 1):
        if quoted:  # inside a multi-line string
            if line.count(quoted) % 2:
                quoted = ""
            continue
        if line.lstrip().startswith("#"):
            continue
        quoted = next((mark for mark in ('"""', "'''") if line.count(mark) % 2), "")
        bare = "" if quoted else _STRING.sub("", line)
        within, depth = depth, depth + sum(map(bare.count, "[{")) - sum(map(bare.count, "]}"))
        if within:  # inside a multi-line array
            continue
        if header := _TABLE.match(line):
            table = _parts(header[2])
            if header[1] == "[[":
                index = counts.get(table, -1) + 1
                counts[table] = index
                table = (*table, index)
            keys[table] = values[table] = Span(path, number, header.start(1) + 1, len(line.strip()))
        elif entry := _KEY.match(line):
            loc = (*table, *_parts(entry["key"]))
            keys[loc] = Span(path, number, entry.start("key") + 1, entry.end("key") - entry.start("key"))
            rest = line[entry.end() :]
            values[loc] = Span(path, number, entry.end() + 1, max(len(rest.split(" #")[0].rstrip()), 1))
    return Located(value, keys, values)


def _parts(dotted: str) -> Loc:
    return tuple(part.strip().strip("\"'") for part in re.findall(r"""\s*("[^"]*"|'[^']*'|[^.]+)""", dotted))


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
