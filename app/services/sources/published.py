"""Nothing to count: the indicator is kept for the values that were published of it."""

import sqlalchemy as sa

from app.services.question import Question
from app.services.sources.area_told import NOBODY, NOTHING


def rows(question: Question) -> sa.Subquery:
    """Select no row."""
    return (
        sa.select(
            NOTHING.label("id"),
            NOBODY.label("client_id"),
            NOTHING.label("unit"),
            NOTHING.label("province"),
            NOTHING.label("label"),
            sa.literal(question.until).label("day"),
            *(sa.false().label(name) for name in ("reached", "excluded", "soft")),
            NOTHING.label("left_out"),
            NOTHING.label("missing"),
        )
        .where(sa.false())
        .subquery("nothing")
    )
