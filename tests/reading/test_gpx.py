"""Reading the walked line."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tour.diagnostics import TourError, render
from tour.model import Place
from tour.reading.gpx import read_gpx

REAL = Path(__file__).parents[2] / "stops" / "route.gpx"
HEAD = '<gpx xmlns="http://www.topografix.com/GPX/1/1" version="1.1" creator="x"><trk>'
TAIL = "</trk></gpx>"
POINT = '<trkpt lat="34.06" lon="-118.35"/>'


def faults(text: str | bytes) -> str:
    data = text.encode() if isinstance(text, str) else text
    with pytest.raises(TourError) as caught:
        read_gpx(data, "route.gpx")
    return "\n".join(render(fault) for fault in caught.value.diagnostics)


def test_the_real_route_has_a_segment_a_leg() -> None:
    segments = [trace.places for trace in read_gpx(REAL.read_bytes(), "route.gpx")]

    assert len(segments) == 13
    assert segments[0][0] == Place(34.06264, -118.35560)
    assert segments[-1][-1] == Place(34.06318, -118.35490)


def test_gpx_1_0_prefixes_byte_order_marks_and_empty_segments_are_read() -> None:
    text = (
        '<g:gpx xmlns:g="http://www.topografix.com/GPX/1/0" version="1.0"><g:trk><g:trkseg/><g:trkseg>'
        '<g:trkpt lat="1" lon="2"><g:ele>5</g:ele></g:trkpt></g:trkseg></g:trk></g:gpx>'
    )

    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        assert [trace.places for trace in read_gpx(text.encode(encoding), "route.gpx")] == [(Place(1, 2),)]


CASES = {
    "broken": (
        f"{HEAD}\n<trkseg>\n  {POINT}\n</trk>",
        "route.gpx:4:3: error: broken XML: mismatched tag\n"
        "  hint: look at this place and just before it; a GPX file is XML: every tag is closed, & is written &amp;",
    ),
    "empty file": (
        "",
        "route.gpx:1:1: error: broken XML: no element found\n"
        "  hint: look at this place and just before it; a GPX file is XML: every tag is closed, & is written &amp;",
    ),
    "not a GPX file": (
        "<?xml version='1.0'?>\n<kml/>",
        "route.gpx:2:1: error: this is not a GPX file: it begins with <kml>\n"
        "  hint: export the walk as GPX, or draw it anew as a track",
    ),
    "no points": (
        f"{HEAD}{TAIL}",
        "route.gpx:1:1: error: this GPX file has no track points\n"
        "  hint: draw the walk as a track: <trk><trkseg><trkpt lat=… lon=…/>…",
    ),
    "all faulty points at once": (
        f"{HEAD}<trkseg>\n"
        '<trkpt lat="-118.35" lon="34.06"/>\n'
        '<trkpt lat="34.06"/>\n'
        "<trkpt\n  lat='34,06' lon='nan'/>\n"
        '<trkpt lat="34" lon="1e400"/>\n'
        f"</trkseg>{TAIL}",
        "route.gpx:2:13: error: lat is -118.35, out of range\n"
        "  hint: are lat and lon swapped?\n"
        "route.gpx:3:1: error: a track point has no lon\n"
        '  hint: write <trkpt lat="…" lon="…">, in degrees\n'
        "route.gpx:5:8: error: lat is '34,06', which is not a number\n"
        "  hint: write degrees as a number with a point, such as 34.06264\n"
        "route.gpx:5:20: error: lon is 'nan', which is not a number\n"
        "  hint: write degrees as a number with a point, such as 34.06264\n"
        "route.gpx:6:22: error: lon is 1e400, out of range\n"
        "  hint: write degrees from -180 to 180",
    ),
    "a document type": (
        f'<?xml version="1.0"?>\n<!DOCTYPE gpx [<!ENTITY a SYSTEM "file:///etc/hostname">]>\n{HEAD}&a;{TAIL}',
        "route.gpx:2:1: error: a DOCTYPE is not allowed in a GPX file\n"
        "  hint: take out the line that begins with <!DOCTYPE, and write what its entities stand for",
    ),
    "an entity": (
        f"{HEAD}\n<name>&boom;</name>{TAIL}",
        "route.gpx:2:7: error: broken XML: undefined entity\n"
        "  hint: look at this place and just before it; a GPX file is XML: every tag is closed, & is written &amp;",
    ),
    "an unknown encoding": (
        '<?xml version="1.0" encoding="klingon"?><gpx/>',
        "route.gpx:1:1: error: the encoding of this file is not known\n  hint: save it as UTF-8",
    ),
    "an encoding without a fixed width": (
        '<?xml version="1.0" encoding="shift_jis"?><gpx/>',
        "route.gpx:1:1: error: the encoding of this file is not known\n  hint: save it as UTF-8",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_fault_is_told_with_its_place_and_a_hint(case: str) -> None:
    text, expected = CASES[case]

    assert faults(text) == expected


def test_an_exploding_entity_is_refused_before_it_grows() -> None:
    entities = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 30))
    text = f'<!DOCTYPE gpx [<!ENTITY e0 "boom">{entities}]><gpx a="&e29;">&e29;</gpx>'

    assert "a DOCTYPE is not allowed" in faults(text)
    assert "a DOCTYPE is not allowed" in faults(text.encode("utf-16"))


@pytest.mark.parametrize("data", [b"\0", b"<gpx>\xff</gpx>", b"<gpx>\0</gpx>", b"\xff\xfe"])
def test_bytes_that_are_no_text_are_told_with_their_place(data: bytes) -> None:
    assert faults(data).startswith("route.gpx:1:")


def test_after_twenty_faults_the_rest_is_only_counted_in() -> None:
    text = f"{HEAD}<trkseg>{'<trkpt/>' * 500}</trkseg>{TAIL}"

    assert faults(text).count("error:") == 21


def test_columns_are_counted_in_letters_not_bytes() -> None:
    assert faults('<gpx><trkseg><!-- é漢 --><trkpt lat="x" lon="1"/></trkseg></gpx>').startswith("route.gpx:1:37: ")


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: f"{HEAD}{text}".encode()))
def test_whatever_is_read_nothing_but_a_tour_error_is_raised(data: bytes) -> None:
    with pytest.raises(TourError):
        read_gpx(data, "route.gpx")
