"""Figures kept by unit and period (*số liệu đã tính*)."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base


class Tally(Base):
    """What one definition gave for one unit in one period, and when."""

    __tablename__ = "tally"

    period: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    variant: Mapped[str] = mapped_column(primary_key=True)
    base: Mapped[str] = mapped_column(primary_key=True)
    unit: Mapped[str] = mapped_column(primary_key=True)
    province: Mapped[str]
    definition: Mapped[str]
    numerator: Mapped[Decimal]
    denominator: Mapped[Decimal]
    excluded: Mapped[int]
    soft: Mapped[int]
    counted: Mapped[int]
    computed_at: Mapped[datetime]
    version: Mapped[int]
