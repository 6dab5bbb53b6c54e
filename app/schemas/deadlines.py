"""Clocks as the API shows them."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from app.schemas.base import In, LegalBasisOut, LongText, Moment, Out, PageFilter, TextOut, UnitCode

Status = Literal["open", "overdue", "met", "breached", "cancelled"]


class DeadlineOut(Out):
    """A statutory deadline. `late` is true whenever it was missed, met afterwards or not."""

    id: UUID
    case_id: UUID
    client_id: UUID | None
    unit: str
    clock: str
    title: TextOut
    edition: str
    status: Status
    late: bool
    started_at: Moment
    due_at: Moment
    met_at: Moment | None
    paused_at: Annotated[Moment | None, Field(description="Standing still since, by a step")]
    late_fact: Annotated[
        str | None, Field(description="What missing it amounts to in law, if anything")
    ]
    advisory: bool
    unverified: bool
    legal_basis: list[LegalBasisOut]
    breach_reason: str | None
    version: int


class DeadlineFilter(PageFilter):
    """Which deadlines to list."""

    unit: UnitCode | None = None
    status: Literal["open", "overdue", "met", "breached"] | None = None
    due_before: Moment | None = None


class DayOut(Out):
    """One day of the reckoning: counted or skipped, and why."""

    day: str
    counted: bool
    code: str
    vi: str
    en: str
    law: str
    unverified: bool


class DeadlineChangeOut(Out):
    """What a later holiday decision did to the date."""

    changed_at: Moment
    changed_by: UUID
    due_before: Moment
    due_after: Moment
    reason: str


class ExplanationOut(Out):
    """How a date came about: trigger, rule, article, every day and why."""

    deadline: DeadlineOut
    trigger: Annotated[str, Field(description="The step that set the clock running")]
    limit: int
    unit: Literal["hours", "working_days", "calendar_days", "months"]
    days: list[DayOut]
    pauses: list[dict[str, object]]
    extensions: list[dict[str, object]]
    unverified: bool
    changes: list[DeadlineChangeOut]


class BreachIn(In):
    """Why a deadline was missed."""

    reason: LongText
