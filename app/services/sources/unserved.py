"""People on a list who are in no rehabilitation or treatment on the last day (*chưa được cai*).

`with.records`: the lists; `with.episodes`: the procedures whose running case is one.
"""

import sqlalchemy as sa

from app.models.case import LegalCase
from app.services import known
from app.services.question import Question
from app.services.sources import records
from app.services.sources.shape import listed
from app.services.sources.states import told_once


def rows(question: Question) -> sa.Subquery:
    """Select one row a person; reached is who is outside any episode."""
    people, served = records.people(question), _served(question)
    return (
        sa.select(
            people.c.client_id.label("id"),
            people.c.client_id,
            sa.literal(question.until).label("day"),
            people.c.since,
            people.c.excluded,
            people.c.left_out,
            (people.c.soft | sa.func.coalesce(served.c.soft, sa.false())).label("soft"),
            served.c.client_id.is_(None).label("reached"),
        )
        .select_from(sa.outerjoin(people, served, served.c.client_id == people.c.client_id))
        .subquery("unserved")
    )


def _served(question: Question) -> sa.Subquery:
    """Select who has an episode running on the last day."""
    case = known.table(question, LegalCase).c
    return (
        sa.select(
            case.client_id,
            sa.func.bool_and(case.provenance != "recorded").label("soft"),
        )
        .where(
            case.procedure.in_(listed(question.said["episodes"])),
            case.started_on <= question.until,
            case.closed_at.is_(None) | (case.closed_at >= question.last_moment),
            told_once(case),
        )
        .group_by(case.client_id)
        .subquery("served")
    )
