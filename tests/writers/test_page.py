from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from lxml import html
from PIL import Image

from samples import at, line_of, say, stop, tour
from tour.model import Credit, Cue, Episode, Film, Leg, Pack, Place, Source, Tour, Track, TrackKind, Way
from tour.page.arrival import radius
from tour.page.data import hold
from tour.page.icons import ICONS, icon
from tour.page.pages import OWN, PAGES, PLAYER, POLICY, SCRIPTS, TO_READ, WEB, web
from tour.page.shrink import lean
from tour.picture import Mark, Picture, Run
from tour.style import colours
from tour.words import figures
from tour.words.language import words_in
from tour.writers.page import page

BUDGET = 72_000
"""Bytes of HTML, CSS and JavaScript together, the tour's own data apart."""


def track(where: str, kind: TrackKind = "look", **changes: Any) -> Track:  # any field of Track
    fields: dict[str, Any] = {  # as above
        "stop": where,
        "kind": kind,
        "title": f"{kind} at {where}",
        "path": PurePosixPath(f"audio/{where}-{kind}.mp3"),
        "number": 1,
        "audio": Path("unread.mp3"),
        "size": 1_450_000,
        "digest": "0" * 64,
        "seconds": 65.0,
        "words": 100,
        "lufs": -16.0,
        "dbtp": -1.5,
        "cues": (Cue(0.7, f"First of {kind} at {where}."), Cue(3.0, "Second."), Cue(8.0, "Third.", 1)),
        "pauses": ((55.0, 10.0),) if kind == "walk" else (),
    }
    return Track(**{**fields, **changes})


def pack(what: Tour | None = None) -> Pack:
    what = what or line_of(3)
    tracks = [track(what.welcome.slug, "welcome")] if what.welcome else []
    for one in what.stops:
        tracks.append(track(one.slug))
        if one.ending:
            tracks.append(track(one.slug, "ending"))
        if one.walk:
            tracks.append(track(one.slug, "walk"))
    return Pack(what, tuple(replace(one, number=number) for number, one in enumerate(tracks, 1)))


def written(what: Pack) -> dict[str, bytes]:
    return {
        file.path.as_posix(): b"".join(p if isinstance(p, bytes) else p.read_bytes() for p in file.parts)
        for file in page(what)
    }


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return written(pack())


def document(files: dict[str, bytes], name: str = "index.html") -> html.HtmlElement:
    return html.document_fromstring(files[name])


def data(files: dict[str, bytes]) -> dict[str, Any]:  # JSON
    return dict(json.loads(document(files).get_element_by_id("tour").text or ""))


def test_the_player_is_pages_and_what_they_load(files: dict[str, bytes]) -> None:
    assert set(files) == {
        *PAGES,
        "manifest.webmanifest",
        "sw.js",
        "player/player.css",
        *(f"player/{name}" for name in (PLAYER, *ICONS)),
        "player/AtkinsonHyperlegible-Regular.ttf",
        "player/AtkinsonHyperlegible-Bold.ttf",
    }


@pytest.mark.parametrize("name", PAGES)
def test_what_a_page_loads_is_in_the_pack_and_beside_it(files: dict[str, bytes], name: str) -> None:
    audio = {one.path.as_posix() for one in pack().tracks}
    loaded = document(files, name).xpath("//link/@href | //script/@src | //audio/@src | //a[@class='play']/@href")

    assert loaded
    assert set(loaded) <= {*files, *audio}


def test_what_the_style_sheet_loads_is_beside_it(files: dict[str, bytes]) -> None:
    loaded = re.findall(r"url\(([^)]*)\)", files["player/player.css"].decode())

    assert {f"player/{name}" for name in loaded} <= set(files)
    assert any(name.endswith(".ttf") for name in loaded)


def test_the_same_pack_makes_the_same_bytes(files: dict[str, bytes]) -> None:
    assert written(pack()) == files


def test_code_and_pages_are_small() -> None:
    """A tour without stops has pages that are all frame and no data."""
    files = written(Pack(tour([], title="", welcome=None), ()))
    drawn = re.compile(rb'<script type="application/json".*?</script>|<svg[^>]*class="m-map".*?</svg>', re.DOTALL)

    sizes = {n: len(drawn.sub(b"", f)) for n, f in files.items() if PurePosixPath(n).suffix in (".html", ".css", ".js")}

    assert len(sizes) == len(PAGES) + 3
    assert sum(sizes.values()) < BUDGET, sizes


@pytest.mark.parametrize(
    ("title", "smaller"),
    [
        ("Miracle Mile", False),
        ("Les fortifications", True),
        ("The Chelsea-Kensington walk", False),
        ("All the old inns of the town by the river", True),
    ],
)
def test_a_title_that_would_break_in_a_word_or_fill_the_screen_is_set_smaller(title: str, smaller: bool) -> None:
    files = written(Pack(replace(line_of(1), title=title), ()))

    for name in PAGES:
        assert (document(files, name).xpath("string(//h1/@class)") == "long") == smaller


@pytest.mark.parametrize("name", PAGES)
def test_a_page_lets_nothing_run_that_is_not_a_file_of_its_own(files: dict[str, bytes], name: str) -> None:
    found = document(files, name)

    [policy] = found.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy == (POLICY if found.xpath("//script") else TO_READ)
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert found.xpath("//@style | //@*[starts-with(name(), 'on')]") == []
    assert found.xpath("//script[not(@src) and not(@type='application/json')] | //style | //iframe | //base") == []


@pytest.mark.parametrize("name", PAGES)
def test_every_address_is_relative(files: dict[str, bytes], name: str) -> None:
    for address in document(files, name).xpath("//@href | //@src"):
        assert not re.match(r"[a-z]+:|/", address), address


def test_every_sentence_that_is_spoken_is_read_in_page_and_transcript(files: dict[str, bytes]) -> None:
    for name in ("index.html", "transcript.html"):
        text = " ".join(document(files, name).text_content().split())
        for one in pack().tracks:
            assert " ".join(cue.text for cue in one.cues[:2]) in text


def test_each_sentence_has_its_second(files: dict[str, bytes]) -> None:
    found = document(files)

    for index, one in enumerate(data(files)["tracks"]):
        spans = found.xpath(f"//*[@data-track='{index}']//div[@class='text']/p/span")
        assert len(spans) == len(one["cues"]) == 3
        assert one["cues"] == [0.7, 3.0, 8.0]


def test_sentences_of_a_paragraph_stand_together(files: dict[str, bytes]) -> None:
    paragraphs = document(files).xpath("//*[@data-track='1']//div[@class='text']/p")

    assert [p.text_content() for p in paragraphs] == ["First of look at stop-1. Second.", "Third."]


@pytest.mark.parametrize(
    ("kind", "after", "expected"),
    [
        ("welcome", "look", 65.0),
        ("look", "walk", None),
        ("walk", "quiet", None),
        ("quiet", "walk", None),
        ("quiet", "look", 65.0),
        ("look", "ending", None),
    ],
)
def test_the_page_waits_before_each_look_and_nowhere_else(
    kind: TrackKind, after: TrackKind, expected: float | None
) -> None:
    assert hold(track("stop-1", kind), track("stop-2", after)) == expected


def test_nothing_waits_at_the_very_end() -> None:
    assert hold(track("stop-3", "walk"), None) is None


def test_the_script_knows_where_the_stops_are_and_how_near_is_there(
    walk: Callable[..., Tour], packed: Callable[[Tour], Pack]
) -> None:
    way = walk([(0, 0), (40, 0), (400, 0)])
    known = data(written(packed(way)))

    assert [one["radius"] for one in known["stops"]] == [round(radius(one, way), 1) for one in way.stops]
    assert known["stops"][0]["radius"] == pytest.approx(18, abs=0.5)
    assert known["stops"][2]["radius"] == 25
    first = way.stops[0].place
    assert first
    assert known["route"][0] == [round(first.lat, 6), round(first.lon, 6)]
    assert len(known["route"]) == 3, "where two legs meet stands once"


@pytest.mark.parametrize(
    ("language", "stand", "told"),
    [
        ("en", "at the corner", "Stand at the corner."),
        ("en", "where you see it!", "Stand where you see it!"),
        ("es", "en la esquina", "Ponte en la esquina."),
        ("en", "", ""),
    ],
)
def test_where_to_stand_is_a_sentence_of_the_language(language: str, stand: str, told: str) -> None:
    script = data(written(pack(tour([stop(1, stand=stand)], language=language))))

    assert script["stops"][0]["stand"] == told
    assert not any("{stand}" in line for line in script["texts"].values())


def test_where_to_stand_in_a_house_begins_with_the_room() -> None:
    script = data(written(pack(tour([stop(1, room="Room 7, first floor", stand="at the engine")]))))

    assert script["stops"][0]["stand"] == "Room 7, first floor. Stand at the engine."


def test_the_script_knows_the_legs_and_which_part_of_them_a_track_is_for() -> None:
    walk = line_of(2)
    tracks = [
        track("stop-1"),
        track("stop-1", "walk", way=Way(1, 1)),
        track("stop-1", "quiet", way=Way(1)),
        track("stop-1", "walk", way=Way(1, 2, 45.52)),
        track("stop-2"),
    ]

    script = data(written(Pack(walk, tuple(tracks))))

    assert script["legs"] == [{"from": "stop-1", "to": "stop-2", "metres": 110.0, "seconds": 100}]
    assert [(one.get("leg"), one.get("part"), one.get("starts")) for one in script["tracks"]] == [
        *((None, None, None), (0, 1, 0.0), (0, 0, 0.0), (0, 2, 45.5), (None, None, None))
    ]


def test_what_to_do_at_a_closed_way_is_told_to_the_script() -> None:
    script = data(written(pack(tour([stop(1, if_closed="Look from across the street"), stop(2)]))))

    assert [one["closed"] for one in script["stops"]] == ["Look from across the street.", ""]


def test_where_the_program_has_no_words_of_a_language_pages_say_which_parts_are_in_it() -> None:
    told = replace(line_of(3), language="it", subtitle="Una passeggiata", safety=("Prudenza.",))
    told = replace(told, stops=tuple(replace(one, title=f"La torre {one.number}") for one in told.stops))
    pages_of = written(pack(told))

    for name in PAGES:
        page = document(pages_of, name)
        assert page.get("lang") == "en"
        assert told.title in page.xpath("//h1[@lang='it']//text()")
    for name in ("index.html", "transcript.html"):
        page = document(pages_of, name)
        others = " ".join(page.xpath("//body//text()[not(ancestor::*[@lang='it'])]"))
        assert not any(words in others for words in ("Una passeggiata", "Prudenza.", "First of look at"))
        titles = page.xpath("//article//h2//*[@lang='it']/text()")
        assert [one for one in titles if "torre" in one] == ["La torre 1", "La torre 2", "La torre 3"]
        assert page.xpath("//dd") == page.xpath("//dd[@lang='it']") != []


def test_where_it_has_them_nothing_is_marked(files: dict[str, bytes]) -> None:
    assert document(files, "index.html").xpath("//body//@lang") == []


def test_what_spoils_is_folded(files: dict[str, bytes]) -> None:
    film = [Film("A chase"), Film("A kiss", "mild"), Film("They all die", "ending")]
    stops = [stop(n, film=f, ending=(say("It ends."),) if n == 3 else ()) for n, f in enumerate(film, 1)]
    found = written(pack(tour(stops)))

    for name in ("index.html", "transcript.html"):
        shown = document(found, name)
        for folded in shown.xpath("//details"):
            folded.drop_tree()
        text = shown.text_content()
        assert "A chase" in text
        for spoiler in ("A kiss", "They all die", "First of ending"):
            assert spoiler not in text
            assert spoiler in document(found, name).text_content()


def test_the_way_home_is_not_folded_away_with_the_ending() -> None:
    found = document(written(pack(tour([stop(1), stop(2, ending=(say("It ends."),))]))))

    [ending] = found.xpath("//details[@id='ending']")
    assert "First of ending at stop-2." in ending.text_content()
    assert "First of walk at stop-2." not in ending.text_content()
    assert "First of walk at stop-2." in found.text_content()


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://example.org/a", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("JAVASCRIPT:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("https://", False),
        ("https://[", False),
        ("", False),
    ],
)
def test_only_an_address_of_the_web_becomes_a_link(url: str, linked: bool) -> None:
    assert web(url) is linked


def test_a_source_is_named_with_all_that_is_known() -> None:
    at = stop(1).span
    sources = (
        Source("A", "By hand", at, "Old Press", "1990", "", "2026-01"),
        Source("B", "On line", at, url="https://example.org/b"),
    )
    found = document(written(pack(tour([stop(1, cites=("B", "A", "gone"))], sources=sources))))

    listed = found.xpath("//*[@id='stop-stop-1']//details[@class='sources']//li")
    assert [one.text_content().strip() for one in listed] == ["On line", "By hand, Old Press, 1990 (read 2026-01)"]
    assert found.xpath("//*[@id='stop-stop-1']//details[@class='sources']//a/@href") == ["https://example.org/b"]


def test_a_drawing_is_drawn_and_told() -> None:
    drawing = Picture(10, 10, (Mark((Run((0, 0), (((5, 5),),)),), "#1b1714", 1, None),), "A lamp")
    found = document(written(pack(tour([stop(1, drawing=drawing)]))))

    [svg] = found.xpath("//article[@data-stop='stop-1']//svg[@role='img']")
    assert svg.get("aria-label") == "A lamp"


def test_until_somebody_walked_it_the_pages_say_so() -> None:
    unwalked, walked = (written(pack(tour([stop(1, walked=date)]))) for date in ("", "2026-01-01"))

    for name in PAGES:
        assert "not yet walked" in document(unwalked, name).text_content().lower()
        assert "not yet walked" not in document(walked, name).text_content().lower()
        assert "synthetic voice" in document(walked, name).text_content()


def test_papers_are_linked_by_the_names_they_have() -> None:
    for papers in (("letter", "a4"), ("letter-large",)):
        found = written(pack(line_of(2, papers=papers)))
        for name in PAGES:
            cards = [href for href in document(found, name).xpath("//a/@href") if "route-card" in href]
            assert cards == [f"route-card-{paper}.pdf" for paper in papers]


@pytest.mark.parametrize("name", PAGES)
def test_every_page_leads_to_the_others(files: dict[str, bytes], name: str) -> None:
    assert {one for one in PAGES if one != name} <= set(document(files, name).xpath("//a/@href"))


def test_what_there_is_to_load_has_its_size() -> None:
    plain = pack()
    whole = Episode((Path("unread.aac"),), 12_300_000, 400.0, (0.0,) * len(plain.tracks))

    def said(what: Pack) -> str:
        return document(written(what), "listen.html").text_content()

    assert f"{figures.megabytes(plain.tracks)} MB" in said(plain)
    assert "walk.m4b, 13 MB" in said(replace(plain, episode=whole))
    assert "m4b" not in said(plain)


def test_the_podcast_is_told_of_where_there_is_one() -> None:
    public = document(written(pack(line_of(2, base_url="https://example.org/walk/"))), "listen.html").text_content()
    private = document(written(pack(line_of(2))), "listen.html").text_content()

    assert "https://example.org/walk/feed.xml" in public
    assert "podcast" not in private


def test_the_page_speaks_the_tours_language() -> None:
    found = written(pack(line_of(2, language="es")))

    assert {document(found, name).get("lang") for name in PAGES} == {"es"}
    assert document(found).get_element_by_id("go").text_content().startswith("Empezar el recorrido")
    assert document(found).xpath("//select/option/text()")[:3] == ["0,75×", "0,9×", "1×"]
    assert data(found)["texts"]["offline.ask"].startswith("Guarda el recorrido antes de salir")
    assert "El recorrido ha cambiado en su servidor." in found["sw.js"].decode()


@pytest.mark.parametrize(("language", "way"), [("en", "ltr"), ("he", "rtl")])
def test_the_pages_run_the_way_the_language_is_written(language: str, way: str) -> None:
    found = written(pack(line_of(2, language=language)))

    assert {document(found, name).get("dir") for name in PAGES} == {way}
    assert json.loads(found["manifest.webmanifest"])["dir"] == way


def masked(line: str) -> str:
    """Return *line* with x for every letter that is not part of a field's name."""
    return re.sub(r"(\{\w+:?)|[^\W\d_]", lambda found: found[1] or "x", line)


@pytest.fixture
def strange(monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """The files of a tour with all that a page can show, in a language in which every letter is an x."""
    english = words_in("en")
    words = replace(
        english,
        lines={key: masked(line) for key, line in english.lines.items()},
        forms={thing: {form: masked(line) for form, line in lines.items()} for thing, lines in english.forms.items()},
        rules=replace(english.rules, date="d/M/y"),
    )
    monkeypatch.setattr("tour.words.language.words_in", lambda _: words)
    said = {"title": "X", "stand": "x", "face": "x", "address": "x", "facts": "2026-01-02", "if_closed": "x"}
    rest = {"access": "x", "card": ("x",), "cites": ("A",), "drawing": Picture(9, 9, (), "x")}
    where = [Place(51.5, -0.1), Place(51.501, -0.1), Place(51.502, -0.1)]
    stops = [
        stop(1, place=where[0], film=Film("x"), **said, **rest),
        stop(2, place=where[1], film=Film("x", "mild"), walked="2026-01-03", **said, **rest),
        stop(3, place=where[2], film=Film("x", "ending"), ending=(say("x"),), **said, **rest),
    ]
    way = tour(
        stops,
        language="x-masked",
        title="X",
        subtitle="x",
        author="x",
        licence="x",
        safety=("x",),
        credits=(Credit("x", "x", "x", ""),),
        sources=(Source("A", "x", at(), "x", "1990", "https://x.example", "2026-01"),),
        base_url="https://x.example",
        papers=("letter", "a4", "letter-large"),
        welcome=stop(0, slug="welcome", walk=(), place=None, **{**said, **rest, "title": "X", "stand": ""}),
        legs=(
            Leg("stop-1", "stop-2", (where[0], where[1]), 110.0, ("X",), 100.0),
            Leg("stop-2", "stop-3", (where[1], where[2]), 110.0, (), 100.0),
        ),
    )
    plain = pack(way)
    tracks = tuple(replace(one, title="X", cues=(Cue(0.7, "x"),)) for one in plain.tracks)
    whole = Episode((Path("unread.aac"),), 12_300_000, 400.0, (0.0,) * len(tracks))
    return written(replace(plain, tracks=tracks, episode=whole))


def shape(page: html.HtmlElement) -> list[tuple[str, dict[str, str], str]]:
    """Return the elements of *page* with their attributes and the text at their head."""
    return [(str(one.tag), dict(one.attrib), " ".join((one.text or "").split())) for one in page.iter()]


def test_what_templates_leave_out_changes_no_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tour.page.pages.spare", lambda template: template)
    monkeypatch.setattr("tour.page.templates._COMPILED", None)  # they are compiled once a process
    whole = written(pack())
    monkeypatch.undo()
    spared = written(pack())

    for name in PAGES:
        assert len(spared[name]) < len(whole[name])
        assert shape(document(spared, name)) == shape(document(whole, name))


def seen(found: html.HtmlElement) -> str:
    """Return all that a walker can read or hear of a page."""
    attributes = " | ".join(f"//@{name}" for name in ("aria-label", "alt", "title", "placeholder"))
    described = "//meta[@name='description' or @name='apple-mobile-web-app-title']/@content"
    return " ".join(found.xpath(f"//text()[not(parent::script)] | {attributes} | {described}"))


@pytest.mark.parametrize("name", PAGES)
def test_every_word_of_a_page_is_the_languages_or_the_authors(strange: dict[str, bytes], name: str) -> None:
    text = re.sub(r"\S+\.(mp3|m4b|zip|xml)\b", "", seen(document(strange, name)))  # names of files

    assert "xxx" in text
    assert {word for word in re.findall(r"[^\W\d_]+", text) if word.strip("xX")} == set()


def test_scripts_have_no_words_of_their_own(files: dict[str, bytes]) -> None:
    shipped = files[f"player/{PLAYER}"].decode()
    english = words_in("en")

    for section in ("page", "player", "offline"):
        for line in english.section(section).values():
            longest = max(re.split(r"\{\w+:?|\}", line), key=len).strip()
            assert " " not in longest or longest not in shipped


def test_scripts_ask_for_words_that_there_are() -> None:
    sources = "".join(path.read_text("utf-8") for path in WEB.glob("*.js"))

    for asks, section in (("words", "player"), ("says", "offline")):
        asked = set(re.findall(rf'\b{asks}\("(\w+)"', sources))
        assert asked
        assert asked <= words_in("en").section(section).keys()


@pytest.mark.parametrize(
    ("section", "files"),
    [("page", "*.html"), ("transcript", "*.html"), ("listen", "*.html"), ("offline", "*.js"), ("player", "*.js")],
)
def test_no_language_has_words_that_no_page_says(section: str, files: str) -> None:
    sources = "".join(path.read_text("utf-8") for path in [*WEB.glob(files), WEB.parent / "pages.py"])
    made = {"other_pack", *(key for key in words_in("en").section("page") if key.startswith(("heard_", "paper_")))}

    for key in words_in("en").section(section).keys() - made:
        assert re.search(rf"""["'](?:{section}\.)?{key}["']""", sources), key


def test_a_phone_can_install_the_player(files: dict[str, bytes]) -> None:
    about = json.loads(files["manifest.webmanifest"])

    assert (about["name"], about["display"], about["start_url"], about["scope"]) == (
        *("Walk", "standalone", "index.html", "./"),
    )
    for one in about["icons"]:
        image = Image.open(io.BytesIO(files[one["src"]]))
        assert f"{image.width}x{image.height}" == one["sizes"]
    assert {(one["sizes"], one["purpose"]) for one in about["icons"]} >= {
        *(("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")),
    }


def test_a_phone_may_cut_the_maskable_icon_round() -> None:
    image = Image.open(io.BytesIO(icon("icon-maskable-512.png"))).convert("RGB")
    middle, safe = image.width / 2, image.width * 0.4
    tar = tuple(int(colours.TAR[at : at + 2], 16) for at in (1, 3, 5))

    outside = {
        image.getpixel((x, y))
        for x in range(0, image.width, 3)
        for y in range(0, image.height, 3)
        if (x - middle) ** 2 + (y - middle) ** 2 > safe**2
    }

    assert len(outside) == 1
    [ground] = outside
    assert isinstance(ground, tuple)
    assert max(abs(a - b) for a, b in zip(ground, tar, strict=True)) <= 2


@pytest.mark.parametrize("path", [*sorted(WEB.glob("*.js")), *sorted(WEB.glob("*.css"))], ids=lambda path: path.name)
def test_what_ships_is_smaller(path: Path) -> None:
    source = path.read_text("utf-8")

    shipped = lean(source, "script" if path.suffix == ".js" else "style")

    assert len(shipped) < len(source)


def test_comments_are_for_those_who_read_the_source(files: dict[str, bytes]) -> None:
    for name, comment in ((f"player/{PLAYER}", r"/\*|//"), ("sw.js", r"/\*")):
        assert not re.search(comment, files[name].decode())

    script = "hear(1); /* one */ hear(2); /* two */\n// three\n/* four\n * five */\nhear(3)\n"
    assert lean(script, "script") == "hear(1),hear(2),hear(3);\n"


def test_every_script_is_loaded(files: dict[str, bytes]) -> None:
    assert sorted(SCRIPTS) == sorted(path.name for path in WEB.glob("*.js") if path.name != "sw.js")
    assert document(files).xpath("//script/@src") == [f"player/{PLAYER}"]


def keys(value: Any) -> set[str]:  # JSON
    """Return the names of all that is in *value*, however deep."""
    if isinstance(value, dict):
        return set(value).union(*map(keys, value.values()))
    return set().union(*map(keys, value)) if isinstance(value, list) else set()


def test_what_is_the_scripts_own_the_tour_has_not(strange: dict[str, bytes]) -> None:
    told = data(strange)
    filled = {
        name
        for words in (words_in("en"), words_in("es"))
        for line in words.lines.values()
        for name in re.findall(r"\{(\w+)", line)
    }

    assert {"along", "metres", "kerbs"} <= keys(told)
    assert not OWN & (keys(told) | filled)


def test_the_scripts_leave_nothing_behind_but_what_is_public(files: dict[str, bytes]) -> None:
    shipped = files[f"player/{PLAYER}"].decode()

    assert set(re.findall(r"globalThis\.(\w+)", shipped)) == {"Page", "Place", "Player", "Way"}
    assert shipped.startswith("(()=>{")
    assert shipped.endswith("})();\n")


def test_a_script_that_would_end_its_element_is_refused() -> None:
    with pytest.raises(ValueError, match="</script"):
        lean('say("</SCRIPT>")', "script")
