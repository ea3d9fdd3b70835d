"""The author's own fonts: TrueType files that tour.toml names, for letters that the program's fonts lack."""

from __future__ import annotations

from hashlib import sha256

from tour.diagnostics import Diagnostic, shown
from tour.model import Typeface
from tour.reading.gathered import Gathered
from tour.reading.located import Located


def typefaces(gathered: Gathered, toml: Located, names: list[str]) -> tuple[Typeface, ...]:
    """Return the fonts called *names*, and gather a fault for each that is not there or cannot be set in a PDF."""
    found = []
    for number, name in enumerate(names):
        span = toml.at(("fonts", number))
        if not name.lower().endswith(".ttf"):
            gathered.fault(
                span, f"{name!r} is not the name of a TrueType font", "the card takes files that end in .ttf"
            )
            continue
        faults = len(gathered.faults)
        data, path = gathered.read_bytes(name)
        if data is None:
            if len(gathered.faults) == faults:
                gathered.fault(span, f"there is no font {path}", "put the file there, or take it out of fonts")
            continue
        face = Typeface(gathered.root / name, sha256(data).hexdigest(), span)
        # Only a tour with fonts of its own pays for the library that opens them.
        from tour.style.fonts import refusal

        if reason := refusal(face):
            gathered.faults.append(unusable(face, reason))
        else:
            found.append(face)
    return tuple(found)


def unusable(face: Typeface, reason: str) -> Diagnostic:
    """Return the fault that *face* cannot be set."""
    hint = "take a static TrueType font, such as those of notofonts.github.io"
    return Diagnostic(face.span, f"the font {shown(face.path)} cannot be used: {reason}", hint)
