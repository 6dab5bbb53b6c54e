"""A frozen report (*báo cáo đã chốt*): what was counted, by which rules, and who signed for it."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Json, Key


class Report(Base):
    """One report of one unit; all but how it was decided stays as it was signed."""

    __tablename__ = "report"

    id: Mapped[Key]
    kind: Mapped[str]
    unit: Mapped[str] = mapped_column(ForeignKey("unit.code"))
    province: Mapped[str | None]
    period_from: Mapped[date]
    period_to: Mapped[date]
    cut_off: Mapped[datetime]
    replaces: Mapped[UUID | None] = mapped_column(ForeignKey("report.id"))
    definitions: Mapped[Json]
    rule_set_hash: Mapped[str]
    cohorts: Mapped[Json]
    cohort_hash: Mapped[str]
    figures: Mapped[Json]
    content_hash: Mapped[str]
    signature: Mapped[bytes]
    key_id: Mapped[str]
    made_by: Mapped[UUID]
    made_at: Mapped[datetime]
    state: Mapped[str]
    submitted_by: Mapped[UUID | None]
    submitted_at: Mapped[datetime | None]
    decided_by: Mapped[UUID | None]
    decided_at: Mapped[datetime | None]
    return_reason: Mapped[str | None]
    version: Mapped[int]
