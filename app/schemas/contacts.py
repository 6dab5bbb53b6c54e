"""Contacts with a person: kind, moment and outcome are enough, from the roadside on a bad line."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from app.schemas.base import (
    Count,
    Id,
    In,
    LegalDay,
    LongText,
    Moment,
    Out,
    PageFilter,
    TextOut,
    UnitCode,
)

ContactKind = Annotated[
    Literal["visit", "office", "telephone", "video", "family", "group"],
    Field(description="How; `family` is a contact with the family, not with the person"),
]
ContactOutcome = Annotated[
    Literal["met", "not_met", "refused", "left_message"],
    Field(description="`refused`: reached, and would not talk; only `not_met` counts as missed"),
]
Health = Annotated[LongText, Field(title="Sức khỏe", description="Health, as it was seen or told")]
FamilyWork = Annotated[LongText, Field(title="Gia đình, việc làm", description="Family and work")]
Behaviour = Annotated[LongText, Field(title="Hành vi", description="Behaviour, keeping of duties")]


class ContactIn(In):
    """A contact; `kind`, `happened_at` and `outcome` suffice. What was learnt has three fields.

    An id of the caller's own makes sending it twice harmless; the same id with anything else in it
    is a conflict.
    """

    id: Id | None = None
    kind: ContactKind
    happened_at: Moment
    outcome: ContactOutcome
    health: Health | None = None
    family_work: FamilyWork | None = None
    behaviour: Behaviour | None = None
    next_due: Annotated[
        LegalDay | None, Field(description="When the next contact is due, if a day was agreed")
    ] = None
    unit: Annotated[
        UnitCode | None,
        Field(
            description="Where; else the caller's commune or facility, else the client's commune"
        ),
    ] = None
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
    health: str | None
    family_work: str | None
    behaviour: str | None
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

    kind: ContactKind | None = None
    outcome: ContactOutcome | None = None


class RungOut(Out):
    """What is to be done after so many contacts missed in a row."""

    missed: int
    within_days: int
    title: TextOut


class ContactStandingOut(Out):
    """Where a person stands: the last meeting, the next due, misses in a row, what to do now.

    The interval and the ladder are practice, not law; `unverified` tells that nobody has confirmed
    them yet.
    """

    last_met_at: Moment | None
    last_outcome: ContactOutcome | None
    next_due: date | None
    overdue: bool
    missed_in_a_row: Count
    rung: RungOut | None
    interval_days: int
    unverified: bool
