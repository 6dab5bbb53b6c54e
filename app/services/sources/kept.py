"""People in treatment during the period, and who of them is kept in it (*duy trì điều trị*).

Kept is who is in it still on the last day, or completed it; who died or went on elsewhere
(`with.censored`) is left out and shown. One row a person, whatever the number of their cases.
"""

import sqlalchemy as sa

from app.services.question import Question
from app.services.sources.entries import entries
from app.services.sources.shape import listed


def rows(question: Question) -> sa.Subquery:
    """Select one row a person."""
    entry = entries(question, "running").c
    gone = (entry.exit_on <= question.until).is_(sa.true())
    stays = sa.not_(gone) | (entry.how == "completed").is_(sa.true())
    out = gone & entry.how.in_(listed(question.said["censored"]))
    reached = sa.func.bool_or(stays)
    excluded = sa.not_(reached) & sa.func.bool_and(out)
    return (
        sa.select(
            entry.client_id.label("id"),
            entry.client_id,
            sa.literal(question.until).label("day"),
            sa.func.min(entry.started_on).label("since"),
            reached.label("reached"),
            excluded.label("excluded"),
            sa.func.bool_or(entry.soft).label("soft"),
            sa.case((excluded, sa.func.min(entry.how))).label("left_out"),
            sa.case((sa.not_(reached | excluded), "treatment")).label("missing"),
        )
        # Who left it before the period was not in it, though the file was still open.
        .where(entry.exit_on.is_(None) | (entry.exit_on >= question.since))
        .group_by(entry.client_id)
        .subquery("kept")
    )
