"""One thing done for a client on a day (*dịch vụ*)."""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.models.entered import Entered
from app.models.past import Remembered


class Service(Remembered, Entered):
    """A service; the indicators count these."""

    __tablename__ = "service"

    kind: Mapped[str]
    performed_on: Mapped[date]
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("legal_case.id"))
    provider: Mapped[str | None]
