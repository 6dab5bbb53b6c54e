"""Sessions of a unit (*buổi sinh hoạt, lớp học, lao động, học nghề*), and who was there."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import ForeignKey, Numeric
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Key
from app.models.counted import Counted


class ActivitySession(Base):
    """What was done with many people at once; of no client's file, never changed."""

    __tablename__ = "activity_session"

    id: Mapped[Key]
    kind: Mapped[str]
    phase: Mapped[str | None]
    title: Mapped[str]
    held_on: Mapped[date]
    starts_at: Mapped[str | None]
    hours: Mapped[Decimal] = mapped_column(Numeric(4, 2))
    led_by: Mapped[str | None]
    unit: Mapped[str]
    province: Mapped[str]
    note: Mapped[str | None]
    late_entry: Mapped[bool]
    recorded_by: Mapped[UUID]
    recorded_at: Mapped[datetime]


class Attendance(Counted):
    """A person on the roll of a session: there or not, how long, with what result."""

    __tablename__ = "attendance"

    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("legal_case.id"))
    activity_id: Mapped[UUID] = mapped_column(ForeignKey("activity_session.id"))
    kind: Mapped[str]
    held_on: Mapped[date]
    title: Mapped[str]
    presence: Mapped[str]
    hours: Mapped[Decimal] = mapped_column(Numeric(4, 2))
    result: Mapped[str | None]
    mark: Mapped[Decimal | None] = mapped_column(Numeric(4, 2))
