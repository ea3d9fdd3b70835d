"""The few lines that the program itself says, by language."""

from __future__ import annotations

from collections.abc import Mapping

TEXTS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "hold": "Pause me now, and press play when you stand {stand}.",
        "ending": "This track tells how the film ends. To keep that for another day, skip to the next track now.",
        "walk": "Walk to {next}",
        "home": "The way home",
        "ending_title": "How the film ends",
        "part_walk": "The walk",
        "part_across": "After the first crossing",
        "part_hold": "Pause here",
    },
    "es": {
        "hold": "Pon la pausa ahora, y vuelve a darle al play cuando estés {stand}.",
        "ending": "Esta pista cuenta cómo termina la película. Para no saberlo todavía, pasa ahora a la siguiente.",
        "walk": "Camino a {next}",
        "home": "El camino de vuelta",
        "ending_title": "Cómo termina la película",
        "part_walk": "El camino",
        "part_across": "Después del primer cruce",
        "part_hold": "Pausa aquí",
    },
}
"""``hold`` is spoken at the end of a walk, ``ending`` before an ending; ``part_…`` name the parts of a
walk, and the rest are track titles."""


def texts(language: str, own: Mapping[str, str]) -> Mapping[str, str]:
    """Return the lines for *language* with the tour's *own* in their place; lacks those that nobody wrote."""
    return {**TEXTS.get(language.partition("-")[0], {}), **own}
