"""Courses, their rolls, and the share of staff trained."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from app.schemas.base import (
    Count,
    Flag,
    Id,
    In,
    LegalBasisOut,
    LegalDay,
    LongText,
    Out,
    PageFilter,
    Text1,
    TextOut,
    UnitCode,
)
from app.schemas.indicators import TargetOut
from app.schemas.staff import KeptOut, StaffOut, TrainedFilter

LONGEST_ROLL = 200

TrainingKind = Annotated[
    Literal["rehabilitation", "determination", "counselling", "social_work", "substitution",
            "management", "other"],
    Field(description="What it trains for: `rehabilitation` cai nghiện, `determination` xác định"
                      " tình trạng nghiện, `counselling` tư vấn"),
]  # fmt: skip
AttendanceResult = Literal["passed", "failed", "absent"]
Hours = Annotated[Count, Field(ge=1, le=2000)]


class LineIn(In):
    """One person on a roll."""

    staff_id: Id
    result: AttendanceResult
    certificate_number: Text1 | None = None
    valid_until: LegalDay | None = None
    note: LongText | None = None


Roll = Annotated[list[LineIn], Field(max_length=LONGEST_ROLL)]


class RollIn(In):
    """Up to 200 people; each line is answered by itself."""

    lines: Annotated[Roll, Field(min_length=1)]


class TrainingIn(In):
    """A course, with its roll if it is known already."""

    id: Id | None = None
    unit: UnitCode | None = None
    code: Text1
    title: Text1
    kind: TrainingKind
    hours: Hours
    held_from: LegalDay
    held_until: LegalDay
    organiser: Text1
    note: LongText | None = None
    roll: Roll = []


class TrainingOut(KeptOut):
    """A course."""

    unit: str
    code: str
    title: str
    kind: TrainingKind
    hours: int
    held_from: date
    held_until: date
    organiser: str


class AttendanceOut(KeptOut):
    """One person at a course."""

    training_id: UUID
    staff_id: UUID
    result: AttendanceResult
    certificate_number: str | None
    valid_until: date | None


class NotedOut(Out):
    """What became of a line: entered, or why not."""

    staff_id: UUID
    entered: bool
    attendance: AttendanceOut | None
    reason: TextOut | None


class RollOut(Out):
    """A result per person, in the order they were told."""

    entered: int
    refused: int
    lines: list[NotedOut]


class TrainingMadeOut(TrainingOut):
    """A course just entered, and what became of its roll."""

    roll: RollOut


class TrainingFilter(PageFilter):
    """Which courses to list; all that the caller reads where no unit is named."""

    unit: UnitCode | None = None
    kind: TrainingKind | None = None


class TrainedOut(Out):
    """The share of staff trained on a day, with the target and where it comes from."""

    unit: str
    on: date
    variant: Literal["in_force", "ever"]
    kind: TrainingKind | None
    numerator: int
    denominator: int
    percent: float | None
    title: TextOut
    target: TargetOut
    met: bool | None
    legal_basis: list[LegalBasisOut]
    unverified: bool


class TrainedStaffOut(StaffOut):
    """One of the staff behind the figure."""

    trained: bool


class TrainedStaffFilter(TrainedFilter, PageFilter):
    """Which of the staff behind the figure to list."""

    trained: Flag | None = None
