"""The worklist of a unit, and the page of an area."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import BeforeValidator, Field

from app.schemas.base import Id, LegalBasisOut, Moment, Out, Page, PageFilter, TextOut, UnitCode
from app.schemas.cases import Code
from app.schemas.units import UnitOut
from app.schemas.written import as_flag, as_number

ChoreKind = Literal[
    "contact_due", "test_due", "review_due", "support_due", "notice_due", "request_due",
    "referral_due", "remedy_due", "recheck_due",
]  # fmt: skip
WorkKind = (
    Literal["overdue", "due_today", "due_soon", "missing_paper", "new_file", "transfer"] | ChoreKind
)
DueKind = Literal["overdue", "due_today", "due_soon", "later"]
# How far a list looks ahead when the caller does not say: a matter of work, not of law.
USUAL_DAYS = 7
Ahead = Annotated[
    int,
    BeforeValidator(as_number),
    Field(ge=0, le=31, description="Days looked ahead after today", examples=[USUAL_DAYS]),
]


class WorklistFilter(PageFilter):
    """Whose work, and of what kind. The caller's own unit when none is named."""

    unit: UnitCode | None = None
    kind: WorkKind | None = None
    procedure: Code | None = None
    client_id: Annotated[Id | None, Field(description="What is to be done for one person")] = None
    days: Ahead = USUAL_DAYS
    mine: Annotated[
        bool, BeforeValidator(as_flag), Field(description="Only people the caller looks after")
    ] = False


class OfficeNameOut(Out):
    """An office that may take a step."""

    code: str
    title: TextOut


class AnsweringStepOut(Out):
    """A step that would meet a deadline, or that waits for a paper."""

    procedure: str
    name: str
    ref: str
    title: TextOut
    by: list[OfficeNameOut]


class WorkItemOut(Out):
    """Something to do: what, for whom, by when, by which article, and by which step.

    `due_at` is null for a file nobody has opened yet: no article sets a time for it. A `transfer`
    waits for the unit to acknowledge it or to send the file back. A chore (`contact_due` and the
    like) names the row that asks for it (`record_id`); `practice` is true where no article does.
    The name is null for callers who do not read identity.
    """

    kind: WorkKind
    status: Annotated[
        DueKind | None, Field(description="How its moment stands to now; null where it has none")
    ]
    title: TextOut
    reason: TextOut
    due_at: Moment | None
    since: Annotated[Moment, Field(description="When the deadline began, or the file came")]
    late_days: Annotated[int, Field(description="Days past the day it was due, or came")]
    late_hours: Annotated[int, Field(description="Whole hours past that moment")]
    unit: str
    client_id: UUID | None
    full_name: str | None
    case_id: UUID | None
    procedure: str | None
    procedure_title: TextOut | None
    state: str | None
    deadline_id: UUID | None
    transfer_id: UUID | None = None
    record_id: UUID | None = None
    clock: str | None
    paper: Annotated[
        str | None, Field(description="Code of the paper; alternatives are joined by ` | `")
    ]
    form: str | None
    advisory: bool
    unverified: bool
    practice: Annotated[bool, Field(description="Asked for by practice, not by an article")] = False
    legal_basis: list[LegalBasisOut]
    steps: list[AnsweringStepOut]


class ChoreCountsOut(Out):
    """How many chores there are of each kind, as far ahead as was asked."""

    contact_due: int
    test_due: int
    review_due: int
    support_due: int
    notice_due: int
    request_due: int
    referral_due: int
    remedy_due: int
    recheck_due: int


class WorkCountsOut(ChoreCountsOut):
    """How many there are of each kind, whichever kind the page is narrowed to."""

    overdue: int
    due_today: int
    due_soon: int
    missing_paper: int
    new_file: int
    transfer: int


class WorklistOut(Page[WorkItemOut]):
    """What a unit must do, first due first; the counts stand on the first page only."""

    counts: WorkCountsOut | None


class AreaFilter(PageFilter):
    """How the page of an area is cut."""

    days: Ahead = USUAL_DAYS


class PeopleOut(Out):
    """How many people an area has on file."""

    on_file: int
    with_open_case: int


class StateCountOut(Out):
    """How many open cases of a procedure stand in a state."""

    procedure: str
    procedure_title: TextOut
    state: str
    state_title: TextOut
    count: int


class DutyCountsOut(Out):
    """How many deadlines the unit must meet, by when they are due."""

    overdue: int
    due_today: int
    due_soon: int
    later: int


class AreaSummaryOut(Out):
    """An area in figures."""

    people: PeopleOut
    cases: list[StateCountOut]
    duties: DutyCountsOut
    chores: ChoreCountsOut


class DutyOut(Out):
    """What the unit must do for a person next: an item of the worklist, however far ahead.

    A deadline it must meet (`kind` tells how that stands, as `status`), or a chore.
    """

    kind: DueKind | ChoreKind
    status: DueKind
    title: TextOut
    due_at: Moment
    late_days: int
    late_hours: int
    deadline_id: UUID | None
    record_id: UUID | None
    case_id: UUID | None
    procedure: str | None
    clock: str | None
    advisory: bool
    unverified: bool
    practice: bool
    legal_basis: list[LegalBasisOut]
    steps: list[AnsweringStepOut]


class OpenCaseOut(Out):
    """A case that is open, and where it stands."""

    id: UUID
    procedure: str
    procedure_title: TextOut
    state: str
    state_title: TextOut


class AreaPersonOut(Out):
    """A person on file: what is open, what is overdue, what comes next."""

    client_id: UUID
    full_name: str | None
    open_cases: list[OpenCaseOut]
    overdue: int
    next_duty: DutyOut | None


class AreaOut(Page[AreaPersonOut]):
    """A commune or a centre on one page: people by their next duty, then those without one.

    The summary stands on the first page only.
    """

    unit: UnitOut
    summary: AreaSummaryOut | None
