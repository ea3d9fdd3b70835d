"""What is written → what is said: addresses, abbreviations, years, numbers, money, times, letters.

English goes through the tables below, in the order of `_rules`; each rule leaves words behind, so that a later rule,
or a second run, finds nothing more to do there. Numbers are said the American way, without "and".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache

_Say = str | Callable[[re.Match[str]], str]

_PASSES = 8
"""More than any text needs: the second pass nearly always changes nothing."""


def normalize(text: str, language: str = "en") -> str:
    """Return one sentence as a voice should say it: words and simple punctuation, without digits.

    *language* is BCP 47. Other languages than English get tidy quotes and spaces, and plain whole numbers in words
    where num2words knows the language. Running it again changes nothing. A character that it does not know, such as
    an emoji, is kept, so that the engine can name it as unsayable.
    """
    run = _english if re.split(r"[-_]", language)[0].lower() == "en" else _other(language)
    for _ in range(_PASSES):
        before, text = text, run(text)
        if text == before:
            break
    return text


def _english(text: str) -> str:
    text = _characters(text)
    # An abbreviation takes its period with it. The last one in a sentence has to leave a period behind.
    text = re.sub(r"(?<=\w)\.(?=[\"')\]}\s]*$)", "..", text)
    figures = any(map(str.isdigit, text))
    for needs_figures, pattern, say in _rules():
        if figures or not needs_figures:
            text = pattern.sub(say, text)
    return _punctuation(text)


def _other(language: str) -> Callable[[str], str]:
    def number(match: re.Match[str]) -> str:
        from num2words import num2words

        try:
            return str(num2words(int(match[0]), lang=language.replace("-", "_")))
        except (NotImplementedError, OverflowError):
            return match[0]

    if language.lower().startswith("am"):
        return lambda text: " ".join(_quotes(text).split())  # num2words 0.5.14 hangs on large numbers in Amharic
    return lambda text: " ".join(re.sub(r"(?<![\w.,])\d{1,9}(?![\w.,:/-]*\d)(?!\w)", number, _quotes(text)).split())


@cache
def _rules() -> tuple[tuple[bool, re.Pattern[str], _Say], ...]:
    """Return (needs figures, pattern, what to say) in order. Compiled on first use: importing stays cheap."""
    tables: tuple[tuple[bool, tuple[tuple[str, _Say], ...]], ...] = (
        (False, _web()),
        (False, _shorthand()),
        (False, _streets()),
        (True, _figures()),
        (False, _letters()),
        (False, _SIGNS),
    )
    return tuple((figures, re.compile(pattern), say) for figures, table in tables for pattern, say in table)


def _table(text: str) -> dict[str, str]:
    """Return the "written=said" pairs that *text* lists between semicolons."""
    pairs = (entry.strip().rpartition("=") for entry in text.split(";"))
    return {written: said for written, _, said in pairs}


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Characters


_SAME = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛ʼ´", "'"),
        **dict.fromkeys("“”„‟«»", '"'),
        **dict.fromkeys("‐‑", "-"),
        **dict.fromkeys("\N{MINUS SIGN}\N{FULLWIDTH HYPHEN-MINUS}", "-"),
        **dict.fromkeys("―⸺", "—"),
        **dict.fromkeys("‒", "–"),
        "⁄": "/",
        "№": "No. ",
    }
)


def _quotes(text: str) -> str:
    """Return *text* in composed form with straight quotes, plain spaces and nothing invisible."""
    text = unicodedata.normalize("NFC", text).translate(_SAME)
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        " " if c.isspace() or unicodedata.category(c) in ("Cc", "Zs", "Zl", "Zp") else c
        for c in text
        if unicodedata.category(c) != "Cf"
    )


def _characters(text: str) -> str:
    text = re.sub(r"\b(m|ft|km|mi|cm)([²³])", lambda m: ("sq. " if m[2] == "²" else "cu. ") + m[1], text)
    text = re.sub(r"(?<=\d)\s?′", " ft. ", re.sub(r"(?<=\d)\s?″", " in. ", text))
    text = _quotes(text)
    if not text.isascii():
        text = "".join(_figure(c) for c in text)
    text = " ".join(text.split())
    return re.sub(r"\.(?:\s?\.){2,}", "…", text)


def _figure(character: str) -> str:
    """Return a figure of any script or shape as ASCII: "٣" as "3", "½" as " 1/2", "Ⅳ" as "IV"."""
    if unicodedata.category(character) not in ("Nd", "Nl", "No"):
        return character
    if unicodedata.category(character) == "Nd":
        return str(unicodedata.decimal(character))
    plain = unicodedata.normalize("NFKC", character).replace("⁄", "/")
    if "/" in plain:
        return f" {plain}" if plain[-1] != "/" else plain
    if plain.isascii():
        return plain
    value = unicodedata.numeric(character, -1.0)
    return f" {int(value)} " if value >= 0 and value == int(value) else " "


def _punctuation(text: str) -> str:
    """Return *text* with each mark once and in its place, hyphens only inside words, and single spaces."""
    text = re.sub(r"(?<!\w)-+|-+(?!\w)", " ", text)
    text = re.sub(r"(?<![\w.,?!…])'(?!\w)", " ", text)
    text = re.sub(r'"\s*"', " ", text)
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"\s+(?=[,.;:?!…])", "", text)
    text = re.sub(r"(?<=[a-z])\.(?=[a-z])", " dot ", text)
    text = re.sub(r"(?<=[^\W\d_])([,.;:?!…])(?=\w)", r"\1 ", text)
    text = re.sub(r"[,.;:?!…](?:\s?[,.;:?!…])+", _strongest, text)
    text = re.sub(r"^[\s,.;:?!…]+(?=.*\w)", "", text)
    text = re.sub(r'(?<=^")[\s,;:]+|(?<=\s")[\s,;:]+(?=\w)', "", text)
    text = re.sub(r'[\s,;:]+("?)$', r"\1", text)
    return text.strip()


def _strongest(match: re.Match[str]) -> str:
    return next(mark for mark in "?!….:;," if mark in match[0])


# Addresses on the web, telephones


_TOP = "com|org|net|edu|gov|io|info|museum|tv|fm"


def _web() -> tuple[tuple[str, _Say], ...]:
    return (
        (r"(?i)\bhttps?://[^\s<>\"]+|\bwww\.[^\s<>\"]+|\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+", _address),
        (rf"(?i)(?<![\w@.])[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:{_TOP})(?:\.[a-z]{{2}})?\b(?:/[^\s<>\"]*)?", _address),
        (
            r"(?<![\w.,$-])(?:\+?(1)[ .-])?(?:\((\d{3})\) ?|(\d{3})[ .-])(\d{3})[-. ](\d{4})(?![\w-])",
            lambda m: ", ".join(_digits(part) for part in m.groups() if part),
        ),
        (
            r"(?<![\w.,$/–-])(\d{3})-(\d{4})(?![\w,–-])(?! (?:[a-z]+s|people|feet|percent)\b)(?! [A-Z])",
            lambda m: f"{_digits(m[1])}, {_digits(m[2])}",
        ),
    )


def _address(match: re.Match[str]) -> str:
    found = match[0].rstrip(".,;:!?)'\"]}/")
    rest = match[0][len(found) :].lstrip("/")
    plain = re.sub(r"(?i)^(?:https?://)?(?:www\.)?", "", found)
    named = {".": " dot ", "/": " slash ", "@": " at ", "-": " dash ", "_": " underscore ", "+": " plus "}
    plain = re.sub(r"\.edu\b", ".E D U", plain)
    plain = re.sub(r"\d", lambda m: f" {_digits(m[0])} ", plain)
    return " ".join("".join(c if c.isalpha() or c == " " else named.get(c, " ") for c in plain).split()) + rest


# Shorthand: titles, companies, Latin, months, signs that belong to a number


_ANYWHERE = _table(
    """
    Mr.=Mister; Mrs.=Missus; Ms.=Miz; Messrs.=Messers; Prof.=Professor; Jr.=Junior; Sr.=Senior; Esq.=Esquire;
    Ph.D.=P H D; Msgr.=Monsignor; Co.=Company; Inc.=Incorporated; Corp.=Corporation; Ltd.=Limited; Bros.=Brothers;
    Cos.=Companies; Assn.=Association; Assoc.=Association; Dept.=Department; Bldg.=Building; Hts.=Heights;
    Natl.=National; Intl.=International; Univ.=University; Mfg.=Manufacturing; etc.=et cetera; vs.=versus;
    v.=versus; approx.=approximately; e.g.=for example; i.e.=that is; cf.=compare; a.k.a.=also known as;
    misc.=miscellaneous; incl.=including; orig.=originally; Blvd.=Boulevard; Blvds.=Boulevards; Aves.=Avenues;
    Pkwy.=Parkway; Hwy.=Highway; Fwy.=Freeway; Expy.=Expressway; Apt.=Apartment; et al.=and others; Jan.=January;
    Feb.=February; Aug.=August; Sept.=September; Sep.=September; Oct.=October; Nov.=November; Dec.=December;
    Tues.=Tuesday; Thurs.=Thursday; Mon.=Monday; Tue.=Tuesday; Wed.=Wednesday; Thu.=Thursday; Fri.=Friday
    """
)
_BEFORE_A_NAME = _table(
    """
    Gen.=General; Col.=Colonel; Capt.=Captain; Lt.=Lieutenant; Sgt.=Sergeant; Maj.=Major; Adm.=Admiral;
    Cmdr.=Commander; Gov.=Governor; Sen.=Senator; Rep.=Representative; Rev.=Reverend; Hon.=Honorable;
    Pres.=President; Supt.=Superintendent; Fr.=Father; Mt.=Mount; Ft.=Fort; Pt.=Point; Mt=Mount; Mr=Mister;
    Mrs=Missus; Ms=Miz; Prof=Professor; Ste.=Sainte
    """
)
_BEFORE_A_FIGURE = _table(
    """
    No.=Number; Nos.=Numbers; no.=number; nos.=numbers; p.=page; pp.=pages; Fig.=Figure; fig.=figure; Vol.=Volume;
    vol.=volume; Ch.=Chapter; ch.=chapter; C.=Around; c.=around; ca.=around; circa=around; est.=established;
    Est.=Established; Ste.=Suite; Rte.=Route; Mar.=March; Apr.=April; Jun.=June; Jul.=July; b.=born; d.=died;
    Sat.=Saturday; Sun.=Sunday; Jan=January; Feb=February; Mar=March; Apr=April; Jun=June; Jul=July; Aug=August;
    Sept=September; Sep=September; Oct=October; Nov=November; Dec=December
    """
)
_BEFORE_A_NUMERAL = {"Vol": "Volume", "Ch": "Chapter", "Fig": "Figure", "Mk": "Mark"}
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_MONTHS = _MONTH.split("|")
_STATES = _table(
    """
    AL=Alabama; AK=Alaska; AZ=Arizona; AR=Arkansas; CA=California; CO=Colorado; CT=Connecticut; DE=Delaware;
    FL=Florida; GA=Georgia; HI=Hawaii; ID=Idaho; IL=Illinois; IN=Indiana; IA=Iowa; KS=Kansas; KY=Kentucky;
    LA=Louisiana; ME=Maine; MD=Maryland; MA=Massachusetts; MI=Michigan; MN=Minnesota; MS=Mississippi; MO=Missouri;
    MT=Montana; NE=Nebraska; NV=Nevada; NH=New Hampshire; NJ=New Jersey; NM=New Mexico; NY=New York;
    NC=North Carolina; ND=North Dakota; OH=Ohio; OK=Oklahoma; OR=Oregon; PA=Pennsylvania; RI=Rhode Island;
    SC=South Carolina; SD=South Dakota; TN=Tennessee; TX=Texas; UT=Utah; VT=Vermont; VA=Virginia; WA=Washington;
    WV=West Virginia; WI=Wisconsin; WY=Wyoming
    """
)
_ALSO_WORDS = _words("HI IN LA ME OH OK OR MA PA ID CO DE AL")


def _shorthand() -> tuple[tuple[str, _Say], ...]:
    months = {k: v for k, v in _BEFORE_A_FIGURE.items() if v in _MONTHS}
    states = "|".join(_STATES)
    surely_states = "|".join(s for s in _STATES if s not in _ALSO_WORDS)
    return (
        (r"\s*&\s*", " and "),
        (r"(?i)(?<=\d)\s?([ap])\.?\s?m\b\.?", lambda m: f" {m[1].upper()} M"),
        (_any_of(_ANYWHERE), lambda m: _ANYWHERE[m[0]]),
        (r"\b(Jr|Sr)\b", lambda m: _ANYWHERE[m[0] + "."]),
        (r"(?<=[a-z] )Co\b(?![.-])", "Company"),
        (_any_of(_BEFORE_A_NAME) + r"\s?(?=[A-Z])", lambda m: _BEFORE_A_NAME[m[0].strip()] + " "),
        (_any_of(_BEFORE_A_FIGURE) + r"\s?(?=\d)", lambda m: _BEFORE_A_FIGURE[m[0].strip()] + " "),
        (
            r"\b((?i:in|late|early|mid|since|by|until) )(Jan|Feb|Sept?|Oct|Nov|Dec)\b(?!\.\w)\.?",
            lambda m: m[1] + months[m[2]],
        ),
        (r"(?<=\d\s)" + _any_of(months) + r"(?!\w)", lambda m: months[m[0]]),
        (r"\b(Vol|Ch|Fig|Mk)\.? (?=[IVXL]+\b|\d)", lambda m: f"{_BEFORE_A_NUMERAL[m[1]]} "),
        (r"\b(Sat|Sun)\.(?=\s?(?:[-–,&]|and\b|to\b|through\b))", lambda m: _BEFORE_A_FIGURE[m[0]]),
        (r"(?<=and )Sun\.", "Sunday"),
        (r"\b[Nn]o\.(?=\s+of\b)", lambda m: "Number" if m[0][0] == "N" else "number"),
        (rf"\b({states})\s+(\d{{5}})(?:-(\d{{4}}))?\b", _postcode),
        (rf"(?<=[a-z], )({surely_states})(?=\s*(?:[,.;:?!)\"]|$))", lambda m: _STATES[m[1]]),
        (r"#(?=\d)", "number "),
        (r"#(?=[A-Za-z])", "hashtag "),
        (r"(?i)\band/or\b", "and or"),
        (r"\b([Ww])/o\b\.?", lambda m: "Without" if m[1] == "W" else "without"),
        (r"\b([Ww])/\s?", lambda m: "With " if m[1] == "W" else "with "),
        (r"±\s?", " plus or minus "),
        (r"(?<!\w)[~≈]\s?(?=[\d$£€])", "about "),
        (r"[<]\s?(?=[\d$£€])", " less than "),
        (r"[>]\s?(?=[\d$£€])", " more than "),
        (r"≤\s?", " at most "),
        (r"≥\s?", " at least "),
        (r"§§?\s?", " section "),
        (r"©\s?", " copyright "),
    )


def _postcode(match: re.Match[str]) -> str:
    parts = [_digits(part) for part in match.groups()[1:] if part]
    return f"{_STATES[match[1]]} {', '.join(parts)}"


def _any_of(table: dict[str, str]) -> str:
    return r"(?<![\w.'-])(?:" + "|".join(sorted(map(re.escape, table), key=len, reverse=True)) + r")(?<!\w(?=\w))"


# Streets


_STREET = _table(
    """
    Blvd=Boulevard; Ave=Avenue; Av=Avenue; Rd=Road; Ln=Lane; Pl=Place; Ct=Court; Pkwy=Parkway; Hwy=Highway;
    Fwy=Freeway; Sq=Square; Ter=Terrace; Terr=Terrace; Cir=Circle; Plz=Plaza; Aly=Alley; Trl=Trail; Cres=Crescent;
    Expy=Expressway; Rds=Roads; Sts=Streets; Drs=Drives
    """
)
_WAYS = "|".join(sorted({*_STREET.values(), "Street", "Drive", "Way", "Walk", "Row", "Mews", "Streets", "Avenues"}))
_BARE = (
    "Wilshire|Fairfax|La Brea|La Cienega|Sunset|Hollywood|Melrose|Olympic|Pico|Venice|Vine|Western|Vermont|Figueroa|"
    "San Vicente|Ogden|Curson|Hauser|Spaulding|Ridgeley|Burnside|Dunsmuir|Cochran|Cloverdale|Crescent Heights|Broadway"
)
"""Streets so well known that people leave the word Boulevard or Avenue away."""
_ORDINAL = r"\d+(?:st|nd|rd|th)"
_NAME = rf"(?:[A-Z][\w'-]*|{_ORDINAL})"
_DIRECTIONS = {"N": "North", "S": "South", "E": "East", "W": "West"}
_CORNERS = {"NW": "northwest", "NE": "northeast", "SW": "southwest", "SE": "southeast"}
_SAINTS = _words(
    """
    Agnes Albans Ambrose Andrew Andrews Ann Anne Anthony Augustine Barnabas Barts Basil Benedict Bernard Brendan
    Brigid Catherine Cecilia Charles Christopher Clair Clare Cloud Croix David Denis Dominic Edward Elizabeth Elmo
    Francis George Gregory Helena Helens Ignatius Ives James Jerome Joan John Johns Joseph Jude Kitts Laurent
    Lawrence Louis Lucia Luke Margaret Mark Martin Mary Matthew Michael Monica Moritz Nicholas Nick Pancras
    Patrick Paul Paul's Peter Petersburg Regis Rita Rose Sebastian Simon Stephen Teresa Therese Thomas Timothy
    Tropez Ursula Valentine Vibiana Victor Vincent
    """
)
_LITTLE = _words(
    """
    a after all and as at before behind below beside but by for from here if in inside into is like near now of
    off on or outside over past so that the then this to under until when where while with
    """
)


def _streets() -> tuple[tuple[str, _Say], ...]:
    plain = "|".join(sorted(_STREET, key=len, reverse=True))
    end = r"(?=[\s,;:?!.)\"'–—-]|$)"
    return (
        (rf"(?<=\w )(Blvd|Ave|Pkwy|Hwy)\b\.?(?! Maria){end}", lambda m: _STREET[m[1]]),
        (rf"(\b{_NAME}\.? )({plain})\b\.?(?! Maria){end}", lambda m: m[1] + _STREET[m[2]]),
        (rf"\bSt\b\.?{end}", _saint_or_street),
        (rf"\bDr\b\.?{end}", _doctor_or_drive),
        (r"\bSts\.", "Streets"),
        (rf"\b([NSEW])\b\.?\s?(?=(?:{_NAME} ){{1,4}}(?:{_WAYS})\b)", _direction),
        (rf"\b([NSEW])\.\s?(?=(?:{_BARE})\b|{_ORDINAL})", lambda m: _DIRECTIONS[m[1]] + " "),
        (r"(?<=\d )([NSEW])\b\.?\s(?=[A-Z])", lambda m: _DIRECTIONS[m[1]] + " "),
        (
            r"\b((?i:on|along|down|up|cross|onto|off|corner of)\s)([NSEW])\.\s?(?=[A-Z][a-z]+\b(?! [A-Z]))",
            lambda m: m[1] + _DIRECTIONS[m[2]] + " ",
        ),
        (rf"\b({_WAYS})\s([NSEW])\.", lambda m: f"{m[1]} {_DIRECTIONS[m[2]]}"),
        (
            rf"\b({'|'.join(_CORNERS)})\b(?=\s(\w))",
            lambda m: _CORNERS[m[1]] if m[2].islower() else _CORNERS[m[1]].capitalize(),
        ),
    )


def _direction(match: re.Match[str]) -> str:
    dotted = "." in match[0]
    numbered = re.search(r"\d\s$", match.string[: match.start()])
    initial = re.search(r"\b[A-Z]\.?\s?$", match.string[: match.start()])
    if (dotted or numbered) and not initial:
        return _DIRECTIONS[match[1]] + " "
    return match[0]


def _around(match: re.Match[str]) -> tuple[str, str]:
    """Return the word before and the word after."""
    before = re.search(r"([\w'.-]+)\s*$", match.string[: match.start()])
    after = re.match(r"\s*([\w'-]+)", match.string[match.end() :])
    return before[1] if before else "", after[1] if after else ""


def _named(before: str) -> bool:
    """Return whether the word before can be a street's name."""
    return bool(re.fullmatch(rf"{_NAME}\.?", before)) and before.lower() not in _LITTLE


def _numbered(match: re.Match[str]) -> bool:
    return bool(
        re.search(
            rf"\d\S*\s+(?:[NSEW]\.?\s+|North |South |East |West )?(?:{_NAME} ){{1,3}}$", match.string[: match.start()]
        )
    )


def _saint_or_street(match: re.Match[str]) -> str:
    before, after = _around(match)
    if re.fullmatch(_ORDINAL, before) or _numbered(match):
        return "Street"
    if not after[:1].isupper():
        return "Street"
    return "Street" if _named(before) and after not in _SAINTS else "Saint"


def _doctor_or_drive(match: re.Match[str]) -> str:
    before, after = _around(match)
    if re.fullmatch(_ORDINAL, before) or _numbered(match):
        return "Drive"
    if not after[:1].isupper():
        return "Drive" if _named(before) else "Doctor"
    first = not re.search(r"\S\s+\S+\s*$", match.string[: match.start()])
    titled = before in ("Reverend", "Mister", "Missus", "Professor", "Honorable", "General")
    return "Drive" if _named(before) and not first and not titled else "Doctor"


# Figures


_N = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_COUNTED = _words(
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
_COUNT = rf"(?:-| )(?:(?:{_BETWEEN}) )*(?:{'|'.join(sorted(_COUNTED))})\b"
_UNITS = _table(
    r"""
    sq\.? ?(?:ft|feet)=square foot,square feet; sq\.? ?mi=square mile,square miles;
    sq\.? ?km=square kilometer,square kilometers; sq\.? ?cm=square centimeter,square centimeters;
    sq\.? ?m=square meter,square meters; sq\.? ?yds?=square yard,square yards; cu\.? ?ft=cubic foot,cubic feet;
    cu\.? ?m=cubic meter,cubic meters; cu\.? ?yds?=cubic yard,cubic yards;
    km/h|kph|kmh=kilometer per hour,kilometers per hour; mph|mi/h=mile per hour,miles per hour;
    m/s=meter per second,meters per second; ft/s=foot per second,feet per second; ft=foot,feet;
    in(?=\.)=inch,inches; yds?=yard,yards; mi=mile,miles; km=kilometer,kilometers; cm=centimeter,centimeters;
    mm=millimeter,millimeters; m=meter,meters; kg=kilogram,kilograms; lbs?=pound,pounds; oz=ounce,ounces;
    gal=gallon,gallons; hp=horsepower,horsepower; hrs?=hour,hours; mins?=minute,minutes;
    secs?|(?<= )s=second,seconds; yrs?=year,years; Hz=hertz,hertz; kHz=kilohertz,kilohertz;
    MHz=megahertz,megahertz; kW=kilowatt,kilowatts; MW=megawatt,megawatts; [kK]B=kilobyte,kilobytes;
    MB=megabyte,megabytes; GB=gigabyte,gigabytes; °\s?F=degree Fahrenheit,degrees Fahrenheit;
    °\s?C=degree Celsius,degrees Celsius; °=degree,degrees; %=percent,percent; ¢=cent,cents
    """
)
_MONEY = {"$": ("dollar", "dollars", "cent", "cents"), "£": ("pound", "pounds", "penny", "pence")}
_MONEY["€"] = ("euro", "euros", "cent", "cents")
_SCALES = {"k": "thousand", "m": "million", "mn": "million", "b": "billion", "bn": "billion"}
_PARTS = {2: "half", 3: "third", 4: "quarter"}
_DIVISORS = frozenset({5, 6, 7, 8, 9, 10, 12, 16, 20, 32, 64, 100, 1000})
_DESIGNATED = (
    "Numbers?|numbers?|Route|route|Highway|Interstate|I|Room|room|Suite|Flight|[Bb]us|[Bb]uses|[Ll]ines?|Channel|"
    "Apartment|Gate|Rapid|[Mm]onuments?"
)
_IN_A_YEAR = rf"(?:(?i:in|since|until|till|during|year|spring|summer|autumn|fall|winter|early|late)|{_MONTH})\s+$"
_NOT_AT_A_DOOR = r"(?i:by|in|since|until|till|after|before|around|about|of|during|early|late|mid|from|between)\s+$"


def _figures() -> tuple[tuple[str, _Say], ...]:
    house = r"(\d{1,5})(?:\s?[-–]\s?(\d{1,5}))?( ?1/2)?"
    compass = "(?:(?:North|South|East|West|Northwest|Northeast|Southwest|Southeast) )?"
    street = rf"{compass}(?:(?:{_NAME} ){{1,4}}?(?:{_WAYS})\b|(?:{_BARE})\b)"
    day = r"(0?[1-9]|[12]\d|3[01])"
    return (
        (r"(?<=\d)'\s?(\d{1,2}(?: ?\d/\d)?)(?:\"|'')", r" ft. \1 in. "),
        (r"(?<=\d)'(?=[\s,.;:)?!x×-]|$)", _feet),
        (r"(?<=\d)\"", _inches),
        (rf"(?<![\w.,])({_N}) ?[x×] ?(?={_N})", r"\1 by "),
        (rf"(?<![\w.,])({_N})[x×](?!\w)", r"\1 times"),
        (r"\bUS(?=[$])", ""),
        (
            rf"([$£€])\s?({_N})\s?[–-]\s?[$£€]?({_N})(?:[- ](thousand|million|billion|trillion)\b)?(?![\d,]*\d)",
            _money_range,
        ),
        (rf"([$£€])\s?({_N})(?:([- ]?)(thousand|million|billion|trillion|[KkMmBb]n?)\b)?(-(?=[a-z]))?", _money),
        (r"\b(dollars?|euros?|pounds?|cents)\s?/\s?(?=[a-z])|(?<=\w)/(?=(?:day|night|hour|month|year|person)\b)", _per),
        (
            rf"(?<![\w.,/])({_N}|(?:\d+ )?\d+/\d+)( ?-?)(?:{'|'.join(f'({u})' for u in _UNITS)})(?!\w)(?:(?<=\w)\.)?",
            _unit,
        ),
        (rf"\bper (?:{'|'.join(f'({u})' for u in _UNITS)})(?!\w)(?:(?<=\w)\.)?", _per_unit),
        (r"\b9/11\b", "nine eleven"),
        (r"\b24/7\b", "twenty-four seven"),
        (r"\b50[/-]50\b", "fifty-fifty"),
        (r"\b911\b(?! [a-z]+s\b)", "nine one one"),
        (r"\bWW(?:2|II)\b", "World War Two"),
        (r"\b(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])\b", lambda m: _month_day(int(m[2]), m[3], m[1])),
        (r"(?<![\d/])(0?[1-9]|1[0-2])/(0?[1-9]|[12]\d|3[01])/(\d{4})\b", lambda m: _month_day(int(m[1]), m[2], m[3])),
        (
            rf"(?<![\w.,:/-])((?i:the )?){day}(?:st|nd|rd|th)?(?:\s?[–-]\s?{day}(?:st|nd|rd|th)?)?(?: of)? ({_MONTH})\b"
            rf"(?! Comp| Co\b)(?:,? ([12]\d{{3}})(?![\d,]|{_COUNT}))?",
            _day_month,
        ),
        (
            rf"\b({_MONTH}) {day}(?:st|nd|rd|th)?(?:\s?[–-]\s?{day}(?:st|nd|rd|th)?)?(?![\d:/%]|,\d|\.\d)"
            rf"(?:(,?) ([12]\d{{3}})(?![\d,]|{_COUNT}))?",
            lambda m: _month_day(
                _MONTHS.index(m[1]) + 1, m[2], m[5] or "", m[3] or "", m[4] if m[4] is not None else ","
            ),
        ),
        (r"(?<=:\d\d)\s?[–-]\s?(?=\d)|(?<=\ds)\s?[–-]\s?(?='?\d)", " to "),
        (r"(?<![\d.:])(\d{1,2}):([0-5]\d)(?::([0-5]\d))?(?![\d:])( [AP] M\b)?", _time),
        (r"(?<=\d):(?=\d)", " to "),
        (r"\b(\d{3}0)['’]?s\b", lambda m: _decade(int(m[1]))),
        (r"(?<!\w)'?(\d0)['’]?s\b", lambda m: _tens(int(m[1]))),
        (r"(?<![\d.,])(\d{1,4})s\b", lambda m: f" {_plural(_door(m[1]))}"),
        (r"\b([12]\d{3})\s?[–/-]\s?(\d{2}|[12]\d{3})(?![\w,-])", _years),
        (r"\b([12]\d{3})\s?[–-]\s?(?=present\b|now\b|today\b)", lambda m: f"{_year(int(m[1]))} to "),
        (r"(?<!\w)'(\d\d)\b", lambda m: _two_digits(m[1])),
        (rf"(?<![\w.,$/-]){house}([A-Z])? (?={street})", _house),
        (r"(?<![\w.,$/-])(\d{3,5})(?:\s?[-–]\s?(\d{3,5}))?( ?1/2)?([A-Z])? (?=Avenue of |block\b|building\b)", _house),
        (r"(?<=\bat )(\d{3,5})(?: ?[-–] ?(\d{3,5}))?( 1/2)?([A-Z])?(?= [A-Z][a-z]|[,.;:?!)\"]|$)(?!,\d|\.\d)", _house),
        (
            r"(?<![\w.,$/-])(\d{4,5})()()()(?= [A-Z][a-z]+\b(?<!s)(?<!ese))",
            lambda m: m[0] if _may_be_year(m[1]) else _house(m),
        ),
        (
            rf"\b({_DESIGNATED})([ -])(\d{{1,5}}[A-Z]?(?:(?:, |,? and | ?[–-] ?| to )\d{{1,5}}[A-Z]?)*)"
            rf"(?!\w|[,.]\d)(?!{_COUNT})",
            lambda m: f"{m[1]} " + _list(m[3]),
        ),
        (
            r"\b([Tt]he) ([1-9]\d{2})(?= (?:[Ff]reeway|bus|line|runs|stops|goes|comes|turns|leaves|on|to)\b|[,;]|\.*$)",
            lambda m: f"{m[1]} {_door(m[2])}",
        ),
        (rf"(?<![\w.,])({_N}) (\d+/\d+)(?![\d/])", lambda m: f"{m[1]} and {_fraction(m[2], True)}"),
        (r"(?<![\w./,])(\d{1,4}/\d{1,4})(?:st|nd|rd|ths?)?(?![\w/])", lambda m: _fraction(m[1], False)),
        (r"(?<![\w.])(\d[\d,]*)(st|nd|rd|th)\b", _ordinal_word),
        (r"(?<=\d)\s?–\s?(?=\d)|(?<=\d)-(?=\d)", " to "),
        (r"(?<=M)\s?[–-]\s?(?=\d)", " to "),
        (r"(?<![\w.,)'\"-])-(?=\d|\.\d)", "minus "),
        (r"([A-Za-z])-?(?=\d)", r"\1 "),
        (r"(?<=\d)(?=[A-Za-z])", " "),
        (r"\d{1,3}(?:,\d{3})+(?![\d])(?:\.(\d+))?", lambda m: _decimal(m[0].replace(",", ""))),
        (r"(?<![\d.])\d*\.\d+(?![\d.])", lambda m: (" " if m[0][0] == "." else "") + _decimal(m[0])),
        (r"(?<=\d)\.(?=\d)", " point "),
        (r"(?<=\d)[+]", " plus"),
        (r"\d+", _whole),
    )


def _feet(match: re.Match[str]) -> str:
    opened = re.search(r"(?<!\w)'(?=\w)(?!\d\ds?\b)", match.string[: match.start()])
    return match[0] if opened else " ft."


def _inches(match: re.Match[str]) -> str:
    """A quotation that is open ends here; else these are inches."""
    opened = False
    for mark in re.finditer(r'(\d?)"', match.string[: match.start()]):
        opened = not opened if opened or not mark[1] else False
    return match[0] if opened else " in. "


def _per(match: re.Match[str]) -> str:
    return f"{match[1] or ''} per "


def _unit(match: re.Match[str]) -> str:
    number, joint = match[1], match[2]
    index = next(i for i, found in enumerate(match.groups()[2:]) if found)
    one, many = list(_UNITS.values())[index].split(",")
    if "-" in joint:
        return f"{number}-{one}"
    single = number == "1" or re.fullmatch(r"\d+/\d+", number)
    return f"{number} {one if single else many}"


def _per_unit(match: re.Match[str]) -> str:
    index = next(i for i, found in enumerate(match.groups()) if found)
    return f"per {list(_UNITS.values())[index].split(',')[0]}"


def _money(match: re.Match[str]) -> str:
    sign, amount, joint, scale, hyphen = match.groups()
    one, many, cent, cents = _MONEY[sign]
    rest = match.string[match.end() :]
    noun = re.match(
        r" (?!(?:in|to|for|and|or|from|at|on|per|an?|as|by|of|is|was|were|the|with|each|more)\b)[a-z]", rest
    )
    article = re.search(r"(?i)\ban?\s+$", match.string[: match.start()])
    tail = " " if hyphen else ""
    amount = amount.replace(",", "")
    if scale:
        scale = _SCALES.get(scale.lower(), scale.lower())
        return f"{_decimal(amount)} {scale} {one if (noun and (article or joint == '-')) or hyphen else many}{tail}"
    whole, _, small = amount.partition(".")
    if len(small) == 2:
        said = f"{_decimal(whole)} {one if whole == '1' else many}"
        minor = f"{_cardinal(int(small))} {cent if small == '01' else cents}"
        if small == "00":
            return said + tail
        return (f"{said} and {minor}" if whole.strip("0") else minor) + tail
    return f"{_decimal(amount)} {one if amount == '1' or hyphen or (noun and article) else many}{tail}"


def _money_range(match: re.Match[str]) -> str:
    sign, low, high, scale = match.groups()
    said = f"{_decimal(low.replace(',', ''))} to {_decimal(high.replace(',', ''))}"
    return f"{said} {scale + ' ' if scale else ''}{_MONEY[sign][1]}"


def _day_month(match: re.Match[str]) -> str:
    the, first, last, month, year = match.groups()
    until = f" to {_ordinal(int(last))}" if last else ""
    return f"{the or 'the '}{_ordinal(int(first))}{until} of {month}" + (f" {_year(int(year))}" if year else "")


def _month_day(month: int, day: str, year: str, last: str = "", comma: str = ",") -> str:
    until = f" to {_ordinal(int(last))}" if last else ""
    return f"{_MONTHS[month - 1]} {_ordinal(int(day))}{until}" + (f"{comma} {_year(int(year))}" if year else "")


def _time(match: re.Match[str]) -> str:
    hour, minute, second, half = match.groups()
    said = _cardinal(int(hour))
    if second:
        return f"{said} {_two_digits(minute)} {_two_digits(second)}{half or ''}"
    if int(minute):
        return f"{said} {_two_digits(minute)}{half or ''}"
    if half:
        return said + half
    return f"{said} o'clock" if 1 <= int(hour) <= 12 else f"{said} hundred"


def _years(match: re.Match[str]) -> str:
    first, last = match.groups()
    if len(last) == 4:
        both_years = _may_be_year(first) and _may_be_year(last)
        counted = re.match(_COUNT, match.string[match.end() :])
        say = _year if both_years and not counted else _cardinal
        if re.match(rf" (?:(?:{_NAME} ){{1,4}}(?:{_WAYS})|{_BARE})\b", match.string[match.end() :]) and not both_years:
            return match[0]
        return f"{say(int(first))} to {say(int(last))}"
    if not _may_be_year(first) or int(last) <= int(first[2:]):
        return match[0].replace("/", " ")
    return f"{_year(int(first))} to {_year(int(first[:2] + last)) if first[:3] == '200' else _two_digits(last)}"


def _house(match: re.Match[str]) -> str:
    first, last, half, letter = match.groups()
    before = match.string[: match.start()]
    if _may_be_year(first) and not last and re.search(_NOT_AT_A_DOOR, before):
        return match[0]
    said = _door(first) + (f" to {_door(last)}" if last else "")
    said += " and a half" if half else ""
    said += f" {letter}" if letter else ""
    return said + (" " if match[0].endswith(" ") else "")


def _list(text: str) -> str:
    return re.sub(r"(\d+)([A-Z]?)", lambda m: f"{_door(m[1])} {m[2]}".strip(), re.sub(r" ?[–-] ?", " to ", text))


def _fraction(text: str, mixed: bool) -> str:
    top, bottom = (int(part) for part in text.split("/"))
    if not bottom or not (bottom in _PARTS or bottom in _DIVISORS) or top >= bottom:
        return f"{_cardinal(top)} over {_cardinal(bottom)}"
    part = _PARTS.get(bottom) or _ordinal(bottom)
    if top == 1:
        return f"{'a' if mixed else 'one'} {part}"
    return f"{_cardinal(top)} {part}s"


def _ordinal_word(match: re.Match[str]) -> str:
    number = match[1].replace(",", "")
    if len(number) > 15:
        return _digits(number) + match[2]
    said = _ordinal(int(number))
    before, after = match.string[: match.start()], match.string[match.end() :]
    corner = re.match(rf" (?:{_WAYS})\b| (?:and|at) (?:[A-Z]|{_ORDINAL})", after) or re.search(
        r"[A-Z][a-z']+ (?:and|at) $|\b(?:North|South|East|West) $|[A-Z][a-z']+/$", before
    )
    return said[0].upper() + said[1:] if corner else said


def _whole(match: re.Match[str]) -> str:
    written = match[0]
    if (len(written) > 1 and written[0] == "0") or len(written) > 15:
        return _digits(written)
    number = int(written)
    before, after = match.string[: match.start()], match.string[match.end() :]
    if len(written) != 4 or re.search(r"[\d,]$", before):
        return _cardinal(number)
    dated = re.search(_IN_A_YEAR, before)
    counted = re.match(_COUNT, after)
    if _may_be_year(written):
        return _year(number) if dated or not counted else _cardinal(number)
    if counted or re.match(r" [a-z]+s\b", after):
        return _cardinal(number)
    return _year(number) if dated and number < 1500 else _door(written)


# How a number is said


def _may_be_year(written: str) -> bool:
    return len(written) == 4 and 1500 <= int(written) <= 2099


@cache
def _cardinal(number: int) -> str:
    from num2words import num2words

    return _american(str(num2words(number)))


@cache
def _ordinal(number: int) -> str:
    from num2words import num2words

    return _american(str(num2words(number, to="ordinal")))


@cache
def _year(year: int) -> str:
    """Return 1905 as "nineteen oh five", 2004 as "two thousand four", 2026 as "twenty twenty-six"."""
    from num2words import num2words

    return _american(str(num2words(year, to="year"))).replace("oh-", "oh ")


def _american(said: str) -> str:
    return said.replace(",", "").replace(" and ", " ")


def _decimal(written: str) -> str:
    whole, _, small = written.partition(".")
    said = _digits(whole) if len(whole) > 15 else _cardinal(int(whole or 0))
    return f"{said} point {_digits(small)}" if small else said


def _digits(written: str) -> str:
    return " ".join(_cardinal(int(digit)) for digit in written)


def _two_digits(written: str) -> str:
    """Return "05" as "oh five", "00" as "hundred", "31" as "thirty-one"."""
    if written == "00":
        return "hundred"
    return f"oh {_cardinal(int(written))}" if written[0] == "0" else _cardinal(int(written))


def _door(written: str) -> str:
    """Return a house number as Americans say it: 520 "five twenty", 6101 "sixty-one oh one", 6000 "six thousand"."""
    written = written.lstrip("0") or "0"
    number = int(written)
    if len(written) < 3 or not number % 1000:
        return _cardinal(number)
    if len(written) == 5:
        rest = _door(written[2:]) if written[2] != "0" else f"oh {_two_digits(written[3:])}"
        return f"{_cardinal(int(written[:2]))} {rest}"
    return f"{_cardinal(number // 100)} {_two_digits(written[-2:])}"


def _decade(year: int) -> str:
    century, tens = divmod(year, 100)
    if not tens:
        return f"{_cardinal(year)}s" if not year % 1000 else f"{_cardinal(century)} hundreds"
    return f"{_cardinal(century)} {_tens(tens)}"


def _plural(said: str) -> str:
    if said.endswith("x"):
        return said + "es"
    return said[:-1] + "ies" if said.endswith("y") else said + "s"


def _tens(tens: int) -> str:
    return "aughts" if not tens else "tens" if tens == 10 else _plural(_cardinal(tens))


# Letters: Roman numerals, initials, acronyms


_ROMAN = r"(?=[IVXLC])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
_PARTED = (
    "World War|War|Part|Chapter|Act|Book|Volume|Phase|Section|Type|Class|Title|Super Bowl|Bowl|Mark|Level|Stage|"
    "Episode|Scene|Article|Apollo|Gemini|Wing|Annex|Tower"
)
_CROWNED = (
    "Louis|Henry|George|Edward|Elizabeth|Charles|James|William|Philip|Pius|Paul|Napoleon|Francis|Frederick|Nicholas|"
    "Alexander|Catherine|Richard|Ferdinand|Ramses|Ramesses|Leo|Benedict|Gregory|Innocent|Urban|Clement|Otto|Peter|Leopold|"
    "Carlos|Alfonso|Mary|John|Christian|Gustav|Wilhelm|Friedrich|Ludwig|Umberto|Victoria|Juan Carlos"
)
_AS_WORDS = _words(
    """
    ACT ADD AFTRA AGE AGO AIDS AIR ALL AM AN AND ANY ARE ARM ART AS ASK AT BAD BAR BE BED BIG BIT BOX BOY BUS BUT
    BUY BY CAN CAR CUT DAY DID DIE DO DOG DRY DUE EAT END EYE FAR FEMA FEW FIT FLY FOR FUN GAS GET GO GOD GOT GUN
    GUY HAD HAS HE HER HI HIM HIS HIT HOT HOW ICE IF IN IS IT ITS JOB KEY LACMA LASER LAW LAY LEG LET LIE LOT LOW
    MAN MAP MAY ME MEN MET MIX MOCA MOMA MY NASA NATO NEW NO NOR NORAD NOT NOW OF OFF OH OIL OK OLD ON ONE OPEC OR
    OSHA OUR OUT OWN PAY PER PETA PUT RADAR RAN RED RUN SAG SAT SAW SAY SCUBA SEA SEE SET SHE SIR SIT SIX SKY SO
    SON SUN SWAT TAR TAX TEN THE TIE TO TOO TOP TRY TWO UNESCO UNICEF UP USE WAR WAS WAY WE WET WHO WHY WIN WON
    YES YET YOU
    """
)
_AS_LETTERS = _words(
    """
    AAA ABC AFI AIA ASAP ATM CBS CEO CIA CNN CSUN DIY EIR EPA ER FBI GIS HBO HIV IBM ICBM ICBMS IOU IRS KABC KCET
    KPCC KTLA LA LAFD LAPD LAUSD LAX MGM NAACP NBC NPR OSM OVNI PBS TV UCLA UFO US USA USC USGS YMCA YWCA
    """
)


def _letters() -> tuple[tuple[str, _Say], ...]:
    numeral = rf"({_ROMAN})(?!\w|\.\w|-[A-Z])"
    return (
        (rf"\b((?:King|Queen|Pope|Emperor|Tsar|Kaiser) (?:{_CROWNED}) )(I)\b(?![.]\S)", _nth),
        (rf"\b((?:{_CROWNED}) )(I)(?='s\b|,| of\b)", _nth),
        (rf"\b((?:{_CROWNED}) )(?!I\b){numeral}", _nth),
        (r"\bWWI\b", "World War One"),
        (r"\bWWII\b", "World War Two"),
        (r"\b(World War )(I)\b", _part),
        (rf"\b((?:{_PARTED}) )(I)(?=[,;:?!)\"]|\.*[\"')]*$| of\b| and\b| to\b)", _part),
        (rf"\b((?:{_PARTED})s? )(?!I\b){numeral}", _part),
        (r"\b((?:[A-Z][a-z']+|[A-Z]\.?) [A-Z][a-z']+,? )(II|III|IV)(?![\w-])", _nth),
        (r"\b((?:[A-Z][a-z']+) )(II|III|VI{1,3}|IX|XI{1,3})(?![\w-])", _part),
        (r"(?<![\w.'-])()(II|III|VII|VIII|XII|XIII)(?![\w'.-])", _part),
        (r"\b([A-Za-z](?:\.[A-Za-z])+)\b\.?(?!\w)", lambda m: " ".join(m[1].upper().split("."))),
        (r"\b([A-Z])\.\s?(?=\w)", r"\1 "),
        (r"\b([A-Z])\.(?=\s*\.)", r"\1"),
        (r"\b([A-Z]{2,})-(?=[A-Z]{2,}\b)", r"\1 "),
        (r"(?<!\w)(?<!\w')([A-Z]{2,5})('?s\b)?(?!\w|'\w)", _acronym),
    )


def _roman(numeral: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}[letter] for letter in numeral]
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))


def _nth(match: re.Match[str]) -> str:
    return f"{match[1]}the {_ordinal(_roman(match[2])).title()}" if match[2] else match[0]


def _part(match: re.Match[str]) -> str:
    return f"{match[1]}{_cardinal(_roman(match[2])).capitalize()}" if match[2] else match[0]


def _acronym(match: re.Match[str]) -> str:
    word = match[1]
    if not _spelled(word, match.string):
        return match[0]
    return " ".join(word) + ("'s" if match[2] else "")


def _spelled(word: str, text: str) -> bool:
    """Return whether *word*, in capitals, is said letter by letter."""
    if word in _AS_WORDS or (word == "LA" and re.search(r"\bLA (?:BREA|CIENEGA|JOLLA)\b", text)):
        return False
    if word in _AS_LETTERS:
        return True
    return not _shouted(text) and (len(word) < 4 or not set(word) & set("AEIOUY"))


@lru_cache(maxsize=8)
def _shouted(text: str) -> bool:
    words = re.findall(r"[^\W\d_]{2,}", text)
    return len(words) > 2 and all(map(str.isupper, words))


# Signs that are left


_SIGNS: tuple[tuple[str, _Say], ...] = (
    (rf"\b({_MONTH}|\w+day)\s?[–-]\s?(?=(?:{_MONTH}|\w+day)\b)", r"\1 to "),
    (r"\s*—\s*|\s+–+\s*|–+\s+|\s+-+\s+|\s*--+\s*", ", "),
    (r"–", "-"),
    (r"\s*[(\[{]\s*|\s*[)\]}]\s*(?=[\w\"'])|[)\]}]", ", "),
    (r"(?<=[a-z])/(?=[a-z])", " or "),
    (r"/", " "),
    (r"\s?%", " percent "),
    (r"\s?°", " degrees "),
    (r"[$]", " dollars "),
    (r"£", " pounds "),
    (r"€", " euros "),
    (r"¢", " cents "),
    (r"(?<=\w)\s*[+]", " plus "),
    (r"\s*=\s*", " equals "),
    (r"\s*@\s*", " at "),
    (r"\s*→\s*", " to "),
    (r"\s*×\s*", " times "),
    (r"\s*[•·|]\s*", ", "),
    (r"[#*_~\\^<>+®™†‡¶`]", " "),
)
