"""People determined addicted in the period, for the first time ever (*mới phát hiện*).

Who was determined before is left out and shown. The day is that of the first conclusion in the
period.
"""

import sqlalchemy as sa

from app.models.case import Determination, LegalCase
from app.services import known
from app.services.question import Question
from app.services.sources.states import told_once


def rows(question: Question) -> sa.Subquery:
    """Select one row a person determined addicted in the period."""
    found = known.table(question, Determination)
    case = known.table(question, LegalCase)
    now = (
        sa.select(
            found.c.client_id,
            sa.func.min(found.c.concluded_on).filter(found.c.concluded_on >= question.since)
            .label("day"),
            sa.func.min(found.c.concluded_on).label("first"),
            sa.func.bool_or(case.c.provenance != "recorded").label("soft"),
        )
        .select_from(sa.join(found, case, case.c.id == found.c.case_id))
        .where(
            found.c.result == "addicted",
            found.c.concluded_on <= question.until,
            told_once(case.c),
        )
        .group_by(found.c.client_id)
        .subquery("determined")
    )  # fmt: skip
    again = now.c.first < question.since
    return (
        sa.select(
            now.c.client_id.label("id"),
            now.c.client_id,
            now.c.day,
            now.c.day.label("since"),
            sa.true().label("reached"),
            again.label("excluded"),
            sa.case((again, "determined_before")).label("left_out"),
            now.c.soft,
        )
        .where(now.c.day.is_not(None))
        .subquery("determinations")
    )
