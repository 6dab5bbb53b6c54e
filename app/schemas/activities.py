"""Sessions entered by roll: a session, up to 200 people, a result for each."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from app.schemas.amounts import AmountOut, Hours, Mark
from app.schemas.base import (
    Filter,
    Id,
    In,
    LegalBasisOut,
    LegalDay,
    LongText,
    Moment,
    Out,
    PageFilter,
    Text1,
    TextOut,
    UnitCode,
)

LARGEST_ROLL = 200
ActivityKind = Annotated[
    Literal[
        "group_session",
        "class",
        "topic",
        "psychotherapy",
        "labour_therapy",
        "vocational_training",
        "sport",
    ],
    Field(description="What was done; each attendance counts as the service of its kind"),
]
PhaseCode = Annotated[
    Literal["a", "b", "c", "d", "e"],
    Field(description="Phase of rehabilitation; `e` is phase đ of the decrees"),
]
Presence = Literal["present", "absent", "excused"]
StartsAt = Annotated[
    str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$", max_length=5, examples=["08:00"])
]


class AttendanceIn(In):
    """A person on the roll. `hours`: only of who was there, if not the whole session."""

    id: Id | None = None
    client_id: Id
    presence: Presence
    hours: Hours | None = None
    case_id: Id | None = None
    result: Text1 | None = None
    mark: Annotated[Mark | None, Field(description="On the scale of ten")] = None
    note: LongText | None = None


Roll = Annotated[list[AttendanceIn], Field(min_length=1, max_length=LARGEST_ROLL)]


class RollIn(In):
    """People of a session held before, who were forgotten when it was entered."""

    attendances: Roll


class ActivityIn(RollIn):
    """A session and its roll. With an id of the caller's own, sending it twice does no harm."""

    id: Id | None = None
    kind: ActivityKind
    phase: PhaseCode | None = None
    title: Text1
    held_on: LegalDay
    starts_at: StartsAt | None = None
    hours: Hours
    led_by: Text1 | None = None
    unit: Annotated[
        UnitCode | None, Field(description="The unit that held it; else the caller's own")
    ] = None
    note: LongText | None = None


class ActivityOut(Out):
    """A session as it was entered."""

    id: UUID
    kind: ActivityKind
    phase: PhaseCode | None
    title: str
    held_on: date
    starts_at: str | None
    hours: AmountOut
    led_by: str | None
    unit: str
    note: str | None
    late_entry: bool
    recorded_at: Moment


class AttendanceOut(Out):
    """A person's part in a session."""

    id: UUID
    client_id: UUID
    activity_id: UUID
    kind: ActivityKind
    held_on: date
    title: str
    presence: Presence
    hours: AmountOut
    case_id: UUID | None
    result: str | None
    mark: AmountOut | None
    service_id: Annotated[UUID | None, Field(description="The service it is counted as")]
    unit: str
    note: str | None
    provenance: str
    late_entry: bool
    recorded_at: Moment
    voided_at: Moment | None
    void_reason: str | None
    version: int


class RollProblemOut(Out):
    """Why a person was not put on the roll; codes are those of the problems."""

    code: str
    pointer: str
    detail: TextOut
    legal_basis: list[LegalBasisOut]


class RollResultOut(Out):
    """What came of one person of the roll; what is refused undoes nobody else."""

    client_id: UUID
    outcome: Literal["recorded", "refused"]
    attendance: AttendanceOut | None
    problem: RollProblemOut | None


class RollOut(Out):
    """A session, and what came of each person, in the order they were sent."""

    activity: ActivityOut
    items: list[RollResultOut]


class ActivityDetailOut(ActivityOut):
    """A session with those of its people whose files the caller may see."""

    attendances: list[AttendanceOut]


class ActivityFilter(PageFilter):
    """Which sessions to list."""

    unit: UnitCode | None = None
    kind: ActivityKind | None = None
    from_: Annotated[LegalDay | None, Field(alias="from")] = None
    to: LegalDay | None = None


class AttendanceFilter(PageFilter):
    """Which of a client's attendances to list."""

    kind: ActivityKind | None = None
    presence: Presence | None = None
    from_: Annotated[LegalDay | None, Field(alias="from")] = None
    to: LegalDay | None = None


class HoursFilter(Filter):
    """Between which days hours are summed up; both days count."""

    from_: Annotated[LegalDay | None, Field(alias="from")] = None
    to: LegalDay | None = None


class HoursOfKindOut(Out):
    """Sessions attended of a kind, and their hours."""

    kind: ActivityKind
    title: TextOut
    sessions: int
    hours: AmountOut


class HoursOfWeekOut(Out):
    """The same in a week, which begins on Monday."""

    week: date
    kind: ActivityKind
    sessions: int
    hours: AmountOut


class HoursOut(Out):
    """Hours a client was there: in all, by kind, by week and kind."""

    sessions: int
    hours: AmountOut
    by_kind: list[HoursOfKindOut]
    by_week: list[HoursOfWeekOut]
