"""The phases of a case: what was told of each, what is on file, what does not fit with the law."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from app.law.reading.rows import Phase
from app.schemas.base import (
    Id,
    In,
    LegalBasisOut,
    LegalDay,
    LongText,
    Moment,
    Out,
    Text1,
    TextOut,
    UnitCode,
)
from app.schemas.cases import Code

Outcome = Literal["completed", "not_completed", "interrupted"]
EvidenceKind = Literal["paper", "plan", "screening"]
CarriedOutBy = Annotated[
    Text1,
    Field(title="Người thực hiện", description="Who carried it out; told, not checked"),
]


class PhaseIn(In):
    """A phase that begins."""

    id: Id | None = None
    phase: Annotated[Phase, Field(title="Giai đoạn", description="`e` is phase đ")]
    started_on: LegalDay
    carried_out_by: CarriedOutBy | None = None
    unit: Annotated[
        UnitCode | None,
        Field(description="Where; else the caller's unit, else the client's commune"),
    ] = None
    note: LongText | None = None


class EvidenceIn(In):
    """A paper of the case, a plan of it, or a screening of the person.

    `record` names the paper that a plan stands for; of a paper it is its own code.
    """

    kind: EvidenceKind
    id: Id
    record: Code | None = None


class PhaseCloseIn(In):
    """How a phase ended. `not_completed` and `interrupted` need a reason."""

    ended_on: LegalDay
    outcome: Outcome
    reason: Annotated[LongText | None, Field(title="Lý do")] = None
    evidence: Annotated[list[EvidenceIn], Field(max_length=30)] = []
    carried_out_by: CarriedOutBy | None = None


class EvidenceOut(Out):
    """What shows that a phase was carried out."""

    kind: EvidenceKind
    id: UUID
    record: str | None


class PhaseRowOut(Out):
    """A stretch of a phase on file; `follows` is the row it was reopened from."""

    id: UUID
    client_id: UUID
    case_id: UUID
    phase: Phase
    edition: str
    started_on: date
    ended_on: date | None
    outcome: Outcome | None
    outcome_reason: str | None
    evidence: list[EvidenceOut]
    carried_out_by: str | None
    follows: UUID | None
    unit: str
    note: str | None
    provenance: str
    late_entry: bool
    recorded_at: Moment
    voided_at: Moment | None
    void_reason: str | None
    version: int


class SpanOut(Out):
    """A stretch of days, both ends included."""

    start: date
    end: date


class RemarkOut(Out):
    """What does not fit about a phase, with the article; it bars nothing."""

    code: str
    title: TextOut
    legal_basis: list[LegalBasisOut]


class CasePhaseOut(Out):
    """A phase of the law, the stretches told in steps, the rows on file; `e` is phase đ.

    `carried_out_by` is whom the law asks to carry it out. The remarks are about the rows where
    there are any, else about what the steps told.
    """

    code: Phase
    title: TextOut
    spans: list[SpanOut]
    days: int
    rows: list[PhaseRowOut]
    carried_out_by: TextOut | None
    legal_basis: list[LegalBasisOut]
    remarks: list[RemarkOut]


class CasePhaseListOut(Out):
    """The five phases."""

    items: list[CasePhaseOut]
