"""What the result paper of a determination says, as data ready to be printed."""

from datetime import date
from typing import Literal
from uuid import UUID

from app.schemas.base import LegalBasisOut, Moment, Out, TextOut
from app.schemas.determinations import DeterminationOut


class PaperHeadOut(Out):
    """The head of the paper; the form is that of the way the determination was asked for."""

    code: str
    title: TextOut
    form: str | None
    number: str | None
    issued_on: date | None


class PaperPersonOut(Out):
    """Whom it is about; the identity number is masked here, the file shows it."""

    client_id: UUID
    full_name: str
    birth_date: date | None
    birth_precision: Literal["day", "month", "year"]
    sex: str
    identity_number: str | None
    residence_unit: str | None


class QualificationOut(Out):
    """A licence or certificate of the assessor, as it counted on the day of the conclusion."""

    source: Literal["credential", "training"]
    id: UUID
    kind: str
    number: str | None
    scope: str | None
    since: date
    valid_until: date | None


class PaperAssessorOut(Out):
    """Who determined it and where; without credentials where they were told, not checked."""

    full_name: str | None
    facility: str | None
    staff_id: UUID | None
    credentials: list[QualificationOut]


class CriterionOut(Out):
    """One criterion as it was found."""

    code: str
    title: TextOut
    option: str
    option_title: TextOut
    counted: bool


class ObservedDayOut(Out):
    """A day of clinical observation and its chart."""

    on: date
    chart: str


class FindingOut(Out):
    """The clinical part: criteria one by one, the observation behind them, and why."""

    screening_id: UUID
    instrument: str
    instrument_version: str
    performed_on: date
    criteria: list[CriterionOut]
    observation: list[ObservedDayOut]
    because: TextOut


class ResultPaperOut(Out):
    """The result paper (*phiếu kết quả xác định tình trạng nghiện ma túy*).

    `finding` is null for whoever does not read the clinical part, and where it was only told.
    """

    paper: PaperHeadOut
    person: PaperPersonOut
    assessor: PaperAssessorOut
    requested_at: Moment
    determination: DeterminationOut
    conclusion: TextOut
    finding: FindingOut | None
    legal_basis: list[LegalBasisOut]
    unverified: bool
