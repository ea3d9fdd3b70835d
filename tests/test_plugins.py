from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import EntryPoints, entry_points
from pathlib import Path
from types import ModuleType

import pytest

from tour import plugins
from tour.diagnostics import TourError
from tour.engines.tone import Tone
from tour.plugins import ENGINES, WRITERS, engine, fingerprint, found, load, names


class Distributions:
    """Installed distributions that are none: a folder on the path with their metadata."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def install(self, name: str, entry_points: str) -> None:
        info = self.folder / f"{name.replace('-', '_')}-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        (info / "entry_points.txt").write_text(entry_points)
        forget()


@pytest.fixture
def distributions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Distributions]:
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(plugins, "_engines", {})
    forget()
    yield Distributions(tmp_path)
    forget()


def forget() -> None:
    """Let what is installed be looked for anew."""
    plugins._entries.cache_clear()
    found.cache_clear()


def _fault(error: pytest.ExceptionInfo[TourError]) -> tuple[str, str]:
    (fault,) = error.value.diagnostics
    assert fault.span is None
    return fault.message, fault.hint


def test_an_engine_of_another_distribution_is_found_and_made(distributions: Distributions) -> None:
    distributions.install("loud-voices", "[tourpack.engines]\nloud = tour.engines.tone:Tone\n")

    assert "loud" in found(ENGINES)
    assert isinstance(engine("loud"), Tone)


def test_a_writer_of_another_distribution_is_found(distributions: Distributions) -> None:
    distributions.install("postcards", "[tourpack.writers]\npostcard = tour.diagnostics:did_you_mean\n")

    from tour.diagnostics import did_you_mean

    assert load(WRITERS, "postcard") is did_you_mean


def test_the_names_can_be_told_whatever_is_wrong(distributions: Distributions) -> None:
    distributions.install("zeta-tours", "[tourpack.writers]\ncard = zeta:make\nabroad = zeta:make\n")

    assert names(WRITERS) == sorted(names(WRITERS))
    assert {"abroad", "card"} <= set(names(WRITERS))


def test_a_plug_in_of_another_distribution_has_its_version_for_a_fingerprint(distributions: Distributions) -> None:
    distributions.install("postcards", "[tourpack.writers]\npostcard = postcards:make\n")

    entries = found(WRITERS)

    assert fingerprint(entries["postcard"]) == "postcards 1.0"
    assert fingerprint(entries["card"]) == fingerprint(entries["gpx"])
    assert len(fingerprint(entries["card"])) == 64


@pytest.mark.parametrize(("group", "kind"), [(ENGINES, "engine"), (WRITERS, "writer")])
def test_two_with_one_name_are_a_fault_that_names_both_distributions(
    distributions: Distributions, group: str, kind: str
) -> None:
    distributions.install("zeta-tours", f"[{group}]\nloud = zeta:make\n")
    distributions.install("alpha-tours", f"[{group}]\nloud = alpha:make\n")

    with pytest.raises(TourError) as error:
        found(group)

    assert _fault(error) == (f"two {kind}s are called 'loud'", "uninstall one of alpha-tours and zeta-tours")


def test_a_built_in_engine_is_not_replaced_in_silence(distributions: Distributions) -> None:
    distributions.install("other-tones", "[tourpack.engines]\ntone = other:Tone\n")

    with pytest.raises(TourError) as error:
        engine("tone")

    assert _fault(error) == ("two engines are called 'tone'", "uninstall one of other-tones and tourpack")


def test_one_distribution_found_twice_is_no_fault(distributions: Distributions) -> None:
    distributions.install("loud-voices", "[tourpack.engines]\nloud = loud:Loud\n")
    distributions.install("loud-voices-again", "[tourpack.engines]\nloud = loud:Loud\n")

    assert "loud" in found(ENGINES)


@pytest.mark.parametrize(
    ("name", "message", "hint"),
    [
        ("hibary", "there is no engine 'hibary'", "did you mean 'hibari'?"),
        ("GTTS", "there is no engine 'GTTS'", "did you mean 'gtts'?"),
    ],
)
def test_a_misspelt_engine_is_answered_with_the_nearest(name: str, message: str, hint: str) -> None:
    with pytest.raises(TourError) as error:
        engine(name)

    assert _fault(error) == (message, hint)


def test_an_unknown_engine_is_answered_with_all_there_are() -> None:
    with pytest.raises(TourError) as error:
        engine("xyz")

    assert _fault(error)[1] == f"known here: {', '.join(found(ENGINES))}"
    assert {"gtts", "hibari", "tone"} <= set(found(ENGINES))


def test_a_misspelt_writer_is_answered_with_the_nearest() -> None:
    with pytest.raises(TourError) as error:
        load(WRITERS, "crad")

    assert _fault(error) == ("there is no writer 'crad'", "did you mean 'card'?")


@pytest.mark.parametrize(
    ("target", "why"),
    [("nobody.has.this:Loud", "No module named 'nobody'"), ("tour.text:Loud", "has no attribute 'Loud'")],
)
def test_an_engine_that_cannot_be_loaded_names_its_distribution(
    distributions: Distributions, target: str, why: str
) -> None:
    distributions.install("loud-voices", f"[tourpack.engines]\nloud = {target}\n")

    with pytest.raises(TourError) as error:
        engine("loud")

    message, hint = _fault(error)
    assert message.startswith("the engine 'loud' cannot be loaded: ")
    assert why in message
    assert hint == "is loud-voices installed whole?"


def test_threads_that_ask_at_once_share_one_engine(
    distributions: Distributions, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[object] = []

    class Slow(Tone):
        def __init__(self) -> None:
            made.append(self)

    module = ModuleType("slow_voice")
    module.Slow = Slow  # type: ignore[attr-defined]  # made up here
    monkeypatch.setitem(sys.modules, "slow_voice", module)
    distributions.install("slow-voices", "[tourpack.engines]\nslow = slow_voice:Slow\n")

    with ThreadPoolExecutor(8) as threads:
        engines = set(map(id, threads.map(engine, ["slow"] * 32)))

    assert len(engines) == len(made) == 1


def test_what_is_installed_is_read_once_for_engines_and_writers(monkeypatch: pytest.MonkeyPatch) -> None:
    forget()
    read: list[EntryPoints] = []
    monkeypatch.setattr(plugins, "entry_points", lambda: read.append(entry_points()) or read[-1])

    assert "hibari" in plugins.names(ENGINES)
    assert "card" in plugins.names(WRITERS)

    assert len(read) == 1
    forget()
