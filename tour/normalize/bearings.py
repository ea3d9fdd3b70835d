"""Where to go: points of the compass after a road, a verb or a place, left and right."""

from __future__ import annotations

import re

from tour.normalize.rules import Rule, Step, when

_WAYS = {
    "N": "north", "S": "south", "E": "east", "W": "west",
    "NE": "northeast", "NW": "northwest", "SE": "southeast", "SW": "southwest",
    "NNE": "north-northeast", "ENE": "east-northeast", "ESE": "east-southeast", "SSE": "south-southeast",
    "SSW": "south-southwest", "WSW": "west-southwest", "WNW": "west-northwest", "NNW": "north-northwest",
}  # fmt: skip
_BOUND = {"NB": "northbound", "SB": "southbound", "EB": "eastbound", "WB": "westbound"}
_SIDES = {"L": "left", "R": "right"}
_VERB = (
    r"\b(?i:head|turn|go|walk|continue|bear|face|look|run|drive|ride|bike|cycle|veer|proceed|travel|climb|fork|hike|keep|"
    r"swing|curve|jog|stay|exit|lead|point|paddle|sail|wind|heads|turns|goes|walks|continues|bears|faces|looks|runs|"
    r"drives|rides|veers|proceeds|travels|climbs|forks|hikes|keeps|swings|curves|jogs|leads|points|winds|heading|"
    r"turning|going|walking|continuing|bearing|facing|looking|running|driving|riding|veering|climbing|curving|leading|"
    r"headed|turned|went|walked|faced|ran|drove|rode|led|climbed|due|then|straight|back|sharply|slightly|left)"
)
_ROAD = (
    r"\b(?:[Tt]he |I[- ]|US[- ]|U\.S\. |SR[- ]|CR[- ]|CA[- ]|FM[- ]|M[- ]|[Hh]wy\.? |[Hh]ighways? |[Rr]outes? |"
    r"[Rr]te\.? |[Rr]t\.? |Interstate |State Road |County Road |[Ee]xit )"
)
_UNIT = r"(?:blks?|blocks?|mi|miles?|ft|feet|yds?|yards|km|m)\b"
_ONWARD = (
    "on|onto|to|along|from|for|towards?|at|past|into|through|thru|in|until|till|up|down|over|of|and|or|by|again|as|out|"
    "across|around|between|before|after|beyond|via|under|then|about|approx|another|a|an|the|with|w|if|when|where|but|here|there"
)
_THEN = rf"(?=[,;:)!?/]|\.*$| (?:(?:{_ONWARD})\b|[(\d]))(?! (?:and|&) [A-Z]\b)"
"""What follows a way that something goes."""
_PARTS = (
    "end|side|wall|walls|wing|entrance|facade|façade|bank|shore|gate|door|tower|transept|aisle|slope|rim|face|porch|line|"
    "chapel|front|range|nave|doorway|window|windows|elevation|bay|arm|branch|fork|lawn|terrace|stair|stairs|cliff|"
    "coast|edge|corner|half|quarter|section|part|portion|approach|platform|portal|pier|abutment|ridge|summit|spur|"
    "trailhead|lot|field|pasture|boundary|fence|road|track|lane|lodge|pavilion|stand|exit|arcade|choir|clerestory|"
    "cloister|gable|parapet|turret|vestry|walk|beach|jetty|breakwater|channel|loop|trail|rotunda|garage|lobby|elevator|"
    "elevators|steps|escalator|suburbs|downs|wind|winds|quadrant|lake|peak|dome|buttress|barn|orchard|meadow|woods|row|plot"
)


def steps() -> tuple[Step, ...]:
    """Return the rules for directions."""
    return (
        when(_compass(), re.compile(r"(?<!\w)(?:[NSEW]{1,3}|[NSEW]B)(?!\w)")),
        when(_turns(), re.compile(r"(?<!\w)(?:[LR]|[lr]t\.|[LR]HS?)(?!\w)")),
    )


def _compass() -> tuple[Rule, ...]:
    points = "|".join(sorted(_WAYS, key=len, reverse=True))
    long_points = "|".join(point for point in _WAYS if len(point) == 3)
    return (
        (rf"({_ROAD}\d{{1,3}}[A-Z]? )([NSEW])\b\.?(?=[\s,;:)/.]|$)(?! [A-Z])", _way),
        (r"(\b[ABM]\d{1,4} )(N[EW]?|S[EW]?|E|W)\b\.?(?= (?:to|from|for|towards?|until|at|past|of)\b|[,;)]|\.*$)", _way),
        (r"(\b[NSEW]\.? (?:&|and) \d+ )([NSEW])\b\.?", _way),
        (rf"({_ROAD}\d{{1,3}} |lanes? )([NSEW]B)\b", lambda m: m[1] + _BOUND[m[2]]),
        (r"(?<![\w.])(N\s?[-–/]\s?S|S\s?[-–/]\s?N|E\s?[-–/]\s?W|W\s?[-–/]\s?E)\b(?!\.)", _axis),
        (rf"()\b({points})(?=-?\s?facing\b|-?bound\b)", _way),
        (rf"({_VERB},? )({points})\b\.?{_THEN}", _way),
        (r"(\()(N[EW]|S[EW])(?=\))", _way),
        (rf"()(?<![\w.])({long_points})\b\.?{_THEN}", _way),
        (r"((?<=[a-z] ))(N[EW]|S[EW])(?=[,;:)]|\.*$)", _way),
        (rf"(?<![A-Z] )\b([NSEW])\.? (and|&|or) ([NSEW])\.?(?= (?:{_PARTS})s?\b)", _ways),
        (rf"()(?<![A-Z] )(?<![A-Z]\. )\b([NSEW])\b\.?(?= (?:{_PARTS})s?\b)", _way),
        (
            r"(\b[Tt]he )([NSEW])\b\.?(?= (?:Rim|Fork|Branch|Tower|Gate|Entrance|Wing|Terminal|Shore|Ridge|Loop)\b)",
            _way,
        ),
        (r"(\b(?:[Tt]he|its|this|that|off|their|whose) )([NSEW])\.(?= (?!coli\b|aureus\b)[a-z]{3,})", _way),
        (rf"((?:^|[,;:] ))([NSEW])\b\.?(?= (?:on|along|to|down|up|past|across|through|over)\b| \d+\.? ?{_UNIT})", _way),
        (r"(?<=\d(?:st|nd|rd|th) )(E|D)\. (?=of [A-Z])", lambda m: "Earl " if m[1] == "E" else "Duke "),
    )


def _turns() -> tuple[Rule, ...]:
    side = rf"([LR])\b\.?{_THEN}"
    return (
        (rf"({_VERB} (?:sharp |slight |hard |half |immediately |immediate )?){side}", _side),
        (r"()(?<![A-Z] )\b([LR]) (?=(?:side|bank|turn|fork|hand|lane)\b)", lambda m: _SIDES[m[2]] + " "),
        (rf"(\b(?:on|from) ){side}", _side),
        (rf"({_VERB} )(rt|lt)\.{_THEN}", lambda m: m[1] + ("right" if m[2] == "rt" else "left")),
        (
            r"((?:^|[,;] ))(rt|lt)\. (?=(?:on|onto|at|into|past)\b)",
            lambda m: m[1] + ("right " if m[2] == "rt" else "left "),
        ),
        (rf"(\b(?:on|to|take|at|[Tt]ake) (?:the|your|a|its) ){side}", _side),
        (rf"(\b(?:1st|2nd|3rd|4th|first|second|third|next|hard|sharp) ){side}", _side),
        (r"((?:^|[,;:(.] ))([LR])\b\.?(?= (?:on|onto|at|into|along|up|down|past|after|through|over|by)\b)", _side),
        (r"\b((?:to|on|at)(?: the)? )(rt|lt)\.", lambda m: m[1] + ("right" if m[2] == "rt" else "left")),
        (r"\bLH(?:S\b| side\b)", "left-hand side"),
        (r"\bRH(?:S\b| side\b)", "right-hand side"),
    )


def _way(match: re.Match[str]) -> str:
    return match[1] + _WAYS[match[2]]


def _ways(match: re.Match[str]) -> str:
    return f"{_WAYS[match[1]]} {match[2]} {_WAYS[match[3]]}"


def _axis(match: re.Match[str]) -> str:
    return f"{_WAYS[match[1][0]]}-{_WAYS[match[1][-1]]}"


def _side(match: re.Match[str]) -> str:
    """Return left or right, with a capital where it begins the text."""
    said = _SIDES[match[2]]
    return match[1] + (said if match[1] else said.capitalize())
