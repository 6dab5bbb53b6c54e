"""What everything entered in a file carries: whose, by whom, when, and whether it still counts."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Key


class Entered(Base):
    """A row of a file: entered once, voided when it was a mistake, never unwritten."""

    __abstract__ = True

    id: Mapped[Key]
    client_id: Mapped[UUID] = mapped_column(ForeignKey("client.id"))
    unit: Mapped[str]
    province: Mapped[str]
    note: Mapped[str | None]
    provenance: Mapped[str]
    late_entry: Mapped[bool]
    recorded_by: Mapped[UUID]
    recorded_at: Mapped[datetime]
    voided_at: Mapped[datetime | None]
    void_reason: Mapped[str | None]
    version: Mapped[int]
