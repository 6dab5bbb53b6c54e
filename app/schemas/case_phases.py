"""The phases of a case: what was told of each, and what does not fit with the law."""

from datetime import date

from app.law.reading.rows import Phase
from app.schemas.base import LegalBasisOut, Out, TextOut


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
    """A phase of the law with the stretches told in the steps of the case; `e` is phase đ."""

    code: Phase
    title: TextOut
    spans: list[SpanOut]
    days: int
    legal_basis: list[LegalBasisOut]
    remarks: list[RemarkOut]


class CasePhaseListOut(Out):
    """The five phases."""

    items: list[CasePhaseOut]
