"""The cases that were running at the end of the period, and the state each was in then."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import distinct_on

from app.models.case import LegalCase, Step
from app.services import known
from app.services.facts import SET_ASIDE
from app.services.known import Columns
from app.services.question import Question


def running(question: Question, procedures: Sequence[str]) -> sa.Subquery:
    """Select the cases open at the end of the period.

    A case stands in its state of now unless it was taken further after the period: then it stood
    where the first later step found it.
    """
    case, later = known.table(question, LegalCase), _later(question)
    row = case.c
    return (
        sa.select(
            row.id,
            row.client_id,
            row.procedure,
            row.facility,
            row.unit,
            row.started_on,
            (row.provenance != "recorded").label("soft"),
            sa.func.coalesce(later.c.from_state, row.state).label("state"),
        )
        .select_from(sa.outerjoin(case, later, later.c.case_id == row.id))
        .where(
            row.procedure.in_(list(procedures)),
            row.opened_at < question.last_moment,
            row.closed_at.is_(None) | (row.closed_at >= question.last_moment),
            told_once(row),
        )
        .subquery("running")
    )


def told_once(case: Columns) -> sa.ColumnElement[bool]:
    """Leave out a case told twice, in two files that became one."""
    counted: sa.ColumnElement[bool] = case.outcome.is_distinct_from(SET_ASIDE)
    return counted


def _later(question: Question) -> sa.Subquery:
    step = known.table(question, Step).c
    return (
        sa.select(step.case_id, step.from_state)
        .ext(distinct_on(step.case_id))
        .where(step.occurred_at >= question.last_moment)
        .order_by(step.case_id, step.seq)
        .subquery("later")
    )
