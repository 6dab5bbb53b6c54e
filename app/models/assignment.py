"""Who of a unit looks after a person (*người được phân công quản lý, hỗ trợ*)."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Key


class Assignment(Base):
    """One person looked after by one account of a unit, from when to when."""

    __tablename__ = "assignment"

    id: Mapped[Key]
    client_id: Mapped[UUID] = mapped_column(ForeignKey("client.id"))
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    unit: Mapped[str]
    province: Mapped[str]
    since: Mapped[datetime]
    until: Mapped[datetime | None]
    reason: Mapped[str | None]
    reason_ended: Mapped[str | None]
    assigned_by: Mapped[UUID]
    version: Mapped[int]
