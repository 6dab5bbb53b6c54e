"""Contacts with a person: what happened, when the next is due, what misses in a row call for.

Whether a contact is overdue is told when it is read; nothing is written by looking.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

import sqlalchemy as sa

from app.context import Context
from app.ids import new_id
from app.law.reading import practice
from app.models.contact import Contact
from app.problems import Invalid
from app.services import clients, entered
from app.times import vn_day

MET = "met"


@dataclass(frozen=True, slots=True)
class Entry:
    """A contact as it is told to us."""

    kind: str
    happened_at: datetime
    outcome: str
    next_due: date | None = None
    unit: str | None = None
    case_id: UUID | None = None
    note: str | None = None
    id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a person stands with their contacts on a day."""

    last_met_at: datetime | None
    next_due: date | None
    overdue: bool
    missed_in_a_row: int
    rung: practice.Rung | None


def record(ctx: Context, client_id: UUID, entry: Entry) -> Contact:
    """Record a contact; it may be entered later than it happened, never before.

    Sent again under the same id with the same words it is answered as it stands.
    """
    clients.get(ctx, client_id)
    known = _known(ctx, client_id, entry)
    if known is not None:
        return known
    _refuse_impossible(ctx, entry)
    place = entered.place(ctx, entry.unit or ctx.actor.unit)
    entered.refuse_foreign_case(ctx, client_id, entry.case_id)
    contact = Contact(
        id=entry.id or new_id(),
        client_id=client_id,
        case_id=entry.case_id,
        kind=entry.kind,
        happened_at=entry.happened_at,
        outcome=entry.outcome,
        next_due=entry.next_due,
        unit=place.code,
        province=place.province,
        note=entry.note,
        provenance="recorded",
        late_entry=vn_day(entry.happened_at) < ctx.today,
        recorded_by=ctx.actor.id,
        recorded_at=ctx.now,
        version=1,
    )
    ctx.session.add(contact)
    ctx.session.flush()
    ctx.trail.note(object_type="contact", object_id=contact.id, detail={"kind": entry.kind})
    return contact


def page(
    ctx: Context,
    client_id: UUID,
    *,
    outcome: str | None = None,
    after: Mapping[str, object] | None = None,
    limit: int,
) -> list[Contact]:
    """Return a client's contacts, newest first."""
    clients.get(ctx, client_id)
    statement = sa.select(Contact).where(Contact.client_id == client_id)
    if outcome is not None:
        statement = statement.where(Contact.outcome == outcome)
    if after:
        here = sa.tuple_(Contact.happened_at, Contact.id)
        moment = sa.cast(after["at"], sa.DateTime(timezone=True))
        statement = statement.where(here < sa.tuple_(moment, sa.cast(after["id"], sa.Uuid)))
    statement = statement.order_by(Contact.happened_at.desc(), Contact.id.desc()).limit(limit)
    return list(ctx.session.scalars(statement))


def void(ctx: Context, client_id: UUID, contact_id: UUID, version: int, reason: str) -> Contact:
    """Mark a contact entered by mistake: it stays on file and counts no more."""
    contact = entered.void(ctx, Contact, client_id, contact_id, version, reason)
    ctx.trail.note(object_type="contact", object_id=contact.id, detail={"voided": True})
    return contact


def standing(ctx: Context, client_id: UUID) -> Standing:
    """Tell when the person was last met, when the next contact is due, and what is to be done."""
    clients.get(ctx, client_id)
    rules = practice.contacts()
    counted = (
        sa.select(Contact)
        .where(Contact.client_id == client_id, Contact.voided_at.is_(None))
        .order_by(Contact.happened_at.desc(), Contact.id.desc())
    )
    missed, last = 0, None
    newest: Contact | None = None
    for contact in ctx.session.scalars(counted).yield_per(20):
        newest = newest or contact
        if contact.outcome == MET:
            last = contact
            break
        missed += 1
    rung = rules.after(missed)
    due = _due(newest, rules.interval_days if rung is None else rung.within_days)
    overdue = due is not None and due < ctx.today
    return Standing(last.happened_at if last else None, due, overdue, missed, rung)


def _due(newest: Contact | None, days: int) -> date | None:
    """The day agreed for the next contact, or else so many days after the newest."""
    if newest is None:
        return None
    return newest.next_due or vn_day(newest.happened_at) + days * timedelta(days=1)


def _known(ctx: Context, client_id: UUID, entry: Entry) -> Contact | None:
    """The contact already on file under the caller's id, when it says the same."""
    if entry.id is None:
        return None
    statement = sa.select(Contact).where(Contact.id == entry.id, Contact.client_id == client_id)
    known = ctx.session.scalar(statement)
    if known is None:
        return None
    told = (entry.kind, entry.happened_at, entry.outcome, entry.next_due, entry.note)
    if told == (known.kind, known.happened_at, known.outcome, known.next_due, known.note):
        return known
    raise Invalid.at(
        "/id", vi="mã này đã dùng cho nội dung khác", en="this id stands for something else"
    )


def _refuse_impossible(ctx: Context, entry: Entry) -> None:
    if entry.happened_at > ctx.now:
        raise Invalid.at("/happened_at", vi="chưa xảy ra", en="has not happened yet")
    if entry.next_due is not None and entry.next_due < vn_day(entry.happened_at):
        raise Invalid.at("/next_due", vi="trước ngày tiếp xúc", en="is before the contact")
