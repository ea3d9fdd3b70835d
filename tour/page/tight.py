"""Shorter ways to write the same script, which the minifier does not take.

All of it holds for our own scripts, in which no function is a maker of objects.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from tree_sitter import Node

from tour.page.names import Piece, Scope, Script, all_of, hidden, read, text

_LITERALS = {"number", "string", "template_string", "true", "false", "null", "regex"}
_OFTEN = {"document", "navigator"}
"""Of what a browser gives to all scripts: what is the same whenever it is asked for. (A test sets its own clock.)"""


def arrows(source: str) -> str:
    """Return *source* with its function declarations as arrow functions, at the head of the block they stand in.

    There they are as early as they were: a declaration counts from the beginning of its block.
    """
    return _with_arrows(read(source).root)


def settled(source: str) -> str:
    """Return *source*, a minified script, without idle constants, and with names for what is often asked for."""
    script = read(source)
    for comment in all_of(script.root, "comment"):  # of the minifier's own: what is pure
        script.replace(comment.start_byte, comment.end_byte)
    _drop_constants(script)
    _name_globals(script)
    return script.written()


def _with_arrows(node: Node) -> str:
    source = node.text or b""
    if b"function " not in source:
        return source.decode()
    moved = [child for child in node.children if _may_be_arrow(node, child)]
    made, at = [], node.start_byte
    for child in node.children:
        made.append(source[at - node.start_byte : child.start_byte - node.start_byte].decode())
        made.append("" if child in moved else _with_arrows(child))
        at = child.end_byte
    if moved:
        head = 2 if node.type == "statement_block" else 0  # behind its brace
        made.insert(head, f"const {','.join(map(_arrow, moved))};")
    return "".join(made)


def _may_be_arrow(block: Node, child: Node) -> bool:
    stands = child.type == "function_declaration" and block.type in ("program", "statement_block")
    return stands and not any(all_of(child, "this")) and b"arguments" not in (child.text or b"")


def _arrow(function: Node) -> str:
    name, *rest = (function.child_by_field_name(part) for part in ("name", "parameters", "body"))
    parameters, body = (_with_arrows(part) for part in rest if part)
    waits = "async" if function.children[0].type == "async" else ""
    return f"{text(name)}={waits}{parameters}=>{body}" if name else ""


def _drop_constants(script: Script) -> None:
    """A minifier puts a number where its name stood, and may leave the name."""
    asked = Counter(scope.find(text(node)) for node, scope in script.uses)
    for declaration in all_of(script.root, "lexical_declaration"):
        scope, kept = script.around(declaration), []
        for one in declaration.named_children:
            name, value = one.child_by_field_name("name"), one.child_by_field_name("value")
            symbol = scope.find(text(name)) if name else None
            if symbol is None or not value or not _literal(value) or asked[symbol] > 1:
                kept.append(one)
        if declaration.parent and declaration.parent.type != "for_statement":
            script.keep(declaration, kept)


def _literal(value: Node) -> bool:
    if value.type in ("unary_expression", "binary_expression", "array"):
        return all(_literal(one) for one in value.named_children)
    return value.type in _LITERALS and not any(all_of(value, "template_substitution"))


def _name_globals(script: Script) -> None:
    """Give the whole script names for what it often takes from the browser."""
    scope, first = _head(script)
    made: list[Piece] = []
    for name, nodes in _asked(script, _free(script)).items():
        symbol = scope.declare(name)
        made += [",", symbol, f"={name}"]
        for node in nodes:
            script.replace(node.start_byte, node.end_byte, symbol)
    if made:
        script.replace(first.start_byte, first.start_byte, "let ", *made[1:], ";")


def _head(script: Script) -> tuple[Scope, Node]:
    """Return the scope of all that stands in the script, in one function or in none, and the first statement there."""
    found = script.root.named_children
    body = hidden(found[0]) if len(found) == 1 else None
    return (script.scope, found[0]) if body is None else (script.inside(body), body.named_children[0])


def _free(script: Script) -> Iterator[Node]:
    """Yield the names that nothing in the script declares, where they stand for a value."""
    for node, scope in script.uses:
        if node.type == "identifier" and scope.find(text(node)) is None:
            yield node


def _asked(script: Script, free: Iterable[Node]) -> dict[str, list[Node]]:
    """Return what is worth a name of its own, such as ``document`` or ``Math.max``, with all places where it stands."""
    found: dict[str, list[Node]] = {}
    for node in free:
        whole = node.parent if text(node) == "Math" else node
        if whole and (text(node) in _OFTEN or whole.type == "member_expression"):
            found.setdefault(text(whole), []).append(whole)
    return {name: nodes for name, nodes in found.items() if len(nodes) * (len(name) - 2) > len(name) + 4}
