"""Routes of e-monitoring: the feed of the devices' system, and what the police read of it."""

from typing import Annotated

from fastapi import Query

from app.access import Permission
from app.api.door import Door
from app.api.paging import Cursor, page_of
from app.context import Context
from app.schemas.base import Id, Page
from app.schemas.monitoring import (
    MonitoringBatchIn,
    MonitoringBatchOut,
    MonitoringEventOut,
    MonitoringFilter,
    MonitoringResultOut,
)
from app.services import monitoring

door = Door(prefix="/v1/monitoring-events", tags=["monitoring"])
file = Door(prefix="/v1/clients/{client_id}/monitoring-events", tags=["monitoring"])


@door.post("", may=Permission.MONITORING_WRITE)
def receive_monitoring_events(ctx: Context, batch: MonitoringBatchIn) -> MonitoringBatchOut:
    """Take events of devices; of what the measure does not need nothing is kept."""
    entries = [monitoring.Entry(**item.model_dump()) for item in batch.items]
    results = monitoring.receive(ctx, entries)
    return MonitoringBatchOut(
        recorded=results.count("recorded"),
        items=[
            MonitoringResultOut(device=entry.device, source_id=entry.source_id, result=result)
            for entry, result in zip(entries, results, strict=True)
        ],
    )


@file.get("", may=Permission.CLIENT_READ)
def list_monitoring_events(
    ctx: Context,
    client_id: Id,
    filter: Annotated[MonitoringFilter, Query()],  # noqa: A002
) -> Page[MonitoringEventOut]:
    """List a client's events, newest first; for those who read the monitoring part of a file."""
    cursor = Cursor.read(filter)
    at, key = cursor.moment("at"), cursor.id("id")
    rows = monitoring.page(
        ctx,
        client_id,
        kind=filter.kind,
        after=None if at is None or key is None else (at, key),
        limit=filter.limit + 1,
    )
    return Page[MonitoringEventOut](
        **page_of(
            rows,
            filter,
            MonitoringEventOut.model_validate,
            lambda row: {"at": row.happened_at, "id": row.id},
        )
    )
