"""Monthly grades, given by roll."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from app.schemas.base import (
    Count,
    Id,
    In,
    LegalBasisOut,
    LegalDay,
    LongText,
    Moment,
    Out,
    Page,
    PageFilter,
    PersonName,
    TextOut,
)

GradeCode = Annotated[
    Literal["good", "fair", "average", "poor"],
    Field(description="Tốt, khá, trung bình, kém; what lies below fair is the centre's own rule"),
]


class GradeLineIn(In):
    """One person on the roll."""

    client_id: Id
    grade: GradeCode
    reason: LongText | None = None
    case_id: Id | None = None
    note: LongText | None = None
    id: Id | None = None


class GradeRollIn(In):
    """A month graded for up to 200 people; each line stands for itself."""

    month: Annotated[LegalDay, Field(description="The month, by its first day")]
    decided_by: PersonName
    decided_on: LegalDay
    grades: Annotated[list[GradeLineIn], Field(min_length=1, max_length=200)]


class GradeOut(Out):
    """A grade on file."""

    id: UUID
    client_id: UUID
    case_id: UUID | None
    unit: str
    month: date
    grade: GradeCode
    reason: str | None
    decided_by: str
    decided_on: date
    note: str | None
    provenance: str
    late_entry: bool
    recorded_at: Moment
    voided_at: Moment | None
    void_reason: str | None
    version: int


class RefusedOut(Out):
    """Why a line of a roll was refused: the code of the refusal, and its words."""

    code: str
    detail: TextOut


class GradeResultOut(Out):
    """What became of a line: exactly one of the two."""

    client_id: UUID
    grade: GradeOut | None
    refused: RefusedOut | None


class GradeRollOut(Out):
    """What became of every line, in the order of the roll."""

    given: Count
    results: list[GradeResultOut]


class GradeCountOut(Out):
    """How many months were graded so."""

    grade: GradeCode
    months: Count


class GradeUseOut(Out):
    """What the law in force has grades for, and whether they suffice; null under Decree 163."""

    title: TextOut
    months: Count
    enough: bool
    legal_basis: LegalBasisOut


class GradesOut(Page[GradeOut]):
    """A page of grades, and what the living ones come to."""

    counts: list[GradeCountOut]
    fair_in_a_row: Annotated[
        Count, Field(description="The latest months running graded fair or better")
    ]
    use: GradeUseOut | None


class GradeFilter(PageFilter):
    """A page of grades."""
