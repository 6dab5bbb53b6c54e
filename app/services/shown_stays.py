"""Stays and how full a facility is, as the API shows them."""

from collections.abc import Iterable
from itertools import groupby

from app.access import Part
from app.context import Context
from app.law.shape.separation import Area
from app.models.stay import Stay
from app.schemas.facilities import (
    AreaFillOut,
    AreaKindOut,
    AwayOut,
    LodgedOut,
    OccupancyOut,
    RoomFillOut,
)
from app.schemas.stays import StayOut
from app.services import absences
from app.services.absences import Absence
from app.services.cited import basis
from app.services.occupancy import Lodged, Occupancy, RoomFill


def stays_out(ctx: Context, stays: Iterable[Stay]) -> list[StayOut]:
    """Return stays with the absences that fall into each, in one statement for all."""
    rows = list(stays)
    away = absences.of_cases(ctx, [stay.case_id for stay in rows])
    return [_stay_out(ctx, stay, away.get(stay.case_id, [])) for stay in rows]


def _stay_out(ctx: Context, stay: Stay, away: Iterable[Absence]) -> StayOut:
    held = ("id", "client_id", "case_id", "area_id", "room_id", "regime", "since", "until",
            "reason_ended", "continues", "note", "provenance", "late_entry", "recorded_at",
            "voided_at", "void_reason", "version")  # fmt: skip
    return StayOut.model_validate(
        {
            **{name: getattr(stay, name) for name in held},
            "facility": stay.unit,
            "area": stay.area_code,
            "room": stay.room_code,
            "disease": stay.disease if ctx.sees(Part.CLINICAL) else None,
            "absences": [away_out(one) for one in away if one.within(stay.since, stay.until)],
        }
    )


def away_out(one: Absence) -> AwayOut:
    """Return an absence."""
    return AwayOut.model_validate(
        {
            "kind": one.kind,
            "title": one.title.model_dump(),
            "since": one.since,
            "until": one.until,
            "keeps_place": one.keeps_place,
        }
    )


def kind_out(area: Area) -> AreaKindOut:
    """Return a kind of area with its articles."""
    return AreaKindOut.model_validate(
        {
            "code": area.code,
            "title": {"vi": area.title.vi, "en": area.title.en},
            "keeps": dict(area.keeps),
            "legal_basis": basis(area.law),
        }
    )


def occupancy_out(found: Occupancy) -> OccupancyOut:
    """Return how full a facility is, area by area."""
    groups = groupby(found.rooms, key=lambda fill: fill.spot.area.id)
    areas = [_area_out(list(fills)) for _, fills in groups]
    places = sum(area.places for area in areas) if found.places is None else found.places
    taken = sum(area.taken for area in areas)
    free = min(sum(area.free for area in areas), max(0, places - taken))
    return OccupancyOut(
        facility=found.facility, on=found.on, places=places, taken=taken, free=free, areas=areas
    )


def _area_out(fills: list[RoomFill]) -> AreaFillOut:
    area = fills[0].spot.area
    places = sum(fill.spot.room.places for fill in fills) if area.places is None else area.places
    taken = sum(fill.taken for fill in fills)
    return AreaFillOut(
        area_id=area.id,
        code=area.code,
        name=area.name,
        kind=area.kind,
        places=places,
        taken=taken,
        free=min(sum(fill.free for fill in fills), max(0, places - taken)),
        rooms=[_room_out(fill) for fill in fills],
    )


def _room_out(fill: RoomFill) -> RoomFillOut:
    room = fill.spot.room
    return RoomFillOut(
        room_id=room.id,
        code=room.code,
        places=room.places,
        taken=fill.taken,
        free=fill.free,
        people=None if fill.people is None else [_lodged_out(one) for one in fill.people],
    )


def _lodged_out(one: Lodged) -> LodgedOut:
    return LodgedOut(
        stay_id=one.stay_id,
        client_id=one.client_id,
        full_name=one.full_name,
        since=one.since,
        away=None if one.away is None else away_out(one.away),
    )
