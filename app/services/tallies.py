"""Figures kept by unit and period: written from the plain definition, in one transaction each.

There is no second counting: `rebuild` runs the definition's own statement grouped by unit, and
what it no longer gives is set to nought. `tests/services/test_tallies.py` holds both together.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from app.context import Context
from app.models.tally import Tally
from app.models.unit import Unit
from app.services import indicators, sealed
from app.services.indicators import Figure
from app.services.question import Question

_KEY = (Tally.period, Tally.code, Tally.variant, Tally.base)
_NUMBERS = ("numerator", "denominator", "excluded", "soft", "counted")
_LONGER = sa.text("select set_config('statement_timeout', '120s', true)")


@dataclass(frozen=True, slots=True)
class Kept:
    """The kept figures of a question by unit below it, and when they were computed."""

    figures: Mapping[str, Figure]
    computed_at: datetime


def rebuild(ctx: Context, question: Question, period: str) -> int:
    """Write what the definition gives today for every unit in reach; return how many units."""
    ctx.session.execute(_LONGER)
    indicators.room(ctx)
    with sealed.counted(ctx):
        found = indicators.figures(ctx, question, "province", "commune")
    places = ctx.session.execute(sa.select(Unit.code, Unit.province))
    provinces = {row.code: row.province for row in places}
    said = _said(question, period)
    rows = [
        {
            **said,
            "unit": unit,
            "province": provinces[unit],
            "definition": question.indicator.version,
            **{name: getattr(figure, name) for name in _NUMBERS},
            "computed_at": ctx.now,
            "version": 1,
        }
        for unit, figure in _by_unit(found).items()
        if provinces.get(unit)
    ]
    if rows:
        _put(ctx, rows)
    _nought(ctx, question, said, [str(row["unit"]) for row in rows])
    ctx.trail.note(object_type="tally", detail={"code": question.indicator.code, "period": period})
    return len(rows)


def read(ctx: Context, question: Question, period: str, by: str) -> Kept | None:
    """Return the kept figures by `province` or `commune` under the unit asked of, if there are."""
    key = Tally.province if by == "province" else Tally.unit
    sums = [sa.func.sum(getattr(Tally, name)).label(name) for name in _NUMBERS]
    where = [*_same(_said(question, period)), Tally.definition == question.indicator.version]
    if question.unit != "vn":
        where.append(Tally.province == question.unit)
    statement = sa.select(key.label("key"), sa.func.min(Tally.computed_at).label("at"), *sums)
    rows = ctx.session.execute(statement.where(*where).group_by(key).order_by(key)).all()
    if not rows:
        return None
    measure = question.indicator.measure
    figures = {
        row.key: Figure(
            row.numerator, row.denominator, row.excluded, row.soft, row.counted, measure
        )
        for row in rows
        if row.counted or row.excluded
    }
    return Kept(figures, min(row.at for row in rows))


def whole(number: Decimal, measure: str) -> int | Decimal:
    """Give a count back as the whole number it was; sums stay as they are."""
    return number if measure in indicators.SUMS else int(number)


def _by_unit(found: Mapping[str, Figure]) -> dict[str, Figure]:
    return {key.partition("|")[2]: figure for key, figure in found.items() if "|" in key}


def _said(question: Question, period: str) -> dict[str, str]:
    return {
        "period": period,
        "code": question.indicator.code,
        "variant": question.variant,
        "base": question.base,
    }


def _same(said: Mapping[str, str]) -> list[sa.ColumnElement[bool]]:
    return [getattr(Tally, name) == value for name, value in said.items()]


def _put(ctx: Context, rows: list[dict[str, object]]) -> None:
    insert = postgresql.insert(Tally)
    new = {name: insert.excluded[name] for name in (*_NUMBERS, "computed_at", "definition")}
    statement = insert.on_conflict_do_update(
        index_elements=[*(column.key for column in _KEY), "unit"],
        set_={**new, "version": Tally.version + 1},
    )
    ctx.session.execute(statement, rows)


def _nought(
    ctx: Context, question: Question, said: Mapping[str, str], named: Sequence[str]
) -> None:
    """Units that the definition no longer names hold nobody."""
    where = [*_same(said), Tally.unit.not_in(named)]
    if question.unit != "vn":
        where.append(Tally.province == question.unit)
    nothing = {
        "numerator": Decimal(0), "denominator": Decimal(0), "excluded": 0, "soft": 0, "counted": 0,
        "computed_at": ctx.now, "definition": question.indicator.version,
        "version": Tally.version + 1,
    }  # fmt: skip
    ctx.session.execute(sa.update(Tally).where(*where).values(nothing))
