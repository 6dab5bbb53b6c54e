"""One figure under two maps: the communes as they were on the day, and those of today.

Every person has one place in each, so both columns add up to the same whole (Decision
19/2025/QĐ-TTg; the dated map old → new in `unit_successor`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import sqlalchemy as sa

from app.context import Context
from app.models.unit import FormerUnit, Unit
from app.services import indicators, reach, sealed
from app.services.indicators import Figure
from app.services.question import Question
from app.services.spread import Spread


@dataclass(frozen=True, slots=True)
class Cell:
    """People counted in one commune then and in one commune today.

    `then` is a code, with `/` and its last day where the commune has ended.
    """

    then: str
    then_name: str | None
    today: str
    today_name: str | None
    figure: Figure


def table(ctx: Context, question: Question) -> Sequence[Cell]:
    """Return every pair of a commune then and a commune today that somebody is counted in."""
    asked = replace(question, geography="then")
    indicators.room(ctx)
    with sealed.counted(ctx), reach.counting(ctx, wide=True):
        found = indicators.figures_by(ctx, asked, _pairs)
    names = _names(ctx, {code for key in found for code in key.split("|")})
    cells = []
    for key, figure in found.items():
        then, _, today = key.partition("|")
        cells.append(Cell(then, names.get(then), today, names.get(today), figure))
    return cells


def _pairs(spread: Spread) -> sa.ColumnElement[str]:
    return sa.func.concat_ws("|", spread.commune_then, spread.client.unit)


def _names(ctx: Context, codes: set[str]) -> dict[str, str]:
    """Name the communes of today, and those that have ended by code and last day."""
    ended = (FormerUnit.code + "/") + sa.cast(FormerUnit.valid_to, sa.Text)
    named: dict[str, str] = {}
    for key, name, table in ((Unit.code, Unit.name, Unit), (ended, FormerUnit.name, FormerUnit)):
        statement = sa.select(key.label("key"), name).select_from(table).where(key.in_(codes))
        named |= {row.key: row.name for row in ctx.session.execute(statement)}
    return named
