"""Requests of the person about their data: received, acknowledged, lengthened, answered, closed.

Whether one is overdue is told when it is read; that it was late stays on record.
Source: Law 91/2025/QH15, art. 14, 19; Decree 356/2025/NĐ-CP (`book/rights.toml`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Literal
from uuid import UUID

import sqlalchemy as sa

from app.access import Part
from app.context import Context
from app.models.client import Client
from app.models.rights import SubjectRequest
from app.problems import Invalid, NotPermitted, StateConflict, Text
from app.problems.promises import KEY_TAKEN
from app.services import clients, entered, request_clocks, request_grounds, units
from app.times import vn_day

Status = Literal["open", "overdue", "answered", "closed"]
OPEN = ("received", "extended")
_OVER = Text("Yêu cầu này đã được trả lời hoặc đã đóng", "The request is answered or closed")
_ANOTHER = Text(
    "Mã này đã dùng cho yêu cầu có nội dung khác", "The id stands for a request told otherwise"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A request as it is told to us."""

    kind: str
    content: str
    received_at: datetime
    requester: str
    channel: str
    representative_basis: str | None = None
    with_processor: bool = False
    note: str | None = None
    id: UUID | None = None


_TOLD = tuple(field.name for field in fields(Entry) if field.name != "id")


def receive(ctx: Context, client_id: UUID, entry: Entry) -> SubjectRequest:
    """Enter a request with the times the law gives for it; told again it is answered as it stands.

    Raises StateConflict for an id that stands for anything else.
    """
    client = file(ctx, client_id)
    told = {name: getattr(entry, name) for name in _TOLD}
    _refuse_impossible(ctx, client, entry)
    made = _write(ctx, client, told, entry.id)
    if made is None:
        return _repeated(ctx, client_id, told, entry.id)
    ctx.trail.note(object_type="subject_request", object_id=made.id, detail={"kind": made.kind})
    return made


def acknowledge(ctx: Context, client_id: UUID, request_id: UUID, version: int) -> SubjectRequest:
    """Note that the person was told the request has come."""
    request = _open(ctx, client_id, request_id, version)
    if request.acknowledged_at is not None:
        raise StateConflict
    request.acknowledged_at = ctx.now
    return _changed(ctx, request, "acknowledged")


def extend(
    ctx: Context, client_id: UUID, request_id: UUID, version: int, *, days: int | None, reason: str
) -> SubjectRequest:
    """Lengthen the time to carry a request out, once, with the reason the person is given."""
    request = _open(ctx, client_id, request_id, version)
    if request.state != "received":
        raise StateConflict
    request_clocks.lengthen(ctx, request, days)
    request.state, request.extended_at, request.extend_reason = "extended", ctx.now, reason
    return _changed(ctx, request, "extended")


def answer(
    ctx: Context,
    client_id: UUID,
    request_id: UUID,
    version: int,
    *,
    outcome: str,
    ground: str | None,
    reason: str | None,
) -> SubjectRequest:
    """Answer a request; to refuse, wholly or partly, takes a ground of the book and the reason.

    Raises OnHold or StateConflict, with the article, where it may not be granted.
    """
    file(ctx, client_id)
    clients.get(ctx, client_id, lock=True)
    request = _open(ctx, client_id, request_id, version)
    if outcome != "refused":
        request_grounds.refuse_barred(ctx, request)
    basis = request_clocks.cited(request_clocks.kind_of(request.kind).law)
    if outcome != "granted":
        basis += request_grounds.cited(ground, reason)
    elif ground is not None:
        raise Invalid.at("/ground", vi="chỉ nêu khi từ chối", en="is told only when refusing")
    request.state, request.answered_at, request.outcome = "answered", ctx.now, outcome
    request.ground, request.answer_reason, request.legal_basis = ground, reason, basis
    return _changed(ctx, request, "answered")


def close(
    ctx: Context, client_id: UUID, request_id: UUID, version: int, reason: str
) -> SubjectRequest:
    """Close a request: carried out, or taken back by the person."""
    file(ctx, client_id)
    request = entered.locked(ctx, SubjectRequest, client_id, request_id, version)
    if request.state == "closed" or request.voided_at is not None:
        raise StateConflict(_OVER)
    request.state, request.closed_at, request.close_reason = "closed", ctx.now, reason
    return _changed(ctx, request, "closed")


def void(
    ctx: Context, client_id: UUID, request_id: UUID, version: int, reason: str
) -> SubjectRequest:
    """Mark a request entered by mistake: it stays on file and counts no more."""
    file(ctx, client_id)
    request = entered.void(ctx, SubjectRequest, client_id, request_id, version, reason)
    ctx.trail.note(object_type="subject_request", object_id=request.id, detail={"voided": True})
    return request


def of_client(
    ctx: Context, client_id: UUID, *, after: tuple[datetime, UUID] | None = None, limit: int
) -> list[SubjectRequest]:
    """Return a client's requests, newest first."""
    file(ctx, client_id)
    row = SubjectRequest
    statement = sa.select(row).where(row.client_id == client_id)
    if after is not None:
        statement = statement.where(sa.tuple_(row.received_at, row.id) < after)
    statement = statement.order_by(row.received_at.desc(), row.id.desc()).limit(limit)
    return list(ctx.session.scalars(statement))


def page(
    ctx: Context,
    *,
    unit: str | None = None,
    status: str | None = None,
    after: tuple[datetime, UUID] | None = None,
    limit: int,
) -> list[SubjectRequest]:
    """Return the requests received at a unit or below it, longest waiting first."""
    if not ctx.sees(Part.IDENTITY):
        raise NotPermitted
    row = SubjectRequest
    statement = sa.select(row).where(_at(ctx, unit or ctx.actor.unit), row.voided_at.is_(None))
    if status is not None:
        statement = statement.where(_standing(status, ctx.now))
    if after is not None:
        statement = statement.where(sa.tuple_(row.received_at, row.id) > after)
    statement = statement.order_by(row.received_at, row.id).limit(limit)
    found = list(ctx.session.scalars(statement))
    ctx.trail.note([request.client_id for request in found])
    return found


def file(ctx: Context, client_id: UUID) -> Client:
    """Return the client to those who read the identity part of a file."""
    if not ctx.sees(Part.IDENTITY):
        raise NotPermitted
    return clients.get(ctx, client_id)


def status(request: SubjectRequest, now: datetime) -> Status:
    """Tell how a request stands at a moment."""
    if request.state not in OPEN:
        return "closed" if request.state == "closed" else "answered"
    return "overdue" if request.due_at is not None and now > request.due_at else "open"


def late(request: SubjectRequest, now: datetime) -> bool:
    """Tell whether it was, or is by now, carried out too late; that stays so for ever."""
    done = request.answered_at or request.closed_at or now
    return request.due_at is not None and done > request.due_at


def acknowledged_late(request: SubjectRequest, now: datetime) -> bool:
    """Tell whether the person was told too late, or not at all by now; an answer tells too."""
    told = request.acknowledged_at or request.answered_at or request.closed_at or now
    return request.acknowledge_by is not None and told > request.acknowledge_by


def _refuse_impossible(ctx: Context, client: Client, entry: Entry) -> None:
    if entry.received_at > ctx.now:
        raise Invalid.at("/received_at", vi="chưa xảy ra", en="has not happened yet")
    if client.birth_date is not None and vn_day(entry.received_at) < client.birth_date:
        raise Invalid.at("/received_at", vi="trước ngày sinh", en="is before the birth date")
    if (entry.requester == "representative") != (entry.representative_basis is not None):
        raise Invalid.at(
            "/representative_basis",
            vi="nêu căn cứ đại diện khi, và chỉ khi, người đại diện yêu cầu",
            en="is told when a representative asks, and only then",
        )


def _write(
    ctx: Context, client: Client, told: Mapping[str, object], key: UUID | None
) -> SubjectRequest | None:
    at: datetime = told["received_at"]  # type: ignore[assignment]
    times = request_clocks.reckon(
        ctx, str(told["kind"]), at, with_processor=bool(told["with_processor"])
    )
    desk = ctx.actor.unit if ctx.actor.unit_kind in {"commune", "facility"} else client.unit
    return entered.once(
        ctx, SubjectRequest, key, **told, client_id=client.id, unit=desk,
        province=entered.place(ctx, desk).province, state="received",
        acknowledge_by=times.acknowledge_by, first_due_at=times.due_at, due_at=times.due_at,
        explanation=times.explanation, legal_basis=[], provenance="recorded",
        late_entry=vn_day(at) < ctx.today, recorded_by=ctx.actor.id, recorded_at=ctx.now,
        version=1,
    )  # fmt: skip


def _repeated(
    ctx: Context, client_id: UUID, told: Mapping[str, object], key: UUID | None
) -> SubjectRequest:
    """A request told again under its id, if it was told in the same words."""
    row = SubjectRequest
    known = ctx.session.scalar(sa.select(row).where(row.id == key, row.client_id == client_id))
    if known is None:
        raise StateConflict(KEY_TAKEN)
    if known.voided_at or any(getattr(known, name) != value for name, value in told.items()):
        raise StateConflict(_ANOTHER)
    ctx.trail.note(object_type="subject_request", object_id=known.id, detail={"repeated": True})
    return known


def _open(ctx: Context, client_id: UUID, request_id: UUID, version: int) -> SubjectRequest:
    file(ctx, client_id)
    request = entered.locked(ctx, SubjectRequest, client_id, request_id, version)
    if request.state not in OPEN or request.voided_at is not None:
        raise StateConflict(_OVER)
    return request


def _changed(ctx: Context, request: SubjectRequest, what: str) -> SubjectRequest:
    request.version += 1
    ctx.session.flush()
    ctx.trail.note(object_type="subject_request", object_id=request.id, detail={what: True})
    return request


def _standing(status: str, now: datetime) -> sa.ColumnElement[bool]:
    """Tell the same in SQL as `status` and `late`: overdue is what waits beyond its time."""
    row = SubjectRequest
    waits = row.state.in_(OPEN)
    if status == "open":
        return waits
    if status == "overdue":
        return sa.and_(waits, row.due_at < now)
    return row.state == status


def _at(ctx: Context, unit: str) -> sa.ColumnElement[bool]:
    """Tell that a request was received at a unit, or below it."""
    row = SubjectRequest
    kind = units.within(ctx, unit)
    if kind == "nation":
        return sa.true()
    if kind == "province":
        return row.province == unit
    if kind is None:
        return row.unit.in_(units.successors(ctx, unit))
    return row.unit == unit
