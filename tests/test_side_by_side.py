"""Builds, tours and crashes that meet in one folder of packs."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

from conftest import FILES, TourTest
from processes import LONG
from tour.pack.cache import Store


def write_tour(root: Path, **edits: str) -> TourTest:
    """Write the small tour into *root*, with lines of its tour.toml replaced; it shares the cache of its neighbours."""
    test = TourTest(root, {"TOURPACK_CACHE": str(root.parent / "cache")})
    for name, text in FILES.items():
        test.write(name, text)
    for key, value in edits.items():
        old = next(line for line in FILES["tour.toml"].splitlines() if line.startswith(f"{key} ="))
        test.edit("tour.toml", old, f'{key} = "{value}"')
    return test


def small(test: TourTest, *arguments: str) -> tuple[int, str]:
    """Build what is quick to build, and return the exit code and the fault that was said."""
    done = test.run("build", "--executor", "inline", "--only", "playlist", *arguments)
    return done.code, "".join(line for line in done.stderr.splitlines(True) if line.startswith(("error:", "  hint:")))


def test_two_tours_of_one_slug_are_refused_by_name_and_a_clone_is_not(tmp_path: Path) -> None:
    out = str(tmp_path / "out")
    one, other = write_tour(tmp_path / "one"), write_tour(tmp_path / "other", title="Castle walk")
    clone = write_tour(tmp_path / "clone").edit("01-quay.md", "It moves.", "It moves on.")
    assert small(one, "--out", out) == (0, "")
    before = (tmp_path / "out/harbour/tour.m3u8").read_bytes()

    code, said = small(other, "--out", out)

    assert (code, said) == (
        1,
        f"error: {out}/harbour is the pack of another tour, 'Harbour walk', and the pack of 'Castle walk' would take "
        "its place\n  hint: give one of the two another slug, or put this one elsewhere with build --out DIR, or site "
        "OUT; remove what is not wanted\n",
    )
    assert (tmp_path / "out/harbour/tour.m3u8").read_bytes() == before
    assert small(clone, "--out", out) == (0, "")


@pytest.mark.parametrize("out", ["output", "../out"])
def test_a_tour_may_be_given_another_title(tmp_path: Path, out: str) -> None:
    tour = write_tour(tmp_path / "one")
    small(tour, "--out", out)
    tour.edit("tour.toml", "Harbour walk", "The harbour walk")

    assert small(tour, "--out", out) == (0, "")


def test_a_proof_never_takes_another_tours_folder_nor_a_tour_that_of_a_proof(tmp_path: Path) -> None:
    out = str(tmp_path / "out")
    one, other = write_tour(tmp_path / "one"), write_tour(tmp_path / "other", slug="harbour-proof")
    one.write("lexicon.toml", '[[lexeme]]\ngrapheme = ["quay"]\nphoneme = "ki"\n')
    proof = ("build", "--executor", "inline", "--only", "proof", "--out", out)
    assert small(other, "--out", out) == (0, "")
    before = sorted(path.name for path in (tmp_path / "out/harbour-proof").iterdir())

    refused = one.run(*proof)

    assert refused.code == 1
    assert (
        f"error: {out}/harbour-proof is the pack of another tour, 'Harbour walk', and the proof of " in refused.stderr
    )
    assert sorted(path.name for path in (tmp_path / "out/harbour-proof").iterdir()) == before
    shutil.rmtree(tmp_path / "out")
    one.run(*proof).ok()
    code, said = small(other, "--out", out)
    assert code == 1
    assert "harbour-proof is the proof of another tour" in said


def test_builds_of_one_pack_wait_for_each_other_whatever_their_caches(tmp_path: Path) -> None:
    out = tmp_path / "out"
    tour = write_tour(tmp_path / "one")
    tour.env["TOURPACK_CACHE"] = str(tmp_path / "cache of its own")
    out.mkdir()
    command = [sys.executable, "-m", "tour", "build", "--executor", "inline", "--only", "playlist", "--out", str(out)]
    with FileLock(out / ".harbour.lock"):
        waiting = subprocess.Popen(command, cwd=tour.root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert waiting.stderr is not None
        assert waiting.stderr.readline() == "note: another build of this tour is running; waiting for it\n"
        assert waiting.poll() is None

    waiting.communicate(timeout=LONG)

    assert waiting.returncode == 0


def test_a_link_to_itself_in_the_packs_place_is_a_fault(tmp_path: Path) -> None:
    tour = write_tour(tmp_path / "one")
    tour.pack.parent.mkdir()
    tour.pack.symlink_to("harbour")

    assert small(tour) == (
        1,
        "error: output/harbour is a link that leads nowhere\n  hint: remove it, or let it lead to a folder\n",
    )


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small tour with all that a browser needs, built."""
    tour = write_tour(tmp_path_factory.mktemp("finished") / "one")
    tour.run("build", "--executor", "inline", "--only", "page", "--only", "audio").ok()
    return tour.root


def cut_short(finished: Path, tmp_path: Path) -> TourTest:
    """Return the tour as a crash left it that came between two renames."""
    shutil.copytree(finished.parent, tmp_path, dirs_exist_ok=True)
    tour = TourTest(tmp_path / finished.name, {"TOURPACK_CACHE": str(tmp_path / "cache")})
    out, manifest = tour.pack.parent, (tour.pack / "pack.json").read_bytes()
    shutil.copytree(tour.pack, out / ".harbour.old")
    (out / ".harbour.old/mine.txt").write_text("mine")
    tour.pack.rename(out / ".harbour.new")
    digest = hashlib.sha256(manifest).hexdigest()
    note = {"stage": ".harbour.new", "manifest": digest, "old": [".harbour.old"]}
    (out / ".harbour.swap").write_text(json.dumps(note))
    return tour


def recovered(tour: TourTest) -> bool:
    names = sorted(path.name for path in tour.pack.parent.iterdir())
    return names == [".harbour.lock", "harbour"] and (tour.pack / "mine.txt").read_text() == "mine"


def test_a_build_puts_the_pack_in_its_place_before_it_reads_a_tour_with_a_fault(finished: Path, tmp_path: Path) -> None:
    tour = cut_short(finished, tmp_path)
    tour.edit("tour.toml", "title =", "titel =")

    done = tour.run("build")

    assert done.code == 1
    assert "'titel' is not known" in done.stderr
    assert recovered(tour)


@pytest.mark.parametrize("named", [(), ("output/harbour",)])
def test_verify_puts_the_pack_in_its_place_first(finished: Path, tmp_path: Path, named: tuple[str, ...]) -> None:
    tour = cut_short(finished, tmp_path)

    said = tour.run("verify", *named)

    assert "there is no pack" not in said.stderr
    assert "note: mine.txt came or changed during the build; it is kept\n" in said.stderr
    assert recovered(tour)


def test_serve_puts_the_pack_in_its_place_first(finished: Path, tmp_path: Path) -> None:
    tour = cut_short(finished, tmp_path)
    command = [sys.executable, "-m", "tour", "serve", "--port", "0", "--json"]
    server = subprocess.Popen(command, cwd=tour.root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert server.stdout is not None

    said = server.stdout.readline()
    server.terminate()
    server.communicate(timeout=LONG)

    assert "http://127.0.0.1" in said
    assert recovered(tour)


def test_a_pack_that_a_build_is_at_is_left_to_it(finished: Path, tmp_path: Path) -> None:
    tour = cut_short(finished, tmp_path)

    with FileLock(tour.pack.with_name(".harbour.lock")):
        said = tour.run("verify")

    assert said.code == 1
    assert (tour.pack.parent / ".harbour.new").is_dir()


@pytest.mark.parametrize("damage", ["flip", "swap"])
def test_a_clip_that_is_not_what_was_put_is_spoken_again(finished: Path, tmp_path: Path, damage: str) -> None:
    shutil.copytree(finished.parent, tmp_path, dirs_exist_ok=True)
    tour = TourTest(tmp_path / finished.name, {"TOURPACK_CACHE": str(tmp_path / "cache")})
    before = tour.files()
    one, other, *_ = sorted((tmp_path / "cache/clips").rglob("*.pcm"))
    first, second = bytearray(one.read_bytes()), other.read_bytes()
    if damage == "flip":
        first[len(first) // 2] ^= 1
        one.write_bytes(first)
    else:
        one.write_bytes(second)
        other.write_bytes(first)
    shutil.rmtree(tmp_path / "cache/tracks")
    shutil.rmtree(tour.pack)

    tour.run("build", "--executor", "inline", "--only", "page", "--only", "audio").ok()

    assert tour.files() == before
    store = Store(tmp_path / "cache")
    assert all(store.clip(path.parent.name + path.stem) for path in store.root.rglob("*.pcm"))
