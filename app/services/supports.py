"""Supports of a person in the community: a need, what was done about it, what came of it.

An achieved support of a kind that the indicators count is a service too, written in the same
transaction and voided with it. All of it is of the social part of the file.
Sources: 116/2021/NĐ-CP, Điều 79, 80; 163/2026/NĐ-CP, Điều 136, 137.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

import sqlalchemy as sa

from app.access import Part
from app.context import Context
from app.ids import new_id
from app.law.reading import community
from app.models.client import Client
from app.models.support import SupportEvent, SupportItem
from app.problems import Invalid, NotFound, NotPermitted, StateConflict, Text
from app.services import clients, counted, entered, services

OPEN: Final = "open"
ACHIEVED: Final = "achieved"
LOAN: Final = "loan"
# From each state a need may come to those after it; what is no key is an outcome.
_OUTCOMES: Final = (ACHIEVED, "refused_by_client", "not_available", "withdrawn")
_NEXT: Final[Mapping[str, tuple[str, ...]]] = {
    OPEN: ("offered", "in_progress", *_OUTCOMES),
    "offered": ("in_progress", *_OUTCOMES),
    "in_progress": _OUTCOMES,
}
_VOIDED = Text("Mục hỗ trợ này đã bị hủy", "This support was voided")
_OVER = Text("Hỗ trợ đã có kết quả", "The support has its outcome already")


@dataclass(frozen=True, slots=True)
class Entry:
    """A need as it is told to us."""

    kind: str
    need: str
    opened_on: date
    unit: str
    provider: str | None = None
    amount: int | None = None
    follow_up_on: date | None = None
    case_id: UUID | None = None
    note: str | None = None
    id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """What was done about a need; without a state it is only told."""

    on: date
    what: str
    unit: str
    state: str | None = None
    provider: str | None = None
    amount: int | None = None
    follow_up_on: date | None = None
    id: UUID | None = None


def record(ctx: Context, client_id: UUID, entry: Entry) -> SupportItem:
    """Open a support; it may be entered later than the need was found, never before."""
    client = file(ctx, client_id)
    _refuse_impossible(ctx, client, entry)
    entered.refuse_foreign_case(ctx, client_id, entry.case_id)
    place = entered.place(ctx, entry.unit)
    item = SupportItem(
        id=entry.id or new_id(),
        client_id=client_id,
        case_id=entry.case_id,
        kind=entry.kind,
        need=entry.need,
        opened_on=entry.opened_on,
        provider=entry.provider,
        amount=entry.amount,
        state=OPEN,
        last_on=entry.opened_on,
        follow_up_on=entry.follow_up_on,
        unit=place.code,
        province=place.province,
        note=entry.note,
        provenance="recorded",
        late_entry=entry.opened_on < ctx.today,
        recorded_by=ctx.actor.id,
        recorded_at=ctx.now,
        version=1,
    )
    ctx.session.add(item)
    ctx.session.flush()
    opening = Act(on=entry.opened_on, what=entry.need, unit=entry.unit, state=OPEN)
    _tell(ctx, item, opening, place)
    ctx.trail.note(object_type="support", object_id=item.id, detail={"kind": item.kind})
    return item


def act(ctx: Context, client_id: UUID, support_id: UUID, version: int, done: Act) -> SupportItem:
    """Tell what was done about a need, and what came of it; with the service it counts as.

    Raises StateConflict once there is an outcome, or where a state does not come after the present.
    """
    file(ctx, client_id)
    item = entered.locked(ctx, SupportItem, client_id, support_id, version)
    _refuse_unlawful(ctx, item, done)
    place = entered.place(ctx, done.unit)
    # First: it is written out on its own, and the row changes once a version.
    service = _served(ctx, item, done) if done.state == ACHIEVED else None
    item.last_on = done.on
    item.provider = done.provider or item.provider
    item.amount = item.amount if done.amount is None else done.amount
    item.follow_up_on = done.follow_up_on
    if done.state is not None:
        item.state = done.state
    if done.state in _OUTCOMES:
        item.outcome_on = done.on
    if service is not None:
        item.service_id = service
    item.version += 1
    ctx.session.flush()
    _tell(ctx, item, done, place)
    ctx.trail.note(object_type="support", object_id=item.id, detail={"state": item.state})
    return item


def void(ctx: Context, client_id: UUID, support_id: UUID, version: int, reason: str) -> SupportItem:
    """Mark a support entered by mistake, and the service it was counted as."""
    file(ctx, client_id)
    item = entered.void(ctx, SupportItem, client_id, support_id, version, reason)
    counted.void(ctx, item.service_id, reason)
    ctx.trail.note(object_type="support", object_id=item.id, detail={"voided": True})
    return item


def events(
    ctx: Context, client_id: UUID, support_id: UUID, *, after: int | None = None, limit: int
) -> list[SupportEvent]:
    """Return what was done about a need, in the order it was told."""
    file(ctx, client_id)
    known = sa.select(SupportItem.id).where(
        SupportItem.id == support_id, SupportItem.client_id == client_id
    )
    if ctx.session.scalar(known) is None:
        raise NotFound
    statement = sa.select(SupportEvent).where(SupportEvent.support_id == support_id)
    if after is not None:
        statement = statement.where(SupportEvent.seq > after)
    return list(ctx.session.scalars(statement.order_by(SupportEvent.seq).limit(limit)))


def overdue(ctx: Context, item: SupportItem) -> bool:
    """Tell whether the day to follow up went by; nothing is written by looking."""
    return (
        item.voided_at is None and item.follow_up_on is not None and item.follow_up_on < ctx.today
    )


def file(ctx: Context, client_id: UUID) -> Client:
    """Return the client to those who work with the social part of a file."""
    require_social(ctx)
    return clients.get(ctx, client_id)


def require_social(ctx: Context) -> None:
    """Refuse whoever does not read the social part of files."""
    if not ctx.sees(Part.SOCIAL):
        raise NotPermitted


def _refuse_impossible(ctx: Context, client: Client, entry: Entry) -> None:
    if entry.opened_on > ctx.today:
        raise Invalid.at("/opened_on", vi="chưa đến ngày này", en="lies in the future")
    if client.birth_date is not None and entry.opened_on < client.birth_date:
        raise Invalid.at("/opened_on", vi="trước ngày sinh", en="is before the birth date")
    if entry.follow_up_on is not None and entry.follow_up_on < entry.opened_on:
        raise Invalid.at("/follow_up_on", vi="trước ngày mở", en="is before it was opened")
    _refuse_amount(entry.kind, entry.amount)


def _refuse_unlawful(ctx: Context, item: SupportItem, done: Act) -> None:
    if item.voided_at is not None:
        raise StateConflict(_VOIDED)
    if item.outcome_on is not None:
        raise StateConflict(_OVER)
    if done.state is not None and done.state not in _NEXT[item.state]:
        raise StateConflict(
            Text("Hỗ trợ không trở lại trạng thái đó", "A support does not come to that state")
        )
    if done.on > ctx.today:
        raise Invalid.at("/on", vi="chưa đến ngày này", en="lies in the future")
    if done.on < item.last_on:
        raise Invalid.at("/on", vi="trước việc đã ghi", en="is before what was told already")
    if done.follow_up_on is not None and done.state in _OUTCOMES:
        raise Invalid.at("/follow_up_on", vi="hỗ trợ đã kết thúc", en="the support is over")
    if done.follow_up_on is not None and done.follow_up_on < done.on:
        raise Invalid.at("/follow_up_on", vi="trước ngày thực hiện", en="is before it was done")
    _refuse_amount(item.kind, done.amount)


def _refuse_amount(kind: str, amount: int | None) -> None:
    if amount is not None and kind != LOAN:
        raise Invalid.at("/amount", vi="chỉ ghi cho vay vốn", en="is told of a loan only")


def _served(ctx: Context, item: SupportItem, done: Act) -> UUID | None:
    """Write the service that an achieved support is, if the indicators count its kind."""
    kind = community.supports().of(item.kind).counts_as
    if kind is None:
        return None
    said = services.Entry(
        kind=kind,
        on=done.on,
        unit=done.unit,
        case_id=item.case_id,
        provider=done.provider or item.provider,
    )
    return services.record(ctx, item.client_id, said).id


def _tell(ctx: Context, item: SupportItem, done: Act, place: entered.Place) -> None:
    """Add to what was done about a need."""
    ctx.session.add(
        SupportEvent(
            id=done.id or new_id(),
            client_id=item.client_id,
            support_id=item.id,
            # One a version: the row is locked, or nobody has it yet.
            seq=item.version,
            happened_on=done.on,
            state=done.state,
            what=done.what,
            unit=place.code,
            province=place.province,
            late_entry=done.on < ctx.today,
            recorded_by=ctx.actor.id,
            recorded_at=ctx.now,
        )
    )
    ctx.session.flush()
