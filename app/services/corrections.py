"""Corrections: what a person says is right about a record, decided, shown beside it.

The record stays as it was written: the correction is a later entry that names it. Particulars of
the client alone are changed when it is accepted; what stood there before lies sealed in it.
Source: Law 91/2025/QH15 (the right to correct, `book/rights.toml`).
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from app.access import Part
from app.context import Context
from app.ids import new_id
from app.models.client import Client
from app.models.rights import Correction, SubjectRequest
from app.problems import Invalid, NotFound, NotPermitted, StateConflict, Text
from app.services import clients, correctable, entered
from app.times import vn_day
from app.vault import place

_DECIDED = Text("Đính chính này đã được quyết định", "The correction is decided already")
_ANOTHER = Text(
    "Mã này đã dùng cho đính chính khác", "The id stands for a correction told otherwise"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A correction as it is told to us."""

    record_kind: str
    record_id: UUID
    field: str
    right: str
    said_at: datetime
    request_id: UUID | None = None
    note: str | None = None
    id: UUID | None = None


def propose(ctx: Context, client_id: UUID, entry: Entry) -> Correction:
    """Enter what the person says is right; told again under its id it is answered as it stands."""
    client = clients.get(ctx, client_id)
    correctable.refuse_unknown_field(entry.record_kind, entry.field)
    part = correctable.part_of(ctx, client_id, entry.record_kind, entry.record_id)
    if not ctx.sees(part):
        raise NotPermitted
    known = None if entry.id is None else _known(ctx, client_id, entry.id)
    if known is not None:
        return _repeated(ctx, known, entry)
    _refuse_impossible(ctx, client, entry)
    made = _made(ctx, client, entry, part)
    ctx.session.add(made)
    ctx.session.flush()
    ctx.trail.note(
        object_type="correction", object_id=made.id,
        detail={"of": entry.record_kind, "field": entry.field},
    )  # fmt: skip
    return made


def decide(
    ctx: Context, client_id: UUID, correction_id: UUID, version: int, *, decision: str, reason: str
) -> Correction:
    """Accept or refuse a correction; a particular of the client is changed with its acceptance."""
    client = clients.get(ctx, client_id, lock=True)
    row = entered.locked(ctx, Correction, client_id, correction_id, version)
    if not ctx.sees(Part(row.part)):
        raise NotFound
    if row.decision is not None or row.voided_at is not None:
        raise StateConflict(_DECIDED)
    if decision == "accepted" and row.record_kind == correctable.CLIENT:
        before = correctable.former(ctx, client, row.field)
        changes = correctable.particulars(row.field, right(ctx, row))
        clients.change(ctx, client_id, client.version, changes)
        if before is not None:
            row.former_sealed = ctx.vault.seal(before, place("correction", row.id, "former"))
    row.decision, row.decision_reason = decision, reason
    row.decided_by, row.decided_at = ctx.actor.id, ctx.now
    row.version += 1
    ctx.session.flush()
    ctx.trail.note(object_type="correction", object_id=row.id, detail={"decision": decision})
    return row


def void(
    ctx: Context, client_id: UUID, correction_id: UUID, version: int, reason: str
) -> Correction:
    """Mark a correction entered by mistake; one that was decided stays."""
    row = entered.locked(ctx, Correction, client_id, correction_id, version)
    if not ctx.sees(Part(row.part)):
        raise NotFound
    if row.decision is not None:
        raise StateConflict(_DECIDED)
    entered.void(ctx, Correction, client_id, correction_id, version, reason)
    ctx.trail.note(object_type="correction", object_id=row.id, detail={"voided": True})
    return row


def page(
    ctx: Context,
    client_id: UUID,
    *,
    record_kind: str | None = None,
    record_id: UUID | None = None,
    after: tuple[datetime, UUID] | None = None,
    limit: int,
) -> list[Correction]:
    """Return a client's corrections of the parts the caller reads, newest first."""
    clients.get(ctx, client_id)
    row = Correction
    parts = [part.value for part in ctx.actor.parts]
    statement = sa.select(row).where(row.client_id == client_id, row.part.in_(parts))
    if record_kind is not None:
        statement = statement.where(row.record_kind == record_kind)
    if record_id is not None:
        statement = statement.where(row.record_id == record_id)
    if after is not None:
        statement = statement.where(sa.tuple_(row.said_at, row.id) < after)
    statement = statement.order_by(row.said_at.desc(), row.id.desc()).limit(limit)
    return list(ctx.session.scalars(statement))


def right(ctx: Context, row: Correction) -> str:
    """What the person says is right, in clear."""
    return ctx.vault.open(row.right_sealed, place("correction", row.id, "right"))


def former(ctx: Context, row: Correction) -> str | None:
    """What stood in the client before it was accepted, in clear."""
    if row.former_sealed is None:
        return None
    return ctx.vault.open(row.former_sealed, place("correction", row.id, "former"))


def _made(ctx: Context, client: Client, entry: Entry, part: Part) -> Correction:
    key = entry.id or new_id()
    desk = ctx.actor.unit if ctx.actor.unit_kind in {"commune", "facility"} else client.unit
    return Correction(
        id=key,
        client_id=client.id,
        unit=desk,
        province=entered.place(ctx, desk).province,
        record_kind=entry.record_kind,
        record_id=entry.record_id,
        part=part.value,
        field=entry.field,
        right_sealed=ctx.vault.seal(entry.right, place("correction", key, "right")),
        said_at=entry.said_at,
        request_id=entry.request_id,
        note=entry.note,
        provenance="recorded",
        late_entry=vn_day(entry.said_at) < ctx.today,
        recorded_by=ctx.actor.id,
        recorded_at=ctx.now,
        version=1,
    )


def _refuse_impossible(ctx: Context, client: Client, entry: Entry) -> None:
    if entry.said_at > ctx.now:
        raise Invalid.at("/said_at", vi="chưa xảy ra", en="has not happened yet")
    if client.birth_date is not None and vn_day(entry.said_at) < client.birth_date:
        raise Invalid.at("/said_at", vi="trước ngày sinh", en="is before the birth date")
    if entry.record_kind == correctable.CLIENT:
        correctable.particulars(entry.field, entry.right)
    if entry.request_id is None:
        return
    asked = sa.select(SubjectRequest.id).where(
        SubjectRequest.id == entry.request_id, SubjectRequest.client_id == client.id
    )
    if ctx.session.scalar(asked) is None:
        raise Invalid.at(
            "/request_id", vi="không phải yêu cầu của người này", en="not a request of this client"
        )


def _known(ctx: Context, client_id: UUID, key: UUID) -> Correction | None:
    row = Correction
    return ctx.session.scalar(sa.select(row).where(row.id == key, row.client_id == client_id))


def _repeated(ctx: Context, known: Correction, entry: Entry) -> Correction:
    told = (entry.record_kind, entry.record_id, entry.field, entry.said_at, entry.request_id,
            entry.note)  # fmt: skip
    kept = (known.record_kind, known.record_id, known.field, known.said_at, known.request_id,
            known.note)  # fmt: skip
    if known.voided_at is not None or told != kept or right(ctx, known) != entry.right:
        raise StateConflict(_ANOTHER)
    ctx.trail.note(object_type="correction", object_id=known.id, detail={"repeated": True})
    return known
