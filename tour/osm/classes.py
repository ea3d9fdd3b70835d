"""What the tags of a way or an area make it on the map of a walk (wiki.openstreetmap.org/wiki/Map_features).

The classes are those of ``streets.geojson``; see `tour.reading.mapdata`.
"""

from __future__ import annotations

import re

from tour.osm.elements import Tags

ROADS = {
    "motorway": "major",
    "motorway_link": "major",
    "trunk": "major",
    "trunk_link": "major",
    "primary": "major",
    "primary_link": "major",
    "secondary": "major",
    "secondary_link": "major",
    "tertiary": "collector",
    "tertiary_link": "collector",
    "residential": "local",
    "unclassified": "local",
    "living_street": "local",
    "road": "local",
    "busway": "local",
    "service": "local",
}
"""Ways that vehicles drive on."""
PATHS = ("footway", "path", "pedestrian", "cycleway", "bridleway", "track", "steps")
"""Ways for feet first."""
RAILS = ("rail", "light_rail", "subway", "tram", "narrow_gauge", "funicular", "monorail", "preserved")
_AISLES = ("parking_aisle", "driveway", "drive-through", "emergency_access", "parking", "bus")
"""Of ``service``: parts of somebody's ground, not streets."""
_BESIDE = ("sidewalk", "crossing", "traffic_island", "link", "access_aisle")
"""Of ``footway``: parts of a street that is drawn itself."""
_SHUNTED = ("yard", "crossover")
"""Of ``service`` on rails: what only a railwayman tells apart."""

_LANE = 3.25
"""Metres that a lane of a town's street commonly takes."""
_PARKED = 2.0
"""Metres that a row of cars takes, parked along the kerb."""
_WIDTHS = {
    "motorway": (22.0, 11.0),
    "trunk": (14.0, 9.0),
    "primary": (13.0, 8.0),
    "secondary": (11.0, 7.0),
    "tertiary": (9.0, 6.5),
    "living_street": (6.0, 4.5),
    "service": (5.0, 4.0),
}
"""Metres from kerb to kerb where neither width nor lanes are told: both ways, and one way."""
_COMMON = (8.0, 5.5)
_WATERWAYS = {"river": 12.0, "canal": 10.0, "stream": 2.0, "ditch": 1.5, "drain": 1.5, "tidal_channel": 8.0}
"""Waters that are drawn as lines, and how wide they are where nobody has told, in metres."""
_GREEN = {
    "leisure": ("park", "garden", "nature_reserve", "common", "golf_course"),
    "landuse": (
        "grass", "forest", "cemetery", "recreation_ground", "village_green", "meadow", "orchard", "vineyard",
        "allotments", "flowerbed",
    ),
    "natural": ("wood", "grassland", "scrub", "heath"),
    "amenity": ("grave_yard",),
}  # fmt: skip
_WIDEST = 200.0
_METRES = re.compile(r"(\d{1,4}(?:[.,]\d{1,3})?)\s*(m|ft|')?", re.ASCII)


def layer(tags: Tags) -> int:
    """Return how high something lies, 0 on the ground: by ``layer``, else by bridge or tunnel.

    A passage through a building is on the ground.
    """
    told = tags.get("layer", "")
    if re.fullmatch(r"-?\d{1,2}", told, re.ASCII):
        return int(told)
    if tags.get("bridge", "no") != "no":
        return 1
    return -1 if tunnelled(tags) else 0


def tunnelled(tags: Tags) -> bool:
    """Say whether something is in a tunnel; a passage through a building is none."""
    return tags.get("tunnel", "no") not in ("no", "building_passage")


def hidden(tags: Tags) -> bool:
    """Say whether something lies below the ground or in a house, where no map of a walk outdoors shows it."""
    if tunnelled(tags) or tags.get("location") in ("underground", "indoor"):
        return True
    return layer(tags) < 0 or tags.get("indoor", "no") not in ("no", "area")


def class_of(tags: Tags) -> str:
    """Return the class of anything, by its tags alone; nothing for what the map of a walk does not show.

    For exports, which hold what somebody chose to have in them: ramps without a name, sidewalks and private paths, too,
    which `carriageway` and `path` leave out of all that an extract holds.
    """
    if station(tags):
        return "station"
    if "highway" not in tags or tags.get("area") == "yes" or tags.get("place") == "square":
        return "rail" if rail(tags) else area(tags)
    if hidden(tags) or tags.get("service") in _AISLES:
        return ""
    return ROADS.get(tags["highway"], _on_foot(tags["highway"]))


def carriageway(tags: Tags) -> str:
    """Return the class of a roadway on the ground or on a bridge, or nothing: not for what lies below, for ramps
    without a name, for aisles and driveways, and for areas."""
    kind = tags.get("highway", "")
    if kind not in ROADS or hidden(tags) or tags.get("area") == "yes":
        return ""
    if "name" not in tags and (kind.endswith("_link") or tags.get("service") in _AISLES):
        return ""
    return ROADS[kind]


def path(tags: Tags) -> str:
    """Return ``path`` or ``steps`` for what is there to be walked, and drawn whoever walks there; or nothing.

    In a tunnel as well, for a walk may lead through it; not in a house, and not beside a street that is drawn.
    """
    kind = tags.get("highway", "")
    if kind not in PATHS or tags.get("area") == "yes" or tags.get("indoor", "no") != "no":
        return ""
    if tags.get("footway") in _BESIDE or tags.get("cycleway") in _BESIDE or tags.get("access") in ("private", "no"):
        return ""
    return _on_foot(kind)


def _on_foot(kind: str) -> str:
    """Return how a way of such a ``highway`` is drawn that is one of PATHS; nothing for any other."""
    if kind == "steps":
        return "steps"
    return "path" if kind in PATHS else ""


def walked(tags: Tags) -> str:
    """Return how a way is drawn that the route itself follows: as `carriageway` and `path` say, or as a path."""
    if drawn := carriageway(tags) or path(tags):
        return drawn
    kind = tags.get("highway", "")
    other = "path" if kind in ROADS or kind in ("platform", "corridor") else ""
    return _on_foot(kind) or other


def rail(tags: Tags) -> bool:
    """Say whether something is a track that can be seen."""
    return tags.get("railway") in RAILS and not hidden(tags) and tags.get("service") not in _SHUNTED


def rail_name(tags: Tags, name: str) -> str:
    """Return the *name* of a line; of sidings and trams nothing: theirs are numbers, and names of depots."""
    return "" if "service" in tags or tags["railway"] == "tram" else name


def station(tags: Tags) -> bool:
    """Say whether people come here by rail, bus or boat."""
    if tags.get("railway") in ("station", "halt", "tram_stop"):
        return True
    return tags.get("public_transport") == "station" or tags.get("amenity") in ("bus_station", "ferry_terminal")


def area(tags: Tags) -> str:
    """Return the class of an area: ``water``, ``square``, ``park``, ``building``, or nothing.

    Of buildings those with a name, and none that is below the ground.
    """
    if hidden(tags):
        return ""
    if tags.get("natural") == "water" or tags.get("waterway") in ("riverbank", "dock"):
        return "water"
    if "water" in tags or tags.get("landuse") == "reservoir":
        return "water"
    if tags.get("building", "no") != "no":
        return "building" if "name" in tags else ""
    if tags.get("place") == "square" or tags.get("man_made") == "pier":
        return "square"
    if tags.get("highway") in ("pedestrian", "footway"):
        return "square"
    return "park" if any(tags.get(key) in values for key, values in _GREEN.items()) else ""


def waterway(tags: Tags) -> float:
    """Return the metres that a river or a brook which is drawn as a line is wide; 0 for anything else."""
    kind = tags.get("waterway", "")
    if kind not in _WATERWAYS or hidden(tags):
        return 0.0
    return metres(tags.get("width", "")) or _WATERWAYS[kind]


def width(tags: Tags) -> float:
    """Return the metres from kerb to kerb of a roadway: as told, by its lanes and rows of parked cars, or as such
    streets commonly have."""
    if told := metres(tags.get("width:carriageway", "")) or metres(tags.get("width", "")):
        return told
    one_way = tags.get("oneway") in ("yes", "-1", "1", "true") or tags.get("junction") == "roundabout"
    lanes = tags.get("lanes", "")
    if re.fullmatch(r"[1-9]|1[0-2]", lanes):
        return round(int(lanes) * _LANE + _parked(tags), 2)
    kind = tags.get("highway", "").removesuffix("_link")
    return _WIDTHS.get(kind, _COMMON)[one_way]


def _parked(tags: Tags) -> float:
    """Return the metres that cars parked along the street take, where that is told."""
    rows = 0
    for sides, count in (("both", 2), ("left", 1), ("right", 1)):
        old, new = tags.get(f"parking:lane:{sides}", ""), tags.get(f"parking:{sides}", "")
        if old in ("parallel", "diagonal", "perpendicular") or new == "lane":
            rows += count
    return _PARKED * min(rows, 2)


def metres(text: str) -> float:
    """Return a length as people tag it, ``7.5``, ``7,5 m`` or ``24'``, in metres; 0 for anything else."""
    found = _METRES.fullmatch(text.strip())
    if not found:
        return 0.0
    long = float(found[1].replace(",", "."))
    if found[2] in ("ft", "'"):
        long *= 0.3048
    return round(min(long, _WIDEST), 2)
