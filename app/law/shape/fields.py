"""The types a step may ask for, and the typed body each step gets from them.

A closed set: a new type is a new function here, with its tests. Dates and moments are taken from
text only, in the one form of RFC 3339, since a number or a loose date is a guess.
"""

import re
from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from typing import Annotated, Final, Literal, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    WithJsonSchema,
    create_model,
)
from pydantic_core import PydanticCustomError

from app.law.shape.model import Ask, Procedure, StepRule

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2100
LONGEST_TERM: Final = 600
LONGEST_STAY: Final = 20_000
MOST: Final = 1_000_000

Iso = TypeVar("Iso", date, datetime)
_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT: Final = re.compile(
    r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})"
)


def _refused(vi: str, en: str) -> PydanticCustomError:
    """What the API says of a value in both languages; the value itself is never repeated."""
    return PydanticCustomError("refused", "{en}", {"vi": vi, "en": en})


def _within(value: date) -> None:
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        span = f"{FIRST_YEAR}-{LAST_YEAR}"
        raise _refused(f"Năm phải trong khoảng {span}", f"The year must lie in {span}")


def _read_day(value: object) -> date:
    if isinstance(value, str) and _DATE.fullmatch(value):
        value = _iso(date.fromisoformat, value)
    if not isinstance(value, date) or isinstance(value, datetime):
        raise _refused("Phải là ngày dạng NNNN-TT-NN", "It must be a date as YYYY-MM-DD")
    _within(value)
    return value


def _read_moment(value: object) -> datetime:
    if isinstance(value, str) and _MOMENT.fullmatch(value):
        value = _iso(datetime.fromisoformat, value)
    if not isinstance(value, datetime) or value.tzinfo is None:
        raise _refused(
            "Phải là thời điểm có múi giờ, như 2026-03-02T09:00:00+07:00",
            "It must be a moment with its offset, as 2026-03-02T09:00:00+07:00",
        )
    _within(value)
    return value


def _iso(read: Callable[[str], Iso], value: str) -> Iso | None:
    """A day no calendar has is none."""
    try:
        return read(value)
    except ValueError:
        return None


def _read_text(value: object) -> object:
    if isinstance(value, str) and not value.strip():
        raise _refused("Không được để trống", "It may not be empty")
    return value


LegalDay = Annotated[
    date, BeforeValidator(_read_day), WithJsonSchema({"type": "string", "format": "date"})
]
Moment = Annotated[
    datetime,
    BeforeValidator(_read_moment),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]
Line = Annotated[str, BeforeValidator(_read_text), Field(max_length=300)]
Text = Annotated[str, BeforeValidator(_read_text), Field(max_length=4000)]
Code = Annotated[str, Field(pattern=r"^[a-z0-9]+([_-][a-z0-9]+)*$", max_length=80)]
UnitCode = Annotated[str, Field(pattern=r"^([0-9]{2}|[0-9]{5}|[FC]-[A-Za-z0-9-]{1,40}|vn)$")]
CaseId = Annotated[
    str,
    Field(pattern=r"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"),
    PlainSerializer(str.lower),
    WithJsonSchema({"type": "string", "format": "uuid"}),
]


class Part(BaseModel):
    """A part of a body: nothing unknown, nothing converted."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Decision(Part):
    """A decision: its number, day and signer."""

    number: Annotated[Line, Field(title="Số quyết định", description="Number of the decision")]
    on: Annotated[LegalDay, Field(title="Ngày ký", description="Day of signing")]
    signed_by: Annotated[Line, Field(title="Người ký", description="Signed by")]


class NamedPerson(Part):
    """A person beside the client: a representative, a supporter, a witness."""

    full_name: Annotated[Line, Field(title="Họ và tên", description="Full name")]
    relation: Annotated[
        Line | None, Field(title="Quan hệ", description="Relation to the client")
    ] = None


class PhaseSpan(Part):
    """One of the five phases as it was done; `e` is phase đ of the decree."""

    phase: Annotated[
        Literal["a", "b", "c", "d", "e"], Field(title="Giai đoạn", description="Phase (e is đ)")
    ]
    start: Annotated[LegalDay, Field(title="Từ ngày", description="From")]
    end: Annotated[LegalDay | None, Field(title="Đến ngày", description="To")] = None


class Appraised(Part):
    """What an appraisal found of one criterion of `criteria.toml`."""

    criterion: Annotated[
        str,
        Field(
            title="Tiêu chí",
            description="Code of the criterion",
            pattern=r"^[A-Z][A-Za-z0-9-]{0,29}$",
        ),
    ]
    met: Annotated[bool, Field(title="Đạt", description="Met")]
    evidence: Annotated[Text | None, Field(title="Căn cứ", description="Evidence")] = None


class HandedPaper(Part):
    """A paper handed in together with the step."""

    paper: Annotated[Code, Field(title="Giấy tờ", description="Code of the paper")]
    number: Annotated[Line | None, Field(title="Số", description="Number")] = None
    issued_on: Annotated[LegalDay | None, Field(title="Ngày cấp", description="Issued on")] = None
    issuer: Annotated[Line | None, Field(title="Nơi cấp", description="Issuer")] = None
    note: Annotated[Text | None, Field(title="Ghi chú", description="Note")] = None


def _plain(kind: object) -> Callable[[Ask], object]:
    return lambda _ask: kind


def _number(default_min: int, default_max: int) -> Callable[[Ask], object]:
    def make(ask: Ask) -> object:
        low = default_min if ask.min is None else ask.min
        high = default_max if ask.max is None else ask.max
        return Annotated[int, Field(ge=low, le=high)]

    return make


def _choice(ask: Ask) -> object:
    return Literal[tuple(value.code for value in ask.values)]


def _grounds(ask: Ask) -> object:
    return Annotated[list[_choice(ask)], Field(min_length=1, max_length=len(ask.values))]  # type: ignore[misc]


FIELD_TYPES: Final[dict[str, Callable[[Ask], object]]] = {
    "text": _plain(Text),
    "date": _plain(LegalDay),
    "moment": _plain(Moment),
    "months": _number(1, LONGEST_TERM),
    "days": _number(0, LONGEST_STAY),
    "count": _number(0, MOST),
    "flag": _plain(bool),
    "choice": _choice,
    "grounds": _grounds,
    "decision": _plain(Decision),
    "court": _plain(UnitCode),
    "facility": _plain(UnitCode),
    "commune": _plain(UnitCode),
    "province": _plain(UnitCode),
    "person": _plain(NamedPerson),
    "phases": _plain(Annotated[list[PhaseSpan], Field(min_length=1, max_length=60)]),
    "appraisal": _plain(Annotated[list[Appraised], Field(min_length=1, max_length=100)]),
    "case": _plain(CaseId),
    # Rows of the file or of the staff that are the proof of a step; guards look at them.
    "screening": _plain(CaseId),
    "staff": _plain(CaseId),
}


RESERVED: Final = frozenset({"name", "occurred_at", "papers", "note"})


class StepBody(Part):
    """What every step is told: when it happened, papers that come with it, a remark."""

    name: Annotated[str, Field(title="Bước", description="Step")]
    occurred_at: Annotated[
        Moment, Field(title="Thời điểm thực hiện", description="When the act happened")
    ]
    papers: Annotated[
        list[HandedPaper],
        Field(title="Giấy tờ kèm theo", description="Papers handed in", max_length=50),
    ] = []
    note: Annotated[Text | None, Field(title="Ghi chú", description="Note")] = None


@cache
def _body(procedure: str, edition: str, name: str, asks: tuple[Ask, ...]) -> type[StepBody]:
    fields: dict[str, object] = {"name": (Literal[name], Field(title="Bước", description="Step"))}
    for ask in asks:
        kind = FIELD_TYPES[ask.type](ask)
        extra = {"x-type": ask.type}
        if ask.values:
            extra["x-titles"] = {v.code: {"vi": v.title.vi, "en": v.title.en} for v in ask.values}  # type: ignore[assignment]
        default: object = ... if ask.required else None
        info = Field(
            default,
            title=ask.title.vi,
            description=ask.title.en,
            json_schema_extra=extra,  # type: ignore[arg-type]
        )
        fields[ask.field] = (kind if ask.required else kind | None, info)  # type: ignore[operator]
    title = "".join(
        part.capitalize() for part in re.split(r"[-_]", f"{procedure}-{name}-{edition}")
    )
    return create_model(title, __base__=StepBody, **fields)  # type: ignore[call-overload, no-any-return]


def body_model(procedure: Procedure, step: StepRule) -> type[StepBody]:
    """The typed body of a step, named for procedure, step and edition; made once and kept."""
    return _body(procedure.code, procedure.edition, step.name, step.asks)


@cache
def _schema(model: type[BaseModel]) -> dict[str, object]:
    return model.model_json_schema()


def body_schema(procedure: Procedure, step: StepRule) -> dict[str, object]:
    """The JSON Schema of a step's body; titles in Vietnamese, descriptions in English."""
    return _schema(body_model(procedure, step))
