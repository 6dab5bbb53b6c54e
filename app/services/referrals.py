"""Referrals: a person sent to a facility or a provider outside, and what came of it.

Before it says yes, the receiver sees a card: name, year of birth, purpose, note. With its yes a
facility holds the file; when the referral is done or taken back that custody ends, unless an open
case or another referral needs the facility. Both happen in functions of the database, which ask
who may: the receiver holds nothing yet. For a provider outside the sender writes the answer down.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from app.access import Part
from app.context import Context
from app.ids import new_id
from app.law.days.clock import due
from app.law.reading.moving import moves
from app.models.client import Client
from app.models.move import Referral
from app.models.unit import Unit
from app.problems import Invalid, NotFound, NotPermitted, StaleVersion, StateConflict, Text
from app.problems.promises import KEY_TAKEN
from app.services import clients, entered
from app.services.transfer_lists import at_end
from app.times import vn_day

SENT, ACCEPTED = "sent", "accepted"
_ANSWER = sa.text(
    "select answer_referral(cast(:id as uuid), :version, :yes, :words, cast(:custody as uuid), :at)"
)
_END = sa.text("select end_referral(cast(:id as uuid), :version, :yes, :words, :at)")
_STATE = Text("Trạng thái giới thiệu không cho phép", "The state of the referral does not allow it")
_ANOTHER = Text(
    "Mã này đã dùng cho giới thiệu có nội dung khác", "The id stands for a referral told otherwise"
)
_TOLD = ("to_unit", "provider", "purpose", "note", "referred_at", "case_id")


@dataclass(frozen=True, slots=True)
class Entry:
    """A referral as it is told to us: to a facility, or to a provider outside by name."""

    purpose: str
    referred_at: datetime
    to_unit: str | None = None
    provider: str | None = None
    note: str | None = None
    case_id: UUID | None = None
    id: UUID | None = None


def refer(ctx: Context, client_id: UUID, entry: Entry) -> Referral:
    """Send a person to somebody; told again under its id in the same words it stays one."""
    _refuse_others(ctx)
    client = clients.get(ctx, client_id)
    known = None if entry.id is None else _of_client(ctx, client_id, entry.id)
    if known is not None:
        return _repeated(ctx, known, entry)
    sender = _sender(ctx, client)
    to = _receiver(ctx, entry, sender.code)
    if entry.referred_at > ctx.now:
        raise Invalid.at("/referred_at", vi="chưa xảy ra", en="has not happened yet")
    entered.refuse_foreign_case(ctx, client_id, entry.case_id)
    span = moves().referral_answer
    made = entered.once(
        ctx,
        Referral,
        entry.id,
        **{name: getattr(entry, name) for name in _TOLD},
        client_id=client_id,
        from_unit=sender.code,
        from_province=sender.province,
        to_province=None if to is None else to.province,
        full_name=client.full_name,
        birth_year=None if client.birth_date is None else client.birth_date.year,
        answer_due_at=due(ctx.calendar, ctx.now, span.limit, span.unit).at,
        late_entry=vn_day(entry.referred_at) < ctx.today,
        state=SENT,
        recorded_by=ctx.actor.id,
        recorded_at=ctx.now,
        version=1,
    )
    if made is None:
        known = None if entry.id is None else _of_client(ctx, client_id, entry.id)
        if known is None:
            raise StateConflict(KEY_TAKEN)
        return _repeated(ctx, known, entry)
    ctx.trail.note(object_type="referral", object_id=made.id, detail={"purpose": made.purpose})
    return made


def get(ctx: Context, referral_id: UUID) -> Referral:
    """Return a referral from or to the caller's units, or of a file they hold."""
    _refuse_others(ctx)
    referral = _seen(ctx, referral_id)
    if referral is None:
        raise NotFound
    ctx.trail.note([referral.client_id], object_type="referral", object_id=referral.id)
    return referral


def accept(ctx: Context, referral_id: UUID, version: int) -> Referral:
    """Say yes; a facility holds the file from now on."""
    _expect(get(ctx, referral_id), version, SENT)
    return _settle(ctx, _ANSWER, referral_id, version, yes=True, words=None)


def refuse(ctx: Context, referral_id: UUID, version: int, reason: str) -> Referral:
    """Say no, and why."""
    _expect(get(ctx, referral_id), version, SENT)
    return _settle(ctx, _ANSWER, referral_id, version, yes=False, words=reason)


def finish(ctx: Context, referral_id: UUID, version: int, outcome: str) -> Referral:
    """Say that what the person was sent for is done, and what came of it.

    A facility says yes first; of a provider outside this may be the first that is heard.
    """
    referral = get(ctx, referral_id)
    _expect(referral, version, ACCEPTED, *([SENT] if referral.to_unit is None else []))
    return _settle(ctx, _END, referral_id, version, yes=True, words=outcome)


def revoke(ctx: Context, referral_id: UUID, version: int, reason: str) -> Referral:
    """Take a referral back, whether it was answered or not; only who sent it may."""
    _expect(get(ctx, referral_id), version, SENT, ACCEPTED)
    return _settle(ctx, _END, referral_id, version, yes=False, words=reason)


def page_of_client(
    ctx: Context, client_id: UUID, *, after: tuple[datetime, UUID] | None, limit: int
) -> list[Referral]:
    """Return a client's referrals, newest first."""
    _refuse_others(ctx)
    clients.get(ctx, client_id)
    statement = sa.select(Referral).where(Referral.client_id == client_id)
    if after is not None:
        statement = statement.where(sa.tuple_(Referral.referred_at, Referral.id) < after)
    statement = statement.order_by(Referral.referred_at.desc(), Referral.id.desc())
    return list(ctx.session.scalars(statement.limit(limit)))


def page(
    ctx: Context,
    *,
    unit: str | None,
    direction: str | None,
    status: str | None,
    after: tuple[datetime, UUID] | None,
    limit: int,
) -> list[Referral]:
    """Return the referrals at an end of which a unit stands, first due first."""
    _refuse_others(ctx)
    statement = sa.select(Referral).where(at_end(ctx, Referral, unit or ctx.actor.unit, direction))
    if status == "overdue":
        statement = statement.where(Referral.state == SENT, Referral.answer_due_at < ctx.now)
    elif status is not None:
        statement = statement.where(Referral.state == status)
    if after is not None:
        statement = statement.where(sa.tuple_(Referral.answer_due_at, Referral.id) > after)
    statement = statement.order_by(Referral.answer_due_at, Referral.id).limit(limit)
    rows = list(ctx.session.scalars(statement))
    ctx.trail.note([row.client_id for row in rows])
    return rows


def _settle(
    ctx: Context, how: sa.TextClause, key: UUID, version: int, *, yes: bool, words: str | None
) -> Referral:
    """Let the database judge and do it, under a lock; return the referral as it is then."""
    said: dict[str, object] = {
        "id": key, "version": version, "yes": yes, "words": words, "at": ctx.now,
    }  # fmt: skip
    ctx.session.execute(how, said | ({"custody": new_id()} if how is _ANSWER else {}))
    settled = _seen(ctx, key)
    if settled is None:
        raise NotFound
    ctx.trail.note(detail={"state": settled.state})
    return settled


def _expect(referral: Referral, version: int, *states: str) -> None:
    if referral.version != version:
        raise StaleVersion(extra={"current_version": referral.version})
    if referral.state not in states:
        raise StateConflict(_STATE)


def _sender(ctx: Context, client: Client) -> entered.Place:
    """Who refers: the unit where the caller works with people; else the client's commune."""
    own = ctx.actor.unit_kind in {"commune", "facility"}
    return entered.place(ctx, ctx.actor.unit if own else client.unit)


def _receiver(ctx: Context, entry: Entry, sender: str) -> Unit | None:
    if (entry.to_unit is None) == (entry.provider is None):
        raise Invalid.at(
            "/to_unit",
            vi="cần một cơ sở, hoặc tên một nơi ngoài hệ thống",
            en="needs a facility, or the name of a provider outside",
        )
    if entry.to_unit is None:
        return None
    unit = ctx.session.get(Unit, entry.to_unit)
    if unit is None or unit.kind != "facility":
        raise Invalid.at("/to_unit", vi="không có cơ sở này", en="there is no such facility")
    if unit.code == sender:
        raise Invalid.at("/to_unit", vi="chính là đơn vị giới thiệu", en="is the unit that refers")
    return unit


def _repeated(ctx: Context, known: Referral, entry: Entry) -> Referral:
    if any(getattr(known, name) != getattr(entry, name) for name in _TOLD):
        raise StateConflict(_ANOTHER)
    ctx.trail.note(object_type="referral", object_id=known.id, detail={"repeated": True})
    return known


def _of_client(ctx: Context, client_id: UUID, key: UUID) -> Referral | None:
    return ctx.session.scalar(
        sa.select(Referral).where(Referral.id == key, Referral.client_id == client_id)
    )


def _seen(ctx: Context, key: UUID) -> Referral | None:
    return ctx.session.scalar(
        sa.select(Referral).where(Referral.id == key),
        execution_options={"populate_existing": True},
    )


def _refuse_others(ctx: Context) -> None:
    """Referrals are of the social part of a file, as what a person is helped with is."""
    if not ctx.sees(Part.SOCIAL):
        raise NotPermitted
