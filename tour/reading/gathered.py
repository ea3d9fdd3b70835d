"""A tour while it is read: its folder, its voice, and the faults gathered so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from tour.diagnostics import Diagnostic, Span, TourError, reason, shown
from tour.model import Voice
from tour.reading.located import Located
from tour.reading.schema import Model, validate
from tour.reading.script import Cite
from tour.text import decode


@dataclass(slots=True)
class Draft:
    """A tour while it is read: faults are gathered, not raised."""

    root: Path
    voice: Voice
    faults: list[Diagnostic] = field(default_factory=list)
    cites: list[Cite] = field(default_factory=list)
    printed: list[tuple[str, Span]] = field(default_factory=list)
    """Source lines that hold printed text, and where they start."""

    def bytes(self, name: str) -> tuple[bytes | None, str]:
        """Return the file's bytes, or None when it is not there, and its path as shown."""
        path = self.root / name
        try:
            return path.read_bytes(), shown(path)
        except FileNotFoundError:
            return None, shown(path)
        except OSError as fault:
            self.faults.append(Diagnostic(Span(shown(path), 1, 1), f"this file cannot be read: {reason(fault)}"))
            return None, shown(path)

    def text(self, name: str) -> tuple[str | None, str]:
        data, path = self.bytes(name)
        try:
            return (None if data is None else decode(data, path)), path
        except TourError as error:
            self.faults += error.diagnostics
            return None, path

    whole: bool = True
    """False when a script could not be read, so that what it refers to is not known."""

    def print(self, path: str, text: str, first_line: int) -> None:
        """Note that *text*, which starts at *first_line* of *path*, holds printed text."""
        for number, line in enumerate(text.split("\n"), first_line):
            self.printed.append((line, Span(path, number, 1)))

    def checked(self, model: type[Model], located: Located, prefix: tuple[str | int, ...] = ()) -> Model | None:
        value, faults = validate(model, located, prefix)
        self.faults += faults
        return value
