"""Indicators: one SQL definition gives figure, list, gap list and excluded list.

Unless asked otherwise a person is counted where the file is held now, so that every caller who
sees the person gets the same figure; communes add up to their province, provinces to the nation.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import sqlalchemy as sa

from app.context import Context
from app.law.reading.indicator import Indicator
from app.problems import Invalid
from app.services import reach, sealed
from app.services.dimensions import DIMENSIONS, Dimension
from app.services.known import Columns
from app.services.question import Question
from app.services.spread import Spread

_ROOM = sa.text("""
select set_config('work_mem', '96MB', true), set_config('jit', 'off', true),
    set_config('statement_timeout', '20s', true)
""")
# Measures that add amounts up; the others count rows.
SUMS = ("rate", "change")


@dataclass(frozen=True, slots=True)
class Figure:
    """One number with everything needed to trust it; `numerator` alone when `measure` is count."""

    numerator: int | Decimal
    denominator: int | Decimal
    excluded: int
    soft: int
    counted: int
    measure: str = "share"
    left_out: Mapping[str, int] = field(default_factory=dict)

    def with_group(self, row: sa.Row[Any]) -> "Figure":
        """Return the figure with one more group of rows: counted, or left out for a reason."""
        if row.why is not None:
            reasons = {**self.left_out, row.why: row.times}
            return replace(self, excluded=self.excluded + row.times, left_out=reasons)
        return replace(
            self,
            numerator=row.numerator or 0,
            denominator=row.denominator or 0,
            soft=row.soft,
            counted=row.times,
        )

    @property
    def value(self) -> float | None:
        """Numerator over denominator; None when nobody is counted, or nothing is shared."""
        if self.measure == "count":
            return float(self.numerator)
        if not self.denominator:
            return None
        quotient = self.numerator / self.denominator
        return float(quotient - 1 if self.measure == "change" else quotient)

    @property
    def percent(self) -> Decimal | None:
        """The value in per cent with two decimals, as it is printed."""
        if self.measure == "count" or not self.denominator:
            return None
        share = Decimal(100) * self.numerator / self.denominator
        share -= 100 if self.measure == "change" else 0
        return share.quantize(Decimal("0.01"), ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Answer:
    """A figure, its parts by service when the variant is `each`, and its splits."""

    indicator: Indicator
    question: Question
    figure: Figure | None
    components: Mapping[str, Figure]
    splits: Mapping[str, Figure]
    computed_at: datetime


def compute(ctx: Context, question: Question, *, by: str | None = None) -> Answer:
    """Compute a figure, with a split when asked for. Who is sealed counts, and is never listed."""
    if by is not None and (by not in question.indicator.splits or by not in DIMENSIONS):
        raise Invalid.at("/query/by", vi="không chia được theo mục này", en="does not split it")
    room(ctx)
    with sealed.counted(ctx), reach.counting(ctx, wide=is_wide(question)):
        return _computed(ctx, question, by)


def is_wide(question: Question) -> bool:
    """Tell whether people count whom the caller may not hold today: of then, not of now."""
    return question.as_of is not None or question.geography == "then"


def _computed(ctx: Context, question: Question, by: str | None) -> Answer:
    reading = question.indicator.reading(question.variant)
    figure, components = None, {}
    splits: Mapping[str, Figure] = {}
    if reading is not None and reading.each and not question.groups:
        components = {
            kind: figures(ctx, question.only(kind))[""] for kind in question.indicator.kinds
        }
    else:
        figure = figures(ctx, question)[""]
        splits = {} if by is None else figures(ctx, question, by)
    return Answer(question.indicator, question, figure, components, splits, ctx.now)


def figures(ctx: Context, question: Question, *by: str) -> dict[str, Figure]:
    """Return the figure of each value of the dimensions, joined by `|`; of none, under ``""``."""
    return figures_by(ctx, question, (lambda spread: _key(spread, by)) if by else None)


def figures_by(ctx: Context, question: Question, key: Dimension | None) -> dict[str, Figure]:
    """Return the figure of each value of an expression over the rows; without one, under ``""``.

    One pass: what is left out is grouped by its reason beside what counts.
    """
    spread = Spread(question)
    keyed = sa.literal("") if key is None else key(spread)
    where = wanted(spread)
    measure = question.indicator.measure
    why = sa.case((spread.rows.c.excluded, sa.func.coalesce(spread.rows.c.left_out, "left_out")))
    statement = sa.select(keyed.label("key"), why.label("why"), *_sums(spread.rows.c, measure))
    statement = statement.where(*where).select_from(spread.source)
    groups = [why] if key is None else [keyed, why]
    statement = statement.group_by(*groups).order_by(*groups)
    found: dict[str, Figure] = {} if key else {"": Figure(0, 0, 0, 0, 0, measure)}
    for row in ctx.session.execute(statement):
        before = found.get(row.key) or Figure(0, 0, 0, 0, 0, measure)
        found[row.key] = before.with_group(row)
    return found


def total(parts: Iterable[Figure], measure: str) -> Figure:
    """Add parts up: whoever is counted is counted in one of them."""
    every = list(parts)
    return Figure(
        sum(part.numerator for part in every),
        sum(part.denominator for part in every),
        sum(part.excluded for part in every),
        sum(part.soft for part in every),
        sum(part.counted for part in every),
        measure,
    )


def wanted(spread: Spread) -> list[sa.ColumnElement[bool]]:
    """Return what narrows the rows: the unit, and the filters of the question."""
    where = spread.within()
    for name, value in spread.question.filters.items():
        where.append(DIMENSIONS[name](spread) == value)
    return where


def _key(spread: Spread, by: Sequence[str]) -> sa.ColumnElement[str]:
    parts = [DIMENSIONS[name](spread) for name in by]
    return parts[0] if len(parts) == 1 else sa.func.concat_ws("|", *parts)


def _sums(row: Columns, measure: str) -> Sequence[sa.Label[int]]:
    """Sums of one group, which is wholly counted or wholly left out."""
    shares = (
        (sa.func.sum(row.amount), sa.func.sum(row.over))
        if measure in SUMS
        else (sa.func.count().filter(row.reached), sa.func.count())
    )
    return (
        shares[0].label("numerator"),
        shares[1].label("denominator"),
        sa.func.count().filter(row.soft).label("soft"),
        sa.func.count().label("times"),
    )


def room(ctx: Context) -> None:
    """Give a national figure room for its hash tables, and time, for this transaction only.

    Compiling the plan costs more than it saves here (bench: 1.6 s with it, 0.7 s without).
    """
    ctx.session.execute(_ROOM)
