"""A reminder of a deadline or of a contact that is due (*lời nhắc*)."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Key


class Reminder(Base):
    """One unit reminded of one thing before, on or after one day; made by the worker alone."""

    __tablename__ = "reminder"

    id: Mapped[Key]
    client_id: Mapped[UUID] = mapped_column(ForeignKey("client.id"))
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("legal_case.id"))
    kind: Mapped[str]
    deadline_id: Mapped[UUID | None] = mapped_column(ForeignKey("deadline.id"))
    contact_id: Mapped[UUID | None] = mapped_column(ForeignKey("contact.id"))
    about: Mapped[UUID]
    stage: Mapped[str]
    due_at: Mapped[datetime]
    remind_on: Mapped[date]
    unit: Mapped[str]
    province: Mapped[str | None]
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    made_at: Mapped[datetime]
    read_at: Mapped[datetime | None]
    read_by: Mapped[UUID | None]
    closed_at: Mapped[datetime | None]
    closed_reason: Mapped[str | None]
    version: Mapped[int]
