"""Rows that hang on no client: which belong to a unit's list, and how one is changed or voided."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import TypeVar
from uuid import UUID

import sqlalchemy as sa

from app.context import Context
from app.ids import new_id
from app.models.standing import Kept, Placed
from app.models.unit import Unit
from app.problems import Invalid, NotFound, NotPermitted, StaleVersion, StateConflict
from app.services import units
from app.services.entered import Place

Row = TypeVar("Row", bound=Kept)
_PROVINCE_DIGITS = 2


def within(ctx: Context, table: type[Placed], unit: str | None) -> sa.ColumnElement[bool]:
    """Tell which rows belong to a unit's list; a province and the nation take in what is below."""
    code = unit or ctx.actor.unit
    if code == "vn":
        return sa.true()
    if len(code) == _PROVINCE_DIGITS:
        return table.province == code
    return table.unit.in_(units.today(ctx, code))


def place(ctx: Context, unit: str | None, pointer: str = "/unit") -> Place:
    """Where a row is kept: as told, else the caller's own unit; within the caller's reach.

    Raises Invalid where there is no such unit, NotPermitted for one out of reach.
    """
    actor = ctx.actor
    code = unit or actor.unit
    found = ctx.session.get(Unit, code)
    if found is None or found.province is None:
        raise Invalid.at(pointer, vi="không có đơn vị này", en="there is no such unit")
    below = actor.unit_kind == "nation" or (
        actor.unit_kind == "province" and found.province == actor.province
    )
    if code != actor.unit and not below:
        raise NotPermitted
    return Place(found.code, found.province)


def kept(ctx: Context, key: UUID | None) -> dict[str, object]:
    """Return what every row of a keeper carries when it is entered."""
    return {
        "id": key or new_id(),
        "recorded_by": ctx.actor.id,
        "recorded_at": ctx.now,
        "version": 1,
    }


def found(ctx: Context, table: type[Row], key: UUID) -> Row:
    """Return a row the caller's reach shows. Raises NotFound."""
    row = ctx.session.scalar(sa.select(table).where(table.id == key))
    if row is None:
        raise NotFound
    return row


def locked(ctx: Context, table: type[Row], key: UUID, version: int) -> Row:
    """Return a row to be changed; one that was voided is no longer. Raises StaleVersion too."""
    row = ctx.session.scalar(sa.select(table).where(table.id == key).with_for_update())
    if row is None:
        raise NotFound
    if row.version != version:
        raise StaleVersion(extra={"current_version": row.version})
    if row.voided_at is not None:
        raise StateConflict
    return row


def void(ctx: Context, table: type[Row], key: UUID, version: int, reason: str) -> Row:
    """Mark a row entered by mistake: it stays, and counts no more."""
    row = locked(ctx, table, key, version)
    row.voided_at, row.void_reason = ctx.now, reason
    save(ctx, row, "voided")
    return row


def save(ctx: Context, row: Kept, *fields: str) -> None:
    """Write a changed row as its next version, and note which fields changed."""
    row.version += 1
    ctx.session.flush()
    note(ctx, row, fields=sorted(fields))


def assign(row: Kept, said: Mapping[str, object], *, may_be_empty: Collection[str]) -> None:
    """Put what was said into a row. Raises Invalid for an emptied field that must be told."""
    for name, value in said.items():
        if value is None and name not in may_be_empty:
            raise Invalid.at(f"/{name}", vi="không được để trống", en="must be told")
        setattr(row, name, value)


def add(ctx: Context, row: Kept) -> None:
    """Write a new row and note it."""
    ctx.session.add(row)
    ctx.session.flush()
    note(ctx, row)


def note(ctx: Context, row: Kept, **detail: object) -> None:
    """Note a row in the trail: ids and field names only."""
    ctx.trail.note(object_type=row.__tablename__, object_id=row.id, detail=detail)


def refuse_later(ctx: Context, pointer: str, day: date) -> None:
    """Refuse a day that has not come."""
    if day > ctx.today:
        raise Invalid.at(pointer, vi="chưa đến ngày này", en="has not come yet")


def refuse_before(pointer: str, day: date | None, first: date | None) -> None:
    """Refuse a day before the one it follows."""
    if day is not None and first is not None and day < first:
        raise Invalid.at(pointer, vi="trước ngày bắt đầu", en="is before the day it follows")


def refuse_foreign(of: UUID, named: UUID) -> None:
    """Refuse a row asked for under another than the one it belongs to."""
    if of != named:
        raise NotFound


def reached(ctx: Context, unit: str | None) -> str:
    """Return the unit a figure is asked of; a part must never pass for the whole.

    Raises NotFound for a unit above or beside the caller's.
    """
    actor = ctx.actor
    code = unit or actor.unit
    if code != actor.unit and actor.unit_kind != "nation":
        _, province = units.placed(ctx, code)
        if actor.unit_kind != "province" or province != actor.unit:
            raise NotFound
    return code
