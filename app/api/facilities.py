"""Routes of a facility's places: capacity, areas, rooms, and how full they are."""

from typing import Annotated

from fastapi import Query

from app.access import Permission
from app.api.door import Door
from app.context import Context
from app.law.reading.separation import separation
from app.models.facility import FacilityArea, Room
from app.schemas.base import Id, UnitCode
from app.schemas.facilities import (
    AreaChange,
    AreaIn,
    AreasOut,
    CapacityIn,
    CapacityOut,
    FacilityAreaOut,
    OccupancyOn,
    OccupancyOut,
    RoomChange,
    RoomFilter,
    RoomIn,
    RoomOut,
    RoomsOut,
)
from app.services import facilities, occupancy
from app.services.shown_stays import kind_out, occupancy_out

door = Door(prefix="/v1/facilities/{facility}", tags=["facilities"])


@door.put("/capacity", may=Permission.PLACE_WRITE)
def set_capacity(ctx: Context, facility: UnitCode, capacity: CapacityIn) -> CapacityOut:
    """Say how many a facility takes in all; never fewer than sleep there."""
    made = facilities.set_capacity(ctx, facility, capacity.places)
    return CapacityOut.model_validate(made)


@door.get("/areas", may=Permission.UNIT_READ)
def list_facility_areas(ctx: Context, facility: UnitCode) -> AreasOut:
    """List the areas of a facility, and the kinds of areas the law speaks of."""
    rows = facilities.areas(ctx, facility)
    return AreasOut(
        items=[FacilityAreaOut.model_validate(row) for row in rows],
        kinds=[kind_out(kind) for kind in separation().areas.values()],
    )


@door.post("/areas", may=Permission.PLACE_WRITE, status_code=201)
def open_area(ctx: Context, facility: UnitCode, area: AreaIn) -> FacilityAreaOut:
    """Open an area; what its kind keeps apart by law it keeps."""
    made = facilities.open_area(ctx, facility, facilities.AreaEntry(**area.model_dump()))
    return FacilityAreaOut.model_validate(made)


@door.patch("/areas/{area_id}", may=Permission.PLACE_WRITE)
def change_area(
    ctx: Context, facility: UnitCode, area_id: Id, version: int, change: AreaChange
) -> FacilityAreaOut:
    """Change name, places or last day of an area; it is not closed while people live there."""
    said = change.model_dump(exclude_unset=True)
    made = facilities.change(ctx, facility, FacilityArea, area_id, version, said)
    return FacilityAreaOut.model_validate(made)


@door.get("/rooms", may=Permission.UNIT_READ)
def list_rooms(
    ctx: Context,
    facility: UnitCode,
    filter: Annotated[RoomFilter, Query()],  # noqa: A002
) -> RoomsOut:
    """List the rooms of a facility, or of one of its areas."""
    rows = facilities.rooms(ctx, facility, filter.area_id)
    return RoomsOut(items=[RoomOut.model_validate(row) for row in rows])


@door.post("/rooms", may=Permission.PLACE_WRITE, status_code=201)
def open_room(ctx: Context, facility: UnitCode, room: RoomIn) -> RoomOut:
    """Open a room in an area; it may narrow what the area keeps apart."""
    made = facilities.open_room(ctx, facility, facilities.RoomEntry(**room.model_dump()))
    return RoomOut.model_validate(made)


@door.patch("/rooms/{room_id}", may=Permission.PLACE_WRITE)
def change_room(
    ctx: Context, facility: UnitCode, room_id: Id, version: int, change: RoomChange
) -> RoomOut:
    """Change name, places or last day of a room; it is not closed while people live there."""
    said = change.model_dump(exclude_unset=True)
    made = facilities.change(ctx, facility, Room, room_id, version, said)
    return RoomOut.model_validate(made)


@door.get("/occupancy", may=Permission.UNIT_READ)
def read_occupancy(
    ctx: Context,
    facility: UnitCode,
    on: Annotated[OccupancyOn, Query()],
) -> OccupancyOut:
    """Tell how full a facility is; who reads files sees the people, others the numbers."""
    return occupancy_out(occupancy.of(ctx, facility, on.on))
