"""Contacts with a person: three fields are enough, from the roadside and on a bad line."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from app.schemas.base import Id, In, LegalDay, LongText, Moment, Out, PageFilter, UnitCode

ContactKind = Literal["visit", "office", "telephone", "video", "family", "group"]
ContactOutcome = Literal["met", "not_met", "refused", "left_message"]


class ContactIn(In):
    """A contact; `kind`, `happened_at` and `outcome` suffice. An id of the caller's own makes
    sending it twice harmless."""

    id: Id | None = None
    kind: ContactKind
    happened_at: Moment
    outcome: ContactOutcome
    next_due: Annotated[
        LegalDay | None, Field(description="When the next contact is due, if agreed otherwise")
    ] = None
    unit: Annotated[UnitCode | None, Field(description="Where, if not at the caller's unit")] = None
    case_id: Id | None = None
    note: LongText | None = None


class ContactOut(Out):
    """A contact on file."""

    id: UUID
    client_id: UUID
    case_id: UUID | None
    kind: ContactKind
    happened_at: Moment
    outcome: ContactOutcome
    next_due: date | None
    unit: str
    note: str | None
    provenance: str
    late_entry: bool
    recorded_at: Moment
    voided_at: Moment | None
    void_reason: str | None
    version: int


class ContactFilter(PageFilter):
    """Which contacts to list."""

    outcome: ContactOutcome | None = None


class RungOut(Out):
    """What is to be done after so many contacts missed in a row; practice, not law."""

    missed: int
    vi: str
    en: str
    within_days: int


class ContactStandingOut(Out):
    """Where a person stands: the last contact, the next due, misses in a row, what to do now."""

    last_met_at: Moment | None
    next_due: date | None
    overdue: bool
    missed_in_a_row: int
    rung: RungOut | None
