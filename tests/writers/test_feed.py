"""The podcast: as feedparser and lxml read it, which did not write it."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import replace
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import feedparser
import pytest
from lxml import etree, html

from conftest import FILES, TourTest
from tour.model import Cue, Episode, Pack, Tour
from tour.writers.feed import ATOM, ITUNES, PODCAST, feed

Walk = Callable[..., Tour]
Packed = Callable[[Tour], Pack]
NAMES = {"itunes": ITUNES, "podcast": PODCAST, "atom": ATOM}
BASE = "https://tours.museum/sights"
HOSTILE = '3 < 4 & "quoted" ]]> <script>alert(1)</script> <img src=x onerror=alert(1)> \u202egpj.exe'


@pytest.fixture
def pack(walk: Walk, packed: Packed) -> Pack:
    """Two stops, four tracks; the last one tells the ending."""
    made = packed(walk([(0, 0), (300, 0)], base_url=BASE))
    *tracks, last = (replace(track, title=f"{track.number}. {track.title}") for track in made.tracks)
    last = replace(last, kind="ending", title="2. How the film ends", cues=(Cue(0.7, "The butler did it."),))
    return replace(made, tracks=(*tracks, last))


@pytest.fixture
def whole(pack: Pack) -> Pack:
    """The same with all of it in one file too."""
    return replace(pack, episode=Episode((Path("unread.aac"),), 4_000_001, 480.4, (0.0, 120.1, 240.2, 360.3)))


def files(pack: Pack) -> dict[str, bytes]:
    return {
        file.path.as_posix(): b"".join(part for part in file.parts if isinstance(part, bytes)) for file in feed(pack)
    }


def channel(xml: bytes) -> etree._Element:
    [found] = etree.fromstring(xml)
    return found


def entries(xml: bytes) -> list[Any]:  # feedparser has no types
    found = feedparser.parse(xml)
    assert not found.bozo, found.get("bozo_exception")
    return list(found.entries)


def texts(element: etree._Element, path: str) -> list[str]:
    found = element.xpath(path, namespaces=NAMES)
    assert isinstance(found, list)
    return [str(one) for one in found]


def test_a_tour_without_a_home_has_no_feed(pack: Pack) -> None:
    assert files(replace(pack, tour=replace(pack.tour, base_url=""))) == {}


def test_it_is_written_as_the_golden_file(whole: Pack, golden: Callable[[str, str], None]) -> None:
    xml = files(whole)["feed.xml"].decode()

    # A tag is as long as its picture, and that hangs on the image library.
    golden("apps/feed.xml", re.sub('length="[0-9]+" type="audio/mpeg"', 'length="…" type="audio/mpeg"', xml))


def test_the_whole_tour_comes_first_and_the_tracks_follow_in_order(whole: Pack) -> None:
    found = entries(files(whole)["feed.xml"])

    assert [entry.title for entry in found] == [
        "Fine Sights: the whole tour", "1. Sight 1", "2. Sight 1", "3. Sight 2", "2. How the film ends",
    ]  # fmt: skip
    assert [entry.itunes_episode for entry in found] == ["1", "2", "3", "4", "5"]
    [sound] = found[0].enclosures
    assert (sound.href, sound.length, sound.type) == (f"{BASE}/sights.m4b", "4000001", "audio/x-m4a")


def test_dates_rise_by_a_minute_from_the_day_of_publication(whole: Pack) -> None:
    found = entries(files(whole)["feed.xml"])

    seconds = [calendar.timegm(entry.published_parsed) for entry in found]
    assert [second - seconds[0] for second in seconds] == [0, 60, 120, 180, 240]
    assert parsedate_to_datetime(found[0].published).isoformat() == "2026-02-01T00:00:00+00:00"


def test_a_new_title_keeps_the_episodes_identity(pack: Pack) -> None:
    before = [entry.id for entry in entries(files(pack)["feed.xml"])]

    retitled = replace(pack, tracks=tuple(replace(track, title="Another") for track in pack.tracks))

    assert [entry.id for entry in entries(files(retitled)["feed.xml"])] == before
    assert len(set(before)) == 4
    assert not any(entry.guidislink for entry in entries(files(retitled)["feed.xml"]))


def test_it_speaks_the_namespaces_of_podcast_apps(whole: Pack) -> None:
    found = channel(files(whole)["feed.xml"])

    assert texts(found, "itunes:type/text()") == ["serial"]
    assert texts(found, ".//itunes:category/@text") == ["Society & Culture", "Places & Travel"]
    assert set(texts(found, ".//itunes:explicit/text()")) == {"false"}
    assert texts(found, "itunes:image/@href") == [f"{BASE}/cover.jpg"]
    assert texts(found, "atom:link[@rel='self']/@href") == [f"{BASE}/feed.xml"]
    assert texts(found, "podcast:medium/text()") == ["audiobook"]
    assert texts(found, "item/itunes:duration/text()") == ["480", "120", "120", "120", "120"]
    assert texts(found, "item/podcast:chapters/@url") == [f"{BASE}/chapters.json"]
    assert texts(found, "item[1]/podcast:chapters/@type") == ["application/json+chapters"]
    assert texts(found, "podcast:location/@geo") == ["geo:34.06,-118.35"]
    assert texts(found, "item[4]/podcast:location/@geo") == ["geo:34.06,-118.34674"]
    assert texts(found, "item/podcast:transcript/@url") == [
        f"{BASE}/transcripts/{stem}.vtt" for stem in ("sights", "01a-stop-1", "01b-stop-1", "02a-stop-2", "02b-stop-2")
    ]


def test_captions_of_the_whole_tour_begin_where_each_track_does(whole: Pack) -> None:
    captions = files(whole)["transcripts/sights.vtt"].decode()

    assert "00:06:01.000 --> 00:07:58.800\nThe butler did it." in captions


def test_no_title_or_description_tells_the_ending(whole: Pack) -> None:
    found = entries(files(whole)["feed.xml"])

    assert "butler" not in files(whole)["feed.xml"].decode()
    assert "This track tells how the film ends." in found[-1].description


def test_the_show_says_what_has_to_be_said(whole: Pack) -> None:
    [text] = texts(channel(files(whole)["feed.xml"]), "description/text()")

    for words in ("not yet walked", "A synthetic voice narrates this tour.", "Mind the cars.", f'href="{BASE}/"'):
        assert words in text


def test_hostile_words_are_only_words(whole: Pack) -> None:
    tour = whole.tour
    stops = tuple(replace(stop, title=f"{HOSTILE}\x07", stand=HOSTILE, card=(HOSTILE,)) for stop in tour.stops)
    tour = replace(
        tour, title=HOSTILE, subtitle=HOSTILE, author=HOSTILE, safety=(HOSTILE,), stops=stops, licence=HOSTILE
    )
    tracks = tuple(replace(track, title=f"{HOSTILE}\x07") for track in whole.tracks)

    xml = files(replace(whole, tour=replace(tour, base_url='https://a.org/"><script>'), tracks=tracks))["feed.xml"]

    inert = HOSTILE.replace("\u202e", "")
    found = channel(xml)
    assert texts(found, "//title/text()") == [inert, inert, f"{inert}: the whole tour", *[inert] * 4]
    assert not found.xpath("//script | //img")
    assert "\u202e" not in xml.decode()
    # What a reader does with a description: it takes it for HTML.
    for text in texts(found, "//description/text()"):
        assert {element.tag for element in html.fragment_fromstring(text, create_parent=True).iter()} == {
            "div",
            "p",
            "a",
        }
    for address in texts(found, "//@url | //@href | //link/text()"):
        assert re.fullmatch("https://a\\.org/%22%3E%3Cscript%3E/[a-z0-9./-]*", address)
    assert len(entries(xml)) == 5


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> TourTest:
    test = TourTest(tmp_path_factory.mktemp("published"))
    for name, text in FILES.items():
        test.write(name, text)
    test.edit("tour.toml", 'language = "en"', 'language = "en"\nbase_url = "https://tours.museum/harbour"')
    test.edit("02-mill.md", "# Card", "# Ending\n\nThe butler did it.\n\n# Card")
    test.run("build", "--executor", "inline").ok()
    test.build("--only", "captions", "--only", "feed")
    return test


def test_in_a_built_pack_every_enclosures_length_is_its_files(built: TourTest) -> None:
    pack = built.files()

    found = entries(pack["feed.xml"])

    assert len(found) >= 5
    for entry in found:
        [sound] = entry.enclosures
        path = sound.href.removeprefix("https://tours.museum/harbour/")
        assert int(sound.length) == len(pack[path]), path


def test_in_a_built_pack_every_address_is_a_files(built: TourTest) -> None:
    pack = built.files()

    named = texts(channel(pack["feed.xml"]), "//enclosure/@url | //podcast:*/@url | //itunes:image/@href")

    assert len(named) > 8
    assert {address.removeprefix("https://tours.museum/harbour/") for address in named} <= pack.keys()
    assert b"butler" not in pack["feed.xml"]
