"""Certificates of a client: of a vocation, of a class; those of a vocation count as a service."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.context import Context
from app.ids import new_id
from app.law.reading.activities import activities as practice
from app.models.certificate import Certificate
from app.problems import Invalid
from app.services import activities, clients, counted, entered, retold, services

_TOLD = ("kind", "title", "hours", "issued_on", "number", "issuer", "case_id", "note")


@dataclass(frozen=True, slots=True)
class Entry:
    """A certificate as it is told to us."""

    kind: str
    title: str
    issued_on: date
    number: str
    issuer: str
    hours: int | None = None
    case_id: UUID | None = None
    unit: str | None = None
    note: str | None = None
    id: UUID | None = None


def record(ctx: Context, client_id: UUID, entry: Entry) -> Certificate:
    """Put a certificate on file, with the service it is counted as; both or neither."""
    activities.require_social(ctx)
    client = clients.get(ctx, client_id, lock=True)
    unit = entry.unit or entered.here(ctx, client)
    told = {name: getattr(entry, name) for name in _TOLD} | {"unit": unit}
    known = retold.same(ctx, Certificate, client_id, entry.id, told)
    if known is not None:
        return known
    if entry.issued_on > ctx.today:
        raise Invalid.at("/issued_on", vi="chưa đến ngày này", en="lies in the future")
    if client.birth_date is not None and entry.issued_on < client.birth_date:
        raise Invalid.at("/issued_on", vi="trước ngày sinh", en="is before the birth date")
    entered.refuse_foreign_case(ctx, client_id, entry.case_id)
    place = entered.place(ctx, unit)
    row = Certificate(
        **told,
        id=entry.id or new_id(),
        client_id=client_id,
        service_id=_service(ctx, client_id, entry, unit),
        province=place.province,
        provenance="recorded",
        late_entry=entry.issued_on < ctx.today,
        recorded_by=ctx.actor.id,
        recorded_at=ctx.now,
        version=1,
    )
    ctx.session.add(row)
    ctx.session.flush()
    ctx.trail.note(object_type="certificate", object_id=row.id, detail={"kind": row.kind})
    return row


def page(
    ctx: Context, client_id: UUID, *, after: Mapping[str, object] | None, limit: int
) -> list[Certificate]:
    """Return a client's certificates, newest first."""
    activities.require_social(ctx)
    clients.get(ctx, client_id)
    return retold.newest(ctx, Certificate, Certificate.issued_on, client_id, after, limit)


def void(ctx: Context, client_id: UUID, key: UUID, version: int, reason: str) -> Certificate:
    """Mark a certificate entered by mistake, and the service it was counted as."""
    activities.require_social(ctx)
    row = entered.void(ctx, Certificate, client_id, key, version, reason)
    counted.void(ctx, row.service_id, reason)
    ctx.trail.note(object_type="certificate", object_id=row.id, detail={"voided": True})
    return row


def _service(ctx: Context, client_id: UUID, entry: Entry, unit: str) -> UUID | None:
    """The service a certificate of its kind is counted as, if it is counted at all."""
    kind = practice().certificate_of(entry.kind).counts_as
    if kind is None:
        return None
    made = services.record(
        ctx,
        client_id,
        services.Entry(
            kind=kind,
            on=entry.issued_on,
            unit=unit,
            case_id=entry.case_id,
            provider=entry.issuer,
        ),
    )
    return made.id
