"""Yes-or-no facts of the nation, each counted by itself (`with.facts`): is it so, or not told."""

import sqlalchemy as sa

from app.law.reading.area_facts import area_facts
from app.services.question import Question
from app.services.sources.area_told import NOBODY, NOTHING, YES, told
from app.services.sources.shape import listed

_NATION = "vn"


def rows(question: Question) -> sa.Subquery:
    """Select one row a fact."""
    facts = listed(question.said["facts"])
    asked = sa.values(
        sa.column("fact", sa.Text), sa.column("label", sa.Text), name="functions_asked"
    ).data([(fact, _title(fact)) for fact in facts])
    said = told(question, facts)
    reached = sa.func.coalesce(said.c.value, 0) == YES
    mine = (said.c.fact == asked.c.fact) & (said.c.unit == _NATION)
    return (
        sa.select(
            asked.c.fact.label("id"),
            NOBODY.label("client_id"),
            sa.literal(_NATION).label("unit"),
            sa.literal(_NATION).label("province"),
            asked.c.label,
            sa.literal(question.until).label("day"),
            reached.label("reached"),
            sa.false().label("excluded"),
            NOTHING.label("left_out"),
            sa.func.coalesce(said.c.soft, sa.false()).label("soft"),
            sa.case((~reached, asked.c.fact)).label("missing"),
        )
        .select_from(sa.outerjoin(asked, said, mine))
        .subquery("functions")
    )


def _title(fact: str) -> str:
    rule = area_facts().of(fact)
    return fact if rule is None else rule.title.vi
