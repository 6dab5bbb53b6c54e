"""Entering yearly facts of units: one by one, many at once, and the correction of an entry."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from app.access import Permission
from app.context import Context
from app.ids import new_id
from app.law.reading.area_facts import AreaFactRow, area_facts
from app.models.area import AreaFact
from app.models.unit import Unit
from app.problems import Invalid, NotFound, NotPermitted, StateConflict, Text
from app.services import standing
from app.services.area_facts import Year, current

Entered = Literal["entered", "unchanged", "present", "refused"]
_NO_FACT = Text("không có loại số liệu này", "there is no such fact")
_NOT_ITS_YEAR = Text("không tính theo loại năm này", "is not told for such a year")
_NOT_ITS_LEVEL = Text("không phải số liệu của cấp này", "is not a fact of such a unit")
_NOT_ITS_VALUE = Text("giá trị không hợp lệ", "the value is not valid for it")
_NO_UNIT = Text("không có đơn vị này", "there is no such unit")
_OUT_OF_REACH = Text("không thuộc phạm vi của bạn", "is not in your reach")
_ABOVE = Text(
    "Số liệu đã xác nhận thì cấp xác nhận đính chính",
    "What is confirmed is corrected by who may confirm",
)


@dataclass(frozen=True, slots=True)
class Line:
    """One fact of one unit."""

    unit: str
    fact: str
    value: Decimal
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Noted:
    """What became of a line."""

    line: Line
    outcome: Entered
    row: AreaFact | None = None
    reason: Text | None = None


def enter(
    ctx: Context, code: str, year: Year, said: Mapping[str, object], *, key: UUID | None
) -> AreaFact:
    """Enter one fact, or correct an entry; without a value the correction withdraws it.

    Raises NotFound, NotPermitted, Invalid, StateConflict.
    """
    unit = ctx.session.get(Unit, code)
    if unit is None:
        raise NotFound
    if not _reaches(ctx, unit):
        raise NotPermitted
    row = AreaFact(
        **_kept(ctx, key), **said, unit=unit.code, province=unit.province,
        year_kind=year.kind, year=year.number,
    )  # fmt: skip
    standing.refuse_later(ctx, "/year", year.bounds[0])
    hindered = _misfit(unit, year, row.fact, row.value)
    if hindered is not None:
        pointer, reason = hindered
        raise Invalid.at(pointer, vi=reason.vi, en=reason.en)
    if row.corrects is not None:
        _refuse_correction(ctx, row)
    elif row.value is None:
        raise Invalid.at("/value", vi="phải nêu", en="must be told")
    ctx.session.add(row)
    ctx.session.flush()
    ctx.trail.note(object_type="area_fact", object_id=row.id, detail={"fact": row.fact})
    return row


def enter_many(ctx: Context, year: Year, source: str, lines: Sequence[Line]) -> list[Noted]:
    """Enter many, each line answered by itself; three statements however many they are."""
    standing.refuse_later(ctx, "/year", year.bounds[0])
    codes = {line.unit for line in lines}
    units = {u.code: u for u in ctx.session.scalars(sa.select(Unit).where(Unit.code.in_(codes)))}
    known = {
        (row.unit, row.fact): row
        for row in ctx.session.scalars(
            sa.select(AreaFact).where(
                AreaFact.unit.in_(codes),
                AreaFact.year_kind == year.kind,
                AreaFact.year == year.number,
                current(),
            )
        )
    }
    noted = [_look(ctx, units.get(line.unit), year, line, known) for line in lines]
    fresh = {(one.line.unit, one.line.fact): one.line for one in noted if one.outcome == "entered"}
    made = _insert(ctx, year, source, fresh, units)
    ctx.trail.note(object_type="area_fact", detail={"entered": len(made), "lines": len(lines)})
    return [_settled(one, made) for one in noted]


def _kept(ctx: Context, key: UUID | None) -> dict[str, object]:
    return {
        "id": key or new_id(), "recorded_by": ctx.actor.id, "recorded_at": ctx.now, "version": 1,
    }  # fmt: skip


def _reaches(ctx: Context, unit: Unit) -> bool:
    """Tell whether a unit is the caller's own or below it."""
    actor = ctx.actor
    below = actor.unit_kind == "province" and unit.province == actor.province
    return unit.code == actor.unit or actor.unit_kind == "nation" or below


def _misfit(unit: Unit, year: Year, fact: str, value: Decimal | None) -> tuple[str, Text] | None:
    """Tell where and why a fact cannot be told of a unit and year."""
    rule: AreaFactRow | None = area_facts().of(fact)
    if rule is None:
        return "/fact", _NO_FACT
    if unit.kind not in rule.levels:
        return "/fact", _NOT_ITS_LEVEL
    if year.kind not in rule.years:
        return "/year", _NOT_ITS_YEAR
    if value is not None and not rule.takes(value):
        return "/value", _NOT_ITS_VALUE
    return None


def _refuse_correction(ctx: Context, row: AreaFact) -> None:
    former = ctx.session.scalar(
        sa.select(AreaFact).where(AreaFact.id == row.corrects, AreaFact.unit == row.unit)
    )
    if former is None:
        raise Invalid.at("/corrects", vi="không có số liệu này", en="there is no such entry")
    if former.confirmed_at is not None and (Permission.STANDARD_WRITE not in ctx.actor.permissions):
        raise StateConflict(detail=_ABOVE)


def _look(
    ctx: Context,
    unit: Unit | None,
    year: Year,
    line: Line,
    known: Mapping[tuple[str, str], AreaFact],
) -> Noted:
    """Tell what would become of a line."""
    if unit is None:
        return Noted(line, "refused", reason=_NO_UNIT)
    if not _reaches(ctx, unit):
        return Noted(line, "refused", reason=_OUT_OF_REACH)
    hindered = _misfit(unit, year, line.fact, line.value)
    if hindered is not None:
        return Noted(line, "refused", reason=hindered[1])
    former = known.get((line.unit, line.fact))
    if former is None:
        return Noted(line, "entered")
    return Noted(line, "unchanged" if former.value == line.value else "present", former)


def _insert(
    ctx: Context,
    year: Year,
    source: str,
    fresh: Mapping[tuple[str, str], Line],
    units: Mapping[str, Unit],
) -> dict[tuple[str, str], AreaFact]:
    """Write the new ones; who is just entering the same one is waited for, and theirs stands."""
    if not fresh:
        return {}
    rows = [
        {
            **_kept(ctx, None), "unit": line.unit, "province": units[line.unit].province,
            "year_kind": year.kind, "year": year.number, "fact": line.fact, "value": line.value,
            "source": source, "note": line.note,
        }
        for line in fresh.values()
    ]  # fmt: skip
    statement = (
        postgresql.insert(AreaFact)
        .values(rows)
        .on_conflict_do_nothing(
            index_elements=["unit", "year_kind", "year", "fact"],
            index_where=AreaFact.corrects.is_(None),
        )
        .returning(AreaFact)
    )
    return {(row.unit, row.fact): row for row in ctx.session.scalars(statement)}


def _settled(one: Noted, made: Mapping[tuple[str, str], AreaFact]) -> Noted:
    if one.outcome != "entered":
        return one
    row = made.get((one.line.unit, one.line.fact))
    if row is None or row.value != one.line.value:
        return Noted(one.line, "present", row)
    return Noted(one.line, "entered", row)
