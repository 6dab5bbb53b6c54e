"""Where somebody is on the last day: the states of running cases that stand for a kind of place.

`with.places`: rows of `kind`, `procedures`, `states` and, where it depends, the kind of `facility`
(`book/separation.toml`); the first that fits is told.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import distinct_on

from app.law.reading.separation import separation
from app.models.unit import Unit
from app.services.question import Question
from app.services.sources import states
from app.services.sources.shape import listed, tabled


def of_people(question: Question) -> sa.Subquery:
    """Select one row a person who is in such a place: its kind, the case and the facility."""
    rows = tabled(question.said.get("places"))
    procedures = sorted({code for row in rows for code in listed(row.get("procedures"))})
    running = states.running(question, procedures)
    # Places are reference data: they are read as they are called today.
    unit = Unit.__table__
    case = running.c
    fits = [
        sa.and_(
            case.procedure.in_(listed(row.get("procedures"))),
            case.state.in_(listed(row.get("states"))),
            *_kept_in(unit.c.place_type, row.get("facility")),
        )
        for row in rows
    ]
    rank = sa.case(*[(fit, place) for place, fit in enumerate(fits)])
    found = (
        sa.select(
            case.id.label("case_id"), case.client_id, case.facility, case.unit, case.soft,
            case.started_on, rank.label("rank"),
        )
        .select_from(sa.outerjoin(running, unit, unit.c.code == case.facility))
        .subquery("found")
    )  # fmt: skip
    kinds = {place: str(row["kind"]) for place, row in enumerate(rows)}
    return (
        sa.select(found, sa.case(kinds, value=found.c.rank).label("kind"))
        .ext(distinct_on(found.c.client_id))
        .where(found.c.rank.is_not(None))
        .order_by(found.c.client_id, found.c.rank, found.c.case_id)
        .subquery("placed")
    )


def _kept_in(place_type: sa.ColumnElement[str], kind: object) -> Sequence[sa.ColumnElement[bool]]:
    """Ask for the kind of facility where the row does."""
    if kind is None:
        return []
    words = [word for word, of in separation().facilities.items() if of == kind]
    return [place_type.in_(words)]
