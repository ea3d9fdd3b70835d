"""What is drawn once is kept, for as long as what it was drawn of is the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from tour.diagnostics import TourError
from tour.pack import kept
from tour.pack.cache import Store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = Store(tmp_path / "cache")
    made.prepare()
    return made


class Pen:
    """Draws, and counts how often."""

    def __init__(self, gives: bytes = b"<svg/>\n\0line") -> None:
        self.times, self.gives = 0, gives

    def __call__(self) -> bytes:
        self.times += 1
        return self.gives


def test_what_was_drawn_of_the_same_is_not_drawn_again(store: Store) -> None:
    pen = Pen()

    with kept.kept_in(store):
        first = kept.kept("map.svg", "a digest", pen)
    with kept.kept_in(Store(store.root)):
        again = kept.kept("map.svg", "a digest", pen)

    assert first == again == pen.gives
    assert pen.times == 1


@pytest.mark.parametrize(("name", "of"), [("cover.jpg", "a digest"), ("map.svg", "another")])
def test_another_drawing_is_drawn(store: Store, name: str, of: str) -> None:
    pen = Pen(b"another")

    with kept.kept_in(store):
        kept.kept("map.svg", "a digest", Pen())
        assert kept.kept(name, of, pen) == b"another"


@pytest.mark.parametrize("what", ["tour.pack.kept.own_code", "tour.pack.kept._tools"])
def test_another_program_draws_anew(store: Store, what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    pen = Pen()

    with kept.kept_in(store):
        kept.kept("map.svg", "a digest", pen)
        monkeypatch.setattr(what, lambda: "another")
        kept.kept("map.svg", "a digest", pen)

    assert pen.times == 2


def test_what_draws_is_installed_under_the_names_that_count() -> None:
    assert all(kept._tools())


def test_outside_a_build_all_is_drawn_anew() -> None:
    pen = Pen()

    kept.kept("map.svg", "a digest", pen)
    kept.kept("map.svg", "a digest", pen)

    assert pen.times == 2


@pytest.mark.parametrize("damage", [lambda data: data[:-1], lambda data: data[:-1] + b"x", lambda data: b""])
def test_a_damaged_drawing_is_drawn_anew(store: Store, damage: object) -> None:
    pen = Pen()

    with kept.kept_in(store):
        kept.kept("map.svg", "a digest", pen)
        (path,) = (store.root / "kept").iterdir()
        path.write_bytes(damage(path.read_bytes()))  # type: ignore[operator]
        assert kept.kept("map.svg", "a digest", pen) == pen.gives

    assert pen.times == 2


def test_drawings_that_have_changed_names_are_drawn_anew(store: Store) -> None:
    with kept.kept_in(store):
        kept.kept("map.svg", "one", Pen(b"one"))
        kept.kept("map.svg", "other", Pen(b"other"))
        one, other = (store.root / "kept").iterdir()
        data = one.read_bytes()
        other.replace(one)
        other.write_bytes(data)

        assert kept.kept("map.svg", "one", Pen(b"one anew")) == b"one anew"


def test_a_cache_that_cannot_be_written_draws(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise TourError

    monkeypatch.setattr(store, "put_kept", full)

    with kept.kept_in(store):
        assert kept.kept("map.svg", "a digest", Pen()) == Pen().gives


def test_what_cannot_be_drawn_is_not_kept(store: Store) -> None:
    def fail() -> bytes:
        raise TourError

    with kept.kept_in(store), pytest.raises(TourError):
        kept.kept("map.svg", "a digest", fail)

    assert not list((store.root / "kept").iterdir())
