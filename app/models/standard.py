"""Reviews of facilities, model projects and providers."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Key
from app.models.standing import Kept, Placed


class FacilityReview(Placed):
    """A look at a facility by the checklist of that day (*đánh giá điều kiện cơ sở*)."""

    __tablename__ = "facility_review"

    facility_kind: Mapped[str]
    circumstances: Mapped[list[str]]
    held_on: Mapped[date]
    edition: Mapped[str]
    team: Mapped[list[str]]
    state: Mapped[str]
    follows: Mapped[UUID | None] = mapped_column(ForeignKey("facility_review.id"))
    recheck_due_on: Mapped[date | None]
    closed_at: Mapped[datetime | None]


class ReviewFinding(Base):
    """What was found of one criterion, which is kept as the law had it that day."""

    __tablename__ = "review_finding"

    id: Mapped[Key]
    review_id: Mapped[UUID] = mapped_column(ForeignKey("facility_review.id"))
    seq: Mapped[int] = mapped_column(SmallInteger)
    criterion: Mapped[str]
    title_vi: Mapped[str]
    title_en: Mapped[str]
    law_act: Mapped[str]
    law_at: Mapped[str]
    law_edition: Mapped[str]
    unverified: Mapped[bool]
    result: Mapped[str | None]
    evidence: Mapped[str | None]
    measured_value: Mapped[str | None]
    version: Mapped[int]


class Remedy(Kept):
    """What is to be done about a criterion not met, by whom, by when (*khắc phục*)."""

    __tablename__ = "remedy"

    review_id: Mapped[UUID]
    criterion: Mapped[str]
    what: Mapped[str]
    owner: Mapped[str]
    due_on: Mapped[date]
    done_on: Mapped[date | None]
    evidence: Mapped[str | None]


class ModelProject(Placed):
    """A model of rehabilitation in a region (*mô hình*)."""

    __tablename__ = "model_project"

    region: Mapped[int] = mapped_column(SmallInteger)
    name: Mapped[str]
    kind: Mapped[str]
    runs_from: Mapped[date]
    runs_until: Mapped[date | None]
    state: Mapped[str]
    result: Mapped[str | None]


class Provider(Placed):
    """Who may give rehabilitation services, by a case of ours or as it was told (*cung cấp*)."""

    __tablename__ = "provider"

    kind: Mapped[str]
    name: Mapped[str]
    services: Mapped[list[str]]
    facility: Mapped[str | None] = mapped_column(ForeignKey("unit.code"))
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("legal_case.id"))
    licence_number: Mapped[str | None]
    valid_from: Mapped[date | None]
    valid_until: Mapped[date | None]
    withdrawn_on: Mapped[date | None]
    withdrawn_reason: Mapped[str | None]
