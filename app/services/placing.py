"""Finding somebody a place: is the room free, and may this person sleep there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa

from app.context import Context
from app.law.engine.separation import Lodger, Placement, judge
from app.law.reading import separation
from app.models.facility import FacilityArea, FacilityCapacity, Room
from app.models.unit import Unit
from app.problems import Invalid, NoPlace, PlacementRefused, Text
from app.services import facilities
from app.times import vn_day

# Of the free rooms that would do, so many are named.
NAMED = 5
_ONE_AT_A_TIME = sa.text("select pg_advisory_xact_lock(hashtextextended(:code, 12))")
_TAKEN = sa.text("select room_id, taken from places_taken(:code, :at)")


@dataclass(frozen=True, slots=True)
class Spot:
    """A room with its area."""

    room: Room
    area: FacilityArea

    @property
    def keeps(self) -> dict[str, str | None]:
        """Whom it keeps apart: what the room says, else what its area says."""
        kept = {
            name: getattr(self.room, name) or getattr(self.area, name) for name in facilities.KEEPS
        }
        return {**kept, "body": self.room.body}

    def in_use(self, day: date) -> bool:
        """Is it in use on a day."""
        return all(
            place.valid_from <= day and (place.valid_until is None or day <= place.valid_until)
            for place in (self.room, self.area)
        )


def spot(ctx: Context, room_id: UUID) -> Spot:
    """Return a room in the caller's reach. Raises Invalid, hidden or absent alike."""
    statement = _spots().where(Room.id == room_id)
    row = ctx.session.execute(statement).one_or_none()
    if row is None:
        raise Invalid.at("/room_id", vi="không có phòng này", en="there is no such room")
    return Spot(*row)


def take(ctx: Context, wanted: Spot, lodger: Lodger, at: datetime) -> None:
    """Let nobody else take a place in the facility until the commit, and make sure of this one.

    Raises PlacementRefused where the law keeps the person elsewhere, NoPlace with free rooms that
    would do where it is full. The database counts once more (`stay_takes_a_place`).
    """
    code = wanted.room.facility
    if not wanted.in_use(vn_day(at)):
        raise Invalid.at("/room_id", vi="phòng không dùng vào ngày này", en="not in use that day")
    finding = judged(ctx, wanted, lodger, at)
    if not finding.allowed:
        raise PlacementRefused(finding)
    ctx.session.execute(_ONE_AT_A_TIME, {"code": code})
    spots = of_facility(ctx, code)
    taken = taken_at(ctx, code, at)
    room = {spot.room.id: spot.room.places - taken.get(spot.room.id, 0) for spot in spots}
    area = _left_in_areas(spots, taken)
    total = ctx.session.scalar(
        sa.select(FacilityCapacity.places).where(FacilityCapacity.facility == code)
    )
    full = total is not None and sum(taken.values()) >= total
    if room[wanted.room.id] > 0 and area[wanted.area.id] > 0 and not full:
        return
    free = [
        spot
        for spot in ([] if full else spots)
        if room[spot.room.id] > 0 and area[spot.area.id] > 0 and spot.in_use(vn_day(at))
        and judged(ctx, spot, lodger, at).allowed
    ]  # fmt: skip
    raise NoPlace(_told(free), extra={"free_rooms": [_shown(spot, room) for spot in free[:NAMED]]})


def judged(ctx: Context, wanted: Spot, lodger: Lodger, at: datetime) -> Placement:
    """Ask the law whether a person may sleep in a room on a day."""
    rules = separation.separation()
    unit = ctx.session.get(Unit, wanted.room.facility)
    kind = None if unit is None else rules.kind_of(unit.place_type)
    return judge(rules.rules, lodger, wanted.keeps, day=vn_day(at), facility=kind)


def of_facility(ctx: Context, code: str) -> list[Spot]:
    """Return every room of a facility with its area, in the order of their codes."""
    statement = _spots().where(Room.facility == code)
    order = (FacilityArea.code, FacilityArea.id, Room.code, Room.id)
    return [Spot(*row) for row in ctx.session.execute(statement.order_by(*order))]


def taken_at(ctx: Context, code: str, at: datetime) -> Mapping[UUID, int]:
    """Return how many places of each room of a facility are taken at a moment."""
    rows = ctx.session.execute(_TAKEN, {"code": code, "at": at})
    return {row.room_id: row.taken for row in rows}


def _spots() -> sa.Select[Room, FacilityArea]:
    return sa.select(Room, FacilityArea).join(FacilityArea, FacilityArea.id == Room.area_id)


def _left_in_areas(spots: Iterable[Spot], taken: Mapping[UUID, int]) -> dict[UUID, int]:
    """Return what is left of each area: of its own figure, or of all its rooms."""
    left: dict[UUID, int] = {}
    for one in spots:
        own = one.area.places
        left.setdefault(one.area.id, own or 0)
        left[one.area.id] += (one.room.places if own is None else 0) - taken.get(one.room.id, 0)
    return left


def _told(free: list[Spot]) -> Text:
    if not free:
        return Text(
            "Đã hết chỗ; cơ sở không còn phòng nào phù hợp",
            "It is full, and no other room of the facility would do",
        )
    names = ", ".join(f"{spot.area.code}/{spot.room.code}" for spot in free[:NAMED])
    return Text(f"Đã hết chỗ; còn chỗ ở phòng: {names}", f"It is full; free rooms: {names}")


def _shown(free: Spot, left: Mapping[UUID, int]) -> dict[str, object]:
    return {
        "room_id": str(free.room.id), "area": free.area.code, "room": free.room.code,
        "free": left[free.room.id],
    }  # fmt: skip
