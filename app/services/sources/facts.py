"""Amounts that units told, held against other amounts: destroyed of detected, this year of last.

`with.amount` and `with.over`: the facts; without `over` it is the same fact of the year before. A
province that told its own number stands for its communes, whose rows are then left out; so does
the nation where no province told. Whoever told one of the two numbers only is left out as well.
"""

from typing import Final

import sqlalchemy as sa

from app.models.unit import Unit
from app.services.question import Question
from app.services.sources.area_told import NOBODY, told

_NATION: Final = "vn"
_COMMUNE_DIGITS: Final = 5


def rows(question: Question) -> sa.Subquery:
    """Select one row a unit that told either number."""
    pair, unit = _pairs(question), Unit.__table__.c
    left_out = _left_out(question, pair)
    return (
        sa.select(
            pair.c.unit.label("id"),
            NOBODY.label("client_id"),
            pair.c.unit,
            pair.c.province,
            unit.name.label("label"),
            sa.literal(question.until).label("day"),
            sa.true().label("reached"),
            left_out.is_not(None).label("excluded"),
            left_out.label("left_out"),
            pair.c.soft,
            pair.c.amount,
            pair.c.over,
            pair.c.missing,
        )
        .select_from(sa.join(pair, Unit.__table__, unit.code == pair.c.unit))
        .subquery("amounts")
    )


def _pairs(question: Question) -> sa.Subquery:
    """Select both numbers of a unit side by side."""
    said = question.said
    amount_of, over_of = str(said["amount"]), str(said.get("over", said["amount"]))
    amount = told(question, [amount_of])
    back = 0 if "over" in said else 1
    over = told(question, [over_of], years_back=back).alias("over_told")
    both = sa.join(amount, over, over.c.unit == amount.c.unit, full=True)
    return (
        sa.select(
            sa.func.coalesce(amount.c.unit, over.c.unit).label("unit"),
            # The nation is of no province: it stands for itself where a split asks.
            sa.func.coalesce(amount.c.province, over.c.province, sa.literal(_NATION)).label(
                "province"
            ),
            amount.c.value.label("amount"),
            over.c.value.label("over"),
            sa.func.coalesce(amount.c.soft | over.c.soft, sa.true()).label("soft"),
            sa.case(
                (amount.c.unit.is_(None), sa.literal(amount_of)),
                (over.c.unit.is_(None), sa.literal(over_of)),
            ).label("missing"),
        )
        .select_from(both)
        .subquery("pairs")
    )


def _left_out(question: Question, pair: sa.Subquery) -> sa.ColumnElement[str]:
    """Why a row counts no more than once; asked of one commune, it stands for itself."""
    whole = pair.alias("whole").c
    told_above = sa.exists().where(
        whole.unit == pair.c.province, pair.c.unit != pair.c.province, whole.missing.is_(None)
    )
    below = pair.alias("below").c
    told_below = sa.exists().where(
        pair.c.unit == _NATION, below.unit != _NATION, below.missing.is_(None)
    )
    whens: list[tuple[sa.ColumnElement[bool], sa.ColumnElement[str]]]
    whens = [(pair.c.missing.is_not(None), sa.literal("not_told"))]
    if len(question.unit) != _COMMUNE_DIGITS:
        whens += [
            (told_above, sa.literal("told_by_the_province")),
            (told_below, sa.literal("told_by_provinces")),
        ]
    return sa.case(*whens)
