"""The media type of each kind of file in a pack. The system's own table differs from one machine to the next."""

from __future__ import annotations

from pathlib import PurePath

UNKNOWN = "application/octet-stream"

TYPES = {
    ".css": "text/css; charset=utf-8",
    ".geojson": "application/geo+json",
    ".gpx": "application/gpx+xml",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".m3u8": "application/vnd.apple.mpegurl",
    ".m4a": "audio/mp4",
    ".m4b": "audio/mp4",
    ".md": "text/plain; charset=utf-8",
    ".mp3": "audio/mpeg",
    ".otf": "font/otf",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".txt": "text/plain; charset=utf-8",
    ".vtt": "text/vtt; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
    ".zip": "application/zip",
}
_FEED = "feed.xml"


def media_type(path: PurePath) -> str:
    """Return the Content-Type of a file by its name."""
    return "application/rss+xml" if path.name == _FEED else TYPES.get(path.suffix.lower(), UNKNOWN)
