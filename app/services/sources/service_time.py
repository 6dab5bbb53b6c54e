"""Events over the time people spent in rehabilitation or treatment in the period.

`with.procedures`: whose time counts, from the day it began to the day the case ended, both days,
and no further than today; `with.marks`: steps that are an event each time; `with.once`: steps that
tell the same event, so that a case has it once, when it was first told (`marks.py`);
`with.days_in_month`: how many days are a person-month.
"""

from datetime import datetime
from decimal import Decimal

import sqlalchemy as sa

from app.models.case import LegalCase, Step
from app.services import known
from app.services.question import Question
from app.services.sources import marks
from app.services.sources.area_told import NOTHING
from app.services.sources.days import vn
from app.services.sources.moments import happened, today
from app.services.sources.shape import listed, tabled
from app.services.sources.states import told_once


def rows(question: Question) -> sa.Subquery:
    """Select one row a case in service; `amount` are its events, `over` its person-months."""
    case = known.table(question, LegalCase)
    row, each, once = case.c, _each(question), _once(question)
    source = sa.outerjoin(case, each, each.c.case_id == row.id)
    source = sa.outerjoin(source, once, once.c.case_id == row.id)
    times = sa.func.coalesce(each.c.times, 0) + sa.case((once.c.case_id.is_not(None), 1), else_=0)
    ended = sa.func.coalesce(vn(row.closed_at), question.until)
    last = sa.func.least(ended, question.until, today(question))
    days = sa.func.greatest(last - sa.func.greatest(row.started_on, question.since) + 1, 0)
    month = Decimal(str(question.said["days_in_month"]))
    late = sa.func.coalesce(each.c.late, False) | sa.func.coalesce(once.c.late, False)
    return (
        sa.select(
            row.id,
            row.client_id,
            sa.literal(question.until).label("day"),
            row.started_on.label("since"),
            (times > 0).label("reached"),
            sa.false().label("excluded"),
            NOTHING.label("left_out"),
            (late | (row.provenance != "recorded")).label("soft"),
            sa.cast(times, sa.Numeric).label("amount"),
            sa.func.round(sa.cast(days, sa.Numeric) / month, 4).label("over"),
        )
        .select_from(source)
        .where(
            row.procedure.in_(listed(question.said["procedures"])),
            row.started_on <= question.until,
            row.closed_at.is_(None) | (row.closed_at >= question.first_moment),
            told_once(row),
        )
        .subquery("service_time")
    )


def _each(question: Question) -> sa.Subquery:
    """Count the events in the period, one row a case."""
    step, at = _marked(question, "marks")
    return (
        sa.select(
            step.c.case_id,
            sa.func.count().label("times"),
            sa.func.bool_or(step.c.late_entry).label("late"),
        )
        .where(happened(question, at))
        .group_by(step.c.case_id)
        .subquery("each_time")
    )


def _once(question: Question) -> sa.Subquery:
    """Select the cases whose one event was first told in the period."""
    step, at = _marked(question, "once")
    return (
        sa.select(step.c.case_id, sa.func.bool_or(step.c.late_entry).label("late"))
        .group_by(step.c.case_id)
        .having(happened(question, sa.func.min(at)))
        .subquery("one_time")
    )


def _marked(question: Question, name: str) -> tuple[sa.Subquery, sa.ColumnElement[datetime]]:
    marked = tabled(question.said.get(name))
    step, case = known.table(question, Step), known.table(question, LegalCase)
    fits = [marks.made(mark, step.c, case.c) for mark in marked]
    found = (
        sa.select(step.c.case_id, step.c.occurred_at, step.c.late_entry)
        .select_from(sa.join(step, case, case.c.id == step.c.case_id))
        .where(step.c.name.in_(marks.names(marked)), sa.or_(sa.false(), *fits))
        .subquery(f"told_{name}")
    )
    return found, found.c.occurred_at
