"""Management records (*hồ sơ quản lý*): the time a person stands on a commune's list, and why.

Opened and closed by the effects of steps; the indicators' denominators are these periods.
Sources: Law 73/2021 art. 43; Law 120/2025 art. 48; Decision 1393/QĐ-LĐTBXH (denominators).
"""

from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa

from app.context import Context
from app.ids import new_id
from app.models.client import ManagementRecord
from app.times import vn_day

_OPEN = (
    sa.select(ManagementRecord)
    .where(ManagementRecord.client_id == sa.bindparam("client"), ManagementRecord.until.is_(None))
    .order_by(ManagementRecord.kind)
)


def open_record(
    ctx: Context,
    client_id: UUID,
    kind: str,
    *,
    unit: str,
    province: str,
    since: date,
    case_id: UUID | None,
    provenance: str,
) -> None:
    """Put a client on a list from a day; nothing to do when the client stands on it already."""
    if any(record.kind == kind for record in _open(ctx, client_id)):
        return
    ctx.session.add(
        ManagementRecord(
            id=new_id(),
            client_id=client_id,
            kind=kind,
            unit=unit,
            province=province,
            since=since,
            case_id=case_id,
            provenance=provenance,
            version=1,
        )
    )


def close(ctx: Context, client_id: UUID, kinds: tuple[str, ...], *, on: date, reason: str) -> None:
    """Take a client off lists on a day, with the reason."""
    for record in _open(ctx, client_id):
        if record.kind in kinds:
            record.until = max(on, record.since)
            record.closed_reason = reason
            record.version += 1


def move(ctx: Context, client_id: UUID, *, unit: str, province: str, at: datetime) -> None:
    """Carry the lists to another commune: there they go on from the day of the move."""
    for record in _open(ctx, client_id):
        if record.unit == unit:
            continue
        day = max(vn_day(at), record.since)
        record.until, record.closed_reason = day, "moved"
        record.version += 1
        ctx.session.flush()
        open_record(
            ctx,
            client_id,
            record.kind,
            unit=unit,
            province=province,
            since=day,
            case_id=record.case_id,
            provenance=record.provenance,
        )


def _open(ctx: Context, client_id: UUID) -> list[ManagementRecord]:
    ctx.session.flush()
    return list(ctx.session.scalars(_OPEN, {"client": client_id}))
