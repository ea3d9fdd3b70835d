"""The few lines that the program itself says, by language."""

from __future__ import annotations

from collections.abc import Mapping

TEXTS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "hold": "When you stand {stand}, press next.",
        "stay": "Stay here until I stop.",
        "stay_until": "Stay here until I say that the walk begins.",
        "begins": "The walk begins.",
        "across": "When you are across",
        "back_across": "I will be back when you are across {street}.",
        "back_there": "I will be back when you stand {stand}.",
        "quiet_across": "Press next once across {street}",
        "quiet_there": "Walk on to {next}: press next there",
        "ending": "This track tells how the film ends. To keep that for another day, skip to the next track now.",
        "walk": "Walk to {next}",
        "walk_on": "Walk to {next}, beyond {street}",
        "home": "The way home",
        "ending_title": "How the film ends",
        "part_stand": "Before you set off",
        "part_walk": "The walk",
    },
    "es": {
        "hold": "Cuando estés {stand}, pulsa siguiente.",
        "stay": "Quédate aquí hasta que me calle.",
        "stay_until": "Quédate aquí hasta que diga que el camino empieza.",
        "begins": "El camino empieza.",
        "across": "Cuando hayas cruzado",
        "back_across": "Volveré cuando hayas cruzado {street}.",
        "back_there": "Volveré cuando estés {stand}.",
        "quiet_across": "Pulsa siguiente al otro lado de {street}",
        "quiet_there": "Sigue hasta {next}: pulsa siguiente allí",
        "ending": "Esta pista cuenta cómo termina la película. Para no saberlo todavía, pasa ahora a la siguiente.",
        "walk": "Camino a {next}",
        "walk_on": "Camino a {next}, tras {street}",
        "home": "El camino de vuelta",
        "ending_title": "Cómo termina la película",
        "part_stand": "Antes de salir",
        "part_walk": "El camino",
    },
}
"""``hold`` is spoken at the end of a walk beyond its last road, ``back_…`` at the end of a part before one; ``stay…``
and ``begins`` say how long to stand, and ``across`` are the words that open what is heard beyond a road. ``ending`` is
spoken before an ending. ``part_…`` name the parts of a track, and the rest are track titles."""
FORBIDDEN: Mapping[str, tuple[str, ...]] = {
    "en": (
        "cross now",
        "now cross",
        "go across now",
        "walk across now",
        "you can cross",
        "you may cross",
        "you can go",
        "safe to cross",
        "it is safe",
        "it's safe",
        "the way is clear",
        "the road is clear",
        "the light is green",
        "hurry across",
        "run across",
        "dash across",
        "step off now",
        "step into the road",
        "step into the street",
        "as you cross",
        "while you cross",
    ),
    "es": (
        "cruza ahora",
        "cruza ya",
        "ahora cruza",
        "puedes cruzar",
        "ya puedes pasar",
        "es seguro",
        "el camino está libre",
        "la calle está libre",
        "está en verde",
        "cruza corriendo",
        "cruza deprisa",
        "baja a la calzada",
        "mientras cruzas",
        "al cruzar",
    ),
}
"""What no script says: it could send somebody into a road."""
AT_THE_PHONE: Mapping[str, tuple[str, ...]] = {"en": ("pause me",), "es": ("ponme en pausa",)}
"""What no walk says: it could have somebody at the phone beside a road."""


def texts(language: str, own: Mapping[str, str]) -> Mapping[str, str]:
    """Return the lines for *language* with the tour's *own* in their place; lacks those that nobody wrote."""
    return {**TEXTS.get(language.partition("-")[0], {}), **own}
