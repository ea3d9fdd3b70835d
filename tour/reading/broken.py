"""What is most likely wrong where YAML or TOML is broken, in an author's words: parsers speak of tokens.

Told by the parser's own words and by the line that it stopped at, or the one that the fault began on.
"""

from __future__ import annotations

import re

Told = tuple[int, str, str]
"""By how many lines the fault stands before the one that the parser stopped at, what is wrong, and what to write."""

_YAML_HINT = "is a colon, quote or bracket missing, or does a text with ': ' or '#' need quotes?"
_TOML_HINT = "texts stand in double quotes, lists in [ ], one key = value a line"
_CURLY = re.compile(r"[=\[,]\s*[“”„‘’«]")
# Of lines without blanks at their end: to look for these too would take the square of a run of blanks.
_YAML_ENTRY = re.compile(r"(?P<key>\s*(?:- )?[\w-]+)\s*:\s+(?P<value>\S.*)")
_TOML_ENTRY = re.compile(r"\s*(?P<key>[\w.-]+)\s*=\s*(?P<value>.*)")


def broken_yaml(problem: str, lines: list[str], index: int) -> Told:
    """Return what is wrong with the YAML in *lines*, of which a parser says *problem* at that *index*."""
    index = min(index, len(lines) - 1)
    line = lines[index]
    before = next((back for back in range(1, index + 1) if lines[index - back].strip()), 0)
    above = lines[index - before] if before else ""
    if "'\\t'" in problem:
        return 0, "a tab stands here", "write blanks: YAML has no tabs"
    if "mapping values" in problem:
        entry = _YAML_ENTRY.fullmatch(line.rstrip())
        if entry and re.search(r":(\s|$)", entry["value"]):
            return 0, "a text with a colon in it stands in quotes", f"write {_quoted(entry)}"
    if ("mapping values" in problem or "expected ':'" in problem) and above and not re.search(r":(\s|$)", above):
        return before, "this line is no 'key: value'", "write key, colon, blank, value"
    if "stream" in problem and (back := _unclosed(lines[: index + 1])) is not None:
        return back, "a quote is opened here and not closed", "close it; in a text with ' or \", put the other round it"
    if "cannot start any token" in problem and (entry := _YAML_ENTRY.fullmatch(line.rstrip())):
        return 0, f"a text that begins with {entry['value'][0]} stands in quotes", f"write {_quoted(entry)}"
    return 0, f"this is not YAML: {problem}", _YAML_HINT


def _quoted(entry: re.Match[str]) -> str:
    """Return a line with its value in the quotes that it does not have."""
    quote = "'" if '"' in entry["value"] else '"'
    return f"{entry['key'].strip()}: {quote}{entry['value']}{quote}"


def _unclosed(lines: list[str]) -> int | None:
    """Return how many lines before the last one a value begins that opens a quote and does not close it."""
    for back, line in enumerate(reversed(lines)):
        entry = _YAML_ENTRY.fullmatch(line.rstrip())
        if entry and entry["value"][0] in "\"'" and entry["value"].count(entry["value"][0]) % 2:
            return back
    return None


def broken_toml(problem: str, text: str, line: str, column: int) -> tuple[str, str]:
    """Return what is wrong with the TOML in *text*, of which a parser says *problem* at *column*, from 1, of *line*."""
    entry = _TOML_ENTRY.fullmatch(line.rstrip())
    rest = line[column - 1 :].strip()
    if _CURLY.search(text):
        return f"this is not TOML: {problem}", 'the quotes are those of a word processor: write straight ones, "'
    if "overwrite" in problem and entry:
        return f"the key {entry['key']!r} stands here again", "it stands twice; keep one"
    if "expected '='" in problem and rest.startswith(":"):
        return "a colon stands between key and value", "write key = value, with texts in double quotes"
    if '"' in line and "\\" in line and re.search(r"hex value|backslash|escape", problem):
        return "a backslash means something in double quotes", "write /, or put the text in single quotes: '…'"
    if "illegal character '\\n'" in problem or "unterminated string" in problem:
        return (
            "the quote of this text is not closed",
            "close it on the same line; a text of several lines stands in three",
        )
    if "invalid value" in problem and entry:
        if entry["value"] in ("True", "False", "yes", "no", "Yes", "No"):
            return f"{entry['value']} is no value", "write true or false, in small letters"
        if re.match(r"[^\W\d_]", entry["value"]):
            return "a text stands in double quotes", f'write {entry["key"]} = "{entry["value"]}"'
    if "after a statement" in problem and rest:
        if entry and re.fullmatch(r"-?\d+,\d+", entry["value"]):
            return "a number has a point, and no comma", f"write {entry['key']} = {entry['value'].replace(',', '.')}"
        if rest in (",", ";"):
            return f"{rest!r} follows the value", "take it out: one key = value a line"
    return f"this is not TOML: {problem}", _TOML_HINT
