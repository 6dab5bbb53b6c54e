"""Places of a facility: its total, its areas, its rooms. Who may keep them is the door's word."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

import sqlalchemy as sa

from app.access import Permission
from app.context import Context
from app.ids import new_id
from app.law.reading import separation
from app.models.facility import FacilityArea, FacilityCapacity, Room
from app.models.unit import Unit
from app.problems import Invalid, NotFound, NotPermitted, StaleVersion

KEEPS = ("sex", "age", "disease", "regime")
# Whoever works with files, or with figures, at the facility or above it.
_READERS = {Permission.CLIENT_READ, Permission.INDICATOR_READ}


@dataclass(frozen=True, slots=True)
class AreaEntry:
    """An area as it is told to us."""

    code: str
    name: str
    kind: str
    valid_from: date
    valid_until: date | None = None
    places: int | None = None
    sex: str | None = None
    age: str | None = None
    disease: str | None = None
    regime: str | None = None
    id: UUID | None = None


@dataclass(frozen=True, slots=True)
class RoomEntry:
    """A room as it is told to us."""

    area_id: UUID
    code: str
    places: int
    valid_from: date
    valid_until: date | None = None
    name: str | None = None
    sex: str | None = None
    age: str | None = None
    disease: str | None = None
    regime: str | None = None
    body: str | None = None
    id: UUID | None = None


def facility(ctx: Context, code: str) -> Unit:
    """Return a facility in reach: one's own, of one's province, or any for the nation.

    Raises NotFound otherwise, hidden or absent alike; NotPermitted for those who read neither
    files nor figures (the wall shows them no place at all).
    """
    if not ctx.actor.permissions & _READERS:
        raise NotPermitted
    unit = ctx.session.get(Unit, code)
    mine = ctx.actor.unit_kind == "nation"
    if unit is not None:
        mine = mine or ctx.actor.unit in {unit.code, unit.province}
    if unit is None or unit.kind != "facility" or not mine:
        raise NotFound
    ctx.trail.note(object_type="unit", detail={"unit": unit.code})
    return unit


def areas(ctx: Context, code: str) -> list[FacilityArea]:
    """Return the areas of a facility, in the order of their codes, those closed included."""
    unit = facility(ctx, code)
    statement = sa.select(FacilityArea).where(FacilityArea.facility == unit.code)
    order = (FacilityArea.code, FacilityArea.valid_from, FacilityArea.id)
    return list(ctx.session.scalars(statement.order_by(*order)))


def rooms(ctx: Context, code: str, area_id: UUID | None = None) -> list[Room]:
    """Return the rooms of a facility or of one of its areas, those closed included."""
    unit = facility(ctx, code)
    statement = sa.select(Room).where(Room.facility == unit.code)
    if area_id is not None:
        statement = statement.where(Room.area_id == area_id)
    return list(ctx.session.scalars(statement.order_by(Room.code, Room.valid_from, Room.id)))


def capacity(ctx: Context, code: str) -> FacilityCapacity | None:
    """Return the total of a facility, where somebody has said it."""
    statement = sa.select(FacilityCapacity).where(FacilityCapacity.facility == code)
    return ctx.session.scalar(statement)


def set_capacity(ctx: Context, code: str, places: int) -> FacilityCapacity:
    """Say how many a facility takes in all; never fewer than sleep there."""
    unit = facility(ctx, code)
    row = ctx.session.scalar(
        sa.select(FacilityCapacity).where(FacilityCapacity.facility == unit.code).with_for_update(),
        execution_options={"populate_existing": True},
    )
    if row is None:
        row = FacilityCapacity(
            facility=unit.code,
            province=unit.province or "",
            places=places,
            recorded_by=ctx.actor.id,
            recorded_at=ctx.now,
            version=1,
        )
        ctx.session.add(row)
    else:
        row.places, row.recorded_by, row.recorded_at = places, ctx.actor.id, ctx.now
        row.version += 1
    ctx.session.flush()
    ctx.trail.note(object_type="facility_capacity", detail={"unit": unit.code})
    return row


def open_area(ctx: Context, code: str, entry: AreaEntry) -> FacilityArea:
    """Open an area; what its kind keeps apart by law it keeps."""
    unit = facility(ctx, code)
    _refuse_backwards(entry.valid_from, entry.valid_until)
    keeps = {name: getattr(entry, name) for name in KEEPS}
    for name, of in separation.separation().areas[entry.kind].keeps.items():
        if keeps[name] not in {None, of}:
            raise Invalid.at(f"/{name}", vi="trái với loại khu", en="is not what the kind keeps")
        keeps[name] = of
    area = FacilityArea(
        id=entry.id or new_id(),
        facility=unit.code,
        province=unit.province or "",
        code=entry.code,
        name=entry.name,
        kind=entry.kind,
        places=entry.places,
        valid_from=entry.valid_from,
        valid_until=entry.valid_until,
        recorded_by=ctx.actor.id,
        recorded_at=ctx.now,
        version=1,
        **keeps,
    )
    return _added(ctx, area)


def open_room(ctx: Context, code: str, entry: RoomEntry) -> Room:
    """Open a room in an area of the facility; it may narrow what the area keeps apart."""
    unit = facility(ctx, code)
    _refuse_backwards(entry.valid_from, entry.valid_until)
    area = ctx.session.scalar(
        sa.select(FacilityArea).where(
            FacilityArea.id == entry.area_id, FacilityArea.facility == unit.code
        )
    )
    if area is None:
        raise Invalid.at("/area_id", vi="không phải khu của cơ sở này", en="not an area of this")
    for name in KEEPS:
        if None not in {getattr(area, name), getattr(entry, name)} and (
            getattr(area, name) != getattr(entry, name)
        ):
            raise Invalid.at(f"/{name}", vi="trái với khu", en="is not what the area keeps")
    told = {name: getattr(entry, name) for name in (*KEEPS, "body", "code", "name", "places")}
    room = Room(
        id=entry.id or new_id(),
        area_id=area.id,
        facility=unit.code,
        province=unit.province or "",
        valid_from=entry.valid_from,
        valid_until=entry.valid_until,
        recorded_by=ctx.actor.id,
        recorded_at=ctx.now,
        version=1,
        **told,
    )
    return _added(ctx, room)


Placed = TypeVar("Placed", FacilityArea, Room)


def change(
    ctx: Context,
    code: str,
    table: type[Placed],
    key: UUID,
    version: int,
    changes: Mapping[str, object],
) -> Placed:
    """Change name, places or last day; what a place keeps apart is another place."""
    unit = facility(ctx, code)
    statement = sa.select(table).where(table.id == key, table.facility == unit.code)
    row = ctx.session.scalar(
        statement.with_for_update(key_share=True), execution_options={"populate_existing": True}
    )
    if row is None:
        raise NotFound
    if row.version != version:
        raise StaleVersion(extra={"current_version": row.version})
    for name, value in changes.items():
        setattr(row, name, value)
    _refuse_backwards(row.valid_from, row.valid_until)
    row.version += 1
    ctx.session.flush()
    ctx.trail.note(object_type=table.__tablename__, object_id=key, detail={"fields": [*changes]})
    return row


def _added(ctx: Context, row: Placed) -> Placed:
    ctx.session.add(row)
    ctx.session.flush()
    ctx.trail.note(object_type=row.__tablename__, object_id=row.id)
    return row


def _refuse_backwards(first: date, last: date | None) -> None:
    if last is not None and last < first:
        raise Invalid.at("/valid_until", vi="trước ngày bắt đầu", en="is before the first day")
