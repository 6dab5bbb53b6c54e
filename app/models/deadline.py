"""Clocks that run on cases, their changes, and the working-day calendar."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Json, Key
from app.models.past import Remembered


class Deadline(Remembered, Base):
    """A statutory deadline running on a case (*thời hạn*). Never deleted."""

    __tablename__ = "deadline"

    id: Mapped[Key]
    client_id: Mapped[UUID | None] = mapped_column(ForeignKey("client.id"))
    case_id: Mapped[UUID] = mapped_column(ForeignKey("legal_case.id"))
    unit: Mapped[str]
    province: Mapped[str]
    clock: Mapped[str]
    edition: Mapped[str]
    title: Mapped[Json]
    started_at: Mapped[datetime]
    started_by: Mapped[UUID] = mapped_column(ForeignKey("step.id"))
    span: Mapped[int]
    span_unit: Mapped[str]
    due_at: Mapped[datetime]
    explanation: Mapped[Json]
    legal_basis: Mapped[list[Json]]
    met_by: Mapped[list[str]]
    late_fact: Mapped[str | None]
    advisory: Mapped[bool]
    unverified: Mapped[bool]
    met_at: Mapped[datetime | None]
    met_step: Mapped[UUID | None] = mapped_column(ForeignKey("step.id"))
    cancelled_at: Mapped[datetime | None]
    cancelled_reason: Mapped[str | None]
    paused_at: Mapped[datetime | None]
    pauses: Mapped[list[Json]]
    extensions: Mapped[list[Json]]
    breach_reason: Mapped[str | None]
    breach_by: Mapped[UUID | None]
    version: Mapped[int]


class DeadlineChange(Base):
    """What a later holiday decision did to an open clock: before and after."""

    __tablename__ = "deadline_change"

    id: Mapped[Key]
    client_id: Mapped[UUID | None] = mapped_column(ForeignKey("client.id"))
    deadline_id: Mapped[UUID] = mapped_column(ForeignKey("deadline.id"))
    changed_at: Mapped[datetime]
    changed_by: Mapped[UUID]
    due_before: Mapped[datetime]
    due_after: Mapped[datetime]
    reason: Mapped[str]


class CalendarDay(Base):
    """A day that is not what its weekday says: holiday, day off, or worked in exchange."""

    __tablename__ = "calendar_day"

    day: Mapped[date] = mapped_column(primary_key=True)
    kind: Mapped[str]
    title_vi: Mapped[str]
    title_en: Mapped[str]
    source: Mapped[str]
    unverified: Mapped[bool]
    edited_by: Mapped[UUID | None]
    version: Mapped[int]


class CalendarEdition(Base):
    """One row: how often the calendar was edited, so that a worker knows to read it again."""

    __tablename__ = "calendar_edition"

    only_row: Mapped[bool] = mapped_column(primary_key=True)
    version: Mapped[int]
