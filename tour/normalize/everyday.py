"""What notices, messages and directions shorten, where the words around tell what is meant."""

from __future__ import annotations

import re

from tour.normalize.abbreviations_lands import AFTER_A_TOWN
from tour.normalize.lookup import Near
from tour.normalize.rules import Rule, Step, when

_ONE = r"(?i:\b(?:one|half|per|a|an|each|every|next|last|this|another|half an)[ -])"
_SOME = (
    r"(?i:\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|ninety|"
    r"few|several|couple of) )"
)
_PEOPLE = r"\b(?:persons|people|guests|pax|nights?|players|adults|hrs?\.?|hours|days) "
_CLAUSE = r"[,;:(] ?"

_UNITS = (
    ("sec", "second"), ("min", "minute"), ("hr", "hour"), ("wk", "week"), ("yr", "year"), ("mi", "mile"),
    ("mo", "month"), ("blk", "block"), ("lb", "pound"), ("oz", "ounce"), ("gal", "gallon"),
)  # fmt: skip

NEAR = (
    *(Near(f"{unit} {unit}.", said, _ONE, r"(?![\w'-]|\.\w)") for unit, said in _UNITS),
    *(Near(f"{unit} {unit}. {unit}s {unit}s.", f"{said}s", _SOME, r"(?![\w'-]|\.\w)") for unit, said in _UNITS),
    Near("doz doz.", "dozen", _ONE),
    Near("bc bc.", "because", r"(?:^|[^\d]) ?", " [a-z]"),
    Near("btw", "by the way", r"^|, ", "[,.]"),
    Near("btw btw.", "between", "", r" (?:\d|[A-Z])"),
    Near("adm adm. Adm Adm.", "admission", "", r":? ?(?:[$£€]|free\b)"),
    Near("eve eve. eves eves.", "evening{s}", "day "),
    Near("Dist Dist.", "distance", "", r":| ~?[\d.]+ ?(?:mi|km|m)\b"),
    Near("Diff.", "difficulty", "", ":"),
    Near("mod.", "moderate", _CLAUSE),
    Near("mod.", "moderate", "", " to "),
    Near("RT", "round trip", r"(?:\bmi\.? |miles |km |\$\d+ )"),
    Near("TH", "trailhead", "", r" (?:at|is|on|off|parking|near)\b"),
    Near("cor. Cor.", "corner", "", " of "),
    Near("cor. Cor.", "corner", r"\b[NS]\.?[EW]\.? "),
    Near("fls. fls", "floors", r"\d "),
    Near("Gen. Gen", "general", "", " admission"),
    Near("Gt Gt.", "great", "", " [A-Z]"),
    Near("dep. Dep.", "departs", "", r" (?:[A-Z]|\d)"),
    Near("arr. Arr.", "arrives", "", r" (?:[A-Z]|\d)"),
    Near("ret. Ret.", "returns", "", r" \d"),
    Near("incl incl.", "included", "[a-z.] ", r"[,;)]|\.*$"),
    Near("no. No.", "number", "", r" [A-Z]{1,3}[-. ]?\d"),
    Near("fr.", "from", r"(?<!\d )", r" (?:the|a|an|my|our|[A-Z])"),
    Near("dir. Dir.", "directed", "", " by "),
    Near("sq. Sq.", "square", r"(?<!\d )(?<!\d)", r" (?:ft|mi|m|km|yds?)\b"),
    Near("ft. ft", "feet", "(?:[Ss]quare|[Cc]ubic) "),
    Near("sp. spp.", "species", r"[A-Z][a-z]+ "),
    Near("cv.", "cultivar", "[a-z] ", " ['‘]"),
    Near("var.", "variety", "", " [a-z]"),
    Near("subsp. ssp.", "subspecies", "", " [a-z]"),
    Near("arch.", "architect", _CLAUSE, " [A-Z]"),
    Near("fl fl. flr flr. Fl.", "floor", r"\d(?:st|nd|rd|th)[ -]"),
    Near("fl fl. flrs flrs.", "floors", r"\d ", r"[,;)]| (?!oz)[a-z]"),
    Near("rm rm.", "room", r"\d(?:st|nd|rd|th) "),
    Near("ht. Ht.", "height", "", r" \d| of\b|: "),
    Near("wt. Wt.", "weight", "", r" \d| of\b|: "),
    Near("cap. Cap.", "capacity", "", r":? \d"),
    Near("cont. Cont.", "continue", "", r" (?:\d|on|to|past|[NSEW])\b"),
    Near("Spr.", "spring", "", r" (?:1[89]|20)\d\d\b"),
    Near("Reg.", "register", "", " of "),
    Near("reg. Reg.", "registered", "", r" (?:[Cc]harity|company|[Oo]ffice|trade|design|no\b|number|in\b|at\b)"),
    Near("Wash. Wash", "Washington", "", r",? D\.? ?C\b"),
    Near("Ph ph Ph. ph.", "phone", "", r":| [(+]?\d| (?:plus|zero|one|two|three|four|five|six|seven|eight|nine) "),
    Near("pub", "public", "", r" hols?\b"),
    Near("Sc. sc.", "scene", "", r" (?:\d|[IVXivx]+\b)"),
    Near("len. Len.", "length", "", r" \d"),
    Near("Max", "maximum", "", r" (?:temp|height|speed|weight|depth|gradient|grade|group|load|width|stay|capacity)"),
    Near("ins.", "insurance", "", " [$£€]"),
    Near("elev. Elev.", "elevation"),
    Near("mi. Mi.", "mile", r"(?<!\d)(?<!\d )", r" \d"),
    Near("MP", "milepost", "", r" \d"),
    Near("BH", "bank holiday", "", r" (?:Mon|week)"),
    Near("hol hol. hols hols.", "holiday{s}", "[Bb]ank "),
    Near("Res.", "reservations", "", " rec'd"),
    Near("rec'd rec'd.", "recommended", r"Reservations |Res\. "),
    Near("min. min", "minor", r"\b[A-G](?:[- ](?:flat|sharp))? "),
    Near("maj. maj", "major", r"\b[A-G](?:[- ](?:flat|sharp))? "),
    Near("Max.", "maximum", "", r" [a-z\d]"),
    Near("max max.", "maximum", "", "(?! out)"),
    Near("Min.", "minimum", "", r" [a-z\d]"),
    Near("min min.", "minimum", _PEOPLE),
    Near("min.", "minimum", r"(?<![\d.])(?<!\d[ -])"),
    Near("min", "minimum", r"(?<!\d)(?<!\d )", r" \d"),
)
_PHONE = "calls?|texts?|operators?|dispatch\\w*|cent(?:er|re)s?|system|lines?|emergenc(?:y|ies)|numbers?"


def steps() -> tuple[Step, ...]:
    """Return the rules for shorthand that is not one plain word."""
    return (
        when(_slashed(), "/"),
        when(_hyphened(), "-"),
        when(
            (
                (r"#(?= (?:key|sign)\b)", "pound"),
                (r"\*(?= (?:key|sign)\b)", "star"),
            ),
            "#*",
        ),
        when(
            (
                (r"\bb4\b", "before"),
                (r"\b([Gg])r8\b", r"\1reat"),
                (r"\b([Tt])hx\b", r"\1hanks"),
            ),
            ("b4", "r8", "hx"),
        ),
        when(((r"(?<!\S)([$£€])(\1{1,3})(?=[\s.,;)]|$)", _dear),), ("$$", "££", "€€")),
        when(_sides(), ("(l", "(r", "(c", " to r", " to R", "L–R", "L-R")),
        when(((r"\b([A-G])#(?!\w)", r"\1 sharp"),), "#"),
        when(((r"\bp\.a\.", "per year"),), ("p.a.",)),
        when(((r"(?<=\d) ?ff\.?(?!\w)", " and following"),), ("ff",), "0123456789"),
        when(((rf"\b911(?= (?:{_PHONE})\b)", "nine one one"),), ("911",)),
        when(
            (
                (r"\b(\d{1,2})\+(?=\)|,? (?:only|free|after|years|yrs|welcome)\b|;)", r"\1 and over"),
                (r"(?:(?<=[Aa]ge )|(?<=[Aa]ges ))(\d{1,2})\+", r"\1 and over"),
            ),
            "+",
        ),
    )


def _slashed() -> tuple[Rule, ...]:
    return (
        (r"(?<!\w)b/c (?=[a-z])", "because "),
        (r"(?<![\w/])(?<!\d )km/h(?![\w/])", "kilometers per hour"),
        (r"(?<!\w)([Ww])/(in|out)\b", lambda m: ("With" if m[1] == "W" else "with") + m[2]),
        (r"(?<![\w/])(?:[A-Z]/){2,}[A-Z](?![\w/])|(?<![\w/])(?:\d/){2,}\d(?![\w/])", _listed),
        (r"(?<![\w/])[Aa]/[Cc](?![\w/])", "air conditioning"),
        (r"(?<![\w/])[Uu]/(?=\d)", "under "),
        (r"(?<![\w/])[Ss]/[Nn](?![\w/])", "serial number"),
        (r"(?<![\w.,/$£€])(\d{1,2})/(?=[$£€]\d)", r"\1 for "),
        (r"([$£€]\d[\d.,]*)/(?=[$£€]\d)", r"\1, "),
        (r"([$£€]\d[\d.,]*)/(?=\d+ ?[a-z])", r"\1 per "),
        (r"(?<![\w.,/])(\d\.\d)/(5|10)\b", r"\1 out of \2"),
        (r"((?i:\bscore[ds]?|\brat(?:ing|ed)|\bgave it|\bgive it):? (?:it )?)(\d{1,2})/(5|10)\b", r"\1\2 out of \3"),
        (r"(?<=[a-z\d.] )R/T\b", "round trip"),
    )


def _hyphened() -> tuple[Rule, ...]:
    return (
        (r"\bt-storm(s?)\b", r"thunderstorm\1"),
        (r"\bT-storm(s?)\b", r"Thunderstorm\1"),
        (r"\b[Xx]-?(?:roads|rds)\b\.?", "crossroads"),
        (r"\bT-(?:jn|jct|junc)\b\.?", "T junction"),
        (r"\b[Xx]-?ing(s?)\b", r"crossing\1"),
        (r"\boff-pk\b\.?", "off-peak"),
        (r"(?<=\d(?:st|nd|rd|th)-)[Ff]l\b\.?", "floor"),
        (r"(?<=\d-)nts?\b\.?", "night"),
        (r"\b([DRI])-([A-Z][a-z]+)\.", _of_a_state),
    )


def _dear(match: re.Match[str]) -> str:
    """Return "$$", by which guides tell how dear a place is."""
    name = {"$": "dollar", "£": "pound", "€": "euro"}[match[1]]
    return f"{len(match[0])} {name} signs"


def _sides() -> tuple[Rule, ...]:
    """Return the rules for who stands where in a picture."""
    return (
        (r"\bL\.? to [Rr]\b\.?", "Left to right"),
        (r"\bl\.? to r\b\.?", "left to right"),
        (r"\bL\s?[-–]\s?R(?=:)", "Left to right"),
        (r"(?<=\()l\.+(?=\))", "left"),
        (r"(?<=\()r\.+(?=\))", "right"),
        (r"(?<=\()c\.+(?=\))", "center"),
    )


def _listed(match: re.Match[str]) -> str:
    """Return the lines "A/C/E" and "1/2/3" one by one."""
    return match[0].replace("/", " ")


def _of_a_state(match: re.Match[str]) -> str:
    """Return "D-Calif." as a party and a state."""
    state = AFTER_A_TOWN.get(match[2])
    return f"{match[1]}, {state}" if state else match[0]
