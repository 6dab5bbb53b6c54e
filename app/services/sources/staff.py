"""Staff employed on the last day of the period, and whether they count as trained (`trained.py`).

`with.trained`: `ever` (passed a course by that day), or `in_force` (and it has not run out).
"""

import sqlalchemy as sa

from app.models.staff import StaffMember, TrainingAttendance, TrainingCourse
from app.services import known, trained
from app.services.question import Question
from app.services.sources.area_told import NOBODY, NOTHING


def rows(question: Question) -> sa.Subquery:
    """Select one row a member of staff."""
    tables = (StaffMember, TrainingAttendance, TrainingCourse)
    staff, attendance, course = (known.table(question, table).c for table in tables)
    variant: trained.Variant = "in_force" if question.said["trained"] == "in_force" else "ever"
    asked = trained.Question(question.unit, question.until, variant)
    has = trained.is_trained(staff, attendance, course, asked)
    ended = staff.employed_until
    return (
        sa.select(
            staff.id,
            NOBODY.label("client_id"),
            staff.unit,
            staff.province,
            staff.full_name.label("label"),
            sa.literal(question.until).label("day"),
            has.label("reached"),
            sa.false().label("excluded"),
            NOTHING.label("left_out"),
            sa.false().label("soft"),
            sa.case((~has, sa.literal("training"))).label("missing"),
        )
        .where(
            staff.voided_at.is_(None),
            staff.employed_from <= question.until,
            ended.is_(None) | (ended >= question.until),
        )
        .subquery("staff_asked")
    )
