"""A contact of commune or centre with a person (*tiếp xúc, thăm gặp*)."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.models.entered import Entered
from app.models.past import Remembered


class Contact(Remembered, Entered):
    """A visit, call or meeting: was the person met, what was learnt, when is the next due."""

    __tablename__ = "contact"

    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("legal_case.id"))
    kind: Mapped[str]
    happened_at: Mapped[datetime]
    outcome: Mapped[str]
    next_due: Mapped[date | None]
    health: Mapped[str | None]
    family_work: Mapped[str | None]
    behaviour: Mapped[str | None]
