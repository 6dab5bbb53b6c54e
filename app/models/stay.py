"""Where a person sleeps in a facility (*nơi ở*), from when to when."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.models.entered import Entered
from app.models.past import Remembered


class Stay(Remembered, Entered):
    """Time in one room; whoever moves to another leaves this row ended and has a new one.

    `unit` is the facility. Area and room are named as they were then; `continues` is the stay
    before a move.
    """

    __tablename__ = "stay"

    case_id: Mapped[UUID] = mapped_column(ForeignKey("legal_case.id"))
    room_id: Mapped[UUID]
    area_id: Mapped[UUID]
    area_code: Mapped[str]
    room_code: Mapped[str]
    regime: Mapped[str]
    disease: Mapped[str]
    body_sex: Mapped[str | None]
    since: Mapped[datetime]
    until: Mapped[datetime | None]
    reason_ended: Mapped[str | None]
    continues: Mapped[UUID | None]
