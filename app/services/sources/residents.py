"""People who live in a facility at the end of the period (*hiện diện cuối kỳ*).

`with.places`: the states that mean so (`places.py`). Who is out for a while, on leave or in
hospital, still lives there; who escaped or was let go does not.
"""

import sqlalchemy as sa

from app.services.question import Question
from app.services.sources import places
from app.services.sources.area_told import NOTHING
from app.services.sources.shape import asked


def rows(question: Question) -> sa.Subquery:
    """Select one row a person; of the kinds asked for where any are."""
    placed = places.of_people(question)
    wanted = asked(question)
    return (
        sa.select(
            placed.c.client_id.label("id"),
            placed.c.client_id,
            sa.literal(question.until).label("day"),
            placed.c.started_on.label("since"),
            sa.true().label("reached"),
            sa.false().label("excluded"),
            NOTHING.label("left_out"),
            placed.c.soft,
            placed.c.facility.label("owing"),
            placed.c.kind,
        )
        .where(*([placed.c.kind.in_(sorted(wanted))] if wanted else []))
        .subquery("residents")
    )
