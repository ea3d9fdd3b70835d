"""A screen that nobody sees and a loudspeaker that nobody hears, for browsers that do not work without.

They are this process's own: the machine's are not touched, and nothing sounds while somebody works beside the tests.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SCREEN = "1400x1100x24"
NO_SINK = "unix:/nonexistent"
"""A PULSE_SERVER that is not there: a device without a loudspeaker."""


@contextmanager
def display() -> Iterator[str]:
    """Run an X server without a screen meanwhile, on a number that it picks itself; give what DISPLAY is to be."""
    ours, its = os.pipe()
    command = ["Xvfb", "-displayfd", str(its), "-screen", "0", SCREEN, "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[its], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(its)
    try:
        with open(ours) as told:  # noqa: PTH123  # a descriptor is no path
            number = told.readline().strip()
        assert number, f"Xvfb ended with {server.wait()} before it was there"
        yield f":{number}"
    finally:
        _end(server)


@contextmanager
def sound_sink() -> Iterator[str]:
    """Run a sound server whose one sink swallows all meanwhile; give what PULSE_SERVER is to be.

    ``-n`` reads no settings of the machine's, so that no real card is opened; without a D-Bus it warns and works.
    """
    with tempfile.TemporaryDirectory(prefix="sink") as folder:
        socket = Path(folder, "native")
        command = [
            *("pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no", "--log-target=stderr"),
            "--load=module-null-sink",
            f"--load=module-native-protocol-unix socket={socket} auth-anonymous=1",
        ]
        own = {**os.environ, "HOME": folder, "XDG_RUNTIME_DIR": folder}
        server = subprocess.Popen(command, env=own, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            _until_there(socket, server)
            yield f"unix:{socket}"
        finally:
            _end(server)


def _until_there(socket: Path, server: subprocess.Popen[bytes]) -> None:
    while not socket.exists():
        try:
            code = server.wait(0.05)
        except subprocess.TimeoutExpired:
            continue
        raise AssertionError(f"pulseaudio ended with {code} before it was there")


def _end(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    try:
        server.wait(10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
