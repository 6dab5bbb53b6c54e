"""What a person asks about their own data, what was corrected, and what holds or seals a file."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Json, Key
from app.models.entered import Entered


class SubjectRequest(Entered):
    """A request of the person about their data (*yêu cầu của chủ thể dữ liệu*)."""

    __tablename__ = "subject_request"

    kind: Mapped[str]
    content: Mapped[str]
    requester: Mapped[str]
    representative_basis: Mapped[str | None]
    channel: Mapped[str]
    with_processor: Mapped[bool]
    received_at: Mapped[datetime]
    state: Mapped[str]
    acknowledge_by: Mapped[datetime | None]
    first_due_at: Mapped[datetime | None]
    due_at: Mapped[datetime | None]
    explanation: Mapped[Json]
    acknowledged_at: Mapped[datetime | None]
    extended_at: Mapped[datetime | None]
    extend_reason: Mapped[str | None]
    answered_at: Mapped[datetime | None]
    outcome: Mapped[str | None]
    ground: Mapped[str | None]
    answer_reason: Mapped[str | None]
    legal_basis: Mapped[list[Json]]
    closed_at: Mapped[datetime | None]
    close_reason: Mapped[str | None]


class Correction(Entered):
    """What a person says is right about a record: a later entry, shown with it (*đính chính*)."""

    __tablename__ = "correction"

    record_kind: Mapped[str]
    record_id: Mapped[UUID]
    part: Mapped[str]
    field: Mapped[str]
    right_sealed: Mapped[bytes]
    former_sealed: Mapped[bytes | None]
    said_at: Mapped[datetime]
    request_id: Mapped[UUID | None] = mapped_column(ForeignKey("subject_request.id"))
    decision: Mapped[str | None]
    decision_reason: Mapped[str | None]
    decided_by: Mapped[UUID | None]
    decided_at: Mapped[datetime | None]


class LegalHold(Base):
    """While it stands nothing of the file may go (*giữ hồ sơ phục vụ tố tụng, thanh tra*)."""

    __tablename__ = "legal_hold"

    id: Mapped[Key]
    client_id: Mapped[UUID] = mapped_column(ForeignKey("client.id"))
    reason: Mapped[str]
    basis: Mapped[str]
    set_by: Mapped[UUID]
    set_at: Mapped[datetime]
    lifted_by: Mapped[UUID | None]
    lifted_at: Mapped[datetime | None]
    lift_reason: Mapped[str | None]
    version: Mapped[int]


class Seal(Base):
    """While it stands the whole file is in nobody's reach (*niêm phong hồ sơ*)."""

    __tablename__ = "seal"

    id: Mapped[Key]
    client_id: Mapped[UUID] = mapped_column(ForeignKey("client.id"))
    province: Mapped[str]
    ground: Mapped[str]
    reason: Mapped[str]
    set_by: Mapped[UUID]
    set_at: Mapped[datetime]
    lifted_by: Mapped[UUID | None]
    lifted_at: Mapped[datetime | None]
    lift_reason: Mapped[str | None]
    version: Mapped[int]
