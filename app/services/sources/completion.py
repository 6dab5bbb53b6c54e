"""Who of those that entered a cure or treatment in the period completed it (*hoàn thành*).

Counted are the entries that have ended, in whatever way; who is in it still, and who went on in
another place (`with.censored`), is left out and shown.
"""

import sqlalchemy as sa

from app.services.question import Question
from app.services.sources.entries import entries
from app.services.sources.shape import listed


def rows(question: Question) -> sa.Subquery:
    """Select one row an entry."""
    entry = entries(question, "entered").c
    censored = entry.how.in_(listed(question.said["censored"]))
    return sa.select(
        entry.id,
        entry.client_id,
        entry.facility,
        entry.started_on.label("day"),
        entry.started_on.label("since"),
        (entry.how == "completed").is_(sa.true()).label("reached"),
        (entry.how.is_(None) | censored).label("excluded"),
        entry.soft,
        sa.case((entry.how.is_(None), "still_in_service"), (censored, entry.how)).label("left_out"),
    ).subquery("completion")
