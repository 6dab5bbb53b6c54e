"""Cases, steps, papers: what comes in, what goes out."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import ConfigDict, Field

from app.schemas.base import (
    Filter,
    Flag,
    Id,
    In,
    LegalBasisOut,
    LegalDay,
    Moment,
    Out,
    PageFilter,
    Text1,
    TextOut,
    UnitCode,
)

Code = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]{0,60}$")]


class StepIn(In):
    """A legal step: its name, when it happened, and what the law of that day asks for.

    The exact body of each step of each procedure and edition stands in this document beside it;
    `GET …/actions` returns the ones that are possible now.
    """

    model_config = ConfigDict(
        extra="allow",
        json_schema_extra={
            "examples": [{"name": "begin", "occurred_at": "2026-03-09T08:00:00+07:00"}]
        },
    )

    name: Code
    occurred_at: str


class CaseIn(In):
    """A case to open, with its opening step."""

    id: Annotated[Id | None, Field(description="UUIDv7 chosen by the caller, if any")] = None
    client_id: Annotated[Id | None, Field(description="Whose case, if a client's")] = None
    facility: Annotated[
        UnitCode | None, Field(description="Whose case, if a facility's or a provider's")
    ] = None
    procedure: Code
    step: StepIn


class TermPartOut(Out):
    """One cited part of the reckoning of a term."""

    model_config = ConfigDict(populate_by_name=True)

    kind: str
    days: int
    vi: str
    en: str
    law: str
    from_: Annotated[date | None, Field(alias="from")] = None
    to: date | None = None


class TermOut(Out):
    """A term: from when to when, and how that was reckoned. `open`: it may still move on."""

    start: date
    end: date
    months: int
    not_served: int
    open: bool
    parts: list[TermPartOut]


class StepOut(Out):
    """A step on record."""

    id: UUID
    seq: int
    name: str
    ref: str
    title: TextOut | None = None
    from_state: str
    to_state: str
    edition: str
    authority: str
    occurred_at: Moment
    recorded_at: Moment
    recorded_by: UUID
    recorded_role: str
    recorded_unit: str
    body: dict[str, object]
    legal_basis: list[LegalBasisOut]
    answers: dict[str, object]
    late_entry: bool
    unverified: bool
    note: str | None


class CaseOut(Out):
    """A case of a client."""

    id: UUID
    client_id: UUID | None
    subject_unit: str | None
    procedure: str
    edition: str
    state: str
    unit: str
    facility: str | None
    court: str | None
    opened_at: Moment
    closed_at: Moment | None
    outcome: str | None
    term: TermOut | None
    provenance: str
    unverified: bool
    version: int


class CaseDetailOut(CaseOut):
    """A case with its steps."""

    title: TextOut
    state_title: TextOut
    steps: list[StepOut]


class StepListOut(Out):
    """All steps of a case, in their order."""

    items: list[StepOut]


class CaseFilter(PageFilter):
    """Which cases to list."""

    unit: UnitCode | None = None
    procedure: Code | None = None
    state: Code | None = None
    client_id: Id | None = None
    open: Flag | None = None


class MomentFilter(Filter):
    """The moment meant; now when not given."""

    at: Moment | None = None


class TermDaysFilter(Filter):
    """The days to explain, both included; the whole term when not given."""

    from_: Annotated[LegalDay | None, Field(alias="from")] = None
    to: LegalDay | None = None


class TermDayOut(Out):
    """One day: does it count towards the term, and why."""

    day: date
    counted: bool
    code: str
    vi: str
    en: str
    law: str


class TermDaysOut(Out):
    """A term day by day; without days while no term has begun."""

    start: date | None
    end: date | None
    items: list[TermDayOut]


class ReasonOut(Out):
    """Why a step is not allowed, with the article."""

    code: str
    title: TextOut
    law: LegalBasisOut | None
    pointer: str


class ActionOut(Out):
    """A step from here: allowed, or why not; `body` is the JSON Schema of what it asks for."""

    procedure: str
    name: str
    ref: str
    title: TextOut
    edition: str
    allowed: bool
    reasons: list[ReasonOut]
    legal_basis: list[LegalBasisOut]
    missing: list[str]
    unverified: bool
    body: dict[str, object]


class ActionListOut(Out):
    """Every step from here."""

    items: list[ActionOut]


class PaperIn(In):
    """A paper received into the dossier between steps."""

    code: Annotated[Code, Field(description="Code of the paper in the law book")]
    number: Text1 | None = None
    issued_on: LegalDay | None = None
    issuer: Text1 | None = None
    note: Text1 | None = None


class PaperOut(Out):
    """A paper of the dossier."""

    id: UUID
    code: str
    title: TextOut | None = None
    form: str | None
    direction: Literal["received", "issued"]
    number: str | None
    issued_on: date | None
    issuer: str | None
    note: str | None
    step_id: UUID | None
    recorded_at: Moment


class PaperListOut(Out):
    """The papers of a case, in the order they came."""

    items: list[PaperOut]


class DossierItemOut(Out):
    """A paper some step from here needs: is it there?"""

    paper: str
    title: TextOut
    form: str | None
    present: bool
    needed_for: list[str]
    legal_basis: list[LegalBasisOut]


class DossierOut(Out):
    """What the law wants in the dossier now, and what is missing."""

    complete: bool
    items: list[DossierItemOut]
