"""Places of a facility: its total, its areas (*khu*), its rooms (*phòng, buồng*)."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Key


class FacilityCapacity(Base):
    """How many a facility takes in all (*sức chứa*), where somebody has said so."""

    __tablename__ = "facility_capacity"

    facility: Mapped[str] = mapped_column(primary_key=True)
    province: Mapped[str]
    places: Mapped[int]
    recorded_by: Mapped[UUID]
    recorded_at: Mapped[datetime]
    version: Mapped[int]


class _Kept(Base):
    """What an area or a room keeps apart, and the days it is in use."""

    __abstract__ = True

    id: Mapped[Key]
    facility: Mapped[str]
    province: Mapped[str]
    code: Mapped[str]
    sex: Mapped[str | None]
    age: Mapped[str | None]
    disease: Mapped[str | None]
    regime: Mapped[str | None]
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]
    recorded_by: Mapped[UUID]
    recorded_at: Mapped[datetime]
    version: Mapped[int]


class FacilityArea(_Kept):
    """A part of a facility that keeps some apart; without places of its own its rooms count."""

    __tablename__ = "facility_area"

    name: Mapped[str]
    kind: Mapped[str]
    places: Mapped[int | None]


class Room(_Kept):
    """A room in an area; what it keeps apart narrows what its area does."""

    __tablename__ = "room"

    area_id: Mapped[UUID]
    name: Mapped[str | None]
    body: Mapped[str | None]
    places: Mapped[int]
