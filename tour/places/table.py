"""Places of a table: CSV and TSV from spreadsheets, exports and editors, with or without a line of headings."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import islice

from tour.diagnostics import Span
from tour.model import Place
from tour.places.cells import DELIMITERS, Cell, Row, delimiter_told, rows
from tour.places.degrees import Axis, degrees_of, is_number, place_of
from tour.places.headings import ADDRESS, FOLDER, LAT, LON, NAME, NUMBER, PAIR, TEXT, rank, words_of
from tour.places.links import has_link, place_in_link
from tour.places.pins import Gathering, Pin
from tour.places.plain import one_line, plain

NOTHING = "this list has no places"
HINT = "write a line of headings, name,latitude,longitude, then a line for each place"
_TRIED = 30
"""Rows by which the delimiter is found."""


@dataclass(slots=True)
class Columns:
    """Which column of a table is what, by index; None or empty where it has none."""

    heading: bool = True
    """Whether the first row is a line of headings."""
    lat: int | None = None
    lon: int | None = None
    pairs: list[int] = field(default_factory=list)
    """Columns that may hold both: coordinates, links, WKT."""
    name: int | None = None
    number: int | None = None
    folder: int | None = None
    address: int | None = None
    texts: list[int] = field(default_factory=list)
    width: int = 0

    @property
    def located(self) -> bool:
        return (self.lat is not None and self.lon is not None) or bool(self.pairs)

    @property
    def known(self) -> set[int]:
        single = (self.lat, self.lon, self.name, self.number, self.folder, self.address)
        return {column for column in (*single, *self.pairs, *self.texts) if column is not None}


def read_table(text: str, gathering: Gathering) -> None:
    """Gather the places of the table in *text*, each row with its fault where it has no place."""
    told, lines = delimiter_told(text)
    if lines:
        text = "\n" + text.partition("\n")[2]  # its lines keep their numbers
    delimiter = told or _delimiter(text, gathering.path)
    table = rows(text, delimiter, gathering.path)
    head = list(islice(table, _TRIED))
    columns = _columns(head)
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
    return max(DELIMITERS, key=lambda delimiter: _sense(list(islice(rows(text, delimiter, path), _TRIED))))


def _sense(table: list[Row]) -> tuple[int, int, int]:
    """Return how much sense a table makes: places found, columns known, rows as wide as the first."""
    if not table:
        return 0, 0, 0
    columns = _columns(table)
    body = table[1:] if columns.heading else table
    found = sum(_has_place(row, columns) for row in body)
    return found, len(columns.known), sum(len(row) == len(table[0]) for row in table if len(row) > 1)


def _has_place(row: Row, columns: Columns) -> bool:
    try:
        return _place(row, columns) is not None
    except _CellError:
        return False


def _columns(table: list[Row]) -> Columns:
    """Return which column is what, by the first row's headings, else by what is in it."""
    if not table:
        return Columns()
    columns = _by_headings([cell.text for cell in table[0]], table[1:])
    if columns.located and not _is_body(table[0], columns):
        return columns
    by_content = _by_content(table)
    return by_content if by_content.located else columns


def _is_body(row: Row, columns: Columns) -> bool:
    """Return whether the first row has a place already, so that it is no line of headings."""
    return _has_place(row, columns)


def _by_headings(headings: Sequence[str], body: list[Row]) -> Columns:
    taken: set[int] = set()

    def best(known: list[str], fits: Callable[[int], bool] = lambda _: True) -> int | None:
        ranked = [(rank(heading, known), i) for i, heading in enumerate(headings) if i not in taken and fits(i)]
        found = min(((place, i) for place, i in ranked if place is not None), default=None)
        if found is None:
            return None
        taken.add(found[1])
        return found[1]

    both = [i for i, heading in enumerate(headings) if _names_both(heading)]
    taken.update(both)
    columns = Columns(lat=best(LAT), lon=best(LON), width=len(headings))
    columns.pairs = both + [i for i, heading in enumerate(headings) if i not in taken and _may_pair(i, heading, body)]
    taken.update(columns.pairs)
    columns.number = best(NUMBER, lambda i: _numbers(i, body))
    columns.name = best(NAME)
    columns.texts = [i for i, heading in enumerate(headings) if i not in taken and rank(heading, TEXT) is not None]
    taken.update(columns.texts)
    columns.folder = best(FOLDER)
    columns.address = best(ADDRESS)
    return columns


def _names_both(heading: str) -> bool:
    """Return whether a heading is of latitude and longitude together, as ``Lat/Lon`` is."""
    words = words_of(heading)
    return any(word in LAT for word in words) and any(word in LON for word in words)


def _may_pair(column: int, heading: str, body: list[Row]) -> bool:
    """Return whether a column is said to hold coordinates or links, or holds nothing but them."""
    cells = [row[column].text for row in body if column < len(row) and row[column].text]
    found = sum(_is_pair(cell) for cell in cells)
    if rank(heading, PAIR) is not None:
        return found > 0 or not cells or any(map(has_link, cells))
    return 0 < len(cells) == found


def _is_pair(text: str) -> bool:
    try:
        _pair_of(text)
    except ValueError:
        return False
    return True


def _pair_of(text: str) -> Place:
    return place_in_link(text) if has_link(text) else place_of(text)


def _numbers(column: int, body: list[Row]) -> bool:
    """Return whether a column holds a number of its own in each row."""
    cells = [row[column].text.strip(".#) ") for row in body if column < len(row)]
    return (
        bool(cells)
        and all(cell.isascii() and cell.isdigit() and len(cell) < 6 for cell in cells)
        and len({*cells}) == len(cells)
    )


def _by_content(table: list[Row]) -> Columns:
    """Return which column is what where no headings are: a pair, or two coordinates side by side; then words."""
    first = table[0]
    columns = Columns(heading=False, width=len(first))
    for i, cell in enumerate(first):
        if _is_pair(cell.text):
            columns.pairs = [i]
            break
        if i + 1 < len(first) and _is_degrees(cell.text, "lat") and _is_degrees(first[i + 1].text, "lon"):
            columns.lat, columns.lon = i, i + 1
            break
    if not columns.located:
        return columns
    if first and 0 not in columns.known and _numbers(0, table):
        columns.number = 0
    words = [i for i, cell in enumerate(first) if i not in columns.known and cell.text and not is_number(cell.text)]
    columns.name = words[0] if words else None
    columns.texts = words[1:]
    return columns


def _is_degrees(text: str, axis: Axis) -> bool:
    """Return whether *text* is a coordinate with decimals, or with minutes: a number alone may be any."""
    try:
        degrees_of(text, axis)
    except ValueError:
        return False
    return not text.isdigit()


class _CellError(ValueError):
    """What is wrong with a row's place, what to write, and in which cell."""

    def __init__(self, message: str, hint: str, cell: Cell | None = None) -> None:
        super().__init__(message, hint, cell)
        self.message, self.hint, self.cell = message, hint, cell


def _place(row: Row, columns: Columns) -> Place | None:
    """Return the place of a row; None where it has nothing in the columns for that. Raises _CellError."""
    lat, lon = _cell(row, columns.lat), _cell(row, columns.lon)
    if lat and lon and lat.text and lon.text:
        return Place(_degrees(lat, "lat"), _degrees(lon, "lon"))
    fault = None
    for cell in (*(_cell(row, column) for column in columns.pairs), lat, lon):
        if cell is None or not cell.text:
            continue
        try:
            return _pair_of(cell.text)
        except ValueError as error:
            message, hint = error.args[:2]
            fault = fault or _CellError(message, hint, cell)
    if fault:
        raise fault
    return None


def _cell(row: Row, column: int | None) -> Cell | None:
    return row[column] if column is not None and column < len(row) else None


def _degrees(cell: Cell, axis: Axis) -> float:
    try:
        return degrees_of(cell.text, axis)
    except ValueError as fault:
        message, hint = fault.args[:2]
        raise _CellError(message, hint, cell) from None


def _read_row(row: Row, columns: Columns, gathering: Gathering) -> None:
    name = one_line(_text(row, columns.name))
    named = repr(name[:60]) if name else "this row"
    try:
        place = _place(row, columns)
    except _CellError as fault:
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
    texts = [plain(_text(row, column)) for column in columns.texts]
    pin = Pin(
        name=name,
        place=place,
        span=row[0].span,
        text="\n\n".join(filter(None, texts)),
        folder=one_line(_text(row, columns.folder)),
        number=_number(_text(row, columns.number)),
        address=one_line(_text(row, columns.address)),
    )
    gathering.add(pin)


def _text(row: Row, column: int | None) -> str:
    cell = _cell(row, column)
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
