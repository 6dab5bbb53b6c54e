"""Praise and discipline."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from app.schemas.base import Id, In, LegalDay, LongText, Moment, Out, PageFilter, PersonName, Text1

MeasureKind = Annotated[
    Literal[
        "reprimand", "warning", "special_area", "commendation", "relief_proposal", "other_reward"
    ],
    Field(description="Discipline, then praise; which of them there are is the law of the day"),
]  # fmt: skip
MeasureSort = Literal["reward", "discipline"]


class MeasureIn(In):
    """A decision of the centre; only placement in the special area has days."""

    id: Id | None = None
    kind: MeasureKind
    reason: LongText
    decision_number: Text1 | None = None
    decided_by: PersonName
    decided_on: LegalDay
    from_on: LegalDay | None = None
    until_on: LegalDay | None = None
    case_id: Id | None = None
    note: LongText | None = None


class MeasureEndIn(In):
    """The last day in the special area."""

    until_on: LegalDay


class MeasureOut(Out):
    """Praise or discipline on file."""

    id: UUID
    client_id: UUID
    case_id: UUID | None
    unit: str
    kind: MeasureKind
    sort: MeasureSort
    reason: str
    decision_number: str | None
    decided_by: str
    decided_on: date
    from_on: date | None
    until_on: date | None
    note: str | None
    provenance: str
    late_entry: bool
    recorded_at: Moment
    voided_at: Moment | None
    void_reason: str | None
    version: int


class MeasureFilter(PageFilter):
    """Which of them to list."""

    sort: MeasureSort | None = None
