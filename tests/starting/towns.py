"""A list of places in the town that is drawn by hand, and two in towns whose extracts may be there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from conftest import ROOT
from towns.harbour import degrees_of

EXTRACTS = Path(os.environ.get("TOURPACK_EXTRACTS") or ROOT.parent / "shared" / "data" / "osm")
"""Where helsinki.osm.pbf and krems.osm.gz may be, beside the checkout: small extracts of real towns."""

SPOTS = {"Town Hall": (50, 260), "Sailors' Memorial": (95, 225), "Saint Nicholas": (-55, 270), "Castle": (-165, 365)}
HARBOUR_PLACES = [(name, *degrees_of(*spot)) for name, spot in SPOTS.items()]
HELSINKI_PLACES = [
    ("Havis Amanda", 60.1676, 24.9521),
    ("Senate Square", 60.1695, 24.9522),
    ("Esplanade bandstand", 60.1675, 24.9469),
    ("Central Station", 60.1712, 24.9414),
]
KREMS_PLACES = [
    ("Dreifaltigkeitsplatz", 48.41036, 15.60121),
    ("Bürgerspitalskirche", 48.41101, 15.59983),
    ("Pfarrkirche St. Veit", 48.41171, 15.60025),
    ("Gozzoburg", 48.41200, 15.60201),
]
Places = list[tuple[str, float, float]]


def as_csv(places: Places) -> str:
    rows = [f"{n};{name};{lat:.5f};{lon:.5f}".replace(".", ",") for n, (name, lat, lon) in enumerate(places, 1)]
    return "\n".join(["Nr;Name;Lat;Lon", *rows]) + "\n"


def as_kml(places: Places) -> str:
    marks = [
        f"<Placemark><name>{name}</name><description><![CDATA[<p>About {name}.</p>]]></description>"
        f"<Point><coordinates>{lon},{lat},0</coordinates></Point></Placemark>"
        for name, lat, lon in places
    ]
    return f'<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{"".join(marks)}</Document></kml>'


def extract(name: str) -> Path:
    """Return the path of a real extract; skips the test where it is not there."""
    path = EXTRACTS / name
    if not path.exists():
        pytest.skip(f"the extract {name} is not here")
    return path
