"""What was seen and given during withdrawal treatment: only added, corrected by what follows."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

import sqlalchemy as sa

from app.context import Context
from app.ids import new_id
from app.models.care import HealthEntry, HealthRecord
from app.problems import Invalid, NotFound, StateConflict, Text
from app.services import clients, entered
from app.services.screenings import require_clinical
from app.times import vn_day

_SIGNS = ("pulse", "systolic", "diastolic", "respiration", "temperature")
_VOIDED = Text("Bệnh án đã bị hủy", "The record was voided")
_ANOTHER = Text(
    "Mã này đã dùng cho lần ghi có nội dung khác", "The id stands for an entry told otherwise"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as it is told to us."""

    noted_at: datetime
    doctor: str
    pulse: int | None = None
    systolic: int | None = None
    diastolic: int | None = None
    respiration: int | None = None
    temperature: Decimal | None = None
    findings: str | None = None
    treatment: str | None = None
    corrects: UUID | None = None
    id: UUID | None = None


def record(ctx: Context, client_id: UUID, record_id: UUID, entry: Entry) -> HealthEntry:
    """Add an entry; it may be added later than it was so, never before."""
    kept = _record(ctx, client_id, record_id)
    told = {name: value for name, value in asdict(entry).items() if name != "id"}
    known = _known(ctx, kept, entry.id)
    if known is not None:
        if any(getattr(known, name) != value for name, value in told.items()):
            raise StateConflict(_ANOTHER)
        ctx.trail.note(detail={"repeated": True})
        return known
    if kept.voided_at is not None:
        raise StateConflict(_VOIDED)
    _refuse_impossible(ctx, kept, entry)
    place = entered.place(ctx, kept.unit)
    row = HealthEntry(
        **told,
        id=entry.id or new_id(),
        client_id=client_id,
        record_id=kept.id,
        unit=place.code,
        province=place.province,
        late_entry=vn_day(entry.noted_at) < ctx.today,
        recorded_by=ctx.actor.id,
        recorded_at=ctx.now,
    )
    ctx.session.add(row)
    ctx.session.flush()
    ctx.trail.note(object_type="health_entry", object_id=row.id)
    return row


def of_record(ctx: Context, client_id: UUID, record_id: UUID) -> Sequence[HealthEntry]:
    """Return the entries of a record, oldest first, corrected ones too."""
    kept = _record(ctx, client_id, record_id)
    statement = sa.select(HealthEntry).where(HealthEntry.record_id == kept.id)
    return ctx.session.scalars(statement.order_by(HealthEntry.noted_at, HealthEntry.id)).all()


def _record(ctx: Context, client_id: UUID, record_id: UUID) -> HealthRecord:
    """Return the record, locked, so that it is not closed meanwhile. Raises NotFound."""
    require_clinical(ctx)
    clients.get(ctx, client_id)
    statement = sa.select(HealthRecord).where(
        HealthRecord.id == record_id, HealthRecord.client_id == client_id
    )
    kept = ctx.session.scalar(statement.with_for_update())
    if kept is None:
        raise NotFound
    return kept


def _known(ctx: Context, kept: HealthRecord, key: UUID | None) -> HealthEntry | None:
    if key is None:
        return None
    statement = sa.select(HealthEntry).where(
        HealthEntry.id == key, HealthEntry.record_id == kept.id
    )
    return ctx.session.scalar(statement)


def _refuse_impossible(ctx: Context, kept: HealthRecord, entry: Entry) -> None:
    day = vn_day(entry.noted_at)
    if entry.noted_at > ctx.now:
        raise Invalid.at("/noted_at", vi="chưa xảy ra", en="has not happened yet")
    if day < kept.opened_on or (kept.closed_on is not None and day > kept.closed_on):
        raise Invalid.at("/noted_at", vi="ngoài thời gian bệnh án", en="is outside the record")
    said = [entry.findings, entry.treatment, *(getattr(entry, sign) for sign in _SIGNS)]
    if all(value is None for value in said):
        raise Invalid.at("/findings", vi="không có nội dung nào", en="tells nothing at all")
    if (entry.systolic is None) != (entry.diastolic is None) or (
        entry.systolic is not None
        and entry.diastolic is not None
        and entry.diastolic > entry.systolic
    ):
        raise Invalid.at(
            "/diastolic", vi="huyết áp không khớp", en="blood pressure does not fit together"
        )
    if entry.corrects is not None:
        _refuse_correction(ctx, kept, entry.corrects)


def _refuse_correction(ctx: Context, kept: HealthRecord, corrects: UUID) -> None:
    """Refuse to correct what is not of this record, or was corrected before."""
    if _known(ctx, kept, corrects) is None:
        raise Invalid.at(
            "/corrects", vi="không phải lần ghi của bệnh án này", en="is no entry of this record"
        )
    statement = sa.select(HealthEntry.id).where(HealthEntry.corrects == corrects)
    if ctx.session.scalar(statement) is not None:
        raise StateConflict(
            Text("Lần ghi này đã được đính chính", "The entry was corrected already")
        )
