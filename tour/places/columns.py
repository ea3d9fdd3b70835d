"""Which column of a table is what: by its headings, else by what is in it; and the place that a row has in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from tour.model import Place
from tour.places.cells import Cell, Row
from tour.places.headings import ADDRESS, FOLDER, LAT, LON, NAME, NUMBER, PAIR, TEXT, rank, words_of
from tour.reading.degrees import Axis, degrees_of, is_number, place_of
from tour.reading.links import has_link, place_in_link

_MOST_TITLES = 6
"""Rows among which the headings may stand."""


@dataclass(slots=True)
class Columns:
    """Which column of a table is what, by index; None or empty where it has none."""

    heading: bool = True
    """Whether the first row is a line of headings."""
    lat: int | None = None
    lon: int | None = None
    pairs: list[int] = field(default_factory=list)
    """Columns that may hold both: coordinates, links, WKT."""
    turned: bool = False
    """Whether pairs are longitude first, by a heading such as ``lon/lat``."""
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


def from_headings(table: list[Row]) -> list[Row]:
    """Return *table* from its headings on: a title may stand above them, and who made the list."""
    for i, row in enumerate(table[:_MOST_TITLES]):
        if len(row) > 1 and _by_headings([cell.text for cell in row], table[i + 1 :]).located:
            return table[i:]
    return table


def columns_of(table: list[Row]) -> Columns:
    """Return which column is what, by the first row's headings, else by what is in it."""
    if not table:
        return Columns()
    columns = _by_headings([cell.text for cell in table[0]], table[1:])
    if columns.located and not has_place(table[0], columns):  # a row with a place is no line of headings
        return columns
    by_content = _by_content(table)
    return by_content if by_content.located else columns


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
    columns.turned = any(_is_turned(headings[i]) for i in both)
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


def _is_turned(heading: str) -> bool:
    """Return whether a heading of both names longitude first."""
    words = [word for word in words_of(heading) if word in LAT or word in LON]
    return words[0] in LON


def _may_pair(column: int, heading: str, body: list[Row]) -> bool:
    """Return whether a column is said to hold coordinates or links, or holds nothing but them."""
    cells = [row[column].text for row in body if column < len(row) and row[column].text]
    if rank(heading, PAIR) is not None:
        return not cells or any(map(_is_pair, cells)) or any(map(has_link, cells))
    return bool(cells) and all(map(_is_pair, cells))


def _is_pair(text: str) -> bool:
    try:
        _pair_of(text)
    except ValueError:
        return False
    return True


def _pair_of(text: str, turned: bool = False) -> Place:
    return place_in_link(text) if has_link(text) else place_of(text, turned=turned)


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


def has_place(row: Row, columns: Columns) -> bool:
    try:
        return place_in(row, columns) is not None
    except CellError:
        return False


class CellError(ValueError):
    """What is wrong with a row's place, what to write, and in which cell."""

    def __init__(self, message: str, hint: str, cell: Cell | None = None) -> None:
        super().__init__(message, hint, cell)
        self.message, self.hint, self.cell = message, hint, cell


def place_in(row: Row, columns: Columns) -> Place | None:
    """Return the place of a row; None where it has nothing in the columns for that. Raises CellError."""
    lat, lon = cell_at(row, columns.lat), cell_at(row, columns.lon)
    if lat and lon and lat.text and lon.text:
        return Place(_degrees(lat, "lat"), _degrees(lon, "lon"))
    fault = None
    for cell in (*(cell_at(row, column) for column in columns.pairs), lat, lon):
        if cell is None or not cell.text:
            continue
        try:
            return _pair_of(cell.text, columns.turned)
        except ValueError as error:
            message, hint = error.args[:2]
            fault = fault or CellError(message, hint, cell)
    if fault:
        raise fault
    return None


def cell_at(row: Row, column: int | None) -> Cell | None:
    return row[column] if column is not None and column < len(row) else None


def _degrees(cell: Cell, axis: Axis) -> float:
    try:
        return degrees_of(cell.text, axis)
    except ValueError as fault:
        message, hint = fault.args[:2]
        raise CellError(message, hint, cell) from None
