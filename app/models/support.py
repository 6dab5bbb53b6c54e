"""A need of a person in the community and what was done about it (*hỗ trợ*)."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Key
from app.models.counted import Counted
from app.models.past import Remembered


class SupportItem(Remembered, Counted):
    """One need, from open to its outcome; an achieved one may be counted as a service."""

    __tablename__ = "support_item"

    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("legal_case.id"))
    kind: Mapped[str]
    need: Mapped[str]
    opened_on: Mapped[date]
    provider: Mapped[str | None]
    amount: Mapped[int | None]
    state: Mapped[str]
    last_on: Mapped[date]
    follow_up_on: Mapped[date | None]
    outcome_on: Mapped[date | None]


class SupportEvent(Base):
    """What was done about a need on a day, by whom; append-only."""

    __tablename__ = "support_event"

    id: Mapped[Key]
    client_id: Mapped[UUID] = mapped_column(ForeignKey("client.id"))
    support_id: Mapped[UUID] = mapped_column(ForeignKey("support_item.id"))
    seq: Mapped[int]
    happened_on: Mapped[date]
    state: Mapped[str | None]
    what: Mapped[str]
    unit: Mapped[str]
    province: Mapped[str]
    late_entry: Mapped[bool]
    recorded_by: Mapped[UUID]
    recorded_at: Mapped[datetime]
