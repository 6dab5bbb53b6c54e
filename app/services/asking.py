"""Asking of an indicator: a question is checked against its definition, and against the reach."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from app.context import Context
from app.law.reading.indicator import definitions
from app.problems import Invalid, NotFound
from app.services import units
from app.services.dimensions import DIMENSIONS
from app.services.question import Geography, Question
from app.times import vn_day


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is put; `unit` is the caller's own when not given."""

    since: date
    until: date
    unit: str | None = None
    variant: str | None = None
    base: str | None = None
    kind: str | None = None
    as_of: datetime | None = None
    geography: Geography = "today"
    filters: Mapping[str, str] = field(default_factory=dict)


def ask(ctx: Context, code: str, asked: Asked) -> Question:
    """Check a question against the definition. Raises NotFound or Invalid."""
    indicator = definitions().get(code)
    if indicator is None:
        raise NotFound
    reading = indicator.reading(asked.variant or indicator.variant[0].code)
    if reading is None:
        raise Invalid.at("/query/variant", vi="không có cách tính này", en="no such variant")
    base = asked.base or indicator.bases[0]
    if base not in indicator.bases:
        raise Invalid.at("/query/base", vi="không có cách lấy mẫu số này", en="no such base")
    if asked.since > asked.until:
        raise Invalid.at("/query/to", vi="trước ngày đầu kỳ", en="is before the first day")
    if asked.kind is not None and (not reading.each or asked.kind not in indicator.kinds):
        raise Invalid.at("/query/kind", vi="chỉ dùng với variant=each", en="only with variant=each")
    if asked.as_of is not None and asked.as_of > ctx.now:
        raise Invalid.at("/query/as_of", vi="ở tương lai", en="is in the future")
    for name in asked.filters:
        if name not in indicator.splits or name not in DIMENSIONS:
            raise Invalid.at(f"/query/{name}", vi="không chia được", en="does not split it")
    unit = asked.unit or ctx.actor.unit
    refuse_out_of_reach(ctx, unit)
    groups = [[asked.kind]] if asked.kind is not None else reading.groups
    return Question(
        indicator=indicator,
        variant=reading.code,
        groups=tuple(tuple(group) for group in groups),
        base=base,
        unit=unit,
        since=asked.since,
        until=asked.until,
        known_on=vn_day(asked.as_of or ctx.now),
        as_of=asked.as_of,
        geography=asked.geography,
        filters=asked.filters,
    )


def refuse_out_of_reach(ctx: Context, unit: str) -> None:
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
