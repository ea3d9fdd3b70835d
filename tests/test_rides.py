"""A tour with a ferry in it: what is ridden is told apart everywhere, and no walker is sent over the water on foot."""

from __future__ import annotations

import json
import re

import pytest

from conftest import TourTest
from ferry import SHORE, WATER, with_ferry
from paper import words
from tour.model import Leg
from tour.reading.project import Read, read


@pytest.fixture
def harbour(tour: TourTest) -> TourTest:
    return with_ferry(tour)


def found(tour: TourTest) -> Read:
    return read(tour.root)


def told(tour: TourTest) -> list[str]:
    """Return what is told of errors and of the route."""
    faults = found(tour).faults
    return [fault.message for fault in faults if fault.severity == "error" or fault.rule in ("route", "ride")]


def ride(tour: TourTest) -> Leg:
    known = found(tour).tour
    assert known
    return known.legs[1]


def printed(tour: TourTest, *more: str) -> str:
    return tour.run("check", *more).stderr


def test_a_ride_needs_no_line_and_nothing_is_told_of_the_gap(harbour: TourTest) -> None:
    assert told(harbour) == []
    leg = ride(harbour)

    assert (leg.by, leg.line, leg.seconds, leg.kerbs, leg.crossings) == ("ferry", "Line 19 to the Island", 720, (), ())
    assert leg.metres == pytest.approx(2007, abs=5)


def test_its_own_line_is_followed_where_there_is_one(harbour: TourTest) -> None:
    harbour.edit("route.gpx", SHORE, WATER + SHORE)

    assert told(harbour) == []
    assert ride(harbour).metres == pytest.approx(2330, abs=20)


def test_a_line_that_ends_at_the_pier_needs_no_stop_on_it(harbour: TourTest) -> None:
    """The walk begins on the jetty; the ferry's line ends 120 m before it, and those count to the ride."""
    pier = WATER.replace('lat="51.50030" lon="-0.06900"', 'lat="51.4992" lon="-0.0691"')
    harbour.edit("route.gpx", SHORE, pier + SHORE)

    assert told(harbour) == []
    assert ride(harbour).metres == pytest.approx(2386, abs=5)
    known = found(harbour).tour
    assert known
    assert known.legs[2].metres == pytest.approx(111, abs=2)


def test_a_tour_may_begin_and_end_with_a_ride(harbour: TourTest) -> None:
    for name in ("01-quay.md", "03-island.md"):
        harbour.edit(name, "facts:", "by: bus\nminutes: 5\nfacts:")
    harbour.edit("01-quay.md", "[cross Mill Lane cut] When you are across, go on.", "")
    harbour.remove("route.gpx")

    assert told(harbour) == []
    known = found(harbour).tour
    assert known
    assert [leg.by for leg in known.legs] == ["bus", "ferry", "bus"]
    assert known.metres == 0


@pytest.mark.parametrize(
    ("old", "new", "message", "hint"),
    [
        ("by: ferry", "by: boat", "'boat' is not a value of 'by'", "ferry, bus, tram, funicular, bike, car"),
        ("by: ferry", "by: train", "'train' is not a value of 'by'", "ferry, bus, tram, funicular, bike, car"),
        ("minutes: 12", "minutes: 0", "'minutes' is 0, but must be at least 1", ""),
        ("minutes: 12", "minutes: -5", "'minutes' is -5, but must be at least 1", ""),
        ("minutes: 12", "minutes: 9000", "'minutes' is 9000, but must be at most 600", ""),
        ("minutes: 12", "minutes: 12 min", "'minutes' must be a number, not '12 min'", "write digits"),
        ("minutes: 12", "minutes: 1", "2.0 km by ferry in 1 minutes is 120 km/h", "'place'"),
        ("by: ferry\n", "", "'line' tells of a ride, and this way is walked", "add a line 'by: …'"),
        ("by: ferry\n", "by: foot\n", "'minutes' tells of a ride, and this way is walked", "add a line 'by: …'"),
        (
            "look back",
            "[cross Mill Lane] look back",
            "nothing is crossed on foot here: 'Mill Lane' stands in a way by ferry",
            "take the [… Mill Lane] out",
        ),
    ],
)
def test_what_is_wrong_with_a_ride_is_told_at_its_place(
    harbour: TourTest, old: str, new: str, message: str, hint: str
) -> None:
    harbour.edit("02-mill.md", old, new)

    shown = printed(harbour)
    assert re.search(rf"stops/02-mill\.md:\d+:\d+: error: {re.escape(message)}\n", shown), shown
    assert hint in shown


def test_all_faults_of_a_ride_are_told_at_once(harbour: TourTest) -> None:
    harbour.edit("02-mill.md", "minutes: 12", "minutes: 0").edit(
        "02-mill.md", "look back", "[cross Mill Lane] look back"
    )
    harbour.edit("04-light.md", "facts:", "by: tram\nfacts:")
    harbour.edit("01-quay.md", "facts:", "minutes: 5\nfacts:")

    shown = printed(harbour)
    for message in (
        "'minutes' is 0",
        "nothing is crossed on foot here",
        "no way leads on from the last stop",
        "'minutes' tells of a ride",
    ):
        assert message in shown


def test_minutes_that_nobody_gave_are_a_guess_and_told_so(harbour: TourTest) -> None:
    harbour.edit("02-mill.md", "minutes: 12\n", "")

    assert told(harbour) == ["this way by ferry is taken to last 23 minutes for 2.0 km, which is a guess"]


def test_a_ride_between_rooms_on_one_spot_is_a_fault(tour: TourTest) -> None:
    tour.edit("01-quay.md", "facts:", "by: tram\nfacts:").edit(
        "01-quay.md", "[cross Mill Lane cut] When you are across, g", "G"
    )
    tour.edit("02-mill.md", "[51.50030, -0.09800]", "[51.50010, -0.10000]").remove("route.gpx")

    assert told(tour) == ["no way is known between the stops of this tour, so nothing is ridden"]


def test_claims_of_the_welcome_count_a_ride_in_minutes_and_not_in_kilometres(harbour: TourTest) -> None:
    welcome = "{say: four stops, stops: 4}"
    harbour.edit("00-welcome.md", welcome, "{say: four stops, kilometres: 0.28}\n  - {say: four stops, minutes: 18}")

    assert "the welcome says" not in printed(harbour)

    harbour.edit("00-welcome.md", "kilometres: 0.28", "kilometres: 2.3")
    assert "hint: counted is what is walked, without the rides" in printed(harbour)


def test_words_on_board_are_not_held_to_roads_nor_to_short_legs(harbour: TourTest) -> None:
    harbour.edit(
        "02-mill.md", "look back at the town.", "look back at the town. " + "The town lies there, and it is old. " * 12
    )
    harbour.edit("02-mill.md", "minutes: 12", "minutes: 2")

    shown = harbour.run("check").ok().stderr
    assert "on so short a leg" not in shown
    assert "is silent for" not in shown


def test_the_simulator_rides_for_as_long_as_the_ride_takes(harbour: TourTest) -> None:
    harbour.edit("02-mill.md", "minutes: 12", "minutes: 40")

    shown = harbour.run("walk").ok().stdout
    leg = next(part for part in shown.split("\n\n") if part.startswith("Leg 2"))
    assert leg.startswith("Leg 2 from The Mill to The Island: 2007 m, by ferry in 40 min (Line 19 to the Island)")
    assert "≈≈≈≈" in leg
    assert "─" not in leg
    assert "there after 2400 s" in leg
    assert "!" not in leg  # forty minutes of silence are no fault on board
    rows = [json.loads(line) for line in harbour.run("walk", "--json").ok().stdout.splitlines()]
    assert [row["by"] for row in rows] == ["foot", "ferry", "foot"]


def test_who_never_touches_the_phone_is_not_ahead_of_a_ferry_that_was_missed(harbour: TourTest) -> None:
    rows = [
        json.loads(line) for line in harbour.run("walk", "--walker", "hands-free", "--json").ok().stdout.splitlines()
    ]
    (quiet,) = [track for track in rows[1]["tracks"] if track["kind"] == "quiet"]

    assert rows[1]["arrives"] == 720
    assert rows[1]["tracks"][-1]["starts"] > 2 * 720
    assert quiet["title"] == "2. Ferry to The Island: press next there"


def test_the_pack_tells_a_ride_apart_in_every_file(harbour: TourTest) -> None:
    harbour.run("build", "--executor", "inline").ok()

    pack = json.loads((harbour.pack / "pack.json").read_text("utf-8"))
    assert [leg["by"] for leg in pack["legs"]] == ["foot", "ferry", "foot"]
    assert pack["legs"][1]["line"] == "Line 19 to the Island"
    assert pack["metres"] == pack["legs"][0]["metres"] + pack["legs"][2]["metres"]
    assert pack["riding_seconds"] == 720
    assert [track["title"] for track in pack["tracks"] if track["kind"] == "walk"] == [
        "1. Walk to The Mill",
        "1. Walk to The Mill, beyond Mill Lane",
        "2. Ferry to The Island",
        "3. Walk to The Lighthouse",
    ]
    lines = json.loads((harbour.pack / "tour.geojson").read_text("utf-8"))["features"][4:]
    assert [line["properties"]["by"] for line in lines] == ["foot", "ferry", "foot"]
    gpx = (harbour.pack / "tour.gpx").read_text("utf-8")
    assert re.findall("<type>(walking|ferry)</type>", gpx) == ["walking", "ferry", "walking"]
    assert "<name>Ferry to The Island</name>" in gpx
    harbour.run("verify", str(harbour.pack)).ok()


def test_the_card_gives_it_an_entry_a_sign_in_the_key_and_its_own_sum(harbour: TourTest) -> None:
    harbour.run("build", "--executor", "inline", "--only", "card").ok()

    text = words((harbour.pack / "route-card-a4.pdf").read_bytes())
    assert "Ferry, 12 min to 3: Line 19 to the Island, 2.01 km." in text
    assert "On foot 283 m, 1 crossing: about 5 minutes, with waiting. Ferry: 12 minutes." in text
    assert "your way Ferry stand here" in text
    assert "283 m on foot" not in text
    assert "12 min Ferry" in text


def test_a_card_in_spanish_tells_it_in_spanish(harbour: TourTest) -> None:
    harbour.edit("tour.toml", 'language = "en"', 'language = "es"')
    harbour.edit("01-quay.md", "When you are across", "Cuando hayas cruzado")
    harbour.run("build", "--executor", "inline", "--only", "card").ok()

    text = words((harbour.pack / "route-card-a4.pdf").read_bytes())
    assert "Ferry, 12 min hasta la 3: Line 19 to the Island, 2,01 km." in text
    assert "A pie 283 m, 1 cruce: cerca de 5 minutos, con las esperas. Ferry: 12 minutos." in text


def test_the_page_says_take_the_ferry_and_draws_it_otherwise(harbour: TourTest) -> None:
    harbour.run("build", "--executor", "inline", "--only", "page").ok()

    page = (harbour.pack / "index.html").read_text("utf-8")
    data = json.loads(re.findall('<script type="application/json" id=tour>(.*?)</script>', page)[0])
    assert data["legs"][1]["ride"] == "Take the ferry to The Island. Line 19 to the Island."
    assert data["legs"][1]["told"] == "Ferry, about 12 minutes"
    assert [stop.get("ride", False) for stop in data["stops"]] == [False, False, True, False]
    assert all(kerb["far"] < data["stops"][1]["along"] for kerb in data["kerbs"])
    assert "Ferry, about 12 minutes. Line 19 to the Island." in page
    assert "<li><b>12 min</b> Ferry" in page
    assert 'class="m-ride"' in page
    assert "Take the ferry to stop 3, The Island, on the jetty. Line 19 to the Island." in page


@pytest.mark.parametrize("by", ["bus", "tram", "funicular", "bike", "car"])
def test_every_means_has_its_words(harbour: TourTest, by: str) -> None:
    harbour.edit("02-mill.md", "by: ferry\nline: Line 19 to the Island\n", f"by: {by}\n")
    harbour.run("build", "--executor", "inline", "--only", "card").ok()

    text = words((harbour.pack / "route-card-a4.pdf").read_bytes())
    assert f"{by.title()}, 12 min to 3: 2.01 km." in text
