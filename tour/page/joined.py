"""The player's scripts as one, with short names.

Each source is a plain script that hides its own names in a function, ``(() => { … })();``, and if others use some of it
is kept for them as one name of the page, ``globalThis.Sound = (() => { … return { play, seek }; })();``. Joined, they
are one function, whose names nobody else can see. What ``Sound.play`` names is there a name like any other, and so is
what ``const { play } = Sound`` does. The functions around the sources are not wanted any more, except where one has so
many names of its own that they are shorter in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from string import ascii_letters
from types import MappingProxyType

from tree_sitter import Node

from tour.page.names import FUNCTIONS, Piece, Scope, Script, Symbol, all_of, hidden, read, text

Public = Mapping[str, Collection[str]]
"""Names of sources that can be seen from outside, each with what of it can: all, where it is one value that changes."""
_APART, _NAMED, _GIVEN = 14, 16, 9
"""Bytes that a function round a source takes, that it takes more where others use some of it, and for each of that."""


def joined(sources: Iterable[str], public: Public = MappingProxyType({}), own: Collection[str] = ()) -> str:
    """Return *sources*, in the order in which they run, as one script that leaves nothing behind but what is *public*.

    *own* are names of properties that only these sources know, and write in no text: they become short.

    Raises ValueError for what cannot be joined: what `tour.page.names` cannot read, and what a source has not that
    another asks of it.
    """
    script = read("(()=>{" + "\n".join(sources) + "\n})();")
    page = _Page(script, public, Counter(scope.find(text(node)) for node, scope in script.uses))
    for statement in _closure(script).named_children:
        page.take(statement)
    page.members()
    _shorten_properties(script, own)
    return script.written()


@dataclass(eq=False, slots=True)
class _Page:
    """The one script, and what its sources have for each other."""

    script: Script
    public: Public
    times: Counter[Symbol | None]
    """How often each name stands there, its declaration too."""
    parts: dict[str, dict[str, Symbol]] = field(default_factory=dict)
    """Of each source that stands no more by itself: what others can use, by its name and by theirs."""

    def take(self, statement: Node) -> None:
        """Let what *statement* holds stand among the rest, if it is a source of that form."""
        name, value = _assigned(statement)
        for declaration in all_of(statement, "lexical_declaration"):
            self._import(declaration)
        body = hidden(value)
        if body is None or not _open(body, bool(name)):
            if name and value:
                self._keep(name, statement, value)
            return
        if self._apart(body, bool(name)):
            if name:
                self._keep_apart(name, statement, body)
            return
        scope = self.script.inside(body)
        scope.flat = True
        self.script.replace(statement.start_byte, body.start_byte + 1)
        if name:
            self._export(name, scope, _code(body)[-1])
        self.script.replace(body.end_byte - 1, statement.end_byte)

    def members(self) -> None:
        """Put the symbols where ``Sound.play`` stands, and where ``globalThis.Sound`` does whether there is one."""
        gone = self.script.gone()
        for node in all_of(self.script.root, "member_expression"):
            base, member = node.child_by_field_name("object"), node.child_by_field_name("property")
            if base is None or member is None or node.start_byte in gone:
                continue
            part = self._part(base)
            if part is not None:
                self.script.replace(node.start_byte, node.end_byte, self._of(part, node, text(member)))
            elif text(base) == "globalThis" and (there := self._there(node, text(member))):
                self.script.replace(node.start_byte, node.end_byte, there)

    def _there(self, node: Node, name: str) -> Piece | None:
        """Return what is to stand for *node*, ``globalThis.Sound``; None where it stays, or a member of it is meant."""
        if name in self.parts:
            return None if node.parent and node.parent.type == "member_expression" else "true"
        return self.script.inside(_closure(self.script)).names.get(name)

    def _keep(self, name: str, statement: Node, value: Node) -> None:
        """It stays one value, under a name of its own."""
        seen = f"globalThis.{name}=" if name in self.public else ""
        symbol = self.script.inside(_closure(self.script)).declare(name)
        self.script.replace(statement.start_byte, value.start_byte, "const ", symbol, f"={seen}")

    def _apart(self, body: Node, named: bool) -> bool:
        """Say whether what is in *body* is shorter in its function: there its names are of one letter, not of two."""
        given = _code(body)[-1].named_children[0].named_children if named else []
        times = sum(self.times[symbol] for symbol in self.script.inside(body).declared)
        return times > _APART + _NAMED * named + _GIVEN * len(given)

    def _keep_apart(self, name: str, statement: Node, body: Node) -> None:
        """Let what a source gives to others have names outside the function in which the source stays."""
        inside, outside = self.script.inside(body), self.script.inside(_closure(self.script))
        part: dict[str, Symbol] = {}
        given = _code(body)[-1].named_children[0]
        self.script.replace(given.start_byte, given.start_byte + 1, "[")
        for one in given.named_children:
            key, value = one.child_by_field_name("key") or one, one.child_by_field_name("value")
            symbol = inside.find(text(value or one))
            if not symbol.constant if symbol else not value:
                raise ValueError(f"{name}.{text(key)} must be a constant or a function")
            part[text(key)] = outside.declare(f"{name}.{text(key)}")
            if value:
                self.script.replace(one.start_byte, value.start_byte)
            elif symbol:
                self.script.replace(one.start_byte, one.end_byte, symbol)
        self.script.replace(given.end_byte - 1, given.end_byte, "]")
        names = [piece for symbol in part.values() for piece in (symbol, ",")]
        self.script.replace(statement.start_byte, body.start_byte, "const [", *names, "]=(()=>")
        self.script.replace(body.end_byte, statement.end_byte, ")();", *self._seen(name, part))
        self.parts[name] = part

    def _export(self, name: str, scope: Scope, given: Node) -> None:
        """Take down what a source gives to others: names of its own, or values that get one."""
        part: dict[str, Symbol] = {}
        start = given.start_byte
        for one in given.named_children[0].named_children:
            key, value = one.child_by_field_name("key") or one, one.child_by_field_name("value")
            symbol = scope.find(text(value or one))
            if symbol is None and value:
                symbol = scope.declare(f"{name}.{text(key)}")
                self.script.replace(start, value.start_byte, "const ", symbol, "=")
                self.script.replace(value.end_byte, value.end_byte, ";")
                start = value.end_byte
            if symbol is None or not symbol.constant:
                raise ValueError(f"{name}.{text(key)} must be a constant or a function")
            part[text(key)] = symbol
        self.script.replace(start, given.end_byte, *self._seen(name, part))
        self.parts[name] = part

    def _seen(self, name: str, part: dict[str, Symbol]) -> Iterator[Piece]:
        """Yield what lets a source be seen from outside the script."""
        if name in self.public:
            yield f"globalThis.{name}={{"
            for key in self.public[name]:
                yield from (f"{key}:", part[key], ",")
            yield "};"

    def _import(self, declaration: Node) -> None:
        """Let names that are taken from a source be that source's own, and declare only what is left."""
        found = [one for one in declaration.children if one.type == "variable_declarator"]
        taken = {one.id: part for one in found if (part := self._source(one)) is not None}
        left = {one.id: list(self._nested(one, taken[one.id])) for one in found if one.id in taken}
        if taken:
            self.script.keep(declaration, [one for one in found if left.get(one.id, True)])
        for one in found:
            if left.get(one.id):
                self._rest(one, left[one.id])

    def _source(self, declarator: Node) -> dict[str, Symbol] | None:
        """Return what others can use of the source that *declarator* takes from; None if it takes from none."""
        pattern, value = declarator.child_by_field_name("name"), declarator.child_by_field_name("value")
        if pattern is None or value is None or pattern.type != "object_pattern":
            return None
        return self._part(value)

    def _part(self, node: Node) -> dict[str, Symbol] | None:
        """Return what others can use of the source that *node*, ``Sound`` or ``globalThis.Sound``, stands for."""
        name = text(node)
        if self.script.around(node).find(name.partition(".")[0]):
            return None
        return self.parts.get(name.removeprefix("globalThis."))

    def _nested(self, declarator: Node, part: dict[str, Symbol]) -> Iterator[tuple[Node, Symbol]]:
        """Yield the patterns that take from what is taken: of ``const { on, tour: { stops } } = Page`` the second."""
        scope = self.script.around(declarator)
        for one in declarator.named_children[0].named_children:
            key, value = one.child_by_field_name("key") or one, one.child_by_field_name("value") or one
            symbol = self._of(part, one, text(key))
            if value.type == "object_pattern":
                yield value, symbol
            else:
                scope.declared.remove(scope.names[text(value)])
                scope.names[text(value)] = symbol

    def _rest(self, declarator: Node, left: list[tuple[Node, Symbol]]) -> None:
        at = declarator.start_byte
        pieces: list[Piece] = []
        for pattern, symbol in left:
            self.script.replace(at, pattern.start_byte, *pieces)
            at, pieces = pattern.end_byte, ["=", symbol, ","]
        self.script.replace(at, declarator.end_byte, *pieces[:-1])

    def _of(self, part: dict[str, Symbol], node: Node, name: str) -> Symbol:
        if name not in part:
            raise ValueError(f"no source has what is meant by {text(node)!r}")
        return part[name]


def _assigned(statement: Node) -> tuple[str, Node | None]:
    """Return a source's name for the page, empty where it has none, and the value that it is."""
    value = statement.named_children[0] if statement.type == "expression_statement" else None
    if value and value.type == "assignment_expression":
        name, value = value.child_by_field_name("left"), value.child_by_field_name("right")
        if name and text(name).startswith("globalThis."):
            return text(name).removeprefix("globalThis."), value
        return "", None
    return "", value


def _open(body: Node, named: bool) -> bool:
    """Say whether what is in *body* can stand without it: it returns nothing, or at its end, named, an object."""
    returns = [one for one in all_of(body, "return_statement") if _function(one) == body.parent]
    if not named:
        return not returns
    return returns == _code(body)[-1:] and [one.type for one in returns[0].named_children] == ["object"]


def _function(node: Node) -> Node | None:
    """Return the function that *node* stands in."""
    inner = node.parent
    while inner and inner.type not in FUNCTIONS:
        inner = inner.parent
    return inner


def _code(body: Node) -> list[Node]:
    return [one for one in body.named_children if one.type != "comment"]


def _closure(script: Script) -> Node:
    """Return the body of the function that all sources were put in."""
    [statement] = _code(script.root)
    body = hidden(statement)
    assert body
    return body


def _shorten_properties(script: Script, own: Collection[str]) -> None:
    kinds = ("property_identifier", "shorthand_property_identifier", "shorthand_property_identifier_pattern")
    found = list(all_of(script.root, *kinds))
    known = {text(node) for node in found}
    for node in all_of(script.root, "string_fragment"):
        if text(node) in own:
            raise ValueError(f"{text(node)!r} is written in a text, so it cannot become short")
    letters = (letter for letter in ascii_letters if letter not in known)
    script.properties |= dict(zip(sorted(known & set(own)), letters, strict=False))
    gone = script.gone()
    for node in found:
        if text(node) in script.properties and node.type == kinds[0] and node.start_byte not in gone:
            script.replace(node.start_byte, node.end_byte, script.properties[text(node)])
