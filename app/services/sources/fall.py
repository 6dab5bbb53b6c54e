"""Who stands on the lists on the last day (`amount`), and who stood on the day before the period.

The change is the one sum over the other, less one: a fall where it is below zero. Who came and left
between the two days is on neither, and is shown as left out.
"""

from datetime import timedelta

import sqlalchemy as sa

from app.models.client import ManagementRecord
from app.services import known
from app.services.question import Question
from app.services.sources.shape import listed


def rows(question: Question) -> sa.Subquery:
    """Select one row a person."""
    record = known.table(question, ManagementRecord).c
    before = question.since - timedelta(days=1)
    error = [reason for rule in question.indicator.exclude for reason in rule.closed]
    wrong = sa.func.coalesce(record.closed_reason, "").in_(error)

    def stood(day: object) -> sa.ColumnElement[bool]:
        on = (record.since <= day) & (record.until.is_(None) | (record.until > day))
        return sa.func.bool_or(sa.not_(wrong) & on)

    now, then = stood(question.until), stood(before)
    why = sa.case((sa.func.bool_and(wrong), "entered_in_error"), else_="came_and_left")
    return (
        sa.select(
            record.client_id.label("id"),
            record.client_id,
            sa.literal(question.until).label("day"),
            sa.func.min(record.since).label("since"),
            now.label("reached"),
            sa.not_(now | then).label("excluded"),
            sa.func.bool_or(record.provenance != "recorded").label("soft"),
            sa.case((sa.not_(now | then), why)).label("left_out"),
            sa.cast(now, sa.Integer).label("amount"),
            sa.cast(then, sa.Integer).label("over"),
        )
        .where(
            record.kind.in_(listed(question.said["records"])),
            record.since <= question.until,
            record.until.is_(None) | (record.until > before),
        )
        .group_by(record.client_id)
        .subquery("fall")
    )
