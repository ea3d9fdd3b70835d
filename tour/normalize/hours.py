"""Hours as other people write them: "6.30pm", "18h30", "1430 hrs". They become "6:30 pm", which `dates` reads."""

from __future__ import annotations

import re

from tour.normalize.numerals import two_digits
from tour.normalize.rules import Rule

_QUARTERS = "00|05|10|15|20|25|30|35|40|45|50|55"
"""Minutes that a dot after an hour is believed of, where nothing else says that it is one."""
_AT = (
    r"(?i:at|from|until|till|before|after|by|open|opens|closes|closed|admission|entry|daily|tours?|departs|leaves|starts|"
    r"begins|doors|orders|noon)"
)
_NO_AMOUNT = (
    r"(?!\d|[.,]\d|\s?(?:[%°]|[a-z]*(?:m|km|cm|mm|kg|g|ft|feet|miles?|met\w+|kilo\w+|per|million|billion|percent)\b))"
)


def _military(match: re.Match[str]) -> str:
    """Return "0900 hours" as "oh nine hundred hours"."""
    hour, minutes = match.groups()
    return f"{two_digits(hour) if hour != '00' else 'zero'} {two_digits(minutes)} hours"


def dotted() -> tuple[Rule, ...]:
    """Return the rules for hours with a dot, of which they have one."""
    return (
        (r"(?<![\d.,:])(\d{1,2})\.([0-5]\d)\s?(?=[ap]\.?m\b)", r"\1:\2 "),
        (rf"(?<![\d.,:$£€])(0\d)\.([0-5]\d)(?![\d%]|\.\d){_NO_AMOUNT}", r"\1:\2"),
        (r"(?<![\d.,:])([012]?\d)\.([0-5]\d)(?= ?(?:hrs?|h)\b)", r"\1:\2"),
        (
            r"\b((?:[Aa]rr|[Dd]ep)\.? |[Tt]he )([012]?\d)\.([0-5]\d)"
            r"(?= (?:from|to|train|bus|service|ferry)\b|[,;.)]*$|[,;)])",
            r"\1\2:\3",
        ),
        (r"(?<![\d.,:$£€])(\d{1,2})\.(00|15|30|45)(?= for \d)", r"\1:\2"),
        (
            rf"(?<![\d.,:$£€])([01]?\d|2[0-3])\.({_QUARTERS})(\s?[–-]\s?)([01]?\d|2[0-4])\.({_QUARTERS}){_NO_AMOUNT}",
            r"\1:\2\3\4:\5",
        ),
        (
            rf"(?<![\d.,:$£€/])([01]?\d|2[0-3])(\s?[–-]\s?)([01]?\d|2[0-4])\.(15|30|45){_NO_AMOUNT}",
            r"\1\2\3:\4",
        ),
        (
            rf"(?<![\d.,:$£€/])([01]?\d|2[0-3])\.(15|30|45)(\s?[–-]\s?)(?=(?:[01]?\d|2[0-4])(?![.:]\d){_NO_AMOUNT})",
            r"\1:\2\3",
        ),
        (rf"(?<=\b)({_AT} )([01]?\d|2[0-3])\.(00|15|30|45){_NO_AMOUNT}", r"\1\2:\3"),
    )


LETTERS = "hHMapC"


def lettered() -> tuple[Rule, ...]:
    """Return the rules for hours with a letter, which is one of `LETTERS`."""
    return (
        (r"(?<![\d.,:\w])(\d{1,2}:[0-5]\d)([ap])\b(?!\.?m)", r"\1 \2m"),
        (r"(?<![\d.,:\w])(\d{1,2})(a)(\s?[-–]\s?)(\d{1,2}(?::\d\d)?)([ap])\b(?!\.?m)", r"\1 \2m\3\4 \5m"),
        (r"(?<![\d.,:\w])(\d{1,2})(p)(\s?[-–]\s?)(\d{1,2})([ap])\b(?!\.?m)", r"\1 \2m\3\4 \5m"),
        (
            r"(?:(?<=day )|(?<=Hours: )|(?<=HH )|(?<=[Oo]pen )|(?<=daily ))(\d{1,2}[-–]\d{1,2})([ap])\b(?!\.?m)",
            r"\1 \2m",
        ),
        (r"(?<![\d.,:\w])(\d{1,3})\s?h\s?(\d{1,2})\s?m(?!\w)", r"\1 hrs \2 mins"),
        (r"\b(GMT|UTC)\s?([+-])(?=\d)", lambda m: f"{m[1]} {'plus' if m[2] == '+' else 'minus'} "),
        (r"(?<![\d.,:\w])([01]?\d|2[0-4])\s?[hH]\s?([0-5]\d)(?!\w)", r"\1:\2"),
        (r"(?<![\d.,:\w])([01]?\d|2[0-4])\s?h(\s?[–-]\s?)([01]?\d|2[0-4])\s?h(?![\w/])", r"\1:00\2\3:00"),
        (rf"\b({_AT} |to )([01]?\d|2[0-4])\s?h(?![\w/])", r"\1\2:00"),
        (r"(?<![\d.,:\w])([01]\d|2[0-3])([0-5]\d)\s?(?:hrs?\b|hours\b|h\b)(?! of)", _military),
        (r"(?<![\d.,:\w])([01]?\d|2[0-4]):([0-5]\d)\s?(?:hrs?|[hH]|[Uu]hr)\b(?! of)", r"\1:\2"),
        (r"(?<=\d) ?(?=(?:AM|PM)\b)", " "),
    )
