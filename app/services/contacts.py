"""Contacts with a person: what happened, when the next is due, what misses in a row call for.

Whether a contact is overdue is told when it is read; nothing is written by looking.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

import sqlalchemy as sa

from app.access import Part
from app.context import Context
from app.law.reading import practice
from app.models.client import Client
from app.models.contact import Contact
from app.problems import Invalid, NotPermitted, StateConflict, Text
from app.problems.promises import KEY_TAKEN
from app.services import clients, entered
from app.times import vn_day

MET, MISSED, MESSAGE = "met", "not_met", "left_message"
# With somebody else than the person.
FAMILY = "family"
# What two tellings of one contact must agree in, besides the unit.
_TOLD = (
    "kind", "case_id", "happened_at", "outcome", "next_due", "health", "family_work", "behaviour",
    "note",
)  # fmt: skip
_VOIDED = Text("Lần tiếp xúc này đã bị hủy", "This contact was voided")
_ANOTHER = Text(
    "Mã này đã dùng cho lần tiếp xúc có nội dung khác", "The id stands for a contact told otherwise"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A contact as it is told to us."""

    kind: str
    happened_at: datetime
    outcome: str
    health: str | None = None
    family_work: str | None = None
    behaviour: str | None = None
    next_due: date | None = None
    unit: str | None = None
    case_id: UUID | None = None
    note: str | None = None
    id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a person stands with their contacts on a day."""

    last_met_at: datetime | None
    last_outcome: str | None
    next_due: date | None
    overdue: bool
    missed_in_a_row: int
    rung: practice.Rung | None
    practice: practice.ContactPractice


def record(ctx: Context, client_id: UUID, entry: Entry) -> Contact:
    """Record a contact; it may be entered later than it happened, never before.

    Told again under the same id with the same words it is answered as it stands, also when both
    tellings meet. Raises StateConflict for an id that stands for anything else.
    """
    client = _file(ctx, client_id)
    told = {name: getattr(entry, name) for name in _TOLD} | {"unit": _unit(ctx, client, entry)}
    known = None if entry.id is None else _known(ctx, client_id, entry.id)
    if known is not None:
        return _repeated(ctx, known, told)
    _refuse_impossible(ctx, client, entry)
    entered.refuse_foreign_case(ctx, client_id, entry.case_id)
    place = entered.place(ctx, told["unit"])
    made = _write(ctx, told, entry.id, client_id=client_id, province=place.province)
    if made is None:
        known = None if entry.id is None else _known(ctx, client_id, entry.id)
        if known is None:
            raise StateConflict(KEY_TAKEN)
        return _repeated(ctx, known, told)
    ctx.trail.note(object_type="contact", object_id=made.id, detail={"kind": made.kind})
    return made


def page(
    ctx: Context,
    client_id: UUID,
    *,
    kind: str | None = None,
    outcome: str | None = None,
    after: tuple[datetime, UUID] | None = None,
    limit: int,
) -> list[Contact]:
    """Return a client's contacts, newest first."""
    _file(ctx, client_id)
    statement = sa.select(Contact).where(Contact.client_id == client_id)
    if kind is not None:
        statement = statement.where(Contact.kind == kind)
    if outcome is not None:
        statement = statement.where(Contact.outcome == outcome)
    if after is not None:
        statement = statement.where(sa.tuple_(Contact.happened_at, Contact.id) < after)
    statement = statement.order_by(Contact.happened_at.desc(), Contact.id.desc()).limit(limit)
    return list(ctx.session.scalars(statement))


def void(ctx: Context, client_id: UUID, contact_id: UUID, version: int, reason: str) -> Contact:
    """Mark a contact entered by mistake: it stays on file and counts no more."""
    _file(ctx, client_id)
    contact = entered.void(ctx, Contact, client_id, contact_id, version, reason)
    ctx.trail.note(object_type="contact", object_id=contact.id, detail={"voided": True})
    return contact


def standing(ctx: Context, client_id: UUID) -> Standing:
    """Tell when the person was last met, when the next contact is due, and what is to be done."""
    _file(ctx, client_id)
    statement = (
        sa.select(Contact)
        .where(Contact.client_id == client_id, Contact.voided_at.is_(None))
        .order_by(Contact.happened_at.desc(), Contact.id.desc())
    )
    newest_first = ctx.session.scalars(statement).all()
    of_person = [contact for contact in newest_first if contact.kind != FAMILY]
    rules = practice.contacts()
    missed = _missed_in_a_row(of_person)
    rung = rules.after(missed)
    due = _due(newest_first, rules.interval_days if rung is None else rung.within_days)
    return Standing(
        last_met_at=next((c.happened_at for c in of_person if c.outcome == MET), None),
        last_outcome=of_person[0].outcome if of_person else None,
        next_due=due,
        overdue=due is not None and due < ctx.today,
        missed_in_a_row=missed,
        rung=rung,
        practice=rules,
    )


def _file(ctx: Context, client_id: UUID) -> Client:
    """Return the client to those who work with the social part of a file."""
    if not ctx.sees(Part.SOCIAL):
        raise NotPermitted
    return clients.get(ctx, client_id)


def _unit(ctx: Context, client: Client, entry: Entry) -> str:
    """Where it was: as told; else where the caller works, if people are met there."""
    if entry.unit is not None:
        return entry.unit
    return ctx.actor.unit if ctx.actor.unit_kind in {"commune", "facility"} else client.unit


def _refuse_impossible(ctx: Context, client: Client, entry: Entry) -> None:
    day = vn_day(entry.happened_at)
    if entry.happened_at > ctx.now:
        raise Invalid.at("/happened_at", vi="chưa xảy ra", en="has not happened yet")
    if client.birth_date is not None and day < client.birth_date:
        raise Invalid.at("/happened_at", vi="trước ngày sinh", en="is before the birth date")
    if entry.next_due is not None and entry.next_due < day:
        raise Invalid.at("/next_due", vi="trước ngày tiếp xúc", en="is before the contact")


def _write(
    ctx: Context, told: Mapping[str, object], key: UUID | None, **keys: object
) -> Contact | None:
    return entered.once(
        ctx,
        Contact,
        key,
        **told,
        **keys,
        provenance="recorded",
        late_entry=vn_day(told["happened_at"]) < ctx.today,  # type: ignore[arg-type]
        recorded_by=ctx.actor.id,
        recorded_at=ctx.now,
        version=1,
    )


def _known(ctx: Context, client_id: UUID, key: UUID) -> Contact | None:
    """The contact on this client's file under an id."""
    statement = sa.select(Contact).where(Contact.id == key, Contact.client_id == client_id)
    return ctx.session.scalar(statement)


def _repeated(ctx: Context, known: Contact, told: Mapping[str, object]) -> Contact:
    """A contact told again, if it still counts and was told in the same words."""
    if known.voided_at is not None:
        raise StateConflict(_VOIDED)
    if any(getattr(known, name) != value for name, value in told.items()):
        raise StateConflict(_ANOTHER)
    ctx.trail.note(object_type="contact", object_id=known.id, detail={"repeated": True})
    return known


def _missed_in_a_row(newest_first: Sequence[Contact]) -> int:
    """How often the person was not there since they were last reached.

    Who refuses was reached; a message left is neither a miss nor a meeting.
    """
    missed = 0
    for contact in newest_first:
        if contact.outcome == MISSED:
            missed += 1
        elif contact.outcome != MESSAGE:
            break
    return missed


def _due(newest_first: Sequence[Contact], days: int) -> date | None:
    """The day last agreed, or so many days after the person was last sought out.

    A message left, and a talk with the family, put nothing off unless a day was agreed.
    """
    for contact in newest_first:
        if contact.next_due is not None:
            return contact.next_due
        if contact.kind != FAMILY and contact.outcome != MESSAGE:
            return vn_day(contact.happened_at) + days * timedelta(days=1)
    return None
