"""What OpenStreetMap's tags say to somebody on foot (wiki.openstreetmap.org: Key:highway, Key:access, Key:foot)."""

from __future__ import annotations

from tour.osm import classes
from tour.osm.elements import Tags

_PATHS = (
    "footway",
    "path",
    "pedestrian",
    "steps",
    "cycleway",
    "track",
    "bridleway",
    "platform",
    "crossing",
    "elevator",
)
_NEVER = ("motorway", "motorway_link", "busway")
_OPEN = ("yes", "designated", "permissive", "official", "public")
_FACTORS = {
    "steps": 1.2,
    "cycleway": 1.15,
    "track": 1.15,
    "bridleway": 1.3,
    "platform": 1.2,
    "elevator": 3.0,
    "service": 1.1,
    "residential": 1.05,
    "unclassified": 1.05,
    "road": 1.1,
    "tertiary": 1.15,
    "tertiary_link": 1.2,
    "secondary": 1.25,
    "secondary_link": 1.3,
    "primary": 1.35,
    "primary_link": 1.4,
    "trunk": 1.6,
    "trunk_link": 1.6,
}
"""How many metres of a good path a metre of such a way is worth: mild, so that a way round stays within a tenth."""


def factor(tags: Tags, *, step_free: bool = False) -> float | None:
    """Return what a metre of a way costs, in metres of a good path; None where nobody may or should walk.

    A ``foot`` tag of its own goes before ``access``. Motorways never; trunk roads only with a sidewalk or where
    ``foot`` allows it; what lies indoors only where ``foot`` allows it. With *step_free*, no steps and nothing
    that a wheelchair cannot use.
    """
    kind = tags.get("highway", "")
    if kind in _NEVER or (kind not in classes.ROADS and kind not in _PATHS):
        return None
    if not _allowed(tags, kind) or (step_free and _stepped(tags)):
        return None
    cost = _FACTORS.get(kind, 1.0)
    if tags.get("access") == "destination" and "foot" not in tags:
        cost += 0.2
    if kind == "service" and tags.get("service") in ("driveway", "parking_aisle", "drive-through"):
        cost += 0.3
    if tunnelled(tags):
        cost += 0.1
    return cost


def _allowed(tags: Tags, kind: str) -> bool:
    foot = tags.get("foot")
    if foot:
        return foot in _OPEN or foot == "destination"
    if kind in ("trunk", "trunk_link") and not has_sidewalk(tags):
        return False
    if tags.get("indoor", "no") != "no" or tags.get("motorroad") == "yes":
        return False
    return tags.get("access", "yes") in (*_OPEN, "destination")


def _stepped(tags: Tags) -> bool:
    """Say whether the tags tell that no wheelchair gets along here."""
    if tags.get("wheelchair") == "no":
        return True
    return tags.get("highway") == "steps" and tags.get("ramp:wheelchair") != "yes"


def checked_step_free(tags: Tags) -> bool:
    """Say whether somebody looked, and found that a wheelchair gets along. A missing tag says nothing."""
    return tags.get("wheelchair") in ("yes", "designated")


def passable(tags: Tags, *, step_free: bool = False) -> bool:
    """Say whether one gets past a node on a way: a gate that is locked, or private, stops everybody."""
    if "barrier" not in tags and tags.get("highway") != "elevator":
        return True
    if tags.get("barrier") in ("wall", "fence", "hedge"):
        return False
    if step_free and (tags.get("barrier") in ("stile", "turnstile", "kissing_gate") or tags.get("wheelchair") == "no"):
        return False
    if "foot" in tags:
        return tags["foot"] in _OPEN
    return tags.get("access", "yes") in (*_OPEN, "destination") and tags.get("locked") != "yes"


def road(tags: Tags) -> bool:
    """Say whether cars drive on a way."""
    return tags.get("highway", "") in classes.ROADS


def one_way(tags: Tags) -> bool:
    """Say whether cars drive along a road one way only."""
    return tags.get("oneway") in ("yes", "-1", "1", "true") or roundabout(tags)


def roundabout(tags: Tags) -> bool:
    """Say whether a road is a piece of a circle that cars drive round."""
    return tags.get("junction") in ("roundabout", "circular")


def has_sidewalk(tags: Tags) -> bool:
    """Say whether a road has a sidewalk that is not drawn apart."""
    return bool(sidewalks(tags))


def sidewalks(tags: Tags) -> str:
    """Return on which sides of a road, seen along its line, there is a sidewalk: ``both``, ``left``, ``right`` or
    nothing, where there is none or nobody has told."""
    told = tags.get("sidewalk", tags.get("sidewalk:both", ""))
    if told in ("both", "yes"):
        return "both"
    if told in ("left", "right"):
        return told
    sides = [one for one in ("left", "right") if tags.get(f"sidewalk:{one}") == "yes"]
    return "both" if len(sides) == 2 else "".join(sides)


def drawn_apart(tags: Tags) -> bool:
    """Say whether a road tells that its sidewalks are lines of their own."""
    return "separate" in {tags.get(key) for key in ("sidewalk", "sidewalk:both", "sidewalk:left", "sidewalk:right")}


def tunnelled(tags: Tags) -> bool:
    """Say whether a way lies below the ground, or in a house."""
    return tags.get("tunnel", "no") != "no"


def bridged(tags: Tags) -> bool:
    """Say whether a way is on a bridge."""
    return tags.get("bridge", "no") != "no"


def weight(tags: Tags) -> str:
    """Return how much drives on a road: ``major``, ``collector`` or ``local``."""
    return classes.ROADS.get(tags.get("highway", ""), "major")


def signalled(tags: Tags) -> bool:
    """Say whether a crossing, a node or a way, has signals for walkers."""
    if tags.get("crossing:signals") in ("yes", "separate"):
        return True
    return "traffic_signals" in tags.get("crossing", "").split(";")


def marked(tags: Tags) -> bool:
    """Say whether a node or a way is a place to cross."""
    if tags.get("crossing") in ("no", "unmarked"):
        return False
    return tags.get("highway") == "crossing" or tags.get("footway") == "crossing" or "crossing" in tags
