from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from places.lists import HAVIS, SENATE, faults, names, near, read

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2">\n'


def mark(name: str, lonlat: str, more: str = "") -> str:
    return f"<Placemark><name>{name}</name>{more}<Point><coordinates>{lonlat}</coordinates></Point></Placemark>\n"


def kml(*parts: str) -> str:
    return f"{HEAD}<Document>\n<name>Helsinki</name>\n{''.join(parts)}</Document></kml>"


MY_MAPS = kml(
    "<Style id='icon-1'><IconStyle><Icon><href>https://www.gstatic.com/x.png</href></Icon></IconStyle></Style>\n",
    "<Folder><name>Old town</name>\n",
    mark(
        "Havis Amanda",
        "\n            24.9521,60.1676,0\n          ",
        "<description><![CDATA[<img src=\"https://mymaps.usercontent.google.com/x\" height=\"200\" /><br><br>"
        "A fountain of 1908.<br>Look &amp; see: <a href=\"https://hel.fi\">the city</a>]]></description>"
        "<styleUrl>#icon-1</styleUrl><ExtendedData><Data name=\"gx_media_links\"><value><![CDATA[https://x]]></value></Data>"
        "</ExtendedData>",
    ),
    mark("<![CDATA[Senate & Square]]>", "24.9522,60.1695,0"),
    "</Folder><Folder><name>Directions from Havis Amanda to Senate Square</name>\n"
    "<Placemark><name>Directions from Havis Amanda to Senate Square</name><LineString><coordinates>24.95,60.16"
    " 24.96,60.17</coordinates></LineString></Placemark>",
    mark("Havis Amanda", "24.95211,60.16761,0"),
    mark("Senate Square", "24.9522,60.1695,0"),
    "</Folder>",
)  # fmt: skip


def test_a_map_of_my_maps_is_read_with_its_layers_and_its_html_as_text(tmp_path: Path) -> None:
    listed = read(tmp_path, MY_MAPS)

    assert listed.title == "Helsinki"
    assert names(listed.pins) == ["Havis Amanda", "Senate & Square"]
    assert near(listed.pins[0].place, HAVIS)
    assert near(listed.pins[1].place, SENATE)
    assert listed.pins[0].text == "A fountain of 1908.\nLook & see: the city"
    assert {pin.folder for pin in listed.pins} == {"Old town"}
    assert listed.pins[0].span.line == 7


def test_a_layer_of_directions_is_told_and_its_ends_are_no_stops(tmp_path: Path) -> None:
    told = [fault.message for fault in read(tmp_path, MY_MAPS).told]

    assert told == [
        "the layer 'Directions from Havis Amanda to Senate Square' is a way: its line and its ends are passed over",
        "1 picture in the descriptions is left out",
    ]


def test_directions_alone_are_places_for_want_of_others(tmp_path: Path) -> None:
    alone = kml(MY_MAPS[MY_MAPS.index("<Folder><name>Directions") : MY_MAPS.rindex("</Document>")])

    assert names(read(tmp_path, alone).pins) == ["Havis Amanda", "Senate Square"]


@pytest.mark.parametrize(("name", "title"), [("Untitled map", ""), ("Old town.kmz", "Old town"), ("Walk", "Walk")])
def test_a_map_that_nobody_named_has_no_title(tmp_path: Path, name: str, title: str) -> None:
    text = kml(mark("A", "24.9,60.1")).replace("<name>Helsinki<", f"<name>{name}<")

    assert read(tmp_path, text).title == title


def test_folders_in_folders_are_named_from_the_outer_one(tmp_path: Path) -> None:
    inner = f"<Folder><name>Churches</name>{mark('A', '24.9,60.1')}</Folder>"

    listed = read(tmp_path, kml(f"<Folder><name>Day 1/2</name>{inner}</Folder>", mark("B", "24.9,60.1")))

    assert [(pin.name, pin.folder) for pin in listed.pins] == [("A", "Day 1-2 / Churches"), ("B", "")]


@pytest.mark.parametrize(
    "root",
    [
        '<kml xmlns="http://earth.google.com/kml/2.1">',
        "<kml>",
        '<kml:kml xmlns:kml="http://www.opengis.net/kml/2.2">',
    ],
)
def test_older_and_prefixed_names_are_read_too(tmp_path: Path, root: str) -> None:
    text = f"{root}{mark('A', '24.9521,60.1676')}</{root[1:].split('>')[0].split(' ')[0]}>"
    if "kml:" in root:
        text = text.replace("<P", "<kml:P").replace("</P", "</kml:P").replace("<name", "<kml:name")
        text = text.replace("</name", "</kml:name").replace("<coord", "<kml:coord").replace("</coord", "</kml:coord")

    assert near(read(tmp_path, text).pins[0].place, HAVIS)


@pytest.mark.parametrize("encoding", ["UTF-8", "UTF-16", "windows-1252", "ISO-8859-1"])
def test_the_letters_are_those_that_the_file_says(tmp_path: Path, encoding: str) -> None:
    text = kml(mark("Café", "24.9,60.1")).replace("UTF-8", encoding)

    listed = read(tmp_path, text.encode(encoding))

    assert names(listed.pins) == ["Café"]
    assert listed.told == ()


def test_the_letters_may_be_those_of_another_script(tmp_path: Path) -> None:
    text = kml(mark("Храм", "24.9,60.1")).replace("UTF-8", "windows-1251")

    assert names(read(tmp_path, text.encode("windows-1251")).pins) == ["Храм"]


@pytest.mark.parametrize("encoding", ["idna", "unicode_escape", "no-such", "UTF-7", "UTF-16"])
def test_letters_that_no_list_is_written_in_are_not_believed(tmp_path: Path, encoding: str) -> None:
    assert names(read(tmp_path, kml(mark("Café", "24.9,60.1")).replace("UTF-8", encoding)).pins) == ["Café"]


def test_of_several_shapes_together_the_point_is_the_place(tmp_path: Path) -> None:
    polygon = (
        "<Polygon><outerBoundaryIs><LinearRing><coordinates>1,2 3,4 5,6 1,2</coordinates></LinearRing>"
        "</outerBoundaryIs></Polygon>"
    )
    point = "<Point><coordinates>24.9521, 60.1676</coordinates></Point>"
    both = f"<Placemark><name>A</name><MultiGeometry>{polygon}{point}</MultiGeometry></Placemark>"
    two = f"<Placemark><name>B</name><MultiGeometry>{point}{point}</MultiGeometry></Placemark>"
    area = f"<Placemark><name>C</name><MultiGeometry>{polygon}</MultiGeometry></Placemark>"

    listed = read(tmp_path, kml(both, two, area))

    assert names(listed.pins) == ["A", "B"]
    assert near(listed.pins[0].place, HAVIS)
    assert [fault.message for fault in listed.told] == [
        "'B' has 2 points: the first one is taken",
        "'C' is a line or an area, and is passed over",
    ]


def test_a_network_link_is_told_and_not_followed(tmp_path: Path) -> None:
    link = "<NetworkLink><name>x</name><Link><href>https://www.google.com/maps/d/kml?mid=1</href></Link></NetworkLink>"

    listed = read(tmp_path, kml(link, mark("A", "24.9,60.1")))
    alone = faults(tmp_path, kml(link))

    assert "a network link to https://www.google.com/maps/d/kml?mid=1 is not followed" in listed.told[0].message
    assert [fault.message for fault in alone if fault.severity == "error"] == ["this KML has no places"]
    assert any("Keep data up to date" in fault.hint for fault in alone)


def test_every_place_without_a_place_is_named(tmp_path: Path) -> None:
    text = kml(
        "<Placemark><name>A</name></Placemark>\n",
        "<Placemark><name>B</name><address>Main St 1</address></Placemark>\n",
        mark("C", ""),
        mark("D", "abc,def"),
        mark("E", "60.1676,124.9"),
        mark("F", "24.9;60.1"),
    )

    assert [fault.message for fault in faults(tmp_path, text)] == [
        "'A' has no place",
        "'B' has an address, 'Main St 1', and no place",
        "'C' has no coordinates",
        "'D': 'def' is no number of degrees",
        "'E': the latitude 124.9 is out of range",
        "'F' has no coordinates",
    ]


def test_fields_of_a_table_are_the_text_where_there_is_no_description(tmp_path: Path) -> None:
    data = '<ExtendedData><Data name="Notes"><value>By Engel.</value></Data><Data name="id"><value>7</value></Data>'

    listed = read(tmp_path, kml(mark("A", "24.9,60.1", f"{data}</ExtendedData>")))

    assert listed.pins[0].text == "By Engel."


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (HEAD + "<Document><Placemark>", "broken XML"),
        ('<!DOCTYPE kml [<!ENTITY a "b">]>\n<kml>&a;</kml>', "a DOCTYPE is not allowed"),
        ("<!DOCTYPE kml SYSTEM 'file:///etc/passwd'><kml/>", "a DOCTYPE is not allowed"),
        ("<kml>&a;</kml>", "broken XML: undefined entity"),
        ("<kml>" + "<a>" * 100 + "</a>" * 100 + "</kml>", "elements are nested more than 60 deep"),
        ("<kml>" + "<a/>" * 300_001 + "</kml>", "more than 300,000 elements"),
        ("<kml><a b='" + "c" * 400_000 + "'/></kml>", "a tag or a comment of more than 256 kB"),
        ("<svg/>", "this is no list of places but XML that begins with <svg>"),
        ("<!DOCTYPE html>\n<html></html>", "this is no list of places but a web page"),
        ("<html lang='en'></html>", "this is no list of places but a web page"),
        ('<?xml version="1.0"?><osm version="0.6"/>', "this is no list of places but an extract of OpenStreetMap"),
        ("<kml/>", "this KML has no places"),
    ],
)
def test_what_is_no_kml_of_places_is_told_with_its_place(tmp_path: Path, text: str, message: str) -> None:
    (fault,) = faults(tmp_path, text)

    assert fault.message.startswith(message)
    assert fault.span is not None


def packed(**files: str | bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_a_kmz_that_is_packed_as_none_is_is_refused_unread(tmp_path: Path, method: int) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        archive.writestr("doc.kml", MY_MAPS)

    (fault,) = faults(tmp_path, out.getvalue())

    assert fault.message == "'doc.kml' in this archive is packed in a way that no KMZ is"


def test_a_kmz_is_read_by_what_it_holds(tmp_path: Path) -> None:
    archive = packed(**{"images/icon-1.png": b"\x89PNG", "doc.kml": MY_MAPS})

    assert names(read(tmp_path, archive).pins) == ["Havis Amanda", "Senate & Square"]


def test_of_several_kml_files_the_others_are_told(tmp_path: Path) -> None:
    archive = packed(**{"a.kml": kml(mark("A", "24.9,60.1")), "doc.kml": kml(mark("B", "24.9,60.1"))})

    listed = read(tmp_path, archive)

    assert names(listed.pins) == ["B"]
    assert listed.told[0].message == "'a.kml' in this archive is passed over: 'doc.kml' is the list"


@pytest.mark.parametrize(
    ("archive", "message"),
    [
        (packed(**{"../../doc.kml": MY_MAPS}), "this archive holds '../../doc.kml', a name that leads out of it"),
        (packed(**{"/doc.kml": MY_MAPS}), "this archive holds '/doc.kml', a name that leads out of it"),
        (packed(**{"a\\..\\..\\doc.kml": MY_MAPS}), "this archive holds 'a"),
        (packed(**{"C:doc.kml": MY_MAPS}), "this archive holds 'C:doc.kml', a name that leads out of it"),
        (packed(**{"doc.kml": b" " * 20_000_001}), "'doc.kml' in this archive unpacks to more than 20 MB"),
        (packed(**{f"{n}.png": b"" for n in range(2_001)}), "this archive holds more than 2,000 files"),
        (packed(**{"a.txt": "x"}), "this archive holds no KML"),
        (packed(), "this archive holds no KML"),
        (packed(**{"xl/workbook.xml": "x"}), "this is a spreadsheet, not a list"),
        (packed(**{"doc.kml": MY_MAPS})[:-40], "this archive cannot be read"),
        (packed(**{"doc.kml": MY_MAPS})[:60] + b"\0" * 99 + packed(**{"doc.kml": MY_MAPS})[60:], "this archive"),
    ],
    ids=lambda value: value[:30] if isinstance(value, str) else "",
)
def test_an_archive_that_would_do_harm_or_holds_nothing_is_refused(
    tmp_path: Path, archive: bytes, message: str
) -> None:
    (fault,) = faults(tmp_path, archive)

    assert fault.message.startswith(message)


def test_an_archive_that_lies_about_its_size_is_still_bounded(tmp_path: Path) -> None:
    archive = bytearray(packed(**{"doc.kml": b" " * 30_000_000}))
    for signature, offset in ((b"PK\3\4", 22), (b"PK\1\2", 24)):  # the size unpacked, in both headers
        at = archive.find(signature) + offset
        archive[at : at + 4] = (100).to_bytes(4, "little")

    assert faults(tmp_path, bytes(archive))
