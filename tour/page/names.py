"""The names in a script: which declaration each of them stands for, and short ones for all that nobody else can see.

For our own scripts, which declare with ``const``, ``let`` and ``function``. What hides where a name belongs (``var``,
``class``, ``with``) is refused with a ValueError, and so is what does not parse.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count, product

import tree_sitter_javascript
from tree_sitter import Language, Node, Parser

_PARSER = Parser(Language(tree_sitter_javascript.language()))
FUNCTIONS = {"arrow_function", "function_declaration", "function_expression", "method_definition"}
_BLOCKS = {"statement_block", "for_statement", "for_in_statement", "catch_clause", "switch_body"}
_NAMES = {"identifier", "shorthand_property_identifier", "shorthand_property_identifier_pattern"}
_DECLARE = FUNCTIONS | {"variable_declarator", "for_in_statement", "catch_clause"}
_REFUSED = {"variable_declaration", "class_declaration", "class", "with_statement", "import_statement"}
_FIRST = "etnaoisrclduphmfgvbywkxjqzETNAOISRCLDUPHMFGVBYWKXJQZ$_"
_RESERVED = {"as", "do", "if", "in", "is", "of", "for", "get", "let", "new", "set", "try", "var"}
"""Words of the language, and of what might be read as one, that are short enough to come up."""


@dataclass(eq=False, slots=True)
class Symbol:
    """What a name stands for: one declaration."""

    name: str
    constant: bool
    """Whether it never stands for another value later."""
    home: Scope
    uses: int = 0
    short: str = ""


@dataclass(eq=False, slots=True)
class Scope:
    """A stretch of code, and what is declared in it."""

    parent: Scope | None = None
    inner: list[Scope] = field(default_factory=list)
    names: dict[str, Symbol] = field(default_factory=dict)
    """By what is written there; a name may stand for a symbol of another scope."""
    declared: list[Symbol] = field(default_factory=list)
    sees: set[Symbol] = field(default_factory=set)
    """What is declared further out and named here, or further in."""
    flat: bool = False
    """Whether its code is to stand among its parent's."""

    def declare(self, name: str, constant: bool = True) -> Symbol:
        symbol = Symbol(name, constant, self)
        self.declared.append(symbol)
        self.names[name] = symbol
        return symbol

    def find(self, name: str) -> Symbol | None:
        """Return what *name* stands for here; None where it comes from outside the script."""
        scope: Scope | None = self
        while scope:
            if name in scope.names:
                return scope.names[name]
            scope = scope.parent
        return None


Piece = str | Symbol
"""Of a text in which a symbol stands for its short name, whatever that will be."""


@dataclass(eq=False, slots=True)
class Script:
    """A script that was read, and what is to be changed in it."""

    source: bytes
    """UTF-8."""
    root: Node
    scope: Scope = field(default_factory=Scope)
    scopes: dict[int, Scope] = field(default_factory=dict)
    """Those of functions and blocks, by the id of the node."""
    uses: list[tuple[Node, Scope]] = field(default_factory=list)
    properties: dict[str, str] = field(default_factory=dict)
    """Short names of properties, by what is written."""
    edits: list[tuple[int, int, Scope, tuple[Piece, ...]]] = field(default_factory=list)
    """From which byte to which, and in which scope: what is to stand there."""

    def replace(self, start: int, end: int, *pieces: Piece) -> None:
        node = self.root.descendant_for_byte_range(start, start)
        self.edits.append((start, end, self.around(node) if node else self.scope, pieces))

    def gone(self) -> set[int]:
        """Return the bytes in whose place something else is to stand."""
        return {at for start, end, *_ in self.edits for at in range(start, end)}

    def around(self, node: Node) -> Scope:
        """Return the scope that *node* stands in."""
        inner = node.parent
        while inner and inner.id not in self.scopes:
            inner = inner.parent
        return self.scopes[inner.id] if inner else self.scope

    def inside(self, body: Node) -> Scope:
        """Return the scope of a function's *body*."""
        assert body.parent
        return self.scopes[body.parent.id]

    def keep(self, declaration: Node, kept: Sequence[Node]) -> None:
        """Leave of what a *declaration* declares only what is *kept*."""
        found = [one for one in declaration.children if one.type == "variable_declarator"]
        if not kept:
            self.replace(declaration.start_byte, declaration.end_byte)
        elif len(kept) < len(found):
            for one in declaration.children:
                if one.type == "," or (one in found and one not in kept):
                    self.replace(one.start_byte, one.end_byte)
            for one in kept[1:]:
                self.replace(one.start_byte, one.start_byte, ",")

    def written(self) -> str:
        """Return it with what was changed, and with the shortest names that there are."""
        gone = self.gone()
        free = set(_RESERVED)
        for node, scope in self.uses:
            if node.start_byte in gone:
                continue
            symbol = scope.find(text(node))
            if symbol is None:
                free.add(text(node))
            else:
                self.edits.append((node.start_byte, node.end_byte, scope, self._renamed(node, symbol)))
        self._shorten(free)
        return self._joined()

    def _renamed(self, node: Node, symbol: Symbol) -> tuple[Piece, ...]:
        """Return what is to stand for a name; where it names a property too, both: ``{ at }`` is ``{ at:e }``."""
        if node.type == "identifier":
            return (symbol,)
        return (f"{self.properties.get(text(node), text(node))}:", symbol)

    def _shorten(self, free: set[str]) -> None:
        for _, _, scope, pieces in self.edits:
            for piece in pieces:
                if isinstance(piece, Symbol):
                    piece.uses += 1
                    _see(scope, piece)
        _name(self.scope, free)

    def _joined(self) -> str:
        made, done = [], 0
        for start, end, _, pieces in sorted(self.edits, key=lambda edit: edit[:2]):
            assert start >= done, "two changes of one place"
            made.append(self.source[done:start].decode())
            made.extend(piece if isinstance(piece, str) else piece.short for piece in pieces)
            done = end
        return "".join(made) + self.source[done:].decode()


def text(node: Node) -> str:
    return (node.text or b"").decode()


def all_of(node: Node, *kinds: str) -> Iterator[Node]:
    """Yield the nodes of those *kinds* in *node*, as they stand, outer ones first."""
    left = [node]
    while left:
        node = left.pop()
        if node.type in kinds:
            yield node
        left.extend(reversed(node.named_children))


def hidden(value: Node | None) -> Node | None:
    """Return the body of the function that *value* calls at once, ``(() => { … })()``; None for anything else."""
    if value and value.type == "expression_statement":
        value = value.named_children[0]
    if value is None or value.type != "call_expression":
        return None
    called = value.child_by_field_name("function")
    arrow = called.named_children[0] if called and called.type == "parenthesized_expression" else None
    if arrow is None or arrow.type != "arrow_function":
        return None
    body = arrow.child_by_field_name("body")
    return body if body and body.type == "statement_block" else None


def read(source: str) -> Script:
    """Return *source* with its scopes and names."""
    data = source.encode()
    script = Script(data, _PARSER.parse(data).root_node)
    if script.root.has_error:
        raise ValueError(f"cannot be read as a script: {source[:60]!r}")
    _visit(script, script.root, script.scope)
    return script


def _visit(script: Script, node: Node, scope: Scope) -> None:
    kind = node.type
    if kind in _REFUSED:
        raise ValueError(f"line {node.start_point.row + 1}: a script cannot have a {kind.replace('_', ' ')}")
    if kind in _NAMES:
        script.uses.append((node, scope))
        return
    inner = scope
    if _opens(node, kind):
        inner = Scope(scope)
        scope.inner.append(inner)
        script.scopes[node.id] = inner
    if kind in _DECLARE:
        _declare(node, scope, inner)
    name = node.child_by_field_name("name") if kind == "function_declaration" else None
    for child in node.named_children:
        _visit(script, child, scope if child == name else inner)


def _opens(node: Node, kind: str) -> bool:
    """Say whether *node* has a scope; the body of a function shares that of its parameters."""
    if kind in _BLOCKS:
        return not (node.parent and node.parent.type in FUNCTIONS)
    return kind in FUNCTIONS


def _declare(node: Node, scope: Scope, inner: Scope) -> None:
    """Declare what *node* does: a function its name around it, all others what they bring inside."""
    if node.type == "variable_declarator" and node.parent:
        constant = text(node.parent).startswith("const")
        for name in _bound(node.child_by_field_name("name")):
            scope.declare(name, constant)
    elif node.type == "for_in_statement" and node.child_by_field_name("kind"):
        for name in _bound(node.child_by_field_name("left")):
            inner.declare(name)
    if node.type in FUNCTIONS - {"method_definition"}:
        for name in _bound(node.child_by_field_name("name")):
            (scope if node.type == "function_declaration" else inner).declare(name)
    if node.type in FUNCTIONS | {"catch_clause"}:
        for part in ("parameters", "parameter"):
            for name in _bound(node.child_by_field_name(part)):
                inner.declare(name, constant=False)


def _bound(pattern: Node | None) -> Iterator[str]:
    """Yield the names that *pattern* gives a value."""
    if pattern is None:
        return
    if pattern.type in _NAMES:
        yield text(pattern)
    elif pattern.type in ("assignment_pattern", "object_assignment_pattern"):
        yield from _bound(pattern.child_by_field_name("left"))
    elif pattern.type == "pair_pattern":
        yield from _bound(pattern.child_by_field_name("value"))
    else:
        for child in pattern.named_children:
            yield from _bound(child)


def _see(scope: Scope | None, symbol: Symbol) -> None:
    """Note that *symbol* is named in *scope*: whatever lies between them cannot have its name."""
    home = symbol.home
    while home.flat and home.parent:
        home = home.parent
    while scope and scope is not home:
        scope.sees.add(symbol)
        scope = scope.parent


def _name(scope: Scope, free: set[str]) -> None:
    """Name all that is declared in *scope*, and further in, so that it hides no *free* name and nothing seen there."""
    taken = free | {symbol.short for symbol in scope.sees}
    own = sorted(_standing(scope), key=lambda symbol: -symbol.uses)
    for symbol, short in zip(own, _short(taken), strict=False):
        symbol.short = short
    for inner in _below(scope):
        _name(inner, free)


def _standing(scope: Scope) -> Iterator[Symbol]:
    """Yield what is declared among a scope's code, that of flat ones in it too."""
    yield from scope.declared
    for inner in scope.inner:
        if inner.flat:
            yield from _standing(inner)


def _below(scope: Scope) -> Iterator[Scope]:
    for inner in scope.inner:
        if inner.flat:
            yield from _below(inner)
        else:
            yield inner


def _short(taken: set[str]) -> Iterator[str]:
    """Yield names, the shortest first, but none of *taken*."""
    for length in count(0):
        for first, *rest in product(_FIRST, *[_FIRST + "0123456789"] * length):
            name = "".join((first, *rest))
            if name not in taken:
                yield name
