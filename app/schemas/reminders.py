"""Reminders of a unit, and its day on one page."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from app.schemas.base import (
    Filter,
    Flag,
    LegalBasisOut,
    LegalDay,
    Moment,
    Out,
    PageFilter,
    TextOut,
    UnitCode,
)

ReminderStage = Literal["before", "on", "after"]
ReminderKind = Literal["deadline", "contact"]


class ReminderFilter(PageFilter):
    """Which reminders. The caller's own unit when none is named."""

    unit: UnitCode | None = None
    stage: ReminderStage | None = None
    mine: Annotated[Flag, Field(description="Only people whom the caller looks after")] = False
    unread: Annotated[Flag, Field(description="Only those nobody has read")] = False


class DigestFilter(Filter):
    """Whose day. The caller's own unit and today when none is named."""

    unit: UnitCode | None = None
    day: LegalDay | None = None


class ReminderOut(Out):
    """A unit reminded of a deadline it must meet, or of a contact that is due.

    The name is null for callers who do not read identity. `account_id` is who looks after the
    person; null where nobody does and the unit is reminded as a whole.
    """

    id: UUID
    kind: ReminderKind
    stage: ReminderStage
    title: TextOut
    due_at: Moment
    remind_on: date
    late_days: int
    late_hours: int
    unit: str
    client_id: UUID
    full_name: str | None
    case_id: UUID | None
    deadline_id: UUID | None
    clock: str | None
    contact_id: UUID | None
    advisory: bool
    unverified: bool
    legal_basis: list[LegalBasisOut]
    account_id: UUID | None
    mine: bool
    made_at: Moment
    read_at: Moment | None
    read_by: UUID | None
    closed_at: Moment | None
    closed_reason: Literal["met", "cancelled", "moved", "superseded"] | None
    version: int


class ReminderCountOut(Out):
    """How many things of a kind a unit is reminded of at a stage."""

    kind: ReminderKind
    kind_title: TextOut
    stage: ReminderStage
    stage_title: TextOut
    count: int


class DigestOut(Out):
    """A unit's day: counts of everything, then the caller's people and those nobody looks after.

    `text` is the same for a message: Vietnamese first, then English; it names people only to
    those who read identity. `more` counts people that no longer fit on the page.
    """

    unit: str
    day: date
    counts: list[ReminderCountOut]
    items: list[ReminderOut]
    more: int
    text: str
