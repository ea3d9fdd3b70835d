from __future__ import annotations

import functools
import io
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from paper import glyphs, words
from tour.card.paper import MARGIN
from tour.card.pdf import pdf
from tour.card.qr import Code
from tour.diagnostics import TourError
from tour.model import Credit, Feature, Film, Pack, Paper, Place, Tour
from tour.reading.project import read
from tour.style import colours
from tour.words import figures
from tour.words.summary import not_walked
from tour.writers.card import card

Walk = Callable[..., Tour]
Packed = Callable[[Tour], Pack]

LONG = [(0.0, 0.0), (400.0, 0.0), (1600.0, 10.0), (1590.0, -28.0), (300.0, -28.0), (290.0, 0.0), (296.0, 12.0)]
TALL = [(y, x) for x, y in LONG]


def test_there_is_a_file_for_each_paper_in_its_size(walk: Walk, packed: Packed) -> None:
    files = list(card(packed(walk(LONG))))

    assert [file.path.as_posix() for file in files] == ["route-card-letter.pdf", "route-card-a4.pdf"]
    for file, size in zip(files, [(612, 792), (595.28, 841.89)], strict=True):
        (data,) = file.parts
        assert isinstance(data, bytes)
        for page in PdfReader(io.BytesIO(data)).pages:
            assert sorted((float(page.mediabox.width), float(page.mediabox.height))) == pytest.approx(size, abs=0.01)


def test_only_papers_that_the_tour_names_are_made(walk: Walk, packed: Packed) -> None:
    assert [file.path.name for file in card(packed(walk(LONG, papers=("a4",))))] == ["route-card-a4.pdf"]


@pytest.mark.parametrize(("spots", "broad"), [(LONG, True), (TALL, False)])
def test_the_paper_lies_the_way_the_route_does(
    walk: Walk, packed: Packed, spots: list[tuple[float, float]], broad: bool
) -> None:
    page = PdfReader(io.BytesIO(pdf(packed(walk(spots)), "letter"))).pages[0]

    assert (page.mediabox.width > page.mediabox.height) is broad


def test_it_tells_every_stop_and_every_leg(walk: Walk, packed: Packed) -> None:
    pack = packed(walk(LONG))

    text = words(pdf(pack, "letter"))

    for stop in pack.tour.stops:
        assert f"{stop.title} At the door of house {stop.number}." in text
        assert f"Built in {1900 + stop.number}. Look for the lamp." in text
    for leg, after in zip(pack.tour.legs, range(2, 8), strict=True):
        assert f"{figures.metres(leg)} m, {figures.minutes(leg.seconds)} min to {after}" in text
    assert text.count("Cross Oak St.") == 6


def test_printed_metres_add_up_to_the_printed_total(walk: Walk, packed: Packed) -> None:
    text = words(pdf(packed(walk(LONG)), "letter"))

    legs = [int(metres) for metres in re.findall(r"(\d+) m, \d+ min to", text)]
    total = re.search(r"In all (\d+) m", text)
    assert total
    assert sum(legs) == int(total[1])
    assert f"{sum(legs) / 1000:.2f} km" in text


def test_walking_minutes_are_one_figure_everywhere(walk: Walk, packed: Packed) -> None:
    tour = walk(LONG)

    text = words(pdf(packed(tour), "letter"))

    minutes = round(sum(leg.seconds for leg in tour.legs) / 60)
    assert re.findall(r"(\d+) min on foot, with waiting at crossings", text) == [str(minutes)]
    assert re.findall(r"about (\d+) minutes of walking, with waiting", text) == [str(minutes)]


def test_it_tells_what_the_sound_takes(walk: Walk, packed: Packed) -> None:
    text = words(pdf(packed(walk(LONG)), "letter"))

    assert "28 min of sound, 22 MB" in text
    assert "copy the folder “audio” to your phone: 14 MP3 files, 22 MB" in text


def test_it_warns_until_every_stop_was_walked(walk: Walk, packed: Packed) -> None:
    tour = walk(LONG)
    walked = replace(tour, stops=tuple(replace(stop, walked="2026-03-01") for stop in tour.stops))

    assert not_walked(tour) in words(pdf(packed(tour), "letter"))
    assert "not yet walked" not in words(pdf(packed(walked), "letter"))


def test_it_tells_of_voice_credits_safety_and_the_last_check_of_facts(walk: Walk, packed: Packed) -> None:
    text = words(pdf(packed(walk(LONG)), "letter"))

    assert "A synthetic voice narrates this tour." in text
    assert "Voice: a beep" in text
    assert "Mind the cars." in text
    assert "Facts last checked on 7 January 2026." in text


def test_the_ending_of_the_film_is_not_told(walk: Walk, packed: Packed) -> None:
    tour = walk(LONG)
    last = replace(tour.stops[-1], film=Film("They all fall down", "ending"))

    text = words(pdf(packed(replace(tour, stops=(*tour.stops[:-1], last))), "letter"))

    assert "fall down" not in text
    assert text.count("Film: A car chase.") == 6


def test_the_same_pack_gives_the_same_bytes(walk: Walk, packed: Packed) -> None:
    assert pdf(packed(walk(LONG, streets=4)), "a4") == pdf(packed(walk(LONG, streets=4)), "a4")


def test_every_font_is_embedded(walk: Walk, packed: Packed) -> None:
    found = set()
    for page in PdfReader(io.BytesIO(pdf(packed(walk(LONG, streets=3, subtitle="Прогулка")), "letter"))).pages:
        fonts = page["/Resources"]["/Font"]  # type: ignore[index]  # A page that ReportLab made has both.
        for font in fonts.values():
            descriptor = font.get_object()["/FontDescriptor"].get_object()
            assert isinstance(descriptor, DictionaryObject)
            assert "/FontFile2" in descriptor
            found.add(str(descriptor["/FontName"]).partition("+")[2])
    assert found == {f"AtkinsonHyperlegible-{w}" for w in ("Regular", "Bold")} | {"FiraSans-Regular"}


def test_it_has_title_author_and_language(walk: Walk, packed: Packed) -> None:
    reader = PdfReader(io.BytesIO(pdf(packed(walk(LONG)), "letter")))

    assert reader.metadata
    assert (reader.metadata.title, reader.metadata.author) == ("Fine Sights", "Ann Author")
    assert reader.trailer["/Root"]["/Lang"] == "en"  # type: ignore[index]  # The catalogue is there.


def test_markup_in_texts_is_printed_and_does_nothing(walk: Walk, packed: Packed) -> None:
    hostile = '<b>Q&A</b> <font size="90"> </para> &lt; <img src="x"/> %(x)s {x}'
    tour = walk(LONG, title=hostile, subtitle=hostile, safety=(hostile,), author=hostile)
    stop = replace(tour.stops[1], title=hostile, stand=hostile, card=(hostile,), film=Film(hostile))

    text = words(pdf(packed(replace(tour, stops=(tour.stops[0], stop, *tour.stops[2:]))), "letter"))

    assert text.count(hostile) >= 7


def test_a_character_without_a_glyph_is_named_with_its_stop(walk: Walk, packed: Packed) -> None:
    tour = walk(LONG)
    bad = replace(tour.stops[2], title="House \U0001f600", card=("Look for 中.",))

    with pytest.raises(TourError) as caught:
        list(card(packed(replace(tour, stops=(*tour.stops[:2], bad, *tour.stops[3:])))))

    assert [fault.message for fault in caught.value.diagnostics] == [
        "no font has a glyph for '\U0001f600' (U+1F600 GRINNING FACE), in the title of stop 3, 'House \U0001f600'",
        "no font has a glyph for '中' (U+4E2D CJK UNIFIED IDEOGRAPH-4E2D), in the card of stop 3, 'House \U0001f600'",
    ]
    assert all(fault.span == bad.span for fault in caught.value.diagnostics)


def test_texts_longer_than_a_page_or_a_line_go_on(walk: Walk, packed: Packed) -> None:
    tour = walk(LONG)
    story = " ".join(f"word{n}" for n in range(1500))
    endless = replace(tour.stops[1], title="W" * 80, stand="w" * 160, card=(story,))
    credit = replace(tour.credits[0], who=" ".join(f"helper{n}" for n in range(900)))

    data = pdf(packed(replace(tour, stops=(tour.stops[0], endless, *tour.stops[2:]), credits=(credit,))), "letter")

    text = words(data)
    assert all(f"word{n} " in text for n in range(1500))
    assert all(f"helper{n}" in text for n in range(900))
    assert text.replace(" ", "").count("W" * 80) == 1
    width = float(PdfReader(io.BytesIO(data)).pages[0].mediabox.width)
    assert all(one.box[2] < width - MARGIN + 1 for one in glyphs(data))


def test_a_long_title_leaves_the_map_whole(walk: Walk, packed: Packed) -> None:
    data = pdf(packed(walk(LONG, title="A Long Title " * 6, subtitle="And a longer subtitle " * 40)), "letter")

    text = words(data)
    assert "200 m" in text
    assert "And a longer subtitle" in text


def test_crowded_stops_get_a_close_up(walk: Walk, packed: Packed) -> None:
    assert "Stops 5, 6 and 7, closer" in words(pdf(packed(walk(LONG)), "letter"))


@pytest.mark.parametrize("spots", [LONG, TALL])
def test_the_key_tells_every_sign_on_any_paper(walk: Walk, packed: Packed, spots: list[tuple[float, float]]) -> None:
    tour = walk(spots, streets=9)
    ends = tuple(stop.place for stop in tour.stops[:3] if stop.place)
    metro = (Feature("Metro", "rail", "line", ends), Feature("Door Station", "station", "point", ends[:1]))
    oak = Feature("Oak Street", "major", "line", (Place(34.055, -118.349), Place(34.065, -118.348)))
    far = Feature("Oak Street", "major", "line", (Place(34.0615, -118.36), Place(34.0616, -118.34)))

    data = pdf(packed(replace(tour, map=(*tour.map, *metro, oak, far))), "a4")

    text = words(data)
    for sign in ("your way", "stand here", "street to cross", "train and station", "dashed: approximate"):
        assert sign in text
    width = float(PdfReader(io.BytesIO(data)).pages[0].mediabox.width)
    assert all(one.box[2] < width - MARGIN + 1 for one in glyphs(data))


def test_a_tour_without_sound_or_legs_still_makes_a_card(walk: Walk) -> None:
    text = words(pdf(Pack(walk([(0, 0)]), ()), "letter"))

    assert text.count("1 stop ") == 1
    assert "The walk ends here" in text


@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        (colours.TAR, colours.PAPER),
        (colours.GOLD, colours.TAR),
        (colours.NEON, colours.PAPER),
        (colours.SOFT, colours.PAPER),
        (colours.SOFT, colours.BUILDING),
        (colours.RULE, colours.PAPER),
        (colours.RAIL, colours.BUILDING),
        (colours.PARK_TEXT, colours.PARK),
        (colours.WATER_TEXT, colours.WATER),
    ],
)
def test_ink_can_be_told_from_its_ground(ink: str, ground: str) -> None:
    """WCAG 2.2, success criterion 1.4.3: 4.5 to 1. It is a ratio of luminance, so it holds without colour too."""
    bright, dark = sorted((luminance(ink), luminance(ground)), reverse=True)

    assert (bright + 0.05) / (dark + 0.05) >= 4.5


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_page_one_shows_a_map(walk: Walk, packed: Packed) -> None:
    page = pypdfium2.PdfDocument(pdf(packed(walk(LONG, streets=5)), "letter"))[0]

    image = page.render(scale=1).to_pil().convert("RGB")

    colours = {colour for _, colour in image.getcolors(1 << 20) or []}
    assert {(0x1B, 0x17, 0x14), (0xB5, 0x26, 0x1E), (0xF7, 0xF4, 0xEE)} <= colours


@functools.lru_cache(4)
def opened(data: bytes) -> pikepdf.Pdf:
    """Return *data* read, and kept: its objects live no longer than it does."""
    return pikepdf.open(io.BytesIO(data))


def elements(data: bytes, kind: str) -> list[pikepdf.Object]:
    """Return all nodes of the structure tree of one kind, in reading order."""
    found: list[pikepdf.Object] = []

    def visit(node: pikepdf.Object) -> None:
        if "/S" in node and f"/{kind}" == node.S:
            found.append(node)
        for kid in node.get("/K", []):
            if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/StructElem":
                visit(kid)

    visit(opened(data).Root.StructTreeRoot)
    return found


def marked(data: bytes) -> list[int]:
    """Return for each page how many marks its content has; fails on content that is in none, or in two."""
    counts = []
    for page in opened(data).pages:
        depth, count = 0, 0
        for instruction in pikepdf.parse_content_stream(page):
            name = str(instruction.operator)
            if name in ("BDC", "BMC"):
                depth += 1
                count += name == "BDC"
                assert depth == 1
            elif name == "EMC":
                depth -= 1
            elif name in ("Tj", "TJ", "S", "f", "B", "f*", "B*", "Do"):
                assert depth == 1, f"{name} outside of any mark"
        counts.append(count)
    return counts


@pytest.mark.parametrize("paper", ["letter", "a4", "letter-large"])
def test_all_ink_is_in_the_structure_tree_or_an_ornament(walk: Walk, packed: Packed, paper: Paper) -> None:
    data = pdf(packed(walk(LONG, streets=4, base_url="https://walks.city/x")), paper)

    parents = opened(data).Root.StructTreeRoot.ParentTree.Nums
    pages = marked(data)
    assert [len(parents[2 * i + 1]) for i in range(len(pages))] == pages


def test_it_has_headings_a_table_with_headers_and_a_map_in_words(walk: Walk, packed: Packed) -> None:
    data = pdf(packed(walk(LONG)), "letter")

    assert len(elements(data, "H1")) == 1
    assert len(elements(data, "H2")) == 5
    scopes = [str(header.A.Scope) for header in elements(data, "TH")]
    assert scopes == ["/Column"] * 3 + ["/Row"] * 7
    assert {len(row.K) for row in elements(data, "TR")} == {3}
    (figure,) = elements(data, "Figure")
    assert "It begins at stop 1, Sight 1, at the door of house 1." in str(figure.Alt)
    assert "Walk east 400 metres across Oak Street, to stop 2" in str(figure.Alt)


def test_links_are_in_the_tree_with_words(walk: Walk, packed: Packed) -> None:
    tour = walk(LONG, credits=(Credit("Map", "somebody", url="https://maps.city/licence"),))

    data = pdf(packed(tour), "letter")

    notes = [note for page in opened(data).pages for note in page.get("/Annots", [])]
    assert [str(note.A.URI) for note in notes] == ["https://maps.city/licence"]
    assert str(notes[0].Contents) == "Open https://maps.city/licence"
    (link,) = elements(data, "Link")
    assert [str(kid.Type) for kid in link.K] == ["/MCR", "/OBJR"]


def test_a_base_url_gives_a_code_of_23_millimetres_and_nothing_else_does(walk: Walk, packed: Packed) -> None:
    url = "https://walks.city/a-name-of-forty-chars"
    code = Code(url)

    data = pdf(packed(walk(LONG, base_url=url)), "a4")

    assert len(url) == 40
    assert code.side * 29 / 37 >= 23 / 25.4 * 72
    assert str(elements(data, "Figure")[0].Alt) == f"QR code that opens {url}"
    assert len(elements(pdf(packed(walk(LONG)), "a4"), "Figure")) == 1


def test_an_address_too_long_for_a_code_is_refused(walk: Walk, packed: Packed) -> None:
    with pytest.raises(TourError, match="has 41 characters; a printed code takes at most 40"):
        pdf(packed(walk(LONG, base_url="https://walks.city/a-name-of-fortyone-chr")), "a4")


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_the_real_tour_is_one_sheet_and_no_text_crosses_a_fold(paper: Paper) -> None:
    tour = read(Path(__file__).parents[2]).tour
    assert tour

    data = pdf(Pack(tour, ()), paper)

    reader = PdfReader(io.BytesIO(data))
    assert len(reader.pages) == 2
    wide, high = (float(side) for side in reader.pages[0].mediabox.upper_right)
    for one in glyphs(data):
        left, bottom, right, top = one.box
        assert not left < wide / 2 < right, one
        assert not bottom < high / 2 < top, one
        assert one.size >= 8.99, one


def test_the_large_card_sets_its_text_at_16_points(walk: Walk, packed: Packed) -> None:
    data = pdf(packed(walk(LONG, streets=4)), "letter-large")

    text = [one.size for one in glyphs(data) if one.page > 0]
    foot = [size for size in text if size < 16]
    assert set(foot) == {14.0}
    assert len(foot) < 0.05 * len(text)
