"""Files found to be of one person and merged in the period, over the people on the lists.

`with.records`: the lists. `amount` is how many files were merged into this one.
"""

import sqlalchemy as sa

from app.models.merge import Merge
from app.services.question import Question
from app.services.sources import records
from app.services.sources.moments import happened


def rows(question: Question) -> sa.Subquery:
    """Select one row a person."""
    people, merged = records.people(question), _merged(question)
    times = sa.func.coalesce(merged.c.times, 0)
    return (
        sa.select(
            people.c.client_id.label("id"),
            people.c.client_id,
            sa.literal(question.until).label("day"),
            people.c.since,
            people.c.excluded,
            people.c.left_out,
            people.c.soft,
            (times > 0).label("reached"),
            sa.cast(times, sa.Numeric).label("amount"),
            sa.literal(1, sa.Numeric).label("over"),
        )
        .select_from(sa.outerjoin(people, merged, merged.c.client_id == people.c.client_id))
        .subquery("duplicates")
    )


def _merged(question: Question) -> sa.Subquery:
    """Count the merges of the period; a merge keeps its own two moments, made and undone."""
    merge = Merge.__table__.c
    where = [happened(question, merge.merged_at)]
    if question.as_of is None:
        where.append(merge.undone_at.is_(None))
    else:
        where.append(merge.merged_at <= question.as_of)
        where.append(merge.undone_at.is_(None) | (merge.undone_at > question.as_of))
    return (
        sa.select(merge.client_id, sa.func.count().label("times"))
        .where(*where)
        .group_by(merge.client_id)
        .subquery("merged")
    )
