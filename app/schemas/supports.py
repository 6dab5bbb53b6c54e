"""Supports of a person in the community: the need, what was done, what came of it."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from app.schemas.base import (
    Flag,
    Id,
    In,
    LegalDay,
    LongText,
    Moment,
    Out,
    PageFilter,
    Text1,
    TextOut,
    UnitCode,
)
from app.schemas.services import ServiceKind

SupportKind = Literal[
    "vocational_training",
    "job",
    "loan",
    "study",
    "legal_aid",
    "papers",
    "health_insurance",
    "reintegration",
    "other",
]
SupportStep = Literal[
    "offered",
    "in_progress",
    "achieved",
    "refused_by_client",
    "not_available",
    "withdrawn",
]
SupportState = Literal[
    "open",
    "offered",
    "in_progress",
    "achieved",
    "refused_by_client",
    "not_available",
    "withdrawn",
]
Amount = Annotated[
    int,
    Field(strict=True, ge=1, le=2_147_483_647, title="Số tiền", description="VND, of a loan only"),
]
FollowUp = Annotated[LegalDay, Field(description="When somebody looks at it again")]


class SupportIn(In):
    """A need; it is open from the day it was found."""

    id: Id | None = None
    kind: SupportKind
    need: Annotated[LongText, Field(title="Nhu cầu")]
    opened_on: LegalDay
    unit: Annotated[UnitCode, Field(description="The unit that takes it up")]
    provider: Text1 | None = None
    amount: Amount | None = None
    follow_up_on: FollowUp | None = None
    case_id: Id | None = None
    note: LongText | None = None


class SupportEventIn(In):
    """What was done about it; `state` where it changed. Replaces the day to follow up."""

    id: Id | None = None
    on: LegalDay
    what: Annotated[LongText, Field(title="Nội dung")]
    unit: Annotated[UnitCode, Field(description="The unit that did it")]
    state: SupportStep | None = None
    provider: Text1 | None = None
    amount: Amount | None = None
    follow_up_on: FollowUp | None = None


class SupportOut(Out):
    """A support on file; `service_id`: achieved, and counted by the indicators as that service."""

    id: UUID
    client_id: UUID
    case_id: UUID | None
    kind: SupportKind
    need: str
    opened_on: date
    provider: str | None
    amount: int | None
    state: SupportState
    follow_up_on: date | None
    overdue: Annotated[bool, Field(description="The day to follow up went by")] = False
    outcome_on: date | None
    service_id: UUID | None
    unit: str
    note: str | None
    provenance: str
    late_entry: bool
    recorded_at: Moment
    voided_at: Moment | None
    void_reason: str | None
    version: int


class SupportEventOut(Out):
    """What was done about a need on a day; never changed."""

    id: UUID
    support_id: UUID
    on: Annotated[date, Field(validation_alias="happened_on")]
    state: SupportState | None
    what: str
    unit: str
    late_entry: bool
    recorded_by: UUID
    recorded_at: Moment


class SupportFilter(PageFilter):
    """Which supports to list; `closed`: with an outcome."""

    kind: SupportKind | None = None
    status: Literal["open", "closed"] | None = None
    overdue: Flag = False


class UnitSupportFilter(SupportFilter):
    """Whose supports to list; the caller's unit where none is named."""

    unit: UnitCode | None = None


class SupportLawOut(Out):
    """An article that names a kind of support."""

    act: str
    at: str
    unverified: bool


class SupportKindOut(Out):
    """A kind of support, where the law names it, and the service an achieved one counts as."""

    code: SupportKind
    title: TextOut
    counts_as: ServiceKind | None
    law: list[SupportLawOut]


class SupportKindsOut(Out):
    """Every kind. What counts as what is practice, not law: `unverified`."""

    unverified: bool
    items: Annotated[list[SupportKindOut], Field(validation_alias="kind")]
