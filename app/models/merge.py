"""Two files that became one, and files known not to be of one person."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Json, Key


class Merge(Base):
    """A merge of two files (*gộp hồ sơ*): what moved and what changed, so that it can be undone."""

    __tablename__ = "merge"

    id: Mapped[Key]
    # The file that stayed, and the one whose id now leads to it.
    client_id: Mapped[UUID] = mapped_column(ForeignKey("client.id"))
    merged_id: Mapped[UUID] = mapped_column(ForeignKey("client.id"))
    reason: Mapped[str]
    score: Mapped[int] = mapped_column(SmallInteger)
    merged_at: Mapped[datetime]
    merged_by: Mapped[UUID]
    particulars: Mapped[Json]
    moved: Mapped[Json]
    set_aside: Mapped[Json]
    records: Mapped[Json]
    custody: Mapped[Json]
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[UUID | None]
    undo_reason: Mapped[str | None]
    version: Mapped[int]


class NonMatch(Base):
    """Somebody looked and found two persons; kept on both files until it is withdrawn."""

    __tablename__ = "non_match"

    client_id: Mapped[UUID] = mapped_column(ForeignKey("client.id"), primary_key=True)
    other_id: Mapped[UUID] = mapped_column(ForeignKey("client.id"), primary_key=True)
    reason: Mapped[str]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[UUID]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_reason: Mapped[str | None]
    version: Mapped[int]
