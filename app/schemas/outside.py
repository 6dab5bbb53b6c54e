"""What comes into a centre from outside: visits, calls, parcels."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from app.schemas.base import (
    Id,
    In,
    LegalBasisOut,
    LongText,
    Moment,
    Out,
    PageFilter,
    PersonName,
    Text1,
)

OutsideKind = Annotated[
    Literal["visit", "spouse_visit", "call", "parcel", "money", "medicine"],
    Field(description="`spouse_visit`: in a separate room; `money`: into the deposit book"),
]
Some = Annotated[int, Field(strict=True, ge=1, le=100_000)]


class OutsideContactIn(In):
    """A visit, a call or what was brought, in the centre where the caller works."""

    id: Id | None = None
    kind: OutsideKind
    happened_at: Moment
    who: Annotated[PersonName, Field(description="Who came, called or sent; the first of them")]
    relation: Annotated[Text1, Field(title="Quan hệ", description="What they are to the person")]
    minutes: Annotated[Some | None, Field(description="How long")] = None
    visitors: Annotated[Some | None, Field(description="How many came")] = None
    what: Annotated[Text1 | None, Field(description="What was brought or sent")] = None
    allowed_by: Annotated[
        PersonName | None, Field(description="Who allowed what goes beyond the ordinary limit")
    ] = None
    case_id: Id | None = None
    note: LongText | None = None


class LimitWarningOut(Out):
    """A limit that was passed, with its article."""

    code: Literal["minutes", "visitors", "times", "consent"]
    vi: str
    en: str
    legal_basis: list[LegalBasisOut]


class OutsideContactOut(Out):
    """A visit, a call or a parcel on file; `warnings` as they were found when it was entered."""

    id: UUID
    client_id: UUID
    case_id: UUID | None
    unit: str
    kind: OutsideKind
    happened_at: Moment
    who: str
    relation: str
    minutes: int | None
    visitors: int | None
    what: str | None
    allowed_by: str | None
    warnings: list[LimitWarningOut]
    note: str | None
    provenance: str
    late_entry: bool
    recorded_at: Moment
    voided_at: Moment | None
    void_reason: str | None
    version: int


class OutsideFilter(PageFilter):
    """Which of them to list."""

    kind: OutsideKind | None = None
