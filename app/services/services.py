"""Services: one thing done for a client on a day (*dịch vụ*). The indicators count these."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from app.access import SERVICE_PARTS, Part
from app.context import Context
from app.ids import new_id
from app.models.service import Service
from app.problems import Invalid, NotPermitted
from app.services import clients, counted, entered


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing done for a client, as it is told to us."""

    kind: str
    on: date
    unit: str
    case_id: UUID | None = None
    provider: str | None = None
    note: str | None = None
    id: UUID | None = None
    provenance: str = "recorded"


def record(ctx: Context, client_id: UUID, entry: Entry) -> Service:
    """Record a service. It may be entered later than it was done, never before."""
    client = clients.get(ctx, client_id)
    if entry.on > ctx.today:
        raise Invalid.at("/on", vi="chưa đến ngày này", en="lies in the future")
    if client.birth_date is not None and entry.on < client.birth_date:
        raise Invalid.at("/on", vi="trước ngày sinh", en="is before the birth date")
    place = entered.place(ctx, entry.unit)
    entered.refuse_foreign_case(ctx, client_id, entry.case_id)
    service = Service(
        id=entry.id or new_id(),
        client_id=client_id,
        kind=entry.kind,
        performed_on=entry.on,
        unit=place.code,
        province=place.province,
        case_id=entry.case_id,
        provider=entry.provider,
        note=entry.note,
        provenance=entry.provenance,
        late_entry=entry.on < ctx.today,
        recorded_by=ctx.actor.id,
        recorded_at=ctx.now,
        version=1,
    )
    ctx.session.add(service)
    ctx.session.flush()
    ctx.trail.note(object_type="service", object_id=service.id, detail={"kind": entry.kind})
    return service


def kinds_seen(ctx: Context) -> list[str]:
    """Return the kinds of service a caller may know of.

    Who works with the social part knows that a clinical service was had, not what was written.
    """
    parts = ctx.actor.parts
    return [k for k, part in SERVICE_PARTS.items() if part in parts or Part.SOCIAL in parts]


def note_seen(ctx: Context, service: Service) -> str | None:
    """Return what was written about a service, to those who work with that part of the file."""
    return service.note if ctx.sees(SERVICE_PARTS[service.kind]) else None


def page(
    ctx: Context,
    client_id: UUID,
    *,
    kind: str | None = None,
    after: Mapping[str, object] | None = None,
    limit: int,
) -> list[Service]:
    """Return a client's services of the parts the caller may read, newest first."""
    clients.get(ctx, client_id)
    shown = kinds_seen(ctx)
    statement = sa.select(Service).where(
        Service.client_id == client_id, Service.kind.in_([kind] if kind in shown else shown)
    )
    if kind is not None and kind not in shown:
        raise NotPermitted
    if after:
        here = sa.tuple_(Service.performed_on, Service.id)
        on, key = sa.cast(after["on"], sa.Date), sa.cast(after["id"], sa.Uuid)
        statement = statement.where(here < sa.tuple_(on, key))
    statement = statement.order_by(Service.performed_on.desc(), Service.id.desc()).limit(limit)
    return list(ctx.session.scalars(statement))


def void(ctx: Context, client_id: UUID, service_id: UUID, version: int, reason: str) -> Service:
    """Mark a service entered by mistake: it stays on file and counts no more.

    Raises StateConflict while another record of the file is counted as it: that one is voided, and
    this with it.
    """
    service = entered.void(ctx, Service, client_id, service_id, version, reason)
    counted.refuse_counted(ctx, service.id)
    ctx.trail.note(object_type="service", object_id=service.id, detail={"voided": True})
    return service
