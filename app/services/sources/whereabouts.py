"""People on a list, by the place where they are on the last day (*theo nơi quản lý*).

`with.records`: the lists; `with.places`: see `places.py`; `with.otherwise`: the kind of those who
are in none of them. Reached is who is in a place of the kinds asked for.
"""

import sqlalchemy as sa

from app.services.question import Question
from app.services.sources import places, records
from app.services.sources.shape import asked


def rows(question: Question) -> sa.Subquery:
    """Select one row a person with the place they are in."""
    people, placed = records.people(question), places.of_people(question)
    otherwise = sa.literal(str(question.said.get("otherwise", "")))
    kind = sa.func.coalesce(placed.c.kind, otherwise)
    wanted = asked(question)
    return (
        sa.select(
            people.c.client_id.label("id"),
            people.c.client_id,
            sa.literal(question.until).label("day"),
            people.c.since,
            people.c.excluded,
            people.c.left_out,
            (people.c.soft | sa.func.coalesce(placed.c.soft, sa.false())).label("soft"),
            (kind.in_(sorted(wanted)) if wanted else sa.true()).label("reached"),
            kind.label("kind"),
        )
        .select_from(sa.outerjoin(people, placed, placed.c.client_id == people.c.client_id))
        .subquery("whereabouts")
    )
