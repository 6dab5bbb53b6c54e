"""People in rehabilitation during the period, and who of them in one of the forms asked for.

`with.counted`: the procedures that are rehabilitation; `with.reached`: those of the numerator. On
the base `stock` only who is in it on the last day.
"""

import sqlalchemy as sa

from app.models.case import LegalCase
from app.services import known
from app.services.question import Question
from app.services.sources.entries import told_once
from app.services.sources.shape import listed


def rows(question: Question) -> sa.Subquery:
    """Select one row a person."""
    case = known.table(question, LegalCase).c
    counted: sa.ColumnElement[bool] = sa.true()
    if question.base == "stock":
        counted = case.closed_at.is_(None) | (case.closed_at >= question.last_moment)
    excluded = sa.not_(sa.func.bool_or(counted))
    asked = counted & case.procedure.in_(listed(question.said["reached"]))
    return (
        sa.select(
            case.client_id.label("id"),
            case.client_id,
            sa.literal(question.until).label("day"),
            sa.func.min(case.started_on).label("since"),
            sa.func.bool_or(asked).label("reached"),
            excluded.label("excluded"),
            sa.func.bool_or(case.provenance != "recorded").label("soft"),
            sa.case((excluded, "left_before_the_last_day")).label("left_out"),
        )
        .where(
            case.procedure.in_(listed(question.said["counted"])),
            case.client_id.is_not(None),
            case.started_on <= question.until,
            told_once(case),
            case.closed_at.is_(None) | (case.closed_at >= question.first_moment),
        )
        .group_by(case.client_id)
        .subquery("forms")
    )
