"""French: hours, dates, centuries, rulers, amounts and abbreviations in words.

What ends in 1 stays a figure: whether it is "un" or "une" the voice knows better than a rule.
"""

from __future__ import annotations

import re
from functools import cache

from tour.normalize.groups import THIN
from tour.normalize.numerals import LONGEST, roman_value
from tour.normalize.numerals import cardinal as _cardinal
from tour.normalize.rules import Rule, Step, run, table, when

ABBREVIATIONS = table(
    """
    M.=Monsieur; MM.=Messieurs; Mme.=Madame; Dr.=Docteur; Pr.=Professeur; St.=Saint; Ste.=Sainte; Mgr.=Monseigneur
    av.=avenue; bd.=boulevard; Bd.=Boulevard; Av.=Avenue; pl.=place; Pl.=Place; env.=environ; etc.=et cetera
    p.=page; pp.=pages; vol.=volume; fig.=figure; tél.=téléphone; Tél.=Téléphone; min.=minutes; ex.=exemple
    av. J.-C.=avant Jésus-Christ; ap. J.-C.=après Jésus-Christ; apr. J.-C.=après Jésus-Christ; c.-à-d.=c'est-à-dire
    janv.=janvier; févr.=février; avr.=avril; juill.=juillet; sept.=septembre; oct.=octobre; nov.=novembre
    déc.=décembre; lun.=lundi; mar.=mardi; mer.=mercredi; jeu.=jeudi; ven.=vendredi; sam.=samedi; dim.=dimanche
    s.=siècle; arr.=arrondissement; apr.=après
    """
)
_ANYWHERE = {
    short: said
    for short, said in ABBREVIATIONS.items()
    if short
    not in ("M.", "MM.", "s.", "av.", "pl.", "p.", "pp.", "ex.", "min.", "mer.", "mar.", "fig.", "vol.", "apr.")
}
_BEFORE_A_FIGURE = table(
    "p.=page; pp.=pages; fig.=figure; vol.=volume; n°=numéro; N°=Numéro; no=numéro; n°s=numéros; nos=numéros"
)
_BEFORE_A_NAME = table(
    """
    M.=Monsieur; MM.=Messieurs; Mme=Madame; Mlle=Mademoiselle; Mmes=Mesdames; Dr=Docteur; Pr=Professeur; Mgr=Monseigneur
    St=Saint; Ste=Sainte; Sts=Saints; av.=avenue; Av.=Avenue; bd=boulevard; Bd=Boulevard; pl.=place
    fg=faubourg; Vve=Veuve
    """
)
_UNITS = table(
    """
    km/h=kilomètres à l'heure; km²=kilomètres carrés; m²=mètres carrés; m³=mètres cubes; cm²=centimètres carrés
    km=kilomètres; cm=centimètres; mm=millimètres; m=mètres; ha=hectares; kg=kilos; g=grammes; t=tonnes; l=litres
    °C=degrés Celsius; °=degrés; %=pour cent; €=euros; $=dollars; £=livres; min=minutes; kWh=kilowattheures
    MF=millions de francs; M€=millions d'euros; F=francs
    """
)
_UNIT = "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))
_MONTH = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
_INTEGER = rf"\d{{1,3}}(?: \d{{3}}){{1,4}}|\d{{1,{LONGEST}}}"
"""What has more figures is the voice's."""
_NUMBER = rf"(?:{_INTEGER})(?:,\d{{1,{LONGEST}}})?"
_RULERS = (
    "Louis|Charles|Henri|François|Philippe|Napoléon|Jean|Pie|Jean-Paul|Paul|Léon|Clément|Benoît|Grégoire|Élisabeth|"
    "Elisabeth|Georges|Édouard|Edouard|Jacques|Guillaume|Frédéric|Catherine|Ramsès|Childéric|Clovis|Robert|Urbain|"
    "Innocent|Alexandre|Nicolas|Pierre|Ferdinand|Alphonse|Léopold|Albert|Baudouin|Victor-Emmanuel|Jules|Sixte|Dagobert"
)


def spoken(text: str) -> str:
    """Return *text*, one sentence of French with plain quotes, as it is said."""
    text = re.sub(rf"(?<=\d)[{THIN}](?=\d{{3}}(?!\d))", " ", text)
    return run(text, _steps())


@cache
def _steps() -> tuple[Step, ...]:
    return (when(_words()), when((*_hours(), *_dates(), *_amounts()), "0123456789"))


def _words() -> tuple[Rule, ...]:
    anywhere = "|".join(sorted(map(re.escape, _ANYWHERE), key=len, reverse=True))
    figures = "|".join(sorted(map(re.escape, _BEFORE_A_FIGURE), key=len, reverse=True))
    names = "|".join(sorted(map(re.escape, _BEFORE_A_NAME), key=len, reverse=True))
    return (
        (r"\bp\. ex\.", "par exemple"),
        (rf"(?<![\w.])(?:{anywhere})", lambda m: _ANYWHERE[m[0]]),
        (rf"(?<![\w.])({figures})\s?(?=\d)", lambda m: f"{_BEFORE_A_FIGURE[m[1]]} "),
        (rf"(?<![\w.'-])({names})\s(?=[A-ZÉÈÀÂÎÔ]|de |du |des )", lambda m: f"{_BEFORE_A_NAME[m[1]]} "),
        (r"(?<![\w.])(St|Ste)-(?=[A-ZÉ])", lambda m: f"{_BEFORE_A_NAME[m[1]]}-"),
        (rf"\b((?:{_RULERS}) )(Ier|Ire|1er|1re)\b", lambda m: m[1] + ("premier" if m[2][-2:] == "er" else "première")),
        (rf"\b((?:{_RULERS}) )([IVX]+)\b", lambda m: m[1] + (_whole(roman_value(m[2])) if roman_value(m[2]) else m[2])),
        (
            r"\b([IVX]+)(?:e|ème|è)?(?:\s?[–-]\s?| et |-)([IVX]+)(?:e|ème|è)? s(?:iècles|\.)",
            lambda m: f"{_nth(m[1])} et {_nth(m[2])} siècles",
        ),
        (r"\b([IVX]+)(?:e|ème|è) s(?:iècle|\.)", lambda m: f"{_nth(m[1])} siècle"),
        (r"\b(Ier) s(?:iècle|\.)", "premier siècle"),
        (r"\b([IVX]+)e(?= (?:République|arrondissement|Empire|dynastie|Reich))", lambda m: _nth(m[1])),
        (r"\bIer(?= (?:arrondissement|Empire|Reich))", "premier"),
        (r"\bIre(?= (?:République|dynastie))", "première"),
        (r"\b([IVX]+)e arr\.", lambda m: f"{_nth(m[1])} arrondissement"),
        (r" & ", " et "),
    )


def _hours() -> tuple[Rule, ...]:
    hour = r"([01]?\d|2[0-4])"
    mark = r"\s?[hH]\s?"
    return (
        (
            rf"(?<![\d,.:]){hour}{mark}([0-5]\d)?\s?(?:[–-]|à)\s?{hour}{mark}([0-5]\d)?(?!\w)",
            lambda m: f"{_hour(m[1], m[2])} à {_hour(m[3], m[4])}",
        ),
        (rf"(?<![\d,.:]){hour}{mark}([0-5]\d)?(?!\w)", lambda m: _hour(m[1], m[2])),
        (rf"(?<![\d,.:]){hour}:([0-5]\d)(?![\d:])", lambda m: _hour(m[1], m[2])),
    )


def _hour(hour: str, minute: str | None) -> str:
    said = "une heure" if int(hour) == 1 else f"{_whole(int(hour))} heures"
    return said if not minute or int(minute) == 0 else f"{said} {_whole(int(minute))}"


def _dates() -> tuple[Rule, ...]:
    return (
        (rf"\b1er(?= (?:{_MONTH})\b)", "premier"),
        (rf"\b(\d{{1,2}})(?:\s?[–-]\s?| au )(\d{{1,2}})(?= (?:{_MONTH})\b)", _days),
        (r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b", _figures_date),
        (r"\b([12]\d{3})\s?[–-]\s?([12]\d{3})\b", lambda m: f"{_whole(int(m[1]))} à {_whole(int(m[2]))}"),
        (r"\b1er\b", "premier"),
        (r"\b1(?:ère|re)\b", "première"),
        (rf"(?<![\w,])({_INTEGER})(?:e|ème|è)\b", lambda m: _ordinal(int(m[1].replace(" ", "")))),
        (r"\b2de?\b", "second"),
    )


def _days(match: re.Match[str]) -> str:
    return f"{_whole(int(match[1]))} au {_whole(int(match[2]))}"


def _figures_date(match: re.Match[str]) -> str:
    day, month, year = map(int, match.groups())
    if not 1 <= day <= 31 or not 1 <= month <= 12:
        return match[0]
    first = "premier" if day == 1 else _whole(day)
    return f"{first} {_MONTH.split('|')[month - 1]} {_whole(year)}"


def _amounts() -> tuple[Rule, ...]:
    return (
        (rf"(?<![\w.,–-])({_NUMBER})\s?[–-]\s?({_NUMBER})(?=[\s).,;€%]|$)", r"\1 à \2"),
        (rf"(?<![\w.,])({_INTEGER}),(\d\d)\s?(?:€|euros?)(?!\w)", lambda m: _euros(m[1], m[2])),
        (rf"(?<![\w.,])({_INTEGER})\s?€(\d\d)(?!\d)", lambda m: _euros(m[1], m[2])),
        (rf"(?<![\w.,])({_NUMBER})\s?({_UNIT})(?!\w)", lambda m: _counted(m[1], _UNITS[m[2]])),
        (r"(?<!\w)½", "un demi"),
        (rf"(?<![\w.,/:-])(?!0\d)({_NUMBER})(?![\w/:]|[.,]\d|-\d| \d)", lambda m: _amount(m[1])),
    )


def _euros(whole: str, cents: str) -> str:
    said = _counted(whole, "euros")
    return said if cents == "00" else f"{said} {_whole(int(cents))}"


def _counted(written: str, unit: str) -> str:
    """Return an amount of a unit; one of it is not said in words, and is singular."""
    if written in ("1", "0"):
        unit = re.sub(r"s\b", "", unit, count=1) if unit != "francs" else "franc"
    return f"{_amount(written)} {unit}"


def _amount(written: str) -> str:
    whole, _, small = written.replace(" ", "").partition(",")
    if not small:
        return whole if _has_a_gender(int(whole)) else _whole(int(whole))
    said = _whole(int(small)) if small[0] != "0" else " ".join(_whole(int(digit)) for digit in small)
    return f"{_whole(int(whole))} virgule {said}"


def _has_a_gender(number: int) -> bool:
    """Return whether the amount ends in "un" or "une", as what is counted asks for."""
    return number < 1000 and number % 10 == 1 and number % 100 not in (11, 71, 91)


def _whole(number: int) -> str:
    return _cardinal(number, "fr")


def _nth(numeral: str) -> str:
    value = roman_value(numeral)
    return _ordinal(value) if value else numeral


@cache
def _ordinal(number: int) -> str:
    """Return 19 as "dix-neuvième"."""
    if number == 1:
        return "premier"
    said = _whole(number)
    if said.endswith("cinq"):
        return said + "uième"
    if said.endswith("neuf"):
        return said[:-1] + "vième"
    return said.removesuffix("e").removesuffix("s" if said.endswith("quatre-vingts") else "\0") + "ième"
