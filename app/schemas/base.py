"""What every schema is made of: strict in, plain out, and the types of their fields."""

from datetime import date, datetime
from typing import Annotated, Final, Generic, TypeVar
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, WithJsonSchema

from app.schemas.written import (
    Written,
    as_day,
    as_flag,
    as_id,
    as_moment,
    as_number,
    in_viet_nam,
    refused,
)

T = TypeVar("T")

LARGEST_PAGE: Final = 500
USUAL_PAGE: Final = 50

# One line, and several; other lengths: `Annotated[str, Written(40)]`.
Text1 = Annotated[str, Written(200)]
LongText = Annotated[str, Written(4000, lines=True)]
PersonName = Annotated[
    str, Written(200, name=True), Field(examples=["Nguyễn Văn An"], title="Họ và tên")
]
UnitCode = Annotated[
    str,
    Field(
        pattern=r"^(vn|[0-9]{2}|[0-9]{5}|[FC]-[A-Za-z0-9][A-Za-z0-9-]{0,38})$",
        max_length=40,
        examples=["00004"],
        title="Mã đơn vị",
    ),
]
LegalDay = Annotated[
    date,
    BeforeValidator(as_day),
    WithJsonSchema({"type": "string", "format": "date", "examples": ["2026-03-02"]}),
]
Moment = Annotated[
    datetime,
    BeforeValidator(as_moment),
    PlainSerializer(in_viet_nam, return_type=str, when_used="json"),
    WithJsonSchema(
        {"type": "string", "format": "date-time", "examples": ["2026-03-02T09:00:00+07:00"]}
    ),
]
Id = Annotated[UUID, BeforeValidator(as_id), WithJsonSchema({"type": "string", "format": "uuid"})]
Count = Annotated[int, Field(strict=True, ge=0, le=2_147_483_647)]
Flag = Annotated[bool, BeforeValidator(as_flag)]
Limit = Annotated[int, BeforeValidator(as_number), Field(ge=1, le=LARGEST_PAGE)]
CursorText = Annotated[str, Field(min_length=1, max_length=1000, pattern=r"^[A-Za-z0-9_-]+$")]


class In(BaseModel):
    """What comes in: unknown fields are refused, nothing is guessed, nothing is echoed."""

    model_config = ConfigDict(
        extra="forbid",
        strict=True,
        frozen=True,
        allow_inf_nan=False,
        hide_input_in_errors=True,
    )


class Filter(In):
    """What narrows a read. A query is text, so numbers and flags are read from it."""

    model_config = ConfigDict(strict=False)


class PageFilter(Filter):
    """What narrows a list, page by page. `Annotated[…Filter, Query()]`."""

    limit: Limit = USUAL_PAGE
    cursor: CursorText | None = None


class Out(BaseModel):
    """What goes out, read from a record's attributes."""

    model_config = ConfigDict(from_attributes=True, frozen=True)


class Page(Out, Generic[T]):
    """One page of a list; `next` is the cursor of the following page, null on the last."""

    items: list[T]
    next: str | None


class TextOut(Out):
    """A text in both languages."""

    vi: str
    en: str


class LegalBasisOut(Out):
    """The article something rests on (contract: `legal_basis`)."""

    act: str = Field(examples=["116/2021/NĐ-CP"])
    at: str = Field(examples=["Điều 30 khoản 1"])
    edition: str = Field(examples=["d116"])
    unverified: bool = Field(description="True where the reading is not confirmed yet")


__all__ = [
    "Count",
    "CursorText",
    "Filter",
    "Flag",
    "Id",
    "In",
    "LegalBasisOut",
    "LegalDay",
    "Limit",
    "LongText",
    "Moment",
    "Out",
    "Page",
    "PageFilter",
    "PersonName",
    "Text1",
    "TextOut",
    "UnitCode",
    "Written",
    "refused",
]
