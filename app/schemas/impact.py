"""What a change of the law does to cases: an edition that begins, a figure tried out."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from app.schemas.base import (
    USUAL_PAGE,
    CursorText,
    Id,
    In,
    LegalBasisOut,
    LegalDay,
    Moment,
    Out,
    PageFilter,
    TextOut,
    UnitCode,
)

Named = Annotated[str, Field(pattern=r"^[a-z0-9]+([_-][a-z0-9]+)*$", max_length=60)]
ClockCode = Annotated[
    str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9:._-]*$", max_length=60, examples=["D-11"])
]
Figure = Annotated[int, Field(strict=True, ge=0, le=10_000)]
ClockUnit = Literal["hours", "working_days", "calendar_days", "months"]
PageLimit = Annotated[int, Field(strict=True, ge=1, le=500)]


class ImpactFilter(PageFilter):
    """Whose cases, and the day an edition begins."""

    on: LegalDay
    unit: UnitCode | None = None


class ReasonOfChangeOut(Out):
    """Why a step is not allowed, with the article."""

    code: str
    title: TextOut
    law: LegalBasisOut | None


class OfficeOut(Out):
    """An office that may take a step."""

    code: str
    title: TextOut


class ClockSideOut(Out):
    """A clock the step would start; `due_at` if it were taken at the moment looked at."""

    clock: str
    limit: int
    unit: ClockUnit
    due_at: Moment | None


class StepSideOut(Out):
    """A step on one side of the change."""

    allowed: bool
    reasons: list[ReasonOfChangeOut]
    missing: list[str]
    by: list[OfficeOut]
    clocks: list[ClockSideOut]
    legal_basis: list[LegalBasisOut]


class StepChangeOut(Out):
    """A step whose verdict, office or clocks change; null where it cannot be taken from here."""

    step: str
    title: TextOut
    before: StepSideOut | None
    after: StepSideOut | None


class ClockChangeOut(Out):
    """A running deadline that would be due at another moment."""

    clock: str
    title: TextOut
    due_before: Moment
    due_after: Moment | None
    legal_basis: list[LegalBasisOut]


class TermSideOut(Out):
    """A term on one side of the change."""

    edition: str
    months: int | None
    start: date | None
    end: date | None
    legal_basis: list[LegalBasisOut]


class TermChangeOut(Out):
    """A term that would have another length or end."""

    before: TermSideOut | None
    after: TermSideOut | None


class CaseChangeOut(Out):
    """A case that changes, and what changes in it."""

    case_id: UUID
    client_id: UUID | None
    procedure: str
    state: str
    unit: str
    steps: list[StepChangeOut]
    clocks: list[ClockChangeOut]
    term: TermChangeOut | None


class ImpactOut(Out):
    """Open cases that change with the edition; a page may be short while `next` says go on."""

    edition: Annotated[str | None, Field(description="The edition that begins on the day, if any")]
    items: list[CaseChangeOut]
    next: str | None


class ClockTrialIn(In):
    """Another length of a clock that a step starts."""

    kind: Literal["clock"]
    edition: Named
    procedure: Named
    step: Named
    clock: ClockCode
    limit: Figure
    unit: ClockUnit | None = None


class TermTrialIn(In):
    """Another figure of a term, in months."""

    kind: Literal["term"]
    edition: Named
    term: Named
    figure: Literal["min", "max", "months", "first", "again"]
    value: Annotated[int, Field(strict=True, ge=1, le=600)]


class ConditionTrialIn(In):
    """Another figure in a condition of a step; `place` tells conditions of one name apart."""

    kind: Literal["condition"]
    edition: Named
    procedure: Named
    step: Named
    guard: Named
    param: Named
    value: Figure
    place: Annotated[int, Field(strict=True, ge=0, le=20)] = 0


class OfficeTrialIn(In):
    """Other offices for a step."""

    kind: Literal["office"]
    edition: Named
    procedure: Named
    step: Named
    by: Annotated[list[Named], Field(min_length=1, max_length=10)]


class DayTrialIn(In):
    """A day marked otherwise in the calendar; `plain` takes a mark back."""

    kind: Literal["day"]
    day: LegalDay
    mark: Literal["holiday", "day_off", "working", "plain"]


TrialIn = Annotated[
    ClockTrialIn | TermTrialIn | ConditionTrialIn | OfficeTrialIn | DayTrialIn,
    Field(discriminator="kind"),
]


class SimulationIn(In):
    """Figures to try on the open cases in the caller's reach; nothing is written."""

    changes: Annotated[list[TrialIn], Field(min_length=1, max_length=20)]
    unit: UnitCode | None = None
    limit: PageLimit = USUAL_PAGE
    cursor: CursorText | None = None


class SimulationOut(Out):
    """Open cases whose verdict or date would change; a page may be short while `next` goes on."""

    items: list[CaseChangeOut]
    next: str | None


class CalendarTrialIn(In):
    """Days to mark on trial; `plain` takes a mark back. Nothing is written."""

    days: Annotated[list[DayTrialIn], Field(min_length=1, max_length=60)]
    limit: PageLimit = USUAL_PAGE
    cursor: CursorText | None = None


class ShiftOut(Out):
    """A running deadline that would move."""

    deadline_id: Id
    case_id: UUID
    client_id: UUID | None
    unit: str
    clock: str
    title: TextOut
    due_before: Moment
    due_after: Moment


class CalendarTrialOut(Out):
    """Deadlines that would move; a page may be short while `next` says go on."""

    items: list[ShiftOut]
    next: str | None
