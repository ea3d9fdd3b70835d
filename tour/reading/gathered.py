"""What has been gathered while a tour is read: its folder, its voice, and the faults so far."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import ParamSpec, TypeVar

from tour.diagnostics import Diagnostic, Severity, Span, TourError, reason, shown
from tour.inputs.plain_files import read_plain
from tour.model import Voice
from tour.reading.limits import most
from tour.reading.located import Loc, Located
from tour.reading.schema import Model, validate
from tour.reading.script import Cite
from tour.text import decode

_Given = ParamSpec("_Given")
_Got = TypeVar("_Got")


def misnamed(folder: Path, name: str) -> str:
    """Return the file in *folder* that may be meant by *name*: in capitals, or with an end that a system has added."""
    try:
        found = sorted(path.name for path in folder.iterdir())
    except OSError:
        return ""
    return next((other for other in found if other != name and other.lower().startswith(name)), "")


@dataclass(slots=True)
class Gathered:
    """A tour while it is read: faults are gathered, not raised."""

    root: Path
    """The folder ``stops/``."""
    voice: Voice
    faults: list[Diagnostic] = field(default_factory=list)
    cites: list[Cite] = field(default_factory=list)
    printed: list[tuple[str, Span]] = field(default_factory=list)
    """Source lines that hold printed text, and where they start."""
    replaced: Mapping[str, str] = field(default_factory=dict)
    """What is said in place of what is written, in the whole tour."""
    whole: bool = True
    """False when a script could not be read, so that what it refers to is not known."""

    def fault(self, span: Span | None, message: str, hint: str = "", severity: Severity = "error") -> None:
        self.faults.append(Diagnostic(span, message, hint, severity))

    def warn(self, span: Span | None, message: str, hint: str, rule: str) -> None:
        """Gather a warning of *rule*, one of `tour.diagnostics.RULES`."""
        self.faults.append(Diagnostic(span, message, hint, "warning", rule))

    def tried(self, read: Callable[_Given, _Got], *given: _Given.args, **more: _Given.kwargs) -> _Got | None:
        """Return what *read* makes of what it is *given*, or None when it raises TourError, whose faults are kept."""
        try:
            return read(*given, **more)
        except TourError as error:
            self.faults += error.diagnostics
            return None

    def read_bytes(self, name: str) -> tuple[bytes | None, str]:
        """Return the file's bytes, or None when it is not there, and its path as shown."""
        path = self.root / name
        try:
            return read_plain(path, most(name)), shown(path)
        except FileNotFoundError:
            if path.is_symlink():
                hint = "remove it, or let it lead to a file"
                self.fault(Span(shown(path), 1, 1), "this is a link that leads nowhere", hint)
            return None, shown(path)
        except OSError as fault:
            self.fault(Span(shown(path), 1, 1), f"this file cannot be read: {reason(fault)}")
            return None, shown(path)

    def read_text(self, name: str) -> tuple[str | None, str]:
        """Return the file's text, or None when it is not there or is no text, and its path as shown."""
        data, path = self.read_bytes(name)
        if data is None:
            return None, path
        return self.tried(decode, data, path), path

    def note_printed(self, path: str, text: str, first_line: int) -> None:
        """Note that *text*, which starts at *first_line* of *path*, holds printed text."""
        for number, line in enumerate(text.split("\n"), first_line):
            self.printed.append((line, Span(path, number, 1)))

    def checked(self, model: type[Model], located: Located, prefix: Loc = ()) -> Model | None:
        """Return *located*'s value at *prefix* as *model*, or None when it has faults, which are kept."""
        value, faults = validate(model, located, prefix)
        self.faults += faults
        return value
