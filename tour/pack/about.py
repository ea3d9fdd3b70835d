"""What the manifest says of a pack, besides its files."""

from __future__ import annotations

from typing import Any

from tour import __version__
from tour.model import Kerb, Leg, Pack, Stop, Track
from tour.timing import listening_seconds, riding_seconds, walking_seconds
from tour.words.card_digest import card_digest


def about(pack: Pack) -> dict[str, Any]:  # JSON
    """Return what the manifest says of *pack*, besides its files."""
    tour = pack.tour
    return {
        "generator": f"tourpack {__version__}",
        "title": tour.title,
        "subtitle": tour.subtitle,
        "slug": tour.slug,
        "language": tour.language,
        "published": tour.published,
        "author": tour.author,
        "licence": tour.licence,
        "card": card_digest(pack),
        "loudness": tour.loudness,
        "papers": list(tour.papers),
        "voice": {"engine": tour.voice.engine, "name": tour.voice.name, "synthetic": True},
        "walked": tour.walked,
        "metres": sum(round(leg.metres) for leg in tour.walks),
        "walking_seconds": round(walking_seconds(tour)),
        "riding_seconds": round(riding_seconds(tour)),
        "listening_seconds": round(listening_seconds(pack), 1),
        "audio_bytes": sum(track.size for track in pack.tracks),
        "stops": list(map(_stop, tour.stops)),
        "legs": list(map(_leg, tour.legs)),
        "tracks": list(map(_track, pack.tracks)),
    }


def _stop(stop: Stop) -> dict[str, Any]:  # JSON
    return {
        "number": stop.number,
        "slug": stop.slug,
        "title": stop.title,
        "place": [stop.place.lat, stop.place.lon] if stop.place else None,
        "stand": stop.stand,
        "facts": stop.facts or None,
        "walked": stop.walked or None,
    }


def _leg(leg: Leg) -> dict[str, Any]:  # JSON
    return {
        "from": leg.start,
        "to": leg.end,
        "by": leg.by,
        "line": leg.line or None,
        "metres": round(leg.metres),
        "seconds": round(leg.seconds),
        # Unsettled in a folder with nothing but a card, of a tour whose sound would not be built.
        "crossings": None if leg.unsettled else list(leg.crossings),
        "kerbs": None if leg.unsettled else list(map(_kerb, leg.kerbs)),
    }


def _kerb(kerb: Kerb) -> dict[str, Any]:  # JSON
    return {
        "street": kerb.street,
        "near_metres": round(kerb.near_metres, 1),
        "far_metres": round(kerb.far_metres, 1),
        "error_metres": round(kerb.error_metres, 1),
    }


def _track(track: Track) -> dict[str, Any]:  # JSON
    return {
        "number": track.number,
        "path": track.path.as_posix(),
        "stop": track.stop,
        "kind": track.kind,
        "title": track.title,
        "seconds": track.seconds,
        "words": track.words,
        "lufs": track.lufs,
        "dbtp": track.dbtp,
        "pauses": list(map(list, track.pauses)),
        "sounds": list(map(list, track.sounds)),
        **_way(track),
    }


def _way(track: Track) -> dict[str, Any]:  # JSON
    """Return which leg a track is for; of a walk's words also which part they are, and how they are heard."""
    way = track.way
    if way is None:
        return {}
    if track.kind == "quiet":
        return {"leg": way.leg}
    return {
        "leg": way.leg,
        "part": way.part,
        "starts_metres": way.starts_metres,
        "stand_seconds": way.stand_seconds,
    }
