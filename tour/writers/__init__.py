"""What a pack is written by. A writer gives files and writes none."""

WRITERS = (
    "audio",
    "playlist",
    "card",
    "cover",
    "gpx",
    "geojson",
    "feed",
    "chapters",
    "captions",
    "page",
    "m4b",
)
"""The names of those that make a pack, in the order in which they run. Others are run only when they are asked for."""
