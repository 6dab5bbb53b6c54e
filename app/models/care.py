"""Withdrawal treatment (*bệnh án cắt cơn*) and substitution treatment (*điều trị thay thế*)."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import ForeignKey, Numeric
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Key
from app.models.counted import Counted
from app.models.past import Remembered


class HealthRecord(Counted):
    """The record of a withdrawal treatment: opened, kept by its entries, closed once."""

    __tablename__ = "health_record"

    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("legal_case.id"))
    opened_on: Mapped[date]
    substances: Mapped[list[str]]
    protocol: Mapped[str]
    severity: Mapped[str]
    doctor: Mapped[str]
    service_id: Mapped[UUID | None] = mapped_column(ForeignKey("service.id"), nullable=False)
    closed_on: Mapped[date | None]
    outcome: Mapped[str | None]


class HealthEntry(Base):
    """What was seen and given at a moment; only ever added, corrected by a later one."""

    __tablename__ = "health_entry"

    id: Mapped[Key]
    client_id: Mapped[UUID] = mapped_column(ForeignKey("client.id"))
    record_id: Mapped[UUID] = mapped_column(ForeignKey("health_record.id"))
    noted_at: Mapped[datetime]
    pulse: Mapped[int | None]
    systolic: Mapped[int | None]
    diastolic: Mapped[int | None]
    respiration: Mapped[int | None]
    temperature: Mapped[Decimal | None] = mapped_column(Numeric(3, 1))
    findings: Mapped[str | None]
    treatment: Mapped[str | None]
    doctor: Mapped[str]
    corrects: Mapped[UUID | None] = mapped_column(ForeignKey("health_entry.id"))
    unit: Mapped[str]
    province: Mapped[str]
    late_entry: Mapped[bool]
    recorded_by: Mapped[UUID]
    recorded_at: Mapped[datetime]


class SubstitutionPeriod(Remembered, Counted):
    """A stretch of substitution treatment by one medicine at one place."""

    __tablename__ = "substitution_period"

    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("legal_case.id"))
    medicine: Mapped[str]
    started_on: Mapped[date]
    dosed_at: Mapped[str | None]
    service_id: Mapped[UUID | None] = mapped_column(ForeignKey("service.id"), nullable=False)
    ended_on: Mapped[date | None]
    end_reason: Mapped[str | None]


class SubstitutionDose(Base):
    """A dose as it was confirmed on a day; the newest is the last known."""

    __tablename__ = "substitution_dose"

    id: Mapped[Key]
    client_id: Mapped[UUID] = mapped_column(ForeignKey("client.id"))
    period_id: Mapped[UUID] = mapped_column(ForeignKey("substitution_period.id"))
    dose_mg: Mapped[Decimal] = mapped_column(Numeric(6, 2))
    confirmed_on: Mapped[date]
    confirmed_by: Mapped[str]
    unit: Mapped[str]
    province: Mapped[str]
    late_entry: Mapped[bool]
    recorded_by: Mapped[UUID]
    recorded_at: Mapped[datetime]
