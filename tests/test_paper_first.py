"""Paper while the walks are half written: the law of the street stops sound, and the card says nothing false of it."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path

import pytest

from conftest import ROOT, STREETS, TourTest
from paper import words
from tour.map.label_spots import holds
from tour.map.layout import draw
from tour.map.painter import measure
from tour.reading.project import read
from tour.writers import for_the_street

CASES = Path(os.environ.get("TOURPACK_CASES") or ROOT.parent / "shared" / "cases" / "tours")
"""Where tours of strangers that once failed may be, beside the checkout."""
UNCHECKED = "Crossings not checked yet."
PAPER = ("card", "cover", "geojson", "gpx")
SILENT = "the sound would not be built"

CROSS = "[cross Mill Lane cut] When you are across, go on."
UNREADY = {
    "a roadway that nothing names": (CROSS, "Go on.", "no [cross] names it"),
    "a street that the walk does not meet": ("[cross Mill", "[cross Quay Street] [cross Mill", "does not cross"),
    "a street that no map knows": ("[cross Mill Lane", "[cross Elm Row", "no street on the map is called 'Elm Row'"),
}
"""How walks are when they are half written: what is written in place of what, and what the law says."""


def unready(tour: TourTest, kind: str) -> str:
    """Make the walk of *tour* unready, and return what is to be said of it."""
    old, new, said = UNREADY[kind]
    tour.edit("01-quay.md", old, new)
    return said


def only(tour: TourTest, *writers: str) -> str:
    """Build what *writers* give of *tour*, which must work, and return what was told."""
    return tour.run("build", "--executor", "inline", "--only", ",".join(writers)).ok().stderr


@pytest.mark.parametrize("kind", UNREADY)
def test_a_card_is_printed_while_the_walks_are_half_written(tour: TourTest, kind: str) -> None:
    said = unready(tour, kind)

    told = only(tour, *PAPER)

    assert re.search(rf"01-quay.md:18:\d+: warning\[cross\]: .*{re.escape(said)}.*: {SILENT}\n", told)
    assert {"route-card-a4.pdf", "cover.jpg", "tour.gpx", "tour.geojson"} <= tour.files().keys()


@pytest.mark.parametrize("kind", UNREADY)
@pytest.mark.parametrize("writers", [(), ("audio",), ("page",), ("playlist",), ("card", "audio")])
def test_no_sound_is_built_of_walks_that_are_half_written(tour: TourTest, kind: str, writers: tuple[str, ...]) -> None:
    said = unready(tour, kind)

    done = tour.run("build", "--executor", "inline", *(f"--only={name}" for name in writers))

    assert done.code == 1
    assert re.search(rf": error\[cross\]: .*{re.escape(said)}", done.stderr)
    assert not tour.pack.exists()


def test_check_stays_strict(tour: TourTest) -> None:
    unready(tour, "a roadway that nothing names")

    done = tour.run("check")

    assert done.code == 1
    assert "error[cross]" in done.stderr
    assert SILENT not in done.stderr


def test_words_that_are_not_yet_fit_for_the_street_keep_no_card_back(tour: TourTest) -> None:
    tour.edit("01-quay.md", "When you are across, go on.", "Go on.")

    assert "error[kerb]" in tour.run("build", "--executor", "inline").stderr
    told = only(tour, "card")

    assert re.search(rf"warning\[kerb\]: .*: {SILENT}\n", told)
    assert "Cross Mill Ln." in words(tour.files()["route-card-a4.pdf"])


def test_what_is_wrong_elsewhere_keeps_the_card_back_as_before(tour: TourTest) -> None:
    unready(tour, "a roadway that nothing names")
    tour.edit("02-mill.md", "stand:", "stnad:")

    assert tour.run("build", "--executor", "inline", "--only", "card").code == 1


@pytest.mark.parametrize("kind", UNREADY)
@pytest.mark.parametrize(
    ("language", "unchecked"),
    [
        ("en", UNCHECKED),
        ("de", "Überquerungen noch nicht geprüft."),
        ("es", "Cruces aún sin comprobar."),
        ("fr", "Traversées pas encore vérifiées."),
    ],
)
def test_the_paper_says_of_an_unsettled_leg_that_it_is_and_no_more(
    tour: TourTest, kind: str, language: str, unchecked: str
) -> None:
    unready(tour, kind)
    tour.edit("tour.toml", '"en"', f'"{language}"')

    only(tour, *PAPER)

    files = tour.files()
    card = words(files["route-card-a4.pdf"])
    leg = next(row for row in json.loads(files["tour.geojson"])["features"] if row["properties"]["kind"] == "leg")
    [row] = json.loads(files["pack.json"])["legs"]
    assert unchecked in card
    for street in ("Elm Row", "Cross Mill", "Cross Quay", "1 crossing", "2 crossings"):
        assert street not in card
        assert street not in files["tour.gpx"].decode()
    assert leg["properties"]["crossings"] is None
    assert (row["crossings"], row["kerbs"]) == (None, None)


def test_a_leg_that_is_settled_is_told_as_ever_beside_one_that_is_not(tour: TourTest) -> None:
    more = (
        '{"type": "Feature", "properties": {"name": "Elm Row", "class": "local"}, "geometry": {"type": "LineString", '
    )
    more += '"coordinates": [[-0.1, 51.5006], [-0.096, 51.5006]]}},\n'
    tour.write("streets.geojson", STREETS.replace('{"type": "Feature", ', more + '{"type": "Feature", ', 1))
    tour.edit("route.gpx", "  </trkseg>", '    <trkpt lat="51.50120" lon="-0.09800"/>\n  </trkseg>')
    third = (tour.root / "stops" / "02-mill.md").read_text("utf-8").replace("51.50030", "51.50120")
    tour.write("03-lock.md", third.replace("The Mill", "The Lock"))
    tour.edit("02-mill.md", "# Card", "# Walk\n\nWalk north.\n\n# Card")
    tour.edit("00-welcome.md", "claims:\n  - {say: two stops, stops: 2}\n", "")

    only(tour, "card")

    card = words(tour.files()["route-card-a4.pdf"])
    assert "Cross Mill Ln." in card
    assert card.count(UNCHECKED) == 1
    assert "1 crossing" not in card  # of both, nobody knows how many


def test_the_picture_of_the_map_is_told_without_crossings_that_are_not_settled(tour: TourTest) -> None:
    unready(tour, "a roadway that nothing names")

    only(tour, "card")

    card = tour.files()["route-card-a4.pdf"].decode("latin-1")
    assert "without a crossing" not in card


def test_show_tells_each_leg_and_that_its_crossings_are_not_settled(tour: TourTest) -> None:
    unready(tour, "a street that no map knows")

    done = tour.run("show")

    assert done.code == 1
    assert re.search(r"17\d m, \d min, crossings not settled\n", done.stdout)
    assert "Elm Row" not in done.stdout


def test_a_pack_that_is_paper_alone_is_not_taken_for_a_tour_that_can_be_walked(tour: TourTest) -> None:
    unready(tour, "a roadway that nothing names")
    only(tour, "card")

    done = tour.run("verify", "output/harbour")

    assert done.code == 1
    assert "does not know what leg 1 crosses" in done.stdout + done.stderr


def test_only_what_makes_no_sound_for_the_street_is_built_without_its_law() -> None:
    assert for_the_street(())
    assert not for_the_street((*PAPER, "proof"))
    for name in ("audio", "captions", "chapters", "feed", "m4b", "page", "playlist"):
        assert for_the_street((name,))
        assert for_the_street(("card", name))


@pytest.fixture
def stranger(tmp_path: Path, request: pytest.FixtureRequest) -> TourTest:
    """Return an untouched copy of the stranger's tour that the test names."""
    name = request.param
    if not (CASES / name).is_dir():
        pytest.skip(f"the tour {name} is not here: it lies beside the project, in shared/cases/tours")
    shutil.copytree(CASES / name, tmp_path / "tour")
    return TourTest(tmp_path / "tour")


def card_of(stranger: TourTest) -> str:
    """Return the words of the card of a *stranger*'s tour, whose sound would not be built."""
    assert stranger.run("build", "--engine", "tone", "--executor", "inline").code == 1
    done = stranger.run("build", "--engine", "tone", "--executor", "inline", "--only", "card").ok()
    assert SILENT in done.stderr
    [card] = (stranger.root / "output").glob("*/route-card-a4.pdf")
    return words(card.read_bytes())


@pytest.mark.parametrize("stranger", ["01-access-lost"], indirect=True)
def test_each_stop_s_own_access_is_on_a_stranger_s_card(stranger: TourTest) -> None:
    card = card_of(stranger)

    assert "Access: Flat paving on the middle bridge; the side bridges have steps" in card
    assert "Access: Flat cobbles." in card
    assert "Access: Flat paving." in card


@pytest.mark.parametrize("stranger", ["04-four-segments-taken-as-legs"], indirect=True)
def test_a_stranger_s_trace_with_pauses_is_one_line_cut_at_the_stops(stranger: TourTest) -> None:
    card = card_of(stranger)

    shown = stranger.run("show").stdout
    assert [int(metres) for metres in re.findall(r"^ +(\d+) m, ", shown, re.MULTILINE)] == [47, 353, 361, 204]
    for number, metres in enumerate((47, 353, 361, 204), 2):
        assert re.search(rf"\b{metres} m, \d min to {number},", card)


@pytest.mark.parametrize("stranger", ["10-osm-not-credited"], indirect=True)
def test_a_stranger_s_map_of_openstreetmap_is_credited(stranger: TourTest) -> None:
    card = card_of(stranger)

    assert card.count("© OpenStreetMap contributors") >= 2  # on the map, and among the credits


@pytest.mark.parametrize("stranger", ["02-water-label-on-land"], indirect=True)
def test_the_name_of_a_stranger_s_bent_river_is_on_the_water_wherever_it_stands(stranger: TourTest) -> None:
    card_of(stranger)

    tour = read(stranger.root).tour
    assert tour
    named = 0
    for size in ((520.0, 380.0), (380.0, 520.0), (560.0, 240.0), (700.0, 500.0)):
        drawing = draw(tour, size, measure)
        water = [area.points for area in drawing.areas if area.kind == "water"]
        for label in drawing.labels:
            if label.lines == ("Ljubljanica",):
                named += 1
                assert any(all(holds(points, corner) for corner in label.ground.points) for points in water)
    assert named
