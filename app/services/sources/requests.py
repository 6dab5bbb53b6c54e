"""Supports that were asked for in the period, and which of them were given (*khi có yêu cầu*).

`with.kind`: the kind of support. Who took the request back or declined the help is left out and
shown: nothing is owed to them any more.
"""

import sqlalchemy as sa

from app.models.support import SupportItem
from app.services import known
from app.services.question import Question
from app.services.sources.shape import listed


def rows(question: Question) -> sa.Subquery:
    """Select one row a request."""
    item = known.table(question, SupportItem).c
    reached = item.state == "achieved"
    excluded = item.state.in_(listed(question.said["declined"]))
    kind = str(question.said["kind"])
    return (
        sa.select(
            item.id,
            item.client_id,
            item.opened_on.label("day"),
            item.opened_on.label("since"),
            reached.label("reached"),
            excluded.label("excluded"),
            (item.provenance != "recorded").label("soft"),
            sa.case((excluded, item.state)).label("left_out"),
            sa.case((sa.not_(reached | excluded), kind)).label("missing"),
            sa.case((sa.not_(reached | excluded), item.unit)).label("owing"),
        )
        .where(
            item.kind == kind,
            item.opened_on.between(question.since, question.until),
            item.voided_at.is_(None),
        )
        .subquery("requests")
    )
