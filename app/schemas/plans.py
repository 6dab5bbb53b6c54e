"""Individual plans: goals, what is done for them, how they stand, reviews."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from app.law.reading.rows import Phase
from app.schemas.base import Id, In, LegalDay, LongText, Moment, Out, PageFilter, Text1, UnitCode

PlanStatus = Literal["draft", "active", "ended"]
Domain = Annotated[
    Literal[
        "health",
        "behaviour",
        "education",
        "vocation",
        "family",
        "legal",
        "housing",
        "reintegration",
    ],
    Field(title="Lĩnh vực", description="`health` is told to readers of the clinical part alone"),
]
GoalStatus = Literal["open", "met", "partly", "dropped"]
InterventionStatus = Literal["planned", "running", "done", "stopped"]
Reason = Annotated[LongText, Field(title="Lý do")]


class InterventionIn(In):
    """Something to be done for a goal."""

    id: Id | None = None
    what: Annotated[LongText, Field(title="Nội dung can thiệp")]
    phase: Annotated[Phase | None, Field(title="Giai đoạn", description="`e` is phase đ")] = None
    who: Annotated[Text1 | None, Field(title="Người thực hiện")] = None
    frequency: Annotated[Text1 | None, Field(title="Tần suất")] = None
    from_on: LegalDay | None = None
    until_on: LegalDay | None = None
    status: InterventionStatus = "planned"


class GoalIn(In):
    """A goal, with what is to be done for it."""

    id: Id | None = None
    domain: Domain
    goal: Annotated[LongText, Field(title="Mục tiêu")]
    target_on: Annotated[LegalDay | None, Field(description="By when it is to be reached")] = None
    interventions: Annotated[list[InterventionIn], Field(max_length=30)] = []


class PlanIn(In):
    """A plan with its goals; in force at once unless told to be a draft.

    The owner is an account at a unit that holds the file, or a name, or both; the caller if neither
    is told. A plan in force ends the one before it, which stays on file as it was.
    """

    id: Id | None = None
    written_on: LegalDay
    status: Literal["draft", "active"] = "active"
    owner_id: Annotated[Id | None, Field(description="Account of whoever leads the plan")] = None
    owner_name: Annotated[Text1 | None, Field(title="Người phụ trách")] = None
    agreed_on: Annotated[
        LegalDay | None, Field(description="The day the person agreed to it, if they did")
    ] = None
    next_review_on: LegalDay | None = None
    unit: Annotated[
        UnitCode | None,
        Field(description="Whose plan; else the caller's, else that of the client's commune"),
    ] = None
    note: LongText | None = None
    goals: Annotated[list[GoalIn], Field(max_length=50)] = []


class ActivateIn(In):
    """A draft that is put in force."""

    agreed_on: LegalDay | None = None


class EndIn(In):
    """A plan that ends without another in its place."""

    ended_on: LegalDay
    reason: Reason


class GoalStandingIn(In):
    """How a goal stands from a day on; `partly` and `dropped` need a reason."""

    status: GoalStatus
    on: LegalDay
    reason: Reason | None = None


class InterventionStandingIn(In):
    """How an intervention stands from a day on; `stopped` needs a reason."""

    status: InterventionStatus
    on: LegalDay
    reason: Reason | None = None


class ReviewIn(In):
    """A review of a plan."""

    id: Id | None = None
    held_on: LegalDay
    findings: Annotated[LongText, Field(title="Nhận xét")]
    changes: Annotated[LongText | None, Field(title="Điều chỉnh")] = None
    next_review_on: LegalDay | None = None
    held_by: Annotated[Text1 | None, Field(title="Người đánh giá")] = None
    unit: UnitCode | None = None


class ProgressOut(Out):
    """How something stood from a day on; the last one is how it stands."""

    status: str
    on: Annotated[date, Field(validation_alias="happened_on")]
    reason: str | None
    recorded_at: Moment


class InterventionOut(Out):
    """Something done for a goal."""

    id: UUID
    what: str
    phase: Phase | None
    who: str | None
    frequency: str | None
    from_on: date | None
    until_on: date | None
    status: InterventionStatus
    progress: list[ProgressOut]
    version: int


class GoalOut(Out):
    """A goal with what is done for it and how it stood."""

    id: UUID
    plan_id: UUID
    domain: Domain
    goal: str
    target_on: date | None
    status: GoalStatus
    progress: list[ProgressOut]
    interventions: list[InterventionOut]
    recorded_at: Moment
    version: int


class ReviewOut(Out):
    """A review on file."""

    id: UUID
    plan_id: UUID
    held_on: date
    findings: str
    changes: str | None
    next_review_on: date | None
    held_by: str | None
    unit: str
    late_entry: bool
    recorded_at: Moment
    voided_at: Moment | None
    void_reason: str | None
    version: int


class PlanOut(Out):
    """A plan; `review_due_on` is told while it is in force, `review_overdue` as of today."""

    id: UUID
    client_id: UUID
    case_id: UUID
    written_on: date
    owner_id: UUID | None
    owner_name: str | None
    agreed_on: date | None
    next_review_on: date | None
    status: PlanStatus
    ended_on: date | None
    end_reason: str | None
    supersedes: UUID | None
    unit: str
    note: str | None
    provenance: str
    late_entry: bool
    recorded_at: Moment
    voided_at: Moment | None
    void_reason: str | None
    version: int
    review_due_on: date | None
    review_overdue: bool


class PlanDetailOut(PlanOut):
    """A plan with its goals and reviews.

    The interval of review is practice, not law; `unverified` tells that nobody has confirmed it.
    """

    goals: list[GoalOut]
    reviews: list[ReviewOut]
    review_interval_days: int
    unverified: bool


class PlanListOut(Out):
    """The plans of a case, newest first."""

    items: list[PlanOut]


class PlanFilter(PageFilter):
    """Which plans to list."""

    status: PlanStatus | None = None
