"""Hours of work therapy of a person on a day and in its week, against the norms for the age.

The norms are those of life in a centre: 116/2021/NĐ-CP, Điều 68, 74; 163/2026/NĐ-CP, Điều 117, 128.
That they hold for work with a commune too is our reading: there the article is cited unverified.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import sqlalchemy as sa

from app.context import Context
from app.law.engine.work import norms_of
from app.law.reading.activities import activities as practice
from app.law.shape.figures import Norm, in_force
from app.models.activity import ActivitySession, Attendance
from app.models.client import Client
from app.models.unit import Unit
from app.problems import Problem, StateConflict, Text
from app.services.subjects import Subject

_DAY = timedelta(days=1)
_NO_NORM = Text(
    "Pháp luật không quy định giờ lao động cho lứa tuổi này",
    "The law sets no hours of work for this age",
)


@dataclass(frozen=True, slots=True)
class Worked:
    """Hours of a day and of the week it lies in."""

    day: Decimal = Decimal(0)
    week: Decimal = Decimal(0)

    def with_more(self, hours: Decimal) -> "Worked":
        """The same with so many hours more on the day."""
        return Worked(self.day + hours, self.week + hours)


def worked(ctx: Context, people: Collection[UUID], day: date) -> dict[UUID, Worked]:
    """Return what each has worked already; a week begins on Monday."""
    monday = day - _DAY * day.weekday()
    sunday = monday + 6 * _DAY
    statement = (
        sa.select(
            Attendance.client_id,
            sa.func.coalesce(
                sa.func.sum(Attendance.hours).filter(Attendance.held_on == day), 0
            ).label("day"),
            sa.func.sum(Attendance.hours).label("week"),
        )
        .where(
            Attendance.client_id.in_(people),
            Attendance.kind.in_(practice().work),
            Attendance.held_on.between(monday, sunday),
            Attendance.voided_at.is_(None),
        )
        .group_by(Attendance.client_id)
    )
    found = {row.client_id: Worked(row.day, row.week) for row in ctx.session.execute(statement)}
    return {person: found.get(person, Worked()) for person in people}


def refusal(
    ctx: Context, client: Client, session: ActivitySession, hours: Worked
) -> Problem | None:
    """Return why so many hours are against the law; None where they are within its norms."""
    facts = Subject(client, None, client.unit, client.province).facts()
    day = session.held_on
    norms = norms_of(in_force(ctx.lawbook.figures.norms, day), facts.age_on(day))
    if norms.day is None and norms.week is None:
        return StateConflict(_NO_NORM)
    exceeded = norms.exceeded(hours.day, hours.week)
    if not exceeded:
        return None
    unit = ctx.session.get(Unit, session.unit)
    sure = unit is not None and unit.kind == "facility"
    cited = dict.fromkeys(n.law if sure else replace(n.law, unverified=True) for n in exceeded)
    return StateConflict(_beyond(exceeded[0]), legal_basis=tuple(cited))


def _beyond(norm: Norm) -> Text:
    most = norm.value.normalize() if norm.value is not None else ""
    return Text(f"{norm.title.vi}: không quá {most:f} giờ", f"{norm.title.en}: at most {most:f}")
