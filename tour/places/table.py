"""Places of a table: CSV and TSV from spreadsheets, exports and editors, with or without a line of headings."""

from __future__ import annotations

import re
from contextlib import suppress
from itertools import islice

from tour.diagnostics import Span, TourError
from tour.places.cells import DELIMITERS, Row, delimiter_told, rows
from tour.places.columns import CellError, Columns, cell_at, columns_of, from_headings, has_place, place_in
from tour.places.pins import Gathering, Pin

NOTHING = "this list has no places"
HINT = "write a line of headings, name,latitude,longitude, then a line for each place"
_TRIED = 30
"""Rows by which the delimiter is found."""
_MOST_TRIED = 10_000
"""Cells of those, by a delimiter that may be the wrong one."""


def read_table(text: str, gathering: Gathering) -> None:
    """Gather the places of the table in *text*, each row with its fault where it has no place."""
    told, lines = delimiter_told(text)
    if lines:
        text = "\n" + text.partition("\n")[2]  # its lines keep their numbers
    delimiter = told or _delimiter(text, gathering.path)
    table = rows(text, delimiter, gathering.path)
    head = from_headings(list(islice(table, _TRIED)))
    columns = columns_of(head)
    if not columns.located:
        _fault_headings(head, gathering)
        return
    if columns.heading:
        _tell_unread(head[0], columns, gathering)
        head = head[1:]
    for row in head:
        _read_row(row, columns, gathering)
    for row in table:
        _read_row(row, columns, gathering)


def _delimiter(text: str, path: str) -> str:
    """Return the delimiter by which the first rows make most sense."""
    return max(DELIMITERS, key=lambda delimiter: _sense(_begun(text, delimiter, path)))


def _begun(text: str, delimiter: str, path: str) -> list[Row]:
    """Return the first rows, by that delimiter; fewer where they have too many cells."""
    found: list[Row] = []
    with suppress(TourError):
        for row in islice(rows(text, delimiter, path, _MOST_TRIED), _TRIED):
            found.append(row)
    return found


def _sense(table: list[Row]) -> tuple[int, int, int]:
    """Return how much sense a table makes: places found, columns known, rows as wide as the first."""
    table = from_headings(table)
    if not table:
        return 0, 0, 0
    columns = columns_of(table)
    body = table[1:] if columns.heading else table
    found = sum(has_place(row, columns) for row in body)
    return found, len(columns.known), sum(len(row) == len(table[0]) for row in table if len(row) > 1)


def _read_row(row: Row, columns: Columns, gathering: Gathering) -> None:
    name = gathering.one_line(_text(row, columns.name), row[0].span)
    named = repr(name[:60]) if name else "this row"
    try:
        place = place_in(row, columns)
    except CellError as fault:
        hint = fault.hint
        if len(row) > columns.width:
            hint = "the row has more cells than headings: put numbers with a decimal comma in quotes"
        gathering.fault(fault.cell.span if fault.cell else row[0].span, f"{named}: {fault.message}", hint)
        return
    if place is None:
        hint = "write its latitude and longitude"
        if _text(row, columns.address):
            hint = "an address is not looked up: write its latitude and longitude"
        gathering.fault(row[0].span, f"{named} has no coordinates", hint)
        return
    texts = [gathering.plain(_text(row, column), row[0].span) for column in columns.texts]
    pin = Pin(
        name=name,
        place=place,
        span=row[0].span,
        text="\n\n".join(filter(None, texts)),
        folder=gathering.one_line(_text(row, columns.folder), row[0].span),
        number=_number(_text(row, columns.number)),
        address=gathering.one_line(_text(row, columns.address), row[0].span),
    )
    gathering.add(pin)


def _text(row: Row, column: int | None) -> str:
    cell = cell_at(row, column)
    return cell.text if cell else ""


def _number(text: str) -> int | None:
    digits = re.fullmatch(r"#?(\d{1,5})[.)]?", text, re.ASCII)
    return int(digits[1]) if digits else None


def _tell_unread(headings: Row, columns: Columns, gathering: Gathering) -> None:
    """Tell which columns are passed over, so that nobody looks for what they hold."""
    unread = [cell for i, cell in enumerate(headings) if i not in columns.known and cell.text]
    if unread:
        names = ", ".join(repr(cell.text[:40]) for cell in unread[:10])
        hint = "a column headed 'description' goes into the script"
        gathering.tell(
            unread[0].span, f"not read: the columns {names}" if len(unread) > 1 else f"not read: {names}", hint
        )


def _fault_headings(head: list[Row], gathering: Gathering) -> None:
    if not head:
        return
    found = ", ".join(repr(cell.text[:30]) for cell in head[0][:8] if cell.text)
    span = Span(gathering.path, head[0][0].span.line, 1)
    missing = "latitude and longitude"
    gathering.fault(span, f"no columns of {missing} among {found}", HINT)
