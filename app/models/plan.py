"""The individual plan of a case (*kế hoạch cai nghiện*) with its goals and reviews."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Identity
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Key
from app.models.entered import Entered


class Plan(Entered):
    """A plan of a case; a newer one ends it and leaves it as it was."""

    __tablename__ = "plan"

    case_id: Mapped[UUID] = mapped_column(ForeignKey("legal_case.id"))
    written_on: Mapped[date]
    owner_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    owner_name: Mapped[str | None]
    agreed_on: Mapped[date | None]
    next_review_on: Mapped[date | None]
    status: Mapped[str]
    ended_on: Mapped[date | None]
    end_reason: Mapped[str | None]
    supersedes: Mapped[UUID | None] = mapped_column(ForeignKey("plan.id"))


class PlanReview(Entered):
    """What a review of a plan found, and when the next is."""

    __tablename__ = "plan_review"

    plan_id: Mapped[UUID] = mapped_column(ForeignKey("plan.id"))
    held_on: Mapped[date]
    findings: Mapped[str]
    changes: Mapped[str | None]
    next_review_on: Mapped[date | None]
    held_by: Mapped[str | None]


class PlanGoal(Base):
    """What is to be reached; `status` is that of its last progress."""

    __tablename__ = "plan_goal"

    id: Mapped[Key]
    seq: Mapped[int] = mapped_column(BigInteger, Identity())
    client_id: Mapped[UUID] = mapped_column(ForeignKey("client.id"))
    plan_id: Mapped[UUID] = mapped_column(ForeignKey("plan.id"))
    domain: Mapped[str]
    goal: Mapped[str]
    target_on: Mapped[date | None]
    status: Mapped[str]
    recorded_by: Mapped[UUID]
    recorded_at: Mapped[datetime]
    version: Mapped[int]


class PlanIntervention(Base):
    """What is done for a goal, by whom and how often; `status` is that of its last progress."""

    __tablename__ = "plan_intervention"

    id: Mapped[Key]
    seq: Mapped[int] = mapped_column(BigInteger, Identity())
    client_id: Mapped[UUID] = mapped_column(ForeignKey("client.id"))
    goal_id: Mapped[UUID] = mapped_column(ForeignKey("plan_goal.id"))
    what: Mapped[str]
    phase: Mapped[str | None]
    who: Mapped[str | None]
    frequency: Mapped[str | None]
    from_on: Mapped[date | None]
    until_on: Mapped[date | None]
    status: Mapped[str]
    recorded_by: Mapped[UUID]
    recorded_at: Mapped[datetime]
    version: Mapped[int]


class PlanProgress(Base):
    """How a goal or an intervention stood from a day on; append-only."""

    __tablename__ = "plan_progress"

    id: Mapped[Key]
    seq: Mapped[int] = mapped_column(BigInteger, Identity())
    client_id: Mapped[UUID] = mapped_column(ForeignKey("client.id"))
    goal_id: Mapped[UUID | None] = mapped_column(ForeignKey("plan_goal.id"))
    intervention_id: Mapped[UUID | None] = mapped_column(ForeignKey("plan_intervention.id"))
    status: Mapped[str]
    happened_on: Mapped[date]
    reason: Mapped[str | None]
    recorded_by: Mapped[UUID]
    recorded_at: Mapped[datetime]
