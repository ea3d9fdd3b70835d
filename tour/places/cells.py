"""A table as text → its cells with their places: comma, semicolon, tab or bar between them (RFC 4180, and what
spreadsheets make of it)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tour.diagnostics import Diagnostic, Span, TourError

DELIMITERS = ("\t", ";", ",", "|")
MOST_COLUMNS = 200
MOST_CELLS = 300_000
"""Of a table: sixty for each of the most places that a list may have. Empty ones count."""
_BLANKS = re.compile(r" *")
_EMPTY_LINES = re.compile(r"[ \n]*\n")
_LINE_END = re.compile(r"\n")
_QUOTED = re.compile(r'"(?:[^"]|"")*+"')
_SEPARATOR_LINE = re.compile(r"sep=(.)\n", re.IGNORECASE)
"""How a file can tell Excel which sign parts its cells."""


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    span: Span


Row = list[Cell]


def delimiter_told(text: str) -> tuple[str, int]:
    """Return the delimiter that a first line ``sep=…`` tells, as Excel reads it, and how many lines that takes."""
    told = _SEPARATOR_LINE.match(text)
    return (told[1], 1) if told else ("", 0)


def rows(text: str, delimiter: str, path: str, most: int = MOST_CELLS) -> Iterator[Row]:
    """Yield the rows of *text* that have something in them. A quote that is not closed ends with the file.

    A cell may hold line ends when it is in quotes; of a row at most `MOST_COLUMNS` cells are yielded, and the rest of
    its line is passed over. Raises TourError where the table has more than *most* cells.
    """
    stop = re.compile(rf"[{re.escape(delimiter)}\n]")
    row: Row = []
    at, line, start = 0, 1, 0
    cells = 0
    while at <= len(text):
        if not row and (empty := _EMPTY_LINES.match(text, at)):  # a file may have millions
            at = start = empty.end()
            line += empty[0].count("\n")
            continue
        span = Span(path, line, at - start + 1)
        cells += 1
        if cells > most:
            hint = "keep the columns and rows that are needed"
            raise TourError(Diagnostic(span, f"more than {most:,} cells up to here", hint))
        blanks = _BLANKS.match(text, at)
        quoted = _QUOTED.match(text, blanks.end() if blanks else at)
        value = quoted[0][1:-1].replace('""', '"') if quoted else ""
        end = quoted.end() if quoted else at
        found = (stop if len(row) < MOST_COLUMNS else _LINE_END).search(text, end)
        after = found.start() if found else len(text)
        value += text[end:after]
        if quoted and (breaks := quoted[0].count("\n")):
            line += breaks
            start = text.rfind("\n", 0, end) + 1
        if len(row) < MOST_COLUMNS:
            row.append(Cell(value.strip(), Span(span.path, span.line, span.column, max(1, len(value.strip())))))
        at = after + 1
        if not found or found[0] == "\n":
            if any(cell.text for cell in row):
                yield row
            row = []
            line, start = line + 1, at
