"""Corrections: what a person says is right about a record, and what was decided."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from app.schemas.base import Id, In, LongText, Moment, Out, PageFilter

RecordKind = Literal[
    "client", "service", "contact", "screening", "observation", "determination", "case", "step",
    "paper",
]  # fmt: skip
Decision = Literal["accepted", "refused"]


class CorrectionIn(In):
    """What the person says is right. Of a particular of the client the value is checked as such."""

    id: Id | None = None
    record_kind: RecordKind
    record_id: Id
    field: Annotated[str, Field(pattern=r"^[a-z_]{1,40}$", examples=["birth_date"])]
    right: Annotated[LongText, Field(title="Nội dung đúng", description="What should stand there")]
    said_at: Moment
    request_id: Annotated[Id | None, Field(description="The request it came with")] = None
    note: LongText | None = None


class DecisionIn(In):
    """What was decided, and why."""

    decision: Decision
    reason: Annotated[LongText, Field(title="Lý do")]


class CorrectionOut(Out):
    """A later entry, to be shown with the record it names.

    `former` is what stood in the client before; a record of any other kind still holds it itself.
    """

    id: UUID
    client_id: UUID
    record_kind: RecordKind
    record_id: UUID
    field: str
    right: str
    former: str | None
    said_at: Moment
    request_id: UUID | None
    decision: Decision | None
    decision_reason: str | None
    decided_by: UUID | None
    decided_at: Moment | None
    unit: str
    note: str | None
    provenance: str
    late_entry: bool
    recorded_at: Moment
    voided_at: Moment | None
    void_reason: str | None
    version: int


class CorrectionFilter(PageFilter):
    """Which corrections to list: all, of a kind of record, of one record."""

    record_kind: RecordKind | None = None
    record_id: Id | None = None
