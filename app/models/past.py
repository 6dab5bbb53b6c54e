"""What was known before: rows as they said it until they were changed (ADR 0025)."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, FetchedValue, Identity
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Json


class Remembered:
    """A table whose rows leave what they said before a change; the database keeps both moments.

    Nobody reads the column but `services/known.py`, so it is neither fetched nor told.
    """

    __mapper_args__ = {"eager_defaults": False}  # noqa: RUF012 - SQLAlchemy's own shape

    known_from: Mapped[datetime] = mapped_column(server_default=FetchedValue(), deferred=True)


class Past(Base):
    """A row of a table as it was known between two moments, without names and free text."""

    __tablename__ = "past"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    of_table: Mapped[str]
    row_id: Mapped[UUID]
    client_id: Mapped[UUID | None]
    known_from: Mapped[datetime]
    known_until: Mapped[datetime]
    row: Mapped[Json]
