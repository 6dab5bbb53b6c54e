"""A certificate of what was learnt (*chứng chỉ, giấy chứng nhận*)."""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.models.counted import Counted


class Certificate(Counted):
    """A certificate; one of a vocation is counted as a service. Never changed, only voided."""

    __tablename__ = "certificate"

    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("legal_case.id"))
    kind: Mapped[str]
    title: Mapped[str]
    hours: Mapped[int | None]
    issued_on: Mapped[date]
    number: Mapped[str]
    issuer: Mapped[str]
