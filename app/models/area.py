"""Yearly facts of units that no file holds, and the classes of areas."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import ForeignKey, Numeric, SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Json, Key


class AreaFact(Base):
    """A number of a unit for a year, with the document it was taken from; never rewritten.

    What is wrong is corrected by a later entry; without a value that one withdraws it.
    """

    __tablename__ = "area_fact"

    id: Mapped[Key]
    unit: Mapped[str] = mapped_column(ForeignKey("unit.code"))
    province: Mapped[str | None]
    year_kind: Mapped[str]
    year: Mapped[int] = mapped_column(SmallInteger)
    fact: Mapped[str]
    value: Mapped[Decimal | None] = mapped_column(Numeric(14, 2))
    source: Mapped[str]
    note: Mapped[str | None]
    corrects: Mapped[UUID | None] = mapped_column(ForeignKey("area_fact.id"))
    recorded_by: Mapped[UUID]
    recorded_at: Mapped[datetime]
    confirmed_by: Mapped[UUID | None]
    confirmed_at: Mapped[datetime | None]
    version: Mapped[int]


class AreaClass(Base):
    """The class a commune or province was approved as, for a year and by which rules."""

    __tablename__ = "area_class"

    id: Mapped[Key]
    unit: Mapped[str]
    province: Mapped[str]
    level: Mapped[str]
    year: Mapped[int] = mapped_column(SmallInteger)
    area_class: Mapped[str] = mapped_column("class")
    rules: Mapped[str]
    measures: Mapped[Json]
    corrects: Mapped[UUID | None] = mapped_column(ForeignKey("area_class.id"))
    recorded_by: Mapped[UUID]
    recorded_at: Mapped[datetime]
