"""A script as it is shipped: a phone needs neither its comments nor the blanks that make it legible."""

from __future__ import annotations

import re

_PIECES = re.compile(
    r"""
      (?P<literal> "(?:\\.|[^"\\\n])*" | '(?:\\.|[^'\\\n])*' | `(?:\\.|[^`\\])*`
                 | (?<=[(,=:\[!&|?{};>\ ])/(?![*/\ ])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n\[])+/[a-z]* )
    | (?P<remark>  //[^\n]* | /\*.*?\*/ )
    | (?P<code>    [^"'`/]+ | / )
    """,
    re.VERBOSE | re.DOTALL,
)
_BLANKS = (
    (re.compile(r"[ \t]*\n\s*"), "\n"),
    # Not round + and -, which would become ++ and --, and no line end that may stand for a semicolon.
    (re.compile(r"[ \t]*([{}()\[\];,<>=*&|?:!])[ \t]*"), r"\1"),
    (re.compile(r"([{(\[,;])\n"), r"\1"),
    (re.compile(r"\n(?=[})\]])"), ""),
)


def lean(script: str) -> str:
    """Return *script*, JavaScript that sets no template inside a template, without what only its readers need.

    Texts, templates and regular expressions stay as they are.
    """
    out: list[tuple[bool, str]] = []
    for piece in _PIECES.finditer(script):
        if piece["literal"]:
            out.append((True, piece["literal"]))
        elif not piece["remark"]:
            out.append((False, piece["code"]))
    return "".join(_joined(out)).strip() + "\n"


def _joined(pieces: list[tuple[bool, str]]) -> list[str]:
    """Return the pieces, with neighbouring code made one before its blanks go."""
    made: list[tuple[bool, str]] = []
    for literal, text in pieces:
        if made and not literal and not made[-1][0]:
            made[-1] = (False, made[-1][1] + text)
        else:
            made.append((literal, text))
    return [text if literal else _squeezed(text) for literal, text in made]


def _squeezed(code: str) -> str:
    for pattern, by in _BLANKS:
        code = pattern.sub(by, code)
    return code
