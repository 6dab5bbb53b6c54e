"""Substitution treatment of a client: by which medicine, since when, where dosed, the last dose.

116/2021/NĐ-CP, Điều 28, 30; 163/2026/NĐ-CP, Điều 89. Clinical alone. Beginning one is the service
`treatment`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

import sqlalchemy as sa

from app.context import Context
from app.ids import new_id
from app.models.care import SubstitutionDose, SubstitutionPeriod
from app.models.client import Client
from app.problems import Invalid, NotFound, StateConflict, Text
from app.services import clients, counted, entered, retold, services
from app.services.health_records import TREATMENT
from app.services.screenings import require_clinical

_TOLD = ("medicine", "started_on", "dosed_at", "case_id", "note")
_OPEN = Text("Đang có đợt điều trị thay thế chưa kết thúc", "A period of substitution is open")
_OVERLAPS = Text("Trùng với đợt điều trị thay thế khác", "It overlaps another period")
_ENDED = Text("Đợt điều trị đã kết thúc", "The period has ended")
_VOIDED = Text("Đợt điều trị đã bị hủy", "The period was voided")


@dataclass(frozen=True, slots=True)
class Entry:
    """A period as it begins."""

    medicine: str
    started_on: date
    ended_on: date | None = None
    end_reason: str | None = None
    dosed_at: str | None = None
    case_id: UUID | None = None
    unit: str | None = None
    note: str | None = None
    id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Dose:
    """A dose as it was confirmed."""

    dose_mg: Decimal
    confirmed_on: date
    confirmed_by: str


def record(ctx: Context, client_id: UUID, entry: Entry) -> SubstitutionPeriod:
    """Begin a period, with the service it is counted as. Of a client one is open at most."""
    require_clinical(ctx)
    client = clients.get(ctx, client_id, lock=True)
    unit = entry.unit or entered.here(ctx, client)
    told = {name: getattr(entry, name) for name in _TOLD} | {"unit": unit}
    known = retold.same(ctx, SubstitutionPeriod, client_id, entry.id, told)
    if known is not None:
        return known
    _refuse_impossible(ctx, client, entry)
    # Where it is dosed would tell the medicine to those who see that there was a treatment.
    said = services.Entry(kind=TREATMENT, on=entry.started_on, unit=unit, case_id=entry.case_id)
    service = services.record(ctx, client_id, said)
    row = SubstitutionPeriod(
        **told,
        ended_on=entry.ended_on,
        end_reason=entry.end_reason,
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
    ctx.trail.note(object_type="substitution", object_id=row.id, detail={"medicine": row.medicine})
    return row


def page(
    ctx: Context, client_id: UUID, *, after: Mapping[str, object] | None, limit: int
) -> list[SubstitutionPeriod]:
    """Return a client's periods, newest first."""
    require_clinical(ctx)
    clients.get(ctx, client_id)
    return retold.newest(
        ctx, SubstitutionPeriod, SubstitutionPeriod.started_on, client_id, after, limit
    )


def last_doses(ctx: Context, periods: Sequence[SubstitutionPeriod]) -> dict[UUID, SubstitutionDose]:
    """Return the dose last confirmed in each period."""
    # Of one period the later overwrites the earlier: doses are few.
    statement = (
        sa.select(SubstitutionDose)
        .where(SubstitutionDose.period_id.in_([period.id for period in periods]))
        .order_by(SubstitutionDose.confirmed_on, SubstitutionDose.recorded_at, SubstitutionDose.id)
    )
    return {dose.period_id: dose for dose in ctx.session.scalars(statement)}


def confirm_dose(ctx: Context, client_id: UUID, key: UUID, dose: Dose) -> SubstitutionPeriod:
    """Add a dose as it was confirmed; a mistake is put right by confirming anew."""
    require_clinical(ctx)
    clients.get(ctx, client_id, lock=True)
    period = ctx.session.scalar(
        sa.select(SubstitutionPeriod).where(
            SubstitutionPeriod.id == key, SubstitutionPeriod.client_id == client_id
        )
    )
    if period is None:
        raise NotFound
    if period.voided_at is not None:
        raise StateConflict(_VOIDED)
    if dose.confirmed_on > ctx.today:
        raise Invalid.at("/confirmed_on", vi="chưa đến ngày này", en="lies in the future")
    if dose.confirmed_on < period.started_on or (
        period.ended_on is not None and dose.confirmed_on > period.ended_on
    ):
        raise Invalid.at("/confirmed_on", vi="ngoài đợt điều trị", en="is outside the period")
    row = SubstitutionDose(
        id=new_id(),
        client_id=client_id,
        period_id=period.id,
        dose_mg=dose.dose_mg,
        confirmed_on=dose.confirmed_on,
        confirmed_by=dose.confirmed_by,
        unit=period.unit,
        province=period.province,
        late_entry=dose.confirmed_on < ctx.today,
        recorded_by=ctx.actor.id,
        recorded_at=ctx.now,
    )
    ctx.session.add(row)
    ctx.session.flush()
    ctx.trail.note(object_type="substitution", object_id=period.id, detail={"dose": True})
    return period


def end(
    ctx: Context, client_id: UUID, key: UUID, version: int, on: date, reason: str
) -> SubstitutionPeriod:
    """End a period with its reason, once."""
    require_clinical(ctx)
    row = entered.locked(ctx, SubstitutionPeriod, client_id, key, version)
    if row.voided_at is not None:
        raise StateConflict(_VOIDED)
    if row.ended_on is not None:
        raise StateConflict(_ENDED)
    _refuse_end(ctx, row.started_on, on)
    row.ended_on, row.end_reason = on, reason
    row.version += 1
    ctx.session.flush()
    ctx.trail.note(object_type="substitution", object_id=row.id, detail={"ended": True})
    return row


def void(ctx: Context, client_id: UUID, key: UUID, version: int, reason: str) -> SubstitutionPeriod:
    """Mark a period entered by mistake, and the service it was counted as."""
    require_clinical(ctx)
    row = entered.void(ctx, SubstitutionPeriod, client_id, key, version, reason)
    counted.void(ctx, row.service_id, reason)
    ctx.trail.note(object_type="substitution", object_id=row.id, detail={"voided": True})
    return row


def _refuse_impossible(ctx: Context, client: Client, entry: Entry) -> None:
    if entry.started_on > ctx.today:
        raise Invalid.at("/started_on", vi="chưa đến ngày này", en="lies in the future")
    if client.birth_date is not None and entry.started_on < client.birth_date:
        raise Invalid.at("/started_on", vi="trước ngày sinh", en="is before the birth date")
    if (entry.ended_on is None) != (entry.end_reason is None):
        raise Invalid.at("/end_reason", vi="kết thúc phải có lý do", en="an end needs a reason")
    if entry.ended_on is not None:
        _refuse_end(ctx, entry.started_on, entry.ended_on)
    statement = sa.select(SubstitutionPeriod).where(
        SubstitutionPeriod.client_id == client.id, SubstitutionPeriod.voided_at.is_(None)
    )
    for other in ctx.session.scalars(statement):
        if other.ended_on is None and entry.ended_on is None:
            raise StateConflict(_OPEN)
        if entry.started_on < (other.ended_on or date.max) and other.started_on < (
            entry.ended_on or date.max
        ):
            raise StateConflict(_OVERLAPS)


def _refuse_end(ctx: Context, since: date, on: date) -> None:
    if on > ctx.today:
        raise Invalid.at("/ended_on", vi="chưa đến ngày này", en="lies in the future")
    if on < since:
        raise Invalid.at("/ended_on", vi="trước ngày bắt đầu", en="is before it began")
