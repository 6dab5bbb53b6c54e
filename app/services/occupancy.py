"""How full a facility is on a day, by area and room; with the people, for those who read files."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

import sqlalchemy as sa

from app.access import Part, Permission
from app.context import Context
from app.models.client import Client
from app.models.stay import Stay
from app.problems import Invalid
from app.services import absences, facilities, placing
from app.services.absences import Absence
from app.times import VN


@dataclass(frozen=True, slots=True)
class Lodged:
    """A person in a room; `away` where they are out for a while."""

    stay_id: UUID
    client_id: UUID
    full_name: str
    since: datetime
    away: Absence | None


@dataclass(frozen=True, slots=True)
class RoomFill:
    """A room: its places, how many are taken, who sleeps there (None: not for the caller)."""

    spot: placing.Spot
    taken: int
    people: list[Lodged] | None

    @property
    def free(self) -> int:
        """What is left."""
        return max(0, self.spot.room.places - self.taken)


@dataclass(frozen=True, slots=True)
class Occupancy:
    """A facility on a day."""

    facility: str
    on: date
    at: datetime
    places: int | None
    rooms: list[RoomFill]


def of(ctx: Context, code: str, on: date | None) -> Occupancy:
    """Return how full a facility is: now, or as it was at the end of a day.

    Always the same number of statements, however many areas, rooms and people there are.
    """
    unit = facilities.facility(ctx, code)
    day = on or ctx.today
    if day > ctx.today:
        raise Invalid.at("query:on", vi="chưa tới ngày này", en="has not come yet")
    at = min(ctx.now, _end_of(day))
    spots = [spot for spot in placing.of_facility(ctx, unit.code) if spot.in_use(day)]
    taken = placing.taken_at(ctx, unit.code, at)
    people = _people(ctx, unit.code, at) if _reads_files(ctx) else None
    total = facilities.capacity(ctx, unit.code)
    rooms = [
        RoomFill(spot, taken.get(spot.room.id, 0), None if people is None else people[spot.room.id])
        for spot in spots
    ]
    return Occupancy(unit.code, day, at, None if total is None else total.places, rooms)


def _reads_files(ctx: Context) -> bool:
    return Permission.CLIENT_READ in ctx.actor.permissions and ctx.sees(Part.LEGAL)


def _people(ctx: Context, code: str, at: datetime) -> Mapping[UUID, list[Lodged]]:
    """Return who sleeps where, of the files the caller may see; the trail names them all."""
    statement = (
        sa.select(Stay, Client.full_name)
        .join(Client, Client.id == Stay.client_id)
        .where(
            Stay.unit == code,
            Stay.voided_at.is_(None),
            Stay.since <= at,
            sa.or_(Stay.until.is_(None), Stay.until > at),
        )
        .order_by(Client.sort_key, Stay.id)
    )
    rows = ctx.session.execute(statement).all()
    ctx.trail.note([stay.client_id for stay, _ in rows])
    away = absences.of_cases(ctx, [stay.case_id for stay, _ in rows])
    found: dict[UUID, list[Lodged]] = defaultdict(list)
    for stay, name in rows:
        out = next((one for one in away.get(stay.case_id, ()) if one.at(at)), None)
        found[stay.room_id].append(Lodged(stay.id, stay.client_id, name, stay.since, out))
    return found


def _end_of(day: date) -> datetime:
    """The last moment of a day in Viet Nam."""
    nextly = datetime.combine(day, time(), VN) + timedelta(days=1)
    return nextly.astimezone(UTC) - timedelta(microseconds=1)
