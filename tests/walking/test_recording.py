"""A simulated walk as a picture and as a recording."""

from xml.etree import ElementTree

import pytest

from tour import geo
from tour.model import Kerb, Leg, Place
from tour.reading.gpx import read_gpx
from tour.walking.picture import svg
from tour.walking.recording import STEP, gpx, metres_at
from tour.walking.simulator import Heard, Sentence, Timeline, Walker, walk

ELM = Kerb("Elm & Oak", 40.0, 50.0)
PATH = (Place(51.5, -0.1), Place(51.5, -0.0985))
LEG = Leg("a", "b", PATH, geo.length(PATH), ("Elm & Oak",), 130.0, (ELM,))


@pytest.fixture
def told() -> Timeline:
    tracks = (
        Heard("walk", "Walk", 20.0, (Sentence(1, 15),), 15.0),
        Heard("quiet", "Quiet", 300.0),
        Heard("look", "Look", 60.0),
    )
    return walk(LEG.metres, LEG.kerbs, tracks, Walker("told", 1.0, 20.0))


@pytest.mark.parametrize(
    ("time", "metres"), [(0, 0), (15, 0), (25, 10), (55, 40), (74, 40), (80, 45), (85, 50), (95, 60)]
)
def test_the_walker_stands_walks_waits_and_crosses(told: Timeline, time: float, metres: float) -> None:
    assert metres_at(told, time) == pytest.approx(metres)


def test_a_recording_goes_the_whole_way_with_a_point_every_few_seconds(told: Timeline) -> None:
    text = gpx("Mill & Quay", "2026-01-02", [(LEG, told)])

    (line,) = (trace.places for trace in read_gpx(text.encode(), "walk.gpx"))
    assert line[0] == PATH[0]
    assert geo.distance(line[-1], PATH[-1]) < 0.1
    assert text.count("<time>") == int(told.arrives // STEP) + 2
    assert "2026-01-02T00:00:00Z" in text


def test_a_picture_is_well_formed_and_names_each_road(told: Timeline) -> None:
    root = ElementTree.fromstring(svg("Mill & Quay", [("1 Mill – Quay", told)]))

    titles = [element.text for element in root.iter("{http://www.w3.org/2000/svg}title")]
    assert "Elm & Oak: 0.0 s of speech" in titles
    assert len(titles) == 1 + 1 + len(told.presses)
