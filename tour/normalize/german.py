"""German: dates, hours, amounts, centuries and rulers in words, where the words around them tell the ending.

An ordinal is left in figures where nothing tells its ending: a German voice reads "3. Mai" by itself.
"""

from __future__ import annotations

import re
from functools import cache

from tour.normalize.numerals import LONGEST, roman_value
from tour.normalize.numerals import cardinal as _cardinal
from tour.normalize.rules import Rule, Step, run, table, when

ABBREVIATIONS = table(
    """
    z. B.=zum Beispiel; z.B.=zum Beispiel; d. h.=das heißt; d.h.=das heißt; u. a.=unter anderem; u.a.=unter anderem
    usw.=und so weiter; bzw.=beziehungsweise; ca.=circa; etc.=et cetera; evtl.=eventuell; ggf.=gegebenenfalls
    inkl.=inklusive; Inkl.=Inklusive; max.=maximal; mind.=mindestens; o. Ä.=oder Ähnliches; vgl.=vergleiche
    Nr.=Nummer; Nrn.=Nummern; Str.=Straße; Pl.=Platz; Hbf.=Hauptbahnhof; Bhf.=Bahnhof; Jh.=Jahrhundert
    Dr.=Doktor; Prof.=Professor; Hr.=Herr; Fr.=Frau; St.=Sankt; geb.=geboren; gest.=gestorben; Tel.=Telefon
    Abb.=Abbildung; S.=Seite; Bd.=Band; Kap.=Kapitel; Std.=Stunden; Min.=Minuten; Mio.=Millionen; Mrd.=Milliarden
    v. Chr.=vor Christus; n. Chr.=nach Christus; v.Chr.=vor Christus; n.Chr.=nach Christus; gegr.=gegründet
    Mo.=Montag; Di.=Dienstag; Mi.=Mittwoch; Do.=Donnerstag; Fr.=Freitag; Sa.=Samstag; So.=Sonntag; tägl.=täglich
    Jan.=Januar; Feb.=Februar; Apr.=April; Aug.=August; Sept.=September; Okt.=Oktober; Nov.=November; Dez.=Dezember
    """
)
_ANYWHERE = {
    short: said
    for short, said in ABBREVIATIONS.items()
    if short not in ("Fr.", "S.", "Pl.", "So.", "Do.", "Mi.", "Di.", "Mo.", "Sa.", "Min.", "Bd.")
}
_DAYS = table("Mo=Montag; Di=Dienstag; Mi=Mittwoch; Do=Donnerstag; Fr=Freitag; Sa=Samstag; So=Sonntag")
_MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
    "Dezember",
)  # fmt: skip
_MONTH = "|".join(_MONTHS)
_UNITS = table(
    """
    km/h=Kilometer pro Stunde; km²=Quadratkilometer; m²=Quadratmeter; m³=Kubikmeter; cm²=Quadratzentimeter
    km=Kilometer; cm=Zentimeter; mm=Millimeter; m=Meter; ha=Hektar; kg=Kilogramm; g=Gramm; t=Tonnen; l=Liter
    kWh=Kilowattstunden; °C=Grad Celsius; °=Grad; %=Prozent; €=Euro; $=Dollar; £=Pfund; EUR=Euro; CHF=Franken
    Mio=Millionen; Std=Stunden; Min=Minuten; min=Minuten; Jh=Jahrhundert
    """
)
_UNIT = "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))
_BEFORE_TEN = r"(?:[Aa]m|[Vv]om|[Zz]um|[Bb]eim|[Ii]m|[Dd]em|[Dd]en|[Dd]es|[Aa]b|[Ss]eit|[Bb]is|[Aa]us dem)"
"""Before an ordinal these ask for the ending -ten."""
_INTEGER = rf"\d{{1,3}}(?:\.\d{{3}}){{1,4}}|\d{{1,{LONGEST}}}"
"""What has more figures is the voice's."""
_NUMBER = rf"(?:{_INTEGER})(?:,\d+)?"


def spoken(text: str) -> str:
    """Return *text*, one sentence of German with plain quotes, as it is said."""
    return run(text, _steps())


@cache
def _steps() -> tuple[Step, ...]:
    return (when(_words()), when((*_dates(), *_hours(), *_amounts()), "0123456789"))


def _words() -> tuple[Rule, ...]:
    short = "|".join(sorted(map(re.escape, _ANYWHERE), key=len, reverse=True))
    days = "|".join(_DAYS)
    return (
        (rf"(?<![\w.])({days})\.?\s?[–-]\s?({days})\b\.?", lambda m: f"{_DAYS[m[1]]} bis {_DAYS[m[2]]}"),
        (rf"(?<![\w.])({days})\.?(?=,? \d{{1,2}}(?:[:.]\d\d)?(?: Uhr|[–-]))", lambda m: _DAYS[m[1]]),
        (r"(?<![\w.])Fr\. (?=[A-ZÄÖÜ])", "Frau "),
        (r"(?<![\w.])S\. (?=\d)", "Seite "),
        (r"(?<=\d )Min\.", "Minuten"),
        (r"(?<![\w.])Bd\. (?=\d)", "Band "),
        (rf"(?<![\w.])(?:{short})(?=\.$)?", lambda m: _ANYWHERE[m[0]]),
        (r"(?<=[a-zäöüß])str\.(?=[\s,;)]|$)", "straße"),
        (r"§\s?(?=\d)", "Paragraf "),
        (r" & ", " und "),
        (
            r"\b([A-ZÄÖÜ][a-zäöüß]+(?<!u)(?<!e)(?<!a)(?<!n))s ([IVX]+)\.(?!\w)",
            lambda m: _ruler(m[1] + "s", "des", m[2], m[0]),
        ),
        (
            r"\b((?:[Uu]nter|[Vv]on|[Mm]it|[Bb]ei|[Zz]u|[Nn]ach) "
            r"(?:Kaiser |König |Papst )?[A-ZÄÖÜ][a-zäöüß]+) ([IVX]+)\.(?!\w)",
            lambda m: _ruler(m[1], "dem", m[2], m[0]),
        ),
        (r"\b([A-ZÄÖÜ][a-zäöüß]+) ([IVX]+)\.(?=\s[a-zäöüß]|,|;|\))", lambda m: _ruler(m[1], "der", m[2], m[0])),
    )


def _ruler(name: str, article: str, numeral: str, written: str) -> str:
    value = roman_value(numeral)
    if not value:
        return written
    ending = "e" if article == "der" else "en"
    return f"{name} {article} {_ordinal(value, ending).capitalize()}"


def _dates() -> tuple[Rule, ...]:
    day = r"(0?[1-9]|[12]\d|3[01])"
    return (
        (rf"({_BEFORE_TEN}) {day}\.\s?(0?[1-9]|1[0-2])\.(\d{{4}})\b", _figures_date),
        (rf"\b([Dd]er|[Dd]ie|[Dd]as) {day}\. (?=(?:{_MONTH})\b)", lambda m: f"{m[1]} {_ordinal(int(m[2]), 'e')} "),
        (rf"({_BEFORE_TEN}) {day}\.(?: ?[–-] ?| bis )(?:zum )?{day}\. (?=(?:{_MONTH})\b)", _days),
        (rf"({_BEFORE_TEN}) {day}\. (?=(?:{_MONTH})\b)", lambda m: f"{m[1]} {_ordinal(int(m[2]), 'ten')} "),
        (r"\b([Dd]as|[Dd]ie|[Dd]er) (\d{1,2})\. (?=[A-ZÄÖÜ])", lambda m: f"{m[1]} {_ordinal(int(m[2]), 'e')} "),
        (rf"({_BEFORE_TEN}) (\d{{1,2}})\.(?: und | bis |[–-])(\d{{1,2}})\. (?=[A-ZÄÖÜ])", _days),
        (rf"({_BEFORE_TEN}) (\d{{1,2}})\. (?=[A-ZÄÖÜ])", lambda m: f"{m[1]} {_ordinal(int(m[2]), 'ten')} "),
        (r"\b([12]\d{3})\s?[–-]\s?([12]\d{3})\b", lambda m: f"{_year(int(m[1]))} bis {_year(int(m[2]))}"),
        (r"\b(1[1-9]\d\d|20\d\d)([–/-])(\d\d)(?![\w/–-]|[.,]\d)", _years),
        (rf"\b({_MONTH}) (1[1-9]\d\d|20\d\d)\b(?!\.\d)", _month_year),
        (
            r"\b(Jahre?|[Ss]eit|[Aa]nno|geboren|gestorben|gegründet|erbaut|errichtet|eröffnet|Sommer|Winter|Herbst|Frühjahr|erst)"
            r" (1[1-9]\d\d|20\d\d)(?![\d.,]*\d| ?(?:Metern?|Euro|%|€|m\b|km\b))",
            lambda m: f"{m[1]} {_year(int(m[2]))}",
        ),
        (
            r"\b([Uu]m|[Aa]b|[Vv]on|[Bb]is|[Ii]n|[Nn]ach|[Vv]or|[Zz]wischen|und|[Cc]irca)"
            r" (1[1-9]\d\d|20\d\d)(?![\d.,]*\d| ?(?:%|€|m\b|km\b)| [A-ZÄÖÜ])",
            lambda m: f"{m[1]} {_year(int(m[2]))}",
        ),
        (
            r"\b(1[1-9]\d\d)(?= (?:wurde|war|kam|gebaut|erbaut|eröffnet|entstand|begann|zerstört|errichtet))",
            _plain_year,
        ),
        (r"\b(1[1-9]\d0|20\d0)er\b", lambda m: f"{_year(int(m[1]))}er"),
        (r"\b([1-9]0)er\b", lambda m: f"{_whole(int(m[1]))}er"),
    )


def _figures_date(match: re.Match[str]) -> str:
    lead, day, month, year = match.groups()
    return f"{lead} {_ordinal(int(day), 'ten')} {_MONTHS[int(month) - 1]} {_year(int(year))}"


def _days(match: re.Match[str]) -> str:
    joined = " und " if " und " in match[0] else " bis "
    return f"{match[1]} {_ordinal(int(match[2]), 'ten')}{joined}{_ordinal(int(match[3]), 'ten')} "


def _years(match: re.Match[str]) -> str:
    """Return "1914–18" and "1870/71", of which the second year is short, in words."""
    first, mark, last = match.groups()
    if int(first) % 100 >= int(last):
        return match[0]
    return f"{_year(int(first))}{' ' if mark == '/' else ' bis '}{_whole(int(last))}"


def _month_year(match: re.Match[str]) -> str:
    return f"{match[1]} {_year(int(match[2]))}"


def _plain_year(match: re.Match[str]) -> str:
    return _year(int(match[1]))


def _hours() -> tuple[Rule, ...]:
    hour = r"([01]?\d|2[0-4])"
    return (
        (
            rf"(?<![\d.:]){hour}(?:[:.]([0-5]\d))?\s?(?:[–-]|bis)\s?{hour}(?:[:.]([0-5]\d))?(?= Uhr)( Uhr)",
            lambda m: f"{_hour(m[1], m[2], '')} bis {_hour(m[3], m[4], ' Uhr')}",
        ),
        (rf"(?<![\d.:]){hour}[:.]([0-5]\d) Uhr\b", lambda m: _hour(m[1], m[2], " Uhr")),
        (rf"(?<![\d.:,]){hour}:([0-5]\d)(?![\d:])", lambda m: _hour(m[1], m[2], " Uhr")),
        (rf"(?<![\d.:,]){hour} Uhr\b", lambda m: _hour(m[1], None, " Uhr")),
    )


def _hour(hour: str, minute: str | None, clock: str) -> str:
    said = "ein" if int(hour) == 1 else _whole(int(hour))
    if not minute or int(minute) == 0:
        return said + clock
    return f"{said} Uhr {_whole(int(minute))}"


def _amounts() -> tuple[Rule, ...]:
    return (
        (rf"(?<![\w.,])([€$£])\s?({_NUMBER})(?![\d.,]*\d)", r"\2 \1"),
        (rf"(?<![\w.,–-])({_NUMBER})\s?[–-]\s?({_NUMBER})(?=[\s).,;]|$)(?!\.\s?[A-ZÄÖÜ])", r"\1 bis \2"),
        (rf"(?<![\w.,])({_INTEGER}),(\d\d)\s?(?:€|Euro|EUR)(?!\w)", lambda m: _euros(m[1], m[2])),
        (rf"(?<![\w.,])({_NUMBER})\s?({_UNIT})(?!\w)\.?(?=[\s,;.)]|$)", lambda m: f"{_amount(m[1])} {_UNITS[m[2]]}"),
        (r"(?<![\w.,])1 (Million(?=en)|Milliarde|Minute|Stunde|Tonne)(?:en|n)\b", r"1 \1"),
        (r"(?<!\w)½", "ein halb"),
        (rf"(?<![\w.,/:-])(?!0\d)({_NUMBER})(?![\w/:]|[.,]\d|\.\s?\w|-\d|\.$)", lambda m: _amount(m[1])),
        (r"(?<![\w.,/:-])(\d{2,9})\.$", lambda m: f"{_amount(m[1])}."),
    )


def _euros(whole: str, cents: str) -> str:
    said = f"{_amount(whole)} Euro"
    return said if cents == "00" else f"{said} {_whole(int(cents))}"


def _amount(written: str) -> str:
    whole, _, small = written.replace(".", "").partition(",")
    if not small:
        return _one(int(whole)) if int(whole) == 1 else _whole(int(whole))
    return f"{_whole(int(whole))} Komma {' '.join(_whole(int(digit)) for digit in small)}"


def _one(number: int) -> str:
    """Return a number before what is counted: whether "ein" or "eine" is right, the figure leaves to the voice."""
    return "1" if number == 1 else _whole(number)


def _whole(number: int) -> str:
    return _cardinal(number, "de")


@cache
def _year(number: int) -> str:
    """Return 1914 as "neunzehnhundertvierzehn", and 2026 as "zweitausendsechsundzwanzig"."""
    if 1100 <= number < 2000:
        rest = _whole(number % 100) if number % 100 else ""
        return f"{_whole(number // 100)}hundert{rest}"
    return _whole(number)


_STEMS = {1: "erst", 3: "dritt", 7: "siebt", 8: "acht"}


@cache
def _ordinal(number: int, ending: str) -> str:
    """Return 3 with "ten" as "dritten", and with "e" as "dritte"."""
    stem = _STEMS.get(number) or _whole(number) + ("t" if number < 20 else "st")
    return stem + ending.removeprefix("t")
