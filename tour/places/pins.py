"""A list of places as data, and what is gathered while one is read."""

from __future__ import annotations

from dataclasses import dataclass, field

from tour.diagnostics import MOST, Diagnostic, Severity, Span, TourError
from tour.model import Place
from tour.places.plain import one_line, plain

LARGEST = 20_000_000
"""Bytes of a list: My Maps takes 5 MB itself; what is larger holds tracks or pictures."""
MOST_PINS = 5_000
"""Of one list. A walk has thirty stops, and a list some hundred to choose them from."""

MOST_MARKUP = 600_000
"""Tags and entities of HTML in all that a list says, counted by their first signs: so many of the shortest stand in the
5 MB that My Maps takes. Each costs as much as a hundred plain letters."""


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
    _markup: int = 0
    """Signs met so far that begin a tag or an entity."""

    def plain(self, text: str, span: Span) -> str:
        """Return what the list writes at *span* without HTML. Raises TourError beyond `MOST_MARKUP`."""
        self._count(text, span)
        return plain(text)

    def one_line(self, text: str, span: Span) -> str:
        """Return what the list writes at *span* on one line. Raises TourError beyond `MOST_MARKUP`."""
        self._count(text, span)
        return one_line(text)

    def _count(self, text: str, span: Span) -> None:
        self._markup += text.count("<") + text.count("&")
        if self._markup > MOST_MARKUP:
            message = f"more than {MOST_MARKUP:,} tags and entities of HTML up to here"
            raise TourError(*self.faults, Diagnostic(span, message, "export the list without HTML, or a part of it"))

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
