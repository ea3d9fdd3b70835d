from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import TourTest
from osm.extracts import HARBOUR
from osm.test_fetch import Server, said
from starting.towns import HARBOUR_PLACES, as_csv


@pytest.fixture
def server() -> Iterator[Server]:
    """A server on loopback that has the drawn town."""
    one = Server()
    one.answer = said(200, HARBOUR.read_bytes())
    yield one
    one.close()


@pytest.fixture
def folder(tmp_path: Path) -> TourTest:
    (tmp_path / "places.csv").write_text(as_csv(HARBOUR_PLACES), "utf-8")
    return TourTest(tmp_path, {"NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1"})


def test_a_server_that_the_user_names_is_asked_once_and_its_answer_is_kept(folder: TourTest, server: Server) -> None:
    done = folder.run("new", "walk", "--places", "places.csv", "--fetch", server.url, "--yes").ok()

    assert len(server.asked) == 1
    assert "wrote walk/map.json" in done.stdout
    assert (folder.root / "walk" / "map.json").read_bytes() == HARBOUR.read_bytes()
    folder.run("check", "walk").ok()


def test_it_is_not_asked_without_a_yes(folder: TourTest, server: Server) -> None:
    done = folder.run("new", "walk", "--places", "places.csv", "--fetch", server.url)

    assert done.code == 1
    assert f"Ask {server.url} for the map of 9.99" in done.stdout
    assert server.asked == []
    assert not (folder.root / "walk").exists()


def test_it_is_not_asked_for_a_tour_that_cannot_be_written(folder: TourTest, server: Server) -> None:
    (folder.root / "walk" / "stops").mkdir(parents=True)
    (folder.root / "walk" / "stops" / "tour.toml").write_text("mine")

    done = folder.run("new", "walk", "--places", "places.csv", "--fetch", server.url, "--yes")

    assert done.code == 1
    assert "stops/tour.toml is there already" in done.stderr
    assert server.asked == []


def test_where_the_server_refuses_no_project_is_written(folder: TourTest, server: Server) -> None:
    server.answer = said(429, b"", Retry_After="60")

    done = folder.run("new", "walk", "--places", "places.csv", "--fetch", server.url, "--yes")

    assert done.code == 1
    assert "it asks to wait: 60 seconds" in done.stderr
    assert not (folder.root / "walk" / "stops").exists()


def test_a_map_may_be_fetched_later(folder: TourTest, server: Server) -> None:
    folder.run("new", "walk", "--places", "places.csv").ok()

    done = folder.run("map", "walk", "--fetch", server.url, "--yes").ok()

    assert done.stdout.splitlines() == [
        "wrote walk/map.json",
        "wrote walk/stops/streets.geojson",
        "Next: tourpack route walk walk/map.json",
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        ("map", "walk"),
        ("map", "walk", "map.osm", "--fetch", "http://x/"),
        ("new", "walk", "--places", "places.csv", "--map", "map.osm", "--fetch", "http://x/"),
        ("new", "walk", "--places", "places.csv", "--order", "random"),
    ],
)
def test_what_cannot_be_meant_is_a_wrong_command_line(folder: TourTest, arguments: tuple[str, ...]) -> None:
    assert folder.run(*arguments).code == 2
