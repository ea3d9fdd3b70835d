"""Where the sentences of a written paragraph begin and end."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial

from tour.normalize import abbreviations as short
from tour.normalize import abbreviations_everyday as everyday
from tour.normalize import abbreviations_lands as lands
from tour.normalize import abbreviations_people as people
from tour.normalize.other_languages import abbreviations_of
from tour.normalize.records import LIVED
from tour.normalize.roman import CROWNED
from tour.normalize.rules import NEAR, words
from tour.normalize.streets import ORDINAL

# Not from within a run of marks: of ten thousand dots each would be followed to the last.
_MARK = r"(?:(?<![.?!…])[.?!…]+[\"'”’»)\]}]*(?=\s)|[。！？]+[」』”’）]*|\n[^\S\n]*\n)"


def _undotted(*tables: dict[str, str]) -> frozenset[str]:
    return frozenset(written.removesuffix(".") for table in tables for written in table)


def _small(*tables: dict[str, str]) -> frozenset[str]:
    return frozenset(map(str.lower, _undotted(*tables)))


_RANKS = _undotted(people.RANKS) - words("Archt archt Det Brig Ens Asst asst Atty Supt Treas")
_NUMBERED = _undotted(short.NUMBERED) | words("Bk Gr Sc sc")
"""Have a numeral behind them as well."""
_DATED = _undotted(short.DATED) | words("Rev rev bur abt ded restd intro")
"""Have a month behind them as well."""
_FIRST = _undotted(people.FIRST_NAMES)
_NEVER = _undotted(people.TITLES) | words(
    """
    Mx Mt
    vs v e.g E.g i.e I.e cf viz approx Approx incl excl nr opp attrib
    ca c est Est Estd estd
    sq cu
    Ft
    Tel tel Fax fax
    Lat Long
    orig abt diam Diam ht Ht wt
    """
)
"""Always followed by more of the same sentence."""
_CALENDAR = _undotted(short.PLAIN_MONTHS, short.NAMELIKE_MONTHS, short.PLAIN_DAYS, short.WORDLIKE_DAYS)
_BEFORE_A_FIGURE = (
    _undotted(short.NUMBERED, short.DATED)
    | _CALENDAR
    | words(
        "Max max Min min Rev rev Elev elev Bk Mi mi Dist ed Ch Gr cap Cap cont Spr h w l ret Ret len Len Sc sc Ph ph"
    )
)
"""End no sentence before a figure."""
_BEFORE_A_NAME = _undotted(people.FIRST_NAMES) | words(
    "archt Archt Det Brig Ens Sts Pt Ste Lk Mts btw btwn betw Vol Vols Bk Hist Ch Asst asst Atty Supt Treas Co Mex Civ"
)
"""End no sentence before a name."""
_SMALL = (
    _undotted(
        {key: said for key, said in short.PROSE.items() if key not in ("etc.", "et al.", "&c.")},
        everyday.DOTTED,
        everyday.UNDOTTED,
        people.KIN,
        people.ARMY,
        lands.SURE_STATES,
    )
    | lands.BEFORE_A_NAME
    | words("assn cem univ btw betw ref reg adm exc ed edn dep Dep arr Arr Inf coll Coll intro")
) - words("reqd req'd req recd rec'd conc ea")
"""Abbreviations that are no words: they end a sentence only before a word that begins one."""
_UNITS = words("hr hrs min mins sec secs yr yrs wk wks ft in mi km kg m lb lbs oz mph yd yds pt pts qt qts gal gals")
"""May end a sentence, though some have no vowel."""
_SMALLER = r"\d+ ?(?:mins?|in|oz|secs?|ft|d|yds?|lbs?|mos?|wks?|days?|da)\b"
"""A smaller measure: "1 hr. 15 min."."""
_GOES_ON = tuple(
    (re.compile(f"(?:{ahead})$"), re.compile(behind))
    for ahead, behind in (
        (r"\d-[a-z]+", ""),  # a 330-ft. tower
        ("", r"(?:A\.D|B\.C|C\.E)\."),
        (r"\d ?(?:hrs?|ft|lbs?|yds?|mi|min|s|yrs?|mos?|wks?)", _SMALLER),  # 1 hr. 15 min.
        (rf"\d ?(?:{'|'.join(sorted(_UNITS))})", r"[A-Z][A-Z\d]+\b"),  # 2 qts. H2O
        (r"\d ?\w+", r"(?:[NS]?[EW]|[NS])\b"),  # 2 mi. N of the lake
        (f"{LIVED}[bdm]", ""),  # born, died, married
        (r"\b[Nn]os?", r"[A-Z]{1,3}[-. ]?\d"),  # no. A-12
        (r"\b(?:ins|val|adm)", r"[$£€]"),
        (r"\b[A-Z]\w+", r"#\d"),  # Oak St. #4
        (r"\bdegs?", r"[FC]\b"),
        (r"\b[Rr]est", r"(?:c\.? ?)?1\d{3}\b"),  # rest. 1885
        (r"\b[A-Z][a-z]{1,6}", r"\d+:\d"),  # Matt. 5:3
    )
)
"""What stands before a period, and after it, where no sentence ends."""
_STREETS = _small(short.STREET_SUFFIXES) | words("blvds aves st dr hts")
_AFTER_A_NAME = _small(people.POSTNOMINALS, short.ORGANIZATIONS)
"""May end a sentence, and may be followed by a name: "the May Co. Building"."""
_MORE_OF_A_STREET = words(
    """
    Academy Apartments Arcade Arch Armory Arts Association Bakery Bank Bar Baths Beach Block Books Bookstore Branch
    Brewery Bridge Building Business Cafe Café Campus Cemetery Chapel Church Cinema Clinic Coalition College Corridor
    Courthouse Deli Depot Diner District Dock East Elementary Exit Extension Factory Fair Farm Farmers Ferry Festival
    Fire Firehouse Garage Garden Gardens Gallery Garden Grill Gym Hall High Historic Hospital Hotel House Inn Jail
    Landing Library Los Lot Lounge Mall Marina Market Merchants Methodist Metro Middle Mission Mural Museum Neighborhood
    New North Northeast Northwest Office Overpass Park Parking Partnership Path Pharmacy Pier Playhouse Plaza Police
    Pool Precinct Presbyterian Preserve Project Pub Pump Railroad Records Reservoir Restaurant Saloon San Santa School
    Shelter Shops Shul South Southeast Southwest Stables Stadium Station Steps Store Studio Studios Subway Synagogue
    Tavern Temple Terminal Theater Theatre Tower Towers Trail Tunnel Underpass Viaduct Village Warehouse West Wharf YMCA
    Y
    """
)
_LEADS = "At|On|In|By|Around|About|Before|After|Until|From|Near|Nearly|Outside|Behind|Beyond|Past|Along|Down|Up"
_SHORT = 4
"""Letters of an abbreviation of a name, at most."""
_DAYS = words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Tues Wed Thu Thurs Fri Sat Sun")
_AFTER_AN_HOUR = _DAYS | words("Pacific Eastern Central Mountain GMT UTC EST EDT PST PDT")
_LETTERED = words("Line Gate Platform Pier Block Section Hall Exit Zone Lot Level Terminal Tower Wing Plan Vitamin Row")
"""What has a letter for its name: "Metro Line A." may end a sentence, where "Charles A." goes on."""
_TURNED = words("on turn bear keep go then your due head")
"""Before a side in one letter."""
_NO_AFTER = words("oh is was are were said says say answered answers replied a the simply voted")
"""After these "no." says no, where a figure and a plural follow: "The answer is no. 5 people came"."""
_STARTERS = words(
    """
    A About Above Across After Again Ahead All Almost Along Already Also Although Among An And Another Any Are
    Around As Ask At Away Back Be Because Before Begin Behind Below Beside Between Beyond Both But By Can Carry
    Check Close Come Continue Could Count Cross Did Do Does Don't Down During Each Early Eight Either Even Every
    Everybody Everyone Everything Far Few Find First Five Follow For Four From Get Give Go Had Half Has Have He
    He's Head Her Here Here's Hers His Hold How However I I'd I'll I'm I've If Imagine In Inside Instead Is It
    It's Its Join Just Keep Last Late Later Leave Left Let Let's Like Listen Long Look Make Many Maybe Meet More
    Most Move Much My Near Nearly Neither Never Next Nine No Nobody None Nor Not Nothing Notice Now Of Off Often
    On Once One Only Or Other Others Our Out Outside Over Part Pass Past Pause People Perhaps Please Press Put
    Read Remember Right Run See Seven She She's Should Since Six So Some Somebody Someone Something Soon Stand
    Start Stay Step Still Stop Straight Such Take Ten Than That That's The Their Them Then There There's These
    They They're Think This Those Though Three Through To Today Together Tonight Too Turn Twenty Two Under Unless
    Until Up Use Wait Walk Was Watch We We're We've Were What What's When Where Where's Which While Who Who's
    Whose Why Will With Within Without Would Yes Yet You You'll You're You've Your
    """
)
"""Words that, with a capital, begin a sentence and hardly ever go on with a name."""
_OPENERS = _STARTERS | words(
    """
    Admission Adults Arrive Bonus Born Bought Breakfast Bring Buried Buses Cash Caution Children Closed Cost Daily Died
    Difficulty Distance Dogs Driving Elevation Email Entry Erected Expect Follow Free Guests Hours Kids Lunch Map Maps
    Married Members Moved Nice Note Open Opened Parking Photo Photos Prices Printed Rating Rebuilt Recommended Reserve
    Restrooms Seniors Served Sold Ticket Tickets Time Total Tours Trailhead Trains Traveled Visit Walking Warning Wear
    """
)
"""Words that open the sentences of notices and notes as well."""


def sentences(text: str, language: str = "en") -> tuple[tuple[int, int], ...]:
    """Return the (start, end) offsets of the sentences of one paragraph, without the space around them.

    The slices are in order, none is empty or without a letter or figure (unless *text* has none at all), and together
    they hold all of *text* but white space. Marks, quotes and brackets that close a sentence belong to it. *language*
    is BCP 47; in others than English no sentence ends at a figure or a letter with a dot, nor at what `normalize` knows
    as an abbreviation there.
    """
    found: list[tuple[int, int]] = []
    start = looked = 0
    for end in [*_ends(text, language), len(text)]:
        sayable = any(map(str.isalnum, text[looked:end]))
        looked = end
        if not sayable and end < len(text):
            continue  # it belongs to what follows
        piece = text[start:end]
        if not piece.strip():
            continue
        first = start + len(piece) - len(piece.lstrip())
        last = start + len(piece.rstrip())
        if sayable or not found:
            found.append((first, last))
        else:
            found[-1] = (found[-1][0], last)
        start = end
    return tuple(found)


def _ends(text: str, language: str) -> list[int]:
    ends = []
    ends_here = _ends_here if language.partition("-")[0].lower() == "en" else partial(_ends_there, language)
    start = 0
    for match in re.finditer(_MARK, text):
        certain = match[0][0] in "\n。！？"
        before = text[max(start, match.start() - NEAR) : match.start()]
        if certain or ends_here(before, match[0], text[match.end() : match.end() + NEAR]):
            start = match.end()
            ends.append(start)
    return ends


def _ends_here(before: str, mark: str, after: str) -> bool:
    """Return whether *mark*, between *before* and *after*, closes the sentence."""
    following = re.match(r"\s*([\"'“‘«(\[{]*)([\w'’-]*)(\s*)(\S?)", after)
    opening, word, gap, third = following.groups() if following else ("", "", "", "")
    if word[:1].islower():
        return False
    if not word and not opening and after.strip()[:1] in tuple("—–-,;:)&+=@×→"):
        return False
    if word == "No" and third == ".":
        word, third = "no", ""  # a number follows, and no answer
    if not mark.startswith(".") or mark.startswith(".."):
        return True
    if re.fullmatch(r"\s*[\"'“‘(\[]*\d+", before):
        return False  # the number of a list's item
    if len(mark) > 1 and mark[1] not in ")]}":
        return True
    return _period_ends(
        before, _After(word.replace("’", "'"), third, bool(gap), bool(opening), bool(set(opening) & set("([{")), after)
    )


@dataclass(frozen=True, slots=True)
class _After:
    """What follows a period."""

    word: str
    third: str
    """The first character after the word."""
    apart: bool
    """True where there is space between the two."""
    opened: bool
    """True where a quotation or a bracket opens before the word."""
    bracketed: bool
    """True where it is a bracket."""
    text: str


def _ends_there(language: str, before: str, mark: str, after: str) -> bool:
    """Return whether *mark* closes a sentence of another language than English."""
    following = after.lstrip(" \"'“„‘«»(¿¡")
    if not following:
        return True
    if following[0].islower():
        return False
    if mark.startswith(("!", "?", "…", "..")):
        return True
    last = re.split(r"[\s\"“„‘«(—–-]", before)[-1]
    if re.fullmatch(r"\d{1,2}|[^\W\d_]|(?:[^\W\d_]\.\s?)+[^\W\d_]", last):
        return False  # "am 3. Mai", "M. Dupont", "z. B. Wien"
    return f"{last}." not in abbreviations_of(language)


def _period_ends(before: str, after: _After) -> bool:
    """Return whether a period after *before* ends the sentence."""
    word, third = after.word, after.third
    last = re.split(r"[\s\"“‘(\[—–/-]", _tail(before))[-1].replace("’", "'")
    if len(last) > 1 and last.isupper() and word.isupper():
        last, word = last.capitalize(), word.capitalize()  # a heading in capitals
    if _never_ends(before, last, after):
        return False
    if last in _RANKS:
        return _rank_ends(before, word)
    if _state_ends(before, last) or re.search(r"/[A-Z]$", before):
        return True
    small, capital = last.lower(), last[:1].isupper()
    if after.bracketed and capital and (last in ("St", "Dr") or small in _STREETS):
        return word in _OPENERS  # "5th Ave. (1926)"
    if last in ("St", "Dr"):
        return _short_street_ends(before, word, third)
    if capital and small in _STREETS:
        return _street_ends(word, third)
    if last in _CALENDAR:
        return word not in _AFTER_AN_HOUR and word not in short.MONTHS and word not in _CALENDAR
    if re.fullmatch(r"[ap]\.?m", small):
        return word not in _AFTER_AN_HOUR
    if re.fullmatch(r"[A-Z]", last):
        return _letter_ends(before, word, third)
    if re.fullmatch(r"(?:[A-Za-z]\.)+[A-Za-z]", last):
        return word in _OPENERS
    if last in _FIRST or (last in _SMALL and not (last in _UNITS and _counted(before))):
        return word in _OPENERS and not after.bracketed
    if capital and small in _AFTER_A_NAME:
        return word in _OPENERS or (after.opened and not after.bracketed)
    if _voiceless(last) and not _counted(before):
        return word in _OPENERS
    return True


def _never_ends(before: str, last: str, after: _After) -> bool:
    """Return whether the sentence goes on for certain after *before*, whose *last* word has a period."""
    word = after.word
    if last in _NEVER or (after.opened and word[:1].isdigit()):
        return True
    follows = after.text.lstrip()
    if any(behind.match(follows) and ahead.search(before) for ahead, behind in _GOES_ON):
        return True
    if last in _UNITS and word[:1].isdigit() and not _counted(before):
        return True  # "hrs. 8:30"
    if last in _DATED and (word in short.MONTHS or word in _CALENDAR):
        return True  # "rev. Nov. 1998"
    if last in _BEFORE_A_FIGURE and (word[:1].isdigit() or (last in _NUMBERED and re.match(r"[IVXLC]+$", word))):
        if last in ("mi", "min", "max", "h", "w", "l") and _counted(before):
            return False  # "in 5 min. 20 people came"
        return not (last == "no" and _says_no(before, after))
    named = word[:1].isupper() and word not in _OPENERS
    if last in _BEFORE_A_NAME and named:
        return True
    if last in ("Ave", "Av") and re.fullmatch(r"[A-Z]", word) and not re.search(r"[A-Z]\S* \S+$", before):
        return True  # "Ave. A"
    if last.istitle() and len(last) <= _SHORT and after.third == "." and word.istitle() and len(word) <= _SHORT + 1:
        return named  # "Sou. Pac. Co."
    return named and _leads_in(before)


def _rank_ends(before: str, word: str) -> bool:
    """Return whether a rank ends the sentence: "the rank of Sgt. He"; or it is no rank, but 24 Fr. for a bed."""
    previous = before.split()[-2:-1]
    if not previous:
        return False
    return previous[0].isdigit() or (previous[0] in ("of", "a", "an", "the", "as", "to") and word in _OPENERS)


def _state_ends(before: str, last: str) -> bool:
    """Return whether a state stands after its town: "Erie, Pa. Bought a lot"."""
    return last.replace(" ", "") in lands.AFTER_A_TOWN and bool(re.search(r"[a-z.'], ?$", before[: -len(last)]))


def _voiceless(word: str) -> bool:
    """Return whether *word* has no vowel, and is thus no word: "Mkt", "Bldr"; capitals may be letters: "TV"."""
    if word in _UNITS:
        return False
    return (
        len(word) > 1
        and word.isascii()
        and word.isalpha()
        and not word.isupper()
        and not set(word) & set("aeiouyAEIOUY")
    )


def _counted(before: str) -> bool:
    """Return whether a figure stands before the last word: "6 hrs"."""
    return bool(re.search(r"\d[\d,.]*\+?[ -]?[A-Za-z.]+$", before))


def _tail(before: str) -> str:
    """Return what stands before a mark, back to the last white space."""
    return before[max(before.rfind(" "), before.rfind("\n"), before.rfind("\t")) + 1 :]


def _says_no(before: str, after: _After) -> bool:
    """Return whether "no" is an answer, and the figure after it begins a sentence: "The answer is no. 5 people"."""
    words_before = before.split()
    answered = len(words_before) > 1 and words_before[-2].lower() in _NO_AFTER
    return answered and bool(re.match(r"\s*\d[\d,]* (?:[a-z]+s|people|men|women|children)\b", after.text))


def _letter_ends(before: str, word: str, third: str) -> bool:
    """Return whether a capital by itself ends the sentence: a line's name may, and so may a king's number."""
    previous = before.split()[-2:-1]
    if previous and previous[0] in _LETTERED:
        return word[:1].isupper() or not word
    if previous and previous[0] in _TURNED and before[-1] in "LR":
        return True  # "2nd door on R. Exit there"
    if previous and before.endswith(" I") and re.fullmatch(CROWNED, previous[0]):
        return word in _OPENERS or third.islower()
    return word in _OPENERS and not _initials_follow(word, third)


def _leads_in(before: str) -> bool:
    """Return whether all that was said so far is a place or an hour: "At 4 a.m." Harry runs."""
    return bool(re.match(r"\s*[\"'“‘(]*(?:" + _LEADS + r")\s[^,;:]*$", before)) and len(before.split()) <= 5


def _initials_follow(word: str, third: str) -> bool:
    return len(word) == 1 and third == "."


def _short_street_ends(before: str, word: str, third: str) -> bool:
    """A street's St. or Dr. has a name before it; a saint's or a doctor's has one after it."""
    words_before = before.split()
    if len(words_before) < 2:
        return False
    name = words_before[-2]
    if re.fullmatch(ORDINAL, name):
        return _street_ends(word, third)
    if not name[:1].isupper() or name in _STARTERS or name.endswith("."):
        return False
    alone = len(words_before) == 2  # "Meet Dr. King": the name opens the sentence
    return word in _OPENERS if alone else _street_ends(word, third)


def _street_ends(word: str, third: str) -> bool:
    if word in _OPENERS or not word or word[0].isdigit():
        return True
    return word not in _MORE_OF_A_STREET and third.islower()
