"""Yearly facts of units that no file holds."""

from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BeforeValidator, Field, WithJsonSchema

from app.schemas.amounts import AmountOut, as_amount
from app.schemas.base import (
    Flag,
    Id,
    In,
    LongText,
    Moment,
    Out,
    PageFilter,
    Text1,
    TextOut,
    UnitCode,
)
from app.schemas.years import FactYear

MOST = 500
_LARGEST = 2_147_483_647

FactCode = Annotated[
    str,
    Field(
        pattern=r"^[a-z][a-z0-9_]{0,59}$",
        description="One of `GET /v1/area-facts/kinds`",
        examples=["resident_population"],
    ),
]
FactValue = Annotated[
    Decimal,
    Field(ge=0, le=_LARGEST, decimal_places=2),
    BeforeValidator(as_amount),
    WithJsonSchema({"type": "number", "minimum": 0, "maximum": _LARGEST, "examples": [21480]}),
]
YearKind = Literal["calendar", "police"]


class AreaFactIn(In):
    """A fact of the unit for a year; yes and no are 1 and 0.

    With `corrects` it takes the place of that entry; without a value it then withdraws it.
    """

    id: Id | None = None
    fact: FactCode
    year: FactYear
    value: FactValue | None = None
    source: Annotated[Text1, Field(examples=["Báo cáo số 45/BC-UBND ngày 14/12/2026"])]
    corrects: Id | None = None
    note: LongText | None = None


class AreaFactLineIn(In):
    """One fact of one unit."""

    unit: UnitCode
    fact: FactCode
    value: FactValue
    note: LongText | None = None


class AreaFactsIn(In):
    """Up to 500 facts of a year, taken from one document; each line is answered by itself."""

    year: FactYear
    source: Text1
    lines: Annotated[list[AreaFactLineIn], Field(min_length=1, max_length=MOST)]


class AreaFactOut(Out):
    """An entry; `value` is null where it withdraws what it corrects."""

    id: UUID
    unit: str
    fact: str
    year: str
    value: AmountOut | None
    source: str
    note: str | None
    corrects: UUID | None
    status: Literal["entered", "confirmed"]
    recorded_at: Moment
    confirmed_at: Moment | None
    version: int


class AreaFactNotedOut(Out):
    """What became of a line; `present`: the unit has another value, which is to be corrected."""

    unit: str
    fact: str
    outcome: Literal["entered", "unchanged", "present", "refused"]
    entry: AreaFactOut | None
    reason: TextOut | None


class AreaFactsOut(Out):
    """A result a line, in the order they were told."""

    entered: int
    lines: list[AreaFactNotedOut]


class ConfirmFactsIn(In):
    """The entries that were looked at."""

    ids: Annotated[list[Id], Field(min_length=1, max_length=MOST)]


class FactConfirmedOut(Out):
    """What became of an entry; `not_found`: none of the caller's, hidden or absent alike."""

    id: UUID
    outcome: Literal["confirmed", "unchanged", "corrected_since", "not_found"]


class FactsConfirmedOut(Out):
    """A result an entry, in the order asked."""

    items: list[FactConfirmedOut]


class AreaFactFilter(PageFilter):
    """Which facts to list."""

    year: FactYear | None = None
    fact: FactCode | None = None
    whole: Annotated[Flag, Field(description="Entries that were corrected as well")] = False


class AreaFactKindOut(Out):
    """A fact that may be told: of which units and years, who asks for it, who usually has it."""

    code: str
    kind: Literal["int", "bool", "m2"]
    levels: list[Literal["commune", "province", "nation", "facility"]]
    years: list[YearKind]
    title: TextOut
    asked_by: list[str]
    source: TextOut


class AreaFactKindsOut(Out):
    """Every fact there is; the list is practice, no article."""

    items: list[AreaFactKindOut]
    unverified: bool
