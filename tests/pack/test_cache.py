"""The cache: what counts as there, and what makes a key."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from hashlib import file_digest
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interrupted import interrupted_everywhere, unclosed
from tour import whole_files
from tour.diagnostics import Span, TourError
from tour.digests import digest
from tour.model import Clip, Place, Say, Sound, Voice
from tour.pack import cache, hashed
from tour.pack.cache import Store
from tour.sound.parts import Master

KEY = "ab" * 32
CLIP = Clip(bytes(range(256)) * 8, 24_000)
VOICE = Voice("tone", "beep", "en")
SAY = Say("It moves.", "It moves.", 1, Span("stops/01-quay.md", 12, 3, 9))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "cache")
    store.prepare()
    return store


def clip_file(store: Store) -> Path:
    [path] = store.root.rglob("*.pcm")
    return path


def put_track(store: Store, mp3: bytes = b"\xff\xfb" * 500) -> None:
    store.put_track(KEY, Master(mp3, 1.5, -16.0, -1.2, (0.0, 0.7)))


def test_a_clip_comes_back_as_it_was_put(store: Store) -> None:
    store.put_clip(KEY, CLIP)

    assert store.clip(KEY) == CLIP
    assert store.has_clip(KEY)


def test_a_clip_with_line_ends_in_its_sound_comes_back_whole(store: Store) -> None:
    clip = Clip(b"\n\r\n\x1a" * 100, 22_050)

    store.put_clip(KEY, clip)

    assert store.clip(KEY) == clip


def test_what_was_never_put_is_missing(store: Store) -> None:
    assert (store.clip(KEY), store.has_clip(KEY), store.track(KEY)) == (None, False, None)


def test_a_track_comes_back_as_it_was_put(store: Store) -> None:
    put_track(store)

    stored = store.track(KEY)

    assert stored is not None
    assert stored.path.read_bytes() == b"\xff\xfb" * 500
    assert (stored.size, stored.seconds, stored.lufs, stored.dbtp, stored.offsets) == (
        1000,
        1.5,
        -16.0,
        -1.2,
        (0.0, 0.7),
    )


def test_an_entry_outlives_the_store_that_put_it(store: Store) -> None:
    store.put_clip(KEY, CLIP)
    put_track(store)

    other = Store(store.root)

    assert other.clip(KEY) == CLIP
    assert other.track(KEY) == store.track(KEY)


@given(cut=st.integers(0, len(CLIP.pcm) + 10))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_a_clip_cut_short_anywhere_is_missing(store: Store, cut: int) -> None:
    store.put_clip(KEY, CLIP)
    path = clip_file(store)
    whole = path.read_bytes()

    path.write_bytes(whole[: min(cut, len(whole) - 1)])

    assert (store.clip(KEY), store.has_clip(KEY)) == (None, False)


@given(garbage=st.binary(max_size=200))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
def test_garbage_is_missing_and_never_a_fault(store: Store, garbage: bytes) -> None:
    store.put_clip(KEY, CLIP)
    put_track(store)
    clip_file(store).write_bytes(garbage)
    for folder, name in (("tracks", KEY), ("aac", KEY)):
        (store.root / folder / f"{name}.json").write_bytes(garbage)

    assert (store.clip(KEY), store.has_clip(KEY), store.track(KEY)) == (None, False, None)
    assert store.aac(KEY) is None


@pytest.mark.parametrize("head", [b"0 4\n", b"-1 4\n", b"24000 -4\n", b"24000 3\n", b"24000\n", b"24000 4 4\n"])
def test_a_clip_whose_first_line_makes_no_sense_is_missing(store: Store, head: bytes) -> None:
    store.put_clip(KEY, CLIP)
    clip_file(store).write_bytes(head + (b"abc" if b" 3" in head else b"abcd"))

    assert (store.clip(KEY), store.has_clip(KEY)) == (None, False)


@pytest.mark.parametrize("lost", [".mp3", ".json"])
def test_half_a_track_is_missing(store: Store, lost: str) -> None:
    put_track(store)

    (store.root / "tracks" / f"{KEY}{lost}").unlink()

    assert store.track(KEY) is None


def test_a_track_cut_short_is_missing(store: Store) -> None:
    put_track(store)
    path = store.root / "tracks" / f"{KEY}.mp3"

    path.write_bytes(path.read_bytes()[:-1])

    assert store.track(KEY) is None


@pytest.mark.parametrize("key", ["size", "digest", "seconds", "lufs", "dbtp", "offsets"])
@pytest.mark.parametrize("value", [None, "x", [None]])
def test_a_track_with_nonsense_beside_it_is_missing(store: Store, key: str, value: object) -> None:
    put_track(store)
    path = store.root / "tracks" / f"{KEY}.json"
    about = json.loads(path.read_text())

    path.write_text(json.dumps({**about, key: value}))

    assert store.track(KEY) is None


def test_a_track_of_the_right_size_with_other_bytes_is_missing(store: Store) -> None:
    put_track(store)
    path = store.root / "tracks" / f"{KEY}.mp3"

    path.write_bytes(bytes(path.stat().st_size))

    assert store.track(KEY) is None


def test_aac_comes_back_as_it_was_put(store: Store) -> None:
    put = store.put_aac(KEY, [b"frame", b"", b"f" * 8184])

    assert store.aac(KEY) == put
    assert put.path.read_bytes() == b"frame" + b"f" * 8184
    assert list(put.sizes) == [5, 0, 8184]


def test_the_sizes_of_aac_are_kept_alike_on_every_computer(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    told = store.put_aac(KEY, [b"f" * 258]).path.with_suffix(".json").read_text()

    assert '"sizes": "0201"' in told
    monkeypatch.setattr(sys, "byteorder", "big" if sys.byteorder == "little" else "little")
    swapped = store.aac(KEY)
    assert swapped is not None
    assert list(swapped.sizes) == [0x0201]


def test_what_lies_there_unchanged_is_read_once(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[object] = []
    monkeypatch.setattr(hashed, "_MOMENT", 0)
    monkeypatch.setattr(hashlib, "file_digest", lambda file, kind: read.append(file) or file_digest(file, kind))
    path = store.put_aac(KEY, [b"fra", b"mes"]).path

    assert store.aac(KEY) == store.aac(KEY)
    assert len(read) == 1

    path.write_bytes(b"gramef")
    assert store.aac(KEY) is None


def test_aac_cut_short_is_missing(store: Store) -> None:
    path = store.put_aac(KEY, [b"\xff\xf1"] * 500).path

    path.write_bytes(path.read_bytes()[:-1])

    assert store.aac(KEY) is None


def test_a_damaged_entry_can_be_put_again(store: Store) -> None:
    store.put_clip(KEY, CLIP)
    clip_file(store).write_bytes(b"")

    store.put_clip(KEY, CLIP)

    assert store.clip(KEY) == CLIP


def test_many_at_once_may_put_one_key(store: Store) -> None:
    def put_and_get(_: int) -> Clip | None:
        store.put_clip(KEY, CLIP)
        return store.clip(KEY)

    with ThreadPoolExecutor(8) as threads:
        got = list(threads.map(put_and_get, range(200)))

    assert got == [CLIP] * 200
    assert [path.name for path in store.root.rglob("*") if path.name.startswith(".tmp-")] == []


def test_the_cache_ignores_itself(store: Store) -> None:
    assert (store.root / ".gitignore").read_text() == "*\n"


def test_a_cache_that_cannot_be_made_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a file, not a folder")

    with pytest.raises(TourError, match=r"cannot be written: not a directory\n  hint: .* TOURPACK_CACHE=DIR"):
        Store(tmp_path / "file" / "cache").prepare()


def test_a_cache_that_cannot_be_written_is_a_fault(store: Store) -> None:
    (store.root / "clips" / KEY[:2]).write_text("a file, not a folder")

    with pytest.raises(TourError, match="cannot be written: "):
        store.put_clip(KEY, CLIP)


def test_a_digest_is_64_hex_figures() -> None:
    assert len(digest(SAY)) == 64
    assert int(digest(SAY), 16)


def test_a_digest_ignores_where_a_thing_stands() -> None:
    elsewhere = replace(SAY, span=Span("stops/02-mill.md", 99, 1, 9))

    assert digest(elsewhere) == digest(SAY)
    assert digest(Sound("gull", Path("/here/gull.wav"), "ff")) == digest(Sound("gull", Path("/there/gull.wav"), "ff"))


def test_a_digest_does_not_ignore_a_place_in_the_pack() -> None:
    assert digest(PurePosixPath("audio/01a.mp3")) != digest(PurePosixPath("audio/02a.mp3"))


@pytest.mark.parametrize(
    "other",
    [
        [1, "tone 1", VOICE, "It moved."],
        [1, "tone 2", VOICE, "It moves."],
        [2, "tone 1", VOICE, "It moves."],
        [1, "tone 1", replace(VOICE, name="boop"), "It moves."],
        [1, "tone 1", replace(VOICE, engine="gong"), "It moves."],
        [1, "tone 1", replace(VOICE, language="es"), "It moves."],
        [1, "tone 1", replace(VOICE, speed=1.1), "It moves."],
    ],
)
def test_a_clips_key_changes_with_all_that_changes_its_sound(other: list[object]) -> None:
    assert digest(other) != digest([1, "tone 1", VOICE, "It moves."])


def test_a_digest_does_not_depend_on_the_order_of_a_mapping() -> None:
    assert digest({"a": 1, "b": 2}) == digest({"b": 2, "a": 1})


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (["ab", "c"], ["a", "bc"]),
        ([1], ["1"]),
        ([], [[]]),
        (Place(1, 2), Place(2, 1)),
        (b"\x00", b""),
        ([1, [2]], [[1], 2]),
    ],
)
def test_different_things_have_different_digests(one: object, two: object) -> None:
    assert digest(one) != digest(two)


@given(place=st.integers(0, 10_000), bit=st.integers(0, 7))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
def test_a_clip_with_a_flipped_bit_anywhere_is_missing(store: Store, place: int, bit: int) -> None:
    store.put_clip(KEY, CLIP)
    path = clip_file(store)
    data = bytearray(path.read_bytes())
    data[place % len(data)] ^= 1 << bit

    path.write_bytes(data)

    assert (store.clip(KEY), store.has_clip(KEY)) == (None, False)


@given(place=st.integers(0, 10_000), bit=st.integers(0, 7), kind=st.sampled_from([".mp3", ".json"]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
def test_a_track_with_a_flipped_bit_is_missing_or_says_the_same(store: Store, place: int, bit: int, kind: str) -> None:
    put_track(store)
    before = store.track(KEY)
    path = store.root / "tracks" / f"{KEY}{kind}"
    data = bytearray(path.read_bytes())
    data[place % len(data)] ^= 1 << bit

    path.write_bytes(data)

    assert store.track(KEY) in (None, before)  # 1.5e1 and 1.5E1 are one number
    assert kind == ".json" or store.track(KEY) is None


OTHER = "cd" * 32


def trade(one: Path, other: Path) -> None:
    """Let two files change names."""
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)


def test_entries_that_have_changed_names_are_missing(store: Store) -> None:
    for key, sound in ((KEY, b"\xff\xfb"), (OTHER, b"\xff\xfa")):
        store.put_clip(key, Clip(sound * 100, 24_000))
        store.put_track(key, Master(sound * 100, 1.5, -16.0, -1.2, (0.0,)))
        store.put_aac(key, [sound] * 100)

    trade(*store.root.rglob("*.pcm"))
    for folder, kind in (("tracks", "mp3"), ("aac", "aac")):
        for suffix in (kind, "json"):
            trade(store.root / folder / f"{KEY}.{suffix}", store.root / folder / f"{OTHER}.{suffix}")

    assert [found(key) for found in (store.clip, store.track, store.aac) for key in (KEY, OTHER)] == [None] * 6


@pytest.mark.parametrize("kind", ["pipe", "endless", "folder", "deep"])
def test_an_entry_that_is_no_plain_file_is_missing(store: Store, kind: str) -> None:
    store.put_clip(KEY, CLIP)
    put_track(store)
    for path in (clip_file(store), store.root / "tracks" / f"{KEY}.mp3", store.root / "tracks" / f"{KEY}.json"):
        path.unlink()
        if kind == "pipe":
            os.mkfifo(path)
        elif kind == "endless":
            path.symlink_to("/dev/zero")
        elif kind == "folder":
            path.mkdir()
        else:
            path.write_bytes(b"[" * 100_000)

    assert (store.clip(KEY), store.has_clip(KEY), store.track(KEY)) == (None, False, None)


def test_what_is_put_is_on_the_disk_before_it_has_its_name(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[str, int]] = []
    sync = os.fsync

    def look(handle: int) -> None:
        named = [path for path in store.root.rglob("*") if path.suffix in (".pcm", ".mp3", ".json")]
        seen.append((Path(f"/proc/self/fd/{handle}").resolve().name[:5], len(named)))
        sync(handle)

    monkeypatch.setattr(os, "fsync", look)

    store.put_clip(KEY, CLIP)
    put_track(store)

    assert seen == [(".tmp-", 0), (".tmp-", 1), (".tmp-", 1)]


@unclosed
@pytest.mark.parametrize("kind", ["clip", "track", "aac"])
def test_ctrl_c_at_any_line_of_a_put_leaves_a_whole_entry_or_none(store: Store, kind: str) -> None:
    puts: dict[str, Callable[[], object]] = {
        "clip": lambda: store.put_clip(KEY, CLIP),
        "track": lambda: put_track(store),
        "aac": lambda: store.put_aac(KEY, [b"\xff\xf1"] * 500),
    }
    gets: dict[str, Callable[[], object]] = {
        "clip": lambda: store.clip(KEY),
        "track": lambda: store.track(KEY),
        "aac": lambda: store.aac(KEY),
    }
    there = {path for path in store.root.rglob("*") if path.is_file()}
    met = set()

    for _ in interrupted_everywhere(puts[kind], cache, whole_files):
        found = {path for path in store.root.rglob("*") if path.is_file()} - there
        whole = gets[kind]() is not None
        assert len(found) == (whole and (1 if kind == "clip" else 2))
        met.add(whole)
        for path in found:
            path.unlink()

    assert met == {True, False}


def test_where_the_disk_is_full_no_half_of_an_entry_takes_what_room_there_is(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = sorted(store.root.rglob("*"))
    sync, calls = os.fsync, []

    def refuse_the_second(handle: int) -> None:
        calls.append(handle)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")
        sync(handle)

    monkeypatch.setattr(os, "fsync", refuse_the_second)

    with pytest.raises(TourError, match="cannot be written: no space left on device"):
        put_track(store)

    assert sorted(store.root.rglob("*")) == there


def test_a_cache_that_may_only_be_read_serves_what_it_has(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    put_track(store)
    (store.root / "aac").rmdir()
    monkeypatch.setattr(Path, "mkdir", refuse)
    monkeypatch.setattr(os, "access", lambda *_: False)

    store.prepare()

    assert store.track(KEY) is not None
    assert not store.writable
    with pytest.raises(TourError, match=r"the cache .*clips cannot be written: it may only be read\n  hint: "):
        store.refuse_work()


def refuse(*_: object, **__: object) -> None:
    raise OSError(30, "Read-only file system")
