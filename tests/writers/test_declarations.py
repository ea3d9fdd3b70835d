"""What writers declare, and which of them run."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from pkgutil import resolve_name
from types import ModuleType

import pytest

from conftest import TourTest
from tour.diagnostics import TourError
from tour.model import File, Pack, Tour
from tour.plugins import WRITERS, found
from tour.writers import Writer, choose, find, writer

BASE = "https://walks.org/a"


def fault(error: pytest.ExceptionInfo[TourError]) -> tuple[str, str]:
    [only] = error.value.diagnostics
    return only.message, only.hint


@pytest.fixture
def sights(walk: Callable[..., Tour]) -> Tour:
    return walk([(0, 0), (100, 0)])


def test_a_pack_has_the_files_of_all_writers_but_those_that_are_apart(walk: Callable[..., Tour]) -> None:
    assert {*found(WRITERS)} - {*choose(walk([(0, 0)], base_url=BASE))} == {"proof"}


def test_a_writer_that_needs_a_base_url_is_left_out_where_there_is_none(sights: Tour) -> None:
    assert {*found(WRITERS)} - {*choose(sights)} == {"feed", "proof"}


def test_writers_run_in_the_order_of_their_names_or_of_asking(sights: Tour) -> None:
    assert list(choose(sights)) == sorted(choose(sights))
    assert list(choose(sights, ["playlist", "cover", "playlist"])) == ["playlist", "cover"]


@pytest.mark.parametrize(
    ("only", "message", "hint"),
    [
        (["crad"], "there is no writer 'crad'", "did you mean 'card'?"),
        (["card", "proof"], "the proof is built apart", "tourpack build --only proof, and nothing else"),
        (
            ["feed"],
            "the feed needs whole addresses, and this tour has no base_url",
            'write base_url = "https://…" in tour.toml: where the pack will be published',
        ),
    ],
)
def test_what_cannot_be_run_is_a_fault(sights: Tour, only: list[str], message: str, hint: str) -> None:
    with pytest.raises(TourError) as error:
        choose(sights, only)

    assert fault(error) == (message, hint)


def test_a_plain_function_is_a_writer_of_every_pack_and_needs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def postcard(pack: Pack) -> Iterator[File]:
        yield File(PurePosixPath("postcard.txt"), (pack.tour.title.encode(),))

    monkeypatch.setattr("tour.plugins.load", lambda group, name: postcard)

    assert find("postcard") == Writer(
        postcard, needs_episode=False, needs_base_url=False, sees=None, heavy=(), own_plan=None
    )


def test_a_declared_writer_is_still_a_function(sights: Tour) -> None:
    @writer(needs_episode=True)
    def title(pack: Pack) -> Iterator[File]:
        yield File(PurePosixPath("title.txt"), (pack.tour.title.encode(),))

    assert title.needs_episode
    assert list(title(Pack(sights, ()))) == [File(PurePosixPath("title.txt"), (sights.title.encode(),))]


POSTCARD = """
from pathlib import PurePosixPath
from tour.model import File

def postcard(pack):
    return [File(PurePosixPath("postcard.txt"), (pack.tour.title.encode(),))]
"""


@pytest.fixture
def postcards(tour: TourTest, tmp_path: Path) -> TourTest:
    """The small tour, where another distribution brings a writer: a plain function."""
    site = tmp_path / "site"
    info = site / "postcards-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: postcards\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[tourpack.writers]\npostcard = postcards:postcard\n")
    (site / "postcards.py").write_text(POSTCARD)
    tour.env["PYTHONPATH"] = ":".join([str(site), *filter(None, sys.path)])
    return tour


def test_a_writer_of_another_distribution_adds_its_file_to_the_pack(postcards: TourTest) -> None:
    postcards.build("--only", "postcard")

    assert postcards.files()["postcard.txt"] == b"Harbour walk"
    manifest = json.loads(postcards.files()["pack.json"])
    assert [(row["path"], row["writer"]) for row in manifest["files"]] == [("postcard.txt", "postcard")]
    assert ", postcard, proof." in " ".join(postcards.run("build", "--help").ok().stdout.replace("│", " ").split())


HEAVY = ("PIL", "jinja2", "minify_html", "mutagen", "numpy", "pikepdf", "reportlab", "scipy")


@pytest.mark.parametrize("name", [name for name in found(WRITERS) if find(name).heavy])
def test_what_a_writer_does_sooner_can_be_done_without_a_pack(name: str) -> None:
    for heavy in find(name).heavy:
        what = resolve_name(heavy)
        assert what() is None if ":" in heavy else isinstance(what, ModuleType)


@pytest.mark.parametrize("name", [name for name in found(WRITERS) if find(name).early])
def test_what_a_writer_does_early_needs_the_pack_and_no_episode(name: str, sights: Tour) -> None:
    assert resolve_name(find(name).early)(Pack(sights, ())) is None


def test_to_see_what_writers_declare_imports_nothing_heavy() -> None:
    probe = f"""
import sys
from tour import plugins, writers
for name in plugins.found(plugins.WRITERS):
    writers.find(name)
print(*sorted({set(HEAVY)!r} & set(sys.modules)))
"""

    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=False)

    assert (done.stdout, done.stderr) == ("\n", "")
