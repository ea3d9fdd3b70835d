"""A tour in another language than English: every file of its pack speaks it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from lxml import etree, html
from mutagen.id3 import ID3
from mutagen.mp4 import MP4

from conftest import ROUTE, STREETS, TourTest
from foreign import english_in
from paper import glyphs, overprinted
from paper import words as printed
from tour.cover import cover as poster
from tour.model import Tour
from tour.reading.project import read

FILES = {
    "tour.toml": """\
title = "Paseo del puerto"
subtitle = "Dos lugares junto al agua"
slug = "puerto"
language = "es"
published = "2026-01-02"
author = "Ana Autora"
licence = "CC BY 4.0"
engine = "tone"
speed = 0.6
safety = ["Cuidado con el borde."]
base_url = "https://paseos.museum/puerto"
papers = ["letter", "a4", "letter-large"]

[[credits]]
what = "Voz"
who = "un pitido"
url = "https://paseos.museum/voz"
""",
    "00-bienvenida.md": """\
---
title: Bienvenida
facts: 2026-01-02
---

# Look

Hola. Son dos lugares.

# Card

Empieza en el muelle.
""",
    "01-muelle.md": """\
---
title: El muelle
place: [51.50000, -0.10000]
stand: en el muelle, junto al noray
face: el agua
address: Calle del Agua 1
facts: 2026-01-02
access: Acera lisa
if_closed: Mira por encima de la valla
film: {scene: Aquí empieza la persecución}
---

# Look

Este es el muelle.[^S1] Mira el agua.

# Walk

Camina junto al agua. [cross Calle del Molino cut] Cuando hayas cruzado, sigue.

# Card

Se construyó en 1801.[^S1]
""",
    "02-molino.md": """\
---
title: El molino
place: [51.50030, -0.09800]
stand: ante la puerta del molino
facts: 2026-01-02
---

# Look

Este es el molino.

# Ending

La película termina aquí.

# Walk

Vuelve por el mismo camino.

# Card

Busca la rueda.[^S2]
""",
    "sources.toml": """\
[S1]
title = "Historia del muelle"
publisher = "La Prensa del Puerto"
date = "1990"

[S2]
title = "Historia del molino"
publisher = "El Molino"
""",
    "route.gpx": ROUTE,
    "streets.geojson": STREETS.replace("Mill Lane", "Calle del Molino").replace("Quay Street", "Calle del Agua"),
}

FOR_PROGRAMS = {"kind", "id", "type"}
"""Keys of JSON whose values are no words, but names that a format or this program gives."""


@pytest.fixture(scope="module")
def puerto(tmp_path_factory: pytest.TempPathFactory) -> TourTest:
    test = TourTest(tmp_path_factory.mktemp("puerto"))
    for name, text in FILES.items():
        test.write(name, text)
    return test


@pytest.fixture(scope="module")
def pack(puerto: TourTest) -> Path:
    puerto.run("build", "--executor", "inline").ok()
    return puerto.root / "output" / "puerto"


@pytest.fixture(scope="module")
def tour(puerto: TourTest) -> Tour:
    found = read(puerto.root)
    assert found.tour
    return found.tour


def test_tracks_are_named_in_the_tour_s_language(pack: Path) -> None:
    assert sorted(path.name for path in (pack / "audio").iterdir()) == [
        "00-bienvenida.mp3",
        "01a-muelle.mp3",
        "01b-hacia-molino.mp3",
        "01c-silencio.mp3",
        "01d-hacia-molino-2.mp3",
        "01e-silencio.mp3",
        "02a-molino.mp3",
        "02b-final.mp3",
        "02c-de-vuelta.mp3",
    ]


@pytest.mark.parametrize(
    "name",
    [
        "index.html",
        "listen.html",
        "transcript.html",
        "route-card-letter.pdf",
        "route-card-a4.pdf",
        "route-card-letter-large.pdf",
        "puerto.m4b",
        "feed.xml",
        "tour.gpx",
        "tour.geojson",
        "chapters.json",
        "manifest.webmanifest",
        "tour.m3u8",
        "audio/00-bienvenida.mp3",
        "audio/01b-hacia-molino.mp3",
        "audio/01c-silencio.mp3",
        "audio/01d-hacia-molino-2.mp3",
        "audio/01e-silencio.mp3",
        "audio/02b-final.mp3",
        "transcripts/01b-hacia-molino.vtt",
        "transcripts/puerto.vtt",
    ],
)
def test_a_file_of_a_spanish_pack_says_nothing_in_english(pack: Path, name: str) -> None:
    told = re.sub(r"https?://\S+", "", " ".join(" ".join(_told(pack / name)).split()))

    assert any(title in told for title in ("Paseo del puerto", "El muelle", "El molino"))
    assert english_in(told, "es") == []


@pytest.mark.parametrize("paper", ["letter", "a4", "letter-large"])
def test_longer_words_lie_on_nothing(pack: Path, paper: str) -> None:
    assert overprinted(list(glyphs((pack / f"route-card-{paper}.pdf").read_bytes()))) == []


def test_so_does_the_cover(tour: Tour, monkeypatch: pytest.MonkeyPatch) -> None:
    lettered: list[str] = []
    fit = poster.fit

    def recorded(words: str, *rest: object) -> object:
        lettered.append(words)
        return fit(words, *rest)  # type: ignore[arg-type]  # as it is called

    monkeypatch.setattr(poster, "fit", recorded)
    poster.cover_jpeg.__wrapped__(tour)

    assert lettered[-1] == "Paseo con audio  ·  2 paradas  ·  0,17 km"
    assert english_in(" ".join(lettered), "es") == []


def test_a_spanish_pack_passes_its_own_check(pack: Path, puerto: TourTest) -> None:
    puerto.run("verify", str(pack)).ok()


@pytest.mark.parametrize("words", ["Walk on", "Stop by stop", "3 stops", "with waiting at crossings"])
def test_english_would_be_seen(words: str) -> None:
    assert english_in(f"Paseo: {words}.", "es")


def _told(path: Path) -> Iterator[str]:
    """Yield the words in a file that somebody may see or hear."""
    match path.suffix:
        case ".pdf":
            yield printed(path.read_bytes())
            yield from _unprinted(path)
        case ".mp3":
            yield ID3(path).pprint()
        case ".m4b":
            yield MP4(path).pprint()
        case ".html":
            yield from _shown(html.document_fromstring(path.read_bytes()))
        case ".xml" | ".gpx":
            yield from etree.parse(path).getroot().itertext()
        case ".json" | ".geojson" | ".webmanifest":
            yield from _values(json.loads(path.read_text("utf-8")))
        case ".vtt":
            yield path.read_text("utf-8").partition("\n")[2]  # the first line is for programs
        case _:
            yield path.read_text("utf-8")


def _unprinted(path: Path) -> Iterator[str]:
    """Yield a PDF's alternative texts, bookmarks and the words of its links."""
    with pikepdf.open(path) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Dictionary):
                for key in ("/Alt", "/Title", "/Contents"):
                    if isinstance(thing.get(key), pikepdf.String):
                        yield str(thing[key])


def _shown(page: html.HtmlElement) -> Iterator[str]:
    """Yield a page's words: those that are shown, those that are read out, and those that its scripts may say."""
    for script in page.xpath("//script[@id='tour']"):
        for line in json.loads(script.text)["texts"].values():
            yield re.sub(r"\{\w+\}", "", line)
    yield from page.xpath("//text()[not(parent::script)] | //@aria-label | //@alt | //@title | //meta/@content")


def _values(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in FOR_PROGRAMS:
                yield from _values(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _values(inner)
    elif isinstance(value, str):
        yield value
