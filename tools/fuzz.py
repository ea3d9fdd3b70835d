"""Reads spoilt files until the time is up: no input may end in a traceback, take long, or take much memory.

    python tools/fuzz.py                     every reader, ten minutes each
    python tools/fuzz.py --seconds 30 gpx    one reader, half a minute

A reader is asked as the program asks it: an author's file in its tour through `check` (and, where the check finds
nothing wrong, through the writers of the card, page and maps, which must not find anything either; a font draws card
and cover each time); a list of places through what makes a project of it, which must then be one without a fault; a
pack's file in its pack through `verify`; a request through the server's handler. Inputs are the corpus in tests/corpus
and what becomes of it: bits turned, pieces lost, doubled, repeated a thousand times, and put in from a list of what is
known to hurt. Each runs in a worker, so that one that never ends is ended.

Exit 1 when any input was bad; it is kept in the folder that is printed.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import multiprocessing
import os
import random
import resource
import shutil
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "tests" / "corpus"
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

BUILT = Path(tempfile.gettempdir()) / f"fuzz-built-{os.getppid() if multiprocessing.parent_process() else os.getpid()}"

MOST_SECONDS = 2.0
"""Of CPU that one input may take."""
MOST_MEMORY = 300
"""MB that the process may have."""
_HANGS = 120.0
"""Seconds by the clock after which an input is taken to never end: a busy machine may leave it waiting for a minute."""
_LARGEST = 3_000_000
"""Bytes of an input."""
_A_BATCH = 150
"""Inputs before a new worker begins, so that memory is an input's and not its forerunners'."""
_ONE_IN = 25
"""Of the inputs that a check passes, how many are given to the writers too: they take a second."""

Read = Callable[[bytes, bool], None]
"""Reads an input; True: thoroughly."""

TOKENS = (
    b"\\ud800", b"\\u0000", b"&#x110000;", b"&#99999999999999999999;", b"1e400", b"-1e-400", b"NaN", b"Infinity",
    b"9" * 5000, b"null", b"[[[[[[[[", b"]]]]", b"{" * 50, b"}" * 50, b"<!--", b"-->", b"[^", b"[pause ", b"![", b"](",
    b"\"", b"'", b"\"\"\"", b"\\", b"\\\"", b"\0", b"\x00\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\r\n", b"\t",
    b" " * 300, b"a." * 40, b"# Look\n", b"---\n", b": ", b"- ", b"&a ", b"*a ", b"!!python/object:os.system ",
    b"<![CDATA[", b"<!DOCTYPE x [<!ENTITY a \"b\">]>", b"<a>", b"</a>", b"M0 0 ", b"url(", b"../", b"/",
    b"%00", b"\xf0\x9f\x98\x80",
    b"\xe2\x80\xae", b"\xcc\x81", b"-118.35", b"0", b"-1", b"4294967295", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff",
)  # fmt: skip


class RefusedError(Exception):
    """What a check passed, and a writer did not."""


@dataclass
class Worst:
    """The worst of one reader's inputs so far."""

    count: int = 0
    seconds: float = 0.0
    megabytes: int = 0
    bad: list[str] = field(default_factory=list)


# How each reader is asked. The imports are in here: a worker pays for its own reader only.


def author(name: str) -> Read:
    """Return the reader of an author's file: its tour is checked."""
    from conftest import FILES, TourTest
    from tour.check import check
    from tour.diagnostics import TourError
    from tour.reading.project import read

    tour = TourTest(Path(tempfile.mkdtemp(prefix="fuzz-")))
    for file, text in FILES.items():
        tour.write(file, text)
    tour.edit("01-quay.md", "[pause 2s]", "[pause 2s] [sound gull]")
    if not name.startswith("sounds/"):  # there is one sound of a name
        tour.write("sounds/gull.wav", (CORPUS / "wav" / "plain.wav").read_bytes())
    tour.write("art/quay.svg", (CORPUS / "svg" / "plain.svg").read_bytes())
    if name.startswith("fonts/"):
        tour.write(name, (CORPUS / "font" / "boxes.ttf").read_bytes())
        tour.edit("tour.toml", "engine", f'fonts = ["{name}"]\nengine')
        tour.edit("02-mill.md", "title: The Mill", "title: 猫の店")
        tour.edit("tour.toml", "Harbour walk", "猫の店 walk")  # the cover draws by another library than the card

    _write(check(read(tour.root), deep=True).tour)  # what a process does once is no input's

    def run(data: bytes, thoroughly: bool) -> None:
        tour.write(name, data)
        try:
            found = check(read(tour.root), deep=True)
        except TourError as fault:
            str(fault)
            return
        if found.good and thoroughly:
            _write(found.tour)
        elif found.good and name.startswith("fonts/"):
            _draw(found.tour)

    return run


def _draw(tour: Any) -> None:
    """Make what is drawn with an author's font. Raises RefusedError for what the check should have said."""
    from tour.cover.poster import poster
    from tour.diagnostics import TourError
    from tour.model import Pack
    from tour.writers import find

    try:
        poster(tour)
        list(find("card")(Pack(tour, ())))
    except TourError as fault:
        raise RefusedError(str(fault)) from None


def _write(tour: Any) -> None:
    """Run every writer but those of sound, as a build does: what it keeps of the program's own is no input's.

    Raises RefusedError for what the check should have said.
    """
    from tour.diagnostics import TourError
    from tour.model import Pack
    from tour.pack.cache import Store
    from tour.pack.kept import kept_in
    from tour.writers import choose

    try:
        with kept_in(Store(BUILT.with_name(f"{BUILT.name}-kept"))):
            for writer in choose(tour, ()).values():
                list(writer(Pack(tour, ())))
    except TourError as fault:
        raise RefusedError(str(fault)) from None


def listed(name: str) -> Read:
    """Return the reader of a list of places: what is made of it is a project that can be read."""
    from tour.diagnostics import TourError
    from tour.places.read import read_places
    from tour.starting.outline import Wish, outline
    from tour.starting.project import files_of

    folder = Path(tempfile.mkdtemp(prefix="fuzz-"))
    path = folder / "photo.jpg" if name == "photo" else folder / "list"

    def run(data: bytes, thoroughly: bool) -> None:
        path.write_bytes(data)
        try:
            found = outline(read_places(folder if name == "photo" else path), Wish(), "walk")
        except TourError as fault:
            str(fault)
            return
        files = files_of(found, "2026-01-02")
        if thoroughly:
            _read_project(files)

    return run


def _read_project(files: dict[str, str]) -> None:
    """Read a project that was made of a list. Raises RefusedError where it has another fault than a missing route."""
    from conftest import TourTest
    from tour.reading.project import read

    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        test = TourTest(Path(folder))
        for file, text in files.items():
            test.write(file.removeprefix("stops/"), text)
        test.edit("tour.toml", "papers", 'engine = "tone"\npapers')  # a neural voice takes 200 MB
        faults = [fault for fault in read(test.root).faults if fault.severity == "error"]
        if any("route.gpx is missing" not in fault.message for fault in faults):
            raise RefusedError(str(faults[0]))


def extract(name: str) -> Read:
    """Return the reader of an extract of OpenStreetMap: the map of it is drawn, and must be one that a tour reads."""
    from tour.diagnostics import TourError
    from tour.osm.extract import read_extract
    from tour.osm.street_map import lacking, street_map
    from tour.reading.mapdata import read_map

    path = Path(tempfile.mkdtemp(prefix="fuzz-")) / name
    frame = (9.99, 53.99, 10.02, 54.01)

    def run(data: bytes, thoroughly: bool) -> None:
        path.write_bytes(data)
        try:
            found = read_extract(path)
        except TourError as fault:
            str(fault)
            return
        drawn = street_map(found, found.bounds or frame, "en")
        lacking(found, frame)
        if thoroughly and drawn["features"]:
            try:
                read_map(json.dumps(drawn).encode(), "streets.geojson")
            except TourError as fault:
                raise RefusedError(str(fault)) from None

    return run


class Deaf(Executor):
    """Listens to nothing: decoding takes longer than all the rest."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_result("it is not listened to")
        return future


def packed(name: str) -> Read:
    """Return the reader of a pack's file: its pack is verified, but for what is only heard."""
    from tour.diagnostics import TourError
    from tour.pack.manifest import read_manifest, rows
    from tour.verify import verify

    pack = Path(tempfile.mkdtemp(prefix="fuzz-")) / "harbour"
    shutil.copytree(built(), pack)

    def run(data: bytes, _thoroughly: bool) -> None:
        (pack / name).write_bytes(data)
        try:
            verify(pack, Deaf())
        except TourError as fault:
            str(fault)
        if name == "pack.json":
            rows(read_manifest(pack))

    return run


def sited(name: str) -> Read:
    """Return the reader of a pack's file for a front page: the page is made of that pack."""
    from tour.diagnostics import TourError
    from tour.site import site

    out = Path(tempfile.mkdtemp(prefix="fuzz-"))
    shutil.copytree(built(), out / "harbour")

    def run(data: bytes, _thoroughly: bool) -> None:
        (out / "harbour" / name).write_bytes(data)
        try:
            site(out)
        except TourError as fault:
            str(fault)

    return run


def built() -> Path:
    """Return the folder of a pack with all that a pack can have, which is built on the first call of all workers."""
    from conftest import FILES, TourTest

    tour = TourTest(BUILT)
    if not tour.pack.exists():
        for file, text in FILES.items():
            tour.write(file, text)
        tour.edit("tour.toml", "engine", 'base_url = "https://walks.city/h"\nengine')
        tour.run("build", "--executor", "inline").ok()
    return tour.pack


def request(_name: str) -> Read:
    """Return the reader of a request: a server's handler, with the visitor in the same process."""
    import socket
    import threading

    from conftest import TourTest
    from tour.serve import open_server

    pack = Path(tempfile.mkdtemp(prefix="fuzz-"))
    TourTest(pack).write("index.html", "<title>x</title>")
    server = open_server(pack / "stops")
    failed: list[Exception] = []
    server.failed = failed.append
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    def run(data: bytes, _thoroughly: bool) -> None:
        with socket.create_connection(("127.0.0.1", server.port), timeout=_HANGS) as visitor:
            try:
                visitor.sendall(data)
                visitor.shutdown(socket.SHUT_WR)
                while visitor.recv(1 << 16):
                    pass
            except OSError:
                pass
        if failed:
            raise failed.pop()

    return run


READERS: dict[str, tuple[Callable[[str], Read], str]] = {
    "script": (author, "01-quay.md"),
    "welcome": (author, "00-welcome.md"),
    "tour-toml": (author, "tour.toml"),
    "sources": (author, "sources.toml"),
    "lexicon": (author, "lexicon.toml"),
    "gpx": (author, "route.gpx"),
    "geojson": (author, "streets.geojson"),
    "svg": (author, "art/quay.svg"),
    "kml": (author, "route.gpx"),
    "route-geojson": (author, "route.gpx"),
    "font": (author, "fonts/own.ttf"),
    "wav": (author, "sounds/gull.wav"),
    "sound": (author, "sounds/gull.mp3"),
    "places-csv": (listed, ""),
    "places-geojson": (listed, ""),
    "places-gpx": (listed, ""),
    "places-kml": (listed, ""),
    "places-kmz": (listed, ""),
    "places-photo": (listed, "photo"),
    "osm-xml": (extract, "map.osm"),
    "osm-json": (extract, "map.json"),
    "osm-pbf": (extract, "map.osm.pbf"),
    "pack-json": (packed, "pack.json"),
    "site": (sited, "pack.json"),
    "mp3": (packed, "audio/01a-quay.mp3"),
    "m4b": (packed, "harbour.m4b"),
    "zip": (packed, "harbour.zip"),
    "page": (packed, "index.html"),
    "feed": (packed, "feed.xml"),
    "playlist": (packed, "tour.m3u8"),
    "captions": (packed, "transcripts/01a-quay.vtt"),
    "tour-gpx": (packed, "tour.gpx"),
    "tour-geojson": (packed, "tour.geojson"),
    "chapters": (packed, "chapters.json"),
    "web-app": (packed, "manifest.webmanifest"),
    "request": (request, ""),
}


def spoilt(data: bytes, dice: random.Random) -> bytes:
    """Return *data* with a few things wrong."""
    found = bytearray(data)
    for _ in range(dice.choice((1, 1, 2, 3, 8))):
        at = dice.randrange(len(found) + 1)
        end = min(len(found), at + dice.choice((1, 2, 8, 40, 400)))
        match dice.randrange(8):
            case 0 if at < len(found):
                found[at] ^= 1 << dice.randrange(8)
            case 1:
                del found[at:end]
            case 2:
                found[at:at] = found[at:end]
            case 3:
                found[at:at] = dice.choice(TOKENS)
            case 4:
                found[at:end] = dice.choice(TOKENS)
            case 5:
                found[at:at] = (found[at:end] or b"x") * dice.choice((10, 100, 1000))
            case 6:
                token, times = dice.choice(TOKENS), dice.choice((2, 50, 1000, 20_000))
                found[at:at] = token * min(times, _LARGEST // len(token))  # else it is this that takes the memory
            case _:
                del found[at:]
        del found[_LARGEST:]
    return bytes(found)


def seeds(name: str) -> list[bytes]:
    """Return the corpus of a reader; to that of a pack's file belongs the file as it is built."""
    make, file = READERS[name]
    found = [(built() / file).read_bytes()] if make in (packed, sited) else []
    return found + [path.read_bytes() for path in sorted((CORPUS / name).glob("*"))]


def work(name: str, seed: int, pipe: Connection) -> None:
    """In a worker: read a batch of inputs, and tell of each: what it is before, and what it took after."""
    make, file = READERS[name]
    dice = random.Random(seed)
    read, corpus = make(file), seeds(name)
    for number in range(_A_BATCH):
        whole = seed == 0 and number < len(corpus)
        data = corpus[number] if whole else spoilt(dice.choice(corpus), dice)
        pipe.send(data)
        began, trace = time.process_time(), ""
        try:
            read(data, whole or number % _ONE_IN == 0)
        except Exception:  # what is looked for
            trace = traceback.format_exc()
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        pipe.send((time.process_time() - began, memory, trace))
    pipe.send(None)


def batch(name: str, seed: int, until: float) -> Iterator[tuple[bytes, float, int, str]]:
    """Yield input, CPU seconds, MB and traceback of each input of one worker. Exits where it cannot even begin."""
    data: bytes | None = None
    ours, its = multiprocessing.Pipe()
    worker = multiprocessing.get_context("spawn").Process(target=work, args=(name, seed, its), daemon=True)
    worker.start()
    its.close()
    try:
        while time.monotonic() < until and (data := ours.recv()) is not None:
            if not ours.poll(_HANGS):
                yield data, _HANGS, 0, "it never ended"
                return
            yield data, *ours.recv()
    except EOFError:
        if data is None:
            sys.exit(f"{name}: the worker ended before it read anything; above stands why")
        yield data, 0.0, 0, "the worker died"
    finally:
        worker.kill()
        worker.join()


def fuzz(name: str, seconds: float, kept: Path) -> Worst:
    """Read spoilt inputs for so many *seconds*; bad ones are put into the folder *kept*."""
    worst, until, seed = Worst(), time.monotonic() + seconds, 0
    while time.monotonic() < until:
        for data, took, memory, trace in batch(name, seed, until):
            worst.count += 1
            worst.seconds = max(worst.seconds, took)
            worst.megabytes = max(worst.megabytes, memory)
            if trace or took > MOST_SECONDS or memory > MOST_MEMORY:
                path = kept / f"{name}-{hashlib.sha256(data).hexdigest()[:12]}"
                path.write_bytes(data)
                path.with_suffix(".txt").write_text(f"{took:.1f} s, {memory} MB\n{trace}")
                last = trace.strip().splitlines()[-1] if trace else ""
                worst.bad.append(f"{path.name}: {took:.1f} s, {memory} MB {last[:150]}")
        seed += 1
    return worst


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("readers", nargs="*", metavar="reader", help=f"of {', '.join(READERS)}")
    parser.add_argument("--seconds", type=float, default=600, help="for each reader")
    given = parser.parse_args()
    if unknown := [name for name in given.readers if name not in READERS]:
        parser.error(f"there is no reader {unknown[0]!r}; there are {', '.join(READERS)}")
    kept = Path(tempfile.mkdtemp(prefix="fuzz-bad-"))
    bad = 0
    for name in given.readers or READERS:
        worst = fuzz(name, given.seconds, kept)
        bad += len(worst.bad)
        figures = f"{worst.count:7} inputs, worst {worst.seconds:.2f} s, {worst.megabytes} MB, {len(worst.bad)} bad"
        print(f"{name:14}{figures}", flush=True)
        for line in worst.bad[:20]:
            print(f"    {line}", flush=True)
    print(json.dumps({"bad": bad, "kept": str(kept)}))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
