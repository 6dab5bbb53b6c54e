"""Routes of the records of withdrawal treatment."""

from typing import Annotated

from fastapi import Query

from app.access import Permission
from app.api.door import Door
from app.api.paging import Cursor, page_of
from app.context import Context
from app.schemas.base import Id, Page
from app.schemas.health_records import (
    HealthEntryIn,
    HealthEntryListOut,
    HealthEntryOut,
    HealthRecordCloseIn,
    HealthRecordFilter,
    HealthRecordIn,
    HealthRecordOut,
)
from app.schemas.services import VoidIn
from app.services import health_entries, health_records

door = Door(prefix="/v1/clients/{client_id}/health-records", tags=["health records"])


@door.post("", may=Permission.SERVICE_WRITE, status_code=201)
def open_health_record(ctx: Context, client_id: Id, record: HealthRecordIn) -> HealthRecordOut:
    """Open a record of withdrawal treatment; it is counted as a service. Clinical part only."""
    entry = health_records.Entry(**record.model_dump())
    return HealthRecordOut.model_validate(health_records.open_record(ctx, client_id, entry))


@door.get("", may=Permission.CLIENT_READ)
def list_health_records(
    ctx: Context,
    client_id: Id,
    filter: Annotated[HealthRecordFilter, Query()],  # noqa: A002
) -> Page[HealthRecordOut]:
    """List a client's records of withdrawal treatment, newest first; clinical part only."""
    rows = health_records.page(
        ctx, client_id, after=Cursor.read(filter).values, limit=filter.limit + 1
    )
    return Page[HealthRecordOut](
        **page_of(
            rows, filter, HealthRecordOut.model_validate, lambda r: {"on": r.opened_on, "id": r.id}
        )
    )


@door.post("/{health_record_id}/close", may=Permission.SERVICE_WRITE, versioned=True)
def close_health_record(
    ctx: Context, client_id: Id, health_record_id: Id, version: int, close: HealthRecordCloseIn
) -> HealthRecordOut:
    """Close a record with its outcome, once."""
    row = health_records.close(
        ctx, client_id, health_record_id, version, close.closed_on, close.outcome
    )
    return HealthRecordOut.model_validate(row)


@door.post("/{health_record_id}/void", may=Permission.SERVICE_WRITE, versioned=True)
def void_health_record(
    ctx: Context, client_id: Id, health_record_id: Id, version: int, void: VoidIn
) -> HealthRecordOut:
    """Mark a record opened by mistake; the service it was counted as goes with it."""
    row = health_records.void(ctx, client_id, health_record_id, version, void.reason)
    return HealthRecordOut.model_validate(row)


@door.post("/{health_record_id}/entries", may=Permission.SERVICE_WRITE, status_code=201)
def record_health_entry(
    ctx: Context, client_id: Id, health_record_id: Id, entry: HealthEntryIn
) -> HealthEntryOut:
    """Add what was seen and given; a mistake is corrected by an entry that names it."""
    told = health_entries.Entry(**entry.model_dump())
    row = health_entries.record(ctx, client_id, health_record_id, told)
    return HealthEntryOut.model_validate(row)


@door.get("/{health_record_id}/entries", may=Permission.CLIENT_READ)
def list_health_entries(ctx: Context, client_id: Id, health_record_id: Id) -> HealthEntryListOut:
    """List the entries of a record, oldest first; clinical part only."""
    rows = health_entries.of_record(ctx, client_id, health_record_id)
    return HealthEntryListOut(items=[HealthEntryOut.model_validate(row) for row in rows])
