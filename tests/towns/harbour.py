"""The plan of a town that does not exist, with every trap that real towns set for a map and for a walk.

    python tests/towns/harbour.py     write harbour.osm anew, from this plan

Positions are metres east and north of the corner of Hafenstraße and Kirchgasse. South of y = 40 is the sea, and the
river Aue comes down into it at x = 620. In the middle stands the market square, in the west the lower town with its
steps up to the castle, in the east the broad Ringstraße with an arm for each direction.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import cos, degrees, radians
from pathlib import Path
from xml.sax.saxutils import quoteattr

LAT, LON = 54.0, 10.0
"""Of (0, 0)."""
_EARTH_RADIUS = 6_371_008.8
BOX = (-320.0, -180.0, 760.0, 560.0)
"""West, south, east, north of what the extract covers."""

Point = tuple[float, float]
Line = list[Point]


def degrees_of(x: float, y: float) -> tuple[float, float]:
    """Return the latitude and longitude of (*x*, *y*), to seven decimals."""
    lat = LAT + degrees(y / _EARTH_RADIUS)
    return round(lat, 7), round(LON + degrees(x / (_EARTH_RADIUS * cos(radians(LAT)))), 7)


@dataclass
class Town:
    """What has been drawn so far. Lines that pass through one point share its node."""

    at: dict[Point, int] = field(default_factory=dict)
    tags: dict[int, dict[str, str]] = field(default_factory=dict)
    ways: list[tuple[int, list[int], dict[str, str]]] = field(default_factory=list)
    relations: list[tuple[int, list[tuple[int, str]], dict[str, str]]] = field(default_factory=list)

    def node(self, point: Point, tags: str = "") -> int:
        ref = self.at.setdefault(point, 1000 + len(self.at))
        self.tags.setdefault(ref, {}).update(_tags(tags))
        return ref

    def way(self, line: Line, tags: str = "", *, beyond: bool = False) -> int:
        """Draw a line; *beyond*: it goes on to a node that the extract lacks."""
        ref = 100 + len(self.ways)
        nodes = [self.node(point) for point in line]
        self.ways.append((ref, nodes + [999_999] * beyond, _tags(tags)))
        return ref

    def area(self, ring: Line, tags: str = "") -> int:
        return self.way([*ring, ring[0]], tags)

    def relation(self, members: list[tuple[int, str]], tags: str) -> None:
        self.relations.append((10 + len(self.relations), members, _tags(tags)))


def _tags(text: str) -> dict[str, str]:
    """Return ``key=value; key=value`` as a dict."""
    pairs = [pair.partition("=") for pair in text.split(";") if pair.strip()]
    return {key.strip(): value.strip() for key, _, value in pairs}


def box(left: float, bottom: float, right: float, top: float) -> Line:
    """Return the corners of a rectangle, anticlockwise."""
    return [(left, bottom), (right, bottom), (right, top), (left, top)]


def harbour() -> Town:
    town = Town()
    for draw in (_sea, _river, _streets, _ring, _sidewalks, _market, _theatre, _lower_town, _yards, _rails, _others):
        draw(town)
    return town


def _sea(town: Town) -> None:
    """The coast has the land on its left, in two ways that meet; an island; a basin; and a mole that is no coast."""
    town.way([(-420, 30), (-300, 44), (-120, 40), (40, 42), (40, 70), (130, 70), (130, 40)], "natural=coastline")
    town.way([(130, 40), (300, 36), (480, 44), (600, 40), (650, 40), (760, 30), (860, 34)], "natural=coastline")
    town.area([(250, -120), (320, -130), (340, -80), (270, -60)], "natural=coastline; place=islet; name=Möwenstein")
    town.way([(300, 36), (300, -20)], "man_made=pier; highway=footway; name=Mole")
    town.node((170, -60), "place=sea; name=Die Bucht; name:en=The Bay")


def _river(town: Town) -> None:
    """The river is an area of two banks and an island, and a line with its name; the brook is only a line."""
    west = [(600, 40), (596, 160), (600, 300), (590, 440), (594, 600)]
    east = [(594, 600), (640, 600), (636, 440), (648, 300), (640, 160), (650, 40), (600, 40)]
    island = box(612, 250, 628, 290)
    outer = [(town.way(west), "outer"), (town.way(east), "outer")]
    inner = town.area(island, "landuse=grass")
    town.relation(
        [*outer, (inner, "inner")], "type=multipolygon; natural=water; water=river; name=Aue; name:es=Río Aue"
    )
    town.way([(617, 600), (612, 440), (606, 270), (618, 160), (625, 40)], "waterway=river; name=Aue; name:es=Río Aue")
    town.way([(606, 440), (480, 470), (300, 480)], "waterway=stream; name=Mühlbach; width=3")
    town.way([(300, 480), (200, 480)], "waterway=stream; name=Mühlbach; tunnel=culvert; layer=-1")


def _streets(town: Town) -> None:
    """Streets with all that is not one: a motorway with ramps, aisles, what is being built, what is below."""
    town.way(
        [(-320, 100), (-200, 100), (-80, 100), (0, 100), (100, 100), (200, 100), (300, 100), (400, 100)],
        "highway=primary; name=Hafenstraße; name:en=Harbour Street; name:es=Calle del Puerto; lanes=2; width=14; "
        "sidewalk=separate",
    )
    town.way([(414, 100), (500, 100), (560, 100), (590, 100)], "highway=primary; name=Hafenstraße; lanes=2")
    town.way(
        [(590, 100), (660, 100)],
        "highway=primary; name=Hafenstraße; lanes=2; bridge=yes; layer=1; bridge:name=Auebrücke; sidewalk=both",
    )
    town.way([(660, 100), (760, 100)], "highway=primary; name=Hafenstraße; lanes=2", beyond=True)
    town.way([(0, 100), (0, 110), (0, 180), (0, 200)], "highway=residential; name=Kirchgasse; sidewalk=both")
    town.way([(0, 320), (0, 400), (0, 460)], "highway=residential; name=Kirchgasse; sidewalk=both")
    town.way([(200, 100), (200, 110), (200, 180), (200, 260)], "highway=tertiary; name=Neue Straße; sidewalk=both")
    town.way([(200, 260), (200, 400), (200, 460)], "highway=tertiary; name=Neue Straße; sidewalk=both")
    town.way([(0, 460), (200, 460), (400, 460)], "highway=unclassified; name=長崎通り; name:en=Nagasaki Road; lanes=2")
    town.way([(200, 260), (300, 260), (400, 260)], "highway=living_street; name=ถนนราชดำเนิน")
    town.way([(-320, 530), (200, 530), (760, 530)], "highway=motorway; ref=A 7; name=Küstenautobahn; lanes=4")
    town.way([(200, 530), (260, 500), (300, 460)], "highway=motorway_link; oneway=yes")
    town.way([(300, 460), (300, 400)], "highway=service; name=Zum Parkplatz")
    town.way([(300, 400), (340, 400), (340, 430), (300, 430)], "highway=service; service=parking_aisle")
    town.way([(120, 460), (120, 400)], "highway=service; service=driveway")
    town.way([(400, 400), (520, 400)], "highway=construction; construction=residential; name=Baustraße")
    town.way([(400, 420), (520, 420)], "highway=proposed; name=Traumstraße")
    town.way([(-200, 300), (-80, 300), (0, 320)], "highway=secondary; name=Schlosstunnel; tunnel=yes; layer=-1")
    town.way([(100, 100), (100, 74)], "highway=service")


def _ring(town: Town) -> None:
    """A street of two arms, with signals at the corner and an underpass further north."""
    south = "highway=secondary; name=Ringstraße; oneway=yes; lanes=2; sidewalk=separate"
    town.way([(400, 560), (400, 460), (400, 400), (400, 340), (400, 260), (400, 110), (400, 100), (400, 80)], south)
    town.way([(414, 80), (414, 100), (414, 110), (414, 400), (414, 560)], south)
    town.way([(400, 100), (414, 100)], "highway=primary; name=Hafenstraße; lanes=2")
    town.way([(380, 300), (388, 300), (392, 300)], "highway=footway")
    town.way([(392, 300), (422, 300)], "highway=footway; tunnel=yes; layer=-1; name=Ringtunnel")
    town.way([(422, 300), (424, 300), (520, 300)], "highway=footway")


def _sidewalks(town: Town) -> None:
    """Sidewalks drawn apart, without names, and crossings: as a way, as a node, and with no sign on the map at all."""
    for y in (110, 90):
        walk: Line = [(-200, y), (-80, y), (-12, y), (0, y), (12, y), (60, y), (188, y), (200, y), (212, y), (388, y)]
        town.way(walk, "highway=footway; footway=sidewalk; surface=paving_stones")
    town.way([(-12, 110), (-12, 104), (-12, 100), (-12, 96), (-12, 90)], "highway=footway; footway=crossing")
    town.node((-12, 100), "highway=crossing; crossing=traffic_signals")
    town.way([(212, 110), (212, 100), (212, 90)], "highway=footway; footway=crossing; crossing=marked")
    town.way([(388, 110), (400, 110), (407, 110), (414, 110), (424, 110)], "highway=footway; footway=crossing")
    for x in (400, 414):
        town.node((x, 110), "highway=crossing; crossing=traffic_signals")
    for x in (388, 424):
        walk = [(x, 110), (x, 200), (x, 300), (x, 340), (x, 440)]
        town.way(walk, "highway=footway; footway=sidewalk")
    town.way([(424, 110), (500, 110), (590, 110)], "highway=footway; footway=sidewalk")
    town.way([(590, 110), (590, 100)], "highway=footway")
    town.node((0, 180), "highway=crossing; crossing=uncontrolled")


def _market(town: Town) -> None:
    """A square with a town hall in it, entered at gates on its rim, and streets that end at them."""
    rim: Line = [(-20, 200), (0, 200), (60, 200), (120, 200), (120, 260), (120, 320), (0, 320), (-20, 320), (-20, 260)]
    outer = town.area(rim)
    hall = town.area(box(30, 240, 70, 280), "building=civic; name=Rathaus; amenity=townhall")
    town.relation(
        [(outer, "outer"), (hall, "inner")],
        "type=multipolygon; highway=pedestrian; place=square; name=Marktplatz; name:en=Market Square; "
        "name:es=Plaza del Mercado",
    )
    town.way([(120, 260), (160, 260), (200, 260)], "highway=pedestrian; name=Marktgasse; width=6")
    town.way([(60, 200), (60, 110), (60, 100)], "highway=pedestrian; name=Fischgasse")
    town.node((60, 100), "highway=crossing")
    town.node((95, 225), "historic=memorial; memorial=statue; name=Seemannsdenkmal; tourism=artwork")
    church = town.area(
        [(-70, 240), (-40, 240), (-40, 300), (-70, 300)],
        "building=church; amenity=place_of_worship; religion=christian; name=St. Nikolai; name:en=Saint Nicholas",
    )
    town.ways[church - 100][1].insert(2, town.node((-40, 270), "entrance=main"))
    town.way([(-40, 270), (-20, 260)], "highway=footway")
    town.node((-30, 262), "amenity=bench")


def _theatre(town: Town) -> None:
    """A plaza inside a street that runs round it one way: who walks across meets that street twice."""
    loop: Line = [(260, 340), (320, 340), (320, 400), (260, 400)]
    town.area(loop, "highway=tertiary; name=Theaterplatz; oneway=yes; junction=circular; sidewalk=no")
    town.way([(200, 400), (260, 400)], "highway=tertiary; name=Theatergasse; sidewalk=both")
    town.way([(320, 340), (388, 340)], "highway=footway; name=Theaterweg")
    town.way([(388, 340), (400, 340)], "highway=footway; footway=crossing")
    town.area(box(268, 348, 312, 392), "leisure=garden; name=Theatergarten; access=yes")
    for line in ([(290, 340), (290, 348)], [(290, 392), (290, 400)], [(290, 348), (290, 392)]):
        town.way(line, "highway=footway")


def _lower_town(town: Town) -> None:
    """Steps up to the castle, and a ramp that goes three times as far; a park with open ground."""
    town.way([(-80, 110), (-80, 180)], "highway=residential; name=Am Fuß; sidewalk=right")
    town.way([(-80, 180), (-80, 230)], "highway=steps; name=Schlosstreppe; step_count=80; incline=up")
    town.way([(-80, 230), (-80, 260)], "highway=footway")
    town.way([(-80, 180), (-240, 190), (-240, 240), (-80, 230)], "highway=path; name=Rampe; surface=gravel")
    town.area(box(-240, 260, -80, 420), "leisure=park; name=Schlossgarten; name:en=Castle Gardens; name:es=Jardines")
    town.area(box(-200, 340, -130, 390), "building=castle; historic=castle; tourism=museum; name=Schloss")
    town.way([(-80, 260), (-80, 320), (-80, 400), (0, 400)], "highway=footway; foot=designated")


def _yards(town: Town) -> None:
    """Ways that look like short cuts and are private, and one that is private but open on foot."""
    town.way([(0, 180), (-50, 180), (-80, 180)], "highway=service; service=driveway; access=private")
    town.way([(60, 110), (120, 150), (120, 200)], "highway=footway; access=private")
    town.way([(120, 320), (160, 380), (200, 400)], "highway=service; access=private; foot=yes; name=Durchgang")
    town.way([(200, 180), (240, 180), (300, 180), (388, 200)], "highway=footway; access=customers; name=Passage")
    town.area(box(220, 120, 280, 160), "building=house")
    town.way([(212, 110), (240, 120), (240, 160), (240, 180)], "highway=footway; tunnel=building_passage; covered=yes")
    town.node((240, 170), "barrier=gate; access=no")


def _rails(town: Town) -> None:
    """A line with a station in three nodes of one name, sidings, a tram that turns in a loop, a subway below."""
    station = "name=Hauptbahnhof; name:en=Central Station; name:es=Estación Central"
    town.way([(-320, 500), (100, 500), (480, 500), (760, 510)], "railway=rail; name=Küstenbahn; usage=main")
    town.way([(-40, 500), (0, 494), (160, 494), (200, 500)], "railway=rail; service=siding; name=Gleis 5")
    town.node((80, 500), f"railway=station; public_transport=station; {station}")
    town.node((60, 484), f"railway=station; station=subway; {station}")
    town.node((150, 500), f"railway=halt; {station}")
    town.node((480, 500), "railway=halt; name=Aueufer")
    tram = "railway=tram; name=Straßenbahn"
    town.way([(-320, 102), (-100, 102), (180, 102), (196, 120), (196, 240), (180, 300)], tram)
    loop: Line = [(180, 300), (160, 310), (150, 300), (160, 290), (180, 300)]
    town.way(loop, "railway=tram; name=Wendeschleife; service=yard")
    town.node((-100, 102), "railway=tram_stop; name=Hafen")
    town.way([(60, 484), (80, 300), (100, 60)], "railway=subway; tunnel=yes; layer=-3; name=U1")
    town.way([(700, 500), (720, 300)], "railway=abandoned; name=Alte Bahn")


def _others(town: Town) -> None:
    """What does not close, what leaves the extract, and what no map of a walk shows."""
    half = town.way([(440, 200), (560, 200), (560, 260)])
    town.relation([(half, "outer"), (888_888, "outer")], "type=multipolygon; leisure=park; name=Stadtpark")
    town.way([(700, 200), (740, 200), (740, 240)], "leisure=park; name=Ostpark", beyond=True)
    town.area(box(440, 340, 480, 380), "building=warehouse; name=Speicher; tourism=museum; wheelchair=yes")
    town.area(box(490, 340, 520, 380), "building=yes")
    town.area(box(500, 120, 560, 180), "natural=water; water=pond")
    town.relation([(100, "")], "type=route; route=bus; name=Bus 5")
    town.node((130, 190), "shop=bakery; name=Bäckerei Korn")
    town.way([(430, 220), (430, 280)], "highway=corridor; indoor=yes; name=Ladenstraße")
    town.way([(-300, 200), (-260, 200)], "highway=cycleway; name=Radweg")


def written(town: Town) -> str:
    """Return *town* as OSM XML."""
    south, west = degrees_of(BOX[0], BOX[1])[0], degrees_of(BOX[0], BOX[1])[1]
    north, east = degrees_of(BOX[2], BOX[3])
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<osm version="0.6" generator="tests/towns/harbour.py">']
    lines.append(f'  <bounds minlat="{south:.7f}" minlon="{west:.7f}" maxlat="{north:.7f}" maxlon="{east:.7f}"/>')
    for point, ref in town.at.items():
        lat, lon = degrees_of(*point)
        lines += _element("node", f'id="{ref}" lat="{lat:.7f}" lon="{lon:.7f}"', [], town.tags[ref])
    for ref, nodes, tags in town.ways:
        lines += _element("way", f'id="{ref}"', [f'<nd ref="{node}"/>' for node in nodes], tags)
    for ref, members, tags in town.relations:
        inside = [f'<member type="way" ref="{way}" role="{role}"/>' for way, role in members]
        lines += _element("relation", f'id="{ref}"', inside, tags)
    return "\n".join([*lines, "</osm>", ""])


def _element(kind: str, head: str, inside: list[str], tags: dict[str, str]) -> list[str]:
    inside = [*inside, *(f"<tag k={quoteattr(key)} v={quoteattr(value)}/>" for key, value in tags.items())]
    if not inside:
        return [f"  <{kind} {head}/>"]
    return [f"  <{kind} {head}>", *(f"    {line}" for line in inside), f"  </{kind}>"]


if __name__ == "__main__":
    Path(__file__).with_suffix(".osm").write_text(written(harbour()), encoding="utf-8", newline="\n")
