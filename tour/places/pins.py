"""A list of places as data, and what is gathered while one is read."""

from __future__ import annotations

from dataclasses import dataclass, field

from tour.diagnostics import MOST, Diagnostic, Severity, Span, TourError
from tour.model import Place

LARGEST = 20_000_000
"""Bytes of a list: My Maps takes 5 MB itself; what is larger holds tracks or pictures."""
MOST_PINS = 5_000
"""Of one list. A walk has thirty stops, and a list some hundred to choose them from."""


@dataclass(frozen=True, slots=True)
class Pin:
    """One place of a list: what somebody wants to show, where their file has it, and all that they wrote of it."""

    name: str
    """On one line; empty where the list has none."""
    place: Place
    span: Span
    text: str = ""
    """Plain: paragraphs, with an empty line between them."""
    folder: str = ""
    """The folder, layer or group that it lies in, the outer one first: ``Old town / Churches``."""
    number: int | None = None
    """Where the list has a column for that."""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of places read."""

    title: str
    """The list's own; empty where it has none."""
    pins: tuple[Pin, ...]
    """In the order of the file."""
    told: tuple[Diagnostic, ...] = ()
    """Warnings: what was passed over, and why."""


@dataclass(slots=True)
class Gathering:
    """A list while it is read: faults are gathered, and told all at once."""

    path: str
    """As shown to the author."""
    title: str = ""
    pins: list[Pin] = field(default_factory=list)
    faults: list[Diagnostic] = field(default_factory=list)
    told: list[Diagnostic] = field(default_factory=list)

    def fault(self, span: Span | None, message: str, hint: str = "", severity: Severity = "error") -> None:
        """Gather a fault. Raises TourError with all of them when there are more than anybody reads."""
        fault = Diagnostic(span, message, hint, severity)
        if severity == "warning":
            self.told.append(fault)
            return
        self.faults.append(fault)
        if len(self.faults) > MOST:
            raise TourError(*self.faults)

    def tell(self, span: Span | None, message: str, hint: str = "") -> None:
        """Gather a warning."""
        self.fault(span, message, hint, "warning")

    def add(self, pin: Pin) -> None:
        """Take in *pin*. Raises TourError when there are more than `MOST_PINS`."""
        self.pins.append(pin)
        if len(self.pins) > MOST_PINS:
            hint = "export the part of it that the walk is about"
            raise TourError(*self.faults, Diagnostic(pin.span, f"more than {MOST_PINS:,} places", hint))

    def listed(self, nothing: str, hint: str) -> Listed:
        """Return what was read. Raises TourError with all faults, or with *nothing* and *hint* where no place is."""
        if not self.pins and not self.faults:
            self.fault(Span(self.path, 1, 1), nothing, hint)
        if self.faults:
            raise TourError(*self.told, *self.faults)
        return Listed(self.title, tuple(self.pins), tuple(self.told))
