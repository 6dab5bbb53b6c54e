"""One thing done for a client on a day (*dịch vụ*)."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Key


class Service(Base):
    """A service; the indicators count these."""

    __tablename__ = "service"

    id: Mapped[Key]
    client_id: Mapped[UUID] = mapped_column(ForeignKey("client.id"))
    kind: Mapped[str]
    performed_on: Mapped[date]
    unit: Mapped[str]
    province: Mapped[str]
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("legal_case.id"))
    provider: Mapped[str | None]
    note: Mapped[str | None]
    provenance: Mapped[str]
    late_entry: Mapped[bool]
    recorded_by: Mapped[UUID]
    recorded_at: Mapped[datetime]
    voided_at: Mapped[datetime | None]
    void_reason: Mapped[str | None]
    version: Mapped[int]
