"""Incidents in a centre, and who was told of them."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from app.schemas.base import (
    Count,
    Id,
    In,
    LegalBasisOut,
    LongText,
    Moment,
    Out,
    PageFilter,
    PersonName,
    Text1,
    TextOut,
    UnitCode,
)

IncidentKind = Annotated[
    Literal["escape", "death", "violence", "self_harm", "illness", "fire", "other"],
    Field(description="`illness`: seriously ill and sent out for treatment"),
]
IncidentStatus = Annotated[
    Literal["open", "overdue"],
    Field(description="Incidents somebody is still to be told of; `overdue`: by now"),
]
NoticeHow = Literal["letter", "official_letter", "telephone", "in_person", "electronic"]


class IncidentIn(In):
    """An incident in the centre where the caller works; who must be told follows from it."""

    id: Id | None = None
    kind: IncidentKind
    happened_at: Moment
    description: LongText
    place: Text1 | None = None
    injured: Annotated[Count | None, Field(description="How many were hurt; no names")] = None
    told_by: PersonName | None = None
    case_id: Id | None = None
    note: LongText | None = None


class NoticeGivenIn(In):
    """That somebody was told."""

    given_at: Moment
    given_to: Annotated[Text1, Field(description="Who took the notice")]
    given_how: NoticeHow


class IncidentNoticeOut(Out):
    """Somebody who must be told. `due_at` is null where no text gives a time.

    `at_once`: the law says at once, and `due_at` is a figure of practice.
    """

    id: UUID
    duty: str
    recipient: str
    title: TextOut
    at_once: bool
    due_at: Moment | None
    status: Literal["open", "overdue", "given", "given_late", "void"]
    legal_basis: list[LegalBasisOut]
    unverified: bool
    given_at: Moment | None
    given_to: str | None
    given_how: NoticeHow | None
    version: int


class IncidentClockOut(Out):
    """A deadline of a case that carries a duty; null fields: its step was not taken yet."""

    clock: str
    title: TextOut
    deadline_id: UUID | None
    due_at: Moment | None
    status: str | None


class IncidentOut(Out):
    """An incident on file."""

    id: UUID
    client_id: UUID
    case_id: UUID | None
    unit: str
    kind: IncidentKind
    happened_at: Moment
    place: str | None
    description: str
    injured: int | None
    told_by: str | None
    notices: list[IncidentNoticeOut]
    clocks: list[IncidentClockOut]
    note: str | None
    provenance: str
    late_entry: bool
    recorded_at: Moment
    voided_at: Moment | None
    void_reason: str | None
    version: int


class IncidentFilter(PageFilter):
    """Which incidents of a client to list."""

    kind: IncidentKind | None = None
    status: IncidentStatus | None = None


class IncidentsFilter(IncidentFilter):
    """Which incidents to list."""

    unit: Annotated[
        UnitCode | None, Field(description="A centre, a province, or `vn`; else the whole reach")
    ] = None
