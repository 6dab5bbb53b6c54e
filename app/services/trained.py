"""What share of a unit's staff is trained on a day, and who is behind the figure.

The target is of Decision 1393/QĐ-LĐTBXH, which counts whoever was ever trained in the project's
time; what runs out is this house's stricter reading, and the figure says which one it is.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

import sqlalchemy as sa

from app.context import Context
from app.law.reading.standards import StandardsPractice, Target, standards
from app.models.staff import StaffMember, TrainingAttendance, TrainingCourse
from app.services import standing
from app.services.staff import PASSED, employed_on, training_in_force

Variant = Literal["in_force", "ever"]


@dataclass(frozen=True, slots=True)
class Question:
    """Whose staff, on which day, by which reading, trained in what."""

    unit: str
    on: date
    variant: Variant
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """A figure with the target it is held against."""

    question: Question
    numerator: int
    denominator: int
    target: Target
    practice: StandardsPractice

    @property
    def met(self) -> bool | None:
        """Does it reach the target; None of nobody."""
        return self.target.met_by(self.numerator, self.denominator)


def share(ctx: Context, question: Question) -> Share:
    """Count the staff of a unit's list on a day, and those trained among them."""
    trained = _is_trained(question)
    statement = sa.select(
        sa.func.count().filter(trained).label("trained"), sa.func.count().label("staff")
    ).where(*_counted(ctx, question))
    row = ctx.session.execute(statement).one()
    rules = standards()
    return Share(question, row.trained, row.staff, rules.of("staff-trained"), rules)


def behind(
    ctx: Context,
    question: Question,
    *,
    trained: bool | None = None,
    after: UUID | None = None,
    limit: int,
) -> list[tuple[StaffMember, bool]]:
    """Return the staff behind the figure, each with whether they count as trained."""
    has = _is_trained(question)
    statement = sa.select(StaffMember, has.label("trained")).where(*_counted(ctx, question))
    if trained is not None:
        statement = statement.where(has if trained else ~has)
    if after is not None:
        statement = statement.where(StaffMember.id > after)
    rows = ctx.session.execute(statement.order_by(StaffMember.id).limit(limit))
    return [(row[0], bool(row[1])) for row in rows]


def _counted(ctx: Context, question: Question) -> tuple[sa.ColumnElement[bool], ...]:
    return (
        StaffMember.voided_at.is_(None),
        employed_on(question.on),
        standing.within(ctx, StaffMember, question.unit),
    )


def _is_trained(question: Question) -> sa.ColumnElement[bool]:
    statement = (
        sa.select(TrainingAttendance.id)
        .join(TrainingCourse, TrainingCourse.id == TrainingAttendance.training_id)
        .where(
            TrainingAttendance.staff_id == StaffMember.id,
            TrainingAttendance.voided_at.is_(None),
            TrainingAttendance.result == PASSED,
            TrainingCourse.voided_at.is_(None),
            TrainingCourse.held_until <= question.on,
        )
    )
    if question.variant == "in_force":
        statement = statement.where(training_in_force(question.on))
    if question.kind is not None:
        statement = statement.where(TrainingCourse.kind == question.kind)
    return statement.exists()
