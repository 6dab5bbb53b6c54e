"""Clocks of the law that fell due in the period, and those met in time (*đúng thời hạn*).

`with.clocks`: their codes in the catalogue; `with.met_by`: only those that one of these steps
meets; `with.rules`: editions by the kind they stand for; `with.owing`: `facility` or `court` where
not the unit of the file owes the step; `with.waits`: the clock is a time to wait, so whatever met
it met it in time. Left out, and shown: what was cancelled before it was due,
what stands still, and what is not due yet.
"""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from app.models.case import LegalCase, Step
from app.models.deadline import Deadline
from app.services import known
from app.services.known import Columns
from app.services.question import Question
from app.services.sources.days import vn
from app.services.sources.moments import happened, moment
from app.services.sources.shape import asked, listed
from app.services.sources.states import told_once


def rows(question: Question) -> sa.Subquery:
    """Select one row a clock."""
    clock, case = known.table(question, Deadline), known.table(question, LegalCase)
    step = known.table(question, Step)
    row = clock.c
    source = sa.join(clock, case, case.c.id == row.case_id)
    source = sa.outerjoin(source, step, step.c.id == row.met_step)
    in_time = _in_time(question, row)
    out = _left_out(question, row)
    late = sa.func.coalesce(step.c.late_entry, sa.false())
    return (
        sa.select(
            row.id,
            row.client_id,
            vn(row.due_at).label("day"),
            vn(row.started_at).label("since"),
            in_time.label("reached"),
            out.is_not(None).label("excluded"),
            out.label("left_out"),
            (row.unverified | late | (case.c.provenance != "recorded")).label("soft"),
            sa.case((~in_time, sa.func.array_to_string(row.met_by, "|"))).label("missing"),
            _owing(question, row, case.c).label("owing"),
        )
        .select_from(source)
        .where(
            row.clock.in_(listed(question.said["clocks"])),
            row.client_id.is_not(None),
            happened(question, row.due_at),
            told_once(case.c),
            *_asked(question, row),
        )
        .subquery("clocks")
    )


def _in_time(question: Question, row: Columns) -> sa.ColumnElement[bool]:
    """Tell whether a clock was met in time, as `services/clocks.py` reads it."""
    met: sa.ColumnElement[bool] = row.met_at.is_not(None)
    if question.said.get("waits"):
        return met
    # What stands still is not late, even when it is met standing.
    early: sa.ColumnElement[bool] = (row.met_at <= row.due_at) | row.paused_at.is_not(None)
    return met & early


def _left_out(question: Question, row: Columns) -> sa.ColumnElement[str | None]:
    unmet = row.met_at.is_(None)
    return sa.case(
        (unmet & (row.cancelled_at <= row.due_at), "cancelled"),
        (unmet & row.cancelled_at.is_(None) & row.paused_at.is_not(None), "standing_still"),
        (unmet & row.cancelled_at.is_(None) & (row.due_at > moment(question)), "not_due_yet"),
    )


def _owing(question: Question, row: Columns, case: Columns) -> sa.ColumnElement[str]:
    by = question.said.get("owing")
    if by == "facility":
        return sa.func.coalesce(case.facility, row.unit)
    return sa.func.coalesce(case.court, row.unit) if by == "court" else row.unit


def _asked(question: Question, row: Columns) -> list[sa.ColumnElement[bool]]:
    """Narrow to the clocks some steps meet, and to the rules of the law asked for."""
    where = []
    if "met_by" in question.said:
        steps = sa.literal(listed(question.said["met_by"]), ARRAY(sa.Text))
        where.append(row.met_by.op("&&", is_comparison=True)(steps))
    rules, wanted = question.said.get("rules"), asked(question)
    if wanted and isinstance(rules, dict):
        editions = [code for kind in wanted for code in listed(rules.get(kind))]
        where.append(row.edition.in_(editions))
    return where
