"""How full facilities are at the end of the period: who lives there over the places there are.

A facility that has said no number of places is shown as left out. `with.places`: as in `residents`.
"""

import sqlalchemy as sa

from app.models.facility import FacilityCapacity
from app.models.unit import Unit
from app.services import known
from app.services.question import Question
from app.services.sources import places


def rows(question: Question) -> sa.Subquery:
    """Select one row a facility; `amount` are its residents, `over` its places."""
    lodged = places.of_people(question).c
    taken = (
        sa.select(lodged.facility, sa.func.count().label("people"), sa.func.bool_or(lodged.soft))
        .where(lodged.facility.is_not(None))
        .group_by(lodged.facility)
        .subquery("taken")
    )
    # Units are reference data: they are read as they are called today.
    unit, capacity = Unit.__table__, known.table(question, FacilityCapacity)
    source = sa.outerjoin(unit, taken, taken.c.facility == unit.c.code)
    source = sa.outerjoin(source, capacity, capacity.c.facility == unit.c.code)
    people = sa.func.coalesce(taken.c.people, 0)
    unsaid = capacity.c.places.is_(None)
    return (
        sa.select(
            unit.c.code.label("id"),
            sa.cast(sa.null(), sa.Uuid).label("client_id"),
            unit.c.code.label("unit"),
            unit.c.province,
            sa.literal(question.until).label("day"),
            (people >= capacity.c.places).label("full"),
            (~unsaid & (people > 0)).label("reached"),
            unsaid.label("excluded"),
            sa.case((unsaid, "capacity_unknown")).label("left_out"),
            sa.false().label("soft"),
            sa.cast(people, sa.Numeric).label("amount"),
            sa.cast(capacity.c.places, sa.Numeric).label("over"),
            unit.c.name.label("label"),
        )
        .select_from(source)
        .where(unit.c.kind == "facility", capacity.c.places.is_not(None) | (people > 0))
        .subquery("occupancy")
    )
