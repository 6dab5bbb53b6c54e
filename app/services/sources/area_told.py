"""What units told of a year, for the sources that read it: the entry that counts, unit by unit."""

from typing import Final

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import distinct_on

from app.models.area import AreaClass, AreaFact
from app.periods import parse
from app.services import known
from app.services.question import Question

NOBODY: Final = sa.cast(None, sa.Uuid)
NOTHING: Final = sa.cast(None, sa.Text)
YES: Final = 1


def told(question: Question, facts: list[str], *, years_back: int = 0) -> sa.Subquery:
    """Select the facts of the year the period ends in, one row a unit and fact.

    Facts are yearly: a month or quarter has those of its year. A police year takes what was told
    of police years before what was told of the calendar's, any other period the other way round.
    """
    table = known.table(question, AreaFact)
    fact, later = table.c, table.alias("later").c
    year = question.until.year - years_back
    police = parse(f"{question.until.year}-P")
    is_police = (question.since, question.until) == (police.since, police.until)
    apt = fact.year_kind == ("police" if is_police else "calendar")
    return (
        sa.select(
            fact.unit, fact.province, fact.fact, fact.value,
            fact.confirmed_at.is_(None).label("soft"),
        )
        .where(
            fact.fact.in_(facts),
            fact.year == year,
            fact.value.is_not(None),
            ~sa.exists().where(later.corrects == fact.id),
        )
        .ext(distinct_on(fact.unit, fact.fact))
        .order_by(fact.unit, fact.fact, apt.desc())
        .subquery(f"told_{years_back}")
    )  # fmt: skip


def by_unit(question: Question, facts: list[str]) -> sa.Subquery:
    """Select one row a unit: a column a fact, and whether any of them nobody confirmed."""
    rows = told(question, facts)
    values = (sa.func.max(rows.c.value).filter(rows.c.fact == fact).label(fact) for fact in facts)
    return (
        sa.select(rows.c.unit, sa.func.bool_or(rows.c.soft).label("soft"), *values)
        .group_by(rows.c.unit)
        .subquery("by_unit")
    )


def lacking(said: sa.Subquery, facts: list[str]) -> sa.ColumnElement[str]:
    """The first of these facts that is not a yes, or was not told; null where all are."""
    return sa.case(
        *((sa.func.coalesce(said.c[fact], 0) != YES, sa.literal(fact)) for fact in facts)
    )


def approved(question: Question, area_class: str) -> sa.Select[tuple[str]]:
    """Select the units approved as a class for the police year the period ends in."""
    table = known.table(question, AreaClass)
    row, later = table.c, table.alias("later_class").c
    return sa.select(row.unit).where(
        row.year == question.until.year,
        row["class"] == area_class,
        ~sa.exists().where(later.corrects == row.id),
    )
