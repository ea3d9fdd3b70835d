from __future__ import annotations

from random import Random

from tour import geo
from tour.model import Feature, Place
from tour.reading.grid import Grid
from tour.reading.roadways import roadways
from tour.reading.street_index import Streets

_FRAME = geo.Frame(Place(60.0, 25.0))


def at(x: float, y: float) -> Place:
    return _FRAME.to_place(x, y)


def town(streets: int, seed: int = 1) -> list[Feature]:
    """Return short streets all over four kilometres, in pieces of two to a name, some of them long."""
    random = Random(seed)
    made = []
    for n in range(streets):
        x, y, far = random.uniform(0, 4000), random.uniform(0, 4000), 2500 if n % 50 == 0 else 90
        bend = at(x + random.uniform(-far, far), y + random.uniform(-far, far))
        made.append(Feature(f"Street {n // 2}", "local", "line", (at(x, y), bend), width=8))
    return made


def test_the_roadways_of_a_walk_are_the_same_with_an_index_and_without() -> None:
    features = town(400)
    path = [at(100, 100), at(900, 400), at(2000, 380), at(2100, 3600)]

    near = Streets(features).near(path)

    assert len(near) < len(features) / 2
    assert roadways(path, near) == roadways(path, features) != ()


def test_a_walk_across_the_180th_meridian_finds_its_streets() -> None:
    features = [Feature("Line", "local", "line", (Place(-17.01, 180.0), Place(-16.99, 180.0)))]
    path = [Place(-17.0, 179.999), Place(-17.0, -179.999)]

    near = Streets(features).near(path)

    assert [kerb.street for kerb in roadways(path, near)] == ["Line"]


def test_what_is_no_named_street_is_not_looked_at() -> None:
    places = (at(0, 0), at(100, 0))
    features = [Feature("", "local", "line", places), Feature("Wood", "park", "area", places)]

    assert Streets(features).near(places) == []
    assert Streets(features).names == frozenset()


def test_the_pieces_of_a_street_are_found_by_its_name() -> None:
    features = town(6)

    assert Streets(features).called("Street 1") == features[2:4]
    assert Streets(features).called("Nowhere") == []


def test_what_covers_much_ground_is_found_from_everywhere_in_it() -> None:
    grid: Grid[str] = Grid(10.0)
    grid.add("motorway", (0.0, 0.0, 100_000.0, 100_000.0))
    grid.add("lane", (5.0, 5.0, 6.0, 6.0))

    assert grid.near((50_000.0, 50_000.0, 50_001.0, 50_001.0)) == {"motorway"}
    assert grid.near((0.0, 0.0, 1_000_000.0, 1_000_000.0)) == {"motorway", "lane"}


def test_twenty_thousand_streets_round_a_walk_of_six_hundred_places_are_mostly_left_alone() -> None:
    """Looked at pair by pair they would be refused as too many."""
    features = town(20_000)
    random = Random(2)
    path = [at(200 + 5 * n, 200 + 5 * n + random.uniform(-8, 8)) for n in range(600)]

    near = Streets(features).near(path)

    assert len(near) < len(features) / 5
    assert roadways(path, near)
