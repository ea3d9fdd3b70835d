from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from places.lists import HAVIS, SENATE, faults, names, near, read
from tour.diagnostics import TourError
from tour.places.cells import DELIMITERS, MOST_COLUMNS, rows
from tour.places.headings import words_of

PLAIN = "name,lat,lon,description\nHavis Amanda,60.1676,24.9521,A fountain.\nSenate Square,60.1695,24.9522,Steps.\n"


@pytest.mark.parametrize(
    "table",
    [
        PLAIN,
        PLAIN.replace(",", ";"),
        PLAIN.replace(",", "\t"),
        PLAIN.replace(",", "|"),
        PLAIN.replace("\n", "\r\n"),
        PLAIN.replace("\n", "\r"),
        PLAIN.replace("\n", "\n\n"),
        "sep=;\n" + PLAIN.replace(",", ";"),
        '"name","lat","lon","description"\n"Havis Amanda","60.1676","24.9521","A fountain."\n'
        '"Senate Square","60.1695","24.9522","Steps."\n',
        PLAIN.replace(",", ";").replace(".", ",").replace("fountain,", "fountain.").replace("Steps,", "Steps."),
        'name,lat,lon,description\nHavis Amanda,"60,1676","24,9521",A fountain.\n'
        'Senate Square,"60,1695","24,9522",Steps.',
        "Title;Breitengrad;Längengrad;Beschreibung\nHavis Amanda;60,1676;24,9521;A fountain.\n"
        "Senate Square;60,1695;24,9522;Steps.",
        "Nombre,Latitud,Longitud,Descripción\nHavis Amanda,60.1676,24.9521,A fountain.\n"
        "Senate Square,60.1695,24.9522,Steps.",
        "stop_name,stop_lat,stop_lon,stop_desc\nHavis Amanda,60.1676,24.9521,A fountain.\n"
        "Senate Square,60.1695,24.9522,Steps.",
        "Latitude (WGS84),Longitude (WGS84),PlaceName,Notes\n60.1676,24.9521,Havis Amanda,A fountain.\n"
        "60.1695,24.9522,Senate Square,Steps.",
        'Place,Coordinates,Comment\nHavis Amanda,"60.1676, 24.9521",A fountain.\n'
        'Senate Square,"60.1695, 24.9522",Steps.',
        "Name\tLat/Lon\tInfo\nHavis Amanda\t60.1676 24.9521\tA fountain.\nSenate Square\t60.1695 24.9522\tSteps.",
        "Name\tLon/Lat\tInfo\nHavis Amanda\t24.9521 60.1676\tA fountain.\nSenate Square\t24.9522 60.1695\tSteps.",
        'WKT,name,description\n"POINT (24.9521 60.1676)",Havis Amanda,A fountain.\n'
        '"POINT (24.9522 60.1695)",Senate Square,Steps.',
        'Title,Note,URL\nHavis Amanda,A fountain.,"geo:60.1676,24.9521"\nSenate Square,Steps.,"geo:60.1695,24.9522"',
        "Name;Link;Text\nHavis Amanda;https://www.openstreetmap.org/?mlat=60.1676&mlon=24.9521;A fountain.\n"
        "Senate Square;https://maps.apple.com/?ll=60.1695,24.9522;Steps.",
        "Name;Breite;Länge;Text\nHavis Amanda;60° 10,056' N;24° 57,126' E;A fountain.\n"
        "Senate Square;60° 10' 10,2'' N;24° 57' 7,92'' E;Steps.",
        "My walk in Helsinki;;;\n;;;\nby Ann;;;2026\n" + PLAIN.replace(",", ";"),
        "Havis Amanda,60.1676,24.9521,A fountain.\nSenate Square,60.1695,24.9522,Steps.",
        "60.1676\t24.9521\tHavis Amanda\tA fountain.\n60.1695\t24.9522\tSenate Square\tSteps.",
        'Havis Amanda;"60.1676, 24.9521";A fountain.\nSenate Square;60.1695, 24.9522;Steps.',
    ],
)  # fmt: skip
def test_tables_of_all_kinds_are_one_list(tmp_path: Path, table: str) -> None:
    listed = read(tmp_path, table)

    assert names(listed.pins) == ["Havis Amanda", "Senate Square"]
    assert near(listed.pins[0].place, HAVIS)
    assert near(listed.pins[1].place, SENATE)
    assert [pin.text for pin in listed.pins] == ["A fountain.", "Steps."]
    assert listed.told == ()


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"], ids=lambda name: name
)
def test_a_table_is_read_as_a_spreadsheet_saved_it(tmp_path: Path, encoding: str) -> None:
    listed = read(tmp_path, "Name;Breite;Länge;Text\nCafé Größe;60,1676;24,9521;“Süß” – 5 €\n".encode(encoding))

    assert (listed.pins[0].name, listed.pins[0].text) == ("Café Größe", "“Süß” – 5 €")
    told = [fault.message for fault in listed.told]
    assert told == (["this file is not UTF-8, and was read as Windows-1252"] if encoding == "cp1252" else [])


def test_bytes_that_are_no_text_are_told_with_their_line(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, b"name,lat,lon\nA\x81,60,24\n")

    assert fault.message == "byte 0x81 is not text"
    assert fault.span is not None
    assert fault.span.line == 2


def test_every_column_of_words_goes_into_the_text_and_others_are_told(tmp_path: Path) -> None:
    listed = read(tmp_path, "name,lat,lon,notes,architect,comment\nA,60.1,24.1,one,Engel,two\n")

    assert listed.pins[0].text == "one\n\ntwo"
    assert [(fault.message, fault.span.column) for fault in listed.told if fault.span] == [
        ("not read: 'architect'", 20)
    ]


def test_numbers_folders_and_addresses_have_columns_too(tmp_path: Path) -> None:
    table = "Nr,Name,Lat,Lon,Kategorie,Adresse\n2,A,60.1,24.1,Kirchen,Hauptstr. 1\n1,B,60.1,24.2,Plätze,\n"

    first, second = read(tmp_path, table).pins

    assert (first.number, first.folder, first.address) == (2, "Kirchen", "Hauptstr. 1")
    assert (second.number, second.folder, second.address) == (1, "Plätze", "")


def test_a_column_called_stop_is_the_number_or_the_name_by_what_is_in_it(tmp_path: Path) -> None:
    numbered = read(tmp_path, "Stop,Name,Lat,Lon\n2,A,60.1,24.1\n1,B,60.1,24.2\n").pins
    named = read(tmp_path, "Stop,Lat,Lon\nA,60.1,24.1\nB,60.1,24.2\n").pins

    assert [(pin.number, pin.name) for pin in numbered] == [(2, "A"), (1, "B")]
    assert [(pin.number, pin.name) for pin in named] == [(None, "A"), (None, "B")]


def test_a_cell_may_hold_line_ends_and_the_next_row_keeps_its_place(tmp_path: Path) -> None:
    listed = read(tmp_path, 'name,lat,lon,text\nA,60.1,24.1,"one\n\n""two"""\nB,60.1,24.2,three\n')

    assert [pin.text for pin in listed.pins] == ['one\n\n"two"', "three"]
    assert [(pin.span.line, pin.span.column) for pin in listed.pins] == [(2, 1), (5, 1)]


def test_html_in_a_cell_becomes_plain_text(tmp_path: Path) -> None:
    listed = read(tmp_path, 'name,lat,lon,text\nA &amp; B,60.1,24.1,"<p>One &amp; <b>two</b></p><p>3 < 4<br>five"\n')

    assert (listed.pins[0].name, listed.pins[0].text) == ("A & B", "One & two\n\n3 < 4\nfive")


def test_all_faults_are_told_at_once_each_at_its_cell(tmp_path: Path) -> None:
    table = "name,lat,lon,address\nA,60.1,24.1,\nB,sixty,24.1,\nC,60.1,249521,\nD,,,Main St 1\nE,,,\nF,24.9 E,60.1 N,\n"

    found = [(fault.span.line, fault.span.column, fault.message) for fault in faults(tmp_path, table) if fault.span]

    assert found == [
        (3, 3, "'B': 'sixty' is not a latitude"),
        (4, 8, "'C': the longitude 249521 is out of range"),
        (5, 1, "'D' has no coordinates"),
        (6, 1, "'E' has no coordinates"),
        (7, 3, "'F': '24.9 E' is not a latitude: E is of the other one"),
    ]


def test_a_decimal_comma_without_quotes_is_told_as_that(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, "name,lat,lon\nA,60.1,24.1\nB,x60,1695,24,9522\n")

    assert "decimal comma" in fault.hint


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("", "this list has no places"),
        ("\n \n", "this list has no places"),
        ("name,lat,lon\n", "this list has no places"),
        ("name,street\nA,Main St\n", "no columns of latitude and longitude among 'name', 'street'"),
        ("Dear Ann,\nhere is the list.\n", "no columns of latitude and longitude among 'Dear Ann'"),
    ],
)
def test_a_table_without_places_says_how_to_write_one(tmp_path: Path, table: str, message: str) -> None:
    (fault,) = faults(tmp_path, table)

    assert fault.message == message
    assert "name,latitude,longitude" in fault.hint


def test_more_faults_than_anybody_reads_end_the_reading(tmp_path: Path) -> None:
    assert len(faults(tmp_path, "name,lat,lon\nA,60.1,24.1\n" + "B,x,y\n" * 10_000)) < 60


def test_more_places_than_any_list_has_are_refused(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, "name,lat,lon\n" + "B,60.1,24.1\n" * 6_000)

    assert fault.message == "more than 5,000 places"


def test_a_heading_is_known_without_case_accents_and_signs() -> None:
    assert words_of("stopLat") == ["stop", "lat"]
    assert words_of(" Längengrad (°) ") == ["langengrad"]
    assert words_of("GPS_LONG.") == ["gps", "long"]


cells = st.lists(st.text(alphabet='ab ",;\t|\n', max_size=6), min_size=2, max_size=5)


@given(st.lists(cells, min_size=1, max_size=4), st.sampled_from(DELIMITERS))
def test_cells_in_quotes_are_read_as_they_were_written(table: list[list[str]], delimiter: str) -> None:
    written = "\n".join(delimiter.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in table)

    found = [[cell.text for cell in row] for row in rows(written, delimiter, "list")]

    stripped = [[cell.strip() for cell in row] for row in table]
    assert found == [row for row in stripped if any(row)]


@given(st.text(alphabet='ab",;\n', max_size=40), st.sampled_from(DELIMITERS))
def test_the_place_of_every_cell_is_where_it_begins(text: str, delimiter: str) -> None:
    lines = text.split("\n")

    for row in rows(text, delimiter, "list"):
        for cell in row:
            assert cell.span.line <= len(lines)
            rest = lines[cell.span.line - 1][cell.span.column - 1 :].lstrip()
            first = cell.text.split("\n")[0].strip()[:1]
            assert not first or rest.startswith((first, '"'))


def test_a_row_of_more_cells_than_are_read_ends_with_its_line() -> None:
    first, second = rows("x," * 300 + '"y\nnext,1', ",", "list.csv")

    assert len(first) == MOST_COLUMNS
    assert [(cell.text, cell.span.line) for cell in second] == [("next", 2), ("1", 2)]


def test_lines_with_nothing_in_them_count() -> None:
    (row,) = rows("\n  \n\n  name,1\n \n", ",", "list.csv")

    assert [(cell.text, cell.span.line, cell.span.column) for cell in row] == [("name", 4, 1), ("1", 4, 8)]


def test_a_table_of_very_many_cells_is_refused_where_they_are_too_many() -> None:
    with pytest.raises(TourError) as caught:
        list(rows("name,lat\n" + ",\n" * 1_000, ",", "list.csv", 300))

    (fault,) = caught.value.diagnostics
    assert fault.message == "more than 300 cells up to here"
    assert fault.span
    assert (fault.span.line, fault.span.column) == (151, 1)


def test_tags_and_entities_beyond_what_a_list_has_are_refused_where_they_are_too_many(tmp_path: Path) -> None:
    row = "A,60.1,24.1," + "<b>&amp;" * 100_000 + "\n"

    (fault,) = faults(tmp_path, "name,lat,lon,text\n" + row * 4)

    assert fault.message == "more than 600,000 tags and entities of HTML up to here"
    assert fault.span
    assert fault.span.line == 5
