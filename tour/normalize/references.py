"""Figures that refer: squares of a grid, motorway junctions, verses, sets of a museum, numbers of a register."""

from __future__ import annotations

import re

from tour.normalize.numerals import cardinal, digits, year
from tour.normalize.rules import Rule, before, table
from tour.normalize.tokens import Line, Reading

_SQUARES = "HNOST"
"""First letters of the National Grid's squares of 500 km (Ordnance Survey)."""
_BOOKS = table(
    """
    Gen=Genesis; Ex=Exodus; Exod=Exodus; Lev=Leviticus; Num=Numbers; Deut=Deuteronomy; Josh=Joshua; Judg=Judges
    Sam=Samuel; Kgs=Kings; Chr=Chronicles; Chron=Chronicles; Ps=Psalm; Pss=Psalms; Prov=Proverbs; Eccl=Ecclesiastes
    Eccles=Ecclesiastes; Isa=Isaiah; Jer=Jeremiah; Ezek=Ezekiel; Dan=Daniel; Mic=Micah; Matt=Matthew; Mt=Matthew
    Mk=Mark; Lk=Luke; Jn=John; Rom=Romans; Cor=Corinthians; Gal=Galatians; Eph=Ephesians; Phil=Philippians
    Thess=Thessalonians; Tim=Timothy; Heb=Hebrews; Jas=James; Pet=Peter; Rev=Revelation
    """
)
_GIVEN = (
    r"(?:[Gg]ift|[Bb]equest|[Pp]urchased?|[Ff]und|[Aa]cc|[Aa]ccession|[Cc]ollection|[Mm]useum|[Ii]nv|[Oo]bject|[Ll]oan|"
    r"[Cc]redit|[Ee]xchange|[Pp]romised)"
)
_NUMBERED = (
    r"(?:[Nn]o\.?|[Nn]umber|[Nn]umero|[Ll]icen[cs]e|[Ii]sbn|ISBN|[Cc]harity|[Cc]ode|[Ss]erial|[Pp]ermit|VAT|PIN)"
)
_SIDES = {"H": "height", "W": "width", "L": "length", "Diam": "diameter", "Wt": "weight"}
"""What a label measures. "D" may be a depth or a diameter."""
_BEFORE_A_SIDE = r"(?:^|(?<=[;:,(×x] )|(?<=\())"
_LENGTH = r"\d+(?:\.\d+)?(?: \d+/\d+|/\d+)? ?(?:in\b|cm\b|mm\b|ft\b|m\b|lb|kg\b|[x×]|\")"
_FIRST = {"1": "First", "2": "Second", "3": "Third"}


def square(line: Line, index: int) -> Reading | None:
    """Read "SU 292 741" letter by letter and figure by figure, where the letters are those of a grid's square."""
    text = line[index].text
    if len(text) != 2 or text[0] not in _SQUARES or not text.isupper():
        return None
    first, second = line[index + 1], line[index + 2]
    if first.kind != "figure":
        return None
    letters = " ".join(text)
    if first.spaced and second.kind == "figure" and second.spaced and first.text.isdigit() and second.text.isdigit():
        if len(first.text) == len(second.text) and 2 <= len(first.text) <= 5:
            return Reading(3, f"{letters} {digits(first.text)}, {digits(second.text)}")
        return None
    length = len(first.text)
    if not first.spaced and first.text.isdigit() and length in (4, 6, 8, 10) and _asked(line, index):
        half = length // 2
        return Reading(2, f"{letters} {digits(first.text[:half])}, {digits(first.text[half:])}")
    return None


def _asked(line: Line, index: int) -> bool:
    """Return whether a grid was spoken of shortly before."""
    near = {line[at].text.lower() for at in range(index - 4, index)}
    return bool(near & {"grid", "gr", "ref", "reference", "os", "map"})


def rules() -> tuple[Rule, ...]:
    """Return the rules for references. They have figures and letters."""
    books = "|".join(sorted(_BOOKS, key=len, reverse=True))
    return (
        (rf"\b(?:([123]) )?({books})\.? (?=\d{{1,3}}:\d)", _verse),
        (r"\b([123]) (?=(?:Samuel|Kings|Chronicles|Corinthians|Thessalonians|Timothy|Peter|John) \d)", _numbered_book),
        (r"\bJ(\d{1,2})\s?[–-]\s?J?(\d{1,2})\b", r"junctions \1 to \2"),
        (
            r"(\b[AM]\d{1,4}(?:\(M\))?,? (?:(?:at|to|from|near|and|between|via) )?)"
            r"[Jj](?:ct\.? ?|n\.? ?)?(?=\d{1,2}[A-Za-z]?\b)",
            r"\1junction ",
        ),
        (r"\b[Jj](?:ct\.? ?|n\.? ?)?(?=\d{1,2}[A-Za-z]? (?:of|on|off) the [AM]\d)", "junction "),
        (rf"({_GIVEN}\b[^;:]{{0,80}}(?:, |[Nn]o\. |[Nn]umber ))((?:18|19|20)\d\d)\.(\d+(?:\.\d+)*)", _accession),
        (rf"{_BEFORE_A_SIDE}(H|W|L|Diam|Wt|h|w|l)\.? ?(?={_LENGTH})", lambda m: f"{_SIDES[m[1].capitalize()]} "),
        (rf"(?<=[;:,(×x] )D\.? ?(?={_LENGTH})", lambda m: "depth " if "width " in before(m) else m[0]),
        (r"\bAcc\. (?=[Nn]o\b|[Nn]umber)", "Accession "),
        (rf"(\b{_NUMBERED}:? )(\d{{6,}}|\d+(?:-\d+){{3,}})\b(?![,.]\d)", _number),
        (r"((?i:ramp|gradient|slope|incline|grade|bank|hill)s? (?:of )?)(1):(\d{1,3})\b", r"\1\2 in \3"),
        (r"\b(1):(\d{1,3})(?= (?:ramp|gradient|slope|incline|grade|hill)\b)", r"\1 in \2"),
    )


def _number(match: re.Match[str]) -> str:
    return match[1] + ", ".join(map(digits, match[2].split("-")))


def _verse(match: re.Match[str]) -> str:
    ordinal = f"{_FIRST[match[1]]} " if match[1] else ""
    return f"{ordinal}{_BOOKS[match[2]]} "


def _numbered_book(match: re.Match[str]) -> str:
    return f"{_FIRST[match[1]]} "


def _accession(match: re.Match[str]) -> str:
    parts = " point ".join(cardinal(int(part)) if len(part) < 4 else digits(part) for part in match[3].split("."))
    return f"{match[1]}{year(int(match[2]))} point {parts}"
