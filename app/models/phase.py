"""A stretch of one of the five phases of a case (*giai đoạn*)."""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Json
from app.models.entered import Entered


class PhaseRow(Entered):
    """A phase begun on a day, and how it ended; `follows` is the row it was reopened from."""

    __tablename__ = "phase"

    case_id: Mapped[UUID] = mapped_column(ForeignKey("legal_case.id"))
    phase: Mapped[str]
    edition: Mapped[str]
    started_on: Mapped[date]
    ended_on: Mapped[date | None]
    outcome: Mapped[str | None]
    outcome_reason: Mapped[str | None]
    evidence: Mapped[list[Json]]
    carried_out_by: Mapped[str | None]
    follows: Mapped[UUID | None] = mapped_column(ForeignKey("phase.id"))
