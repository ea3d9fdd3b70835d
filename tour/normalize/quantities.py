"""Amounts: money, units of measure, and the things that people count."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from tour.normalize.numerals import cardinal, decimal
from tour.normalize.rules import Rule, after, before, table, words

NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
"""Pattern of an amount in figures."""
_THINGS = words(
    """
    acre acres animals apartments barrels beds billion bodies bones books bottles boxes bricks bulbs buses
    calories cars cats cents characters children copies crosswalks cups customers days degrees dollars employees
    episodes extras families fans feet films foot fossils gallons gigabytes grams guests hectares hertz homes
    horsepower hours houses hundred inch inches items jobs kilobytes kilograms kilometers kilometres kilowatts
    lampposts lamps lights liters lots mammoths megabytes megawatts members men meter meters metres mile miles
    million minutes months movies objects ounces pages panels parcels people percent persons pieces plants posts
    pounds prints residents rooms seats seconds shops soldiers species specimens stairs stations steps stones
    stops stores streetlights students thousand tickets tiles times tonnes tons trees trucks tubes units vehicles
    visitors volts volumes votes watts weeks windows wolves women words workers works yard yards years
    """
)
_BETWEEN = (
    "square|cubic|more|new|old|other|young|small|tiny|large|great|different|separate|individual|single|wooden|metal|"
    "plastic|glass|white|black|blue|red|green|gold|or so|vintage|cast-iron|restored|antique|additional"
)
COUNTED = rf"(?:-| )(?:(?:{_BETWEEN}) )*(?:{'|'.join(sorted(_THINGS))})\b"
"""Pattern of what follows a number of things, which is then neither a year nor a house number."""

_UNITS = table(
    r"""
    sq\.?[ -]?(?:ft|feet)=square foot,square feet; sq\.? ?mi=square mile,square miles
    sq\.? ?km=square kilometer,square kilometers; sq\.? ?cm=square centimeter,square centimeters
    sq\.? ?m=square meter,square meters; sq\.? ?yds?=square yard,square yards
    cu\.? ?cm=cubic centimeter,cubic centimeters; cu\.? ?km=cubic kilometer,cubic kilometers
    cu\.? ?ft=cubic foot,cubic feet; cu\.? ?m=cubic meter,cubic meters; cu\.? ?yds?=cubic yard,cubic yards
    km/h|kph|kmh=kilometer per hour,kilometers per hour; mph|mi/h=mile per hour,miles per hour
    m/s=meter per second,meters per second; ft/s=foot per second,feet per second
    ft=foot,feet; in(?=\.|\)| [x×]| (?:long|wide|high|tall|deep|thick|across|diameter|of (?:rain|snow)))=inch,inches
    yds?=yard,yards; mi=mile,miles
    km=kilometer,kilometers; cm=centimeter,centimeters; mm=millimeter,millimeters; m=meter,meters
    kg=kilogram,kilograms; lbs?=pound,pounds; oz=ounce,ounces; gals?|galls?=gallon,gallons; hp=horsepower,horsepower
    qrs?=quarter,quarters; ly=light year,light years; cts=cent,cents; bdrms?=bedroom,bedrooms
    bpm=beat per minute,beats per minute
    ppm=part per million,parts per million; cwt=hundredweight,hundredweight
    bbls?=barrel,barrels; gns=guinea,guineas; cc=C C,C C; kbps=kilobit per second,kilobits per second
    Gbps|Gb/s|Gbit/s=gigabit per second,gigabits per second; lm=lumen,lumens; mAh=milliamp hour,milliamp hours
    Wh=watt hour,watt hours; TWh=terawatt hour,terawatt hours; MPa=megapascal,megapascals
    kcals=kilocalorie,kilocalories
    sqm|m2=square meter,square meters; sqft|ft2=square foot,square feet; sqkm|km2=square kilometer,square kilometers
    sqmi|mi2=square mile,square miles; cm2=square centimeter,square centimeters; m3=cubic meter,cubic meters
    kms=kilometer,kilometers; kgs=kilogram,kilograms; mtrs?=meter,meters; tsps?=teaspoon,teaspoons; pkts?=packet,packets
    tbsps?=tablespoon,tablespoons; doz=dozen,dozen; pcs?(?=\.)=piece,pieces; btls?=bottle,bottles
    m³=cubic meter,cubic meters
    hrs?=hour,hours; mins?=minute,minutes; secs?|(?<= )s=second,seconds; yrs?=year,years
    nts?=night,nights; blks?=block,blocks; bu=bushel,bushels; tn=ton,tons; (?<= )t(?!\. [a-z])=tonne,tonnes
    tonnes?=tonne,tonnes
    acs?(?=[. ,)]|$)=acre,acres; pts?(?=\.)=pint,pints; qts?(?=\.)=quart,quarts
    fl\.? ?oz=fluid ounce,fluid ounces; mg=milligram,milligrams; µg|μg=microgram,micrograms; g=gram,grams
    ml|mL=milliliter,milliliters; cl|cL=centiliter,centiliters; dl|dL=deciliter,deciliters; L|l|ltrs?=liter,liters
    ha=hectare,hectares; nmi|NM=nautical mile,nautical miles; kn|kts?=knot,knots; µm|μm=micrometer,micrometers
    dm=decimeter,decimeters; nm=nanometer,nanometers; dB|dBA=decibel,decibels; bhp=brake horsepower,brake horsepower
    ms(?!\. [a-z])=millisecond,milliseconds; h=hour,hours; wks?=week,weeks; mths?|mos?(?=\.)=month,months
    kWh=kilowatt hour,kilowatt hours; MWh=megawatt hour,megawatt hours; GWh=gigawatt hour,gigawatt hours
    Hz=hertz,hertz; kHz=kilohertz,kilohertz; MHz=megahertz,megahertz; GHz=gigahertz,gigahertz; GW=gigawatt,gigawatts
    kW=kilowatt,kilowatts; MW=megawatt,megawatts; kV=kilovolt,kilovolts; V=volt,volts; mA=milliamp,milliamps
    W=watt,watts; kN=kilonewton,kilonewtons; kPa=kilopascal,kilopascals; hPa=hectopascal,hectopascals
    psi=pound per square inch,pounds per square inch; rpm=revolution per minute,revolutions per minute
    mpg=mile per gallon,miles per gallon; fps=foot per second,feet per second; mbar=millibar,millibars
    kcal=kilocalorie,kilocalories; cal=calorie,calories; kJ=kilojoule,kilojoules; MP=megapixel,megapixels
    [kK]B=kilobyte,kilobytes; MB=megabyte,megabytes; GB=gigabyte,gigabytes; TB=terabyte,terabytes
    Mbps|Mb/s|Mbit/s=megabit per second,megabits per second
    °\s?F=degree Fahrenheit,degrees Fahrenheit; °\s?C=degree Celsius,degrees Celsius; °=degree,degrees
    %=percent,percent; ¢=cent,cents
    """
)
"""Pattern to what one and what several are called. The longer patterns come first."""
_ARTICLE = (
    r"(?i)(?<!\w)(?:an?|the|this|that|its|his|her|their|our|your|one|two|three|four|five|six|another|each|every)\s+"
    r"(?:about |nearly |almost )?$"
)
"""What stands before an amount that describes one thing."""
_ONE_AND_MANY = tuple(said.split(",") for said in _UNITS.values())


_SHAPED = re.compile(r"(?:-| )(?:high|long|wide|tall|deep|thick) [a-z]+")
"""A shape and what has it: "a 13 ft high wall"."""


_PART = re.compile(r"(?!1/[234]$)\d{1,2}/(?:[2-68]|1[026]|32|64)")
"""A fraction of which a unit is a whole: "3/4 of a mile", where "1/4 mile" needs no more words."""


class _Currency(NamedTuple):
    one: str
    many: str
    cent: str
    cents: str

    def called(self, single: bool) -> str:
        """Return what one, or what several are called."""
        return self.one if single else self.many


_DOLLARS = table(
    """
    A=Australian; AU=Australian; C=Canadian; CA=Canadian; NZ=New Zealand; HK=Hong Kong; S=Singapore; NT=New Taiwan
    J=Jamaican; TT=Trinidad; BZ=Belize; N=Namibian
    """
)
_CURRENCIES = {
    "$": _Currency("dollar", "dollars", "cent", "cents"),
    "£": _Currency("pound", "pounds", "penny", "pence"),
    "€": _Currency("euro", "euros", "cent", "cents"),
    "¥": _Currency("yen", "yen", "sen", "sen"),
    "₹": _Currency("rupee", "rupees", "paisa", "paise"),
    "₩": _Currency("won", "won", "jeon", "jeon"),
    "₽": _Currency("ruble", "rubles", "kopeck", "kopecks"),
    "₺": _Currency("lira", "lira", "kurush", "kurush"),
    "₪": _Currency("shekel", "shekels", "agora", "agorot"),
    "₫": _Currency("dong", "dong", "hao", "hao"),
    "฿": _Currency("baht", "baht", "satang", "satang"),
    "₱": _Currency("peso", "pesos", "centavo", "centavos"),
    "₴": _Currency("hryvnia", "hryvnias", "kopiyka", "kopiykas"),
    "₦": _Currency("naira", "naira", "kobo", "kobo"),
    "zl": _Currency("zloty", "zlotys", "grosz", "groszy"),
    "Kc": _Currency("koruna", "korunas", "haler", "halers"),
    "R$": _Currency("real", "reais", "centavo", "centavos"),
    "MX$": _Currency("Mexican peso", "Mexican pesos", "centavo", "centavos"),
    **{f"{sign}$": _Currency(f"{land} dollar", f"{land} dollars", "cent", "cents") for sign, land in _DOLLARS.items()},
}
_CODES = {
    "USD": _Currency("U S dollar", "U S dollars", "cent", "cents"),
    "EUR": _CURRENCIES["€"],
    "GBP": _CURRENCIES["£"],
    "JPY": _CURRENCIES["¥"],
    "INR": _Currency("Indian rupee", "Indian rupees", "paisa", "paise"),
    "AUD": _CURRENCIES["A$"],
    "CAD": _CURRENCIES["C$"],
    "NZD": _CURRENCIES["NZ$"],
    "HKD": _CURRENCIES["HK$"],
    "SGD": _CURRENCIES["S$"],
    "BRL": _CURRENCIES["R$"],
    "MXN": _CURRENCIES["MX$"],
    "CHF": _Currency("Swiss franc", "Swiss francs", "centime", "centimes"),
    "SFr": _Currency("Swiss franc", "Swiss francs", "centime", "centimes"),
    "Fr": _Currency("franc", "francs", "centime", "centimes"),
    "Frs": _Currency("franc", "francs", "centime", "centimes"),
    "fr": _Currency("franc", "francs", "centime", "centimes"),
    "sFr": _Currency("Swiss franc", "Swiss francs", "centime", "centimes"),
    "SEK": _Currency("Swedish krona", "Swedish kronor", "ore", "ore"),
    "NOK": _Currency("Norwegian krone", "Norwegian kroner", "ore", "ore"),
    "DKK": _Currency("Danish krone", "Danish kroner", "ore", "ore"),
    "ISK": _Currency("Icelandic krona", "Icelandic kronur", "eyrir", "aurar"),
    "kr": _Currency("krone", "kroner", "ore", "ore"),
    "PLN": _CURRENCIES["zl"],
    "CZK": _CURRENCIES["Kc"],
    "HUF": _Currency("forint", "forints", "filler", "filler"),
    "CNY": _Currency("yuan", "yuan", "fen", "fen"),
    "RMB": _Currency("yuan", "yuan", "fen", "fen"),
    "KRW": _CURRENCIES["₩"],
    "THB": _CURRENCIES["฿"],
    "TRY": _CURRENCIES["₺"],
    "ZAR": _Currency("rand", "rand", "cent", "cents"),
    "Rs": _CURRENCIES["₹"],
}
"""Currencies that are written with letters; a dot may follow."""
_MONEY = {**_CURRENCIES, **_CODES}
_LETTERED = sorted((sign for sign in _MONEY if sign[0].isalpha()), key=len, reverse=True)
_PLAIN_SIGNS = "".join(sign for sign in _MONEY if not sign[0].isalpha())
_SIGN = rf"(?:(?<![A-Za-z])(?:{'|'.join(map(re.escape, _LETTERED))})|[{_PLAIN_SIGNS}])"
"""Pattern of a currency's sign or code."""
_SCALES = {
    "k": "thousand",
    "m": "million",
    "mn": "million",
    "b": "billion",
    "bn": "billion",
    "mil": "million",
    "bil": "billion",
}
_SCALE = "thousand|million|billion|trillion|lakh|crore|mil|bil"
_LETTER_SCALE = "[KkMmBb]n?"
_OLD_MONEY = r" (?:note|notes|piece|bit|coin|stamp|seat|a|an|per|each|in)\b"
"""What follows shillings and pence."""
_WARMTH = (
    r"(?i:\b(?:temps?\.?|temperatures?|highs?|lows?|reach|reaches|heated to|cooled to|around|below|above|at)"
    r"(?: of| is| was)?)"
)
"""What stands before degrees that have no sign."""
_PAID = r" (?:each|a|an|per|tax|off|extra|more|charge|coin|stamp|deposit|tip|piece|ride)\b"
"""What follows cents: "50c each"."""
_MULTITUDES = (
    "visitors|people|litres|liters|years|tonnes|tons|pounds|dollars|euros|bricks|tourists|passengers|residents|"
    "inhabitants|gallons|copies|cubic|square|bottles|acres|books|objects|items|specimens|pilgrims"
)
"""What comes in millions: "1.2m litres"."""
_AFTER_FIGURES = "[€£₽₺₴₫]|zl|Kc|kr|Frs?|fr(?=\\.)|[Ss]Fr|" + "|".join(code for code in _CODES if code.isupper())
"""Signs that also stand after the figures."""


SIGNS = "$£€¥₹¢₩₽₺₪₫฿₱₴₦/"


BETWEEN = "x×'\""


def dimensions() -> tuple[Rule, ...]:
    """Return the rules for lengths by widths, feet and inches among them; each needs one of `BETWEEN`."""
    return (
        (r"(\d)'\s?[x×]\s?(?=\d+')", r"\1 by "),
        (r"(?<=[A-Za-z.'\"])(?:\s*×\s*|\s+x\s+)(?=\d)", " by "),
        (r"(?<=\d)'\s?(\d{1,2}(?: ?\d/\d)?)(?:\"|'')", r" ft. \1 in. "),
        (r"(?<=\d)'(?= (?:[Qq]uad|[Qq]uadrangle|topo|series)\b)", " minute"),
        (r"(?<=\d)'\s?[–-]\s?(?=\d[\d,]*')", " ft. to "),
        (r"(?<=\d)'(?=[\s,.;:)?!x×–-]|$)", _feet),
        (r"(?<=\d)\"", _inches),
        (rf"(?<![\w.,])({NUMBER}) ?[x×] ?(?={NUMBER})", r"\1 by "),
        (rf"(?<![\w.,])({NUMBER})[x×](?!\w)", r"\1 times"),
    )


def sums() -> tuple[Rule, ...]:
    """Return the rules for figures with a currency; each needs one of `SIGNS` or a letter."""
    return (
        (r"\bUS(?=[$])", ""),
        (r"([$£€]) ?\.(\d\d)(?!\d)", r"\g<1>0.\2"),
        (r"(?<=\d0s) ?°? ?([FC])(?!\w)", lambda m: " Fahrenheit" if m[1] == "F" else " Celsius"),
        (rf"([$£€]) ?({NUMBER})\.(\d\d) 1/2", _half_cents),
        (r"(?:£ ?(\d[\d,]*)[ .-]?)?(?<![\w.,])(\d{1,2})s\.?[ -]?(\d{1,2})d\b(?!\.\w)\.?", _shillings),
        (
            rf"(?<![\w.,'])(\d{{1,3}})(?:/-|s\.?(?={_OLD_MONEY}))(?!\d)",
            lambda m: f"{m[1]} shilling{'' if m[1] == '1' else 's'}",
        ),
        (rf"(?<![\w.,/])((?:\d{{1,2}} )?1/2|\d{{1,2}})d(?:\.(?!\w)|(?={_OLD_MONEY}))", _pence),
        (r"(?<![\w.,])(\d*(?:[02-9]|1[123]))st\b\.?(?! [A-Z])", r"\1 stone"),
        (r"(?<=\d) st (?=\d{1,2} ?lbs?\b)", " stone "),
        (r"(?<=\d) ?(?:mls)\b", " miles"),
        (r"(?<=\d) ?degs?\b\.?(?: ?([FC])\b)?", lambda m: f"°{m[1] or ''}"),
        (rf"({_WARMTH} )(-?\d{{1,3}}(?:[–-]\d{{1,3}})?) ?([FC])\b", r"\1\2°\3"),
        (r"(?<![\w.,])(\d{2,3}) ?([FC])(?= (?:oven|heat|weather|water|day|days)\b)", r"\1°\2"),
        (r"\b([Pp]op(?:\.|ulation)?:? )(\d[\d.,]*)m\b", r"\1\2 million"),
        (r"(?<![\w.,])(\d{1,2})c\b(?![./-]\w|\. ?\d)", _cents),
        (rf"(?<![\w.,$£€])({NUMBER})\s?({_AFTER_FIGURES})(?![\w$£€]|\s?\d)\.?(?!\s?\d)", r"\2 \1"),
        (rf"(?<![\w.,])({NUMBER}) ?[x×] ?(?=[$£€]\d)", r"\1 "),
        (rf"(?<![\w.,$£€])({NUMBER})([MBk])(\+?) (?=[a-z]+(?:s|people)\b)", _multitude),
        (rf"(?<![\w.,$£€])({NUMBER})m (?={_MULTITUDES}\b)", r"\1 million "),
        (rf"(?<![\w.,$£€])({NUMBER})p(?= (?:each|a|per|coin|piece|for)\b|[,;)]|\.*$)", r"\1 pence"),
        (
            rf"({_SIGN})\.?\s?({NUMBER})({_LETTER_SCALE})?\s?(?:[–-]| to )\s?(?:\1\s?)({NUMBER})"
            rf"(?:([- ]?)({_SCALE}|{_LETTER_SCALE})\b)?"
            r"(?![\d,]*\d)",
            _money_range,
        ),
        (
            rf"([$£€])\s?({NUMBER})()\s?[–-]\s?({NUMBER})(?:([- ]?)({_SCALE}|{_LETTER_SCALE})\b)?(?![\d,]*\d)",
            _money_range,
        ),
        (rf"({_SIGN})\.?\s?({NUMBER})(?:([- ]?)({_SCALE}|{_LETTER_SCALE})\b)?(-(?=[a-z]))?", _money),
    )


def measures() -> tuple[Rule, ...]:
    """Return the rules for figures with a unit."""
    unit = rf"(?:{'|'.join(f'({pattern})' for pattern in _UNITS)})(?!\w|\.[A-Za-z]\b)(?:(?<=\w)\.)?"
    return (
        (r"(?<=\d) ?(?:ft|feet)\.? (\d{1,2}(?: ?\d/\d)?) ?ins?\b\.?(?!\w)", r" feet \1 inches"),
        (
            r"\b(dollars?|euros?|pounds?|cents)\s?/\s?(?=[a-z])|(?<=\w)/(?=(?:day|night|hour|month|year|person)\b)",
            lambda m: f"{m[1] or ''} per ",
        ),
        (rf"(?<![\w.,])(?<!\d/)({NUMBER}|(?:\d+ )?\d+/\d+)(\+?)( ?-?)(?=[^\W\d]|[°%¢]){unit}", _measure),
        (rf"\bper {unit}", lambda m: f"per {_unit(m.groups())[0]}"),
    )


def _feet(match: re.Match[str]) -> str:
    opened = re.search(r"(?<!\w)'(?=\w)(?!\d\ds?\b)", before(match))
    return match[0] if opened else " ft."


def _inches(match: re.Match[str]) -> str:
    """A quotation that is open ends here; else these are inches. A mark after a figure opens none."""
    opened = False
    for mark in re.finditer(r'(\d?)"', before(match)):
        opened = not opened and not mark[1]
    return match[0] if opened else " in. "


def _money_range(match: re.Match[str]) -> str:
    sign, low, low_scale, high, _, scale = match.groups()
    currency = _MONEY[sign]
    if any(re.search(r"\.\d\d$", amount) for amount in (low, high)) and not scale:
        return f"{_sum(low, currency)} to {_sum(high, currency)}"
    said = _amount(low)
    if low_scale and low_scale != scale:
        said += f" {_scale(low_scale)}"
    said += f" to {_amount(high)}"
    if scale:
        said += f" {_scale(scale)}"
    return f"{said} {currency.called(_describes(match))}"


def _money(match: re.Match[str]) -> str:
    sign, amount, joint, scale, hyphen = match.groups()
    currency = _MONEY[sign]
    amount = amount.replace(",", "")
    if scale:
        single = (
            bool(hyphen)
            or _describes(match)
            or (joint == "-" and bool(noun_follows(match) or re.match(r" [A-Z]", after(match))))
        )
        said = f"{decimal(amount)} {_scale(scale)} {currency.called(single)}"
    elif re.search(r"\.\d\d$", amount):
        said = _with_cents(amount, currency, single=_describes(match))
    else:
        single = bool(hyphen) or amount == "1" or _describes(match)
        said = f"{decimal(amount)} {currency.called(single)}"
    return f"{said} " if hyphen else said


def _multitude(match: re.Match[str]) -> str:
    return f"{match[1]} {_scale(match[2])} {'plus ' if match[3] else ''}"


def _half_cents(match: re.Match[str]) -> str:
    """Return "$612.37 1/2", as it was reckoned of old."""
    sign, whole, small = match.groups()
    currency = _MONEY[sign]
    return f"{_sum(whole, currency)} and {cardinal(int(small))} and a half {currency.cents}"


def _shillings(match: re.Match[str]) -> str:
    """Return "£3 10s. 6d." as pounds, shillings and pence."""
    pounds, shillings, pence = match.groups()
    said = f"{_sum(pounds, _MONEY['£'])}, " if pounds else ""
    said += f"{cardinal(int(shillings))} shilling{'' if shillings == '1' else 's'}"
    if not int(pence):
        return said
    said += " and "
    return f"{said}{cardinal(int(pence))} {'penny' if pence == '1' else 'pence'}"


def _pence(match: re.Match[str]) -> str:
    amount = match[1]
    if amount == "1/2":
        return "halfpenny"
    return f"{amount} {'penny' if amount == '1' else 'pence'}"


def _cents(match: re.Match[str]) -> str:
    """Return "90c" as cents where money stands near; else it may be a century or a door."""
    paid = re.search(r"[$£€¢]|cents", before(match)) or re.match(_PAID, after(match))
    return f"{match[1]} {'cent' if match[1] == '1' else 'cents'}" if paid else match[0]


def _scale(written: str) -> str:
    return _SCALES.get(written.lower(), written.lower())


def _sum(amount: str, currency: _Currency) -> str:
    amount = amount.replace(",", "")
    if re.search(r"\.\d\d$", amount):
        return _with_cents(amount, currency)
    return f"{decimal(amount)} {currency.called(amount == '1')}"


def _describes(match: re.Match[str]) -> bool:
    """Return whether the amount describes what comes next: "a $5 ticket", "the 16 m obelisk"."""
    return bool(re.search(_ARTICLE, before(match))) and noun_follows(match)


def _with_cents(amount: str, currency: _Currency, *, single: bool = False) -> str:
    whole, _, small = amount.partition(".")
    said = f"{decimal(whole)} {currency.called(single or whole == '1')}"
    if small == "00":
        return said
    coin = currency.cent if single or small == "01" else currency.cents
    cents = f"{cardinal(int(small))} {coin}"
    return f"{said} and {cents}" if whole.strip("0") else cents


def noun_follows(match: re.Match[str]) -> bool:
    """Return whether a word comes next that an amount may describe."""
    little = (
        "in|to|for|and|or|but|from|at|on|per|an?|as|by|of|is|was|were|are|the|with|each|more|less|away|apart|above|below|"
        "beyond|before|after|into|onto|up|down|off|over|under|so|if|when|that|which|who|it|we|you|they|he|she|only|"
        "north|south|east|west|further|farther|further|later|ago|every|than|until|across|along|inside|outside|past|"
        "has|had|have|will|can|may|must|out|wide|high|long|tall|deep|thick|round|square|cubic|million|billion"
    )
    return bool(re.match(rf"\s+(?!(?:{little})\b)(?:[a-z]|[A-Z]{{2}})", after(match)))


def _amount(written: str) -> str:
    return decimal(written.replace(",", ""))


def _measure(match: re.Match[str]) -> str:
    number, plus, joint, *units = match.groups()
    one, many = _unit(units)
    if plus:
        return f"{number} plus {many}"
    if "-" in joint:
        return f"{number}-{one}"
    if re.search(_ARTICLE, before(match)) and (noun_follows(match) or _SHAPED.match(after(match))):
        return f"{number} {one}"
    if _PART.fullmatch(number) and not noun_follows(match):
        article = "an" if one[0] in "aeio" or one.startswith("hour") else "a"
        return f"{number} of {article} {one}"
    single = number == "1" or re.fullmatch(r"\d+/\d+", number)
    return f"{number} {one if single else many}"


def _unit(found: Sequence[str | None]) -> list[str]:
    """Return what one and what several are called of the unit whose pattern matched."""
    return next(said for said, pattern in zip(_ONE_AND_MANY, found, strict=True) if pattern)
