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
from app.services.known import Columns
from app.services.staff import PASSED, employed_on

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


def is_trained(
    staff: Columns, attendance: Columns, course: Columns, question: Question
) -> sa.ColumnElement[bool]:
    """Tell of the staff whether they count as trained: the one definition, whatever it reads."""
    ends = attendance.valid_until
    statement = sa.select(attendance.id).where(
        course.id == attendance.training_id,
        attendance.staff_id == staff.id,
        attendance.voided_at.is_(None),
        attendance.result == PASSED,
        course.voided_at.is_(None),
        course.held_until <= question.on,
    )
    if question.variant == "in_force":
        statement = statement.where(ends.is_(None) | (ends >= question.on))
    if question.kind is not None:
        statement = statement.where(course.kind == question.kind)
    return statement.exists()


def _is_trained(question: Question) -> sa.ColumnElement[bool]:
    tables = (StaffMember.__table__, TrainingAttendance.__table__, TrainingCourse.__table__)
    staff, attendance, course = (table.c for table in tables)
    return is_trained(staff, attendance, course, question)
