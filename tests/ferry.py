"""The small tour of conftest.py with a ferry in it, to an island with one more walk."""

from __future__ import annotations

from conftest import TourTest

ISLAND = """\
---
title: The Island
place: [51.50030, -0.06900]
stand: on the jetty
facts: 2026-01-02
---

# Look

This is the island.

# Walk

Walk along the shore.
"""
LIGHT = """\
---
title: The Lighthouse
place: [51.50130, -0.06900]
stand: at the lighthouse door
facts: 2026-01-02
---

# Look

This is the lighthouse.
"""
RIDE = "by: ferry\nline: Line 19 to the Island\nminutes: 12\n"
SHORE = """\
  <trk><trkseg>
    <trkpt lat="51.50030" lon="-0.06900"/>
    <trkpt lat="51.50130" lon="-0.06900"/>
  </trkseg></trk>
</gpx>
"""
WATER = """\
  <trk><trkseg>
    <trkpt lat="51.50030" lon="-0.09800"/>
    <trkpt lat="51.49500" lon="-0.08300"/>
    <trkpt lat="51.50030" lon="-0.06900"/>
  </trkseg></trk>
"""


def with_ferry(tour: TourTest) -> TourTest:
    """Return a tour from the quay on foot to the mill, by ferry to an island, and on foot to its lighthouse."""
    tour.edit("02-mill.md", "facts:", f"{RIDE}facts:")
    tour.edit("02-mill.md", "# Card", "# Walk\n\nTake the ferry, and look back at the town.\n\n# Card")
    tour.write("03-island.md", ISLAND).write("04-light.md", LIGHT)
    tour.edit("00-welcome.md", "There are two stops", "There are four stops")
    tour.edit("00-welcome.md", "{say: two stops, stops: 2}", "{say: four stops, stops: 4}")
    return tour.edit("route.gpx", "</gpx>\n", SHORE)
