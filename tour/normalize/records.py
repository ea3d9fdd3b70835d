"""What a family's or a soldier's papers shorten: born, died and married, children, pages, counties, regiments."""

from __future__ import annotations

import re

from tour.normalize.abbreviations import MONTHS
from tour.normalize.abbreviations_people import FIRST_NAMES
from tour.normalize.lookup import Near
from tour.normalize.rules import Rule, Step, when

LIVED = (
    r"(?:^|[,;:(&)] ?|\b(?:and|he|she|He|She|who|twin|child|son|wife|They|they|was|were|\d{4}|[a-z]{2,5}\.) "
    r"|\b(?!(?:The|This|That|Plan|Type|Option|Part|Section|Unit|Vitamin|Group|Team|Class|Grade|Figure|Item) )"
    r"[A-Z][\w'.]+ )"
)
"""Pattern of what stands before "b.", "d." and "m." where someone was born, died or married."""
_NTH = r"\d(?:st|nd|rd|th|d) "
_THREE_D = r"(?:model|print|film|movie|map|scan|view|plan|glass)"
_ARM = r"(?:Inf|Cav|Art|Arty|Infantry|Cavalry|Artillery|Vols?|Regt|Regiment|Volunteers|Militia|Engineers)"
_MONTH = "|".join([*MONTHS, "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sept?", "Oct", "Nov", "Dec"])
_STYLED = (
    "(?:tracery|windows?|style|arcade|chancel|nave|doorway|font|porch|tower|house|houses|terrace|façade|facade|sash|"
    "building|architecture|period|townhouse|fanlight|silver|furniture|mansion|staircase|glass|work|brick|villa|villas)"
)
"""What is built in a style: "Dec. tracery"."""
_NAMES = "|".join(sorted({name.rstrip(".") for name in FIRST_NAMES} | set(FIRST_NAMES.values()), key=len, reverse=True))


NEAR = (
    Near("m.", "married first", "", r" ?\((?:1|1st|i)\)"),
    Near("b.", "born", LIVED, "[ ,;)&]"),
    Near("d.", "died", LIVED, "[ ,;)&]"),
    Near("m.", "married", LIVED, "[ ,;)&]"),
    Near("ch.", "children", r"\d ", r"(?! \d)"),
    Near("ch.", "church", r"(?:(?:past|near|by|at) the |'s )"),
    Near("ch.", "children", "", rf" (?:{_NAMES})\b"),
    Near("Ch.", "church", "[a-z] ", r"(?! ?(?:\d|[IVXL]+\b))"),
    Near("est.", "estate", r"\b[Rr]eal "),
    Near("orig. Orig.", "originally", "", r" (?:[a-z]+ed|built|known)\b"),
    Near("orig.", "original", r"\b(?:[Tt]he|[Aa]n|[Ii]ts) "),
    Near(
        "Dec. Dec", "Decorated", "", " (?:tracery|arcade|chancel|nave|doorway|font|aisle|sedilia|windows?(?! display))"
    ),
    Near("Geo.", "Georgian", "", f" {_STYLED}"),
    Near("Vic.", "Victorian", "", f" {_STYLED}"),
    Near("pp pp.", "pages", r"\d ", r"(?! ?\d)"),
    Near("pl. pls.", "plates", r"\d ", "(?! [A-Z])"),
    Near("vol vol. vols vols.", "volumes", r"\d ", r"(?! ?\d)"),
    Near("Bk Bk.", "book", "", r" (?:[A-Z]\b|\d|[IVX]+\b)"),
    Near("Hist.", "historical", "", r" (?:Soc|Assn|Assoc|Comm|Mus|Society)\b"),
    Near("Hist.", "history", "", r" of |(?: Dep(?:t|artment))"),
    Near("Civ.", "civil", "", " War"),
    Near("Mex.", "Mexican", "", " War"),
    Near(
        "Cath.",
        "Catherine",
        r"(?<![A-Z][a-z])(?<![a-z])(?<![a-z] )",
        r" (?:&|(?:[A-Z]\. )?[A-Z][a-z]+,? (?:[a-z]|\d|&))",
    ),
    Near("Cath.", "Catherine", "(?:&|and) ", " [A-Z]"),
    Near("ed ed. edn edn.", "edition", r"\d(?:st|nd|rd|th) (?:[Rr]ev\. |revised )?"),
    Near("Rev. rev.", "revised", "", rf" (?:ed\b|(?:{_MONTH})\b|\d{{1,2}}/|\d{{4}}\b)"),
    Near("rev.", "revised", "", r" \d|[,;)]"),
    Near("Vol. Vols.", "volunteer", "", rf" {_ARM}\b"),
    Near("Vols.", "volunteers", "[a-z] ", r"(?! ?\d)"),
    Near("Bvt. bvt.", "brevet"),
    Near("intro.", "introduced", "", r" \d"),
    Near("rd.", "round", r"\d(?:st|nd|rd|th) "),
    Near("Inf.", "infantry", rf"{_NTH}(?:[A-Z][\w.]* ){{0,3}}|(?:Vol(?:unteer|\.)|Light|Mounted|Colored|Native) "),
    Near("Art.", "artillery", "(?:Light|Heavy|Field) "),
    Near("RR", "railroad", "", r" (?:tracks?|bridge|station|crossing|depot|trestle|line|yard)\b"),
    Near("RR", "railroad", "[a-z] "),
    Near("Ret.", "retired", "[,(] ?", "[,;:)]|$|\\.$"),
    Near("Perp.", "Perpendicular"),
    Near("Perp", "Perpendicular", "", f" {_STYLED}"),
)


def steps() -> tuple[Step, ...]:
    """Return the rules for papers of old that take more than one plain word."""
    return (
        when(_wives(), ("m.", "; (")),
        when(
            (
                (r"\b[Ss]/Sgt\b\.?", "Staff Sergeant"),
                (r"\b[MT]/Sgt\b\.?", lambda m: ("Master" if m[0][0] == "M" else "Technical") + " Sergeant"),
            ),
            ("/Sgt",),
        ),
        when(
            ((r"\bR\. ?R\.(?= (?:Co|Station|Sta|bridge|tracks?|depot)\b)|(?<=[a-z] )R\. ?R\.(?! ?\d)", "Railroad"),),
            ("R.R.", "R. R."),
        ),
        when(((r"\bed(?:ition|\.) (\d{1,3})/(\d{1,4})\b", r"edition \1 of \2"),), ("edition ", "ed. "), "/"),
        when(((rf"\b(\d*(?<!1))([23])d\b(?= [A-Za-z])(?! ?{_THREE_D})", _old_ordinal),), ("2d", "3d")),
    )


def _wives() -> tuple[Rule, ...]:
    return (
        (r"(?<![\w.'-])(m)\. ?\((?:1|1st|i)\)", "married first"),
        (r"(?<=; )\(2\) (?=1[5-9]\d\d\b)", "second "),
        (r"(?<=; )\(3\) (?=1[5-9]\d\d\b)", "third "),
    )


def _old_ordinal(match: re.Match[str]) -> str:
    """Return "2d" as "2nd"."""
    return f"{match[1]}{match[2]}{'nd' if match[2] == '2' else 'rd'}"
