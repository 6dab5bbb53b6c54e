"""Stays: where a person sleeps in a facility. The step of the case is the legal act, not this."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from app.access import Part
from app.context import Context
from app.ids import new_id
from app.law.engine.separation import Lodger
from app.law.reading import stays as practice
from app.models.case import LegalCase, Step
from app.models.client import Client
from app.models.stay import Stay
from app.problems import Invalid, NotPermitted, StateConflict, Text
from app.services import clients, entered, placing
from app.services.subjects import Subject
from app.times import vn_day

MOVED = "moved"
_HOUSES = {"facility", "province", "nation"}
_TOLD = ("room_id", "case_id", "since", "disease", "body_sex", "note")
_ANOTHER = Text(
    "Mã này đã dùng cho lần ở có nội dung khác", "The id stands for a stay told otherwise"
)
_ELSEWHERE = Text(
    "Người này đang có chỗ ở: hãy chuyển phòng, hoặc kết thúc lần ở đang mở",
    "The person has a place already: move them, or end the stay that is open",
)
_NOT_IN = Text(
    "Vào thời điểm này người đó chưa được tiếp nhận vào cơ sở hoặc không còn ở cơ sở",
    "At that moment the person has not been taken in, or is in the facility no more",
)
_ENDED = Text("Lần ở này đã kết thúc", "The stay has ended")


@dataclass(frozen=True, slots=True)
class Entry:
    """A placement as it is told to us; `disease` and `body_sex` are facts no record has.

    A stay that is over when it is told has its end and the reason.
    """

    room_id: UUID
    case_id: UUID
    since: datetime
    disease: str = "none"
    body_sex: str | None = None
    until: datetime | None = None
    reason_ended: str | None = None
    note: str | None = None
    id: UUID | None = None


@dataclass(frozen=True, slots=True)
class MoveEntry:
    """A move to another room; facts not told again are those of the stay before."""

    room_id: UUID
    at: datetime
    disease: str | None = None
    body_sex: str | None = None
    note: str | None = None
    id: UUID | None = None


def place(ctx: Context, client_id: UUID, entry: Entry) -> Stay:
    """Give a person a place in a room; told again under its id it is answered as it stands.

    Raises StateConflict where the person has a place or is not in the facility, PlacementRefused
    where the law keeps them elsewhere (73/2021/QH14, Điều 35; 120/2025/QH15, Điều 46), NoPlace
    where it is full.
    """
    client = _file(ctx, client_id, lock=True)
    if entry.id is not None:
        known = _known(ctx, client_id, entry.id)
        if known is not None:
            return _repeated(ctx, known, entry)
    _refuse_impossible(ctx, entry)
    case = _case(ctx, client_id, entry.case_id)
    wanted = placing.spot(ctx, entry.room_id)
    regime = _regime(ctx, client, case, wanted, entry.since)
    if _elsewhere(ctx, client_id, entry):
        raise StateConflict(_ELSEWHERE)
    return _placed(ctx, client, entry, wanted, regime)


def move(ctx: Context, client_id: UUID, stay_id: UUID, version: int, to: MoveEntry) -> Stay:
    """Move a person to another room: the old stay ends as it was, a new one begins."""
    client = _file(ctx, client_id, lock=True)
    old = entered.locked(ctx, Stay, client_id, stay_id, version)
    _refuse_over(ctx, old, to.at, "/at")
    wanted = placing.spot(ctx, to.room_id)
    if wanted.room.facility != old.unit:
        raise Invalid.at("/room_id", vi="không thuộc cơ sở này", en="not of this facility")
    if wanted.room.id == old.room_id:
        raise Invalid.at("/room_id", vi="đang ở phòng này", en="is the room they sleep in")
    old.until, old.reason_ended = to.at, MOVED
    old.version += 1
    ctx.session.flush()
    entry = Entry(
        room_id=to.room_id,
        case_id=old.case_id,
        since=to.at,
        disease=to.disease or old.disease,
        body_sex=to.body_sex or old.body_sex,
        note=to.note,
        id=to.id,
    )
    return _placed(ctx, client, entry, wanted, old.regime, continues=old.id)


def end(
    ctx: Context, client_id: UUID, stay_id: UUID, version: int, *, at: datetime, reason: str
) -> Stay:
    """End a stay: the place is free from then on."""
    _file(ctx, client_id, lock=True)
    stay = entered.locked(ctx, Stay, client_id, stay_id, version)
    _refuse_over(ctx, stay, at, "/at")
    stay.until, stay.reason_ended = at, reason
    stay.version += 1
    ctx.session.flush()
    ctx.trail.note(object_type="stay", object_id=stay.id, detail={"ended": reason})
    return stay


def void(ctx: Context, client_id: UUID, stay_id: UUID, version: int, reason: str) -> Stay:
    """Mark a stay entered by mistake: it stays on file and takes no place."""
    _file(ctx, client_id, lock=True)
    stay = entered.void(ctx, Stay, client_id, stay_id, version, reason)
    ctx.trail.note(object_type="stay", object_id=stay.id, detail={"voided": True})
    return stay


def page(
    ctx: Context, client_id: UUID, *, after: tuple[datetime, UUID] | None, limit: int
) -> list[Stay]:
    """Return a client's stays, newest first, for those who read the legal part of a file."""
    if not ctx.sees(Part.LEGAL):
        raise NotPermitted
    clients.get(ctx, client_id)
    statement = sa.select(Stay).where(Stay.client_id == client_id)
    if after is not None:
        statement = statement.where(sa.tuple_(Stay.since, Stay.id) < after)
    order = (Stay.since.desc(), Stay.id.desc())
    return list(ctx.session.scalars(statement.order_by(*order).limit(limit)))


def _file(ctx: Context, client_id: UUID, *, lock: bool) -> Client:
    """Return the client to those of a facility or above it: nobody else gives anybody a bed."""
    if not ctx.sees(Part.LEGAL) or ctx.actor.unit_kind not in _HOUSES:
        raise NotPermitted
    return clients.get(ctx, client_id, lock=lock)


def _case(ctx: Context, client_id: UUID, case_id: UUID) -> LegalCase:
    entered.refuse_foreign_case(ctx, client_id, case_id)
    statement = sa.select(LegalCase).where(LegalCase.id == case_id)
    return ctx.session.scalars(statement.where(LegalCase.client_id == client_id)).one()


def _regime(
    ctx: Context, client: Client, case: LegalCase, wanted: placing.Spot, at: datetime
) -> str:
    """Return the regime of a case that lodges the person in the facility at a moment."""
    facility = wanted.room.facility
    held = case.facility == facility or any(
        holder["unit"] == facility for holder in clients.holders(ctx, client.id)
    )
    if not held:
        raise Invalid.at("/case_id", vi="không phải vụ việc ở cơ sở này", en="not a case here")
    lodging = practice.stays().lodging_of(case.procedure)
    state = ctx.session.scalar(
        sa.select(Step.to_state)
        .where(Step.case_id == case.id, Step.client_id == client.id, Step.occurred_at <= at)
        .order_by(Step.seq.desc())
        .limit(1)
    )
    if lodging is None or state not in lodging.states:
        raise StateConflict(_NOT_IN)
    return lodging.regime


def _placed(
    ctx: Context,
    client: Client,
    entry: Entry,
    wanted: placing.Spot,
    regime: str,
    continues: UUID | None = None,
) -> Stay:
    placing.take(ctx, wanted, _lodger(client, entry, regime), entry.since)
    stay = Stay(
        id=entry.id or new_id(),
        client_id=client.id,
        case_id=entry.case_id,
        room_id=wanted.room.id,
        area_id=wanted.area.id,
        area_code=wanted.area.code,
        room_code=wanted.room.code,
        regime=regime,
        disease=entry.disease,
        body_sex=entry.body_sex,
        since=entry.since,
        until=entry.until,
        reason_ended=entry.reason_ended,
        continues=continues,
        unit=wanted.room.facility,
        province=wanted.room.province,
        note=entry.note,
        provenance="recorded",
        late_entry=vn_day(entry.since) < ctx.today,
        recorded_by=ctx.actor.id,
        recorded_at=ctx.now,
        version=1,
    )
    ctx.session.add(stay)
    ctx.session.flush()
    detail = {"moved": True} if continues else {}
    ctx.trail.note(object_type="stay", object_id=stay.id, detail=detail)
    return stay


def _lodger(client: Client, entry: Entry, regime: str) -> Lodger:
    facts = Subject(client, None, client.unit, client.province).facts()
    age = facts.age_on(vn_day(entry.since))
    return Lodger(client.sex, age, regime, entry.disease, entry.body_sex)


def _elsewhere(ctx: Context, client_id: UUID, entry: Entry) -> bool:
    """Does the person have a place already while this stay lasts."""
    statement = sa.select(Stay.id).where(
        Stay.client_id == client_id,
        Stay.voided_at.is_(None),
        sa.or_(Stay.until.is_(None), Stay.until > entry.since),
    )
    if entry.until is not None:
        statement = statement.where(Stay.since < entry.until)
    return ctx.session.scalars(statement.limit(1)).first() is not None


def _known(ctx: Context, client_id: UUID, key: UUID) -> Stay | None:
    return ctx.session.scalar(sa.select(Stay).where(Stay.id == key, Stay.client_id == client_id))


def _repeated(ctx: Context, known: Stay, entry: Entry) -> Stay:
    told = {name: getattr(entry, name) for name in _TOLD}
    if known.voided_at is not None or any(getattr(known, k) != v for k, v in told.items()):
        raise StateConflict(_ANOTHER)
    ctx.trail.note(object_type="stay", object_id=known.id, detail={"repeated": True})
    return known


def _refuse_impossible(ctx: Context, entry: Entry) -> None:
    for name, at in (("since", entry.since), ("until", entry.until)):
        if at is not None and at > ctx.now:
            raise Invalid.at(f"/{name}", vi="chưa xảy ra", en="has not happened yet")
    if entry.until is not None and entry.until <= entry.since:
        raise Invalid.at("/until", vi="trước khi bắt đầu ở", en="is before the stay began")
    if (entry.until is None) != (entry.reason_ended is None):
        raise Invalid.at("/reason_ended", vi="đi cùng thời điểm kết thúc", en="goes with `until`")


def _refuse_over(ctx: Context, stay: Stay, at: datetime, pointer: str) -> None:
    """Refuse to end what has ended, or at a moment that cannot be its end."""
    if stay.until is not None or stay.voided_at is not None:
        raise StateConflict(_ENDED)
    if at > ctx.now:
        raise Invalid.at(pointer, vi="chưa xảy ra", en="has not happened yet")
    if at <= stay.since:
        raise Invalid.at(pointer, vi="trước khi bắt đầu ở", en="is before the stay began")
