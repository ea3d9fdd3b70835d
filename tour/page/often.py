"""Names for what often stands in a script: texts, ``null``, what the browser gives, and properties.

No property gets another name by it: where one stands often, what stands there is a name for its name, ``one[e]`` for
``one.textContent``. So nothing changes for what comes from a tour, a browser, a worker or a store.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tree_sitter import Node

from tour.page.names import Piece, Scope, Script, Symbol, all_of, hidden, read, text

_SAME = {"document", "location", "navigator"}
"""Of what a browser gives to all scripts: what is the same whenever it is asked for. (A test sets its own clock, and to
ask for the storage is refused in some.)"""
_TEXT = re.compile(r"`[^`,\\$]+`")
_FEW = 9
"""Texts up to so many are declared one by one."""
_WITH_PROPERTIES = {"member_expression", "pair", "pair_pattern"}
_NO_VALUES = {"expression_statement", "call_expression"}
"""Where a text is a directive, or what a tag is for."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where something stands that may get a name, from which byte to which, and what is to stand round the name."""

    start: int
    end: int
    before: str = ""
    after: str = ""


def named(source: str) -> str:
    """Return *source* with names for all that often stands there, declared before everything else."""
    script = read(source)
    scope, first = _head(script)
    symbols: dict[str, Symbol] = {}
    for value, places in _often(script).items():
        symbols[value] = scope.declare(value)
        for place in places:
            script.replace(place.start, place.end, place.before, symbols[value], place.after)
    if symbols:
        script.replace(first.start_byte, first.start_byte, "let ", *_declared(symbols), ";")
    return script.written()


def _declared(symbols: Mapping[str, Symbol]) -> list[Piece]:
    """Return the declaration of *symbols*, by what they stand for; many texts are cut out of one, which is shorter."""
    texts = {value: symbol for value, symbol in symbols.items() if _TEXT.fullmatch(value)}
    made: list[Piece] = []
    if len(texts) > _FEW:
        names = [piece for symbol in texts.values() for piece in (",", symbol)]
        made += [",[", *names[1:], "]=`" + ",".join(value[1:-1] for value in texts) + "`.split(`,`)"]
    for value, symbol in symbols.items():
        if len(texts) <= _FEW or value not in texts:
            made += [",", symbol, f"={value}"]
    first, *rest = made
    return [str(first).removeprefix(","), *rest]


def _head(script: Script) -> tuple[Scope, Node]:
    """Return the scope of all that stands in the script, in one function or in none, and the first statement there."""
    found = script.root.named_children
    body = hidden(found[0]) if len(found) == 1 else None
    return (script.scope, found[0]) if body is None else (script.inside(body), body.named_children[0])


def _often(script: Script) -> dict[str, list[_Place]]:
    """Return what is worth a name of its own, such as ``document``, ``Math.max`` or ``null``, and where it stands."""
    found: dict[str, list[_Place]] = defaultdict(list)
    for value, place in (*_globals(script), *_values(script), *_properties(script)):
        found[value].append(place)
    return {value: places for value, places in found.items() if _saved(value, places) > 0}


def _saved(value: str, places: list[_Place]) -> int:
    """Return how many bytes a name of two letters saves; less than none where it takes more than it saves."""
    declared = len(f",e1,{value[1:-1]}") if _TEXT.fullmatch(value) else len(f",e1={value}")
    short = sum(len(place.before + place.after) + 2 for place in places)
    return sum(place.end - place.start for place in places) - short - declared


def _globals(script: Script) -> Iterator[tuple[str, _Place]]:
    """Yield what nothing in the script declares, and is the same at all times."""
    for node, scope in script.uses:
        if node.type != "identifier" or scope.find(text(node)):
            continue
        whole = node.parent if text(node) == "Math" else node
        if whole and (text(node) in _SAME or whole.type == "member_expression"):
            yield text(whole), _Place(whole.start_byte, whole.end_byte)


def _values(script: Script) -> Iterator[tuple[str, _Place]]:
    """Yield texts, but those that name a property, and ``null``."""
    for node in all_of(script.root, "string", "template_string", "null"):
        kind = node.parent.type if node.parent else ""
        key = node.parent and node.parent.child_by_field_name("key") == node
        if not key and kind not in _NO_VALUES and not any(all_of(node, "template_substitution")):
            before, after = (script.source[at : at + 1].isalnum() for at in (node.start_byte - 1, node.end_byte))
            yield text(node), _Place(node.start_byte, node.end_byte, " " * before, " " * after)


def _properties(script: Script) -> Iterator[tuple[str, _Place]]:
    """Yield the names of properties, as the texts that they are too."""
    for node in all_of(script.root, "property_identifier"):
        base = node.parent.child_by_field_name("object") if node.parent else None
        if node.parent and node.parent.type in _WITH_PROPERTIES and not (base and text(base) == "Math"):
            dot = script.source[node.start_byte - 1 : node.start_byte] == b"."
            optional = script.source[node.start_byte - 2 : node.start_byte] == b"?."
            yield f"`{text(node)}`", _Place(node.start_byte - (dot and not optional), node.end_byte, "[", "]")
