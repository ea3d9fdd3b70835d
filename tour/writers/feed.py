"""The tour as a podcast: RSS 2.0 with the namespaces of iTunes, Podcasting 2.0 and Atom.

`rssboard.org/rss-specification`; Apple, "A Podcaster's Guide to RSS"; `podcastindex.org/namespace/1.0`. Own code over
lxml: feedgen writes no ``explicit`` of true or false, and does not know the podcast namespace.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from tour.formats.webvtt import captions, shifted, webvtt
from tour.model import Episode, File, Pack, Stop, Tour
from tour.words.degrees import as_given
from tour.words.feed_items import Item, items
from tour.words.for_apps import cautions
from tour.words.links import episode_captions_path, home, link
from tour.words.plaintext import plain, stopped
from tour.writers import writer

if TYPE_CHECKING:
    from lxml import etree

ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
PODCAST = "https://podcastindex.org/namespace/1.0"
ATOM = "http://www.w3.org/2005/Atom"

_FEED = PurePosixPath("feed.xml")
_COVER = PurePosixPath("cover.jpg")
_LONGEST_PLACE = 128
"""Characters of a location's name before aggregators cut it."""


@writer(needs_episode=True, needs_base_url=True)
def feed(pack: Pack) -> Iterator[File]:
    """Yield feed.xml, and captions for the episode if there is one; nothing for a tour without base_url.

    A feed needs whole addresses: without a home there is none.
    """
    if not pack.tour.base_url:
        return
    from lxml import etree

    rss = etree.Element("rss", {"version": "2.0"}, nsmap={"itunes": ITUNES, "podcast": PODCAST, "atom": ATOM})
    channel = _add(rss, "channel")
    _channel(channel, pack)
    for number, item in enumerate(items(pack, _sizes(pack)), 1):
        _item(_add(channel, "item"), pack.tour, item, number)
    xml: bytes = etree.tostring(rss, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    yield File(_FEED, (xml,))
    if pack.episode:
        yield File(episode_captions_path(pack.tour), (_whole(pack, pack.episode),))


def _sizes(pack: Pack) -> dict[PurePosixPath, int]:
    """Return the bytes of each track's file."""
    from tour.cover.cover import cover_jpeg
    from tour.formats.id3_tags import mp3_size

    picture = cover_jpeg(pack.tour)
    return {track.path: mp3_size(pack, track, picture) for track in pack.tracks}


def _channel(channel: etree._Element, pack: Pack) -> None:
    tour = pack.tour
    author = plain(tour.author or tour.title)
    _add(channel, "title", plain(tour.title))
    _add(channel, "link", home(tour))
    _add(channel, f"{{{ATOM}}}link", rel="self", type="application/rss+xml", href=link(tour, _FEED))
    paragraphs = [stopped(plain(tour.subtitle))] if tour.subtitle else []
    _add(channel, "description", _html([*paragraphs, *cautions(tour)], home(tour)))
    _add(channel, "language", tour.language)
    rights = f"© {tour.published[:4]} {author}"
    _add(channel, "copyright", f"{rights}. {plain(tour.licence)}" if tour.licence else rights)
    _add(channel, "pubDate", _date(tour, 0))
    _add(channel, "generator", "tourpack")
    image = _add(channel, "image")
    _add(image, "url", link(tour, _COVER))
    _add(image, "title", plain(tour.title))
    _add(image, "link", home(tour))
    _add(channel, f"{{{ITUNES}}}type", "serial")
    _add(channel, f"{{{ITUNES}}}author", author)
    _add(channel, f"{{{ITUNES}}}image", href=link(tour, _COVER))
    _add(channel, f"{{{ITUNES}}}explicit", "false")
    topic = _add(channel, f"{{{ITUNES}}}category", text="Society & Culture")
    _add(topic, f"{{{ITUNES}}}category", text="Places & Travel")
    # "Items represent chapters within the book": so apps keep the order and the place where one stopped.
    _add(channel, f"{{{PODCAST}}}medium", "audiobook")
    _location(channel, tour, tour.stops[0] if tour.stops else None)


def _item(out: etree._Element, tour: Tour, item: Item, number: int) -> None:
    _add(out, "title", item.title)
    _add(out, "link", home(tour))
    _add(out, "description", _html(item.paragraphs, home(tour)))
    _add(out, "enclosure", url=link(tour, item.path), length=str(item.size), type=item.kind)
    _add(out, "guid", f"{tour.slug}/{item.path.as_posix()}", isPermaLink="false")
    _add(out, "pubDate", _date(tour, number - 1))
    _add(out, f"{{{ITUNES}}}title", item.title)
    _add(out, f"{{{ITUNES}}}episode", str(number))
    _add(out, f"{{{ITUNES}}}episodeType", "full")
    _add(out, f"{{{ITUNES}}}duration", str(round(item.seconds)))
    _add(out, f"{{{ITUNES}}}explicit", "false")
    _add(out, f"{{{PODCAST}}}transcript", url=link(tour, item.captions), type="text/vtt", language=tour.language)
    if item.chapters:
        chapters = link(tour, PurePosixPath("chapters.json"))
        _add(out, f"{{{PODCAST}}}chapters", url=chapters, type="application/json+chapters")
    _location(out, tour, item.stop)


def _location(out: etree._Element, tour: Tour, stop: Stop | None) -> None:
    if not stop or not stop.place:
        return
    place = as_given(tour)(stop.place)
    name = plain(f"{stop.title}, {stop.address}" if stop.address else stop.title)[:_LONGEST_PLACE]
    # RFC 5870: latitude first.
    _add(out, f"{{{PODCAST}}}location", name, rel="subject", geo=f"geo:{_degrees(place.lat)},{_degrees(place.lon)}")


def _degrees(degrees: float) -> str:
    return f"{degrees:.7f}".rstrip("0").rstrip(".")


def _html(paragraphs: Iterable[str], address: str) -> str:
    """Return the paragraphs as HTML, which is what readers take a description for, with a link to the page."""
    body = "".join(f"<p>{escape(words)}</p>" for words in paragraphs if words)
    return f'{body}<p><a href="{escape(address)}">{escape(address)}</a></p>'


def _date(tour: Tour, minutes: int) -> str:
    """Return when the item so many minutes after the first came out, as RFC 2822 writes it."""
    day = datetime.fromisoformat(tour.published).replace(tzinfo=UTC)
    return format_datetime(day + timedelta(minutes=minutes), usegmt=True)


def _whole(pack: Pack, episode: Episode) -> bytes:
    tour = pack.tour
    ends = (*episode.starts[1:], episode.seconds)
    shown = (
        caption
        for track, start, end in zip(pack.tracks, episode.starts, ends, strict=True)
        for caption in shifted(captions(track, tour.gaps), start, end)
    )
    return webvtt(tour.title, tour.language, shown)


def _add(parent: etree._Element, name: str, words: str = "", /, **attributes: str) -> etree._Element:
    from lxml import etree

    child = etree.SubElement(parent, name, attributes)
    if words:
        child.text = words
    return child
