"""What an author may write in front matter, tour.toml, sources.toml and lexicon.toml.

Pydantic is used here and nowhere else: its models check plain values, and `project` turns them into the model's types.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from tour.diagnostics import Diagnostic, did_you_mean
from tour.reading.located import Loc, Located
from tour.text import UNSEEN
from tour.words.address import base_url


def _iso_date(text: str) -> str:
    try:
        if text and not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text):  # fromisoformat takes more than this
            raise ValueError
        if text:
            date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text!r} is not a date") from None
    return text


def _one_line(text: str) -> str:
    if "\n" in text.strip() or "\t" in text.strip() or UNSEEN.search(text):
        raise ValueError("this text must stand on one line, without control characters or turns of direction")
    return _composed(" ".join(text.split()))


def _composed(text: str) -> str:
    """Return *text* with every letter and its accents as one character where there is one, as scripts are read."""
    return unicodedata.normalize("NFC", text)


def _url(text: str) -> str:
    if text and not re.fullmatch(r"https?://[^\s/]+\.[^\s]*", text):
        raise ValueError(f"{text!r} is not a whole web address")
    return text


def _slug(text: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", text) or len(text) > 60:
        raise ValueError(f"{text!r} is not a slug: lower-case letters, digits and single hyphens, at most 60")
    return text


def _absent(value: object) -> object:
    return "" if value is None else value


Line = Annotated[str, AfterValidator(_one_line)]
Title = Annotated[str, AfterValidator(_one_line), Field(min_length=1, max_length=80)]
Date = Annotated[str, AfterValidator(_iso_date)]
MaybeDate = Annotated[Date, BeforeValidator(_absent)]
Url = Annotated[str, AfterValidator(_url)]
BaseUrl = Annotated[str, AfterValidator(lambda text: base_url(text) if text else text)]
Slug = Annotated[str, AfterValidator(_slug)]
Seconds = Annotated[float, Field(ge=0, le=10)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class FilmMatter(_Strict):
    scene: Line
    spoiler: Literal["none", "mild", "ending"] = "none"


class ClaimMatter(_Strict):
    say: Line
    minutes: float | None = None
    kilometres: float | None = None
    miles: float | None = None
    stops: float | None = None

    @model_validator(mode="after")
    def _one_figure(self) -> ClaimMatter:
        if len(self.figures()) != 1:
            raise ValueError("a claim has one figure: minutes, kilometres, miles or stops")
        return self

    def figures(self) -> list[tuple[str, float]]:
        units = ("minutes", "kilometres", "miles", "stops")
        return [(unit, getattr(self, unit)) for unit in units if getattr(self, unit) is not None]


class WelcomeMatter(_Strict):
    title: Title
    facts: MaybeDate = ""
    claims: list[ClaimMatter] = []


class StopMatter(_Strict):
    title: Title
    place: Annotated[list[float], Field(min_length=2, max_length=2)]
    stand: Annotated[str, AfterValidator(_one_line), Field(min_length=1, max_length=160)]
    face: Line = ""
    face_bearing: Annotated[float, Field(ge=0, lt=360)] | None = None
    radius: Annotated[float, Field(ge=5, le=25)] | None = None
    address: Line = ""
    facts: MaybeDate = ""
    walked: MaybeDate = ""
    access: Line = ""
    if_closed: Line = ""
    film: FilmMatter | None = None


class GapsMatter(_Strict):
    sentence: Seconds = 0.35
    paragraph: Seconds = 0.9


class CreditMatter(_Strict):
    what: Line
    who: Line
    licence: Line = ""
    url: Url = ""


class TourMatter(_Strict):
    title: Title
    subtitle: Line = ""
    slug: Slug
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")] = "en"
    published: Annotated[Date, Field(min_length=1)]
    author: Line = ""
    licence: Line = ""
    base_url: BaseUrl = ""
    engine: Line = "hibari"
    voice: Line = ""
    speed: Annotated[float, Field(ge=0.5, le=2)] = 1.0
    loudness: Annotated[float, Field(ge=-30, le=-10)] = -16.0
    pace: Annotated[float, Field(ge=0.5, le=2)] = 1.1
    gaps: GapsMatter = GapsMatter()
    papers: Annotated[list[Literal["letter", "a4", "letter-large"]], Field(min_length=1)] = ["letter", "a4"]
    safety: list[Line] = []
    hold: bool = True
    ident: bool = True
    credits: list[CreditMatter] = []
    unsourced: dict[str, Annotated[str, AfterValidator(_one_line), Field(min_length=1, max_length=160)]] = {}
    texts: dict[
        Literal[
            "hold",
            "stay",
            "stay_until",
            "begins",
            "across",
            "back_across",
            "back_there",
            "quiet_across",
            "quiet_there",
            "ending",
            "walk",
            "walk_on",
            "home",
            "ending_title",
            "part_stand",
            "part_walk",
        ],
        Line,
    ] = {}


class SourceMatter(_Strict):
    title: Annotated[str, AfterValidator(_one_line), Field(min_length=1, max_length=300)]
    publisher: Line = ""
    date: Annotated[str, Field(pattern=r"^(\d{4}(-\d{2}(-\d{2})?)?)?$")] = ""
    url: Url = ""
    read: Annotated[str, Field(pattern=r"^(\d{4}(-\d{2}(-\d{2})?)?)?$")] = ""


class LexemeMatter(_Strict):
    grapheme: Annotated[list[Annotated[str, Field(min_length=1), AfterValidator(_composed)]], Field(min_length=1)]
    phoneme: str = ""
    alias: dict[str, Annotated[str, Field(pattern=r"^[^\d\[\]()<>]+$")]] = {}

    @model_validator(mode="after")
    def _says_how(self) -> LexemeMatter:
        if not self.phoneme and not self.alias:
            raise ValueError("a lexeme needs a phoneme (IPA) or an alias")
        return self


class LexiconMatter(_Strict):
    lexeme: list[LexemeMatter] = []


Model = TypeVar("Model", bound=BaseModel)

_EXPECTED = {
    "string": ("a text", "put it in quotes"),
    "float": ("a number", "write digits, without quotes or unit"),
    "int": ("a whole number", "write digits, without quotes or unit"),
    "bool": ("true or false", "write true or false, without quotes"),
    "list": ("a list", "write [ … ]"),
    "dict": ("a table of keys", "write { key: value }"),
    "model": ("a table of keys", "write { key: value }"),
    "model_type": ("a table of keys", "write { key: value }"),
}


def validate(model: type[Model], located: Located, prefix: Loc = ()) -> tuple[Model | None, list[Diagnostic]]:
    """Return *located*'s value at *prefix* as *model*, or None and every fault in it, in the author's words."""
    value = located.value
    for part in prefix:
        value = value[part]
    try:
        return model.model_validate(value), []
    except ValidationError as error:
        faults = [_fault(dict(fault), model, located, prefix) for fault in error.errors()]
        return None, list(dict.fromkeys(faults))


def _fault(fault: dict[str, Any], model: type[BaseModel], located: Located, prefix: Loc) -> Diagnostic:
    loc = prefix + tuple(fault["loc"])
    name = str(loc[-1]) if loc else ""
    kind: str = fault["type"]
    if name == "[key]":  # of a table whose keys are a closed list
        loc, name = loc[:-1], str(loc[-2])
        known = [key.strip("' ") for key in re.split(",| or ", str((fault.get("ctx") or {}).get("expected", "")))]
        return Diagnostic(located.key(loc), f"the key {name!r} is not known here", did_you_mean(name, known))
    if kind == "extra_forbidden":
        hint = did_you_mean(name, _fields(model, loc[len(prefix) : -1]))
        return Diagnostic(located.key(loc), f"the key {name!r} is not known here", hint)
    if kind == "missing":
        name = str(fault["loc"][-1])
        return Diagnostic(
            located.key(loc[:-1]),
            f"the key {name!r} is missing",
            f"add a line '{name}: …'" if not _is_toml(located) else f"add a line '{name} = …'",
        )
    span = located.at(loc)
    context = fault.get("ctx") or {}
    found = fault.get("input")
    if kind == "value_error":
        message, hint = (*context["error"].args, _hint(name))[:2]
        return Diagnostic(located.key(loc) if not loc else span, message, hint)
    if isinstance(loc[-1] if loc else "", int):
        name = str(loc[-2])
    if kind == "literal_error":
        expected = str(context["expected"]).replace("'", "")
        return Diagnostic(
            span,
            f"{found!r} is not a value of {name!r}",
            did_you_mean(str(found), expected.replace(" or ", ", ").split(", ")),
        )
    if kind in {"too_short", "too_long"} and name == "place":
        return Diagnostic(span, "a place is two numbers", "write place: [latitude, longitude], in degrees")
    if kind in {"greater_than_equal", "less_than_equal", "less_than"}:
        limit = context.get("ge", context.get("le", context.get("lt")))
        word = "at least" if "ge" in context else "at most" if "le" in context else "less than"
        return Diagnostic(span, f"{name!r} is {found}, but must be {word} {limit:g}")
    if kind in {"string_too_short", "too_short"}:
        return Diagnostic(span, f"{name!r} is empty")
    if kind in {"string_too_long", "too_long"}:
        return Diagnostic(span, f"{name!r} is longer than {context['max_length']} characters")
    if kind == "string_pattern_mismatch":
        return Diagnostic(span, f"{found!r} is not a value of {name!r}", _hint(name))
    expected, hint = _EXPECTED.get(kind.removesuffix("_type"), ("another kind of value", ""))
    return Diagnostic(span, f"{name!r} must be {expected}, not {_shown(found)}", hint)


def _shown(found: object) -> str:
    match found:
        case None:
            return "nothing"
        case bool():
            return repr(found).lower()
        case str() | int() | float():
            return repr(found)
        case dict():
            return "a table"
        case list():
            return "a list"
        case _:
            return f"a date or an hour: {found}"


def _is_toml(located: Located) -> bool:
    return located.keys[()].path.endswith(".toml")


def _fields(model: type[BaseModel], loc: Loc) -> list[str]:
    """Return the keys that *model* knows at *loc* inside it."""
    for part in loc:
        if isinstance(part, int):
            continue
        field = model.model_fields.get(str(part))
        inner = (
            [t for t in _types(field.annotation) if isinstance(t, type) and issubclass(t, BaseModel)] if field else []
        )
        if not inner:
            return []
        model = inner[0]
    return list(model.model_fields)


def _types(annotation: Any) -> list[Any]:
    from typing import get_args

    args = get_args(annotation)
    return [annotation] if not args else [t for arg in args for t in _types(arg)]


def _hint(name: str) -> str:
    return {
        "facts": "write YYYY-MM-DD",
        "walked": "write YYYY-MM-DD, or null while nobody has walked it",
        "published": "write YYYY-MM-DD",
        "date": 'write "YYYY", "YYYY-MM" or "YYYY-MM-DD"',
        "read": 'write "YYYY", "YYYY-MM" or "YYYY-MM-DD"',
        "url": "give it whole, from https:// on, or leave it out",
        "slug": "such as miracle-mile",
        "language": "a language tag such as en or es-MX",
    }.get(name, "")
