"""Records of withdrawal treatment (*bệnh án cắt cơn*): the clinical part of a file alone.

116/2021/NĐ-CP, Điều 23; 163/2026/NĐ-CP, Điều 85. Opening one is the service `treatment`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from app.context import Context
from app.ids import new_id
from app.models.care import HealthEntry, HealthRecord
from app.problems import Invalid, StateConflict, Text
from app.services import clients, counted, entered, retold, services
from app.services.screenings import require_clinical
from app.times import vn_day

TREATMENT = "treatment"
_TOLD = ("opened_on", "substances", "protocol", "severity", "doctor", "case_id", "note")
_OPEN = Text("Đang có bệnh án cắt cơn chưa đóng", "A record of withdrawal treatment is open")
_CLOSED = Text("Bệnh án đã đóng", "The record is closed")
_VOIDED = Text("Bệnh án đã bị hủy", "The record was voided")


@dataclass(frozen=True, slots=True)
class Entry:
    """A record as it is opened."""

    opened_on: date
    substances: list[str]
    protocol: str
    severity: str
    doctor: str
    case_id: UUID | None = None
    unit: str | None = None
    note: str | None = None
    id: UUID | None = None


def open_record(ctx: Context, client_id: UUID, entry: Entry) -> HealthRecord:
    """Open a record, with the service it is counted as. One at a time is open for a client."""
    require_clinical(ctx)
    client = clients.get(ctx, client_id, lock=True)
    unit = entry.unit or entered.here(ctx, client)
    told = {name: getattr(entry, name) for name in _TOLD} | {"unit": unit}
    known = retold.same(ctx, HealthRecord, client_id, entry.id, told)
    if known is not None:
        return known
    if entry.opened_on > ctx.today:
        raise Invalid.at("/opened_on", vi="chưa đến ngày này", en="lies in the future")
    if client.birth_date is not None and entry.opened_on < client.birth_date:
        raise Invalid.at("/opened_on", vi="trước ngày sinh", en="is before the birth date")
    _refuse_second(ctx, client_id)
    said = services.Entry(
        kind=TREATMENT,
        on=entry.opened_on,
        unit=unit,
        case_id=entry.case_id,
        provider=entry.doctor,
    )
    service = services.record(ctx, client_id, said)
    row = HealthRecord(
        **told,
        id=entry.id or new_id(),
        client_id=client_id,
        service_id=service.id,
        province=service.province,
        provenance="recorded",
        late_entry=service.late_entry,
        recorded_by=ctx.actor.id,
        recorded_at=ctx.now,
        version=1,
    )
    ctx.session.add(row)
    ctx.session.flush()
    ctx.trail.note(object_type="health_record", object_id=row.id)
    return row


def page(
    ctx: Context, client_id: UUID, *, after: Mapping[str, object] | None, limit: int
) -> list[HealthRecord]:
    """Return a client's records, newest first."""
    require_clinical(ctx)
    clients.get(ctx, client_id)
    return retold.newest(ctx, HealthRecord, HealthRecord.opened_on, client_id, after, limit)


def close(
    ctx: Context, client_id: UUID, key: UUID, version: int, on: date, outcome: str
) -> HealthRecord:
    """Close a record with its outcome, once; not before its last entry."""
    require_clinical(ctx)
    row = entered.locked(ctx, HealthRecord, client_id, key, version)
    if row.voided_at is not None:
        raise StateConflict(_VOIDED)
    if row.closed_on is not None:
        raise StateConflict(_CLOSED)
    if on > ctx.today:
        raise Invalid.at("/closed_on", vi="chưa đến ngày này", en="lies in the future")
    statement = sa.select(sa.func.max(HealthEntry.noted_at)).where(HealthEntry.record_id == row.id)
    last = ctx.session.scalar(statement)
    if on < row.opened_on or (last is not None and on < vn_day(last)):
        raise Invalid.at(
            "/closed_on",
            vi="trước ngày mở hoặc lần ghi cuối",
            en="is before the record was opened, or before its last entry",
        )
    row.closed_on, row.outcome = on, outcome
    row.version += 1
    ctx.session.flush()
    ctx.trail.note(object_type="health_record", object_id=row.id, detail={"closed": True})
    return row


def void(ctx: Context, client_id: UUID, key: UUID, version: int, reason: str) -> HealthRecord:
    """Mark a record opened by mistake, and the service it was counted as; its entries stay."""
    require_clinical(ctx)
    row = entered.void(ctx, HealthRecord, client_id, key, version, reason)
    counted.void(ctx, row.service_id, reason)
    ctx.trail.note(object_type="health_record", object_id=row.id, detail={"voided": True})
    return row


def _refuse_second(ctx: Context, client_id: UUID) -> None:
    statement = sa.select(HealthRecord.id).where(
        HealthRecord.client_id == client_id,
        HealthRecord.closed_on.is_(None),
        HealthRecord.voided_at.is_(None),
    )
    if ctx.session.scalar(statement) is not None:
        raise StateConflict(_OPEN)
