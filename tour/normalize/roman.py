"""Roman numerals: of wars and chapters ("Two"), of kings and grandsons ("the Second"), of centuries and years.

"I" may also be the speaker, and "V" an initial: a numeral is read where something numbered stands beside it. Where
"Charles I" goes on with a verb, nobody can tell the king from the speaker, and the author is asked.
"""

from __future__ import annotations

import re

from tour.normalize.abbreviations_people import SURE_NAMES
from tour.normalize.numerals import cardinal, ordinal, roman_value, year
from tour.normalize.rules import Rule, words
from tour.normalize.tokens import Line, Reading

_PARTED = words(
    """
    War Wars Part Parts Chapter Chapters Act Acts Book Books Volume Volumes Phase Section Type Class Title Bowl Mark
    Level Stage Episode Scene Article Apollo Gemini Wing Annex Tower Pier Terminal Zone Grade Gate Platform Hall
    Building Block Unit Group Division Appendix Canto Symphony Sonata Concerto Movement Region Room Gallery Sector
    Table Figure Plate Category Shaft Reactor Area Site Tomb Cave Temple Schedule Tier Corridor Saturn Rocky Rambo
    Jaws Saw Scream Trek Fantasy Alien Lock Line Pavilion Quarter District
    """
)
"""What is numbered by "one, two": "World War Two"."""
CROWNED = (
    "Louis|Henry|George|Edward|Elizabeth|Charles|James|William|Philip|Pius|Paul|Napoleon|Francis|Frederick|Nicholas|"
    "Alexander|Catherine|Richard|Ferdinand|Ramses|Ramesses|Leo|Benedict|Gregory|Innocent|Urban|Clement|Otto|Peter|"
    "Leopold|Carlos|Alfonso|Mary|John|Christian|Gustav|Wilhelm|Friedrich|Ludwig|Umberto|Victoria|Juan|Karl|Emanuele|"
    "Emmanuel|Emanuel|Haakon|Harald|Olav|Frederik|Margrethe|Isabella|Isabel|Felipe|Jaime|Pedro|João|Joao|Manuel|"
    "Afonso|Sancho|Ivan|Boris|Mehmed|Mehmet|Murad|Selim|Bayezid|Ahmed|Hamid|Mahmud|Constantine|Justinian|Theodosius|"
    "Boniface|Sixtus|Julius|Adrian|Hadrian|Celestine|Callixtus|Eugene|Martin|Honorius|Paschal|Stephen|Sergius|"
    "Sylvester|Rama|Thutmose|Amenhotep|Seti|Darius|Xerxes|Cyrus|Ptolemy|Cleopatra|Antiochus|Robert|David|"
    "Kenneth|Alexios|Kamehameha|Abdullah|Hassan|Mohammed|Hussein|Faisal|Fuad|Sigismund|Casimir|Wenceslas|Wenceslaus|"
    "Rudolf|Rudolph|Maximilian|Matthias|Joseph|Josef|Franz|Franz-Joseph|Béla|Andrew|Lothair|Clovis|Carol|Humbert|"
    "Amadeus|Cosimo|Lorenzo|Francesco|Francis|Federico|Ercole|Albert|Baudouin|Ernest|Augustus|Stanislaus|Stanisław|"
    "Anne|Margaret|Christina|Gustavus|Adolf|Adolphus|Oscar|Willem|Rainier|Victor|Vittorio|Amadeo|Menelik|Selassie"
)
"""Who is numbered by "the first, the second": "Louis the Fourteenth"."""
_CROWNED = frozenset(CROWNED.split("|"))
_COUNTED = words(
    """
    century centuries cent Century Centuries Olympiad Olympics Olympic Games Dynasty dynasty Congress Corps Legion
    Army Division Amendment arrondissement Arrondissement district District World Biennale Brigade Republic Reich
    Regiment
    """
)
"""What stands after an ordinal: "the XXI Olympiad"."""
_JOINING = words("and or to & - –")
_SHORT_PARTS = words("ch vol fig no pt sec op bk")
_TITLES = words("King Queen Pope Emperor Empress Tsar Czar Kaiser Sultan Prince Pharaoh Saint Duke Grand Elector Shah")
_STREETS = words(
    "Square Street Avenue Bridge Gallery Gate Palace Place Road Arch Monument Station Hall Park Boulevard Column Tomb"
)
_SURELY_NO_VERB = words("is has whose who which and or in at on from to with by for as of the until during s")
"""After a king's "I" these go on with the king: after a speaker they hardly stand."""
_MOST_JOINED = 12
"""Tokens that join numerals to the one that is counted: "the XVIII, XIX and XX centuries" has four."""
_HIGHEST_PART = 89
"""Above it stand letters that name: "Section CD", "Room MM"."""
_CUT_IN_STONE = 1500
"""Years from here on are read where nothing else says that it is one: shorter numerals are words, such as MIX."""


def numeral(line: Line, index: int) -> Reading | None:
    """Read the Roman numeral at *index* by what stands beside it."""
    text = line[index].text
    if text[0] not in "IVXLCDM":
        return None
    owner = text[-2:] if text.endswith(("'s", "’s")) else ""
    bare = text.removesuffix(owner)
    if bare == "I":
        return _one(line, index, owner)
    value = roman_value(bare)
    if not value or (len(bare) < 2 and bare not in "VX"):
        return None
    nth = _as_nth(line, index, value) if len(bare) > 1 or line[index - 1].text in _CROWNED else None
    if nth:
        return Reading(1, nth + owner)
    said = _as_part(line, index, value) or _as_year(line, index, bare, value)
    return Reading(1, said + owner) if said else None


def small_numeral(line: Line, index: int) -> Reading | None:
    """Read a numeral in small letters after a page: "p. xiv"."""
    text = line[index].text
    if text[0] not in "ivx":
        return None
    before = line[index - 2].text if line[index - 1].text == "." else line[index - 1].text
    if before.lower() not in ("p", "pp", "page", "pages", "chapter", "vol", "volume", "act", "scene", "part"):
        return None
    value = roman_value(text.upper()) if text.islower() else 0
    return Reading(1, str(value)) if 0 < value < _HIGHEST_PART else None


def crowned() -> tuple[Rule, ...]:
    """Return the rule for rulers in short, which comes before their numerals are read: "Edw. VII"."""
    short = "|".join(name.removesuffix(".") for name in SURE_NAMES if name.endswith("."))
    return ((rf"\b({short})\.? (?=(?:I{{1,3}}|IV|VI{{0,3}}|IX|XI{{0,3}})\b)", lambda m: f"{SURE_NAMES[m[1] + '.']} "),)


def rules() -> tuple[Rule, ...]:
    """Return the rules for numerals whose kind their own letters tell."""
    return (
        (r"\b(?!Ind\b)([XVI]+)(?:th|st|nd|rd)\b", lambda m: ordinal(roman_value(m[1])) if roman_value(m[1]) else m[0]),
        (r"\b((?:[A-Z][a-z']+|[A-Z]\.?) [A-Z][a-z']+,? )(II|III|IV)(?![\w-])", _grandson),
        (r"\b((?:[A-Z][a-z']+) )(II|III|IV|VI{1,3}|IX|XI{1,3})(?![\w-])", _part),
        (r"(?<![\w.'-])()(II|III|VII|VIII|XII|XIII)(?![\w'.-])", _part),
    )


def _grandson(match: re.Match[str]) -> str:
    return f"{match[1]}the {ordinal(roman_value(match[2])).title()}"


def _part(match: re.Match[str]) -> str:
    return f"{match[1]}{cardinal(roman_value(match[2])).capitalize()}"


def _as_nth(line: Line, index: int, value: int) -> str:
    """Return the numeral as an ordinal, where a ruler stands before it or a century after it."""
    if line[index - 1].text in _CROWNED and not line[index].text.islower():
        return f"the {ordinal(value).title()}"
    after = index + 1
    while line[after].text in _JOINING and roman_value(line[after + 1].text) and after - index < _MOST_JOINED:
        after += 2  # "the XIX and XX centuries"
    if line[after].text == "-":
        after += 1
    counted = line[after].text in _COUNTED and line[index - 1].text not in _PARTED
    return ordinal(value) if counted else ""


def _as_part(line: Line, index: int, value: int) -> str:
    before = line[index - 1].text
    if before == "." and line[index - 2].text in _SHORT_PARTS:
        return str(value)  # "ch. IV" is chapter 4
    if before in _JOINING and roman_value(line[index - 2].text):
        before = line[index - 3].text  # "Parts II and III"
    if (
        value > _HIGHEST_PART
        or before not in _PARTED
        or (line[index + 1].text == "." and line[index + 2].kind == "word" and value == 5)
    ):
        return ""  # an initial
    return cardinal(value).capitalize()


def _as_year(line: Line, index: int, text: str, value: int) -> str:
    """Return the numeral as a year, where it is one that is cut in stone: "MDCCCLXXXVI"."""
    if value < _CUT_IN_STONE or value > 2100 or (len(text) < 4 and text != "MCM"):
        return ""
    return year(value)


def _one(line: Line, index: int, owner: str) -> Reading | None:
    """Read "I" as a number beside what is numbered; doubt it where a king or a speaker may be meant."""
    before, after = line[index - 1], line[index + 1]
    if before.text in _CROWNED and line[index].spaced:
        return Reading(1, "the First" + owner) if owner else _king(line, index)
    if before.text == "and" and line[index - 3].text in _CROWNED and roman_value(line[index - 2].text):
        return Reading(1, "the First")  # "James VI and I"
    if before.text in _PARTED:
        ends = after.kind in ("end", "sign") or after.text in ("of", "and", "or", "to", "is", "has", "listed")
        if before.text == "Grade" and after.text == "-" and line[index + 2].text == "listed":
            return Reading(2, "One ")
        initial = after.text == "." and line[index + 2].kind == "word" and before.text not in ("War", "Act", "Part")
        if ends and not initial and after.text not in ("'", "’", "-"):
            return Reading(1, "One")
        if before.text == "War" and line[index - 2].text == "World":
            return Reading(1, "One")
    return None


def _king(line: Line, index: int) -> Reading | None:
    after = line[index + 1]
    titled = line[index - 2].text in _TITLES
    dotted = after.text == "." and line[index + 2].kind == "word" and not line[index + 2].text.islower()
    if dotted and not titled and not after.spaced:
        return None  # an initial: "Charles I. Smith"
    sure = after.kind in ("end", "sign") or after.text in _SURELY_NO_VERB or after.text in _STREETS
    if titled or sure:
        return Reading(1, "the First")
    if after.text.islower() or after.text[:1].isupper():
        name = line[index - 1].text
        hint = f"write {name} the First, or put a comma before a speaker's I"
        return Reading(1, None, f"'{name} I' may be a ruler or the speaker", hint)
    return None
