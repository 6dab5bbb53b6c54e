"""A screening with its answers and scores, and the days of observation behind a determination."""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Json
from app.models.counted import Counted
from app.models.entered import Entered


class Screening(Counted):
    """An instrument put to a client (*sàng lọc*); never changed, only voided."""

    __tablename__ = "screening"

    instrument: Mapped[str]
    instrument_version: Mapped[str]
    digest: Mapped[str]
    performed_on: Mapped[date]
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("legal_case.id"))
    service_id: Mapped[UUID | None] = mapped_column(ForeignKey("service.id"), nullable=False)
    follows: Mapped[UUID | None] = mapped_column(ForeignKey("screening.id"))
    assessor: Mapped[str | None]
    answers: Mapped[list[Json]]
    scores: Mapped[list[Json]]


class Observation(Entered):
    """What a chart of clinical observation says of a day (*phiếu theo dõi*)."""

    __tablename__ = "observation"

    screening_id: Mapped[UUID] = mapped_column(ForeignKey("screening.id"))
    observed_on: Mapped[date]
    chart: Mapped[str]
    findings: Mapped[str]
