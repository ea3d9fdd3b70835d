"""What is said of a fault that nobody expected: one line, and a log for whoever mends it."""

from __future__ import annotations

import os
import platform
import sys
import tempfile
import traceback
from contextlib import suppress
from importlib import metadata
from pathlib import Path

from tour import __version__
from tour.diagnostics import reason, short
from tour.inputs.plain_files import is_folder, is_there
from tour.terminal.console import emit, note
from tour.terminal.streams import UnsaidError
from tour.whole_files import write_all

LOG = "fault.log"
_CACHE = ".tourpack"
_projects: list[Path] = [Path()]
"""Where the running command works: the last one counts."""


def work_in(project: Path) -> None:
    """Note the tour that a command is about to work with: a log goes beside its cache."""
    _projects.append(project)


def tell(fault: Exception) -> None:
    """Say that *fault* is the program's, or the system's, where its log is, and where to report it."""
    log = _logged(fault)
    what = short(" ".join(f"{type(fault).__name__}: {fault}".split()), 200)
    said = f"this is a fault of tourpack's own, not of your tour ({what}); please report it"
    if isinstance(fault, OSError):
        where = f" ({os.fsdecode(fault.filename)})" if isinstance(fault.filename, str | bytes) else ""
        said = (
            f"the system refused what tourpack needs: {reason(fault)}{where}; if it should not have, please report it"
        )
    kept = f"with {log}" if log else "with what it prints under --debug"
    note(f"error: {said} {_where()}, {kept}")
    if "--json" in sys.argv:
        with suppress(UnsaidError):
            emit("failed", message=said, log=str(log) if log else None)


def _where() -> str:
    """Return where faults are reported: the address that the installed distribution names, if it names one."""
    try:
        urls = metadata.metadata("tourpack").get_all("Project-URL") or []
    except metadata.PackageNotFoundError:
        urls = []
    for url in urls:
        label, _, address = url.partition(",")
        if label.strip().lower() in ("issues", "bug tracker"):
            return f"at {address.strip()}"
    return "where you got tourpack"


def _logged(fault: Exception) -> Path | None:
    """Write the log and return where; None where nothing can be written."""
    text = _log(fault).encode("utf-8", "backslashreplace")
    for write in (_beside_cache, _among_temporary):
        with suppress(OSError):
            return write(text)
    return None


def _beside_cache(text: bytes) -> Path:
    """Write the log to the folder of the cache; one that is not there yet is made, if its tour is. Raises OSError."""
    cache = _projects[-1] / _CACHE
    if named := os.environ.get("TOURPACK_CACHE"):
        cache = Path(named)
    elif is_folder(cache.with_name("stops")) and not is_there(cache):
        cache.mkdir()
        (cache / ".gitignore").write_text("*\n", "utf-8")
    write_all({cache / LOG: text})  # a link of somebody's there is not followed
    return cache / LOG


def _among_temporary(text: bytes) -> Path:
    """Write the log under a name of its own, for its owner alone: that folder is everybody's. Raises OSError."""
    handle, name = tempfile.mkstemp(".log", "tourpack-fault-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text)
    except OSError:
        Path(name).unlink()
        raise
    return Path(name)


def _log(fault: Exception) -> str:
    trace = "".join(traceback.format_exception(fault))
    about = f"tourpack {__version__}, Python {platform.python_version()}, {platform.platform()}"
    return f"{about}\n{' '.join(map(repr, sys.argv[1:]))}\n\n{trace}"
