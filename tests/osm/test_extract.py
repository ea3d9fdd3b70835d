"""Reading an extract of OpenStreetMap, whatever form it comes in."""

from __future__ import annotations

import gzip
import json
import random
import zipfile
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from osm.extracts import CORNER, FORMS, as_json, as_xml
from tour.diagnostics import TourError
from tour.osm import extract as extracts
from tour.osm import gathering
from tour.osm.elements import Extract, Member, Node, Way
from tour.osm.extract import read_extract


def read(tmp_path: Path, data: bytes, name: str = "map") -> Extract:
    path = tmp_path / name
    path.write_bytes(data)
    return read_extract(path)


def fault(tmp_path: Path, data: bytes, name: str = "map.osm") -> str:
    with pytest.raises(TourError) as caught:
        read(tmp_path, data, name)
    assert len(caught.value.diagnostics) == 1
    told = str(caught.value)
    assert name in told
    return told


def with_element(**element: Any) -> bytes:
    return as_json({"elements": [*CORNER["elements"], element]})


@pytest.mark.parametrize("name", FORMS)
def test_every_form_gives_the_same_elements(tmp_path: Path, name: str) -> None:
    found = read(tmp_path, FORMS[name], name)

    assert found.nodes[2] == Node(2, 60.1004, 24.9001234, {"highway": "crossing", "tactile": "no"})
    assert found.ways == {7: Way(7, (1, 2, 3), {"highway": "residential", "name": "Ünter < & Co."})}
    assert found.relations[9].members == (Member("way", 7, "outer"), Member("node", 1, ""))
    assert (list(found.nodes), found.bounds, found.told) == ([1, 2, 3], None, [])


def test_pbf_gives_what_xml_gives(tmp_path: Path) -> None:
    osmium = pytest.importorskip("osmium", reason="the extra tourpack[pbf] is not installed")
    xml = tmp_path / "corner.osm"
    xml.write_bytes(FORMS["corner.osm"])
    pbf = tmp_path / "corner.osm.pbf"
    with osmium.SimpleWriter(str(pbf)) as writer:
        for element in osmium.FileProcessor(str(xml)):
            writer.add(element)

    assert read_extract(pbf) == read_extract(xml)


def test_a_broken_pbf_is_told(tmp_path: Path) -> None:
    pytest.importorskip("osmium", reason="the extra tourpack[pbf] is not installed")

    assert "broken PBF" in fault(tmp_path, b"\0\0\0\x0e\x0a\x09OSMHeader\x18\x7f" + bytes(300))


def test_without_osmium_a_pbf_says_what_to_install_or_to_export(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "osmium", None)

    told = fault(tmp_path, b"\0\0\0\x0e\x0a\x09OSMHeader\x18\x7f")

    assert "tourpack[pbf]" in told
    assert ".osm.gz" in told


def test_the_kind_is_told_by_content_not_by_name(tmp_path: Path) -> None:
    assert read(tmp_path, FORMS["corner.json.gz"], "map.osm") == read(tmp_path, FORMS["corner.osm"], "map.json")


def test_the_order_of_elements_does_not_matter(tmp_path: Path) -> None:
    shuffled = list(CORNER["elements"])
    random.Random(13).shuffle(shuffled)

    found = read(tmp_path, as_xml({"elements": shuffled}))

    assert found == read(tmp_path, as_xml())
    assert list(found.nodes) == [1, 2, 3]


def test_an_element_that_comes_twice_is_kept_in_its_fuller_form(tmp_path: Path) -> None:
    bare = {"type": "node", "id": 2, "lat": 60.1004, "lon": 24.9001234}
    first, last = [bare, *CORNER["elements"]], [*CORNER["elements"], bare]

    assert read(tmp_path, as_json({"elements": first})).nodes[2].tags["highway"] == "crossing"
    assert read(tmp_path, as_json({"elements": last})).nodes[2].tags["highway"] == "crossing"


def test_deleted_elements_are_left_out(tmp_path: Path) -> None:
    data = as_xml().replace(b'<node id="3"', b'<node id="3" visible="false"').replace(b"</osm>", b'<way id="8"/></osm>')

    found = read(tmp_path, data)

    assert list(found.nodes) == [1, 2]
    assert found.told == ["1 of 2 ways go on where the extract ends: it lacks 1 of their nodes"]


def test_positions_given_along_with_the_ways_are_read(tmp_path: Path) -> None:
    geometry = [{"lat": 60.1, "lon": 24.9}, None, {"lat": 60.2, "lon": 24.9}]
    way = {"type": "way", "id": 7, "nodes": [1, 2, 3], "geometry": geometry}

    assert list(read(tmp_path, as_json({"elements": [way]})).nodes) == [1, 3]
    xml = b'<osm><way id="7"><nd ref="1" lat="60.1" lon="24.9"/><nd ref="2"/></way></osm>'
    assert list(read(tmp_path, xml).nodes) == [1]


def test_the_box_that_the_file_covers_is_known(tmp_path: Path) -> None:
    box = '<bounds minlat="60.0" minlon="24.8" maxlat="60.2" maxlon="25.0"/>'

    assert read(tmp_path, as_xml(more=box)).bounds == (24.8, 60.0, 25.0, 60.2)
    assert read(tmp_path, as_xml(more=box.replace("60.2", "-60.2"))).bounds is None


@pytest.mark.parametrize("form", [as_json({**CORNER, "remark": "x"}), as_xml(more="<remark>x</remark>")])
def test_a_servers_remark_is_told(tmp_path: Path, form: bytes) -> None:
    remark = b'runtime error: Query timed out in "query" at line 3 after 26 seconds.'
    data = form.replace(b'"x"', json.dumps(remark.decode()).encode()).replace(b">x<", b"> " + remark + b"\n<")

    assert read(tmp_path, data).told == [f"the server says: {remark.decode()}"]


def test_an_answer_without_ways_is_refused_with_the_servers_remark(tmp_path: Path) -> None:
    told = fault(tmp_path, b'{"elements": [], "remark": "runtime error: Query ran out of memory"}')

    assert "Query ran out of memory" in told
    assert "no way" in told


def test_ways_without_nodes_are_no_map(tmp_path: Path) -> None:
    node = {"type": "node", "id": 1, "lat": 1.0, "lon": 2.0}

    assert "no way in it has nodes" in fault(tmp_path, as_json({"elements": [node, {"type": "way", "id": 1}]}))


WRONG = {
    "a node nowhere": (with_element(type="node", id=4, lat=91, lon=0), "nowhere on Earth"),
    "not a number": (with_element(type="node", id=4, lat=float("nan"), lon=0), "broken JSON"),
    "no position": (with_element(type="node", id=4), "node 4 has no lat and lon"),
    "a word for an id": (with_element(type="way", id="4"), "not a whole number"),
    "an id too long": (with_element(type="way", id=10**18 * 9 + 5), "digits"),
    "tags that are a list": (with_element(type="node", id=4, lat=1, lon=2, tags=["a"]), "node 4 are not texts"),
    "half a character": (with_element(type="node", id=4, lat=1, lon=2, tags={"name": "\ud800"}), "half a character"),
    "deep": (b'{"elements": ' + b"[" * 100_000, "nested"),
    "GeoJSON": (b'{"type": "FeatureCollection", "features": []}', "this is GeoJSON"),
    "other JSON": (b'{"a": [1, {"b": 2}]}', "no 'elements'"),
    "a list": (b"[1, 2]", "not an object"),
    "JSON cut short": (as_json()[:-40], "broken JSON"),
    "JSON and more": (as_json() + b"}", "broken JSON"),
    "JSON in another encoding": (b'{"elements": "\xff"}', "not UTF-8"),
    "XML cut short": (as_xml()[:-40], "broken XML"),
    "a word for a number": (as_xml().replace(b'lat="60.1004"', b'lat="north"'), "lat is 'north'"),
    "no latitude": (as_xml().replace(b'lat="60.1004"', b""), "lat is missing"),
    "entities": (b'<!DOCTYPE osm [<!ENTITY a "b">]><osm>&a;</osm>', "a DOCTYPE is not allowed"),
    "a web page": (b"<!DOCTYPE html><html><p>Too many requests", "this is a web page"),
    "an old web page": (b'<?xml version="1.0"?><html xmlns="x"><p>504', "this is a web page"),
    "changes": (b"<osmChange/>", "a list of changes"),
    "GPX": (b"<gpx/>", "this is a GPX file"),
    "an unknown encoding": (b'<?xml version="1.0" encoding="klingon"?><osm/>', "encoding"),
    "a long tag": (b"<osm><node a='" + b"a" * 3_500_000 + b"'/></osm>", "a tag or a text of more than"),
    "nothing": (b"", "empty"),
    "blanks": (b" \n\t", "empty"),
    "text": (b"Dear sir", "no extract of OpenStreetMap"),
    "a picture": (b"\x89PNG\r\n\x1a\n", "a picture of a map"),
    "o5m": (b"\xff\xe0\x04o5m2", "o5m"),
    "gzip cut short": (gzip.compress(as_xml())[:-40], "cannot be unpacked"),
    "gzip spoilt": (gzip.compress(as_xml())[:60] + bytes(300), "cannot be unpacked"),
    "bzip2 spoilt": (b"BZh91AY&SY" + bytes(300), "cannot be unpacked"),
    "packed twice": (gzip.compress(gzip.compress(as_xml())), "no extract"),
    "packed and broken": (gzip.compress(as_xml()[:-40]), "of what is packed in it"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_faulty_file_is_one_clear_line(tmp_path: Path, name: str) -> None:
    data, words = WRONG[name]

    assert words in fault(tmp_path, data)


def test_the_place_of_a_fault_is_told(tmp_path: Path) -> None:
    lines = as_xml().replace(b"><", b">\n<").replace(b'lat="60.1004"', b'lat="x"').split(b"\n")
    at = next(number for number, line in enumerate(lines, 1) if b'lat="x"' in line)

    assert f"map.osm:{at}:1: error: lat is 'x'" in fault(tmp_path, b"\n".join(lines))
    told = fault(tmp_path, json.dumps(CORNER, indent=1).encode().replace(b"60.1004", b'"x"'))
    assert "map.osm:9:3: error: node 2 has no lat and lon" in told


def test_a_zip_is_to_be_unpacked_first(tmp_path: Path) -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("map.osm", as_xml())

    assert "unpack it" in fault(tmp_path, packed.getvalue(), "map.osm.zip")


def test_a_folder_and_a_missing_file_are_told(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.osm"):
        with pytest.raises(TourError, match=path.name):
            read_extract(path)


def test_what_is_packed_may_not_be_larger_than_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extracts, "MOST_BYTES", 2_000_000)

    told = fault(tmp_path, gzip.compress(b"<osm>" + b" " * 50_000_000))

    assert "it holds more than 2 MB" in told
    assert "the streets round the walk only" in told


@pytest.mark.parametrize("limit", ["MOST_NODES", "MOST_WAYS", "MOST_RELATIONS", "MOST_REFERENCES", "MOST_TAGS"])
def test_more_than_can_be_worked_with_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str) -> None:
    monkeypatch.setattr(gathering, limit, 0)

    assert "more than 0" in fault(tmp_path, as_xml())


def test_json_with_more_values_than_can_be_held_is_refused_before_they_are(tmp_path: Path) -> None:
    told = fault(tmp_path, b'{"elements": [\n' + b"{}," * 1_700_000 + b"{}]}")

    assert "map.osm:2:" in told
    assert "more than 3,200,000 commas, colons and brackets up to here" in told
    assert "the streets round the walk only, or ask for XML" in told


@pytest.mark.parametrize("seed", range(40))
def test_a_spoilt_file_never_ends_in_anything_but_a_fault(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    for name, form in FORMS.items():
        data = bytearray(form)
        for _ in range(chance.randrange(1, 4)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        del data[chance.randrange(len(data)) :: chance.choice((1, len(data)))]
        with suppress(TourError):
            read(tmp_path, bytes(data), name)
