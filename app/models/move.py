"""A file on its way between communes, and a person referred to somebody else."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Json, Key
from app.models.past import Remembered


class Transfer(Remembered, Base):
    """A notice of departure that the commune of arrival must answer (*chuyển nơi cư trú*)."""

    __tablename__ = "transfer"

    id: Mapped[Key]
    client_id: Mapped[UUID] = mapped_column(ForeignKey("client.id"))
    from_unit: Mapped[str]
    from_province: Mapped[str]
    to_unit: Mapped[str]
    to_province: Mapped[str]
    full_name: Mapped[str]
    birth_year: Mapped[int | None] = mapped_column(SmallInteger)
    departed_at: Mapped[datetime]
    reason: Mapped[str]
    ref: Mapped[str | None]
    address_sealed: Mapped[bytes | None]
    former_address_sealed: Mapped[bytes | None]
    former_residence_unit: Mapped[str]
    former_residence_stable: Mapped[bool]
    state: Mapped[str]
    notice_due_at: Mapped[datetime | None]
    due_at: Mapped[datetime]
    legal_basis: Mapped[list[Json]]
    sent_at: Mapped[datetime]
    sent_by: Mapped[UUID]
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[UUID | None]
    answer_reason: Mapped[str | None]
    arrived_at: Mapped[datetime | None]
    version: Mapped[int]


class Referral(Base):
    """A person sent to a facility or a provider outside (*giới thiệu, chuyển gửi*)."""

    __tablename__ = "referral"

    id: Mapped[Key]
    client_id: Mapped[UUID] = mapped_column(ForeignKey("client.id"))
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("legal_case.id"))
    from_unit: Mapped[str]
    from_province: Mapped[str]
    to_unit: Mapped[str | None]
    to_province: Mapped[str | None]
    provider: Mapped[str | None]
    full_name: Mapped[str]
    birth_year: Mapped[int | None] = mapped_column(SmallInteger)
    purpose: Mapped[str]
    note: Mapped[str | None]
    referred_at: Mapped[datetime]
    answer_due_at: Mapped[datetime]
    state: Mapped[str]
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[UUID | None]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[UUID | None]
    reason: Mapped[str | None]
    outcome: Mapped[str | None]
    custody_id: Mapped[UUID | None]
    late_entry: Mapped[bool]
    recorded_by: Mapped[UUID]
    recorded_at: Mapped[datetime]
    version: Mapped[int]
