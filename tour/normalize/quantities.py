"""Amounts: units of measure, and the things that people count. Money has a module of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

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
_SCALES = {
    "k": "thousand",
    "m": "million",
    "mn": "million",
    "b": "billion",
    "bn": "billion",
    "mil": "million",
    "bil": "billion",
}
SCALE = "thousand|million|billion|trillion|lakh|crore|mil|bil"
"""Pattern of a scale that is written as a word, or half of one."""
LETTER_SCALE = "[KkMmBb]n?"
"""Pattern of one that is written as a letter or two."""
_WARMTH = (
    r"(?i:\b(?:temps?\.?|temperatures?|highs?|lows?|reach|reaches|heated to|cooled to|around|below|above|at)"
    r"(?: of| is| was)?)"
)
"""What stands before degrees that have no sign."""
_MULTITUDES = (
    "visitors|people|litres|liters|years|tonnes|tons|pounds|dollars|euros|bricks|tourists|passengers|residents|"
    "inhabitants|gallons|copies|cubic|square|bottles|acres|books|objects|items|specimens|pilgrims"
)
"""What comes in millions: "1.2m litres"."""
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


def shorthand() -> tuple[Rule, ...]:
    """Return the rules for units and multitudes that are written in short; each needs a letter."""
    return (
        (r"(?<=\d0s) ?°? ?([FC])(?!\w)", lambda m: " Fahrenheit" if m[1] == "F" else " Celsius"),
        (r"(?<![\w.,])(\d*(?:[02-9]|1[123]))st\b\.?(?! [A-Z])", r"\1 stone"),
        (r"(?<=\d) st (?=\d{1,2} ?lbs?\b)", " stone "),
        (r"(?<=\d) ?(?:mls)\b", " miles"),
        (r"(?<=\d) ?degs?\b\.?(?: ?([FC])\b)?", lambda m: f"°{m[1] or ''}"),
        (rf"({_WARMTH} )(-?\d{{1,3}}(?:[–-]\d{{1,3}})?) ?([FC])\b", r"\1\2°\3"),
        (r"(?<![\w.,])(\d{2,3}) ?([FC])(?= (?:oven|heat|weather|water|day|days)\b)", r"\1°\2"),
        (r"\b([Pp]op(?:\.|ulation)?:? )(\d[\d.,]*)m\b", r"\1\2 million"),
        (rf"(?<![\w.,$£€])({NUMBER})([MBk])(\+?) (?=[a-z]+(?:s|people)\b)", _multitude),
        (rf"(?<![\w.,$£€])({NUMBER})m (?={_MULTITUDES}\b)", r"\1 million "),
        (rf"(?<![\w.,$£€])({NUMBER}) ?bn\b", r"\1 billion"),
    )


def measures() -> tuple[Rule, ...]:
    """Return the rules for figures with a unit."""
    unit = rf"(?:{'|'.join(f'({pattern})' for pattern in _UNITS)})(?!\w|\.[A-Za-z]\b)(?:(?<=\w)\.)?"
    return (
        (r"(?<=\d) ?(?:ft|feet)\.? (\d{1,2}(?: ?\d/\d)?) ?ins?\b\.?(?!\w)", _feet_and_inches),
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


def _feet_and_inches(match: re.Match[str]) -> str:
    feet = "foot" if re.search(r"(?<![\d.,/])1$", before(match)) else "feet"
    return f" {feet} {match[1]} {'inch' if match[1] == '1' else 'inches'}"


def _inches(match: re.Match[str]) -> str:
    """A quotation that is open ends here; else these are inches. A mark after a figure opens none."""
    opened = False
    for mark in re.finditer(r'(\d?)"', before(match)):
        opened = not opened and not mark[1]
    return match[0] if opened else " in. "


def _multitude(match: re.Match[str]) -> str:
    return f"{match[1]} {scaled(match[2])} {'plus ' if match[3] else ''}"


def scaled(written: str) -> str:
    """Return the word for a scale: "million" for "m", "mn" and "mil"."""
    return _SCALES.get(written.lower(), written.lower())


def describes(match: re.Match[str]) -> bool:
    """Return whether the amount describes what comes next: "a $5 ticket", "the 16 m obelisk"."""
    return bool(re.search(_ARTICLE, before(match))) and noun_follows(match)


def noun_follows(match: re.Match[str]) -> bool:
    """Return whether a word comes next that an amount may describe."""
    little = (
        "in|to|for|and|or|but|from|at|on|per|an?|as|by|of|is|was|were|are|the|with|each|more|less|away|apart|above|below|"
        "beyond|before|after|into|onto|up|down|off|over|under|so|if|when|that|which|who|it|we|you|they|he|she|only|"
        "north|south|east|west|further|farther|further|later|ago|every|than|until|across|along|inside|outside|past|"
        "has|had|have|will|can|may|must|out|wide|high|long|tall|deep|thick|round|square|cubic|million|billion"
    )
    return bool(re.match(rf"\s+(?!(?:{little})\b)(?:[a-z]|[A-Z]{{2}})", after(match)))


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
