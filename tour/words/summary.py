"""What the card says besides its stops and the way between them, in plain words: no drawing, no layout."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tour.model import Credit, Pack, Source, Tour
from tour.words import figures, rides
from tour.words.directions import unbroken
from tour.words.language import Words, words_of
from tour.words.plaintext import stopped

_PUBLISHERS = 4
"""That are named among the sources, at most."""


def facts(pack: Pack) -> list[str]:
    """Return what the walk takes, a phrase each; how much there is to load, the page says where it offers that."""
    tour, words = pack.tour, words_of(pack.tour)
    out = [words.count("stop", len(tour.stops))]
    if tour.walks:
        out.append(figures.long_distance(words, figures.total_metres(tour.walks)))
        minutes = figures.told_minutes(words, figures.total_minutes(tour.walks))
        out.append(words("card.walking", minutes=minutes))
    out += rides.times(tour)
    if pack.tracks:
        minutes = figures.told_minutes(words, figures.audio_minutes(pack.tracks))
        out.append(words("card.sound", minutes=minutes))
    if tour.stops:
        out.append(access(tour).removesuffix("."))
    return out


def at_a_glance(pack: Pack) -> Iterator[tuple[str, str]]:
    """Yield what the walk takes as (figure, what it counts) pairs."""
    tour, words = pack.tour, words_of(pack.tour)
    yield str(len(tour.stops)), words.count("stop_alone", len(tour.stops))
    if tour.walks:
        yield figures.glance(words, figures.total_metres(tour.walks))
        yield figures.duration(words, figures.total_minutes(tour.walks)), words("card.on_foot")
    yield from rides.glance(tour)
    if pack.tracks:
        minutes = figures.duration(words, figures.audio_minutes(pack.tracks))
        yield minutes, words("card.of_sound", megabytes=unbroken(_megabytes(words, pack)))


def access(tour: Tour) -> str:
    """Return how far the walk is free of steps, as most scripts tell it; what differs stands at its stop."""
    words, note = words_of(tour), usual_access(tour)
    if not note:
        return words("card.access_unknown")
    count = sum(stop.access == note for stop in tour.stops)
    if count == len(tour.stops):
        return words("card.access", note=stopped(note))
    stops = words.count("stop", len(tour.stops))
    return words("card.access_at", count=count, stops=stops, note=stopped(note))


def usual_access(tour: Tour) -> str:
    """Return the note on access that most stops have, of equals the first; nothing when none has any."""
    notes = Counter(stop.access for stop in tour.stops if stop.access)
    return notes.most_common(1)[0][0] if notes else ""


def loading(pack: Pack) -> list[str]:
    """Return how the sound gets on a phone, in three lines."""
    tour, words = pack.tour, words_of(pack.tour)
    first = pack.tracks[0].path
    files = words.count("mp3_file", len(pack.tracks))
    load = "card.load_copy"
    if tour.base_url:
        load = "card.load_scan"  # a code is printed
    return [
        words(load, folder=first.parent, files=files, megabytes=_megabytes(words, pack)),
        words("card.load_play", file=first.name),
        words("card.load_letters"),
    ]


def foot(tour: Tour, folded: bool, pages: int) -> str:
    """Return what stands at the foot of page 1 of so many *pages*."""
    if not folded:
        return tour.title
    return words_of(tour)("card.printing_one" if pages == 1 else "card.printing")


def not_walked(tour: Tour) -> str:
    """Return what a stranger has to know first; nothing once somebody has stood at every stop."""
    if tour.walked:
        return ""
    words = words_of(tour)
    return words("tour.not_walked", this=words("tour.this_card"))


def about(tour: Tour) -> Iterator[str]:
    """Yield who made the tour, from what and when."""
    words = words_of(tour)
    yield words("tour.synthetic")
    if checked := max((stop.facts for stop in tour.stops), default=""):
        yield words("tour.checked", date=words.date(checked))
    yield f"{_by(words, tour)} {tour.licence}".strip()


def _by(words: Words, tour: Tour) -> str:
    published = words.date(tour.published)
    if not tour.author:
        return words("card.published", date=published)
    return words("card.by", author=tour.author, date=published)


def sources(tour: Tour) -> str:
    """Return one sentence on where the facts come from; nothing when no source is named."""
    words, cited = words_of(tour), _cited(tour)
    if not cited:
        return ""
    count = words.count("source", len({source.key for source in cited}))
    most = publishers(tour)
    if len(most) < 2:
        return words("card.sources_count", sources=count)
    return words("card.sources_among", sources=count, names="; ".join(most))  # a publisher's name may hold a comma


def publishers(tour: Tour) -> list[str]:
    """Return those that the card names among the sources: of most of them, and named most often."""
    cited = _cited(tour)
    known = Counter(source.publisher for source in {one.key: one for one in cited}.values() if source.publisher)
    often = Counter(source.publisher for source in cited)
    return sorted(known, key=lambda name: (-known[name], -often[name], name))[:_PUBLISHERS]


def _cited(tour: Tour) -> list[Source]:
    """Return the sources that the stops name, as often as they do."""
    by_key = {source.key: source for source in tour.sources}
    return [by_key[key] for stop in tour.stops for key in stop.cites if key in by_key]


def sources_heading(tour: Tour) -> str:
    """Return what stands over credits and sources; nothing when there are none of either."""
    words = words_of(tour)
    if tour.credits and _cited(tour):
        return words("card.credits_and_sources")
    if tour.credits:
        return words("tour.credits")
    if _cited(tour):
        return words("tour.sources")
    return ""


def credit(words: Words, one: Credit) -> str:
    """Return who is thanked, for what and under which licence."""
    return ". ".join(part for part in (words("tour.credit", what=one.what, who=one.who), one.licence) if part)


def _megabytes(words: Words, pack: Pack) -> str:
    return words("figures.megabytes", n=figures.megabytes(pack.tracks))
