"""Shorter ways to write the same script, which the minifier does not take.

All of it holds for our own scripts, in which no function is a maker of objects.
"""

from __future__ import annotations

from collections import Counter, defaultdict

from tree_sitter import Node

from tour.page.names import Script, Symbol, all_of, read, text
from tour.page.often import named

_LITERALS = {"number", "string", "template_string", "true", "false", "null", "regex"}


def arrows(source: str) -> str:
    """Return *source* with its function declarations as arrow functions, at the head of the block they stand in.

    There they are as early as they were: a declaration counts from the beginning of its block.
    """
    return _with_arrows(read(source).root)


def numbers(source: str) -> str:
    """Return *source* with numbers where the names of constants stood, as far as that is no longer."""
    script = read(source)
    asked: dict[Symbol, list[Node]] = defaultdict(list)
    for node, scope in script.uses:
        if symbol := scope.find(text(node)):
            asked[symbol].append(node)
    for declarator in all_of(script.root, "variable_declarator"):
        name, number = declarator.child_by_field_name("name"), declarator.child_by_field_name("value")
        symbol = script.around(declarator).find(text(name)) if name else None
        if name and symbol and symbol.constant and number and _number(number):
            nodes = [node for node in asked[symbol] if node != name]
            if _shorter(number, nodes):
                for node in nodes:
                    script.replace(node.start_byte, node.end_byte, f"({text(number)})")
    return script.written()


def settled(source: str) -> str:
    """Return *source*, a minified script, without idle constants, and with `often` names for what comes again."""
    script = read(source)
    for comment in all_of(script.root, "comment"):  # of the minifier's own: what is pure
        script.replace(comment.start_byte, comment.end_byte)
    _drop_constants(script)
    return named(script.written())


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


def _number(value: Node) -> bool:
    if value.type in ("unary_expression", "binary_expression"):
        return all(_number(one) for one in value.named_children)
    return value.type == "number"


def _shorter(number: Node, nodes: list[Node]) -> bool:
    """Say whether *number* is not longer where *nodes* stand than the name of a constant, of two letters, is."""
    plain = all(node.type == "identifier" for node in nodes)
    size, times = len(number.text or b""), len(nodes)
    return plain and size * times <= 2 * times + size + len(",e1=")
