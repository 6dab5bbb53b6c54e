"""A test of the body for drugs (*xét nghiệm chất ma túy trong cơ thể*), and plans of them."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.models.entered import Entered
from app.models.past import Remembered


class TestPlan(Entered):
    """So many tests between two days, under a case."""

    __tablename__ = "test_plan"

    case_id: Mapped[UUID] = mapped_column(ForeignKey("legal_case.id"))
    set_on: Mapped[date]
    from_on: Mapped[date]
    until_on: Mapped[date]
    how_many: Mapped[int]
    set_by: Mapped[str | None]
    paper_number: Mapped[str | None]


class BodyTest(Remembered, Entered):
    """One test and its result; where it is a step of a case it tells what the step told."""

    __tablename__ = "body_test"

    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("legal_case.id"))
    plan_id: Mapped[UUID | None] = mapped_column(ForeignKey("test_plan.id"))
    step_id: Mapped[UUID | None] = mapped_column(ForeignKey("step.id"))
    reason: Mapped[str]
    ground: Mapped[str | None]
    taken_at: Mapped[datetime]
    result: Mapped[str]
    method: Mapped[str | None]
    sample: Mapped[str | None]
    substances: Mapped[str | None]
    done_by: Mapped[str | None]
    paper_number: Mapped[str | None]
