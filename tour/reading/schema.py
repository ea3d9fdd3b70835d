"""What an author may write in front matter, tour.toml, sources.toml and lexicon.toml.

Pydantic's models check plain values here, and `project`, `stops` and `tables` turn them into the model's types. What an
author leaves out has the default of `tour.model`, where that has one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import fields
from datetime import date, datetime
from typing import Annotated, Any, Literal, TypeVar, get_args

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from tour.diagnostics import MOST, Diagnostic, Span, did_you_mean, short
from tour.inputs.marks import composed
from tour.model import By, Credit, Film, Gaps, Lexeme, Means, Paper, Source, Spoiler, Stop, Tour, Unit, Units, Voice
from tour.normalize import ReadAs
from tour.reading.degrees import place_of
from tour.reading.links import has_link, place_in_link
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
    return composed(" ".join(text.split()))


def _url(text: str) -> str:
    if text and not re.fullmatch(r"https?://[^\s/]+\.[^\s]*", text):
        raise ValueError(f"{text!r} is not a whole web address")
    return text


def _slug(text: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", text) or len(text) > 60:
        raise ValueError(f"{text!r} is not a slug: lower-case letters, digits and single hyphens, at most 60")
    return text


def _each_once(values: list[Paper]) -> list[Paper]:
    if len(set(values)) < len(values):
        raise ValueError("a paper is there twice", "name each once")
    return values


def _absent(value: object) -> object:
    return "" if value is None else value


def _written(value: object) -> object:
    """Return a date or a year as text: TOML has dates that stand without quotes, and a year may be a number."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, int) and not isinstance(value, bool) and 1000 <= value <= 9999:
        return str(value)
    return value


_AXES = (("lat", "latitude"), ("lon", "lng", "long", "longitude"))


def _pair(value: object) -> object:
    """Return as a list of two numbers a place that is written otherwise: as text, as a link to a map, under names.

    What is none is returned as it is, for the list's own faults. Raises ValueError, with a hint, for other text.
    """
    if isinstance(value, dict):
        named = {str(key).lower(): part for key, part in value.items()}
        parts = [next((named[name] for name in names if name in named), None) for names in _AXES]
        if len(named) != len(parts) or None in parts:
            raise ValueError("a place is a latitude and a longitude", "write place: [51.5072, -0.1276]")
        value = parts
    if isinstance(value, list) and len(value) <= 2 and any(isinstance(part, str) for part in value):
        value = ", ".join(map(str, value))
    if not isinstance(value, str):
        return value
    place = place_in_link(value) if has_link(value) else place_of(value)
    return [place.lat, place.lon]


Line = Annotated[str, AfterValidator(_one_line), Field(max_length=4000)]
"""Some are read out, and normalised whole: the time that this takes is bounded as a paragraph's is."""
Printed = Annotated[str, AfterValidator(_one_line), Field(max_length=500)]
"""On the card, which is laid out many times over until it fits on a sheet of paper."""
Title = Annotated[str, AfterValidator(_one_line), Field(min_length=1, max_length=80)]
Date = Annotated[str, BeforeValidator(_written), AfterValidator(_iso_date)]
Year = Annotated[str, BeforeValidator(_written), Field(pattern=r"^(\d{4}(-\d{2}(-\d{2})?)?)?$")]
Papers = Annotated[list[Paper], Field(min_length=1, max_length=len(get_args(Paper))), AfterValidator(_each_once)]
Reason = Annotated[str, AfterValidator(_one_line), Field(min_length=1, max_length=160)]
MaybeDate = Annotated[Date, BeforeValidator(_absent)]
Url = Annotated[str, AfterValidator(_url), Field(max_length=500)]
BaseUrl = Annotated[str, AfterValidator(lambda text: base_url(text) if text else text)]
Slug = Annotated[str, AfterValidator(_slug)]
Seconds = Annotated[float, Field(ge=0, le=10)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


# Of these only the fields that have a default in the model are looked at.
_NOWHERE = Span("", 1, 1)
_VOICE = Voice(engine="", name="", language="")
_FILM = Film(scene="")
_STOP = Stop(number=0, slug="", title="", span=_NOWHERE)
_GAPS = Gaps()
_CREDIT = Credit(what="", who="")
_SOURCE = Source(key="", title="", span=_NOWHERE)
_LEXEME = Lexeme(graphemes=(), span=_NOWHERE)
_TOUR = Tour(
    slug="",
    title="",
    subtitle="",
    language="",
    published="",
    author="",
    licence="",
    voice=_VOICE,
    welcome=None,
    stops=(),
    legs=(),
)


class FilmMatter(_Strict):
    scene: Line
    spoiler: Spoiler = _FILM.spoiler


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

    def figures(self) -> list[tuple[Unit, float]]:
        """Return the figures that are written; one, once the claim is valid."""
        figures = []
        units: tuple[Unit, ...] = get_args(Unit)
        for unit in units:
            value = getattr(self, unit)
            if value is not None:
                figures.append((unit, value))
        return figures


class WelcomeMatter(_Strict):
    title: Title
    facts: MaybeDate = _STOP.facts
    claims: list[ClaimMatter] = []


class StopMatter(_Strict):
    title: Title
    place: Annotated[list[float], Field(min_length=2, max_length=2), BeforeValidator(_pair)] = []
    """Of a stop without a room it must be there; `tour.reading.stops` sees to that."""
    room: Annotated[str, AfterValidator(_one_line), Field(max_length=80)] = _STOP.room
    stand: Annotated[str, AfterValidator(_one_line), Field(min_length=1, max_length=160)]
    face: Line = _STOP.face
    face_bearing: Annotated[float, Field(ge=0, lt=360)] | None = _STOP.face_bearing
    radius: Annotated[float, Field(ge=5, le=25)] | None = _STOP.radius
    address: Line = _STOP.address
    by: By = "foot"
    line: Annotated[str, AfterValidator(_one_line), Field(max_length=80)] = ""
    minutes: Annotated[float, Field(ge=1, le=600)] | None = None
    """Of the ride, with its usual wait. `tour.reading.rides` makes one value of the three."""
    facts: MaybeDate = _STOP.facts
    walked: MaybeDate = _STOP.walked
    access: Line = _STOP.access
    if_closed: Line = _STOP.if_closed
    film: FilmMatter | None = None


class GapsMatter(_Strict):
    sentence: Seconds = _GAPS.sentence
    paragraph: Seconds = _GAPS.paragraph


class CreditMatter(_Strict):
    what: Printed
    who: Printed
    licence: Printed = _CREDIT.licence
    url: Url = _CREDIT.url


class TourMatter(_Strict):
    title: Title
    subtitle: Printed = ""
    slug: Slug
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")] = "en"
    published: Annotated[Date, Field(min_length=1)]
    author: Printed = ""
    licence: Printed = ""
    base_url: BaseUrl = _TOUR.base_url
    engine: Line = "hibari"
    voice: Line = ""
    speed: Annotated[float, Field(ge=0.5, le=2)] = _VOICE.speed
    loudness: Annotated[float, Field(ge=-30, le=-10)] = _TOUR.loudness
    pace: Annotated[float, Field(ge=0.5, le=2)] = _TOUR.pace
    units: Units = _TOUR.units
    gaps: GapsMatter = GapsMatter()
    papers: Annotated[list[Paper], Field(min_length=1, max_length=len(get_args(Paper))), AfterValidator(_each_once)] = (
        list(_TOUR.papers)
    )
    cover: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")] | None = None
    """The name of a drawing in ``art/``."""
    fonts: Annotated[list[Annotated[str, Field(pattern=r"^[\w-][\w .-]*(/[\w-][\w .-]*)*$")]], Field(max_length=8)] = []
    """Files in ``stops/``, such as ``fonts/NotoSansHebrew-Regular.ttf``."""
    safety: Annotated[list[Printed], Field(max_length=20)] = []
    hold: bool = _TOUR.hold
    ident: bool = _TOUR.ident
    credits: Annotated[list[CreditMatter], Field(max_length=60)] = []
    unsourced: dict[str, Reason] = {}
    stilled: dict[str, Reason] = {}
    """By the name of a rule that is not to warn, why."""
    texts: dict[
        Literal[
            "hold",
            "stay",
            "stay_until",
            "begins",
            "across",
            "back_across",
            "back_there",
            "both_arms",
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
    publisher: Line = _SOURCE.publisher
    date: Year = _SOURCE.date
    url: Url = _SOURCE.url
    read: Year = _SOURCE.read


Words = Annotated[str, Field(min_length=1), AfterValidator(composed)]
Respelling = Annotated[str, Field(pattern=r"^[^\d\[\]()<>]+$")]


def _for_all(alias: object) -> object:
    """Return one alias as that of every engine."""
    return {"": alias} if isinstance(alias, str) else alias


class LexemeMatter(_Strict):
    grapheme: Annotated[list[Words], Field(min_length=1)]
    phoneme: str = _LEXEME.phoneme
    alias: Annotated[dict[str, Respelling], BeforeValidator(_for_all)] = {}
    read_as: Annotated[ReadAs | None, Field(alias="as")] = None

    @model_validator(mode="after")
    def _says_how(self) -> LexemeMatter:
        if not self.phoneme and not self.alias and not self.read_as:
            raise ValueError("a lexeme needs a phoneme (IPA), an alias, or as = how it is read")
        if self.read_as and (self.phoneme or self.alias):
            raise ValueError("a lexeme has either as = how it is read, or a phoneme and aliases")
        return self


class ReplaceMatter(_Strict):
    written: Words
    said: Annotated[str, AfterValidator(_one_line), Field(min_length=1)]


class LexiconMatter(_Strict):
    lexeme: list[LexemeMatter] = []
    replace: list[ReplaceMatter] = []


def same_named(matter: BaseModel, kind: type, apart: Collection[str] = ()) -> dict[str, Any]:
    """Return what *matter* says under the names of the fields of *kind*, a dataclass, without those *apart*.

    So a key that goes from an author's file to the model as it is stands in the two, and nowhere between. Lists become
    tuples.
    """
    known = type(matter).model_fields
    out = {}
    for field in fields(kind):
        if field.name in known and field.name not in apart:
            value = getattr(matter, field.name)
            out[field.name] = tuple(value) if isinstance(value, list) else value
    return out


Model = TypeVar("Model", bound=BaseModel)

_KINDS = {
    "string_type": ("a text", "put it in quotes"),
    "float_type": ("a number", "write digits, without quotes or unit"),
    "int_type": ("a whole number", "write digits, without quotes or unit"),
    "bool_type": ("true or false", "write true or false, without quotes"),
    "list_type": ("a list", "write [ … ]"),
    "dict_type": ("a table of keys", "write { key: value }"),
    "model_type": ("a table of keys", "write { key: value }"),
}
"""What a value must be, by the name of pydantic's fault, and what to write."""
_HINTS = {
    "facts": "write YYYY-MM-DD",
    "walked": "write YYYY-MM-DD, or null while nobody has walked it",
    "published": "write YYYY-MM-DD",
    "date": 'write "YYYY", "YYYY-MM" or "YYYY-MM-DD"',
    "read": 'write "YYYY", "YYYY-MM" or "YYYY-MM-DD"',
    "url": "give it whole, from https:// on, or leave it out",
    "slug": "such as miracle-mile",
    "alias": "write it in words: without digits and brackets",
    "by": f"known here: {', '.join(get_args(Means))}; without this line the way is walked",
    "fonts": "name files in stops/, such as fonts/NotoSansHebrew-Regular.ttf",
    "language": "a language tag such as en or es-MX",
}


def validate(model: type[Model], located: Located, prefix: Loc = ()) -> tuple[Model | None, list[Diagnostic]]:
    """Return *located*'s value at *prefix* as *model*, or None and its faults, in the author's words.

    Of very many faults the first are returned, one more than `MOST`.
    """
    value = located.value
    for part in prefix:
        value = value[part]
    try:
        return model.model_validate(value), []
    except ValidationError as error:
        found = _once(error.errors(include_url=False)[: MOST + 1])
        faults = [_fault(dict(fault), model, located, prefix) for fault in found]
        return None, list(dict.fromkeys(faults))


def _once(found: Sequence[Any]) -> list[Any]:  # pydantic's own kind of dict
    """Return *found* without keys that are missing because they stand there in capitals, which is told by itself."""
    strange = {_lowered(fault["loc"]) for fault in found if fault["type"] == "extra_forbidden"}
    return [fault for fault in found if fault["type"] != "missing" or _lowered(fault["loc"]) not in strange]


def _lowered(loc: Sequence[str | int]) -> tuple[str, ...]:
    return tuple(str(part).lower() for part in loc)


def _fault(fault: dict[str, Any], model: type[BaseModel], located: Located, prefix: Loc) -> Diagnostic:
    """Return one of pydantic's faults as the author is told of it."""
    inner: Loc = tuple(fault["loc"])
    loc = prefix + inner
    name = str(loc[-1]) if loc else ""
    context = fault.get("ctx") or {}
    if name == "[key]":  # of a table whose keys are a closed list
        known = re.split(",| or ", str(context.get("expected", "")))
        return _unknown_key(located, loc[:-1], [key.strip("' ") for key in known])
    match fault["type"]:
        case "extra_forbidden":
            return _unknown_key(located, loc, _fields(model, inner[:-1]))
        case "missing":
            sign = " =" if _is_toml(located) else ":"
            return Diagnostic(located.key(loc[:-1]), f"the key {name!r} is missing", f"add a line '{name}{sign} …'")
        case "value_error":
            message, hint = (*context["error"].args, _HINTS.get(name, ""))[:2]
            return Diagnostic(located.at(loc) if loc else located.key(loc), message, hint)
    if loc and isinstance(loc[-1], int):
        name = str(loc[-2])
    name = name or "alias"  # one that is for every engine has no name
    return Diagnostic(located.at(loc), *_wrong_value(fault["type"], name, fault.get("input"), context))


def _unknown_key(located: Located, loc: Loc, known: list[str]) -> Diagnostic:
    name = str(loc[-1])
    return Diagnostic(located.key(loc), f"the key {name!r} is not known here", did_you_mean(name, known))


def _wrong_value(kind: str, name: str, found: object, context: dict[str, Any]) -> tuple[str, str]:
    """Return what is wrong with the value *found* of the key *name*, and the hint. *kind* is the name of the fault."""
    match kind:
        case "literal_error":
            known = str(context["expected"]).replace("'", "").replace(" or ", ", ")
            hint = _HINTS.get(name) or did_you_mean(str(found), known.split(", "))
            return f"{_quoted(found)} is not a value of {name!r}", hint
        case "string_pattern_mismatch":
            return f"{_quoted(found)} is not a value of {name!r}", _HINTS.get(name, "")
        case "too_short" | "too_long" if name == "place":
            return "a place is two numbers", "write place: [latitude, longitude], in degrees, with decimal points"
        case "too_short" | "string_too_short":
            return f"{name!r} is empty", ""
        case "too_long" if isinstance(found, list):
            return f"{name!r} has more than {context['max_length']} entries", ""
        case "too_long" | "string_too_long":
            return f"{name!r} is longer than {context['max_length']} characters", ""
        case "greater_than_equal":
            return f"{name!r} is {found}, but must be at least {context['ge']:g}", ""
        case "less_than_equal":
            return f"{name!r} is {found}, but must be at most {context['le']:g}", ""
        case "less_than":
            return f"{name!r} is {found}, but must be less than {context['lt']:g}", ""
    expected, hint = _KINDS.get(kind, ("another kind of value", ""))
    return f"{name!r} must be {expected}, not {_shown(found)}", hint


def _quoted(found: object) -> str:
    return short(repr(found))


def _shown(found: object) -> str:
    match found:
        case None:
            return "nothing"
        case bool():
            return repr(found).lower()
        case str() | int() | float():
            return _quoted(found)
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
    inner: type[BaseModel] | None = model
    for part in loc:
        if isinstance(part, str) and inner:
            inner = _model_of(inner, part)
    return list(inner.model_fields) if inner else []


def _model_of(model: type[BaseModel], name: str) -> type[BaseModel] | None:
    """Return the model of the field *name*, or of its items; None when its values are plain."""
    if name not in model.model_fields:
        return None
    for kind in _types(model.model_fields[name].annotation):
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            return kind
    return None


def _types(annotation: Any) -> list[Any]:  # whatever may stand in an annotation
    """Return the types that *annotation* is made of."""
    parts = get_args(annotation)
    if not parts:
        return [annotation]
    return [kind for part in parts for kind in _types(part)]
