"""A tour in another language than English: every file of its pack speaks it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from conftest import ROUTE, STREETS, TourTest
from foreign import english_in, told
from paper import glyphs, overprinted
from tour.cover import poster
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
    said = re.sub(r"https?://\S+", "", " ".join(" ".join(told(pack / name)).split()))

    assert any(title in said for title in ("Paseo del puerto", "El muelle", "El molino"))
    assert english_in(said, "es") == []


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
    poster.poster(tour)

    assert lettered[-1] == "Paseo con audio  ·  2 paradas  ·  0,17 km"
    assert english_in(" ".join(lettered), "es") == []


def test_a_spanish_pack_passes_its_own_check(pack: Path, puerto: TourTest) -> None:
    puerto.run("verify", str(pack)).ok()


@pytest.mark.parametrize("words", ["Walk on", "Stop by stop", "3 stops", "with waiting at crossings"])
def test_english_would_be_seen(words: str) -> None:
    assert english_in(f"Paseo: {words}.", "es")
