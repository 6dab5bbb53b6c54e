"""Indicators: one SQL definition gives figure, list, gap list and excluded list.

A person is counted where the file is held now, so that every caller who sees the person gets the
same figure; communes add up to their province, provinces to the nation.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

import sqlalchemy as sa

from app.context import Context
from app.law.reading.indicator import Indicator, definitions
from app.problems import Invalid, NotFound
from app.services import sealed, units
from app.services.cohort import Question, people
from app.units import REGIONS

Part = Literal["numerator", "denominator", "gap", "excluded"]
_ROOM = sa.text("select set_config('work_mem', '96MB', true), set_config('jit', 'off', true)")
SPLITS = ("commune", "province", "region", "sex", "age_band")


@dataclass(frozen=True, slots=True)
class Figure:
    """One number with everything needed to trust it."""

    numerator: int
    denominator: int
    excluded: int
    soft: int

    @property
    def value(self) -> float | None:
        """Numerator over denominator; None when nobody is counted."""
        return self.numerator / self.denominator if self.denominator else None

    @property
    def percent(self) -> Decimal | None:
        """The value in per cent with two decimals, as it is printed."""
        if self.denominator == 0:
            return None
        share = Decimal(100) * self.numerator / self.denominator
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


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is put; `unit` is the caller's own when not given."""

    since: date
    until: date
    unit: str | None = None
    variant: str = "any"
    base: str = "ever"
    kind: str | None = None
    sex: str | None = None


def ask(ctx: Context, code: str, asked: Asked) -> Question:
    """Check a question against the definition. Raises NotFound or Invalid."""
    indicator = definitions().get(code)
    if indicator is None:
        raise NotFound
    reading = indicator.reading(asked.variant)
    if reading is None:
        raise Invalid.at("/query/variant", vi="không có cách tính này", en="no such variant")
    if asked.base not in indicator.bases:
        raise Invalid.at("/query/base", vi="không có cách lấy mẫu số này", en="no such base")
    if asked.since > asked.until:
        raise Invalid.at("/query/to", vi="trước ngày đầu kỳ", en="is before the first day")
    if asked.kind is not None and (not reading.each or asked.kind not in indicator.kinds):
        raise Invalid.at("/query/kind", vi="chỉ dùng với variant=each", en="only with variant=each")
    unit = asked.unit or ctx.actor.unit
    _refuse_out_of_reach(ctx, unit)
    groups = [[asked.kind]] if asked.kind is not None else reading.groups
    return Question(
        indicator=indicator,
        variant=asked.variant,
        groups=tuple(tuple(group) for group in groups),
        base=asked.base,
        unit=unit,
        since=asked.since,
        until=asked.until,
        sex=asked.sex,
    )


def _refuse_out_of_reach(ctx: Context, unit: str) -> None:
    """Refuse a unit above or beside the caller's: a part must never pass for the whole."""
    actor = ctx.actor
    if unit == actor.unit or (unit[0] == "R" and actor.unit_kind == "nation"):
        return
    kind, province = units.placed(ctx, unit)
    if kind is None and unit[0] != "R":
        raise Invalid.at("/query/unit", vi="không có đơn vị này", en="there is no such unit today")
    below = actor.unit_kind == "nation" or (
        actor.unit_kind == "province" and province == actor.unit
    )
    if not below:
        raise NotFound


def compute(ctx: Context, question: Question, *, by: str | None = None) -> Answer:
    """Compute a figure, with a split when asked for. Who is sealed counts, and is never listed."""
    _room(ctx)
    with sealed.counted(ctx):
        return _computed(ctx, question, by)


def _computed(ctx: Context, question: Question, by: str | None) -> Answer:
    reading = question.indicator.reading(question.variant)
    figure, components = None, {}
    if question.groups:
        figure = _figures(ctx, question, None)[""]
    elif reading is not None and reading.each:
        components = {
            kind: _figures(ctx, question.only(kind), None)[""] for kind in question.indicator.kinds
        }
    splits: Mapping[str, Figure] = {}
    if by is not None and question.groups:
        splits = _figures(ctx, question, by)
    return Answer(question.indicator, question, figure, components, splits, ctx.now)


def records(
    ctx: Context,
    question: Question,
    part: Part,
    *,
    after: Mapping[str, object] | None = None,
    limit: int,
) -> Sequence[sa.RowMapping]:
    """Return the very people behind a figure, from the same definition, in order of names."""
    if not question.groups:
        raise Invalid.at("/query/kind", vi="hãy chọn một dịch vụ", en="choose one service")
    _room(ctx)
    who = people(question)
    statement = sa.select(who).where(_in(who, part))
    if after:
        here = sa.tuple_(who.c.sort_key, who.c.client_id)
        statement = statement.where(
            here > sa.tuple_(after["sort_key"], sa.cast(after["client_id"], sa.Uuid))
        )
    statement = statement.order_by(who.c.sort_key, who.c.client_id).limit(limit)
    rows = ctx.session.execute(statement).mappings().all()
    ctx.trail.note(
        [row["client_id"] for row in rows],
        object_type="indicator",
        detail={"code": question.indicator.code, "part": part},
    )
    return rows


def _figures(ctx: Context, question: Question, by: str | None) -> dict[str, Figure]:
    who = people(question)
    counted = ~who.c.excluded
    columns = (
        sa.func.count().filter(counted & who.c.reached).label("numerator"),
        sa.func.count().filter(counted).label("denominator"),
        sa.func.count().filter(who.c.excluded).label("excluded"),
        sa.func.count().filter(counted & who.c.soft).label("soft"),
    )
    key = sa.literal("") if by is None else _key(who, by, question)
    statement = sa.select(key.label("key"), *columns)
    if by is not None:
        statement = statement.group_by(key).order_by(key)
    return {
        row.key: Figure(row.numerator, row.denominator, row.excluded, row.soft)
        for row in ctx.session.execute(statement)
    }


def _in(who: sa.Subquery, part: Part) -> sa.ColumnElement[bool]:
    match part:
        case "numerator":
            return ~who.c.excluded & who.c.reached
        case "denominator":
            return ~who.c.excluded
        case "gap":
            return ~who.c.excluded & ~who.c.reached
        case _:
            return who.c.excluded


def _key(who: sa.Subquery, by: str, question: Question) -> sa.ColumnElement[str]:
    if by == "commune":
        return who.c.unit
    if by == "province":
        return who.c.province
    if by == "sex":
        return who.c.sex
    if by == "region":
        cases = {code: str(region.number) for region in REGIONS for code in region.provinces}
        return sa.case(cases, value=who.c.province, else_="")
    bands = question.indicator.age_bands.from_
    age = sa.func.date_part("year", sa.func.age(sa.literal(question.until), who.c.birth_date))
    whens = [
        (age >= first, f"{first}-{bands[place + 1] - 1}" if place + 1 < len(bands) else f"{first}+")
        for place, first in reversed(list(enumerate(bands)))
    ]
    return sa.case(*whens, else_="unknown")


def _room(ctx: Context) -> None:
    """Give a national figure room for its hash tables, for this transaction only.

    Compiling the plan costs more than it saves here (bench: 1.6 s with it, 0.7 s without).
    """
    ctx.session.execute(_ROOM)
