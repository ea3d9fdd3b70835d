"""XML of a list of places as a tree, without entities of its own."""

from __future__ import annotations

from xml.parsers import expat

from tour.reading.xml_tree import Element, TreeReader


def read_xml(data: bytes, path: str) -> Element:
    """Return the root of the XML in *data*; *path* is what the faults show.

    Raises TourError, with its place, for broken XML, a DOCTYPE (so for every entity of one's own), and for more
    elements, or deeper ones, than a list of places has.
    """
    return _Reader(data, path, expat.ParserCreate()).read()


class _Reader(TreeReader):
    most = 300_000
    too_many = f"more than {most:,} elements", "keep to the places, without tracks"
    deepest = 60  # folders in folders; nobody has ten
    too_deep = f"elements are nested more than {deepest} deep", "export the list anew"
    broken = "look at this place and just before it, or export the list anew"

    def doctype(self, name: str, system: str | None, public: str | None, inside: bool) -> None:
        # Refused whole: entities can be made to grow without end, or to read other files.
        hint = "take out the line that begins with <!DOCTYPE, and write what its entities stand for"
        self.stop("a DOCTYPE is not allowed in a list of places", hint)
