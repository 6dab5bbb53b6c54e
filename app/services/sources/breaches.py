"""Breaches of electronic monitoring, and the months for which people were monitored.

`amount`: breaches, by `with.of`: `found`, the records of a breach that the police made, or
`device`, what devices told that may be one (deleted when its time is over). `over`: days since the
device was fitted, in months of `with.days_a_month`; taken off or paused, they count all the same.
"""

from typing import Any

import sqlalchemy as sa

from app.models.case import LegalCase, Step
from app.models.monitoring import MonitoringEvent
from app.services import known
from app.services.question import Question
from app.services.sources.days import vn
from app.services.sources.entries import told_once
from app.services.sources.shape import listed


def rows(question: Question) -> sa.Subquery:
    """Select one row a measure that ran in the period."""
    case = known.table(question, LegalCase).c
    end = sa.func.least(
        sa.func.coalesce(vn(case.closed_at), question.known_on), question.known_on, question.until
    )
    days = end - sa.func.greatest(case.started_on, question.since) + 1
    amount = sa.func.coalesce(_breaches(question, case.id), 0)
    month = float(str(question.said["days_a_month"]))
    return (
        sa.select(
            case.id,
            case.client_id,
            sa.literal(question.until).label("day"),
            case.started_on.label("since"),
            (amount > 0).label("reached"),
            sa.false().label("excluded"),
            (case.provenance != "recorded").label("soft"),
            sa.null().cast(sa.Text).label("left_out"),
            amount.label("amount"),
            sa.cast(days / month, sa.Numeric(12, 4)).label("over"),
        )
        .where(
            case.procedure.in_(listed(question.said["procedures"])),
            case.client_id.is_not(None),
            case.started_on <= end,
            told_once(case),
            case.closed_at.is_(None) | (case.closed_at >= question.first_moment),
        )
        .subquery("breaches")
    )


def _breaches(question: Question, case: sa.ColumnElement[Any]) -> sa.ScalarSelect[Any]:
    if question.said["of"] == "device":
        event = known.table(question, MonitoringEvent).c
        of_case, at, kind, name = event.case_id, event.happened_at, event.kind, "kinds"
    else:
        step = known.table(question, Step).c
        of_case, at, kind, name = step.case_id, step.occurred_at, step.name, "steps"
    return (
        sa.select(sa.func.count())
        .where(
            of_case == case,
            kind.in_(listed(question.said[name])),
            at >= question.first_moment,
            at < question.last_moment,
        )
        .correlate_except(of_case.table)
        .scalar_subquery()
    )
