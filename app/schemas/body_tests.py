"""Body tests, the plans of them, and where a person stands."""

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
    Text1,
    UnitCode,
    Written,
)

TestReason = Annotated[
    Literal["planned", "unplanned", "on_ground", "return_from_leave", "intake", "treatment"],
    Field(
        title="Lý do xét nghiệm",
        description="`intake`, `treatment`: of the clinical part of a file; others of the legal",
    ),
]
TestGround = Annotated[
    Literal[
        "tip",
        "case_information",
        "lost_control",
        "traces",
        "driver",
        "presence",
        "self_report",
        "caught",
        "other",
    ],
    Field(title="Căn cứ", description="Of 105/2021/NĐ-CP Điều 38; 163/2026/NĐ-CP Điều 56 khoản 1"),
]
TestResult = Literal["negative", "positive", "invalid", "refused"]
TestMethod = Literal["rapid", "confirmatory"]
TestSample = Literal["urine", "catheter", "saliva", "blood", "hair", "other"]
PaperNumber = Annotated[str, Written(100)]


class TestIn(In):
    """A test. With `step_id`, a step that recorded a result, moment and result are the step's."""

    id: Id | None = None
    reason: TestReason
    ground: TestGround | None = None
    taken_at: Moment | None = None
    result: TestResult | None = None
    method: TestMethod | None = None
    sample: TestSample | None = None
    substances: Annotated[LongText | None, Field(title="Chất phát hiện")] = None
    done_by: Text1 | None = None
    paper_number: PaperNumber | None = None
    unit: Annotated[UnitCode, Field(description="The unit that tested, or had it done")]
    case_id: Annotated[Id | None, Field(description="The measure it is taken under")] = None
    plan_id: Id | None = None
    step_id: Id | None = None
    note: LongText | None = None


class TestOut(Out):
    """A test on file; `form` is the number of the result sheet on that day."""

    id: UUID
    client_id: UUID
    case_id: UUID | None
    plan_id: UUID | None
    step_id: UUID | None
    reason: TestReason
    ground: TestGround | None
    taken_at: Moment
    result: TestResult
    method: TestMethod | None
    sample: TestSample | None
    substances: str | None
    done_by: str | None
    paper_number: str | None
    form: str | None = None
    unit: str
    note: str | None
    provenance: str
    late_entry: bool
    recorded_at: Moment
    voided_at: Moment | None
    void_reason: str | None
    version: int


class TestFilter(PageFilter):
    """Which tests to list."""

    reason: TestReason | None = None
    result: TestResult | None = None


class TestPlanIn(In):
    """So many tests between two days, under a case. How often is the plan's: the law sets none."""

    id: Id | None = None
    case_id: Id
    set_on: LegalDay
    from_on: LegalDay
    until_on: LegalDay
    how_many: Annotated[int, Field(strict=True, ge=1, le=1000)]
    set_by: Text1 | None = None
    paper_number: PaperNumber | None = None
    unit: UnitCode
    note: LongText | None = None


class TestPlanOut(Out):
    """A plan on file, and the days on which its tests are due."""

    id: UUID
    client_id: UUID
    case_id: UUID
    set_on: date
    from_on: date
    until_on: date
    how_many: int
    due_on: list[date] = Field(default_factory=list)
    set_by: str | None
    paper_number: str | None
    unit: str
    note: str | None
    provenance: str
    late_entry: bool
    recorded_at: Moment
    voided_at: Moment | None
    void_reason: str | None
    version: int


class TestStandingOut(Out):
    """Where a person stands: the last result, what plans ask for, what was missed.

    A positive result is told, and concludes nothing: whether it is a further use or a relapse is
    for a determination and the steps of a case.
    """

    last_taken_at: Moment | None
    last_result: TestResult | None
    planned: Count
    done: Count
    missed: Count
    next_due: date | None
    overdue: bool
    unplanned_this_month: Count
