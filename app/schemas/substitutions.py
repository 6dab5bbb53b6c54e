"""Periods of substitution treatment; of the clinical part of a file."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from app.schemas.amounts import AmountOut, Milligrams
from app.schemas.base import (
    Id,
    In,
    LegalDay,
    LongText,
    Moment,
    Out,
    PageFilter,
    Text1,
    UnitCode,
)

Medicine = Literal["methadone", "buprenorphine", "buprenorphine_naloxone", "other"]
EndReason = Literal["completed", "self_terminated", "forced", "moved_site", "died", "other"]


class SubstitutionIn(In):
    """A period as it begins, or a whole one of before. Of a client one is open at most."""

    id: Id | None = None
    medicine: Medicine
    started_on: LegalDay
    ended_on: LegalDay | None = None
    end_reason: EndReason | None = None
    dosed_at: Annotated[
        Text1 | None, Field(description="The site that doses, where it is no unit known here")
    ] = None
    unit: Annotated[
        UnitCode | None,
        Field(
            description="Where dosed; else the caller's commune or facility, else the client's"
            " commune"
        ),
    ] = None
    case_id: Id | None = None
    note: LongText | None = None


class SubstitutionEndIn(In):
    """The last day of a period, and why."""

    ended_on: LegalDay
    end_reason: EndReason


class DoseIn(In):
    """A dose a day as it was confirmed; the newest is the last known."""

    dose_mg: Milligrams
    confirmed_on: LegalDay
    confirmed_by: Text1


class SubstitutionOut(Out):
    """A period on file, with the dose last confirmed in it."""

    id: UUID
    client_id: UUID
    medicine: Medicine
    started_on: date
    ended_on: date | None
    end_reason: EndReason | None
    dosed_at: str | None
    last_dose_mg: AmountOut | None
    dose_confirmed_on: date | None
    dose_confirmed_by: str | None
    unit: str
    case_id: UUID | None
    service_id: Annotated[UUID, Field(description="The service it is counted as")]
    note: str | None
    provenance: str
    late_entry: bool
    recorded_at: Moment
    voided_at: Moment | None
    void_reason: str | None
    version: int


class SubstitutionFilter(PageFilter):
    """Which periods to list: page by page."""
