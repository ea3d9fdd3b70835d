"""Flat style sheets: CSS rules for names, classes and ids, as drawing programs write them into ``<style>``.

CSS Syntax 3 and Selectors 4, as far as that. What could look otherwise if it were passed over is refused: selectors
that ask where an element stands, conditions, and whatever reaches outside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from tour.reading.drawings.values import short, wrong

MOST_DECLARATIONS = 1_000
"""In all rules of a drawing; the worst that programs write are some hundred."""

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
_SIMPLE = re.compile(r"(?P<name>\*|[A-Za-z][\w-]*)?(?P<marks>(?:[.#][\w-]+)*)")
_BRACE = re.compile("[{}]")
_NEVER = re.compile(r":(?:hover|focus|active|visited|target|focus-visible|focus-within)\b")
"""What is never so on paper."""
_PASSED = ("@font-face", "@charset", "@namespace", "@page", "@keyframes", "@-webkit-keyframes")
"""Rules that draw nothing: there is no text, and an animation is refused where an element asks for it."""
_ELSEWHERE = re.compile(r"prefers-color-scheme\s*:\s*dark|prefers-reduced-motion|\(\s*hover|prefers-contrast")
"""Conditions that paper does not meet."""

_Weight = tuple[int, int, int]
"""How many ids, classes and names a selector has: the more, the later it counts (Selectors 4, section 17)."""


@dataclass(frozen=True, slots=True)
class Declared:
    """A property as something declares it for an element."""

    name: str
    value: str
    important: bool = False


@dataclass(frozen=True, slots=True)
class _Rule:
    name: str
    """Of the elements that it is for; empty for any."""
    classes: frozenset[str]
    ids: frozenset[str]
    declared: tuple[Declared, ...]

    @property
    def weight(self) -> _Weight:
        return len(self.ids), len(self.classes), int(bool(self.name))


@dataclass(slots=True)
class Sheet:
    """The rules of a drawing."""

    rules: list[_Rule] = field(default_factory=list)
    known: dict[tuple[str, frozenset[str], str], tuple[Declared, ...]] = field(default_factory=dict)
    """What was declared for elements that were asked for already."""

    def add(self, text: str) -> None:
        """Add the rules of one ``<style>``. Raises Wrong for what is not read."""
        self.rules += _rules(_COMMENT.sub(" ", text))
        if sum(len(rule.declared) for rule in self.rules) > MOST_DECLARATIONS:
            raise wrong(f"this drawing's styles have more than {MOST_DECLARATIONS:,} declarations", "simplify them")

    def declared(self, name: str, classes: str, identity: str) -> tuple[Declared, ...]:
        """Return what the rules declare for an element, what counts most last."""
        if not self.rules:
            return ()
        key = (name, frozenset(classes.split()), identity)
        if key not in self.known:
            meant = [rule for rule in self.rules if _meant(rule, *key)]
            meant.sort(key=lambda rule: rule.weight)
            self.known[key] = tuple(one for rule in meant for one in rule.declared)
        return self.known[key]


def _meant(rule: _Rule, name: str, classes: frozenset[str], identity: str) -> bool:
    return rule.name in ("", name) and rule.classes <= classes and rule.ids <= {identity}


def declarations(text: str) -> Iterator[Declared]:
    """Yield what stands in a ``style``, or between the braces of a rule."""
    for declaration in text.split(";"):
        name, colon, value = declaration.partition(":")
        if colon and name.strip():
            bare, _, sign = value.rpartition("!")
            important = sign.strip().lower() == "important"
            yield Declared(name.strip().lower(), (bare if important else value).strip(), important)


def _rules(text: str) -> Iterator[_Rule]:
    at = 0
    while True:
        while at < len(text) and (text[at].isspace() or text[at] in ";}"):
            at += 1
        if at >= len(text):
            return
        if text[at] == "@":
            at = _past_at_rule(text, at)
            continue
        opens = text.find("{", at)
        closes = text.find("}", opens)
        if opens < 0 or closes < 0:
            raise wrong(f"the style {short(text[at:].strip())!r} has no end", "close its braces")
        # What declares nothing is no rule: of such there may be any number, and each is tried on every element.
        if inside := tuple(declarations(text[opens + 1 : closes])):
            for selector in text[at:opens].split(","):
                yield from _rule(selector.strip(), inside)
        at = closes + 1


def _rule(selector: str, inside: tuple[Declared, ...]) -> Iterator[_Rule]:
    if _NEVER.search(selector):
        return
    found = _SIMPLE.fullmatch(selector.removesuffix(":root") or "svg")
    if not found or not selector:
        hint = "give the shapes a class, or write the colours on the shapes"
        raise wrong(f"the style for {short(selector)!r} is not read: only names, classes and ids are", hint)
    name = found["name"] or ""
    marks = re.findall(r"([.#])([\w-]+)", found["marks"])
    classes = frozenset(mark for sign, mark in marks if sign == ".")
    ids = frozenset(mark for sign, mark in marks if sign == "#")
    yield _Rule("" if name == "*" else name, classes, ids, inside)


def _past_at_rule(text: str, at: int) -> int:
    """Return where the rule that begins with an @ ends. Raises Wrong unless it changes nothing on paper."""
    word = re.split(r"[\s({;\"']", text[at : at + 40], maxsplit=1)[0].lower()
    semicolon = text.find(";", at)
    end = semicolon if semicolon >= 0 else len(text)
    opens = text.find("{", at, end)
    head = text[at : opens if opens >= 0 else end][:200]
    if word == "@import":
        raise wrong("a style sheet is brought in with @import", "take it out: a drawing stands alone")
    if word not in _PASSED and not (word == "@media" and _ELSEWHERE.search(head)):
        raise wrong(f"the style {short(head.strip())!r} is not read", "write the colours on the shapes")
    if opens < 0:
        return end + 1
    depth = 0
    for brace in _BRACE.finditer(text, opens):
        depth += 1 if brace[0] == "{" else -1
        if depth == 0:
            return brace.end()
    return len(text)
