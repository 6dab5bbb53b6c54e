"""Who of those that entered in the period is in service so many months later (*duy trì*).

Left out and shown: who cannot have been followed that long, and who before that day completed it,
died or went on elsewhere (`with.censored`): of them nobody can tell. `amount` are the days a person
was followed, `over` is 1 where they then left: what the retention curve is drawn from.
"""

import sqlalchemy as sa

from app.services.question import Question
from app.services.sources.entries import LEFT, anniversary, entries


def rows(question: Question) -> sa.Subquery:
    """Select one row an entry."""
    entry = entries(question, "entered").c
    day = anniversary(question, entry.started_on)
    early = day > question.known_on
    gone = (entry.exit_on < day).is_(sa.true())
    untold = gone & (entry.how != LEFT)
    followed = sa.func.coalesce(entry.exit_on, sa.literal(question.known_on))
    return sa.select(
        entry.id,
        entry.client_id,
        entry.facility,
        entry.started_on.label("day"),
        entry.started_on.label("since"),
        sa.not_(gone).label("reached"),
        (early | untold).label("excluded"),
        entry.soft,
        sa.case((early, "not_followed_yet"), (untold, entry.how)).label("left_out"),
        sa.func.greatest(followed - entry.started_on, 0).label("amount"),
        sa.case((entry.how == LEFT, 1), else_=0).label("over"),
    ).subquery("retention")
