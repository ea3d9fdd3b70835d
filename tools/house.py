"""Make docs/house.svg, the picture in docs/architecture.md: every room of the program, and which one builds on which.

    .venv/bin/python tools/house.py

A floor is a row of the layer contract in pyproject.toml, a room a folder or a module of `tour`, as wide as its name and
its purpose need; the purpose is the first sentence of its docstring. A line is an import. Of those only the ones are
drawn that do not follow from others (the transitive reduction), for the picture is to be read.
"""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

ROOT = Path(__file__).parents[1]
PICTURE = ROOT / "docs" / "house.svg"
ENTRY = "__main__"

WIDE = 1260
FLOOR = 84
"""Height of a floor, and of the gap below it, in pixels."""
GAP = 24
TOP = 170
PAD = 14
TAR, GOLD, NEON, PLASTER, SOFT, DUSK = "#1b1714", "#f2b632", "#e8483d", "#f7f4ee", "#574f48", "#332b3f"
FACE = "font-family='Avenir Next, Fira Sans, Segoe UI, Helvetica, Arial, sans-serif'"
CAPTION = 36
"""Characters of a purpose that are shown on a line; there are three at most."""


@dataclass(frozen=True)
class Room:
    """A folder or a module of the program, and where it stands in the picture."""

    name: str
    purpose: tuple[str, ...]
    """Lines."""
    x: float
    """Its left edge."""
    y: float
    width: float

    @property
    def middle(self) -> float:
        return self.x + self.width / 2


def floors() -> list[list[str]]:
    """Return the rooms of each floor, the highest floor first, as the layer contract has them."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    rows = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    return [row.split(" | ") for row in rows]


def files(room: str) -> list[Path]:
    """Return the modules of *room*."""
    folder = ROOT / "tour" / room
    return sorted(folder.rglob("*.py")) if folder.is_dir() else [folder.with_suffix(".py")]


def imports(room: str, rooms: set[str]) -> set[str]:
    """Return the other *rooms* that the modules of *room* import from."""
    found = set()
    for path in files(room):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                found |= _named(node.module, [alias.name for alias in node.names])
            elif isinstance(node, ast.Import):
                for alias in node.names:
                    found |= _named(alias.name, [])
    return (found & rooms) - {room}


def _named(module: str, names: list[str]) -> set[str]:
    top, _, below = module.partition(".")
    if top != "tour":
        return set()
    return {below.partition(".")[0]} if below else set(names)


def reduced(arrows: dict[str, set[str]]) -> dict[str, set[str]]:
    """Return *arrows* without those that a longer way makes plain. The layer contract lets no circle be."""
    below: dict[str, set[str]] = {}

    def reach(room: str) -> set[str]:
        if room not in below:
            below[room] = set().union(*({one} | reach(one) for one in arrows[room]))
        return below[room]

    out = {}
    for room, targets in arrows.items():
        indirect = set().union(*(reach(target) for target in targets))
        out[room] = targets - indirect
    return out


def purpose(room: str) -> tuple[str, ...]:
    """Return the first sentence of the docstring of *room*, in at most three lines."""
    folder = ROOT / "tour" / room
    path = folder / "__init__.py" if folder.is_dir() else folder.with_suffix(".py")
    said = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    first = said.split("\n\n")[0].replace("\n", " ").replace("`", "")
    first = first.partition(". ")[0].removesuffix(".")
    lines = [""]
    for word in first.split():
        if len(lines[-1]) + len(word) >= CAPTION:
            lines.append("")
        lines[-1] += f" {word}" if lines[-1] else word
    return tuple(lines[:3])


def rooms() -> dict[str, Room]:
    """Return every room by its name, each floor in the middle of the picture."""
    out = {}
    for level, names in enumerate(floors()):
        told = {name: purpose(name) for name in names}
        wide = {name: _width(name, told[name]) for name in names}
        x = (WIDE - sum(wide.values()) - 8 * (len(names) - 1)) / 2
        for name in names:
            out[name] = Room(name, told[name], x, TOP + level * (FLOOR + GAP), wide[name])
            x += wide[name] + 8
    return out


def _width(name: str, told: tuple[str, ...]) -> float:
    longest = max(map(len, told))
    return max(110.0, 9.2 * len(name), 6.1 * longest) + 2 * PAD


def drawing() -> str:
    """Return the picture, an SVG."""
    placed = rooms()
    high = max(room.y for room in placed.values()) + FLOOR + 90
    arrows = reduced({name: imports(name, set(placed)) for name in placed})
    lines = [
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {WIDE} {high:.0f}' role='img' {FACE}>",
        "<title>The rooms of tourpack, floor by floor; imports only point down</title>",
        "<defs><linearGradient id='sky' x2='0' y2='1'>"
        f"<stop stop-color='{TAR}'/><stop offset='1' stop-color='{DUSK}'/></linearGradient></defs>",
        f"<rect width='{WIDE}' height='{high:.0f}' fill='url(#sky)'/>",
        *_sign(placed[ENTRY]),
        *_ways(arrows, placed),
        *_walls(placed),
        f"<rect y='{high - 62:.0f}' width='{WIDE}' height='62' fill='{TAR}'/>",
        f"<text x='{WIDE / 2}' y='{high - 24:.0f}' fill='{GOLD}' font-size='15' text-anchor='middle' "
        "letter-spacing='2'>EVERY LINE IS AN IMPORT, AND POINTS DOWN</text>",
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _sign(entry: Room) -> Iterator[str]:
    """Yield the neon sign on the roof."""
    x = entry.middle
    yield f"<path d='M{x} 22v{TOP - 22}' stroke='{GOLD}' stroke-width='3'/>"
    for k, reach in enumerate((14, 10, 6)):
        yield f"<path d='M{x - reach} {34 + 9 * k}h{2 * reach}' stroke='{GOLD}' stroke-width='2'/>"
    yield f"<rect x='{x - 150}' y='70' width='300' height='70' rx='35' fill='{TAR}' stroke='{NEON}' stroke-width='4'/>"
    yield (
        f"<text x='{x}' y='118' fill='{NEON}' font-size='40' font-weight='700' letter-spacing='6' text-anchor='middle'>"
        "tourpack</text>"
    )


def _ways(arrows: dict[str, set[str]], placed: dict[str, Room]) -> Iterator[str]:
    """Yield the imports, behind the rooms."""
    yield f"<g fill='none' stroke='{GOLD}' stroke-width='1.6' stroke-opacity='.75'>"
    for name, targets in arrows.items():
        above = placed[name]
        for below in (placed[target] for target in sorted(targets)):
            start, end = above.y + FLOOR, below.y
            bend = min(60.0, (end - start) / 2)
            yield (
                f"<path d='M{above.middle:.1f} {start:.0f}C{above.middle:.1f} {start + bend:.1f} "
                f"{below.middle:.1f} {end - bend:.1f} {below.middle:.1f} {end:.0f}'/>"
            )
    yield "</g>"


def _walls(placed: dict[str, Room]) -> Iterator[str]:
    for room in placed.values():
        yield (
            f"<rect x='{room.x:.1f}' y='{room.y:.0f}' width='{room.width:.1f}' height='{FLOOR}' rx='6' "
            f"fill='{PLASTER}' fill-opacity='.96'/>"
        )
        sill = f"y='{room.y + FLOOR - 5:.0f}' width='{room.width:.1f}' height='5' rx='2' fill='{GOLD}'"
        yield f"<rect x='{room.x:.1f}' {sill}/>"
        folder = "/" if (ROOT / "tour" / room.name).is_dir() else ""
        yield (
            f"<text x='{room.middle:.1f}' y='{room.y + 22:.0f}' fill='{TAR}' font-size='17' font-weight='700' "
            f"text-anchor='middle'>{escape(room.name)}{folder}</text>"
        )
        for k, line in enumerate(room.purpose):
            yield (
                f"<text x='{room.middle:.1f}' y='{room.y + 40 + 16 * k:.0f}' fill='{SOFT}' font-size='12.5' "
                f"text-anchor='middle'>{escape(line)}</text>"
            )


if __name__ == "__main__":
    PICTURE.write_text(drawing(), "utf-8")
