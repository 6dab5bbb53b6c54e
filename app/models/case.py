"""The case, its steps, its papers and what a determination found."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Json, Key
from app.models.past import Remembered


class LegalCase(Remembered, Base):
    """One run of one procedure for one client, or for one facility (*vụ việc*)."""

    __tablename__ = "legal_case"

    id: Mapped[Key]
    client_id: Mapped[UUID | None] = mapped_column(ForeignKey("client.id"))
    subject_unit: Mapped[str | None] = mapped_column(ForeignKey("unit.code"))
    procedure: Mapped[str]
    edition: Mapped[str]
    state: Mapped[str]
    unit: Mapped[str]
    province: Mapped[str]
    facility: Mapped[str | None]
    court: Mapped[str | None]
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    outcome: Mapped[str | None]
    decided_on: Mapped[date | None]
    started_on: Mapped[date | None]
    term: Mapped[Json | None]
    term_start: Mapped[date | None]
    term_end: Mapped[date | None]
    provenance: Mapped[str]
    unverified: Mapped[bool]
    version: Mapped[int]
    created_at: Mapped[datetime]
    created_by: Mapped[UUID]


class Step(Base):
    """One legal act in a case (*bước*); append-only."""

    __tablename__ = "step"

    id: Mapped[Key]
    client_id: Mapped[UUID | None] = mapped_column(ForeignKey("client.id"))
    case_id: Mapped[UUID] = mapped_column(ForeignKey("legal_case.id"))
    seq: Mapped[int] = mapped_column(SmallInteger)
    name: Mapped[str]
    ref: Mapped[str]
    from_state: Mapped[str]
    to_state: Mapped[str]
    edition: Mapped[str]
    authority: Mapped[str]
    occurred_at: Mapped[datetime]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[UUID]
    recorded_role: Mapped[str]
    recorded_unit: Mapped[str]
    body: Mapped[Json]
    legal_basis: Mapped[list[Json]]
    answers: Mapped[Json]
    late_entry: Mapped[bool]
    unverified: Mapped[bool]
    note: Mapped[str | None]


class Paper(Base):
    """A document of the dossier, received or issued (*giấy tờ*)."""

    __tablename__ = "paper"

    id: Mapped[Key]
    client_id: Mapped[UUID | None] = mapped_column(ForeignKey("client.id"))
    case_id: Mapped[UUID] = mapped_column(ForeignKey("legal_case.id"))
    step_id: Mapped[UUID | None] = mapped_column(ForeignKey("step.id"))
    code: Mapped[str]
    form: Mapped[str | None]
    direction: Mapped[str]
    number: Mapped[str | None]
    issued_on: Mapped[date | None]
    issuer: Mapped[str | None]
    note: Mapped[str | None]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[UUID]


class Determination(Remembered, Base):
    """What a clinic found about addiction (*xác định tình trạng nghiện*)."""

    __tablename__ = "determination"

    id: Mapped[Key]
    client_id: Mapped[UUID] = mapped_column(ForeignKey("client.id"))
    case_id: Mapped[UUID] = mapped_column(ForeignKey("legal_case.id"))
    step_id: Mapped[UUID] = mapped_column(ForeignKey("step.id"))
    result: Mapped[str]
    concluded_on: Mapped[date]
    notified_at: Mapped[datetime | None]
    facility: Mapped[str | None]
    assessor: Mapped[str | None]
    criteria_met: Mapped[int | None] = mapped_column(SmallInteger)
    screening_id: Mapped[UUID | None] = mapped_column(ForeignKey("screening.id"))
    assessor_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff_member.id"))
    qualified_by: Mapped[list[Json]]
    version: Mapped[int]

    @property
    def checked(self) -> str:
        """What of it this system has checked; the rest was told (ADR 0022)."""
        if self.screening_id is None:
            return "none" if self.assessor_id is None else "credential"
        return "screening" if self.assessor_id is None else "both"
