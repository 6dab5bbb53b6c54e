"""Units of today, those before them, and the map from one to the other."""

from datetime import date

from sqlalchemy import ForeignKey, SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base


class Unit(Base):
    """A place or body of today that can hold a file or an account."""

    __tablename__ = "unit"

    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    kind: Mapped[str]
    place_type: Mapped[str]
    parent: Mapped[str | None] = mapped_column(ForeignKey("unit.code"))
    province: Mapped[str | None]
    region: Mapped[int | None] = mapped_column(SmallInteger)
    search_key: Mapped[str]
    valid_from: Mapped[date]


class FormerUnit(Base):
    """A unit that has ended; its code may name another place today."""

    __tablename__ = "former_unit"

    code: Mapped[str] = mapped_column(primary_key=True)
    valid_to: Mapped[date] = mapped_column(primary_key=True)
    name: Mapped[str]
    kind: Mapped[str]
    parent: Mapped[str | None]
    province: Mapped[str | None]
    valid_from: Mapped[date | None]


class UnitSuccessor(Base):
    """What became of a former commune: `whole` into one, or `part` into several."""

    __tablename__ = "unit_successor"

    old_code: Mapped[str] = mapped_column(primary_key=True)
    new_code: Mapped[str] = mapped_column(primary_key=True)
    changed_on: Mapped[date] = mapped_column(primary_key=True)
    share: Mapped[str]
