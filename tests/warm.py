"""Commands of the program without the wait for its start: each is a fork of a process that has it all in memory.

Most of what a command on a small tour costs is to start Python and to import. A fork begins after both, and is
else what ``python -m tour`` is: its arguments, folder, environment, streams, exit handlers, exit code, and processes of
its own. What is read while Python starts cannot be had so: a command whose environment differs from that of these tests
in more than `READ_ON_USE`, or folders before those of ``PYTHONPATH``, is started, as every command is but on Linux (a
fork on macOS may not use the system's libraries).

Nor does a fork free piece by piece, as Python does last, what it has in memory: half of what a small command costs.
What a test claims about starting, importing, signals or a terminal is tried on ``python -m tour`` itself.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import json
import os
import pkgutil
import runpy
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import cycle
from pathlib import Path
from typing import NoReturn

READ_ON_USE = ("ASKED", "NO_PROXY", "no_proxy", "ORT_", "PATH", "PYTEST_CURRENT_TEST", "TOURPACK_")
"""How the names of variables begin that nothing reads before the command itself does."""

FOLDERS = "PYTHONPATH"

LATER = ("tour.__main__", "tour.engines.espeak", "tour.engines.kokoro", "tour.executors.cluster", "tour.osm.pbf")
"""Modules that a command imports itself: the first is the command, the others are seldom asked for."""

WITHIN = (
    "babel.dates",
    "babel.numbers",
    "encodings.utf_8_sig",
    "markdown_it",
    "numpy.fft",
    "pikepdf",
    "pydantic.type_adapter",
    "pypdfium2",
    "reportlab.pdfgen.canvas",
    "rich.progress",
    "ruamel.yaml",
)
"""What the program imports within its functions, and most commands need."""

ANSWER = struct.Struct("!i")
"""What a warm process says of a command: its process's id, and later its exit code."""

USUAL = {"NO_COLOR": "1", "COLUMNS": "100"}


def run(
    arguments: Sequence[str], folder: Path, env: Mapping[str, str], timeout: float
) -> subprocess.CompletedProcess[str]:
    """Run ``tourpack`` with *arguments* in *folder*, in a process of its own; *env* is added to the environment.

    Raises `subprocess.TimeoutExpired` after *timeout* seconds; the command is killed then.
    """
    whole = {**os.environ, **USUAL, **env}
    warm = next(_turns)
    if sys.platform == "linux" and warm.would_do(whole) and warm.free.acquire(blocking=False):
        try:
            return warm.run(arguments, folder, whole, timeout)
        finally:
            warm.free.release()
    return started(arguments, folder, whole, timeout)


def started(
    arguments: Sequence[str], folder: Path, env: Mapping[str, str], timeout: float
) -> subprocess.CompletedProcess[str]:
    """Run the same as a process that is started; *env* is its whole environment."""
    command = [sys.executable, "-m", "tour", *arguments]
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, timeout=timeout, env=dict(env), check=False
    )


class Warm:
    """A process that has the program in memory and forks for each command. It starts with the first, ends with us."""

    def __init__(self) -> None:
        self.free = threading.Lock()
        """Held while a command runs: there is one at a time."""
        self._env = {**os.environ, **USUAL}
        self._process: subprocess.Popen[bytes] | None = None
        self._socket: socket.socket

    def would_do(self, env: Mapping[str, str]) -> bool:
        """Return whether a command with the environment *env* would be as if it had been started."""
        differing = {name for name, _ in self._env.items() ^ env.items()}
        folders, ours = _folders(env), _folders(self._env)
        if folders[len(folders) - len(ours) :] == ours:
            differing.discard(FOLDERS)
        return all(name.startswith(READ_ON_USE) for name in differing)

    def run(
        self, arguments: Sequence[str], folder: Path, env: Mapping[str, str], timeout: float
    ) -> subprocess.CompletedProcess[str]:
        if self._process is None or self._process.poll() is not None:
            self._start()
        with tempfile.TemporaryFile() as asked, tempfile.TemporaryFile() as stdout, tempfile.TemporaryFile() as stderr:
            asked.write(json.dumps([list(arguments), str(folder), dict(env)]).encode())
            asked.seek(0)
            code = self._ask([file.fileno() for file in (asked, stdout, stderr)], timeout)
            told = [_text(file.seek(0) or file.read()) for file in (stdout, stderr)]
        return subprocess.CompletedProcess(arguments, code, *told)

    def _ask(self, files: list[int], timeout: float) -> int:
        """Have a command run with *files*, and return its exit code. It is killed if it takes too long or we stop."""
        pid = 0
        try:
            self._socket.settimeout(timeout)
            socket.send_fds(self._socket, [b"?"], files)
            pid = self._answer()
            return self._answer()
        except BaseException as fault:
            if pid:
                with suppress(ProcessLookupError):
                    os.kill(pid, 9)
            self.end()
            if isinstance(fault, TimeoutError):
                raise subprocess.TimeoutExpired("tourpack", timeout) from None
            raise

    def _answer(self) -> int:
        said = self._socket.recv(ANSWER.size, socket.MSG_WAITALL)
        if len(said) < ANSWER.size:
            raise RuntimeError("the warm process has ended; its stderr says why")
        number: int = ANSWER.unpack(said)[0]
        return number

    def _start(self) -> None:
        self._socket, theirs = socket.socketpair()
        with theirs:
            command = [sys.executable, __file__, str(theirs.fileno())]
            # Streams as those of any command are: none is a terminal's.
            self._process = subprocess.Popen(
                command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, env=self._env
            )
        atexit.register(self.end)
        self._answer()  # its own id, when it is ready

    def end(self) -> None:
        """Let the process end, as it does when nobody can ask it any more."""
        if self._process is not None:
            self._socket.close()
            self._process.wait()
            self._process = None


def _folders(env: Mapping[str, str]) -> list[str]:
    """Return the folders in which Python looks for modules before its own."""
    return [folder for folder in env.get(FOLDERS, "").split(os.pathsep) if folder]


def _text(said: bytes) -> str:
    """Return what a stream was given, read as `subprocess` reads it."""
    return said.decode().replace("\r\n", "\n").replace("\r", "\n")


_turns: Iterator[Warm] = cycle((Warm(), Warm()))
"""Two, in turn: each has a seed of its own for hashes, so that two commands after one another never have the same, and
what depends on the order of a set shows."""


def _warm_up() -> None:
    """Import all that commands do, and make what is the same for every tour."""
    import tour

    for module in pkgutil.walk_packages(tour.__path__, "tour."):
        if module.name not in LATER:
            importlib.import_module(module.name)
    for name in WITHIN:
        importlib.import_module(name)
    _read_tables()
    gc.collect()
    gc.freeze()  # else each fork would copy what its collector looks at


def _read_tables() -> None:
    """Fill what the program keeps for as long as a process lives: its rules of reading, words, templates, typefaces."""
    from tour.normalize import normalize
    from tour.words import phrases
    from tour.words.language import languages
    from tour.writers.card import card
    from tour.writers.page import page
    from walks import make_pack, make_walk

    for language in languages():
        normalize("5 St. Mary's Rd.", language)
        phrases.sending(language)
        phrases.careful(language)
        phrases.names_in("Oak Street", language)
        for either in (False, True):
            phrases.directing(language, named=either)
            phrases.phoning(language, pausing=either)
    pack = make_pack(make_walk([(0, 0), (100, 0)], streets=1))
    for file in (*page(pack), *card(pack)):
        assert file.path


def _forks(channel: socket.socket) -> list[int]:
    """Fork for each command that is asked for: return its files there, answer here. End when nobody asks any more."""
    channel.sendall(ANSWER.pack(os.getpid()))
    while True:
        asked, files, _, _ = socket.recv_fds(channel, 1, 3)
        if not asked:
            os._exit(0)
        with warnings.catch_warnings():
            # numpy's library for matrices has threads, which it stops before a fork; Python 3.12 does not know that.
            warnings.simplefilter("ignore", DeprecationWarning)
            pid = os.fork()
        if pid == 0:
            channel.close()
            return files
        for file in files:
            os.close(file)
        with suppress(BrokenPipeError):  # nobody waits any more
            channel.sendall(ANSWER.pack(pid))
            channel.sendall(ANSWER.pack(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])))


def _become(asked: int, stdout: int, stderr: int) -> None:
    """Make this process one that has been started for what the file *asked* says."""
    with open(asked, encoding="utf-8") as file:
        arguments, folder, env = json.load(file)
    for file, usual in ((stdout, 1), (stderr, 2)):
        os.dup2(file, usual)
        os.close(file)
    sys.path[:0] = [folder, *_folders(env)[: len(_folders(env)) - len(_folders(os.environ))]]
    sys.argv[1:] = arguments
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(env)


def _end(code: int) -> NoReturn:
    """End as Python ends, and as `multiprocessing` ends its forks: threads first, then exit handlers and streams."""
    threading._shutdown()
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    os._exit(code & 0xFF)


if __name__ == "__main__":
    _warm_up()
    del sys.path[0]  # the folder of this file, where ``python -m`` has the one it was started in
    _become(*_forks(socket.socket(fileno=int(sys.argv[1]))))
    try:
        runpy.run_module("tour", run_name="__main__", alter_sys=True)
    except SystemExit as ended:
        if isinstance(ended.code, int | None):
            _end(ended.code or 0)
        raise  # as anything else that it raises, this ends this process as it would end another
