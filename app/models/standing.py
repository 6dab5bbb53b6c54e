"""What rows that hang on no client carry: where, who kept them, whether they still count."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Mapped

from app.models.base import Base, Key


class Kept(Base):
    """A row kept once, voided when it was a mistake, never unwritten."""

    __abstract__ = True

    id: Mapped[Key]
    note: Mapped[str | None]
    recorded_by: Mapped[UUID]
    recorded_at: Mapped[datetime]
    voided_at: Mapped[datetime | None]
    void_reason: Mapped[str | None]
    version: Mapped[int]


class Placed(Kept):
    """A kept row with a place of its own, which decides who sees it."""

    __abstract__ = True

    unit: Mapped[str]
    province: Mapped[str]
