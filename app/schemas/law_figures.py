"""Figures of the law that are no step: criteria of a facility, the five phases, norms."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from app.law.reading.rows import Phase
from app.law.shape.figures import (
    Bound,
    Circumstance,
    FacilityKind,
    FigureUnit,
    FigureWhere,
    How,
    NormUnit,
    Per,
    Who,
)
from app.schemas.base import LegalBasisOut, Out, TextOut
from app.schemas.law import DayFilter


class DatedOut(Out):
    """A dated row of the book; `ends` is its last day, null while nothing ends it."""

    code: str
    edition: str
    begins: date
    ends: date | None
    title: TextOut
    legal_basis: list[LegalBasisOut]
    unverified: bool


class PaperNameOut(Out):
    """A paper by its code."""

    code: str
    title: TextOut


class AppliesOut(Out):
    """A kind of facility asked, where all of `where` is so."""

    to: FacilityKind
    where: list[Circumstance]
    legal_basis: list[LegalBasisOut]


class FigureOut(Out):
    """A figure a criterion is measured by."""

    at_least: int
    unit: FigureUnit
    where: FigureWhere | None


class CriterionOut(DatedOut):
    """A criterion of a facility; `proved_by` is the paper of the file that shows it."""

    code: Annotated[str, Field(examples=["C3-13"])]
    applies: list[AppliesOut]
    how: How
    figures: list[FigureOut]
    proved_by: PaperNameOut | None


class CriterionListOut(Out):
    """The criteria in force on a day."""

    items: list[CriterionOut]


class LengthOut(Out):
    """A length of time."""

    number: int
    unit: Literal["days", "months"]


class PhaseOut(DatedOut):
    """A phase; `e` is phase đ. `last`: the stretch before the end of the term in which it is."""

    code: Phase
    content: TextOut
    records: list[PaperNameOut]
    least: LengthOut | None
    most: LengthOut | None
    after: Phase | None
    last: LengthOut | None
    to_term_end: bool
    by: TextOut | None


class PhaseListOut(Out):
    """The five phases of a day."""

    items: list[PhaseOut]


class NormOut(DatedOut):
    """A norm; `amount` is in đồng on the day, null where it is no sum or the base is not known."""

    group: str
    value: float | None
    bound: Bound
    unit: NormUnit | None
    per: Per | None
    of: str | None
    who: Who
    amount: int | None


class NormListOut(Out):
    """The norms in force on a day."""

    items: list[NormOut]


class CriteriaFilter(DayFilter):
    """The day, and the kind of facility; every kind when not given."""

    applies: FacilityKind | None = None
